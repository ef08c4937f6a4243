"""Clocks as people read them: words and colours, the buckets of a worklist, days held, the card, bulk loads."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import Q
from django.template import Context, Template
from django.utils import translation

from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.lifecycle import ClockFacts
from liemchinh.spine import deadlines, ledger
from liemchinh.spine.access import SYSTEM
from liemchinh.spine.deadlines import Deadline, Holding, InternalLimit, of
from liemchinh.spine.moves import bulk_create, bulk_move, present_digests
from tests.spine.clocked_world import Matter, matter, take, the_clock
from tests.spine.clocked_world import matters as matters

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("matters")]


def day(written: str) -> date:
    d, m, y = (int(n) for n in written.split("/"))
    return date(y, m, d)


def resolve() -> Matter:
    """A denunciation accepted on 01/10/2026: due Monday 02/11/2026."""
    return matter("TC-05", day("01/10/2026"))


# --- words ---


@pytest.mark.parametrize(
    ("today", "key", "vi", "en", "tone"),
    [
        ("05/10/2026", "due.left.c", "còn 28 ngày", "28 days left", "green"),
        ("27/10/2026", "due.left.c", "còn 6 ngày", "6 days left", "amber"),  # a fifth of 32 days
        ("26/10/2026", "due.left.c", "còn 7 ngày", "7 days left", "green"),
        (
            "01/11/2026",
            "due.tomorrow",
            "đến hạn ngày mai (thứ Hai, 02/11/2026)",
            "due tomorrow (Mon 02/11/2026)",
            "amber",
        ),
        ("02/11/2026", "due.today", "đến hạn hôm nay", "due today", "amber"),
        ("07/11/2026", "due.over", "quá hạn 5 ngày", "5 days overdue", "red"),
        ("17/11/2026", "due.over", "quá hạn 15 ngày", "15 days overdue", "red"),
        ("18/11/2026", "due.over", "quá hạn 16 ngày", "16 days overdue", "darkred"),  # more than half of 30
    ],
)
def test_a_clock_in_days_of_the_calendar(today: str, key: str, vi: str, en: str, tone: str) -> None:
    found = deadlines.words(the_clock(resolve()), day(today))
    assert (found.key, found.vi, found.en, found.tone) == (key, vi, en, tone)


@pytest.mark.parametrize(
    ("today", "vi", "tone"),
    [
        ("16/02/2026", "còn 7 ngày làm việc", "green"),
        ("26/02/2026", "còn 3 ngày làm việc", "amber"),
        ("25/02/2026", "còn 4 ngày làm việc", "green"),
        ("06/03/2026", "quá hạn 3 ngày làm việc", "red"),
        ("07/03/2026", "quá hạn 3 ngày làm việc", "red"),
        ("09/03/2026", "quá hạn 4 ngày làm việc", "darkred"),  # more than half of 7
    ],
)
def test_a_clock_in_working_days_is_spoken_of_in_working_days(today: str, vi: str, tone: str) -> None:
    found = deadlines.words(the_clock(matter("TC-01", day("13/02/2026"))), day(today))
    assert (found.vi, found.tone) == (vi, tone)


def test_on_the_saturday_after_the_last_day_it_is_one_day_overdue_not_none() -> None:
    clock = the_clock(matter("XLD-03", day("06/03/2026")))  # due Friday 13/03/2026
    assert deadlines.words(clock, day("14/03/2026")).vi == "quá hạn 1 ngày"


def test_very_overdue_is_thirty_days_at_most_however_long_the_clock() -> None:
    made = resolve()
    for _ in range(2):
        take(made, "extend", day("02/10/2026"), clock=ClockFacts(ground="places,contents"))
    clock = the_clock(made)  # 90 days: half would be 45
    assert clock.due is not None
    assert deadlines.words(clock, clock.due + timedelta(days=30)).tone == "red"
    assert deadlines.words(clock, clock.due + timedelta(days=31)).tone == "darkred"


def test_what_was_urged_says_how_often() -> None:
    assert deadlines.words(the_clock(resolve()), day("14/12/2026"), urged=2).vi == "quá hạn 42 ngày, đã đôn đốc 2 lần"


def test_a_paused_clock_is_grey_and_says_what_is_left() -> None:
    made = take(resolve(), "pause", day("23/10/2026"), reason="chờ")
    found = deadlines.words(the_clock(made), day("25/12/2026"))
    assert (found.vi, found.tone) == ("tạm dừng từ 23/10/2026; còn lại 9 ngày", "grey")


@pytest.mark.parametrize(
    ("done", "vi", "tone"),
    [
        ("02/11/2026", "đúng hạn", "green"),
        ("29/10/2026", "sớm 4 ngày", "green"),
        ("08/11/2026", "hoàn thành chậm 6 ngày", "red"),
    ],
)
def test_a_met_clock_says_by_how_many_days(done: str, vi: str, tone: str) -> None:
    found = deadlines.words(the_clock(take(resolve(), "finish", day(done))), day("01/12/2026"))
    assert (found.vi, found.tone) == (vi, tone)


def test_a_dropped_clock_says_since_when() -> None:
    made = take(resolve(), "withdraw", day("08/10/2026"))
    assert deadlines.words(the_clock(made), day("01/12/2026")).vi == "thôi tính từ 08/10/2026"


def test_a_record_without_a_clock_has_no_statutory_limit() -> None:
    assert deadlines.no_clock().vi == "không có thời hạn luật định"


# --- several clocks, lists and buckets ---


def test_of_several_clocks_the_nearest_stands_on_the_record() -> None:
    made = matter("TC-01 TC-03 TC-12", day("02/03/2026"))
    assert (made.next_due, made.next_term) == (day("09/03/2026"), "TC-03")
    assert [d.term for d in of(made.ref)] == ["TC-03", "TC-01", "TC-12"]


def test_a_page_of_a_list_asks_once_for_all_its_chips(django_assert_num_queries: Any) -> None:
    made = [matter("TC-01 TC-03", day("02/03/2026")) for _ in range(5)]
    made.append(matter("KN-09", day("02/03/2026")))
    with django_assert_num_queries(1):
        chips = deadlines.chips(made, day("03/03/2026"))
    assert {w.vi for w in chips.values()} == {"còn 4 ngày làm việc"}
    assert made[-1].ref not in chips


def test_the_buckets_say_what_the_words_say_and_each_record_is_in_one() -> None:
    terms = ("TC-01", "TC-05", "KN-03", "TC-12", "XLD-04")
    made = [matter(term, day("01/10/2026") + timedelta(days=n)) for term in terms for n in range(0, 60, 7)]
    made.append(take(resolve(), "pause", day("05/10/2026"), reason="chờ"))
    made.append(matter("TC-01", day("03/05/2018")))
    take(resolve(), "finish", day("12/10/2026"))
    today = day("20/11/2026")
    bucket = {
        pk: name for name, where in deadlines.buckets(today).items()
        for pk in Matter.objects.filter(where).values_list("pk", flat=True)
    }  # fmt: skip
    assert len(bucket) == sum(Matter.objects.filter(w).count() for w in deadlines.buckets(today).values()) == len(made)
    tones = {"green": "calm", "amber": "soon", "red": "overdue", "darkred": "far"}
    for record in made[:-2]:
        found = deadlines.words(the_clock(record), today)
        assert bucket[record.pk] == ("today" if found.key == "due.today" else tones[found.tone]), found
    assert {bucket[r.pk] for r in made[:-2]} >= {"calm", "soon", "overdue", "far"}
    assert (bucket[made[-2].pk], bucket[made[-1].pk]) == ("paused", "undated")


def test_a_bucket_is_found_by_the_index_of_its_register() -> None:
    from django.db import connection

    for name in ("today", "overdue", "soon", "far"):
        plan = Matter.objects.filter(deadlines.buckets(day("20/11/2026"))[name]).explain()
        assert connection.vendor != "sqlite" or "matter_next_due" in plan, name


# --- who held it ---


def test_days_are_counted_for_each_holder() -> None:
    made = matter("TC-05", day("09/02/2026"), desk_id=3)
    take(made, "hand_over", day("13/02/2026"), changes={"desk_id": 4})
    take(made, "hand_over", day("16/02/2026"))
    held = deadlines.held(made.ref, day("25/02/2026"))
    assert [(h.unit_id, h.days, h.working) for h in held] == [(3, 4, 4), (4, 12, 3)]  # Tết from 14/02 to 22/02
    assert [(h.since, h.until) for h in held] == [(day("09/02/2026"), day("13/02/2026")), (day("13/02/2026"), None)]
    assert Holding.objects.filter(subject=made.ref).count() == 2


def test_when_nobody_holds_it_any_more_the_days_stop() -> None:
    made = matter("TC-05", day("09/02/2026"), desk_id=3)
    take(made, "hand_over", day("13/02/2026"), changes={"desk_id": None})
    assert [h.days for h in deadlines.held(made.ref, day("25/03/2026"))] == [4]
    assert Holding.objects.get(subject=made.ref).entry == ledger.Entry.objects.filter(subject=made.ref).first()


# --- many at once ---


def load(number: int = 40, **fields: Any) -> list[Matter]:
    made = [
        Matter(kinds="TC-01 TC-03", event_on=day("02/03/2026") + timedelta(days=n % 7), **fields) for n in range(number)
    ]
    bulk_create(made, "import", by=SYSTEM, on=day("01/06/2026"), batch="b1")
    return made


def test_a_bulk_load_gives_each_record_the_clocks_that_a_step_would() -> None:
    loaded = {r.event_on: r for r in load()}
    for began, record in loaded.items():
        one = matter("TC-01 TC-03", began)
        assert (record.next_due, record.soon_on, record.far_on) == (one.next_due, one.soon_on, one.far_on)
        both = [[(d.term, d.due, d.nominal, d.unit, d.days, d.law_from) for d in of(r.ref)] for r in (record, one)]
        assert both[0] == both[1]
        for mine, theirs in zip(of(record.ref), of(one.ref), strict=True):
            assert mine.because_vi == []
            assert deadlines.reasons(mine) == deadlines.reasons(theirs)
            assert deadlines.reasons(mine, "en").because


def test_the_ledger_lines_of_a_bulk_load_hold_the_days_and_the_digests_agree() -> None:
    made = load(3)
    lines = {e.subject: e for e in ledger.Entry.objects.filter(batch="b1")}
    assert json.loads(lines[made[0].ref].payload)["dues"] == {"TC-01": "2026-03-11", "TC-03": "2026-03-09"}
    stored = dict(present_digests())
    assert all(lines[r.ref].record_digest == stored[r.ref] for r in made)


def test_a_loaded_record_that_was_closed_has_its_clocks_met_or_late() -> None:
    closed = Matter(kinds="TC-01 TC-03 closed", event_on=day("02/03/2026"), done_on=day("10/03/2026"))
    undated = Matter(kinds="TC-01 closed")
    bulk_create([closed, undated], "import", by=SYSTEM, on=day("01/06/2026"), batch="b")
    assert {d.term: d.status for d in of(closed.ref)} == {"TC-01": "met", "TC-03": "late"}
    assert (closed.next_due, of(undated.ref)) == (None, [])


def test_an_undone_import_leaves_no_clock_running() -> None:
    made = load(4, desk_id=3)
    bulk_move(Matter.objects.all(), "undo", by=SYSTEM, on=day("02/06/2026"), reason="nhầm tệp", batch="b1")
    assert set(Deadline.objects.values_list("status", flat=True)) == {"dropped"}
    assert not Matter.objects.exclude(next_due=None).exists()
    assert not Holding.objects.filter(until=None).exists()
    last = ledger.Entry.objects.filter(subject=made[0].ref).latest("pk")
    assert last.record_digest == dict(present_digests())[made[0].ref]


def test_units_own_limits_start_in_a_bulk_load_too() -> None:
    InternalLimit.objects.create(
        unit_id=7, register="spine.matter", term="TC-01", days=2, document="Quy chế", valid_from=day("01/01/2026")
    )
    first = load(2, unit_id=7)[0]
    assert [(d.term, d.internal) for d in of(first.ref)] == [("TC-01", True), ("TC-03", False), ("TC-01", False)]
    assert first.next_internal


# --- setting limits ---


def test_a_new_limit_ends_the_one_before_and_leaves_a_line() -> None:
    def given(days: int, since: str) -> InternalLimit:
        return InternalLimit(
            unit_id=7, register="spine.matter", term="tc-05", days=days, document="Quy chế 1", valid_from=day(since)
        )

    deadlines.set_limit(given(20, "01/01/2026"), by=SYSTEM)
    deadlines.set_limit(given(15, "01/07/2026"), by=SYSTEM)
    assert [x.days for x in deadlines.limits(7, day("30/06/2026"))] == [20]
    assert [x.days for x in deadlines.limits(7, day("01/07/2026"))] == [15]
    assert ledger.Entry.objects.filter(verb="deadline.limit").count() == 2
    with pytest.raises(Refusal, match="hạn nội bộ khác"):
        deadlines.set_limit(given(9, "01/07/2026"), by=SYSTEM)
    with pytest.raises(Refusal, match="từ 1 trở lên"):
        deadlines.set_limit(given(0, "01/08/2026"), by=SYSTEM)


# --- the card ---


def shown(ref: str, tag: str = "deadlines") -> str:
    return Template("{% load lc_deadlines %}{% " + tag + " ref %}").render(Context({"ref": ref}))


def test_the_card_says_day_state_and_why_article_by_article() -> None:
    made = take(resolve(), "extend", day("20/10/2026"), clock=ClockFacts(ground="places", decision_no="7/QĐ"))
    html = shown(made.ref)
    assert "thứ Hai, 30/11/2026" in html
    assert "Vì sao là ngày này?" in html
    assert "Điều 30 Luật Tố cáo số 25/2018/QH14" in html
    assert "đã gia hạn lần 1 đến 30/11/2026. Quyết định số 7/QĐ. phải xác minh tại hai địa điểm trở lên." in html


def test_the_card_says_what_is_still_to_be_confirmed() -> None:
    html = shown(matter("XLD-01", day("28/12/2026")).ref)
    assert "quy định chờ địa phương xác nhận" in html
    assert "tạm tính" in html
    assert "Cần kiểm tra trước khi dùng hạn này" in html


def test_the_card_of_a_paused_and_resumed_clock_names_both_days() -> None:
    made = take(resolve(), "pause", day("12/10/2026"), reason="chờ kết quả giám định")
    assert "tạm dừng từ 12/10/2026. chờ kết quả giám định." in shown(made.ref)
    take(made, "resume", day("20/10/2026"))
    assert "tạm dừng từ 12/10/2026 đến 19/10/2026" in shown(made.ref)


def test_the_card_says_the_reason_and_not_the_registers_word_for_it() -> None:
    clock = ClockFacts(ground="other_result", decision_no="9/QĐ")
    made = take(resolve(), "pause", day("12/10/2026"), reason="chờ kết quả nơi khác", clock=clock)
    html = shown(made.ref)
    assert "tạm dừng từ 12/10/2026. Quyết định số 9/QĐ. chờ kết quả nơi khác." in html
    assert "other_result" not in html


def test_the_card_speaks_english() -> None:
    with translation.override("en"):
        html = shown(resolve().ref)
    assert "Resolve a denunciation" in html
    assert "30 days from acceptance on 01/10/2026" in html


def test_the_card_of_a_record_without_clocks_says_so() -> None:
    assert "Không có thời hạn nào đang tính." in shown("spine.matter:0")


def test_the_days_held_name_the_unit(district: Any) -> None:
    made = matter("TC-05", date.today() - timedelta(days=3), desk_id=district.pk)
    html = shown(made.ref, "days_held")
    assert district.name in html
    assert "3 ngày" in html


def test_a_day_that_the_laws_files_would_now_give_otherwise_is_not_explained_but_warned_of() -> None:
    first = load(1)[0]
    Deadline.objects.filter(Q(subject=first.ref) & Q(term="TC-01")).update(due=day("12/03/2026"))
    found = deadlines.reasons(the_clock(first, "TC-01"))
    assert found.because == ()
    assert "ngày tính ra là 11/03/2026" in found.warnings[0]
