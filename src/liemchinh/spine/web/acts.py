"""Which action takes which step on the generic pages. An app announces the steps that do more than change the state:

    acts.announce("outreach.session", record=actions.record, plan=actions.plan)

Steps that nobody announced are taken by `move` alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from liemchinh.spine import moves
from liemchinh.spine.moves import Tracked, move

#: Called as act(record, by=…, on=…), with reason=… where the step asks for one.
Act = Callable[..., Any]

_acts: dict[tuple[str, str], Act] = {}


def announce(register: str, **steps: Act) -> None:
    """Announced once at start, from the app's `register.py`."""
    for step, act in steps.items():
        _acts[register, step] = act


def take(record: Tracked, step: str, *, by: Any, on: date, reason: str = "", seen: int | None = None) -> None:
    """Take the step by the action announced for it, or by `move`. Raises what `move` raises."""
    act = _acts.get((record.lifecycle.register, step))
    if act is None:
        with move(record, step, by=by, on=on, reason=reason, seen_version=seen):
            pass
        return
    if seen is not None and record.pk is not None:
        record.refresh_from_db()
        if record.version != seen:
            from liemchinh.spine.moves import Stale

            raise Stale(record)
    act(record, by=by, on=on, **({"reason": reason} if record.lifecycle.step(step).reason else {}))


def correct(
    record: Tracked, changes: Mapping[str, Any], *, by: Any, on: date, reason: str, seen: int | None = None
) -> None:
    """Correct the record by the action announced for the step "correct", or by `moves.correct`; it raises the same."""
    act: Act = _acts.get((record.lifecycle.register, "correct")) or moves.correct
    act(record, changes, by=by, on=on, reason=reason, seen=seen)
