"""Accounts: one person's name in any capitals, locks, second factor, and an administrator who can mend them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError

from liemchinh.apps.organisation import actions
from liemchinh.kernel.errors import Refusal
from liemchinh.spine.access import SYSTEM
from liemchinh.spine.ledger import Entry
from liemchinh.spine.people import Account, name_tried

pytestmark = pytest.mark.django_db
PASSWORD = "mật-khẩu-thử-2026"


@pytest.fixture
def administrator(district: Any) -> Account:
    account = Account.objects.create_user("thinh", PASSWORD, full_name="Vũ Đức Thịnh")
    actions.assign_post(account, district, "administrator", "Quản trị hệ thống", by=SYSTEM, on=date(2000, 1, 1))
    return account


def entered(client: Any, account: Account) -> Any:
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_login_name_in_other_capitals_is_the_same_name(clerk):
    with pytest.raises(IntegrityError):
        Account.objects.create_user("LAN", PASSWORD, full_name="Người khác")


def test_a_person_signs_in_whatever_the_capitals(client, clerk):
    answer = client.post("/tai-khoan/login/", {"login": "Lan", "password": PASSWORD})
    assert answer.status_code == 302
    assert answer.wsgi_request.user == clerk


def test_a_lock_is_counted_under_one_spelling():
    assert name_tried(None, {"username": " KiemSoat "}) == name_tried(None, {"username": "kiemsoat"})


def test_language_and_look_follow_the_person_to_a_new_browser(client, clerk):
    Account.objects.filter(pk=clerk.pk).update(language="en", theme="dark")
    answer = client.post("/tai-khoan/login/", {"login": "lan", "password": PASSWORD})
    assert (answer.cookies["django_language"].value, answer.cookies["theme"].value) == ("en", "dark")


def test_the_administrator_gives_a_new_password_once_and_a_line_is_written(client, administrator, clerk):
    answer = entered(client, administrator).post(f"/don-vi/tai-khoan/{clerk.pk}/", {"act": "password"})
    clerk.refresh_from_db()
    assert clerk.check_password(answer.context["password"])
    assert not clerk.check_password(PASSWORD)
    line = Entry.objects.get(verb="account.password")
    assert line.subject == f"account:{clerk.pk}"
    assert answer.context["password"] not in line.payload


def test_a_closed_account_cannot_sign_in_and_can_be_opened_again(client, administrator, clerk):
    actions.mend_account(clerk, "disable", by=administrator)
    client.post("/tai-khoan/login/", {"login": "lan", "password": PASSWORD})
    assert client.get("/").status_code == 302
    actions.mend_account(clerk, "enable", by=administrator)
    client.post("/tai-khoan/login/", {"login": "lan", "password": PASSWORD})
    assert client.get("/").status_code == 200


def test_nobody_but_the_administrator_mends_accounts(client, office, clerk):
    assert entered(client, office).post(f"/don-vi/tai-khoan/{clerk.pk}/", {"act": "password"}).status_code == 403
    clerk.refresh_from_db()
    assert clerk.check_password(PASSWORD)


def test_an_administrator_does_not_mend_their_own_account(client, administrator):
    assert entered(client, administrator).get(f"/don-vi/tai-khoan/{administrator.pk}/").status_code == 404


def test_a_post_that_ends_before_it_begins_is_refused_beside_its_field(client, administrator, district):
    said = {"username": "moi", "full_name": "Người Mới", "unit": district.pk, "role": "clerk", "title": "Cán bộ",
            "valid_from": "1/1/2027", "valid_to": "1/1/2026"}  # fmt: skip
    answer = entered(client, administrator).post("/don-vi/tai-khoan/moi/", said)
    assert answer.status_code == 422
    assert "valid_to" in answer.context["form"].errors


def test_pages_of_signed_in_people_are_not_kept_by_browsers(client, clerk):
    assert entered(client, clerk).get("/")["Cache-Control"] == "private, no-store"


def test_a_command_address_opened_as_a_page_says_what_to_do(client, clerk):
    answer = entered(client, clerk).get("/ngon-ngu/")
    assert answer.status_code == 405
    assert "chưa được ghi" in answer.content.decode()


def test_the_page_of_security_keys_opens(client, clerk):
    assert entered(client, clerk).get("/tai-khoan/2fa/webauthn/").status_code in (200, 302)


def test_a_unit_does_not_go_into_its_own_part(district, ward):
    with pytest.raises(Refusal, match="trực thuộc"):
        actions.merge([district], ward, by=SYSTEM, on=date(2026, 1, 1))


def test_a_unit_with_living_parts_is_not_dissolved(district, ward):
    city = actions.found("VG", "Thành phố Vĩnh Giang", by=SYSTEM, on=date(2000, 1, 1))
    with pytest.raises(Refusal, match="còn 1 đơn vị"):
        actions.merge([district], city, by=SYSTEM, on=date(2026, 1, 1))


def test_nobody_sits_on_a_committee_twice_or_before_it_exists(district):
    committee = actions.establish(district, "Ban Chỉ đạo", by=SYSTEM, on=date(2006, 9, 20))
    actions.appoint(committee, "Cao Xuân Nam", by=SYSTEM, on=date(2006, 9, 20), title="Ủy viên")
    with pytest.raises(Refusal, match="đang là thành viên"):
        actions.appoint(committee, "Cao Xuân Nam", by=SYSTEM, on=date(2007, 1, 1), title="Ủy viên")
    with pytest.raises(Refusal, match="trước ngày đó"):
        actions.appoint(committee, "Tạ Quang Huy", by=SYSTEM, on=date(1980, 1, 1))


def test_the_same_entry_is_asked_about_before_it_is_written_twice(client, office, district, session_of):
    session_of(district, host="Chi bộ 1", leaflets=10)
    page = entered(client, office)
    said = {"unit": district.pk, "held_on": "10/03/2008", "host": "Chi bộ 1", "form": "Hội nghị", "attendees": "40",
            "topic": "Luật Phòng, chống tham nhũng", "leaflets": "10", "step": "record"}  # fmt: skip
    answer = page.post("/so/outreach.session/them/", said)
    assert "giống hệt" in answer.content.decode()
    assert page.post("/so/outreach.session/them/", said | {"twice": "1"}).status_code == 302
