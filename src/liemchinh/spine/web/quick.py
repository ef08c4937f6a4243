"""Quick search: one box over all registers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from liemchinh.spine import registers
from liemchinh.spine.access import can


@dataclass(frozen=True, slots=True)
class Found:
    """The first records of one register, and how to see all of them."""

    register: registers.Register
    records: list[Any]
    more: bool


SHOWN = 5


def find(words: str, account: Any) -> list[Found]:
    """The first records of each register that the account may read and whose text holds all the words."""
    from liemchinh.spine.web.listing import searched

    out = []
    for declared in registers.all():
        if can(account, declared.ability("read")):
            rows = list(searched(declared.visible_to(account), declared, words).order_by("-pk")[: SHOWN + 1])
            if rows:
                out.append(Found(declared, rows[:SHOWN], len(rows) > SHOWN))
    return out
