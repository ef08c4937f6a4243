"""The sentence language of official texts: figures, fields, clauses that vanish, and where a person must write.

    «field»         a field of the record or document; numbers and dates print in the style of the document
    {indicator}     a figure without its unit; {id:money} {id:area} {id:pct} with it; {id:cmp} what follows the figure
                    (its comparison with an earlier period, or how many units it covers)
    [[ … ]]         shown only if every figure and field inside is present and not zero
    ✍ …             a person writes here, to the end of the text or of the [[ ]]

Each text stands under a stable key in `law/wording/`, with one variant for each state of its figure ("V", "Z", "N", …)
and, where needed, of another one ("V outreach_attendees=N", "V a==b"). Rendered text keeps the place of each figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from liemchinh.kernel import vietnamese
from liemchinh.kernel.measures import Period
from liemchinh.kernel.sentence_parts import (
    Field,
    Figure,
    Maybe,
    Node,
    Question,
    SentenceError,
    Words,
    lead_figure,
    names,
    parse,
    walk,
)
from liemchinh.kernel.states import FigureState, State

__all__ = [
    "Ask", "Facts", "Field", "FieldValue", "Question", "Segment", "Segments", "SentenceError", "Shown", "Text",
    "amount", "before_full_stop", "count", "fill", "lead_figure", "longer_than_a_year", "names", "parse", "plain",
    "render", "tidy", "variant",
]  # fmt: skip

# --- What a rendered text is made of ---


class Text(NamedTuple):
    """Words."""

    text: str


class Shown(NamedTuple):
    """A figure in its place: a door to its records. `unit` (a code) and `year` narrow it; empty is the whole report."""

    text: str
    indicator: str
    unit: str = ""
    year: int = 0


class Ask(NamedTuple):
    """The place where a person writes; `text` is what is asked."""

    text: str


Segment = Text | Shown | Ask
Segments = tuple[Segment, ...]


def plain(segments: Sequence[Segment]) -> str:
    """The words alone, as they print; open questions print nothing."""
    return "".join(s.text for s in segments if not isinstance(s, Ask)).strip()


# --- Rendering ---

FieldValue = str | int | Decimal | date | Segments | None


def no_tail(_figure: FigureState, _compared: bool) -> str:
    """Nothing follows the figure."""
    return ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a text is filled with. `tail` gives the words after a figure (comparison, coverage)."""

    figures: Mapping[str, FigureState] = field(default_factory=dict)
    fields: Mapping[str, FieldValue] = field(default_factory=dict)
    tail: Callable[[FigureState, bool], str] = no_tail
    long_period: bool = False
    document: bool = True
    #: How a figure that is not exact reads; «x» is the figure.
    qualified: Mapping[str, str] = field(default_factory=lambda: _QUALIFIED)

    def state_of(self, name: str) -> State:
        """The state of a figure, or of a field (absent is NONE, 0 is ZERO)."""
        if name in self.figures:
            return self.figures[name].state
        value = self.fields.get(name)
        if value is None or value in ("", ()):
            return State.NONE
        return State.ZERO if isinstance(value, (int, Decimal)) and value == 0 else State.VALUE


def longer_than_a_year(period: Period) -> bool:
    """Whether documents say "giai đoạn" for the period, and no longer "kỳ" (WORDING 1.2)."""
    anniversary = (period.start.year + 1, period.start.month, period.start.day)
    return (period.end.year, period.end.month, period.end.day) >= anniversary


def count(value: Decimal | int, document: bool) -> str:
    """A count: 02 in documents, 2 on screens; a broken number with a comma."""
    whole = value == int(value)
    return vietnamese.count_in_document(int(value)) if whole and document else vietnamese.number(value)


def amount(value: Decimal, unit: str, document: bool) -> str:
    """A figure as it prints: money and area carry their unit and rates their sign; counts are bare."""
    if unit == "VND":
        return vietnamese.money(value)
    if unit == "m2":
        return vietnamese.area(value)
    return vietnamese.percent(value) if unit == "percent" else count(value, document)


def render(text: str, facts: Facts) -> Segments | None:
    """`text` filled with `facts`; None when a figure or field that the sentence cannot do without is missing."""
    if facts.long_period:
        text = _for_long_periods(text)
    nodes = _keep_clauses(parse(text), facts)
    if nodes is None:
        return None
    lead = facts.figures.get(lead_figure(text) or "")
    segments: Sequence[Segment] = _emit(nodes, facts, lead)
    if lead is not None and not any(isinstance(n, Figure) and n == Figure(lead.id, "cmp") for n in nodes):
        segments = before_full_stop(segments, facts.tail(lead, False))
    return _from_the_start(tidy(segments, text.rstrip().endswith(".")))


def fill(text: str, document: bool = True, /, **fields: FieldValue) -> str:
    """A text without figures as plain words, numbers as in documents or on screens. KeyError: a field is missing."""
    missing = {n.name for n in parse(text) if isinstance(n, Field)} - {k for k, v in fields.items() if v is not None}
    if missing:
        raise KeyError(", ".join(sorted(missing)))
    return plain(tidy(_emit(parse(text), Facts(fields=fields, document=document), None), False))


def _for_long_periods(text: str) -> str:
    for kỳ, giai_đoạn in (("rong kỳ", "rong giai đoạn"), ("kỳ trước", "giai đoạn trước")):
        text = re.sub(rf"{kỳ}\b", giai_đoạn, text)
    return text


def _keep_clauses(nodes: Sequence[Node], facts: Facts) -> list[Node] | None:
    """The nodes without the clauses whose figure is missing; None when the first clause is one of them."""
    kept: list[Node] = []
    dropping = ""
    for number, clause in enumerate(_clauses(nodes)):
        mark = _mark(clause)
        if dropping == "; " and mark == ", ":
            continue
        missing = [n for n in clause if not isinstance(n, Maybe) and not _sayable(n, clause, facts)]
        dropping = mark if missing else ""
        if missing and number == 0:
            return None
        if not missing:
            kept.extend(clause)
    return kept


def _clauses(nodes: Sequence[Node]) -> list[list[Node]]:
    clauses: list[list[Node]] = [[]]
    for node in nodes:
        if isinstance(node, Maybe):
            clauses += [[node], []]
        elif isinstance(node, Words):
            first, *others = re.split(r"(?=; )|(?=, )", node.text)
            clauses[-1] += [Words(first)] if first else []
            clauses += [[Words(other)] for other in others]
        else:
            clauses[-1].append(node)
    return [c for c in clauses if c]


def _mark(clause: Sequence[Node]) -> str:
    return clause[0].text[:2] if isinstance(clause[0], Words) else ""


def _sayable(node: Node, beside: Sequence[Node], facts: Facts) -> bool:
    """Whether a figure or field can stand in a sentence: 0 only as part of a fraction or as a rate."""
    if isinstance(node, Field):
        state = facts.state_of(node.name)
        return state is State.VALUE or (state is State.ZERO and _in_fraction(node, beside))
    if not isinstance(node, Figure) or node.form == "cmp":
        return True
    figure = facts.figures.get(node.id)
    if figure is None or not figure.printable:
        return False
    return bool(figure.value) or node.form == "pct" or _in_fraction(node, beside)


def _in_fraction(node: Node, beside: Sequence[Node]) -> bool:
    at = beside.index(node)
    around = [beside[i] for i in (at - 1, at + 1) if 0 <= i < len(beside)]
    return any(isinstance(n, Words) and "/" in (n.text[:1], n.text[-1:]) for n in around)


def _emit(nodes: Sequence[Node], facts: Facts, lead: FigureState | None) -> list[Segment]:
    out: list[Segment] = []
    for node in nodes:
        if isinstance(node, Words):
            out.append(Text(node.text))
        elif isinstance(node, Question):
            out.append(Ask(node.text))
        elif isinstance(node, Field):
            out.extend(_field(facts.fields.get(node.name), node.form, facts.document))
        elif isinstance(node, Figure):
            out.extend(_figure(node, facts))
        elif _present(node, facts):
            out.extend(_emit(node.nodes, facts, lead))
            out.extend(_own_coverage(node, facts, lead))
    return out


def _present(maybe: Maybe, facts: Facts) -> bool:
    held = [n.name if isinstance(n, Field) else n.id for n in walk(maybe.nodes) if isinstance(n, (Field, Figure))]
    return all(facts.state_of(name) in (State.VALUE, State.PART) for name in held)


def _own_coverage(maybe: Maybe, facts: Facts, lead: FigureState | None) -> list[Segment]:
    """For a clause whose figure covers other units than the sentence does: the words that say which."""
    for node in maybe.nodes:
        figure = facts.figures.get(node.id) if isinstance(node, Figure) else None
        if figure and figure.state is State.PART and (lead is None or figure.coverage != lead.coverage):
            return [Text(facts.tail(figure, False))]
    return []


def _field(value: FieldValue, form: str, document: bool) -> Sequence[Segment]:
    if isinstance(value, tuple):
        return value
    if isinstance(value, date):
        return [Text(vietnamese.date_text(value))]
    if isinstance(value, (int, Decimal)):
        unit = {"money": "VND", "area": "m2", "pct": "percent"}.get(form, "")
        return [Text(amount(Decimal(value), unit, document))]
    return [Text(value or "")]


_QUALIFIED: Mapping[str, str] = {"approx": "khoảng «x»", "at_least": "trên «x»"}


def _figure(node: Figure, facts: Facts) -> list[Segment]:
    figure = facts.figures[node.id]
    if node.form == "cmp":
        tail = facts.tail(figure, True)
        return [Text(tail)] if tail else []
    if figure.value is None:
        return []
    unit = {"money": "VND", "area": "m2", "pct": "percent"}.get(node.form, "")
    shown = Shown(amount(figure.value, unit, facts.document), figure.id)
    before, _x, after = facts.qualified.get(figure.qualifier, "«x»").partition("«x»")
    return [*([Text(before)] if before else []), shown, *([Text(after)] if after else [])]


def before_full_stop(segments: Sequence[Segment], tail: str) -> Sequence[Segment]:
    """The same with `tail` in front of the closing full stop."""
    if not tail:
        return segments
    last = segments[-1]
    if isinstance(last, Text) and last.text.rstrip().endswith("."):
        return [*segments[:-1], Text(last.text.rstrip()[:-1]), Text(tail), Text(".")]
    return [*segments, Text(tail)]


_REPAIRS = (
    (re.compile(r"[ \t\n]+"), " "),
    (re.compile(r" +(?=[,;.:)])"), ""),
    (re.compile(r"[,;:]+(?=[,;.])"), ""),
    (re.compile(r"\( "), "("),
)


def tidy(segments: Sequence[Segment], full_stop: bool) -> Segments:
    """Neighbouring words joined, and no space, comma or semicolon left over where a clause vanished."""
    joined: list[Segment] = []
    for segment in segments:
        if isinstance(segment, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].text + segment.text)
        elif segment.text or isinstance(segment, Ask):
            joined.append(segment)
    repaired = [Text(_repair(s.text)) if isinstance(s, Text) else s for s in joined]
    words = plain(repaired)
    if full_stop and words and not words.endswith((".", ":")):
        repaired.append(Text("."))
    return tuple(s for s in repaired if s.text or isinstance(s, Ask))


def _from_the_start(segments: Segments) -> Segments:
    if segments and isinstance(segments[0], Text):
        return (Text(segments[0].text.lstrip(" ,;.")), *segments[1:])
    return segments


def _repair(text: str) -> str:
    for pattern, replacement in _REPAIRS:
        text = pattern.sub(replacement, text)
    return text


# --- Choosing among the variants of a key ---

_CONDITION = re.compile(r"(\w+)(==|=)(\S+)")


def variant(variants: Mapping[str, str], state: State, facts: Facts) -> str | None:
    """The text for `state` whose conditions hold; the one with the most conditions wins, then the first."""
    fitting = [(label, text) for label, text in variants.items() if _fits(label, state, facts)]
    if not fitting and state is State.PART:
        return variant(variants, State.VALUE, facts)
    return max(fitting, key=lambda pair: len(pair[0].split()), default=("", None))[1]


def _fits(label: str, state: State, facts: Facts) -> bool:
    first, *conditions = label.split()
    return first == state.value and all(_holds(condition, facts) for condition in conditions)


def _holds(condition: str, facts: Facts) -> bool:
    match = _CONDITION.fullmatch(condition)
    if match is None:
        raise SentenceError(f"unknown condition: {condition}")
    name, sign, wanted = match.groups()
    if sign == "==":
        one, other = facts.figures.get(name), facts.figures.get(wanted)
        return bool(one and other and one.printable and other.printable and one.value == other.value)
    state = facts.state_of(name)
    known = State.NONE if state in (State.EXEMPT, State.SPARSE) else State.VALUE if state is State.PART else state
    return known.value == wanted
