"""Reading what a person typed into a search box: words, "phrases", numbers and symbols such as 03-NQ/ĐU.

What is written together (12/2026, 03-NQ/ĐU) is a phrase. The last word may be unfinished.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from liemchinh.spine.search.tokens import Syllable, in_full, syllables

_PART: Final = re.compile(r"[\"“”«»]([^\"“”«»]*)(?:[\"“”«»]|$)|([^\s\"“”«»]+)")
#: So many words at most are asked for; nobody types more, and a pasted page must not become a question of thousands.
WORDS = 16
#: A word is completed from so many letters or figures on: two letters already say something, two figures are a number.
LETTERS, FIGURES = 2, 3


@dataclass(frozen=True, slots=True)
class Term:
    """Syllables that must follow one another; `unfinished` where the last of them may be the beginning of one."""

    syllables: tuple[Syllable, ...]
    unfinished: bool = False


def read(text: str) -> tuple[Term, ...]:
    """The terms of the question; empty where nothing in it can be searched for."""
    found: dict[tuple[Syllable, ...], None] = {}
    last_is_word = False
    text = in_full(text)
    for part in _PART.finditer(text):
        said = tuple(syllables(part[1] if part[1] is not None else part[2]))[:WORDS]
        if said:
            found.pop(said, None)
            found[said] = None
            last_is_word = part[2] is not None and not text[part.end() :]
    terms = list(found)[-WORDS:]
    return tuple(
        Term(said, last_is_word and number == len(terms) and _may_grow(said[-1]))
        for number, said in enumerate(terms, 1)
    )


def _may_grow(last: Syllable) -> bool:
    return len(last.folded) >= (FIGURES if last.folded.isdecimal() else LETTERS)
