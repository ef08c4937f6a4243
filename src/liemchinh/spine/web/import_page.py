"""What the preview of an import shows, made from what the last reading found (`imports.as_json`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from liemchinh.kernel.vietnamese import number
from liemchinh.spine import registers
from liemchinh.spine.import_facts import Mending, Problem
from liemchinh.spine.import_models import ImportBatch
from liemchinh.spine.unit_names import plain_name

PAGE_ROWS = 100
#: Codes of warnings after which the row is left out, so that a person may want it written all the same.
LEFT_OUT = frozenset({"cancelled", "planned", "repeated", "excluded", "twice", "known"})


@dataclass(slots=True)
class Cell:
    """One cell of a row shown: its text, what is wrong with it, and how it can be mended."""

    label: str
    text: str
    is_number: bool = False
    #: late (an error), soon (to look at) or nothing.
    mark: str = ""
    says: str = ""
    #: The name and value of the box in which to type another value; no name where there is nothing to type.
    name: str = ""
    typed: str = ""
    #: A value that the reading proposes; it is taken only where a person ticks the box named `take`.
    proposal: str = ""
    take: str = ""


@dataclass(slots=True)
class Line:
    """One row of the file with a problem."""

    sheet: str
    row: int
    anchor: str
    mark: str
    cells: list[Cell] = field(default_factory=list)
    says: list[str] = field(default_factory=list)
    keep_name: str = ""
    kept: bool = False


@dataclass(slots=True)
class Group:
    """The rows of one sheet, under the headers of its own register."""

    sheet: str
    headers: list[tuple[str, bool]]
    lines: list[Line] = field(default_factory=list)


class Preview:
    """The page of one staged batch; `show` is "", "error" or "warning"."""

    def __init__(self, batch: ImportBatch, show: str = "", page: int = 1) -> None:
        self.batch, self.reading, self.mending = batch, batch.reading, batch.decisions
        self.problems = [Problem(**{"row": 0, **data}) for data in self.reading.get("problems", ())]
        self.show = show if show in ("error", "warning", "unit") else ""
        self.page = max(page, 1)
        self.sheets: list[dict[str, Any]] = [
            {**s, "left_out": _left_out(s["counts"])} for s in self.reading.get("sheets", ())
        ]

    @property
    def errors(self) -> list[Problem]:
        return [p for p in self.problems if p.severity == "error"][:50]

    @property
    def remarks(self) -> list[Problem]:
        """What concerns no single entry: totals, the summary, sheets left out."""
        return [p for p in self.problems if p.code in ("total", "summary", "sheet")]

    def facets(self) -> list[dict[str, Any]]:
        counts = [
            ("", _("Cần xử lý"), len(self._rows("")), ""),
            ("error", _("Lỗi"), len(self._rows("error")), "late"),
            ("warning", _("Cần xem"), len(self._rows("warning")), "soon"),
            ("unit", _("Tên đơn vị"), len(self.names()), ""),
        ]
        return [
            {"show": show, "words": words, "count": count, "state": state, "current": show == self.show}
            for show, words, count, state in counts
        ]

    def totals(self) -> list[tuple[str, str]]:
        """(label, value) of each figure that the accepted rows make."""
        labels = {
            indicator: r.column(name).title if name else r.noun_label
            for r in registers.of_file(self.batch.register)
            for indicator, name in r.totals().items()
        }
        for register in registers.of_file(self.batch.register):
            labels |= register.tally_labels()
        return [(labels.get(i, i), number(value)) for i, value in self.reading.get("totals", {}).items()]

    def _rows(self, show: str) -> dict[tuple[str, int], list[Problem]]:
        found: dict[tuple[str, int], list[Problem]] = {}
        for problem in self.problems:
            if problem.row and problem.code not in ("total", "summary", "unit"):
                found.setdefault((problem.sheet, problem.row), []).append(problem)
        if show:
            found = {place: all_ for place, all_ in found.items() if any(p.severity == show for p in all_)}
        return found

    def names(self) -> list[Cell]:
        """The names of bodies that are no known unit, or that a person has given to one; each with its box."""
        boxes = {
            name: Cell(name, name, name=f"unit:{name}", typed=code, says=_("đã chọn"))
            for name, code in self.mending.units.items()
        }
        for problem in self.problems:
            if problem.code == "unit":
                name = " ".join(plain_name(problem.value))
                where = f"{problem.sheet}, {_('Dòng %(row)d') % {'row': problem.row}}: {problem.message}"
                boxes[name] = Cell(name, problem.value, name=f"unit:{name}", says=where)
        return list(boxes.values())

    def groups(self) -> list[Group]:
        """The rows to look at, errors first, one page of them, sheet by sheet."""
        texts = {(sheet, row): values for sheet, row, values in self.reading.get("rows", ())}
        by_sheet = {s["name"]: s for s in self.sheets}
        wanted = list(self._rows(self.show).items())
        wanted.sort(key=lambda item: all(p.severity != "error" for p in item[1]))
        start = (self.page - 1) * PAGE_ROWS
        groups: dict[str, Group] = {}
        for (sheet, row), problems in wanted[start : start + PAGE_ROWS]:
            register = registers.get(by_sheet[sheet]["register"])
            columns = [c for c in register.in_sheets if c.importable and (not c.wide or c.kind == "note")]
            if sheet not in groups:
                groups[sheet] = Group(sheet, [(c.title, c.kind == "int") for c in columns])
            groups[sheet].lines.append(self._line(sheet, row, problems, columns, texts.get((sheet, row), {})))
        return list(groups.values())

    def more(self) -> dict[str, str]:
        """Addresses of the pages before and after."""
        pages = -(-len(self._rows(self.show)) // PAGE_ROWS)
        asked = {"show": self.show} if self.show else {}
        return {
            "before": f"?{urlencode({**asked, 'page': self.page - 1})}" if self.page > 1 else "",
            "after": f"?{urlencode({**asked, 'page': self.page + 1})}" if self.page < pages else "",
        }

    def _line(
        self, sheet: str, row: int, problems: list[Problem], columns: list[Any], texts: Mapping[str, str]
    ) -> Line:
        index = self._index(sheet)
        mark = "late" if any(p.severity == "error" for p in problems) else "soon"
        line = Line(sheet, row, anchor(index, row), mark)
        by_field = {p.field: p for p in reversed(problems) if p.field}
        for column in columns:
            line.cells.append(self._cell(index, row, column, texts.get(column.field, ""), by_field.get(column.field)))
        line.says = [p.message for p in problems if p.field not in {c.field for c in columns}]
        if any(p.code in LEFT_OUT for p in problems) or (sheet, row) in self.mending.kept:
            line.keep_name, line.kept = f"keep:{index}:{row}", (sheet, row) in self.mending.kept
        return line

    def _cell(self, index: int, row: int, column: Any, text: str, problem: Problem | None) -> Cell:
        cell = Cell(column.title, text, column.kind == "int")
        typed = self.mending.cells.get((self.sheets[index]["name"], row, column.field))
        if problem is not None:
            cell.mark = "late" if problem.severity == "error" else "soon"
            cell.says = problem.message
        if (problem is not None and (problem.severity == "error" or problem.proposal)) or typed is not None:
            place = f"{index}:{row}:{column.field}"
            cell.name, cell.typed = f"cell:{place}", typed or ""
            if problem is not None and problem.proposal:
                cell.proposal, cell.take = problem.proposal, f"take:{place}"
        return cell

    def _index(self, sheet: str) -> int:
        return next(n for n, s in enumerate(self.sheets) if s["name"] == sheet)

    def href(self, problem: Problem) -> str:
        return f"#{anchor(self._index(problem.sheet), problem.row)}"


def _left_out(counts: Mapping[str, int]) -> int:
    entries = sum(counts.get(kind, 0) for kind in ("record", "cancelled", "repeated", "excluded"))
    return entries - counts.get("accepted", 0) - counts.get("rejected", 0)


def anchor(sheet_index: int, row: int) -> str:
    return f"s{sheet_index}d{row}"


def decisions(posted: Mapping[str, str], batch: ImportBatch, shown: Iterable[str]) -> Mending:
    """What the form says, on top of what was decided before. `shown` names the boxes that stood on the page.

    A proposal is a decision only where its own box was ticked and nothing else was typed.
    """
    before, names = batch.decisions, [s["name"] for s in batch.reading.get("sheets", ())]
    cells, kept, units = dict(before.cells), set(before.kept), dict(before.units)
    offered = _offered(batch)
    for box in shown:
        kind, _sep, rest = box.partition(":")
        value = posted.get(box, "").strip()
        if kind == "unit":
            units.pop(rest, None)
            if value:
                units[rest] = value.split(" · ")[0]
            continue
        index, row, *name = rest.split(":")
        place = (names[int(index)], int(row))
        if kind == "keep":
            kept = kept | {place} if value else kept - {place}
        elif kind == "cell":
            cell = (*place, name[0])
            typed = value if value != before.cells.get(cell, "") else ""
            ticked = offered.get(cell, "") if posted.get(f"take:{rest}") else ""
            cells.pop(cell, None)
            if value := typed or ticked or value:
                cells[cell] = value
    return Mending(cells, frozenset(kept), units)


def _offered(batch: ImportBatch) -> dict[tuple[str, int, str], str]:
    """The proposal of each cell that has one."""
    return {
        (p["sheet"], p["row"], p["field"]): p["proposal"]
        for p in batch.reading.get("problems", ())
        if p.get("row") and p.get("field") and p.get("proposal")
    }
