"""A number as it is written, made a value: «1.120», «2O23», «5,44», «45.000đ», «1182/QĐ-UBND», «mười lăm triệu»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

from liemchinh.kernel.matching.letters import Word, alike, alike_set

__all__ = ["SCALES", "Chunk", "chunk", "ordinal", "plain", "spelled", "tenths"]


@dataclass(frozen=True, slots=True)
class Chunk:
    """`kind` is number, date (day, month, year), day (day, month or any a/b), month (month, year) or code."""

    kind: str
    value: Decimal = Decimal(0)
    parts: tuple[int, ...] = ()
    code: str = ""
    unit: str = ""  # what clung to the number, as `alike` spells it: 18cm, 45.000đ


def _scales(**scales: int) -> dict[str, int]:
    return {alike(word): scale for word, scale in scales.items()}


SCALES: Final = _scales(ngan=10**3, nghin=10**3, k=10**3, trieu=10**6, tr=10**6, ty=10**9, ti=10**9)

_LONGEST = 60  # characters without a space
_MISREAD: Final = re.compile(r"[\dlIoO|][\dlIoO|.,/-]*")
_TO_DIGITS: Final = str.maketrans("lI|oO", "11100")
_DATE: Final = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})")
_MONTH: Final = re.compile(r"(\d{1,2})[/-]((?:19|20)\d\d)")
_PAIR: Final = re.compile(r"(\d{1,4})[/-](\d{1,4})")
_DOCUMENT: Final = re.compile(r"0*(\d+)[/-](?:\d{4}[/-])?[A-Z].*")
_GROUPED: Final = re.compile(r"[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*")
_LETTERED: Final = re.compile(
    r"[A-Za-z]*[A-Z][A-Za-z]*[-.]?\d.*|\d+[A-Za-z]*[A-Z][A-Za-z]*[-.]?\d.*|\d+[a-z]?[A-Z]\b.*"
)
_CLINGING: Final = re.compile(r"[A-Za-z]{0,4}[-.]?(\d(?:[\d.,/-]*\d)?)[.,/-]*([A-Za-z]\w*)?(?:/.*)?")


@lru_cache(maxsize=16_384)
def chunk(written: str) -> Chunk | None:
    """The value of what is written without a space; None where it is no number (m2)."""
    if len(written) > _LONGEST:
        return Chunk("code", code=written[:_LONGEST].lower())
    if _MISREAD.fullmatch(written):
        written = written.translate(_TO_DIGITS)
    if re.fullmatch(r"[a-z]{1,2}[23]", written):
        return None
    if match := _DOCUMENT.fullmatch(written):
        return Chunk("document", Decimal(match[1]), code=match[1])
    if _LETTERED.fullmatch(written) and not re.fullmatch(r"[\d.,]+[A-Z]{1,3}", written):
        return Chunk("code", code=re.sub(r"[\W_]", "", written).lower().rstrip("x"))
    match = _CLINGING.fullmatch(written)
    return _figures(match[1], alike(match[2] or "")) if match else None


def _figures(digits: str, unit: str) -> Chunk | None:
    if (match := _DATE.fullmatch(digits)) and 0 < int(match[1]) <= 31 and 0 < int(match[3]) <= 12:
        year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
        return Chunk("date", parts=(int(match[1]), int(match[3]), year), unit=unit)
    if (match := _MONTH.fullmatch(digits)) and 0 < int(match[1]) <= 12:
        return Chunk("month", parts=(int(match[1]), int(match[2])), unit=unit)
    if match := _PAIR.fullmatch(digits):
        return Chunk("day", parts=(int(match[1]), int(match[2])), code=f"{int(match[1])}/{int(match[2])}", unit=unit)
    if re.search(r"[/-]", digits):
        return Chunk("code", code=re.sub(r"\D", "", digits).lstrip("0"))
    if _GROUPED.fullmatch(digits):
        return Chunk("number", Decimal(re.sub(r"\D", "", digits)), code=digits, unit=unit)
    try:
        return Chunk("number", Decimal(digits.replace(",", ".")), code=digits, unit=unit)
    except InvalidOperation:
        return Chunk("code", code=re.sub(r"\D", "", digits).lstrip("0"))


def plain(value: Decimal) -> str:
    """The value as one compares it: 500000, 5.44, without trailing noughts."""
    return f"{value.normalize():f}"


# --- in words --------------------------------------------------------------------------------------------------------

_ONES: Final = _scales(mot=1, hai=2, ba=3, bon=4, tu=4, nam=5, lam=5, sau=6, bay=7, tam=8, chin=9)
_TEN, _TENFOLD, _HUNDRED = map(alike, ("muoi", "chuc", "tram"))
_FIRST: Final = frozenset((*_ONES, _TEN))
_FILLERS: Final = alike_set("linh le")


def spelled(words: Sequence[Word], at: int) -> tuple[Decimal | None, int]:
    """The number written in words at `at` and how many words it takes; None for one word alone.

    One word alone says nothing: without diacritics ba is «bà», nam «năm», tam «tạm»; with a scale («năm triệu») it
    counts.
    """
    if words[at].seen not in _FIRST:
        return None, 1
    current = step = 0
    while at + step < len(words) and not (step and (words[at + step].is_title or words[at + step].gap.strip())):
        seen = words[at + step].seen
        if seen in _ONES and (current % 10 == 0 or step == 0):
            current += _ONES[seen]
        elif seen == _TEN or (seen == _TENFOLD and current):
            current = current - current % 10 + 10 * (current % 10 or 1)
        elif seen == _HUNDRED and 0 < current < 10:
            current *= 100
        elif not (seen in _FILLERS and current >= 10):
            break
        step += 1
    scaled = at + step < len(words) and words[at + step].seen in SCALES and not words[at + step].gap.strip()
    scaled = scaled and not words[at].is_title  # the street «Bà Triệu» is no amount
    if step == 0 or current == 0 or (step == 1 and not scaled):
        return None, 1
    return Decimal(current), step


def ordinal(word: Word) -> Decimal | None:
    """One word for a number from one to nine, or ten, where the words before it leave no doubt («thang số hai»)."""
    value = _ONES.get(word.seen, 10 if word.seen == _TEN else 0)
    return Decimal(value) if value and not word.is_title else None


#: Digits that no other word looks like; those that are digits only with their marks; those that are other words too
#: («ba tôi», «năm 2025») and count where the clause ends.
_PLAIN_DIGITS: Final = {"hai": 2, "bảy": 7, "bay": 7, "chín": 9, "chin": 9, "bốn": 4}
_MARKED_DIGITS: Final = {"tư": 4, "sáu": 6, "tám": 8, "mốt": 1}
_AT_AN_END: Final = {"ba": 3, "năm": 5}
#: What is counted: «50 triệu hai lần» is 50 million, twice.
_COUNTED: Final = alike_set(
    "lan thang nguoi ho can chiec cai ngay nam dot tuan suat em con ong ba anh chi phan ben dua nguon khoan lo thua "
    "muoi nhan phap van cach lieu"
)


def tenths(words: Sequence[Word], at: int, text: str) -> int:
    """The digit that stands for a tenth after a scale: «một tỷ hai» is 1,2 tỷ. 0 where the word is none."""
    if at >= len(words) or words[at].gap != " " or words[at].is_title:
        return 0
    follows = words[at + 1] if at + 1 < len(words) else None
    ends = follows is None or bool(follows.gap.strip()) or follows.breaks
    if words[at].is_number:
        return int(words[at].shape) if ends and re.fullmatch(r"[1-9]", words[at].shape) else 0
    if follows and not ends and (follows.is_number or follows.seen in _COUNTED or follows.seen in SCALES):
        return 0
    plain_word = text[words[at].start : words[at].end].lower()
    return (_PLAIN_DIGITS | _MARKED_DIGITS | (_AT_AN_END if ends else {})).get(plain_word, 0)
