"""Getting the petition of an address for somebody: what they may not see is not there."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from liemchinh.apps.petitions import queries
from liemchinh.apps.petitions.models import Petition

_WITH = ("unit", "desk", "handler", "matter", "duplicate_of", "follows", "proposed_by", "public_checked_by")


def petition_of(request: HttpRequest, pk: int) -> Petition:
    """The petition, with the units and people that its page names; Http404 where this person has no such petition."""
    found = queries.petitions_visible_to(request.user).select_related(*_WITH).filter(pk=pk).first()
    if found is None:
        raise Http404(f"petition {pk}")
    return found
