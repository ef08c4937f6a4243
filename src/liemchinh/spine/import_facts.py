"""What reading a file for a register gives: drafts of records, problems with their place, a report for each sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

from django.utils.translation import gettext as _

from liemchinh.spine.registers import Register
from liemchinh.spine.sheets import column_letter
from liemchinh.spine.wording import say

Severity = Literal["error", "warning", "info"]
Code = Literal[
    "value", "blank", "year", "order", "cancelled", "planned", "repeated", "excluded", "twice", "similar", "known",
    "unit",
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

    @property
    def day(self) -> date:
        value: date = self.values[self.register.date]
        return value


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


#: The keys that a register holds already, of those drafts.
KnownKeys = Callable[[Register, list[Draft]], set[Key]]


#: Told how many rows were read, and of how many, every few thousand rows.
Progress = Callable[[int, int], None]


def nothing_known(_register: Register, _drafts: list[Draft]) -> set[Key]:
    return set()


def total_of(drafts: Iterable[Draft], register: Register) -> dict[str, int]:
    """The register's indicators over the drafts, as the figures will count them."""
    held = [draft.values for draft in drafts]
    return {
        indicator: sum(values.get(name) or 0 for values in held) if name else len(held)
        for indicator, name in register.totals().items()
    }


def letter(column: int | None) -> str:
    return "" if column is None else column_letter(column)
