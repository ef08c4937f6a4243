"""One cell to one value: dates, counts and words as Vietnamese registers write them. Pure functions, no guessing.

A parser answers a `Value` (with a note where a person should look) or raises `CellProblem` with a sentence that helps
and, where there is an obvious one, a proposal in the form in which it would be typed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.utils.translation import gettext as _

from liemchinh.kernel import numerals, vietnamese
from liemchinh.spine.sheets import Cell, CellError

_WORD = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The words of a text without case, diacritics and punctuation: «Người dự (lượt)» is nguoi, du, luot."""
    return tuple(_WORD.findall(vietnamese.fold(text)))


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """The same as one string with single blanks."""
    return " ".join(words(text))


class CellProblem(ValueError):
    """The cell can't be read. `proposal` is what the writer most likely meant, as one would type it."""

    def __init__(self, message: str, proposal: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.proposal = proposal


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell says; `note` is a sentence for the cases where a person should look."""

    value: object
    note: str = ""


def shown(cell: Cell) -> str:
    """The cell as a person reads it in the sheet."""
    if isinstance(cell, str):
        return " ".join(cell.split())
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, float):
        return f"{cell:g}".replace(".", ",")
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return str(cell)


def text(cell: Cell) -> Value:
    """The words of a cell with single blanks. An error result of a formula is refused."""
    _refuse_error(cell)
    return Value(shown(cell))


def choice(cell: Cell, choices: Mapping[str, Collection[str]]) -> Value:
    """The stored word that the cell means; a word that is not in the table is kept as written."""
    written = str(text(cell).value)
    return Value(_spellings(_frozen(choices)).get(words(written), written))


def _frozen(choices: Mapping[str, Collection[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((stored, tuple(spellings)) for stored, spellings in choices.items())


@lru_cache(maxsize=64)
def _spellings(choices: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[tuple[str, ...], str]:
    return {words(s): stored for stored, spellings in choices for s in (stored, *spellings)}


def _refuse_error(cell: Cell) -> None:
    if isinstance(cell, CellError):
        raise CellProblem(
            _("công thức trong ô cho kết quả lỗi %(code)s; hãy sửa công thức hoặc gõ giá trị") % {"code": cell.code}
        )


# --- counts ----------------------------------------------------------------------------------------------------------
_NOT_COUNTED = frozenset(
    {"", "-", "–", "—", "--", "…", "...", "/", "x", "?", "chưa có", "không rõ", "không ghi", "kxđ", "n/a"}
)
_NONE_AT_ALL = frozenset({("khong",), ("ko",), ("k",), ("khong", "co"), ("khong", "phat"), ("0",)})
_GROUPED = re.compile(r"-?\d{1,3}(?:([.,\s])\d{3})(?:\1\d{3})*")
_PLAIN = re.compile(r"-?\d+")
_DECIMAL = re.compile(r"-?\d+[.,]\d+")
_NUMBER = re.compile(r"-?\d[\d.,]*(?:\s\d{3})*")
_ABOUT = frozenset({"khoang", "gan", "hon", "tren", "duoi", "tam", "chung", "ngot", "it", "nhat", "toi", "da", "uoc"})
_COUNT_NOUNS = frozenset(
    words(
        "người lượt em đồng chí học sinh HS CB cán bộ CBCC công chức đảng viên hội viên đoàn viên hộ dân giáo viên"
        " tờ bài cuốn bản quyển buổi cuộc đại biểu ĐB thí sinh thanh niên cử tri đ/c SV ng"
    )
)
_LIMIT = 2_000_000_000


def count(cell: Cell, nouns: Collection[str] = ()) -> Value:
    """A whole number of people or things; None where nothing was counted («-», blank), 0 for «không»."""
    _refuse_error(cell)
    if isinstance(cell, (bool, date | datetime | time | timedelta)):
        raise CellProblem(_("là ngày giờ hoặc đúng/sai, không phải là số"))
    if isinstance(cell, int | float):
        return Value(_whole(cell))
    return _written_count(" ".join(cell.split()), nouns) if isinstance(cell, str) else Value(None)


def _whole(number: float) -> int:
    if number < 0:
        raise CellProblem(_("không được là số âm"), str(abs(int(number))))
    if number > _LIMIT:
        raise CellProblem(_("là số quá lớn"))
    if not float(number).is_integer():
        thousands = f"{number:.3f}".replace(".", "")
        raise CellProblem(_("không phải là số nguyên"), thousands if number < 1000 else "")
    return int(number)


def _written_count(written: str, nouns: Collection[str]) -> Value:
    bare = written.strip(" .;:'\"")
    if bare.lower() in _NOT_COUNTED:
        return Value(None)
    said = words(bare)
    if said in _NONE_AT_ALL:
        return Value(0)
    numbers = _NUMBER.findall(bare)
    if not numbers:
        spelled = _spelled_number(bare, nouns)
        raise CellProblem(_("không phải là số"), spelled)
    if len(numbers) > 1:
        raise CellProblem(_("có nhiều số trong một ô; chỉ ghi một số"))
    number = _grouped_number(numbers[0].rstrip(".,"))
    rest = words(bare.replace(numbers[0], " "))
    return Value(number, _count_note(rest, nouns))


def _grouped_number(digits: str) -> int:
    if _GROUPED.fullmatch(digits):
        return _whole(int(re.sub(r"[.,\s]", "", digits)))
    if _PLAIN.fullmatch(digits):
        return _whole(int(digits))
    if _DECIMAL.fullmatch(digits):
        return _whole(float(digits.replace(",", ".")))
    raise CellProblem(_("không phải là số"))


def _count_note(rest: tuple[str, ...], nouns: Collection[str]) -> str:
    if any(word in _ABOUT for word in rest):
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


# --- dates -----------------------------------------------------------------------------------------------------------
_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ t]\d{1,2}:\d{2}(?::\d{2})?)?$")
_SEPARATOR = r"\s*[/.\-–,_\\]+\s*"
# One separator throughout, or a year of four digits; so that «05-07/03/2006» is a range and not the 5th of July.
_SAME = r"(?<!\d)(\d{1,2})(\s*[/.\-–]+\s*)(\d{1,2})\2(\d{4}|\d{2})(?!\d|\s*[/.\-–]\s*\d)"
_MIXED = rf"(?<!\d)(\d{{1,2}})({_SEPARATOR})(\d{{1,2}}){_SEPARATOR}(\d{{4}})(?!\d|\s*[/.\-–]\s*\d)"
_DMY = (re.compile(_SAME), re.compile(_MIXED))
_DM = re.compile(rf"^(?:ngay )?(\d{{1,2}}){_SEPARATOR}(\d{{1,2}})$")
_WORDED = re.compile(
    r"(?:ngay\s*)?(?<!\d)(\d{1,2})\s*(?:/|-|\.)?\s*thang\s*(\d{1,2})(?:\s*(?:/|-|\.|,|nam)*\s*(\d{4}|\d{2})(?!\d))?"
)
_MONTH_YEAR = re.compile(r"^(?:thang\s*)?(\d{1,2})\s*[/.\-]\s*(\d{4})$")
_RANGE_HEAD = re.compile(r"(?<!\d)(\d{1,2})(?:[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?)?\s*(?:-|–|,|va|den|&|\+)\s*$")
_CLOCK = re.compile(r"\d{1,2}\s*(?:h|gio|:)\s*\d{0,2}\s*(?:phut|')?")
_EPOCH = date(1899, 12, 30)
_SERIALS = range(18_264, 80_000)
"""Excel day numbers from 1950 to 2119: a date in a cell that is not formatted as one."""


def day(cell: Cell, years: Collection[int] = ()) -> Value:
    """A date. `years` are the sheet's years: they complete a date without one and settle a two-digit year."""
    _refuse_error(cell)
    if isinstance(cell, datetime):
        return Value(cell.date())
    if isinstance(cell, date):
        return Value(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Value(_from_serial(float(cell)))
    if not isinstance(cell, str):
        raise CellProblem(_("không phải là ngày; ghi dạng ngày/tháng/năm, ví dụ 05/3/2026"))
    return _written_day(" ".join(vietnamese.fold(cell).split()).strip(" .;'\""), years)


def _from_serial(number: float) -> date:
    if int(number) in _SERIALS:
        return _EPOCH + timedelta(days=int(number))
    raise CellProblem(_("là số, không phải là ngày; ghi dạng ngày/tháng/năm, ví dụ 05/3/2026"))


def _written_day(written: str, years: Collection[int]) -> Value:
    if written.isdigit():
        return Value(_from_digits(written))
    if found := _ISO.match(written):
        return Value(_exists(int(found[3]), int(found[2]), int(found[1])))
    if _MONTH_YEAR.match(written):
        raise CellProblem(_("thiếu ngày; ghi đủ ngày/tháng/năm"))
    for pattern in _DMY:
        if found := pattern.search(written):
            return _with_context(written, found, _exists(int(found[1]), int(found[3]), _year(found[4], years)), years)
    if found := _WORDED.search(written):
        year = _year(found[3], years) if found[3] else _only_year(years)
        return _with_context(written, found, _exists(int(found[1]), int(found[2]), year), years)
    if found := _DM.match(written):
        return Value(_exists(int(found[1]), int(found[2]), _only_year(years)))
    raise CellProblem(_("không phải là ngày; ghi dạng ngày/tháng/năm, ví dụ 05/3/2026"))


def _from_digits(digits: str) -> date:
    if len(digits) == 5:
        return _from_serial(float(digits))
    if len(digits) == 8 and digits[:2] in ("19", "20") and int(digits[4:6]) <= 12:
        return _exists(int(digits[6:]), int(digits[4:6]), int(digits[:4]))
    if len(digits) == 8:
        return _exists(int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    raise CellProblem(_("không phải là ngày; ghi dạng ngày/tháng/năm, ví dụ 05/3/2026"))


def _with_context(written: str, found: re.Match[str], last: date, years: Collection[int]) -> Value:
    """The first day of «5-7/3/2006», and a note for it; a second date elsewhere in the cell is refused."""
    before, after = _CLOCK.sub(" ", written[: found.start()]), _CLOCK.sub(" ", written[found.end() :])
    if head := _RANGE_HEAD.search(before):
        first = _exists(int(head[1]), int(head[2] or last.month), _year(head[3], years) if head[3] else last.year)
        return Value(first, _("là nhiều ngày; sổ ghi ngày đầu"))
    if re.search(r"\d\s*[/.\-]\s*\d", after):
        return Value(last, _("là nhiều ngày; sổ ghi ngày đầu"))
    return Value(last)


def _year(written: str, years: Collection[int]) -> int:
    number = int(written)
    if len(written) == 4:
        return number
    for year in years:
        if year % 100 == number:
            return year
    century = min(years) // 100 * 100 if years else 2000
    return century + number if years or number < 70 else 1900 + number


def _only_year(years: Collection[int]) -> int:
    if len(years) == 1:
        return next(iter(years))
    raise CellProblem(_("thiếu năm; ghi đủ ngày/tháng/năm"))


def _exists(day_number: int, month: int, year: int) -> date:
    if not 1 <= month <= 12:
        swapped = 1 <= day_number <= 12 and 1 <= month <= monthrange(year, day_number)[1]
        proposal = f"{month:02}/{day_number:02}/{year}" if swapped else ""
        raise CellProblem(_("không có trong lịch: không có tháng %(month)d") % {"month": month}, proposal)
    if not 1 <= year <= 9999:
        raise CellProblem(_("không có trong lịch: năm %(year)d") % {"year": year})
    days = monthrange(year, month)[1]
    if not 1 <= day_number <= days:
        raise CellProblem(
            _("không có trong lịch: tháng %(month)d năm %(year)d có %(days)d ngày")
            % {"month": month, "year": year, "days": days}
        )
    return date(year, month, day_number)
