"""The seal over a unit's past: its earlier names and who succeeded it. The line of each act holds the seal after it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from liemchinh.apps.organisation.models import Succession, Unit, UnitName
from liemchinh.spine.ledger_beside import seal
from liemchinh.spine.ledger_models import Entry

#: The payload's key of the seal.
KEY = "past"
_VERBS = ("unit.rename", "unit.end")
_SUCCESSION = ("new_id", "on", "kind", "partial", "inherits_open_work", "document")


def seal_of(unit_id: int) -> str:
    """SHA-256 (hex) over the earlier names and the successions; "" where there are none."""
    return seal(_rows(unit_id))


def _rows(unit_id: int) -> Iterator[dict[str, Any]]:
    yield from UnitName.objects.filter(unit_id=unit_id).order_by("until", "pk").values("name", "until")
    yield from Succession.objects.filter(old_id=unit_id).order_by("on", "new_id").values(*_SUCCESSION)


def differing() -> Iterator[str]:
    """The units whose past is not what their last act sealed; for `ledger verify`."""
    kept = {*UnitName.objects.values_list("unit_id", flat=True), *Succession.objects.values_list("old_id", flat=True)}
    told = {int(ref.partition(":")[2]) for ref in _acts().values_list("subject", flat=True)}
    for unit_id in sorted(kept | told):
        ref = f"{Unit.lifecycle.register}:{unit_id}"
        # Both are read anew for each unit: an act during the check is no difference.
        last = _acts().filter(subject=ref).order_by("pk").values_list("payload", flat=True).last()
        blanked = last == ""
        if not blanked and seal_of(unit_id) != json.loads(last or "{}").get(KEY, ""):
            yield ref


def _acts() -> Any:
    return Entry.objects.filter(verb__in=_VERBS)
