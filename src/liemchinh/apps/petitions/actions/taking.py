"""The common way of a step: the move, what it writes, and the papers that it drafts, in one transaction."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from liemchinh.apps.petitions import codes, drafting
from liemchinh.apps.petitions.lifecycle import ENDED_EARLY
from liemchinh.apps.petitions.models import Petition
from liemchinh.kernel.lifecycle import ClockFacts
from liemchinh.spine.moves import move


def take(
    petition: Petition,
    step: str,
    *,
    by: Any,
    on: date,
    reason: str = "",
    seen: int | None = None,
    clock: ClockFacts | None = None,
    facts: dict[str, Any] | None = None,
    papers: dict[str, Any] | None = None,
    **changes: Any,
) -> Petition:
    """Take `step`, writing `changes` into the petition; `facts` go into the ledger line, `papers` into the drafts.

    Raises Stale, Refusal or PermissionDenied, and then nothing has happened.
    """
    changes = _days(petition, step, on) | changes
    with transaction.atomic():
        with move(petition, step, by=by, on=on, reason=reason, seen_version=seen, clock=clock, **(facts or {})):
            for name, value in changes.items():
                setattr(petition, name, value)
        drafting.draft_for(petition, step, by=by, on=on, reason=reason, given=papers or {})
    return petition


def _days(petition: Petition, step: str, on: date) -> dict[str, Any]:
    """What the step says about the handling as a whole: the decision taken, the day on which the handling ended."""
    said: dict[str, Any] = {}
    if step in codes.Outcome:
        said = {"outcome": step, "decided_on": on}
    target = petition.lifecycle.step(step).target
    if target in ENDED_EARLY or target == "answered":
        said["ended_on"] = on
    elif target == "reopened":
        said["ended_on"] = None
    return said
