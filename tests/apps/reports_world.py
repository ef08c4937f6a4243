"""The cast of the review tests: a resolution, a committee, five sessions, a draft, and the same signed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from liemchinh.apps.directives.models import Document as Directive
from liemchinh.apps.figures.models import Reported
from liemchinh.apps.organisation.models import Committee, CommitteeMember, Unit
from liemchinh.apps.reports import actions, queries
from liemchinh.apps.reports.models import Review
from liemchinh.kernel.measures import Period
from liemchinh.spine import ledger_keys
from liemchinh.spine.access import SYSTEM
from liemchinh.spine.moves import move

PERIOD = Period(date(2006, 3, 16), date(2011, 4, 21))
SIGNED: dict[str, Any] = {
    "number": "57",
    "signed_on": date(2011, 4, 21),
    "at": datetime(2011, 4, 21, 8, 30, tzinfo=UTC),
}


def made(record: Any, step: str, on: date) -> Any:
    with move(record, step, by=SYSTEM, on=on):
        pass
    return record


@pytest.fixture
def resolution(district: Unit) -> Directive:
    ledger_keys.create_key()  # a site signs its ledger's head, and prints it in the footer of what it signs
    with move(district, "correct", by=SYSTEM, on=date(2006, 1, 1), reason="ghi tên cấp ủy"):
        district.party_body, district.party_symbol, district.place = "Quận ủy Quận 1", "QU", "Quận 1"
    document = Directive(
        unit=district, number="03-NQ/QU", issued_on=date(2006, 3, 16), issuer="Quận ủy", kind="resolution",
        abstract="chống quan liêu, tham nhũng, lãng phí, thực hành tiết kiệm",
    )  # fmt: skip
    return made(document, "record", date(2006, 3, 16))


@pytest.fixture
def committee(district: Unit) -> Committee:
    name = "Ban Chỉ đạo phòng, chống tham nhũng Quận"
    body = made(Committee(unit=district, name=name, established_on=date(2006, 5, 1)), "establish", date(2006, 5, 1))
    for number in range(11):
        seat = CommitteeMember(committee=body, unit=district, full_name=f"Người {number}", since=date(2006, 5, 1))
        made(seat, "appoint", date(2006, 5, 1))
    return body


@pytest.fixture
def sessions(district: Unit, session_of: Any) -> list[Any]:
    return [session_of(district, held_on=date(2006 + n, 5, 10), attendees=40 + n) for n in range(5)]


@pytest.fixture
def draft(resolution: Directive, sessions: list[Any], district: Unit, office: Any) -> Review:
    assert sessions
    return actions.compose(resolution, district, PERIOD, by=office, on=date(2011, 4, 1))


def answered(review: Review, by: Any, **reasons: str) -> Review:
    """Everything that the draft asks, answered."""
    asked = queries.document_of(review).open_prompts()
    texts = {key: "Đã làm rõ." for key, _ask in asked if key != "rpt.ahead"}
    words = {"texts": {**review.texts, **texts}, "chosen": ["Tiếp tục thực hiện Nghị quyết."], "reasons": reasons}
    actions.write(review, by=by, on=date(2011, 4, 2), **words)
    return review


@pytest.fixture
def signed(draft: Review, office: Any, signatory: Any) -> Review:
    actions.sign(answered(draft, office), by=signatory, signer_name="Lê Minh Quân", **SIGNED)
    return draft


def reported(unit: Unit, indicator: str, value: int) -> Reported:
    row = Reported(unit=unit, indicator=indicator, period_start=PERIOD.start, period_end=PERIOD.end, value=value)
    return made(row, "record", date(2011, 4, 1))
