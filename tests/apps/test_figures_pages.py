"""The pages of the figures: who may open which, and every number a door to what makes it."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from liemchinh.apps.figures import actions, links
from liemchinh.apps.figures.actions import Value
from liemchinh.apps.figures.models import Reported
from liemchinh.kernel.measures import Period
from liemchinh.spine.access import SYSTEM

pytestmark = pytest.mark.django_db

YEAR = Period(date(2008, 1, 1), date(2008, 12, 31))


def report(unit: Any, indicator: str, value: int, period: Period = YEAR) -> Reported:
    return actions.record(unit, period, Value(indicator, Decimal(value)), by=SYSTEM, on=period.end)


@pytest.fixture
def page(client: Any) -> Any:
    """Opens an address as somebody."""

    def get(account: Any, url: str, status: int = 200, **headers: Any) -> Any:
        client.force_login(account)
        response = client.get(url, **headers)
        assert response.status_code == status, response.content.decode()[:2000]
        return response

    return get


def test_each_number_of_the_list_opens_to_its_records(page, office, district, session_of):
    session_of(district, attendees=40)
    html = page(office, links.list_url(district, YEAR)).content.decode()
    assert "Lượt người dự tuyên truyền" in html
    assert links.records_url("outreach_attendees", district, YEAR).replace("&", "&amp;") in html


def test_the_list_shows_computed_beside_reported_and_the_difference(page, office, district, session_of):
    session_of(district)
    report(district, "outreach_sessions", 3)
    html = page(office, links.list_url(district, YEAR)).content.decode()
    assert "+2" in html
    assert "Tính từ 1 bản ghi" in html


def test_the_records_page_shows_the_definition_the_records_and_their_sum(page, office, district, ward, session_of):
    session_of(district, attendees=40, topic="Quy chế dân chủ")
    session_of(ward, attendees=2, topic="Tiết kiệm điện")
    html = page(office, links.records_url("outreach_attendees", district, YEAR)).content.decode()
    assert "Cộng cột «Số người dự (lượt)» của «Sổ tuyên truyền»" in html
    assert "mọi đơn vị thuộc Quận 1" in html
    assert "Quy chế dân chủ" in html
    assert "Tiết kiệm điện" in html
    assert "42 lượt người" in html
    assert "Ai đã sửa" in html


def test_filters_in_the_address_narrow_the_records_and_the_sum(page, office, district, ward, session_of):
    session_of(district, attendees=40, topic="Quy chế dân chủ")
    session_of(ward, attendees=2, topic="Tiết kiệm điện")
    session_of(ward, attendees=5, topic="Tiết kiệm xăng", held_on=date(2007, 1, 2))
    years = Period(date(2007, 1, 1), date(2008, 12, 31))
    url = links.records_url("outreach_attendees", district, years, q="tiet kiem", at=ward.pk, year=2008)
    html = page(office, url).content.decode()
    assert "Tiết kiệm điện" in html
    assert "Quy chế dân chủ" not in html
    assert "Tiết kiệm xăng" not in html
    assert "<b>2 lượt người</b>" in html


def test_the_drawer_is_the_same_page_without_its_frame(page, office, district, session_of):
    session_of(district, topic="Quy chế dân chủ")
    url = links.records_url("outreach_sessions", district, YEAR)
    html = page(office, url, headers={"HX-Request": "true"}).content.decode()
    assert "Quy chế dân chủ" in html
    assert "<html" not in html
    assert f'href="{url.replace("&", "&amp;")}"' in html


def test_the_records_behind_a_figure_can_be_taken_as_excel(page, office, district, session_of):
    session_of(district, topic="Quy chế dân chủ", attendees=40)
    session_of(district, topic="Ngoài kỳ", held_on=date(2009, 1, 1))
    url = links.records_url("outreach_sessions", district, YEAR).replace("/so/?", "/so/excel/?")
    sheet = openpyxl.load_workbook(io.BytesIO(page(office, url).content)).active
    rows = list(sheet.values)
    assert len(rows) == 2
    assert "Quy chế dân chủ" in rows[1]


def test_a_reported_figure_opens_to_who_reported_it(page, office, district, ward):
    report(ward, "petitions_received", 15)
    html = page(office, links.records_url("petitions_received", district, YEAR)).content.decode()
    assert "Phường Bến Xuân" in html
    assert "15 đơn" in html
    url = links.records_url("petitions_received", district, YEAR).replace("/so/?", "/so/excel/?")
    rows = list(openpyxl.load_workbook(io.BytesIO(page(office, url).content)).active.values)
    assert rows[1][:2] == ("Phường Bến Xuân", "Tổng số đơn tiếp nhận")


def test_a_rate_opens_to_its_two_parts(page, office, district):
    report(district, "petitions_resolved", 33)
    report(district, "petitions_within_jurisdiction", 40)
    html = page(office, links.records_url("petition_resolution_rate", district, YEAR)).content.decode()
    assert "82,5%" in html
    assert links.records_url("petitions_resolved", district, YEAR).replace("&", "&amp;") in html


def test_units_that_have_not_reported_are_named(page, office, district, ward, other_ward):
    report(ward, "petitions_received", 15)
    html = page(office, links.records_url("petitions_received", district, YEAR)).content.decode()
    assert "Số liệu của 1/2 đơn vị" in html
    assert "Phường Cầu Muối" in html


@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_open_in_both_languages(page, client, office, district, session_of, language):
    session_of(district)
    client.cookies["django_language"] = language
    page(office, links.list_url(district, YEAR))
    page(office, links.records_url("outreach_sessions", district, YEAR))
    for name in ("figures:narratives", "figures:narrative-new", "figures:typed"):
        page(office, reverse(name))


def board_of_many(district: Any, wards: int) -> None:
    from liemchinh.apps.organisation import actions as organisation

    for n in range(wards):
        ward = organisation.found(f"W{n}", f"Phường {n}", by=SYSTEM, on=date(2000, 1, 1), parent=district)
        report(ward, "petitions_received", n)


@pytest.mark.parametrize("wards", [1, 25])
def test_the_pages_ask_no_more_queries_for_more_units(
    client, office, district, session_of, wards, django_assert_max_num_queries
):
    board_of_many(district, wards)
    session_of(district)
    client.force_login(office)
    with django_assert_max_num_queries(28):
        client.get(links.list_url(district, YEAR))
    with django_assert_max_num_queries(28):
        client.get(links.records_url("outreach_attendees", district, YEAR))
    with django_assert_max_num_queries(28):
        client.get(links.records_url("petitions_received", district, YEAR))


def test_more_units_than_fit_stand_on_the_next_page_of_the_matrix(page, office, district):
    board_of_many(district, 45)
    html = page(office, links.list_url(district, YEAR)).content.decode()
    assert html.count("Phường 39</th>") == 1
    assert "Phường 40</th>" not in html
    following = html.partition('rel="next"')[0].rpartition('href="')[2].partition("#")[0].replace("&amp;", "&")
    assert "Phường 40</th>" in page(office, reverse("figures:list") + following).content.decode()


def test_a_date_that_does_not_exist_is_answered_with_a_sentence(page, office, district):
    html = page(office, f"{reverse('figures:list')}?unit=Q1&from=31/02/2008&to=31/12/2008").content.decode()
    assert "không có trong lịch" in html
