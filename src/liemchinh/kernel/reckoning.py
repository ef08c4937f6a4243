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
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from liemchinh.kernel.daybook import CalendarUnknown, Daybook
from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.terms import Reading, Term, Value

# (first, last) ordinals, both not counted; in order, disjoint.
Stretch = tuple[int, int]
_LAST_YEAR = 9900


class TooLong(Refusal):
    """More extensions, or longer ones, than the law allows."""


class WrongPause(Refusal):
    """A pause that cannot be: it ends before it begins."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Days from `start` to `end`, both included, that do not count.

    number: of the decision; expert: time of expert assessment, which never counts (Decree 31/2019, Article 15(4)).
    """

    start: date
    end: date
    number: str = ""
    expert: bool = False


@dataclass(frozen=True, slots=True)
class Extension:
    """One extension: `days` in the unit of the clock, as long as the law allows when None; number of the decision."""

    days: int | None = None
    number: str = ""


class Reckoned(NamedTuple):
    """`nominal`: the last counted day; `on`: the same after rolling; `reading`: the one that gave the earliest day."""

    on: int
    nominal: int
    reading: Reading


def reckon(
    readings: Sequence[Reading], started: date, daybook: Daybook, skipped: Sequence[Stretch] = (), rolls: bool = True
) -> Reckoned:
    """The earliest day that any of the readings gives. Raises CalendarUnknown."""
    earliest = _reckon(readings[0], started, daybook, skipped, rolls)
    for reading in readings[1:]:
        other = _reckon(reading, started, daybook, skipped, rolls)
        if other.on < earliest.on:
            earliest = other
    return earliest


def _reckon(reading: Reading, started: date, daybook: Daybook, skipped: Sequence[Stretch], rolls: bool) -> Reckoned:
    if started.year > _LAST_YEAR:
        raise CalendarUnknown(started.year)
    nominal = nominal_day(reading, started, daybook, skipped)
    on = _rolled(nominal, daybook, skipped) if rolls else nominal
    return Reckoned(on, nominal, reading)


def nominal_day(reading: Reading, started: date, daybook: Daybook, skipped: Sequence[Stretch]) -> int:
    """The last counted day, before rolling. Raises CalendarUnknown."""
    unit = reading.unit
    if unit == "calendar_days":
        return _skip(started.toordinal() + reading.count, started.toordinal(), skipped)
    if unit == "working_days":
        return _working(reading.count, started.toordinal(), daybook, skipped)
    if unit == "fixed_date":
        return _fixed(reading, started).toordinal()
    months = reading.count * 12 if unit == "years" else reading.count
    return _skip(months_later(started, months).toordinal(), started.toordinal(), skipped)


def _skip(last: int, start: int, skipped: Sequence[Stretch]) -> int:
    for first, end in skipped:
        if first <= last and end > start:
            last += end - max(first, start + 1) + 1
    return last


def _working(count: int, start: int, daybook: Daybook, skipped: Sequence[Stretch]) -> int:
    if count == 0:
        return start
    run = daybook.run_of(start + 1)
    index = run.through(start) + count - 1
    for first, end in skipped:
        if first <= run.nth(index) and end > start:
            if end > run.last:
                raise CalendarUnknown(date.fromordinal(run.last).year + 1)
            index += run.through(end) - run.through(max(first, start + 1) - 1)
    return run.nth(index)


def _rolled(day: int, daybook: Daybook, skipped: Sequence[Stretch]) -> int:
    run = daybook.run_of(day)
    day = run.nth(run.through(day - 1))
    for first, end in skipped:
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


def as_extensions(extended: int | Sequence[Extension]) -> tuple[Extension, ...]:
    """A number of full extensions, or the extensions themselves. Raises TooLong for a negative number."""
    if not isinstance(extended, int):
        return tuple(extended)
    if extended < 0:
        raise TooLong(f"Số lần gia hạn không thể là {extended}; nhập 0, 1, 2 …")
    if extended > 99:
        raise TooLong(f"Số lần gia hạn {extended} quá lớn; không quy định nào cho phép.")
    return (Extension(),) * extended


def stretches(pauses: Sequence[Pause]) -> tuple[Stretch, ...]:
    """The days not counted, overlapping pauses joined. Raises WrongPause."""
    joined: list[Stretch] = []
    for first, last in sorted((p.start.toordinal(), p.end.toordinal()) for p in pauses):
        if last < first:
            raise WrongPause(
                f"Thời gian tạm dừng kết thúc ngày {date.fromordinal(last):%d/%m/%Y}, "
                f"trước khi bắt đầu ngày {date.fromordinal(first):%d/%m/%Y}. Hãy kiểm tra lại hai ngày này."
            )
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return tuple(joined)


def lengthened(term: Term, value: Value, extensions: Sequence[Extension]) -> tuple[Reading, ...]:
    """The readings of `value` after the extensions. Raises TooLong."""
    if not extensions:
        return value.readings
    reading = value.readings[0]
    if not value.extended:
        raise TooLong(f"Quy định {term.id} ({term.title}) không cho phép gia hạn ({reading.cite}).")
    if len(extensions) > len(value.extended):
        raise TooLong(_over_cap(term, value))
    limits = (reading.count, *value.extended)
    total = reading.count
    for index, extension in enumerate(extensions):
        most = limits[index + 1] - limits[index]
        days = most if extension.days is None else extension.days
        if not 1 <= days <= most:
            raise TooLong(f"Quy định {term.id}: lần gia hạn {index + 1} từ 1 đến {most} ngày ({reading.cite}).")
        total += days
    return (Reading(total, reading.unit, reading.cite, reading.cite_en),)


def _over_cap(term: Term, value: Value) -> str:
    reading = value.readings[0]
    unit = "ngày làm việc" if reading.unit == "working_days" else "ngày"
    return (
        f"Quy định {term.id} ({term.title}) được gia hạn nhiều nhất {len(value.extended)} lần; "
        f"tổng thời hạn không quá {value.extended[-1]} {unit} ({reading.cite})."
    )
