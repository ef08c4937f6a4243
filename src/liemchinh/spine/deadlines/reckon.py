"""From what a deadline stores to its day and reasons, by the law in force on the day of its event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models.base import ModelState

from liemchinh.kernel import clocks
from liemchinh.kernel.because import Writer
from liemchinh.kernel.clocks import Due
from liemchinh.kernel.daybook import CalendarUnknown, Daybook
from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.law import Law
from liemchinh.kernel.lifecycle import EXPERT
from liemchinh.kernel.phrasebook import Phrasebook
from liemchinh.kernel.reckoning import Extension, Pause
from liemchinh.kernel.standing import far_from, soon_from
from liemchinh.kernel.terms import NotInForce, Reading, Term, Unit, Value
from liemchinh.spine.deadlines.current import law, phrases, writer
from liemchinh.spine.deadlines.models import Deadline, InternalLimit

LANGUAGES = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Stored:
    """A stored deadline as `kernel.standing` asks for a time limit."""

    started: date
    on: date
    nominal: date
    unit: Unit
    days: int | None
    daybook: Daybook


def stored(deadline: Deadline) -> Stored:
    """`deadline`, which has a day, for `kernel.standing`."""
    due = deadline.due or deadline.started
    unit: Unit = deadline.unit  # type: ignore[assignment]
    return Stored(deadline.started, due, deadline.nominal or due, unit, deadline.days, law().daybook)


def reckon(deadline: Deadline, *, until: date | None = None) -> Due:
    """The day by the law as it is written now. `until`: a pause that still lasts is taken to end on this day.

    Raises what `kernel.clocks.due` raises, Refusals all.
    """
    book = law()
    term = _own(book.term(deadline.term), deadline.limit) if deadline.limit else book.term(deadline.term)
    return clocks.due(
        term,
        deadline.started,
        book.daybook,
        extended=[Extension(e["days"], e["no"]) for e in deadline.extensions],
        pauses=list(_pauses(deadline.pauses, until)),
        variant=deadline.variant,
    )


def _pauses(kept: list[dict[str, Any]], until: date | None) -> list[Pause]:
    found = []
    for pause in kept:
        start, end = date.fromisoformat(pause["start"]), pause["end"]
        last = date.fromisoformat(end) if end else until
        if last is not None and last >= start:
            found.append(Pause(start, last, pause["no"], pause["ground"] == EXPERT))
    return found


def _own(term: Term, limit: InternalLimit) -> Term:
    """A clock of the unit's own days, started by the same event as the law's."""
    unit: Unit = limit.unit  # type: ignore[assignment]
    reading = Reading(limit.days, unit, limit.document, limit.document)
    value = Value(date.min, None, "A", limit.document, limit.document, (reading,))
    return Term(
        id=term.id, kind="clock", title=term.title, title_en=term.title_en, values=(value,), checked_on=term.checked_on,
        event=term.event or "tiếp nhận", event_en=term.event_en or "receipt", received=term.received, pause=term.pause,
    )  # fmt: skip


def settle(deadline: Deadline, *, told: bool = True, until: date | None = None) -> None:
    """Compute the day and write it into `deadline` with its reasons (`told`), unsaved.

    Where the law or the calendar gives no day the deadline stays without one and says what is missing; an extension
    or a pause that the law refuses raises its Refusal.
    """
    try:
        due = reckon(deadline, until=until)
    except (CalendarUnknown, NotInForce) as missing:
        _without_a_day(deadline, missing)
        return
    _days(deadline, due)
    if told:
        tell(deadline, due)


class Start(NamedTuple):
    """What a new clock of the law is made of. told: with its reasons written."""

    register: str
    term: str
    day: date
    since: str
    variant: str
    told: bool


_MOST = 4096
_known: dict[Start, tuple[Law, Phrasebook, Deadline]] = {}


def begun(start: Start, limit: InternalLimit | None = None) -> Deadline:
    """A new deadline, unsaved, with its day: the law's, or the unit's own under `limit`.

    One that starts like another is a copy of it, as long as the law's files and texts stay; that makes it cheap enough
    to load thousands.
    """
    if limit is not None:
        return _settled(start, limit)
    book, texts = law(), phrases()
    found = _known.get(start)
    if found is None or found[0] is not book or found[1] is not texts:
        if len(_known) >= _MOST:
            _known.clear()
        found = _known[start] = (book, texts, _settled(start, None))
    twin = Deadline.__new__(Deadline)
    twin.__dict__.update(found[2].__dict__)
    twin._state = ModelState()
    return twin


def _settled(start: Start, limit: InternalLimit | None) -> Deadline:
    deadline = Deadline(
        register=start.register, term=start.term, started=start.day, since=start.since, variant=start.variant,
        waits=bool(law().term(start.term).facts.get("waits")), internal=limit is not None, limit=limit,
    )  # fmt: skip
    settle(deadline, told=start.told)
    return deadline


def _days(deadline: Deadline, due: Due) -> None:
    deadline.due, deadline.nominal = due.on, due.nominal
    deadline.soon_on, deadline.far_on = soon_from(due), far_from(due)
    deadline.unit, deadline.days = due.unit, due.days
    deadline.law_from = None if deadline.internal else due.value.since
    deadline.provisional, deadline.unsure = due.provisional, due.unsure
    deadline.missing_year = None


def tell(deadline: Deadline, due: Due) -> None:
    """Write why that day, and what to check, in both languages."""
    for language in LANGUAGES:
        because, warnings = told_lines(deadline, due, language)
        setattr(deadline, f"because_{language}", because)
        setattr(deadline, f"warnings_{language}", warnings)


def told_lines(deadline: Deadline, due: Due, language: str) -> tuple[list[str], list[str]]:
    """The reasons of the day and the warnings, in "vi" or "en"."""
    w = writer(language)
    because = list(due.explain(language, w.phrases))
    if deadline.limit is not None:
        # The line about the version of the law would call the unit's own document a law.
        because = [*because[:-1], w.line("why.internal", document=deadline.limit.document)]
    return [*because, *_later_lines(deadline, w)], list(due.doubts(language, w.phrases))


def _later_lines(deadline: Deadline, w: Writer) -> Iterator[str]:
    if deadline.paused_on is not None and deadline.due is not None:
        unit = "working_days" if deadline.unit == "working_days" else "calendar_days"
        k = left(deadline, deadline.paused_on)
        yield w.line("why.pausednow", a=deadline.paused_on, k=k, unit=w.line(f"unit.{unit}"))
    for shift in deadline.shifts:
        old = date.fromisoformat(shift["old"]) if shift["old"] else w.line("due.nodate")
        yield w.line("why.shift", d=date.fromisoformat(shift["on"]), reason=shift[w.language], old=old)


def _without_a_day(deadline: Deadline, missing: Refusal) -> None:
    deadline.due = deadline.nominal = deadline.soon_on = deadline.far_on = deadline.days = deadline.law_from = None
    deadline.unit = ""
    deadline.provisional = deadline.unsure = False
    deadline.missing_year = missing.year if isinstance(missing, CalendarUnknown) else None
    key: str = "due.notinforce"
    fields: dict[str, object] = {"id": deadline.term, "d0": deadline.started}
    if isinstance(missing, CalendarUnknown):
        key, fields = "due.nocalendar", {"y": missing.year}
    for language in LANGUAGES:
        w = writer(language)
        setattr(deadline, f"because_{language}", [w.line(key, **fields), *_later_lines(deadline, w)])
        setattr(deadline, f"warnings_{language}", [])


def left(deadline: Deadline, on: date) -> int:
    """Days left at the beginning of `on`, in the unit of the clock; 0 when none. 0 too where there is no day."""
    if deadline.nominal is None or deadline.nominal < on:
        return 0
    if deadline.unit != "working_days":
        return (deadline.nominal - on).days + 1
    try:
        return law().daybook.working_days(on, deadline.nominal)
    except CalendarUnknown:
        return (deadline.nominal - on).days + 1
