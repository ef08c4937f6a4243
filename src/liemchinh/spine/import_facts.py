"""What reading a file for a register gives: drafts of records, problems with their place, a report for each sheet."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

from django.utils.translation import gettext as _

from liemchinh.kernel.measures import CountAt, Sum
from liemchinh.spine.registers import Register
from liemchinh.spine.sheets import column_letter
from liemchinh.spine.wording import say

Severity = Literal["error", "warning", "info"]
Code = Literal[
    "value", "blank", "year", "order", "cancelled", "planned", "repeated", "excluded", "twice", "similar", "known",
    "unit", "kind", "number", "mended",
    "total", "summary", "sheet", "note",
]  # fmt: skip
SheetKind = Literal["register", "summary", "other", "hidden", "empty"]
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at. `row` counts from 1 and `column` is the letter, as the spreadsheet shows them.

    An error keeps its row out until it is mended; a warning says what was done; `proposal` is a value to type instead.
    """

    severity: Severity
    code: Code
    message: str
    sheet: str
    row: int = 0
    column: str = ""
    header: str = ""
    field: str = ""
    value: str = ""
    proposal: str = ""

    @property
    def sentence(self) -> str:
        """WORDING 5.6, `import.row`: «Dòng 7, cột E “Số người dự”: bốn mươi — không phải là số»."""
        header = f" “{self.header}”" if self.header else ""
        if self.row and self.column:
            value = self.value or _("(trống)")
            return say("import.row", r=str(self.row), col=f"{self.column}{header}", value=value, message=self.message)
        said = f"{self.value} — {self.message}" if self.value else self.message
        return _("Dòng %(row)d: %(said)s") % {"row": self.row, "said": said} if self.row else said

    def as_json(self) -> dict[str, Any]:
        return {k: v for k, v in asdict(self).items() if v not in ("", 0)}


@dataclass(slots=True)
class Draft:
    """A record as it will be written. `key` is what tells it from the same entry written twice."""

    register: Register
    sheet: str
    row: int
    number: str
    values: dict[str, Any]
    unit_id: int
    key: Key
    cells: Sequence[Any] = ()
    unread: tuple[int, ...] = ()
    """The columns of `cells` that are no field, and the note."""
    when: Any = None
    """The day as the cell has it, with the hour where one stands there."""
    step: str = ""
    """The step that writes it; "" for the register's usual one."""
    ticked: Mapping[str, str] = field(default_factory=dict)
    """Fields given by columns of ticks: which one counts."""
    aside: Mapping[str, Any] = field(default_factory=dict)
    """What the row says that is no field of the record: who wrote, which earlier entry it repeats."""

    def said(self, name: str) -> Any:
        """The value of a field, or what the row says beside its fields."""
        return self.values[name] if name in self.values else self.aside.get(name)

    @property
    def day(self) -> date:
        value: date = self.values[self.register.date]
        return value


@dataclass(slots=True)
class Facts:
    """A row as `Register.complete` gets it: what it writes into `values` becomes the record, into `aside` goes along.

    `values` holds every cell that was read, by field, those that are no field of the record too. `ticked`: all values
    ticked in a group of columns. `typed`: the fields that a person mended. `state`: what the sheet names, or "".
    say(severity, code, field, message, proposal="") adds a problem; an error keeps the row out.
    """

    values: dict[str, Any]
    ticked: dict[str, list[str]]
    years: tuple[int, ...]
    on: date
    say: Callable[..., None]
    state: str = ""
    typed: frozenset[str] = frozenset()
    step: str = ""
    aside: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class SheetReport:
    """What one sheet was taken for. `columns` are (letter, header as written, label of the field)."""

    name: str
    kind: SheetKind
    register: str = ""
    title: str = ""
    header_rows: list[int] = field(default_factory=list)
    columns: list[tuple[str, str, str]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    totals: dict[str, int] = field(default_factory=dict)
    months: Counter[str] = field(default_factory=Counter)
    """Accepted rows by month, "2023-01"."""


@dataclass(frozen=True, slots=True)
class Mending:
    """What people decided in the preview: cells typed anew, rows to be written all the same, names given to units."""

    cells: Mapping[tuple[str, int, str], str] = field(default_factory=dict)
    kept: frozenset[tuple[str, int]] = frozenset()
    units: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {
            "cells": [[*place, value] for place, value in sorted(self.cells.items())],
            "kept": [list(place) for place in sorted(self.kept)],
            "units": dict(self.units),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Mending:
        return cls(
            {(sheet, int(row), name): value for sheet, row, name, value in data.get("cells", ())},
            frozenset((sheet, int(row)) for sheet, row in data.get("kept", ())),
            dict(data.get("units", {})),
        )


@dataclass(slots=True)
class Reading:
    """A whole file as it was understood. Nothing of it is in a register yet."""

    file: str
    sheets: list[SheetReport] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    read: int = 0
    """Rows that are entries of the register, whether accepted or not."""
    shown: dict[tuple[str, int], dict[str, str]] = field(default_factory=dict)
    """The cells, by field, of the first rows that have a problem: the preview shows them."""

    @property
    def errors(self) -> list[Problem]:
        return [p for p in self.problems if p.severity == "error"]

    @property
    def warnings(self) -> list[Problem]:
        return [p for p in self.problems if p.severity == "warning"]

    @property
    def rejected_rows(self) -> int:
        return len({(p.sheet, p.row) for p in self.errors})

    def totals(self) -> dict[str, int]:
        """Indicator id -> value over the accepted rows, for every register that the file holds."""
        found: dict[str, int] = {}
        for report in self.sheets:
            for indicator, value in report.totals.items():
                found[indicator] = found.get(indicator, 0) + value
        return found

    def months(self) -> dict[str, int]:
        """Accepted rows of every sheet by month, "2023-01", in order."""
        return dict(sorted(sum((report.months for report in self.sheets), Counter()).items()))


#: The keys that a register holds already, of those drafts.
KnownKeys = Callable[[Register, list[Draft]], set[Key]]


#: Told how many rows were read, and of how many, every few thousand rows.
Progress = Callable[[int, int], None]


def nothing_known(_register: Register, _drafts: list[Draft]) -> set[Key]:
    return set()


def total_of(drafts: Iterable[Draft], register: Register) -> dict[str, int]:
    """The register's indicators over the drafts, as the figures will count them."""
    rows = list(drafts)
    found = {
        indicator: sum(d.values.get(name) or 0 for d in rows) if name else len(rows)
        for indicator, name in register.totals().items()
    }
    return found | {i.id: tally(i.measure, rows) for i in register.tallies}


def tally(measure: Any, drafts: Iterable[Draft]) -> int:
    """What a Count, a Sum or a stock (CountAt: what the file says is still open) makes of the drafts."""
    if isinstance(measure, CountAt):
        return sum(d.said(measure.until) is None and _meets(d, measure.where) for d in drafts)
    rows = [d for d in drafts if d.said(measure.on) is not None and _meets(d, measure.where)]
    return sum(d.said(measure.field) or 0 for d in rows) if isinstance(measure, Sum) else len(rows)


_TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "": operator.eq,
    "in": lambda held, wanted: held in wanted,
    "gte": lambda held, wanted: held is not None and held >= wanted,
    "isnull": lambda held, wanted: (held in (None, "")) is wanted,
}


def _meets(draft: Draft, where: Mapping[str, object]) -> bool:
    """The conditions of a measure, as the database would test them."""
    for key, wanted in where.items():
        name, _sep, test = key.partition("__")
        if not _TESTS[test](draft.said(name), wanted):
            return False
    return True


def letter(column: int | None) -> str:
    return "" if column is None else column_letter(column)
