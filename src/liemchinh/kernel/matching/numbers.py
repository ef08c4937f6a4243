"""Numbers of a petition by their value: 1.120 m2, 2O23, 500 ngàn, 500.000đ, bốn trăm tám mươi sáu, 14/5, thửa 214.

The value is the fact, not the words around it: «411 m2» in one letter is «còn 411» in another. Only small numbers need
their company («32 cây», «tổ 7») to say anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log2
from typing import Final

from liemchinh.kernel.matching.chunks import SCALES, Chunk, chunk, ordinal, plain, spelled, tenths
from liemchinh.kernel.matching.letters import Page, Word, alike, alike_set

__all__ = ["Quantity", "quantities"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the text: `kind`, `value` as it is compared, the bits of surprise in it, and its place."""

    kind: str
    value: str
    bits: float
    start: int
    end: int


_DONG: Final = alike_set("dong d vnd dvn dg")
_AREA: Final = alike_set("m2 ha hecta sao cong")
_MONTH_WORD, _YEAR_WORD, _HALF, _METRE, _SQUARE = map(alike, ("thang", "nam", "ruoi", "met", "vuong"))
_AND: Final = alike_set("va den toi")
_KINDS_BEFORE: Final = {
    **dict.fromkeys(alike_set("thua lo nen"), "plot"),
    **dict.fromkeys(
        alike_set("to pho ap hem ngo ngach kiet khom thon xom doi quan phuong lop khoi buon lang duong"), "place"
    ),
}
_PASSED_OVER: Final = alike_set("so dat ban do nha la thu")
_SHEET: Final = alike_set("to")
_MAP: Final = alike_set("ban do")
#: Works and parts of buildings that are told apart by a number or a letter: «thang máy số 2», «lô C».
_WORKS: Final = alike_set("thang toa tang tram cau cong kho quay sap cho ben ao block day khu lo cong_trinh")
_LETTERED: Final = alike_set("lo khu day block toa nha")
_NUMBERED, _MACHINE = map(alike, ("so", "may"))
_YEARS: Final = range(1900, 2100)
_BITS_DATE, _BITS_MONTH, _BITS_YEAR, _BITS_PHONE = 8.0, 6.0, 3.0, 20.0
_BITS_WORK = 5.0


class _Reader:
    """Reads the words of a page from left to right; each method that reads a number says how many words it took."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.words: Sequence[Word] = page.words
        self.found: list[Quantity] = []

    def seen(self, at: int) -> str:
        return self.words[at].seen if 0 <= at < len(self.words) else ""

    def number(self, at: int) -> Chunk | None:
        return chunk(self.words[at].shape) if 0 <= at < len(self.words) and self.words[at].is_number else None

    def add(self, kind: str, value: str, bits: float, first: int, last: int) -> None:
        self.found.append(Quantity(kind, value, bits, self.words[first].start, self.words[last].end))

    def read(self) -> list[Quantity]:
        at = 0
        while at < len(self.words):
            if self.words[at].is_number:
                at += self.figure(at)
            else:
                value, step = spelled(self.words, at)
                if value is None:
                    value = self.after_numbered(at) if self.words[at - 1].seen == _NUMBERED else None
                    if len(self.words[at].shape) == 1:
                        self.lettered(at)
                at += step if value is None else self.amount(at, step, value, "")
        return self.found

    def figure(self, at: int) -> int:
        read = self.number(at)
        if read is None:
            return 1
        if self.words[at].shape[0] == "0" and (step := self.phone(at)):
            return step
        if read.kind == "number":
            return self.long_date(at, read) or self.counted(at, read)
        if read.kind == "date":
            day, month, year = read.parts
            self.day(day, month, at, at)
            self.year(year, at, at)
        elif read.kind == "month":
            self.add("month", f"{read.parts[0]}/{read.parts[1]}", _BITS_MONTH, at, at)
        elif read.kind == "day":
            self.pair(read, at)
        else:
            bits = _surprise(read.value) if read.kind == "document" else min(2.0 + 2 * len(read.code), 14.0)
            self.add(read.kind, read.code, bits, at, at)
        return 1

    # --- dates

    def day(self, day: int, month: int, first: int, last: int) -> None:
        self.add("date", f"{day}/{month}", _BITS_DATE, first, last)

    def year(self, year: int, first: int, last: int) -> None:
        self.add("year", f"{year}", _BITS_YEAR, first, last)

    def pair(self, read: Chunk, at: int) -> None:
        """45/6 is a house or a day: the value is the same, and where the letter lists days before it they count too."""
        first, second = read.parts
        is_day = 0 < first <= 31 and 0 < second <= 12
        self.add("date" if is_day else "code", read.code, _BITS_DATE, at, at)
        if is_day:
            self.days_before(at, second)

    def days_before(self, at: int, month: int) -> None:
        """«7, 8 và 9 tháng 11», «7, 8, 9/11»: the days that stand before share the month."""
        step = at - 1
        while step >= 0:
            step -= self.seen(step) in _AND
            listed = self.number(step) if self.words[step + 1].gap.strip() in ("", ",") else None
            if listed is None or listed.kind != "number" or not _is_day(listed):
                return
            self.found = [q for q in self.found if q.start != self.words[step].start]
            self.day(int(listed.value), month, step, step)
            step -= 1

    def long_date(self, at: int, read: Chunk) -> int:
        """«20 tháng 6 năm 2023», «tháng 4 năm 2019», «năm 2021»; 0 where it is none of them."""
        month = self.number(at + 2) if self.follows(at + 1) == _MONTH_WORD else None
        if _is_day(read) and month and month.kind == "number" and 0 < month.value <= 12:
            self.day(int(read.value), int(month.value), at, at + 2)
            self.days_before(at, int(month.value))
            return 3 + self.year_after(at + 3)
        if month and month.kind == "month" and _is_day(read):
            self.day(int(read.value), month.parts[0], at, at + 2)
            self.year(month.parts[1], at, at + 2)
            return 3
        if self.seen(at - 1) == _MONTH_WORD and 0 < read.value <= 12 and not read.unit:
            year = self.number(at + 2) if self.seen(at + 1) == _YEAR_WORD else None
            if year and year.value in _YEARS:
                self.add("month", f"{int(read.value)}/{int(year.value)}", _BITS_MONTH, at, at + 2)
                return 3
        if (
            read.value in _YEARS
            and read.code.isdigit()
            and not read.unit
            and self.seen(at + 1) not in _DONG | SCALES.keys()
        ):
            self.year(int(read.value), at, at)
            return 1
        return 0

    def year_after(self, at: int) -> int:
        year = self.number(at + 1) if self.seen(at) == _YEAR_WORD else None
        if year is None or year.value not in _YEARS:
            return 0
        self.year(int(year.value), at, at + 1)
        return 2

    # --- amounts

    def phone(self, at: int) -> int:
        """0912 345 678, 0912.345.678; also the twelve digits of an identity number. 0 where it is neither."""
        digits, step = "", 0
        while at + step < len(self.words) and self.words[at + step].is_number and len(digits) < 10:
            if step and self.words[at + step].gap not in (" ", "."):
                break
            digits += re.sub(r"[.\-]", "", self.words[at + step].shape)
            step += 1
        if digits[:1] != "0" or not digits.isdigit() or len(digits) not in (10, 11, 12):
            return 0
        self.add("phone", digits.lstrip("0"), _BITS_PHONE, at, at + step - 1)
        return step

    def counted(self, at: int, read: Chunk) -> int:
        step, value = 1, read.value
        while (  # 500 000 đồng: thousands parted by spaces
            re.fullmatch(r"\d{1,3}", read.code)
            and at + step < len(self.words)
            and self.words[at + step].gap == " "
            and re.fullmatch(r"\d{3}", self.words[at + step].shape)
        ):
            value = value * 1000 + Decimal(self.words[at + step].shape)
            step += 1
        if step > 1 and self.seen(at + step) not in _DONG:
            step, value = 1, read.value
        return self.amount(at, step, value, read.unit)

    def amount(self, at: int, step: int, value: Decimal, unit: str) -> int:
        """Money where a scale or đồng follows; else a count, an area, a plot or a number that only its value tells."""
        units = [unit] if unit else []
        scale = 1
        while (follows := units.pop() if units else self.follows(at + step)) in SCALES:
            scale *= SCALES[follows]
            step += not unit
            unit = ""
        if scale > 1 and follows == _HALF:
            value += Decimal("0.5")
            step += 1
        if scale > 1 or follows in _DONG:
            more, taken = self.rest(at + step, scale)
            value, step = value + more, step + taken
            step += (self.follows(at + step) if taken else follows) in _DONG and not unit
            self.add("money", plain(value * scale), _surprise(value), at, at + step - 1)
            return step
        self.bare(at, step, value, follows)
        return step

    def rest(self, at: int, scale: int) -> tuple[Decimal, int]:
        """What is said after the scale, in units of it: «1 tỷ 200 triệu», «một tỷ hai trăm triệu», «một tỷ hai»."""
        if scale < 10**6 or at >= len(self.words):
            return Decimal(0), 0
        read = self.number(at)
        value, step = (read.value, 1) if read and read.kind == "number" else spelled(self.words, at)
        if value is not None and at + step < len(self.words) and not self.words[at].gap.strip():
            lower = SCALES.get(self.seen(at + step), scale)
            return (value * lower / scale, step + 1) if lower < scale else (Decimal(0), 0)
        return (Decimal(said) / 10, 1) if (said := tenths(self.words, at, self.page.text)) else (Decimal(0), 0)

    def after_numbered(self, at: int) -> Decimal | None:
        """«thang số hai»: one word is a number after «số», beside something that is numbered."""
        return ordinal(self.words[at]) if self.label_before(at)[0] in _WORKS else None

    def lettered(self, at: int) -> None:
        """«lô C», «tòa B»: a letter that tells one building from the next."""
        word = self.words[at]
        if len(word.shape) == 1 and word.shape.isupper() and word.gap == " " and self.seen(at - 1) in _LETTERED:
            self.add("code", f"{self.seen(at - 1)} {word.folded}", _BITS_WORK, at, at)

    def follows(self, at: int) -> str:
        """The word there, unless punctuation parts it from the number before; no half of a word (dB)."""
        if at >= len(self.words) or self.words[at].gap.strip():
            return ""
        cut = at + 1 < len(self.words) and self.words[at + 1].gap == "" and not self.words[at + 1].is_number
        return "" if cut and len(self.words[at].shape) == 1 else self.seen(at)

    def bare(self, at: int, step: int, value: Decimal, follows: str) -> None:
        last = at + step - 1
        square = follows == _METRE and self.seen(at + step + 1) == _SQUARE
        if square or follows in _AREA or self.words[min(at + step, len(self.words) - 1)].shape.lower() == "m2":
            self.add("area", plain(value), _surprise(value), at, last)
            return
        label, kind = self.label_before(at)
        if label in _WORKS and self.seen(at - 1) == _NUMBERED and value < 100:
            self.add("code", f"{label} {plain(value)}", _BITS_WORK, at, last)
        elif kind in ("plot", "sheet") or (value >= 13 and kind == ""):
            self.add(kind or "number", plain(value), _surprise(value), at, last)
        elif kind == "place":
            self.add("place", f"{label} {plain(value)}", max(3.0, _surprise(value)), at, last)
        elif follows.isalpha():
            self.add("count", f"{plain(value)} {follows}", 2.0, at, last)

    def label_before(self, at: int) -> tuple[str, str]:
        """The word that says what is numbered, over «số», «đất», «bản đồ»: (tổ, place), (thửa, plot), (tờ, sheet)."""
        back = at - 1
        over: set[str] = set()
        while at - back <= 4 and (
            self.seen(back) in _PASSED_OVER or (self.seen(back) == _MACHINE and self.seen(back - 1) in _WORKS)
        ):
            over.add(self.seen(back))
            back -= 1
        label = self.seen(back)
        if label in _SHEET and (over & _MAP or self.is_after_plot(back)):
            return label, "sheet"
        return label, _KINDS_BEFORE.get(label, "")

    def is_after_plot(self, at: int) -> bool:
        """«thửa 214, tờ 19»: a tờ that follows a plot is a map sheet, not a group of households."""
        return any(_KINDS_BEFORE.get(self.seen(i)) == "plot" for i in range(max(0, at - 5), at))


def _is_day(read: Chunk) -> bool:
    return read.kind == "number" and 0 < read.value <= 31 and read.code.isdigit() and not read.unit


def _surprise(value: Decimal) -> float:
    """Bits that the significant figures of a number hold: 5 or 500.000 few, 486 or 1.926.000 many."""
    figures = len(value.normalize().as_tuple().digits)
    return {1: 2.5, 2: 5.0}.get(figures, min(log2(10) * figures, 14.0)) if value >= 10 or figures > 1 else 2.5


def quantities(text: Page) -> list[Quantity]:
    """Every number of the page, in order."""
    return sorted(_Reader(text).read(), key=lambda q: (q.start, q.end))
