"""A sentence as the matcher sees it: tokens, their words in one line, and every phrase of the book found in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from liemchinh.kernel.figures import signs
from liemchinh.kernel.figures.fold import Folded, word_set
from liemchinh.kernel.figures.lexicon import Book
from liemchinh.kernel.figures.tokens import Token
from liemchinh.kernel.figures.trie import NAME, WORD, Hit, Phrase, Sense

#: Tokens after which a sentence without end is cut, so that its length costs no more than it says.
_LONGEST: Final = 240
_STOPS: Final = frozenset(".!?…")
_COMMAS: Final = frozenset((",", "-", "/", "–"))
_GLUE: Final = frozenset((",", "và"))
#: Words that may stand between a number and what it counts only if nothing is counted there: then the number is bare.
FUNCTION_WORDS: Final = word_set(
    "trong so tăng giảm đạt và chiếm bằng thuộc đã được còn là do của với gồm thì nên nhưng tại từ ở cho có đều bị "
    "trên tính theo "
    "tang giam dat va chiem bang thuoc da duoc con la do cua voi gom tai o cho co deu bi tren tinh theo trở cao thấp "
    "nhiều ít hơn khi để mà như"
)


@dataclass(slots=True)
class Sentence:
    """`words[i]` is the word of tokens[i], "#" for a number and "," for a comma, dash or slash.

    `numbers` are where its numbers stand, `noted` the cues as they were found.

    `needed` and `barred` are the frames whose needs are met and those that the sentence rules out, `unless` are the
    cues that do so beside a number; `counted` are the words that earlier numbers count, `claimed` those and what is
    said of them (`rivals` where the number being read counts the same), `glued` the commas inside a phrase ("khiếu
    nại, tố cáo"); `row_signs` are the signs of the whole row that a table cell stands in.
    """

    tokens: list[Token]
    words: list[str]
    bare: bool
    numbers: list[int]
    noted: list[tuple[int, int, tuple[Sense, ...]]] = field(default_factory=list)
    unless: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    nouns: dict[int, list[tuple[int, Phrase]]] = field(default_factory=dict)
    needs: list[tuple[int, frozenset[int]]] = field(default_factory=list)
    topics: set[int] = field(default_factory=set)
    topic: dict[int, float] = field(default_factory=dict)
    needed: set[int] = field(default_factory=set)
    barred: set[int] = field(default_factory=set)
    claimed: set[int] = field(default_factory=set)
    counted: set[int] = field(default_factory=set)
    about: set[int] = field(default_factory=set)
    line: str | None = None
    unsettled: bool | None = None
    rivals: set[int] = field(default_factory=set)
    glued: set[int] = field(default_factory=set)
    row_signs: int | None = None
    _cues: dict[int, list[tuple[int, int, str]]] | None = None
    _signs: list[int] | None = None
    _spoken: Set[int] | None = None

    @property
    def cues(self) -> dict[int, list[tuple[int, int, str]]]:
        """The cues by frame, sorted when a number first asks: half of the sentences have none."""
        if self._cues is None:
            self._cues = {}
            for start, end, senses in self.noted:
                for frame, kind in senses:
                    self._cues.setdefault(frame, []).append((start, end, kind))
                    if kind == "unless":
                        self.unless.setdefault(frame, []).append((start, end))
        return self._cues

    def signs(self) -> list[int]:
        """The signs of the words before each place, and of all at the end."""
        if self._signs is None:
            spelled = any(self.tokens[place].spelled for place in self.numbers)
            self._signs = signs.running(self.words, spelled=spelled)
        return self._signs

    def spoken(self) -> Set[int]:
        """The frames that anything but a noun speaks for, here, in the headings above or in the title."""
        if self._spoken is None:
            self._spoken = {*self.cues, *self.topic, *self.about}
        return self._spoken

    def counted_at(self, index: int) -> tuple[Mapping[int, tuple[int, str]], int]:
        """Frame -> (where the noun ends, "named" or "counts") for the nouns that begin at `index`; where they end."""
        here = self.nouns.get(index)
        if not here:
            return _NO_NOUN, index
        longest, phrase = here[0]  # longer ones first
        found = {frame: (longest, kind) for frame, kind in phrase.counted.items()}
        for end, shorter in here[1:]:
            for frame, kind in shorter.counted.items():
                if frame not in found and (kind != "named" or (frame, "counts") in shorter.nouns):
                    found[frame] = (end, "counts")
        return found, longest


def split(tokens: list[Token], folded: Folded) -> Iterator[list[Token]]:
    """The tokens of each sentence. A full stop ends one before a capital, a digit or the end."""
    start = 0
    stops = [n + 1 for n, token in enumerate(tokens) if token.word in _STOPS and _ends(tokens, n, folded)]
    for stop in (*stops, len(tokens)):
        while stop - start > _LONGEST:
            cut = _cut(tokens, start, stop)
            yield tokens[start:cut]
            start = cut
        if stop > start:
            yield tokens[start:stop]
        start = stop


def _cut(tokens: list[Token], start: int, stop: int) -> int:
    """Where a sentence without end is cut: at its next mark, or after twice as many tokens."""
    last = min(stop, start + 2 * _LONGEST)
    return next((n + 1 for n in range(start + _LONGEST - 1, last) if tokens[n].kind == "p"), last)


def _ends(tokens: list[Token], index: int, folded: Folded) -> bool:
    if index + 1 >= len(tokens):
        return True
    following, token = tokens[index + 1], tokens[index]
    if following.start == token.end:
        return False
    before = tokens[index - 1] if index else None
    short = before is not None and before.kind == "w" and before.end == token.start and before.end - before.start <= 2
    if short and before and folded.cased[before.start].isupper():  # TP. Hồ Chí Minh
        return False
    first = folded.cased[following.start]
    return first.isupper() or first.isdigit() or following.kind == "p"


def word_line(tokens: list[Token]) -> list[str]:
    """The words that phrases are looked up in."""
    return ["#" if t.kind == "n" else "," if t.word in _COMMAS else t.word for t in tokens]


def read(tokens: list[Token], book: Book, *, bare_text: bool) -> Sentence:
    """The sentence with its phrases; "thu hồi" in "kiến nghị thu hồi" is a part of the longer one."""
    words = word_line(tokens)
    hits = book.hits(words, bare_text=bare_text)
    sentence = Sentence(tokens, words, bare_text, [place for place, word in enumerate(words) if word == "#"])
    over: list[Hit] = []  # the longer phrases that may reach over the next
    for hit in hits:
        start, end, phrase = hit
        inside = _NOTHING
        if over:
            over = [wide for wide in over if wide[1] > start]
            for first, last, longer in over:
                if last >= end and last - first > end - start:
                    inside = inside | longer.swallows
        if phrase.swallows and end - start > 1:
            over.append(hit)
        if WORD in inside:
            continue
        if end - start > 2 and not _GLUE.isdisjoint(words[start + 1 : end]):
            sentence.glued.update(n for n in range(start + 1, end) if words[n] in _GLUE)
        if phrase.needs:
            sentence.needed |= phrase.needs
            sentence.needs.append((end, phrase.needs))
        if phrase.nouns:
            sentence.nouns.setdefault(start, []).append((end, phrase))
        if phrase.cues and NAME not in inside:
            cues, cued = book.cues_inside(phrase, inside) if inside else (phrase.cues, phrase.cued)
            sentence.topics |= cued
            sentence.noted.append((start, end, cues))
        if phrase.barred and NAME not in inside:
            sentence.barred |= phrase.barred
    return sentence


_NO_NOUN: Final[Mapping[int, tuple[int, str]]] = MappingProxyType({})
_NOTHING: Final[frozenset[int]] = frozenset()
