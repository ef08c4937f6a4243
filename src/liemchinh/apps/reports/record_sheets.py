"""The records behind the figures, a sheet for each register: as they read now, or as they read at the signing."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from liemchinh.apps.reports.boards import ReviewBoard, live_records
from liemchinh.apps.reports.models import FrozenSheet, Review
from liemchinh.apps.reports.render.excel import Sheet, Value
from liemchinh.kernel.measures import Simple
from liemchinh.spine import registers, wording
from liemchinh.spine.registers import Register

#: Above this many records a sheet is no longer something that a person works with.
RECORDS = 100_000


class RecordSheet(NamedTuple):
    """A sheet and the register whose rights it follows."""

    register: str
    sheet: Sheet


def today(board: ReviewBoard) -> Iterator[RecordSheet]:
    """The records as they read now."""
    for register, labels, records in _records(board):
        columns = ("Bản ghi", *(c.label for c in register.columns), "Đơn vị")
        rows = [_row(register, record) for record in records.select_related(register.unit)[:RECORDS]]
        title = f"{register.title}: {'; '.join(labels)}"
        cut = len(rows) == RECORDS and records.count() > RECORDS
        note = wording.book().text("rpt.sheet.first") if cut else ""
        yield RecordSheet(register.name, Sheet(str(register.title), title, tuple(map(str, columns)), rows, note))


def freeze(review: Review, board: ReviewBoard) -> list[FrozenSheet]:
    """The sheets as they will be kept with the signed report; not saved."""
    return [FrozenSheet(review=review, register=s.register, packed=_pack(s.sheet)) for s in today(board)]


def kept(review: Review) -> Iterator[RecordSheet]:
    """The sheets as signed."""
    for frozen in review.sheets.all():
        yield RecordSheet(frozen.register, _unpack(bytes(frozen.packed)))


def _pack(sheet: Sheet) -> bytes:
    rows = [[[v.isoformat()] if isinstance(v, date) else v for v in row] for row in sheet.rows]
    plain = {"name": sheet.name, "title": sheet.title, "columns": sheet.columns, "rows": rows, "note": sheet.note}
    return zlib.compress(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode())


def _unpack(packed: bytes) -> Sheet:
    plain = json.loads(zlib.decompress(packed))
    rows = [[date.fromisoformat(v[0][:10]) if isinstance(v, list) else v for v in row] for row in plain["rows"]]
    return Sheet(plain["name"], plain["title"], tuple(plain["columns"]), rows, plain["note"])


def _records(board: ReviewBoard) -> Iterator[tuple[Register, list[str], Any]]:
    """Each register once for one and the same list of records, with the figures that it makes."""
    found: dict[str, tuple[Register, list[str], Any]] = {}
    for figure in board.figures().values():
        records = live_records(figure, board) if figure.records else None
        if records is not None:
            measure = figure.indicator.measure
            assert isinstance(measure, Simple)
            key = repr((measure.over, sorted(measure.where.items(), key=repr), figure.source))
            found.setdefault(key, (registers.get(measure.over), [], records))[1].append(figure.indicator.label)
    yield from found.values()


def _row(register: Register, record: Any) -> Sequence[Value]:
    cells: list[Value] = [record.ref]
    for column in register.columns:
        value = getattr(record, column.field)
        if record._meta.get_field(column.field).choices:
            value = str(getattr(record, f"get_{column.field}_display")())
        kept = value is None or isinstance(value, (int, float, date))
        cells.append(value if kept else str(value))
    return [*cells, str(getattr(record, register.unit))]
