"""Single cells and notes: what a date, a count or a remark in a register means."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from liemchinh.spine.cells import CellProblem, count, day
from liemchinh.spine.rows import verdict
from liemchinh.spine.sheets import CellError


@pytest.mark.parametrize(
    "written",
    [
        "5/3/2006", "05/03/2006", "5/3/06", "05.03.2006", "5-3-2006", "05-03-06", " 5 / 3 / 2006 ", "2006-03-05",
        "2006-03-05 08:00:00", "ngày 5 tháng 3 năm 2006", "Ngày 05 tháng 03 năm 2006", "5 tháng 3 năm 2006",
        "Chủ nhật, 5/3/2006", "sáng 5/3/2006", "05/3-2006", "5/3", "ngày 5/3", "05032006", "38781", 38781, 38781.0,
        date(2006, 3, 5), "5/3/2006.", "8 giờ ngày 5/3/2006", "5, 3, 2006", "5–3–2006",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_form_in_which_registers_write_it(written: Any) -> None:
    assert day(written, [2006]).value == date(2006, 3, 5)


@pytest.mark.parametrize(
    "written", ["5-7/3/2006", "05-07/03/2006", "5/3-7/3/2006", "5/3/2006 - 7/3/2006", "5, 6/3/2006"]
)
def test_of_several_days_the_first_is_taken_and_pointed_out(written: str) -> None:
    found = day(written, [2006])
    assert found.value == date(2006, 3, 5)
    assert "ngày đầu" in found.note


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("31/02/2006", "tháng 2 năm 2006 có 28 ngày"), ("31/06/2023", "30 ngày"), ("29/02/2007", "28 ngày"),
        ("0/3/2006", "31 ngày"), ("tháng 3/2006", "thiếu ngày"), ("3/2006", "thiếu ngày"),
        ("chưa rõ", "không phải là ngày"),
        ("5/13/2006", "không có tháng 13"), (12, "không phải là ngày"), (True, "không phải là ngày"),
        (CellError("#REF!"), "#REF!"),
    ],
)  # fmt: skip
def test_a_day_that_no_calendar_has_is_refused_with_the_reason(written: Any, said: str) -> None:
    with pytest.raises(CellProblem, match=said):
        day(written, [2006])


def test_month_and_day_exchanged_gives_a_proposal() -> None:
    with pytest.raises(CellProblem) as problem:
        day("5/13/2006", [2006])
    assert problem.value.proposal == "13/05/2006"


def test_a_day_without_a_year_needs_a_sheet_of_one_year() -> None:
    with pytest.raises(CellProblem, match="thiếu năm"):
        day("5/3", [2006, 2007])


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (47, 47), (47.0, 47), (" 53 ", 53), ("36", 36), ("14 người", 14), ("885 em", 885), ("220 tờ", 220),
        ("31.211", 31211),
        ("1,200", 1200), ("1 275", 1275), ("2.400 người", 2400), ("1.234.567", 1234567), ("-", None), ("–", None),
        ("", None),
        (None, None), ("không", 0), ("Không có", 0), ("0", 0), (0.0, 0), ("35 đ/c", 35), ("52 lượt người", 52),
        ("045", 45),
    ],
)  # fmt: skip
def test_a_count_is_read_in_every_form_in_which_registers_write_it(written: Any, value: int | None) -> None:
    assert count(written).value == value
    assert count(written).note == ""


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (-5, "số âm"), ("-5", "số âm"), ("bốn mươi", "không phải là số"), (1.5, "số nguyên"), ("12,5", "số nguyên"),
        ("40 nam 12 nữ", "nhiều số"), ("50-60", "nhiều số"), (CellError("#DIV/0!"), "#DIV/0!"),
        (date(2006, 3, 5), "không phải là số"),
        ("1.2.3", "không phải là số"), (10**12, "quá lớn"),
    ],
)  # fmt: skip
def test_what_is_no_count_is_refused(written: Any, said: str) -> None:
    with pytest.raises(CellProblem, match=said):
        count(written)


@pytest.mark.parametrize("written", ["bốn mươi", "bốn mươi người"])
def test_a_number_in_words_is_proposed_in_digits(written: str) -> None:
    with pytest.raises(CellProblem) as problem:
        count(written)
    assert problem.value.proposal == "40"


@pytest.mark.parametrize("written", ["khoảng 50 người", "hơn 50"])
def test_an_estimate_is_taken_and_pointed_out(written: str) -> None:
    assert count(written).value == 50
    assert "ước lượng" in count(written).note


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Không tổ chức (trùng lịch)", "cancelled"), ("hoãn, chưa tổ chức lại", "cancelled"), ("HOÃN", "cancelled"),
        ("hủy", "cancelled"), ("Đã huỷ do mưa", "cancelled"), ("bị hủy", "cancelled"), ("tạm hoãn", "cancelled"),
        ("không thực hiện được", "cancelled"), ("khong to chuc", "cancelled"), ("hoan", "cancelled"),
        ("dời sang tháng 5", "cancelled"),
        ("ghi trùng dòng trên, không tính", "repeated"), ("trùng với STT 8", "repeated"),
        ("trùng đơn số 20", "repeated"),
        ("bị trùng", "repeated"), ("ghi 2 lần", "repeated"), ("không tính", "excluded"),
        ("hoàn thành tốt", None), ("đã hoàn tất", None), ("tập trung đông", None), ("bài nộp qua bưu điện", None),
        ("", None),
        ("tổ chức bù buổi hoãn ngày 5/3", None), ("huy động thêm ghế", None), ("Trung tâm văn hóa", None),
        ("có 3 đ/c vắng", None),
    ],
)  # fmt: skip
def test_the_words_of_a_note_decide_whether_a_row_counts(said: str, found: str | None) -> None:
    assert verdict(said, has_number=False) == found


def test_a_session_put_off_and_then_held_is_counted() -> None:
    assert verdict("hoãn từ tuần trước", has_number=True) is None
    assert verdict("Không tổ chức", has_number=True) == "cancelled"
