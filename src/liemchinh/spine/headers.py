"""Finding the header of a sheet: title rows above, headers of two or three rows with merged cells, any order.

Headers are compared without diacritics against the labels and synonyms that a register declares for its columns.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from liemchinh.spine.cells import folded, shown, words
from liemchinh.spine.registers import Column, Register
from liemchinh.spine.sheets import Cell, Sheet

_SEARCHED_ROWS = 60
_MAX_DEPTH = 3
_ENOUGH_COLUMNS = 3
_EXACT, _PART, _HINT = 10.0, 5.0, 12.0
_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR_NAMED = re.compile(r"\bnam\s+((?:19|20)\d\d)\b")
_YEAR_RANGE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*(?:-|–|den|toi)\s*(?:thang \d{1,2}/|\d{1,2}/)?((?:19|20)\d\d)(?!\d)"
)
_STATE_LABELS = frozenset({("trang", "thai"), ("tinh", "trang"), ("state",)})
_NUMBER_LABELS = frozenset({("stt",), ("tt",), ("so", "tt"), ("so", "thu", "tu"), ("no",), ("so",)})


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a sheet keeps what. Rows and columns count from 0; `columns` maps a field to its column."""

    register: Register
    top: int
    depth: int
    columns: dict[str, int]
    labels: dict[int, str]
    years: tuple[int, ...]
    number_column: int | None
    score: float
    content: frozenset[int]
    """Columns that hold what was done, and so are not searched for remarks such as «hoãn»."""
    state_column: int | None
    """Where an export says in which state each record is."""
    sums: tuple[int, ...]
    """Columns whose sum is an indicator."""

    @property
    def first_row(self) -> int:
        return self.top + self.depth

    def header(self, column: int) -> str:
        return self.labels.get(column, "")


def find_layout(sheet: Sheet, registers: Sequence[Register]) -> Layout | None:
    """The header that fits best, with its register; None when the sheet is no register that we know."""
    best: Layout | None = None
    for top in range(min(len(sheet.rows), _SEARCHED_ROWS)):
        if not _header_like(sheet.rows[top]) or (len(_texts(sheet.rows[top])) < 2 and not _merged_at(sheet, top)):
            continue
        for depth in range(1, _MAX_DEPTH + 1):
            if top + depth > len(sheet.rows) or (depth > 1 and not _header_like(sheet.rows[top + depth - 1])):
                break
            for layout in _layouts(sheet, top, depth, registers):
                if best is None or layout.score > best.score + 0.01:
                    best = layout
    return best


def _texts(row: Sequence[Cell]) -> list[str]:
    return [cell for cell in row if isinstance(cell, str)]


def _merged_at(sheet: Sheet, row: int) -> bool:
    return any(top == row and right > left for top, left, _bottom, right in sheet.merged)


def _header_like(row: Sequence[Cell]) -> bool:
    """A header row holds words alone: a date or a number would make it a record or a row of totals."""
    filled = [cell for cell in row if cell is not None]
    return bool(filled) and all(isinstance(cell, str) and not cell.strip(" ()").isdigit() for cell in filled)


def _layouts(sheet: Sheet, top: int, depth: int, registers: Sequence[Register]) -> Iterable[Layout]:
    parts = header_parts(sheet, top, depth)
    title = " ".join(shown(cell) for row in sheet.rows[:top] for cell in row if isinstance(cell, str))
    about = f" {folded(sheet.name)} {folded(title)} "
    for register in registers:
        columns, score = match_columns(parts, register.columns)
        if not _complete(register, columns):
            continue
        hinted = any(f" {folded(hint)} " in about for hint in register.hints)
        labels = {c: " · ".join(p) for c, p in parts.items()}
        content = {columns[c.field] for c in register.columns if c.field in columns and c.kind not in ("int", "note")}
        yield Layout(
            register,
            top,
            depth,
            columns,
            labels,
            years=sheet_years(sheet.name, title),
            number_column=_labelled(parts, _NUMBER_LABELS),
            score=score + (_HINT if hinted else 0.0),
            content=frozenset(content),
            state_column=_labelled(parts, _STATE_LABELS),
            sums=tuple(columns[c.field] for c in register.columns if c.field in columns and c.total),
        )


def _labelled(parts: dict[int, tuple[str, ...]], labels: frozenset[tuple[str, ...]]) -> int | None:
    return next((column for column, said in parts.items() if words(said[-1]) in labels), None)


def _complete(register: Register, columns: dict[str, int]) -> bool:
    needed = [c.field for c in register.columns if c.required]
    telling = [c.field for c in register.columns if c.importable and not c.wide]
    has_most = sum(field in columns for field in needed) * 2 > len(needed)
    enough = sum(field in columns for field in telling) >= min(_ENOUGH_COLUMNS, len(telling))
    return register.date in columns and has_most and enough


def missing_columns(sheet: Sheet, registers: Sequence[Register]) -> list[str]:
    """The headers that the best row of an unrecognised sheet lacks; empty when no row looks like a header."""
    best: tuple[int, list[str]] = (1, [])
    for top in range(min(len(sheet.rows), _SEARCHED_ROWS)):
        for register in registers:
            columns, _score = match_columns(header_parts(sheet, top, 1), register.columns)
            if len(columns) > best[0]:
                best = len(columns), [c.label for c in register.columns if not c.wide and c.field not in columns]
    return best[1]


def header_parts(sheet: Sheet, top: int, depth: int) -> dict[int, tuple[str, ...]]:
    """Column -> the words over it from top to bottom, merged cells filled in, each said once."""
    grid = [[shown(cell) if isinstance(cell, str) else "" for cell in row] for row in sheet.rows[top : top + depth]]
    width = max(map(len, grid), default=0)
    for row in grid:
        row.extend([""] * (width - len(row)))
    _fill_merged(grid, sheet, top)
    if not sheet.merged:
        _carry_right(grid)
    found: dict[int, tuple[str, ...]] = {}
    for column in range(width):
        said = list(dict.fromkeys(row[column] for row in grid if row[column]))
        if said:
            found[column] = tuple(said)
    return found


def _fill_merged(grid: list[list[str]], sheet: Sheet, first: int) -> None:
    for top, left, bottom, right in sheet.merged:
        if top < first or top >= first + len(grid) or left >= len(grid[0]):
            continue
        for r in range(top - first, min(bottom - first + 1, len(grid))):
            for c in range(left, min(right + 1, len(grid[0]))):
                grid[r][c] = grid[top - first][left]


def fill_down(sheet: Sheet, layout: Layout) -> None:
    """Below the header a cell merged over several rows says the same of each; a count would count twice."""
    for top, left, bottom, right in sheet.merged:
        if top < layout.first_row or bottom == top or right > left or left not in layout.content:
            continue
        for cells in sheet.rows[top + 1 : bottom + 1]:
            cells.extend([None] * (left + 1 - len(cells)))
            cells[left] = sheet.rows[top][left]


def _carry_right(grid: list[list[str]]) -> None:
    """Where merges are unknown (csv): a word over several columns belongs to each that has a word of its own below."""
    for upper, lower in itertools.pairwise(grid):
        said = ""
        for column, cell in enumerate(upper):
            said = cell or said
            if not cell and said and lower[column]:
                upper[column] = said


def match_columns(parts: dict[int, tuple[str, ...]], columns: Sequence[Column]) -> tuple[dict[str, int], float]:
    """The best assignment of sheet columns to fields, each used once, and its score."""
    scores = [
        (score, -index, column.field)
        for column in columns
        if column.importable
        for index, said in parts.items()
        if (score := _label_score(said, column)) > 0
    ]
    found: dict[str, int] = {}
    total = 0.0
    for score, negative_index, field in sorted(scores, reverse=True):
        if field not in found and -negative_index not in found.values():
            found[field] = -negative_index
            total += score
    return found, total


def _label_score(said: tuple[str, ...], column: Column) -> float:
    """The lowest header counts most; what stands above it («Số lượng») only completes it."""
    candidates = {folded(said[-1]), folded(_IN_BRACKETS.sub(" ", said[-1])), folded(" ".join(said)), folded(said[0])}
    names = _names(column.label, column.label_en, column.synonyms)
    return max((_words_score(c, name) for c in candidates if c for name in names), default=0.0)


@lru_cache(maxsize=512)
def _names(label: str, label_en: str, synonyms: tuple[str, ...]) -> frozenset[str]:
    return frozenset(filter(None, (folded(name) for name in (label, label_en, *synonyms))))


def _words_score(label: str, name: str) -> float:
    if label == name:
        return _EXACT
    if f" {name} " in f" {label} ":
        return _PART + 4.0 * len(name) / len(label)
    return 0.0


def sheet_years(name: str, title: str) -> tuple[int, ...]:
    """The years that a sheet says it is about: by its name, else by its title; empty when neither says."""
    for source in (name, title):
        plain = " ".join(words(source)) if source is name else source
        ranges = _YEAR_RANGE.findall(" ".join(source.lower().replace("đến", "den").split()))
        if ranges:
            first, last = min(int(a) for a, _b in ranges), max(int(b) for _a, b in ranges)
            return tuple(range(first, last + 1)) if last - first < 50 else ()
        named = _YEAR_NAMED.findall(" ".join(words(plain)))
        found = named or _YEAR.findall(source)
        if found:
            return tuple(sorted({int(y) for y in found}))
    return ()
