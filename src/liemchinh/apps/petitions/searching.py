"""What a petition is found by, and by whom: its own words by all who see it, those who wrote it by few.

Names, addresses, phones and papers are guarded: without the right over the unit they are neither found nor counted. Of
a petition whose writer is kept secret (LTC 8, 56) they are taken out of the open text too; and where another unit's
desk now holds it, the unit that received it no longer finds it by who wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from liemchinh.apps.petitions import codes
from liemchinh.apps.petitions.models import Party
from liemchinh.spine.search import Words

#: The ability over the unit without which names are not searched: those of intake and of the head, not of handlers,
#: who see who wrote only of what was given to them.
GUARD: Final = "petitions.classify"
_OPEN: Final = ("number", "arrival_no", "subject", "text", "place", "against", "sender_body", "sender_letter",
                "decision_no", "handled_by", "forwarded_to", "competent_body", "note")  # fmt: skip
#: What all who see a petition may read of those against whom it is, on its page.
_OF_OFFICE: Final = ("name", "position", "workplace")
_OF_A_PERSON: Final = ("name", "address", "phone", "email", "id_paper")


def words(petition: Any) -> Words:
    """The words of one petition, for the index."""
    people = list(petition.parties.all())
    wrote = [p for p in people if p.role in codes.SENDERS]
    texts = [str(text) for name in _OPEN if (text := getattr(petition, name))]
    texts += [said for p in people if p not in wrote for name in _OF_OFFICE if (said := getattr(p, name))]
    if petition.secretive:
        texts = without(texts, (said for p in wrote for said in _said(p)))
        if petition.desk_id not in (None, petition.unit_id):
            people = [p for p in people if p.role not in codes.SENDERS]
    return Words(open=texts, guarded=[said for p in people for said in _said(p)])


def _said(person: Party) -> list[str]:
    return [said for name in _OF_A_PERSON if (said := getattr(person, name))]


def without(texts: Iterable[str], secrets: Iterable[str]) -> list[str]:
    """The texts with those words taken out, however they are broken into lines or written in capitals."""
    texts = list(texts)
    said = " ".join(" ".join(texts).split()).lower()  # asked first: most letters don't name their writer in the text
    spelt = {" ".join(secret.split()) for secret in secrets if len(secret.strip()) > 2}
    known = sorted((secret for secret in spelt if secret.lower() in said), key=len, reverse=True)
    if not known:
        return texts
    pattern = "|".join(r"\s+".join(map(re.escape, secret.split())) for secret in known)
    found = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
    return [found.sub(" ", text) for text in texts]
