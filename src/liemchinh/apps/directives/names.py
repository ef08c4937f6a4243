"""How the ledger's sentences call a document."""

from __future__ import annotations

from liemchinh.apps.directives.models import Document
from liemchinh.spine.ledger_words import Lang, names_for


def announce() -> None:
    """Called once at start."""
    names_for("directives.document", document)


def document(key: str, lang: Lang) -> str | None:
    found = Document.objects.filter(pk=key).first()
    if found is None:
        return None
    return f"{found.number}" if lang == "en" else f"{found.get_kind_display()} số {found.number}"
