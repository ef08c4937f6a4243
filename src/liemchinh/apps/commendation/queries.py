"""Commendations: who sees them, which ones count."""

from __future__ import annotations

from django.db.models import QuerySet

from liemchinh.apps.commendation.models import Award
from liemchinh.kernel.measures import Period
from liemchinh.spine.access import units_with


def visible_to(account: object) -> QuerySet[Award]:
    return Award.objects.live().filter(unit_id__in=units_with(account, "commendation.read"))


def counted(rows: QuerySet[Award] | None = None) -> QuerySet[Award]:
    """Decided ones; a proposal is never counted or named before the decision."""
    return (Award.objects.all() if rows is None else rows).filter(state="commended")


def commended_units(unit_ids: list[int], period: Period) -> QuerySet[Award]:
    return counted().filter(
        recipient_kind="unit", unit_id__in=unit_ids, decided_on__gte=period.start, decided_on__lte=period.end
    )
