"""What is done with commendations."""

from __future__ import annotations

from datetime import date
from typing import Any

from liemchinh.apps.commendation.models import Award
from liemchinh.spine.moves import move


def record(award: Award, *, by: Any, on: date) -> Award:
    """Write down a commendation that has been decided."""
    with move(award, "record", by=by, on=on, no=award.decision):
        pass
    return award


def propose(award: Award, *, by: Any, on: date) -> Award:
    with move(award, "propose", by=by, on=on):
        pass
    return award
