"""Entering and deciding in a browser: what was typed is never lost, and nothing is taken that nobody agreed to."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from liemchinh.apps.figures import taking_in
from liemchinh.apps.outreach.models import Session
from liemchinh.kernel.measures import Period
from liemchinh.spine import files
from liemchinh.spine.access import SYSTEM
from tests.apps.test_figures_narratives import TEXT, YEAR
from tests.spine.test_imports import book, entry

from .conftest import violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ENTER = "/so/outreach.session/them/"
TYPED = {"held_on": "8/7/2008", "topic": "Quy chế dân chủ ở phường", "form": "Hội nghị", "attendees": "41"}


def type_in(page: Page) -> None:
    for name, text in TYPED.items():
        page.fill(f"[name={name}]", text)


def standing(page: Page) -> dict[str, str]:
    return {name: page.input_value(f"[name={name}]") for name in TYPED}


def enter(page: Page) -> None:
    with page.expect_navigation():
        page.locator("main button[name=step]").first.click()


def sign_in_again(page: Page, username: str) -> None:
    page.fill("[name=login]", username)
    page.fill("[name=password]", "mật-khẩu-thử-2026")
    with page.expect_navigation():
        page.click("main button")


def test_what_was_typed_outlives_an_ended_session(sign_in: Callable[..., Page], clerk_of_ward: Any) -> None:
    page = sign_in(clerk_of_ward)
    page.goto(ENTER)
    type_in(page)
    page.context.clear_cookies(name="sessionid")
    enter(page)
    assert "/tai-khoan/login/" in page.url
    assert not Session.objects.exists()
    sign_in_again(page, clerk_of_ward.username)
    page.wait_for_url(f"**{ENTER}")
    assert standing(page) == TYPED
    enter(page)
    assert "Đã lưu lúc" in page.inner_text("main")
    assert Session.objects.get().attendees == 41


def test_what_was_taken_or_left_does_not_come_back(sign_in: Callable[..., Page], clerk_of_ward: Any) -> None:
    page = sign_in(clerk_of_ward)
    page.goto(ENTER)
    type_in(page)
    enter(page)
    page.goto(ENTER)
    assert set(standing(page).values()) == {""}
    assert page.evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('draft')).length") == 0


def test_the_next_entry_begins_without_the_words_of_the_last(sign_in: Callable[..., Page], clerk_of_ward: Any) -> None:
    page = sign_in(clerk_of_ward)
    page.goto(ENTER)
    type_in(page)
    with page.expect_navigation():
        page.click("button[name=then]")
    assert standing(page) == {"held_on": "8/7/2008", "topic": "", "form": "Hội nghị", "attendees": ""}


def test_somebody_else_at_the_same_desk_does_not_find_the_draft(
    sign_in: Callable[..., Page], clerk_of_ward: Any, clerk: Any
) -> None:
    page = sign_in(clerk_of_ward)
    page.goto(ENTER)
    type_in(page)
    page.context.clear_cookies(name="sessionid")
    enter(page)
    sign_in_again(page, clerk.username)
    page.goto(ENTER)
    assert set(standing(page).values()) == {""}


def test_back_after_an_entry_shows_the_day_and_the_rest(sign_in: Callable[..., Page], clerk_of_ward: Any) -> None:
    page = sign_in(clerk_of_ward)
    page.goto(ENTER)
    type_in(page)
    enter(page)
    page.go_back()
    assert standing(page) == TYPED


def test_entry_begins_in_the_first_empty_box_and_a_slash_in_a_list_stays_there(
    sign_in: Callable[..., Page], office: Any, ward: Any
) -> None:
    page = sign_in(office)
    page.goto(ENTER)
    assert page.evaluate("document.activeElement.name") == "unit"
    page.keyboard.type("/phường")
    assert page.evaluate("document.activeElement.name") == "unit"
    assert page.input_value("#q-all") == ""


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_proposal_is_ticked_beside_its_box(sign_in: Callable[..., Page], clerk_of_ward: Any, scripts: bool) -> None:
    page = sign_in(clerk_of_ward, java_script_enabled=scripts)
    page.goto(ENTER)
    type_in(page)
    page.fill("[name=attendees]", "bốn mươi")
    enter(page)
    assert not Session.objects.exists()
    assert page.input_value("[name=attendees]") == "bốn mươi"
    if scripts:
        assert violations(page) == []
    page.get_by_label("Ghi «40»?").check()
    enter(page)
    assert Session.objects.get().attendees == 40


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_checking_an_import_again_takes_only_what_was_ticked(
    sign_in: Callable[..., Page], clerk_of_ward: Any, scripts: bool
) -> None:
    rows = book(entry(1, "5/3/2006"), entry(2, "6/3/2006", "bốn mươi"), entry(3, "7/3/2006", "-5"))
    page = sign_in(clerk_of_ward, java_script_enabled=scripts)
    page.goto("/so/outreach.session/nhap/")
    page.set_input_files("[name=file]", {"name": "so.xlsx", "mimeType": "application/octet-stream", "buffer": rows})
    press(page, "Tải lên và xem trước")
    if scripts:
        assert violations(page) == []
    page.get_by_label("Ghi «40»?").check()
    press(page, "Kiểm tra lại các dòng đã sửa")
    assert page.get_by_label("Ghi «5»?").count() == 1
    assert page.get_by_role("button", name=re.compile("Ghi 2 dòng hợp lệ")).count() == 1


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=name).click()


def test_x_rejects_a_figure_and_z_takes_it_back(sign_in: Callable[..., Page], clerk_of_ward: Any, ward: Any) -> None:
    period = Period(YEAR.start, YEAR.end)
    narrative = taking_in.take_in(
        files.keep(TEXT.encode(), "bao-cao.txt"), ward, period, "Báo cáo năm 2008", by=SYSTEM, on=YEAR.end
    )
    first = narrative.proposals.first()
    page = sign_in(clerk_of_ward)
    page.goto(f"/so-lieu/bao-cao-chu/{narrative.pk}/")
    with page.expect_navigation():
        page.keyboard.press("x")
    assert "Đã loại số 1" in page.locator("[role=status]").inner_text()
    assert violations(page) == []
    with page.expect_navigation():
        page.keyboard.press("z")
    first.refresh_from_db()
    assert first.state == "proposed"
    assert page.locator(".lc-confirm > .is-on").get_attribute("id") == f"c{first.pk}"
