"""Words that show what a letter is about, kept as data in `law/lexicons/`, and where a page has them.

A key holds phrases divided by
    "|", grouped by weight: `3 = "nhận hối lộ | đòi (tiền/quà)"`. "(a/b)" is one or the other.
A phrase is found with its diacritics, or where the writer left them out; hỏi and ngã, which many confuse, are one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple

from liemchinh.kernel import phrasebook
from liemchinh.kernel.classify.page import Page, Word
from liemchinh.kernel.law import law_root
from liemchinh.kernel.spelling import normalise_tones
from liemchinh.kernel.vietnamese import fold

_CHOICE: Final = re.compile(r"\(([^()]*)\)")
_HOI: Final = {ord("\u0303"): "\u0309"}
#: What may stand between two words of one phrase.
_BETWEEN: Final = frozenset((" ", "\n", "-", " - ", " -", "- ", "  ", ' "', '" ', "/"))


class Hit(NamedTuple):
    """A phrase of `key` with its weight, and its place in `low`."""

    key: str
    weight: float
    start: int
    end: int


class _Entry(NamedTuple):
    key: str
    weight: float
    bare: tuple[str, ...]
    plain: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All phrases, by their first one and first two syllables; `names` are the names of keys in both languages."""

    single: Mapping[str, tuple[_Entry, ...]]
    longer: Mapping[tuple[str, str], tuple[_Entry, ...]]
    vocabulary: frozenset[str]
    names: Mapping[str, tuple[str, str]]

    def find(self, page: Page) -> list[Hit]:
        """Every phrase on the page; of one key, no phrase inside a longer one."""
        hits = [hit for at in range(len(page.words)) for hit in self._at(page, at)]
        longest: dict[str, int] = {}
        kept = []
        for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
            if hit.end > longest.get(hit.key, 0):
                longest[hit.key] = hit.end
                kept.append(hit)
        return kept

    def _at(self, page: Page, at: int) -> Iterator[Hit]:
        first = page.words[at].bare
        entries = self.single.get(first, ())
        if at + 1 < len(page.words):
            entries += self.longer.get((first, page.words[at + 1].bare), ())
        for entry in entries:
            words = page.words[at : at + len(entry.bare)]
            if len(words) == len(entry.bare) and _same(entry, words, page):
                yield Hit(entry.key, entry.weight, words[0].start, words[-1].end)


def _same(entry: _Entry, words: tuple[Word, ...], page: Page) -> bool:
    other = 0
    for place, word in enumerate(words):
        if word.bare != entry.bare[place]:
            return False
        if place and page.low[words[place - 1].end : word.start] not in _BETWEEN:
            return False
        other += not _agrees(word, entry.plain[place], page.accented and not page.noisy)
    return other == 0 or (other == 1 and (len(words) > 2 or (page.noisy and len(words) > 1)))


def _agrees(word: Word, wanted: str, accented: bool) -> bool:
    """Written with the same marks, or with none where the page has none or the scan lost some."""
    if word.plain == wanted or _one_tone(word.plain) == _one_tone(wanted):
        return True
    return not accented and word.plain.isascii()


@lru_cache(maxsize=4096)
def _one_tone(word: str) -> str:
    return unicodedata.normalize("NFD", word).translate(_HOI)


def expand(phrase: str) -> Iterator[str]:
    """All phrases that "(a/b) c" stands for."""
    parts = _CHOICE.split(phrase)
    choices = [part.split("/") if place % 2 else [part] for place, part in enumerate(parts)]
    for chosen in product(*choices):
        yield " ".join("".join(chosen).split())


def build(entries: Mapping[str, Mapping[str, str]]) -> Lexicon:
    """The lexicon of phrases by key and weight; the labels "vi" and "en" are the name of the key."""
    names = {key: (v["vi"], v.get("en", v["vi"])) for key, v in entries.items() if "vi" in v}
    single: dict[str, list[_Entry]] = defaultdict(list)
    longer: dict[tuple[str, str], list[_Entry]] = defaultdict(list)
    vocabulary: set[str] = set()
    for key, variants in entries.items():
        for label, phrases in variants.items():
            for entry in _entries(key, float(label), phrases.split("|")) if label not in ("vi", "en") else ():
                vocabulary.update(entry.bare)
                if len(entry.bare) == 1:
                    single[entry.bare[0]].append(entry)
                else:
                    longer[entry.bare[0], entry.bare[1]].append(entry)
    return Lexicon(
        {k: tuple(v) for k, v in single.items()}, {k: tuple(v) for k, v in longer.items()}, frozenset(vocabulary), names
    )


def _entries(key: str, weight: float, phrases: Iterable[str]) -> Iterator[_Entry]:
    for phrase in phrases:
        for written in expand(phrase):
            plain = tuple(re.findall(r"\w+", normalise_tones(written).lower()))
            if plain:
                yield _Entry(key, weight, tuple(map(fold, plain)), plain)


def load(*own: Path) -> Lexicon:
    """The phrases of `law/lexicons/`, with the lists that the folders `own` replace. Raises Refusal for a bad file."""
    return build(phrasebook.load(law_root() / "lexicons", own).entries)


@lru_cache(maxsize=1)
def shipped() -> Lexicon:
    """The phrases of `law/lexicons/`."""
    return load()
