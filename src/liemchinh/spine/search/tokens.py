"""From text to what stands in the index: syllables folded once in Python, the same for writing and for asking.

«Đất ở, 03-NQ/ĐU» → dat o 3 nq du. Beside them stand the syllables with their marks, so that exact hits can come first;
syllables of guarded text carry a sign of their own, so that a question without the right cannot meet them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from liemchinh.kernel.spelling import normalise_tones
from liemchinh.kernel.vietnamese import fold

#: Raised when tokens come out otherwise than before: `complete` then builds the index anew.
VERSION: Final = 2
#: Between two texts of a record: it takes a place, so no phrase spans it. No syllable, so nobody can ask for it.
BREAK: Final = "·"
LONGEST = 60
_SYLLABLE: Final = re.compile(r"[^\W_]+")
#: «P.12», «KP5» and «Q. 1» are said in full. The points keep the words together where a question is cut at its spaces.
_LEVELS: Final = {"p": "phường", "q": "quận", "kp": "khu.phố", "tdp": "tổ.dân.phố"}
_SHORTENED: Final = re.compile(r"(?<![^\W_])(kp|tdp|[pq])\s?\.?\s?(\d{1,3})(?![^\W_])")


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
    return [_syllable(written) for written in _split(text)]


def in_full(text: str) -> str:
    """The text in small letters, composed, with «P.12» written out as «phường.12»."""
    small = unicodedata.normalize("NFC", text.lower())
    return _SHORTENED.sub(lambda found: f"{_LEVELS[found[1]]}.{found[2]}", small)


def _split(text: str) -> list[str]:
    return _SYLLABLE.findall(in_full(text))


def _syllable(written: str) -> Syllable:
    marked = normalise_tones(written)[:LONGEST]
    folded = fold(marked)
    if folded.isdecimal():
        return Syllable(folded.lstrip("0") or "0", "")  # 03-NQ/ĐU and 3-NQ/ĐU are one number
    return Syllable(folded, "" if folded == marked else marked)


def token(syllable: str, *, guarded: bool = False) -> str:
    """The one place where a syllable becomes what stands in the index."""
    return f"~{syllable}" if guarded else syllable


class _Tokens(dict[str, tuple[str, str]]):
    """Syllable as written -> its tokens without and with marks ("" where there are none), each worked out once.

    A register of a million records has some thousands of syllables.
    """

    def __init__(self, *, guarded: bool) -> None:
        super().__init__()
        self.guarded = guarded

    def __missing__(self, written: str) -> tuple[str, str]:
        if len(self) > 100_000:
            self.clear()
        said = _syllable(written)
        marked = token(said.marked, guarded=self.guarded) if said.marked else ""
        found = self[written] = (token(said.folded, guarded=self.guarded), marked)
        return found


_OPEN: Final = _Tokens(guarded=False)
_GUARDED: Final = _Tokens(guarded=True)


def of_unit(unit_id: int) -> str:
    return f"@{unit_id}"


def of_state(state: str) -> str:
    return f"${state}"


def of_record(words: Words, unit_id: Any, state: str) -> list[str]:
    """All tokens of a record in their places; unit and state stand among them so that the index can narrow by them."""
    places: list[str] = []
    marks: dict[str, None] = {}
    for texts, tokens in ((words.open, _OPEN), (words.guarded, _GUARDED)):
        for text in texts:
            said = [tokens[written] for written in _split(text)]
            places += [folded for folded, _marked in said]
            places.append(BREAK)
            marks |= dict.fromkeys([marked for _folded, marked in said])
    marks.pop("", None)
    scope = () if unit_id is None else (of_unit(unit_id),)
    return [*places, *marks, *scope, of_state(state)]
