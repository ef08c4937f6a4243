"""Where a time limit stands on a day: "còn 3 ngày làm việc", "quá hạn 5 ngày", as lists and letters say it."""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil
from typing import Literal, NamedTuple, Protocol

from liemchinh.kernel.because import Writer, shipped
from liemchinh.kernel.daybook import CalendarUnknown, Daybook
from liemchinh.kernel.phrasebook import Phrasebook
from liemchinh.kernel.terms import Unit

Tone = Literal["calm", "soon", "late", "paused", "done"]
_SOON_SHARE = 0.2
_SOON_WORKING_DAYS = 3
_FAR_DAYS = 30
_FAR_SHARE = 0.5
#: Days of the calendar for one working day, where no calendar of the year has been entered.
_CALENDAR_FOR_WORKING = 1.4


class Running(Protocol):
    """What is asked of a time limit: `clocks.Due` has it, and so has one that was stored."""

    @property
    def started(self) -> date: ...
    @property
    def on(self) -> date: ...
    @property
    def nominal(self) -> date: ...
    @property
    def unit(self) -> Unit: ...
    @property
    def days(self) -> int | None: ...
    @property
    def daybook(self) -> Daybook: ...


class Standing(NamedTuple):
    """key: of the text. days: left (positive) or over (negative), in the unit of the clock."""

    key: str
    text: str
    tone: Tone
    days: int


def standing(
    due: Running,
    today: date,
    *,
    met_on: date | None = None,
    paused_since: date | None = None,
    urged: int = 0,
    language: str = "vi",
    phrases: Phrasebook | None = None,
) -> Standing:
    """How `due` stands on `today`. Raises CalendarUnknown when working days of a year without a calendar are needed.

    met_on: the day the duty was done. paused_since: first day of a pause that has not ended. urged: how many times.
    """
    w = Writer(phrases or shipped(), language)
    if met_on is not None:
        return _met(due, met_on, w)
    if paused_since is not None:
        days = _days(due, paused_since - timedelta(days=1), due.nominal)
        key = _keyed(due, "due.paused")
        return Standing(key, w.line(key, a=paused_since, n=days), "paused", days)
    if today > due.on:
        return _over(due, today, urged, w)
    return _left(due, today, w)


def soon_from(due: Running) -> date:
    """The first day on which `due` is nearly due: a fifth of the time is left, or three working days."""
    share = due.on - timedelta(days=int((due.on - due.started).days * _SOON_SHARE))
    return max(min(share, _three_working_days_before(due)), due.started)


def _three_working_days_before(due: Running) -> date:
    try:
        run = due.daybook.run_of(due.on.toordinal())
    except CalendarUnknown:
        return due.on
    index = run.through(due.on.toordinal()) - _SOON_WORKING_DAYS - 1
    return date.fromordinal(run.nth(index) if index >= 0 else run.first)


def far_from(due: Running) -> date:
    """The first day on which `due` is very overdue: late by more than 30 days, or by more than half of the whole time.

    Whichever comes first, both in the unit of the clock (days of the calendar for months and years).
    """
    counted = due.unit in ("working_days", "calendar_days") and due.days is not None
    whole = due.days if counted else (due.on - due.started).days
    days = int(min(_FAR_DAYS, (whole or 0) * _FAR_SHARE)) + 1
    if due.unit != "working_days":
        return due.on + timedelta(days=days)
    try:
        run = due.daybook.run_of(due.on.toordinal())
        return date.fromordinal(run.nth(run.through(due.on.toordinal()) - 1 + days))
    except CalendarUnknown:
        return due.on + timedelta(days=ceil(days * _CALENDAR_FOR_WORKING))


def _met(due: Running, met_on: date, w: Writer) -> Standing:
    if met_on > due.on:
        days, unit = _late(due, met_on)
        return Standing(f"due.late{unit}", w.line(f"due.late{unit}", n=days), "done", -days)
    days = _days(due, met_on, due.on)
    if days == 0:
        return Standing("due.met", w.line("due.met"), "done", 0)
    key = _keyed(due, "due.early")
    return Standing(key, w.line(key, n=days), "done", days)


def _over(due: Running, today: date, urged: int, w: Writer) -> Standing:
    days, unit = _late(due, today)
    key = f"{'due.over.far' if urged else 'due.over'}{unit}"
    return Standing(key, w.line(key, n=days, urged=urged), "late", -days)


def _late(due: Running, day: date) -> tuple[int, str]:
    """Days over and the ending of the key; on the days off right after the last day, days of the calendar."""
    days = _days(due, due.on, day)
    return (days, _keyed(due, "")) if days else ((day - due.on).days, "")


def _left(due: Running, today: date, w: Writer) -> Standing:
    days = _days(due, today, due.on)
    tone: Tone = "soon" if today >= soon_from(due) else "calm"
    if today == due.on:
        return Standing("due.today", w.line("due.today"), tone, days)
    if today + timedelta(days=1) == due.on:
        weekday = w.line(f"weekday.{due.on.weekday()}")
        return Standing("due.tomorrow", w.line("due.tomorrow", weekday=weekday, due=due.on), tone, days)
    key = "due.left.w" if due.unit == "working_days" else "due.left.c"
    return Standing(key, w.line(key, n=days), tone, days)


def _days(due: Running, after: date, until: date) -> int:
    """Days from the one after `after` to `until`, in the unit of the clock; negative when `until` came first."""
    if due.unit != "working_days":
        return (until - after).days
    if until >= after:
        return due.daybook.working_days(after + timedelta(days=1), until)
    return -due.daybook.working_days(until + timedelta(days=1), after)


def _keyed(due: Running, key: str) -> str:
    return f"{key}.w" if due.unit == "working_days" else key
