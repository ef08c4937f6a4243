"""The worklist: whose rows it shows, counts that filter, what waits for whom, work in bulk, what a desk remembers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from liemchinh.apps.organisation import declaring
from liemchinh.apps.organisation.models import Absence
from liemchinh.apps.petitions import desk, worklist
from liemchinh.apps.petitions.actions import deciding, ending, settling
from liemchinh.apps.petitions.models import Petition, SavedFilter, Seen
from liemchinh.kernel.errors import Refusal
from liemchinh.spine.access import SYSTEM

pytestmark = pytest.mark.django_db
LIST = "/don-thu/"
AXES = {"kind": "complaint", "field": "land", "eligible": True, "competence": "in"}


def enter(client: Client, account: Any, query: str = "") -> str:
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get(LIST + query)
    assert answer.status_code == 200
    return answer.content.decode()


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def classified(petition_of: Any, ward: Any, **fields: Any) -> Petition:
    petition = petition_of(ward, **fields)
    return deciding.classify(petition, AXES, by=SYSTEM, on=petition.received_on)


def accepted(petition_of: Any, ward: Any, handler: Any, **fields: Any) -> Petition:
    petition = classified(petition_of, ward, **fields)
    return deciding.accept(petition, by=SYSTEM, on=petition.received_on, handler=handler)


def late(petition_of: Any, ward: Any, handler: Any, **fields: Any) -> Petition:
    return accepted(petition_of, ward, handler, received_on=days_ago(45), **fields)


def counted(account: Any, **filters: str) -> worklist.Counts:
    today, wanted = timezone.localdate(), worklist.Asked(**filters)
    rows = worklist.narrowed(worklist.open_to(account, wanted, today), wanted)
    return worklist.counts(rows, wanted, worklist.waits(account, worklist.news(account)), today)


def test_the_list_holds_the_own_units_petitions_and_nobody_elses(
    client: Client, intake: Any, ward: Any, other_ward: Any, petition_of: Any
) -> None:
    petition_of(ward, subject="Lối đi chung")
    petition_of(other_ward, subject="Chợ tạm")
    shown = enter(client, intake)
    assert "Lối đi chung" in shown
    assert "Chợ tạm" not in shown


def test_nobody_finds_a_petition_that_names_them(
    client: Client, head: Any, intake: Any, ward: Any, petition_of: Any
) -> None:
    about = {"name": "Bùi Thanh Sơn", "account": head, "unit": ward, "head": True}
    petition_of(ward, subject="Về người đứng đầu", respondent=about)
    assert "Về người đứng đầu" in enter(client, intake)
    assert "Về người đứng đầu" not in enter(client, head)
    assert counted(head).total == 0


def test_a_handler_begins_with_what_is_theirs(
    client: Client, handler: Any, other_handler: Any, ward: Any, petition_of: Any
) -> None:
    accepted(petition_of, ward, handler, subject="Của tôi")
    accepted(petition_of, ward, other_handler, subject="Của người khác", sender="Lê Thị Tư")
    shown = enter(client, handler)
    assert "Của tôi" in shown
    assert "Của người khác" not in shown


def test_the_most_pressing_stands_first_and_what_has_no_day_last(ward: Any, head: Any, petition_of: Any) -> None:
    newer = petition_of(ward, received_on=days_ago(1))
    older = petition_of(ward, received_on=days_ago(6), sender="Lê Thị Tư")
    undated = deciding.accept(
        deciding.classify(petition_of(ward, received_on=days_ago(3), sender="Vũ An"), AXES | {"kind": "recommendation"},
                          by=SYSTEM, on=days_ago(3)), by=SYSTEM, on=days_ago(3),
    )  # fmt: skip
    wanted = worklist.Asked()
    part = worklist.due_first(worklist.open_to(head, wanted, timezone.localdate()), wanted)
    assert part.petitions == [older, newer, undated]


def test_a_count_is_what_its_filter_shows_and_keeps_the_other_filters(
    client: Client, head: Any, handler: Any, ward: Any, petition_of: Any
) -> None:
    late(petition_of, ward, handler, subject="Quá hạn đất đai")
    petition_of(ward, received_on=days_ago(1), subject="Lối đi chung", sender="Lê Thị Tư")
    assert counted(head).total == 2
    found = counted(head, kind="complaint")
    assert (found.total, found.due["far"] + found.due["overdue"], found.wait["fresh"]) == (1, 1, 0)
    bucket = "far" if found.due["far"] else "overdue"
    shown = enter(client, head, f"?kind=complaint&due={bucket}")
    assert "Quá hạn đất đai" in shown
    assert "Lối đi chung" not in shown
    assert f"?kind=complaint&amp;due={bucket}" in enter(client, head, "?kind=complaint")


def test_an_address_of_nonsense_shows_the_list(client: Client, head: Any) -> None:
    enter(client, head, "?due=x&wait=y&desk=abc&handler=99999999999999999999&after=..&before=1.x&cols=zzz&scope=q")


def test_pages_follow_each_other_there_and_back(ward: Any, head: Any, petition_of: Any) -> None:
    for n in range(7):
        petition_of(ward, received_on=days_ago(n % 3 + 1), sender=f"Người {n}", subject=f"Việc {n}")
    rows = worklist.open_to(head, worklist.Asked(), timezone.localdate())
    whole = [p.pk for p in worklist.due_first(rows, worklist.Asked(), 7).petitions]
    first = worklist.due_first(rows, worklist.Asked(), 3)
    second = worklist.due_first(rows, worklist.Asked(after=first.after), 3)
    third = worklist.due_first(rows, worklist.Asked(after=second.after), 3)
    back = worklist.due_first(rows, worklist.Asked(before=third.before), 3)
    assert [p.pk for part in (first, second, third) for p in part.petitions] == whole
    assert ([p.pk for p in back.petitions], first.before, third.after) == ([p.pk for p in second.petitions], "", "")


def test_why_this_day_stands_in_the_row_and_costs_no_query_of_its_own(
    client: Client, head: Any, ward: Any, petition_of: Any, django_assert_max_num_queries: Any
) -> None:
    petition_of(ward, received_on=days_ago(1))
    assert "ngày làm việc kể từ ngày" in enter(client, head)
    for n in range(12):
        petition_of(ward, received_on=days_ago(2), sender=f"Người {n}", subject=f"Việc {n}")
    with django_assert_max_num_queries(36):
        client.get(LIST)


def test_a_proposal_and_a_draft_wait_for_the_head_alone(
    head: Any, intake: Any, handler: Any, ward: Any, petition_of: Any
) -> None:
    deciding.propose(classified(petition_of, ward), "accept", "Đủ điều kiện", by=intake, on=timezone.localdate())
    case = settling.verify(
        accepted(petition_of, ward, handler, sender="Lê Thị Tư"), by=handler, on=timezone.localdate()
    )
    settling.submit_draft(case, "Công nhận khiếu nại.", by=handler, on=timezone.localdate())
    assert counted(head).wait["decide"] == 2
    assert "decide" not in counted(intake).wait


def test_what_others_did_since_i_looked_is_news_until_i_look_again(
    client: Client, head: Any, handler: Any, ward: Any, petition_of: Any
) -> None:
    petition = accepted(petition_of, ward, handler)
    client.force_login(head, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get(reverse("petitions:petition", args=[petition.pk]))
    assert counted(head).wait["news"] == 0
    settling.verify(petition, by=handler, on=timezone.localdate())
    assert counted(head).wait["news"] == 1
    assert "có phản hồi mới" in enter(client, head, "?wait=news")
    client.get(reverse("petitions:petition", args=[petition.pk]))
    assert counted(head).wait["news"] == 0


def test_bulk_assignment_gives_what_it_may_and_names_what_it_may_not(
    client: Client, head: Any, handler: Any, ward: Any, petition_of: Any
) -> None:
    free = petition_of(ward)
    barred = petition_of(ward, sender="Lê Thị Tư", respondent={"name": "Ngô Văn Dũng", "account": handler})
    enter(client, head)
    sent = {"petition": [free.pk, barred.pk], "act": "assign", "to": handler.pk, "kind": "complaint"}
    answer = client.post(reverse("petitions:bulk"), sent)
    assert answer["Location"] == f"{LIST}?kind=complaint"
    shown = client.get(LIST).content.decode()
    assert "Đã giao 1 đơn" in shown
    assert f"{barred.number}:" in shown
    free.refresh_from_db()
    barred.refresh_from_db()
    assert (free.handler, barred.handler) == (handler, None)


def test_bulk_work_is_refused_to_those_without_the_right_and_for_rows_they_do_not_see(
    client: Client, intake: Any, handler: Any, ward: Any, other_ward: Any, petition_of: Any
) -> None:
    own, foreign = petition_of(ward), petition_of(other_ward, sender="Lê Thị Tư")
    enter(client, intake)
    client.post(reverse("petitions:bulk"), {"petition": [own.pk, foreign.pk], "act": "assign", "to": handler.pk})
    assert not Petition.objects.exclude(handler=None).exists()
    assert client.post(reverse("petitions:bulk"), {"petition": [own.pk], "act": "close"}).status_code == 403


def test_a_second_urging_letter_waits_five_working_days(ward: Any, handler: Any, petition_of: Any) -> None:
    petition = accepted(petition_of, ward, handler, received_on=date(2026, 9, 7))
    ending.urge(petition, by=SYSTEM, on=date(2026, 11, 10))  # a Tuesday
    with pytest.raises(Refusal, match="17/11/2026"):
        ending.urge(petition, by=SYSTEM, on=date(2026, 11, 16))
    ending.urge(petition, by=SYSTEM, on=date(2026, 11, 17))
    assert petition.urged == 2


def test_a_filter_is_kept_renamed_by_keeping_it_again_and_forgotten(client: Client, head: Any, intake: Any) -> None:
    enter(client, head)
    save = reverse("petitions:save_filter")
    client.post(save, {"name": "Đất đai trễ", "kind": "complaint", "due": "overdue"})
    client.post(save, {"name": "Khiếu nại trễ", "kind": "complaint", "due": "overdue"})
    kept = SavedFilter.objects.get(account=head)
    assert (kept.name, kept.query) == ("Khiếu nại trễ", "due=overdue&kind=complaint")
    assert "Khiếu nại trễ" in client.get(LIST).content.decode()
    enter(client, intake)
    client.post(save, {"forget": kept.pk})
    assert SavedFilter.objects.filter(pk=kept.pk).exists()
    enter(client, head)
    client.post(save, {"forget": kept.pk})
    assert not SavedFilter.objects.exists()


def test_columns_stay_with_the_account(client: Client, head: Any, intake: Any, ward: Any, petition_of: Any) -> None:
    petition_of(ward, received_on=days_ago(1))
    enter(client, head)
    client.post(reverse("petitions:columns"), {"cols": ["due", "received", "bogus"]})
    assert 'data-l="Ngày nhận"' in enter(client, head)
    assert 'data-l="Loại"' not in enter(client, head)
    assert 'data-l="Ngày nhận"' not in enter(client, intake)
    assert 'data-l="Nguồn"' in enter(client, head, "?cols=channel")


def test_who_stands_in_sees_the_work_and_the_list_says_so(
    client: Client, head: Any, handler: Any, other_handler: Any, ward: Any, petition_of: Any
) -> None:
    accepted(petition_of, ward, handler, subject="Việc của người vắng")
    today = timezone.localdate()
    away = Absence(account=handler, stand_in=other_handler, since=today, until=today + timedelta(days=3))
    declaring.note_absence(away, by=handler, on=today)
    shown = enter(client, other_handler)
    assert "Việc của người vắng" in shown
    assert "làm thay" in shown
    assert "Hồ Minh Tâm làm thay" in enter(client, head)


def test_one_look_is_remembered_once_and_own_acts_are_no_news(handler: Any, ward: Any, petition_of: Any) -> None:
    petition = petition_of(ward)
    desk.own_act(handler, petition)
    assert not Seen.objects.exists()
    desk.seen(handler, petition)
    desk.seen(handler, petition)
    petition.version += 1
    desk.own_act(handler, petition)
    assert Seen.objects.get().version == petition.version


def test_home_counts_lead_to_the_rows_that_they_count(
    client: Client, head: Any, handler: Any, ward: Any, petition_of: Any
) -> None:
    petition = late(petition_of, ward, handler, subject="Quá hạn lâu ngày")
    client.force_login(head, backend="allauth.account.auth_backends.AuthenticationBackend")
    shown = client.get(reverse("home")).content.decode()
    assert reverse("petitions:petition", args=[petition.pk]) in shown
    bucket = next(name for name in ("far", "overdue") if counted(head).due[name])
    assert f"{LIST}?due={bucket}" in shown
    assert "Quá hạn lâu ngày" in enter(client, head, f"?due={bucket}")


def test_what_waits_for_the_heads_decision_stands_on_their_home_page_alone(
    client: Client, head: Any, intake: Any, ward: Any, petition_of: Any
) -> None:
    deciding.propose(classified(petition_of, ward), "accept", "Đủ điều kiện", by=intake, on=timezone.localdate())
    read = {}
    for account in (head, intake):
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
        read[account.username] = "Chờ tôi quyết" in client.get(reverse("home")).content.decode()
    assert read == {"son": True, "mai": False}
