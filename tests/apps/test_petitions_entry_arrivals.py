"""Petitions that another program hands in: received once, refused with a sentence, over one's own units alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from liemchinh.__main__ import main
from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.petitions.models import Petition
from liemchinh.spine.people import Account

API = "/don-thu/api/tiep-nhan/"
ROW = {"reference": "MC-0117", "unit": "P1", "received_on": "2026-09-07", "subject": "Đường ngập",
       "text": "Ngập từ tháng 7",
       "senders": [{"name": "Trần Văn Bình", "address": "12 Lê Lợi", "phone": "0912345678"}]}  # fmt: skip


def send(client: Client, row: Any) -> Any:
    return client.post(API, json.dumps(row), content_type="application/json")


def test_a_petition_of_the_site_is_received_once(client: Client, ward: Unit, intake: Account) -> None:
    client.force_login(intake)
    first, again = send(client, ROW), send(client, ROW)
    assert (first.status_code, again.status_code) == (201, 200)
    petition = Petition.objects.get()
    assert first.json()["number"] == again.json()["number"] == petition.number
    assert (petition.channel, petition.arrival_no, petition.unit) == ("web", "MC-0117", ward)
    assert petition.parties.get().phone == "0912345678"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"unit": "P9"}, "Không có đơn vị"),
        ({"received_on": "31/02/2026"}, "viết như"),
        ({"received_on": "2099-01-01"}, "chưa tới"),
        ({"channel": "pigeon"}, "nguồn đơn"),
        ({"kind": "both"}, "Loại đơn"),
        ({"subject": "x" * 500}, "Trích yếu"),
        ({"senders": []}, "họ tên người gửi"),
        ({"senders": "Bình"}, "danh sách"),
        ({"signers": "ba"}, "Số người ký"),
        ({"state": "closed"}, "Không có mục"),
        ({"subject": "", "text": ""}, "trích yếu hoặc nội dung"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_written(
    client: Client, ward: Unit, intake: Account, wrong: dict[str, Any], sentence: str
) -> None:
    client.force_login(intake)
    response = send(client, ROW | wrong)
    assert response.status_code == 422
    assert sentence in response.json()["error"]
    assert Petition.objects.count() == 0


def test_nobody_hands_in_for_a_unit_that_is_not_theirs(
    client: Client, ward: Unit, other_ward: Unit, intake: Account, handler: Account
) -> None:
    client.force_login(intake)
    assert send(client, ROW | {"unit": "P2"}).status_code == 403
    client.force_login(handler)
    assert send(client, ROW).status_code == 403
    assert Petition.objects.count() == 0


def test_the_door_asks_for_the_token_of_the_session(ward: Unit, intake: Account) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(intake)
    assert send(client, ROW).status_code == 403


def test_a_file_is_received_line_by_line_and_again_without_harm(
    ward: Unit, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from liemchinh.cli import _django

    monkeypatch.setattr(_django, "setup", lambda **_: None)
    file = tmp_path / "don.jsonl"
    file.write_text("\n".join([json.dumps(ROW), "{broken", json.dumps(ROW | {"reference": "MC-2", "unit": "P9"})]))
    assert main(["receive", str(file)]) == 1
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [("number" in s, "error" in s) for s in said] == [(True, False), (False, True), (False, True)]
    main(["receive", str(file)])
    assert json.loads(capsys.readouterr().out.splitlines()[0])["again"] is True
    assert Petition.objects.count() == 1
