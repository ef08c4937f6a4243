"""The text layer of a PDF page, word by word with its place: typed by a program, or laid there by text recognition.

One reader for both, so that a passage is shown on the picture in the same way wherever its text came from.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from liemchinh.kernel import legacy
from liemchinh.spine.papers.kinds import broken, locked

#: Places are given in ten-thousandths of the page's width and height, as it is shown (turned pages turned).
SCALE: Final = 10_000
#: A scanned page may bear a few letters of the scanner's program («Scanned with …»); fewer than this is no text.
FEW_LETTERS: Final = 60
_IMAGE: Final = raw.FPDF_PAGEOBJ_IMAGE
#: Ends of lines that pdfium makes, and the hyphen that it puts for a word broken over two lines.
_BREAKS: Final = frozenset("\r\n\f\v")
_NOTHING: Final = frozenset("\ufffe\0")


@dataclass(frozen=True, slots=True)
class Word:
    """Its first letter and the one after its last in the page's text; its box on the shown page."""

    start: int
    end: int
    box: tuple[int, int, int, int]

    def stored(self) -> list[int]:
        return [self.start, self.end, *self.box]


@dataclass(frozen=True, slots=True)
class Layer:
    """Text and words of one page; width and height in points."""

    text: str
    words: tuple[Word, ...]
    width: float
    height: float


def opened(source: Any, name: str) -> Any:
    """The PDF (a path or bytes); Refusal where it is locked or damaged."""
    try:
        document = pdfium.PdfDocument(source)
    except pdfium.PdfiumError as problem:
        raise (locked(name) if "password" in str(problem).lower() else broken(name)) from None
    except (OSError, ValueError):
        raise broken(name) from None
    if len(document) == 0:
        document.close()
        raise broken(name)
    return document


def needs_reading(document: Any, number: int) -> bool:
    """Whether the page (from 0) shows a picture and next to no text: a scan. A blank page needs nothing."""
    page = document[number]
    try:
        text = page.get_textpage()
        try:
            letters = sum(c.isalpha() for c in text.get_text_range()) if text.count_chars() else 0
        finally:
            text.close()
        return letters < FEW_LETTERS and any(page.get_objects(filter=[_IMAGE], max_depth=3))
    finally:
        page.close()


def read(document: Any, number: int) -> Layer:
    """The text of the page (from 0): one space between words, three for a wide gap, an empty line for a gap below."""
    page = document[number]
    text = page.get_textpage()
    try:
        width, height = page.get_size()
        lines = _lines(list(_letters(page, text)))
        return _layer(lines, width, height)
    finally:
        text.close()
        page.close()


Piece = tuple[str, tuple[int, int, int, int]]


def _letters(page: Any, text: Any) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for index in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text, index))
        if letter in _NOTHING:
            continue
        raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
        yield letter, _shown(page, left.value, top.value, right.value, bottom.value)


def _shown(page: Any, left: float, top: float, right: float, bottom: float) -> tuple[int, int, int, int]:
    """A box of the page's own measure as a box on the page as shown: left, top, right, bottom."""
    x, y = ctypes.c_int(), ctypes.c_int()
    corners = []
    for across, up in ((left, top), (right, bottom)):
        raw.FPDF_PageToDevice(page, 0, 0, SCALE, SCALE, 0, across, up, x, y)
        corners.append((x.value, y.value))
    (x0, y0), (x1, y1) = corners
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _lines(letters: list[Piece]) -> list[list[Piece]]:
    """Words line by line."""
    lines: list[list[Piece]] = [[]]
    word: list[Piece] = []
    for letter, box in [*letters, ("\n", (0, 0, 0, 0))]:
        if not letter.isspace():
            word.append((letter, box))
            continue
        if word:
            lines[-1].append(_word(word))
            word = []
        if letter in _BREAKS and lines[-1]:
            lines.append([])
    return [line for line in lines if line]


def _word(letters: list[Piece]) -> Piece:
    boxes = [box for _letter, box in letters]
    joined = "".join(letter for letter, _box in letters)  # pdfium gives halves of the letters beyond the first plane
    whole = joined.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = unicodedata.normalize("NFC", whole)
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return text, (min(lefts), min(tops), max(rights), max(bottoms))


def _layer(lines: list[list[Piece]], width: float, height: float) -> Layer:
    font = legacy.font_of([" ".join(word for word, _box in line) for line in lines])
    out: list[str] = []
    words: list[Word] = []
    at, above = 0, None
    for line in lines:
        tall = max(max(box[3] - box[1] for _word, box in line), 1)
        top, bottom = min(box[1] for _word, box in line), max(box[3] for _word, box in line)
        gap = "" if above is None else "\n\n" if top - above > tall else "\n"
        for number, (text, box) in enumerate(line):
            shown = legacy.convert(text, font) if font else text
            joint = gap if number == 0 else "   " if box[0] - line[number - 1][1][2] > 2.5 * tall else " "
            out += [joint, shown]
            at += len(joint)
            words.append(Word(at, at + len(shown), box))
            at += len(shown)
        above = bottom
    return Layer("".join(out), tuple(words), width, height)
