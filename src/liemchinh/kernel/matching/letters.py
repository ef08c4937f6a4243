"""The letters of a petition made comparable: diacritics dropped, what scanners confuse made one, boilerplate marked.

Every step keeps positions: `Page.text` is what a person reads, `Page.shape` the same characters without diacritics, so
a fact found in the one can be shown in the other.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

__all__ = ["Page", "Word", "alike", "alike_set", "page"]


def _shape_table() -> dict[int, str]:
    table = {code: chr(code) for code in range(0x80)}
    for code in [*range(0xA0, 0x250), *range(0x1E00, 0x1F00)]:
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii():
            table[code] = base
    table |= dict.fromkeys(map(ord, "“”„«»"), '"') | dict.fromkeys(map(ord, "‘’`´"), "'")
    table |= dict.fromkeys(map(ord, "–—‑−"), "-") | dict.fromkeys(map(ord, "\u00a0\u2009\u202f"), " ")
    return table | {ord("đ"): "d", ord("Đ"): "D", ord("²"): "2", ord("³"): "3", ord("…"): "."}


_SHAPE: Final = _shape_table()
_MARKS: Final = re.compile("[\u0300-\u036f\u200b-\u200d\ufeff]")
_SEEN_AS: Final = (("rn", "m"), ("ri", "n"), ("cl", "d"), ("vv", "w"))
_SEEN_AS_ONE: Final = str.maketrans("qbelj", "ghcii")


@lru_cache(maxsize=16_384)
def alike(word: str) -> str:
    """The folded word with the letters that scanners take for each other made one: h b, g q, e c, l i, n ri, m rn.

    No Vietnamese word has «rn» or «cl»; the words that fall together by the others are few, and a fact has many
    letters.
    """
    word = word.lower()
    for seen, meant in _SEEN_AS:
        word = word.replace(seen, meant)
    return word.translate(_SEEN_AS_ONE)


def alike_set(words: str) -> frozenset[str]:
    """The words of a line, `_` standing for the space inside one, as `alike` spells them."""
    return frozenset(" ".join(map(alike, word.split("_"))) for word in words.split())


class Word(NamedTuple):
    """A word or number of a page: its place, its letters without diacritics, small, and as scanners see them."""

    start: int
    end: int
    shape: str
    folded: str
    seen: str
    is_number: bool
    is_title: bool  # a capital and small letters, as each syllable of a name is written
    breaks: bool  # a line ended between this word and the one before it
    gap: str  # the characters before it: empty where two words were run together

    @property
    def is_upper(self) -> bool:
        return len(self.shape) > 1 and self.shape.isupper()


@lru_cache(maxsize=16_384)
def _spelt(shape: str) -> tuple[str, str, bool]:
    return shape.lower(), alike(shape), shape[0].isupper() and not shape[1:].isupper()


def _word(start: int, shape: str, gap: str) -> Word:
    folded, seen, title = _spelt(shape)
    return Word(start, start + len(shape), shape, folded, seen, False, title, gap != " " and "\n" in gap, gap)


# a number with what clings to it (1182/QD-UBND, L7-15, 45.000d, nam2024), then words; «UBNDhuyen» and «quanDong» part
_WORD: Final = re.compile(
    r"(?P<number>(?:[A-Za-z]{1,4}[-.]?)?\d(?:\w|[.,](?=\d|[OolI][\dOolI]{2}(?![A-Za-z]))|[/-](?=\w))*)"
    r"|UBND|HDND|MTTQ|[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+|[A-Z]"
)
_ONSET, _RIME = r"(?:ngh?|[cgknpt]h|gi|qu|tr|[bcdghklmnprstvx])?", r"[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
_SYLLABLE: Final = re.compile(_ONSET + _RIME)
_SEVERAL: Final = re.compile(f"({_ONSET}{_RIME})(?:{_ONSET}{_RIME})+")


@lru_cache(maxsize=16_384)
def _run_together(shape: str) -> int:
    """Where a capitalised syllable ends that runs into the next word («Mẫnvà»: 3); 0 where it is one syllable or
    none."""
    word = meant = shape.lower()
    for seen, letter in _SEEN_AS:
        meant = meant.replace(seen, letter)
    if _SYLLABLE.fullmatch(word) or _SYLLABLE.fullmatch(meant):
        return 0
    several = _SEVERAL.fullmatch(word)
    return len(several[1]) if several else 0


@dataclass(frozen=True)
class Page:
    """A petition's text, cleaned (`text`), without diacritics (`shape`), and cut into `words`."""

    text: str
    shape: str

    @cached_property
    def words(self) -> tuple[Word, ...]:
        found: list[Word] = []
        end = 0
        for match in _WORD.finditer(self.shape):
            start, shape = match.start(), match[0]
            gap = self.shape[end:start]
            end = match.end()
            if match.lastgroup:  # a number
                found.append(Word(start, end, shape, shape.lower(), shape, True, False, "\n" in gap, gap))
                continue
            cut = _run_together(shape) if len(shape) > 4 and shape[0].isupper() else 0
            if cut:
                found.append(_word(start, shape[:cut], gap))
                start, shape, gap = start + cut, shape[cut:], ""
            found.append(_word(start, shape, gap))
        return tuple(found)

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    def word_at(self, position: int) -> int:
        """The number of the first word that starts at or after the position."""
        return bisect_right(self._starts, position - 1)

    @cached_property
    def stream(self) -> str:
        """Letters and figures as scanners see them, without spaces: run-together and broken words come out alike."""
        return "".join(word.seen.lower() for word in self.words)


def page(text: str) -> Page:
    """The page of a text. Never fails: any string is a page."""
    cleaned = _MARKS.sub("", unicodedata.normalize("NFC", text)).replace("\r\n", "\n").replace("\r", "\n")
    return Page(cleaned, cleaned.translate(_SHAPE))
