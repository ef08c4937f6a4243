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


# --- what a checker found --------------------------------------------------------------------------------------------
NO_HOST = ["STT", "Ngày", "Nội dung", "Hình thức", "Số người dự", "Tờ rơi", "Ghi chú"]
GROUPED = ["STT", "Ngày", "Đơn vị", "Nội dung", "Số người dự", None, None, "Tờ rơi"]


def ward_sheet(name: str, title: str = "SỔ") -> Sheet:
    return sheet([1, date(2008, 3, 1), "Luật PCTN", "Hội nghị", 40, 10], name=name, header=NO_HOST, title=title)


def test_each_wards_sheet_counts_for_that_ward() -> None:
    found = reading(ward_sheet("Phường 1"), ward_sheet("Sheet2", "SỔ TUYÊN TRUYỀN - PHƯỜNG 2"))
    assert [d.unit_id for d in found.drafts] == [2, 3]
    assert {p.code for p in found.warnings} == {"sheet"}


def test_the_unit_that_the_other_sheets_name_counts_for_a_sheet_that_names_none() -> None:
    found = reading(*(ward_sheet(name) for name in ("Phường 1", "Phường 1 (quý 2)")), ward_sheet("Hội thi"))
    assert [d.unit_id for d in found.drafts] == [2, 2, 2]
    (said,) = [p.message for p in found.warnings if p.sheet == "Hội thi" and p.code == "sheet"]
    assert "tính cho «Phường 1» như các trang tính khác" in said


@pytest.mark.parametrize("others", [("Phường 1", "Phường 2"), ("Phường 1", "Năm 2007"), ("Phường 1", "Quận 1")])
def test_a_sheet_that_names_none_stays_with_who_imports_where_the_others_differ(others: tuple[str, str]) -> None:
    found = reading(*map(ward_sheet, others), ward_sheet("Hội thi"))
    assert found.drafts[-1].unit_id == 1
    assert not any("các trang tính khác" in p.message for p in found.warnings)


def test_the_word_for_the_level_alone_means_the_unit_of_the_sheet() -> None:
    offices = [KnownUnit(n, f"TP{n}", f"Phòng Tư pháp Quận {n - 10}", n - 9) for n in (11, 12)]
    districts = [KnownUnit(2, "Q1", "Quận 1", 1), KnownUnit(3, "Q2", "Quận 2", 1)]
    known = [KnownUnit(1, "TP", "Thành phố Mẫu", None), *districts, *offices]
    directory = UnitDirectory(1, [(unit, (unit.name,)) for unit in known])
    entry = row(1, date(2008, 3, 1), host="Phòng Tư pháp quận")
    found = reading(*(sheet(entry, name=f"Quận {n}") for n in (1, 2)), sheet(entry, name="x"), directory=directory)
    assert [d.unit_id for d in found.drafts] == [11, 12, 1]


OF_UNITS = ["STT", "Ngày", "Đơn vị tổ chức", "Nội dung", "Hình thức", "Số người dự", "Đơn vị"]


def kept_by(unit: str) -> Sheet:
    return sheet([1, date(2006, 3, 1), "Chi bộ 5", "Luật PCTN", "Hội nghị", 40, unit], header=OF_UNITS)


@pytest.mark.parametrize(("said", "unit"), [("Phường 2", 3), ("P2", 3), ("Phường 9", 1)])
def test_the_unit_that_an_export_names_keeps_its_record(said: str, unit: int) -> None:
    assert [d.unit_id for d in reading(kept_by(said)).drafts] == [unit]


def test_a_record_of_a_unit_outside_of_the_import_is_an_error() -> None:
    known = [KnownUnit(1, "Q1", "Quận 1", None), KnownUnit(2, "P1", "Phường 1", 1), KnownUnit(3, "P2", "Phường 2", 1)]
    directory = UnitDirectory(2, [(unit, (unit.name,)) for unit in known])
    found = reading(kept_by("Phường 2"), directory=directory)
    assert not found.drafts
    assert "thuộc «Phường 2», ngoài đơn vị đang nhập" in only(found.errors, "unit").message


def test_equal_rows_without_a_host_on_two_sheets_are_kept_and_pointed_out() -> None:
    found = reading(ward_sheet("a"), ward_sheet("b"))
    assert len(found.drafts) == 2
    assert only(found.warnings, "similar").sheet == "b"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (row(note="buổi sáng"), row(2, note="buổi chiều")),
        (row(held="8h ngày 5/3/2006"), row(2, "14h ngày 5/3/2006")),
    ],
)
def test_two_sessions_of_one_day_both_count(one: list[Any], other: list[Any]) -> None:
    found = reading(sheet(one, other))
    assert len(found.drafts) == 2
    assert only(found.warnings, "similar").row == 5


def test_rows_that_differ_in_a_column_of_no_field_both_count() -> None:
    header = ["STT", "Ngày", "Buổi", "Nội dung", "Số người dự"]
    found = reading(sheet([1, "5/3/2006", "Sáng", "A", 40], [2, "5/3/2006", "Chiều", "A", 40], header=header))
    assert len(found.drafts) == 2


def grouped(lower: Sequence[Any], *rows: Sequence[Any]) -> Sheet:
    made = sheet(lower, *rows, header=GROUPED)
    made.merged = [(2, 4, 2, 6)]
    return made


def test_the_total_of_a_group_of_columns_is_read_wherever_it_stands() -> None:
    lower = [None, None, None, None, "Nam", "Nữ", "Cộng"]
    found = reading(grouped(lower, [1, "5/3/2006", "P1", "A", 15, 25, 40, 10]))
    assert (found.sheets[0].header_rows, found.totals()["outreach_attendees"]) == ([3, 4], 40)


def test_men_and_women_without_their_total_are_added_up_and_it_is_said() -> None:
    made = grouped([None, None, None, None, "Nam", "Nữ"], [1, "5/3/2006", "P1", "A", 15, 25, None, 10])
    made.merged = [(2, 4, 2, 5)]
    found = reading(made)
    assert found.totals()["outreach_attendees"] == 40
    assert "Nam + Nữ" in only(found.warnings, "sheet").message


def test_a_second_table_in_another_order_is_read_by_its_own_header() -> None:
    found = reading(
        sheet(
            row(leaflets=10), [], ["STT", "Nội dung", "Đơn vị tổ chức", "Ngày", "Tờ bướm", "Số người dự"],
            [1, "Luật THTK", "Phường 2", "6/3/2006", 7, 60],
        )
    )  # fmt: skip
    assert [d.values["topic"] for d in found.drafts] == ["Luật PCTN", "Luật THTK"]
    assert (found.totals()["outreach_attendees"], found.totals()["leaflets_distributed"]) == (100, 17)


def test_a_postponed_row_with_people_counts_with_a_warning() -> None:
    found = reading(sheet(row(note="hoãn")))
    assert len(found.drafts) == 1
    assert "vẫn ghi" in only(found.warnings, "note").message


@pytest.mark.parametrize("note", ["trùng nội dung với P2", "ghi trùng"])
def test_a_row_said_to_be_a_repetition_without_a_twin_is_kept_and_pointed_out(note: str) -> None:
    found = reading(sheet(row(), row(2, "6/3/2006", note=note)))
    assert len(found.drafts) == 2
    assert "không thấy dòng" in only(found.warnings, "note").message


def test_what_was_only_planned_is_left_out() -> None:
    found = reading(sheet(row(), row(2, "6/3/2006", note="dự kiến")))
    assert len(found.drafts) == 1
    assert "dự kiến" in only(found.warnings, "planned").message


def test_a_struck_out_row_is_left_out_and_a_hidden_one_is_counted_and_said() -> None:
    made = sheet(row(), row(2, "6/3/2006"), row(3, "7/3/2006"))
    made.struck = {(4, c) for c in range(9)}
    made.hidden_rows = {5}
    found = reading(made)
    assert [d.row for d in found.drafts] == [4, 6]
    assert "gạch ngang" in only(found.warnings, "cancelled").message
    assert "dòng 6" in only(found.warnings, "sheet").message


def test_a_column_of_american_days_is_not_guessed() -> None:
    found = reading(sheet(*(row(n, f"03/{n:02}/2006", topic=f"c {n}") for n in range(10, 16))))
    assert not found.drafts
    assert [p.proposal for p in found.errors][:2] == ["10/03/2006", "11/03/2006"]


def test_one_exchanged_day_among_plain_ones_is_pointed_out_and_the_rest_is_kept() -> None:
    days = ["25/2/2006", "3/4/2006", "4/13/2006"]
    found = reading(sheet(*(row(n, held, topic=f"c {n}") for n, held in enumerate(days, 1))))
    assert len(found.drafts) == 2
    assert "tháng/ngày" in only(found.warnings, "order").message


def test_a_heading_completes_the_days_below_it() -> None:
    found = reading(
        sheet(
            ["Tháng 3/2008"], row(1, 5), row(2, "12"), ["Năm 2009"], row(3, "7/5"), ["Tháng 6"], row(4, 8),
            name="Sổ chung",
        )
    )  # fmt: skip
    assert [d.day for d in found.drafts] == [
        date(2008, 3, 5), date(2008, 3, 12), date(2009, 5, 7), date(2009, 6, 8),
    ]  # fmt: skip


def test_a_total_above_its_rows_is_compared_with_them() -> None:
    total = ["Tổng cộng", None, None, None, None, 80]
    assert not reading(sheet(total, row(), row(2, "6/3/2006"))).problems
    assert "lệch 80" in only(reading(sheet(total, row(), row(2, "6/3/2006", people=120))).problems, "total").message


def test_all_numbers_in_the_label_of_a_total_are_compared() -> None:
    found = reading(sheet(row(), ["Tổng tháng 3: 3 buổi, 95 lượt người"]))
    assert [p.code for p in found.problems] == ["total", "total"]


def test_a_total_that_failed_is_pointed_out() -> None:
    found = reading(sheet(row(), ["Cộng", None, None, None, None, CellError("#DIV/0!")]))
    assert "không đối chiếu được" in only(found.problems, "total").message


def test_shortened_headers_are_understood() -> None:
    header = ["TT", "T.gian", "Đ.vị", "ND tuyên truyền", "H.thức", "SL người dự", "Tờ gấp", "G.chú"]
    found = reading(sheet([1, "5/3/2006", "P1", "A", "Hội nghị", 40, 3, None], header=header))
    assert len(found.sheets[0].columns) == 7
    assert found.totals()["outreach_attendees"] == 40


def test_a_contest_among_sessions_is_pointed_out() -> None:
    found = reading(sheet(row(topic="Hội thi tìm hiểu Luật PCTN")))
    assert "Hội thi" in only(found.warnings, "note").message


def test_a_header_without_rows_is_said() -> None:
    assert "không có dòng nào" in only(reading(sheet()).warnings, "sheet").message
