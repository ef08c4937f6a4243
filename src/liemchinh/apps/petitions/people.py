"""From whom somebody may be chosen for a petition: those who may handle it, and a second pair of eyes."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from liemchinh.apps.organisation import queries as organisation
from liemchinh.apps.petitions import conflicts
from liemchinh.apps.petitions.models import Petition
from liemchinh.spine.people import Account

#: Roles whose holders settle matters, and those whose holders may check a text before it leaves.
SETTLERS = ("handler", "unit_head")
READERS = ("handler", "unit_head", "intake_officer")


def handlers(petition: Petition) -> QuerySet[Account]:
    """The accounts at the desk's unit and below to whom it may be given, without those whom it names."""
    unit = petition.desk or petition.unit
    held = organisation.holders(organisation.subtree_ids(unit), SETTLERS, timezone.localdate())
    named = [party.account_id for party in petition.parties.all() if party.account_id]
    return Account.objects.filter(pk__in=held.values("account_id")).exclude(pk__in=named).order_by("full_name")


def colleagues(petition: Petition, account: Any) -> QuerySet[Account]:
    """Others of the desk's unit who may read a text over, without conflict."""
    unit, today = petition.desk or petition.unit, timezone.localdate()
    held = organisation.holders(organisation.subtree_ids(unit), READERS, today)
    free = [
        p.account_id for p in held if p.account_id != account.pk and conflicts.of(petition, p.account, today) is None
    ]
    return Account.objects.filter(pk__in=free).order_by("full_name")
