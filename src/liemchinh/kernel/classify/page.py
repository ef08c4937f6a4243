"""The text of a letter made ready for reading: one spelling, words mended where the scan spoilt them, and the way back.

`low` and `shown` are as long as each other: small letters without diacritics, and the letters as written. A place in
either leads back to a place in the text as received (`span`). Line breaks stay; other blanks become one space.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Final, NamedTuple

from liemchinh.kernel.spelling import TONED, normalise_tones
from liemchinh.kernel.vietnamese import fold

_PIECE: Final = re.compile(r"[^\W\d_]+[\u0300-\u036f]*(?:[^\W\d_]+[\u0300-\u036f]*)*|\d+|\s+|.", re.DOTALL)
#: Vietnamese capitals, for use inside [ ] of a pattern.
UPPER: Final = "A-ZĐ" + "".join(letter.upper() for letter in TONED if not letter.isascii() or letter in "ăâêôơư")
_GLUED: Final = re.compile(rf"(?<=[^\W\d_{UPPER}])(?=[{UPPER}][^\W\d_{UPPER}])")
#: What a syllable without diacritics may look like.
_SYLLABLE: Final = re.compile(
    r"(?:ngh?|nh|gh?|gi|kh?|ph|qu?|th?|tr|ch|[bcdhlmnrstvx])?"
    r"(?:uye|oao|oai|oay|uay|ieu|yeu|uoi|uou|uya|oeo|uyu|[aeiouy]{1,2})(?:ng|nh|ch|[cmnpt])?"
)
#: What scanners take for another letter.
_CONFUSED: Final = (
    ("q", "g"), ("b", "h"), ("ri", "n"), ("rn", "m"), ("h", "b"), ("c", "e"), ("e", "c"), ("cl", "d"), ("l", "i"),
    ("ii", "u"), ("i", "l"), ("v", "y"), ("y", "v"), ("o", "c"),
)  # fmt: skip
_SENTENCE_END: Final = re.compile(
    r"(?<=[^\W\d_]{2})[.?!](?=\s|$|[\"”)])|(?<=\d)[.?!](?=\s+\D|$)|(?<=[)\"”])[.?!](?=\s|$)|[;\n]"
)
_WRAP: Final = re.compile(r"\n(?=[a-z])(?!ngay \d|nguoi )")
_SAMPLE = 600  # letters by which a text is known to be typed without capitals
_GLUED_LEAST = 6  # shorter ones are rather names or foreign words than two words
_MANY = 3  # so many mended words make a text a scan


class Span(NamedTuple):
    """A place: `start` to `end`, the end not included."""

    start: int
    end: int


class Word(NamedTuple):
    """One word: without diacritics, with them (small letters), and its place in `low`."""

    bare: str
    plain: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """A text made ready; `words` are in order, `sentences` cover all of `low` but the marks between them.

    `noisy`: a scan that spoilt words; `accented`: with diacritics; `lower`: typed without capitals.
    """

    text: str
    low: str
    shown: str
    words: tuple[Word, ...]
    sentences: tuple[Span, ...]
    noisy: bool
    accented: bool
    lower: bool
    _at: tuple[int, ...]
    _from: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The place in the text as received, for a place in `low`, without blanks at its ends."""
        first, last = self._back(start), self._back(end - 1) + 1 if end > start else self._back(start)
        piece = bisect_right(self._at, max(start, end - 1)) - 1
        if end > start and (piece + 1 >= len(self._at) or end >= self._at[piece + 1]):
            last = self._from[piece + 1]
        while last > first and self.text[last - 1].isspace():
            last -= 1
        while first < last and self.text[first].isspace():
            first += 1
        return Span(first, last)

    def _back(self, place: int) -> int:
        piece = bisect_right(self._at, place) - 1
        return min(self._from[piece] + place - self._at[piece], self._from[piece + 1])

    def quote(self, start: int, end: int) -> str:
        """The words as received, blanks made one space."""
        first, last = self.span(start, end)
        return " ".join(self.text[first:last].split())

    def sentence(self, place: int) -> Span:
        """The sentence around a place of `low`."""
        at = bisect_right(self.sentences, (place, len(self.low) + 1)) - 1
        return self.sentences[max(at, 0)]

    def lines(self) -> Iterator[Span]:
        """The lines of `low` that hold anything."""
        at = 0
        for line in self.low.split("\n"):
            if line.strip():
                yield Span(at, at + len(line))
            at += len(line) + 1


def read_page(text: str, vocabulary: frozenset[str] = frozenset()) -> Page:
    """`text` made ready; what is no syllable is mended to the word of `vocabulary` that a scan spoils so."""
    low: list[str] = []
    shown: list[str] = []
    at: list[int] = []
    back: list[int] = []
    words: list[Word] = []
    length = mended = 0
    for match in _PIECE.finditer(text):
        start = match.start()
        for bare, show, offset, spelt, repaired in _read(match.group(), vocabulary):
            for part, plain, beyond in spelt:
                words.append(Word(part, plain, length + beyond, length + beyond + len(part)))
            mended += repaired
            low.append(bare)
            shown.append(show)
            at.append(length)
            back.append(start + offset)
            length += len(bare)
    joined, as_written = "".join(low), "".join(shown)
    lower = sum(map(str.isupper, as_written[:_SAMPLE])) <= 3
    if not lower:
        joined, as_written = _unwrapped(joined, as_written)
    accented = any(not word.plain.isascii() for word in words)
    return Page(
        text, joined, as_written, tuple(words), _sentences(joined), mended >= _MANY, accented, lower,
        (*at, length), (*back, len(text), len(text)),
    )  # fmt: skip


#: A piece read: bare, shown, its place in the piece, its words (bare, plain, place in bare), whether mended.
_Read = tuple[str, str, int, tuple[tuple[str, str, int], ...], bool]


@lru_cache(maxsize=16384)
def _read(written: str, vocabulary: frozenset[str]) -> tuple[_Read, ...]:
    """What a piece of text is read as; the syllables of a language come again and again."""
    return tuple(
        (bare, show, offset, tuple(_words(bare, show)) if bare[0].isalnum() else (), _is_mended(bare, show, written))
        for bare, show, offset in _pieces(written, vocabulary)
    )


def _is_mended(bare: str, show: str, written: str) -> bool:
    return bare[0].isalpha() and show.isascii() and bare not in fold(written)


def _words(bare: str, show: str) -> Iterator[tuple[str, str, int]]:
    """The word, or the two words that stood glued together."""
    start = 0
    for part, plain in zip(bare.split(" "), normalise_tones(show).lower().split(" "), strict=True):
        yield part, plain, start
        start += len(part) + 1


def _unwrapped(low: str, shown: str) -> tuple[str, str]:
    """Lines that only the width of the page broke are joined: the next one begins with a small letter."""
    breaks = [m.start() for m in _WRAP.finditer(low) if shown[m.end()].islower()]
    return (low, shown) if not breaks else (_spaced(low, breaks), _spaced(shown, breaks))


def _spaced(text: str, places: list[int]) -> str:
    letters = list(text)
    for place in places:
        letters[place] = " "
    return "".join(letters)


def _pieces(written: str, vocabulary: frozenset[str]) -> Iterator[tuple[str, str, int]]:
    """What is read for a piece of text: bare, shown (as long), and where in the piece it begins."""
    if written.isspace():
        yield ("\n" if "\n" in written or "\r" in written else " ",) * 2 + (0,)
        return
    if not written[0].isalpha():
        yield written, written, 0
        return
    composed = unicodedata.normalize("NFC", written)
    if len(composed) != len(written) or (len(composed) < 4) or composed.isupper():
        yield _word(composed, vocabulary)
        return
    offset = 0
    for part in _GLUED.split(composed):
        if offset:
            yield " ", " ", offset
        bare, show, _zero = _word(part, vocabulary)
        yield bare, show, offset
        offset += len(part)


def _word(composed: str, vocabulary: frozenset[str]) -> tuple[str, str, int]:
    bare = fold(composed)
    if len(bare) != len(composed):
        return bare, bare, 0
    if len(bare) < 3 or len(bare) > 12 or bare in vocabulary or _SYLLABLE.fullmatch(bare):
        return bare, composed, 0
    better = _mended(bare, vocabulary)
    if better is None:
        return bare, composed, 0
    return better, better.capitalize() if composed[0].isupper() else better, 0


def _mended(bare: str, vocabulary: frozenset[str]) -> str | None:
    """The word of the vocabulary that `bare` is a misreading of; two glued words come out with a space."""
    places = [
        (place, wrong, right)
        for wrong, right in _CONFUSED
        for place in range(len(bare))
        if bare.startswith(wrong, place)
    ]
    for place, wrong, right in places:
        tried = bare[:place] + right + bare[place + len(wrong) :]
        if tried in vocabulary:
            return tried
    for (a, wrong, right), (b, wrong2, right2) in combinations(sorted(places), 2):
        if b >= a + len(wrong):
            tried = bare[:a] + right + bare[a + len(wrong) : b] + right2 + bare[b + len(wrong2) :]
            if tried in vocabulary:
                return tried
    for cut in range(2, len(bare) - 1) if len(bare) >= _GLUED_LEAST else ():
        if bare[:cut] in vocabulary and bare[cut:] in vocabulary:
            return f"{bare[:cut]} {bare[cut:]}"
    return None


def _sentences(low: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    start = 0
    for mark in _SENTENCE_END.finditer(low):
        if low[start : mark.start()].strip():
            spans.append(Span(start, mark.start()))
            start = mark.end()
    if low[start:].strip() or not spans:
        spans.append(Span(start, len(low)))
    return tuple(spans)
