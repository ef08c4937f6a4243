"""Dates, times and names of periods as the State writes them (Decree 30/2020/NĐ-CP; the house's wording rules 2.3)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Final, Literal

Lang = Literal["vi", "en"]

_WEEKDAYS: Final = {
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS_EN: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_QUARTERS: Final = ("I", "II", "III", "IV")


def _month(month: int) -> str:
    """The month in figures: 01 and 02 with a nought, 3 to 12 without, so that no other reading can be forged."""
    return f"{month:02}" if month < 3 else str(month)


def _english(day: date) -> str:
    return f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}"


def date_long(day: date, *, lang: Lang = "vi") -> str:
    """ngày 05 tháng 02 năm 2026; ngày 15 tháng 3 năm 2026: the first mention in a document."""
    return _english(day) if lang == "en" else f"ngày {day.day:02} tháng {_month(day.month)} năm {day.year}"


def date_text(day: date, *, lang: Lang = "vi") -> str:
    """05/02/2026; 15/3/2026: running text of a report or letter («ngày» stands in the sentence)."""
    return _english(day) if lang == "en" else f"{day.day:02}/{_month(day.month)}/{day.year}"


def date_short(day: date) -> str:
    """05/02/2026, 15/03/2026: screens, tables, exports."""
    return f"{day.day:02}/{day.month:02}/{day.year}"


def place_and_date(place: str, day: date, *, lang: Lang = "vi") -> str:
    """The line under the name of the body: «Quận 3, ngày 16 tháng 3 năm 2006»."""
    return f"{place}, {date_long(day, lang=lang)}"


def weekday_name(day: date, *, lang: Lang = "vi") -> str:
    """thứ Hai … thứ Bảy, Chủ nhật."""
    return _WEEKDAYS[lang][day.weekday()]


def time_text(hour: int, minute: int, *, lang: Lang = "vi") -> str:
    """8 giờ 30 phút; 14 giờ 00 phút: letters and minutes (screens write 08:30)."""
    return f"{hour:02}:{minute:02}" if lang == "en" else f"{hour} giờ {minute:02} phút"


def quarter_name(year: int, quarter: int, *, lang: Lang = "vi") -> str:
    """quý I năm 2026."""
    return f"Quarter {_QUARTERS[quarter - 1]}, {year}" if lang == "en" else f"quý {_QUARTERS[quarter - 1]} năm {year}"


def period_name(start: date, end: date, *, lang: Lang = "vi") -> str:
    """What a period is called: quý I năm 2026, 06 tháng đầu năm 2026, giai đoạn 2006 - 2011, or its days."""
    whole = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
    name = None
    if whole and start.year == end.year:
        name = _within_year(start.year, start.month, end.month, lang)
    elif whole and start.month == 1 and end.month == 12:
        name = f"{start.year}–{end.year}" if lang == "en" else f"giai đoạn {start.year} - {end.year}"
    if name:
        return name
    if lang == "en":
        return f"{_english(start)} to {_english(end)}"
    return f"từ ngày {date_text(start)} đến ngày {date_text(end)}"


def _within_year(year: int, first: int, last: int, lang: Lang) -> str | None:
    if first == last:
        return f"{_MONTHS_EN[first - 1]} {year}" if lang == "en" else f"tháng {_month(first)} năm {year}"
    if first % 3 == 1 and last == first + 2:
        return quarter_name(year, (first + 2) // 3, lang=lang)
    names = {
        (1, 12): ("năm {}", "{}"),
        (1, 6): ("06 tháng đầu năm {}", "first half of {}"),
        (7, 12): ("06 tháng cuối năm {}", "second half of {}"),
        (1, 9): ("09 tháng năm {}", "first nine months of {}"),
    }
    found = names.get((first, last))
    return found[lang == "en"].format(year) if found else None
