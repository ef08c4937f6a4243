"""What a register that `mends` does with a day that can't be: the entry was received, only its day was miswritten.

The row is written with the day that its neighbours or the sheet's year propose, and a warning says so; the writing
itself goes into the note. Where nothing proposes a day the row stays out, as in every other register.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from liemchinh.spine.cells import CellProblem, day
from liemchinh.spine.import_facts import Draft, Problem, letter
from liemchinh.spine.row_values import RowReader
from liemchinh.spine.rows import Row


def mended(reader: RowReader, failed: Sequence[tuple[Row, tuple[int, ...]]], drafts: list[Draft]) -> list[Draft]:
    """The drafts with those of `failed` (each with the years of its heading) whose only fault was their day."""
    found = list(drafts)
    for row, reader.years in failed:
        fault = _only_the_day(reader, row)
        written = _proposed(fault, row, drafts) if fault else None
        if fault is not None and written is not None and (draft := _again(reader, row, fault, written)) is not None:
            found.append(draft)
    return sorted(found, key=lambda d: d.row)


def _only_the_day(reader: RowReader, row: Row) -> Problem | None:
    faults = [p for p in reader.problems if p.row == row.index + 1 and p.severity == "error"]
    own = len(faults) == 1 and faults[0].field == reader.layout.register.date and faults[0].code in ("value", "year")
    return faults[0] if own and faults[0].value else None


def _proposed(fault: Problem, row: Row, drafts: Sequence[Draft]) -> date | None:
    """The proposed day if it fits between the rows around, else the day in the middle of those."""
    before = max((d.day for d in drafts if d.row <= row.index), default=None)
    after = min((d.day for d in drafts if d.row > row.index + 1), default=None)
    given = _day(fault.proposal)
    if given is not None:
        fits = (before is None or before <= given) and (after is None or given <= after)
        return given if fits else None
    if before is None or after is None or not timedelta(0) <= after - before <= _NEAR:
        return None
    return before + (after - before) / 2


_NEAR = timedelta(days=31)
"""Neighbours farther apart than a month say nothing about the day between them."""


def _day(written: str) -> date | None:
    try:
        held = day(written).value if written else None
    except CellProblem:
        return None
    return held if isinstance(held, date) else None


def _again(reader: RowReader, row: Row, fault: Problem, held: date) -> Draft | None:
    """Read the row once more with that day; the error becomes a warning. None where something else is wrong with it."""
    proposal, before = f"{held:%d/%m/%Y}", reader.mending
    place = (reader.sheet.name, row.index + 1, fault.field)
    kept = [p for p in reader.problems if p.row != row.index + 1]
    own = [p for p in reader.problems if p.row == row.index + 1]
    reader.problems[:] = kept
    reader.mending = replace(before, cells={**before.cells, place: proposal})
    try:
        draft = reader.draft(row)
    finally:
        reader.mending = before
    if draft is None:
        reader.problems[:] = kept + own
        return None
    message = fault.message + "; " + _("sổ ghi %(day)s theo các dòng liền kề, xem lại") % {"day": proposal}
    reader.problems.append(replace(fault, severity="warning", code="mended", message=message, proposal=proposal))
    note = next((c.field for c in reader.layout.register.columns if c.kind == "note"), "")
    if note:
        said = _("sổ gốc ghi %(column)s: %(value)s") % {"column": fault.header or fault.field, "value": fault.value}
        draft.values[note] = "; ".join(filter(None, [draft.values.get(note), said]))
    return draft


def numbered_twice(reader: RowReader, drafts: Sequence[Draft]) -> list[Problem]:
    """Row numbers that stand twice on the sheet; the number after that of the row above is proposed."""
    place = reader.layout.number_column
    seen: dict[str, Draft] = {}
    problems = []
    for draft in drafts:
        twin = seen.setdefault(draft.number, draft) if draft.number else draft
        if twin is draft or place is None:
            continue
        message = _("số thứ tự trùng với dòng %(row)d; vẫn ghi, xem lại số") % {"row": twin.row}
        header = reader.layout.header(place).split(" · ")[-1]
        at = (reader.sheet.name, draft.row, letter(place), header, "", draft.number)
        problems.append(Problem("warning", "number", message, *at, _after(draft.number)))
    return problems


def _after(number: str) -> str:
    return str(int(number) + 1) if number.isdecimal() else ""
