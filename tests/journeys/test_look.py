"""The look in a real browser: accessibility, widths, keyboard, weight, and no request to anybody else."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.journeys.conftest import DESK, PHONE, scrolls_sideways, violations

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LIGHT_AND_DARK = pytest.mark.parametrize("theme", ["light", "dark"])
WIDTHS = pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])


@pytest.fixture
def look(settings: Any) -> None:
    """The component page is served while DEBUG is on."""
    settings.DEBUG = True


@LIGHT_AND_DARK
@WIDTHS
def test_the_components_are_accessible_and_fit_the_screen(
    open_context: Callable[..., BrowserContext], look: None, theme: str, viewport: dict[str, int]
) -> None:
    page = open_context(viewport=viewport, color_scheme=theme).new_page()
    page.goto("/look/")
    assert violations(page) == []
    assert not scrolls_sideways(page)


@LIGHT_AND_DARK
def test_the_login_page_is_accessible(open_context: Callable[..., BrowserContext], theme: str) -> None:
    page = open_context(viewport=PHONE, color_scheme=theme).new_page()
    page.goto("/tai-khoan/login/")
    assert violations(page) == []
    assert not scrolls_sideways(page)


def test_a_page_asks_nobody_else_and_breaks_no_policy(page: Page, look: None, live_server: Any) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto("/look/")
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(live_server.url).netloc}
    assert not [line for line in said if "Content Security Policy" in line or "rror" in line]


def test_a_page_weighs_less_than_200_kilobytes(page: Page, look: None) -> None:
    """As whitenoise and the server send it: text compressed, fonts as they are."""
    weights: dict[str, int] = {}

    def weigh(response: Any) -> None:
        body = response.body()
        weights[response.url] = len(body) if response.url.endswith(".woff2") else len(gzip.compress(body))

    page.on("response", weigh)
    page.goto("/look/", wait_until="networkidle")
    assert sum(weights.values()) < 200_000
    assert sum(url.endswith(".woff2") for url in weights) == 2


def test_what_has_the_focus_can_be_seen(page: Page, look: None) -> None:
    page.goto("/look/")
    for _ in range(12):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert outline == "3px", page.evaluate("document.activeElement.outerHTML")


def test_the_first_stop_of_the_keyboard_leads_past_the_menu(page: Page) -> None:
    page.goto("/tai-khoan/login/")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_letters_of_a_form_that_failed_come_back(page: Page, look: None) -> None:
    """A number box would swallow «bốn mươi»; ours shows it again beside its error."""
    page.goto("/look/")
    assert page.input_value("#id_attendees") == "bốn mươi"


def test_j_and_k_walk_through_a_list_and_slash_finds_the_search(
    sign_in: Callable[..., Page], clerk_of_ward: Any, ward: Any, session_of: Callable[..., Any]
) -> None:
    session_of(ward, topic="Buổi thứ nhất")
    session_of(ward, topic="Buổi thứ hai")
    page = sign_in(clerk_of_ward)
    page.goto("/so/outreach.session/")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "Buổi thứ hai"
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/so/outreach.session/*/")
    assert "Buổi thứ nhất" in page.inner_text("h1")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q-all"


def test_a_record_is_entered_without_leaving_the_keyboard(
    sign_in: Callable[..., Page], clerk_of_ward: Any, ward: Any
) -> None:
    page = sign_in(clerk_of_ward)
    page.goto("/so/outreach.session/")
    page.keyboard.press("n")
    page.wait_for_url("**/them/")
    page.focus("#id_held_on")
    for words in ("8/7/2008", "Khu phố 3", "Quy chế dân chủ", "Hội nghị", "41"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("text=Đã lưu lúc")
    assert "08/07/2008" in page.inner_text("main")


@LIGHT_AND_DARK
@WIDTHS
def test_register_pages_are_accessible(
    sign_in: Callable[..., Page], clerk_of_ward: Any, ward: Any, session_of: Callable[..., Any], theme: str,
    viewport: dict[str, int],
) -> None:  # fmt: skip
    session = session_of(ward)
    page = sign_in(clerk_of_ward, viewport=viewport, color_scheme=theme)
    base = "/so/outreach.session/"
    for url in ("/", base, f"{base}them/", f"{base}{session.pk}/", f"{base}{session.pk}/dinh-chinh/", "/tai-khoan/"):
        page.goto(url)
        assert (url, violations(page)) == (url, [])
        assert not scrolls_sideways(page), url


def test_the_desk_works_without_scripts(
    sign_in: Callable[..., Page], clerk_of_ward: Any, ward: Any, session_of: Callable[..., Any]
) -> None:
    session_of(ward, topic="Không cần kịch bản")
    page = sign_in(clerk_of_ward, java_script_enabled=False, viewport=PHONE)
    page.goto("/so/outreach.session/")
    page.click("a[href='#menu']")
    assert page.is_visible("nav#menu >> text=Tuyên truyền")
    page.click("text=Không cần kịch bản")
    assert "Không cần kịch bản" in page.inner_text("h1")


def test_the_chosen_theme_stays(page: Page) -> None:
    page.goto("/tai-khoan/login/")
    page.click("footer >> text=tối")
    assert page.get_attribute("html", "data-bs-theme") == "dark"
    page.reload()
    assert page.get_attribute("html", "data-bs-theme") == "dark"


def test_the_language_switch_turns_the_page_english(page: Page) -> None:
    page.goto("/tai-khoan/login/")
    page.click("text=English")
    assert page.get_attribute("html", "lang") == "en"
    assert "Tiếng Việt" in page.inner_text("header")
