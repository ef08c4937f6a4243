"""The algebra of indicators: what a figure counts, as data.

A measure names a register and a date field; it is compiled elsewhere (spine.indicators for the ORM), so the same
declaration gives the value, the very records behind it, and its entry in the catalogue.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from liemchinh.kernel.figures.lexicon import Lexicon

Where = Mapping[str, object]


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From `start` to `end`, both days included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"period ends {self.end} before it starts {self.start}")

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def years(self) -> list[Period]:
        """The calendar years of the period, the first and last cut to it."""
        return [
            Period(max(self.start, date(y, 1, 1)), min(self.end, date(y, 12, 31)))
            for y in range(self.start.year, self.end.year + 1)
        ]


@dataclass(frozen=True, slots=True)
class Count:
    """How many records of register `over` have their date `on` in the period."""

    over: str
    on: str
    where: Where = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of `field` over those records; records that leave it empty add nothing."""

    field: str
    over: str
    on: str
    where: Where = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Distinct:
    """How many different values of `field` those records hold."""

    field: str
    over: str
    on: str
    where: Where = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CountAt:
    """A stock: how many records hold on the last day of the period (`since` <= day, and `until` empty or >= day)."""

    over: str
    since: str
    until: str
    where: Where = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Share:
    """`part` in percent of `whole`, both indicator ids. No cases is no value, not 0."""

    part: str
    whole: str


@dataclass(frozen=True, slots=True)
class Difference:
    """`of` less `less`, both indicator ids."""

    of: str
    less: str


Simple = Count | Sum | Distinct | CountAt
Measure = Simple | Share | Difference

#: What a zero says: nothing arose; a search found nothing; work that was due was not done (WORDING 1.2).
Zero = Literal["none", "detect", "done"]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure, defined once. `unit` is the Vietnamese unit noun, or "VND", "m2", "percent"."""

    id: str
    label: str
    label_en: str
    unit: str
    group: str
    measure: Measure | None = None
    lexicon: Lexicon | None = dataclasses.field(default=None, compare=False)
    zero: Zero = "none"
    cite: str = ""
    better: Literal["", "higher", "lower"] = ""


def share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """`part` in percent of `whole`; None when either is unknown or `whole` is 0."""
    if part is None or not whole:
        return None
    return part * 100 / whole


def difference(of: Decimal | None, less: Decimal | None) -> Decimal | None:
    """`of` less `less`; None when either is unknown."""
    return None if of is None or less is None else of - less
