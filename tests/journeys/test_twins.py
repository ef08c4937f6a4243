"""Two petitions side by side in a browser: read on a phone, decided from the keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from liemchinh.apps.petitions.models import Likeness
from tests.apps.petitions_twins import letter, reworded

from .conftest import PHONE, scrolls_sideways, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pair(ward: Any, petition_of: Callable[..., Any]) -> Likeness:
    text, facts = letter()
    petition_of(ward, sender=facts["name"], subject="Đơn thứ nhất", text=text)
    later = petition_of(ward, sender=facts["name"], subject="Đơn thứ hai", text=reworded(facts),
                        received_on=date(2026, 9, 14))  # fmt: skip
    return Likeness.objects.get(petition=later)


def test_a_pair_is_decided_from_the_keys(sign_in: Callable[..., Any], intake: Any, pair: Likeness) -> None:
    page = sign_in(intake)
    page.goto(f"/don-thu/giong/{pair.pk}/")
    assert violations(page) == []
    with page.expect_navigation():
        page.keyboard.press("1")
    assert page.url.endswith(f"/don-thu/{pair.petition_id}/?tab=lien-quan")
    pair.refresh_from_db()
    assert pair.verdict == "duplicate"


def test_on_a_phone_one_stands_below_the_other(sign_in: Callable[..., Any], intake: Any, pair: Likeness) -> None:
    page = sign_in(intake, viewport=PHONE)
    page.goto(f"/don-thu/giong/{pair.pk}/")
    assert not scrolls_sideways(page)
    first, second = (page.locator(f"section[aria-labelledby=side-{n}]").bounding_box() for n in (1, 2))
    assert first["x"] == second["x"]
    assert second["y"] >= first["y"] + first["height"]


def test_the_page_of_exchange_has_no_fault(sign_in: Callable[..., Any], head: Any) -> None:
    page = sign_in(head, viewport=PHONE)
    page.goto("/don-thu/van-tay/")
    assert violations(page) == []
    assert not scrolls_sideways(page)
