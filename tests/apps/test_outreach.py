"""Outreach: what counts, who sees what, and the export that comes back unchanged."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.outreach import actions, queries, register
from liemchinh.apps.outreach.models import Contest, Session
from liemchinh.kernel.errors import Refusal
from liemchinh.spine import imports
from liemchinh.spine.access import SYSTEM
from liemchinh.spine.people import Account
from liemchinh.spine.web import exports

TODAY = date(2026, 11, 22)
Make = Callable[..., Any]


def session(unit: Unit, held_on: date = date(2026, 3, 5), **fields: Any) -> Session:
    return Session(unit=unit, held_on=held_on, **{"topic": "Luật PCTN", "attendees": 40, **fields})


def test_a_recorded_session_counts(ward: Unit, clerk_of_ward: Account) -> None:
    actions.record(session(ward), by=clerk_of_ward, on=TODAY)
    assert queries.held_sessions().count() == 1


def test_a_session_to_come_is_planned_and_not_recorded(ward: Unit, clerk_of_ward: Account) -> None:
    coming = session(ward, date(2026, 12, 5), attendees=None)
    with pytest.raises(Refusal, match="05/12/2026 chưa tới"):
        actions.record(coming, by=clerk_of_ward, on=TODAY)
    actions.plan(coming, by=clerk_of_ward, on=TODAY)
    assert not queries.held_sessions().exists()
    actions.hold(coming, by=clerk_of_ward, on=date(2026, 12, 6), attendees=52)
    assert queries.held_sessions().get().attendees == 52


def test_a_cancelled_session_stays_with_its_reason_and_counts_no_more(
    session_of: Make, ward: Unit, clerk_of_ward: Account
) -> None:
    held = session_of(ward)
    with pytest.raises(Refusal, match="lý do"):
        actions.cancel(held, reason=" ", by=clerk_of_ward, on=TODAY)
    actions.cancel(held, reason="trùng lịch họp", by=clerk_of_ward, on=TODAY)
    assert not queries.held_sessions().exists()
    assert Session.objects.get().state == "cancelled"


def test_a_correction_changes_the_value_and_keeps_the_state(
    session_of: Make, ward: Unit, clerk_of_ward: Account
) -> None:
    held = session_of(ward)
    actions.correct(held, {"attendees": 45}, reason="đếm lại", by=clerk_of_ward, on=TODAY)
    assert (held.attendees, held.state, held.version) == (45, "held", 2)


def test_a_clerk_of_one_ward_neither_writes_nor_sees_in_another(
    session_of: Make, ward: Unit, other_ward: Unit, clerk_of_ward: Account
) -> None:
    with pytest.raises(PermissionDenied):
        actions.record(session(other_ward), by=clerk_of_ward, on=TODAY)
    session_of(other_ward)
    mine = session_of(ward)
    assert list(queries.sessions_visible_to(clerk_of_ward)) == [mine]


def test_the_district_sees_all_and_an_account_without_a_post_nothing(
    session_of: Make, ward: Unit, other_ward: Unit, clerk: Account, stranger: Account
) -> None:
    session_of(ward)
    session_of(other_ward)
    assert queries.sessions_visible_to(clerk).count() == 2
    assert not queries.sessions_visible_to(stranger).exists()


@pytest.mark.parametrize(("model", "field"), [(Session, "attendees"), (Session, "leaflets"), (Contest, "participants")])
def test_nobody_is_counted_below_zero_whoever_writes(model: type[Any], field: str, ward: Unit) -> None:
    names = {"topic": "x"} if model is Session else {"name": "x"}
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.bulk_create([model(unit=ward, held_on=TODAY, state="held", **names, **{field: -1})])


def test_a_contest_is_no_session(ward: Unit, clerk_of_ward: Account) -> None:
    contest = Contest(unit=ward, held_on=date(2010, 12, 12), name="Thi trực tuyến", participants=885)
    actions.record(contest, by=clerk_of_ward, on=TODAY)
    assert queries.held_contests().count() == 1
    assert not queries.held_sessions().exists()


def test_the_register_names_only_columns_that_the_models_have() -> None:
    for declared in (register.SESSION, register.CONTEST):
        fields = {f.name for f in declared.model._meta.get_fields()}
        assert {c.field for c in declared.columns} <= fields
        assert {*declared.key, declared.unit, declared.date, declared.host} <= fields


def exported(rows: Any) -> bytes:
    return exports.workbook(register.SESSION, rows.order_by("held_on", "pk"))


def test_an_export_comes_back_unchanged(session_of: Make, district: Unit, ward: Unit) -> None:
    session_of(
        district, attendees=None, leaflets=0, form="SH tổ DP", note="có mặt đại diện quận", host="Ban Tuyên giáo"
    )
    session_of(ward, held_on=date(2008, 3, 9), attendees=1200, leaflets=None, host="Phường Bến Xuân", recorder="Hạnh")
    data, before = exported(Session.objects.all()), _said(Session.objects.all())
    Session.objects.update(state="undone")
    batch = imports.stage(data, "outreach", district.pk, by=SYSTEM, on=TODAY, name="xuất.xlsx")
    imports.commit(batch, by=SYSTEM, on=TODAY)
    assert _said(Session.objects.filter(state="held")) == [
        {**row, "form": "Sinh hoạt tổ dân phố" if row["form"] == "SH tổ DP" else row["form"]} for row in before
    ]


def test_an_export_comes_back_to_the_units_that_kept_it(session_of: Make, district: Unit, ward: Unit) -> None:
    session_of(district, host="Chi bộ 5")
    session_of(ward, host="Chi bộ 7")
    data, kept = exported(Session.objects.all()), list(Session.objects.order_by("host").values_list("host", "unit"))
    again = imports.stage(data, "outreach", district.pk, by=SYSTEM, on=TODAY, name="xuất.xlsx")
    assert (again.accepted, {p["code"] for p in again.reading["problems"]}) == (0, {"known"})
    Session.objects.update(state="undone")
    batch = imports.stage(data, "outreach", district.pk, by=SYSTEM, on=TODAY, name="xuất.xlsx")
    imports.commit(batch, by=SYSTEM, on=TODAY)
    assert list(Session.objects.filter(state="held").order_by("host").values_list("host", "unit")) == kept


def test_a_cancelled_session_does_not_come_back_from_an_export_as_held(session_of: Make, district: Unit) -> None:
    actions.cancel(session_of(district), reason="mưa bão", by=SYSTEM, on=TODAY)
    session_of(district, held_on=date(2008, 3, 11))
    data = exported(Session.objects.all())
    Session.objects.update(state="undone")
    batch = imports.stage(data, "outreach", district.pk, by=SYSTEM, on=TODAY, name="xuất.xlsx")
    assert batch.accepted == 1
    assert [p["value"] for p in batch.reading["problems"] if p["code"] == "excluded"] == ["đã hủy"]


def _said(rows: Any) -> list[dict[str, Any]]:
    return list(rows.order_by("held_on").values(*(c.field for c in register.SESSION.columns)))


def test_text_that_looks_like_a_formula_is_exported_as_text(session_of: Make, district: Unit) -> None:
    session_of(district, topic='=HYPERLINK("http://x","y")', host="+84", form="@a", note="-1")
    sheet = openpyxl.load_workbook(io.BytesIO(exported(Session.objects.all()))).active
    assert sheet is not None
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
