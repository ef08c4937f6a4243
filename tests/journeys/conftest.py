"""A real browser for the journeys: Debian's Chromium, driven by Playwright, with axe for accessibility.

def test_the_list_opens(desk, live_server):
    desk.goto("/so/outreach.session/")
    assert no_violations(desk)
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 360, "height": 740}

# Playwright runs an event loop in the test's own thread; Django would take the fixtures' queries for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is absent: apt-get install chromium")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is absent: make setup")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_context(chromium: Browser, live_server: Any) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browser contexts at the test server's address, closed when the test ends."""
    made: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        options = {"viewport": DESK, "locale": "vi-VN", "base_url": live_server.url} | options
        context = chromium.new_context(**options)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


@pytest.fixture
def page(open_context: Callable[..., BrowserContext]) -> Page:
    """A page of somebody who has not signed in."""
    return open_context().new_page()


@pytest.fixture
def sign_in(open_context: Callable[..., BrowserContext], client: Any) -> Callable[..., Page]:
    """`sign_in(account, viewport=…)` answers with a page of that account, without going through the login form."""

    def enter(account: Any, **options: Any) -> Page:
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
        context = open_context(**options)
        for name, morsel in client.cookies.items():
            context.add_cookies(
                [{"name": name, "value": morsel.value, "url": options.get("base_url") or context_url(context)}]
            )
        return context.new_page()

    def context_url(context: BrowserContext) -> str:
        return str(context._impl_obj._options["baseURL"])

    return enter


def violations(page: Page) -> list[str]:
    """What axe finds wrong on the page as it stands: rule, and the first elements concerned."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['help']} — {[n['html'][:120] for n in v['nodes'][:3]]}" for v in found]


def scrolls_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
