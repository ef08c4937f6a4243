"""The text by which a petition is compared: its own; where none was typed, what the register says of it."""

from __future__ import annotations

from collections.abc import Iterable

from liemchinh.apps.petitions import codes
from liemchinh.apps.petitions.models import Party, Petition
from liemchinh.kernel.vietnamese import fold

_MOST_NAMES = 12


def text_of(petition: Petition, people: Iterable[Party]) -> str:
    """The petition's text and, where the text leaves them out, who wrote it. A letter of which only the subject was
    typed is told from subject, place, decision complained of, and the people."""
    known = list(people)
    writers = [p for p in known if p.role in codes.SENDERS][:_MOST_NAMES]
    text = petition.text.strip()
    if text:
        said = fold(text)
        missing = [p for p in writers if fold(p.name) not in said]
        return "\n".join([text, *(_signed(p) for p in missing)])
    others = [p for p in known if p.role not in codes.SENDERS][:_MOST_NAMES]
    lines = [
        *(_introduced(p) for p in writers),
        petition.subject,
        petition.against,
        f"tại {petition.place}" if petition.place else "",
        *(f"ông, bà {p.name}" for p in others),
    ]
    return "\n".join(filter(None, lines))


def shown(petition: Petition) -> str:
    """What a page shows of it: the text, or the subject where no text was typed."""
    return petition.text.strip() or "\n".join(filter(None, [petition.subject, petition.against, petition.place]))


def _signed(person: Party) -> str:
    return f"Người làm đơn: {person.name}"


def _introduced(person: Party) -> str:
    return f"Tôi là {person.name}, trú tại {person.address}." if person.address else f"Tôi là {person.name}."
