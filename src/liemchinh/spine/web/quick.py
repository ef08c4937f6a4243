"""Quick search: one box over all registers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from liemchinh.spine import registers, search
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
    out = []
    for declared in registers.all():
        if can(account, declared.ability("read")):
            asked = search.search(declared, account, words, declared.visible_to(account))
            rows = asked.first(SHOWN + 1) if asked else []
            if rows:
                out.append(Found(declared, rows[:SHOWN], len(rows) > SHOWN))
    return out
