"""What is done with outreach sessions and contests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from liemchinh.apps.outreach.models import Contest, Session
from liemchinh.kernel.errors import Refusal
from liemchinh.spine import moves
from liemchinh.spine.moves import move


def plan(record: Session | Contest, *, by: Any, on: date) -> Session | Contest:
    """Enter something that is still to be held; it counts from the day on which `hold` is taken."""
    with move(record, "plan", by=by, on=on):
        pass
    return record


def record(record: Session | Contest, *, by: Any, on: date) -> Session | Contest:
    """Enter something that was held; a day after `on` is refused."""
    if record.held_on > on:
        raise Refusal(f"Ngày {record.held_on:%d/%m/%Y} chưa tới; buổi chưa tổ chức thì ghi là kế hoạch.")
    with move(record, "record", by=by, on=on):
        pass
    return record


def hold(record: Session | Contest, *, by: Any, on: date, attendees: int | None = None) -> Session | Contest:
    """Say that what was planned has been held, with how many attended where that was counted."""
    with move(record, "hold", by=by, on=on):
        if attendees is not None:
            setattr(record, "attendees" if isinstance(record, Session) else "participants", attendees)
    return record


def cancel(record: Session | Contest, *, reason: str, by: Any, on: date) -> Session | Contest:
    """It was not held after all: it stays in the register and counts no more."""
    with move(record, "cancel", by=by, on=on, reason=reason):
        pass
    return record


def correct(
    record: Session | Contest, changes: Mapping[str, Any], *, reason: str, by: Any, on: date, seen: int | None = None
) -> Session | Contest:
    """Write other values, with the reason that readers of the history will see."""
    moves.correct(record, changes, by=by, on=on, reason=reason, seen=seen)
    return record
