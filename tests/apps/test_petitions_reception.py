"""Citizen reception and what decisions ask for: the log, groups, refusals, the calendar; remedies to their end."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import xlsxwriter
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from liemchinh import catalogue
from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.petitions.actions import ending, reception
from liemchinh.apps.petitions.models import Petition, Remedy, Sitting, Visit
from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.measures import Period
from liemchinh.spine import imports, indicators, registers
from liemchinh.spine.access import SYSTEM
from liemchinh.spine.people import Account
from liemchinh.spine.web import exports

TODAY = date(2026, 11, 20)
Make = Callable[..., Any]


def seen(client: Client, account: Account) -> Client:
    client.force_login(account)
    return client


def visit(unit: Unit, on: date = TODAY, **fields: Any) -> Visit:
    values = {"visitor": "Trần Văn Bình - 12 Lê Lợi", "subject": "Hỏi về bồi thường"} | fields
    return reception.record(Visit(unit=unit, received_on=on, **values), by=SYSTEM, on=max(on, TODAY))


def typed(**fields: Any) -> dict[str, Any]:
    usual = {"visitor": "Lê Thị Na - 5 Lý Tự Trọng", "subject": "Hỏi về giấy phép", "received_on": "20/11/2026",
             "kind": "regular", "people": "1"}  # fmt: skip
    return usual | fields


# --- the log ---------------------------------------------------------------------------------------------------------
def test_a_visit_is_written_with_four_fields_typed(client: Client, ward: Unit, intake: Account) -> None:
    today = f"{timezone.localdate():%d/%m/%Y}"
    page = seen(client, intake).get(reverse("petitions:visit_new"))
    form = page.context["form"]
    assert form.fields["visitor"].widget.attrs["autofocus"]
    assert form.initial["unit"] == ward
    done = client.post(reverse("petitions:visit_new"), typed(unit=ward.pk, received_on=today))
    kept = Visit.objects.get()
    assert done.headers["Location"] == reverse("petitions:visit", args=[kept.pk])
    assert (kept.state, kept.people, kept.recorded_by) == ("received", 1, intake)
    assert client.get(done.headers["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("people", "named", "open_"),
    [
        (4, "", True), (5, "", False), (5, "An", True), (10, "An, Bình", True), (10, "An, Bình, Chi", False),
        (11, "An; Bình; Chi; Dũng; Em", True), (12, "An, Bình, Chi, Dũng, Em, Giang", False),
    ],
)  # fmt: skip
def test_a_group_of_five_and_more_names_its_representatives(ward: Unit, people: int, named: str, open_: bool) -> None:
    if open_:
        assert visit(ward, people=people, representatives=named).group == (people >= 5)
        return
    with pytest.raises(Refusal, match="Điều 29 Luật Tiếp công dân"):
        visit(ward, people=people, representatives=named)


def test_what_a_group_lacks_stands_on_the_form_and_nothing_typed_is_lost(
    client: Client, ward: Unit, intake: Account
) -> None:
    page = seen(client, intake).post(reverse("petitions:visit_new"), typed(unit=ward.pk, people="7"))
    assert page.status_code == 422
    assert "Điều 29" in page.content.decode()
    assert "Hỏi về giấy phép" in page.content.decode()
    assert not Visit.objects.exists()


def test_a_day_to_come_is_booked_and_not_logged(ward: Unit) -> None:
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(Refusal, match="chưa tới"):
        reception.record(Visit(unit=ward, received_on=tomorrow, visitor="A", subject="B"), by=SYSTEM, on=TODAY)
    booked = Visit(unit=ward, received_on=tomorrow, visitor="A", subject="B")
    assert reception.record(booked, by=SYSTEM, on=TODAY, booked=True).state == "booked"


def test_the_desk_and_then_the_head_is_one_visit(client: Client, ward: Unit, intake: Account) -> None:
    first = visit(ward, on=date(2026, 11, 10))
    again = typed(unit=ward.pk, visitor=first.visitor, kind="scheduled")
    page = seen(client, intake).post(reverse("petitions:visit_new"), again)
    assert page.status_code == 422
    assert reverse("petitions:visit", args=[first.pk]) in page.content.decode()
    assert Visit.objects.count() == 1
    client.post(reverse("petitions:visit_new"), again | {"again": "1"})
    assert Visit.objects.count() == 2


def test_somebody_is_turned_away_on_a_ground_of_the_law_alone(client: Client, ward: Unit, intake: Account) -> None:
    found = visit(ward)
    url = reverse("petitions:visit_refuse", args=[found.pk])
    assert seen(client, intake).post(url, {"ground": "bored", "seen": found.version}).status_code == 422
    with pytest.raises(Refusal, match="Ghi rõ"):
        reception.refuse(found, "other", by=SYSTEM, on=TODAY)
    assert client.post(url, {"ground": "threat", "seen": found.version}).status_code == 302
    found.refresh_from_db()
    assert found.state == "refused"
    page = client.get(reverse("petitions:visit", args=[found.pk])).content.decode()
    assert "khoản 2 Điều 9 Luật Tiếp công dân" in page


def test_a_visit_becomes_a_petition_with_what_the_log_knows(client: Client, ward: Unit, intake: Account) -> None:
    found = visit(ward, on=date(2026, 9, 7), petition_kind="complaint")
    page = seen(client, intake).get(reverse("petitions:visit", args=[found.pk]))
    address = page.context["entry"]
    known = parse_qs(urlsplit(address).query)
    assert known["senders-0-name"] == ["Trần Văn Bình"]
    assert known["senders-0-address"] == ["12 Lê Lợi"]
    assert f'name="visit" value="{found.pk}"' in client.get(address).content.decode()
    sent = {k: v[0] for k, v in known.items()} | {
        "senders-TOTAL_FORMS": "1", "senders-INITIAL_FORMS": "0", "senders-0-role": "sender",
        "respondents-TOTAL_FORMS": "0", "respondents-INITIAL_FORMS": "0", "identity": "named", "signers": "1",
    }  # fmt: skip
    done = client.post(reverse("petitions:new"), sent)
    assert done.status_code == 302, done.content.decode()[:2000]
    petition = Petition.objects.get()
    found.refresh_from_db()
    assert (found.petition, petition.kind, petition.channel) == (petition, "complaint", "counter")
    assert petition.number in client.get(reverse("petitions:visit", args=[found.pk])).content.decode()


def test_other_units_do_not_see_the_visit(client: Client, other_ward: Unit, intake: Account) -> None:
    found = visit(other_ward)
    assert seen(client, intake).get(reverse("petitions:visit", args=[found.pk])).status_code == 404
    assert client.get(reverse("petitions:visit_refuse", args=[found.pk])).status_code == 404


def test_the_printed_log_has_the_twelve_columns_and_the_days_on_which_nobody_came(
    client: Client, ward: Unit, intake: Account
) -> None:
    visit(ward, direction="guide", petition_kind="complaint", people=2)
    Sitting.objects.create(unit=ward, on=date(2026, 11, 5), chair="Bùi Thanh Sơn", nobody_came=True)
    visit(ward, on=date(2026, 10, 31), subject="việc tháng trước")
    page = seen(client, intake).get(reverse("petitions:visit_log"), {"month": "2026-11"}).content.decode()
    assert "Mẫu số 03" in page
    assert page.index("không có công dân đến") < page.index("Hỏi về bồi thường")
    assert "khiếu nại/2" in page
    assert "Cộng: 1 lượt, 2 người." in page
    assert "việc tháng trước" not in page


# --- the calendar ----------------------------------------------------------------------------------------------------
def test_the_calendar_says_what_the_law_asks_of_a_commune(client: Client, ward: Unit, intake: Account) -> None:
    url, asked = reverse("petitions:sittings"), {"month": "2026-11"}
    Sitting.objects.create(unit=ward, on=date(2026, 11, 5), chair="Bùi Thanh Sơn")
    page = seen(client, intake).get(url, asked).content.decode()
    assert "có 1 ngày người đứng đầu tiếp; ít nhất 2 ngày mỗi tháng" in page
    Sitting.objects.create(unit=ward, on=date(2026, 11, 19), chair="Bùi Thanh Sơn")
    assert "ít nhất 2 ngày" not in client.get(url, asked).content.decode()


def test_a_delegate_is_no_day_of_the_head(ward: Unit) -> None:
    days = [Sitting(unit=ward, on=date(2026, 11, d), kind="delegated", chair="A", delegated_by="B") for d in (5, 19)]
    assert "có 0 ngày" in reception.short_of_duty(ward, days, date(2026, 11, 1))
    assert "mỗi tuần" in reception.short_of_duty(ward, [], date(2026, 6, 1))  # the law before 1/7/2026


def test_a_sitting_is_planned_by_form_and_a_delegation_names_who_delegates(
    client: Client, ward: Unit, intake: Account
) -> None:
    url = reverse("petitions:sitting_new")
    asked = {"unit": ward.pk, "on": "05/11/2026", "kind": "delegated", "chair": "Phó Chủ tịch", "starts_at": "08:00"}
    assert seen(client, intake).post(url, asked).status_code == 422
    assert client.post(url, asked | {"delegated_by": "Chủ tịch"}).status_code == 302
    assert client.post(url, asked | {"kind": "scheduled", "ends_at": "07:00"}).status_code == 422
    assert Sitting.objects.get().delegated_by == "Chủ tịch"


def test_nobody_came_is_written_down_unless_somebody_did(client: Client, ward: Unit, intake: Account) -> None:
    sitting = Sitting.objects.create(unit=ward, on=date(2026, 11, 5), chair="Bùi Thanh Sơn")
    url = reverse("petitions:sitting_nobody", args=[sitting.pk])
    seen(client, intake).post(url)
    sitting.refresh_from_db()
    assert sitting.nobody_came
    client.post(url, {"back": "1"})
    visit(ward, on=sitting.on, kind="scheduled", sitting=sitting)
    client.post(url)
    sitting.refresh_from_db()
    assert not sitting.nobody_came


# --- sheets and figures ----------------------------------------------------------------------------------------------
def test_a_log_goes_out_and_comes_back(ward: Unit, other_ward: Unit) -> None:
    visit(ward, direction="forward", petition_kind="denunciation", people=6, representatives="An", note="kèm ảnh")
    visit(ward, direction="accept", id_paper="079…", handled_by="UBND quận", followed_up="đã trả lời")
    register = registers.get("petitions.visit")
    data = exports.workbook(register, Visit.objects.order_by("pk"), {ward.pk})
    heads = imports.read_workbook(data).sheets[0].rows[0]
    assert {"Thụ lý để giải quyết", "Trả lại đơn và hướng dẫn", "Phân loại đơn/số người"} <= set(heads)
    moved = imports.stage(data, "petitions.visit", other_ward.pk, by=SYSTEM, on=TODAY, name="so.xlsx")
    assert (moved.reading["rejected"], moved.accepted) == (2, 0), "another unit's log stays that unit's"
    fields = ("received_on", "visitor", "id_paper", "subject", "petition_kind", "people", "representatives",
              "handled_by", "direction", "followed_up", "note", "kind")  # fmt: skip
    rows = Visit.objects.live().order_by("pk").values_list("unit", *fields)
    before = list(rows)
    Visit.objects.update(state="undone")
    batch = imports.stage(data, "petitions.visit", ward.parent_id, by=SYSTEM, on=TODAY, name="so.xlsx")
    assert (batch.reading["errors"], batch.accepted) == (0, 2)
    imports.commit(batch, by=SYSTEM, on=TODAY)
    assert list(rows.all()) == before
    again = imports.stage(data, "petitions.visit", ward.pk, by=SYSTEM, on=TODAY, name="so.xlsx")
    assert (again.accepted, {p["code"] for p in again.reading["problems"]}) == (0, {"known"})


def test_a_paper_log_of_two_header_rows_is_read(ward: Unit) -> None:
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out)
    sheet = workbook.add_worksheet("Sổ tiếp công dân 2024")
    for column, head in enumerate(["STT", "Ngày tiếp", "Họ tên - địa chỉ", "CMND/Hộ chiếu của công dân",
                                   "Nội dung vụ việc", "Phân loại đơn/số người", "Cơ quan đã giải quyết"]):  # fmt: skip
        sheet.merge_range(0, column, 1, column, head)
    sheet.merge_range(0, 7, 0, 9, "Hướng xử lý")
    sheet.write_row(1, 7, ["Thụ lý để giải quyết", "Trả lại đơn và hướng dẫn", "Chuyển đơn đến cơ quan có thẩm quyền"])
    sheet.merge_range(0, 10, 1, 10, "Theo dõi kết quả giải quyết")
    sheet.merge_range(0, 11, 1, 11, "Ghi chú")
    sheet.write_row(2, 0, [f"({n})" for n in range(1, 13)])
    sheet.write_row(3, 0, [1, "05/3/2024", "Lê Thị Na - 5 Lý Tự Trọng", "079…", "KN bồi thường", "KN/12 người", "", "",
                           "x", "", "", ""])  # fmt: skip
    workbook.close()
    batch = imports.stage(out.getvalue(), "petitions.visit", ward.pk, by=SYSTEM, on=TODAY, name="so.xlsx")
    imports.commit(batch, by=SYSTEM, on=TODAY)
    kept = Visit.objects.get()
    assert (kept.petition_kind, kept.people, kept.direction) == ("complaint", 12, "guide")
    assert "đoàn đông người" in " ".join(p["message"] for p in batch.reading["problems"])


def test_reception_figures_count_the_log(ward: Unit) -> None:
    visit(ward, people=1)
    visit(ward, people=12, representatives="An, Bình")
    reception.refuse(visit(ward), "threat", by=SYSTEM, on=TODAY)
    names = ("citizen_reception_visits", "citizens_received", "large_groups_received", "large_group_people")
    wanted = [catalogue.indicators()[name] for name in names]
    found = indicators.own_values(wanted, Period(date(2026, 1, 1), date(2026, 12, 31)), [ward.pk])
    assert {name: int(values[ward.pk]) for name, values in found.items()} == {
        "citizen_reception_visits": 2, "citizens_received": 13, "large_groups_received": 1, "large_group_people": 12,
    }  # fmt: skip


# --- remedies --------------------------------------------------------------------------------------------------------
@pytest.fixture
def petition(ward: Unit, petition_of: Make) -> Petition:
    found: Petition = petition_of(ward)
    return found


def remedy(petition: Petition, **fields: Any) -> Remedy:
    values = {
        "kind": "money_people", "text": "Trả lại tiền thu sai", "owner": "UBND phường",
        "amount": Decimal(12_500_000), "asked_on": date(2026, 9, 20), "due_on": date(2026, 10, 20),
    } | fields  # fmt: skip
    return ending.recommend(Remedy(petition=petition, **values), by=SYSTEM, on=date(2026, 9, 20))


def test_what_a_decision_asks_is_written_from_the_petition_s_page(
    client: Client, petition: Petition, head: Account
) -> None:
    tab = seen(client, head).get(reverse("petitions:petition", args=[petition.pk]), {"tab": "thi-hanh"})
    url = reverse("petitions:remedy_new", args=[petition.pk])
    assert url in tab.content.decode()
    said = {"kind": "money_people", "text": "Trả lại tiền", "owner": "UBND phường", "asked_on": "20/9/2026"}
    assert client.post(url, said).status_code == 422  # no amount
    assert client.post(url, said | {"amount": "12.500.000"}).status_code == 302
    assert Remedy.objects.get().amount == Decimal("12500000")


def test_only_who_decides_writes_down_what_is_asked(client: Client, petition: Petition, intake: Account) -> None:
    tab = seen(client, intake).get(reverse("petitions:petition", args=[petition.pk]), {"tab": "thi-hanh"})
    url = reverse("petitions:remedy_new", args=[petition.pk])
    assert url not in tab.content.decode()
    assert client.get(url).status_code == 403


def test_money_is_paid_back_in_parts_with_proof_until_it_is_done(
    client: Client, petition: Petition, head: Account
) -> None:
    found = remedy(petition)
    url = reverse("petitions:remedy", args=[found.pk])
    part = {"act": "progress", "on": "01/10/2026", "amount": "5.000.000", "proof": "PC 12", "seen": found.version}
    assert seen(client, head).post(url, part | {"proof": ""}).status_code == 422
    assert client.post(url, part).status_code == 302
    found.refresh_from_db()
    assert (found.state, found.amount_done) == ("partly", 5_000_000)
    page = client.post(url, part | {"amount": "9.000.000", "seen": found.version})
    assert "lớn hơn số phải thực hiện" in page.content.decode()
    client.post(url, part | {"amount": "7.500.000", "on": "12/10/2026", "seen": found.version})
    found.refresh_from_db()
    assert (found.state, found.done_on) == ("done", date(2026, 10, 12))
    returned = catalogue.indicators()["money_returned_to_citizens"]
    assert indicators.total(returned, Period(date(2026, 10, 1), date(2026, 10, 31)), [found.unit_id]) == 12_500_000


def test_the_list_shows_the_oldest_debt_first_with_its_age(client: Client, petition: Petition, head: Account) -> None:
    today = timezone.localdate()
    remedy(petition, text="rất lâu", asked_on=date(2020, 1, 2), due_on=today - timedelta(days=120))
    remedy(petition, text="chưa tới", asked_on=date(2020, 1, 2), due_on=today + timedelta(days=5))
    page = seen(client, head).get(reverse("petitions:remedies")).content.decode()
    assert page.index("Quá hạn trên 90 ngày") < page.index("rất lâu") < page.index("Chưa đến hạn")


def test_what_has_no_object_left_is_dropped_with_a_reason_and_counts_no_more(
    client: Client, petition: Petition, head: Account
) -> None:
    found = remedy(petition)
    url = reverse("petitions:remedy", args=[found.pk])
    assert seen(client, head).post(url, {"act": "drop", "reason": "", "seen": found.version}).status_code == 422
    client.post(url, {"act": "drop", "reason": "Người được trả đã chết, không có thừa kế", "seen": found.version})
    found.refresh_from_db()
    assert found.state == "impossible"


def test_the_worklist_leads_to_the_calendar_the_log_and_the_debts(client: Client, ward: Unit, intake: Account) -> None:
    page = seen(client, intake).get(reverse("petitions:list")).content.decode()
    for name in ("sittings", "visit_log", "remedies"):
        assert f'href="{reverse(f"petitions:{name}")}"' in page
