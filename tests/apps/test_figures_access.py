"""Who may open and do what with figures: anonymous, without the ability, and of another unit are refused everywhere."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from liemchinh.apps.figures import actions, links, taking_in
from liemchinh.apps.figures.actions import Value
from liemchinh.apps.figures.models import Narrative, Reported
from liemchinh.kernel.measures import Period
from liemchinh.spine import files
from liemchinh.spine.access import SYSTEM

pytestmark = pytest.mark.django_db

YEAR = Period(date(2008, 1, 1), date(2008, 12, 31))
TEXT = "Trong năm đã tổ chức tuyên truyền 46 buổi cho 2.300 lượt người dự; phát hành 3.500 tờ bướm.\n"


@pytest.fixture
def narrative(ward: Any) -> Narrative:
    file = files.keep(TEXT.encode(), "bao-cao.txt")
    return taking_in.take_in(file, ward, YEAR, "Báo cáo năm 2008", by=SYSTEM, on=YEAR.end)


@pytest.fixture
def figure(ward: Any) -> Reported:
    return actions.record(ward, YEAR, Value("petitions_received", Decimal(4)), by=SYSTEM, on=YEAR.end)


def addresses(narrative: Narrative, figure: Reported) -> dict[str, tuple[str, str]]:
    """Every address of the app: name -> (method, address), all of the ward's own things."""
    proposal = narrative.proposals.first()
    assert proposal is not None
    ward = narrative.unit
    behind = links.records_url("petitions_received", ward, YEAR)
    return {
        "list": ("get", links.list_url(ward, YEAR)),
        "records": ("get", behind),
        "records-export": ("get", behind.replace("/so/?", "/so/excel/?")),
        "return": ("post", reverse("figures:return", args=[figure.pk])),
        "withdraw": ("post", reverse("figures:withdraw", args=[figure.pk])),
        "typed": ("get", f"{reverse('figures:typed')}?unit={ward.code}"),
        "narratives": ("get", reverse("figures:narratives")),
        "narrative-new": ("get", reverse("figures:narrative-new")),
        "narrative-job": ("get", reverse("figures:narrative-job", args=[1])),
        "narrative": ("get", reverse("figures:narrative", args=[narrative.pk])),
        "decide": ("post", reverse("figures:decide", args=[narrative.pk, proposal.pk])),
        "add": ("post", reverse("figures:add", args=[narrative.pk])),
        "finish": ("post", reverse("figures:finish", args=[narrative.pk])),
        "reopen": ("post", reverse("figures:reopen", args=[narrative.pk])),
    }


NAMES = (
    "list", "records", "records-export", "return", "withdraw", "typed", "narratives", "narrative-new", "narrative-job",
    "narrative", "decide", "add", "finish", "reopen",
)  # fmt: skip
#: Pages that show only what is the person's own: another unit's clerk sees them, without the ward's things.
OWN = {"narratives", "narrative-new"}


def test_no_address_is_forgotten(narrative, figure):
    from liemchinh.apps.figures import urls

    assert {p.name for p in urls.urlpatterns} == set(NAMES) == set(addresses(narrative, figure))


@pytest.mark.parametrize("name", NAMES)
def test_whoever_has_not_signed_in_is_sent_to_the_door(client, narrative, figure, name):
    method, url = addresses(narrative, figure)[name]
    response = getattr(client, method)(url, {"do": "confirm", "reason": "x"} if method == "post" else None)
    assert response.status_code == 302
    assert reverse("account_login") in response["Location"]


@pytest.mark.parametrize("name", NAMES)
def test_whoever_holds_no_post_is_refused(client, narrative, figure, stranger, name):
    client.force_login(stranger)
    method, url = addresses(narrative, figure)[name]
    data = {"do": "confirm", "reason": "x"} if method == "post" else None
    assert getattr(client, method)(url, data).status_code == 403


@pytest.mark.parametrize("name", [n for n in NAMES if n not in OWN])
def test_a_clerk_of_another_unit_is_refused(client, narrative, figure, other_ward, name):
    from tests.world import _with_post

    clerk = _with_post("cuc", "Lê Thị Cúc", other_ward, "clerk", "Cán bộ")
    client.force_login(clerk)
    method, url = addresses(narrative, figure)[name]
    data = {"do": "confirm", "reason": "x"} if method == "post" else None
    assert getattr(client, method)(url, data).status_code in (403, 404)
    assert Reported.objects.get() == figure


def test_lists_of_another_unit_show_nothing_of_this_one(client, narrative, other_ward):
    from tests.world import _with_post

    client.force_login(_with_post("cuc", "Lê Thị Cúc", other_ward, "clerk", "Cán bộ"))
    assert "Báo cáo năm 2008" not in client.get(reverse("figures:narratives")).content.decode()
    assert narrative.unit.name not in client.get(reverse("figures:narrative-new")).content.decode()


def test_an_auditor_reads_and_writes_nothing(client, narrative, figure, district):
    from tests.world import _with_post

    client.force_login(_with_post("kiem", "Đỗ Kiểm", district, "auditor", "Kiểm soát"))
    for name, (method, url) in addresses(narrative, figure).items():
        data = {"do": "confirm", "reason": "x"} if method == "post" else None
        status = getattr(client, method)(url, data).status_code
        reads = name in ("list", "records", "records-export", "narratives", "narrative")
        assert status == (200 if reads else 403), name


def test_the_actions_themselves_ask_for_the_right(narrative, figure, stranger, clerk_of_ward):
    proposal = narrative.proposals.first()
    said = Value("petitions_received", Decimal(5))
    refused = [
        lambda: actions.confirm(proposal, by=stranger, on=YEAR.end),
        lambda: actions.reject(proposal, by=stranger, on=YEAR.end),
        lambda: actions.correct(proposal, said, by=stranger, on=YEAR.end),
        lambda: actions.record(figure.unit, YEAR, said, by=stranger, on=YEAR.end),
        lambda: actions.give_back(figure, reason="sai", by=clerk_of_ward, on=YEAR.end),
        lambda: actions.withdraw(figure, reason="sai", by=stranger, on=YEAR.end),
        lambda: taking_in.take_in(narrative.file, narrative.unit, YEAR, "Khác", by=stranger, on=YEAR.end),
    ]
    for act in refused:
        with pytest.raises(PermissionDenied):
            act()
    assert Narrative.objects.count() == 1
    assert [f.value for f in Reported.objects.all()] == [4]


def test_records_that_a_person_may_not_see_are_counted_but_not_shown(client, district, ward, session_of, clerk_of_ward):
    """The figure is the unit's, the records are the register's: each asks for its own right."""
    from liemchinh.kernel import access

    session_of(ward, topic="Quy chế dân chủ")
    client.force_login(clerk_of_ward)
    without = {**access.ABILITIES, "clerk": access.ABILITIES["clerk"] - {"outreach.read", "outreach.export"}}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(access, "ABILITIES", without)
        url = links.records_url("outreach_sessions", ward, YEAR)
        html = client.get(url).content.decode()
        assert client.get(url.replace("/so/?", "/so/excel/?")).status_code == 403
    assert "Quy chế dân chủ" not in html
    assert "1 cuộc" in html
