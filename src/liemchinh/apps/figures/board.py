"""The figures of one unit and all below it for one period: computed beside reported, never both added up.

How a figure comes about is in `answers`; which reported figures make up a period in `reported`.

    board = Board(unit, Period(date(2006, 3, 16), date(2011, 4, 21)))
    board.figure("outreach_sessions").value          # Decimal(746)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple

from liemchinh.apps.figures import answers
from liemchinh.apps.figures.models import Reported
from liemchinh.apps.figures.reported import Said, said_within
from liemchinh.apps.organisation import queries as organisation
from liemchinh.apps.organisation.models import Unit
from liemchinh.catalogue import indicators as catalogue
from liemchinh.kernel.measures import Difference, Distinct, Indicator, Period, Share, Simple, difference
from liemchinh.spine import indicators as compiled

#: State of a figure (WORDING 1.2): value, zero, partly reported, none.
State = Literal["V", "Z", "P", "N"]
Source = Literal["computed", "reported", "mixed", ""]


class Figure(NamedTuple):
    """One indicator of one unit for one period. Values are in the indicator's unit; None is "not known", never 0.

    `value` is the one used; `have` of the `owe` units that owe the figure have it, `missing` are the ids of the others.
    `records` is how many records and passages stand behind it.
    """

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
    records: int = 0

    @property
    def difference(self) -> Decimal | None:
        """Reported less computed; None unless both are known."""
        return difference(self.reported, self.computed)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One line of a table by unit."""

    unit: Unit
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class YearRow:
    """One line of a table by year; the first and the last year are cut to the period."""

    period: Period
    figures: Mapping[str, Figure]


class Board:
    """Everything needed to answer for `unit` and each unit below it.

    The queries run once, on first use: their number depends on the registers involved, not on units or indicators.
    """

    def __init__(self, unit: Unit, period: Period, indicators: Iterable[Indicator] | None = None) -> None:
        self.unit = unit
        self.period = period
        book = dict(catalogue())
        wanted = tuple(book.values()) if indicators is None else tuple(indicators)
        self.indicators: tuple[Indicator, ...] = wanted
        self._book = book | {i.id: i for i in wanted}
        self._columns: dict[str, answers.Column] = {}

    @cached_property
    def _forest(self) -> dict[int, Unit]:
        return {u.pk: u for u in organisation.existing_in(self.period)} | {self.unit.pk: self.unit}

    @property
    def existing(self) -> list[Unit]:
        """All units of the period, in tree order: above and beside the board's own too."""
        return list(self._forest.values())

    @cached_property
    def children(self) -> dict[int | None, list[int]]:
        """Parent id -> ids of its children, in the tree of the period."""
        below: dict[int | None, list[int]] = {}
        for unit in self._forest.values():
            below.setdefault(unit.parent_id, []).append(unit.pk)
        return below

    @cached_property
    def units(self) -> list[int]:
        return organisation.below(self.unit.pk, self.children)

    @cached_property
    def units_by_id(self) -> dict[int, Unit]:
        return {pk: self._forest[pk] for pk in self.units}

    @cached_property
    def tree(self) -> answers.Tree:
        owing = frozenset(pk for pk, unit in self.units_by_id.items() if unit.reports)
        return answers.Tree(self.units, self.children, owing)

    @cached_property
    def owing(self) -> Sequence[int]:
        """The units directly below that owe figures, in tree order; the unit itself when there is none."""
        return self._owing[self.unit.pk]

    @cached_property
    def _owing(self) -> dict[int, tuple[int, ...]]:
        found: dict[int, tuple[int, ...]] = {}
        for unit_id in self.units:
            found[unit_id] = tuple(u for u in self.tree.below(unit_id) if u in self.tree.owing) or (unit_id,)
        return found

    @cached_property
    def _asked(self) -> dict[str, Indicator]:
        """The indicators of the board with the parts of its shares and differences."""
        found: dict[str, Indicator] = {}
        waiting = list(self.indicators)
        while waiting:
            indicator = waiting.pop()
            if indicator.id not in found:
                found[indicator.id] = indicator
                waiting += [self._book[part] for part in parts(indicator)]
        return found

    @cached_property
    def _own(self) -> compiled.OwnFigures:
        return compiled.own_figures(self._asked.values(), self.period, self._named)

    @cached_property
    def _named(self) -> list[int] | None:
        """The units that a query must name; None where they are all there are, and naming them takes longer."""
        return None if len(self.units) == len(self._forest) else self.units

    @cached_property
    def _said(self) -> dict[str, dict[int, Said]]:
        return said_within(self.period, self.units_by_id, self._asked)

    @cached_property
    def _keepers(self) -> dict[str, frozenset[int]]:
        counted = [i.measure for i in self._asked.values() if compiled.is_counted_here(i)]
        names = {m.over for m in counted if isinstance(m, Simple)}
        ours = frozenset(self.units)
        return {name: compiled.keepers(name, self._named, self.period.end) & ours for name in sorted(names)}

    def _column(self, indicator: Indicator) -> answers.Column:
        if indicator.id not in self._columns:
            self._columns[indicator.id] = self._made(indicator)
        return self._columns[indicator.id]

    def _made(self, indicator: Indicator) -> answers.Column:
        measure, said = indicator.measure, self._said.get(indicator.id, {})
        if isinstance(measure, Share | Difference):
            of, to = (self._column(self._book[part]) for part in parts(indicator))
            return answers.formula(measure, self.tree, of, to, answers.Facts({}, said))
        if not isinstance(measure, Simple) or not compiled.is_counted_here(indicator):
            return answers.column(indicator, self.tree, answers.Facts({}, said))
        own = self._own.get(indicator.id, {})
        members = compiled.own_members(indicator, self.period, self.units) if isinstance(measure, Distinct) else None
        return answers.column(indicator, self.tree, answers.Facts.of(own, said, self._keepers[measure.over], members))

    def figure(self, indicator_id: str, unit_id: int | None = None) -> Figure:
        """The figure of the unit (default: the board's own). KeyError for an indicator or a unit not on the board."""
        unit_id = self.unit.pk if unit_id is None else unit_id
        indicator = self._asked[indicator_id]
        column = self._column(indicator)
        answer = column.answer(unit_id)
        owing, missing = self._missing(column, answer, unit_id)
        return Figure(
            indicator, unit_id, self.period, answer.value, column.computed.get(unit_id), column.reported.get(unit_id),
            _source(answer.sources), _state(answer), len(owing) - len(missing), len(owing), missing,
            answer.qualifier, answer.estimate, answer.records,
        )  # fmt: skip

    def _missing(
        self, column: answers.Column, answer: answers.Answer, unit_id: int
    ) -> tuple[Sequence[int], tuple[int, ...]]:
        """Who owes the figure, and who of them has none for the whole period."""
        owing = self._owing[unit_id]
        if answer.complete:
            return owing, ()
        if answer.basis == "report":
            return [unit_id], (unit_id,)
        return owing, tuple(u for u in owing if not column.answer(u).complete)

    def figures(self, unit_id: int | None = None) -> dict[str, Figure]:
        """All figures of the unit, in the order of the catalogue."""
        return {i.id: self.figure(i.id, unit_id) for i in self.indicators}

    def known(self, unit_id: int) -> dict[str, int]:
        """Group of indicators -> how many of its figures the unit has: no more is worked out than that."""
        found: dict[str, int] = {}
        for indicator in self.indicators:
            has = self._column(indicator).answer(unit_id).value is not None
            found[indicator.group] = found.get(indicator.group, 0) + has
        return found

    def by_unit(self, indicator_ids: Iterable[str], unit_ids: Iterable[int] | None = None) -> list[UnitRow]:
        """A line for each unit directly below that owes figures (or for those given), in tree order."""
        wanted = list(indicator_ids)
        rows = self.owing if unit_ids is None else list(unit_ids)
        return [UnitRow(self.units_by_id[u], {i: self.figure(i, u) for i in wanted}) for u in rows]

    def by_year(self, indicator_ids: Iterable[str]) -> list[YearRow]:
        """A line for each calendar year of the period; each year is answered by the tree of its own time."""
        wanted = list(indicator_ids)
        asked = tuple(self._asked[i] for i in wanted)
        boards = [Board(self.unit, year, asked) for year in self.period.years()]
        return [YearRow(b.period, {i: b.figure(i) for i in wanted}) for b in boards]

    def missing_units(self, figure: Figure) -> list[Unit]:
        """The units that have not reported the figure, in tree order."""
        return [self.units_by_id[u] for u in figure.missing]

    def evidence(self, indicator_id: str, unit_id: int | None = None) -> list[Reported]:
        """The reported figures that the used value is made of, with their passages; none for a computed one."""
        column = self._column(self._asked[indicator_id])
        said = self._said.get(indicator_id, {})
        wanted: list[int] = []
        stack = [self.unit.pk if unit_id is None else unit_id]
        while stack:
            unit = stack.pop()
            basis = column.answer(unit).basis
            if basis == "report":
                wanted += [row.pk for row in said[unit].rows]
            elif basis == "below":
                stack.extend(reversed(self.tree.below(unit)))
        rows = Reported.objects.select_related("unit", "proposal__narrative", "recorded_by").in_bulk(wanted)
        return [rows[pk] for pk in wanted]


def parts(indicator: Indicator) -> tuple[str, ...]:
    """The ids of the two indicators that a share or a difference is made of."""
    measure = indicator.measure
    if isinstance(measure, Share):
        return (measure.part, measure.whole)
    return (measure.of, measure.less) if isinstance(measure, Difference) else ()


def _source(sources: frozenset[str]) -> Source:
    if len(sources) > 1:
        return "mixed"
    return "computed" if "computed" in sources else "reported" if sources else ""


def _state(answer: answers.Answer) -> State:
    if answer.value is None:
        return "N"
    if not answer.complete:
        return "P"
    return "V" if answer.value else "Z"
