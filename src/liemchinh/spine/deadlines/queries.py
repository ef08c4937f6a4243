"""Reading clocks: of one record, of a page of records, and the buckets of a worklist."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from liemchinh.kernel.errors import Refusal
from liemchinh.spine.deadlines.current import writer
from liemchinh.spine.deadlines.models import Deadline
from liemchinh.spine.deadlines.reckon import reckon, told_lines

Status = Deadline.Status


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a day: the lines, article by article, and what is to be checked."""

    because: tuple[str, ...]
    warnings: tuple[str, ...]


def of(ref: str) -> list[Deadline]:
    """The clocks of a record: those that wait by their day (without a day last), then the ended, newest first."""
    return sorted(Deadline.objects.filter(subject=ref), key=_order)


def _order(deadline: Deadline) -> tuple[bool, bool, int, int]:
    if deadline.open:
        day = (deadline.due or date.max).toordinal()
    else:
        day = -(deadline.met_on or date.min).toordinal()
    return not deadline.open, deadline.status == Status.DROPPED, day, deadline.pk


def nearest(refs: Iterable[str]) -> dict[str, Deadline]:
    """For each record the clock that its `Clocked` fields speak of: nearest running, else a paused one. One query."""
    found: dict[str, Deadline] = {}
    waiting = Deadline.objects.filter(subject__in=list(refs), waits=False, status__in=[Status.RUNNING, Status.PAUSED])
    for deadline in waiting:
        other = found.get(deadline.subject)
        if other is None or _sooner(deadline) < _sooner(other):
            found[deadline.subject] = deadline
    return found


def _sooner(deadline: Deadline) -> tuple[bool, date, bool]:
    return deadline.status == Status.PAUSED, deadline.due or date.max, deadline.internal


def reasons(deadline: Deadline, language: str = "vi") -> Reasons:
    """Why that day, in "vi" or "en".

    After a bulk load the lines are written now, from the law of the day of the event; should the law's files meanwhile
    give another day, the lines would explain a day that is not shown, and only the warning is left.
    """
    because = getattr(deadline, f"because_{language}")
    if because or deadline.due is None:
        return Reasons(tuple(because), tuple(getattr(deadline, f"warnings_{language}")))
    try:
        due = reckon(deadline)
    except Refusal as refusal:
        return Reasons((), (str(refusal),))
    if due.on != deadline.due:
        line = writer(language).line("warn.changed", due=deadline.due, now=due.on)
        return Reasons((), (line,))
    return Reasons(*(tuple(lines) for lines in told_lines(deadline, due, language)))


# --- the buckets of a worklist, over the fields of `Clocked` ---


def buckets(today: date) -> dict[str, Q]:
    """Bucket -> condition; each record with a clock is in exactly one, records without one in none.

    `today`, `soon`, `overdue`, `far`, `calm` are ranges over `next_due`, so an index on it serves them; very overdue
    (`far`) is what `kernel.standing.far_from` says. `paused`: nothing runs, and a clock of the law stands still.
    `undated`: a clock runs whose day no calendar gives yet. The last two need the register's open states beside them.
    """
    return {
        "far": Q(next_due__lt=today, far_on__lte=today),
        "overdue": Q(next_due__lt=today, far_on__gt=today),
        "today": Q(next_due=today),
        "soon": Q(next_due__gt=today, soon_on__lte=today),
        "calm": Q(next_due__gt=today, soon_on__gt=today),
        "paused": Q(next_due=None, clock_paused=True),
        "undated": Q(next_due=None, clock_paused=False) & ~Q(next_term=""),
    }
