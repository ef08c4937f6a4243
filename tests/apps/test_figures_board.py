"""The board: computed beside reported, never both added up; missing units; trees of their own time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from liemchinh.apps.figures.board import Board
from liemchinh.apps.figures.models import Reported
from liemchinh.apps.organisation import actions as organisation
from liemchinh.apps.organisation.models import Unit
from liemchinh.kernel.measures import Count, CountAt, Difference, Distinct, Indicator, Period, Share, Sum
from liemchinh.spine.access import SYSTEM
from liemchinh.spine.moves import move

pytestmark = pytest.mark.django_db

YEAR = Period(date(2008, 1, 1), date(2008, 12, 31))
SESSIONS = Indicator("t_sessions", "Buổi", "Sessions", "buổi", "B", Count("outreach.session", "held_on"))
ATTENDEES = Indicator("t_attendees", "Lượt", "Attendees", "lượt", "B", Sum("attendees", "outreach.session", "held_on"))
MEETINGS = Indicator(
    "t_meetings", "Hội nghị", "Meetings", "buổi", "B", Count("outreach.session", "held_on", {"form": "Hội nghị"})
)
TOPICS = Indicator("t_topics", "Chuyên đề", "Topics", "đề", "B", Distinct("topic", "outreach.session", "held_on"))
MEMBERS = Indicator(
    "t_members", "Thành viên", "Members", "người", "A", CountAt("organisation.committee_member", "since", "until")
)
RECEIVED = Indicator("t_received", "Đơn", "Received", "đơn", "F")
SOLVED = Indicator("t_solved", "Đã giải quyết", "Solved", "đơn", "F")
RATE = Indicator("t_rate", "Tỷ lệ", "Rate", "percent", "F", Share("t_solved", "t_received"))
OPEN = Indicator("t_open", "Còn lại", "Open", "đơn", "F", Difference("t_received", "t_solved"))
CONTENT = Indicator("t_content", "Hài lòng", "Satisfaction", "percent", "D")
ALL = (SESSIONS, ATTENDEES, MEETINGS, TOPICS, MEMBERS, RECEIVED, SOLVED, RATE, OPEN, CONTENT)


def board(unit: Unit, period: Period = YEAR) -> Board:
    return Board(unit, period, ALL)


def report(unit: Unit, indicator: Indicator, value: str | int, period: Period = YEAR, **fields: Any) -> Reported:
    days = {"period_start": period.start, "period_end": period.end}
    figure = Reported(unit=unit, indicator=indicator.id, value=Decimal(value), **days, **fields)
    with move(figure, "record", by=SYSTEM, on=period.end):
        pass
    return figure


def quarter(n: int, year: int = 2008) -> Period:
    return Period(date(year, 3 * n - 2, 1), date(year, 3 * n, 31 if n in (1, 4) else 30))


def said(figure: Any) -> tuple[Any, ...]:
    return figure.value, figure.source, figure.state


def test_a_register_of_the_unit_gives_the_records_of_its_whole_tree(district, ward, session_of):
    session_of(district, attendees=10)
    session_of(ward, attendees=30)
    made = board(district)
    assert said(made.figure("t_sessions")) == (2, "computed", "V")
    assert said(made.figure("t_attendees")) == (40, "computed", "V")
    assert made.figure("t_sessions").records == 2
    assert said(made.figure("t_sessions", ward.pk)) == (1, "computed", "V")


def test_computed_and_reported_never_add_up_twice(district, ward, other_ward, session_of):
    session_of(ward)
    report(ward, SESSIONS, 5)
    report(other_ward, SESSIONS, 7)
    made = board(district)
    figure = made.figure("t_sessions")
    assert said(figure) == (8, "mixed", "V")
    assert (figure.computed, figure.reported, figure.difference) == (1, 12, 11)
    assert said(made.figure("t_sessions", ward.pk)) == (1, "computed", "V")
    assert [r.unit for r in made.evidence("t_sessions")] == [other_ward]


def test_a_unit_with_records_of_its_own_answers_for_all_below(district, ward, other_ward, session_of):
    session_of(district)
    report(other_ward, SESSIONS, 7)
    figure = board(district).figure("t_sessions")
    assert said(figure) == (1, "computed", "V")
    assert (figure.reported, figure.missing) == (7, ())


def test_a_report_of_the_unit_counts_once_beside_those_of_the_units_below(district, ward, other_ward):
    report(district, RECEIVED, 40)
    report(ward, RECEIVED, 15)
    figure = board(district).figure("t_received")
    assert said(figure) == (40, "reported", "V")
    assert figure.reported == 40


def test_units_without_a_figure_are_named_and_the_sum_says_that_it_is_a_part(district, ward, other_ward):
    report(ward, RECEIVED, 15)
    made = board(district)
    figure = made.figure("t_received")
    assert said(figure) == (15, "reported", "P")
    assert (figure.have, figure.owe, made.missing_units(figure)) == (1, 2, [other_ward])


def test_nothing_reported_is_no_zero(district, ward, other_ward):
    figure = board(district).figure("t_received")
    assert said(figure) == (None, "", "N")
    assert set(figure.missing) == {ward.pk, other_ward.pk}


def test_zero_reported_by_all_is_a_zero(district, ward, other_ward):
    report(ward, RECEIVED, 0)
    report(other_ward, RECEIVED, 0)
    assert said(board(district).figure("t_received")) == (0, "reported", "Z")


def test_a_register_in_use_that_is_silent_says_zero(district, ward, other_ward, session_of):
    session_of(ward, held_on=date(2007, 5, 1))
    made = board(district)
    assert said(made.figure("t_sessions")) == (0, "computed", "Z")
    assert said(made.figure("t_sessions", other_ward.pk)) == (0, "computed", "Z")


def test_a_register_begun_after_the_period_says_nothing_of_it(district, ward, session_of):
    session_of(ward, held_on=date(2010, 5, 1))
    assert said(board(district).figure("t_sessions")) == (None, "", "N")


def test_a_silent_register_does_not_overrule_what_a_unit_reported(district, ward, other_ward, session_of):
    session_of(ward, held_on=date(2007, 5, 1))
    report(ward, SESSIONS, 12)
    made = board(district)
    assert said(made.figure("t_sessions", ward.pk)) == (12, "reported", "V")
    assert made.figure("t_sessions", ward.pk).computed == 0
    assert said(made.figure("t_sessions")) == (12, "reported", "P")


def test_records_of_another_kind_make_a_zero_of_this_kind(district, session_of):
    session_of(district, form="Nói chuyện")
    assert said(board(district).figure("t_meetings")) == (0, "computed", "Z")


def test_a_column_that_nobody_filled_is_no_zero(district, session_of):
    session_of(district, attendees=None)
    made = board(district)
    assert said(made.figure("t_attendees")) == (None, "", "N")
    assert made.figure("t_attendees").computed is None
    assert made.figure("t_sessions").value == 1


def test_different_values_are_united_over_units_and_not_added(district, ward, other_ward, session_of):
    session_of(ward, topic="Tiết kiệm")
    session_of(other_ward, topic="Tiết kiệm")
    session_of(other_ward, topic="Khiếu nại")
    made = board(district)
    assert made.figure("t_topics").value == 2
    assert made.figure("t_topics", other_ward.pk).value == 2
    assert made.figure("t_topics", ward.pk).value == 1


def test_a_stock_counts_what_holds_on_the_last_day(district):
    committee = organisation.establish(district, "Ban Chỉ đạo", by=SYSTEM, on=date(2006, 1, 1))
    organisation.appoint(committee, "Nguyễn Văn Bình", by=SYSTEM, on=date(2006, 1, 1))
    gone = organisation.appoint(committee, "Lê Thị Cúc", by=SYSTEM, on=date(2006, 1, 1))
    organisation.appoint(committee, "Trần Dũng", by=SYSTEM, on=date(2009, 1, 1))
    organisation.leave(gone, by=SYSTEM, on=date(2008, 12, 31))
    assert said(board(district).figure("t_members")) == (1, "computed", "V")
    assert board(district, quarter(3)).figure("t_members").value == 2


def test_a_reported_stock_is_the_last_one_and_not_the_sum(district):
    for n, value in ((1, 9), (2, 10), (4, 11)):
        report(district, MEMBERS, value, quarter(n))
    assert said(board(district).figure("t_members")) == (11, "reported", "V")
    first_half = Period(date(2008, 1, 1), date(2008, 6, 30))
    assert board(district, first_half).figure("t_members").value == 10


def test_quarters_make_the_year(district):
    for n in range(1, 5):
        report(district, RECEIVED, n, quarter(n))
    assert said(board(district).figure("t_received")) == (10, "reported", "V")


def test_one_quarter_is_no_whole_year(district):
    report(district, RECEIVED, 6, quarter(1))
    figure = board(district).figure("t_received")
    assert said(figure) == (6, "reported", "P")
    assert figure.missing == (district.pk,)


def test_a_yearly_figure_already_holds_its_quarters(district):
    report(district, RECEIVED, 3, quarter(2))
    report(district, RECEIVED, 20)
    assert said(board(district).figure("t_received")) == (20, "reported", "V")


def test_figures_that_reach_outside_the_period_do_not_count(district):
    report(district, RECEIVED, 20, Period(date(2007, 12, 15), date(2008, 12, 31)))
    assert board(district).figure("t_received").state == "N"


def test_figures_of_earlier_periods_and_targets_are_no_current_ones(district):
    report(district, RECEIVED, 11, role="previous")
    report(district, RECEIVED, 50, role="target")
    assert board(district).figure("t_received").state == "N"


def test_a_returned_figure_counts_no_more(district, office):
    figure = report(district, RECEIVED, 11)
    with move(figure, "return", by=office, on=YEAR.end, reason="Sai kỳ"):
        pass
    assert board(district).figure("t_received").state == "N"


def test_a_rate_is_made_from_its_parts_and_no_cases_is_no_value(district, ward, other_ward):
    report(ward, RECEIVED, 40)
    report(ward, SOLVED, 33)
    report(other_ward, RECEIVED, 0)
    report(other_ward, SOLVED, 0)
    made = board(district)
    assert said(made.figure("t_rate")) == (Decimal("82.5"), "reported", "V")
    assert made.figure("t_rate", other_ward.pk).state == "N"
    assert made.figure("t_open").value == 7


def test_a_rate_of_three_units_solved_and_ten_received_is_none(district, ward, other_ward):
    report(ward, RECEIVED, 40)
    report(ward, SOLVED, 33)
    report(other_ward, RECEIVED, 60)
    assert board(district).figure("t_rate").value is None


def test_reported_rates_do_not_add_up(district, ward, other_ward):
    report(ward, CONTENT, 90)
    report(other_ward, CONTENT, 80)
    figure = board(district).figure("t_content")
    assert said(figure) == (None, "", "N")
    assert (figure.have, figure.owe) == (2, 2)


def test_a_sum_is_as_exact_as_its_least_exact_part(district, ward, other_ward):
    report(ward, RECEIVED, 10, qualifier="at_least")
    report(other_ward, RECEIVED, 10, qualifier="approx", estimate=True)
    figure = board(district).figure("t_received")
    assert (figure.qualifier, figure.estimate) == ("approx", True)


def test_a_unit_that_owes_nothing_is_not_missing(district, ward):
    organisation.found("KHOI", "Khối cơ quan", by=SYSTEM, on=YEAR.start, parent=district, reports=False)
    report(ward, RECEIVED, 15)
    assert said(board(district).figure("t_received")) == (15, "reported", "V")


def test_what_is_missing_far_below_is_missing_above(district, ward, other_ward):
    organisation.found("KP1", "Khu phố 1", by=SYSTEM, on=date(2000, 1, 1), parent=ward)
    two = organisation.found("KP2", "Khu phố 2", by=SYSTEM, on=date(2000, 1, 1), parent=ward)
    report(two, RECEIVED, 3)
    report(other_ward, RECEIVED, 4)
    figure = board(district).figure("t_received")
    assert (said(figure), figure.missing) == ((7, "reported", "P"), (ward.pk,))


def test_an_old_period_belongs_to_the_tree_of_its_time(district, ward, other_ward, session_of):
    session_of(ward, attendees=5)
    day = date(2025, 7, 1)
    new = organisation.found("PM", "Phường Mới", by=SYSTEM, on=day, valid_from=day, parent=district)
    organisation.merge([ward, other_ward], new, by=SYSTEM, on=day)
    old, late = board(district), board(district, Period(date(2026, 1, 1), date(2026, 12, 31)))
    assert old.units == [district.pk, ward.pk, other_ward.pk]
    assert old.figure("t_attendees").value == 5
    assert late.units == [district.pk, new.pk]
    assert late.figure("t_sessions").value in (0, None)


def test_a_unit_dissolved_in_the_middle_owes_only_its_own_part(district, ward):
    organisation.dissolve(ward, [district], heir=district, by=SYSTEM, on=date(2008, 7, 1))
    report(ward, RECEIVED, 8, Period(date(2008, 1, 1), date(2008, 6, 30)))
    assert said(board(district).figure("t_received")) == (8, "reported", "V")


def test_tables_by_unit_and_by_year_add_up_to_the_whole(district, ward, other_ward, session_of):
    session_of(ward, held_on=date(2007, 3, 1), attendees=10)
    session_of(other_ward, held_on=date(2008, 3, 1), attendees=20)
    made = board(district, Period(date(2006, 3, 16), date(2008, 4, 21)))
    by_unit, by_year = made.by_unit(["t_attendees"]), made.by_year(["t_attendees"])
    assert [(r.unit, r.figures["t_attendees"].value) for r in by_unit] == [(ward, 10), (other_ward, 20)]
    assert [r.period.start for r in by_year] == [date(2006, 3, 16), date(2007, 1, 1), date(2008, 1, 1)]
    assert [r.figures["t_attendees"].value for r in by_year] == [None, 10, 20]
    assert made.figure("t_attendees").value == 30


def grow(district: Unit, wards: int, session_of: Any) -> None:
    for n in range(wards):
        unit = organisation.found(f"W{n}", f"Phường {n}", by=SYSTEM, on=date(2000, 1, 1), parent=district)
        session_of(unit)
        report(unit, RECEIVED, n)


@pytest.mark.parametrize("wards", [2, 30])
def test_the_number_of_queries_depends_on_registers_not_on_units_or_indicators(
    district, session_of, wards, django_assert_num_queries
):
    grow(district, wards, session_of)
    made = board(district)
    # the tree; own figures of two registers; who keeps them; what was reported (2); the values of the Distinct measure
    with django_assert_num_queries(8):
        for unit in list(made.units):
            made.figures(unit)


def test_a_change_is_seen_on_the_very_next_board(district, ward, session_of):
    session = session_of(ward, attendees=40)
    assert board(district).figure("t_attendees").value == 40
    with move(session, "correct", by=SYSTEM, on=date(2008, 3, 11), reason="đếm lại"):
        session.attendees = 55
    assert board(district).figure("t_attendees").value == 55
    with move(session, "cancel", by=SYSTEM, on=date(2008, 3, 12), reason="không tổ chức"):
        pass
    assert board(district).figure("t_attendees").value is None


def test_what_the_matrix_counts_is_what_the_figures_say(district, ward, other_ward, session_of):
    session_of(ward, attendees=None)
    session_of(other_ward)
    made = board(district)
    for unit in (district, ward, other_ward):
        found: dict[str, int] = {}
        for figure in made.figures(unit.pk).values():
            found[figure.indicator.group] = found.get(figure.indicator.group, 0) + (figure.value is not None)
        assert made.known(unit.pk) == found


def test_a_whole_tree_counts_no_record_of_a_unit_outside_its_time(district, ward, session_of):
    gone = organisation.found("P9", "Phường Cũ", by=SYSTEM, on=date(2000, 1, 1), parent=district, kind="ward")
    session_of(ward, attendees=40)
    session_of(gone, attendees=7)
    Unit.objects.filter(pk=gone.pk).update(valid_to=date(2007, 12, 31))
    whole = board(district)
    assert whole._named is None
    assert whole.figure("t_attendees").value == 40
