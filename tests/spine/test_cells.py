"""Single cells and notes: what a date, a count or a remark in a register means."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from liemchinh.spine.cells import CellProblem, count, day
from liemchinh.spine.remarks import called_off_in_passing, remark
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
        ("0/3/2006", "không có ngày 0"), ("tháng 3/2006", "thiếu ngày"), ("3/2006", "thiếu ngày"),
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
        ("1,200", 1200), ("1 275", 1275), ("2.400 người", 2400), ("-", None), ("–", None),
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
    read = remark(said)
    assert (read.kind if read else None) == found


@pytest.mark.parametrize(
    "said",
    [
        "chuyển sang 15/4", "lùi lại sang quý sau", "tạm ngưng", "tạm dừng", "đình lại", "nghỉ do bão", "ko tổ chức",
        "chưa mở được", "bỏ", "bỏ buổi này", "vắng báo cáo viên nên không mở", "không họp được vì mưa", "HỦY",
        "đã hủy theo lịch mới", "dời sang đầu tháng sau",
    ],
)  # fmt: skip
def test_the_many_ways_to_call_a_session_off_are_one(said: str) -> None:
    found = remark(said)
    assert found is not None
    assert found.kind == "cancelled"


@pytest.mark.parametrize(
    "said",
    [
        "chuyển sang hội trường B", "huy động được 40 người", "thầy Hoàn báo cáo", "bộ phận một cửa", "bỏ phiếu kín",
        "đã hoàn thành, huỷ tài liệu thừa", "không bị hủy", "không hoãn", "nghỉ giải lao 15 phút", "đã bổ sung ảnh",
        "sắp xếp chu đáo", "đạt dự kiến", "dự kiến 50, thực tế 45", "không thu tiền", "đổi địa điểm",
    ],
)  # fmt: skip
def test_words_that_only_look_alike_say_nothing(said: str) -> None:
    assert remark(said) is None


@pytest.mark.parametrize("said", ["dự kiến", "sẽ tổ chức vào 6/2008", "mới lên kế hoạch", "chưa đến ngày"])
def test_what_is_only_planned_is_not_held(said: str) -> None:
    found = remark(said)
    assert found is not None
    assert (found.kind, found.sure) == ("planned", True)


@pytest.mark.parametrize(
    ("said", "sure"),
    [
        ("hoãn", False), ("hoãn từ 5/3 sang 12/3", False), ("không tổ chức ngoài trời mà trong hội trường", False),
        ("không tính vào thi đua", False), ("trùng nội dung với P2", False), ("Không tổ chức", True), ("đã hủy", True),
        ("ghi trùng dòng trên, không tính", True),
    ],
)  # fmt: skip
def test_what_may_mean_something_else_is_not_sure(said: str, sure: bool) -> None:
    found = remark(said)
    assert found is not None
    assert found.sure is sure


@pytest.mark.parametrize(
    ("topic", "off"),
    [
        ("HOÃN: Luật PCTN", True), ("Luật PCTN - BUỔI NÀY HỦY", True), ("Luật PCTN (đã hoãn)", True),
        ("Luật PCTN, không tổ chức do mưa", True), ("Hủy bỏ giấy tờ thừa", False), ("Quy định về hủy thầu", False),
    ],
)  # fmt: skip
def test_a_topic_says_that_it_was_called_off_at_its_head_or_its_end(topic: str, off: bool) -> None:
    assert called_off_in_passing(topic) is off


@pytest.mark.parametrize(
    ("written", "held"),
    [
        ("Thứ 2, 5/3/2008", 5), ("T2, 6/3/2008", 6), ("Tổ 3, 5/3/2008", 5), ("đợt 1, 5/3/2008", 5),
        ("5-Mar-08", 5), ("5 Mar 2008", 5), ("5/III/2008", 5), ("5/3 năm 2008", 5), (20080305, 5), (20080305.0, 5),
    ],
)  # fmt: skip
def test_a_number_after_another_word_is_no_first_day(written: Any, held: int) -> None:
    found = day(written, [2008])
    assert (found.value, found.note) == (date(2008, 3, held), "")


def test_the_first_of_a_list_of_days_is_taken() -> None:
    assert day("5,6,7/3/2008").value == date(2008, 3, 5)


def test_two_months_that_look_like_a_day_are_pointed_out() -> None:
    assert "từ tháng" in day("3-5/2008").note


def test_a_two_digit_year_falls_into_the_century_next_to_the_sheets() -> None:
    assert day("5/3/98", [2008]).value == date(1998, 3, 5)


@pytest.mark.parametrize("written", [5, 5.0, "5", "05", "ngày 5"])
def test_a_number_under_the_heading_of_a_month_is_a_day(written: Any) -> None:
    assert day(written, [2008], 3).value == date(2008, 3, 5)


@pytest.mark.parametrize(
    ("written", "proposal"),
    [
        ("5 triệu", "5000000"), ("1 nghìn", "1000"), ("12k", "12000"), ("4O", "40"), ("5%", ""), ("100 %", ""),
        (60.5, ""), ("1.2", ""), ("0,5", ""), ("12.50", ""), (1.234, "1234"), ("45 (có 10 nữ)", "45"),
        ("40 người (25 nữ)", "40"), ("20 nam, 15 nữ", "35"), ("12 người/1 buổi", "12"), ("40-50", ""), ("30+25", "55"),
    ],
)  # fmt: skip
def test_a_doubtful_number_is_refused_with_what_it_most_likely_means(written: Any, proposal: str) -> None:
    with pytest.raises(CellProblem) as problem:
        count(written)
    assert problem.value.proposal == proposal


@pytest.mark.parametrize(
    ("written", "value"),
    [("1.250,00", 1250), ("1.234.567", 1234567), ("không đếm", None), ("chưa thống kê", None)],
)
def test_noughts_after_the_comma_and_words_for_nobody_counted(written: str, value: int | None) -> None:
    assert count(written).value == value


@pytest.mark.parametrize("written", ["≈30", "~30", "30+"])
def test_signs_of_an_estimate_are_pointed_out(written: str) -> None:
    assert "ước lượng" in count(written).note


def test_more_people_than_one_session_holds_are_pointed_out() -> None:
    assert "bất thường" in count(5_000_000).note
