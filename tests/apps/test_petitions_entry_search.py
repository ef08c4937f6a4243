"""Petitions are found by their words; who wrote a denunciation is found by those alone who may see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.petitions import queries
from liemchinh.apps.petitions.actions import deciding, filing, settling
from liemchinh.apps.petitions.models import Party, Petition
from liemchinh.apps.petitions.searching import without
from liemchinh.spine import registers
from liemchinh.spine.people import Account
from liemchinh.spine.search import search

Make = Callable[..., Any]
TEXT = "Tôi là Ưng Thị Bạch Yến, trú tại 12 Lê Lợi. Ông Khởi nhận tiền của tôi khi làm sổ đỏ."
GOT = date(2026, 9, 7)


def found(account: Account, asked: str) -> list[Petition]:
    register = registers.get("petitions.petition")
    hits = search(register, account, asked, queries.petitions_visible_to(account))
    assert hits is not None
    assert hits.total == len(hits.first(50))
    return hits.first(50)


@pytest.fixture
def denunciation(ward: Unit, intake: Account, head: Account, handler: Account, petition_of: Make) -> Petition:
    petition = petition_of(ward, by=intake, subject="Nhũng nhiễu khi làm sổ", text=TEXT, sender="Ưng Thị Bạch Yến",
                           respondent={"name": "Lê Văn Khởi", "position": "cán bộ địa chính"})  # fmt: skip
    axes = {"kind": "denunciation", "field": "corruption", "eligible": True, "competence": "in"}
    return deciding.classify(petition, axes, by=intake, on=GOT)


def test_a_petition_is_found_by_number_words_and_place(ward: Unit, intake: Account, petition_of: Make) -> None:
    petition = petition_of(ward, by=intake, subject="Đất hẻm 12", place="khu phố Bàu Sen")
    for asked in (petition.number, "dat hem", '"Bàu Sen"', "đất"):
        assert found(intake, asked) == [petition], asked


@pytest.mark.parametrize("asked", ["Ưng Thị Bạch Yến", "ung thi bach yen", '"12 Lê Lợi"', "Yến"])
def test_who_denounced_is_found_by_intake_and_head_and_neither_found_nor_counted_by_others(
    denunciation: Petition, intake: Account, head: Account, handler: Account, office: Account, asked: str
) -> None:
    assert found(intake, asked) == [denunciation]
    assert found(head, asked) == [denunciation]
    assert found(handler, asked) == []
    assert denunciation in queries.petitions_visible_to(office)
    assert found(office, asked) == []
    assert found(office, "làm sổ") == [denunciation]


def test_the_respondent_is_found_by_all_who_see_the_petition(denunciation: Petition, office: Account) -> None:
    assert found(office, "Lê Văn Khởi") == [denunciation]


def test_a_unit_that_gave_it_away_finds_it_no_longer_by_who_wrote(
    denunciation: Petition, intake: Account, head: Account, head_above: Account
) -> None:
    settling.escalate(denunciation, reason="vượt thẩm quyền", by=head, on=GOT)
    denunciation.refresh_from_db()
    assert denunciation.desk_id != denunciation.unit_id
    assert found(intake, "Bạch Yến") == []


def test_people_written_later_are_found_too(ward: Unit, intake: Account, petition_of: Make) -> None:
    petition = petition_of(ward, by=intake)
    person = Party(petition=petition, role="sender", name="Thạch Sơn Rích", phone="0912345678")
    filing.write_person(person, by=intake, on=GOT, reason="đơn có thêm người ký", seen=petition.version)
    assert found(intake, "thach son rich") == [petition]
    assert found(intake, "0912345678") == [petition]


def test_a_secret_is_taken_out_of_a_text_however_it_is_broken() -> None:
    said = without(["Tôi là UNG THỊ\nBạch yến ở đây", "Yếnh"], ["Ung Thị Bạch Yến", "Yến"])
    assert [" ".join(text.split()) for text in said] == ["Tôi là ở đây", "Yếnh"]
