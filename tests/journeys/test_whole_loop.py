"""The main job in a browser, as the committee office does it: registers and a narrative in, a signed review out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from liemchinh.apps.commendation import actions as commendation
from liemchinh.apps.commendation.models import Award
from liemchinh.apps.figures.models import Reported
from liemchinh.apps.organisation import actions as organisation
from liemchinh.apps.outreach.models import Session
from liemchinh.apps.reports.models import Review
from liemchinh.spine.access import SYSTEM
from liemchinh.spine.moves import correct

from .conftest import violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
START, END = date(2006, 3, 16), date(2011, 4, 21)
SEED = [
    "Đây là kỳ báo cáo đầu tiên nên chưa có số liệu để so sánh.",
    "Ban Chỉ đạo phòng, chống tham nhũng Quận đã được kiện toàn, đến nay có 11 thành viên.",
    "Các cấp ủy, cơ quan, đơn vị đã tổ chức tuyên truyền được 746 buổi với 31.211 lượt người dự; "
    "phát hành 41.000 tờ bướm. Tổ chức hội thi với 2.400 người tham gia.",
    "Nhân dịp sơ kết, Ban Thường vụ Quận ủy khen thưởng 10 đơn vị thực hiện tốt nhiệm vụ.",
]


@pytest.fixture
def prepared(district: Any) -> None:
    """What earlier years left: a committee of eleven and ten units commended."""
    district.party_body, district.party_symbol = "Quận ủy Quận 1", "QU"
    district.save()
    committee = organisation.establish(district, "Ban Chỉ đạo phòng, chống tham nhũng Quận", by=SYSTEM, on=START)
    for n in range(10):
        organisation.appoint(committee, f"Thành viên {n}", by=SYSTEM, on=date(2006, 9, 20), title="Ủy viên")
    for n in range(10):
        award = Award(unit=district, recipient=f"Chi bộ {n}", decided_on=END, decision="112-QĐ/QU")
        commendation.record(award, by=SYSTEM, on=END)


def words(page: Page) -> str:
    """The text of the page as read aloud, without the marks that show a figure to be a door."""
    return re.sub(r"\s+", " ", page.inner_text("main")).replace("▸", "")


def fill(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        control = page.locator(f"[name={name}]")
        if control.evaluate("e => e.tagName") == "SELECT":
            control.select_option(label=value)
        else:
            control.fill(value)


def press(page: Page, name: str) -> None:
    with page.expect_navigation(timeout=60_000):
        page.locator("main").get_by_role("button", name=name, exact=False).first.click()


def test_from_the_units_register_to_a_signed_review(
    prepared: None, office: Any, signatory: Any, sign_in: Callable[..., Page], shared: Path
) -> None:
    page = sign_in(office)
    the_register_is_imported(page, shared)
    the_resolution_is_registered(page)
    a_member_joins_the_committee(page)
    the_narrative_is_read(page, shared)
    the_review_is_written(page)
    report_page = sign_in(signatory)
    the_review_is_signed(report_page)
    a_record_changes_and_the_report_says_so(report_page, office)


def the_register_is_imported(page: Page, shared: Path) -> None:
    page.goto("/so/outreach.session/nhap/")
    page.set_input_files("[name=file]", str(shared / "data/registers/so_tuyen_truyen_2006_2011.xlsx"))
    press(page, "Tải lên và xem trước")
    page.wait_for_url(re.compile(r"/nhap/\d+/"), timeout=60_000)
    page.get_by_role("button", name=re.compile("Ghi 751 dòng")).wait_for(timeout=60_000)
    assert not Session.objects.exists(), "the preview saved something"
    assert "5.133" in words(page)
    assert violations(page) == []
    press(page, "Ghi 751 dòng")
    page.get_by_text(re.compile("Đã nhập 751 dòng")).first.wait_for(timeout=60_000)
    assert Session.objects.filter(state="held").count() == 746


def the_resolution_is_registered(page: Page) -> None:
    page.goto("/so/directives.document/them/")
    fill(page, number="03-NQ/QU", issued_on="16/3/2006", issuer="Quận ủy", kind="Nghị quyết",
         abstract="chống quan liêu, tham nhũng, lãng phí, thực hành tiết kiệm")  # fmt: skip
    assert violations(page) == []
    press(page, "Ghi văn bản")
    assert "03-NQ/QU" in words(page)


def a_member_joins_the_committee(page: Page) -> None:
    page.goto("/don-vi/")
    page.get_by_role("link", name="Ban Chỉ đạo phòng, chống tham nhũng Quận").click()
    page.get_by_role("link", name="Bổ sung thành viên").click()
    fill(page, full_name="Cao Xuân Nam", title="Chủ nhiệm Ủy ban Kiểm tra", since="16/8/2010", decision="97-QĐ/QU")
    press(page, "Lưu")
    page.fill("[name=on]", "21/4/2011")
    press(page, "Xem")
    assert "11 thành viên ngày 21/04/2011" in words(page)
    assert violations(page) == []


def the_narrative_is_read(page: Page, shared: Path) -> None:
    """The office's own account of the same years; the keyboard confirms figure after figure."""
    page.goto("/so-lieu/bao-cao-chu/moi/")
    page.set_input_files("[name=file]", str(next((shared / "data/seeds").glob("003_*.txt"))))
    fill(page, unit="Quận 1", title="Sơ kết thực hiện Nghị quyết 03", start="16/3/2006", end="21/4/2011")
    press(page, "Đọc số liệu")
    page.wait_for_url(re.compile(r"/bao-cao-chu/\d+/$"), timeout=60_000)
    assert violations(page) == []
    for n in range(1, 7):
        page.keyboard.press("Enter")
        page.locator(".lc-confirm .lc-due.is-ok").nth(n - 1).wait_for(timeout=15_000)
    taken = Reported.objects.filter(state="confirmed").values_list("indicator", "value", "proposal__quote")
    assert ("outreach_attendees", 31211, "31.211 người dự") in [(i, int(v), q) for i, v, q in taken]
    assert len(taken) == 6


def the_review_is_written(page: Page) -> None:
    page.goto("/bao-cao/moi/")
    page.select_option("[name=resolution]", index=1)
    fill(page, unit="Quận 1", start="16/3/2006", end="21/4/2011")
    press(page, "Lập báo cáo")
    text = words(page)
    for sentence in SEED:
        assert sentence in text
    assert violations(page) == []
    page.goto(page.url.rstrip("/") + "/soan/")
    for box in page.locator("textarea[name^=text__]").all():
        box.fill("–")
    fill(page, chosen="Tiếp tục thực hiện Nghị quyết.")
    press(page, "Lưu")


def the_review_is_signed(page: Page) -> None:
    review = Review.objects.get()
    page.goto(f"/bao-cao/{review.pk}/ky/")
    fill(page, number="57", signed_on="21/4/2011", signer_name="Lê Minh Quân", signer_title="Phó Bí thư Thường trực")
    press(page, "Ký báo cáo")
    review.refresh_from_db()
    assert review.state == "signed", words(page)
    assert review.figures.get(indicator="outreach_sessions").value == 746
    page.goto(f"/bao-cao/{review.pk}/")
    page.get_by_role("link", name=re.compile("^746")).first.click()
    page.get_by_text("746").first.wait_for()
    with page.expect_download() as download:
        page.goto(f"/bao-cao/{review.pk}/")
        page.get_by_role("link", name="Word").click()
    assert Path(download.value.path()).read_bytes().startswith(b"PK")


def a_record_changes_and_the_report_says_so(page: Page, office: Any) -> None:
    session = Session.objects.filter(attendees=47).first()
    assert session is not None
    correct(session, {"attendees": 50}, by=office, on=date(2026, 11, 22), reason="tìm thấy sổ giấy số 2")
    page.goto(f"/bao-cao/{Review.objects.get().pk}/")
    text = words(page)
    assert "31.214" in text
    assert "đã ký 31.211" in text
    assert "tìm thấy sổ giấy số 2" in text
    assert violations(page) == []
