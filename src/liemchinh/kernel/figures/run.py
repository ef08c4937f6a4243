"""One reading under way: what it has found, what it knows of the text so far, and the compiled lexicons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from liemchinh.kernel.figures.distractors import COMPOUNDS, NAMES, TRAPS
from liemchinh.kernel.figures.fold import Folded, bare
from liemchinh.kernel.figures.lexicon import Book, HasLexicon, compile_book
from liemchinh.kernel.figures.match import Earlier
from liemchinh.kernel.figures.reading import Found, Skipped
from liemchinh.kernel.figures.roles import Setting
from liemchinh.kernel.figures.sentence import Sentence


class _Declared(tuple[tuple[str, HasLexicon], ...]):
    """The indicators of a book, equal to others that are the very same declarations."""

    def _identity(self) -> tuple[tuple[str, int], ...]:
        return tuple((name, id(indicator.lexicon)) for name, indicator in self)

    def __hash__(self) -> int:
        return hash(self._identity())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Declared) and self._identity() == other._identity()


@lru_cache(maxsize=8)
def _book(declared: _Declared) -> Book:
    return compile_book(dict(declared), TRAPS, NAMES, COMPOUNDS)


def book_of(indicators: Mapping[str, HasLexicon]) -> Book:
    """The compiled lexicons of `indicators`; compiled once for the same declarations."""
    return _book(_Declared(indicators.items()))


@dataclass(slots=True)
class Run:
    """One reading; `topics` and `heads` are what headings and heads of columns say, by where they stand.

    `titles` are where its title lines begin, `about` what they cue, `title` whose needs they meet.
    """

    folded: Folded
    book: Book
    setting: Setting
    found: list[Found] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    topics: dict[int, tuple[dict[int, float], set[int]]] = field(default_factory=dict)
    heads: dict[tuple[int, int], set[int]] = field(default_factory=dict)
    title: set[int] = field(default_factory=set)
    wrong: list[tuple[Decimal, int]] = field(default_factory=list)
    titles: frozenset[int] = frozenset()
    about: set[int] = field(default_factory=set)
    before: set[int] = field(default_factory=set)
    above: list[Earlier] = field(default_factory=list)
    scan: bool = False

    def skip(self, start: int, end: int, reason: str) -> None:
        """Note that the number at folded[start:end] is no figure."""
        begin, stop = self.folded.place(start, end)
        self.skipped.append(Skipped("", begin, stop, reason))


def line_of(run: Run, sentence: Sentence, index: int) -> tuple[str, int]:
    """The sentence as text and where its number begins; a table cell has a line of its own words."""
    tokens_ = sentence.tokens
    first, here = tokens_[0], tokens_[index]
    if here.start >= first.start and tokens_[-1].end >= here.start:
        if sentence.line is None:
            line = run.folded.plain[first.start : tokens_[-1].end]
            sentence.line = bare(line) if sentence.bare else line
        return sentence.line, here.start - first.start
    return " ".join(t.word for t in tokens_), 0
