"""A clock as a page shows it: day, colour, word and icon, and why that day; who held the matter for how long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from liemchinh.spine import deadlines
from liemchinh.spine.deadlines import Deadline, Held, Words
from liemchinh.spine.deadlines.current import law
from liemchinh.spine.deadlines.grounds import words as ground_words
from liemchinh.spine.ledger_words import name_of
from liemchinh.spine.web import formats
from liemchinh.spine.wording import say


@dataclass(frozen=True, slots=True)
class DeadlineCard:
    """One clock. `acts`: pauses and extensions in words. `doubts`: what to check before relying on the day."""

    title: str
    deadline: Deadline
    words: Words
    because: tuple[str, ...]
    acts: tuple[str, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeldLine:
    """One stretch in which somebody held the matter, in words."""

    who: str
    held: Held


def card(deadline: Deadline, today: date, urged: int = 0) -> DeadlineCard:
    """The card of one clock in the reader's language."""
    term = law().term(deadline.term)
    found = deadlines.reasons(deadline, formats.language())
    return DeadlineCard(
        title=term.title_en if formats.english() else term.title,
        deadline=deadline,
        words=deadlines.words(deadline, today, urged),
        because=found.because,
        acts=tuple(_acts(deadline)),
        doubts=found.warnings,
    )


def cards(ref: str, today: date, urged: int = 0) -> list[DeadlineCard]:
    """The clocks of a record, those that wait first."""
    return [card(deadline, today, urged) for deadline in deadlines.of(ref)]


def _acts(deadline: Deadline) -> Iterator[str]:
    for number, extension in enumerate(deadline.extensions, 1):
        due = extension.get("due")
        yield _with_ground(
            say("due.extended", i=number, due=date.fromisoformat(due) if due else say("due.nodate")),
            deadline,
            extension,
        )
    for pause in deadline.pauses:
        start, end = date.fromisoformat(pause["start"]), pause["end"]
        if end is None:
            words = gettext("tạm dừng từ %(start)s") % {"start": formats.day(start)}
        else:
            last = formats.day(date.fromisoformat(end))
            words = gettext("tạm dừng từ %(start)s đến %(end)s") % {"start": formats.day(start), "end": last}
        yield _with_ground(words, deadline, pause)


def _with_ground(words: str, deadline: Deadline, act: dict[str, Any]) -> str:
    vi, en = ground_words(deadline.term, act)
    ground = en if formats.english() else vi
    number = gettext("Quyết định số %(no)s") % {"no": act["no"]} if act["no"] else ""
    return ". ".join(part for part in (words, number, ground) if part) + "."


def held_lines(ref: str, today: date) -> list[HeldLine]:
    """Who held the matter, from first to last."""
    return [HeldLine(_who(held), held) for held in deadlines.held(ref, today)]


def _who(held: Held) -> str:
    language = formats.language()
    unit = name_of(f"organisation.unit:{held.unit_id}", language) if held.unit_id is not None else ""
    account = name_of(f"account:{held.account_id}", language) if held.account_id is not None else ""
    return ", ".join(part for part in (account, unit) if part)
