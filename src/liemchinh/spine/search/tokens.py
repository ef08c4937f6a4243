"""From text to what stands in the index: syllables folded once in Python, the same for writing and for asking.

«Đất ở, 03-NQ/ĐU» → dat o 3 nq du. Beside them stand the syllables with their marks, so that exact hits can come first;
syllables of guarded text carry a sign of their own, so that a question without the right cannot meet them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from liemchinh.kernel.spelling import normalise_tones
from liemchinh.kernel.vietnamese import fold

#: Raised when tokens come out otherwise than before: `complete` then builds the index anew.
VERSION: Final = 1
#: Between two texts of a record: it takes a place, so no phrase spans it. Not a token that can be asked for.
BREAK: Final = ""
LONGEST = 60
_SYLLABLE: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Words:
    """What a record is found by. `guarded` (names, addresses) is searched only by readers with the register's right."""

    open: Sequence[str] = ()
    guarded: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Syllable:
    """One syllable or number: `folded`, and `marked` as it is written where that differs (otherwise "")."""

    folded: str
    marked: str


def syllables(text: str) -> list[Syllable]:
    """The syllables and numbers of the text, in order; composed and decomposed text come out alike."""
    return [_syllable(found) for found in _SYLLABLE.findall(unicodedata.normalize("NFC", text.lower()))]


@lru_cache(maxsize=50_000)
def _syllable(written: str) -> Syllable:
    marked = normalise_tones(written)[:LONGEST]
    folded = fold(marked)
    if folded.isdecimal():
        return Syllable(folded.lstrip("0") or "0", "")  # 03-NQ/ĐU and 3-NQ/ĐU are one number
    return Syllable(folded, "" if folded == marked else marked)


def token(syllable: str, *, guarded: bool = False) -> str:
    """The one place where a syllable becomes what stands in the index."""
    return f"~{syllable}" if guarded else syllable


def of_unit(unit_id: int) -> str:
    return f"@{unit_id}"


def of_state(state: str) -> str:
    return f"${state}"


def of_record(words: Words, unit_id: Any, state: str) -> list[str]:
    """All tokens of a record in their places; unit and state stand among them so that the index can narrow by them."""
    places: list[str] = []
    marks: dict[str, None] = {}
    for texts, guarded in ((words.open, False), (words.guarded, True)):
        for text in texts:
            for syllable in syllables(text):
                places.append(token(syllable.folded, guarded=guarded))
                if syllable.marked:
                    marks[token(syllable.marked, guarded=guarded)] = None
            places.append(BREAK)
    scope = () if unit_id is None else (of_unit(unit_id),)
    return [*places, *marks, *scope, of_state(state)]


def terms(places: Iterable[str]) -> set[str]:
    """The tokens that a prefix may be completed to."""
    return {t for t in places if t and t[0] not in "@$"}
