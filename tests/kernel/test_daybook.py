"""Which days count, held against the package `holidays`."""

import warnings
from datetime import date, timedelta

import holidays
import pytest

from liemchinh.kernel.daybook import CalendarUnknown, CalendarYear, Daybook
from liemchinh.kernel.law import Law

BOOK = Law.load().daybook
# Where our law folder and the package part on purpose: an exchange that the package lacks, a day not yet enacted.
OURS = {date(2026, 1, 2): False, date(2026, 1, 10): True, date(2026, 11, 24): True, date(2027, 11, 24): True}


def days_of(year: int) -> list[date]:
    return [date(year, 1, 1) + timedelta(days=n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]


@pytest.mark.parametrize("year", range(2020, 2028))
def test_our_calendar_agrees_with_the_package_day_by_day(year):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package = holidays.country_holidays("VN", years=year, language="vi")
    different = [d for d in days_of(year) if BOOK.is_working(d) != OURS.get(d, package.is_working_day(d))]
    assert different == []


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2020, 1, 23), date(2020, 1, 29)),
        (date(2021, 2, 10), date(2021, 2, 16)),
        (date(2022, 1, 29), date(2022, 2, 6)),
        (date(2023, 1, 20), date(2023, 1, 26)),
        (date(2024, 2, 8), date(2024, 2, 14)),
        (date(2025, 1, 25), date(2025, 2, 2)),
        (date(2026, 2, 14), date(2026, 2, 22)),
    ],
)
def test_tet_as_decreed_with_its_weekends(first, last):
    assert BOOK.days_off_around(first + timedelta(days=3)) == (first, last)


@pytest.mark.parametrize(
    ("off", "worked"),
    [
        (date(2024, 4, 29), date(2024, 5, 4)),
        (date(2025, 5, 2), date(2025, 4, 26)),
        (date(2026, 1, 2), date(2026, 1, 10)),
        (date(2026, 8, 31), date(2026, 8, 22)),
    ],
)
def test_exchanged_days(off, worked):
    assert not BOOK.is_working(off)
    assert BOOK.is_working(worked)
    assert worked.strftime("%a") == "Sat"


def test_only_2027_is_unconfirmed():
    assert [y for y in BOOK.years if not BOOK.confirmed(y)] == [2027]


def test_working_days_between_two_days_are_counted_both_included():
    assert BOOK.working_days(date(2026, 2, 13), date(2026, 2, 23)) == 2
    assert BOOK.working_days(date(2026, 2, 23), date(2026, 2, 13)) == 0


def test_a_year_without_a_calendar_is_refused_with_what_to_do():
    for ask in (BOOK.is_working, BOOK.next_working):
        with pytest.raises(CalendarUnknown, match=r"thêm tệp calendars/2028\.toml"):
            ask(date(2028, 1, 3))
    with pytest.raises(CalendarUnknown):
        BOOK.working_days(date(2027, 12, 1), date(2028, 1, 3))


def test_a_gap_between_years_is_not_bridged():
    book = Daybook([CalendarYear(2020, True, ()), CalendarYear(2022, True, ())])
    assert book.is_working(date(2022, 1, 3))
    with pytest.raises(CalendarUnknown, match="2021"):
        book.working_days(date(2020, 12, 31), date(2022, 1, 3))
