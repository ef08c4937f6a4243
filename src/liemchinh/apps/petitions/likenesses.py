"""Which earlier petitions a new one may repeat: candidates by bands, then a weighing of facts."""

from __future__ import annotations

from liemchinh.apps.petitions.models import Likeness, Petition


def compare_with_earlier(petition: Petition) -> list[Likeness]:
    """Keep the fingerprint of the petition and the likely pairs with earlier ones."""
    return []
