"""How a time limit is spoken of on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liemchinh.kernel.clocks import due
from liemchinh.kernel.law import Law
from liemchinh.kernel.standing import far_from, soon_from, standing

LAW = Law.load()
RESOLVE = due(LAW.term("TC-05"), date(2026, 10, 1), LAW.daybook)  # due Monday 02/11/2026
CLASSIFY = due(LAW.term("TC-01"), date(2026, 2, 13), LAW.daybook)  # due Tuesday 03/03/2026


@pytest.mark.parametrize(
    ("limit", "today", "more", "text", "tone"),
    [
        (RESOLVE, date(2026, 10, 5), {}, "còn 28 ngày", "calm"),
        (RESOLVE, date(2026, 10, 28), {}, "còn 5 ngày", "soon"),
        (RESOLVE, date(2026, 11, 1), {}, "đến hạn ngày mai (thứ Hai, 02/11/2026)", "soon"),
        (RESOLVE, date(2026, 11, 2), {}, "đến hạn hôm nay", "soon"),
        (RESOLVE, date(2026, 11, 7), {}, "quá hạn 5 ngày", "late"),
        (RESOLVE, date(2026, 12, 14), {"urged": 2}, "quá hạn 42 ngày, đã đôn đốc 2 lần", "late"),
        (RESOLVE, date(2026, 10, 25), {"paused_since": date(2026, 10, 23)},
         "tạm dừng từ 23/10/2026; còn lại 9 ngày", "paused"),
        (RESOLVE, date(2026, 12, 1), {"met_on": date(2026, 11, 2)}, "đúng hạn", "done"),
        (RESOLVE, date(2026, 12, 1), {"met_on": date(2026, 10, 29)}, "sớm 4 ngày", "done"),
        (RESOLVE, date(2026, 12, 1), {"met_on": date(2026, 11, 8)}, "hoàn thành chậm 6 ngày", "done"),
        (CLASSIFY, date(2026, 2, 16), {}, "còn 7 ngày làm việc", "calm"),
        (CLASSIFY, date(2026, 2, 26), {}, "còn 3 ngày làm việc", "soon"),
        (CLASSIFY, date(2026, 3, 8), {}, "quá hạn 3 ngày làm việc", "late"),
    ],
)  # fmt: skip
def test_what_a_list_says(limit, today, more, text, tone):
    found = standing(limit, today, **more)
    assert (found.text, found.tone) == (text, tone)


def test_what_a_list_says_in_english():
    assert standing(CLASSIFY, date(2026, 2, 26), language="en").text == "3 working days left"
    assert standing(RESOLVE, date(2026, 11, 7), language="en").text == "5 days overdue"


# --- when it becomes amber, and dark red ---


@settings(max_examples=150, deadline=None)
@given(
    term=st.sampled_from(["TC-01", "TC-02", "TC-03", "TC-05", "KN-03", "KN-08", "XLD-02"]),
    started=st.dates(date(2021, 12, 1), date(2025, 6, 1)),
)
def test_amber_begins_on_one_day_and_stays_until_the_last(term, started):
    limit = due(LAW.term(term), started, LAW.daybook)
    soon = soon_from(limit)
    assert started <= soon <= limit.on
    whole, left = (limit.on - started).days, (limit.on - soon).days
    working = LAW.daybook.working_days(soon + timedelta(days=1), limit.on)
    assert left <= whole * 0.2 or working <= 3
    if soon > started:
        before = soon - timedelta(days=1)
        assert standing(limit, before).tone == "calm"
        assert standing(limit, soon).tone == "soon"


@settings(max_examples=150, deadline=None)
@given(
    term=st.sampled_from(["TC-01", "TC-02", "TC-03", "TC-05", "KN-03", "KN-08", "XLD-02"]),
    started=st.dates(date(2021, 12, 1), date(2025, 6, 1)),
)
def test_very_overdue_begins_past_half_the_time_or_thirty_days_whichever_is_earlier(term, started):
    limit = due(LAW.term(term), started, LAW.daybook)
    far = far_from(limit)
    late = -standing(limit, far).days
    whole = limit.days if limit.unit != "years" else (limit.on - started).days
    assert late > min(30, whole / 2)
    day_before = far - timedelta(days=1)
    if day_before > limit.on and (limit.unit != "working_days" or LAW.daybook.is_working(day_before)):
        assert -standing(limit, day_before).days <= min(30, whole / 2)


def test_late_on_the_saturday_after_a_friday_is_one_day_late():
    limit = due(LAW.term("XLD-03"), date(2026, 3, 6), LAW.daybook)  # due Friday 13/03/2026
    assert standing(limit, date(2026, 3, 14)).text == "quá hạn 1 ngày"
    assert standing(limit, date(2026, 4, 1), met_on=date(2026, 3, 15)).text == "hoàn thành chậm 2 ngày"
    assert standing(limit, date(2026, 3, 16)).text == "quá hạn 1 ngày làm việc"
