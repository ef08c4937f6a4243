"""On which grounds a clock may be extended: the criteria that a decree lists, as `law/` holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language

from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.terms import NotInForce, Term
from liemchinh.spine.deadlines.current import law, writer
from liemchinh.spine.deadlines.models import Deadline


@dataclass(frozen=True, slots=True)
class Ground:
    """One criterion of a decree."""

    id: str
    label: str
    label_en: str


def grounds(term: str) -> tuple[Ground, ...]:
    """The criteria among which an extension of `term` chooses; empty where a text is written instead."""
    return tuple(
        Ground(criterion["id"], criterion["vi"], criterion["en"])
        for definition in _definitions(law().term(term))
        for criterion in _criteria(definition)
    )


def needed(term: str, count: int, on: date) -> int:
    """How many criteria the `count`-th extension (from 1) needs on `on`; 0 where the law counts none."""
    definitions = _definitions(law().term(term))
    if count > len(definitions):
        return 0
    try:
        return int(str(definitions[count - 1].value_on(on).facts.get("at_least", 0)))
    except NotInForce:
        return 0


def check(deadline: Deadline, ground: str, on: date) -> None:
    """Raises Refusal unless `ground` (ids of criteria, or a text) suffices for the extension just added."""
    count = len(deadline.extensions)
    least = needed(deadline.term, count, on)
    english = (get_language() or "vi").startswith("en")
    w = writer("en" if english else "vi")
    term = law().term(deadline.term)
    if not ground.strip():
        raise Refusal(w.line("deny.extend.ground", title=term.title_en if english else term.title))
    known = {g.id for g in grounds(deadline.term)}
    chosen = known & {word.strip() for word in ground.split(",")}
    if least and len(chosen) < least:
        value = _definitions(term)[count - 1].value_on(on)
        citation = value.cite_en if english else value.cite
        raise Refusal(w.line("deny.extend.criteria", n=least, k=len(chosen), citation=citation))


def words(term: str, act: Mapping[str, Any]) -> tuple[str, str]:
    """Why a stored pause or extension, in Vietnamese and English: the criteria's words, the reason, else the ground."""
    known = {g.id: g for g in grounds(term)}
    chosen = [known[word.strip()] for word in act["ground"].split(",") if word.strip() in known]
    if chosen:
        return "; ".join(g.label for g in chosen), "; ".join(g.label_en for g in chosen)
    text = act["reason"] or act["ground"]
    return text, text


def _definitions(term: Term) -> list[Term]:
    ids: Any = term.facts.get("grounds", ())
    return [law().term(name) for name in ids]


def _criteria(definition: Term) -> list[dict[str, str]]:
    found: Any = definition.facts.get("criteria", ())
    return list(found)
