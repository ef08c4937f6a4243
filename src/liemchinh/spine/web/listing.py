"""Lists of a register: which records, in which order, narrowed by what stands in the address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from liemchinh.spine import search
from liemchinh.spine.cells import CellProblem, day
from liemchinh.spine.registers import Column, Register
from liemchinh.spine.search.finding import Search
from liemchinh.spine.web.templatetags.lc import words


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; anything that cannot be read is left out, and `problems` says so."""

    words: str = ""
    state: str = ""
    unit: int | None = None
    since: date | None = None
    until: date | None = None
    #: With words: the best hits first instead of the newest.
    by_relevance: bool = False
    problems: tuple[str, ...] = field(default=())

    @property
    def any(self) -> bool:
        return bool(self.words or self.state or self.unit or self.since or self.until)

    def without_words(self) -> Filters:
        return replace(self, words="")


def filters(asked: Mapping[str, str], register: Register) -> Filters:
    """`q` words, `state`, `unit` id, `from` and `to` as a person types dates, `order` of what the words find."""
    problems: list[str] = []
    state = asked.get("state", "")
    unit = asked.get("unit", "")
    typed = asked.get("q", "").strip()
    if typed and not search.may_ask(typed):
        problems.append(_("«%(words)s» không có chữ hay số nào để tìm.") % {"words": typed})
    return Filters(
        words=typed,
        state=state if state in register.lifecycle.states else "",
        unit=int(unit) if unit.isdecimal() and len(unit) < 19 else None,
        since=day_of(asked.get("from", ""), problems),
        until=day_of(asked.get("to", ""), problems),
        by_relevance=asked.get("order") == "relevance",
        problems=tuple(problems),
    )


def day_of(text: str, problems: list[str]) -> date | None:
    """A date of a filter; one that cannot be read is left out, and a sentence joins the problems."""
    if not text.strip():
        return None
    try:
        return day(text).value  # type: ignore[return-value]
    except CellProblem as problem:
        problems.append(f"«{text}» {problem.message}")
        return None


def question(
    rows: QuerySet[Any], register: Register, wanted: Filters, account: Any, *, by_state: bool = True
) -> Search | None:
    """The search for the words asked, over what the other filters leave; None where no words are asked for."""
    left = narrowed(rows, register, wanted.without_words(), by_state=by_state)
    state = wanted.state if by_state else ""
    return search.search(
        register, account, wanted.words, left, unit=wanted.unit, state=state, since=wanted.since, until=wanted.until
    )


def narrowed(
    rows: QuerySet[Any], register: Register, wanted: Filters, *, by_state: bool = True, account: Any = None
) -> QuerySet[Any]:
    """The records that the filters leave, all of them and in no order of their own.

    Without an account nobody's right to search guarded text is known: words are then sought in open text alone.
    """
    if wanted.words:
        found = question(rows, register, wanted, account, by_state=by_state)
        return found.narrowing() if found else rows.none()
    if wanted.state and by_state:
        rows = rows.filter(state=wanted.state)
    if wanted.unit is not None:
        rows = rows.filter(**{f"{register.unit}_id": wanted.unit})
    if wanted.since:
        rows = rows.filter(**{f"{register.date}__gte": wanted.since})
    if wanted.until:
        rows = rows.filter(**{f"{register.date}__lte": wanted.until})
    return rows


def with_unit(rows: QuerySet[Any], register: Register) -> QuerySet[Any]:
    """Together with their units, in one query."""
    return rows.select_related(register.unit)


def state_counts(rows: QuerySet[Any], register: Register) -> list[tuple[str, str, int]]:
    """(state, words, count) of the states that occur, in the order of the lifecycle."""
    counts = dict(rows.order_by().values_list("state").annotate(n=Count("pk")))
    return [
        (state, words(pair), counts[state]) for state, pair in register.lifecycle.states.items() if counts.get(state)
    ]


def units_of(register: Register, ids: frozenset[int]) -> list[Any]:
    """The units by which this person may filter, in tree order."""
    unit_model = register.model._meta.get_field(register.unit).related_model
    return list(unit_model._default_manager.filter(pk__in=ids))  # type: ignore[union-attr]


def options(choices: Iterable[tuple[Any, str]], chosen: Any) -> SafeString:
    """The options of a long select, made here: a template takes twenty times as long for each."""
    return format_html_join(
        "", '<option value="{}"{}>{}</option>',
        ((value, _SELECTED if value == chosen else "", words) for value, words in choices),
    )  # fmt: skip


_SELECTED = mark_safe(" selected")


def cell(column: Column, record: Any) -> str:
    """One cell as screens show it; a stored word with choices of its own shows its label."""
    if record._meta.get_field(column.field).choices:
        return str(getattr(record, f"get_{column.field}_display")()) or "–"
    return column.show(record)


def listed(register: Register) -> list[Column]:
    """The columns of a list; the long ones stand on the record's own page."""
    return [c for c in register.columns if not c.wide]


def headline(register: Register) -> str:
    """The column that is the door to the record: the first required one that is text, else the first text."""
    texts = [c for c in register.columns if c.kind in ("text", "choice") and not c.wide]
    found = next((c for c in texts if c.required), texts[0] if texts else register.columns[0])
    return found.field


def numeric(column: Column) -> bool:
    return column.kind == "int"
