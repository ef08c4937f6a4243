"""What the composer needs to know of a review: facts in, no database.

Pure: no Django. `queries.review_facts` gathers these from the registers, a test writes them by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from liemchinh.kernel.comparisons import NO_BASIS, Basis
from liemchinh.kernel.measures import Indicator, Period
from liemchinh.kernel.sentences import FieldValue
from liemchinh.kernel.states import FigureState, State
from liemchinh.spine.office.document import Variant


@dataclass(frozen=True, slots=True)
class Resolution:
    """The document under review; `issuer` and `subject` as they stand inside a sentence."""

    number: str
    issued_on: date
    issuer: str
    subject: str


@dataclass(frozen=True, slots=True)
class Office:
    """Who writes, signs and receives. `self_name` stands inside sentences, `body` on the letterhead."""

    parent: str
    body: str
    symbol: str
    self_name: str
    place: str
    on_behalf: str
    signer_title: str
    signer_name: str = ""
    addressee: str = ""
    recipients: tuple[str, ...] = ()
    drafter: str = "VP"
    number: str = ""
    signed_on: date | None = None
    deputy_of: str = ""
    ward: bool = False


@dataclass(frozen=True, slots=True)
class MissingUnit:
    """A unit that has not reported, or not everything: `what` has a line a group, empty for all of them."""

    name: str
    what: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the units under the reporting one have reported; `unknown`: what nobody has, a line a group."""

    reporting: int = 0
    units: int = 0
    missing: tuple[MissingUnit, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GridValue:
    """One figure of one column (a year, a unit)."""

    state: State
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A year (`year` set) or a unit (`unit` is its code; `own`: its own records without the units below)."""

    label: str
    unit: str = ""
    year: int = 0
    own: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Figures by year or by unit: for each indicator one value a column."""

    columns: tuple[Column, ...] = ()
    rows: Mapping[str, tuple[GridValue, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Difference:
    """Computed and reported disagree; `used` is what the report says, `reason` why."""

    indicator: Indicator
    computed: Decimal
    reported: Decimal
    used: Decimal
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """Everything that a review says. `texts` are what people wrote under each prompt, `chosen` the kept tasks ahead."""

    variant: Variant
    period: Period
    resolution: Resolution
    office: Office
    remit: str
    figures: Mapping[str, FigureState]
    basis: Basis = NO_BASIS
    coverage: Coverage = Coverage()
    fields: Mapping[str, FieldValue] = field(default_factory=dict)
    by_year: Grid = Grid()
    by_unit: Grid = Grid()
    commended: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    chosen: tuple[str, ...] = ()
    computed_count: int = 0
    reported_count: int = 0
    frozen_at: datetime | None = None
    tree_head: str = ""
    merged_2025: bool = False
    unsplit: bool = False

    @property
    def years(self) -> int:
        """Whole years of the period, at least 1."""
        start, end = self.period.start, self.period.end
        whole = end.year - start.year - ((end.month, end.day) < (start.month, start.day))
        return max(1, whole)
