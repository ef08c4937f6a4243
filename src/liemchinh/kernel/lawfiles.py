"""Reading the folder `law/`: TOML files, amended by later folders, checked, and made into terms and calendars.

A file of a later folder amends the term of the same id: its keys replace those of the term, its [[values]] are added,
one with the same `from` replaces. With `replace = true` nothing of the earlier term is kept. Days of a calendar are
amended day by day in the same way; `kind = "cancelled"` makes a day ordinary again.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any

from liemchinh.kernel.daybook import CalendarYear, Daybook, SpecialDay, span
from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.terms import Alias, PauseRule, Reading, Term, Value

Table = dict[str, Any]
CALENDARS = "calendars"
# Folders of law/ that hold texts, forms and lexicons, read by others.
NOT_TERMS = frozenset({CALENDARS, "wording", "forms", "indicators", "lexicons"})
KINDS = frozenset({"clock", "duty", "definition", "threshold", "rule"})
COUNT_KEYS = {"calendar_days": "days", "working_days": "days", "months": "months", "years": "years"}
CONFIDENCES = frozenset("ABCU")
DAY_KINDS = frozenset({"holiday", "swap_off", "swap_work", "cancelled"})
_TERM_KEYS = frozenset(
    {"id", "kind", "title", "title_en", "event", "event_en", "received", "roll_forward", "checked_on", "notes"}
    | {"pause", "aliases", "values", "replace"}
)
_VALUE_KEYS = frozenset(
    {"from", "to", "days", "months", "years", "month", "day", "at_once", "unit", "cite", "cite_en", "confidence"}
    | {"extended", "extended_when", "readings", "variants"}
)


# What a key must hold, wherever it stands in a file of a term.
_TYPES: dict[str, tuple[type, str]] = {
    **dict.fromkeys(
        ("id", "kind", "title", "title_en", "event", "event_en", "notes", "unit", "cite", "cite_en", "confidence"),
        (str, "là chữ trong dấu nháy"),
    ),
    **dict.fromkeys(
        ("from", "to", "date", "with", "checked_on"), (date, "là một ngày, viết như 2026-07-01, không có dấu nháy")
    ),
    **dict.fromkeys(("received", "roll_forward", "replace", "at_once"), (bool, "là true hoặc false")),
    **dict.fromkeys(("extended", "extended_when"), (list, "là danh sách trong ngoặc vuông")),
    **dict.fromkeys(("values", "readings"), (list, "viết thành các mục [[…]]")),
    **dict.fromkeys(("pause", "aliases", "variants", "switches"), (dict, "viết thành mục […]")),
    **dict.fromkeys(("variant", "switch", "name", "name_en", "feast", "source"), (str, "là chữ trong dấu nháy")),
}
# Keys whose every entry is a table of its own.
_TABLES = frozenset({"values", "readings", "aliases", "variants"})


class LawFileError(Refusal):
    """A file of the law folder cannot be used; the message names the file and what to mend."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(f"Tệp quy định {path.parent.name}/{path.name}: {what}.")


def read(folders: Sequence[Path]) -> tuple[dict[str, Term], Daybook]:
    """The terms by id and the calendars of all folders, later ones amending earlier ones. Raises LawFileError."""
    terms: dict[str, tuple[Path, Table]] = {}
    years: dict[int, tuple[Path, Table]] = {}
    for folder in folders:
        if not folder.is_dir():
            raise LawFileError(folder / "?", f"không có thư mục {folder}")
        _gather(_term_files(folder), "id", _check_types, _amend_term, terms)
        _gather(sorted((folder / CALENDARS).glob("*.toml")), "year", _check_year_types, _amend_year, years)
    read_terms = {key: _term(path, table) for key, (path, table) in terms.items()}
    _check_ids(read_terms, {key: path for key, (path, _table) in terms.items()})
    return read_terms, Daybook(_year(path, table) for path, table in years.values())


def _term_files(folder: Path) -> Iterable[Path]:
    for sub in sorted(p for p in folder.iterdir() if p.is_dir() and p.name not in NOT_TERMS):
        yield from sorted(sub.rglob("*.toml"))


def _gather(
    paths: Iterable[Path],
    key: str,
    check: Callable[[Path, Table], None],
    amend: Callable[[Table, Table], Table],
    into: dict[Any, tuple[Path, Table]],
) -> None:
    here: dict[Any, Path] = {}
    for path in paths:
        table = _toml(path)
        check(path, table)
        if key not in table:
            raise LawFileError(path, f"thiếu mục {key}")
        name = table[key]
        if name in here:
            raise LawFileError(path, f"{key} «{name}» đã có ở tệp {here[name].name}")
        here[name] = path
        earlier = into.get(name)
        keeps = earlier is not None and not table.get("replace", False)
        into[name] = (path, amend(earlier[1], table) if earlier and keeps else table)


def _toml(path: Path) -> Table:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as wrong:
        raise LawFileError(path, f"không đọc được ({wrong})") from wrong


def _amend_term(earlier: Table, later: Table) -> Table:
    values = {v.get("from"): v for v in earlier.get("values", [])}
    values.update({v.get("from"): v for v in later.get("values", [])})
    return {**earlier, **later, "values": list(values.values())}


def _amend_year(earlier: Table, later: Table) -> Table:
    switches = {**earlier.get("switches", {}), **later.get("switches", {})}
    return {**earlier, **later, "switches": switches, "days": [*earlier.get("days", []), *later.get("days", [])]}


def _check_ids(terms: Mapping[str, Term], paths: Mapping[str, Path]) -> None:
    """Every id and alias, whatever its capitals, names one term."""
    seen: dict[str, str] = {}
    for key, term in terms.items():
        for name in (term.id, *(a.id for a in term.aliases)):
            if name.casefold() in seen:
                raise LawFileError(paths[key], f"mã «{name}» trùng với {seen[name.casefold()]}")
            seen[name.casefold()] = term.id


# --- Terms ---


def _check_types(path: Path, table: object) -> None:
    """Every key, at any depth, holds what it must hold. Raises LawFileError."""
    if isinstance(table, list):
        for item in table:
            _check_types(path, item)
    elif isinstance(table, dict):
        for key, value in table.items():
            wanted = _TYPES.get(key)
            if wanted is not None and not (isinstance(value, wanted[0]) and (key not in _TABLES or _tables(value))):
                raise LawFileError(path, f"{key} phải {wanted[1]}")
            _check_types(path, value)


def _tables(value: Any) -> bool:
    return all(isinstance(inner, dict) for inner in (value.values() if isinstance(value, dict) else value))


def _term(path: Path, table: Table) -> Term:
    for key in ("id", "kind", "title", "title_en", "checked_on"):
        _need(path, table, key)
    if table["kind"] not in KINDS:
        raise LawFileError(path, f"kind «{table['kind']}» không dùng được; dùng một trong: {', '.join(sorted(KINDS))}")
    if table["kind"] == "clock":
        _need(path, table, "event")
        _need(path, table, "event_en")
    term = Term(
        id=table["id"], kind=table["kind"], title=table["title"], title_en=table["title_en"],
        values=_values(path, table), checked_on=_day(path, table, "checked_on"),
        event=table.get("event", ""), event_en=table.get("event_en", ""),
        received=table.get("received", False), roll_forward=table.get("roll_forward", True),
        pause=_pause(path, table), aliases=_aliases(path, table), notes=table.get("notes", ""),
        folder=path.parent.name, facts=_leftover(table, _TERM_KEYS),
    )  # fmt: skip
    for alias in term.aliases:
        if not any(v.since >= alias.since and (not alias.variant or alias.variant in v.variants) for v in term.values):
            raise LawFileError(path, f"mã phụ «{alias.id}» không ứng với giá trị nào")
    return term


def _values(path: Path, table: Table) -> tuple[Value, ...]:
    raw = table.get("values", [])
    if not raw or not all(isinstance(value, dict) for value in raw):
        raise LawFileError(path, "cần ít nhất một mục [[values]]")
    clock = table["kind"] == "clock"
    values = sorted((_value(path, v, clock) for v in raw), key=lambda v: v.since)
    for earlier, later in pairwise(values):
        if earlier.since == later.since:
            raise LawFileError(path, f"hai giá trị cùng bắt đầu ngày {later.since:%d/%m/%Y}")
        if earlier.until and earlier.until >= later.since:
            raise LawFileError(
                path, f"giá trị đến {earlier.until:%d/%m/%Y} chồng lên giá trị từ {later.since:%d/%m/%Y}"
            )
    return tuple(values)


def _value(path: Path, table: Table, clock: bool) -> Value:
    since = _day(path, table, "from")
    for key in ("cite", "cite_en", "confidence"):
        _need(path, table, key)
    if table["confidence"] not in CONFIDENCES:
        raise LawFileError(path, "confidence phải là A, B, C hoặc U")
    value = Value(
        since=since,
        until=_day(path, table, "to") if "to" in table else None,
        confidence=table["confidence"], cite=table["cite"], cite_en=table["cite_en"],
        readings=_readings(path, table) if clock else (),
        extended=tuple(table.get("extended", ())), extended_when=tuple(table.get("extended_when", ())),
        variants=MappingProxyType({n: _variant(path, table, v, clock) for n, v in table.get("variants", {}).items()}),
        facts=_leftover(table, _VALUE_KEYS),
    )  # fmt: skip
    if clock and value.facts:
        raise LawFileError(path, f"mục lạ: {', '.join(value.facts)}")
    _check_extensions(path, value)
    return value


def _variant(path: Path, value: Table, special: Table, clock: bool) -> Value:
    """A variant says only what differs; an extension of the main value is not one of the variant."""
    base = {k: v for k, v in value.items() if k not in ("variants", "extended", "readings")}
    return _value(path, {**base, **special}, clock)


def _readings(path: Path, table: Table) -> tuple[Reading, ...]:
    return (_reading(path, table), *(_reading(path, r) for r in table.get("readings", [])))


def _reading(path: Path, table: Table) -> Reading:
    for key in ("unit", "cite", "cite_en"):
        _need(path, table, key)
    unit = table["unit"]
    if unit == "fixed_date":
        return Reading(0, unit, table["cite"], table["cite_en"], _month_day(path, table))
    if unit not in COUNT_KEYS:
        raise LawFileError(path, f"unit «{unit}» không dùng được; dùng: {', '.join([*COUNT_KEYS, 'fixed_date'])}")
    key = COUNT_KEYS[unit]
    count = _need(path, table, key)
    least = 0 if table.get("at_once") else 1
    if not isinstance(count, int) or isinstance(count, bool) or not least <= count <= 36500:
        raise LawFileError(path, f"{key} phải là số nguyên dương (hoặc 0 kèm at_once = true)")
    return Reading(count, unit, table["cite"], table["cite_en"])


def _month_day(path: Path, table: Table) -> tuple[int, int]:
    month, day = _need(path, table, "month"), _need(path, table, "day")
    try:
        date(2023, month, day)  # a common year: 29 February is no date for every year
    except (ValueError, TypeError) as wrong:
        raise LawFileError(path, f"ngày {day} tháng {month} không có hằng năm") from wrong
    return month, day


def _check_extensions(path: Path, value: Value) -> None:
    if not value.extended:
        return
    if len(value.readings) != 1 or value.readings[0].unit not in ("calendar_days", "working_days"):
        raise LawFileError(path, "extended chỉ dùng cho thời hạn tính bằng ngày và có một cách hiểu")
    totals = [value.readings[0].count, *value.extended]
    if not all(isinstance(t, int) for t in totals) or any(later <= t for t, later in pairwise(totals)):
        raise LawFileError(path, "extended phải là các tổng số ngày tăng dần, lớn hơn days")


def _pause(path: Path, table: Table) -> PauseRule | None:
    rule = table.get("pause")
    if rule is None:
        return None
    since = _day(path, rule, "from") if "from" in rule else date.min
    return PauseRule(_need(path, rule, "cite"), _need(path, rule, "cite_en"), since)


def _aliases(path: Path, table: Table) -> tuple[Alias, ...]:
    return tuple(
        Alias(name, rule.get("variant", ""), _day(path, rule, "from") if "from" in rule else date.min)
        for name, rule in table.get("aliases", {}).items()
    )


def _leftover(table: Table, known: frozenset[str]) -> Mapping[str, object]:
    return MappingProxyType({k: v for k, v in table.items() if k not in known})


def _need(path: Path, table: Table, key: str) -> Any:
    if table.get(key) in (None, ""):
        raise LawFileError(path, f"thiếu mục {key}")
    return table[key]


def _day(path: Path, table: Table, key: str) -> date:
    value = _need(path, table, key)
    if type(value) is not date:
        raise LawFileError(path, f"{key} phải là một ngày, viết như 2026-07-01, không có dấu nháy")
    return value


# --- Calendars ---


def _check_year_types(path: Path, table: Table) -> None:
    _check_types(path, table)
    year, rows = table.get("year", 2000), table.get("days", [])
    if not isinstance(year, int) or not 1900 <= year <= 2200:
        raise LawFileError(path, "year phải là một năm, viết như 2026, không có dấu nháy")
    if not isinstance(rows, list) or not _tables(rows):
        raise LawFileError(path, "days phải viết thành các mục [[days]]")


def _year(path: Path, table: Table) -> CalendarYear:
    year = table["year"]
    _need(path, table, "source")
    if not isinstance(table.get("confirmed"), bool):
        raise LawFileError(path, "confirmed phải là true hoặc false")
    switches, rows = table.get("switches", {}), table.get("days", [])
    days: dict[tuple[date, bool], SpecialDay] = {}
    for row in rows:
        for day in _row_days(path, row, year):
            days.pop((day, False), None)
            days.pop((day, True), None)
            if row["kind"] != "cancelled":
                special = _special(path, row, day, switches)
                days[(day, special.proposed)] = special
    _check_swaps(path, days.values())
    return CalendarYear(year, table["confirmed"], tuple(days[k] for k in sorted(days)), table["source"])


def _row_days(path: Path, row: Table, year: int) -> list[date]:
    if row.get("kind") not in DAY_KINDS:
        raise LawFileError(path, f"kind của ngày phải là một trong: {', '.join(sorted(DAY_KINDS))}")
    first = _day(path, row, "date" if "date" in row else "from")
    last = first if "date" in row else _day(path, row, "to")
    if last < first or first.year != year or last.year != year or last - first > timedelta(days=31):
        raise LawFileError(path, f"ngày {first:%d/%m/%Y} - {last:%d/%m/%Y} không thuộc lịch năm {year} hoặc quá dài")
    return list(span(first, last))


def _special(path: Path, row: Table, day: date, switches: Mapping[str, bool]) -> SpecialDay:
    if row.get("confidence", "B") not in CONFIDENCES:
        raise LawFileError(path, "confidence phải là A, B, C hoặc U")
    if row["kind"] == "holiday":
        _need(path, row, "name")
    switch = row.get("switch")
    return SpecialDay(
        day=day, kind=row["kind"], name=row.get("name", ""), name_en=str(row.get("name_en", row.get("name", ""))),
        feast=row.get("feast", ""), pair=_day(path, row, "with") if row["kind"] != "holiday" else None,
        confidence=row.get("confidence", "B"), proposed=switch is not None and not switches.get(switch, False),
    )  # fmt: skip


def _check_swaps(path: Path, days: Iterable[SpecialDay]) -> None:
    """A day off in exchange needs its day worked, and the other way round, when both lie in the same year."""
    kinds = {d.day: d.kind for d in days}
    for day in days:
        if day.pair is None:
            continue
        wanted = "swap_work" if day.kind == "swap_off" else "swap_off"
        if day.pair.year == day.day.year and kinds.get(day.pair) != wanted:
            raise LawFileError(
                path, f"ngày {day.day:%d/%m/%Y} hoán đổi với {day.pair:%d/%m/%Y} nhưng ngày đó không ghi tương ứng"
            )
        weekend = day.day.weekday() >= 5
        if weekend != (day.kind == "swap_work"):
            raise LawFileError(path, f"ngày {day.day:%d/%m/%Y} ({day.kind}) không đúng thứ trong tuần")
