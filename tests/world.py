"""The cast: a district with two wards; Thu Hà is its committee office, Lan a clerk of one ward, An of nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from liemchinh.apps.organisation import actions
from liemchinh.apps.organisation.models import Unit
from liemchinh.spine.access import SYSTEM
from liemchinh.spine.people import Account

FOUNDED = date(2000, 1, 1)


def person(username: str, full_name: str) -> Account:
    return Account.objects.create_user(username, "mật-khẩu-thử-2026", full_name=full_name)


@pytest.fixture
def district(db: None) -> Unit:
    return actions.found("Q1", "Quận 1", by=SYSTEM, on=FOUNDED, kind="district")


@pytest.fixture
def ward(district: Unit) -> Unit:
    return actions.found("P1", "Phường Bến Xuân", by=SYSTEM, on=FOUNDED, parent=district, kind="ward", position=1)


@pytest.fixture
def other_ward(district: Unit) -> Unit:
    return actions.found("P2", "Phường Cầu Muối", by=SYSTEM, on=FOUNDED, parent=district, kind="ward", position=2)


def _with_post(username: str, name: str, unit: Unit, role: str, title: str) -> Account:
    account = person(username, name)
    actions.assign_post(account, unit, role, title, by=SYSTEM, on=FOUNDED)
    return account


@pytest.fixture
def office(district: Unit) -> Account:
    return _with_post("thuha", "Nguyễn Thu Hà", district, "committee_office", "Thường trực Ban Chỉ đạo")


@pytest.fixture
def signatory(district: Unit) -> Account:
    return _with_post("minhquan", "Lê Minh Quân", district, "signatory", "Phó Bí thư Thường trực")


@pytest.fixture
def clerk(district: Unit) -> Account:
    return _with_post("lan", "Trần Thị Lan", district, "clerk", "Cán bộ tuyên giáo")


@pytest.fixture
def clerk_of_ward(ward: Unit) -> Account:
    return _with_post("hoa", "Phạm Thị Hoa", ward, "clerk", "Cán bộ văn phòng")


@pytest.fixture
def stranger(db: None) -> Account:
    """An has an account and no post: nothing is theirs to see."""
    return person("an", "Võ Văn An")


@pytest.fixture
def session_of() -> Callable[..., Any]:
    """Records one outreach session of a unit, through the register's own step."""
    from liemchinh.apps.outreach.models import Session
    from liemchinh.spine.moves import move

    def make(
        unit: Unit, by: Any = SYSTEM, held_on: date = date(2008, 3, 10), attendees: int | None = 40, **fields: Any
    ) -> Any:
        values = {"topic": "Luật Phòng, chống tham nhũng", "host": "Chi bộ 1", "form": "Hội nghị"} | fields
        session = Session(unit=unit, held_on=held_on, attendees=attendees, **values)
        with move(session, "record", by=by, on=held_on):
            pass
        return session

    return make
