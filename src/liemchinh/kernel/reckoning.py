"""Counting a time limit, on ordinals of days: Civil Code 2015, Articles 145 to 148.

1. The day of the event is not counted; the day after it is day one.
2. The time ends at the end of its last day.
3. If that is a day off, it ends at the end of the next working day (where the rule rolls).
4. Calendar days all count; of working days only those on which offices work.
5. Months end on the same-numbered day, or on the last day of the month.

Days of a pause do not count, in the unit of the clock; nor can a clock end on one of them.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from liemchinh.kernel.daybook import CalendarUnknown, Daybook
from liemchinh.kernel.terms import Reading

# (first, last) ordinals, both not counted; in order, disjoint.
Stretch = tuple[int, int]
LAST_YEAR = 9900


class Reckoned(NamedTuple):
    """`nominal` is the last counted day, `on` the day after rolling; `reading` is the one that gave the earliest day."""

    on: int
    nominal: int
    reading: Reading


def reckon(
    readings: Sequence[Reading], started: date, daybook: Daybook, stretches: Sequence[Stretch] = (), rolls: bool = True
) -> Reckoned:
    """The earliest day that any of the readings gives. Raises CalendarUnknown."""
    if len(readings) == 1:
        return _reckon(readings[0], started, daybook, stretches, rolls)
    return min(_reckon(r, started, daybook, stretches, rolls) for r in readings)


def _reckon(
    reading: Reading, started: date, daybook: Daybook, stretches: Sequence[Stretch], rolls: bool
) -> Reckoned:
    if started.year > LAST_YEAR:
        raise CalendarUnknown(started.year)
    nominal = nominal_day(reading, started, daybook, stretches)
    on = _rolled(nominal, daybook, stretches) if rolls else nominal
    return Reckoned(on, nominal, reading)


def nominal_day(reading: Reading, started: date, daybook: Daybook, stretches: Sequence[Stretch]) -> int:
    """The last counted day, before rolling. Raises CalendarUnknown."""
    unit = reading.unit
    if unit == "calendar_days":
        return _skip(started.toordinal() + reading.count, started.toordinal(), stretches)
    if unit == "working_days":
        return _working(reading.count, started.toordinal(), daybook, stretches)
    if unit == "fixed_date":
        return _fixed(reading, started).toordinal()
    months = reading.count * 12 if unit == "years" else reading.count
    return _skip(months_later(started, months).toordinal(), started.toordinal(), stretches)


def _skip(last: int, start: int, stretches: Sequence[Stretch]) -> int:
    for first, end in stretches:
        if first <= last and end > start:
            last += end - max(first, start + 1) + 1
    return last


def _working(count: int, start: int, daybook: Daybook, stretches: Sequence[Stretch]) -> int:
    if count == 0:
        return start
    run = daybook.run_of(start + 1)
    index = run.through(start) + count - 1
    for first, end in stretches:
        if first <= run.nth(index) and end > start:
            if end > run.last:
                raise CalendarUnknown(date.fromordinal(run.last).year + 1)
            index += run.through(end) - run.through(max(first, start + 1) - 1)
    return run.nth(index)


def _rolled(day: int, daybook: Daybook, stretches: Sequence[Stretch]) -> int:
    run = daybook.run_of(day)
    day = run.nth(run.through(day - 1))
    for first, end in stretches:
        if first <= day <= end:
            run = daybook.run_of(end + 1)
            day = run.nth(run.through(end))
    return day


def _fixed(reading: Reading, started: date) -> date:
    month, day = reading.month_day or (12, 31)
    this_year = date(started.year, month, day)
    return this_year if this_year >= started else date(started.year + 1, month, day)


def months_later(day: date, months: int) -> date:
    """The same-numbered day `months` later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
