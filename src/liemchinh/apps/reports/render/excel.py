"""Excel: the figures, by year, by unit, and behind each figure the records that make it.

Numbers are numbers; every text is written as text, so that a record that begins with "=" stays what it is.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import xlsxwriter

from liemchinh.spine.office.document import Cell, Document, Table

Value = str | int | float | date | None
#: Excel's own limit on the name of a sheet.
_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A plain table on a sheet of its own, with a sentence under its title."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: Iterable[Sequence[Value]]
    note: str = ""


def render(document: Document, sheets: Iterable[Sheet]) -> bytes:
    """The tables of the first annex, then `sheets`; the same input gives the same bytes."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    title = " ".join((document.head.type_name, *document.head.title))
    created = datetime.combine(document.dated, time())
    book.set_properties({"title": title, "author": document.head.body.replace("\n", " "), "created": created})
    writer = _Writer(book)
    sheets = list(sheets)
    for sheet in sheets[:1]:
        writer.write(sheet)
    tables = [b for annex in document.annexes[:1] for b in annex.blocks if isinstance(b, Table)]
    for table in tables:
        writer.write(Sheet(table.caption, title, table.columns, [[_value(c) for c in row] for row in table.rows]))
    for sheet in sheets[1:]:
        writer.write(sheet)
    book.close()
    return out.getvalue()


def _value(cell: Cell) -> Value:
    return cell.number if cell.number is not None else cell.text


class _Writer:
    def __init__(self, book: Any) -> None:
        self.book = book
        base = {"font_name": "Times New Roman", "font_size": 11}
        self.head = book.add_format({**base, "bold": True, "text_wrap": True, "border": 1, "bg_color": "#E7ECF2"})
        self.title = book.add_format({**base, "bold": True, "font_size": 13})
        self.text = book.add_format({**base, "border": 1, "text_wrap": True, "valign": "top"})
        self.number = book.add_format({**base, "border": 1, "num_format": "#,##0.##;-#,##0.##;0", "valign": "top"})
        self.whole = book.add_format({**base, "border": 1, "num_format": "#,##0", "valign": "top"})
        self.day = book.add_format({**base, "border": 1, "num_format": "dd/mm/yyyy", "valign": "top"})
        self.names: set[str] = set()

    def write(self, sheet: Sheet) -> None:
        page = self.book.add_worksheet(self._name(sheet.name))
        page.write_string(0, 0, sheet.title, self.title)
        page.write_string(1, 0, sheet.note)
        for at, column in enumerate(sheet.columns):
            page.write_string(2, at, column, self.head)
        widths = [len(c) for c in sheet.columns]
        for line, row in enumerate(sheet.rows, start=3):
            for at, value in enumerate(row):
                self._cell(page, line, at, value)
                widths[at] = max(widths[at], len(str(value or "")))
        for at, width in enumerate(widths):
            page.set_column(at, at, min(50, max(9, width + 2)))
        page.freeze_panes(3, 1)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(2)

    def _cell(self, page: Any, line: int, at: int, value: Value) -> None:
        if isinstance(value, (datetime, date)):
            page.write_datetime(line, at, datetime.combine(value, time()), self.day)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            page.write_number(line, at, value, self.whole if value == int(value) else self.number)
        else:
            page.write_string(line, at, "" if value is None else str(value), self.text)

    def _name(self, wanted: str) -> str:
        """A name that Excel takes: at most 31 signs, none of []:*?/\\, no two alike."""
        base = wanted.translate(_FORBIDDEN).strip()[:_NAME] or "Bảng"
        name, number = base, 1
        while name.lower() in self.names:
            number += 1
            tail = f" {number}"
            name = base[: _NAME - len(tail)] + tail
        self.names.add(name.lower())
        return name
