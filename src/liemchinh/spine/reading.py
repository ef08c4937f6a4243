"""Reading a whole file for the registers of an app: which sheet is what, which row is a record, what is wrong with it.

Pure of the database: what the register holds already is asked through `known`. The same file, the same decisions and
the same day give the same reading, so the commit reads again what the preview showed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from liemchinh.spine.crosschecks import (
    TotalChecker,
    check_summary,
    drop_repeated,
    find_summary,
    other_registers,
    out_of_order,
    place_of,
    unsure_order,
)
from liemchinh.spine.headers import Layout, fill_down, find_layouts, missing_columns
from liemchinh.spine.import_facts import (
    Code,
    Draft,
    KnownKeys,
    Mending,
    Problem,
    Progress,
    Reading,
    SheetReport,
    letter,
    nothing_known,
    total_of,
)
from liemchinh.spine.import_homes import homes
from liemchinh.spine.import_repairs import mended, numbered_twice
from liemchinh.spine.registers import Register
from liemchinh.spine.row_values import RowReader
from liemchinh.spine.rows import Row, classify
from liemchinh.spine.sheets import Sheet, Workbook
from liemchinh.spine.unit_names import Name, UnitDirectory

_ENTRIES = ("record", "cancelled", "planned", "repeated", "excluded")
SHOWN_ROWS = 500
_TOLD_EVERY = 2000


def read(
    workbook: Workbook, registers: Sequence[Register], units: UnitDirectory, *, on: date,
    mending: Mending | None = None, known: KnownKeys = nothing_known, progress: Progress | None = None,
) -> Reading:  # fmt: skip
    """Understand the file for these registers. Records that it holds are dated up to `on`."""
    return _Reader(workbook, registers, units, on, mending or Mending(), known, progress).read()


class _Reader:
    def __init__(
        self, workbook: Workbook, registers: Sequence[Register], units: UnitDirectory, on: date, mending: Mending,
        known: KnownKeys, progress: Progress | None,
    ) -> None:  # fmt: skip
        self.workbook, self.registers, self.units = workbook, registers, units
        self.on, self.mending, self.known, self.progress = on, mending, known, progress
        self.seen, self.size = 0, sum(len(sheet.rows) for sheet in workbook.sheets)
        self.layouts = {s.name: find_layouts(s, registers) if s.rows else [] for s in workbook.sheets}
        self.reading = Reading(workbook.name)
        self.strangers: dict[Name, list[Problem]] = {}
        self.all: list[Draft] = []
        self.parts: list[tuple[RowReader, list[Row]]] = []
        self.ghosts: list[tuple[RowReader, Row, Draft, list[Problem]]] = []

    def read(self) -> Reading:
        order = {sheet.name: n for n, sheet in enumerate(self.workbook.sheets)}
        self.homes = homes(self.workbook.sheets, self.layouts, self.units)
        drafts: list[Draft] = []
        done = 0
        for sheet in self.workbook.sheets:
            drafts += self._sheet(sheet)
            self.seen = done = done + len(sheet.rows)
            self._tell()
        drafts = self._with_unmatched(drafts)
        drafts.sort(key=lambda d: (order[d.sheet], d.row))
        self.reading.drafts, there, problems = drop_repeated(drafts, self.known, self.mending)
        self.all = sorted([*self.reading.drafts, *there], key=lambda d: (order[d.sheet], d.row))
        self.reading.problems += problems
        for report in self.reading.sheets:
            self._check_sheet(report)
        self._say_encoding()
        self._summaries()
        self._say_strangers()
        self.reading.problems.sort(key=lambda p: (order.get(p.sheet, 0), p.row, p.column))
        self._show_rows()
        return self.reading

    def _tell(self) -> None:
        if self.progress is not None:
            self.progress(min(self.seen, self.size), self.size)

    # --- one sheet ---------------------------------------------------------------------------------------------------
    def _sheet(self, sheet: Sheet) -> list[Draft]:
        layouts = self.layouts[sheet.name]
        if not layouts or sheet.hidden:
            self._not_a_register(sheet, layouts[0] if layouts else None)
            return []
        report = _report(sheet, layouts)
        self.reading.sheets.append(report)
        drafts: list[Draft] = []
        for layout in layouts:
            fill_down(sheet, layout)
            rows = classify(sheet, layout)
            report.counts.update(row.kind for row in rows)
            drafts += self._table(sheet, layout, rows)
        entries = sum(report.counts[kind] for kind in _ENTRIES)
        self.reading.read += entries
        if not entries:
            self._say(sheet, "sheet", _("có dòng tiêu đề nhưng không có dòng nào bên dưới để nhập"))
        self._say_about(sheet, layouts)
        return drafts

    def _table(self, sheet: Sheet, layout: Layout, rows: list[Row]) -> list[Draft]:
        reader = RowReader(
            sheet, layout, self.units, self.mending, self.on, self.strangers, self.homes[sheet.name].unit
        )
        self.parts.append((reader, rows))
        drafts: list[Draft] = []
        failed: list[tuple[Row, tuple[int, ...]]] = []
        for row in rows:
            self.seen += 1
            if not self.seen % _TOLD_EVERY:
                self._tell()
            kind = row.kind
            if kind == "record" or (kind in _ENTRIES and (sheet.name, row.index + 1) in self.mending.kept):
                draft = reader.draft(row)
                if draft is not None:
                    drafts.append(draft)
                else:
                    failed.append((row, reader.years))
            elif kind == "heading":
                reader.enter(row.said)
            elif kind == "repeated":
                self._ghost(reader, row)
            elif kind in _LEFT_OUT:
                self._say_left_out(sheet, layout, row, _LEFT_OUT[kind], _why(sheet, row))
        drafts = unsure_order(reader, drafts)
        if layout.register.mends:
            drafts = mended(reader, failed, drafts)
        if layout.register.numbered:
            reader.problems += numbered_twice(reader, drafts)
        if any(d.unit_id == reader.home.id for d in drafts):
            self._say_home(sheet)
        self.reading.problems += reader.problems + other_registers(drafts, self.registers)
        return drafts

    def _ghost(self, reader: RowReader, row: Row) -> None:
        """Read a row that is said to repeat another one; what there is to say waits until its twin is looked for."""
        before = len(reader.problems)
        draft = reader.draft(row)
        said = reader.problems[before:]
        del reader.problems[before:]
        if draft is None:
            self._say_left_out(reader.sheet, reader.layout, row, "repeated", _("ghi trùng dòng khác; không tính"))
        else:
            self.ghosts.append((reader, row, draft, said))

    def _with_unmatched(self, drafts: list[Draft]) -> list[Draft]:
        """The drafts, with those rows said to repeat another one of which there is no twin."""
        by_key = {(d.register.name, d.key): d for d in reversed(drafts)}
        kept = list(drafts)
        for reader, row, draft, said in self.ghosts:
            twin = by_key.get((draft.register.name, draft.key))
            if twin is None and not row.sure:
                kept.append(draft)
                self.reading.problems += said
                continue
            message = _("ghi trùng nhưng không thấy dòng nào giống hệt; không tính")
            if twin is not None:
                message = _("ghi trùng %(twin)s; không tính") % {"twin": place_of(twin, draft)}
            self._say_left_out(reader.sheet, reader.layout, row, "repeated", message)
        return kept

    def _say_home(self, sheet: Sheet) -> None:
        home = self.homes[sheet.name]
        words = {
            "sheet": _("tính cho «%(unit)s» theo tên trang tính hoặc tên sổ, trừ dòng ghi đơn vị khác"),
            "file": _("tính cho «%(unit)s» như các trang tính khác của tệp, trừ dòng ghi đơn vị khác"),
        }
        if home.by in words:
            self._say(sheet, "sheet", words[home.by] % {"unit": home.unit.name})

    def _say_about(self, sheet: Sheet, layouts: list[Layout]) -> None:
        """What a sheet holds that nobody sees in a row: hidden rows, figures given in parts, fonts converted."""
        rows = {
            row.index for reader, part in self.parts if reader.sheet is sheet for row in part if row.kind in _ENTRIES
        }
        hidden = sorted(index + 1 for index in sheet.hidden_rows & rows)
        if hidden:
            shown = ", ".join(map(str, hidden[:12])) + (", …" if len(hidden) > 12 else "")
            self._say(
                sheet, "sheet", _("có %(n)d dòng ẩn (dòng %(rows)s); vẫn tính") % {"n": len(hidden), "rows": shown}
            )
        for layout in layouts:
            for field, places in layout.added.items():
                names = " + ".join(layout.header(place).split(" · ")[-1] for place in places)
                title = layout.register.column(field).title
                self._say(sheet, "sheet", _("«%(field)s» được cộng từ các cột %(columns)s")
                          % {"field": title, "columns": names})  # fmt: skip
        if sheet.fonts:
            self._say(sheet, "sheet", _("chữ gõ bằng phông %(font)s, đã đổi sang Unicode; xem lại chữ có dấu")
                      % {"font": ", ".join(sorted(sheet.fonts))})  # fmt: skip

    def _say_encoding(self) -> None:
        encoding = self.workbook.encoding
        if encoding and not encoding.upper().startswith("UTF"):
            message = _("tệp dùng bảng mã %(encoding)s, đã đổi sang Unicode; xem lại chữ có dấu") % {
                "encoding": encoding
            }
            self._say(self.workbook.sheets[0], "sheet", message)

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
    def _check_sheet(self, report: SheetReport) -> None:
        own = [d for d in self.all if d.sheet == report.name]
        new = [d for d in self.reading.drafts if d.sheet == report.name]
        rejected = {p.row for p in self.reading.problems if p.sheet == report.name and p.severity == "error"}
        for reader, rows in self.parts:
            layout = reader.layout
            if reader.sheet.name != report.name:
                continue
            stop = layout.stop or len(reader.sheet.rows)
            table = [d for d in own if layout.first_row < d.row <= stop]
            missing = sum(layout.first_row < row <= stop for row in rejected)
            checker = TotalChecker(reader.sheet, layout, table, missing)
            self.reading.problems += checker.problems(row for row in rows if row.kind == "total")
            self.reading.problems += out_of_order(reader.sheet, layout, table)
            report.totals.update(total_of([d for d in new if d.register is layout.register], layout.register))
        report.months.update(f"{d.day:%Y-%m}" for d in new)
        if report.kind == "register":
            report.counts["accepted"] = len(new)
            report.counts["rejected"] = len(rejected)

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


_LEFT_OUT: dict[str, Code] = {"cancelled": "cancelled", "planned": "planned", "excluded": "excluded"}


def _why(sheet: Sheet, row: Row) -> str:
    if row.kind == "planned":
        return _("mới là dự kiến, chưa tổ chức; không tính")
    if row.kind == "excluded":
        return _("sổ ghi là không tính; không tính")
    struck = row.column is not None and (row.index, row.column) in sheet.struck
    return _("dòng bị gạch ngang; không tính") if struck else _("không tổ chức; không tính")


def _report(sheet: Sheet, layouts: list[Layout]) -> SheetReport:
    layout = layouts[0]
    register = layout.register
    placed = sorted((place, name) for name, place in layout.columns.items())
    return SheetReport(
        sheet.name, "register", register.name, register.label,
        header_rows=[row for each in layouts for row in range(each.top + 1, each.first_row + 1)],
        columns=[(letter(place), layout.header(place), register.column(name).title) for place, name in placed],
    )  # fmt: skip
