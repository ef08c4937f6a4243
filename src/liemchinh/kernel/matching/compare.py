"""Are two petitions one matter? By their fingerprints: the facts that agree against those that contradict.

How alike two texts are decides little: a twin may be rewritten in other words, and the same printed form is filled in
by a thousand hands. What decides is how much of the shorter account the other account confirms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import log2
from operator import eq
from typing import Final

from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.matching.facts import KINDS
from liemchinh.kernel.matching.fingerprint import EMPTY, Fingerprint, Mark

__all__ = ["LINKED", "Rarity", "Verdict", "compare", "rarity_of", "resemblance"]

#: token -> bits of surprise in this register: log2 of all petitions over those with the fact; None where not counted
Rarity = Callable[[int], float | None]

#: From this score on two petitions are proposed as one matter.
LINKED: Final = 0.5

_FEWEST = 1 << 14  # in a small register a fact that stands twice is not thereby common
_TEXT_BITS = 22.0  # what a text that is the same throughout is worth beside the facts
_TEXT_FROM = 0.55  # forms of one print share this much of their letters
_DOUBT = 10.0  # bits: how much it takes to believe anything
_WHERE = 0.35  # a place says where, not what: neighbours share it
_CONTRADICTS: Final = frozenset(("plot", "document", "code", "phone", "area", "money", "person", "sender"))
_FORM_FILLED = 14.0  # bits of contradiction from which on a text that is alike only shows that both used one form
_OTHER_WRITER, _OTHER_SIGNATURE = 0.55, 0.8  # another writer of other facts; another signature under the same letter
_NOTHING_ELSE = 5.0  # bits
#: What a matter is known by beside its people: the same accuser may write about the same accused again, another year.
_FIGURES: Final = frozenset(
    ("plot", "sheet", "document", "code", "money", "area", "number", "count", "date", "month", "year")
)
_CONFIRMED, _OTHER_MATTER, _SURELY = 0.2, 0.3, 8.0  # share of figures; what is taken off; bits from which on all of it


@dataclass(frozen=True, slots=True)
class Verdict:
    """`score` from 0 to 1, `linked` where it is enough to propose the pair; kinds of facts that agree and that differ.

    `resemblance` is the share of passages that the shorter text has in common with the other. `other_writer` says that
    both are signed and neither writer stands in the other petition.
    """

    score: float
    linked: bool
    agrees: tuple[str, ...]
    differs: tuple[str, ...]
    resemblance: float
    bits: float
    other_writer: bool


def rarity_of(counts: Mapping[int, int], petitions: int) -> Rarity:
    """Rarity from how many of the petitions hold each token; a token that is not counted is taken at its own weight."""
    everything = max(petitions, _FEWEST)

    def bits(token: int) -> float | None:
        count = counts.get(token, 0)
        return log2(everything / count) if count > 0 else None

    return bits


def compare(a: Fingerprint, b: Fingerprint, rarity: Rarity | None = None) -> Verdict:
    """The verdict on two fingerprints made with one key; the same whichever comes first."""
    if a.key_id != b.key_id:
        raise Refusal("Hai dấu so khớp được tạo bằng hai khóa khác nhau. Kiểm tra khóa so khớp đã thống nhất.")
    weigh = _weigher(rarity)
    shared = [(m, b.by_token[m.token]) for m in a.marks if m.token in b.by_token]
    only_a = [(m, weigh(m)) for m in a.marks if not m.beside and m.token not in b.by_token]
    only_b = [(m, weigh(m)) for m in b.marks if not m.beside and m.token not in a.by_token]
    alike, other_writer = resemblance(a, b), _other_writer(a, b)
    whole = _against(only_a, only_b)
    matter = _against([pair for pair in only_a if not pair[0].who], [pair for pair in only_b if not pair[0].who])
    text = _TEXT_BITS * max(0.0, alike - _TEXT_FROM) / (1 - _TEXT_FROM) * max(0.0, 1 - whole / _FORM_FILLED)
    agreed = agreed_matter = told = text
    for x, y in shared:
        bits = min(weigh(x), weigh(y)) * (0.5 if x.beside else 1.0) * (0.5 if y.beside else 1.0)
        agreed += bits
        agreed_matter += 0.0 if x.who and y.who else bits
        told += bits * (_WHERE if "place" in (x.kind, y.kind) else 1.0)
    score = (0.4 * _share(agreed, whole) + 0.6 * _share(agreed_matter, matter)) * told / (told + _DOUBT)
    score *= 1 - _OTHER_MATTER * _other_figures(shared, only_a, only_b)
    if other_writer:
        score *= _OTHER_WRITER if matter > _NOTHING_ELSE else _OTHER_SIGNATURE
    return Verdict(
        round(score, 4),
        score >= LINKED,
        _kinds(min(x.kind, y.kind, key=KINDS.index) for x, y in shared if not (x.beside and y.beside)),
        _kinds({m.kind for m, _ in only_a} & {m.kind for m, _ in only_b}),
        round(alike, 4),
        round(told, 1),
        other_writer,
    )


def _weigher(rarity: Rarity | None) -> Callable[[Mark], float]:
    if rarity is None:
        return lambda mark: mark.bits
    known = rarity

    def weigh(mark: Mark) -> float:
        here = known(mark.token)
        return mark.bits if here is None else max(0.0, min(mark.bits, here))

    return weigh


_Weighed = list[tuple[Mark, float]]


def _against(only_a: _Weighed, only_b: _Weighed) -> float:
    """Bits that contradict. What one account leaves out counts nothing while the other leaves out none; two plots, two
    documents, two persons or amounts count half as much again."""
    if not only_a or not only_b:
        return 0.0
    by_kind_a, by_kind_b = _by_kind(only_a), _by_kind(only_b)
    against = min(sum(by_kind_a.values()), sum(by_kind_b.values()))
    return against + 0.5 * sum(
        min(by_kind_a[k], by_kind_b[k]) for k in _CONTRADICTS & by_kind_a.keys() & by_kind_b.keys()
    )


def _other_figures(shared: list[tuple[Mark, Mark]], only_a: _Weighed, only_b: _Weighed) -> float:
    """From 0 to 1, how surely both tell of amounts, days and papers of which none is in the other account. Where the
    writer lives and the year, which many matters share, confirm nothing."""
    least = min(_figures(only_a), _figures(only_b))
    same = sum(
        min(x.bits, y.bits)
        for x, y in shared
        if x.kind in _FIGURES and x.kind != "year" and not (x.who or y.who or x.beside or y.beside)
    )
    return min(1.0, least / _SURELY) if same < _CONFIRMED * (same + least) else 0.0


def _figures(marks: _Weighed) -> float:
    return sum(mark.bits for mark, _ in marks if mark.kind in _FIGURES and not mark.who)


def _by_kind(marks: _Weighed) -> dict[str, float]:
    sums: dict[str, float] = {}
    for mark, bits in marks:
        sums[mark.kind] = sums.get(mark.kind, 0.0) + bits
    return sums


def _share(agreed: float, against: float) -> float:
    """How much of the shorter account the other confirms."""
    return (agreed + 1.0) / (agreed + against + 2.0)


def _other_writer(a: Fingerprint, b: Fingerprint) -> bool:
    signs_a = {m.token for m in a.marks if m.signs}
    signs_b = {m.token for m in b.marks if m.signs}
    return bool(signs_a and signs_b and signs_a.isdisjoint(b.by_token) and signs_b.isdisjoint(a.by_token))


def _kinds(kinds: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({*kinds} - {"part"}))


def resemblance(a: Fingerprint, b: Fingerprint) -> float:
    """The share of the shorter text's passages that the other has too, by the sketches (error about 0.05)."""
    sketches = zip(a.sketch, b.sketch, strict=True)
    empty = sum(x == y == EMPTY for x, y in sketches) if EMPTY in a.sketch else 0
    same = sum(map(eq, a.sketch, b.sketch)) - empty
    jaccard = same / (len(a.sketch) - empty) if empty < len(a.sketch) else 0.0
    common = jaccard / (1 + jaccard) * (a.shingles + b.shingles)
    return min(1.0, common / max(1, min(a.shingles, b.shingles)))
