"""What units reported themselves: which of their figures make up a period, and whether they cover all of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from django.db.models import Q, QuerySet

from liemchinh.apps.figures.models import PeriodRole, Qualifier, Reported
from liemchinh.apps.organisation.models import Unit
from liemchinh.kernel.measures import CountAt, Indicator, Period

#: How figures of parts of a period make the figure of the whole: added up; the last, or the first one (a stock at the
#: end, or at the beginning); not at all (a rate).
OverTime = Literal["sum", "last", "first", "never"]

#: Stocks among the indicators that no register here counts: what is under way on the last day, what was taken over.
_STOCKS: dict[str, OverTime] = {
    "cases_monitored_by_committee": "last",
    "petitions_pending": "last",
    "petitions_carried_over": "first",
}


def over_time(indicator: Indicator) -> OverTime:
    """How the indicator adds up over time."""
    if indicator.unit == "percent":
        return "never"
    return "last" if isinstance(indicator.measure, CountAt) else _STOCKS.get(indicator.id, "sum")


class Row(NamedTuple):
    """One confirmed figure, as light as a board of many units needs it."""

    pk: int
    unit_id: int
    indicator: str
    start: date
    end: date
    value: Decimal
    qualifier: str
    estimate: bool


class Said(NamedTuple):
    """What one unit reported of one indicator: the figures taken for the period, and whether they cover all of it."""

    rows: tuple[Row, ...]
    whole: bool
    value: Decimal
    qualifier: str
    estimate: bool


def _together(rows: tuple[Row, ...], whole: bool) -> Said:
    if len(rows) == 1:
        row = rows[0]
        return Said(rows, whole, row.value, row.qualifier, row.estimate)
    value = sum((r.value for r in rows), Decimal(0))
    return Said(rows, whole, value, roughest(r.qualifier for r in rows), any(r.estimate for r in rows))


def roughest(qualifiers: Iterable[str]) -> str:
    """A sum is as exact as its least exact part."""
    found = set(qualifiers)
    order = (Qualifier.APPROX, Qualifier.AT_LEAST)
    return next((q.value for q in order if q in found), Qualifier.EXACT.value)


def said_within(
    period: Period, units: Mapping[int, Unit], indicators: Mapping[str, Indicator]
) -> dict[str, dict[int, Said]]:
    """Indicator -> unit -> what it reported for the period: two queries, however many units and indicators.

    A figure of the very period is taken as it is; else the parts of the period are put together.
    """
    every = Reported.objects.filter(state="confirmed", role=PeriodRole.CURRENT, unit_id__in=list(units)).order_by()
    whole = Q(period_start=period.start, period_end=period.end)
    found: dict[str, dict[int, Said]] = defaultdict(dict)
    for pk, unit_id, indicator, value, qualifier, estimate in every.filter(whole).values_list(
        "pk", "unit_id", "indicator", "value", "qualifier", "estimate"
    ):
        row = Row(pk, unit_id, indicator, period.start, period.end, value, qualifier, estimate)
        found[indicator][unit_id] = Said((row,), True, value, qualifier, estimate)
    inside = every.filter(period_start__gte=period.start, period_end__lte=period.end).exclude(whole)
    for (indicator, unit_id), rows in _by_figure(inside).items():
        if indicator in indicators and unit_id not in found[indicator]:
            said = _said(over_time(indicators[indicator]), _lived(units[unit_id], period), rows)
            if said is not None:
                found[indicator][unit_id] = said
    return dict(found)


def _by_figure(rows: QuerySet[Reported]) -> dict[tuple[str, int], list[Row]]:
    found: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in map(Row._make, rows.values_list(*Row._fields[:3], "period_start", "period_end", *Row._fields[5:])):
        found[row.indicator, row.unit_id].append(row)
    return found


def _lived(unit: Unit, period: Period) -> Period:
    """The part of the period in which the unit existed."""
    start = max(period.start, unit.valid_from or period.start)
    return Period(start, max(start, min(period.end, unit.valid_to or period.end)))


def _said(how: OverTime, lived: Period, rows: list[Row]) -> Said | None:
    """Of overlapping figures the longest counts: a yearly figure already holds its quarters."""
    rows = sorted(rows, key=lambda r: (r.start - r.end, r.start, r.pk))
    if how == "last":
        last = max(rows, key=lambda r: r.end)
        return _together((last,), last.end >= lived.end)
    if how == "first":
        first = min(rows, key=lambda r: r.start)
        return _together((first,), first.start <= lived.start)
    if how == "never":
        return next((_together((r,), True) for r in rows if r.start <= lived.start and r.end >= lived.end), None)
    taken: list[Row] = []
    for row in rows:
        if all(row.end < t.start or row.start > t.end for t in taken):
            taken.append(row)
    taken.sort(key=lambda r: r.start)
    return _together(tuple(taken), _days(taken, lived) >= (lived.end - lived.start).days + 1)


def _days(rows: Iterable[Row], within: Period) -> int:
    """How many days of the period figures that do not overlap cover."""
    lengths = ((min(r.end, within.end) - max(r.start, within.start)).days + 1 for r in rows)
    return sum(n for n in lengths if n > 0)
