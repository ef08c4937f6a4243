"""Who held a matter, and for how many days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from liemchinh.kernel.daybook import CalendarUnknown
from liemchinh.spine import bulk
from liemchinh.spine.deadlines.current import law
from liemchinh.spine.deadlines.models import Holding
from liemchinh.spine.ledger_models import Entry

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Held:
    """One stretch: from `since` to `until` (None while it lasts); the first day is not counted, as in the law.

    working: working days; None where no calendar of those years has been entered.
    """

    unit_id: int | None
    account_id: int | None
    since: date
    until: date | None
    days: int
    working: int | None


def hold(record: Any, on: date, entry: Entry | None = None, *, new: bool = False) -> None:
    """From `on` the unit and account of `record.holder` have it in hand; None: nobody has it any more.

    new: nobody has had the record before.
    """
    unit_id, account_id = record.holder or (None, None)
    last = None if new else Holding.objects.filter(subject=record.ref, until=None).first()
    if last is not None:
        if (last.unit_id, last.account_id) == (unit_id, account_id):
            return
        last.until = max(on, last.since)
        last.save(update_fields=["until"])
    if unit_id is not None or account_id is not None:
        Holding.objects.create(subject=record.ref, unit_id=unit_id, account_id=account_id, since=on, entry=entry)


def hold_many(records: Sequence[Any], on: date) -> None:
    """The holders of new records from `on`."""
    found = [(r, r.holder) for r in records]
    rows = [Holding(subject=r.ref, unit_id=h[0], account_id=h[1], since=on) for r, h in found if h is not None]
    if rows:
        bulk.insert(rows)


def release_many(records: Sequence[Any], on: date) -> None:
    """Nobody holds these records any more (their import is undone)."""
    for start in range(0, len(records), CHUNK):
        refs = [r.ref for r in records[start : start + CHUNK]]
        Holding.objects.filter(subject__in=refs, until=None).update(until=on)


def held(ref: str, today: date) -> list[Held]:
    """Who held the matter, from first to last, with the days of each until `today`."""
    return [_held(h, today) for h in Holding.objects.filter(subject=ref)]


def _held(holding: Holding, today: date) -> Held:
    last = max(holding.until or today, holding.since)
    try:
        working = law().daybook.working_days(holding.since + timedelta(days=1), last)
    except CalendarUnknown:
        working = None
    days = (last - holding.since).days
    return Held(holding.unit_id, holding.account_id, holding.since, holding.until, days, working)
