"""One spelling for all texts, with the way back: matching sees folded text, quotes are cut from the text as read.

Folded text has one character for each written letter (a letter and its combining marks are one), lower case, one kind
of dash, quote and space, and one place for the tone mark (hoà is hòa, uỷ is ủy). `bare` lost its diacritics too.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_SAME: Final = {
    **dict.fromkeys(
        map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"), " "
    ),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-"),
    **dict.fromkeys(map(ord, "“”„‟«»″"), '"'),
    **dict.fromkeys(map(ord, "‘’‚‛′"), "'"),
    ord("ð"): "đ",
    ord("Ð"): "Đ",
    ord("∕"): "/",
    ord("⁄"): "/",
    ord("："): ":",
}
_INVISIBLE: Final = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
_HAS_INVISIBLE: Final = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")

# Old place of the tone mark -> new place, in a syllable that ends there: hoà -> hòa, khoẻ -> khỏe, uỷ -> ủy.
_MOVED: Final = {
    **{"o" + a: o + "a" for a, o in zip("àáảãạ", "òóỏõọ", strict=True)},
    **{"o" + a: o + "e" for a, o in zip("èéẻẽẹ", "òóỏõọ", strict=True)},
    **{"u" + a: u + "y" for a, u in zip("ỳýỷỹỵ", "ùúủũụ", strict=True)},
}
_OLD_TONE: Final = re.compile(r"o[àáảãạèéẻẽẹ](?!\w)(?<!qo.)|u[ỳýỷỹỵ](?!\w)(?<!qu.)")
# Two spellings of one word: i and y after these letters, where both are in use.
_Y: Final = dict(zip("iìíỉĩị", "yỳýỷỹỵ", strict=True))
_SHORT_I: Final = re.compile(r"([hklmt])([iìíỉĩị])(?!\w)(?<!\w[hklmt].)")

_STRIPPED: Final[dict[int, str]] = {
    code: unicodedata.normalize("NFD", chr(code))[0]
    for code in (*range(0xC0, 0x250), *range(0x1EA0, 0x1F00))
    if unicodedata.normalize("NFD", chr(code))[0] != chr(code)
} | {ord("đ"): "d", ord("Đ"): "D"}


@dataclass(frozen=True, slots=True)
class Folded:
    """`plain[i]` and `cased[i]` stand for `original[place(i, i + 1)]`."""

    plain: str
    cased: str
    starts: tuple[int, ...] | None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The span in the text as read for a span in the folded text."""
        if self.starts is None or end <= start:
            return start, end
        return self.starts[start], self.starts[end]


def one_spelling(lower: str) -> str:
    """Lower-case composed text with the tone mark in its new place; never changes the length."""
    lower = _OLD_TONE.sub(lambda m: _MOVED[m.group()], lower)
    return _SHORT_I.sub(lambda m: m[1] + _Y[m[2]], lower)


def word_set(words: str, between: str | None = None) -> frozenset[str]:
    """The words of a list written as one string."""
    return frozenset(words.split(between))


def bare(plain: str) -> str:
    """Without diacritics, the length unchanged."""
    return plain.translate(_STRIPPED)


_OTHER_SPELLING: Final = re.compile("[" + "".join(map(chr, _SAME)) + "]")


def _same(text: str) -> str:
    """`text` with one kind of dash, quote and space; few letters are of another, so these alone are looked at."""
    return _OTHER_SPELLING.sub(lambda m: _SAME[ord(m.group())], text)


def _lower(cased: str) -> str:
    lower = cased.lower()
    return lower if len(lower) == len(cased) else "".join(c.lower()[:1] for c in cased)


def fold(text: str) -> Folded:
    """Fold `text`; any text at all may come in."""
    if unicodedata.is_normalized("NFC", text) and not _HAS_INVISIBLE.search(text):
        cased, starts = _same(text), None
    else:
        cased, starts = _clusters(text)
    return Folded(one_spelling(_lower(cased)), cased, starts)


_COMMA_GROUP: Final = re.compile(r",\d{3}")
_COMMA_GROUPS: Final = re.compile(r"(?<![\d.,/])\d{1,3}(?:,\d{3})+(?![\d,/])")
_DOT_GROUPS: Final = re.compile(r"(?<![\d.,/])\d{1,3}(?:\.\d{3})+(?![\d./])")
_WRITTEN: Final = re.compile(r"(?<![\d.,/])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d/])|(?<![\d.,/])\d+\.\d+(?![\d./])")
#: Stands for the decimal point of the English habit, which nothing else can be taken for.
POINT: Final = "\u066b"


def with_vietnamese_numbers(folded: Folded) -> Folded:
    """The same text with 1,064 and 3.275 of the English habit told apart, where the text plainly keeps to it."""
    if len(_COMMA_GROUP.findall(folded.plain)) < 3:
        return folded
    commas = len(_COMMA_GROUPS.findall(folded.plain))
    if commas < 3 or commas < 2 * len(_DOT_GROUPS.findall(folded.plain)) - 8:
        return folded
    table = {ord(","): ".", ord("."): POINT}
    plain = _WRITTEN.sub(lambda m: m.group().translate(table), folded.plain)
    return Folded(plain, folded.cased, folded.starts)


def _clusters(text: str) -> tuple[str, tuple[int, ...]]:
    letters: list[str] = []
    starts: list[int] = []
    for place, char in enumerate(text):
        if char in _INVISIBLE:
            continue
        if letters and unicodedata.combining(char):
            letters[-1] += char
        else:
            letters.append(char)
            starts.append(place)
    composed = "".join(unicodedata.normalize("NFC", letter)[:1] for letter in letters)
    return _same(composed), (*starts, len(text))
