"""The facts of a petition, what only this matter has: names, amounts, days, plots, documents, each with its weight.

A weight is in bits: how surprising it would be that a petition about another matter holds the same fact. What any
letter of that kind shares (the addressee, the date of signing, the slip by which another office passed it on) is kept
apart as «beside the matter»: it may agree, but says nothing where it differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from liemchinh.kernel.matching.letters import Page, page
from liemchinh.kernel.matching.names import Name, names, senders
from liemchinh.kernel.matching.numbers import quantities

__all__ = ["KINDS", "Fact", "facts", "facts_of"]

#: Kinds of facts; the order is the code that a fingerprint stores, so new kinds go to the end.
KINDS: Final = (
    "sender", "person", "name", "place", "plot", "sheet", "document", "code", "money", "area", "number", "count",
    "date", "month", "year", "phone", "part",
)  # fmt: skip

_BITS_NAME: Final = {1: 6.0, 2: 8.0, 3: 12.0}
_BITS_TAIL = 5.0
_CLOSING = 260  # characters at the end in which a day that ends a line is that of signing
_LETTERHEAD: Final = re.compile(r"^[ \t>*]*(?:(?:dong )?kinh\s+)?gui\b", re.IGNORECASE | re.MULTILINE)
_RULE: Final = re.compile(r"^[ \t]*([-_=*])\1{4,}[ \t]*$", re.MULTILINE)
_PASSED_ON: Final = re.compile(r"phi[ei]u chuyen|chuyen don|dau den|but phe|cong van|van ban den", re.IGNORECASE)
_INTRODUCTION_ENDS: Final = re.compile(
    r"\.\s|\n|nay toi|(?:toi|lam don|xin)\s+(?:to cao|khieu nai|phan anh|kien nghi|de nghi)|viet don|lam don",
    re.IGNORECASE,
)
#: How many write, and who stands for them: a group may send again with more hands and another representative.
_GROUP: Final = re.compile(
    r"(?:[Cc]hung toi|[Tt]ap the|[Tt]oan the)\s+(?:gom\s+|co\s+)?(?:\w+\s+){1,4}?(?:ho|nguoi|hoi vien|cong nhan)\b"
    r"|[Dd]ai dien(?: ky(?: ten)?)?\s*:[^\n]{0,60}"
)
_COUNTED_HANDS: Final = re.compile(r" (?:ho|nguoi)(?: dan| gia dinh)?$")
_ADDRESSED: Final = re.compile(r"(?<=[A-Za-z]{3})[.:](?=\s+[A-Za-z])")
_ENDS_LINE: Final = re.compile(r"\.?[ \t]*(?:\n|$)|\.\s")
_LISTED: Final = re.compile(r"\n\s*[-+•*]\s?[^\n]*")
_DAYS: Final = frozenset(("date", "month", "year"))
_SIGNING: Final = frozenset((*_DAYS, "count", "number", "place", "name"))


@dataclass(frozen=True, slots=True)
class Fact:
    """`value` is how it is compared; `beside` and `who` mark what lies beside the matter and who writes."""

    kind: str
    value: str
    bits: float
    start: int
    end: int
    beside: bool = False
    who: bool = False
    signs: bool = False  # the writer's name, or the part of it by which it is known when a syllable is misread

    @property
    def token(self) -> str:
        """Equal where two facts are the same, whatever kind the words around them suggest."""
        return f"{_FAMILY.get(self.kind, 'number')}:{self.value}"


_FAMILY: Final = {
    **dict.fromkeys(("sender", "person", "name", "place", "part"), "name"),
    **{kind: kind for kind in ("date", "month", "year", "phone", "count")},
}


def facts_of(text: str) -> list[Fact]:
    """The facts of a petition's text, in order."""
    return facts(page(text))


def facts(text: Page) -> list[Fact]:
    """The facts of a page, in order; a fact that is repeated stands there each time."""
    signed = senders(text)
    who = [_introduction(text, signed), *_group(text.shape)]
    zones = _beside(text)
    found = [*_from_numbers(text), *_from_names(text, signed)]
    closing = _closing(text.shape, found)
    return sorted((_placed(fact, zones, who, closing) for fact in found), key=lambda fact: (fact.start, fact.end))


def _from_numbers(text: Page) -> Iterator[Fact]:
    for q in quantities(text):
        yield Fact(q.kind, q.value, q.bits, q.start, q.end)


def _from_names(text: Page, signed: Iterable[Name]) -> Iterator[Fact]:
    values = {name.value for name in signed}
    read = names(text)
    starts = {name.first for name in read}
    for name in [*read, *(n for n in signed if n.first not in starts)]:
        start, end = text.words[name.first].start, text.words[name.last].end
        signs = name.value in values
        yield Fact(
            "sender" if signs else name.kind,
            name.value,
            _BITS_NAME[min(len(name.syllables), 3)],
            start,
            end,
            signs=signs,
        )
        if len(name.syllables) > 2 and (signs or name.kind != "place"):
            yield Fact("part", " ".join(name.syllables[-2:]), _BITS_TAIL, start, end, signs=signs)


def _placed(fact: Fact, zones: list[tuple[int, int]], who: list[tuple[int, int]], closing: int) -> Fact:
    beside = any(start <= fact.start < end for start, end in zones) or (fact.start >= closing and fact.kind in _SIGNING)
    is_who = fact.signs or any(start <= fact.start < end for start, end in who)
    return replace(fact, beside=beside and not fact.signs, who=is_who) if beside or is_who else fact


def _group(shape: str) -> Iterator[tuple[int, int]]:
    """«Tập thể 23 hộ», «Hai mươi ba hộ chúng tôi», «Đại diện: …»."""
    yield from (m.span() for m in _GROUP.finditer(shape))
    at = shape.find(" chung toi")
    while at >= 0:
        first = max(shape.rfind(mark, 0, at) for mark in ".,;:\n") + 1
        if _COUNTED_HANDS.search(shape[max(first, at - 20) : at]):
            yield max(first, at - 36), at
        at = shape.find(" chung toi", at + 1)


def _closing(shape: str, found: list[Fact]) -> int:
    """Where the closing begins: at the line with the day of signing; names and counts of signers follow."""
    end = len(shape.rstrip())
    for fact in reversed(found):
        if fact.kind in _DAYS and fact.start >= end - _CLOSING and _ENDS_LINE.match(shape, fact.end):
            return shape.rfind("\n", 0, fact.start) + 1
    return end


def _introduction(text: Page, signed: list[Name]) -> tuple[int, int]:
    """Where the writer says who they are and where they live: from the name to the end of that clause."""
    if not signed:
        return (0, 0)
    start = text.words[signed[0].first].start
    end = _INTRODUCTION_ENDS.search(text.shape, text.words[signed[0].last].end)
    return (start, min(end.start() if end else start + 160, start + 160))


def _beside(text: Page) -> list[tuple[int, int]]:
    """The passages that are no part of the matter: letterhead, addressees, the slip of an office that passed it on."""
    shape = text.shape
    zones = []
    rule = next((m for m in _RULE.finditer(shape) if m.start() < len(shape) * 0.6), None)
    heads = list(_LETTERHEAD.finditer(shape))
    if rule:
        zones.append((0, rule.end()))
    elif heads and _PASSED_ON.search(shape, 0, heads[-1].start()):
        zones.append((0, heads[-1].start()))
    for head in heads:
        zones.append((head.start(), _end_of_addressees(shape, head.end())))
    return zones


def _end_of_addressees(shape: str, at: int) -> int:
    """The end of the line, or of the list of addressees («- Chủ tịch…») that follows it; the letter may go on in the
    same line («Kính gửi lãnh đạo phường. Tôi…», «Gửi báo: …»)."""
    end = shape.find("\n", at)
    line_end = end if end >= 0 else min(len(shape), at + 150)
    if goes_on := _ADDRESSED.search(shape, at + 2, line_end):
        return goes_on.end()
    if end < 0:
        return line_end
    if not shape[at:end].strip(" :"):
        end = max(shape.find("\n", end + 1), end)
    while match := _LISTED.match(shape, end):
        end = match.end()
    return end
