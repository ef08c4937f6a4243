"""The figures of one unit and all below it for one period: computed beside reported, never both added up.

How a figure of a unit comes about:
- a unit that keeps the register itself: the records of its whole subtree, nothing else;
- else each unit below it speaks for itself, from its register or, where it keeps none, from what it reported;
- a unit that keeps no register anywhere below it and has reported a figure: that figure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Literal

from liemchinh.apps.figures.models import PeriodRole, Reported
from liemchinh.apps.organisation import queries as organisation
from liemchinh.apps.organisation.models import Unit
from liemchinh.catalogue import indicators as catalogue
from liemchinh.kernel.measures import Difference, Distinct, Indicator, Period, Share, Simple, difference, share
from liemchinh.spine import indicators as compiled

#: State of a figure (WORDING 1.2): value, zero, partly reported, none.
State = Literal["V", "Z", "P", "N"]
Source = Literal["computed", "reported", "mixed", ""]


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator of one unit for one period. Values are in the indicator's unit; None is "not known", never 0."""

    indicator: Indicator
    unit_id: int
    period: Period
    value: Decimal | None
    computed: Decimal | None
    reported: Decimal | None
    source: Source
    state: State
    have: int
    owe: int
    missing: tuple[int, ...]
    qualifier: str = "exact"
    estimate: bool = False

    @property
    def difference(self) -> Decimal | None:
        """Reported less computed; None unless both are known."""
        return difference(self.reported, self.computed)


@dataclass(frozen=True, slots=True)
class _Used:
    value: Decimal | None
    sources: frozenset[str] = frozenset()
    reported: tuple[Reported, ...] = ()


@dataclass
class Board:
    """Everything needed to answer for `unit` and each unit below it; the queries run once, on first use."""

    unit: Unit
    period: Period
    indicators: tuple[Indicator, ...] = field(default_factory=lambda: tuple(catalogue().values()))

    @cached_property
    def children(self) -> dict[int | None, list[int]]:
        return organisation.children_map(self.period)

    @cached_property
    def units(self) -> list[int]:
        return organisation.below(self.unit.pk, self.children)

    @cached_property
    def units_by_id(self) -> dict[int, Unit]:
        return Unit.objects.in_bulk(self.units)

    @cached_property
    def owing(self) -> list[int]:
        """The units directly below that owe figures, in tree order; the unit itself when there is none."""
        below = [u for u in self.children.get(self.unit.pk, []) if self.units_by_id[u].reports]
        return below or [self.unit.pk]

    @cached_property
    def own(self) -> compiled.OwnValues:
        return compiled.own_values(self.indicators, self.period, self.units)

    @cached_property
    def reported_rows(self) -> dict[tuple[str, int], list[Reported]]:
        return reported_within(self.period, self.units)

    @cached_property
    def _in_use(self) -> dict[str, bool]:
        names = {i.measure.over for i in self.indicators if compiled.is_counted_here(i)}  # type: ignore[union-attr]
        return {name: compiled.in_use(name, self.units) for name in names}

    def figure(self, indicator_id: str, unit_id: int | None = None) -> Figure:
        """The figure of the unit (default: the board's own)."""
        unit_id = unit_id or self.unit.pk
        indicator = catalogue()[indicator_id]
        computed, reported = self.computed(indicator, unit_id), self.reported(indicator, unit_id)
        used = self._used(indicator, unit_id)
        have = self._have(indicator, unit_id)
        owing = self.owing if unit_id == self.unit.pk else [unit_id]
        missing = tuple(u for u in owing if u not in have)
        rows = used.reported
        return Figure(
            indicator, unit_id, self.period, used.value, computed, reported, _source(used.sources),
            _state(used.value, len(missing)), len(owing) - len(missing), len(owing), missing,
            qualifier=rows[0].qualifier if len(rows) == 1 and used.sources == {"reported"} else "exact",
            estimate=any(r.estimate for r in rows),
        )  # fmt: skip

    def figures(self) -> dict[str, Figure]:
        return {i.id: self.figure(i.id) for i in self.indicators}

    def computed(self, indicator: Indicator, unit_id: int) -> Decimal | None:
        """From the registers of the unit and all below it; None where no register speaks of it."""
        measure = indicator.measure
        if isinstance(measure, Share | Difference):
            return self._derived(measure, lambda i: self.computed(i, unit_id))
        if not compiled.is_counted_here(indicator):
            return None
        below = organisation.below(unit_id, self.children)
        if isinstance(measure, Distinct):
            return compiled.total(indicator, self.period, below)
        own = self.own.get(indicator.id, {})
        values = [own[u] for u in below if u in own]
        if values:
            return sum(values, Decimal(0))
        return Decimal(0) if self._kept_here(indicator, unit_id) else None

    def _kept_here(self, indicator: Indicator, unit_id: int) -> bool:
        """A register in use that has no record of the period says zero. Asked of the whole board's tree only."""
        assert isinstance(indicator.measure, Simple)
        return unit_id == self.unit.pk and self._in_use.get(indicator.measure.over, False)

    def _derived(self, measure: Share | Difference, value: object) -> Decimal | None:
        ask = value
        assert callable(ask)
        if isinstance(measure, Share):
            return share(ask(catalogue()[measure.part]), ask(catalogue()[measure.whole]))
        return difference(ask(catalogue()[measure.of]), ask(catalogue()[measure.less]))

    def reported(self, indicator: Indicator, unit_id: int) -> Decimal | None:
        """What the unit reported, else the sum of what the units directly below it reported (rates do not add up)."""
        own = self.reported_rows.get((indicator.id, unit_id))
        if own:
            return sum((r.value for r in own), Decimal(0))
        if indicator.unit == "percent":
            return None
        parts = [self.reported(indicator, c) for c in self.children.get(unit_id, [])]
        known = [p for p in parts if p is not None]
        return sum(known, Decimal(0)) if known else None

    def _used(self, indicator: Indicator, unit_id: int) -> _Used:
        if isinstance(indicator.measure, Share | Difference):
            derived = self._derived(indicator.measure, lambda i: self._used(i, unit_id).value)
            if derived is not None:
                return _Used(derived, frozenset({"computed"}))
        if unit_id in self.own.get(indicator.id, {}):
            return _Used(self.computed(indicator, unit_id), frozenset({"computed"}))
        below = [self._used(indicator, c) for c in self.children.get(unit_id, [])]
        if any("computed" in u.sources for u in below):
            return _added(below)
        rows = self.reported_rows.get((indicator.id, unit_id))
        if rows:
            return _Used(sum((r.value for r in rows), Decimal(0)), frozenset({"reported"}), tuple(rows))
        if indicator.unit != "percent" and any(u.value is not None for u in below):
            return _added(below)
        computed = self.computed(indicator, unit_id)
        return _Used(computed, frozenset({"computed"})) if computed is not None else _Used(None)

    def _have(self, indicator: Indicator, unit_id: int) -> set[int]:
        """Which of the owing units have the figure; all of them where the unit itself answers for all."""
        owing = self.owing if unit_id == self.unit.pk else [unit_id]
        measure = indicator.measure
        own = unit_id in self.own.get(indicator.id, {}) or (indicator.id, unit_id) in self.reported_rows
        if own or (isinstance(measure, Simple) and compiled.is_counted_here(indicator) and self._kept_here(indicator, unit_id)
                   and not any((indicator.id, u) in self.reported_rows for u in owing)):  # fmt: skip
            return set(owing)
        return {u for u in owing if self._used(indicator, u).value is not None}

    def evidence(self, indicator: Indicator, unit_id: int | None = None) -> tuple[Reported, ...]:
        """The reported figures that the used value is made of (with their passages); empty for a computed one."""
        return self._used(indicator, unit_id or self.unit.pk).reported


def _added(parts: Iterable[_Used]) -> _Used:
    known = [p for p in parts if p.value is not None]
    return _Used(
        sum((p.value for p in known if p.value is not None), Decimal(0)),
        frozenset().union(*(p.sources for p in known)),
        tuple(r for p in known for r in p.reported),
    )


def _source(sources: frozenset[str]) -> Source:
    if len(sources) > 1:
        return "mixed"
    return "computed" if "computed" in sources else "reported" if sources else ""


def _state(value: Decimal | None, missing: int) -> State:
    if value is None:
        return "N"
    if missing:
        return "P"
    return "V" if value else "Z"


def reported_within(period: Period, unit_ids: Iterable[int]) -> dict[tuple[str, int], list[Reported]]:
    """(indicator, unit) -> the confirmed figures that make up the period: the very period, else parts that do not overlap.

    Of overlapping parts the longest counts: a yearly figure already holds its quarters.
    """
    rows = Reported.objects.filter(
        state="confirmed", role=PeriodRole.CURRENT, unit_id__in=list(unit_ids),
        period_start__gte=period.start, period_end__lte=period.end,
    ).select_related("proposal__narrative")  # fmt: skip
    chosen: dict[tuple[str, int], list[Reported]] = {}
    for row in sorted(rows, key=lambda r: (r.period_start - r.period_end, r.period_start, r.pk)):
        taken = chosen.setdefault((row.indicator, row.unit_id), [])
        if all(row.period_end < t.period_start or row.period_start > t.period_end for t in taken):
            taken.append(row)
    return chosen
