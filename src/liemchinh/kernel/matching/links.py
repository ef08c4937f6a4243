"""The linked pairs among many petitions: candidates by their rows, verdicts, and what follows from two links."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from liemchinh.kernel.matching.bands import FEW, bands
from liemchinh.kernel.matching.compare import LINKED, compare, rarity_of
from liemchinh.kernel.matching.fingerprint import Fingerprint

__all__ = ["Link", "candidates", "links"]

_BY_WAY_OF_ANOTHER = 0.6  # of the score that links a pair by itself
_BITS_OF_ITS_OWN = 25.0  # and this much that both tell


@dataclass(frozen=True, slots=True)
class Link:
    """Two petitions that are one matter, with the score of the verdict that says so."""

    a: str
    b: str
    score: float


def candidates(prints: Mapping[str, Fingerprint]) -> set[tuple[str, str]]:
    """Pairs that share a row which few others share, each in the order of the mapping."""
    rows: dict[int, list[str]] = defaultdict(list)
    for name, printed in prints.items():
        for row in bands(printed):
            rows[row].append(name)
    return {pair for names in rows.values() if 1 < len(names) <= FEW for pair in combinations(names, 2)}


def links(prints: Mapping[str, Fingerprint]) -> list[Link]:
    """Every linked pair, best first.

    A first page and a retelling may share too little for a verdict of their own; where both are linked to one letter
    and nothing contradicts, they are linked too.
    """
    counts = Counter(mark.token for printed in prints.values() for mark in printed.marks)
    rarity = rarity_of(counts, len(prints))
    found: dict[tuple[str, str], float] = {}
    for a, b in candidates(prints):
        verdict = compare(prints[a], prints[b], rarity)
        if verdict.linked:
            found[a, b] = verdict.score
    order = {name: number for number, name in enumerate(prints)}
    for group in _groups(found):
        for pair in combinations(sorted(group, key=order.__getitem__), 2):
            if pair not in found:
                verdict = compare(prints[pair[0]], prints[pair[1]], rarity)
                nearly = verdict.score >= LINKED * _BY_WAY_OF_ANOTHER and verdict.bits >= _BITS_OF_ITS_OWN
                if verdict.linked or (nearly and not verdict.other_writer):
                    found[pair] = verdict.score
    return sorted(
        (Link(a, b, score) for (a, b), score in found.items()), key=lambda k: (-k.score, order[k.a], order[k.b])
    )


def _groups(pairs: Iterable[tuple[str, str]]) -> list[set[str]]:
    """The petitions that hang together by links."""
    group_of: dict[str, set[str]] = {}
    for a, b in pairs:
        joined = group_of.get(a, {a}) | group_of.get(b, {b})
        for name in joined:
            group_of[name] = joined
    return list({id(group): group for group in group_of.values()}.values())
