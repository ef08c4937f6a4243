"""Figures: who sees what."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Count, QuerySet

from liemchinh.apps.figures.models import Narrative, Proposal, Reported
from liemchinh.apps.organisation import queries as organisation
from liemchinh.apps.organisation.models import Unit
from liemchinh.kernel.measures import Period
from liemchinh.spine.access import units_with
from liemchinh.spine.ledger_models import Entry


def narratives_visible_to(account: object) -> QuerySet[Narrative]:
    return Narrative.objects.live().filter(unit_id__in=units_with(account, "figures.read")).select_related("unit")


def reported_visible_to(account: object) -> QuerySet[Reported]:
    return Reported.objects.live().filter(unit_id__in=units_with(account, "figures.read")).select_related("unit")


def counts(narratives: Iterable[Narrative]) -> dict[int, dict[str, int]]:
    """Narrative -> how many of its proposals are in which state; one query for a page of narratives."""
    keys = [n.pk for n in narratives]
    found: dict[int, dict[str, int]] = {key: {} for key in keys}
    rows = Proposal.objects.filter(narrative_id__in=keys).order_by().values_list("narrative_id", "state")
    for narrative_id, state, n in rows.annotate(n=Count("pk")):
        found[narrative_id][state] = n
    return found


def standing(unit_id: int, period: Period) -> dict[str, Reported]:
    """Indicator -> the figure that stands for the unit and exactly this period, or the one last returned to it."""
    rows = Reported.objects.filter(
        unit_id=unit_id, role="current", state__in=("confirmed", "returned"),
        period_start=period.start, period_end=period.end,
    ).select_related("proposal__narrative")  # fmt: skip
    found: dict[str, Reported] = {}
    for row in rows.order_by("pk"):
        if row.state == "confirmed" or row.indicator not in found or found[row.indicator].state == "returned":
            found[row.indicator] = row
    return found


def reasons(figures: Iterable[Reported], verb: str = "figure.return") -> dict[int, str]:
    """Figure -> the reason of its last step of that kind, as the ledger keeps it; one query."""
    refs: dict[str, int] = {f.ref: f.pk for f in figures}
    found: dict[int, str] = {}
    if refs:
        for entry in Entry.objects.filter(subject__in=list(refs), verb=verb).order_by("pk"):
            payload: dict[str, Any] = json.loads(entry.payload) if entry.payload else {}
            found[refs[entry.subject]] = str(payload.get("reason", ""))
    return found


def units_without_figures(superiors: Collection[int], period: Period) -> list[Unit]:
    """Units directly below `superiors` that owe figures and have none whose period reaches into this one."""
    owing = organisation.existing_in(period).filter(parent_id__in=superiors, reports=True)
    said = Reported.objects.filter(state="confirmed", period_end__gte=period.start, period_start__lte=period.end)
    return list(owing.exclude(pk__in=said.values("unit_id")))


def waiting(unit_ids: Collection[int]) -> int:
    """How many figures read in narratives of these units wait for somebody to confirm them."""
    units = set(unit_ids)
    rows = Proposal.objects.filter(state="proposed").order_by().values_list("unit_id").annotate(n=Count("pk"))
    return sum(n for unit_id, n in rows if unit_id in units)
