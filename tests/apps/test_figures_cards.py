"""«Việc của tôi» of the committee's office: which units have not reported."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from liemchinh.apps.figures import actions
from liemchinh.apps.figures.cards import units_not_reporting
from liemchinh.kernel.measures import Period
from liemchinh.spine.access import SYSTEM

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def test_the_office_is_shown_the_units_that_have_reported_nothing_this_year(ward, other_ward, office):
    value = actions.Value("petitions_received", Decimal(3))
    actions.record(ward, Period(date(2025, 12, 15), date(2026, 9, 14)), value, by=SYSTEM, on=date(2026, 9, 17))
    card = units_not_reporting(office, TODAY)
    assert card is not None
    assert [line.text for line in card.lines] == [str(other_ward)]


def test_last_years_figures_do_not_count_for_this_year(ward, office):
    value = actions.Value("petitions_received", Decimal(3))
    actions.record(ward, Period(date(2025, 1, 1), date(2025, 12, 14)), value, by=SYSTEM, on=date(2025, 12, 17))
    card = units_not_reporting(office, TODAY)
    assert card is not None
    assert card.count == 1


def test_a_clerk_follows_nobody_up(ward, clerk):
    assert units_not_reporting(clerk, TODAY) is None


def test_when_all_have_reported_there_is_no_card(ward, office):
    value = actions.Value("petitions_received", Decimal(0))
    actions.record(ward, Period(date(2026, 1, 1), date(2026, 9, 14)), value, by=SYSTEM, on=date(2026, 9, 17))
    assert units_not_reporting(office, TODAY) is None
