"""How officials phrase an indicator, declared beside it; compiled once into a book that finds all phrasings at a time.

A phrasing is a string of phrases divided by "|". In a phrase "(a/b)" is one or the other and "[a]" may be missing:
"(đã/được) thu hồi [nộp ngân sách]". Phrases are matched word by word; where a phrase has a comma, the text may have a
comma, a dash, "và" or nothing ("khiếu nại, tố cáo"), and where it has none, the text may not either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import cache
from typing import Final, Protocol

from liemchinh.kernel.figures.fold import bare, one_spelling
from liemchinh.kernel.figures.trie import FIELDS, NAME, WORD, Hit, Phrase, Sense, Trie

MONEY: Final = "@money"
AREA: Final = "@area"
PERCENT: Final = "@percent"


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of stating the indicator: what is counted, and the words that tell it from others that count the same.

    `named` things need no other cue ("tờ bướm"); `counts` are nouns that many indicators share ("đơn", "người").
    `before` stands before the number, `after` follows the noun; `needs` must stand in the sentence, its heading or just
    above; `unless` beside the number or `barred` in its sentence rules the frame out; `follows` are indicators that it
    is told together with.
    """

    counts: str = ""
    named: str = ""
    before: str = ""
    after: str = ""
    needs: str = ""
    unless: str = ""
    barred: str = ""
    follows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All the phrasings of one indicator.

    `zero` are things that, after "không có" or "chưa phát hiện", mean 0 ("*" stands for up to five words); `whole` is
    the indicator of b in "a/b", where the quote has the word `whole_if`.
    """

    frames: tuple[Frame, ...]
    zero: str = ""
    whole: str = ""
    whole_if: str = ""


class HasLexicon(Protocol):
    """What the reader asks of an indicator."""

    @property
    def id(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def lexicon(self) -> Lexicon | None: ...


#: Cues, and the frames that they speak for.
Cues = tuple[tuple[Sense, ...], frozenset[int]]


@dataclass(frozen=True, slots=True)
class Zero:
    """An indicator's negative: these groups of words, in this order, with a few words between, mean 0."""

    indicator: str
    groups: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Book:
    """The compiled lexicons: `owners[n]` is the indicator of frame n, or "!reason" for a frame that catches a trap;
    `measured` are the frames that count money, area or percent, `kinds` the same by frame."""

    frames: tuple[Frame, ...]
    owners: tuple[str, ...]
    wholes: Mapping[str, tuple[str, str]]
    units: Mapping[str, str]
    zeros_by_word: Mapping[str, tuple[Zero, ...]]
    measured: Mapping[str, tuple[int, ...]]
    kinds: tuple[str, ...]
    are_wholes: frozenset[str]
    _followers: Mapping[str, frozenset[int]]
    _trie: Trie
    _inside: dict[tuple[int, frozenset[int]], Cues] = field(default_factory=dict)

    def followers_of(self, told: Iterable[str]) -> Set[int]:
        """The frames that are told together with one of these indicators."""
        found: frozenset[int] = frozenset()
        for owner in told:
            found |= self._followers.get(owner, found)
        return found

    def cues_inside(self, phrase: Phrase, inside: frozenset[int]) -> Cues:
        """The cues that a phrase still is inside longer ones that speak for the frames `inside`, and the frames cued:
        part of "kiểm tra, giám sát", a phrase of its own, "giám sát" is no mere "giám sát"."""
        known = self._inside.get((id(phrase), inside))
        if known is None:
            kinds = {self.kinds[other] for other in inside if other >= 0}
            cues = tuple(
                sense
                for sense in phrase.cues
                if (sense.frame not in inside if sense.field == "unless" else sense.frame in inside)
                or (sense.field != "unless" and self.kinds[sense.frame] not in kinds)
            )
            cued = frozenset(sense.frame for sense in cues if sense.field != "unless")
            known = self._inside[id(phrase), inside] = cues, cued
        return known

    def hits(self, words: list[str], *, bare_text: bool) -> list[Hit]:
        """Every phrase that occurs in `words`, by where it starts, longer ones first."""
        return self._trie.hits(words, bare_text=bare_text)


_PLAIN: Final = re.compile(r"[^\W_]+|[%,]")
_COORDINATED: Final = (" , ", " ", " và ")
_CHOICE: Final = re.compile(r"\(([^()\[\]]*)\)|\[([^()\[\]]*)\]")


def phrases(text: str) -> list[tuple[str, ...]]:
    """The word sequences that a phrasing stands for."""
    return [words for phrase in text.split("|") for words in _sequences(phrase)]


@cache
def _sequences(phrase: str) -> tuple[tuple[str, ...], ...]:
    """Those of one phrase of a phrasing; many lexicons share their nouns."""
    spelled = one_spelling(phrase.strip().replace(" - ", ", ").replace("-", ", ").lower())
    found = (tuple(_PLAIN.findall(variant)) for variant in _variants(spelled))
    return tuple(words for words in found if words)


def _variants(phrase: str) -> list[str]:
    choice = _CHOICE.search(phrase)
    if not choice:
        head, comma, tail = phrase.partition(", ")
        return [f"{head}{link}{rest}" for link in _COORDINATED for rest in _variants(tail)] if comma else [phrase]
    options = choice[1].split("/") if choice[1] is not None else [*choice[2].split("/"), ""]
    head, tail = phrase[: choice.start()], phrase[choice.end() :]
    return [full for option in options for full in _variants(f"{head}{option}{tail}")]


def compile_book(
    indicators: Mapping[str, HasLexicon], traps: Mapping[str, Lexicon], names: str = "", compounds: str = ""
) -> Book:
    """One book for these indicators and for what is like a figure but is none (`traps`, by reason).

    `names` are phrases whose words cue nothing ("Ủy ban Kiểm tra" has not inspected yet); in `compounds` other words
    have no meaning of their own ("đơn vị" is no petition).
    """
    frames: list[Frame] = []
    owners: list[str] = []
    lexicons = {key: value.lexicon for key, value in indicators.items() if value.lexicon}
    for owner, lexicon in [*lexicons.items(), *((f"!{reason}", trap) for reason, trap in traps.items())]:
        frames.extend(lexicon.frames)
        owners.extend([owner] * len(lexicon.frames))
    planted: dict[tuple[str, ...], list[Sense]] = {}
    for number, frame in enumerate(frames):
        for name in FIELDS:
            _plant(planted, getattr(frame, name), Sense(number, name))
    _plant(planted, names, Sense(NAME, "name"))
    _plant(planted, compounds, Sense(WORD, "word"))
    return Book(
        tuple(frames),
        tuple(owners),
        {key: (lexicon.whole, lexicon.whole_if) for key, lexicon in lexicons.items() if lexicon.whole},
        {key: value.unit for key, value in indicators.items()},
        _by_first_word(zero for key, lexicon in lexicons.items() for zero in _zeros(key, lexicon.zero)),
        {
            marker[1:]: tuple(number for number, frame in enumerate(frames) if frame.counts.startswith(marker))
            for marker in (MONEY, AREA, PERCENT)
        },
        tuple(frame.counts.partition("|")[0][1:] if frame.counts[:1] == "@" else "count" for frame in frames),
        frozenset(lexicon.whole for lexicon in lexicons.values() if lexicon.whole),
        _followers(frames),
        Trie(planted),
    )


def _followers(frames: list[Frame]) -> Mapping[str, frozenset[int]]:
    owners = {owner for frame in frames for owner in frame.follows}
    return {owner: frozenset(n for n, frame in enumerate(frames) if owner in frame.follows) for owner in owners}


def _plant(planted: dict[tuple[str, ...], list[Sense]], text: str, sense: Sense) -> None:
    for words in phrases(text if text[:1] != "@" else text.partition("|")[2]):
        planted.setdefault(words, []).append(sense)


def _by_first_word(zeros: Iterable[Zero]) -> Mapping[str, tuple[Zero, ...]]:
    """The zeros by the word that they begin with, with and without its diacritics."""
    found: dict[str, tuple[Zero, ...]] = {}
    for zero in zeros:
        for word in {zero.groups[0][0], bare(zero.groups[0][0])}:
            found[word] = (*found.get(word, ()), zero)
    return found


def _zeros(indicator: str, text: str) -> Iterable[Zero]:
    for phrase in filter(None, map(str.strip, text.split("|"))):
        for variant in _variants(phrase):
            groups = tuple(tuple(_PLAIN.findall(one_spelling(part.lower()))) for part in variant.split("*"))
            yield Zero(indicator, tuple(group for group in groups if group))
