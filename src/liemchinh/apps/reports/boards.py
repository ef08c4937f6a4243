"""The board of a review: all figures but for the resolution under review, which does not carry itself out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import QuerySet

from liemchinh.apps.directives import queries as directives
from liemchinh.apps.directives.models import Document
from liemchinh.apps.figures.board import Board, Figure, YearRow
from liemchinh.apps.organisation.models import Unit
from liemchinh.kernel.measures import Count, Indicator, Period
from liemchinh.spine import indicators as compiled

DOCUMENTS = "directives.document"


def counts_documents(indicator: Indicator) -> bool:
    """Whether the figure is a number of documents, among which the resolution is not counted."""
    return isinstance(indicator.measure, Count) and indicator.measure.over == DOCUMENTS


class ReviewBoard(Board):
    """The figures of a review's unit; the resolution itself is no document «để cụ thể hóa Nghị quyết»."""

    def __init__(
        self, unit: Unit, period: Period, resolution: Document, indicators: Iterable[Indicator] | None = None
    ) -> None:
        super().__init__(unit, period, indicators)
        self.resolution = resolution

    @cached_property
    def _own(self) -> compiled.OwnFigures:
        return self._without_resolution(super()._own)

    def _without_resolution(self, found: compiled.OwnFigures) -> compiled.OwnFigures:
        for id, own in found.items():
            there = own.get(self.resolution.unit_id)
            if there is not None and counts_documents(self._asked[id]) and self._holds_resolution(self._asked[id]):
                if there.records > 1:
                    own[self.resolution.unit_id] = compiled.Own((there.value or Decimal(0)) - 1, there.records - 1)
                else:
                    del own[self.resolution.unit_id]
        return found

    def _holds_resolution(self, indicator: Indicator) -> bool:
        rows = compiled.records(indicator, self.period, [self.resolution.unit_id])
        return rows.filter(pk=self.resolution.pk).exists()

    @cached_property
    def _keepers(self) -> dict[str, frozenset[int]]:
        """A unit whose register holds the resolution alone does not keep one: nothing is known of its documents."""
        found, unit = super()._keepers, self.resolution.unit_id
        others = directives.counted().filter(unit_id=unit, issued_on__lte=self.period.end)
        if unit in found.get(DOCUMENTS, ()) and not others.exclude(pk=self.resolution.pk).exists():
            found[DOCUMENTS] = found[DOCUMENTS] - {unit}
        return found

    def keeps(self, indicator: Indicator, unit_id: int) -> bool:
        """Whether the unit, or one below it, keeps the register that the figure is counted in."""
        over = getattr(indicator.measure, "over", "")
        return bool(self._kept_by(unit_id) & self._keepers.get(over, frozenset()))

    def _kept_by(self, unit_id: int) -> frozenset[int]:
        found, stack = set(), [unit_id]
        while stack:
            unit = stack.pop()
            found.add(unit)
            stack.extend(self.tree.below(unit))
        return frozenset(found)

    def direct(self, indicator: Indicator) -> Decimal | None:
        """The figure over the unit's own records, without those of the units below; None where it has none."""
        own = self._own.get(indicator.id, {}).get(self.unit.pk)
        return None if own is None else own.value

    def records(self, indicator: Indicator) -> QuerySet[Any]:
        """The very records that make the figure."""
        rows = compiled.records(indicator, self.period, self.units)
        return rows.exclude(pk=self.resolution.pk) if counts_documents(indicator) else rows

    def by_year(self, indicator_ids: Iterable[str]) -> list[YearRow]:
        """As `Board.by_year`, with the registers read once for all years."""
        wanted = list(indicator_ids)
        asked = tuple(self._asked[i] for i in wanted)
        rows, known, kept = [], _Known.of(self, asked), self._kept_before
        for year in self.period.years():
            board = _YearBoard(self, year, asked, known.own[year.start.year], kept)
            for id, by_unit in board._own.items():  # whoever has records this year keeps the register from now on
                over = getattr(known.book[id].measure, "over", "")
                kept[over] = kept.get(over, frozenset()) | by_unit.keys()
            rows.append(YearRow(year, {i: board.figure(i) for i in wanted}))
        return rows

    @property
    def _kept_before(self) -> dict[str, frozenset[int]]:
        """Register -> the units that kept it before the period began."""
        eve = self.period.start - timedelta(days=1)
        return {name: compiled.keepers(name, units, eve) for name, units in self._keepers.items() if units}


class _Known(NamedTuple):
    """The registers' own figures of each year, read once."""

    book: dict[str, Indicator]
    own: dict[int, compiled.OwnFigures]

    @classmethod
    def of(cls, board: ReviewBoard, asked: tuple[Indicator, ...]) -> _Known:
        book = ReviewBoard(board.unit, board.period, board.resolution, asked)._asked
        return cls(book, compiled.own_by_year(book.values(), board.period, board.units))


class _YearBoard(ReviewBoard):
    """One year of a review: by the tree of its own time, from what the review's board has read."""

    def __init__(
        self, whole: ReviewBoard, year: Period, asked: tuple[Indicator, ...], own: compiled.OwnFigures,
        kept: dict[str, frozenset[int]],
    ) -> None:  # fmt: skip
        super().__init__(whole.unit, year, whole.resolution, asked)
        self._whole, self._read, self._kept = whole, own, kept

    @cached_property
    def _forest(self) -> dict[int, Unit]:
        start, end = self.period.start, self.period.end
        lived = {
            pk: unit
            for pk, unit in self._whole._forest.items()
            if (unit.valid_from or end) <= end and (unit.valid_to or start) >= start
        }
        return lived | {self.unit.pk: self.unit}

    @cached_property
    def _own(self) -> compiled.OwnFigures:
        own = {id: {u: one for u, one in by.items() if u in self.units_by_id} for id, by in self._read.items()}
        return self._without_resolution(own)

    @cached_property
    def _keepers(self) -> dict[str, frozenset[int]]:
        names = {i.measure.over for i in self._asked.values() if compiled.is_counted_here(i)}  # type: ignore[union-attr]
        here, whole = frozenset(self.units), self._whole._keepers
        return {n: self._kept.get(n, frozenset()) & here & whole.get(n, frozenset()) for n in sorted(names)}


def live_records(figure: Figure, board: ReviewBoard) -> QuerySet[Any] | None:
    """The records of the register that make the figure; None where no register does."""
    if figure.source not in ("computed", "mixed") or not compiled.is_counted_here(figure.indicator):
        return None
    return board.records(figure.indicator)
