"""Typing figures into the grid: each line saved, invalid or returned; and the checks that ask for a reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from liemchinh.apps.figures import actions, checks
from liemchinh.apps.figures.actions import Value
from liemchinh.apps.figures.amounts import amount, typed
from liemchinh.apps.figures.asking import before
from liemchinh.apps.figures.board import Board
from liemchinh.apps.figures.models import Reported
from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.measures import Period
from liemchinh.spine.access import SYSTEM

pytestmark = pytest.mark.django_db

YEAR = Period(date(2008, 1, 1), date(2008, 12, 31))
LAST = Period(date(2007, 1, 1), date(2007, 12, 31))


def report(unit: Any, indicator: str, value: int | str, period: Period = YEAR) -> Reported:
    return actions.record(unit, period, Value(indicator, Decimal(value)), by=SYSTEM, on=period.end)


def send(client: Any, unit: Any, **cells: Any) -> Any:
    """Posts the grid: v_…, n_…, s_… as the page has them."""
    data = {"unit": unit.code, "from": "2008-01-01", "to": "2008-12-31", **cells}
    return client.post(reverse("figures:typed"), data)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("31.211", "người", "31211"), ("1 275", "đơn", "1275"), ("1275", "đơn", "1275"), ("09", "văn bản", "9"),
        ("82,5%", "percent", "82.5"), ("82.5", "percent", "82.5"), ("1,36 tỷ", "VND", "1360000000"),
        ("41,2 triệu đồng", "VND", "41200000"), ("7.625,3 tỷ", "VND", "7625300000000"), ("6 ha", "m2", "60000"),
        ("1.870 m²", "m2", "1870"), ("3,5 nghìn tờ", "tờ", "3500"), ("0", "vụ", "0"),
    ],
)  # fmt: skip
def test_a_figure_is_typed_as_people_write_it(text, unit, value):
    assert amount(text, unit) == Decimal(value)


@pytest.mark.parametrize("value", ["0", "9", "31211", "82.5", "1360000000", "0.25"])
def test_what_is_shown_for_typing_reads_back_unchanged(value):
    assert amount(typed(Decimal(value)), "VND") == Decimal(value)


@pytest.mark.parametrize("text", ["", "-5", "không", "12 con gà", "1.23.456", "1,2,3", "5 tỷ ha"])
def test_what_is_no_figure_is_refused_with_a_sentence(text):
    with pytest.raises(Refusal) as refused:
        amount(text, "đơn")
    assert str(refused.value)


def test_typed_figures_are_saved_and_count(client, ward, clerk_of_ward):
    client.force_login(clerk_of_ward)
    response = send(client, ward, v_petitions_received="1.275", s_petitions_received="0", v_petitions_resolved="")
    assert response.status_code == 302
    figure = Board(ward, YEAR).figure("petitions_received")
    assert (figure.value, figure.source) == (1275, "reported")
    assert Reported.objects.get().proposal is None


def test_a_wrong_cell_keeps_what_was_typed_and_the_others_are_saved(client, ward, clerk_of_ward):
    client.force_login(clerk_of_ward)
    response = send(client, ward, v_petitions_received="ba mươi tư đơn rưỡi", v_petitions_resolved="33")
    html = response.content.decode()
    assert response.status_code == 422
    assert "ba mươi tư đơn rưỡi" in html
    assert "Có 1 ô cần sửa; các ô khác đã lưu" in html
    assert [(f.indicator, f.value) for f in Reported.objects.all()] == [("petitions_resolved", 33)]


def test_a_wrong_cell_alone_is_not_told_to_have_others_saved(client, ward, clerk_of_ward):
    client.force_login(clerk_of_ward)
    html = send(client, ward, v_petitions_received="ba mươi tư đơn rưỡi").content.decode()
    assert "Có 1 ô cần sửa; chưa lưu ô nào" in html
    assert "các ô khác đã lưu" not in html


def test_a_changed_cell_supersedes_and_an_unchanged_one_does_nothing(client, ward, clerk_of_ward):
    client.force_login(clerk_of_ward)
    first = report(ward, "petitions_received", 40)
    report(ward, "petitions_resolved", 33)
    send(client, ward, v_petitions_received="41", s_petitions_received=str(first.pk), v_petitions_resolved="33")
    first.refresh_from_db()
    assert first.state == "superseded"
    assert Reported.objects.count() == 3
    assert Board(ward, YEAR).figure("petitions_received").value == 41


def test_of_two_who_type_the_same_cell_the_later_is_told(client, ward, clerk_of_ward):
    client.force_login(clerk_of_ward)
    report(ward, "petitions_received", 40)
    response = send(client, ward, v_petitions_received="41", s_petitions_received="0")
    assert "vừa được người khác ghi số khác" in response.content.decode()
    assert Board(ward, YEAR).figure("petitions_received").value == 40


def test_a_jump_is_saved_only_with_a_short_reason(client, ward, clerk_of_ward):
    client.force_login(clerk_of_ward)
    report(ward, "petitions_received", 10, LAST)
    assert "Cao gấp 3 lần kỳ trước (10 đơn)" in send(client, ward, v_petitions_received="30").content.decode()
    assert Board(ward, YEAR).figure("petitions_received").state == "N"
    send(client, ward, v_petitions_received="30", n_petitions_received="Dự án lớn thu hồi đất")
    assert Reported.objects.get(period_start=YEAR.start).note == "Dự án lớn thu hồi đất"


def test_a_figure_that_the_register_does_not_bear_out_needs_a_reason(client, ward, clerk_of_ward, session_of):
    session_of(ward, held_on=date(2008, 3, 10))
    client.force_login(clerk_of_ward)
    asked = send(client, ward, v_outreach_sessions="3")
    assert asked.status_code == 422
    assert "Tính: 1 cuộc; đơn vị báo cáo: 3 cuộc; lệch +2 cuộc. Ghi lý do" in asked.content.decode()
    assert not Reported.objects.exists()
    send(client, ward, v_outreach_sessions="3", n_outreach_sessions="Hai buổi chưa kịp ghi sổ")
    assert Reported.objects.get().note == "Hai buổi chưa kịp ghi sổ"


def test_a_figure_that_agrees_with_the_register_needs_none(client, ward, clerk_of_ward, session_of):
    session_of(ward, held_on=date(2008, 3, 10))
    client.force_login(clerk_of_ward)
    assert send(client, ward, v_outreach_sessions="1").status_code == 302


def test_an_emptied_cell_needs_a_reason_and_is_no_zero(client, ward, clerk_of_ward):
    client.force_login(clerk_of_ward)
    figure = report(ward, "petitions_received", 40)
    seen = {"s_petitions_received": str(figure.pk)}
    assert "viết lý do" in send(client, ward, v_petitions_received="", **seen).content.decode()
    send(client, ward, v_petitions_received="", n_petitions_received="Nhập nhầm đơn vị", **seen)
    figure.refresh_from_db()
    assert figure.state == "withdrawn"
    assert Board(ward, YEAR).figure("petitions_received").state == "N"


def test_a_returned_figure_comes_back_with_its_reason_and_can_be_mended(client, ward, office, clerk_of_ward):
    figure = report(ward, "petitions_received", 40)
    client.force_login(office)
    url = reverse("figures:return", args=[figure.pk])
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "Thiếu đơn kỳ trước chuyển sang"}).status_code == 302
    client.force_login(clerk_of_ward)
    html = client.get(f"{reverse('figures:typed')}?unit=P1&from=2008-01-01&to=2008-12-31").content.decode()
    assert "Thiếu đơn kỳ trước chuyển sang" in html
    assert "bị trả lại" in html
    assert "Thiếu đơn kỳ trước chuyển sang" in client.get("/").content.decode()
    send(client, ward, v_petitions_received="45", s_petitions_received="0")
    assert Board(ward, YEAR).figure("petitions_received").value == 45
    assert Reported.objects.filter(state="returned").count() == 0


def test_a_unit_takes_its_figure_back_with_a_reason(client, ward, clerk_of_ward):
    figure = report(ward, "petitions_received", 40)
    client.force_login(clerk_of_ward)
    client.post(reverse("figures:withdraw", args=[figure.pk]), {"reason": "Nhập nhầm kỳ"})
    figure.refresh_from_db()
    assert figure.state == "withdrawn"


def test_totals_that_differ_from_their_parts_are_named(ward):
    report(ward, "petitions_received", 40)
    for part, value in (("complaints_received", 10), ("denunciations_received", 5), ("recommendations_received", 20)):
        report(ward, part, value)
    assert [f.sentence for f in checks.of_unit(ward, YEAR)] == [
        "Tổng số đơn tiếp nhận: Tổng (40) khác tổng các phần (35)."
    ]


def test_more_solved_than_came_in_is_named(ward):
    report(ward, "petitions_received", 30)
    report(ward, "petitions_carried_over", 5)
    report(ward, "petitions_resolved", 36)
    assert [f.kind for f in checks.of_unit(ward, YEAR)] == ["bound"]
    report(ward, "petitions_resolved", 35)
    assert checks.of_unit(ward, YEAR) == []


@pytest.mark.parametrize(
    ("start", "end", "earlier"),
    [
        (date(2008, 1, 1), date(2008, 12, 31), (date(2007, 1, 1), date(2007, 12, 31))),
        (date(2008, 4, 1), date(2008, 6, 30), (date(2008, 1, 1), date(2008, 3, 31))),
        (date(2008, 3, 1), date(2008, 3, 31), (date(2008, 2, 1), date(2008, 2, 29))),
        (date(2025, 12, 15), date(2026, 3, 14), (date(2025, 9, 16), date(2025, 12, 14))),
    ],
)
def test_the_period_before_is_as_long_and_ends_the_day_before(start, end, earlier):
    assert before(Period(start, end)) == Period(*earlier)
