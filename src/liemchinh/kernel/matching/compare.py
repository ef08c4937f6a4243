"""Are two petitions one matter? By their fingerprints: the facts that agree against those that contradict.

How alike two texts are decides little: a twin may be rewritten in other words, and the same printed form is filled in by
a thousand hands. What decides is how much of the shorter account the other account confirms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import log2
from typing import Final

from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.matching.fingerprint import EMPTY, Fingerprint, Mark

__all__ = ["LINKED", "Rarity", "Verdict", "compare", "rarity_of", "resemblance"]

#: token -> bits of surprise in the place where it is asked (log2 of all petitions over those with the fact); None: unknown
Rarity = Callable[[int], float | None]

#: From this score on two petitions are proposed as one matter.
LINKED: Final = 0.56

_FEWEST = 1 << 14  # in a small register a fact that stands twice is not thereby common
_TEXT_BITS = 22.0  # what a text that is the same throughout is worth beside the facts
_TEXT_FROM = 0.55  # forms of one print share this much of their letters
_DOUBT = 6.0  # bits: how much it takes to believe anything
_CONTRADICTS: Final = frozenset(("plot", "document", "code", "phone", "area", "money"))
_OTHER_WRITER = 0.55


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
    shared = [m for token, m in a.by_token.items() if token in b.by_token]
    only_a = [m for m in a.marks if not m.beside and m.token not in b.by_token]
    only_b = [m for m in b.marks if not m.beside and m.token not in a.by_token]
    alike = resemblance(a, b)
    text = _TEXT_BITS * max(0.0, alike - _TEXT_FROM) / (1 - _TEXT_FROM)
    agreed = [(_agreed(m, b.by_token[m.token], weigh), m.who or b.by_token[m.token].who) for m in shared]
    whole = _share(text + sum(bits for bits, _ in agreed), only_a, only_b, weigh)
    matter = _share(
        text + sum(bits for bits, who in agreed if not who),
        [m for m in only_a if not m.who],
        [m for m in only_b if not m.who],
        weigh,
    )
    bits = text + sum(bits for bits, _ in agreed)
    score = (0.4 * whole + 0.6 * matter) * bits / (bits + _DOUBT)
    other_writer = _other_writer(a, b)
    if other_writer:
        score *= _OTHER_WRITER
    return Verdict(
        round(score, 4),
        score >= LINKED,
        _kinds(m for m in shared if not m.beside),
        tuple(kind for kind in _kinds(only_a) if kind in _kinds(only_b)),
        round(alike, 4),
        round(bits, 1),
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


def _agreed(a: Mark, b: Mark, weigh: Callable[[Mark], float]) -> float:
    """What a shared fact is worth: half where one petition has it beside the matter, a quarter where both have."""
    return min(weigh(a), weigh(b)) * (0.5 if a.beside else 1.0) * (0.5 if b.beside else 1.0)


def _share(agreed: float, only_a: list[Mark], only_b: list[Mark], weigh: Callable[[Mark], float]) -> float:
    """How much of the shorter account the other confirms. A fact that one leaves out counts nothing while the other
    leaves out none; two plots, two documents, two amounts count twice."""
    left_a, left_b = sum(map(weigh, only_a)), sum(map(weigh, only_b))
    against = min(left_a, left_b)
    for kind in _CONTRADICTS:
        against += 0.5 * min(sum(weigh(m) for m in only_a if m.kind == kind), sum(weigh(m) for m in only_b if m.kind == kind))
    return (agreed + 1.0) / (agreed + against + 1.0)


def _other_writer(a: Fingerprint, b: Fingerprint) -> bool:
    signs_a = {m.token for m in a.marks if m.signs}
    signs_b = {m.token for m in b.marks if m.signs}
    return bool(signs_a and signs_b and signs_a.isdisjoint(b.by_token) and signs_b.isdisjoint(a.by_token))


def _kinds(marks: Iterable[Mark]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sorted(m.kind for m in marks if m.kind != "part")))


def resemblance(a: Fingerprint, b: Fingerprint) -> float:
    """The share of the shorter text's passages that the other has too, estimated from the sketches (error about 0.05)."""
    filled = same = 0
    for x, y in zip(a.sketch, b.sketch, strict=True):
        if x != EMPTY or y != EMPTY:
            filled += 1
            same += x == y
    jaccard = same / filled if filled else 0.0
    common = jaccard / (1 + jaccard) * (a.shingles + b.shingles)
    return min(1.0, common / max(1, min(a.shingles, b.shingles)))
