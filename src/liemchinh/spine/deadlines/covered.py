"""The kept days of clocks beside the ledger: each line of a step holds the days of the clocks that it touched."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from django.db import connection
from django.db.models.functions import Collate

from liemchinh.spine.deadlines.models import Deadline
from liemchinh.spine.ledger_models import Entry
from liemchinh.spine.moves import find

#: What only a payload with such days contains: inside of a JSON string a quote is escaped.
_MARK: Final = '"dues":'
#: In the order in which Python compares texts, so that both streams can be merged.
_COLLATIONS: Final = {"sqlite": "BINARY", "postgresql": "C"}
_FETCH: Final = 2000

#: (subject, payload of a line) or (subject, term as the ledger calls it, kept day).
Row = tuple[str, str] | tuple[str, str, str | None]


def differing() -> Iterator[str]:
    """The records one of whose clocks was moved, deleted or added past the ledger; for `ledger verify`."""
    rows = merge(_told(Entry.objects.all()), _kept(Deadline.objects.all()), key=itemgetter(0))
    for subject, of_one in groupby(rows, key=itemgetter(0)):
        if not _agree(of_one) and not _agrees_now(subject):
            yield subject


def _told(entries: Any) -> Iterator[Row]:
    lines = entries.filter(payload__contains=_MARK).order_by(_by_subject(), "pk").values_list("subject", "payload")
    yield from lines.iterator(chunk_size=_FETCH)


def _kept(deadlines: Any) -> Iterator[Row]:
    rows = deadlines.order_by(_by_subject(), "pk").values_list("subject", "term", "internal", "due")
    for subject, term, internal, due in rows.iterator(chunk_size=_FETCH):
        name = f"{term}/internal" if internal else term  # as `Deadline.name`, without an object for each
        yield subject, name, due.isoformat() if due else None


def _by_subject() -> Collate:
    return Collate("subject", _COLLATIONS[connection.vendor])


def _agree(rows: Iterable[Any]) -> bool:
    """Whether each clock shows the day that was last told of it. One that ran twice may show either run's day."""
    told: dict[str, str | None] = {}
    kept: dict[str, set[str | None]] = {}
    for row in rows:
        if len(row) == 2:
            told.update(json.loads(row[1])["dues"])
        else:
            kept.setdefault(row[1], set()).add(row[2])
    return told.keys() == kept.keys() and all(day in kept[name] for name, day in told.items())


def _agrees_now(subject: str) -> bool:
    """Read anew: a step may have been taken meanwhile. Of a blanked line or an erased record nothing is known."""
    entries = Entry.objects.filter(subject=subject)
    if entries.filter(payload="").exists() or find(subject) is None:
        return True
    return _agree([*_told(entries), *_kept(Deadline.objects.filter(subject=subject))])
