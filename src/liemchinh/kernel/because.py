"""The sentences that say why a thing falls due on that day, from the texts of `law/wording/due.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from liemchinh.kernel.daybook import TET, SpecialDay
from liemchinh.kernel.law import law_root
from liemchinh.kernel.phrasebook import Phrasebook
from liemchinh.kernel.reckoning import Extension, Pause, Reckoned, lengthened, reckon, stretches
from liemchinh.kernel.terms import REMOTE, Reading, Value

if TYPE_CHECKING:
    from liemchinh.kernel.clocks import Due

_MAYBE = re.compile(r"\[\[(.*?)\]\]")
_FIELD = re.compile(r"«(\w+)»")
_ONE_DAY = timedelta(days=1)


def fill(text: str, fields: Mapping[str, object]) -> str:
    """`text` with its «fields»; a [[ clause ]] stays only if every field inside has something to say."""
    if "[[" in text:
        text = _MAYBE.sub(lambda m: m[1] if all(fields.get(n) for n in _FIELD.findall(m[1])) else "", text)
    words, names = _parts(text)
    shown = [word + _shown(fields[name]) for word, name in zip(words, names, strict=False)]
    return "".join(shown) + words[-1]


@lru_cache(maxsize=512)
def _parts(text: str) -> tuple[list[str], list[str]]:
    """The words, one more than the names of fields between them."""
    parts = _FIELD.split(text)
    return parts[::2], parts[1::2]


def _shown(value: object) -> str:
    """Dates as dd/mm/yyyy; strftime would take most of the time of a sentence."""
    return f"{value.day:02}/{value.month:02}/{value.year}" if isinstance(value, date) else str(value)


@lru_cache(maxsize=1)
def shipped() -> Phrasebook:
    """The shipped texts of time limits."""
    return Phrasebook(tomllib.loads((law_root() / "wording" / "due.toml").read_text(encoding="utf-8")))


class Writer:
    """Texts in one language."""

    def __init__(self, phrases: Phrasebook, language: str) -> None:
        self.phrases = phrases
        self.language = language

    def line(self, key: str, /, **fields: object) -> str:
        """The text under `key`, filled; dates print as dd/mm/yyyy."""
        return fill(self.phrases.text(key, self.language), fields)

    def pick(self, vietnamese: str, english: str) -> str:
        """The one of two texts that is in the writer's language."""
        return english if self.language == "en" else vietnamese


def explain(due: Due, w: Writer) -> tuple[str, ...]:
    """Rule, days not counted, extensions and pauses, law: in this order."""
    base = due.found if not due.extensions and not due.pauses else _after(due, 0, 0)
    return (*_rule(due, base, w), *_moves(due, base, w), *_law(due, w))


def _rule(due: Due, base: Reckoned, w: Writer) -> Iterator[str]:
    reading, nominal, on = base.reading, date.fromordinal(base.nominal), date.fromordinal(base.on)
    event, d0 = w.pick(due.term.event, due.term.event_en), due.started
    if reading.unit == "fixed_date":
        yield w.line("why.fixed", due=on)
    elif due.value.at_once:
        yield w.line("why.atonce")
    elif reading.unit == "calendar_days":
        yield w.line("why.calendar", n=reading.count, event=event, d0=d0, nominal=nominal)
    elif reading.unit == "working_days":
        first = due.daybook.next_working(d0 + _ONE_DAY)
        yield w.line("why.working", n=reading.count, event=event, d0=d0, d1=first, due=on)
        yield from _days_passed(due, w)
    else:
        months = reading.count * 12 if reading.unit == "years" else reading.count
        yield w.line("why.month", n=months, d0=d0, m=f"{nominal:%m/%Y}")
        yield w.line("why.until", nominal=nominal)
    yield from _rolled(due, base, w)
    if len(due.value.readings) > 1:
        yield w.line("why.stricter", x=reading.count)


def _rolled(due: Due, found: Reckoned, w: Writer) -> Iterator[str]:
    if found.on != found.nominal:
        nominal = date.fromordinal(found.nominal)
        yield w.line("why.rolled", nominal=nominal, dayoff=_day_off(due, nominal, w), due=date.fromordinal(found.on))


def _day_off(due: Due, day: date, w: Writer) -> str:
    """What kind of day off it is: a weekday's name for a plain weekend."""
    special = due.daybook.special(day)
    if special is not None and day.weekday() < 5:
        return w.line(f"dayoff.{special.kind}")
    return w.line("dayoff.paused" if due.daybook.is_working(day) else f"weekday.{day.weekday()}")


# --- Days that working-day clocks pass over ---


def _days_passed(due: Due, w: Writer) -> Iterator[str]:
    first = due.started + _ONE_DAY
    book = due.daybook
    if due.term.received and book.knows(due.started) and not book.is_working(due.started):
        yield w.line("why.receivedoff", d=due.started)
    tet_until = date.min
    for special in book.special_between(first, due.on):
        if _paused(due, special.day):
            continue
        if special.feast == TET:
            if special.day > tet_until:
                start, tet_until = book.days_off_around(special.day)
                yield _tet(due, max(start, first), min(tet_until, due.on), w)
        elif special.kind != "holiday":
            yield w.line(f"why.{special.kind.replace('_', '')}", d=special.day, d2=special.pair)
        elif special.day.weekday() < 5:
            yield w.line("why.holiday", d=special.day, holiday=w.pick(special.name, special.name_en))


def _tet(due: Due, first: date, last: date, w: Writer) -> str:
    days = (first + timedelta(days=i) for i in range((last - first).days + 1))
    return w.line("why.tet", a=first, b=last, k=sum(not _paused(due, day) for day in days))


def _paused(due: Due, day: date) -> bool:
    return any(p.start <= day <= p.end for p in due.pauses)


# --- What moved the day ---


def _moves(due: Due, base: Reckoned, w: Writer) -> Iterator[str]:
    before = base
    for count, extension in enumerate(due.extensions, start=1):
        after = _after(due, count, 0)
        yield _extended(due, before, after, count, extension, w)
        yield from _rolled(due, after, w)
        if count == len(due.value.extended):
            yield _cap(due, w)
        before = after
    for count, pause in enumerate(due.pauses, start=1):
        after = _after(due, len(due.extensions), count)
        if after.on != before.on or after.nominal != before.nominal:
            yield from _pause(due, before, after, pause, w)
            yield from _rolled(due, after, w)
        before = after


def _after(due: Due, extensions: int, pauses: int) -> Reckoned:
    """The day after the first `extensions` extensions and the first `pauses` pauses."""
    readings = lengthened(due.term, due.value, due.extensions[:extensions])
    return reckon(readings, due.started, due.daybook, stretches(due.pauses[:pauses]), due.term.roll_forward)


def _extended(due: Due, before: Reckoned, after: Reckoned, count: int, extension: Extension, w: Writer) -> str:
    return w.line(
        "why.extend", i=count, k=after.reading.count - before.reading.count,
        unit=w.line(f"unit.{after.reading.unit}"), no=extension.number, left=len(due.value.extended) - count,
        old=date.fromordinal(before.on), due=date.fromordinal(after.on),
    )  # fmt: skip


def _cap(due: Due, w: Writer) -> str:
    """The limit of all extensions together, and the day on which it would be reached."""
    readings = lengthened(due.term, due.value, (Extension(),) * len(due.value.extended))
    full = reckon(readings, due.started, due.daybook, (), due.term.roll_forward)
    unit, citation = w.line(f"unit.{full.reading.unit}"), _cite(full.reading, w)
    return w.line("why.cap", max=full.reading.count, unit=unit, citation=citation, cap=date.fromordinal(full.on))


def _pause(due: Due, before: Reckoned, after: Reckoned, pause: Pause, w: Writer) -> Iterator[str]:
    old, new = date.fromordinal(before.on), date.fromordinal(after.on)
    if pause.expert:
        yield w.line("why.expert", a=pause.start, b=pause.end)
        yield w.line("why.moved", old=old, due=new)
        return
    working = after.reading.unit == "working_days"
    passed = due.daybook.working_days(date.fromordinal(before.nominal) + _ONE_DAY, date.fromordinal(after.nominal))
    yield w.line(
        "why.pause", a=pause.start, b=pause.end, no=pause.number, old=old, due=new,
        k=passed if working else after.nominal - before.nominal,
        unit=w.line("unit.working_days" if working else "unit.calendar_days"),
    )  # fmt: skip


# --- The law, and what to check ---


def _law(due: Due, w: Writer) -> Iterator[str]:
    yield w.line("why.version", d0=due.started, citation=w.pick(due.cite, due.cite_en))
    later = _new_rule(due)
    if later is not None:
        yield w.line("why.newlaw", citation2=w.pick(later.cite, later.cite_en), d=later.since)


def _new_rule(due: Due) -> Value | None:
    """The first later value that counts otherwise and came into force while the clock ran."""
    for later in due.term.later_than(due.value):
        if due.started < later.since <= due.on and not later.counts_like(due.term.value_on(due.started)):
            return later
    return None


def _cite(reading: Reading, w: Writer) -> str:
    return w.pick(reading.cite, reading.cite_en)


def _relied_on(due: Due) -> tuple[date, date] | None:
    """The stretch of the calendar that the day rests on; None when no calendar is needed."""
    if due.unit == "working_days":
        return due.started + _ONE_DAY, due.on
    return (due.nominal, due.on) if due.term.roll_forward else None


def unconfirmed_years(due: Due) -> list[int]:
    """Years whose calendar the day rests on though nobody has confirmed it."""
    relied = _relied_on(due)
    if relied is None:
        return []
    return [y for y in range(relied[0].year, relied[1].year + 1) if not due.daybook.confirmed(y)]


def doubts(due: Due, w: Writer) -> tuple[str, ...]:
    """What a person should check before relying on the day."""
    return (*_doubts_of_rule(due, w), *_doubts_of_days(due, w), *_doubts_of_pauses(due, w))


def _doubts_of_rule(due: Due, w: Writer) -> Iterator[str]:
    if due.unsure:
        yield w.line("warn.unsure", id=due.term.id)
    if _new_rule(due) is not None:
        yield w.line("warn.newlaw")
    if due.remote and due.term.variant != REMOTE and REMOTE not in due.term.value_on(due.started).variants:
        yield w.line("warn.remote", id=due.term.id)


def _doubts_of_days(due: Due, w: Writer) -> Iterator[str]:
    for year in unconfirmed_years(due):
        yield w.line("why.overdraft", y=year)
    relied = _relied_on(due)
    for special in due.daybook.doubtful(*relied) if relied else ():
        yield w.line("warn.proposed" if special.proposed else "warn.day", d=special.day, what=_what(special, w))


def _what(special: SpecialDay, w: Writer) -> str:
    if special.kind == "holiday":
        return w.pick(special.name, special.name_en)
    return w.line(f"daykind.{special.kind}", d2=special.pair)


def _doubts_of_pauses(due: Due, w: Writer) -> Iterator[str]:
    if not due.pauses:
        return
    rule = due.term.pause
    before = _after(due, len(due.extensions), 0)
    for count, pause in enumerate(due.pauses, start=1):
        if rule is None or pause.start < rule.since:
            yield w.line("warn.pause", id=due.term.id, a=pause.start)
        after = _after(due, len(due.extensions), count)
        if after.on == before.on and after.nominal == before.nominal:
            yield w.line("warn.pause.idle", a=pause.start, b=pause.end, due=date.fromordinal(before.on))
        before = after
