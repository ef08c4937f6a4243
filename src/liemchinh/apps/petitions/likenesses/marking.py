"""Two texts with their facts marked, for the page side by side; whoever wrote them is covered first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from liemchinh.apps.petitions.likenesses.reading import words
from liemchinh.apps.petitions.likenesses.texts import shown
from liemchinh.apps.petitions.models import Petition
from liemchinh.kernel.matching import Explanation, explain
from liemchinh.kernel.matching.facts import facts
from liemchinh.kernel.matching.letters import page
from liemchinh.kernel.vietnamese import fold

#: What stands in place of a covered name; no letter, so that nothing takes it for one.
COVER: Final = "▇▇▇▇"
_LONGEST = 30_000  # characters of each text that are compared on a page


class Span(NamedTuple):
    """Part of a text, and how it is marked: "same" or "other"."""

    start: int
    end: int
    how: str


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of fact below the texts: what both say, or that each says something else."""

    label: str
    same: bool
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Texts:
    """Both texts as HTML, and the facts in words."""

    sides: tuple[SafeString, SafeString]
    facts: tuple[Line, ...]


def of(petitions: Sequence[Petition], covered: Mapping[int, Sequence[str]]) -> Texts:
    """The texts of two petitions, their facts marked; `covered` names who must not be read, by petition."""
    a, b = (cover(shown(p)[:_LONGEST], covered[p.pk]) for p in petitions)
    found = explain(a, b)
    return Texts(
        (marked(found.text_a, _spans(found, of_a=True)), marked(found.text_b, _spans(found, of_a=False))),
        tuple(_lines(found)),
    )


def cover(text: str, names: Sequence[str]) -> str:
    """The text without these names, however they are spelt, and without those by which it names its writers itself;
    with no names it stays as it is."""
    if not names:
        return text
    read = page(text)
    spans = [m.span() for name in names if name.strip() for m in _spelt(name).finditer(read.shape.lower())]
    spans += [(fact.start, fact.end) for fact in facts(read) if fact.signs]
    text = read.text
    for start, end in reversed(_merged(spans)):
        text = text[:start] + COVER + text[end:]
    return text


def _spelt(name: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, fold(name).split())) + r"(?!\w)")


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _spans(found: Explanation, *, of_a: bool) -> list[Span]:
    """Which parts are marked; a fact that contradicts goes before one that agrees, where both claim a place."""
    other = [span for d in found.differences for span in (d.in_a if of_a else d.in_b)]
    same = [span for s in found.shared for span in (s.in_a if of_a else s.in_b)]
    return [*(Span(*span, "other") for span in other), *(Span(*span, "same") for span in same)]


def marked(text: str, spans: Iterable[Span]) -> SafeString:
    """The text escaped, its spans in `<mark>`; of spans that overlap the first begun stands."""
    parts: list[str] = []
    at = 0
    for span in sorted(spans, key=lambda s: (s.start, s.how != "other", -s.end)):
        if span.start < at or span.end <= span.start:
            continue
        parts.append(escape(text[at : span.start]))
        parts.append(_mark(text[span.start : span.end], span.how))
        at = span.end
    parts.append(escape(text[at:]))
    return mark_safe("".join(parts))  # noqa: S308 - every part was escaped above


def _mark(text: str, how: str) -> str:
    if how == "same":
        return format_html('<mark class="is-ok">{}</mark>', text)
    return format_html("<mark>{}<sup>≠</sup></mark>", text)


def _lines(found: Explanation) -> Iterable[Line]:
    """The facts by kind: first those that both tell, the most telling kinds first; then those that contradict."""
    same: dict[str, list[str]] = {}
    for one in found.shared:
        same.setdefault(one.kind, []).append(one.text)
    for kind, texts in same.items():
        yield Line(words([kind])[0], True, tuple(dict.fromkeys(texts))[:6])
    for d in found.differences:
        a, b = (" · ".join(dict.fromkeys(t[s:e] for s, e in spans)) for t, spans in
                ((found.text_a, d.in_a), (found.text_b, d.in_b)))  # fmt: skip
        yield Line(words([d.kind])[0], False, (a, b))
