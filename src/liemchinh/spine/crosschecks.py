"""What a file says about itself, checked: entries written twice, stated totals, the register's own summary sheet."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from liemchinh.kernel.vietnamese import fold
from liemchinh.spine.cells import CellProblem, count, folded, shown, words
from liemchinh.spine.headers import Layout, header_parts, match_columns
from liemchinh.spine.import_facts import Code, Draft, Key, KnownKeys, Mending, Problem, letter, total_of
from liemchinh.spine.registers import Column, Register
from liemchinh.spine.row_values import RowReader
from liemchinh.spine.rows import Row
from liemchinh.spine.sheets import Cell, CellError, Sheet
from liemchinh.spine.wording import say


def stated_total(stated: int, added: int) -> str:
    """WORDING 5.6, `import.total`."""
    return say("import.total", a=stated, b=added, d=abs(stated - added))


# --- entries written twice ------------------------------------------------------------------------------------------
def drop_repeated(
    drafts: list[Draft], known: KnownKeys, mending: Mending
) -> tuple[list[Draft], list[Draft], list[Problem]]:
    """The drafts to write, those that the register holds already, and the warnings; repeated entries are in neither.

    Two entries are one when every field of the register's key is equal, and so are the hour, the note and the columns
    that are no field; when nobody was counted in either, they must also stand next to each other or bear the same
    number; without a host they must stand on one sheet. What only resembles an earlier entry is kept and pointed out.
    """
    seen: dict[tuple[str, Key], Draft] = {}
    alike: dict[tuple[str, Key], Draft] = {}
    held = {
        r.name: known(r, [d for d in drafts if d.register is r])
        for r in {d.register.name: d.register for d in drafts}.values()
    }
    kept: list[Draft] = []
    there: list[Draft] = []
    problems: list[Problem] = []
    previous: Draft | None = None
    for draft in drafts:
        name = draft.register.name
        twin = seen.get((name, draft.key))
        forced = (draft.sheet, draft.row) in mending.kept
        if draft.key in held[name] and not forced:
            problems.append(_at(draft, "known", _("đã có trong sổ; không ghi lại")))
            there.append(draft)
        elif twin is not None and not forced and _same_entry(draft, twin, previous):
            problems.append(_at(draft, "twice", _("giống hệt %(twin)s; không tính") % {"twin": place_of(twin, draft)}))
        else:
            loosely = (name, _without_numbers(draft))
            other = twin or alike.get(loosely)
            if other is not None and not forced:
                problems.append(
                    _at(draft, "similar", _("gần giống %(twin)s; vẫn ghi") % {"twin": place_of(other, draft)})
                )
            seen.setdefault((name, draft.key), draft)
            alike.setdefault(loosely, draft)
            kept.append(draft)
        previous = draft
    return kept, there, problems


def _same_entry(draft: Draft, twin: Draft, previous: Draft | None) -> bool:
    host = draft.register.host
    if (
        draft.unit_id != twin.unit_id
        or _aside(draft) != _aside(twin)
        or (host and draft.sheet != twin.sheet and not draft.values.get(host))
    ):
        return False
    counted = any(draft.values.get(c.field) for c in draft.register.columns if c.kind == "int")
    return (
        counted or previous is twin or (draft.number != "" and (draft.number, draft.sheet) == (twin.number, twin.sheet))
    )


_HOUR = re.compile(r"\b\d{1,2} ?(?:h|gio)(?: ?\d{1,2})?\b|\b\d{1,2}:\d{2}\b|\b(?:sang|chieu|toi|trua)\b")


def _aside(draft: Draft) -> tuple[object, ...]:
    """What a row says beside its fields, and at which hour."""
    said = sorted(folded(shown(draft.cells[c])) for c in draft.unread if c < len(draft.cells))
    hour: object = _HOUR.findall(" ".join(fold(draft.when).split())) if isinstance(draft.when, str) else ()
    return *filter(None, said), tuple(hour) if isinstance(hour, list) else (), _clock(draft.when)


def _clock(when: object) -> object:
    return when.time() if isinstance(when, datetime) else None


def _without_numbers(draft: Draft) -> Key:
    return tuple([part for part in draft.key if part is not None and not isinstance(part, int)])


def _at(draft: Draft, code: Code, message: str) -> Problem:
    value = f"{draft.day:%d/%m/%Y}"
    return Problem("warning", code, message, draft.sheet, draft.row, value=value)


def place_of(twin: Draft, beside: Draft) -> str:
    """Where the twin stands, said beside the other one."""
    if twin.sheet == beside.sheet:
        return _("dòng %(row)d") % {"row": twin.row}
    return _("dòng %(row)d của trang tính «%(sheet)s»") % {"row": twin.row, "sheet": twin.sheet}


# --- stated totals ---------------------------------------------------------------------------------------------------
_STATED_COUNT = re.compile(r"(\d[\d.]*)\s*([^\W\d_]+(?:\s[^\W\d_]+)?)")
_MONTH = re.compile(r"\bthang (\d{1,2})\b")
_QUARTER = re.compile(r"\bquy (i{1,3}|iv|[1-4])\b")
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_RUNNING = re.compile(r"\b(?:luy ke|cong don|chuyen trang|mang sang|den)\b")


@dataclass(slots=True)
class TotalChecker:
    """Compares the totals rows of one sheet with what its rows add up to."""

    sheet: Sheet
    layout: Layout
    drafts: Sequence[Draft]
    rejected: int

    def problems(self, totals: Iterable[Row]) -> list[Problem]:
        rows = list(totals)
        found: list[Problem] = []
        above = 0
        for n, row in enumerate(rows):
            found += self._failed(row)
            for column, stated in self._stated(row):
                below = rows[n + 1].index if n + 1 < len(rows) else len(self.sheet.rows)
                scopes = self._scopes(row, above, below, last=n == len(rows) - 1)
                sums = [self._sum(scope, column) for scope in scopes]
                if stated not in sums:
                    found.append(self._wrong(row, column, stated, sums[0]))
            below = rows[n + 1].index if n + 1 < len(rows) else len(self.sheet.rows)
            found += self._ticked(row, self._scopes(row, above, below, last=n == len(rows) - 1))
            above = row.index
        return found

    def _ticked(self, row: Row, scopes: Sequence[Sequence[Draft]]) -> list[Problem]:
        """The totals of columns of ticks: so many complaints, so many denunciations."""
        found, cells = [], row.cells
        groups = self.layout.ticked.items()
        for name, value, place in ((n, v, p) for n, places in groups for v, p in places.items()):
            stated = _number(cells[place], self.layout.register.column(name)) if place < len(cells) else None
            sums = [sum(d.ticked.get(name) == value for d in scope) for scope in scopes]
            if stated is not None and stated not in sums:
                message = stated_total(stated, sums[0]) + without(self.rejected)
                header = self.layout.header(place).split(" · ")[-1]
                at = (self.sheet.name, row.index + 1, letter(place), header, name, shown(cells[place]))
                found.append(Problem("warning", "total", message, *at))
        return found

    def _stated(self, row: Row) -> list[tuple[Column | None, int]]:
        """(column, number) as the totals row states them; None for the number of entries («126 buổi»)."""
        stated: list[tuple[Column | None, int]] = []
        for column in self.layout.register.columns:
            place = self.layout.columns.get(column.field)
            if column.kind == "int" and place is not None:
                number = self._stated_in(row, column, place)
                if number is not None:
                    stated.append((column, number))
        entries = self._stated_entries(row)
        return stated if entries is None else [(None, entries), *stated]

    def _stated_in(self, row: Row, column: Column, place: int) -> int | None:
        """The total in the column's own cell (or in those of its parts), else the one that the label names."""
        places = self.layout.added.get(column.field, (place,))
        numbers = [_number(row.cells[p], column) for p in places if p < len(row.cells) and p != row.column]
        found = [n for n in numbers if n is not None]
        if found:
            return sum(found)
        nouns = {words(noun) for noun in column.nouns}
        for digits, noun in _STATED_COUNT.findall(row.said):
            if words(noun) in nouns or words(noun)[:1] in nouns:
                return int(digits.replace(".", ""))
        return None

    def _failed(self, row: Row) -> list[Problem]:
        """Totals whose formula failed: nothing to compare with, which somebody should know."""
        return [
            Problem(
                "warning", "total", _("ô cộng có công thức lỗi hoặc chưa tính; không đối chiếu được"), self.sheet.name,
                row.index + 1, letter(place), self.layout.header(place).split(" · ")[-1], "", shown(row.cells[place]),
            )
            for place in sorted(self.layout.counts)
            if place < len(row.cells) and isinstance(row.cells[place], CellError)
        ]  # fmt: skip

    def _stated_entries(self, row: Row) -> int | None:
        nouns = {words(noun) for noun in self.layout.register.nouns}
        for digits, noun in _STATED_COUNT.findall(row.said):
            said = words(noun)
            if said in nouns or said[:1] in nouns:
                return int(digits.replace(".", ""))
        return None

    def _scopes(self, row: Row, above: int, below: int, *, last: bool) -> list[list[Draft]]:
        """The rows that the label may mean, the likeliest first. A total may stand above what it adds up."""
        if not any(d.row - 1 < row.index for d in self.drafts):
            return [list(self.drafts), [d for d in self.drafts if d.row - 1 < below]]
        upto = [d for d in self.drafts if d.row - 1 < row.index]
        block = [d for d in upto if d.row - 1 > above]
        said = folded(row.said)
        if _RUNNING.search(said):
            return [upto, block]
        if month := _MONTH.search(said):
            return [[d for d in upto if d.day.month == int(month[1])], block]
        if quarter := _QUARTER.search(said):
            number = _QUARTERS.get(quarter[1]) or int(quarter[1])
            return [[d for d in upto if (d.day.month + 2) // 3 == number], block]
        if year := _YEAR.search(said):
            return [[d for d in upto if d.day.year == int(year[1])], upto, block]
        return [upto, block] if last or said.startswith("tong") else [block, upto]

    def _sum(self, scope: Sequence[Draft], column: Column | None) -> int:
        return len(scope) if column is None else sum(d.values.get(column.field) or 0 for d in scope)

    def _wrong(self, row: Row, column: Column | None, stated: int, added: int) -> Problem:
        place = self.layout.columns[column.field] if column else row.column
        message = stated_total(stated, added) + without(self.rejected)
        header = self.layout.header(place).split(" · ")[-1] if column and place is not None else ""
        field = column.field if column else ""
        cell = row.cells[place] if column and place is not None and place < len(row.cells) else None
        value = row.said if cell is None else shown(cell)
        return Problem("warning", "total", message, self.sheet.name, row.index + 1, letter(place), header, field, value)


def _number(cell: Cell, column: Column) -> int | None:
    try:
        value = count(cell, column.nouns).value
    except CellProblem:
        return None
    return value if isinstance(value, int) else None


# --- the summary sheet -----------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Summary:
    """A sheet that adds up others: a label in each row, and the columns that state an indicator of a register."""

    register: Register
    top: int
    columns: dict[str, int]


def find_summary(sheet: Sheet, registers: Sequence[Register]) -> Summary | None:
    """A sheet whose header names at least two of a register's figures and no date."""
    for top in range(min(len(sheet.rows), 20)):
        for register in registers:
            parts = header_parts(sheet, top, 1)
            columns, _score = match_columns(parts, [_counting(register), *(c for c in register.columns if c.total)])
            dated, _score = match_columns(parts, [c for c in register.columns if c.kind == "date"])
            if len(columns) >= 2 and not dated:
                return Summary(register, top, columns)
    return None


def _counting(register: Register) -> Column:
    nouns = [register.noun, *register.nouns]
    names = tuple(f"{lead}{noun}" for noun in nouns for lead in ("số ", "tổng số ", "số lượng ", ""))
    return Column("", register.noun, register.noun_en, "int", synonyms=names)


def check_summary(sheet: Sheet, summary: Summary, drafts: Sequence[Draft], rejected: int = 0) -> list[Problem]:
    """Where the summary states something else than the sheets hold; `rejected` rows are in none of the sums."""
    own = [d for d in drafts if d.register.name == summary.register.name]
    names = {d.sheet for d in own}
    problems: list[Problem] = []
    for index in range(summary.top + 1, len(sheet.rows)):
        cells = sheet.rows[index]
        label = next((shown(cell) for cell in cells if cell is not None), "")
        scope = _summary_scope(label, own, names)
        if scope is not None:
            problems += _check_summary_row(sheet, summary, index, scope)
    return [replace(p, message=p.message + without(rejected)) for p in problems]


def without(rejected: int) -> str:
    """What a wrong total may come from: rows that could not be read."""
    return " " + _("Chưa tính %(n)d dòng có lỗi.") % {"n": rejected} if rejected else ""


def _check_summary_row(sheet: Sheet, summary: Summary, index: int, scope: Sequence[Draft]) -> list[Problem]:
    sums = total_of(scope, summary.register)
    problems = []
    for indicator, name in summary.register.totals().items():
        place = summary.columns.get(name)
        cells = sheet.rows[index]
        column = summary.register.column(name) if name else _counting(summary.register)
        stated = _number(cells[place], column) if place is not None and place < len(cells) else None
        if stated is not None and place is not None and stated != sums[indicator]:
            problems.append(
                Problem(
                    "warning", "summary", stated_total(stated, sums[indicator]), sheet.name, index + 1, letter(place),
                    shown(sheet.rows[summary.top][place]), name, shown(cells[place]),
                )
            )  # fmt: skip
    return problems


def _summary_scope(label: str, drafts: Sequence[Draft], names: set[str]) -> Sequence[Draft] | None:
    """The drafts that a row of the summary adds up: a sheet by its name, a year, or all."""
    said = folded(label)
    for name in names:
        if said and said == folded(name):
            return [d for d in drafts if d.sheet == name]
    if said.startswith(("tong", "cong")):
        return drafts
    if found := re.fullmatch(r"(?:nam )?((?:19|20)\d\d)", said):
        return [d for d in drafts if d.day.year == int(found[1])]
    return None


# --- the order of days -----------------------------------------------------------------------------------------------
def out_of_order(sheet: Sheet, layout: Layout, drafts: Sequence[Draft]) -> list[Problem]:
    """Days that break a sheet's order and would fit with day and month exchanged, as an American Excel mangles them."""
    days = [d.day for d in drafts]
    breaks = sum(b < a for a, b in itertools.pairwise(days))
    if len(days) < 10 or breaks * 10 > len(days):
        return []
    place = layout.columns[layout.register.date]
    problems = []
    for before, draft, after in zip(drafts, drafts[1:], drafts[2:], strict=False):
        other = _exchanged(draft.day)
        if not before.day <= draft.day <= after.day and other is not None and before.day <= other <= after.day:
            message = _("trái thứ tự các dòng; có thể ngày và tháng bị đảo. Sổ ghi đúng ngày này")
            problems.append(
                Problem(
                    "warning", "order", message, sheet.name, draft.row, letter(place), layout.header(place),
                    layout.register.date, f"{draft.day:%d/%m/%Y}", f"{other:%d/%m/%Y}",
                )
            )  # fmt: skip
    return problems


def _exchanged(held: date) -> date | None:
    return held.replace(month=held.day, day=held.month) if held.day <= 12 and held.day != held.month else None


def unsure_order(reader: RowReader, drafts: list[Draft]) -> list[Draft]:
    """The drafts without those whose day may have day and month exchanged, which become errors with a proposal.

    Days written as text of which some fit only as month/day, and none only as day/month, come from an American Excel:
    then 03/04 says nothing. Where both kinds stand in one column the rows are kept, and the column is pointed out.
    """
    if not reader.exchanged or not reader.either:
        return drafts
    column = reader.layout.register.column(reader.layout.register.date)
    if reader.plainly:
        message = _("cột này có %(n)d dòng chỉ đọc được theo tháng/ngày; các dòng khác được đọc theo ngày/tháng") % {
            "n": len(reader.exchanged)
        }
        place = reader.layout.columns[column.field]
        header = reader.layout.header(place).split(" · ")[-1]
        first = reader.exchanged[0] + 1
        reader.problems.append(
            Problem("warning", "order", message, reader.sheet.name, first, letter(place), header, column.field)
        )
        return drafts
    doubtful = dict(reader.either)
    for draft in drafts:
        held = doubtful.get(draft.row - 1)
        if held is not None:
            other = _exchanged(held)
            reader.say(
                "error", "order", Row(draft.row - 1, "record", draft.cells), column,
                _("không rõ ngày hay tháng ghi trước: cột này có dòng chỉ đọc được theo tháng/ngày"),
                f"{other:%d/%m/%Y}" if other else "", shown(draft.when),
            )  # fmt: skip
    return [d for d in drafts if d.row - 1 not in doubtful]


def other_registers(drafts: Sequence[Draft], registers: Sequence[Register]) -> list[Problem]:
    """Rows that name what another register of the app keeps: a contest (hội thi) entered as a session."""
    found: list[Problem] = []
    if not drafts:
        return found
    own = drafts[0].register
    told = [c.field for c in own.columns if (c.required and c.kind == "text") or c.kind == "choice"]
    for other in (r for r in registers if r.name != own.name):
        nouns = tuple(f"{folded(noun)} " for noun in other.nouns if " " in noun)
        message = _("có thể thuộc «%(other)s»; vẫn ghi vào «%(own)s»") % {"other": other.label, "own": own.label}
        for draft in drafts:
            if nouns and any(f"{folded(draft.values.get(name) or '')} ".startswith(nouns) for name in told):
                found.append(_at(draft, "note", message))
    return found
