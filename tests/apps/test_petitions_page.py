"""The page of a petition: how many questions it asks the database, and who is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.petitions.actions import deciding
from liemchinh.apps.petitions.models import Petition
from liemchinh.spine.ledger_models import Entry
from liemchinh.spine.people import Account

Make = Callable[..., Any]
GOT = date(2026, 9, 7)


@pytest.fixture
def accepted(ward: Unit, intake: Account, head: Account, handler: Account, petition_of: Make) -> Petition:
    petition = petition_of(ward, by=intake, respondent={"name": "Ban quản lý chợ"})
    deciding.classify(petition, {"kind": "complaint", "eligible": True, "competence": "in"}, by=intake, on=GOT)
    return deciding.accept(petition, by=head, on=date(2026, 9, 10), handler=handler)


def url(petition: Petition, name: str = "petition", *more: Any) -> str:
    return reverse(f"petitions:{name}", args=[petition.pk, *more])


def test_the_page_asks_the_database_few_questions(client: Any, accepted: Petition, head: Account) -> None:
    client.force_login(head)
    client.get(url(accepted))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(url(accepted)).status_code == 200
    assert len(asked) <= 32, "\n".join(q["sql"][:160] for q in asked)


def test_names_of_senders_are_shown_on_a_recorded_look_alone(client: Any, accepted: Petition, handler: Account) -> None:
    client.force_login(handler)
    assert "Trần Văn Bình" not in client.get(url(accepted) + "?tab=nguoi").content.decode()
    shown = client.post(url(accepted, "senders"), {"purpose": "settle"})
    assert "Trần Văn Bình" in shown.content.decode()
    line = Entry.objects.get(verb="matter.read")
    assert line.subject == accepted.ref
    assert "Bình" not in line.payload


def test_a_look_without_a_purpose_shows_nothing(client: Any, accepted: Petition, handler: Account) -> None:
    client.force_login(handler)
    assert client.post(url(accepted, "senders"), {"purpose": "curiosity"}).status_code == 302
    assert not Entry.objects.filter(verb="matter.read").exists()


def test_a_colleague_without_the_matter_does_not_see_who_wrote(
    client: Any, accepted: Petition, other_handler: Account
) -> None:
    client.force_login(other_handler)
    assert client.post(url(accepted, "senders"), {"purpose": "settle"}).status_code == 403


def test_a_stranger_and_another_ward_find_nothing(
    client: Any, accepted: Petition, stranger: Account, clerk_of_ward: Account
) -> None:
    for account in (stranger, clerk_of_ward):
        client.force_login(account)
        assert client.get(url(accepted)).status_code in (403, 404)


def test_the_later_of_two_officers_sees_what_the_earlier_did_and_loses_nothing(
    client: Any, accepted: Petition, head: Account
) -> None:
    client.force_login(head)
    stale = accepted.version
    first = {"seen": stale, "on": "12/09/2026", "ground": "nhiều địa điểm", "decision_no": "5/QĐ"}
    assert client.post(url(accepted, "step", "extend"), first).status_code == 302
    answer = client.post(
        url(accepted, "step", "escalate"), {"seen": stale, "on": "12/09/2026", "reason": "Vượt thẩm quyền"}
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Vượt thẩm quyền" in text
    assert "5/QĐ" in text
    again = {"seen": Petition.objects.get(pk=accepted.pk).version, "on": "12/09/2026", "reason": "Vượt thẩm quyền"}
    assert client.post(url(accepted, "step", "escalate"), again).status_code == 302


def test_a_step_of_another_stage_is_refused_with_what_opens_it(client: Any, accepted: Petition, head: Account) -> None:
    client.force_login(head)
    said = client.post(
        url(accepted, "step", "publish"), {"seen": accepted.version, "on": "12/09/2026", "text": "…", "where": "Trụ sở"}
    )
    assert said.status_code == 422
    assert "đã trả lời" in said.content.decode()


def test_a_step_nobody_declared_is_not_there(client: Any, accepted: Petition, head: Account) -> None:
    client.force_login(head)
    assert client.get(url(accepted, "step", "explode")).status_code == 404


def test_a_units_own_limit_runs_beside_the_laws(client: Any, ward: Unit, head: Account, petition_of: Make) -> None:
    client.force_login(head)
    said = {"unit_of": ward.pk, "term": "XLD-01", "days": "3", "unit": "working_days", "document": "12/QĐ-UBND",
            "valid_from": "01/09/2026"}  # fmt: skip
    assert client.post(reverse("petitions:limits"), said).status_code == 302
    petition = petition_of(ward)
    assert (petition.next_due, petition.next_internal) == (date(2026, 9, 10), True)


def test_only_a_head_sets_limits(client: Any, intake: Account) -> None:
    client.force_login(intake)
    assert client.get(reverse("petitions:limits")).status_code == 403


def test_the_text_of_a_letter_is_shown_without_who_wrote_it(
    client: Any, ward: Unit, intake: Account, head: Account, petition_of: Make
) -> None:
    petition = petition_of(ward, by=intake, text="Tôi là TRẦN VĂN BÌNH, trú tại 12 Lê Lợi. Cán bộ nhận tiền.")
    client.force_login(head)
    for tab in ("noi-dung", "lich-su"):
        shown = client.get(url(petition) + f"?tab={tab}").content.decode()
        assert "TRẦN VĂN BÌNH" not in shown
    assert "Cán bộ nhận tiền" in client.get(url(petition)).content.decode()
    assert "TRẦN VĂN BÌNH" in client.post(url(petition, "senders"), {"purpose": "settle"}).content.decode()


def test_a_subject_names_nobody(client: Any, ward: Unit, intake: Account) -> None:
    client.force_login(intake)
    said = {
        "unit": ward.pk, "channel": "post", "received_on": "01/11/2026", "identity": "named", "signers": "1",
        "subject": "Đơn của bà Trần Văn Bình", "text": "…", "senders-TOTAL_FORMS": "1", "senders-INITIAL_FORMS": "0",
        "senders-0-name": "Trần Văn Bình", "senders-0-role": "sender", "respondents-TOTAL_FORMS": "1",
        "respondents-INITIAL_FORMS": "0",
    }  # fmt: skip
    answer = client.post(reverse("petitions:new"), said)
    assert answer.status_code == 422
    assert "Trích yếu có tên người gửi" in answer.content.decode()
    assert not Petition.objects.exists()


def test_the_generic_pages_of_registers_lead_to_the_petitions_own(
    client: Any, accepted: Petition, head: Account, intake: Account
) -> None:
    client.force_login(head)
    for name in ("record", "record_correct"):
        assert client.get(reverse(name, args=["petitions.petition", accepted.pk])).url == url(accepted)
    client.force_login(intake)
    assert client.get(reverse("register_new", args=["petitions.petition"])).url.startswith(reverse("petitions:new"))
