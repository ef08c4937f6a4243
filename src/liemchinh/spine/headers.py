"""Finding the header of a sheet: title rows above, headers of two or three rows with merged cells, any order.

Headers are compared without diacritics against the labels and synonyms that a register declares for its columns.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from functools import lru_cache

from liemchinh.spine.cells import folded, shown, words
from liemchinh.spine.registers import Column, Register
from liemchinh.spine.sheets import Cell, Sheet

_SEARCHED_ROWS = 60
_MAX_DEPTH = 3
_ENOUGH_COLUMNS = 3
_EXACT, _PART, _HINT, _CONTINUED = 10.0, 5.0, 12.0, 4.0
_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR_NAMED = re.compile(r"\bnam\s+((?:19|20)\d\d)\b")
_YEAR_RANGE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*(?:-|–|den|toi)\s*(?:thang \d{1,2}/|\d{1,2}/)?((?:19|20)\d\d)(?!\d)"
)
_STATE_LABELS = frozenset({("trang", "thai"), ("tinh", "trang"), ("state",)})
_UNIT_LABELS = frozenset({("don", "vi"), ("unit",)})
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
    content: Set[int]
    """Columns that hold what was done, and so are not searched for remarks such as «hoãn»."""
    state_column: int | None
    """Where an export says in which state each record is."""
    unit_column: int | None
    """Where an export says which unit kept each record."""
    sums: tuple[int, ...]
    """Columns whose sum is an indicator."""
    counts: frozenset[int]
    """Columns of numbers."""
    added: dict[str, tuple[int, ...]]
    """Fields that the sheet gives in parts («Nam», «Nữ») without their sum: all the columns of the parts."""
    unread: tuple[int, ...]
    """The note and every column that is no field: what may tell two entries of one day apart."""
    ticked: dict[str, dict[str, int]] = dataclass_field(default_factory=dict)
    """Fields given by several columns of ticks: value -> column."""
    stop: int | None = None
    """The row of the next header on the same sheet."""

    @property
    def first_row(self) -> int:
        return self.top + self.depth

    def header(self, column: int) -> str:
        return self.labels.get(column, "")


def find_layouts(sheet: Sheet, registers: Sequence[Register]) -> list[Layout]:
    """The tables of a sheet, each with the header that fits best; none when the sheet is no register that we know.

    A header below the first that names other columns, or the same in another order, begins a table of its own.
    """
    first = _best(sheet, range(min(len(sheet.rows), _SEARCHED_ROWS)), registers)
    if first is None:
        return []
    found = [first]
    names = {name for r in registers for name in _names_of(r.column(r.date))}
    for row in range(first.first_row, len(sheet.rows)):
        if row < found[-1].first_row or not _names_a_date(sheet.rows[row], names):
            continue
        layout = _best(sheet, range(row, row + 1), registers)
        if layout is not None and (layout.columns, layout.register.name) != _shape(found[-1]):
            years = layout.years or first.years
            found[-1] = replace(found[-1], stop=row)
            found.append(replace(layout, years=years))
    return found


def _shape(layout: Layout) -> tuple[dict[str, int], str]:
    return layout.columns, layout.register.name


def _names_a_date(row: Sequence[Cell], names: set[str]) -> bool:
    """A quick look at every row of a sheet: may it be a header? Rows of data hold a number or a date nearly always."""
    texts = []
    for cell in row:
        if type(cell) is str:
            texts.append(cell)
        elif cell is not None:
            return False
    return len(texts) >= _ENOUGH_COLUMNS and any(folded(cell) in names for cell in texts)


def _best(sheet: Sheet, tops: Iterable[int], registers: Sequence[Register]) -> Layout | None:
    best: Layout | None = None
    for top in tops:
        if not _header_like(sheet.rows[top]) or (len(_texts(sheet.rows[top])) < 2 and not _merged_at(sheet, top)):
            continue
        for depth in range(1, _MAX_DEPTH + 1):
            if top + depth > len(sheet.rows) or (depth > 1 and not _header_like(sheet.rows[top + depth - 1])):
                break
            bonus = _CONTINUED * (depth - 1) if _continued(sheet, top, depth) else 0.0
            for layout in _layouts(sheet, top, depth, registers):
                scored = replace(layout, score=layout.score + bonus)
                if best is None or scored.score > best.score + 0.01:
                    best = scored
    return best


def _continued(sheet: Sheet, top: int, depth: int) -> bool:
    """Every lower row of the header stands only under words that span several columns (Nam, Nữ, Cộng)."""
    for upper, lower in itertools.pairwise(range(top, top + depth)):
        filled = [c for c, cell in enumerate(sheet.rows[lower]) if cell is not None]
        if not filled or any(not _spanned(sheet, upper, c) for c in filled):
            return False
    return True


def _spanned(sheet: Sheet, row: int, column: int) -> bool:
    """Does a word over this column span more than it?"""
    if any(t <= row <= b and left <= column <= right and right > left for t, left, b, right in sheet.merged):
        return True
    cells, below = sheet.rows[row], sheet.rows[row + 1]

    def blank(c: int) -> bool:
        return not (0 <= c < len(cells) and cells[c] is not None)

    started = not blank(column) and blank(column + 1) and column + 1 < len(below) and below[column + 1] is not None
    return started or (blank(column) and column > 0 and any(not blank(c) for c in range(column)))


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
    title = title_of(sheet, top)
    about = f" {folded(sheet.name)} {folded(title)} "
    for register in registers:
        columns, ticked, score = _placed(parts, register)
        if not _complete(register, columns):
            continue
        hinted = any(f" {folded(hint)} " in about for hint in register.hints)
        labels = {c: " · ".join(p) for c, p in parts.items()}
        placed = [(c, columns[c.field]) for c in register.in_sheets if c.field in columns]
        ticks = {place for places in ticked.values() for place in places.values()}
        notes = {place for c, place in placed if c.kind == "note"}
        number, state = _labelled(parts, _NUMBER_LABELS), _labelled(parts, _STATE_LABELS)
        unit = _labelled({c: p for c, p in parts.items() if c not in columns.values()}, _UNIT_LABELS)
        taken = (set(columns.values()) | ticks | {number, state, unit}) - notes
        yield Layout(
            register, top, depth, columns, labels, years=sheet_years(sheet.name, title), number_column=number,
            score=score + (_HINT if hinted else 0.0),
            content=ticks.union(place for c, place in placed if c.kind not in ("int", "note")),
            state_column=state,
            unit_column=unit,
            sums=tuple(place for c, place in placed if c.total),
            counts=frozenset(place for c, place in placed if c.kind == "int"),
            added={c.field: s for c, place in placed if c.kind == "int" and (s := _parts_of(place, parts, columns))},
            unread=tuple(c for c in parts if c not in taken),
            ticked=ticked,
        )  # fmt: skip


def _placed(
    parts: dict[int, tuple[str, ...]], register: Register
) -> tuple[dict[str, int], dict[str, dict[str, int]], float]:
    """Field -> column, field -> value -> column of those that are ticked, and the score of the whole."""
    ticked = {c.field: found for c in register.in_sheets if len(found := _ticked(parts, c)) > 1}
    taken = {place for places in ticked.values() for place in places.values()}
    others = {place: said for place, said in parts.items() if place not in taken}
    columns, score = match_columns(others, [c for c in register.in_sheets if c.field not in ticked])
    first = {field: min(places.values()) for field, places in ticked.items()}
    return columns | first, ticked, score + _EXACT * len(taken)


def _ticked(parts: dict[int, tuple[str, ...]], column: Column) -> dict[str, int]:
    """The columns in which one ticks the value of a field: «Khiếu nại | Tố cáo | Kiến nghị, phản ánh»."""
    found: dict[str, int] = {}
    for value, names in column.ticks.items():
        spelled = {folded(name) for name in names}
        place = next((p for p, said in parts.items() if folded(said[-1]) in spelled), None)
        if place is not None and place not in found.values():
            found[value] = place
    return found


def title_of(sheet: Sheet, top: int) -> str:
    """All that stands above the header."""
    return " ".join(shown(cell) for row in sheet.rows[:top] for cell in row if isinstance(cell, str))


_HALVES = frozenset({("nam",), ("nu",), ("khac",)})


def _parts_of(place: int, parts: dict[int, tuple[str, ...]], columns: dict[str, int]) -> tuple[int, ...]:
    """The columns of a count given for men and women apart, without their sum; empty where the sum is there."""
    said = parts[place]
    if len(said) < 2 or words(said[-1]) not in _HALVES:
        return ()
    others = [c for c, p in parts.items() if p[:-1] == said[:-1] and words(p[-1]) in _HALVES]
    return tuple(others) if len(others) > 1 and sum(c in columns.values() for c in others) == 1 else ()


def _labelled(parts: dict[int, tuple[str, ...]], labels: frozenset[tuple[str, ...]]) -> int | None:
    return next((column for column, said in parts.items() if words(said[-1]) in labels), None)


def _complete(register: Register, columns: dict[str, int]) -> bool:
    needed = [c.field for c in register.columns if c.required]
    telling = [c.field for c in register.in_sheets if c.importable and not c.wide]
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
                lacking = [c for c in register.columns if not c.wide and c.field not in columns]
                best = len(columns), [c.label for c in lacking if c.required] or [c.label for c in lacking]
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
    names = _names_of(column)
    own = _best_score({_label(said[-1]), _label(_IN_BRACKETS.sub(" ", said[-1]))}, names)
    if len(said) == 1:
        return own
    return max(own, _best_score({_label(" ".join(said)), _label(said[0])}, names) - _lesser(words(said[-1])))


def _best_score(candidates: set[str], names: frozenset[str]) -> float:
    return max((_words_score(c, name) for c in candidates if c for name in names), default=0.0)


_TOTAL_CHILD = frozenset(("tong", "cong", "chung", "ts", "tc"))
_HELD_CHILD = frozenset(("thuc", "da", "ket"))
_PLAN_CHILD = frozenset(("ke", "chi", "du", "trong", "nu", "kh"))


def _lesser(child: tuple[str, ...]) -> float:
    """How much less a column of a group is the group's own figure: its total first, a plan or a part of it last."""
    first = child[0] if child else ""
    if first in _TOTAL_CHILD:
        return 0.1
    return 1.0 if first in _HELD_CHILD else 4.0 if first in _PLAN_CHILD else 3.0


#: How headers are shortened: «ND tuyên truyền», «H.thức», «SL».
_SHORT = {
    "nd": "noi dung", "sl": "so luong", "dv": "don vi", "ht": "hinh thuc", "tg": "thoi gian", "cq": "co quan",
    "gc": "ghi chu", "tt": "tuyen truyen",
}  # fmt: skip
_SHORT_PAIRS = (
    ("t gian", "thoi gian"), ("tgian", "thoi gian"), ("h thuc", "hinh thuc"), ("n dung", "noi dung"),
    ("d vi", "don vi"), ("g chu", "ghi chu"), ("s luong", "so luong"), ("t chuc", "to chuc"), ("s nguoi", "so nguoi"),
    ("t truyen", "tuyen truyen"), ("ng du", "nguoi du"), ("c de", "chuyen de"),
)  # fmt: skip


@lru_cache(maxsize=4096)
def _label(said: str) -> str:
    """The header folded and written out; «TT» alone stays, as it numbers the rows."""
    plain = folded(said)
    if " " in plain or plain != "tt":
        plain = " ".join(_SHORT.get(word, word) for word in plain.split())
    plain = f" {plain} "
    for short, full in _SHORT_PAIRS:
        plain = plain.replace(f" {short} ", f" {full} ")
    return plain.strip()


def _names_of(column: Column) -> frozenset[str]:
    return _names(column.label, column.label_en, column.synonyms)


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
