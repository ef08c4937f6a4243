"""What stands beside a record (figures as signed, earlier names, successions) can't be edited past the ledger."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection

from liemchinh.apps.organisation import actions
from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.reports.models import Review
from liemchinh.spine import ledger
from liemchinh.spine.access import SYSTEM
from liemchinh.spine.deadlines.models import Deadline

pytest_plugins = ["tests.apps.reports_world"]
_OTHER_UNIT = "(SELECT max(id) FROM organisation_unit)"


def by_sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def problems() -> list[tuple[str, str]]:
    ledger.sequence()
    return [(problem.kind, problem.subject) for problem in ledger.verify().problems]


# --- figures as signed ---


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE reports_frozenfigure SET value = 999 WHERE indicator = 'outreach_sessions'",
        "UPDATE reports_frozenfigure SET records = '[]' WHERE indicator = 'outreach_sessions'",
        "DELETE FROM reports_frozenfigure WHERE indicator = 'outreach_attendees'",
        "DELETE FROM reports_frozenfigure",
        "INSERT INTO reports_frozenfigure (review_id, indicator, value, figure_state, source, records, digest) "
        "SELECT review_id, 'leaflets_distributed', 7, 'V', 'computed', '[]', digest FROM reports_frozenfigure "
        "WHERE indicator = 'outreach_sessions'",
        "UPDATE reports_frozensheet SET packed = x'00'",
        "DELETE FROM reports_frozensheet",
    ],
)
def test_a_signed_figure_edited_deleted_or_added_is_named(edit: str, signed: Review) -> None:
    if connection.vendor == "postgresql":
        edit = edit.replace("x'00'", r"'\x00'::bytea")
    assert problems() == []
    by_sql(edit)
    assert problems() == [("frozen", signed.ref)]


def test_a_seal_made_to_fit_an_edited_figure_breaks_the_record(signed: Review) -> None:
    from liemchinh.apps.reports import sealing

    by_sql("UPDATE reports_frozenfigure SET value = 999 WHERE indicator = 'outreach_sessions'")
    by_sql(f"UPDATE reports_review SET frozen_digest = '{sealing.seal_of(signed)}'")
    assert problems() == [("record.changed", signed.ref)]


def test_a_draft_keeps_nothing_so_figures_slipped_into_it_are_named(draft: Review) -> None:
    by_sql(
        "INSERT INTO reports_frozenfigure (review_id, indicator, value, figure_state, source, records, digest) "
        f"VALUES ({draft.pk}, 'leaflets_distributed', 7, 'V', 'computed', '[]', '')"
    )
    assert problems() == [("frozen", draft.ref)]


# --- the past of units ---


@pytest.fixture
def old_ward(ward: Unit, district: Unit) -> Unit:
    """Renamed, then divided between two; the first inherits its open work."""
    actions.rename(ward, "Phường Bến Thành", by=SYSTEM, on=date(2010, 1, 1), reason="theo Nghị quyết")
    news = [actions.found(code, f"Phường {code}", by=SYSTEM, on=date(2025, 7, 1), parent=district) for code in "MN"]
    actions.split(ward, news, heir=news[0], by=SYSTEM, on=date(2025, 7, 1))
    return ward


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE organisation_succession SET inherits_open_work = NOT inherits_open_work",
        f"UPDATE organisation_succession SET new_id = 1 WHERE new_id = {_OTHER_UNIT}",
        "UPDATE organisation_succession SET document = 'QĐ 1'",
        "DELETE FROM organisation_succession WHERE NOT inherits_open_work",
        "DELETE FROM organisation_succession",
        "UPDATE organisation_unitname SET name = 'Phường khác'",
        "DELETE FROM organisation_unitname",
    ],
)
def test_who_inherits_and_what_it_was_called_cannot_be_edited(edit: str, old_ward: Unit) -> None:
    assert problems() == []
    by_sql(edit.replace("new_id = 1", f"new_id = {old_ward.parent_id}"))
    assert problems() == [("past", old_ward.ref)]


def test_a_succession_slipped_in_for_a_unit_that_lives_is_named(ward: Unit, district: Unit) -> None:
    by_sql(
        'INSERT INTO organisation_succession (old_id, new_id, "on", kind, partial, inherits_open_work, document) '
        f"VALUES ({ward.pk}, {district.pk}, '2025-07-01', 'merge', FALSE, TRUE, '')"
    )
    assert problems() == [("past", ward.ref)]


def test_merged_units_are_each_sealed(district: Unit, ward: Unit, second_ward: Any) -> None:
    new = actions.found("M", "Phường M", by=SYSTEM, on=date(2025, 7, 1), parent=district)
    actions.merge([ward, second_ward], new, by=SYSTEM, on=date(2025, 7, 1))
    assert problems() == []
    by_sql(f"DELETE FROM organisation_succession WHERE old_id = {second_ward.pk}")
    assert problems() == [("past", second_ward.ref)]


@pytest.fixture
def second_ward(district: Unit) -> Unit:
    return actions.found("P2", "Phường 2", by=SYSTEM, on=date(2000, 1, 1), parent=district)


# --- the days of clocks ---


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE spine_deadline SET due = '2030-01-02'",
        "UPDATE spine_deadline SET due = NULL",
        "UPDATE spine_deadline SET term = 'TC-99'",
        "DELETE FROM spine_deadline",
        "UPDATE spine_deadline SET subject = 'petitions.petition:0'",
    ],
)
def test_a_time_limit_edited_or_deleted_is_named(edit: str, ward: Unit, petition_of: Any) -> None:
    petition = petition_of(ward)
    assert Deadline.objects.filter(subject=petition.ref).count() == 1
    assert problems() == []
    by_sql(edit)
    assert problems() == [("deadline", petition.ref)]


def test_a_limit_of_two_petitions_exchanged_is_named_for_both(ward: Unit, petition_of: Any) -> None:
    early, late = petition_of(ward), petition_of(ward, received_on=date(2026, 10, 1))
    first, second = (Deadline.objects.get(subject=p.ref).due for p in (early, late))
    assert first != second
    by_sql(f"UPDATE spine_deadline SET due = '{second}' WHERE subject = '{early.ref}'")
    by_sql(f"UPDATE spine_deadline SET due = '{first}' WHERE subject = '{late.ref}'")
    assert sorted(problems()) == [("deadline", early.ref), ("deadline", late.ref)]
