"""Days as Vietnamese registers write them: «5/3/06», «ngày 5 tháng 3 năm 2006», «5-7/3/2006», Excel's own."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from liemchinh.kernel import vietnamese
from liemchinh.spine.cell_values import CellProblem, Value, refuse_error
from liemchinh.spine.sheets import Cell

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
_FIRST_DAY = r"(\d{1,2})(?:[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?)?"
_JOINED = r"\s*(?:-|–|,|;|va|den|&|\+)\s*(?:ngay\s*|chieu\s*|sang\s*)?"
_RANGE_HEAD = re.compile(rf"(?<!\d){_FIRST_DAY}{_JOINED}(?:\d{{1,2}}(?:[/.]\d{{1,2}})?{_JOINED})*$")
_BEFORE_A_DAY = re.compile(r"(?:^|[,;:(]|\b(?:tu|ngay|cac|hai|ba|sang|chieu|toi|trong|mo))\s*$")
"""What stands before the first of several days; after another word («thứ 2», «đợt 1», «tổ 3») the number is no day."""
_NAMED_MONTHS = {
    **{
        name: n
        for n, name in enumerate(
            ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
        )
    },
    **{name: n for n, name in enumerate(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"], 1)},
}
_NAMED_MONTH = re.compile(r"(\d{1,2})[\s/.\-]+([a-z]{1,9})[\s/.\-,]+(\d{4}|\d{2})$")
_NAMED_YEAR = re.compile(r"(\d\s*[/.\-]\s*\d{1,2})\s*,?\s*nam\s*(\d{4}|\d{2})\b")
_DAY_ALONE = re.compile(r"^(?:ngay )?(\d{1,2})$")
_MONTHS_OR_DAY = re.compile(r"^\d{1,2}\s*[-–]\s*\d{1,2}\s*/\s*\d{4}$")
_CLOCK = re.compile(r"\d{1,2}\s*(?:h|gio|:)\s*\d{0,2}\s*(?:phut|')?")
_EPOCH = date(1899, 12, 30)
_SERIALS = range(18_264, 80_000)
"""Excel day numbers from 1950 to 2119: a date in a cell that is not formatted as one."""


def day(cell: Cell, years: Collection[int] = (), month: int | None = None) -> Value:
    """A date. `years` are the sheet's years: they complete a date without one and settle a two-digit year.

    `month` is that of the heading above the row («Tháng 3/2008»): under it a number of one or two digits is a day.
    """
    refuse_error(cell)
    if isinstance(cell, datetime):
        return Value(cell.date())
    if isinstance(cell, date):
        return Value(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if month is not None and cell in range(1, 32):
            return Value(_exists(int(cell), month, _only_year(years)))
        return Value(_from_digits(f"{cell:.0f}") if 10**7 <= cell < 10**8 else _from_serial(float(cell)))
    if not isinstance(cell, str):
        raise CellProblem(_("không phải là ngày; ghi dạng ngày/tháng/năm, ví dụ 05/3/2026"))
    written = " ".join(vietnamese.fold(cell).split()).strip(" .;'\"")
    if month is not None and (alone := _DAY_ALONE.match(written)):
        return Value(_exists(int(alone[1]), month, _only_year(years)))
    return _written_day(_plainly(written), years)


def _plainly(written: str) -> str:
    """«5-Mar-08», «5/III/2008» and «5/3 năm 2008» with figures and one separator."""
    if named := _NAMED_MONTH.search(written):
        month = _NAMED_MONTHS.get(named[2], _NAMED_MONTHS.get(named[2][:3]))
        if month is not None:
            return f"{written[: named.start()]}{named[1]}/{month}/{named[3]}"
    return _NAMED_YEAR.sub(r"\1/\2", written)


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
    if _MONTHS_OR_DAY.match(written):
        return Value(last, _("có thể là từ tháng này đến tháng kia; sổ ghi một ngày"))
    head = _RANGE_HEAD.search(before)
    if head and _BEFORE_A_DAY.search(before[: head.start()]):
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
    if years:  # the century that lies nearest to the sheet's years
        return min((1900 + number, 2000 + number), key=lambda year: min(abs(year - y) for y in years))
    return 2000 + number if number < 70 else 1900 + number


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
    if day_number == 0:
        raise CellProblem(_("không có trong lịch: không có ngày 0"))
    days = monthrange(year, month)[1]
    if not 1 <= day_number <= days:
        raise CellProblem(
            _("không có trong lịch: tháng %(month)d năm %(year)d có %(days)d ngày")
            % {"month": month, "year": year, "days": days}
        )
    return date(year, month, day_number)
