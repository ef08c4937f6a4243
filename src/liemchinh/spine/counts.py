"""Counts as Vietnamese registers write them: «47», «14 người», «31.211», «không», «-»; whole numbers, no guessing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from liemchinh.kernel import numerals
from liemchinh.spine.cell_values import CellProblem, Value, refuse_error, words
from liemchinh.spine.sheets import Cell

_NOT_COUNTED = frozenset(
    {"", "-", "–", "—", "--", "…", "...", "/", "x", "?", "chưa có", "không rõ", "không ghi", "kxđ", "n/a"}
)
_NOT_COUNTED_WORDS = re.compile(
    r"^(?:khong|ko|k|kg|chua) (?:dem|ro|ghi|thong ke|nam|biet|xac dinh|co so lieu|theo doi|bao cao)\b(?!.*\d)"
)
_NONE_AT_ALL = frozenset({("khong",), ("ko",), ("k",), ("khong", "co"), ("khong", "phat"), ("0",)})
_GROUPED = re.compile(r"-?\d{1,3}(?:([.,\s])\d{3})(?:\1\d{3})*")
_PLAIN = re.compile(r"-?\d+")
_DECIMAL = re.compile(r"-?\d+[.,]\d+")
_WITH_NOUGHTS = re.compile(r"(-?\d{1,3}(?:([.,])\d{3})+)(?!\2)[.,]0+")
_NUMBER = re.compile(r"-?\d[\d.,]*(?:\s\d{3}(?!\d))*")
_SCALES = {
    "tram": 100, "nghin": 1000, "ngan": 1000, "k": 1000, "van": 10_000, "trieu": 1_000_000, "tr": 1_000_000,
    "ty": 1_000_000_000, "chuc": 10, "ta": 12,
}  # fmt: skip
_LOOKS_LIKE_DIGITS = re.compile(r"(?<![^\W\d_])[oOlI]*\d[\doOlI]*(?![^\W\d_])")
_MIXED_UP = str.maketrans("oOlI", "0011")
_ABOUT = frozenset({"khoang", "gan", "hon", "tren", "duoi", "tam", "chung", "ngot", "it", "nhat", "toi", "da", "uoc"})
_ABOUT_SIGN = re.compile(r"[~≈≃±>≥<≤+]|\d\s*\+$")
_COUNT_NOUNS = frozenset(
    words(
        "người lượt em đồng chí học sinh HS CB cán bộ CBCC công chức đảng viên hội viên đoàn viên hộ dân giáo viên"
        " tờ bài cuốn bản quyển buổi cuộc đại biểu ĐB thí sinh thanh niên cử tri đ/c SV ng"
    )
)
_LIMIT = 2_000_000_000
_REMARKABLE = 100_000
"""More people or things than one entry of a unit's register can well hold: taken, and pointed out."""


def count(cell: Cell, nouns: Collection[str] = ()) -> Value:
    """A whole number of people or things; None where nothing was counted («-», blank), 0 for «không»."""
    refuse_error(cell)
    if isinstance(cell, (bool, date | datetime | time | timedelta)):
        raise CellProblem(_("là ngày giờ hoặc đúng/sai, không phải là số"))
    if isinstance(cell, int | float):
        return _remarkable(Value(_whole(cell)))
    if not isinstance(cell, str):
        return Value(None)
    return _remarkable(_written_count(" ".join(unicodedata.normalize("NFKC", cell).split()), nouns))


def _remarkable(found: Value) -> Value:
    if isinstance(found.value, int) and found.value >= _REMARKABLE and not found.note:
        return Value(found.value, _("lớn bất thường đối với một dòng; sổ ghi đúng con số này"))
    return found


def _whole(number: float, typed: str = "") -> int:
    if number < 0:
        raise CellProblem(_("không được là số âm"), str(abs(int(number))) if float(number).is_integer() else "")
    if number > _LIMIT:
        raise CellProblem(_("là số quá lớn"))
    if not float(number).is_integer():
        raise CellProblem(_("không phải là số nguyên"), _as_thousands(typed or repr(number)))
    return int(number)


def _as_thousands(typed: str) -> str:
    """«1.234» that Excel took for a decimal; only three decimals can have been thousands."""
    whole, _point, decimals = typed.replace(",", ".").partition(".")
    return whole + decimals if len(decimals) == 3 and whole.isdigit() and 0 < int(whole) < 1000 else ""


def _written_count(written: str, nouns: Collection[str]) -> Value:
    bare = written.strip(" .;:'\"[]")
    if bare.lower() in _NOT_COUNTED or _NOT_COUNTED_WORDS.match(" ".join(words(bare))):
        return Value(None)
    if words(bare) in _NONE_AT_ALL:
        return Value(0)
    if noughts := _WITH_NOUGHTS.fullmatch(bare):
        bare = noughts[1]
    numbers = _NUMBER.findall(bare)
    if not numbers:
        raise CellProblem(_("không phải là số"), _spelled_number(bare, nouns))
    _refuse_letters(bare)
    if len(numbers) > 1:
        raise CellProblem(_("có nhiều số trong một ô; chỉ ghi một số"), _whole_of_parts(bare, numbers))
    number = _grouped_number(numbers[0].rstrip(".,"))
    before, _digits, after = bare.partition(numbers[0])
    _refuse_scale(number, after)
    return Value(number, _count_note(words(before) + words(after), before, after, nouns))


def _refuse_letters(bare: str) -> None:
    """«4O», «l2»: a letter typed for a digit."""
    for token in _LOOKS_LIKE_DIGITS.findall(bare):
        if not token.isdigit():
            raise CellProblem(_("có chữ lẫn trong số"), token.translate(_MIXED_UP))


def _refuse_scale(number: int, after: str) -> None:
    """«5 triệu», «12k», «50%»: not the number that the digits alone would give."""
    if after.lstrip().startswith(("%", "‰", "⁄", "/")) and not words(after):
        raise CellProblem(_("là tỷ lệ, không phải là số lượng"))
    following = words(after)
    if following[:2] == ("phan", "tram"):
        raise CellProblem(_("là tỷ lệ, không phải là số lượng"))
    if following and following[0] in _SCALES and not (following[0] == "ta" and len(following) > 1):
        scaled = number * _SCALES[following[0]]
        raise CellProblem(_("có đơn vị kèm theo số; ghi đủ bằng chữ số"), str(scaled) if scaled <= _LIMIT else "")


def _grouped_number(digits: str) -> int:
    if _GROUPED.fullmatch(digits):
        return _whole(int(re.sub(r"[.,\s]", "", digits)))
    if _PLAIN.fullmatch(digits):
        return _whole(int(digits))
    if _DECIMAL.fullmatch(digits):
        return _whole(float(digits.replace(",", ".")), digits)
    raise CellProblem(_("không phải là số"))


_PART = re.compile(r"^(.*?)(?:\(|,|;|/|-|\btrong đó\b|\bcó\b)", re.IGNORECASE)
_SUM = re.compile(r"\d+(?:\s*\+\s*\d+)+")
_HALVES = re.compile(r"(\d+)\s*(?:em |hs )?nam\b\D*?(\d+)\s*(?:em |hs )?nữ\b|(\d+)\s*nữ\b\D*?(\d+)\s*nam\b")


def _whole_of_parts(bare: str, numbers: list[str]) -> str:
    """What «45 (có 10 nữ)», «20 nam, 15 nữ», «30+25» and «12 người/1 buổi» most likely mean; "" for anything else."""
    lowered = bare.lower()
    if halves := _HALVES.fullmatch(lowered.strip()):
        return str(sum(int(part) for part in halves.groups() if part))
    if _SUM.fullmatch(lowered):
        return str(sum(map(int, re.findall(r"\d+", lowered))))
    head = _PART.match(lowered)
    if head is None or len(numbers) != 2 or not numbers[0].isdigit():
        return ""
    rest = lowered[head.end(1) :]
    told = bool(re.search(r"\(|trong đó|có|nữ|nam|đảng viên", rest)) and int(numbers[0]) >= _digits(numbers[1])
    return numbers[0] if told or re.match(r"/\s*0?1\s*(?:buổi|cuộc|lớp|đợt)", rest) else ""


def _digits(number: str) -> int:
    return int(re.sub(r"\D", "", number))


def _count_note(rest: tuple[str, ...], before: str, after: str, nouns: Collection[str]) -> str:
    if any(word in _ABOUT for word in rest) or _ABOUT_SIGN.search(before) or "±" in after or after.startswith("+"):
        return _("là số ước lượng; sổ ghi đúng con số này")
    known = _COUNT_NOUNS.union(*(words(noun) for noun in nouns)) if nouns else _COUNT_NOUNS
    strange = [word for word in rest if word not in known]
    return _("có chữ kèm theo số; sổ chỉ ghi con số") if strange else ""


def _spelled_number(written: str, nouns: Collection[str]) -> str:
    """The digits of «bốn mươi người», or "" when the words are no number."""
    said = written.split()
    tails = {words(noun) for noun in nouns} | {("nguoi",), ("luot",), ("to",), ("em",), ("luot", "nguoi")}
    for size in range(min(3, len(said))):
        head, tail = said[: len(said) - size], words(" ".join(said[len(said) - size :]))
        if size and tail not in tails:
            continue
        number = _number_from_words(" ".join(head))
        if number is not None:
            return str(number)
    return ""


def _number_from_words(said: str) -> int | None:
    try:
        return numerals.from_words(said)
    except ValueError:
        return None
