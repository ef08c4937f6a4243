"""A row of a reception log (Mẫu số 03) as one visit, and what a visit is found by."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from liemchinh.apps.petitions import codes
from liemchinh.apps.petitions import register_words as said
from liemchinh.apps.petitions.models import Visit
from liemchinh.spine import cells
from liemchinh.spine.import_facts import Facts
from liemchinh.spine.search import Words

_PEOPLE = re.compile(r"(\d{1,4})(?:\s*(?:người|ng|lượt))?\s*$")


def complete(facts: Facts) -> None:
    """What `Register.complete` asks for: kind and people, which the form keeps in one column; one direction."""
    values = facts.values
    if written := values.get("kind_people"):
        kind, people = kind_and_people(written)
        values["petition_kind"] = values.get("petition_kind") or kind
        values["people"] = values.get("people") or people
    if not values.get("people"):
        values["people"] = 1
    if not values.get("kind", "x"):
        del values["kind"]
    ticked = facts.ticked.get("direction")
    if ticked is not None:
        if len(ticked) > 1:
            facts.say("warning", "kind", "direction", _("đánh dấu nhiều hướng xử lý; ghi hướng thứ nhất"))
        values["direction"] = ticked[0] if ticked else ""
    if values["people"] >= codes.GROUP and not values.get("representatives"):
        facts.say("warning", "note", "people", _("đoàn đông người mà không ghi người đại diện; vẫn ghi"))


def kind_and_people(written: str) -> tuple[str, int]:
    """«KN/1», «Khiếu nại / 12 người», «5»: the kind ("" for none) and the number of people."""
    found = _PEOPLE.search(written)
    word = written[: found.start()] if found else written
    kind = cells.choice(word.strip(" /,;-"), said.KINDS).value
    return str(kind) if kind in codes.Kind else "", int(found[1]) if found else 1


def words(visit: Visit) -> Words:
    """What a visit is found by; who came is found by those alone who may see who wrote."""
    told = (visit.subject, visit.handled_by, visit.followed_up, visit.note)
    hidden = (visit.visitor, visit.id_paper, visit.representatives)
    return Words(open=[word for word in told if word], guarded=[word for word in hidden if word])
