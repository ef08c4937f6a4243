"""The key that orders the index: register, then day, then record. The newest come last, and a day is a range of keys.

The database walks the index from the end and stops when a page is full; dates narrow the walk without being asked for.
"""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

_RECORD_BITS: Final = 33
_DAY_BITS: Final = 22
RECORDS: Final = (1 << _RECORD_BITS) - 1
#: So many registers fit beside day and record into a whole number of 63 bits.
REGISTERS: Final = (1 << 63 - _RECORD_BITS - _DAY_BITS) - 1


class Range(NamedTuple):
    low: int
    high: int


def rank(register: int, day: date | None, record: int) -> int:
    """A record without a day comes after all others."""
    return (register << _DAY_BITS | (day.toordinal() if day else 0)) << _RECORD_BITS | record


def record_of(rank: int) -> int:
    return rank & RECORDS


def within(register: int, since: date | None = None, until: date | None = None) -> Range:
    """The keys of the register's records of those days, both included."""
    low = rank(register, since, 0)
    high = rank(register, until, RECORDS) if until else rank(register + 1, None, 0) - 1
    return Range(low, high)
