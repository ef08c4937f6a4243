"""The address behind a figure: every number on a page or in a document is a door to what makes it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from liemchinh.apps.organisation.models import Unit
from liemchinh.kernel.measures import Period


def period_query(unit: Unit, period: Period) -> dict[str, str]:
    """The part of an address that names a unit and a period."""
    return {"unit": unit.code, "from": period.start.isoformat(), "to": period.end.isoformat()}


def records_url(indicator_id: str, unit: Unit, period: Period, **filters: Any) -> str:
    """The records (or passages) behind a figure; `filters`: q words, year, at (id of a unit below)."""
    query = {"indicator": indicator_id, **period_query(unit, period), **filters}
    return f"{reverse('figures:records')}?{urlencode(query)}"


def list_url(unit: Unit, period: Period) -> str:
    """The page with all figures of a unit for a period."""
    return f"{reverse('figures:list')}?{urlencode(period_query(unit, period))}"
