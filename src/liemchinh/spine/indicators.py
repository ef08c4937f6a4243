"""Compiles measures to the ORM: the value of many indicators for many units in one query per register, and the rows.

The value and its records come from one filter, so a figure always opens to what makes it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Count as SqlCount
from django.db.models import Q, QuerySet
from django.db.models import Sum as SqlSum

from liemchinh.kernel.measures import Count, CountAt, Distinct, Indicator, Period, Simple, Sum
from liemchinh.spine import registers

#: Indicator id -> unit id -> value over the unit's own records (not those of units below it).
OwnValues = dict[str, dict[int, Decimal]]


def is_counted_here(indicator: Indicator) -> bool:
    """Whether a register of this installation makes the figure (else units report it)."""
    return isinstance(indicator.measure, Simple) and any(
        r.name == indicator.measure.over for r in registers.all()
    )


def _counted(register: registers.Register) -> QuerySet[Any]:
    return register.counted(register.model._default_manager.all())


def condition(measure: Simple, period: Period) -> Q:
    """The filter that makes the figure, in the register's own columns."""
    where = Q(**measure.where)
    if isinstance(measure, CountAt):
        holds = Q(**{f"{measure.since}__lte": period.end})
        return where & holds & (Q(**{measure.until: None}) | Q(**{f"{measure.until}__gte": period.end}))
    return where & Q(**{f"{measure.on}__gte": period.start, f"{measure.on}__lte": period.end})


def _aggregate(measure: Simple, period: Period) -> Any:
    wanted = condition(measure, period)
    if isinstance(measure, Sum):
        return SqlSum(measure.field, filter=wanted)
    if isinstance(measure, Distinct):
        return SqlCount(measure.field, filter=wanted, distinct=True)
    return SqlCount("pk", filter=wanted)


def _by_register(indicators: Iterable[Indicator]) -> dict[str, list[Indicator]]:
    groups: dict[str, list[Indicator]] = defaultdict(list)
    for indicator in indicators:
        if is_counted_here(indicator):
            groups[indicator.measure.over].append(indicator)  # type: ignore[union-attr]
    return groups


def _within(group: list[Indicator], period: Period) -> Q:
    """When all of a group ask by one date, the rows outside the period need not be read at all."""
    days = {m.on for i in group if isinstance(m := i.measure, Count | Sum | Distinct)}
    if len(days) != 1 or any(isinstance(i.measure, CountAt) for i in group):
        return Q()
    day = days.pop()
    return Q(**{f"{day}__gte": period.start, f"{day}__lte": period.end})


def own_values(indicators: Iterable[Indicator], period: Period, unit_ids: Iterable[int] | None = None) -> OwnValues:
    """Each indicator's value over each unit's own records: one query per register, however many units there are.

    A unit without a record in the period is absent; a unit whose records leave the summed field empty has no value.
    """
    wanted = None if unit_ids is None else list(unit_ids)
    found: OwnValues = defaultdict(dict)
    for name, group in _by_register(indicators).items():
        register = registers.get(name)
        unit = f"{register.unit}_id"
        rows = _counted(register).filter(_within(group, period))
        if wanted is not None:
            rows = rows.filter(**{f"{unit}__in": wanted})
        sums = {f"v{n}": _aggregate(i.measure, period) for n, i in enumerate(group)}  # type: ignore[arg-type]
        held = {f"h{n}": SqlCount("pk", filter=condition(i.measure, period)) for n, i in enumerate(group)}  # type: ignore[arg-type]
        held = {k: v for k, v in held.items() if not _is_count(group[int(k[1:])])}
        for row in rows.order_by().values(unit).annotate(**sums, **held):
            _take(found, row, group, row[unit])
    return dict(found)


def _is_count(indicator: Indicator) -> bool:
    return isinstance(indicator.measure, Count | CountAt)


def _take(found: OwnValues, row: Mapping[str, Any], group: list[Indicator], unit_id: int) -> None:
    for n, indicator in enumerate(group):
        value, rows = row[f"v{n}"], row.get(f"h{n}", row[f"v{n}"])
        if rows and value is not None:
            found[indicator.id][unit_id] = Decimal(value)


def records(indicator: Indicator, period: Period, unit_ids: Iterable[int]) -> QuerySet[Any]:
    """The very records that make the figure, in the register's own order."""
    measure = indicator.measure
    assert isinstance(measure, Simple)
    register = registers.get(measure.over)
    return _counted(register).filter(condition(measure, period), **{f"{register.unit}_id__in": list(unit_ids)})


def total(indicator: Indicator, period: Period, unit_ids: Iterable[int]) -> Decimal | None:
    """The figure over all those units together, in one query; None when no record bears on it."""
    measure = indicator.measure
    assert isinstance(measure, Simple)
    rows = records(indicator, period, unit_ids)
    answer = rows.order_by().aggregate(v=_aggregate(measure, period), n=SqlCount("pk"))
    return Decimal(answer["v"]) if answer["n"] and answer["v"] is not None else None


def in_use(register_name: str, unit_ids: Iterable[int]) -> bool:
    """Whether any of the units has ever written into the register; then an empty period means zero, not unknown."""
    register = registers.get(register_name)
    return bool(_counted(register).filter(**{f"{register.unit}_id__in": list(unit_ids)}).exists())
