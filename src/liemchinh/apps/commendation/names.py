"""How the ledger's sentences call a commendation."""

from __future__ import annotations

from liemchinh.apps.commendation.models import Award
from liemchinh.spine.ledger_words import Lang, names_for


def announce() -> None:
    """Called once at start."""
    names_for("commendation.award", award)


def award(key: str, lang: Lang) -> str | None:  # noqa: ARG001
    """A unit by its name; a person by the decision alone."""
    found = Award.objects.filter(pk=key).values_list("recipient_kind", "recipient", "form", "decision").first()
    if found is None:
        return None
    kind, recipient, form, decision = found
    return f"{form}, {recipient}" if kind == "unit" else f"{form} ({decision or key})"
