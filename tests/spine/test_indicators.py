"""Compiled measures: the value of the database is that of the measure read aloud, over any records."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liemchinh.apps.organisation import actions as organisation
from liemchinh.apps.organisation.models import Committee, CommitteeMember, Unit
from liemchinh.apps.outreach.models import Session
from liemchinh.kernel.measures import Count, CountAt, Distinct, Indicator, Period, Simple, Sum
from liemchinh.spine import indicators
from liemchinh.spine.access import SYSTEM
from liemchinh.spine.indicators import Own
from liemchinh.spine.moves import bulk_create, bulk_move

pytestmark = pytest.mark.django_db

DAYS = st.dates(date(2007, 12, 20), date(2008, 1, 20))
FORMS = ("Hội nghị", "Nói chuyện", "Tập huấn")
ROW = st.tuples(st.integers(0, 2), DAYS, st.sampled_from(FORMS), st.none() | st.integers(0, 60), st.booleans())
SESSIONS = st.lists(ROW, max_size=25)
WHERES: tuple[dict[str, object], ...] = ({}, {"form": "Hội nghị"}, {"form__in": FORMS[:2]}, {"attendees__gte": 20})


def _measures(over: str, on: str) -> list[Simple]:
    made: list[Simple] = []
    for where in WHERES:
        made += [Count(over, on, where), Sum("attendees", over, on, where), Distinct("form", over, on, where)]
    return made


MEASURES = [Indicator(f"m{n}", "", "", "buổi", "B", m) for n, m in enumerate(_measures("outreach.session", "held_on"))]
SEATED = Indicator("seated", "", "", "người", "A", CountAt("organisation.committee_member", "since", "until"))


def matches(record: Any, where: dict[str, object]) -> bool:
    """The filters of these tests, in plain Python."""
    for name, wanted in where.items():
        field, _sep, lookup = name.partition("__")
        value = getattr(record, field)
        if lookup == "in" and value not in wanted:  # type: ignore[operator]
            return False
        if lookup == "gte" and (value is None or value < wanted):
            return False
        if not lookup and value != wanted:
            return False
    return True


def plain(measure: Simple, records: list[Any], period: Period) -> Own | None:
    """The measure as its docstring says it."""
    assert not isinstance(measure, CountAt)
    inside = [r for r in records if period.start <= r.held_on <= period.end]
    if not inside:
        return None
    found = [r for r in inside if matches(r, dict(measure.where))]
    if not found:
        return Own(Decimal(0), 0)
    if isinstance(measure, Sum):
        values = [v for r in found if (v := getattr(r, measure.field)) is not None]
        return Own(Decimal(sum(values)) if values else None, len(found))
    if isinstance(measure, Distinct):
        return Own(Decimal(len({getattr(r, measure.field) for r in found})), len(found))
    return Own(Decimal(len(found)), len(found))


@pytest.fixture
def three(district: Unit, ward: Unit, other_ward: Unit) -> list[Unit]:
    return [district, ward, other_ward]


def enter(units: list[Unit], rows: list[Any]) -> list[Session]:
    """The sessions through the register's own steps; answers those that were held."""
    made = [Session(unit=units[u], held_on=on, form=form, topic="Tiết kiệm", attendees=n) for u, on, form, n, _ in rows]
    bulk_create(made, "import", by=SYSTEM, on=date(2008, 2, 1), batch="b")
    gone = [s.pk for s, row in zip(made, rows, strict=True) if not row[4]]
    bulk_move(Session.objects.filter(pk__in=gone), "undo", by=SYSTEM, on=date(2008, 2, 1), reason="nhầm", batch="b")
    return [s for s, row in zip(made, rows, strict=True) if row[4]]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=SESSIONS, start=DAYS, length=st.integers(0, 25))
def test_the_database_answers_as_the_measure_reads(three, rows, start, length):
    period = Period(start, start + timedelta(days=length))
    with transaction.atomic():
        held = enter(three, rows)
        found = indicators.own_figures(MEASURES, period, [u.pk for u in three])
        everything = [u.pk for u in three]
        for indicator in MEASURES:
            assert isinstance(indicator.measure, Count | Sum | Distinct)
            for unit in three:
                expected = plain(indicator.measure, [s for s in held if s.unit_id == unit.pk], period)
                assert found.get(indicator.id, {}).get(unit.pk) == expected
            whole = plain(indicator.measure, held, period)
            assert indicators.total(indicator, period, everything) == (whole.value if whole else None)
            rows_behind = indicators.records(indicator, period, everything)
            assert rows_behind.count() == (whole.records if whole else 0)
            assert indicators.series(indicator, [period], everything) == [whole.value if whole else None]
            if whole and whole.records:
                assert indicators.over(indicator, rows_behind) == whole.value
        transaction.set_rollback(True)


SEATS = st.lists(st.tuples(st.integers(0, 2), DAYS, st.none() | st.integers(0, 30)), max_size=12)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seats=SEATS, day=DAYS)
def test_a_stock_counts_what_holds_on_the_last_day_of_the_period(three, seats, day):
    period = Period(date(2007, 12, 1), day)
    with transaction.atomic():
        committees = [organisation.establish(u, "Ban Chỉ đạo", by=SYSTEM, on=date(2007, 1, 1)) for u in three]
        made = [seat(committees[u], since, length) for u, since, length in seats]
        bulk_create(made, "appoint", by=SYSTEM, on=date(2008, 2, 1), batch="b")
        found = indicators.own_figures([SEATED], period).get("seated", {})
        for unit in three:
            begun = [m for m in made if m.unit_id == unit.pk and m.since <= day]
            holding = [m for m in begun if m.until is None or m.until >= day]
            expected = Own(Decimal(len(holding)), len(holding)) if begun else None
            assert found.get(unit.pk) == expected
        transaction.set_rollback(True)


def seat(committee: Committee, since: date, length: int | None) -> CommitteeMember:
    until = None if length is None else since + timedelta(days=length)
    return CommitteeMember(committee=committee, unit_id=committee.unit_id, full_name="Ai đó", since=since, until=until)


def test_one_query_answers_for_a_register_however_many_indicators(three, session_of, django_assert_num_queries):
    session_of(three[0])
    with django_assert_num_queries(1):
        indicators.own_figures(MEASURES, Period(date(2008, 1, 1), date(2008, 12, 31)), [u.pk for u in three])


def test_an_indicator_of_a_register_that_nobody_keeps_is_not_counted(three):
    foreign = Indicator("x", "", "", "đơn", "F", Count("nowhere.nothing", "received_on"))
    assert not indicators.is_counted_here(foreign)
    assert indicators.own_figures([foreign], Period(date(2008, 1, 1), date(2008, 12, 31))) == {}


def test_keepers_are_those_who_have_written_by_that_day(three, session_of):
    session_of(three[1], held_on=date(2008, 3, 1))
    ids = [u.pk for u in three]
    assert indicators.keepers("outreach.session", ids, date(2008, 3, 1)) == {three[1].pk}
    assert indicators.keepers("outreach.session", ids, date(2008, 2, 29)) == frozenset()


def test_different_values_are_given_by_unit_so_that_they_can_be_united(three, session_of):
    session_of(three[0], form="Hội nghị")
    session_of(three[1], form="Hội nghị")
    kinds = Indicator("k", "", "", "loại", "B", Distinct("form", "outreach.session", "held_on"))
    year = Period(date(2008, 1, 1), date(2008, 12, 31))
    found = indicators.own_members(kinds, year, [u.pk for u in three])
    assert found == {three[0].pk: frozenset({"Hội nghị"}), three[1].pk: frozenset({"Hội nghị"})}
