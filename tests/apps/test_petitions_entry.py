"""Entering a petition at the desk: what is typed is never lost, what is proposed is never taken silently."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.petitions.models import Petition
from liemchinh.spine.people import Account

Make = Callable[..., Any]
NEW = "/don-thu/them/"
LETTER = """ĐƠN KHIẾU NẠI
Kính gửi: Chủ tịch UBND phường Bến Xuân
Tôi là Ưng Thị Bạch Yến, trú tại số 12 đường Lê Lợi, phường Bến Xuân, điện thoại 0912 345 678.
Tôi khiếu nại Quyết định số 1182/QĐ-UBND ngày 14/5/2026 về việc thu hồi đất của gia đình tôi.
Khi đo đạc, cán bộ chỉ tính 411 m2, thiếu 75 m2. Tôi đề nghị đo đạc lại và bồi thường đủ.
Bến Xuân, ngày 02 tháng 6 năm 2026
Người khiếu nại
Ưng Thị Bạch Yến"""
UNSIGNED = """ĐƠN TỐ CÁO
Chúng tôi là những người dân khu phố 3, xin được giấu tên vì sợ bị trả thù.
Ông Lê Văn Khởi, cán bộ địa chính phường, nhận 15.000.000 đồng của hộ ông Ba để làm giấy.
Đề nghị kiểm tra, xử lý."""
TWO = """ĐƠN KHIẾU NẠI VÀ TỐ CÁO
Kính gửi: Chủ tịch UBND phường Bến Xuân
Tôi là Trần Văn Bình, trú tại 12 Lê Lợi, phường Bến Xuân.
Tôi khiếu nại Quyết định số 12/QĐ-UBND ngày 14/5/2026 thu hồi đất của gia đình tôi, đề nghị hủy quyết định, bồi thường.
Đồng thời tôi tố cáo ông Lê Văn Khởi, cán bộ địa chính, nhận hối lộ 20 triệu đồng, đề nghị xử lý nghiêm người vi phạm.
Bến Xuân, ngày 02/6/2026
Trần Văn Bình"""


@pytest.fixture
def desk(client: Client, intake: Account) -> Client:
    client.force_login(intake)
    return client


def typed(ward: Unit, **said: Any) -> dict[str, Any]:
    """A form as a browser sends it."""
    return {
        "channel": "post", "received_on": f"{timezone.localdate():%d/%m/%Y}", "unit": ward.pk, "identity": "named",
        "senders-TOTAL_FORMS": "1", "senders-INITIAL_FORMS": "0", "senders-0-role": "sender",
        "senders-0-name": "Trần Văn Bình", "senders-0-address": "12 Lê Lợi",
        "respondents-TOTAL_FORMS": "1", "respondents-INITIAL_FORMS": "0", "subject": "Bồi thường đất hẻm 12",
    } | {k.replace("__", "-"): v for k, v in said.items()}  # fmt: skip


def page(response: Any) -> str:
    return unescape(response.content.decode())


def value(text: str, name: str) -> str:
    """What stands in a box of the page."""
    tag = re.search(rf'<input[^>]*name="{re.escape(name)}"[^>]*>', text)
    found = tag and re.search(r'value="([^"]*)"', tag[0])
    return found[1] if found else ""


def test_a_petition_is_entered_and_its_slip_twins_and_next_step_shown(desk: Client, ward: Unit) -> None:
    response = desk.post(NEW, typed(ward), follow=True)
    petition = Petition.objects.get()
    assert response.redirect_chain[-1][0] == reverse("petitions:received", args=[petition.pk])
    said = page(response)
    assert f"Đã tiếp nhận {petition.number}" in said
    assert "giấy biên nhận" in said
    assert "Không tìm thấy đơn nào giống" in said
    assert reverse("petitions:step", args=[petition.pk, "classify"]) in said


def test_entering_the_next_one_keeps_channel_day_and_unit(desk: Client, ward: Unit) -> None:
    day = timezone.localdate() - timedelta(days=2)
    response = desk.post(NEW, typed(ward, received_on=f"{day:%d/%m/%Y}", then="next"), follow=True)
    said = page(response)
    assert value(said, "received_on") == f"{day:%d/%m/%Y}"
    assert re.search(r'<option value="post" selected', said)
    assert re.search(rf'<option value="{ward.pk}" selected', said) or value(said, "unit") == str(ward.pk)


def test_the_cursor_waits_in_the_first_gap(desk: Client, ward: Unit) -> None:
    assert re.search(r'name="senders-0-name"[^>]*autofocus', page(desk.get(NEW)))
    said = page(desk.post(NEW, typed(ward, subject="", stay="1")))
    assert re.search(r'name="subject"[^>]*autofocus', said)


def test_enter_writes_nothing_and_loses_nothing(desk: Client, ward: Unit) -> None:
    said = page(desk.post(NEW, typed(ward, stay="1", note="nộp lúc 8 giờ")))
    assert Petition.objects.count() == 0
    assert value(said, "senders-0-name") == "Trần Văn Bình"
    assert value(said, "note") == "nộp lúc 8 giờ"
    pressed = re.search(r"<button[^>]*>", said[said.index('id="entry"') :])
    assert pressed, "Enter presses the first button of a form"
    assert 'name="stay"' in pressed[0]


def test_a_row_for_one_more_person_is_added_without_scripts(desk: Client, ward: Unit) -> None:
    said = page(desk.post(NEW, typed(ward, more="senders")))
    assert value(said, "senders-0-name") == "Trần Văn Bình"
    assert 'name="senders-1-name"' in said
    assert "Có 1 chỗ cần sửa" not in said
    more = typed(ward, senders__1__name="Lê Thị Hoa", senders__1__role="sender") | {"senders-TOTAL_FORMS": "2"}
    desk.post(NEW, more)
    petition = Petition.objects.get()
    assert petition.parties.count() == 2
    assert petition.signers == 2


def test_cosigners_are_written_a_line_each_and_a_group_needs_representatives(desk: Client, ward: Unit) -> None:
    lines = "Lê Thị Hoa, 3 Lê Lợi\nNgô Văn Ba\n\nPhạm Thị Tư, 5 Lê Lợi\nVõ Thị Năm"
    said = page(desk.post(NEW, typed(ward, cosigners=lines), follow=True))
    petition = Petition.objects.get()
    assert petition.signers == 5
    assert [p.address for p in petition.parties.all()] == ["12 Lê Lợi", "3 Lê Lợi", "", "5 Lê Lợi", ""]
    assert "cần người đại diện" in said


@pytest.mark.parametrize("channel", ["telephone", "dialogue"])
def test_typing_for_somebody_else_is_said_loudly(desk: Client, ward: Unit, channel: str) -> None:
    said = page(desk.get(NEW, {"channel": channel}))
    assert re.search(r"Đang nhập thay: (điện thoại|hội nghị đối thoại)", said)
    desk.post(NEW, typed(ward, channel=channel))
    assert Petition.objects.get().on_behalf


def test_the_forwarder_comes_first_where_a_body_sent_it_on(desk: Client) -> None:
    passed_on, by_post = page(desk.get(NEW, {"channel": "party"})), page(desk.get(NEW, {"channel": "post"}))
    assert passed_on.index('name="sender_body"') < passed_on.index('name="senders-0-name"')
    assert by_post.index('name="sender_body"') > by_post.index('name="senders-0-name"')


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"received_on": "31/02/2026"}, "Ngày nhận"),
        ({"received_on": "01/01/2099"}, "chưa tới"),
        ({"written_on": "01/01/2098"}, "sau ngày nhận"),
        ({"channel": "party"}, "ghi tên cơ quan chuyển"),
        ({"senders__0__name": "", "senders__0__address": ""}, "nặc danh"),
        ({"senders__0__name": ""}, "Ghi họ tên"),
        ({"kind": "both"}, "Loại đơn"),
        ({"signers": "10000"}, "tối đa là 9.999"),
        ({"sent_before": "99999999999999"}, "tối đa là 9.999"),
        ({"identity": "anonymous"}, "Đã chọn «nặc danh» mà vẫn ghi người gửi Trần Văn Bình"),
        ({"respondents__0__position": "Chủ tịch"}, "Ghi tên người"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    desk: Client, ward: Unit, wrong: dict[str, str], sentence: str
) -> None:
    response = desk.post(NEW, typed(ward, note="còn đây", **wrong))
    assert response.status_code == 422
    assert sentence in page(response)
    assert value(page(response), "note") == "còn đây"
    assert Petition.objects.count() == 0


def test_a_letter_received_long_ago_is_asked_about_once(desk: Client, ward: Unit) -> None:
    on = f"{timezone.localdate() - timedelta(days=61):%d/%m/%Y}"
    asked = desk.post(NEW, typed(ward, received_on=on))
    assert asked.status_code == 422
    assert f"Đúng là nhận ngày {on}" in page(asked)
    assert not Petition.objects.exists()
    assert desk.post(NEW, typed(ward, received_on=on, long_ago=on)).status_code == 302
    assert desk.post(NEW, typed(ward, received_on="01/01/1990", long_ago=on)).status_code == 422, "said of another day"


def test_a_letter_of_last_month_is_not_asked_about(desk: Client, ward: Unit) -> None:
    on = timezone.localdate() - timedelta(days=60)
    assert desk.post(NEW, typed(ward, received_on=f"{on:%d/%m/%Y}")).status_code == 302


def test_a_letter_proposes_and_writes_nothing_by_itself(desk: Client, ward: Unit) -> None:
    empty = typed(ward, text=LETTER, subject="", senders__0__name="", senders__0__address="", read="text")
    said = page(desk.post(NEW, empty))
    assert value(said, "senders-0-name") == ""
    assert 'name="senders-0-name__take"' in said
    assert "<mark" in said
    assert "khiếu nại" in said
    assert Petition.objects.count() == 0
    response = desk.post(NEW, typed(ward, text=LETTER, source="text"))
    assert response.status_code == 302
    assert Petition.objects.get().kind == ""


def test_a_ticked_proposal_is_used_as_it_was_shown(desk: Client, ward: Unit) -> None:
    desk.post(NEW, typed(ward, text=LETTER, source="text", kind="") | {"kind__take": "complaint"})
    assert Petition.objects.get().kind == "complaint"


def test_all_sure_proposals_fill_the_gaps_and_overwrite_nothing(desk: Client, ward: Unit) -> None:
    empty = typed(ward, text=LETTER, senders__0__name="", senders__0__address="tổ 9", read="text")
    sure = dict(re.findall(r'name="([\w-]+__sure)" value="([^"]*)"', page(desk.post(NEW, empty))))
    assert sure["senders-0-name__sure"] == "Ưng Thị Bạch Yến"
    del empty["read"]
    said = page(desk.post(NEW, empty | sure | {"use": "sure", "source": "text"}))
    assert value(said, "senders-0-name") == "Ưng Thị Bạch Yến"
    assert value(said, "senders-0-address") == "tổ 9"
    assert value(said, "written_on") == "02/06/2026"
    assert value(said, "senders-0-phone").replace(" ", "") == "0912345678"


def test_an_unsigned_letter_fills_no_name(desk: Client, ward: Unit) -> None:
    empty = typed(ward, text=UNSIGNED, senders__0__name="", senders__0__address="", read="text")
    said = page(desk.post(NEW, empty))
    assert "senders-0-name__take" not in said
    assert re.search(r'name="identity__take"[^>]*value="anonymous"', said)


def test_classification_shows_each_proposal_with_its_reason(
    desk: Client, ward: Unit, intake: Account, petition_of: Make
) -> None:
    petition = petition_of(ward, by=intake, text=UNSIGNED, sender="", identity="anonymous")
    url = reverse("petitions:step", args=[petition.pk, "classify"])
    said = page(desk.get(url))
    assert re.search(r'name="kind__take"[^>]*value="denunciation"', said)
    assert "chắc" in said
    lacking = re.findall(r'name="lacking"[^>]*value="([^"]*)"', said)
    assert lacking
    assert not re.search(r'name="lacking"[^>]*checked', said)
    today = f"{timezone.localdate():%d/%m/%Y}"
    told = {"on": today, "seen": petition.version, "kind": "denunciation", "field": "land", "identity": "anonymous",
            "eligible": "no", "competence": "in", "signers": "1", "lacking": lacking[0]}  # fmt: skip
    assert desk.post(url, told).status_code == 302
    petition.refresh_from_db()
    assert petition.missing == lacking[0][:400]


def test_nothing_is_classified_by_a_proposal_that_nobody_ticked(
    desk: Client, ward: Unit, intake: Account, petition_of: Make
) -> None:
    petition = petition_of(ward, by=intake, text=LETTER)
    url = reverse("petitions:step", args=[petition.pk, "classify"])
    told = {"on": f"{timezone.localdate():%d/%m/%Y}", "seen": petition.version, "identity": "named", "signers": "1"}
    response = desk.post(url, told)
    assert response.status_code == 422
    ticked = {"kind__take": "complaint", "field__take": "land", "eligible__take": "yes", "competence__take": "in"}
    assert desk.post(url, told | ticked).status_code == 302
    petition.refresh_from_db()
    assert (petition.kind, petition.eligible) == ("complaint", True)


def test_a_letter_of_two_matters_is_split_as_the_officer_leaves_it(
    desk: Client, ward: Unit, intake: Account, petition_of: Make
) -> None:
    petition = petition_of(ward, by=intake, text=TWO)
    url = reverse("petitions:split", args=[petition.pk])
    said = page(desk.get(url))
    assert "nhận hối lộ 20 triệu" in said
    parts = {
        "form-TOTAL_FORMS": "1",
        "form-INITIAL_FORMS": "0",
        "form-0-subject": "Tố cáo nhận hối lộ",
        "form-0-text": "Ông Khởi nhận hối lộ",
        "form-0-kind": "denunciation",
        "form-0-field": "corruption",
    }
    assert desk.post(url, parts).status_code == 302
    part = Petition.objects.get(follows=petition)
    assert (part.kind, part.subject, part.received_on) == ("denunciation", "Tố cáo nhận hối lộ", petition.received_on)
    assert part.parties.get().name == "Trần Văn Bình"


def test_splitting_into_nothing_is_refused(desk: Client, ward: Unit, intake: Account, petition_of: Make) -> None:
    petition = petition_of(ward, by=intake, text=LETTER)
    url = reverse("petitions:split", args=[petition.pk])
    said = page(desk.post(url, {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0"}))
    assert "Ghi ít nhất một nội dung" in said
    assert Petition.objects.count() == 1


def test_a_second_complaint_is_entered_from_the_answered_one(
    desk: Client, client: Client, ward: Unit, intake: Account, head: Account, petition_of: Make
) -> None:
    from liemchinh.apps.petitions.actions import deciding

    petition = petition_of(ward, by=intake)
    url = reverse("petitions:appeal", args=[petition.pk])
    assert desk.get(url).status_code == 400
    axes = {"kind": "complaint", "field": "land", "eligible": True, "competence": "in"}
    deciding.classify(petition, axes, by=intake, on=petition.received_on)
    deciding.decline(petition, "limitation", by=head, on=petition.received_on)
    assert url in page(desk.get(reverse("petitions:petition", args=[petition.pk])))
    told = {"unit": ward.pk, "channel": "post", "received_on": f"{timezone.localdate():%d/%m/%Y}",
            "subject": "Không đồng ý với quyết định"}  # fmt: skip
    assert desk.post(url, told).status_code == 302
    second = Petition.objects.get(follows=petition)
    assert (second.kind, second.stage) == ("complaint", "second")
    assert second.parties.get().name == "Trần Văn Bình"


def test_somebody_complained_of_is_added_later_with_a_reason(
    desk: Client, ward: Unit, intake: Account, handler: Account, petition_of: Make
) -> None:
    petition = petition_of(ward, by=intake)
    url = reverse("petitions:person_new", args=[petition.pk])
    told = {"role": "respondent", "name": "Ngô Văn Dũng", "unit": ward.pk, "account": handler.pk, "seen": 1}
    assert desk.post(url, told).status_code == 422  # without a reason
    assert desk.post(url, told | {"reason": "đơn bổ sung"}).status_code == 302
    assert petition.parties.get(role="respondent").account == handler
    assert desk.post(url, told | {"reason": "lần nữa"}).status_code == 422  # of a version that has passed
    assert petition.parties.filter(role="respondent").count() == 1


def test_a_head_is_head_of_some_unit(desk: Client, ward: Unit, intake: Account, petition_of: Make) -> None:
    petition = petition_of(ward, by=intake)
    url = reverse("petitions:person_new", args=[petition.pk])
    told = {"role": "respondent", "name": "Bùi Thanh Sơn", "head": "on", "seen": 1, "reason": "bổ sung"}
    assert "chọn đơn vị trong hệ thống" in page(desk.post(url, told))


def test_a_handler_to_whom_it_is_not_given_adds_nobody(
    client: Client, ward: Unit, intake: Account, handler: Account, petition_of: Make
) -> None:
    petition = petition_of(ward, by=intake)
    client.force_login(handler)
    assert client.get(reverse("petitions:person_new", args=[petition.pk])).status_code == 403
