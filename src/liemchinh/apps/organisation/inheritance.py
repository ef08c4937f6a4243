"""Open work goes to the heir when a unit ends: registers announce how theirs is handed over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from liemchinh.apps.organisation.models import Unit

#: Called as hand_over(old, heir, on) in the transaction that ends `old`; answers how many records went.
HandOver = Callable[[Unit, Unit, date], int]

_registers: dict[str, HandOver] = {}


def announce(register: str, hand_over: HandOver) -> None:
    """Announced once at start, from a register's `register.py`."""
    _registers[register] = hand_over


def hand_over(old: Unit, heir: Unit, on: date) -> int:
    """Everything open at `old` goes to `heir`; answers how many records went."""
    return sum(act(old, heir, on) for act in _registers.values())
