"""When something falls due, and why on that day.

    due(law.term("TC-05"), date(2026, 10, 1), law.daybook)
    -> Due(on=2026-11-02, because=("30 ngày kể từ ngày thụ lý 01/10/2026, …", …))

`due_on` computes the day alone. The sentences are only written when they are asked for. The version of the law is
chosen by the day of the event and is not changed by a later amendment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from liemchinh.kernel import because as sentences
from liemchinh.kernel.daybook import Daybook
from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.phrasebook import Phrasebook
from liemchinh.kernel.reckoning import Extension, Pause, Reckoned, as_extensions, lengthened, reckon, stretches
from liemchinh.kernel.terms import REMOTE, UNCONFIRMED, Term, Unit, Value

__all__ = ["Due", "Extension", "Pause", "UnknownVariant", "due", "due_on"]


class UnknownVariant(Refusal):
    """The term has no such special case."""


@dataclass(frozen=True)
class Due:
    """A day with its reasons; `found` holds the days as ordinals, and the reading of the law that gave them."""

    term: Term
    value: Value
    started: date
    found: Reckoned
    extensions: tuple[Extension, ...]
    pauses: tuple[Pause, ...]
    daybook: Daybook
    remote: bool = False

    @property
    def on(self) -> date:
        """The last day: what is done by its end is in time."""
        return date.fromordinal(self.found.on)

    @property
    def nominal(self) -> date:
        """The last counted day, before rolling to a working day."""
        return date.fromordinal(self.found.nominal)

    @property
    def unit(self) -> Unit:
        """What is counted."""
        return self.found.reading.unit

    @property
    def days(self) -> int | None:
        """How many of `unit` in all, extensions included, pauses not; None for a fixed day, 0 for «ngay»."""
        return None if self.found.reading.month_day else self.found.reading.count

    @property
    def cite(self) -> str:
        """The articles, in Vietnamese; of law and decree where both speak."""
        return "; ".join(dict.fromkeys(r.cite for r in self.value.readings))

    @property
    def cite_en(self) -> str:
        """The articles in English."""
        return "; ".join(dict.fromkeys(r.cite_en for r in self.value.readings))

    @property
    def provisional(self) -> bool:
        """Whether the day rests on a calendar that nobody has confirmed yet."""
        return bool(sentences.unconfirmed_years(self))

    @property
    def unsure(self) -> bool:
        """Whether the rule itself is to be confirmed by the locality (confidence C or U)."""
        return self.value.confidence in UNCONFIRMED

    @cached_property
    def because(self) -> tuple[str, ...]:
        """Why this day, in Vietnamese: a line for the rule, one for each thing that moved the day, one for the law."""
        return self.explain()

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What a person should check before relying on the day, in Vietnamese."""
        return self.doubts()

    def explain(self, language: str = "vi", phrases: Phrasebook | None = None) -> tuple[str, ...]:
        """`because` in "vi" or "en", with the texts of a locality when given."""
        return sentences.explain(self, sentences.Writer(phrases or sentences.shipped(), language))

    def doubts(self, language: str = "vi", phrases: Phrasebook | None = None) -> tuple[str, ...]:
        """`warnings` in "vi" or "en", with the texts of a locality when given."""
        return sentences.doubts(self, sentences.Writer(phrases or sentences.shipped(), language))


def due(
    term: Term,
    started: date,
    daybook: Daybook,
    *,
    extended: int | Sequence[Extension] = 0,
    pauses: Sequence[Pause] = (),
    remote: bool = False,
    variant: str = "",
) -> Due:
    """The day on which `term` falls due when its event was on `started`, with the reasons.

    Raises NotAClock, NotInForce, CalendarUnknown, TooLong, WrongPause, UnknownVariant (all Refusals).
    """
    value = _value(term, started, remote, variant)
    extensions = as_extensions(extended) if extended else ()
    ordered = tuple(sorted(pauses, key=lambda p: (p.start, p.end))) if pauses else ()
    readings = lengthened(term, value, extensions) if extensions else value.readings
    found = reckon(readings, started, daybook, stretches(ordered) if ordered else (), term.roll_forward)
    return Due(term, value, started, found, extensions, ordered, daybook, remote or variant == REMOTE)


def due_on(
    term: Term,
    started: date,
    daybook: Daybook,
    *,
    extended: int | Sequence[Extension] = 0,
    pauses: Sequence[Pause] = (),
    remote: bool = False,
    variant: str = "",
) -> date:
    """The day alone. Raises what `due` raises."""
    value = _value(term, started, remote, variant)
    readings = lengthened(term, value, as_extensions(extended)) if extended else value.readings
    return date.fromordinal(
        reckon(readings, started, daybook, stretches(pauses) if pauses else (), term.roll_forward).on
    )


def _value(term: Term, started: date, remote: bool, variant: str) -> Value:
    value = term.clock_on(started)
    wanted = REMOTE if remote else variant
    if wanted in value.variants:
        return value.variants[wanted]
    if wanted in ("", REMOTE):
        return value
    known = f" Các trường hợp riêng: {', '.join(value.variants)}." if value.variants else ""
    raise UnknownVariant(f"Quy định {term.id} không có trường hợp riêng «{wanted}».{known}")
