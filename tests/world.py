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
def intake(ward: Unit) -> Account:
    return _with_post("mai", "Đỗ Thị Mai", ward, "intake_officer", "Cán bộ tiếp nhận")


@pytest.fixture
def handler(ward: Unit) -> Account:
    return _with_post("dung", "Ngô Văn Dũng", ward, "handler", "Công chức địa chính")


@pytest.fixture
def other_handler(ward: Unit) -> Account:
    return _with_post("tam", "Hồ Minh Tâm", ward, "handler", "Công chức tư pháp")


@pytest.fixture
def head(ward: Unit) -> Account:
    return _with_post("son", "Bùi Thanh Sơn", ward, "unit_head", "Chủ tịch UBND phường")


@pytest.fixture
def head_above(district: Unit) -> Account:
    return _with_post("phuc", "Lý Hồng Phúc", district, "unit_head", "Chủ tịch UBND quận")


@pytest.fixture
def petition_of() -> Callable[..., Any]:
    """Receives one petition of a unit with its sender, through the register's own action."""
    from liemchinh.apps.petitions.actions import receiving
    from liemchinh.apps.petitions.models import Party, Petition

    def make(
        unit: Unit, by: Any = SYSTEM, received_on: date = date(2026, 9, 7), sender: str = "Trần Văn Bình", **fields: Any
    ) -> Any:
        values = {"subject": "Bồi thường đất tại hẻm 12", "channel": "post"} | fields
        respondent = values.pop("respondent", None)
        petition = Petition(unit=unit, received_on=received_on, **values)
        people = [Party(role="sender", name=sender, address="12 Lê Lợi")] if sender else []
        if respondent is not None:
            people.append(Party(role="respondent", **respondent))
        return receiving.receive(petition, people, by=by, on=received_on)

    return make


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
