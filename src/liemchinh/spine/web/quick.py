"""Quick search: one box over all registers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from liemchinh.spine import registers
from liemchinh.spine.access import can
from liemchinh.spine.web import listing


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
            visible = declared.visible_to(account)
            # Of a long register the newest records only; «Xem tất cả» goes on from there.
            if reach := listing.reach(visible, declared):
                visible = visible.filter(**{f"{declared.date}__gte": reach})
            found = listing.searched(visible, declared, words).order_by(f"-{declared.date}", "-pk")
            rows = list(found[: SHOWN + 1])
            if rows:
                out.append(Found(declared, rows[:SHOWN], len(rows) > SHOWN))
    return out
