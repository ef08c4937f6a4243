"""Open petitions of a unit that ends go to its heir; their number and clocks stay (Luật 72/2025 art. 54.8)."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.petitions.lifecycle import OPEN
from liemchinh.apps.petitions.models import Petition
from liemchinh.spine.access import SYSTEM
from liemchinh.spine.moves import move


def hand_over(old: Unit, heir: Unit, on: date) -> int:
    """Every open petition that lay at `old` lies at `heir` from `on`, for the heir's head to assign anew."""
    waiting = list(Petition.objects.filter(Q(desk=old) | Q(desk=None, unit=old), state__in=OPEN).order_by("pk"))
    for petition in waiting:
        day = max(on, petition.received_on)
        with move(petition, "hand_over", by=SYSTEM, on=day, unit=heir.ref):
            petition.desk, petition.handler = heir, None
    return len(waiting)
