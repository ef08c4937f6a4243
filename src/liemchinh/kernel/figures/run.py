"""One reading under way: what it has found, what it knows of the text so far, and the compiled lexicons."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from liemchinh.kernel.figures.distractors import COMPOUNDS, NAMES, TRAPS
from liemchinh.kernel.figures.fold import Folded, bare
from liemchinh.kernel.figures.lexicon import Book, HasLexicon, compile_book
from liemchinh.kernel.figures.match import Earlier
from liemchinh.kernel.figures.reading import Found
from liemchinh.kernel.figures.roles import Setting
from liemchinh.kernel.figures.sentence import Sentence
from liemchinh.kernel.figures.signs import Spot, last_word


class _Declared:
    """The indicators of a book, equal to others that are the very same declarations."""

    def __init__(self, indicators: Mapping[str, HasLexicon]) -> None:
        self.indicators = indicators
        self.lexicons = [indicator.lexicon for indicator in indicators.values()]  # kept, so that no id is used again
        self._identity = (*indicators, *map(id, self.lexicons))

    def __hash__(self) -> int:
        return hash(self._identity)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Declared) and self._identity == other._identity


@lru_cache(maxsize=8)
def _book(declared: _Declared) -> Book:
    return compile_book(declared.indicators, TRAPS, NAMES, COMPOUNDS)


def book_of(indicators: Mapping[str, HasLexicon]) -> Book:
    """The compiled lexicons of `indicators`; compiled once for the same declarations."""
    return _book(_Declared(indicators))


@dataclass(slots=True)
class Run:
    """One reading; `skipped` are (start, end, reason) in the text as read.

    `topics` are what headings and heads of columns say, by where they stand, `titles` where its title lines begin,
    `about` what they cue, `title` whose needs they meet.
    """

    folded: Folded
    book: Book
    setting: Setting
    found: list[Found] = field(default_factory=list)
    skipped: list[tuple[int, int, str]] = field(default_factory=list)
    topics: dict[tuple[int, int], tuple[dict[int, float], set[int]]] = field(default_factory=dict)
    title: set[int] = field(default_factory=set)
    wrong: list[tuple[Decimal, int]] = field(default_factory=list)
    titles: frozenset[int] = frozenset()
    about: set[int] = field(default_factory=set)
    before: set[int] = field(default_factory=set)
    above: list[Earlier] = field(default_factory=list)
    scan: bool = False
    differed: int = 0
    above_blocks: dict[tuple[int, ...], tuple[dict[int, float], set[int]]] = field(default_factory=dict)
    sections: dict[str, Setting] = field(default_factory=dict)

    def skip(self, start: int, end: int, reason: str) -> None:
        """Note that the number at folded[start:end] is no figure."""
        begin, stop = self.folded.place(start, end)
        self.skipped.append((begin, stop, reason))
        if reason == "comparison_delta":
            self.differed = len(self.skipped)

    def differs_near(self) -> bool:
        """Whether one of the numbers just skipped is a difference."""
        return self.differed > 0 and len(self.skipped) - self.differed < 6

    def setting_in(self, section: Literal["", "target", "previous"]) -> Setting:
        """The setting under headings that say this of the period."""
        if not section:
            return self.setting
        if section not in self.sections:
            self.sections[section] = replace(self.setting, section=section)
        return self.sections[section]


def spot_of(run: Run, sentence: Sentence, index: int) -> Spot:
    """Where the number at tokens[index] stands; a table cell has a line of its own words."""
    tokens_ = sentence.tokens
    first, here = tokens_[0].start, tokens_[index]
    line, offset, left, since = sentence.line, 0, "", ""
    if here.start >= first and tokens_[-1].end >= here.start:
        if line is None:
            line = run.folded.plain[first : tokens_[-1].end]
            line = sentence.line = bare(line) if sentence.bare else line
        offset = here.start - first
        left = line[:offset]
        since = left[_number_before(sentence, index) - first :].replace("\n", " ")
    else:
        line = " ".join(t.word for t in tokens_)
    known = sentence.signs()
    before, anywhere = known[index], known[-1]
    last = tokens_[index - 1].word if index else ""
    if sentence.row_signs is not None:
        before, anywhere, last = before | sentence.row_signs, anywhere | sentence.row_signs, last_word(left)
    return Spot(
        line, offset, left, since, line[offset + here.end - here.start :], before, anywhere, last, sentence.bare
    )


def _number_before(sentence: Sentence, index: int) -> int:
    """Where the number before tokens[index] ends, else where the sentence begins."""
    tokens_, numbers = sentence.tokens, sentence.numbers
    place = bisect_left(numbers, index)
    while place:
        place -= 1
        if tokens_[numbers[place]].kind == "n":
            return tokens_[numbers[place]].end
    return tokens_[0].start
