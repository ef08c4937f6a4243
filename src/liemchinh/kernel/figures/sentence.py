"""A sentence as the matcher sees it: tokens, their words in one line, and every phrase of the book found in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from liemchinh.kernel.figures.fold import Folded, word_set
from liemchinh.kernel.figures.lexicon import NAME, WORD, Book, Hit, Sense
from liemchinh.kernel.figures.tokens import Token

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
    counts the same), `glued` the commas inside a phrase ("khiếu nại, tố cáo").
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
    widest = [(start, end, phrase.swallows) for start, end, phrase in hits if end - start > 1 and phrase.swallows]
    low = 0  # those before end before the hit begins, and before all later ones
    for hit in hits:
        while low < len(widest) and widest[low][1] <= hit.start:
            low += 1
        inside = _swallowed(hit, widest, low)
        if WORD not in inside:
            _note(sentence, book, hit, inside)
    return sentence


def _note(sentence: Sentence, book: Book, hit: Hit, inside: frozenset[int]) -> None:
    phrase, start, end = hit.phrase, hit.start, hit.end
    if end - start > 2:
        sentence.glued.update(n for n in range(start + 1, end) if sentence.words[n] in _GLUE)
    if phrase.needs:
        sentence.needed |= phrase.needs
        sentence.needs.append((end, phrase.needs))
    if phrase.nouns:
        sentence.nouns.setdefault(start, []).append((end, phrase.nouns))
    if NAME in inside:
        return
    sentence.barred |= phrase.barred
    kinds = {book.kinds[other] for other in inside if other >= 0}
    for frame, kind in phrase.cues:
        if inside:
            if kind == "unless" and frame in inside:
                continue  # part of a longer phrase of its own: "kiểm tra, giám sát" is no mere "giám sát"
            if kind != "unless" and frame not in inside and book.kinds[frame] in kinds:
                continue
        sentence.cues.setdefault(frame, []).append((start, end, kind))
        if kind != "unless":
            sentence.topics.add(frame)


_NOTHING: Final[frozenset[int]] = frozenset()


def _swallowed(hit: Hit, widest: list[tuple[int, int, frozenset[int]]], low: int) -> frozenset[int]:
    """The frames of the longer phrases that `hit` is a part of: "thu hồi" in "kiến nghị thu hồi"."""
    frames = _NOTHING
    first, stop, _ = hit
    for place in range(low, len(widest)):
        start, end, cued = widest[place]
        if start > first:
            break
        if end >= stop and end - start > stop - first:
            frames = frames | cued
    return frames
