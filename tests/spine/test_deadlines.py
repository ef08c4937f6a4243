"""Clocks started, met, paused, extended and dropped by steps: each act arrives by move()."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.law import law_root
from liemchinh.kernel.lifecycle import ALL_TERMS, EXPERT, ClockFacts, starts
from liemchinh.kernel.reckoning import TooLong, WrongPause
from liemchinh.spine import deadlines, ledger
from liemchinh.spine.deadlines import current, of
from liemchinh.spine.deadlines.models import Deadline, InternalLimit
from liemchinh.spine.moves import Change, tracked_models
from tests.spine.clocked_world import CLOCKS, Matter, matter, take, the_clock
from tests.spine.clocked_world import matters as matters

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("matters")]
DATA = Path(__file__).parents[1] / "kernel" / "data" / "due_cases.toml"
ALIASES = {"KN-02n": "KN-02", "KN-03r": "KN-03 remote", "KN-06r": "KN-06 remote"}


def day(written: str) -> date:
    """ "thứ Sáu 13/02/2026" or "13/02/2026"."""
    d, m, y = (int(n) for n in written.rsplit(" ", 1)[-1].split("/"))
    return date(y, m, d)


def rows() -> list[dict[str, Any]]:
    """Rows of the lawyer's table that are clocks of petitions; overlapping pauses cannot come about by steps."""
    cases = tomllib.loads(DATA.read_text(encoding="utf-8"))["case"]
    return [c for c in cases if ALIASES.get(c["term"], c["term"]).split()[0] in CLOCKS and len(c.get("pauses", [])) < 2]


@pytest.mark.parametrize("case", rows(), ids=lambda c: f"{c['term']} {c['on']}: {c['why']}")
def test_the_lawyers_table_of_due_days_arrives_through_steps(case: dict[str, Any]) -> None:
    kinds = " ".join(
        [ALIASES.get(case["term"], case["term"]), "remote" * case.get("remote", 0), case.get("variant", "")]
    )
    began = day(case["on"])
    made = matter(kinds, began)
    for _ in range(case.get("extended", 0)):
        take(made, "extend", began, clock=ClockFacts(ground="places, contents", decision_no="1/QĐ"))
    for start, end in case.get("pauses", []):
        take(made, "pause", date.fromisoformat(start), reason="chờ kết quả")
        take(made, "resume", date.fromordinal(date.fromisoformat(end).toordinal() + 1))
    assert the_clock(made).due == day(case["due"])


def test_every_clock_of_petitions_has_a_row_in_the_table() -> None:
    assert {ALIASES.get(c["term"], c["term"]).split()[0] for c in rows()} == set(CLOCKS)


# --- start ---


@pytest.mark.parametrize(
    ("received", "unit", "days", "due"),
    [("30/06/2026", "calendar_days", 10, "10/07/2026"), ("01/07/2026", "working_days", 7, "10/07/2026"),
     ("29/06/2026", "calendar_days", 10, "09/07/2026"), ("06/07/2026", "working_days", 7, "15/07/2026")],
)  # fmt: skip
def test_acceptance_of_a_complaint_is_ten_days_until_july_2026_and_seven_working_days_from_then(
    received: str, unit: str, days: int, due: str
) -> None:
    clock = the_clock(matter("KN-02", day(received)))
    assert (clock.unit, clock.days, clock.due) == (unit, days, day(due))
    assert clock.law_from == (date(2026, 7, 1) if unit == "working_days" else date(2020, 12, 10))


def test_a_clock_that_began_before_the_new_law_keeps_its_day_and_says_so() -> None:
    clock = the_clock(matter("KN-02", day("25/06/2026")))
    assert clock.due == day("06/07/2026")  # the tenth day, 05/07, is a Sunday
    assert any("không áp dụng cho thời hạn đã bắt đầu trước" in line for line in clock.because_vi)
    assert any("does not touch a clock already running" in line for line in clock.because_en)


def test_at_once_means_the_same_day_or_the_next_working_day() -> None:
    made = take(matter("TC-01", day("02/03/2026")), "accept", day("04/03/2026"))
    assert the_clock(made, "TC-02").due == day("04/03/2026")
    late = take(matter("TC-01", day("28/08/2026")), "accept", day("29/08/2026"))
    assert the_clock(late, "TC-02").due == day("03/09/2026")


def test_the_reasons_stand_in_both_languages_article_by_article() -> None:
    clock = the_clock(matter("TC-01", day("13/02/2026")))
    assert clock.because_vi[:2] == [
        "7 ngày làm việc kể từ ngày nhận đơn 13/02/2026. Không tính ngày nhận đơn; đếm từ 23/02/2026, "
        "chỉ đếm ngày làm việc; đủ 7 ngày làm việc vào 03/03/2026.",
        "Trong thời gian này có nghỉ tết Nguyên đán từ 14/02/2026 đến 22/02/2026: 9 ngày không tính.",
    ]
    assert "Điều 24 Luật Tố cáo" in clock.because_vi[2]
    assert "Article 24(1)" in clock.because_en[2]


def test_a_rule_that_nobody_has_confirmed_warns() -> None:
    clock = the_clock(matter("XLD-01", day("02/03/2026")))
    assert clock.unsure
    assert "XLD-01 cần địa phương xác nhận" in clock.warnings_vi[0]
    assert "to be confirmed by the locality" in clock.warnings_en[0]


def test_a_calendar_that_nobody_has_confirmed_makes_the_day_provisional() -> None:
    clock = the_clock(matter("TC-04", day("29/12/2026")))
    assert clock.provisional
    assert any("2027" in line for line in clock.warnings_vi)


def test_a_step_without_the_day_from_which_its_clock_counts_is_refused_and_nothing_is_saved() -> None:
    with pytest.raises(Refusal, match="Chưa ghi ngày nhận"):
        matter("TC-01", None)
    assert not Deadline.objects.exists()
    assert not Matter.objects.exists()


def test_the_same_clock_is_not_started_twice() -> None:
    made = matter("KN-02 KN-03", day("06/07/2026"))
    take(made, "accept", day("06/07/2026"))
    assert len([d for d in of(made.ref) if d.term == "KN-03"]) == 1


def test_a_clock_begun_before_its_law_was_in_force_has_no_day_and_says_why() -> None:
    made = matter("TC-01", day("03/05/2018"))
    clock = the_clock(made)
    assert clock.due is None
    assert clock.because_vi == [
        "Quy định TC-01 không có hiệu lực vào ngày 03/05/2018, nên không có hạn theo quy định này."
    ]
    assert (made.next_due, made.next_term) == (None, "TC-01")


def test_the_ledger_line_holds_the_days_and_the_history_does_not_repeat_them() -> None:
    made = matter("KN-02", day("06/07/2026"))
    take(made, "accept", day("08/07/2026"))
    last = json.loads(ledger.Entry.objects.filter(subject=made.ref).latest("pk").payload)
    assert last["dues"] == {"KN-02": "2026-07-15", "KN-03": "2026-08-07"}
    assert not Change.objects.filter(subject=made.ref).exists()
    assert ledger.Entry.objects.filter(subject=made.ref).latest("pk").record_digest == made.digest()


def test_a_failure_inside_the_step_leaves_no_clock() -> None:
    from liemchinh.spine.access import SYSTEM
    from liemchinh.spine.moves import move

    with pytest.raises(RuntimeError), move(Matter(kinds="TC-01", event_on=day("02/03/2026")), "receive", by=SYSTEM,
                                           on=day("02/03/2026")):  # fmt: skip
        raise RuntimeError("power cut")
    assert not Deadline.objects.exists()


# --- meet and drop ---


@pytest.mark.parametrize(("done", "status"), [("03/03/2026", "met"), ("04/03/2026", "late")])
def test_what_is_done_by_the_end_of_the_last_day_is_in_time(done: str, status: str) -> None:
    made = take(matter("TC-01", day("13/02/2026")), "finish", day(done))
    clock = the_clock(made)
    assert (clock.status, clock.met_on, clock.ended_by) == (status, day(done), "finish")
    assert (made.next_due, made.next_term, made.clock_paused) == (None, "", False)


def test_a_clock_is_met_on_the_day_that_the_record_names() -> None:
    made = take(
        matter("TC-01", day("13/02/2026")), "conclude", day("20/03/2026"), changes={"done_on": day("02/03/2026")}
    )
    assert (the_clock(made).status, the_clock(made).met_on) == ("met", day("02/03/2026"))


def test_done_before_received_is_refused() -> None:
    made = matter("TC-01", day("13/02/2026"))
    with pytest.raises(Refusal, match="đứng trước ngày bắt đầu"):
        take(made, "finish", day("12/02/2026"))
    assert the_clock(made).status == "running"


def test_a_withdrawn_matter_stops_its_clocks_unmet() -> None:
    made = take(matter("TC-01 TC-03", day("13/02/2026")), "withdraw", day("24/02/2026"))
    assert {d.status for d in of(made.ref)} == {"dropped"}
    assert made.next_due is None


def test_a_time_bar_that_passes_makes_nobody_late() -> None:
    made = matter("KN-09", day("31/03/2026"))
    assert (the_clock(made).due, made.next_due, made.next_term) == (day("04/05/2026"), None, "")
    assert deadlines.words(the_clock(made), day("01/06/2026")).vi == "đã qua ngày 04/05/2026"
    assert the_clock(take(made, "finish", day("01/06/2026"))).status == "met"


# --- pause and resume ---


def test_a_paused_clock_keeps_its_days_and_runs_on_when_resumed() -> None:
    made = matter("TC-05", day("02/03/2026"))  # 30 days: Wednesday 01/04/2026
    take(made, "pause", day("10/03/2026"), reason="chờ kết luận", clock=ClockFacts(decision_no="15/QĐ-UBND"))
    clock = the_clock(made)
    assert (made.next_due, made.next_term, made.clock_paused) == (None, "TC-05", True)
    assert clock.because_vi[-1] == (
        "Đang tạm đình chỉ từ 10/03/2026; còn lại 23 ngày, tính tiếp khi có quyết định tiếp tục."
    )
    take(made, "resume", day("20/03/2026"))
    clock = the_clock(made)
    assert (clock.nominal, clock.due) == (day("11/04/2026"), day("13/04/2026"))
    assert (made.next_due, made.clock_paused) == (day("13/04/2026"), False)
    pauses = [line for line in clock.because_vi if line.startswith("Tạm đình chỉ từ 10/03/2026 đến 19/03/2026")]
    assert "Quyết định số 15/QĐ-UBND): 10 ngày không tính" in pauses[0]


def test_a_pause_of_a_working_day_clock_passes_over_working_days_alone() -> None:
    made = take(matter("TC-01", day("02/03/2026")), "pause", day("05/03/2026"), reason="chờ ủy quyền")
    assert "còn lại 5 ngày làm việc" in the_clock(made).because_vi[-1]
    take(made, "resume", day("10/03/2026"))
    # Of 7 working days two were used; Thursday, Friday and Monday do not count; five are left from Tuesday on.
    assert the_clock(made).due == day("16/03/2026")


def test_expert_assessment_says_its_own_article() -> None:
    made = matter("TC-05", day("02/03/2026"))
    take(made, "pause", day("10/03/2026"), reason="giám định", clock=ClockFacts(ground=EXPERT))
    take(made, "resume", day("20/03/2026"))
    assert any("Thời gian giám định từ 10/03/2026 đến 19/03/2026 không tính" in s for s in the_clock(made).because_vi)


def test_a_pause_before_the_law_knew_pauses_warns() -> None:
    made = matter("KN-03", day("01/06/2026"))
    take(made, "pause", day("10/06/2026"), reason="trở ngại khách quan")
    take(made, "resume", day("20/06/2026"))
    assert any("Chưa có căn cứ trong quy định KN-03" in w for w in the_clock(made).warnings_vi)


def test_a_resumption_before_the_pause_is_refused() -> None:
    made = take(matter("TC-05", day("02/03/2026")), "pause", day("10/03/2026"), reason="chờ")
    with pytest.raises(WrongPause):
        take(made, "resume", day("09/03/2026"))


def test_paused_and_resumed_on_one_day_nothing_is_lost() -> None:
    made = take(matter("TC-05", day("02/03/2026")), "pause", day("10/03/2026"), reason="nhầm")
    take(made, "resume", day("10/03/2026"))
    assert the_clock(made).due == day("01/04/2026")


def test_a_matter_concluded_while_paused_is_in_time() -> None:
    made = take(matter("TC-05", day("02/03/2026")), "pause", day("10/03/2026"), reason="chờ kết quả")
    take(made, "finish", day("20/04/2026"))
    assert (the_clock(made).status, the_clock(made).due) == ("met", day("12/05/2026"))


# --- extend ---


def test_an_extension_moves_the_day_and_names_its_decision() -> None:
    made = matter("TC-05", day("01/10/2026"))
    take(made, "extend", day("02/11/2026"), clock=ClockFacts(ground="places", decision_no="7/QĐ"))
    clock = the_clock(made)
    assert clock.due == made.next_due == day("30/11/2026")
    assert "Gia hạn lần 1 thêm 30 ngày (Quyết định số 7/QĐ)" in " ".join(clock.because_vi)
    payload = json.loads(ledger.Entry.objects.filter(subject=made.ref).latest("pk").payload)
    assert (payload["i"], payload["due"], payload["no"]) == (1, "2026-11-30", "7/QĐ")


def test_an_extension_of_fewer_days_than_the_law_allows() -> None:
    made = matter("TC-05", day("01/10/2026"))
    take(made, "extend", day("20/10/2026"), clock=ClockFacts(days=12, ground="places"))
    assert the_clock(made).due == day("12/11/2026")
    again = matter("TC-05", day("01/10/2026"))
    take(again, "extend", day("20/10/2026"), clock=ClockFacts(until=day("12/11/2026"), ground="places"))
    assert the_clock(again).due == day("12/11/2026")


def test_after_the_last_day_only_the_late_route_remains() -> None:
    made = matter("TC-05", day("01/10/2026"))
    with pytest.raises(Refusal, match=r"Hạn 02/11/2026 đã qua.*diện quá hạn"):
        take(made, "extend", day("03/11/2026"), clock=ClockFacts(ground="places"))
    assert deadlines.extension_barred(the_clock(made), day("02/11/2026")) == ""
    assert "đã qua" in deadlines.extension_barred(the_clock(made), day("03/11/2026"))


def test_the_law_allows_two_extensions_and_no_third() -> None:
    made = matter("TC-05", day("01/10/2026"))
    for _ in range(2):
        take(made, "extend", day("02/10/2026"), clock=ClockFacts(ground="places,contents"))
    with pytest.raises(TooLong, match="nhiều nhất 2 lần"):
        take(made, "extend", day("02/10/2026"), clock=ClockFacts(ground="places,contents"))
    assert the_clock(made).due == day("30/12/2026")


def test_a_second_extension_needs_two_criteria_of_the_decree() -> None:
    made = take(matter("TC-05", day("01/10/2026")), "extend", day("02/10/2026"), clock=ClockFacts(ground="places"))
    with pytest.raises(Refusal, match=r"ít nhất 2 tiêu chí.*mới chọn 1"):
        take(made, "extend", day("03/10/2026"), clock=ClockFacts(ground="places"))
    with pytest.raises(Refusal, match="ít nhất 2 tiêu chí"):
        take(made, "extend", day("03/10/2026"), clock=ClockFacts(ground="rất phức tạp"))
    assert len(the_clock(made).extensions) == 1


def test_an_extension_without_a_ground_is_refused() -> None:
    with pytest.raises(Refusal, match="Ghi căn cứ gia hạn"):
        take(matter("KN-03", day("06/07/2026")), "extend", day("07/07/2026"))


def test_longer_than_the_law_allows_is_refused() -> None:
    with pytest.raises(TooLong, match="từ 1 đến 15 ngày"):
        take(matter("KN-03", day("06/07/2026")), "extend", day("07/07/2026"), clock=ClockFacts(days=16, ground="x"))


def test_an_extension_after_a_pause_moves_the_day_by_both() -> None:
    made = take(matter("TC-05", day("02/03/2026")), "pause", day("10/03/2026"), reason="chờ")
    take(made, "resume", day("20/03/2026"))
    take(made, "extend", day("13/04/2026"), clock=ClockFacts(ground="places"))  # the moved last day
    assert the_clock(made).due == day("11/05/2026")


def test_a_clock_that_does_not_run_cannot_be_extended() -> None:
    made = take(
        matter("TC-05", day("01/10/2026")), "conclude", day("20/10/2026"), changes={"done_on": day("20/10/2026")}
    )
    with pytest.raises(Refusal):
        take(made, "extend", day("21/10/2026"), clock=ClockFacts(ground="places"))


# --- corrections ---


def test_a_corrected_day_of_receipt_moves_the_clock_and_says_why() -> None:
    made = matter("TC-01", day("13/02/2026"))
    take(made, "correct", day("16/03/2026"), reason="ghi nhầm ngày nhận", changes={"event_on": day("02/03/2026")})
    clock = the_clock(made)
    assert (clock.started, clock.due, made.next_due) == (day("02/03/2026"), day("11/03/2026"), day("11/03/2026"))
    assert clock.because_vi[-1] == (
        "Ngày này đã được tính lại ngày 16/03/2026 vì ghi nhầm ngày nhận. Hạn trước đó: 03/03/2026."
    )


def test_a_correction_makes_late_what_was_in_time() -> None:
    made = take(matter("TC-01", day("02/03/2026")), "finish", day("11/03/2026"))
    assert the_clock(made).status == "met"
    take(made, "correct", day("12/03/2026"), reason="nhầm", changes={"event_on": day("25/02/2026")})
    assert (the_clock(made).status, the_clock(made).due) == ("late", day("06/03/2026"))


def test_a_remote_area_found_later_gives_the_longer_time() -> None:
    made = matter("KN-03", day("06/07/2026"))
    take(made, "correct", day("07/07/2026"), reason="thuộc vùng xa", changes={"kinds": "KN-03 remote"})
    assert the_clock(made).due == day("20/08/2026")


# --- the law's files ---


def own_law(home: Path, name: str, text: str) -> None:
    path = home / "law" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    current.look_again()


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Any:
    settings.LIEMCHINH_HOME = tmp_path
    (tmp_path / "keys").mkdir()
    ledger.create_key()
    yield tmp_path
    current.look_again()


FEAST = """year = 2026
[[days]]
date = 2026-11-02
kind = "holiday"
name = "Ngày lễ"
name_en = "Feast"
confidence = "A"
"""


def test_a_changed_calendar_changes_no_day_until_an_act_recomputes_and_says_so(home: Path) -> None:
    made = matter("TC-05", day("01/10/2026"))
    own_law(home, "calendars/2026.toml", FEAST)
    take(made, "hand_over", day("20/10/2026"))
    assert the_clock(made).due == day("02/11/2026")
    take(made, "extend", day("02/11/2026"), clock=ClockFacts(ground="places"))
    clock = the_clock(made)
    assert clock.due == day("30/11/2026")
    assert "lịch nghỉ hoặc quy định đã được cập nhật. Hạn trước đó: 02/11/2026." in clock.because_vi[-1]


def test_a_year_without_a_calendar_does_not_stop_the_step_and_is_computed_when_it_comes(home: Path) -> None:
    made = matter("TC-01 TC-03", day("28/12/2027"))
    assert [(d.due, d.missing_year) for d in of(made.ref)] == [(None, 2028), (None, 2028)]
    assert the_clock(made, "TC-01").because_vi == [
        "Chưa có lịch nghỉ năm 2028 nên chưa tính được hạn này. Hạn sẽ được tính khi có lịch năm 2028."
    ]
    assert deadlines.words(the_clock(made, "TC-01"), day("30/12/2027")).vi == "chưa tính được hạn"
    assert deadlines.recompute_missing(day("30/12/2027")) == 0
    shipped = (law_root() / "calendars" / "2027.toml").read_text(encoding="utf-8")
    own_law(home, "calendars/2028.toml", shipped.replace("2027", "2028"))
    assert deadlines.recompute_missing(day("30/12/2027")) == 2
    made.refresh_from_db()
    assert made.next_due == the_clock(made, "TC-03").due == day("04/01/2028")
    assert "đã có lịch nghỉ năm 2028" in the_clock(made, "TC-03").because_vi[-1]
    line = ledger.Entry.objects.filter(subject=made.ref).latest("pk")
    assert (line.verb, line.record_digest) == ("deadline.recompute", made.digest())
    assert deadlines.recompute_missing(day("30/12/2027")) == 0


def test_when_the_official_calendar_moves_a_day_recomputing_says_so_in_reasons_and_ledger(home: Path) -> None:
    made, other = matter("TC-05", day("01/10/2026")), matter("TC-05", day("05/10/2026"))
    own_law(home, "calendars/2026.toml", FEAST)
    assert deadlines.recompute(day("20/10/2026")) == 1
    made.refresh_from_db()
    clock = the_clock(made)
    assert (clock.due, made.next_due) == (day("03/11/2026"), day("03/11/2026"))
    assert clock.because_vi[-1] == (
        "Ngày này đã được tính lại ngày 20/10/2026 vì lịch nghỉ hoặc quy định đã được cập nhật. "
        "Hạn trước đó: 02/11/2026."
    )
    line = ledger.Entry.objects.filter(subject=made.ref).latest("pk")
    assert (line.verb, line.record_digest) == ("deadline.recompute", made.digest())
    assert the_clock(other).shifts == []
    assert deadlines.recompute(day("20/10/2026")) == 0


# --- a unit's own limits ---


def limit(term: str, days: int, **more: Any) -> InternalLimit:
    values = {
        "unit_id": 7,
        "register": "spine.matter",
        "document": "Quy chế 12/QC-UBND",
        "valid_from": day("01/01/2026"),
    }
    return InternalLimit.objects.create(term=term, days=days, **values | more)


def test_a_units_own_limit_starts_beside_the_laws_and_is_never_called_the_laws() -> None:
    limit("TC-05", 20, unit="calendar_days")
    made = matter("TC-05", day("01/10/2026"), unit_id=7)
    own = next(d for d in of(made.ref) if d.internal)
    assert (own.due, the_clock(made).due) == (day("21/10/2026"), day("02/11/2026"))
    assert (made.next_due, made.next_internal) == (day("21/10/2026"), True)
    assert own.because_vi[-1] == "Hạn nội bộ theo Quy chế 12/QC-UBND, không phải thời hạn luật định."
    assert not any("hiệu lực vào ngày" in line for line in own.because_vi)
    assert deadlines.words(own, day("05/10/2026")).vi == "hạn nội bộ: còn 16 ngày"
    take(made, "finish", day("25/10/2026"))
    assert {(d.internal, d.status) for d in of(made.ref)} == {(True, "late"), (False, "met")}


def test_limits_of_another_unit_or_another_time_do_not_apply() -> None:
    limit("TC-05", 20, unit_id=8)
    limit("TC-05", 20, valid_from=day("01/01/2025"), valid_to=day("30/09/2026"))
    made = matter("TC-05", day("01/10/2026"), unit_id=7)
    assert [d.internal for d in of(made.ref)] == [False]


def test_the_holding_units_own_limit_applies_too() -> None:
    limit("TC-05", 20, unit_id=9)
    assert any(d.internal for d in of(matter("TC-05", day("01/10/2026"), unit_id=7, desk_id=9).ref))


def test_where_the_law_sets_no_days_the_units_own_limit_stands_alone() -> None:
    assert of(matter("tip", day("02/03/2026"), unit_id=7).ref) == []
    limit("TC-17", 5)
    own = of(matter("tip", day("02/03/2026"), unit_id=7).ref)
    assert [(d.internal, d.due) for d in own] == [(True, day("09/03/2026"))]


# --- all lifecycles ---


def test_every_clock_that_a_lifecycle_names_is_a_clock_of_the_law() -> None:
    wrong = []
    for model in tracked_models():
        acts = model.lifecycle.clock_acts()
        assert not acts or issubclass(model, deadlines.Clocked), f"{model.__name__} must derive from Clocked"
        own = {a.term for a in acts if a.internal}  # the law sets no days: only a unit's own limit runs
        wrong += [
            f"{model.lifecycle.register}: {a.act} {a.term}"
            for a in acts
            if a.term != ALL_TERMS and a.term not in own and current.law().term(a.term).kind != "clock"
            if (model.lifecycle.register, a.term) != ("spine.matter", "TC-17")
        ]
    assert wrong == []


def test_a_definition_is_no_clock() -> None:
    assert current.law().term(starts("TC-05a").term).kind == "definition"
