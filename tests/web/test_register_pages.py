"""The generic pages of a register, seen through outreach sessions."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from liemchinh.apps.outreach.models import Session
from liemchinh.spine.ledger_models import Entry

LIST = "/so/outreach.session/"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def at_desk(client: Client, clerk_of_ward: Any) -> Client:
    client.force_login(clerk_of_ward, backend=BACKEND)
    return client


def text_of(response: Any) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))


def values(**changed: str) -> dict[str, str]:
    return {
        "held_on": "8/7/2008", "topic": "Quy chế dân chủ ở phường", "host": "Khu phố 3", "form": "Hội nghị",
        "attendees": "1.240", "leaflets": "", "recorder": "", "note": "",
    } | changed  # fmt: skip


def test_a_clerk_enters_a_session_with_dates_and_counts_as_people_write_them(at_desk: Client, ward: Any) -> None:
    response = at_desk.post(LIST + "them/", values(unit=str(ward.pk), leaflets="300 tờ"), follow=True)
    session = Session.objects.get()
    assert (session.held_on, session.attendees, session.leaflets) == (date(2008, 7, 8), 1240, 300)
    assert session.state == "held"
    assert "Đã lưu lúc" in text_of(response)
    assert Entry.objects.get(subject=session.ref).verb == "session.record"


def test_a_wrong_entry_keeps_what_was_typed_and_says_what_to_write(at_desk: Client, ward: Any) -> None:
    response = at_desk.post(
        LIST + "them/", values(unit=str(ward.pk), attendees="bốn mươi mốt ngàn mấy", held_on="31/02/2008")
    )
    page = response.content.decode()
    assert 'value="bốn mươi mốt ngàn mấy"' in page
    assert 'value="31/02/2008"' in page
    assert 'aria-describedby="id_held_on_error"' in page
    assert 'href="#id_held_on"' in page
    assert not Session.objects.exists()


def test_a_proposal_is_offered_beside_the_box_and_taken_only_when_ticked(at_desk: Client, ward: Any) -> None:
    typed = values(unit=str(ward.pk), attendees="bốn mươi")
    page = at_desk.post(LIST + "them/", typed)
    assert page.status_code == 422
    assert 'name="attendees__take" id="id_attendees_take" value="40"' in page.content.decode()
    assert "Ghi «40»?" in text_of(page)
    at_desk.post(LIST + "them/", typed)
    assert not Session.objects.exists()
    at_desk.post(LIST + "them/", typed | {"attendees__take": "40"})
    assert Session.objects.get().attendees == 40


def test_a_tick_meant_for_another_text_takes_nothing(at_desk: Client, ward: Any) -> None:
    """The box was changed after the proposal was made: what stands there now was not agreed to."""
    at_desk.post(LIST + "them/", values(unit=str(ward.pk), attendees="năm mươi", attendees__take="40"))
    assert not Session.objects.exists()
    at_desk.post(LIST + "them/", values(unit=str(ward.pk), attendees="41", attendees__take="40"))
    assert Session.objects.get().attendees == 41


def test_what_is_wrong_with_the_whole_entry_is_said_once(at_desk: Client, ward: Any) -> None:
    page = at_desk.post(LIST + "them/", values(unit=str(ward.pk), held_on="01/03/2099", step="record"))
    assert page.status_code == 422
    assert text_of(page).count("chưa tới") == 1


def test_entry_begins_at_the_first_empty_box(at_desk: Client, ward: Any) -> None:
    focused = re.compile(r'<(?:input|select|textarea)[^>]* name="(\w+)"[^>]* autofocus')
    assert focused.findall(at_desk.get(LIST + "them/").content.decode()) == ["held_on"]
    assert focused.findall(at_desk.get(LIST + "them/?held_on=8/7/2008").content.decode()) == ["host"]


def test_entry_offers_the_units_of_the_records_day(
    client: Client, office: Any, district: Any, ward: Any, other_ward: Any
) -> None:
    type(ward).objects.filter(pk=other_ward.pk).update(valid_to=date(2025, 6, 30))
    client.force_login(office, backend=BACKEND)
    assert "Phường Cầu Muối" not in text_of(client.get(LIST + "them/"))
    assert "Phường Cầu Muối" in text_of(client.get(LIST + "them/?held_on=8/7/2008"))
    refused = client.post(LIST + "them/", values(unit=str(other_ward.pk), held_on="8/7/2025"))
    assert "Chọn một đơn vị có hoạt động vào ngày" in text_of(refused)
    client.post(LIST + "them/", values(unit=str(other_ward.pk), held_on="8/7/2008"))
    assert Session.objects.get().unit == other_ward


def test_a_record_of_a_unit_that_ended_can_still_be_corrected(
    client: Client, office: Any, other_ward: Any, session_of: Callable[..., Any]
) -> None:
    session = session_of(other_ward)
    type(other_ward).objects.filter(pk=other_ward.pk).update(valid_to=date(2025, 6, 30))
    client.force_login(office, backend=BACKEND)
    page = client.get(f"{LIST}{session.pk}/dinh-chinh/").content.decode()
    assert f'<option value="{other_ward.pk}" selected>' in page


def test_a_session_of_the_future_cannot_be_written_as_held_but_can_be_planned(at_desk: Client, ward: Any) -> None:
    future = values(unit=str(ward.pk), held_on="01/03/2099")
    refused = at_desk.post(LIST + "them/", future | {"step": "record"})
    assert "chưa tới" in text_of(refused)
    at_desk.post(LIST + "them/", future | {"step": "plan"})
    assert Session.objects.get().state == "planned"


def test_the_next_entry_keeps_day_and_host(at_desk: Client, ward: Any) -> None:
    response = at_desk.post(LIST + "them/", values(unit=str(ward.pk), then="next"), follow=True)
    page = response.content.decode()
    assert 'value="8/7/2008"' in page
    assert 'value="Khu phố 3"' in page
    assert "Quy chế dân chủ" not in page


def test_words_are_found_without_marks(at_desk: Client, ward: Any, session_of: Callable[..., Any]) -> None:
    session_of(ward, topic="Đối thoại về tham nhũng, lãng phí")
    session_of(ward, topic="Công khai thu, chi trường học")
    page = text_of(at_desk.get(LIST, {"q": "doi thoai THAM"}))
    assert "Đối thoại về tham nhũng" in page
    assert "Công khai thu" not in page


def test_the_list_shows_only_what_the_account_may_see(
    at_desk: Client, ward: Any, other_ward: Any, session_of: Callable[..., Any]
) -> None:
    mine = session_of(ward, topic="Của phường mình")
    foreign = session_of(other_ward, topic="Của phường khác")
    page = text_of(at_desk.get(LIST))
    assert "Của phường mình" in page
    assert "Của phường khác" not in page
    assert at_desk.get(f"{LIST}{mine.pk}/").status_code == 200
    assert at_desk.get(f"{LIST}{foreign.pk}/").status_code == 404


def test_an_account_without_post_is_refused_and_told_whom_to_ask(client: Client, stranger: Any) -> None:
    client.force_login(stranger, backend=BACKEND)
    response = client.get(LIST)
    assert response.status_code == 403
    assert "Thường trực Ban Chỉ đạo" in text_of(response)


def test_pages_follow_each_other_without_gap_or_repetition(
    at_desk: Client, ward: Any, session_of: Callable[..., Any]
) -> None:
    for n in range(60):
        session_of(ward, topic=f"Buổi số {n:02}", held_on=date(2008, 3, 1 + n // 20))
    seen: list[str] = []
    url: str | None = LIST
    while url:
        page = at_desk.get(url).content.decode()
        seen += re.findall(r"Buổi số (\d\d)", page)
        found = re.search(r'href="([^"]+)" rel="next"', page)
        url = LIST + unescape(found[1]) if found else None
    assert seen == [f"{n:02}" for n in reversed(range(60))]


def test_going_back_shows_the_page_before(at_desk: Client, ward: Any, session_of: Callable[..., Any]) -> None:
    for n in range(60):
        session_of(ward, topic=f"Buổi số {n:02}")
    first = at_desk.get(LIST).content.decode()
    forward = unescape(re.search(r'href="([^"]+)" rel="next"', first)[1])  # type: ignore[index]
    second = at_desk.get(LIST + forward).content.decode()
    back = unescape(re.search(r'href="([^"]+)" rel="prev"', second)[1])  # type: ignore[index]
    again = at_desk.get(LIST + back).content.decode()
    assert re.findall(r"Buổi số (\d\d)", again) == re.findall(r"Buổi số (\d\d)", first)


def test_a_list_costs_as_many_queries_for_thirty_records_as_for_three(
    at_desk: Client, ward: Any, session_of: Callable[..., Any]
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert at_desk.get(LIST).status_code == 200
        return len(caught)

    for _ in range(3):
        session_of(ward)
    few = queries()
    for _ in range(27):
        session_of(ward)
    assert queries() == few <= 12


def test_counts_by_state_are_filters(at_desk: Client, ward: Any, session_of: Callable[..., Any]) -> None:
    for _ in range(3):
        session_of(ward)
    cancelled = session_of(ward, topic="Buổi đã hủy")
    at_desk.post(f"{LIST}{cancelled.pk}/cancel/", {"on": "10/03/2008", "reason": "mưa bão", "seen": "1"})
    page = at_desk.get(LIST).content.decode()
    assert re.search(r'href="\?state=cancelled"[^>]*><b class="lc-n">1</b>', page)
    only = text_of(at_desk.get(LIST, {"state": "cancelled"}))
    assert "Buổi đã hủy" in only
    assert "Luật Phòng, chống tham nhũng" not in only


def test_the_foot_sums_only_what_counts(at_desk: Client, ward: Any, session_of: Callable[..., Any]) -> None:
    session_of(ward, attendees=1200)
    session_of(ward, attendees=None)
    cancelled = session_of(ward, attendees=500)
    at_desk.post(f"{LIST}{cancelled.pk}/cancel/", {"on": "10/03/2008", "reason": "mưa bão", "seen": "1"})
    foot = re.search(r"<tfoot>.*?</tfoot>", at_desk.get(LIST).content.decode(), re.S)
    assert foot is not None
    assert "<b>1.200</b>" in foot[0]


def test_a_step_asks_for_its_reason_and_the_history_shows_it(
    at_desk: Client, ward: Any, session_of: Callable[..., Any]
) -> None:
    session = session_of(ward)
    url = f"{LIST}{session.pk}/cancel/"
    assert "Lý do" in text_of(at_desk.get(url))
    silent = at_desk.post(url, {"on": "10/03/2008", "reason": "", "seen": "1"})
    session.refresh_from_db()
    assert (silent.status_code, session.state) == (422, "held")
    page = text_of(at_desk.post(url, {"on": "10/03/2008", "reason": "mưa bão", "seen": "1"}, follow=True))
    session.refresh_from_db()
    assert session.state == "cancelled"
    assert "mưa bão" in page


def test_a_barred_step_says_what_opens_it(at_desk: Client, ward: Any, session_of: Callable[..., Any]) -> None:
    session = session_of(ward)
    at_desk.post(f"{LIST}{session.pk}/cancel/", {"on": "10/03/2008", "reason": "mưa bão", "seen": "1"})
    page = text_of(at_desk.get(f"{LIST}{session.pk}/"))
    assert "Chưa thể «Ghi đã tổ chức»: chỉ làm được khi bản ghi ở trạng thái «kế hoạch»." in page


def test_a_step_to_where_the_record_already_is_is_no_barred_step(
    at_desk: Client, ward: Any, session_of: Callable[..., Any]
) -> None:
    page = text_of(at_desk.get(f"{LIST}{session_of(ward).pk}/"))
    assert "Ghi đã tổ chức" not in page


def test_looking_at_a_step_changes_nothing(at_desk: Client, ward: Any, session_of: Callable[..., Any]) -> None:
    session = session_of(ward)
    at_desk.get(f"{LIST}{session.pk}/cancel/")
    session.refresh_from_db()
    assert (session.state, session.version) == ("held", 1)


def correction(at_desk: Client, session: Any, **changed: str) -> dict[str, str]:
    """What the browser would send for the correction form, with some fields typed over."""
    page = at_desk.get(f"{LIST}{session.pk}/dinh-chinh/").content.decode()
    sent = {
        "unit": str(session.unit_id), "held_on": f"{session.held_on:%d/%m/%Y}", "topic": session.topic,
        "host": session.host, "form": session.form, "attendees": str(session.attendees or ""), "leaflets": "",
        "recorder": "", "note": "", "reason": "đối chiếu sổ giấy",
    }  # fmt: skip
    for hidden in ("base", "seen"):
        sent[hidden] = unescape(re.search(rf'name="{hidden}" value="([^"]*)"', page)[1])  # type: ignore[index]
    return sent | changed


def test_a_correction_shows_old_and_new_value_with_its_reason(
    at_desk: Client, ward: Any, session_of: Callable[..., Any]
) -> None:
    session = session_of(ward, attendees=40)
    sent = correction(at_desk, session, attendees="42")
    page = text_of(at_desk.post(f"{LIST}{session.pk}/dinh-chinh/", sent, follow=True))
    session.refresh_from_db()
    assert session.attendees == 42
    assert re.search(r"cũ:\s+40\s+→\s+mới:\s+42", page)
    assert "đối chiếu sổ giấy" in page
    assert "số người dự (lượt)" in page
    assert "attendees" not in page


def test_two_editors_at_once_lose_nothing(at_desk: Client, ward: Any, session_of: Callable[..., Any]) -> None:
    session = session_of(ward, attendees=40, topic="Luật Phòng, chống tham nhũng")
    url = f"{LIST}{session.pk}/dinh-chinh/"
    first = correction(at_desk, session, attendees="45", note="bổ sung của người thứ nhất")
    second = correction(at_desk, session, attendees="47", topic="Luật Phòng, chống tham nhũng năm 2005")
    at_desk.post(url, first)
    late = at_desk.post(url, second)
    page = late.content.decode()
    session.refresh_from_db()
    assert (session.attendees, session.version) == (45, 2)
    assert "Người khác vừa sửa" in page
    assert 'value="47"' in page
    assert 'value="Luật Phòng, chống tham nhũng năm 2005"' in page
    assert 'value="bổ sung của người thứ nhất"' in page
    assert re.search(r"Bản đang lưu[^>]*><b>45</b>", page)
    again = {**second, "note": "bổ sung của người thứ nhất"}
    for hidden in ("base", "seen"):
        again[hidden] = unescape(re.search(rf'name="{hidden}" value="([^"]*)"', page)[1])  # type: ignore[index]
    assert at_desk.post(url, again).status_code == 302
    session.refresh_from_db()
    assert (session.attendees, session.note) == (47, "bổ sung của người thứ nhất")
    assert session.topic == "Luật Phòng, chống tham nhũng năm 2005"


def test_a_correction_without_change_writes_nothing(at_desk: Client, ward: Any, session_of: Callable[..., Any]) -> None:
    session = session_of(ward)
    response = at_desk.post(f"{LIST}{session.pk}/dinh-chinh/", correction(at_desk, session))
    session.refresh_from_db()
    assert "Chưa có gì thay đổi" in text_of(response)
    assert session.version == 1


def test_the_export_has_real_dates_and_no_formula(at_desk: Client, ward: Any, session_of: Callable[..., Any]) -> None:
    from python_calamine import CalamineWorkbook

    session_of(ward, topic="=1+1", attendees=40)
    response = at_desk.get(LIST + "xuat/")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()
    assert rows[0][:3] == ["Ngày", "Đơn vị tổ chức", "Nội dung"]
    assert (rows[1][0], rows[1][2], rows[1][4]) == (date(2008, 3, 10), "=1+1", 40)
    assert "so-tuyen-truyen" in response["Content-Disposition"]


def test_the_record_page_costs_no_more_queries_with_a_long_history(
    at_desk: Client, ward: Any, session_of: Callable[..., Any]
) -> None:
    session = session_of(ward)
    url = f"{LIST}{session.pk}/"

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            at_desk.get(url)
        return len(caught)

    def change(times: Iterator[int]) -> None:
        for n in times:
            session.refresh_from_db()
            at_desk.post(url + "dinh-chinh/", correction(at_desk, session, attendees=str(50 + n)))

    change(iter(range(2)))
    few = queries()
    change(iter(range(2, 6)))
    assert queries() == few <= 14


def test_the_quick_search_finds_records_of_every_register(
    at_desk: Client, ward: Any, session_of: Callable[..., Any]
) -> None:
    session = session_of(ward, topic="Tiết kiệm điện nơi công sở")
    page = at_desk.get("/tim/", {"q": "tiet kiem"}).content.decode()
    assert f'href="{LIST}{session.pk}/"' in page
