"""Numbers as officials write them."""

from decimal import Decimal

import pytest

from liemchinh.catalogue import indicators
from liemchinh.kernel.figures import read


def value_of(written: str, around: str = "Tiết kiệm {}") -> Decimal:
    (figure,) = read(around.format(written), indicators()).figures
    return figure.value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("9.846 triệu đồng", 9_846_000_000),
        ("1,6 tỷ đồng", 1_600_000_000),
        ("1.6 tỷ đồng", 1_600_000_000),
        ("1,36 tỉ đồng", 1_360_000_000),
        ("hơn 843 triệu", 843_000_000),
        ("487.650.000 đồng", 487_650_000),
        ("2 tỷ 350 triệu đồng", 2_350_000_000),
        ("33 triệu 400 nghìn đồng", 33_400_000),
        ("1 tỷ rưỡi", 1_500_000_000),
        ("1 tỷ 3.", 1_300_000_000),
        ("nửa tỷ đồng", 500_000_000),
        ("7.625,3 tỷ đồng", 7_625_300_000_000),
        ("3 tỷ 8 trăm triệu đồng", 3_800_000_000),
        ("1 tỷ không trăm năm mươi triệu đồng", 1_050_000_000),
        ("bốn mươi tám triệu rưỡi đồng", 48_500_000),
    ],
)
def test_money_is_read_in_dong(written, value):
    assert value_of(written) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("31.211", 31211),
        ("1 275", 1275),
        ("1275", 1275),
        ("1,275", 1275),
        ("09", 9),
        ("12 (mười hai)", 12),
        ("mười hai (12)", 12),
        ("hai mươi", 20),
        ("mười lăm", 15),
        ("một nghìn hai trăm lẻ năm", 1205),
        ("3 ngàn 215", 3215),
        ("1.005 (một nghìn không trăm linh năm)", 1005),
        ("401[2]", 401),
        ("1.4013", 1401),
        ("1,5 nghìn", 1500),
    ],
)
def test_counts_are_read_in_every_habit_of_writing(written, value):
    assert value_of(written, "Tiếp nhận {} hồ sơ thủ tục hành chính.") == value


@pytest.mark.parametrize(
    ("written", "value"), [("1.870 m2", 1870), ("0,8 ha", 8000), ("16,3 nghìn m2", 16300), ("1 ha 2.000 m2", 12000)]
)
def test_land_is_read_in_square_metres(written, value):
    assert value_of(written, "Phát hiện {} đất sử dụng sai mục đích.") == value


@pytest.mark.parametrize(
    ("written", "value"), [("82,5%", "82.5"), ("82.5 %", "82.5"), ("chín mươi mốt phẩy hai phần trăm", "91.2")]
)
def test_rates_are_read_in_percent(written, value):
    assert value_of(written, "Mức độ hài lòng đạt {}.") == Decimal(value)


def test_a_table_in_the_english_habit_keeps_its_own_commas_and_points():
    text = "TT | Nội dung | Đơn vị tính | Kết quả\n" + "\n".join(
        [
            "1 | Lượt người dự tuyên truyền | lượt | 52,310",
            "2 | Tờ gấp phát hành | tờ | 12,500",
            "3 | Cuộc tuyên truyền | cuộc | 1,064",
            "4 | Tiền đã thu hồi sau thanh tra | tỷ đồng | 1.908",
        ]
    )
    values = {figure.indicator: figure.value for figure in read(text, indicators()).figures}
    assert values["outreach_sessions"] == 1064
    assert values["recovered_amount"] == 1_908_000_000


def test_a_number_is_read_the_same_without_diacritics_and_in_decomposed_letters():
    bare = read("da to chuc 25 cuoc tuyen truyen cho 1.300 luot nguoi du", indicators())
    assert {(f.indicator, f.value) for f in bare.figures} == {("outreach_sessions", 25), ("outreach_attendees", 1300)}
