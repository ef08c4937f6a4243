"""A sentence as the matcher sees it: tokens, their words in one line, and every phrase of the book found in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
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

    `needed` and `barred` are the frames whose needs are met and those that the sentence rules out; `counted` are the
    words that earlier numbers count, `claimed` those and what is said of them (`rivals` where the number being read
    counts the same), `glued` the commas inside a phrase ("khiếu nại, tố cáo"); `row_signs` are the signs of the whole
    row that a table cell stands in.
    """

    tokens: list[Token]
    words: list[str]
    bare: bool
    cues: dict[int, list[tuple[int, int, str]]] = field(default_factory=dict)
    nouns: dict[int, list[tuple[int, tuple[Sense, ...]]]] = field(default_factory=dict)
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
    _signs: list[int] | None = None

    def signs(self) -> list[int]:
        """The signs of the words before each place, and of all at the end."""
        if self._signs is None:
            self._signs = signs.running(self.words, spelled=any(token.spelled for token in self.tokens))
        return self._signs

    def counted_at(self, index: int) -> dict[int, tuple[int, str]]:
        """Frame -> (where the noun ends, "named" or "counts") for the nouns that begin at `index`; longest first."""
        found: dict[int, tuple[int, str]] = {}
        here = self.nouns.get(index, ())
        longest = max((end for end, _ in here), default=0)
        for end, senses in here:
            for frame, kind in senses:
                if kind == "named" and end < longest:
                    continue
                known = found.get(frame)
                if known is None or end > known[0] or (end == known[0] and kind == "named"):
                    found[frame] = (end, kind)
        return found


def split(tokens: list[Token], folded: Folded) -> Iterator[list[Token]]:
    """The tokens of each sentence. A full stop ends one before a capital, a digit or the end."""
    held: list[Token] = []
    for index, token in enumerate(tokens):
        held.append(token)
        endless = len(held) >= _LONGEST and (token.kind == "p" or len(held) >= 2 * _LONGEST)
        if endless or (token.kind == "p" and token.word in _STOPS and _ends(tokens, index, folded)):
            yield held
            held = []
    if held:
        yield held


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
    """The sentence with its phrases."""
    words = word_line(tokens)
    hits = book.hits(words, bare_text=bare_text)
    sentence = Sentence(tokens, words, bare_text)
    widest = [hit for hit in hits if hit[1] - hit[0] > 1 and hit[2].swallows]
    low, count = 0, len(widest)  # those before `low` end before the hit begins, and before all later ones
    for start, end, phrase in hits:
        while low < count and widest[low][1] <= start:
            low += 1
        inside = _swallowed(start, end, widest, low) if low < count else _NOTHING
        if WORD not in inside:
            _note(sentence, book, (start, end, phrase), inside)
    return sentence


def _note(sentence: Sentence, book: Book, hit: Hit, inside: frozenset[int]) -> None:
    start, end, phrase = hit
    if end - start > 2:
        sentence.glued.update(n for n in range(start + 1, end) if sentence.words[n] in _GLUE)
    if phrase.needs:
        sentence.needed |= phrase.needs
        sentence.needs.append((end, phrase.needs))
    if phrase.nouns:
        sentence.nouns.setdefault(start, []).append((end, phrase.nouns))
    if NAME in inside:
        return
    if phrase.barred:
        sentence.barred |= phrase.barred
    cues = phrase.cues
    if not cues:
        return
    if inside:
        cues, cued = _left_of(phrase, book, inside)
        sentence.topics |= cued
    else:
        sentence.topics |= phrase.cued
    for frame, kind in cues:
        sentence.cues.setdefault(frame, []).append((start, end, kind))


def _left_of(phrase: Phrase, book: Book, inside: frozenset[int]) -> tuple[tuple[Sense, ...], set[int]]:
    """The cues that a phrase still is inside longer ones that speak for the frames `inside`, and the frames cued."""
    kinds = {book.kinds[other] for other in inside if other >= 0}
    cues = tuple(
        Sense(frame, kind)
        for frame, kind in phrase.cues
        if (frame not in inside if kind == "unless" else frame in inside or book.kinds[frame] not in kinds)
    )  # part of a longer phrase of its own: "kiểm tra, giám sát" is no mere "giám sát"
    return cues, {frame for frame, kind in cues if kind != "unless"}


_NOTHING: Final[frozenset[int]] = frozenset()


def _swallowed(first: int, stop: int, widest: list[Hit], low: int) -> frozenset[int]:
    """The frames of the longer phrases that words[first:stop] is a part of: "thu hồi" in "kiến nghị thu hồi"."""
    frames = _NOTHING
    for place in range(low, len(widest)):
        start, end, phrase = widest[place]
        if start > first:
            break
        if end >= stop and end - start > stop - first:
            frames = frames | phrase.swallows
    return frames
