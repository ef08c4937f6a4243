"""Every phrase of the lexicons by its words, so that one walk over a sentence finds all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final, NamedTuple

from liemchinh.kernel.figures.fold import bare

#: The frame numbers of names and of compound words, which are no frame's.
NAME: Final = -1
WORD: Final = -2
#: The fields of Frame that hold phrasings, in the order in which senses are listed.
FIELDS: Final = ("counts", "named", "before", "after", "needs", "unless", "barred")
_ORDER: Final = {name: place for place, name in enumerate((*FIELDS, "name", "word"))}


class Sense(NamedTuple):
    """What a phrase means to a frame: `field` is a field name of Frame."""

    frame: int
    field: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a phrase means: the frames it is a need, a noun or a cue of (`cued` are those it speaks for, `counted` maps
    those it is a noun of to "named" or "counts"); `swallows` are the frames, and NAME and WORD, that shorter phrases
    inside it are then a part of."""

    needs: frozenset[int]
    barred: frozenset[int]
    nouns: tuple[Sense, ...]
    counted: Mapping[int, str]
    cues: tuple[Sense, ...]
    cued: frozenset[int]
    swallows: frozenset[int]

    @classmethod
    def of(cls, senses: Iterable[Sense]) -> Phrase:
        """Sort the senses by what is asked of them while reading."""
        every = sorted(set(senses), key=lambda sense: (sense.frame < 0, abs(sense.frame), _ORDER[sense.field]))

        def frames(*fields: str) -> frozenset[int]:
            return frozenset(frame for frame, field in every if field in fields and frame >= 0)

        nouns = tuple(sense for sense in every if sense.field in ("named", "counts"))
        cued = frames("before", "after", "named")
        return cls(
            frames("needs"),
            frames("barred"),
            nouns,
            {frame: "named" if Sense(frame, "named") in nouns else "counts" for frame, _ in nouns},
            tuple(sense for sense in every if sense.field in ("before", "after", "named", "unless")),
            cued,
            cued | {frame for frame, _ in every if frame < 0},
        )


#: A phrase found: words[start:end] of the sentence.
Hit = tuple[int, int, Phrase]


class _Node(dict[str, "_Node"]):
    """The nodes of the words that may follow, and what the phrase that ends here means."""

    __slots__ = ("phrase", "senses")

    def __init__(self) -> None:
        super().__init__()
        self.senses: list[Sense] = []
        self.phrase: Phrase | None = None

    def sorted(self) -> Phrase:
        """Its phrase when first met: a text uses few of the thousands."""
        self.phrase = Phrase.of(self.senses)
        return self.phrase


class Trie:
    """The phrases of a book, planted when a text with diacritics, or one without, is first read."""

    def __init__(self, senses: Mapping[tuple[str, ...], list[Sense]]) -> None:
        self._senses = senses

    @cached_property
    def _accented(self) -> _Node:
        root = _Node()
        for words, senses in self._senses.items():
            _plant(root, words, senses)
        return root

    @cached_property
    def _bare(self) -> _Node:
        root, stripped = _Node(), cache(bare)
        for words, senses in self._senses.items():
            _plant(root, map(stripped, words), senses)
        return root

    def hits(self, words: list[str], *, bare_text: bool) -> list[Hit]:
        """Every phrase that occurs in `words`, by where it starts, longer ones first."""
        root = self._bare if bare_text else self._accented
        found: list[Hit] = []
        beyond = [*words, ""]  # nothing is planted under "", so that no walk goes on past the end
        get = root.get
        begun = [
            (place, node)
            for place, word in enumerate(words)
            if (node := get(word)) is not None and (node.senses or beyond[place + 1] in node)
        ]
        for start, node in begun:
            at, here = start + 1, len(found)
            following: _Node | None = node
            while following is not None:
                if following.senses:
                    found.insert(here, (start, at, following.phrase or following.sorted()))
                following = following.get(beyond[at]) if following else None
                at += 1
        return found


def _plant(root: _Node, words: Iterable[str], senses: list[Sense]) -> None:
    node = root
    for word in words:
        following = node.get(word)
        if following is None:
            following = node[word] = _Node()
        node = following
    node.senses += senses
