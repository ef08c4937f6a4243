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
from liemchinh.kernel.reckoning import Reckoned, Stretch, reckon
from liemchinh.kernel.terms import UNCONFIRMED, Reading, Term, Unit, Value

REMOTE = "remote"


class TooLong(Refusal):
    """More extensions, or longer ones, than the law allows."""


class WrongPause(Refusal):
    """A pause that cannot be: it ends before it begins."""


class UnknownVariant(Refusal):
    """The term has no such special case."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Days from `start` to `end`, both included, that do not count.

    number: of the decision; expert: time of expert assessment, which never counts (Decree 31/2019, Article 15(4)).
    """

    start: date
    end: date
    number: str = ""
    expert: bool = False


@dataclass(frozen=True, slots=True)
class Extension:
    """One extension: `days` in the unit of the clock, as long as the law allows when None; number of the decision."""

    days: int | None = None
    number: str = ""


@dataclass(frozen=True)
class Due:
    """A day with its reasons.

    on: the last day, in time until its end. nominal: the same before rolling to a working day.
    days: how many of `unit` in all, extensions included, pauses not; None for a fixed day of the year, 0 for «ngay».
    cite: the articles, in Vietnamese.
    """

    term: Term
    value: Value
    started: date
    on: date
    nominal: date
    unit: Unit
    days: int | None
    extensions: tuple[Extension, ...]
    pauses: tuple[Pause, ...]
    daybook: Daybook
    remote: bool = False

    @property
    def cite(self) -> str:
        """The articles; of law and decree where both speak."""
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
        """Why this day, in Vietnamese: one line for the rule, one for each thing that moved the day, one for the law."""
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
    extensions = as_extensions(extended)
    ordered = tuple(sorted(pauses, key=lambda p: (p.start, p.end)))
    found = _reckon(term, value, started, daybook, extensions, ordered)
    return Due(
        term=term, value=value, started=started, on=date.fromordinal(found.on), nominal=date.fromordinal(found.nominal),
        unit=found.reading.unit, days=None if found.reading.month_day else found.reading.count,
        extensions=extensions, pauses=ordered, daybook=daybook, remote=remote,
    )  # fmt: skip


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
    if not extended and not pauses:
        return date.fromordinal(reckon(value.readings, started, daybook, (), term.roll_forward).on)
    return date.fromordinal(_reckon(term, value, started, daybook, as_extensions(extended), pauses).on)


def as_extensions(extended: int | Sequence[Extension]) -> tuple[Extension, ...]:
    """A number of full extensions, or the extensions themselves. Raises TooLong for a negative number."""
    if not isinstance(extended, int):
        return tuple(extended)
    if extended < 0:
        raise TooLong(f"Số lần gia hạn không thể là {extended}; nhập 0, 1, 2 …")
    if extended > 99:
        raise TooLong(f"Số lần gia hạn {extended} quá lớn; không quy định nào cho phép.")
    return (Extension(),) * extended


def stretches(pauses: Sequence[Pause]) -> tuple[Stretch, ...]:
    """The days not counted, overlapping pauses joined. Raises WrongPause."""
    joined: list[Stretch] = []
    for first, last in sorted((p.start.toordinal(), p.end.toordinal()) for p in pauses):
        if last < first:
            raise WrongPause(
                f"Thời gian tạm dừng kết thúc ngày {date.fromordinal(last):%d/%m/%Y}, "
                f"trước khi bắt đầu ngày {date.fromordinal(first):%d/%m/%Y}. Hãy kiểm tra lại hai ngày này."
            )
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return tuple(joined)


def lengthened(term: Term, value: Value, extensions: Sequence[Extension]) -> tuple[Reading, ...]:
    """The readings of `value` after the extensions. Raises TooLong."""
    if not extensions:
        return value.readings
    reading = value.readings[0]
    if not value.extended:
        raise TooLong(f"Quy định {term.id} ({term.title}) không cho phép gia hạn ({reading.cite}).")
    if len(extensions) > len(value.extended):
        raise TooLong(_over_cap(term, value))
    limits = (reading.count, *value.extended)
    total = reading.count
    for index, extension in enumerate(extensions):
        most = limits[index + 1] - limits[index]
        days = most if extension.days is None else extension.days
        if not 1 <= days <= most:
            raise TooLong(f"Quy định {term.id}: lần gia hạn {index + 1} từ 1 đến {most} ngày ({reading.cite}).")
        total += days
    return (Reading(total, reading.unit, reading.cite, reading.cite_en),)


def _over_cap(term: Term, value: Value) -> str:
    reading = value.readings[0]
    unit = "ngày làm việc" if reading.unit == "working_days" else "ngày"
    return (
        f"Quy định {term.id} ({term.title}) được gia hạn nhiều nhất {len(value.extended)} lần; "
        f"tổng thời hạn không quá {value.extended[-1]} {unit} ({reading.cite})."
    )


def _value(term: Term, started: date, remote: bool, variant: str) -> Value:
    value = term.clock_on(started)
    if remote and REMOTE in value.variants:
        return value.variants[REMOTE]
    if not variant or (variant == REMOTE and not value.variants):
        return value
    if variant not in value.variants:
        known = f" Các trường hợp riêng: {', '.join(value.variants)}." if value.variants else ""
        raise UnknownVariant(f"Quy định {term.id} không có trường hợp riêng «{variant}».{known}")
    return value.variants[variant]


def _reckon(
    term: Term, value: Value, started: date, daybook: Daybook, extensions: Sequence[Extension], pauses: Sequence[Pause]
) -> Reckoned:
    return reckon(lengthened(term, value, extensions), started, daybook, stretches(pauses), term.roll_forward)
