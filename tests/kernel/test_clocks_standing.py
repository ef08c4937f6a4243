"""How a time limit is spoken of on a day."""

from datetime import date

import pytest

from liemchinh.kernel.clocks import due
from liemchinh.kernel.law import Law
from liemchinh.kernel.standing import standing

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
