"""The command `liemchinh figures`."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings

from liemchinh.__main__ import main
from liemchinh.apps.figures import actions
from liemchinh.apps.figures.actions import Value
from liemchinh.kernel.measures import Period
from liemchinh.spine.access import SYSTEM

pytestmark = pytest.mark.django_db

ASK = ["figures", "--unit", "Q1", "--from", "2008-01-01", "--to", "31/12/2008"]


@pytest.fixture(autouse=True)
def initialised() -> None:
    """As `liemchinh init` leaves it."""
    (settings.LIEMCHINH_HOME / "keys").mkdir(parents=True, exist_ok=True)


def test_each_indicator_has_a_line_with_value_source_and_records(district, session_of, capsys):
    session_of(district, attendees=40)
    year, rate = Period(date(2008, 1, 1), date(2008, 12, 31)), Value("petition_resolution_rate", Decimal("82.5"))
    actions.record(district, year, rate, by=SYSTEM, on=year.end)
    assert main([*ASK, "--json"]) == 0
    rows = {r["indicator"]: r for r in json.loads(capsys.readouterr().out)}
    assert len(rows) == 90
    assert rows["outreach_attendees"] == {
        "indicator": "outreach_attendees", "label": "Lượt người dự tuyên truyền", "unit": "lượt người", "value": 40,
        "source": "computed", "records": 1, "computed": 40, "reported": None, "state": "V",
    }  # fmt: skip
    assert rows["petition_resolution_rate"]["value"] == 82.5
    assert (rows["petitions_received"]["value"], rows["petitions_received"]["state"]) == (None, "N")


def test_the_table_for_people_has_a_line_for_each_indicator_asked(district, session_of, capsys):
    session_of(district, attendees=40)
    assert main([*ASK, "--indicator", "outreach_sessions", "--indicator", "outreach_attendees"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert "40 lượt người" in lines[2]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"--unit": "XX"}, "Không có đơn vị mã «XX». Gần nhất: Q1."),
        ({"--from": "31/02/2008"}, "«31/02/2008» không có trong lịch"),
        ({"--from": "hôm qua"}, "«hôm qua»"),
        ({"--to": "31/12/2007"}, "ngày cuối trước ngày đầu"),
    ],
)
def test_what_does_not_exist_is_answered_with_a_sentence(district, capsys, change, sentence):
    asked = list(ASK)
    for option, value in change.items():
        asked[asked.index(option) + 1] = value
    assert main(asked) == 1
    assert sentence in capsys.readouterr().err


def test_an_unknown_indicator_is_named(district, capsys):
    assert main([*ASK, "--indicator", "outreach_sesions"]) == 1
    said = capsys.readouterr().err
    assert "«outreach_sesions»" in said
    assert "Gần nhất: outreach_sessions" in said
