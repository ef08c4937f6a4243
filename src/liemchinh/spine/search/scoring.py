"""How well a record answers a question: no secret weights, an order that can be told in a sentence.

Better is: more of the words with the marks as typed; then the words in the order asked, one right after the other; then
whole words before begun ones; then words nearer the beginning of the record. The newer record comes first among equals.
"""

from __future__ import annotations

from collections.abc import Sequence

from liemchinh.spine.search.asked import Term
from liemchinh.spine.search.tokens import token

Score = tuple[int, int, int, int]
#: Where a word stands is compared in steps of so many places: a word earlier or later in one heading says nothing.
STEP = 10


def score(terms: Sequence[Term], places: Sequence[str]) -> Score:
    """Lower is better."""
    said = set(places)
    asked = [s for term in terms for s in term.syllables]
    marks = sum(1 for s in asked if s.marked and _either(s.marked) & said)
    whole = sum(1 for s in asked if _either(s.folded) & said)
    first = token(asked[0].folded)
    starts = [at for at, here in enumerate(places) if here in (first, token(asked[0].folded, guarded=True))]
    run = max((_run(places, at, [s.folded for s in asked]) for at in starts), default=0)
    return -marks, -run, -whole, (starts[0] if starts else len(places)) // STEP


def _either(syllable: str) -> set[str]:
    return {token(syllable), token(syllable, guarded=True)}


def _run(places: Sequence[str], at: int, asked: Sequence[str]) -> int:
    """How many of the syllables follow one another from this place on."""
    count = 0
    for here, syllable in zip(places[at:], asked, strict=False):
        if here not in (token(syllable), token(syllable, guarded=True)):
            break
        count += 1
    return count
