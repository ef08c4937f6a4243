"""The papers of a step: drafted from their forms when the step is taken."""

from __future__ import annotations

from datetime import date
from typing import Any

from liemchinh.apps.petitions.models import Letter, Petition


def draft_for(
    petition: Petition, step: str, *, by: Any, on: date, reason: str = "", given: dict[str, Any]
) -> list[Letter]:
    """The drafts of all papers that the lifecycle table names for this step and this kind of petition."""
    return []
