"""The grid in which a unit types its figures: a line an indicator, each saved, invalid, or returned with a comment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from liemchinh.apps.figures import actions, checks, groups, queries
from liemchinh.apps.figures.actions import Value
from liemchinh.apps.figures.amounts import amount, typed
from liemchinh.apps.figures.asking import before
from liemchinh.apps.figures.board import Board
from liemchinh.apps.figures.models import Reported
from liemchinh.apps.organisation.models import Unit
from liemchinh.catalogue import indicators
from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.measures import Indicator, Period
from liemchinh.spine.web.formats import MINUS
from liemchinh.spine.web.formats import figure as shown
from liemchinh.spine.wording import say


@dataclass
class Cell:
    """One line: what stands, what was typed, and how it stands now."""

    indicator: Indicator
    standing: Reported | None
    computed: Decimal | None
    earlier: Decimal | None
    comment: str = ""
    text: str = ""
    note: str = ""
    error: str = ""
    saved: bool = False

    @property
    def seen(self) -> int:
        """The key of the figure that stands, 0 for none."""
        return self.standing.pk if self.standing and self.standing.state == "confirmed" else 0

    @property
    def state(self) -> str:
        """invalid, returned, saved, entered or empty."""
        if self.error:
            return "invalid"
        if self.standing is None:
            return "empty"
        return "returned" if self.standing.state == "returned" else "saved" if self.saved else "entered"


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one group."""

    letter: str
    name: str | Promise
    cells: list[Cell] = field(default_factory=list)


class Grid:
    """The lines of a unit for a period; `fill` writes what was typed."""

    def __init__(self, unit: Unit, period: Period) -> None:
        self.unit, self.period = unit, period

    @cached_property
    def cells(self) -> dict[str, Cell]:
        standing = queries.standing(self.unit.pk, self.period)
        comments = queries.reasons(f for f in standing.values() if f.state == "returned")
        now, past = Board(self.unit, self.period).figures(), Board(self.unit, before(self.period)).figures()
        made: dict[str, Cell] = {}
        for key, indicator in indicators().items():
            figure = standing.get(key)
            cell = made[key] = Cell(indicator, figure, now[key].computed, past[key].value)
            if figure is not None:
                cell.text, cell.note = typed(figure.value), figure.note
                cell.comment = comments.get(figure.pk, "")
        return made

    def blocks(self) -> list[Block]:
        cells = self.cells.values()
        return [
            Block(letter, groups.NAMES.get(letter, letter), [c for c in cells if c.indicator.group == letter])
            for letter in groups.letters(indicators().values())
        ]

    def fill(self, given: Mapping[str, str], *, by: Any, on: date, estimate: bool = False) -> int:
        """Save every line that was changed; a line that can't be saved keeps what was typed and says why.

        Fields: v_<indicator> the value, n_<indicator> the note, s_<indicator> the figure that the person saw.
        Answers how many lines were saved. PermissionDenied where the person may not write for the unit.
        """
        saved = 0
        for key, cell in self.cells.items():
            text, note = given.get(f"v_{key}", "").strip(), given.get(f"n_{key}", "").strip()
            if f"v_{key}" not in given or (text, note) == (cell.text, cell.note):
                continue
            seen = given.get(f"s_{key}", "")
            cell.text, cell.note = text, note
            try:
                self._write(cell, int(seen) if seen.isdecimal() else None, estimate, by, on)
            except Refusal as refusal:
                cell.error = str(refusal)
            else:
                cell.saved = True
                saved += 1
        return saved

    def _write(self, cell: Cell, seen: int | None, estimate: bool, by: Any, on: date) -> None:
        if not cell.text:
            return self._take_back(cell, by, on)
        value = amount(cell.text, cell.indicator.unit)
        if not cell.note:
            _ask_why(cell, value)
        said = Value(cell.indicator.id, value, estimate=estimate, note=cell.note[:300])
        cell.standing = actions.record(self.unit, self.period, said, by=by, on=on, replacing=seen)
        cell.text = typed(value)
        return None

    @staticmethod
    def _take_back(cell: Cell, by: Any, on: date) -> None:
        if cell.standing is None:
            raise Refusal(_("Có ghi chú mà chưa có số liệu."))
        if not cell.note:
            raise Refusal(_("Bỏ số đã ghi thì viết lý do vào ô ghi chú."))
        actions.withdraw(cell.standing, reason=cell.note, by=by, on=on)
        cell.standing = None


def _ask_why(cell: Cell, value: Decimal) -> None:
    """A jump against the period before, and a figure that the register does not bear out, need a short reason."""
    past = {cell.indicator.id: cell.earlier} if cell.earlier is not None else {}
    found = [finding.sentence for finding in checks.jumps({cell.indicator.id: value}, past)]
    if cell.computed is not None and value != cell.computed:
        a, b, d = (shown(n, cell.indicator.unit) for n in (cell.computed, value, abs(value - cell.computed)))
        found.append(say("figure.diff", a=a, b=b, d=f"+{d}" if value > cell.computed else f"{MINUS}{d}"))
    if found:
        raise Refusal(" ".join(found))
