"""What reading a text gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from liemchinh.kernel.figures.roles import Qualifier, Role


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure found: `value` in the unit of the indicator (money in VND, land in m2), `why` in Vietnamese."""

    indicator: str
    value: Decimal
    unit: str
    qualifier: Qualifier
    period_role: Role
    quote: str
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A number that is no figure, and the reason: a date, the symbol of a document, a difference…"""

    quote: str
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Both, in the order of the text."""

    figures: tuple[Figure, ...]
    skipped: tuple[Skipped, ...]


@dataclass(slots=True)
class Found:
    """A figure before the text as a whole is settled; offsets are of the folded text."""

    indicator: str
    value: Decimal
    whole: Decimal | None
    qualifier: Qualifier
    role: Role
    start: int
    end: int
    score: float
    why: tuple[str, ...]
    block: int
    sentence: int
    part: bool = False
    cumulative: bool = False
    recounted: bool = False
    yearly: bool = False
    quote: str = ""
    left: str = ""
    right: str = ""
    heading: bool = False
    unit: str = field(default="")
