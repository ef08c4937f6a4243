"""Under which numbers a petition is found again: rows for an index, so that no text is compared with a million others.

Some rows stand for passages (letters sent again almost as they were), some for one fact that hardly any other petition
has, some for two facts together. Whoever stores them needs nothing but an index from number to petition. A query reads
at most FEW + 1 petitions of each row, so that rows which thousands share (a printed form, a common name) cost nothing,
and hands them to `shortlist`.
"""

from __future__ import annotations

import heapq
import struct
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import combinations
from typing import Final

from liemchinh.kernel.matching.fingerprint import EMPTY, Fingerprint, Mark

__all__ = ["FEW", "bands", "shortlist"]

#: A row with more petitions than this says too little to be followed.
FEW: Final = 64
_BANDS, _ROWS = 12, 6
_NARROW_BANDS, _NARROW_ROWS = 24, 4
_FEW_FACTS = 90.0  # bits
_RARE = 9.5  # bits from which on one fact alone is a row
_SINGLES, _WITH_WRITER, _TOGETHER = 8, 8, 5
_MOST_COMMON: Final = frozenset(("year", "count", "part"))


def bands(of: Fingerprint) -> tuple[int, ...]:
    """The rows of a fingerprint: some 30 to 60 distinct numbers of 63 bits, which fit a signed column of a database.

    A fact's own row is `mark.token >> 1`, so the count of a row is how many petitions have the fact.
    """
    return tuple(dict.fromkeys([*_facts(of), *_passages(of)]))


def shortlist(found: Iterable[Sequence[int]], most: int = 12) -> list[int]:
    """The petitions worth a verdict, most promising first; `found` holds the petitions of each row.

    Rows with more than FEW petitions are passed over; the fewer a row has, the more it says.
    """
    says: dict[int, float] = {}
    for petitions in found:
        if len(petitions) <= FEW:
            for petition in petitions:
                says[petition] = says.get(petition, 0.0) + 1 / (1 + len(petitions))
    return heapq.nlargest(most, says, key=lambda petition: (says[petition], -petition))


def _passages(of: Fingerprint) -> Iterator[int]:
    """Letters that are nearly the same share a wide band; a letter that tells few facts has narrow ones besides, under
    which it is found with a third of its passages changed."""
    yield from _banded(of.sketch, _BANDS, _ROWS)
    if sum(m.bits for m in of.marks if not m.beside) < _FEW_FACTS:
        yield from _banded(of.sketch, _NARROW_BANDS, _NARROW_ROWS)


def _banded(sketch: tuple[int, ...], count: int, rows: int) -> Iterator[int]:
    for band in range(count):
        part = sketch[band * rows : (band + 1) * rows]
        if part.count(EMPTY) * 2 <= rows:
            yield _number(b"band", band, *part)


def _facts(of: Fingerprint) -> Iterator[int]:
    told = sorted((m for m in of.marks if not m.beside and m.kind not in _MOST_COMMON), key=_by_weight)
    rare = [m for m in told if m.bits >= _RARE]
    yield from (m.token >> 1 for m in rare[:_SINGLES])
    pairs = list(combinations(told[:_TOGETHER], 2))
    writer = next((m for m in told if m.signs), None)
    if writer:
        pairs += [(writer, m) for m in [m for m in told if not m.signs][:_WITH_WRITER]]
    yield from (_number(b"pair", *sorted((a.token, b.token))) for a, b in pairs)


def _by_weight(mark: Mark) -> tuple[float, int]:
    return -mark.bits, mark.token


def _number(kind: bytes, *parts: int) -> int:
    digest = blake2b(struct.pack(f">{len(parts)}Q", *parts), digest_size=8, person=kind).digest()
    return int.from_bytes(digest, "big") >> 1
