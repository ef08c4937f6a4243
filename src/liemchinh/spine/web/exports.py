"""A register's records as an Excel file that the import reads back: its own headers, real dates and numbers."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.vietnamese import fold
from liemchinh.spine.registers import Column, Register
from liemchinh.spine.unit_names import plain_name

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Excel holds 1.048.576 rows; past this many a file is no longer something a person works with.
LIMIT = 200_000
#: The import reads this column back: what was cancelled or only planned must not return as held.
STATE_HEADER = "Trạng thái"
#: So it does this one: a record returns to the unit that kept it, whoever imports the file.
UNIT_HEADER = "Đơn vị"


def filename(register: Register, on: date) -> str:
    """so-tuyen-truyen-2026-11-22.xlsx."""
    words = "-".join(fold(register.title).replace(",", " ").split())
    return f"{words}-{on:%Y-%m-%d}.xlsx"


def workbook(register: Register, rows: Iterable[Any], unsealed: Collection[int] = ()) -> bytes:
    """One sheet with one header row; text is always written as text, so no cell can become a formula.

    `unsealed`: the units of whose records the reader may see what is kept from others (names of those who wrote).
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet(register.title[:31])
    head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
    placed = [(column, value, label) for column in register.in_sheets for value, label in _headers(column)]
    for n, (column, value, label) in enumerate(placed):
        sheet.set_column(n, n, 12 if value else _width(column))
        sheet.write_string(0, n, label, head)
    last = len(placed)
    units = unit_words(register)
    if len(units) > 1:
        sheet.set_column(last, last, 24)
        sheet.write_string(0, last, UNIT_HEADER, head)
        last += 1
    sheet.set_column(last, last, 14)
    sheet.write_string(0, last, STATE_HEADER, head)
    sheet.freeze_panes(1, 0)
    for at, record in enumerate(rows, start=1):
        if at > LIMIT:
            raise Refusal(_("Có hơn %(limit)d bản ghi. Thu hẹp bộ lọc rồi tải lại.") % {"limit": LIMIT})
        for n, (column, value, _label) in enumerate(placed):
            if column.sealed and record.access_unit_id() not in unsealed:
                sheet.write_string(at, n, column.sealed)
            elif not value:
                _write(sheet, at, n, column, record)
            elif getattr(record, column.field) == value:
                sheet.write_string(at, n, "x")
        if len(units) > 1:
            sheet.write_string(at, len(placed), units.get(getattr(record, f"{register.unit}_id"), ""))
        sheet.write_string(at, last, record.state_word[0])
    book.close()
    return out.getvalue()


def unit_words(register: Register) -> dict[int, str]:
    """Unit -> what an import knows it by: its name, or its code where another unit has been called the same."""
    field = register.model._meta.get_field(register.unit)
    model: Any = field.related_model
    rows = list(model._default_manager.live().values_list("pk", "code", "name", "short_name", "party_body"))
    said = {pk: {plain_name(name) for name in names if name} for pk, _code, *names in rows}
    for pk, name in model._default_manager.exclude(earlier_names=None).values_list("pk", "earlier_names__name"):
        said.setdefault(pk, set()).add(plain_name(name))
    bearers = Counter(name for names in said.values() for name in names)
    return {pk: name if bearers[plain_name(name)] == 1 else code for pk, code, name, *_others in rows}


def _headers(column: Column) -> list[tuple[str, str]]:
    """(value, header) of each column that a field takes: one, or one for each value that is ticked."""
    if not column.exported:
        return []
    if column.spread:
        return [(value, names[0]) for value, names in column.ticks.items()]
    return [("", column.label)]


def _write(sheet: Any, row: int, at: int, column: Column, record: Any) -> None:
    value = column.says(record) if column.says else getattr(record, column.field)
    if value is None or value == "":
        return
    if isinstance(value, date):
        sheet.write_datetime(row, at, value)
    elif isinstance(value, bool):
        sheet.write_string(row, at, "x" if value else "")
    elif isinstance(value, int):
        sheet.write_number(row, at, value)
    elif column.says is None and record._meta.get_field(column.field).choices:
        sheet.write_string(row, at, str(getattr(record, f"get_{column.field}_display")()))
    else:
        sheet.write_string(row, at, str(value))


def _width(column: Column) -> int:
    return 12 if column.kind in ("date", "int") else 40 if column.wide or column.required else 24
