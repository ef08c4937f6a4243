"""Where a time limit stands on a day: "còn 3 ngày làm việc", "quá hạn 5 ngày", as lists and letters say it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, NamedTuple

from liemchinh.kernel.because import Writer, shipped
from liemchinh.kernel.clocks import Due
from liemchinh.kernel.phrasebook import Phrasebook

Tone = Literal["calm", "soon", "late", "paused", "done"]
_SOON_SHARE = 0.2
_SOON_WORKING_DAYS = 3


class Standing(NamedTuple):
    """key: of the text. days: left (positive) or over (negative), in the unit of the clock."""

    key: str
    text: str
    tone: Tone
    days: int


def standing(
    due: Due,
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


def _met(due: Due, met_on: date, w: Writer) -> Standing:
    days = _days(due, met_on, due.on)
    if days == 0:
        return Standing("due.met", w.line("due.met"), "done", 0)
    key = _keyed(due, "due.early" if days > 0 else "due.late")
    return Standing(key, w.line(key, n=abs(days)), "done", days)


def _over(due: Due, today: date, urged: int, w: Writer) -> Standing:
    days = _days(due, due.on, today)
    key = _keyed(due, "due.over.far" if urged else "due.over")
    return Standing(key, w.line(key, n=days, urged=urged), "late", -days)


def _left(due: Due, today: date, w: Writer) -> Standing:
    days = _days(due, today, due.on)
    tone: Tone = "soon" if _is_soon(due, today) else "calm"
    if today == due.on:
        return Standing("due.today", w.line("due.today"), tone, days)
    if today + timedelta(days=1) == due.on:
        weekday = w.line(f"weekday.{due.on.weekday()}")
        return Standing("due.tomorrow", w.line("due.tomorrow", weekday=weekday, due=due.on), tone, days)
    key = "due.left.w" if due.unit == "working_days" else "due.left.c"
    return Standing(key, w.line(key, n=days), tone, days)


def _is_soon(due: Due, today: date) -> bool:
    """At most a fifth of the time, or three working days, whichever is longer."""
    left, whole = (due.on - today).days, (due.on - due.started).days
    if left <= whole * _SOON_SHARE:
        return True
    known = due.daybook.knows(today) and due.daybook.knows(due.on)
    return known and due.daybook.working_days(today + timedelta(days=1), due.on) <= _SOON_WORKING_DAYS


def _days(due: Due, after: date, until: date) -> int:
    """Days from the one after `after` to `until`, in the unit of the clock; negative when `until` came first."""
    if due.unit != "working_days":
        return (until - after).days
    if until >= after:
        return due.daybook.working_days(after + timedelta(days=1), until)
    return -due.daybook.working_days(until + timedelta(days=1), after)


def _keyed(due: Due, key: str) -> str:
    return f"{key}.w" if due.unit == "working_days" else key
