"""The same letter typed twice: a form that was sent two times, or by two people from one heap."""

from __future__ import annotations

from collections.abc import Iterable

from liemchinh.apps.petitions import codes
from liemchinh.apps.petitions.models import Party, Petition
from liemchinh.kernel.vietnamese import fold


def entered_before(petition: Petition, people: Iterable[Party]) -> Petition | None:
    """An earlier entry of the same unit and day with the very text, subject and senders of this one.

    Ask inside the transaction that receives the petition, after it took its number: two forms sent at one moment then
    wait for each other, and the second sees the first.
    """
    same = Petition.objects.live().filter(
        unit_id=petition.unit_id, received_on=petition.received_on, subject=petition.subject, text=petition.text
    )
    wrote = _names((p.name, p.role) for p in people)
    for other in same.exclude(pk=petition.pk).order_by("pk").prefetch_related("parties"):
        if _names((p.name, p.role) for p in other.parties.all()) == wrote:
            return other
    return None


def _names(people: Iterable[tuple[str, str]]) -> set[str]:
    return {fold(name) for name, role in people if role in codes.SENDERS}
