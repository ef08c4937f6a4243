"""The pages of reviews in a real browser: accessible, within the width of a phone, figures opening in the drawer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from liemchinh.apps.reports.models import Review
from liemchinh.spine.moves import correct

from .conftest import DESK, PHONE, scrolls_sideways, violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytest_plugins = ["tests.apps.reports_world"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def drifted(signed: Review, sessions: list[Any], clerk: Any) -> Review:
    """A signed report of which one figure moved since."""
    correct(sessions[0], {"attendees": 45}, by=clerk, on=date(2012, 1, 5), reason="tìm thấy sổ giấy số 2")
    return signed


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_the_pages_of_a_draft_are_accessible_and_fit_the_screen(
    sign_in: Callable[..., Page], signatory: Any, office: Any, draft: Review, ward: Any, session_of: Any,
    viewport: dict[str, int], theme: str,
) -> None:  # fmt: skip
    session_of(ward)
    addresses = ("/bao-cao/", "/bao-cao/moi/", f"/bao-cao/{draft.pk}/", f"/bao-cao/{draft.pk}/soan/")
    check(sign_in(office, viewport=viewport, color_scheme=theme), *addresses)
    check(sign_in(signatory, viewport=viewport, color_scheme=theme), f"/bao-cao/{draft.pk}/ky/")


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_the_pages_of_a_drifted_report_are_accessible_and_fit_the_screen(
    sign_in: Callable[..., Page], office: Any, drifted: Review, viewport: dict[str, int]
) -> None:
    base = f"/bao-cao/{drifted.pk}/"
    check(sign_in(office, viewport=viewport), base, f"{base}so/outreach_attendees/")


def test_a_moved_figure_of_the_drift_note_opens_in_the_drawer(
    sign_in: Callable[..., Page], office: Any, drifted: Review
) -> None:
    page = sign_in(office)
    page.goto(f"/bao-cao/{drifted.pk}/")
    note = page.locator(".lc-note", has_text="Lệch sau khi ký: 1 số.")
    assert "215 (đã ký 210)" in note.inner_text().replace("▸", "")
    note.locator("a.lc-fig").click()
    page.locator("#drawer", has_text="Ai đã sửa").wait_for()
    assert violations(page) == []


def check(page: Page, *addresses: str) -> None:
    for address in addresses:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        assert (address, violations(page)) == (address, [])
        assert not scrolls_sideways(page), address
