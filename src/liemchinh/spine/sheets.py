"""Reading a spreadsheet into plain rows: xlsx, xls, xlsb, ods, csv, tsv. No Django, nothing is written.

    workbook = read_workbook(Path("so_2006.xlsx"))
    workbook.sheets[0].rows[6][1]        # datetime.date(2006, 3, 20)

Rows and columns count from 0 in here and from 1 (and A) in every message to a person.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path

import python_calamine

from liemchinh.kernel import legacy
from liemchinh.kernel.errors import Refusal
from liemchinh.spine.sheet_guards import (
    MAX_CELLS,
    broken,
    check_size,
    column_letter,
    detect,
    not_a_spreadsheet,
    password_protected,
)
from liemchinh.spine.sheet_marks import Marks, marks_of

__all__ = ["Cell", "CellError", "Sheet", "Workbook", "column_letter", "read_workbook"]


@dataclass(frozen=True, slots=True)
class CellError:
    """A formula whose stored result is an error, e.g. `#REF!`."""

    code: str

    def __str__(self) -> str:
        return self.code


#: The code of a formula whose result the file doesn't hold: a program wrote it, and Excel has not computed it yet.
UNCOMPUTED = "="
_ERROR_CODES = frozenset(("#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"))
Cell = str | int | float | bool | date | datetime | time | timedelta | CellError | None


@dataclass(slots=True)
class Sheet:
    """One tab. `rows[r][c]` is None where the cell is blank; `merged` holds (top, left, bottom, right), inclusive."""

    name: str
    rows: list[list[Cell]]
    hidden: bool = False
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    struck: set[tuple[int, int]] = field(default_factory=set)
    """Cells whose text is struck out."""
    fonts: frozenset[str] = frozenset()
    """The legacy fonts (TCVN3, VNI) from which text was converted."""


@dataclass(slots=True)
class Workbook:
    name: str
    sheets: list[Sheet]
    encoding: str = ""
    """The encoding of a text file, as it was recognised; empty for the other formats."""


def read_workbook(source: Path | bytes, name: str = "") -> Workbook:
    """Read a whole file. Raises Refusal with a Vietnamese sentence for whatever is no readable spreadsheet."""
    name = name or (source.name if isinstance(source, Path) else "tệp")
    if isinstance(source, Path):
        check_size(name, source.stat().st_size)
        source = source.read_bytes()
    found = detect(source, name)
    workbook = _read_text(source, name) if found == "text" else _read_binary(source, name, found == "xlsx")
    if not any(sheet.rows for sheet in workbook.sheets):
        raise Refusal(f"Tệp «{name}» không có ô nào ghi dữ liệu.")
    return workbook


def _read_binary(data: bytes, name: str, with_errors: bool) -> Workbook:
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [
            _read_sheet(book.get_sheet_by_index(index), meta.visible != python_calamine.SheetVisibleEnum.Visible)
            for index, meta in enumerate(book.sheets_metadata)
            if meta.typ == python_calamine.SheetTypeEnum.WorkSheet
        ]
    except python_calamine.PasswordError as error:
        raise password_protected(name) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise broken(name) from error
    if with_errors:
        _mark(sheets, marks_of(data), [m.typ for m in book.sheets_metadata])
    return Workbook(name, sheets)


def _read_sheet(sheet: python_calamine.CalamineSheet, hidden: bool) -> Sheet:
    if sheet.total_height * sheet.total_width > MAX_CELLS:
        raise Refusal(f"Trang tính «{sheet.name}» có vùng dữ liệu quá lớn. Hãy xóa các ô thừa ngoài bảng rồi nhập lại.")
    # Most cells are text or numbers: asked here, they are spared a call.
    rows = [
        [_clean_text(cell) if type(cell) is str else cell if type(cell) is float else _clean(cell) for cell in row]
        for row in sheet.to_python(skip_empty_area=False)
    ]
    while rows and all(cell is None for cell in rows[-1]):
        rows.pop()
    merged = [(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()]
    fonts = _mend_fonts(rows)
    return Sheet(sheet.name, rows, hidden, merged, fonts=fonts)


def _mend_fonts(rows: list[list[Cell]]) -> frozenset[str]:
    """Turn text typed with a TCVN3 or VNI font into Unicode: judged on the whole sheet, else on each column alone."""
    texts = [
        {cell for cell in set(column) if type(cell) is str and not cell.isascii()} for column in zip_longest(*rows)
    ]
    whole = legacy.font_of(set().union(*texts))
    fonts = {column: whole or legacy.font_of(said) for column, said in enumerate(texts) if said}
    for column, font in fonts.items():
        if font is not None:
            _convert_column(rows, column, font)
    return frozenset(font for font in fonts.values() if font is not None)


def _convert_column(rows: list[list[Cell]], column: int, font: str) -> None:
    for row in rows:
        cell = row[column] if column < len(row) else None
        if isinstance(cell, str) and not cell.isascii():
            row[column] = legacy.convert(cell, font)


def _mark(sheets: list[Sheet], marks: dict[int, Marks], kinds: list[python_calamine.SheetTypeEnum]) -> None:
    places = [i for i, kind in enumerate(kinds) if kind == python_calamine.SheetTypeEnum.WorkSheet]
    for sheet, index in zip(sheets, places, strict=True):
        found = marks.get(index, Marks())
        sheet.hidden_rows, sheet.struck = found.hidden_rows, found.struck
        for place, code in (dict.fromkeys(found.uncomputed, UNCOMPUTED) | found.errors).items():
            _put(sheet, place, CellError(code))


def _put(sheet: Sheet, place: tuple[int, int], cell: Cell) -> None:
    row, column = place
    while len(sheet.rows) <= row:
        sheet.rows.append([])
    cells = sheet.rows[row]
    cells.extend([None] * (column + 1 - len(cells)))
    cells[column] = cell


def _clean(cell: str | int | float | bool | date | datetime | time | timedelta) -> Cell:
    """A day without an hour is a date."""
    return cell.date() if type(cell) is datetime and cell.time() == time() else cell


@lru_cache(maxsize=8192)
def _clean_text(text: str) -> Cell:
    clean = _composed(text)
    return CellError(clean.strip()) if clean is not None and clean.strip() in _ERROR_CODES else clean


@lru_cache(maxsize=8192)
def _composed(text: str) -> str | None:
    """Composed Unicode, without the invisible characters that Excel and Word leave; None for blanks alone."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.replace("\u00a0", " ").replace("\u200b", "").replace("\ufeff", ""))
    return text if text.strip() else None


def _read_text(data: bytes, name: str) -> Workbook:
    text, encoding = legacy.decode(data)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if text[:4].lower() == "sep=":  # Excel's own first line, which names the delimiter
        text = text.partition("\n")[2]
    if sum(1 for c in text[:4096] if ord(c) < 32 and c not in "\r\n\t\f") > 8:
        raise not_a_spreadsheet(name, "tệp nhị phân không rõ loại")
    delimiter = _delimiter(text, name)
    try:
        rows = [[_composed(cell) for cell in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    except csv.Error as error:
        raise broken(name) from error
    while rows and not any(rows[-1]):
        rows.pop()
    return Workbook(name, [Sheet(Path(name).stem, [list(row) for row in rows])], encoding)


def _delimiter(text: str, name: str) -> str:
    """The character that splits most lines into the same number of columns."""
    lines = [line for line in text.splitlines()[:200] if line.strip()]
    best, best_score = "", 0
    for candidate in "\t;,|":
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=candidate) if len(row) > 1)
        for width, times in widths.items():
            if times > 1 and times * 2 >= len(lines) and times * min(width, 12) > best_score:
                best, best_score = candidate, times * min(width, 12)
    if not best:
        raise not_a_spreadsheet(name, "tệp văn bản không chia cột")
    return best
