"""Compiles measures to the ORM: the value of many indicators for many units in one query per register, and the rows.

The value and its records come from one filter, so a figure always opens to what makes it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Aggregate, Exists, OuterRef, Q, QuerySet
from django.db.models import Count as SqlCount
from django.db.models import Sum as SqlSum
from django.db.models.functions import ExtractYear

from liemchinh.kernel.measures import CountAt, Distinct, Indicator, Period, Simple, Sum
from liemchinh.spine import registers


class Own(NamedTuple):
    """A figure over a unit's own records, and how many records make it; None where they leave the summed field empty."""

    value: Decimal | None
    records: int


#: Indicator id -> unit id -> figure over the unit's own records (not those of units below it).
OwnFigures = dict[str, dict[int, Own]]
OwnValues = dict[str, dict[int, Decimal]]


def is_counted_here(indicator: Indicator) -> bool:
    """Whether a register of this installation makes the figure (else units report it)."""
    return isinstance(indicator.measure, Simple) and indicator.measure.over in {r.name for r in registers.all()}


def _measure(indicator: Indicator) -> Simple:
    assert isinstance(indicator.measure, Simple)
    return indicator.measure


def _counted(register: registers.Register) -> QuerySet[Any]:
    return register.counted(register.model._default_manager.all())


def _window(measure: Simple, period: Period) -> Q:
    """The dates alone: in the period, or for a stock valid on its last day."""
    if isinstance(measure, CountAt):
        holds = Q(**{f"{measure.since}__lte": period.end})
        return holds & (Q(**{f"{measure.until}__isnull": True}) | Q(**{f"{measure.until}__gte": period.end}))
    return Q(**{f"{measure.on}__gte": period.start, f"{measure.on}__lte": period.end})


def condition(measure: Simple, period: Period) -> Q:
    """The filter that makes the figure, in the register's own columns."""
    return Q(**measure.where) & _window(measure, period)


def _begun(measure: Simple, period: Period) -> Q:
    """Records that show the register at work for the period: then «none of the kind» is 0 and not «unknown»."""
    return Q(**{f"{measure.since}__lte": period.end}) if isinstance(measure, CountAt) else _window(measure, period)


def _by_register(indicators: Iterable[Indicator]) -> dict[str, list[Indicator]]:
    groups: dict[str, list[Indicator]] = defaultdict(list)
    for indicator in indicators:
        if is_counted_here(indicator):
            groups[_measure(indicator).over].append(indicator)
    return groups


def _common_window(group: list[Indicator], period: Period) -> Q | None:
    """When all of a group ask by one date, the rows outside the period need not be read at all."""
    measures = [_measure(i) for i in group]
    days = {m.on for m in measures if not isinstance(m, CountAt)}
    if len(days) != 1 or any(isinstance(m, CountAt) for m in measures):
        return None
    return _window(measures[0], period)


@dataclass
class _Plan:
    """The columns of one query; a column that two indicators need is computed once."""

    period: Period
    common: Q | None
    columns: dict[str, Aggregate] = field(default_factory=dict)
    names: dict[tuple[str, str, Q, bool], str] = field(default_factory=dict)

    def ask(self, kind: type[Aggregate], of: str, where: Q, window: Q, distinct: bool = False) -> str:
        wanted = where if self.common is not None else where & window
        key = (kind.__name__, of, wanted, distinct)
        if key not in self.names:
            extra: dict[str, Any] = {"distinct": True} if distinct else {}
            name = self.names[key] = f"c{len(self.names)}"
            self.columns[name] = kind(of, filter=wanted or None, **extra)
        return self.names[key]

    def of(self, indicator: Indicator) -> _Asked:
        measure = _measure(indicator)
        where, window = Q(**measure.where), _window(measure, self.period)
        matched = self.ask(SqlCount, "pk", where, window)
        present = self.ask(SqlCount, "pk", Q(), _begun(measure, self.period))
        if isinstance(measure, Sum):
            return _Asked(indicator.id, self.ask(SqlSum, measure.field, where, window), matched, present)
        if isinstance(measure, Distinct):
            value = self.ask(SqlCount, measure.field, where, window, distinct=True)
            return _Asked(indicator.id, value, matched, present)
        return _Asked(indicator.id, matched, matched, present)


class _Asked(NamedTuple):
    """The columns that answer for one indicator: its value, the records that make it, the records of the register."""

    id: str
    value: str
    matched: str
    present: str

    def read(self, row: Mapping[str, Any]) -> Own | None:
        if not row[self.present]:
            return None
        if not row[self.matched]:
            return Own(Decimal(0), 0)
        value = row[self.value]
        return Own(None if value is None else Decimal(value), row[self.matched])


def own_figures(indicators: Iterable[Indicator], period: Period, unit_ids: Iterable[int] | None = None) -> OwnFigures:
    """Each indicator over each unit's own records: one query per register, however many units there are.

    A unit whose register has no record in the period is absent; one with records, none of the asked kind, has 0.
    """
    wanted = None if unit_ids is None else list(unit_ids)
    found: OwnFigures = {}
    for name, group in _by_register(indicators).items():
        register = registers.get(name)
        unit = f"{register.unit}_id"
        plan = _Plan(period, _common_window(group, period))
        asked = [plan.of(i) for i in group]
        rows = _counted(register).filter(plan.common or Q())
        if wanted is not None:
            rows = rows.filter(**{f"{unit}__in": wanted})
        for row in rows.order_by().values(unit).annotate(**plan.columns):
            for one in asked:
                if (own := one.read(row)) is not None:
                    found.setdefault(one.id, {})[row[unit]] = own
    return found


def own_by_year(indicators: Iterable[Indicator], period: Period, unit_ids: Iterable[int]) -> dict[int, OwnFigures]:
    """`own_figures` of each calendar year of the period: one query per register and date, whatever the number of years.

    A stock (CountAt) is asked for year by year, since it is counted on a day and not over the year.
    """
    wanted, units = list(indicators), list(unit_ids)
    stocks = [i for i in wanted if isinstance(i.measure, CountAt)]
    found = {y.start.year: own_figures(stocks, y, units) if stocks else {} for y in period.years()}
    for (name, on), group in _by_date(i for i in wanted if i not in stocks).items():
        register = registers.get(name)
        unit = f"{register.unit}_id"
        plan = _Plan(period, _common_window(group, period))
        asked = [plan.of(i) for i in group]
        rows = _counted(register).filter(plan.common or Q(), **{f"{unit}__in": units}).order_by()
        for row in rows.annotate(year_=ExtractYear(on)).values(unit, "year_").annotate(**plan.columns):
            for one in asked:
                if (own := one.read(row)) is not None:
                    found[row["year_"]].setdefault(one.id, {})[row[unit]] = own
    return found


def _by_date(indicators: Iterable[Indicator]) -> dict[tuple[str, str], list[Indicator]]:
    groups: dict[tuple[str, str], list[Indicator]] = defaultdict(list)
    for name, group in _by_register(indicators).items():
        for indicator in group:
            measure = _measure(indicator)
            assert not isinstance(measure, CountAt)
            groups[name, measure.on].append(indicator)
    return groups


def own_values(indicators: Iterable[Indicator], period: Period, unit_ids: Iterable[int] | None = None) -> OwnValues:
    """The values of `own_figures` alone; a unit without one is absent."""
    figures = own_figures(indicators, period, unit_ids)
    return {
        name: {unit: own.value for unit, own in by_unit.items() if own.value is not None}
        for name, by_unit in figures.items()
    }


def own_members(indicator: Indicator, period: Period, unit_ids: Iterable[int]) -> dict[int, frozenset[Any]]:
    """For a Distinct measure: the different values that each unit's own records hold, so that units can be united."""
    measure = _measure(indicator)
    assert isinstance(measure, Distinct)
    unit = f"{registers.get(measure.over).unit}_id"
    held: dict[int, set[Any]] = defaultdict(set)
    for unit_id, value in records(indicator, period, unit_ids).order_by().values_list(unit, measure.field).distinct():
        if value is not None:
            held[unit_id].add(value)
    return {unit_id: frozenset(values) for unit_id, values in held.items()}


def records(indicator: Indicator, period: Period, unit_ids: Iterable[int]) -> QuerySet[Any]:
    """The very records that make the figure, in the register's own order."""
    measure = _measure(indicator)
    register = registers.get(measure.over)
    return _counted(register).filter(condition(measure, period), **{f"{register.unit}_id__in": list(unit_ids)})


def total(indicator: Indicator, period: Period, unit_ids: Iterable[int]) -> Decimal | None:
    """The figure over all those units together, in one query; None when no record bears on it."""
    plan = _Plan(period, _common_window([indicator], period))
    asked = plan.of(indicator)
    register = registers.get(_measure(indicator).over)
    rows = _counted(register).filter(plan.common or Q(), **{f"{register.unit}_id__in": list(unit_ids)})
    own = asked.read(rows.order_by().aggregate(**plan.columns))
    return None if own is None else own.value


def keepers(register_name: str, unit_ids: Iterable[int] | None, by: date) -> frozenset[int]:
    """Those of the units (None: of all) that keep the register: they have a record of that day or earlier.

    Asked as «is there one», unit by unit in the database, so that a register of millions costs no more than a small one.
    """
    register = registers.get(register_name)
    units = register.model._meta.get_field(register.unit).related_model
    assert isinstance(units, type)
    one = _counted(register).filter(**{register.unit: OuterRef("pk"), f"{register.date}__lte": by})
    asked = units._default_manager.all() if unit_ids is None else units._default_manager.filter(pk__in=list(unit_ids))
    rows = asked.filter(Exists(one.order_by()))
    return frozenset(rows.order_by().values_list("pk", flat=True))


def over(indicator: Indicator, rows: QuerySet[Any]) -> Decimal | None:
    """The measure over records already chosen (a filtered list); None where they leave the summed field empty."""
    measure = _measure(indicator)
    if isinstance(measure, Sum):
        found = rows.order_by().aggregate(v=SqlSum(measure.field))["v"]
        return None if found is None else Decimal(found)
    if isinstance(measure, Distinct):
        return Decimal(rows.order_by().aggregate(v=SqlCount(measure.field, distinct=True))["v"])
    return Decimal(rows.count())


def series(indicator: Indicator, periods: Iterable[Period], unit_ids: Iterable[int]) -> list[Decimal | None]:
    """The figure in each of several periods, over all those units together, in one query; None: no record at all."""
    measure = _measure(indicator)
    register = registers.get(measure.over)
    columns: dict[str, Aggregate] = {}
    asked: list[_Asked] = []
    for number, period in enumerate(periods):
        plan = _Plan(period, None)
        one = plan.of(indicator)
        columns |= {f"p{number}_{name}": column for name, column in plan.columns.items()}
        asked.append(_Asked(one.id, *(f"p{number}_{name}" for name in one[1:])))
    rows = _counted(register).filter(**{f"{register.unit}_id__in": list(unit_ids)}).order_by()
    found = rows.aggregate(**columns)
    return [own.value if (own := one.read(found)) else None for one in asked]
