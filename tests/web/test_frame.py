"""The frame of every page: policy, language, theme, errors, menu."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory

from liemchinh.apps.organisation import actions
from liemchinh.kernel.errors import Refusal
from liemchinh.spine.access import SYSTEM
from liemchinh.spine.web import errors, home, menu
from liemchinh.spine.web.middleware import RefusalMiddleware
from tests.world import FOUNDED, person

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}


def words(response: Any) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def at_desk(client: Client, office: Any) -> Client:
    client.force_login(office, backend=BACKEND)
    return client


def test_every_page_carries_the_strict_policy(client: Client, at_desk: Client) -> None:
    for url in ("/", "/tai-khoan/", "/tai-khoan/2fa/", "/so/outreach.session/", "/khong-co/"):
        sent = at_desk.get(url).headers["Content-Security-Policy"]
        assert {part.strip() for part in sent.split(";") if part.strip()} == POLICY


def test_nobody_gets_in_without_signing_in(client: Client, db: None) -> None:
    for url in ("/", "/tai-khoan/", "/so/outreach.session/", "/tim/?q=a"):
        response = client.get(url)
        assert (response.status_code, response.headers["Location"].split("?")[0]) == (302, "/tai-khoan/login/")


def test_the_component_page_is_for_administrators_only(client: Client, at_desk: Client) -> None:
    assert at_desk.get("/look/").status_code == 404


def test_pages_are_vietnamese_whatever_the_browser_prefers(client: Client, db: None) -> None:
    response = client.get("/tai-khoan/login/", headers={"accept-language": "en-US,en"})
    assert '<html lang="vi"' in response.content.decode()
    assert "Đăng nhập" in words(response)


def test_the_language_is_kept_with_the_account(at_desk: Client, office: Any) -> None:
    at_desk.post("/ngon-ngu/", {"language": "en", "next": "/tai-khoan/"})
    office.refresh_from_db()
    assert office.language == "en"
    assert '<html lang="en"' in at_desk.get("/tai-khoan/").content.decode()


def test_a_theme_is_chosen_and_given_up(client: Client, db: None) -> None:
    client.post("/giao-dien/", {"theme": "dark"})
    assert 'data-bs-theme="dark"' in client.get("/tai-khoan/login/").content.decode()
    client.post("/giao-dien/", {"theme": ""})
    assert "data-bs-theme" not in client.get("/tai-khoan/login/").content.decode()


@pytest.mark.parametrize("somewhere", ["https://example.com/", "//example.com", "javascript:alert(1)", ""])
def test_a_switch_leads_to_no_other_site(client: Client, db: None, somewhere: str) -> None:
    assert client.post("/giao-dien/", {"theme": "dark", "next": somewhere}).headers["Location"] == "/"


def test_a_made_up_language_or_theme_changes_nothing(client: Client, db: None) -> None:
    client.post("/ngon-ngu/", {"language": "xx"})
    client.post("/giao-dien/", {"theme": "'><script>"})
    page = client.get("/tai-khoan/login/").content.decode()
    assert '<html lang="vi">' in page


def test_the_menu_shows_what_the_account_may_open(client: Client, office: Any, stranger: Any) -> None:
    client.force_login(office, backend=BACKEND)
    entries = re.search(r'<nav class="lc-nav".*?</nav>', client.get("/").content.decode(), re.S)
    assert entries is not None
    assert {"Tuyên truyền", "Khen thưởng", "Việc của tôi"} <= set(re.findall(r">([^<>]+)</a>", entries[0]))
    client.force_login(stranger, backend=BACKEND)
    entries = re.search(r'<nav class="lc-nav".*?</nav>', client.get("/").content.decode(), re.S)
    assert entries is not None
    assert "Tuyên truyền" not in entries[0]


def test_the_page_one_is_on_is_marked_in_the_menu(at_desk: Client) -> None:
    page = at_desk.get("/so/outreach.session/").content.decode()
    assert re.findall(r'aria-current="true">([^<]+)</a>', page)[0] == "Tuyên truyền"


def test_an_empty_day_says_what_will_come(at_desk: Client) -> None:
    assert "Hôm nay không có việc nào chờ" in words(at_desk.get("/"))


def test_an_empty_day_names_only_what_the_account_may_do(client: Client, ward: Any, clerk_of_ward: Any) -> None:
    client.force_login(clerk_of_ward, backend=BACKEND)
    page = words(client.get("/"))
    assert "bản nhập chờ xác nhận" in page
    assert "báo cáo chờ ký" not in page


def test_an_administrator_finds_accounts_and_units_on_the_first_page(client: Client, district: Any) -> None:
    administrator = person("quantri", "Võ Thị Quản")
    actions.assign_post(administrator, district, "administrator", "Quản trị", by=SYSTEM, on=FOUNDED)
    client.force_login(administrator, backend=BACKEND)
    page = client.get("/").content.decode()
    assert 'href="/don-vi/tai-khoan/"' in page
    assert 'href="/don-vi/"' in page
    assert "bản nhập" not in page


def test_an_account_without_a_post_is_told_whom_to_ask(client: Client, stranger: Any) -> None:
    client.force_login(stranger, backend=BACKEND)
    assert "đề nghị quản trị của đơn vị giao chức vụ" in words(client.get("/"))


def test_a_card_is_shown_to_those_who_hold_its_ability(client: Client, office: Any, stranger: Any) -> None:
    @home.card("reports.sign", order=1)
    def for_signatories(account: Any, on: Any) -> home.Card:
        return home.Card("Báo cáo chờ ký", [home.Line("Sơ kết Nghị quyết 03", "/")], 1)

    @home.card("reports.read", order=2)
    def for_readers(account: Any, on: Any) -> home.Card:
        return home.Card("Báo cáo đã lệch số liệu", [home.Line("Sơ kết Nghị quyết 05", "/")], 1)

    try:
        client.force_login(office, backend=BACKEND)
        page = words(client.get("/"))
        assert "Báo cáo đã lệch số liệu" in page
        assert "Báo cáo chờ ký" not in page
        client.force_login(stranger, backend=BACKEND)
        assert "Báo cáo đã lệch" not in words(client.get("/"))
    finally:
        for made in (for_signatories, for_readers):
            home._sources.pop(f"{made.__module__}.{made.__qualname__}")


def test_a_missing_page_says_how_to_go_on(at_desk: Client) -> None:
    response = at_desk.get("/khong-co-trang-nay/")
    assert response.status_code == 404
    assert "Tìm lại từ danh sách của sổ" in words(response)


def test_a_refused_page_says_whom_to_ask(rf: RequestFactory, db: None) -> None:
    response = errors.forbidden(rf.get("/"), PermissionDenied("outreach.read"))
    assert response.status_code == 403
    assert "Thường trực Ban Chỉ đạo" in words(response)
    assert "outreach.read" not in words(response)


def test_a_failure_says_that_nothing_was_saved_and_needs_no_database(rf: RequestFactory) -> None:
    """Without the `db` fixture any query would fail the test."""
    response = errors.server_error(rf.get("/"))
    assert response.status_code == 500
    assert "chưa được lưu" in words(response)


def test_a_refusal_anywhere_is_a_page_with_its_sentence(rf: RequestFactory) -> None:
    middleware = RefusalMiddleware(lambda request: None)  # type: ignore[arg-type, return-value]
    response = middleware.process_exception(rf.get("/"), Refusal("Kỳ quý I năm 2026 đã chốt."))
    assert response is not None
    assert response.status_code == 400
    assert "Kỳ quý I năm 2026 đã chốt." in words(response)
    assert middleware.process_exception(rf.get("/"), ValueError("x")) is None


def test_a_second_factor_is_set_up_with_a_picture_the_policy_allows(client: Client, office: Any) -> None:
    client.post("/tai-khoan/login/", {"login": office.username, "password": "mật-khẩu-thử-2026"})
    asked = client.get("/tai-khoan/2fa/totp/activate/").headers["Location"]
    page = client.post(asked, {"password": "mật-khẩu-thử-2026"}, follow=True).content.decode()
    assert "<svg" in page.split("lc-qr")[1]
    assert "data:" not in page
    assert "style=" not in page


def test_a_wrong_password_is_answered_in_vietnamese(client: Client, office: Any) -> None:
    response = client.post("/tai-khoan/login/", {"login": office.username, "password": "sai"})
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in words(response)


def test_a_reference_leads_to_the_page_of_its_record_and_others_lead_nowhere() -> None:
    assert menu.record_page("outreach.session:17") == "/so/outreach.session/17/"
    assert menu.record_page("organisation.unit:3") == "/don-vi/3/"
    assert menu.record_page("figures.proposal:3") == ""
    assert menu.record_page("post:x") == ""
