"""What two petitions have in common and where they contradict, with the places in both texts: for pages side by
side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from liemchinh.kernel.matching.compare import Verdict
from liemchinh.kernel.matching.facts import Fact, facts
from liemchinh.kernel.matching.letters import Page, page

__all__ = ["LABELS", "Difference", "Explanation", "Passage", "Shared", "explain", "sentence"]

Span = tuple[int, int]

#: What officials call each kind of fact, in Vietnamese and in English.
LABELS: Final[dict[str, tuple[str, str]]] = {
    "sender": ("người đứng đơn", "petitioner"),
    "person": ("người được nêu tên", "person named"),
    "name": ("tên riêng", "name"),
    "place": ("địa điểm", "place"),
    "plot": ("số thửa, số lô", "plot"),
    "sheet": ("tờ bản đồ", "map sheet"),
    "document": ("số văn bản", "document number"),
    "code": ("mã số, số nhà", "code or house number"),
    "money": ("số tiền", "amount"),
    "area": ("diện tích", "area"),
    "number": ("số liệu", "figure"),
    "count": ("số lượng", "count"),
    "date": ("ngày", "day"),
    "month": ("tháng", "month"),
    "year": ("năm", "year"),
    "phone": ("số điện thoại", "telephone number"),
}

_PASSAGE = 5  # words in a row
_REPEATS = 8  # places of one passage that are tried


@dataclass(frozen=True, slots=True)
class Shared:
    """A fact that both tell, and where in each."""

    kind: str
    text: str
    in_a: tuple[Span, ...]
    in_b: tuple[Span, ...]
    bits: float


@dataclass(frozen=True, slots=True)
class Difference:
    """Facts of one kind that only the one and only the other tells: two plots, two amounts."""

    kind: str
    in_a: tuple[Span, ...]
    in_b: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Five words or more in a row that both texts have, however they are spelt."""

    in_a: Span
    in_b: Span


@dataclass(frozen=True, slots=True)
class Explanation:
    """All places are positions in `text_a` and `text_b`, the texts in composed Unicode: show these, not the
    originals."""

    text_a: str
    text_b: str
    shared: tuple[Shared, ...]
    differences: tuple[Difference, ...]
    only_a: tuple[Fact, ...]
    only_b: tuple[Fact, ...]
    passages: tuple[Passage, ...]


def explain(text_a: str, text_b: str) -> Explanation:
    """What agrees and what differs between two texts; the most telling fact first."""
    a, b = page(text_a), page(text_b)
    facts_a, facts_b = _by_token(facts(a)), _by_token(facts(b))
    shared = [_shared(a, facts_a[token], facts_b[token]) for token in facts_a if token in facts_b]
    only_a = [fact for token, found in facts_a.items() if token not in facts_b for fact in found if not fact.beside]
    only_b = [fact for token, found in facts_b.items() if token not in facts_a for fact in found if not fact.beside]
    return Explanation(
        a.text,
        b.text,
        tuple(sorted(shared, key=lambda s: (-s.bits, s.in_a))),
        tuple(_differences(only_a, only_b)),
        tuple(only_a),
        tuple(only_b),
        tuple(_passages(a, b)),
    )


def _by_token(found: Iterable[Fact]) -> dict[str, list[Fact]]:
    tokens: dict[str, list[Fact]] = defaultdict(list)
    for fact in found:
        if fact.kind != "part":
            tokens[fact.token].append(fact)
    return tokens


def _shared(a: Page, in_a: list[Fact], in_b: list[Fact]) -> Shared:
    kind = "sender" if any(f.signs for f in (*in_a, *in_b)) else in_a[0].kind
    first = in_a[0]
    return Shared(
        kind, a.text[first.start : first.end], _spans(in_a), _spans(in_b), max(f.bits for f in (*in_a, *in_b))
    )


def _spans(found: Iterable[Fact]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys((fact.start, fact.end) for fact in found))


def _differences(only_a: list[Fact], only_b: list[Fact]) -> list[Difference]:
    """Kinds of which each tells something that the other does not, in the order of `LABELS`."""
    found = []
    for kind in LABELS:
        in_a = _spans(f for f in only_a if f.kind == kind)
        in_b = _spans(f for f in only_b if f.kind == kind)
        if in_a and in_b:
            found.append(Difference(kind, in_a, in_b))
    return found


def _passages(a: Page, b: Page) -> list[Passage]:
    """The longest common passages from the beginning of `a` on; a word of `a` stands in one passage only."""
    seen_a, seen_b = [w.seen for w in a.words], [w.seen for w in b.words]
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in range(len(seen_b) - _PASSAGE + 1):
        places[tuple(seen_b[j : j + _PASSAGE])].append(j)
    found: list[Passage] = []
    i = 0
    while i <= len(seen_a) - _PASSAGE:
        starts = places.get(tuple(seen_a[i : i + _PASSAGE]), [])[:_REPEATS]
        length, start = max(((_common(seen_a, seen_b, i, j), j) for j in starts), default=(0, 0))
        if length:
            found.append(Passage(_span(a, i, length), _span(b, start, length)))
        i += length or 1
    return found


def _common(a: list[str], b: list[str], i: int, j: int) -> int:
    length = 0
    while i + length < len(a) and j + length < len(b) and a[i + length] == b[j + length]:
        length += 1
    return length


def _span(text: Page, first: int, length: int) -> Span:
    return text.words[first].start, text.words[first + length - 1].end


def sentence(verdict: Verdict, lang: Literal["vi", "en"] = "vi") -> str:
    """Why a pair is proposed or not, in one sentence: «Trùng: người đứng đơn, số tiền. Khác: ngày. Câu chữ giống
    84%.»"""
    which = 0 if lang == "vi" else 1
    agree, differ, alike = (("Trùng", "Khác", "Câu chữ giống"), ("Agree", "Differ", "Wording alike"))[which]
    parts = [
        f"{word}: {', '.join(LABELS[kind][which] for kind in LABELS if kind in kinds)}."
        for word, kinds in ((agree, verdict.agrees), (differ, verdict.differs))
        if kinds
    ]
    return " ".join([*parts, f"{alike} {round(verdict.resemblance * 100)}%."])
