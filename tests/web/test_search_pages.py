"""Searching through the pages: the register's list, its order, its counts, export and the quick search."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import openpyxl
import pytest
from django.test import Client

from liemchinh.apps.outreach import actions
from liemchinh.spine.access import SYSTEM

LIST = "/so/outreach.session/"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def at_desk(client: Client, clerk_of_ward: Any) -> Client:
    client.force_login(clerk_of_ward, backend=BACKEND)
    return client


def text_of(response: Any) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def sessions(ward: Any, other_ward: Any, session_of: Callable[..., Any]) -> None:
    session_of(ward, topic="đất ở nông thôn", held_on=date(2006, 1, 1), attendees=10)
    session_of(ward, topic="đạt chuẩn văn hóa", held_on=date(2007, 1, 1), attendees=20)
    cancelled = session_of(ward, topic="đất vườn", held_on=date(2008, 1, 1), attendees=40)
    actions.cancel(cancelled, reason="mưa", by=SYSTEM, on=date(2008, 1, 2))
    session_of(other_ward, topic="đất của phường khác", attendees=80)


@pytest.mark.usefixtures("sessions")
def test_a_list_of_hits_counts_sums_and_sorts_them(at_desk: Client) -> None:
    response = at_desk.get(LIST, {"q": "đất"})
    page = text_of(response)
    assert re.findall(r"đất vườn|đất ở|đạt chuẩn|phường khác", page) == ["đất vườn", "đất ở", "đạt chuẩn"]
    assert "3 bản ghi" in page
    assert re.search(r"<td class=\"lc-n\"[^>]*><b>30</b>", response.content.decode()), (
        "the cancelled one counts nowhere"
    )
    assert {s: n for s, _words, n in response.context["states"]} == {"held": 2, "cancelled": 1}


@pytest.mark.usefixtures("sessions")
def test_states_of_the_hits_filter_and_are_counted_without_the_filter(at_desk: Client) -> None:
    response = at_desk.get(LIST, {"q": "dat", "state": "cancelled"})
    assert [r.topic for r in response.context["page"].rows] == ["đất vườn"]
    assert {s: n for s, _words, n in response.context["states"]} == {"held": 2, "cancelled": 1}


@pytest.mark.usefixtures("sessions")
def test_hits_can_be_ordered_by_relevance(at_desk: Client) -> None:
    response = at_desk.get(LIST, {"q": "nong thon dat", "order": "relevance"})
    assert "hợp nhất trước" in text_of(response)
    assert [r.topic for r in response.context["page"].rows] == ["đất ở nông thôn"]


@pytest.mark.usefixtures("sessions")
def test_an_export_of_hits_holds_them_all_and_no_others(at_desk: Client) -> None:
    answer = at_desk.get(LIST + "xuat/", {"q": "dat", "to": "31/12/2007"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.getvalue())).active
    said = [str(c.value) for row in sheet.iter_rows() for c in row if c.value]
    assert {t for t in said if t.startswith(("đất", "đạt"))} == {"đất ở nông thôn", "đạt chuẩn văn hóa"}


@pytest.mark.usefixtures("sessions")
def test_quick_search_shows_only_what_the_account_may_read(at_desk: Client) -> None:
    page = text_of(at_desk.get("/tim/", {"q": "đất"}))
    assert "đất vườn" in page
    assert "phường khác" not in page


@pytest.mark.parametrize("signs", ["%", "-", "…"])
@pytest.mark.usefixtures("sessions")
def test_signs_alone_find_nothing_and_it_is_said(at_desk: Client, signs: str) -> None:
    page = text_of(at_desk.get(LIST, {"q": signs}))
    assert f"«{signs}» không có chữ hay số nào để tìm." in page
    assert "đất vườn" not in page


@pytest.mark.usefixtures("sessions")
def test_an_address_that_is_no_key_shows_the_first_page(at_desk: Client) -> None:
    for asked in ({"after": "x"}, {"before": "9"}, {"after": "2008-01-01.3"}, {"after": "-5", "order": "relevance"}):
        assert len(at_desk.get(LIST, {"q": "dat", **asked}).context["page"].rows) == 3
