"""Outreach: who sees which records, and which of them count."""

from __future__ import annotations

from django.db.models import QuerySet

from liemchinh.apps.outreach.models import Contest, Session
from liemchinh.spine.access import units_with


def sessions_visible_to(account: object) -> QuerySet[Session]:
    return Session.objects.live().filter(unit_id__in=units_with(account, "outreach.read"))


def contests_visible_to(account: object) -> QuerySet[Contest]:
    return Contest.objects.live().filter(unit_id__in=units_with(account, "outreach.read"))


def held_sessions(rows: QuerySet[Session] | None = None) -> QuerySet[Session]:
    """The sessions that figures count: held, neither cancelled nor undone nor only planned."""
    return (Session.objects.all() if rows is None else rows).filter(state="held")


def held_contests(rows: QuerySet[Contest] | None = None) -> QuerySet[Contest]:
    """The contests that figures count."""
    return (Contest.objects.all() if rows is None else rows).filter(state="held")
