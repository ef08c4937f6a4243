"""What is done with directive documents."""

from __future__ import annotations

from datetime import date
from typing import Any

from liemchinh.apps.directives.models import Document
from liemchinh.spine.moves import move


def record(document: Document, *, by: Any, on: date) -> Document:
    """Write an issued document into the register; one that replaces another ends that one."""
    with move(document, "record", by=by, on=on, kind=f"document_kind:{document.kind}", no=document.number):
        pass
    if document.replaces_id and document.replaces and document.replaces.state in ("issued", "amended"):
        with move(document.replaces, "replace", by=by, on=on, reason=document.number, no=document.number,
                  old=document.replaces.number):  # fmt: skip
            document.replaces.effective_to = document.effective_from or document.issued_on
    return document
