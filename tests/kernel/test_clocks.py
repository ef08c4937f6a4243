"""Due days: the tables a lawyer can read, the checks of the texts word for word, and what must always hold."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liemchinh.kernel.clocks import Due, Extension, Pause, UnknownVariant, due, due_on
from liemchinh.kernel.daybook import CalendarUnknown
from liemchinh.kernel.law import Law, UnknownTerm
from liemchinh.kernel.reckoning import TooLong, WrongPause, months_later
from liemchinh.kernel.terms import NotAClock, NotInForce

LAW = Law.load()
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
CASES = tomllib.loads((Path(__file__).parent / "data" / "due_cases.toml").read_text(encoding="utf-8"))["case"]
CLOCKS = [term for term in LAW if term.kind == "clock"]


def day(written: str) -> date:
    """ "thứ Sáu 13/02/2026"; a wrong weekday is a mistake in the table."""
    weekday, numbers = written.rsplit(" ", 1)
    d, m, y = (int(n) for n in numbers.split("/"))
    found = date(y, m, d)
    assert WEEKDAYS[found.weekday()] == weekday, f"{numbers} is {WEEKDAYS[found.weekday()]}"
    return found


def reckon(term: str, on: date, **how) -> Due:
    return due(LAW.term(term), on, LAW.daybook, **how)


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['term']} {c['on']}: {c['why']}")
def test_the_table_of_due_days(case):
    pauses = [Pause(date.fromisoformat(a), date.fromisoformat(b)) for a, b in case.get("pauses", [])]
    how = {key: case[key] for key in ("extended", "remote", "variant") if key in case}
    answer = reckon(case["term"], day(case["on"]), pauses=pauses, **how)
    assert answer.on == day(case["due"])
    assert due_on(answer.term, answer.started, LAW.daybook, pauses=pauses, **how) == answer.on


def test_every_clock_of_the_law_has_a_row_in_the_table():
    assert {t.id for t in CLOCKS} <= {LAW.term(c["term"]).id for c in CASES}


# --- The rendered checks, word for word ---


def test_friday_before_tet_seven_working_days():
    assert reckon("TC-01", day("thứ Sáu 13/02/2026")).because[:2] == (
        "7 ngày làm việc kể từ ngày nhận đơn 13/02/2026. Không tính ngày nhận đơn; đếm từ 23/02/2026, "
        "chỉ đếm ngày làm việc; đủ 7 ngày làm việc vào 03/03/2026.",
        "Trong thời gian này có nghỉ tết Nguyên đán từ 14/02/2026 đến 22/02/2026: 9 ngày không tính.",
    )


def test_ten_days_ending_on_a_holiday():
    answer = reckon("KN-02", day("thứ Hai 20/04/2026"))
    assert answer.because[0].endswith("đủ 10 ngày vào 30/04/2026.")
    assert answer.because[1:3] == (
        "Ngày 30/04/2026 là ngày nghỉ lễ, nên thời hạn kết thúc vào ngày làm việc tiếp theo: 04/05/2026.",
        'Luật ghi "10 ngày", nghị định ghi "10 ngày làm việc"; áp dụng hạn đến sớm hơn.',
    )


def test_thirty_days_ending_on_a_saturday():
    answer = reckon("TC-05", day("thứ Năm 01/10/2026"))
    assert answer.because == (
        "30 ngày kể từ ngày thụ lý 01/10/2026, tính cả ngày nghỉ. Không tính ngày thụ lý; đủ 30 ngày vào 31/10/2026.",
        "Ngày 31/10/2026 là thứ Bảy, nên thời hạn kết thúc vào ngày làm việc tiếp theo: 02/11/2026.",
        "Áp dụng quy định có hiệu lực vào ngày 01/10/2026: Điều 30 Luật Tố cáo số 25/2018/QH14.",
    )
    assert (answer.unit, answer.days, answer.nominal) == ("calendar_days", 30, day("thứ Bảy 31/10/2026"))


def test_a_saturday_worked_in_exchange_counts():
    answer = reckon("KN-02", day("thứ Năm 20/08/2026"))
    assert answer.on == day("thứ Sáu 28/08/2026")
    assert "Thứ Bảy ngày 22/08/2026 làm bù cho ngày 31/08/2026: được tính là ngày làm việc." in answer.because


def test_the_reasons_in_english():
    answer = reckon("TC-01", day("thứ Sáu 13/02/2026")).explain("en")
    assert answer == (
        "7 working days from receipt on 13/02/2026. That day is not counted; counting starts 23/02/2026; "
        "day 7 is 03/03/2026.",
        "Tết from 14/02/2026 to 22/02/2026: 9 days not counted.",
        "The rule in force on 13/02/2026 applies: Law on Denunciations No. 25/2018/QH14, Article 24(1).",
    )


# --- What is said about days that moved the date ---


def test_a_petition_that_came_on_a_day_off_keeps_its_date_of_receipt():
    answer = reckon("TC-01", day("Chủ nhật 15/02/2026"))
    assert answer.because[1] == (
        "Đơn đến ngày nghỉ 15/02/2026: ngày nhận vẫn là 15/02/2026; đếm từ ngày làm việc tiếp theo."
    )
    assert "từ 16/02/2026 đến 22/02/2026: 7 ngày" in answer.because[2]


def test_each_holiday_and_exchanged_day_passed_over_is_named():
    because = reckon("TC-01", day("thứ Tư 23/04/2025")).because
    assert because[1:5] == (
        "Thứ Bảy ngày 26/04/2025 làm bù cho ngày 02/05/2025: được tính là ngày làm việc.",
        "Ngày 30/04/2025 nghỉ lễ Chiến thắng (30/4): không tính.",
        "Ngày 01/05/2025 nghỉ lễ Quốc tế Lao động (01/5): không tính.",
        "Ngày 02/05/2025 nghỉ hoán đổi, làm bù ngày 26/04/2025: không tính.",
    )


def test_an_extension_says_how_many_are_left_and_the_last_one_says_the_cap():
    because = reckon("TC-05", day("thứ Năm 01/10/2026"), extended=(Extension(number="15/QĐ-UBND"), Extension())).because
    assert because[2:5] == (
        "Gia hạn lần 1 thêm 30 ngày (Quyết định số 15/QĐ-UBND); hạn từ 02/11/2026 thành 30/11/2026. "
        "Còn được gia hạn 1 lần.",
        "Gia hạn lần 2 thêm 30 ngày; hạn từ 30/11/2026 thành 30/12/2026. Còn được gia hạn 0 lần.",
        "Tổng thời hạn không quá 90 ngày (Điều 30 Luật Tố cáo số 25/2018/QH14); hạn cuối cùng: 30/12/2026.",
    )


def test_a_short_last_extension_does_not_move_the_cap():
    because = reckon("TC-05", day("thứ Năm 01/10/2026"), extended=(Extension(), Extension(days=10))).because
    assert because[3].startswith("Gia hạn lần 2 thêm 10 ngày; hạn từ 30/11/2026 thành 10/12/2026.")
    assert because[4].endswith("hạn cuối cùng: 30/12/2026.")


def test_an_extension_may_be_shorter_than_the_law_allows_but_not_longer():
    assert reckon("TC-05", day("thứ Năm 01/10/2026"), extended=(Extension(days=10),)).on == day("thứ Ba 10/11/2026")
    with pytest.raises(TooLong, match="lần gia hạn 1 từ 1 đến 30 ngày"):
        reckon("TC-05", day("thứ Năm 01/10/2026"), extended=(Extension(days=31),))


def test_a_pause_says_what_it_moved():
    pause = Pause(date(2026, 3, 10), date(2026, 3, 19), number="7/QĐ-UBND")
    answer = reckon("TC-05", day("thứ Hai 02/03/2026"), pauses=[pause])
    assert answer.because[1] == (
        "Tạm đình chỉ từ 10/03/2026 đến 19/03/2026 (Quyết định số 7/QĐ-UBND): 10 ngày không tính vào thời hạn; "
        "hạn từ 01/04/2026 chuyển thành 13/04/2026."
    )
    assert answer.warnings == ()


def test_a_pause_of_a_working_day_clock_counts_in_working_days():
    pause = Pause(day("thứ Năm 05/03/2026"), day("thứ Hai 09/03/2026"))
    answer = reckon("TC-01", day("thứ Hai 02/03/2026"), pauses=[pause])
    assert answer.on == day("thứ Hai 16/03/2026")
    assert ": 3 ngày làm việc không tính vào thời hạn; hạn từ 11/03/2026 chuyển thành 16/03/2026." in answer.because[1]
    assert answer.warnings == (
        "Chưa có căn cứ trong quy định TC-01 để tạm dừng thời hạn này vào ngày 05/03/2026; cần xác nhận căn cứ.",
    )


def test_time_of_expert_assessment_is_explained_by_its_own_article():
    pause = Pause(date(2026, 3, 10), date(2026, 3, 19), expert=True)
    because = reckon("TC-05", day("thứ Hai 02/03/2026"), pauses=[pause]).because
    assert because[1].endswith("không tính (khoản 4 Điều 15 Nghị định 31/2019/NĐ-CP).")
    assert because[2] == "Hạn từ 01/04/2026 chuyển thành 13/04/2026."


def test_a_pause_outside_the_running_time_moves_nothing_and_says_so():
    pause = Pause(date(2026, 6, 1), date(2026, 6, 5))
    answer = reckon("TC-05", day("thứ Hai 02/03/2026"), pauses=[pause])
    assert answer.on == day("thứ Tư 01/04/2026")
    assert answer.warnings == ("Thời gian tạm dừng từ 01/06/2026 đến 05/06/2026 không làm thay đổi hạn 01/04/2026.",)


def test_a_clock_does_not_end_on_a_paused_day():
    pause = Pause(day("thứ Hai 02/11/2026"), day("thứ Tư 04/11/2026"))
    assert reckon("TC-05", day("thứ Năm 01/10/2026"), pauses=[pause]).on == day("thứ Năm 05/11/2026")


def test_suspension_of_complaints_has_a_ground_only_since_july_2026():
    june, july = Pause(date(2026, 6, 10), date(2026, 6, 12)), Pause(date(2026, 7, 8), date(2026, 7, 10))
    assert any("Chưa có căn cứ" in w for w in reckon("KN-03", date(2026, 6, 1), pauses=[june]).warnings)
    assert not any("Chưa có căn cứ" in w for w in reckon("KN-03", date(2026, 7, 1), pauses=[july]).warnings)


# --- Which version of the law ---


def test_the_version_is_chosen_by_the_day_of_the_event():
    before, after = reckon("KN-02", date(2026, 6, 30)), reckon("KN-02", date(2026, 7, 1))
    assert (before.unit, before.days) == ("calendar_days", 10)
    assert (after.unit, after.days) == ("working_days", 7)


def test_a_running_clock_keeps_the_old_rule_and_says_that_this_needs_confirming():
    answer = reckon("KN-02", date(2026, 6, 25))
    assert answer.because[-1].startswith("Quy định mới (")
    assert answer.because[-1].endswith("có hiệu lực từ 01/07/2026 không áp dụng cho thời hạn đã bắt đầu trước ngày đó.")
    assert any("quy định chuyển tiếp" in warning for warning in answer.warnings)
    assert not any("Quy định mới" in line for line in reckon("KN-02", date(2026, 6, 15)).because)


def test_the_decree_of_2020_added_a_reading_and_the_earlier_day_still_wins():
    assert len(reckon("KN-02", date(2020, 12, 9)).value.readings) == 1
    answer = reckon("KN-02", date(2020, 12, 10))
    assert len(answer.value.readings) == 2
    assert "Nghị định số 124/2020/NĐ-CP" in answer.cite


def test_two_ids_of_one_rule():
    assert reckon("kn-02N", date(2026, 7, 1)).on == reckon("KN-02", date(2026, 7, 1)).on
    assert reckon("KN-03r", date(2026, 7, 1)).on == reckon("KN-03", date(2026, 7, 1), remote=True).on
    assert reckon("KN-03r", date(2026, 7, 1), remote=True).warnings == ()


# --- What to check before relying on the day ---


def test_a_day_in_a_year_not_confirmed_is_provisional():
    answer = reckon("TC-05", date(2026, 12, 15))
    assert answer.provisional
    assert "Chưa có lịch nghỉ năm 2027 được xác nhận; ngày này có thể thay đổi." in answer.warnings
    assert not reckon("TC-05", date(2026, 10, 1)).provisional


def test_a_rule_from_memory_is_marked():
    answer = reckon("XLD-01", date(2026, 3, 2))
    assert answer.unsure
    assert "Quy định XLD-01 cần địa phương xác nhận trước khi áp dụng." in answer.warnings


def test_the_culture_day_is_not_a_day_off_until_a_person_says_so():
    answer = reckon("TCD-03", day("thứ Sáu 20/11/2026"))
    assert "Ngày 24/11/2026 (Ngày Văn hóa Việt Nam) chưa được tính là ngày nghỉ; cần địa phương xác nhận." in (
        answer.warnings
    )


def test_a_remote_area_where_the_rule_knows_none_is_mentioned():
    assert "Quy định TC-05 không có mức riêng cho vùng sâu, vùng xa." in (
        reckon("TC-05", date(2026, 3, 2), remote=True).warnings
    )


# --- Refusals ---


@pytest.mark.parametrize(
    ("term", "on", "how", "refusal", "says"),
    [
        ("TC-05", date(2018, 12, 31), {}, NotInForce, "có hiệu lực từ ngày 01/01/2019"),
        ("KN-02n", date(2026, 6, 30), {}, NotInForce, "có hiệu lực từ ngày 01/07/2026"),
        ("TC-05", date(2026, 1, 5), {"extended": 3}, TooLong, "nhiều nhất 2 lần; tổng thời hạn không quá 90 ngày"),
        ("TC-01", date(2026, 1, 5), {"extended": 2}, TooLong, "không quá 10 ngày làm việc"),
        ("TC-03", date(2026, 1, 5), {"extended": 1}, TooLong, "không cho phép gia hạn"),
        ("TC-05", date(2026, 1, 5), {"extended": -1}, TooLong, "không thể là -1"),
        ("TC-05", date(2027, 12, 30), {}, CalendarUnknown, "Chưa có lịch nghỉ năm 2028"),
        ("KN-04", date(2019, 12, 27), {}, CalendarUnknown, "Chưa có lịch nghỉ năm 2019"),
        ("KN-03", date(2013, 5, 6), {}, CalendarUnknown, "calendars/2013.toml"),
        ("TC-05", date.max, {}, CalendarUnknown, "9999"),
        ("TCD-12", date(2026, 1, 5), {}, NotAClock, "không phải là thời hạn"),
        ("KN-03", date(2026, 1, 5), {"variant": "moon"}, UnknownVariant, "Các trường hợp riêng: remote"),
        ("TC-05", date(2026, 1, 5), {"pauses": [Pause(date(2026, 2, 2), date(2026, 2, 1))]}, WrongPause, "trước khi"),
    ],
)
def test_what_cannot_be_computed_is_refused_with_a_reason(term, on, how, refusal, says):
    with pytest.raises(refusal, match=says):
        reckon(term, on, **how)


def test_an_unknown_term_suggests_the_nearest():
    with pytest.raises(UnknownTerm, match=r"Có phải: TC-05\?"):
        LAW.term("tc5")


def test_the_event_day_itself_needs_no_calendar_because_it_is_not_counted():
    assert reckon("KN-04", date(2019, 12, 31)).on == day("thứ Hai 06/01/2020")


# --- Properties ---

days = st.dates(date(2021, 11, 15), date(2026, 11, 1))  # every rule is in force, and the calendars reach a year on
clocks = st.sampled_from([t for t in CLOCKS if t.folder != "reporting"])
rolled = st.sampled_from([t for t in CLOCKS if t.roll_forward])


@given(clocks, days)
def test_nothing_falls_due_before_its_event(term, on):
    assert due_on(term, on, LAW.daybook) >= on


@given(rolled, days)
def test_a_clock_that_rolls_never_ends_on_a_day_off(term, on):
    assert LAW.daybook.is_working(due_on(term, on, LAW.daybook))


@given(clocks, days, st.integers(1, 40))
def test_a_later_event_under_the_same_rule_never_falls_due_earlier(term, on, gap):
    later = on + timedelta(days=gap)
    if term.value_on(on) is term.value_on(later):
        assert due_on(term, on, LAW.daybook) <= due_on(term, later, LAW.daybook)


@given(clocks, days, st.integers(-5, 60), st.integers(0, 30))
def test_a_pause_never_makes_it_earlier(term, on, after, length):
    start = on + timedelta(days=after)
    pause = Pause(start, start + timedelta(days=length))
    assert due_on(term, on, LAW.daybook, pauses=[pause]) >= due_on(term, on, LAW.daybook)


@given(clocks, days)
def test_each_extension_makes_it_later(term, on):
    allowed = len(term.value_on(on).extended)
    dues = [due_on(term, on, LAW.daybook, extended=n) for n in range(allowed + 1)]
    assert dues == sorted(set(dues))


@given(st.sampled_from([t for t in clocks.elements if t.id.startswith(("TC-", "TCD", "XLD-0"))]), days)
def test_working_days_are_counted_one_by_one(term, on):
    answer = due(term, on, LAW.daybook)
    if answer.unit == "working_days" and answer.days:
        counted = [on + timedelta(days=n) for n in range(1, (answer.on - on).days + 1)]
        assert sum(LAW.daybook.is_working(d) for d in counted) == answer.days


@settings(max_examples=60)
@given(clocks, days, st.integers(0, 2), st.booleans(), st.sampled_from(["vi", "en"]))
def test_every_sentence_is_whole(term, on, extended, remote, language):
    extended = min(extended, len(term.value_on(on).extended))
    pauses = [Pause(on + timedelta(days=2), on + timedelta(days=6))]
    answer = due(term, on, LAW.daybook, extended=extended, pauses=pauses, remote=remote and extended < 2)
    for line in (*answer.explain(language), *answer.doubts(language)):
        assert line.endswith((".", ")."))
        assert not set(line) & set("«»[]{}")


def test_a_month_ends_on_the_same_numbered_day_or_the_last():
    assert months_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_later(date(2026, 12, 15), 3) == date(2027, 3, 15)
