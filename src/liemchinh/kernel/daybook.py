"""Which days count: weekends, holidays and exchanged days of each year, as decreed.

Offices work Monday to Friday; a Saturday that is worked in exchange counts, the day taken for it does not. Days are
counted on prefix sums, so that asking for the n-th working day costs the same for 5 days and for 5 years.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from types import MappingProxyType
from typing import Literal

from liemchinh.kernel.errors import Refusal

DayKind = Literal["holiday", "swap_off", "swap_work"]
TET = "tet"
_SATURDAY = 5
_CONFIDENT = frozenset("AB")


class CalendarUnknown(Refusal):
    """A date cannot be computed because no calendar of that year has been entered."""

    def __init__(self, year: int) -> None:
        super().__init__(
            f"Chưa có lịch nghỉ năm {year} nên không tính được hạn. Hãy thêm tệp calendars/{year}.toml "
            "(ngày nghỉ lễ, ngày hoán đổi, văn bản quy định) vào thư mục quy định của địa phương rồi tính lại."
        )
        self.year = year


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that is not what its weekday says. `proposed` days are entered but not in force, so they change nothing."""

    day: date
    kind: DayKind
    name: str = ""
    name_en: str = ""
    feast: str = ""
    pair: date | None = None
    confidence: str = "B"
    proposed: bool = False

    @property
    def doubtful(self) -> bool:
        """Whether a person should compare the day with the official notice (confidence C or U)."""
        return self.confidence not in _CONFIDENT


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """The special days of one year; `confirmed` once a person has compared them with the official notice."""

    year: int
    confirmed: bool
    days: tuple[SpecialDay, ...]
    source: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Years without a gap. Days are proleptic ordinals (`date.toordinal`)."""

    first: int
    last: int
    working: tuple[int, ...]
    upto: tuple[int, ...] = field(repr=False)

    def through(self, day: int) -> int:
        """How many working days the run has up to and including `day`; nothing before the run counts."""
        return self.upto[day - self.first] if day >= self.first else 0

    def nth(self, index: int) -> int:
        """The working day at `index` (from 0). Raises CalendarUnknown beyond the run."""
        if index >= len(self.working):
            raise CalendarUnknown(date.fromordinal(self.last).year + 1)
        return self.working[index]


class Daybook:
    """The calendars of all years that have been entered."""

    def __init__(self, years: Iterable[CalendarYear]) -> None:
        ordered = sorted(years, key=lambda y: y.year)
        self.years: Mapping[int, CalendarYear] = MappingProxyType({y.year: y for y in ordered})
        self._special = {d.day.toordinal(): d for y in ordered for d in y.days if not d.proposed}
        self._doubtful = sorted((d for y in ordered if y.confirmed for d in y.days if d.doubtful), key=lambda d: d.day)
        self._runs = tuple(self._run(first, last) for first, last in _gapless([y.year for y in ordered]))

    def _run(self, first_year: int, last_year: int) -> Run:
        first, last = date(first_year, 1, 1).toordinal(), date(last_year, 12, 31).toordinal()
        working, upto = [], []
        for day in range(first, last + 1):
            if self._works(day):
                working.append(day)
            upto.append(len(working))
        return Run(first, last, tuple(working), tuple(upto))

    def _works(self, day: int) -> bool:
        special = self._special.get(day)
        if special is not None:
            return special.kind == "swap_work"
        return (day - 1) % 7 < _SATURDAY

    def run_of(self, day: int) -> Run:
        """The run of years that holds the ordinal `day`. Raises CalendarUnknown."""
        for run in self._runs:
            if run.first <= day <= run.last:
                return run
        raise CalendarUnknown(date.fromordinal(day).year)

    def is_working(self, day: date) -> bool:
        """Whether offices work on `day`. Raises CalendarUnknown."""
        self.run_of(day.toordinal())
        return self._works(day.toordinal())

    def knows(self, day: date) -> bool:
        """Whether a calendar of that day's year has been entered."""
        return day.year in self.years

    def special(self, day: date) -> SpecialDay | None:
        """What sets `day` apart from its weekday, if anything."""
        return self._special.get(day.toordinal())

    def working_days(self, first: date, last: date) -> int:
        """Working days from `first` to `last`, both included; 0 when `last` is earlier. Raises CalendarUnknown."""
        if last < first:
            return 0
        a, b = first.toordinal(), last.toordinal()
        run = self.run_of(a)
        if b > run.last:
            raise CalendarUnknown(date.fromordinal(run.last).year + 1)
        return run.through(b) - run.through(a - 1)

    def next_working(self, day: date) -> date:
        """`day` itself if offices work then, else the next day on which they do. Raises CalendarUnknown."""
        run = self.run_of(day.toordinal())
        return date.fromordinal(run.nth(run.through(day.toordinal() - 1)))

    def confirmed(self, year: int) -> bool:
        """Whether the calendar of `year` has been compared with the official notice. Raises CalendarUnknown."""
        if year not in self.years:
            raise CalendarUnknown(year)
        return self.years[year].confirmed

    def doubtful(self, first: date, last: date) -> list[SpecialDay]:
        """Days of confirmed years from `first` to `last` that are themselves doubtful or only proposed."""
        return [d for d in self._doubtful if first <= d.day <= last]

    def special_between(self, first: date, last: date) -> Iterator[SpecialDay]:
        """Special days in force from `first` to `last`, in order."""
        for day in range(first.toordinal(), last.toordinal() + 1):
            if day in self._special:
                yield self._special[day]

    def days_off_around(self, day: date) -> tuple[date, date]:
        """The unbroken stretch of days off that holds `day`, within the years entered."""
        first = last = day.toordinal()
        run = self.run_of(first)
        while first > run.first and not self._works(first - 1):
            first -= 1
        while last < run.last and not self._works(last + 1):
            last += 1
        return date.fromordinal(first), date.fromordinal(last)


def _gapless(years: list[int]) -> Iterator[tuple[int, int]]:
    """(first, last) of each stretch of consecutive years."""
    if not years:
        return
    start = years[0]
    for year, following in pairwise(years):
        if following != year + 1:
            yield start, year
            start = following
    yield start, years[-1]


def span(first: date, last: date) -> Iterator[date]:
    """The days from `first` to `last`, both included."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)
