"""The page with two petitions side by side, and what other units and other agencies have of a petition."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.petitions.models import Likeness, Petition
from liemchinh.spine.ledger_models import Entry
from liemchinh.spine.people import Account
from tests.apps.petitions_twins import letter, reworded

Make = Callable[..., Any]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def words_of(response: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


@pytest.fixture
def at_intake(client: Client, intake: Account) -> Client:
    client.force_login(intake, backend=BACKEND)
    return client


@pytest.fixture
def pair(ward: Unit, petition_of: Make) -> Likeness:
    """Two letters of Trần Thị Sáu about one matter; the second has a script in it."""
    text, facts = letter()
    text, again = (t.replace(facts["name"], "Trần Thị Sáu") for t in (text, reworded(facts)))
    petition_of(ward, sender="Trần Thị Sáu", subject="Đơn thứ nhất", text=text)
    later = petition_of(ward, sender="Trần Thị Sáu", subject="Đơn thứ hai", text=again + "\n<script>x</script>",
                        received_on=date(2026, 9, 14))  # fmt: skip
    return Likeness.objects.get(petition=later)


def test_what_agrees_is_marked_in_both_texts_and_markup_in_a_letter_stays_text(
    at_intake: Client, pair: Likeness
) -> None:
    page = at_intake.get(f"/don-thu/giong/{pair.pk}/").content.decode()
    columns = re.findall(r'<div class="lc-text lc-read">(.*?)</div>', page, re.DOTALL)
    assert len(columns) == 2
    assert all('<mark class="is-ok">' in column for column in columns)
    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert "<script>x" not in page


def test_who_wrote_is_covered_until_somebody_looks_and_the_look_is_written(at_intake: Client, pair: Likeness) -> None:
    address = f"/don-thu/giong/{pair.pk}/"
    covered = words_of(at_intake.get(address))
    assert "Trần Thị Sáu" not in covered
    assert "▇▇▇▇" in covered
    seen = words_of(at_intake.post(f"{address}xem/", {"purpose": "check"}))
    assert "Trần Thị Sáu" in seen
    assert Entry.objects.filter(verb="matter.read").count() == 2
    assert "Trần Thị Sáu" not in words_of(at_intake.get(address))


def test_a_look_without_a_purpose_shows_nothing(at_intake: Client, pair: Likeness) -> None:
    answer = words_of(at_intake.post(f"/don-thu/giong/{pair.pk}/xem/", {"purpose": ""}))
    assert "Trần Thị Sáu" not in answer
    assert "Chọn mục đích xem" in answer


def test_a_decision_leads_to_the_next_pair_and_then_back(
    at_intake: Client, pair: Likeness, ward: Unit, petition_of: Make
) -> None:
    third = petition_of(ward, sender="Trần Thị Sáu", subject="Đơn thứ ba", text=pair.petition.text,
                        received_on=date(2026, 9, 15))  # fmt: skip
    first, second = Likeness.objects.filter(petition=third)
    answer = at_intake.post(f"/don-thu/giong/{first.pk}/ket-luan/", {"verdict": "unrelated"})
    assert answer["Location"] == f"/don-thu/giong/{second.pk}/"
    answer = at_intake.post(f"/don-thu/giong/{second.pk}/ket-luan/", {"verdict": "duplicate"})
    assert answer["Location"] == f"/don-thu/{third.pk}/?tab=lien-quan"
    third.refresh_from_db()
    assert third.duplicate_of is not None


def test_the_petition_page_counts_open_pairs_and_its_tab_says_why(at_intake: Client, pair: Likeness) -> None:
    address = f"/don-thu/{pair.petition_id}/"
    assert "Có 1 đơn có thể trùng, chưa xem" in words_of(at_intake.get(address))
    tab = words_of(at_intake.get(address, {"tab": "lien-quan"}))
    assert "Giống: người đứng đơn" in tab
    assert "Đơn thứ nhất" in tab


def test_in_english_the_kinds_of_facts_are_english(at_intake: Client, pair: Likeness) -> None:
    at_intake.cookies["django_language"] = "en"
    assert "petitioner" in words_of(at_intake.get(f"/don-thu/{pair.petition_id}/", {"tab": "lien-quan"}))


def test_the_earlier_petition_knows_its_twin_as_well(at_intake: Client, pair: Likeness) -> None:
    assert "Đơn thứ hai" in words_of(at_intake.get(f"/don-thu/{pair.earlier_id}/", {"tab": "lien-quan"}))


def test_another_units_twin_shows_number_and_day_and_nothing_else(
    at_intake: Client, ward: Unit, other_ward: Unit, petition_of: Make
) -> None:
    text, facts = letter()
    theirs = petition_of(other_ward, sender=facts["name"], subject="Việc kín", text=text)
    ours = petition_of(ward, sender=facts["name"], text=reworded(facts), received_on=date(2026, 9, 14))
    told = f"Đơn của đơn vị khác (Phường Cầu Muối), nhận ngày 07/09/2026, số {theirs.number}."
    for address in (f"/don-thu/{ours.pk}/", f"/don-thu/{ours.pk}/?tab=lien-quan",
                    f"/don-thu/giong/{Likeness.objects.get().pk}/"):  # fmt: skip
        page = words_of(at_intake.get(address))
        assert told in page
        assert "Việc kín" not in page
    assert "Kết luận" not in page


def test_a_pair_of_which_neither_is_theirs_is_not_there(client: Client, pair: Likeness, other_ward: Unit) -> None:
    from tests.world import _with_post

    client.force_login(_with_post("xa", "Lê Xa", other_ward, "intake_officer", "Tiếp nhận"), backend=BACKEND)
    assert client.get(f"/don-thu/giong/{pair.pk}/").status_code == 404


def test_one_matter_does_not_open_another_units_petition(
    at_intake: Client, ward: Unit, other_ward: Unit, petition_of: Make
) -> None:
    from liemchinh.apps.petitions.actions import receiving
    from liemchinh.spine.access import SYSTEM

    theirs = petition_of(other_ward, sender="Ai đó", subject="Việc kín")
    ours = petition_of(ward, sender="Người khác", subject="Việc khác hẳn")
    receiving.mark_duplicate(ours, theirs, by=SYSTEM, on=date(2026, 9, 8))
    assert "Việc kín" not in words_of(at_intake.get(f"/don-thu/{ours.pk}/", {"tab": "lien-quan"}))


def test_a_petition_is_put_beside_another_by_its_number(at_intake: Client, ward: Unit, petition_of: Make) -> None:
    first = petition_of(ward, sender="Lý Thông", subject="Đường ngập")
    second = petition_of(ward, sender="Thạch Sanh", subject="Đèn hỏng", received_on=date(2026, 9, 14))
    assert not Likeness.objects.exists()
    answer = at_intake.post(f"/don-thu/{second.pk}/so-voi/", {"number": first.number.lower()})
    pair = Likeness.objects.get()
    assert answer["Location"] == f"/don-thu/giong/{pair.pk}/"
    at_intake.post(f"{answer['Location']}ket-luan/", {"verdict": "same_matter"})
    assert Petition.objects.get(pk=first.pk).matter is not None


def test_another_units_number_answers_as_if_there_were_none(
    at_intake: Client, ward: Unit, other_ward: Unit, petition_of: Make
) -> None:
    ours, theirs = petition_of(ward), petition_of(other_ward, sender="Ai đó", subject="Khác hẳn")
    before = Likeness.objects.count()
    answer = at_intake.post(f"/don-thu/{ours.pk}/so-voi/", {"number": theirs.number}, follow=True)
    assert "Không có đơn số này" in words_of(answer)
    assert Likeness.objects.count() == before


@pytest.fixture
def typed(ward: Unit) -> dict[str, str]:
    """What a letter's entry sends."""
    sets = {f"{name}-{part}_FORMS": "1" if part == "TOTAL" else "0" for name in ("senders", "respondents")
            for part in ("TOTAL", "INITIAL")}  # fmt: skip
    return sets | {
        "unit": str(ward.pk), "channel": "post", "received_on": f"{timezone.localdate():%d/%m/%Y}", "identity": "named",
        "subject": "Đường ngập", "text": "Đường Lê Lợi ngập từ tháng 5.", "signers": "1",
        "senders-0-name": "Trần Thị Sáu", "senders-0-role": "sender",
    }  # fmt: skip


def test_a_form_sent_twice_is_entered_once_and_asked_about(at_intake: Client, typed: dict[str, str]) -> None:
    assert at_intake.post("/don-thu/them/", typed).status_code == 302
    again = at_intake.post("/don-thu/them/", typed)
    assert again.status_code == 422
    assert "Đơn này vừa được nhập: số 0001/2026-P1" in words_of(again)
    assert "Đúng là hai đơn khác nhau" in words_of(again)
    assert Petition.objects.count() == 1
    assert at_intake.post("/don-thu/them/", typed | {"twice": "1"}).status_code == 302
    assert list(Petition.objects.order_by("pk").values_list("number", flat=True)) == ["0001/2026-P1", "0002/2026-P1"]


def test_the_same_text_from_somebody_else_is_another_petition(at_intake: Client, typed: dict[str, str]) -> None:
    at_intake.post("/don-thu/them/", typed)
    other = at_intake.post("/don-thu/them/", typed | {"senders-0-name": "Trần Thị Bảy"})
    assert other.status_code == 302


def test_a_correction_through_the_register_looks_for_twins_anew(
    at_intake: Client, ward: Unit, petition_of: Make
) -> None:
    said = "Thửa 118 tờ 7 theo Quyết định 2514/QĐ-UBND, 86.500.000 đồng"
    first = petition_of(ward, sender="Lâm Quý Nhân", subject=said)
    other = petition_of(ward, sender="Lâm Quý Nhân", subject="Chưa rõ", received_on=date(2026, 9, 14))
    assert not Likeness.objects.exists()
    from liemchinh.spine.access import SYSTEM
    from liemchinh.spine.web import acts

    acts.correct(other, {"subject": first.subject}, by=SYSTEM, on=date(2026, 9, 15), reason="đọc lại đơn")
    assert Likeness.objects.get().petition == other
