"""Vietnamese number words: 12500000 ↔ «mười hai triệu năm trăm nghìn» (reading rules: decree-style, «lẻ» or «linh»)."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES: Final = (10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn")


def in_words(number: int, *, zero_tens: str = "lẻ") -> str:
    """The number as it is read; `zero_tens` is the word for a nought in the tens («lẻ», in the North also «linh»)."""
    if number < 0:
        return f"âm {in_words(-number, zero_tens=zero_tens)}"
    return _read(number, zero_tens) if number else _DIGITS[0]


def _read(number: int, zero_tens: str, *, after_more: bool = False) -> str:
    """Words of a number above 0; `after_more`: higher groups were read, so hundreds are named even if nought."""
    for size, name in _SCALES:
        if number >= size:
            high, low = divmod(number, size)
            words = [_read(high, zero_tens, after_more=after_more), name]
            return " ".join(words + ([_read(low, zero_tens, after_more=True)] if low else []))
    return _below_thousand(number, zero_tens, after_more=after_more)


def _below_thousand(number: int, zero_tens: str, *, after_more: bool) -> str:
    hundreds, rest = divmod(number, 100)
    named = hundreds > 0 or after_more
    words = [_DIGITS[hundreds], "trăm"] if named else []
    if rest:
        words.append(_below_hundred(rest, zero_tens, after_hundred=named))
    return " ".join(words)


def _below_hundred(number: int, zero_tens: str, *, after_hundred: bool) -> str:
    tens, unit = divmod(number, 10)
    if tens == 0:
        return f"{zero_tens} {_DIGITS[unit]}" if after_hundred else _DIGITS[unit]
    head = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    if unit == 0:
        return head
    if unit == 5:
        return f"{head} lăm"
    special = {1: "mốt", 4: "tư"} if tens > 1 else {}
    return f"{head} {special.get(unit, _DIGITS[unit])}"


_VALUE: Final = {word: value for value, word in enumerate(_DIGITS)} | {"bẩy": 7}
_LAST_DIGIT: Final = _VALUE | {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
_UNIT_ONLY: Final = {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}  # digits said only after tens: «hai mốt» is 21
_SIZES: Final = {"tỷ": 10**9, "tỉ": 10**9, "triệu": 10**6, "vạn": 10**4, "nghìn": 1000, "ngàn": 1000, "trăm": 100}
_TENS: Final = ("mươi", "chục")
_NOUGHT_TENS: Final = ("lẻ", "linh")
NUMBER_WORDS: Final = frozenset([*_LAST_DIGIT, *_SIZES, *_TENS, *_NOUGHT_TENS, "mười", "rưỡi", "âm"])


def from_words(text: str) -> int:
    """The whole number that the words say; ValueError where they say none.

    Spoken shortenings count: «hai mốt» 21, «một trăm hai» 120, «hai triệu rưỡi» 2,500,000.
    """
    words = re.split(r"[\s-]+", unicodedata.normalize("NFC", text).strip().lower())
    if words[0] == "âm" and len(words) > 1:
        return -_number(words[1:], text)
    return _number(words, text)


def _number(words: list[str], text: str) -> int:
    """Split at the last of the largest sizes: what stands before multiplies it, what stands after is added."""
    sizes = [_SIZES[word] for word in words if word in _SIZES]
    if not sizes:
        return _small(words, text)
    size = max(sizes)
    at = max(i for i, word in enumerate(words) if _SIZES.get(word) == size)
    before, after = words[:at], words[at + 1 :]
    times = _number(before, text) if before else 1
    if size == 100 and times >= 10:
        raise ValueError(f"«{text}» is not a number in words")
    return times * size + _remainder(after, size, text)


def _remainder(words: list[str], size: int, text: str) -> int:
    if not words:
        return 0
    if words == ["rưỡi"]:
        return size // 2
    if len(words) == 1 and (words[0] in _UNIT_ONLY or _VALUE.get(words[0], 0)):
        return _LAST_DIGIT[words[0]] * size // 10
    value = _number(words[1:] if words[0] in _NOUGHT_TENS else words, text)
    if value >= size:
        raise ValueError(f"«{text}» is not a number in words")
    return value


def _small(words: list[str], text: str) -> int:
    """A number below 100: «ba», «mười lăm», «hai mươi mốt», «hai chục», «hai mốt»."""
    match words:
        case [digit] if digit in _VALUE:
            return _VALUE[digit]
        case ["mười"] | ["chục"]:
            return 10
        case ["mười", unit] if unit in _LAST_DIGIT and unit not in ("mốt", "tư", "không"):
            return 10 + _LAST_DIGIT[unit]
        case [tens, word] if word in _TENS and _VALUE.get(tens, 0):
            return 10 * _VALUE[tens]
        case [tens, word, unit] if word in _TENS and _VALUE.get(tens, 0) and _LAST_DIGIT.get(unit, 0):
            return 10 * _VALUE[tens] + _LAST_DIGIT[unit]
        case [tens, unit] if unit in _UNIT_ONLY and _VALUE.get(tens, 0) > 1:
            return 10 * _VALUE[tens] + _UNIT_ONLY[unit]
    raise ValueError(f"«{text}» is not a number in words")
