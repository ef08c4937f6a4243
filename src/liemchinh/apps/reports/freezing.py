"""Figures as signed, with the records behind each; and what has become of them since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from liemchinh.apps.figures.board import Board, Figure
from liemchinh.apps.reports.gathering import board_of
from liemchinh.apps.reports.models import FrozenFigure, Review
from liemchinh.catalogue import indicators
from liemchinh.kernel.measures import Indicator, Simple
from liemchinh.spine import indicators as compiled
from liemchinh.spine import ledger_words
from liemchinh.spine.ledger_models import Entry

#: Reference -> digest, in the order of the register.
Digests = dict[str, str]
#: So many ledger lines are told of one figure; the count tells the rest.
TOLD = 20


def live_records(figure: Figure, board: Board) -> QuerySet[Any] | None:
    """The records of the register that make the figure; None where no register does."""
    if figure.source not in ("computed", "mixed") or not compiled.is_counted_here(figure.indicator):
        return None
    return compiled.records(figure.indicator, board.period, board.units)


class Witnesses:
    """The references and digests behind figures, each register read once."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self._read: dict[str, Digests] = {}

    def of(self, figure: Figure) -> Digests:
        """Records of the register, then passages that units reported."""
        found: Digests = {}
        records = live_records(figure, self.board)
        if records is not None:
            found |= self._records(figure.indicator, records)
        if figure.source in ("reported", "mixed"):
            found |= {row.ref: row.digest() for row in self.board.evidence(figure.indicator.id)}
        return found

    def _records(self, indicator: Indicator, records: QuerySet[Any]) -> Digests:
        measure = indicator.measure
        assert isinstance(measure, Simple)
        key = repr((measure.over, getattr(measure, "on", "at"), sorted(measure.where.items(), key=repr)))
        if key not in self._read:
            self._read[key] = {row.ref: row.digest() for row in records.iterator(chunk_size=2000)}
        return self._read[key]


def digest_of(records: Digests) -> str:
    """SHA-256 (hex) over the lines "reference digest"."""
    return hashlib.sha256("".join(f"{ref} {digest}\n" for ref, digest in records.items()).encode()).hexdigest()


def freeze(review: Review, board: Board) -> list[FrozenFigure]:
    """The known figures of the board as they will be kept; not saved."""
    witnesses = Witnesses(board)
    return [_frozen(review, f, witnesses.of(f)) for f in board.figures().values() if f.value is not None]


def _frozen(review: Review, figure: Figure, records: Digests) -> FrozenFigure:
    return FrozenFigure(
        review=review,
        indicator=figure.indicator.id,
        value=figure.value,
        figure_state=figure.state,
        source=figure.source,
        computed=figure.computed,
        reported=figure.reported,
        records=[list(pair) for pair in records.items()],
        digest=digest_of(records),
    )


# --- Drift ---


@dataclass(frozen=True, slots=True)
class Line:
    """A ledger line that explains a drift."""

    at: datetime
    sentence: str
    reason: str
    ref: str


@dataclass(frozen=True, slots=True)
class FigureDrift:
    """One figure whose value, or whose records, are no longer those that were signed."""

    indicator: Indicator
    signed: Decimal | None
    now: Decimal | None
    added: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def value_differs(self) -> bool:
        return self.signed != self.now

    @property
    def since(self) -> datetime | None:
        """When the first change after signing was made."""
        return min((line.at for line in self.lines), default=None)

    @property
    def touched(self) -> int:
        return len(self.added) + len(self.changed) + len(self.gone)


def drift(review: Review, board: Board | None = None) -> list[FigureDrift]:
    """The figures that have drifted since signing, in the order of the catalogue; none for a draft.

    Digests are compared only where the value differs or the ledger has a later line about that register, so a report
    over a register that nobody touched costs no more than its figures.
    """
    if not review.is_signed:
        return []
    board = board or board_of(review)
    touched = _registers_touched(review)
    witnesses = Witnesses(board)
    now = board.figures()
    frozen = {f.indicator: f for f in review.figures.all()}
    found = []
    for id, indicator in indicators().items():
        figure = now.get(id)
        if figure is None or (id not in frozen and figure.value is None):
            continue
        old = frozen.get(id)
        if old is None or figure.value != old.value or _register_of(figure) & touched:
            change = _compare(review, figure, old, witnesses.of(figure), indicator)
            found += [change] if change else []
    return found


def _register_of(figure: Figure) -> set[str]:
    measure = figure.indicator.measure
    return {"figures.reported", measure.over} if isinstance(measure, Simple) else {"figures.reported"}


def _registers_touched(review: Review) -> set[str]:
    subjects = Entry.objects.filter(pk__gt=review.ledger_mark).values_list("subject", flat=True).distinct()
    return {subject.partition(":")[0] for subject in subjects.iterator(chunk_size=2000)}


def _compare(
    review: Review, figure: Figure, old: FrozenFigure | None, now: Digests, indicator: Indicator
) -> FigureDrift | None:
    signed: Digests = dict(old.records) if old else {}
    if not now and figure.value is None:
        now = {}
    added = tuple(ref for ref in now if ref not in signed)
    gone = tuple(ref for ref in signed if ref not in now)
    changed = tuple(ref for ref, digest in now.items() if signed.get(ref, digest) != digest)
    value = old.value if old else None
    if value == figure.value and not (added or gone or changed):
        return None
    return FigureDrift(indicator, value, figure.value, added, changed, gone, _lines(review, [*added, *changed, *gone]))


def _lines(review: Review, refs: Iterable[str]) -> tuple[Line, ...]:
    wanted = list(refs)[:500]
    entries = Entry.objects.filter(pk__gt=review.ledger_mark, subject__in=wanted).order_by("pk")[:TOLD]
    return tuple(_line(entry) for entry in entries)


def _line(entry: Entry) -> Line:
    said = json.loads(entry.payload) if entry.payload else {}
    return Line(entry.at, ledger_words.sentence(entry, "vi"), str(said.get("reason", "")), entry.subject)
