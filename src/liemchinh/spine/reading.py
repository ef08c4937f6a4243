"""Reading a whole file for the registers of an app: which sheet is what, which row is a record, what is wrong with it.

Pure of the database: what the register holds already is asked through `known`. The same file, the same decisions and
the same day give the same reading, so the commit reads again what the preview showed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from liemchinh.spine.crosschecks import TotalChecker, check_summary, drop_repeated, find_summary, out_of_order
from liemchinh.spine.headers import Layout, fill_down, find_layout, missing_columns
from liemchinh.spine.import_facts import (
    Code,
    Draft,
    KnownKeys,
    Mending,
    Problem,
    Reading,
    SheetReport,
    letter,
    nothing_known,
    total_of,
)
from liemchinh.spine.registers import Register
from liemchinh.spine.row_values import RowReader
from liemchinh.spine.rows import Row, classify
from liemchinh.spine.sheets import Sheet, Workbook
from liemchinh.spine.unit_names import Name, UnitDirectory

_ENTRIES = ("record", "cancelled", "repeated", "excluded")
SHOWN_ROWS = 500


def read(
    workbook: Workbook, registers: Sequence[Register], units: UnitDirectory, *, on: date,
    mending: Mending | None = None, known: KnownKeys = nothing_known,
) -> Reading:  # fmt: skip
    """Understand the file for these registers. Records that it holds are dated up to `on`."""
    return _Reader(workbook, registers, units, on, mending or Mending(), known).read()


class _Reader:
    def __init__(
        self, workbook: Workbook, registers: Sequence[Register], units: UnitDirectory, on: date, mending: Mending,
        known: KnownKeys,
    ) -> None:  # fmt: skip
        self.workbook, self.registers, self.units = workbook, registers, units
        self.on, self.mending, self.known = on, mending, known
        self.reading = Reading(workbook.name)
        self.strangers: dict[Name, list[Problem]] = {}
        self.all: list[Draft] = []
        self.parts: list[tuple[RowReader, list[Row]]] = []

    def read(self) -> Reading:
        order = {sheet.name: n for n, sheet in enumerate(self.workbook.sheets)}
        drafts: list[Draft] = []
        for sheet in self.workbook.sheets:
            drafts += self._sheet(sheet)
        self.reading.drafts, there, problems = drop_repeated(drafts, self.known, self.mending)
        self.all = sorted([*self.reading.drafts, *there], key=lambda d: (order[d.sheet], d.row))
        self.reading.problems += problems
        for reader, rows in self.parts:
            self._check_sheet(reader.sheet, reader.layout, rows)
        self._say_repeated()
        self._summaries()
        self._say_strangers()
        self.reading.problems.sort(key=lambda p: (order.get(p.sheet, 0), p.row, p.column))
        self._show_rows()
        return self.reading

    # --- one sheet ---------------------------------------------------------------------------------------------------
    def _sheet(self, sheet: Sheet) -> list[Draft]:
        layout = find_layout(sheet, self.registers) if sheet.rows else None
        if layout is None or sheet.hidden:
            self._not_a_register(sheet, layout)
            return []
        fill_down(sheet, layout)
        rows = classify(sheet, layout)
        self.reading.sheets.append(_report(sheet, layout, rows))
        reader = RowReader(sheet, layout, self.units, self.mending, self.on, self.strangers)
        self.parts.append((reader, rows))
        drafts: list[Draft] = []
        for row in rows:
            if row.kind == "record" or (sheet.name, row.index + 1) in self.mending.kept:
                drafts += [d for d in [reader.draft(row)] if d is not None]
            elif row.kind == "cancelled":
                self._say_left_out(sheet, layout, row, "cancelled", _("không tổ chức; không tính"))
            elif row.kind == "excluded":
                self._say_left_out(sheet, layout, row, "excluded", _("sổ ghi là không tính; không tính"))
        self.reading.read += sum(row.kind in _ENTRIES for row in rows)
        self.reading.problems += reader.problems
        return drafts

    def _not_a_register(self, sheet: Sheet, layout: Layout | None) -> None:
        if not sheet.rows:
            self.reading.sheets.append(SheetReport(sheet.name, "empty"))
        elif sheet.hidden:
            self.reading.sheets.append(SheetReport(sheet.name, "hidden"))
            if layout is not None:
                self._say(sheet, "sheet", _("trang tính ẩn, không nhập; bỏ ẩn trong Excel nếu cần nhập"))
        elif find_summary(sheet, self.registers):
            self.reading.sheets.append(SheetReport(sheet.name, "summary"))
        else:
            self.reading.sheets.append(SheetReport(sheet.name, "other"))
            missing = ", ".join(f"«{label}»" for label in missing_columns(sheet, self.registers))
            why = _("thiếu cột %(columns)s") % {"columns": missing} if missing else _("không thấy dòng tiêu đề cột")
            self._say(sheet, "sheet", _("không nhận ra là sổ, nên không nhập: %(why)s") % {"why": why})

    def _say(self, sheet: Sheet, code: Code, message: str) -> None:
        self.reading.problems.append(Problem("warning", code, message, sheet.name))

    def _say_left_out(self, sheet: Sheet, layout: Layout, row: Row, code: Code, message: str) -> None:
        header = layout.header(row.column).split(" · ")[-1] if row.column is not None else ""
        place = (sheet.name, row.index + 1, letter(row.column))
        self.reading.problems.append(Problem("warning", code, message, *place, header, "", row.said))

    # --- across rows and sheets --------------------------------------------------------------------------------------
    def _check_sheet(self, sheet: Sheet, layout: Layout, rows: list[Row]) -> None:
        own = [d for d in self.all if d.sheet == sheet.name]
        new = [d for d in self.reading.drafts if d.sheet == sheet.name]
        rejected = len({p.row for p in self.reading.problems if p.sheet == sheet.name and p.severity == "error"})
        checker = TotalChecker(sheet, layout, own, rejected)
        self.reading.problems += checker.problems(row for row in rows if row.kind == "total")
        self.reading.problems += out_of_order(sheet, layout, own)
        report = next(r for r in self.reading.sheets if r.name == sheet.name)
        report.counts["accepted"] = len(new)
        report.counts["rejected"] = rejected
        report.totals = total_of(new, layout.register)

    def _say_repeated(self) -> None:
        """Rows whose note says that they repeat another one, with the row that they do repeat."""
        by_key = {(d.register.name, d.key): d for d in reversed(self.all)}
        for reader, rows in self.parts:
            for row in rows:
                if row.kind != "repeated" or (reader.sheet.name, row.index + 1) in self.mending.kept:
                    continue
                ghost = reader.quietly(row)
                twin = by_key.get((ghost.register.name, ghost.key)) if ghost else None
                message = _("ghi trùng nhưng không thấy dòng nào giống hệt; không tính")
                if twin is not None:
                    message = _("ghi trùng dòng %(row)d; không tính") % {"row": twin.row}
                self._say_left_out(reader.sheet, reader.layout, row, "repeated", message)

    def _show_rows(self) -> None:
        wanted = {(p.sheet, p.row) for p in self.reading.problems if p.row}
        for reader, rows in self.parts:
            for row in rows:
                place = (reader.sheet.name, row.index + 1)
                if place in wanted and len(self.reading.shown) < SHOWN_ROWS:
                    self.reading.shown[place] = reader.cells(row)

    def _summaries(self) -> None:
        for sheet in self.workbook.sheets:
            report = next(r for r in self.reading.sheets if r.name == sheet.name)
            summary = find_summary(sheet, self.registers) if report.kind == "summary" else None
            if summary is not None:
                report.title = summary.register.label
                self.reading.problems += check_summary(sheet, summary, self.all, self.reading.rejected_rows)

    def _say_strangers(self) -> None:
        """One warning for each name, at its first row, with the number of rows that bear it."""
        for problems in self.strangers.values():
            first, times = problems[0], len(problems)
            more = " " + _("(%(n)d dòng cùng tên)") % {"n": times} if times > 1 else ""
            self.reading.problems.append(replace(first, message=first.message + more))


def _report(sheet: Sheet, layout: Layout, rows: list[Row]) -> SheetReport:
    register = layout.register
    placed = sorted((place, name) for name, place in layout.columns.items())
    return SheetReport(
        sheet.name, "register", register.name, register.label,
        header_rows=list(range(layout.top + 1, layout.first_row + 1)),
        columns=[(letter(place), layout.header(place), register.column(name).title) for place, name in placed],
        counts=Counter(row.kind for row in rows),
    )  # fmt: skip
