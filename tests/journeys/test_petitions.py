"""A petition in a browser, from the counter to the answer: by keyboard, on a phone, in the dark; axe finds nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from liemchinh.apps.petitions.models import Petition

from .conftest import PHONE, scrolls_sideways, violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIST = "/don-thu/"


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=name, exact=True).first.click()


def take(page: Page, petition: Petition, step: str, **fields: str) -> None:
    """Take one step on its own page; the page has nothing for axe to find."""
    page.goto(f"{LIST}{petition.pk}/buoc/{step}/")
    for name, value in fields.items():
        control = page.locator(f"main form [name={name}]").first
        if control.evaluate("e => e.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)
    assert violations(page) == []
    with page.expect_navigation():
        page.locator("main form button.btn-primary").last.click()
    petition.refresh_from_db()


def entered(page: Page) -> Petition:
    """A petition typed in without the mouse, from the list by the key N."""
    page.goto(LIST)
    with page.expect_navigation():
        page.keyboard.press("n")
    assert violations(page) == []
    page.focus("[name=senders-0-name]")
    page.keyboard.type("Bế Văn Sang")
    page.keyboard.press("Tab")
    page.keyboard.type("27/3 Lý Trực")
    page.focus("[name=subject]")
    page.keyboard.type("Đề nghị xử lý việc lấn chiếm lối đi chung hẻm 27")
    page.keyboard.press("Tab")
    page.keyboard.type("Hộ số 27/1 xây bậc thềm lấn ra lối đi chung.")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    return Petition.objects.get()


def test_a_petition_goes_from_the_counter_to_its_answer(
    sign_in: Callable[..., Page], intake: Any, head: Any, handler: Any
) -> None:
    desk = sign_in(intake)
    petition = entered(desk)
    assert petition.received_on == timezone.localdate()
    take(desk, petition, "classify", kind="recommendation", field="environment", eligible="yes", competence="in")
    assert petition.state == "classified"
    chief = sign_in(head)
    take(chief, petition, "accept", handler=str(handler.pk))
    assert (petition.state, petition.handler) == ("accepted", handler)
    worker = sign_in(handler)
    worker.goto(LIST)
    assert violations(worker) == []
    worker.keyboard.press("j")
    with worker.expect_navigation():
        worker.keyboard.press("Enter")
    assert worker.url.endswith(f"/don-thu/{petition.pk}/")
    assert violations(worker) == []
    chief = sign_in(head)
    take(chief, petition, "answer", result="Đã yêu cầu hộ số 27/1 tháo dỡ bậc thềm.")
    assert petition.state == "answered"
    assert petition.answered_on == timezone.localdate()


def test_j_walks_x_ticks_and_the_walk_goes_on_from_there(
    sign_in: Callable[..., Page], head: Any, ward: Any, petition_of: Any
) -> None:
    for n in range(3):
        day = timezone.localdate() - timedelta(days=3 - n)
        petition_of(ward, received_on=day, sender=f"Người {n}", subject=f"Việc số {n}")
    page = sign_in(head)
    page.goto(LIST)
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    ticked = page.locator("input[name=petition]").evaluate_all("boxes => boxes.map(box => box.checked)")
    assert ticked == [True, True, False]
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_list_fits_a_phone_and_reads_in_the_dark(
    sign_in: Callable[..., Page], head: Any, ward: Any, petition_of: Any, scheme: str
) -> None:
    petition = petition_of(ward, received_on=timezone.localdate() - timedelta(days=30))
    page = sign_in(head, viewport=PHONE, color_scheme=scheme)
    for address in (
        LIST,
        f"{LIST}{petition.pk}/",
        "/don-vi/vang-mat/",
        "/don-vi/vang-mat/moi/",
        "/don-vi/quan-he/",
        "/",
    ):
        page.goto(address)
        assert violations(page) == [], address
        assert not scrolls_sideways(page), address
    page.goto(LIST)
    page.get_by_text("Vì sao ngày này?").first.click()
    assert "ngày làm việc kể từ ngày" in page.inner_text("main")
    assert violations(page) == []
