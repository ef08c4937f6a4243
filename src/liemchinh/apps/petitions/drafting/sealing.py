"""Who wrote a petition never stands in a draft: names are put in when the paper is opened by somebody who may know.

LTC 8, 56: of a denunciation only papers that go to the denouncer carry the name. What a person types is looked through
for the names, addresses and numbers of those who wrote.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from liemchinh.apps.petitions import codes
from liemchinh.apps.petitions.drafting.filling import BLANK
from liemchinh.apps.petitions.drafting.papers import common, form
from liemchinh.apps.petitions.models import Letter, Party, Petition
from liemchinh.apps.petitions.models.letters import ADDRESS, NAME
from liemchinh.kernel.vietnamese import fold


def marks(letter: Letter) -> bool:
    """Whether the letter says who wrote, once it is opened by somebody who may know."""
    beside = letter.particulars
    said = (letter.recipient, letter.subject, letter.text, beside.get("title", ""), *beside.get("copies", ()))
    return any(NAME in text or ADDRESS in text for text in said)


def sealed(petition: Petition, to_sender: bool) -> bool:
    """Whether a paper must not say who wrote."""
    return petition.secretive and not to_sender


def sealed_letter(letter: Letter) -> bool:
    """The same of a letter, which an officer may have addressed to who wrote."""
    return sealed(letter.petition, form(letter.form).to_sender or bool(letter.particulars.get("to_sender")))


class Names:
    """Puts into a text who wrote, or the words that stand for them."""

    def __init__(self, name: str, address: str) -> None:
        self.name, self.address = name, address

    def into(self, text: str) -> str:
        """The text as it prints."""
        return text.replace(NAME, self.name).replace(ADDRESS, self.address)


def names_for(letter: Letter, senders: Sequence[Party] | None) -> Names:
    """`senders` as `looking.senders` gave them; None for a reader who may not know."""
    petition = letter.petition
    if sealed_letter(letter):
        return Names(common("sealed"), common("sealed_address"))
    if petition.identity != codes.Identity.NAMED:
        return Names(common("unknown_sender"), common("masked_address"))
    if senders is None:
        return Names(common("masked"), common("masked_address"))
    wrote = [p for p in senders if p.role == codes.PartyRole.SENDER] or list(senders)
    name = ", ".join(p.name for p in wrote) or common("unknown_sender")
    return Names(name, next((p.address for p in wrote if p.address), BLANK))


def _said(people: Iterable[Party]) -> list[tuple[str, str]]:
    """(what it is, the folded words) of everything that points at those who wrote."""
    found = []
    for person in people:
        for what in ("name", "address", "phone", "email", "id_paper"):
            value = fold(unicodedata.normalize("NFC", getattr(person, what))).strip()
            if len(value) > 3:
                found.append((what, value))
    return found


def _places(text: str, value: str) -> list[tuple[int, int]]:
    """Where the words stand in the folded text, on their own."""
    found, start = [], 0
    while (at := text.find(value, start)) >= 0:
        end = at + len(value)
        around = text[at - 1 : at] + text[end : end + 1]
        if not any(c.isalnum() for c in around):
            found.append((at, end))
        start = end
    return found


def scrubbed(text: str, people: Iterable[Party], *, own: bool = False) -> str:
    """The text without what points at those who wrote; diacritics and capitals do not matter.

    Blanks stand in its place; on a paper of their own (`own`) the marks that are filled in when it is opened.
    """
    composed = unicodedata.normalize("NFC", text)
    marked = {"name": NAME, "address": ADDRESS} if own else {}
    for what, value in _said(people):
        for at, end in reversed(_places(fold(composed), value)):
            composed = composed[:at] + marked.get(what, BLANK) + composed[end:]
    return composed


def leaks(text: str, people: Iterable[Party]) -> list[str]:
    """What of those who wrote stands in the text: "name", "address", "phone", "email", "id_paper"."""
    folded = fold(unicodedata.normalize("NFC", text))
    return [what for what, value in _said(people) if _places(folded, value)]


def writers(petition: Petition, given: dict[str, Any] | None = None) -> list[Party]:
    """Those who wrote it; at receipt they are not in the register yet."""
    if given and "parties" in given:
        return [p for p in given["parties"] if p.role in codes.SENDERS]
    return list(petition.parties.filter(role__in=codes.SENDERS))
