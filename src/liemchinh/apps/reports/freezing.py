"""Figures as signed, with the records behind each; and what has become of them since."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from liemchinh.apps.figures.board import Figure
from liemchinh.apps.reports.boards import ReviewBoard, live_records
from liemchinh.apps.reports.gathering import board_of
from liemchinh.apps.reports.models import FrozenFigure, Review
from liemchinh.kernel.measures import Indicator, Simple
from liemchinh.spine import ledger_words
from liemchinh.spine.ledger_models import Entry
from liemchinh.spine.web.formats import language

#: Reference -> digest, in the order of the register.
Digests = dict[str, str]
#: Up to so many records are asked for by key; a database takes only so many values in one question.
ASKED_BY_KEY = 5000
#: So many ledger lines are told of one figure; the count tells the rest.
TOLD = 20


#: Register -> keys of its records that the ledger speaks of.
Touched = dict[str, set[str]]


class Witnesses:
    """The references and digests behind figures, each register read once. `only`: these records and no others."""

    def __init__(self, board: ReviewBoard, only: Touched | None = None) -> None:
        self.board = board
        self.only = only
        self._read: dict[str, Digests] = {}

    def of(self, figure: Figure) -> Digests:
        """Records of the register, then passages that units reported."""
        found: Digests = {}
        records = live_records(figure, self.board)
        if records is not None:
            found |= self._records(figure.indicator, records)
        if figure.source in ("reported", "mixed"):
            passages = self.board.evidence(figure.indicator.id)
            found |= {row.ref: row.digest() for row in passages if self.speaks_of(row.ref)}
        return found

    def speaks_of(self, ref: str) -> bool:
        """Whether the record is one of those asked for."""
        register, _sep, key = ref.partition(":")
        return self.only is None or key in self.only.get(register, ())

    def _records(self, indicator: Indicator, records: QuerySet[Any]) -> Digests:
        measure = indicator.measure
        assert isinstance(measure, Simple)
        key = repr((measure.over, getattr(measure, "on", "at"), sorted(measure.where.items(), key=repr)))
        if key not in self._read:
            if self.only is not None and len(self.only.get(measure.over, ())) <= ASKED_BY_KEY:
                records = records.filter(pk__in=self.only.get(measure.over, ()))
            rows = records.iterator(chunk_size=2000)
            self._read[key] = {row.ref: row.digest() for row in rows if self.speaks_of(row.ref)}
        return self._read[key]


def digest_of(records: Digests) -> str:
    """SHA-256 (hex) over the lines "reference digest"."""
    return hashlib.sha256("".join(f"{ref} {digest}\n" for ref, digest in records.items()).encode()).hexdigest()


def now(review: Review, board: ReviewBoard, indicator: str) -> FrozenFigure:
    """One figure of a draft as it would be kept today; not saved."""
    figure = board.figure(indicator)
    return _frozen(review, figure, Witnesses(board).of(figure))


def freeze(review: Review, board: ReviewBoard) -> list[FrozenFigure]:
    """The known figures of the board as they will be kept; not saved."""
    witnesses = Witnesses(board)
    return [_frozen(review, f, witnesses.of(f)) for f in board.figures().values() if f.value is not None]


def _frozen(review: Review, figure: Figure, records: Digests) -> FrozenFigure:
    return FrozenFigure(
        review=review,
        indicator=figure.indicator.id,
        value=_kept(figure.value),
        figure_state=figure.state,
        source=figure.source,
        computed=_kept(figure.computed),
        reported=_kept(figure.reported),
        records=[list(pair) for pair in records.items()],
        digest=digest_of(records),
    )


# --- Drift ---


def _kept(value: Decimal | None) -> Decimal | None:
    """The value as the column of frozen figures keeps it: a rate of 480/481 is no drift from itself."""
    return None if value is None else value.quantize(Decimal("0.000001"))


@dataclass(frozen=True, slots=True)
class Line:
    """A ledger line that explains a drift."""

    pk: int
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
    lines: tuple[Line, ...] = ()

    @property
    def value_differs(self) -> bool:
        return self.signed != self.now

    @property
    def since(self) -> datetime | None:
        """When the first change after signing was made."""
        return min((line.at for line in self.lines), default=None)

    @property
    def refs(self) -> tuple[str, ...]:
        """Every record that came, changed or went."""
        return (*self.added, *self.changed, *self.gone)

    @property
    def touched(self) -> int:
        return len(self.refs)


def drift(review: Review, board: ReviewBoard | None = None) -> list[FigureDrift]:
    """The figures that have drifted since signing, in the order of the catalogue; none for a draft.

    Only records that the ledger speaks of after the signing are compared, however large the register. A value that
    differs without such a line (a unit moved in the tree, an edit past the ledger) has all its records compared.
    Without a board, and where the ledger has nothing new, nothing is computed (`ledger verify` finds edits past it).
    """
    if not review.is_signed:
        return []
    touched = _touched(review)
    if board is None and not touched:
        return []
    board = board or board_of(review)
    some, every = Witnesses(board, touched), Witnesses(board)
    frozen = {f.indicator: f for f in review.figures.defer("records")}
    found = []
    for id, figure in board.figures().items():
        old = frozen.get(id)
        known = figure.value is not None or old is not None
        differs = known and _kept(figure.value) != (old.value if old else None)
        spoken_of = old is not None and bool(_registers_of(figure) & touched.keys())
        change = _compare(figure, old, some) if differs or spoken_of else None
        if differs and (change is None or not change.touched):
            change = _compare(figure, old, every)
        found += [change] if change else []
    return _explained(review, found)


def _registers_of(figure: Figure) -> set[str]:
    measure = figure.indicator.measure
    return {"figures.reported", measure.over} if isinstance(measure, Simple) else {"figures.reported"}


def _touched(review: Review) -> Touched:
    """What the ledger speaks of since the signing, by register."""
    found: Touched = {}
    news = Entry.objects.filter(pk__gt=review.ledger_mark).exclude(subject__startswith=f"{review.lifecycle.register}:")
    subjects = news.values_list("subject", flat=True)
    for subject in subjects.iterator(chunk_size=2000):
        register, _sep, key = subject.partition(":")
        found.setdefault(register, set()).add(key)
    return found


def _compare(figure: Figure, old: FrozenFigure | None, witnesses: Witnesses) -> FigureDrift | None:
    now = witnesses.of(figure)
    signed: Digests = {ref: digest for ref, digest in old.records if witnesses.speaks_of(ref)} if old else {}
    added = tuple(ref for ref in now if ref not in signed)
    gone = tuple(ref for ref in signed if ref not in now)
    changed = tuple(ref for ref, digest in now.items() if signed.get(ref, digest) != digest)
    value = old.value if old else None
    if value == _kept(figure.value) and not (added or gone or changed):
        return None
    return FigureDrift(figure.indicator, value, _kept(figure.value), added, changed, gone)


def _explained(review: Review, found: list[FigureDrift]) -> list[FigureDrift]:
    """With the ledger's lines of each, read once for all of them."""
    refs = {ref: None for change in found for ref in change.refs[:TOLD]}
    lines: dict[str, list[Line]] = {}
    news = Entry.objects.filter(pk__gt=review.ledger_mark, subject__in=list(refs)).order_by("pk")
    with ledger_words.remembering():
        for entry in news[:ASKED_BY_KEY]:
            lines.setdefault(entry.subject, []).append(_line(entry))
    told = [sorted((line for ref in c.refs for line in lines.get(ref, ())), key=lambda line: line.pk) for c in found]
    return [replace(change, lines=tuple(said[:TOLD])) for change, said in zip(found, told, strict=True)]


def _line(entry: Entry) -> Line:
    said = json.loads(entry.payload) if entry.payload else {}
    sentence = ledger_words.sentence(entry, language())
    return Line(entry.pk, entry.at, sentence, str(said.get("reason", "")), entry.subject)
