"""How the ledger's sentences call a document, and the kind of one."""

from __future__ import annotations

from django.utils import translation

from liemchinh.apps.directives.models import Document
from liemchinh.spine.ledger_words import Lang, names_for


def announce() -> None:
    """Called once at start."""
    names_for("directives.document", document)
    names_for("document_kind", kind)


def document(key: str, lang: Lang) -> str | None:
    found = Document.objects.filter(pk=key).first()
    if found is None:
        return None
    return f"{found.number}" if lang == "en" else f"{found.get_kind_display()} số {found.number}"


def kind(key: str, lang: Lang) -> str | None:
    """Inside a sentence: «nghị quyết», "resolution"."""
    if key not in Document.Kind.values:
        return None
    with translation.override(lang):
        return str(Document.Kind(key).label).lower()
