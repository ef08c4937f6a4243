"""How far a figure is known: value, zero, partly reported, not reported, not applicable.

A sentence is chosen by this state (WORDING 1.2), so that "nothing arose" and "nobody has told us" never read alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal, NamedTuple

from liemchinh.kernel.measures import CountAt, Indicator


class State(StrEnum):
    """How far a figure is known; it chooses the sentence."""

    VALUE = "V"  # every unit that owes it has one, sum above 0
    ZERO = "Z"  # every unit has one, sum 0
    PART = "P"  # enough units have one
    SPARSE = "P-"  # some have one, too few to print
    NONE = "N"  # none has one
    EXEMPT = "X"  # no duty for that unit and period


#: From this share of the units on, an incomplete figure is printed (with the words that say so).
COVERAGE_MIN = Decimal("0.5")


def state_for(value: Decimal | None, reporting: int, units: int, in_force: bool = True) -> State:
    """The state of a figure that `reporting` of `units` units have."""
    if not in_force:
        return State.EXEMPT
    if value is None or reporting == 0:
        return State.NONE
    if reporting < units:
        return State.PART if Decimal(reporting) / units >= COVERAGE_MIN and value else State.SPARSE
    return State.VALUE if value else State.ZERO


class Earlier(NamedTuple):
    """The same figure in the period that the report compares with (for a stock: at the start of the period)."""

    state: State
    value: Decimal | None = None
    reporting: int = 0
    units: int = 0


@dataclass(frozen=True, slots=True)
class FigureState:
    """One figure as a report sees it. Money in VND, area in m², rates in percent, never scaled."""

    indicator: Indicator
    state: State
    value: Decimal | None = None
    prev: Earlier | None = None
    n_reporting: int = 0
    n_units: int = 0
    missing_units: tuple[str, ...] = ()
    qualifier: Literal["exact", "approx", "at_least"] = "exact"
    estimated_on: date | None = None
    corrects: str = ""
    target: Decimal | None = None

    @property
    def id(self) -> str:
        return self.indicator.id

    @property
    def is_stock(self) -> bool:
        return isinstance(self.indicator.measure, CountAt)

    @property
    def printable(self) -> bool:
        return self.state in (State.VALUE, State.PART, State.ZERO) and self.value is not None

    @property
    def coverage(self) -> tuple[int, int, tuple[str, ...]]:
        return self.n_reporting, self.n_units, self.missing_units
