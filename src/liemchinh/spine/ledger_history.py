"""The history that people read (`moves.Change`) is sealed as well: a line's payload holds a digest over its changes.

The values themselves stay out of the payload, so that they can be erased without breaking the ledger.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from django.db import connection

from liemchinh.spine import ledger_words
from liemchinh.spine.ledger_models import Entry

if TYPE_CHECKING:
    from liemchinh.spine.ledger_check import Verification

#: The payload's key of the digest.
KEY: Final = "history"
#: What only a payload with that key contains: inside of a JSON string a quote is escaped.
MARK: Final = f'"{KEY}":'
_FETCH: Final = 500
_CHANGES: Final = "SELECT entry_id, subject, field, old, new FROM spine_change ORDER BY entry_id, id"


def history_digest(changes: Iterable[tuple[str, str, str, str]]) -> str:
    """SHA-256 (hex) over (subject, field, old, new) of one line's changes, sorted."""
    text = json.dumps(sorted(changes), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def sealed_history(payload: str) -> str:
    """The digest that a line's payload (canonical JSON) holds, or "" where it changed nothing."""
    # Looked for before parsing: of a million lines few change a field.
    return json.loads(payload).get(KEY, "") if MARK in payload else ""


def check(found: Verification, sealed: dict[int, str]) -> None:
    """Compare what lies in the history with what the lines sealed (line's primary key → digest); uses `sealed` up."""
    for key, changes in groupby(_stored(), key=lambda row: row[0]):
        if history_digest(row[1:] for row in changes) != sealed.pop(key, ""):
            _tell(found, key)
    for key in sealed:
        _tell(found, key)


def _stored() -> Iterator[Any]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(_CHANGES)
        while rows := cursor.fetchmany(_FETCH):
            yield from rows


def _tell(found: Verification, key: int) -> None:
    """Unless line and changes, both read anew, agree: then the line was written while the check ran."""
    entry = Entry.objects.filter(pk=key).first()
    if entry is None:
        found.add("history", f"ledger.entry:#{key}", None, name=f"#{key}")
        return
    changes = list(entry.changes.values_list("subject", "field", "old", "new"))
    if (history_digest(changes) if changes else "") != sealed_history(entry.payload):
        found.add("history", entry.subject, entry.seq, name=ledger_words.name_of(entry.subject))
