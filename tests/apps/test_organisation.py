"""Units over time: the tree as it stood, succession, committees, and the posts that give people their rights."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from liemchinh.apps.organisation import actions, queries
from liemchinh.apps.organisation.models import CommitteeMember, Post, Succession, Unit
from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.measures import Period
from liemchinh.spine.access import SYSTEM, can, units_with
from liemchinh.spine.ledger import Entry
from liemchinh.spine.people import Account

ABOLISHED = date(2025, 7, 1)
LAST_DAY = date(2025, 6, 30)


def found(
    code: str, parent: Unit | None = None, *, since: date | None = None, until: date | None = None, **more: object
) -> Unit:
    on = since or date(2000, 1, 1)
    return actions.found(
        code, f"Đơn vị {code}", by=SYSTEM, on=on, parent=parent, valid_from=since, valid_to=until, **more
    )


def year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number, 12, 31))


# --- the tree as it stood ---


def test_a_unit_belongs_to_the_tree_of_the_days_on_which_it_existed(district: Unit) -> None:
    old = found("P8", district, since=date(2001, 1, 1), until=date(2008, 6, 30))
    new = found("P9", district, since=date(2008, 7, 1))
    assert queries.subtree_ids(district, year(2007)) == [district.pk, old.pk]
    assert queries.subtree_ids(district, year(2008)) == [district.pk, old.pk, new.pk]
    assert queries.subtree_ids(district, year(2009)) == [district.pk, new.pk]


@pytest.mark.parametrize(
    ("start", "end", "there"),
    [
        (date(2008, 6, 30), date(2008, 12, 31), True),  # its last day
        (date(2008, 7, 1), date(2008, 12, 31), False),  # the day after
        (date(2000, 1, 1), date(2001, 1, 1), True),  # its first day
        (date(2000, 1, 1), date(2000, 12, 31), False),  # the day before
    ],
)
def test_the_first_and_the_last_day_count(district: Unit, start: date, end: date, there: bool) -> None:
    unit = found("P8", district, since=date(2001, 1, 1), until=date(2008, 6, 30))
    assert (unit.pk in queries.subtree_ids(district, Period(start, end))) is there


def test_a_tree_is_listed_from_the_top_each_unit_before_those_below_it(district: Unit) -> None:
    ward = found("P1", district, position=1)
    cell, second = found("P1-1", ward), found("P2", district, position=2)
    assert queries.subtree_ids(district) == [district.pk, ward.pk, cell.pk, second.pk]
    assert queries.subtree_ids(ward) == [ward.pk, cell.pk]


def test_only_units_directly_below_that_owe_figures_are_asked_for_them(district: Unit, ward: Unit) -> None:
    found("P1-1", ward)
    found("PHÒNG", district, reports=False)
    assert queries.reporting_units(district, year(2026)) == [ward]


def test_reading_a_whole_tree_takes_one_query(district: Unit, django_assert_num_queries: object) -> None:
    for number in range(5):
        found(f"P{number}", district)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(queries.subtree_ids(district, year(2026))) == 6


# --- founding, renaming ---


def test_a_code_is_given_once_for_ever(district: Unit) -> None:
    with pytest.raises(Refusal, match="«Q1» đã có"):
        found("Q1")


def test_a_unit_can_not_end_before_it_begins(db: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        found("X", since=date(2020, 1, 2), until=date(2020, 1, 1))
    assert not Unit.objects.exists()


def test_a_renamed_unit_keeps_its_earlier_name_until_the_day_before(ward: Unit) -> None:
    actions.rename(ward, "Phường Bến Xuân Mới", by=SYSTEM, on=date(2020, 5, 2), reason="Nghị quyết 12")
    assert (ward.name, ward.code) == ("Phường Bến Xuân Mới", "P1")
    earlier = ward.earlier_names.get()
    assert (earlier.name, earlier.until) == ("Phường Bến Xuân", date(2020, 5, 1))


def test_a_renaming_asks_for_a_reason(ward: Unit) -> None:
    with pytest.raises(Refusal, match="lý do"):
        actions.rename(ward, "Phường Khác", by=SYSTEM, on=date(2020, 5, 2), reason=" ")
    ward.refresh_from_db()
    assert ward.name == "Phường Bến Xuân"
    assert not ward.earlier_names.exists()


# --- succession ---


def test_merged_units_end_the_day_before_and_hand_over_their_open_work(
    district: Unit, ward: Unit, other_ward: Unit
) -> None:
    new = found("P12", district, since=date(2025, 7, 1))
    actions.merge([ward, other_ward], new, by=SYSTEM, on=ABOLISHED, document="NQ 1685/NQ-UBTVQH15")
    for old in (ward, other_ward):
        old.refresh_from_db()
        assert (old.state, old.valid_to) == ("ended", LAST_DAY)
        assert queries.heir_of_open_work(old) == new
    assert [s.old for s in queries.predecessors(new)] == [ward, other_ward]
    assert not any(s.partial for s in queries.predecessors(new))


def test_a_dissolved_district_goes_in_part_to_several_wards_and_one_takes_the_open_work(district: Unit) -> None:
    city = found("TP")
    wards = [found(f"M{n}", city, since=ABOLISHED, position=n) for n in range(4)]
    actions.dissolve(district, wards, heir=wards[2], by=SYSTEM, on=ABOLISHED, document="NQ 202/2025/QH15")
    assert [s.new for s in queries.successors(district)] == wards
    assert all(s.partial and s.kind == "dissolve" for s in queries.successors(district))
    assert queries.heir_of_open_work(district) == wards[2]


def test_two_wards_may_each_take_a_part_of_the_same_old_ones(district: Unit, ward: Unit, other_ward: Unit) -> None:
    """Old to new is many-to-many: on 1/7/2025 wards were cut and joined at once."""
    north, south = found("N", district, since=ABOLISHED), found("S", district, since=ABOLISHED, position=1)
    actions.split(ward, [north, south], heir=north, by=SYSTEM, on=ABOLISHED)
    actions.split(other_ward, [north, south], heir=south, by=SYSTEM, on=ABOLISHED)
    assert {s.old for s in queries.predecessors(north)} == {ward, other_ward}
    assert {s.new for s in queries.successors(ward)} == {north, south}
    assert (queries.heir_of_open_work(ward), queries.heir_of_open_work(other_ward)) == (north, south)


def test_the_heir_must_be_one_of_the_new_units(district: Unit, ward: Unit, other_ward: Unit) -> None:
    new = found("N", district, since=ABOLISHED)
    with pytest.raises(Refusal, match="một trong các đơn vị mới"):
        actions.split(ward, [new], heir=other_ward, by=SYSTEM, on=ABOLISHED)
    ward.refresh_from_db()
    assert ward.state == "active"


def test_a_merger_that_fails_half_way_leaves_nothing(district: Unit, ward: Unit, other_ward: Unit) -> None:
    with pytest.raises(IntegrityError):
        actions.merge([other_ward, ward], ward, by=SYSTEM, on=ABOLISHED)  # a unit can not succeed itself
    other_ward.refresh_from_db()
    assert other_ward.state == "active"
    assert not Succession.objects.exists()


def test_a_unit_that_has_ended_can_not_end_again(ward: Unit, other_ward: Unit) -> None:
    actions.merge([ward], other_ward, by=SYSTEM, on=ABOLISHED)
    with pytest.raises(Refusal, match="đang hoạt động"):
        actions.merge([ward], other_ward, by=SYSTEM, on=date(2026, 1, 1))


def test_a_unit_without_successor_hands_over_to_nobody(ward: Unit) -> None:
    assert queries.heir_of_open_work(ward) is None


# --- committees ---


def test_the_committee_is_known_for_each_day(district: Unit) -> None:
    committee = actions.establish(district, "Ban Chỉ đạo", by=SYSTEM, on=date(2006, 4, 1))
    first = actions.appoint(committee, "Nguyễn Văn Bình", by=SYSTEM, on=date(2006, 4, 1), decision="QĐ 12-QĐ/QU")
    second = actions.appoint(committee, "Trần Thị Cúc", by=SYSTEM, on=date(2008, 9, 1))
    actions.leave(first, by=SYSTEM, on=date(2008, 9, 1), decision="QĐ 40-QĐ/QU")
    assert first.until == date(2008, 8, 31)
    assert list(queries.members_on(committee, date(2008, 8, 31))) == [first]
    assert list(queries.members_on(committee, date(2008, 9, 1))) == [second]
    assert second.unit == district


def test_nobody_leaves_before_having_come(district: Unit) -> None:
    committee = actions.establish(district, "Ban Chỉ đạo", by=SYSTEM, on=date(2006, 4, 1))
    member = actions.appoint(committee, "Nguyễn Văn Bình", by=SYSTEM, on=date(2006, 4, 1))
    with pytest.raises(Refusal, match="sau ngày bắt đầu"):
        actions.leave(member, by=SYSTEM, on=date(2006, 4, 1))
    assert CommitteeMember.objects.get().state == "serving"


# --- posts ---


def test_rights_come_from_a_post_and_reach_the_units_below(clerk: Account, district: Unit, ward: Unit) -> None:
    assert units_with(clerk, "outreach.write") == {district.pk, ward.pk}
    assert not can(clerk, "directives.write", district.pk)


def test_rights_do_not_reach_upwards_or_aside(
    clerk_of_ward: Account, district: Unit, ward: Unit, other_ward: Unit
) -> None:
    assert units_with(clerk_of_ward, "outreach.write") == {ward.pk}
    assert not can(clerk_of_ward, "outreach.write", district.pk)
    assert not can(clerk_of_ward, "outreach.read", other_ward.pk)


def test_a_post_counts_from_its_first_day_to_its_last(stranger: Account, ward: Unit) -> None:
    actions.assign_post(stranger, ward, "clerk", "Cán bộ", by=SYSTEM, on=date(2020, 1, 1), until=date(2020, 12, 31))
    held = [
        len(queries.posts_of(stranger.pk, day)) for day in (date(2019, 12, 31), date(2020, 1, 1), date(2020, 12, 31))
    ]
    assert held == [0, 1, 1]
    assert queries.posts_of(stranger.pk, date(2021, 1, 1)) == []
    assert not can(Account.objects.get(pk=stranger.pk), "outreach.read")


def test_an_account_without_a_post_sees_nothing(stranger: Account, ward: Unit) -> None:
    assert not queries.visible_to(stranger).exists()
    assert not queries.members_visible_to(stranger).exists()


def test_a_post_can_not_end_before_it_begins(stranger: Account, ward: Unit) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.assign_post(stranger, ward, "clerk", "x", by=SYSTEM, on=date(2020, 1, 2), until=date(2020, 1, 1))
    assert not Post.objects.exists()


# --- the ledger ---


def test_every_act_leaves_its_line_and_names_nobody(district: Unit, ward: Unit, other_ward: Unit) -> None:
    committee = actions.establish(district, "Ban Chỉ đạo", by=SYSTEM, on=date(2006, 4, 1))
    actions.appoint(committee, "Nguyễn Văn Bình", by=SYSTEM, on=date(2006, 4, 1))
    actions.merge([ward], other_ward, by=SYSTEM, on=ABOLISHED)
    assert list(Entry.objects.values_list("verb", flat=True)) == [
        "unit.found", "unit.found", "unit.found", "committee.establish", "committee.appoint", "unit.end",
    ]  # fmt: skip
    assert not Entry.objects.filter(payload__contains="Bình").exists()
