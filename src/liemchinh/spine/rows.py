"""What each row of a sheet is: a record, or one of the many rows of a paper register that are none.

The decision rests on what stands in the mapped columns, and on what notes say in words («hoãn», «ghi trùng dòng trên»).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from liemchinh.spine.cells import CellProblem, count, day, folded, shown, words
from liemchinh.spine.headers import Layout
from liemchinh.spine.registers import Register
from liemchinh.spine.remarks import Remark, called_off_in_passing, remark
from liemchinh.spine.sheets import Cell, CellError, Sheet

Kind = Literal[
    "record", "cancelled", "planned", "repeated", "excluded", "total", "heading", "header", "numbering", "note", "blank"
]


@dataclass(frozen=True, slots=True)
class Row:
    """`index` counts from 0. `said` is the text that decided: the label of a total, the note of a cancelled row."""

    index: int
    kind: Kind
    cells: Sequence[Cell]
    said: str = ""
    column: int | None = None
    sure: bool = True
    """False for a record whose note may say that it doesn't count, and for a repetition that needs its twin."""


#: By column, the texts that were found to say nothing about counting their rows.
Silent = defaultdict[int, set[str]]

# --- what a row is ---------------------------------------------------------------------------------------------------
_TOTAL_WORDS = frozenset({"tong", "cong", "luy", "tc"})
_CARRIED = re.compile(r"^(?:chuyen|mang|cong) (?:trang|sang)\b")
_PERIOD = re.compile(r"^(?:thang|quy|nam|tuan|dot|ky|6 thang|9 thang|hoc ky)\b")
_NUMBERING = re.compile(r"^\(?([0-9]{1,2}|[a-z])\)?$")


def classify(sheet: Sheet, layout: Layout) -> list[Row]:
    """Every row below the header and above the next one, in order."""
    stop = len(sheet.rows) if layout.stop is None else layout.stop
    silent: Silent = defaultdict(set)
    rows = [_row(index, sheet.rows[index], layout, sheet, silent) for index in range(layout.first_row, stop)]
    last = max((r.index for r in rows if r.kind == "total"), default=None)
    if last is None:
        return rows
    return [_footer(row, layout) if row.index > last and row.kind == "record" else row for row in rows]


def _footer(row: Row, layout: Layout) -> Row:
    """Below the last total only a row with a date is a record; the others are signatures."""
    date_cell = _at(row.cells, layout.columns[layout.register.date])
    return row if _may_be_day(date_cell, layout) else Row(row.index, "note", row.cells)


def _at(cells: Sequence[Cell], column: int | None) -> Cell:
    return cells[column] if column is not None and column < len(cells) else None


_PLAIN_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")


def _row(index: int, cells: Sequence[Cell], layout: Layout, sheet: Sheet, silent: Silent) -> Row:
    day_cell = _at(cells, layout.columns[layout.register.date])
    if isinstance(day_cell, date) or (isinstance(day_cell, str) and _PLAIN_DAY.fullmatch(day_cell)):
        return _record(index, cells, layout, sheet, silent)
    return _row_without_day(index, cells, layout) or _record(index, cells, layout, sheet, silent)


def _row_without_day(index: int, cells: Sequence[Cell], layout: Layout) -> Row | None:
    """What the row is; None for a record."""
    filled = [(c, cell) for c, cell in enumerate(cells) if cell is not None]
    told = [(c, cell) for c, cell in filled if c != layout.number_column]
    if not told and not any(
        isinstance(cell, str) and words(cell) and not cell.strip(" .").isdigit() for _c, cell in filled
    ):
        return Row(index, "blank", cells)
    if _is_numbering(filled):
        return Row(index, "numbering", cells)
    if _is_header(filled, layout):
        return Row(index, "header", cells)
    if label := _total_label(filled, layout):
        return Row(index, "total", cells, shown(label[1]), label[0])
    if len(told) <= 1 and (heading := _lone_text(filled)) is not None:
        kind: Kind = "heading" if _PERIOD.match(folded(heading)) or len(words(heading)) <= 6 else "note"
        return Row(index, kind, cells, heading)
    return None


def _is_numbering(filled: Sequence[tuple[int, Cell]]) -> bool:
    """The row «(1) (2) (3) …» under a header."""
    if len(filled) < 3:
        return False
    marks = []
    for _c, cell in filled:
        mark = _NUMBERING.match(shown(cell).lower()) if isinstance(cell, str | int | float) else None
        if mark is None:
            return False
        marks.append(mark[1])
    if not all(mark.isdigit() for mark in marks):
        return not any(mark.isdigit() for mark in marks)
    return [int(mark) for mark in marks] == list(range(int(marks[0]), int(marks[0]) + len(marks)))


def _is_header(filled: Sequence[tuple[int, Cell]], layout: Layout) -> bool:
    texts = [(c, words(cell)) for c, cell in filled if isinstance(cell, str)]
    if len(texts) < 2 or len(texts) < len(filled):
        return False
    same = sum(any(said == words(part) for part in layout.header(c).split(" · ")) for c, said in texts)
    return same >= 2 and same * 2 > len(texts)


def _total_label(filled: Sequence[tuple[int, Cell]], layout: Layout) -> tuple[int, Cell] | None:
    """The label of a row of totals: «Cộng tháng 3», «TỔNG CỘNG: 126 buổi»; not «Công đoàn», which a body is."""
    first = next(
        ((c, cell) for c, cell in filled if isinstance(cell, str) and words(cell) and not cell.strip(" .").isdigit()),
        None,
    )
    if first is None:
        return None
    column, cell = first
    said = words(str(cell))
    if not (said[0] in _TOTAL_WORDS or _CARRIED.match(" ".join(said))) or "công" in str(cell).lower().split()[0]:
        return None
    texts = [c for c, other in filled if c != column and isinstance(other, str) and not _numeric(other)]
    day_column = layout.columns[layout.register.date]
    dated = any(c == day_column and c != column for c, _cell in filled)
    return None if dated or len(texts) > 1 else first


def _numeric(written: str) -> bool:
    try:
        count(written)
    except CellProblem:
        return False
    return True


def _lone_text(filled: Sequence[tuple[int, Cell]]) -> str | None:
    texts = [str(cell) for _c, cell in filled if isinstance(cell, str)]
    return texts[0] if len(texts) == 1 and len(filled) == 1 else None


def _may_be_day(cell: Cell, layout: Layout) -> bool:
    if isinstance(cell, str):
        try:
            day(cell, layout.years)
        except CellProblem:
            return any(letter.isdigit() for letter in cell)
    return cell is not None


def _record(index: int, cells: Sequence[Cell], layout: Layout, sheet: Sheet, silent: Silent) -> Row:
    """A record, unless its notes say otherwise. Notes are the note column, unmapped columns, and words among counts.

    Among what was done («Luật PCTN») only a word at the head or the end («HOÃN: Luật PCTN») says so, where nobody came.
    """
    state = _at(cells, layout.state_column)
    if isinstance(state, str) and folded(state) in _other_states(layout.register):
        return Row(index, "excluded", cells, shown(state), layout.state_column)
    doubt: Row | None = None
    for c, cell in enumerate(cells):
        if not isinstance(cell, str) or cell in silent[c]:
            continue
        found = _remark_in(cell, c, layout)
        if found is None or found.kind not in layout.register.leaves_out:
            silent[c].add(cell)
            continue
        if found.sure or (found.kind == "cancelled" and not _anybody(cells, layout)):
            return Row(index, found.kind, cells, shown(cell), c)
        doubt = doubt or Row(index, "repeated" if found.kind == "repeated" else "record", cells, shown(cell), c, False)
    if sheet.struck and (place := _struck(index, layout, sheet)) is not None:
        return Row(index, "cancelled", cells, shown(_at(cells, place)), place)
    return doubt or Row(index, "record", cells)


_IN_PASSING = Remark("cancelled", sure=False)


def _remark_in(cell: str, column: int, layout: Layout) -> Remark | None:
    if column in layout.content:
        return _IN_PASSING if called_off_in_passing(cell) else None
    if cell in _TELL_NOTHING:
        return None
    found = remark(cell)
    # «không đếm» among the counts says that nobody was counted, not that the session doesn't count.
    return None if found is not None and found.kind == "excluded" and column in layout.counts else found


_TELL_NOTHING = frozenset(("-", "x", "không", ""))


def _anybody(cells: Sequence[Cell], layout: Layout) -> bool:
    return any(_positive(_at(cells, place)) for place in layout.sums)


def _struck(index: int, layout: Layout, sheet: Sheet) -> int | None:
    """The first cell of a row whose every telling cell is struck out: the usual way to cancel on paper and in Excel."""
    places = [c for c in sorted(layout.content) if _at(sheet.rows[index], c) is not None]
    return places[0] if places and all((index, c) in sheet.struck for c in places) else None


def _other_states(register: Register) -> frozenset[str]:
    """The words of the states in which an import does not write; what an export so marks comes back as no record."""
    written = register.written()
    if not written:
        return frozenset()
    return frozenset(
        folded(word) for state, pair in register.lifecycle.states.items() if state not in written for word in pair
    )


def _positive(cell: Cell) -> bool:
    if isinstance(cell, CellError):
        return False
    try:
        number = count(cell).value
    except CellProblem:
        return False
    return isinstance(number, int) and number > 0
