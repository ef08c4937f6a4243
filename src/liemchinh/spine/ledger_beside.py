"""Rows that stand beside a record, without lines of their own: figures as signed, who inherits a unit's work.

The app that keeps them seals them (`seal`) in the move of the record they belong to, and announces at start how
`ledger verify` finds those that no longer fit. The sentence of a check is `verify.<its kind>` in law/sentences.toml.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from liemchinh.spine import ledger_words
from liemchinh.spine.ledger_digests import digest_of

if TYPE_CHECKING:
    from liemchinh.spine.ledger_check import Verification

#: The references of the records whose rows differ from what was sealed.
Differing = Callable[[], Iterator[str]]
_checks: dict[str, Differing] = {}


def announce_check(kind: str, differing: Differing) -> None:
    """Announced once at start by the app that keeps the rows."""
    _checks[kind] = differing


def seal(rows: Iterable[Mapping[str, Any]]) -> str:
    """SHA-256 (hex) over the digests of the rows, in their order; "" where there is none."""
    whole, some = hashlib.sha256(), False
    for row in rows:
        whole.update(f"{digest_of(row)}\n".encode())
        some = True
    return whole.hexdigest() if some else ""


def check(found: Verification) -> None:
    """Do all announced checks, and name each record whose rows differ."""
    for kind, differing in _checks.items():
        for ref in differing():
            found.add(kind, ref, None, name=ledger_words.name_of(ref))
