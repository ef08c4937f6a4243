"""The ledger's page: sentences, seal, filters, and only for those who may read it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from liemchinh.spine import ledger, ledger_keys
from liemchinh.spine.moves import correct

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def words(response: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


@pytest.fixture
def at_desk(client: Client, office: Any) -> Client:
    client.force_login(office, backend=BACKEND)
    return client


def test_the_newest_line_stands_on_top_and_names_no_person(
    at_desk: Client, ward: Any, session_of: Callable[..., Any], clerk_of_ward: Any
) -> None:
    session = session_of(ward, by=clerk_of_ward)
    page = at_desk.get("/nhat-ky/").content.decode()
    body = page[page.index("<tbody") : page.index("</tbody")]
    assert session.ref in body.split("</tr>")[0]
    assert clerk_of_ward.full_name not in body


def test_a_signed_head_marks_the_lines_it_covers(at_desk: Client, ward: Any, session_of: Callable[..., Any]) -> None:
    ledger_keys.create_key()
    session_of(ward)
    ledger.sign_head()
    session_of(ward)
    page = words(at_desk.get("/nhat-ky/"))
    assert page.count("chờ ký") == 1
    assert "đã ký lúc" in page


def test_the_register_is_a_filter(at_desk: Client, ward: Any, session_of: Callable[..., Any]) -> None:
    session_of(ward)
    page = words(at_desk.get("/nhat-ky/", {"so": "outreach.session"}))
    assert "outreach.session:" in page
    assert "organisation.unit:" not in page


def test_pages_of_the_ledger_follow_each_other(at_desk: Client, ward: Any, session_of: Callable[..., Any]) -> None:
    made = {session_of(ward).ref for _ in range(60)}
    seen: list[str] = []
    url: str | None = "/nhat-ky/?so=outreach.session"
    while url:
        page = at_desk.get(url).content.decode()
        seen += re.findall(r">(outreach\.session:\d+)</a>", page)
        found = re.search(r'href="([^"]+)" rel="next"', page)
        url = "/nhat-ky/" + unescape(found[1]) if found else None
    assert set(seen) == made
    assert len(seen) == 60


def test_a_record_is_asked_for_its_name_once_however_many_lines_speak_of_it(
    at_desk: Client, ward: Any, office: Any, session_of: Callable[..., Any]
) -> None:
    session = session_of(ward, by=office)

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            at_desk.get("/nhat-ky/?so=outreach.session")
        return len(caught)

    def corrected(times: int) -> None:
        for n in range(times):
            correct(session, {"attendees": 100 + n}, by=office, on=date(2008, 4, 1), reason="đối chiếu sổ giấy")

    corrected(2)
    few = queries()
    corrected(20)
    assert queries() == few


def test_who_may_not_read_the_ledger_is_refused(client: Client, clerk_of_ward: Any) -> None:
    client.force_login(clerk_of_ward, backend=BACKEND)
    assert client.get("/nhat-ky/").status_code == 403
