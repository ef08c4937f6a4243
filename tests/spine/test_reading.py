"""Understanding a register as units keep it: headers, rows, cells, totals; without a database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from liemchinh.spine import registers
from liemchinh.spine.import_facts import Mending, Problem, Reading
from liemchinh.spine.reading import read
from liemchinh.spine.sheets import CellError, Sheet, Workbook
from liemchinh.spine.unit_names import KnownUnit, UnitDirectory, plain_name

TODAY = date(2026, 11, 22)
HEADER = ["STT", "Ngày", "Đơn vị tổ chức", "Nội dung", "Hình thức", "Số người dự", "Tờ bướm", "Người ghi", "Ghi chú"]


def units(*more: KnownUnit) -> UnitDirectory:
    known = [KnownUnit(1, "Q1", "Quận 1", None), *(KnownUnit(n + 1, f"P{n}", f"Phường {n}", 1) for n in (1, 2)), *more]
    return UnitDirectory(1, [(unit, (unit.name,)) for unit in known])


def row(number: Any = 1, held: Any = date(2006, 3, 5), **cells: Any) -> list[Any]:
    usual = {"host": "UBND phường 1", "topic": "Luật PCTN", "form": "Hội nghị", "people": 40, "leaflets": None}
    values = {**usual, "by": "Tuấn", "note": None, **cells}
    return [number, held, *values.values()]


def sheet(*rows: Sequence[Any], name: str = "Năm 2006", header: Sequence[Any] = HEADER, title: str = "SỔ") -> Sheet:
    return Sheet(name, [[title], [], list(header), *map(list, rows)])


def reading(*sheets: Sheet, directory: UnitDirectory | None = None, **options: Any) -> Reading:
    workbook = Workbook("so.xlsx", list(sheets))
    return read(workbook, registers.of_file("outreach"), directory or units(), on=TODAY, **options)


def only(problems: Sequence[Problem], code: str) -> Problem:
    (found,) = [p for p in problems if p.code == code]
    return found


# --- unit names ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "written", ["Phường 1", "P1", "P.1", "P. 01", "phuong 1", "UBND phường 1", "Hội LHPN P.1", "Đoàn TN phường 1"]
)
def test_a_ward_is_found_under_its_many_names(written: str) -> None:
    match = units().find(written)
    assert match.unit is not None
    assert match.unit.code == "P1"


def test_two_spellings_of_one_body_are_one_name() -> None:
    assert plain_name("Hội Phụ nữ P.2") == plain_name("Hội LHPN phường 2")
    assert plain_name("chi bộ khu phố 7") == plain_name("Chi bộ KP7")
    assert plain_name("tổ dân phố số 2") == plain_name("Tổ dân phố 2")


def test_two_units_of_one_name_are_ambiguous_and_the_record_stays_with_the_importing_unit() -> None:
    twins = units(KnownUnit(7, "KP3-P1", "Khu phố 3", 2), KnownUnit(8, "KP3-P2", "Khu phố 3", 3))
    found = reading(sheet(row(host="KP 3"), row(2, host="Khu phố 3, phường 2", topic="Khác")), directory=twins)
    problem = only(found.problems, "unit")
    assert "2 đơn vị cùng tên" in problem.message
    assert "KP3-P1" in problem.message
    assert [d.unit_id for d in found.drafts] == [1, 8]
    assert found.drafts[0].values["host"] == "KP 3"


def test_an_unknown_name_is_pointed_out_once_with_its_number_of_rows() -> None:
    found = reading(sheet(row(host="Chi bộ KP6"), row(2, date(2006, 3, 6), host="chi bộ khu phố 6")))
    assert "(2 dòng cùng tên)" in only(found.warnings, "unit").message


def test_a_name_can_be_given_to_a_unit() -> None:
    found = reading(sheet(row(host="Chi bộ KP6")), mending=Mending(units={"chi bo khu pho 6": "P2"}))
    assert found.drafts[0].unit_id == 3
    assert not found.problems


# --- headers ---------------------------------------------------------------------------------------------------------
def test_other_words_and_another_order_of_columns_are_understood() -> None:
    header = ["Chủ đề tuyên truyền", "Thời gian tổ chức", "Số lượt người tham dự", "Đơn vị thực hiện", "Số tờ rơi phát"]
    found = reading(sheet(["Luật PCTN", "5/3/06", "40 người", "P1", 100], header=header))
    (draft,) = found.drafts
    assert draft.values == {
        "topic": "Luật PCTN",
        "held_on": date(2006, 3, 5),
        "attendees": 40,
        "host": "P1",
        "leaflets": 100,
    }


def test_a_header_of_two_rows_is_read_without_knowing_its_merges() -> None:
    upper = ["STT", "Ngày", "Đơn vị tổ chức", "Nội dung", "Hình thức", "Số lượng", None, "Người ghi", "Ghi chú"]
    lower = [None, None, None, None, None, "Người dự (lượt)", "Tờ bướm", None, None]
    found = reading(
        sheet(lower, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"], row(leaflets=5), header=upper)
    )
    assert found.sheets[0].header_rows == [3, 4]
    assert found.totals()["leaflets_distributed"] == 5


def test_another_register_is_not_taken_for_this_one() -> None:
    header = ["STT", "Ngày nhận", "Số đến", "Họ tên người gửi", "Tóm tắt nội dung", "Loại đơn", "Ghi chú"]
    found = reading(sheet([1, "5/3/2006", 1, "Ngụy Văn Lụa", "KN mái che", "x", None], header=header))
    assert (found.sheets[0].kind, found.drafts) == ("other", [])
    assert "thiếu cột" in only(found.warnings, "sheet").message


def test_a_hidden_sheet_is_not_imported_and_said_so() -> None:
    copy = sheet(row(), name="bản cũ")
    copy.hidden = True
    found = reading(sheet(row()), copy)
    assert len(found.drafts) == 1
    assert "ẩn" in only(found.warnings, "sheet").message


# --- rows ------------------------------------------------------------------------------------------------------------
def test_rows_that_are_no_entries_are_passed_over() -> None:
    found = reading(
        sheet(
            ["Tháng 3/2006"], row(), [], [2], HEADER, row(2, "6/3/06", people="12 người"),
            ["Cộng tháng 3: 2 buổi", None, None, None, None, 52],
            ["Tháng 4/2006"], row(3, "7/4/2006", host="Công đoàn cơ sở 2"),
            ["TỔNG CỘNG: 3 buổi", None, None, None, None, "92"], [], [None, None, "NGƯỜI GHI SỔ", None, "CHỦ TỊCH"],
            [None, None, "Ngụy Thị Chót"],
        )
    )  # fmt: skip
    assert (found.read, len(found.drafts)) == (3, 3)
    assert [p.code for p in found.problems] == ["unit"]


def test_a_wrong_total_is_reported_with_both_sums() -> None:
    total = ["CỘNG NĂM 2006: 2 buổi", None, None, None, None, 5133, 10]
    found = reading(sheet(row(people=5000, leaflets=10), row(2, "6/3/2006", people="223"), total))
    problem = only(found.problems, "total")
    assert (problem.row, problem.column, problem.value) == (6, "F", "5133")
    assert "«" not in problem.message
    for number in ("5.133", "5.223", "90"):
        assert number in problem.message


def test_a_wrong_number_of_entries_is_reported() -> None:
    found = reading(sheet(row(), ["Tổng cộng: 5 buổi", None, None, None, None, 40]))
    assert "lệch 4" in only(found.problems, "total").message


def test_a_wrong_subtotal_is_found_among_right_ones() -> None:
    found = reading(
        sheet(
            row(people=10), ["Cộng tháng 3", None, None, None, None, 10], row(2, "6/4/2006", people=20),
            ["Cộng tháng 4", None, None, None, None, 21], ["Luỹ kế", None, None, None, None, 30],
        )
    )  # fmt: skip
    assert only(found.problems, "total").row == 7


def test_a_cancelled_row_is_reported_and_not_counted() -> None:
    found = reading(sheet(row(), row(None, "6/3/2006", people=None, note="Không tổ chức (trùng lịch)")))
    assert (found.read, len(found.drafts)) == (2, 1)
    problem = only(found.warnings, "cancelled")
    assert (problem.row, problem.column) == (5, "I")


def test_a_repeated_row_names_the_row_that_it_repeats() -> None:
    found = reading(sheet(row(), row(note="ghi trùng dòng trên, không tính")))
    assert len(found.drafts) == 1
    assert "dòng 4" in only(found.warnings, "repeated").message


def test_two_equal_entries_count_once_even_without_a_note_and_under_two_spellings() -> None:
    found = reading(sheet(row(host="Hội LHPN phường 1"), row(2, "05/03/2006", host="Hội Phụ nữ P.1", form="hội nghị")))
    assert len(found.drafts) == 1
    assert "giống hệt dòng 4" in only(found.warnings, "twice").message


def test_two_sessions_that_differ_in_their_attendees_both_count() -> None:
    found = reading(sheet(row(people=40), row(2, people=41)))
    assert len(found.drafts) == 2
    assert only(found.warnings, "similar").row == 5


def test_rows_to_be_kept_are_kept() -> None:
    kept = Mending(kept=frozenset({("Năm 2006", 5), ("Năm 2006", 6)}))
    found = reading(sheet(row(), row(2), row(3, "6/3/2006", note="hoãn")), mending=kept)
    assert len(found.drafts) == 3
    assert not found.warnings


def test_a_day_merged_over_two_rows_is_the_day_of_both_and_a_count_is_counted_once() -> None:
    both = sheet(row(people=40), [2, None, "Phường 2", "Luật THTK", "Hội nghị", None])
    both.merged = [(3, 1, 4, 1), (3, 5, 4, 5)]
    found = reading(both)
    assert [d.day for d in found.drafts] == [date(2006, 3, 5)] * 2
    assert found.totals()["outreach_attendees"] == 40


@pytest.mark.parametrize("mark", ["nt", "-nt-", '"', "như trên"])
def test_the_mark_for_the_same_as_above_is_understood(mark: str) -> None:
    found = reading(sheet(row(), row(2, mark, topic=mark, people=41, host="P2")))
    assert found.drafts[1].values["topic"] == "Luật PCTN"
    assert found.drafts[1].day == date(2006, 3, 5)


def test_an_empty_day_is_an_error_that_proposes_the_day_above() -> None:
    assert reading(sheet(row(), row(2, None))).errors[0].proposal == "05/03/2006"


def test_a_session_marked_at_the_head_of_its_topic_is_cancelled_unless_somebody_came() -> None:
    found = reading(
        sheet(
            row(topic="HOÃN: Luật PCTN", people=None),
            row(2, topic="Hủy bỏ giấy tờ thừa"),
            row(3, topic="hoãn", people=9),
        )
    )
    assert [p.row for p in found.warnings if p.code == "cancelled"] == [4]
    assert len(found.drafts) == 2


# --- errors and mending ----------------------------------------------------------------------------------------------
def test_an_error_keeps_its_row_out_and_says_where_it_is() -> None:
    found = reading(sheet(row(), row(2, "31/02/2006"), row(3, "6/3/2006", people=-4), row(4, "7/3/2006", topic=None)))
    assert len(found.drafts) == 1
    assert [(p.row, p.column) for p in found.errors] == [(5, "B"), (6, "F"), (7, "D")]
    assert found.errors[0].sentence == (
        "Dòng 5, cột B “Ngày”: 31/02/2006 — không có trong lịch: tháng 2 năm 2006 có 28 ngày"
    )


def test_a_failed_formula_is_an_error_and_not_an_empty_count() -> None:
    found = reading(sheet(row(people=CellError("#REF!"))))
    assert "#REF!" in found.errors[0].message


def test_a_cell_typed_anew_replaces_the_one_in_the_file() -> None:
    found = reading(sheet(row(people="bốn mươi")), mending=Mending(cells={("Năm 2006", 4, "attendees"): "40"}))
    assert found.drafts[0].values["attendees"] == 40
    assert not found.errors


def test_a_year_far_from_the_sheets_is_an_error_with_a_proposal() -> None:
    found = reading(sheet(row(held="12/10/2016"), row(2, "3/1/2007")))
    assert (found.errors[0].code, found.errors[0].proposal) == ("year", "12/10/2006")
    assert [d.day for d in found.drafts] == [date(2007, 1, 3)]
    assert only(found.warnings, "year").row == 5


def test_a_day_to_come_is_an_error() -> None:
    assert "chưa tới" in reading(sheet(row(held="5/3/2032"), name="Sheet1")).errors[0].message


def test_days_out_of_order_that_fit_when_exchanged_are_pointed_out() -> None:
    rows = [row(n, date(2006, 5, n), topic=f"chuyên đề {n}") for n in range(1, 13)]
    rows[6][1] = date(2006, 7, 5)
    problem = only(reading(sheet(*rows)).warnings, "order")
    assert (problem.row, problem.proposal) == (10, "07/05/2006")


# --- several sheets --------------------------------------------------------------------------------------------------
def test_a_summary_sheet_is_checked_and_not_imported() -> None:
    summary = Sheet(
        "Tổng hợp",
        [["BẢNG TỔNG HỢP"], [], ["Năm", "Số buổi", "Lượt người", "Tờ bướm"], ["Năm 2006", 1, 40, None],
        ["2007", 1, 7, 0],
         ["TỔNG CỘNG", 2, "81", 0]],
    )  # fmt: skip
    later = sheet(row(held="5/3/2007", people=41), name="nam 2007")
    found = reading(summary, sheet(row()), later)
    assert found.sheets[0].kind == "summary"
    assert len(found.drafts) == 2
    problem = only(found.problems, "summary")
    assert (problem.sheet, problem.row, problem.column, problem.header) == ("Tổng hợp", 5, "C", "Lượt người")


def test_a_sheet_of_contests_goes_into_its_own_register() -> None:
    contests = Sheet(
        "Hội thi",
        [["THEO DÕI HỘI THI (không tính vào số buổi tuyên truyền)"], ["TT", "Ngày", "Tên hội thi", "Số người tham gia"],
         [1, "15/8/2006", "Hội thi trắc nghiệm", 310], [2, "12.12.2010", "Thi trực tuyến", "885 em"],
         ["Cộng", None, None, "1.195"]],
    )  # fmt: skip
    found = reading(sheet(row()), contests)
    assert found.totals() == {
        "outreach_sessions": 1, "outreach_attendees": 40, "leaflets_distributed": 0, "contests_held": 2,
        "contest_participants": 1195,
    }  # fmt: skip
    assert not found.problems
