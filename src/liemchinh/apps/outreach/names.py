"""How the ledger's sentences call sessions and contests: the day and what it was about."""

from __future__ import annotations

from liemchinh.apps.outreach.models import Contest, Session
from liemchinh.spine.ledger_words import Lang, names_for


def announce() -> None:
    """Called once at start."""
    names_for("outreach.session", session)
    names_for("outreach.contest", contest)


def session(key: str, lang: Lang) -> str | None:  # noqa: ARG001
    found = Session.objects.filter(pk=key).values_list("topic", "held_on").first()
    return None if found is None else f"«{found[0]}» ngày {found[1]:%d/%m/%Y}"


def contest(key: str, lang: Lang) -> str | None:  # noqa: ARG001
    found = Contest.objects.filter(pk=key).values_list("name", "held_on").first()
    return None if found is None else f"«{found[0]}» ngày {found[1]:%d/%m/%Y}"
