"""Vietnamese text and figures: the tables of the wording rules (2.1 to 2.4), row by row."""

import random
import unicodedata
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.kernel import vietnamese as v

# --- folding


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đảng ủy Phường 6, Quận 3", "dang uy phuong 6, quan 3"),
        ("ĐẤT ĐAI", "dat dai"),
        ("nghị quyết về TRƯỜNG ƯỚT Ỡ", "nghi quyet ve truong uot o"),
        ("Café Zürich", "cafe zurich"),
        ("m² – “ngoặc”", "m² – “ngoac”"),
        ("", ""),
    ],
)
def test_folding_drops_case_and_diacritics(text: str, folded: str) -> None:
    assert v.fold(text) == folded
    assert v.fold(unicodedata.normalize("NFD", text)) == folded


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyÁẢẠỘỮĐ \u0301\u0303\u0323", max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert v.fold(v.fold(text)) == v.fold(text)
    assert v.fold(unicodedata.normalize("NFC", text)) == v.fold(unicodedata.normalize("NFD", text))


def test_syllables_lose_their_punctuation() -> None:
    assert v.syllables("Chi bộ (Khu phố 5): 31.211 lượt!") == ["chi", "bo", "khu", "pho", "5", "31", "211", "luot"]


# --- sorting


def test_names_stand_in_vietnamese_order() -> None:
    wanted = [
        "An",
        "Ánh",
        "Ăn",
        "Ân",
        "Bình",
        "Dung",
        "Đào",
        "Em",
        "Êm",
        "Ích",
        "Oanh",
        "Ông",
        "Ơn",
        "Út",
        "Ưng",
        "Yến",
    ]
    mixed = random.Random(1).sample(wanted, len(wanted))
    assert sorted(mixed, key=v.collation_key) == wanted


def test_tones_stand_in_dictionary_order() -> None:
    assert sorted(["mạ", "má", "mã", "mả", "mà", "ma"], key=v.collation_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]


def test_numbered_units_sort_by_their_number() -> None:
    assert sorted(["Phường 10", "Phường 9", "Phường 09A"], key=v.collation_key)[-1] == "Phường 10"


def test_both_spellings_of_a_tone_sort_together() -> None:
    assert v.collation_key("Uỷ ban")[0] == v.collation_key("Ủy ban")[0]


# --- number words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "không"), (5, "năm"), (10, "mười"), (11, "mười một"), (15, "mười lăm"), (14, "mười bốn"),
        (21, "hai mươi mốt"), (24, "hai mươi tư"), (35, "ba mươi lăm"), (40, "bốn mươi"), (105, "một trăm lẻ năm"),
        (111, "một trăm mười một"), (1005, "một nghìn không trăm lẻ năm"), (746, "bảy trăm bốn mươi sáu"),
        (31211, "ba mươi mốt nghìn hai trăm mười một"), (12_500_000, "mười hai triệu năm trăm nghìn"),
        (1_360_000_000, "một tỷ ba trăm sáu mươi triệu"), (10**12, "một nghìn tỷ"), (-2, "âm hai"),
    ],
)  # fmt: skip
def test_a_number_is_read(value: int, words: str) -> None:
    assert v.in_words(value) == words
    assert v.from_words(words) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("hai mươi mốt", 21), ("Hai mươi bốn", 24), ("hai mốt", 21), ("ba lăm", 35), ("một trăm linh năm", 105),
        ("một trăm hai", 120), ("hai triệu rưỡi", 2_500_000), ("nghìn rưỡi", 1500), ("ba chục", 30),
        ("mười hai ngàn", 12_000), ("hai nghìn không trăm linh sáu", 2006), ("một tỉ", 10**9), ("hai mươi nhăm", 25),
        ("ba vạn sáu nghìn", 36_000), (unicodedata.normalize("NFD", "mười bảy"), 17),
    ],
)  # fmt: skip
def test_spoken_forms_are_understood(words: str, value: int) -> None:
    assert v.from_words(words) == value


@pytest.mark.parametrize("words", ["", "người", "mười mốt", "năm năm", "ba rưỡi", "một trăm hai trăm", "lẻ", "âm"])
def test_what_is_no_number_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        v.from_words(words)


@given(st.integers(-(10**18), 10**18), st.sampled_from(["lẻ", "linh"]))
def test_every_number_survives_its_words(value: int, zero_tens: str) -> None:
    assert v.from_words(v.in_words(value, zero_tens=zero_tens)) == value


# --- numbers (2.1)


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (31211, "31.211", "31,211"), (2400, "2.400", "2,400"), (1230500, "1.230.500", "1,230,500"), (999, "999", "999"),
        (Decimal("82.50"), "82,5", "82.5"), (Decimal("82.0"), "82", "82"), (0, "0", "0"), (-1200, "-1.200", "-1,200"),
        (Decimal("1E+3"), "1.000", "1,000"), (100, "100", "100"),
    ],
)  # fmt: skip
def test_a_number_is_written(value: int | Decimal, vi: str, en: str) -> None:
    assert (v.number(value), v.number(value, lang="en")) == (vi, en)


@pytest.mark.parametrize(("count", "text"), [(0, "0"), (1, "01"), (9, "09"), (10, "10"), (31211, "31.211")])
def test_a_count_in_a_document_has_a_leading_nought(count: int, text: str) -> None:
    assert v.count_in_document(count) == text


@pytest.mark.parametrize(
    ("value", "vi"),
    [
        (Decimal("82.5"), "82,5%"), (Decimal("99.8"), "99,8%"), (100, "100%"), (0, "0%"), (Decimal("99.96"), "99,9%"),
        (Decimal("0.04"), "dưới 0,1%"), (Decimal("0.05"), "0,1%"), (82, "82%"), (5, "5%"), (Fraction(100, 3), "33,3%"),
        (Decimal("100.02"), "100,1%"), (Decimal("82.45"), "82,5%"),
    ],
)  # fmt: skip
def test_a_rate_is_written(value: int | Decimal | Fraction, vi: str) -> None:
    assert v.percent(value) == vi


def test_a_rate_in_english() -> None:
    assert v.percent(Decimal("82.5"), lang="en") == "82.5%"
    assert v.percent(Decimal("0.01"), lang="en") == "under 0.1%"


@pytest.mark.parametrize(
    ("now", "base", "text"),
    [(82, 70, "117%"), (58, 70, "83%"), (1004, 1000, "100,4%"), (100001, 100000, None), (7, 7, "100%"), (7, 0, None)],
)
def test_a_ratio_is_whole_unless_it_would_hide_a_difference(now: int, base: int, text: str | None) -> None:
    assert v.ratio(now, base) == text


def test_times_and_fractions() -> None:
    assert v.times(340, 100) == "3,4"
    assert v.fraction(33, 40) == "33/40"
    assert v.fraction(7940, 9117) == "7.940/9.117"


# --- money and area (2.2)


@pytest.mark.parametrize(
    ("vnd", "narrative", "form", "english"),
    [
        (850_000, "850.000 đồng", "0,85", "VND 850,000"),
        (41_200_000, "41,2 triệu đồng", "41,2", "VND 41.2 million"),
        (1_360_000_000, "1,36 tỷ đồng", "1.360", "VND 1.36 billion"),
        (1_600_000_000, "1,6 tỷ đồng", "1.600", "VND 1.6 billion"),
        (7_625_300_000_000, "7.625,3 tỷ đồng", "7.625.300", "VND 7,625.3 billion"),
        (999_960_000, "1 tỷ đồng", "999,96", "VND 1 billion"),
        (99_996_000_000, "100 tỷ đồng", "99.996", "VND 100 billion"),
        (0, "0 đồng", "0", "VND 0"),
        (-5_500_000_000, "-5,5 tỷ đồng", "-5.500", "VND -5.5 billion"),
    ],
)
def test_money_takes_the_scale_of_its_size(vnd: int, narrative: str, form: str, english: str) -> None:
    assert (v.money(vnd), v.money_form(vnd), v.money(vnd, lang="en")) == (narrative, form, english)


def test_money_is_rounded_half_up() -> None:
    assert v.money(1_365_000_000) == "1,37 tỷ đồng"
    assert v.money_exact(487_650_000) == "487.650.000 đồng"


def test_an_amount_that_moves_is_also_said_in_words() -> None:
    assert v.amount_in_words(12_500_000) == "12.500.000 đồng (Mười hai triệu năm trăm nghìn đồng)"


@pytest.mark.parametrize(
    ("metres", "text"),
    [(1870, "1.870 m²"), (60_000, "6 ha"), (9_999, "9.999 m²"), (10_000, "1 ha"), (123_456, "12,35 ha")],
)
def test_an_area_is_written(metres: int, text: str) -> None:
    assert v.area(metres) == text


# --- dates (2.3)

FEBRUARY, MARCH = date(2026, 2, 5), date(2026, 3, 15)


def test_dates_in_their_styles() -> None:
    assert v.date_long(FEBRUARY) == "ngày 05 tháng 02 năm 2026"
    assert v.date_long(MARCH) == "ngày 15 tháng 3 năm 2026"
    assert (v.date_text(FEBRUARY), v.date_text(MARCH)) == ("05/02/2026", "15/3/2026")
    assert (v.date_short(FEBRUARY), v.date_short(MARCH)) == ("05/02/2026", "15/03/2026")
    assert v.date_long(FEBRUARY, lang="en") == "5 February 2026"
    assert v.place_and_date("Quận 3", MARCH) == "Quận 3, ngày 15 tháng 3 năm 2026"
    assert v.weekday_name(FEBRUARY) == "thứ Năm"
    assert v.weekday_name(date(2026, 2, 8)) == "Chủ nhật"
    assert v.time_text(8, 30) == "8 giờ 30 phút"
    assert v.time_text(14, 0) == "14 giờ 00 phút"


@pytest.mark.parametrize(
    ("start", "end", "name"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), "năm 2026"),
        (date(2026, 1, 1), date(2026, 3, 31), "quý I năm 2026"),
        (date(2026, 10, 1), date(2026, 12, 31), "quý IV năm 2026"),
        (date(2026, 1, 1), date(2026, 6, 30), "06 tháng đầu năm 2026"),
        (date(2026, 1, 1), date(2026, 9, 30), "09 tháng năm 2026"),
        (date(2026, 2, 1), date(2026, 2, 28), "tháng 02 năm 2026"),
        (date(2006, 1, 1), date(2011, 12, 31), "giai đoạn 2006 - 2011"),
        (date(2006, 3, 16), date(2011, 4, 21), "từ ngày 16/3/2006 đến ngày 21/4/2011"),
        (date(2025, 12, 15), date(2026, 3, 14), "từ ngày 15/12/2025 đến ngày 14/3/2026"),
    ],
)
def test_a_period_has_its_name(start: date, end: date, name: str) -> None:
    assert v.period_name(start, end) == name


def test_a_period_in_english() -> None:
    assert v.period_name(date(2006, 3, 16), date(2011, 4, 21), lang="en") == "16 March 2006 to 21 April 2011"
    assert v.period_name(date(2026, 1, 1), date(2026, 6, 30), lang="en") == "first half of 2026"


# --- lists (2.4)


@pytest.mark.parametrize(
    ("members", "text"),
    [
        ([], ""), (["A"], "A"), (["A", "B"], "A và B"), (["A", "B", "C"], "A, B và C"),
        (["A (12 buổi)", "B (09 buổi)", "C (07 buổi)"], "A (12 buổi); B (09 buổi) và C (07 buổi)"),
        (["Phường 6", "Phường 7", "Phường 8"], "Phường 6, Phường 7 và Phường 8"),
        (["phòng, chống", "B", "C"], "phòng, chống; B và C"),
    ],
)  # fmt: skip
def test_a_list_is_joined(members: list[str], text: str) -> None:
    assert v.join_list(members) == text


def test_a_long_list_names_three() -> None:
    names = [f"Phường {i}" for i in range(1, 16)]
    assert v.join_long(names, "03") == "Phường 1, Phường 2, Phường 3 và 12 đơn vị khác (Phụ lục 03)"
    assert v.join_long(["A", "B"], "03") == "A và B"


@given(st.fractions(min_value=0, max_value=100))
def test_no_rate_pretends_to_be_whole(value: Fraction) -> None:
    assert (v.percent(value) == "100%") == (value == 100)
    assert (v.percent(value) == "0%") == (value == 0)
