"""Days away, declared relations, reminders by e-mail: who may note and read what, and what never leaves in a letter."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from liemchinh.apps.organisation import declaring
from liemchinh.apps.organisation.models import Absence, Relation
from liemchinh.apps.petitions import reminders
from liemchinh.apps.petitions.actions import settling
from liemchinh.apps.petitions.models import Digest
from liemchinh.kernel.errors import Refusal

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def away(account: Any, stand_in: Any, since: int = 0, until: int = 3) -> Absence:
    today = timezone.localdate()
    return Absence(account=account, stand_in=stand_in, since=today + timedelta(since), until=today + timedelta(until),
                   note="đi khám bệnh")  # fmt: skip


def note(absence: Absence, by: Any) -> Absence:
    return declaring.note_absence(absence, by=by, on=timezone.localdate())


def test_an_official_notes_their_own_days_away_on_the_page(client: Client, handler: Any, other_handler: Any) -> None:
    client.force_login(handler, backend=BACKEND)
    today = timezone.localdate()
    sent = {"account": handler.pk, "stand_in": other_handler.pk, "since": f"{today:%d/%m/%Y}",
            "until": f"{today + timedelta(2):%d/%m/%Y}", "note": "nghỉ phép"}  # fmt: skip
    assert client.post(reverse("organisation:absence-new"), sent).status_code == 302
    assert Absence.objects.get().stand_in == other_handler
    assert "Hồ Minh Tâm" in client.get(reverse("organisation:absences")).content.decode()


def test_a_head_notes_a_subordinates_days_away_and_a_colleague_does_not(
    head: Any, handler: Any, other_handler: Any
) -> None:
    with pytest.raises(PermissionDenied):
        note(away(handler, other_handler), by=other_handler)
    assert note(away(handler, other_handler), by=head).state == "noted"


def test_a_head_of_another_ward_notes_nothing_here(
    handler: Any, other_handler: Any, other_ward: Any, clerk_of_ward: Any
) -> None:
    from liemchinh.apps.organisation import actions
    from liemchinh.spine.access import SYSTEM
    from tests.world import FOUNDED, person

    stranger = person("khac", "Người Khác")
    actions.assign_post(stranger, other_ward, "unit_head", "Chủ tịch", by=SYSTEM, on=FOUNDED)
    with pytest.raises(PermissionDenied):
        note(away(handler, other_handler), by=stranger)
    with pytest.raises(Refusal, match="Người làm thay phải có chức vụ"):
        note(away(handler, stranger), by=handler)


def test_days_away_do_not_overlap_and_the_stand_in_is_there(handler: Any, other_handler: Any, intake: Any) -> None:
    note(away(handler, other_handler), by=handler)
    with pytest.raises(Refusal, match="hủy lần đó trước"):
        note(away(handler, intake, 2, 5), by=handler)
    with pytest.raises(Refusal, match="cũng vắng"):
        note(away(intake, handler), by=intake)


def test_an_assignment_to_somebody_away_names_who_stands_in_until_it_is_cancelled(
    head: Any, handler: Any, other_handler: Any, ward: Any, petition_of: Any
) -> None:
    absence, petition, today = note(away(handler, other_handler), by=handler), petition_of(ward), timezone.localdate()
    with pytest.raises(Refusal, match="Hồ Minh Tâm"):
        settling.assign(petition, handler, by=head, on=today)
    with pytest.raises(PermissionDenied):
        declaring.cancel_absence(absence, reason="đã về", by=other_handler, on=today)
    declaring.cancel_absence(absence, reason="đã về", by=handler, on=today)
    assert settling.assign(petition, handler, by=head, on=today).handler == handler


def test_why_somebody_is_away_is_read_by_them_and_their_head_alone(
    client: Client, head: Any, handler: Any, other_handler: Any
) -> None:
    note(away(handler, other_handler), by=handler)
    read = {}
    for account in (head, handler, other_handler):
        client.force_login(account, backend=BACKEND)
        read[account.username] = "đi khám bệnh" in client.get(reverse("organisation:absences")).content.decode()
    assert read == {"son": True, "dung": True, "tam": False}


def test_a_relation_is_read_by_who_declared_it_and_by_the_head_alone(
    client: Client, head: Any, handler: Any, other_handler: Any, intake: Any
) -> None:
    client.force_login(handler, backend=BACKEND)
    sent = {"kind": "sibling", "other_name": "Trần Văn Bình", "since": "01/01/2020"}
    assert client.post(reverse("organisation:relation-new"), sent).status_code == 302
    relation = Relation.objects.get()
    assert relation.account == handler
    read = {}
    for account in (head, handler, other_handler, intake):
        client.force_login(account, backend=BACKEND)
        read[account.username] = "Trần Văn Bình" in client.get(reverse("organisation:relations")).content.decode()
    assert read == {"son": True, "dung": True, "tam": False, "mai": False}
    client.force_login(head, backend=BACKEND)
    assert client.get(reverse("organisation:relation-end", args=[relation.pk])).status_code == 404


def test_nobody_declares_or_ends_a_relation_for_somebody_else(handler: Any, head: Any) -> None:
    today = timezone.localdate()
    tie = Relation(account=handler, kind="sibling", other_name="Trần Văn Bình", since=date(2020, 1, 1))
    with pytest.raises(PermissionDenied):
        declaring.declare(tie, by=head, on=today)
    declaring.declare(tie, by=handler, on=today)
    with pytest.raises(PermissionDenied):
        declaring.end_relation(tie, today, reason="hết", by=head, on=today)
    assert declaring.end_relation(tie, today, reason="khai nhầm", by=handler, on=today).state == "ended"


def test_a_relation_to_nobody_comes_back_with_what_was_typed(client: Client, handler: Any) -> None:
    client.force_login(handler, backend=BACKEND)
    answer = client.post(reverse("organisation:relation-new"), {"kind": "kin", "since": "01/01/2020"})
    assert answer.status_code == 422
    assert "01/01/2020" in answer.content.decode()


# --- reminders ---


@pytest.fixture
def due_today(ward: Any, petition_of: Any) -> Any:
    long_ago = timezone.localdate() - timedelta(days=40)
    return petition_of(ward, received_on=long_ago, subject="Nội dung bí mật", sender="Phan Thị Kín")


def with_address(*accounts: Any) -> None:
    for account in accounts:
        account.email = f"{account.username}@phuong.example"
        account.save()


def test_a_reminder_names_number_step_and_day_and_nothing_that_was_written(due_today: Any, head: Any) -> None:
    with_address(head)
    assert len(reminders.remind(timezone.localdate())) == 1
    (sent,) = mail.outbox
    assert sent.to == ["son@phuong.example"]
    assert due_today.number in sent.body
    assert f"/don-thu/{due_today.pk}/" in sent.body
    assert "mới nhận" in sent.body
    assert not any(word in sent.subject + sent.body for word in ("bí mật", "Phan", "Kín", "Sơn"))


def test_nobody_is_reminded_twice_a_day_or_without_address_or_against_their_will(
    client: Client, due_today: Any, head: Any, intake: Any, handler: Any
) -> None:
    with_address(head, intake)
    client.force_login(intake, backend=BACKEND)
    client.post(reverse("petitions:reminders"), {"silent": "1"})
    today = timezone.localdate()
    assert [found.account for found in reminders.remind(today)] == [head]
    assert reminders.remind(today) == []
    client.post(reverse("petitions:reminders"), {"silent": "0"})
    assert [found.account for found in reminders.remind(today)] == [intake]
    assert len(mail.outbox) == 2


def test_a_rehearsal_sends_nothing_and_a_letter_that_failed_is_tried_again(
    due_today: Any, head: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_address(head)
    today = timezone.localdate()
    assert len(reminders.remind(today, send=False)) == 1
    assert (mail.outbox, Digest.objects.count()) == ([], 0)
    with monkeypatch.context() as broken:
        broken.setattr(reminders.EmailMessage, "send", lambda _self: (_ for _ in ()).throw(OSError("từ chối")))
        with pytest.raises(OSError, match="từ chối"):
            reminders.remind(today)
    assert len(reminders.remind(today)) == 1
    assert Digest.objects.get().sent_at is not None


def test_somebody_with_nothing_due_gets_no_letter(head: Any, ward: Any) -> None:
    with_address(head)
    assert reminders.remind(timezone.localdate()) == []
