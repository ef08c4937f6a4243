"""The shapes of the law: terms with dated values, each with its citation.

A term is one file of `law/`: a clock (days, working days, months, years or a fixed day of the year), a duty (so many
times a month), a definition, a threshold or a rule. A value holds from its `from` until the next value, or until its
own `to`.
How the files are written: docs/law.md. Reading them: kernel/lawfiles.py.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from liemchinh.kernel.errors import Refusal

Unit = Literal["calendar_days", "working_days", "months", "years", "fixed_date"]
Kind = Literal["clock", "duty", "definition", "threshold", "rule"]
Confidence = Literal["A", "B", "C", "U"]
UNCONFIRMED = frozenset("CU")
# The variant for vùng sâu, vùng xa.
REMOTE = "remote"


class NotInForce(Refusal):
    """The term exists, but not on that day."""


class NotAClock(Refusal):
    """The term is a duty, a definition, a threshold or a rule: nothing falls due under it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a time limit: `count` of `unit`, with its article.

    A fixed date carries its month and day in `month_day` and a count of 0; count 0 otherwise means «at once».
    """

    count: int
    unit: Unit
    cite: str
    cite_en: str
    month_day: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """What the law said from `since` to `until` (open when None).

    readings: more than one where law and decree disagree; the earliest day wins.
    extended: the time in all, in the unit of the reading, after the first, the second, … extension.
    variants: values for special cases ("remote": vùng sâu, vùng xa).
    facts: whatever else a duty, definition, threshold or rule says.
    """

    since: date
    until: date | None
    confidence: Confidence
    cite: str
    cite_en: str
    readings: tuple[Reading, ...] = ()
    extended: tuple[int, ...] = ()
    extended_when: tuple[str, ...] = ()
    variants: Mapping[str, Value] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def at_once(self) -> bool:
        """Whether the law says «ngay»."""
        return bool(self.readings) and self.readings[0].count == 0 and self.readings[0].month_day is None

    def counts_like(self, other: Value) -> bool:
        """Whether both give the same time."""
        mine, theirs = ([(r.count, r.unit, r.month_day) for r in v.readings] for v in (self, other))
        return mine == theirs and self.extended == other.extended


@dataclass(frozen=True, slots=True)
class PauseRule:
    """The article under which time is not counted, and since when."""

    cite: str
    cite_en: str
    since: date = date.min


@dataclass(frozen=True, slots=True)
class Alias:
    """Another id of a term: one variant of it, or only its values from a day on."""

    id: str
    variant: str = ""
    since: date = date.min


@dataclass(frozen=True)
class Term:
    """One matter that the law fixes, with its values in order of time.

    event: what starts the clock, as it stands after «ngày» («thụ lý»). received: the event is that a paper came in.
    variant: set when the term is an alias that stands for one special case.
    """

    id: str
    kind: Kind
    title: str
    title_en: str
    values: tuple[Value, ...]
    checked_on: date
    event: str = ""
    event_en: str = ""
    received: bool = False
    roll_forward: bool = True
    pause: PauseRule | None = None
    aliases: tuple[Alias, ...] = ()
    notes: str = ""
    folder: str = ""
    variant: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    _since: tuple[date, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_since", tuple(v.since for v in self.values))

    def value_on(self, day: date) -> Value:
        """The value in force on `day`. Raises NotInForce, with the day from which or until which there is one."""
        index = bisect_right(self._since, day) - 1
        if index < 0:
            raise NotInForce(
                f"Quy định {self.id} ({self.title}) có hiệu lực từ ngày {self.values[0].since:%d/%m/%Y}; "
                f"chưa áp dụng vào ngày {day:%d/%m/%Y}."
            )
        value = self.values[index]
        if value.until is not None and day > value.until:
            raise NotInForce(
                f"Quy định {self.id} ({self.title}) hết hiệu lực sau ngày {value.until:%d/%m/%Y}; "
                f"không áp dụng vào ngày {day:%d/%m/%Y}."
            )
        return value

    def clock_on(self, day: date) -> Value:
        """The value in force on `day` of a clock. Raises NotAClock, NotInForce."""
        if self.kind != "clock":
            raise NotAClock(
                f"Quy định {self.id} ({self.title}) không phải là thời hạn. "
                f"Xem nội dung bằng lệnh: liemchinh law {self.id}."
            )
        return self.value_on(day)

    def later_than(self, value: Value) -> tuple[Value, ...]:
        """The values that came after `value`."""
        return self.values[bisect_right(self._since, value.since) :]

    @property
    def unconfirmed(self) -> bool:
        """Whether any value still has to be confirmed by a person (confidence C or U)."""
        return any(v.confidence in UNCONFIRMED for v in self.values)


def narrowed(term: Term, alias: Alias) -> Term:
    """The term that an alias names: the values of one variant, or the values from a day on."""
    values = tuple(v for v in term.values if v.since >= alias.since)
    if alias.variant:
        values = tuple(v.variants[alias.variant] for v in values if alias.variant in v.variants)
    return Term(
        id=alias.id, kind=term.kind, title=term.title, title_en=term.title_en, values=values,
        checked_on=term.checked_on, event=term.event, event_en=term.event_en, received=term.received,
        roll_forward=term.roll_forward, pause=term.pause, notes=term.notes, folder=term.folder, variant=alias.variant,
        facts=term.facts,
    )  # fmt: skip
