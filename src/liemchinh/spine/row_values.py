"""One row of a sheet to one draft of a record, with every problem of its cells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _

from liemchinh.spine import cells
from liemchinh.spine.cells import CellProblem, Value, folded, shown
from liemchinh.spine.headers import Layout
from liemchinh.spine.import_facts import Code, Draft, Facts, Mending, Problem, Severity, letter
from liemchinh.spine.registers import Column, Register
from liemchinh.spine.row_keys import key_of
from liemchinh.spine.rows import Row
from liemchinh.spine.sheets import Cell, Sheet
from liemchinh.spine.unit_names import KnownUnit, Name, UnitDirectory, plain_name

_UNREAD: Any = object()
#: How a column is ticked, and what stands there where it is not.
_TICKS = frozenset(("x", "v", "✓", "✔", "☑", "1", "+", "có"))
_UNTICKED = (False, 0, "-", "0", "☐", "–", "không")
#: How registers write «the same as above».
_DITTO = frozenset(("nt", "-nt-", "n.t", "n/t", "- nt -", "như trên", '"', "''", "”", "″", "〃", "//", "-//-"))


@dataclass(slots=True)
class RowReader:
    """Reads the rows of one sheet. `names` collects, for the whole file, names of bodies that are no known unit."""

    sheet: Sheet
    layout: Layout
    units: UnitDirectory
    mending: Mending
    on: date
    strangers: dict[Name, list[Problem]]
    #: Where a row counts that names no known unit: the unit of the sheet, else the importing unit.
    home: KnownUnit
    problems: list[Problem] = field(default_factory=list)
    #: The values of the row above, for «nt» (như trên) and for the day that an empty cell may mean.
    _above: dict[str, Any] = field(default_factory=dict)
    #: Each column, its place, and the values of its cells that were parsed already: the same words come over and over.
    _plan: list[tuple[Column, int, dict[Cell, Any]]] = field(default_factory=list)
    _units: dict[str, int] = field(default_factory=dict)
    #: The years and the month of the heading above the row («Tháng 3/2008»), else the sheet's.
    years: tuple[int, ...] = ()
    month: int | None = None
    #: Rows whose day the calendar has only with day and month exchanged, and those which both readings fit.
    exchanged: list[int] = field(default_factory=list)
    either: list[tuple[int, date]] = field(default_factory=list)
    plainly: int = 0
    _date: Column = field(init=False)
    _ticks: list[tuple[Column, dict[str, int]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        places = self.layout.columns
        columns = [c for c in self.layout.register.in_sheets if c.field in places]
        self._plan = [
            (c, places[c.field], self._nothing_read(c))
            for c in columns
            if c.importable and c.field not in self.layout.ticked
        ]
        self._ticks = [(c, self.layout.ticked[c.field]) for c in columns if c.field in self.layout.ticked]
        self._date = self.layout.register.column(self.layout.register.date)
        self.years = self.layout.years

    def enter(self, heading: str) -> None:
        """A heading between rows: «Tháng 3/2008», «Năm 2009». It completes the days below it."""
        years, month = period_of(heading)
        if not years and month is None:
            return
        self.years, self.month = years or self.years, month
        self._plan = [(column, place, self._nothing_read(column)) for column, place, _known in self._plan]

    def _nothing_read(self, column: Column) -> dict[Cell, Any]:
        """Before the first row only a blank is known, where it may stand."""
        blank = None if column.kind in ("date", "int") else ""
        return {} if column.required or column.field in self.layout.added else {None: blank}

    def draft(self, row: Row) -> Draft | None:
        """The record, or None when an error keeps it out; problems are added to `problems`."""
        register, before = self.layout.register, len(self.problems)
        values = self._values(row)
        self._check_day(row, values)
        if self._failed(before):
            return None
        facts = self._completed(row, values)
        if self._failed(before):
            return None
        number = shown(self._cell(row, self.layout.number_column))
        unit_id = self._unit(row, values)
        if self._failed(before):
            return None
        if not row.sure and (self.sheet.name, row.index + 1) not in self.mending.kept:
            self._say_doubt(row)
        if self.sheet.struck and (place := self._struck(row)) is not None:
            self.say("warning", "note", row, None, _("có ô bị gạch ngang; vẫn ghi"), cell=row.cells[place], place=place)
        return Draft(
            register, self.sheet.name, row.index + 1, number, values, unit_id, key_of(register, values, unit_id),
            row.cells, self.layout.unread, self._cell(row, self.layout.columns[register.date]), facts.step,
            {name: said[0] for name, said in facts.ticked.items() if said}, facts.aside,
        )  # fmt: skip

    def _failed(self, before: int) -> bool:
        return len(self.problems) > before and any(p.severity == "error" for p in self.problems[before:])

    def _completed(self, row: Row, values: dict[str, Any]) -> Facts:
        """What the register makes of the row; what is no field of its records is taken out of `values`."""
        register = self.layout.register
        ticked = {column.field: self._ticked(row, column, places) for column, places in self._ticks}
        facts = Facts(values, ticked, self.years, self.on, partial(self._say_of, row), self._state(row))
        if register.complete is None:
            values |= {name: said[0] for name, said in ticked.items() if said}
            return facts
        if self.mending.cells:
            place = (self.sheet.name, row.index + 1)
            facts.typed = frozenset(name for *at, name in self.mending.cells if tuple(at) == place)
        register.complete(facts)
        for column in register.readings:
            if column.field in values and not _is_field(register.model, column.field):
                facts.aside[column.field] = values.pop(column.field)
        return facts

    def _say_of(
        self, row: Row, severity: Severity, code: Code, name: str, message: str, proposal: str = ""
    ) -> None:  # fmt: skip
        column = self.layout.register.column(name)
        self.say(severity, code, row, column, message, proposal, self._cell(row, self.layout.columns.get(name)))

    def _state(self, row: Row) -> str:
        """The state that an export names; one in which nothing is written was left out before."""
        said = shown(self._cell(row, self.layout.state_column))
        return self.layout.register.state_said(folded(said)) if said else ""

    def _ticked(self, row: Row, column: Column, places: Mapping[str, int]) -> list[str]:
        """The values that are ticked; where a person typed the value itself, that one alone."""
        typed = self.mending.cells.get((self.sheet.name, row.index + 1, column.field)) if self.mending.cells else None
        if typed:
            return [str(cells.choice(typed, {**column.choices, **column.ticks}).value)]
        found = []
        for value, place in places.items():
            cell = self._cell(row, place)
            if cell is None or cell in _UNTICKED:
                continue
            found.append(value)
            if cell is not True and shown(cell).lower() not in _TICKS:
                self.say("warning", "note", row, column, _("đọc là có đánh dấu"), cell=cell, place=place)
        return found

    def _struck(self, row: Row) -> int | None:
        places = sorted({*self.layout.columns.values()})
        return next((c for c in places if (row.index, c) in self.sheet.struck and self._cell(row, c) is not None), None)

    def _say_doubt(self, row: Row) -> None:
        message = _("có thể là không tổ chức, hoãn hoặc không tính; vẫn ghi, xem lại nếu buổi không diễn ra")
        if row.kind == "repeated":
            message = _("ghi là trùng nhưng không thấy dòng nào giống hệt; vẫn ghi")
        self.say("warning", "note", row, None, message, cell=row.said)

    def cells(self, row: Row) -> dict[str, str]:
        """The row's mapped cells as the sheet shows them, by field; of ticks the headers that are ticked."""
        texts = {name: shown(self._cell(row, place)) for name, place in self.layout.columns.items()}
        for name, places in self.layout.ticked.items():
            headers = (
                self.layout.header(p).split(" · ")[-1] for p in places.values() if self._cell(row, p) is not None
            )
            texts[name] = ", ".join(headers)
        return texts

    def _cell(self, row: Row, column: int | None) -> Cell:
        return row.cells[column] if column is not None and column < len(row.cells) else None

    def _values(self, row: Row) -> dict[str, Any]:
        written, width, mended = row.cells, len(row.cells), self.mending.cells
        values, above = {}, {}
        for column, place, known in self._plan:
            name = column.field
            cell = written[place] if place < width else None
            if mended:
                cell = mended.get((self.sheet.name, row.index + 1, name), cell)
            value = known.get(cell, _UNREAD) if type(cell) is not bool else _UNREAD  # True would be found as 1
            if value is _UNREAD:
                value = self._read(row, column, cell, known)
            elif column is self._date and type(cell) is str:
                self._weigh(row.index, cell, value)
            values[name] = value
            if value is not None and value != "":
                above[name] = value
        self._above.update(above)
        return values

    def _read(self, row: Row, column: Column, cell: Cell, known: dict[Cell, Any]) -> Any:
        if isinstance(cell, str) and column.kind != "int" and cell.strip().lower() in _DITTO:
            cell = self._above.get(column.field)
        try:
            if column.field in self.layout.added:
                return self._added(row, column)
            if cell is None or (isinstance(cell, str) and not cell.strip()):
                return self._blank(column)
            parsed = parse(cell, column, self.years, self.month)
            if column is self._date and isinstance(cell, str):
                self._weigh(row.index, cell, parsed.value)
            _check_value(self.layout.register, column, parsed.value)
        except CellProblem as problem:
            code: Code = "blank" if cell is None else "value"
            if column is self._date and isinstance(cell, str) and _exchanges(cell, problem.proposal):
                self.exchanged.append(row.index)
            self.say("error", code, row, column, problem.message, problem.proposal, cell)
            return None
        if parsed.note:
            self.say("warning", "note", row, column, parsed.note, cell=cell)
        elif type(cell) is not bool:
            known[cell] = parsed.value
        return parsed.value

    def _weigh(self, index: int, cell: str, held: object) -> None:
        """Count what speaks for day/month and what fits month/day as well: a whole column may be the American way."""
        if not isinstance(held, date):
            return
        if held.day > 12:
            self.plainly += 1
        elif held.day != held.month and _SHORT_DAY.match(cell):
            self.either.append((index, held))

    def _added(self, row: Row, column: Column) -> int | None:
        """The sum of a count that the sheet gives in parts; None where none of them was counted."""
        numbers = [cells.count(self._cell(row, place), column.nouns).value for place in self.layout.added[column.field]]
        counted = [n for n in numbers if isinstance(n, int)]
        return sum(counted) if counted else None

    def _blank(self, column: Column) -> Any:
        if column.required:
            above = self._above.get(column.field)
            raise CellProblem(_("để trống"), f"{above:%d/%m/%Y}" if isinstance(above, date) else "")
        return None if column.kind in ("date", "int") else ""

    def say(
        self, severity: Severity, code: Code, row: Row, column: Column | None, message: str, proposal: str = "",
        cell: Cell = None, place: int | None = None,
    ) -> None:  # fmt: skip
        if place is None:
            place = self.layout.columns.get(column.field) if column else row.column
        header = self.layout.header(place).split(" · ")[-1] if place is not None else ""
        self.problems.append(
            Problem(
                severity, code, message, self.sheet.name, row.index + 1, letter(place), header,
                column.field if column else "", shown(cell), proposal,
            )
        )  # fmt: skip

    def _check_day(self, row: Row, values: dict[str, Any]) -> None:
        """A day to come is an error; so is a year far from the sheet's; the year next to it is only pointed out."""
        column = self._date
        held = values.get(column.field)
        if not isinstance(held, date) or (held <= self.on and held.year in self.years):
            return
        years = tuple(sorted({*self.layout.years, *self.years}))
        if held <= self.on and (not years or held.year in years):
            return
        written = self._cell(row, self.layout.columns[column.field])
        if self.mending.cells:
            written = self.mending.cells.get((self.sheet.name, row.index + 1, column.field), written)
        proposal = _in_year(held, years[0]) if len(years) == 1 else ""
        said = {"year": held.year, "years": _span(years) if years else ""}
        if held > self.on:
            self.say("error", "year", row, column, _("là ngày chưa tới"), proposal, written)
        elif years and not min(years) - 1 <= held.year <= max(years) + 1:
            message = _("năm %(year)d khác năm của trang tính (%(years)s)")
            self.say("error", "year", row, column, message % said, proposal, written)
        else:
            message = _("năm %(year)d khác năm của trang tính (%(years)s); sổ ghi đúng ngày này")
            self.say("warning", "year", row, column, message % said, proposal, written)

    def _unit(self, row: Row, values: dict[str, Any]) -> int:
        """The unit in which the record counts: the one that an export names, the host, else the sheet's."""
        if (kept := self._kept_by(row)) is not None:
            return kept
        host = self.layout.register.host
        written = values.get(host) if host else ""
        if not written:
            return self.home.id
        if (known := self._units.get(written)) is not None:
            return known
        name = plain_name(written)
        code = self.mending.units.get(" ".join(name), "")
        if code and (chosen := self.units.by_code(code)) is not None:
            return chosen.id
        match = self.units.find(written, home=self.home)
        if match.unit is not None:  # the same on every day
            self._units[written] = match.unit.id
            return match.unit.id
        match = self.units.find(written, values.get(self.layout.register.date), self.home)
        if match.unit is not None:
            return match.unit.id
        before = len(self.problems)
        self.say(
            "warning", "unit", row, self.layout.register.column(host), _stranger(match.units, self.home), cell=written
        )
        self.strangers.setdefault(name, []).append(self.problems.pop(before))
        return self.home.id

    def _kept_by(self, row: Row) -> int | None:
        """The unit that kept the record, by the column in which an export says so; None where it says no such thing."""
        place = self.layout.unit_column
        said = shown(self._cell(row, place))
        if not said:
            return None
        unit = self.units.by_code(said) or self.units.find(said, home=self.home).unit
        if unit is None and (other := self.units.elsewhere(said)) is not None:
            message = _("thuộc «%(unit)s», ngoài đơn vị đang nhập; nhập cho đơn vị đó hoặc cấp trên của đơn vị đó")
            self.say("error", "unit", row, None, message % {"unit": other.name}, cell=said, place=place)
        return unit.id if unit is not None else None


def _stranger(candidates: tuple[Any, ...], home: KnownUnit) -> str:
    if candidates:
        names = "; ".join(f"{u.name} ({u.code})" for u in candidates[:4])
        return _("có %(n)d đơn vị cùng tên: %(names)s; ghi dưới đơn vị «%(root)s», giữ tên như trong sổ") % {
            "n": len(candidates),
            "names": names,
            "root": home.name,
        }
    return _("không có trong cây đơn vị; ghi dưới đơn vị «%(root)s», giữ tên như trong sổ") % {"root": home.name}


_SHORT_DAY = re.compile(r"\s*\d{1,2}\s*[/.\-]\s*\d{1,2}\s*(?:[/.\-]|$)")
_HEADING_MONTH = re.compile(r"\bthang (\d{1,2})\b")
_HEADING_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")


def period_of(heading: str) -> tuple[tuple[int, ...], int | None]:
    """The years and the month that a heading names: «Tháng 3/2008» is (2008,) and 3, «Tháng 4» is () and 4."""
    said = folded(heading)
    months, years = _HEADING_MONTH.findall(said), _HEADING_YEAR.findall(said)
    month = int(months[0]) if len(months) == 1 and 1 <= int(months[0]) <= 12 and " den " not in f" {said} " else None
    return tuple(sorted({int(y) for y in years})) if len(years) == 1 else (), month


def _exchanges(written: str, proposal: str) -> bool:
    """Is the proposal the same day with day and month exchanged?"""
    typed, proposed = _NUMBERS.findall(written), _NUMBERS.findall(proposal)
    return len(typed) > 1 and len(proposed) == 3 and [int(n) for n in typed[:2]] == [int(proposed[1]), int(proposed[0])]


_NUMBERS = re.compile(r"\d+")


def parse(cell: Cell, column: Column, years: tuple[int, ...], month: int | None = None) -> Value:
    """The cell's value by the column's kind. Raises CellProblem."""
    if column.kind == "date":
        return cells.day(cell, years, month)
    if column.kind == "int":
        return cells.count(cell, column.nouns)
    if column.kind == "choice":
        return cells.choice(cell, column.choices)
    return cells.text(cell)


@lru_cache(maxsize=512)
def _is_field(model: type[Any], name: str) -> bool:
    return any(kept.attname == name for kept in model._meta.concrete_fields)


@lru_cache(maxsize=512)
def _limits(model: type[Any], name: str) -> tuple[int | None, frozenset[str]]:
    """(most letters, allowed words) of a field; neither where the column is no field of the record."""
    try:
        kept = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None, frozenset()
    return kept.max_length, frozenset(str(word) for word, _label in kept.choices or ())


def _check_value(register: Register, column: Column, value: object) -> None:
    if not isinstance(value, str) or not value:
        return
    limit, words = _limits(register.model, column.field)
    if words and value not in words:
        known = "; ".join(names[0] for names in column.choices.values() if names)
        raise CellProblem(_("không có trong danh mục: %(known)s") % {"known": known})
    if limit and len(value) > limit:
        raise CellProblem(_("dài %(n)d ký tự, quá %(limit)d") % {"n": len(value), "limit": limit})


def _in_year(held: date, year: int) -> str:
    try:
        return f"{held.replace(year=year):%d/%m/%Y}"
    except ValueError:
        return ""


def _span(years: tuple[int, ...]) -> str:
    return str(years[0]) if len(years) == 1 else f"{min(years)}–{max(years)}"
