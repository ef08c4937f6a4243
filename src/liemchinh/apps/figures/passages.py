"""The text of a narrative with its figures marked, and finding a quoted passage in it. No database."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["figure", "skipped"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of the text: a figure (with the numbers of its entries in the list) or a number left out."""

    start: int
    end: int
    kind: Kind
    #: Keys of the proposals that stand here, and their numbers in the list.
    keys: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()
    state: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one paragraph: plain text, or the text of a mark."""

    text: str
    mark: Mark | None = None


def paragraphs(text: str, marks: Iterable[Mark]) -> Iterator[list[Piece]]:
    """The text by lines, cut at the marks. Marks that overlap an earlier one are left out; none crosses a line."""
    ordered = _apart(sorted(marks, key=lambda m: (m.start, -m.end)))
    at = 0
    for line in text.splitlines(keepends=True):
        pieces = list(_pieces(line.rstrip("\r\n"), at, ordered))
        if any(p.text.strip() for p in pieces):
            yield pieces
        at += len(line)


def _apart(marks: Sequence[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in marks:
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _pieces(line: str, at: int, marks: Sequence[Mark]) -> Iterator[Piece]:
    done = 0
    for mark in marks:
        start, end = max(mark.start - at, 0), min(mark.end - at, len(line))
        if end <= done or start >= len(line) or end <= start:
            continue
        if start > done:
            yield Piece(line[done:start])
        yield Piece(line[max(start, done) : end], mark)
        done = end
    if done < len(line):
        yield Piece(line[done:])


def places(text: str, quote: str) -> list[tuple[int, int]]:
    """Where the quoted words stand, any blanks and line ends between them."""
    words = quote.split()
    if not words:
        return []
    return [m.span() for m in re.finditer(r"\s+".join(map(re.escape, words)), text)]
