"""Asking the index: only records that the person may see are shown or counted.

The index answers where words stand; `rows`, the register's own `visible_to` narrowed by the filters, decides what is
seen. Exact hits (with the marks as typed) come first, then the rest; within each the newest first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import islice, pairwise
from typing import Any, Final, NamedTuple

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from liemchinh.spine.access import units_with
from liemchinh.spine.registers import Register
from liemchinh.spine.search import questions, tables
from liemchinh.spine.search.asked import Term, read
from liemchinh.spine.search.ranks import Range, record_of, within
from liemchinh.spine.search.scoring import score

#: Beyond so many hits a search says «hơn 1.000»; so many of the first are weighed by relevance.
COUNTED: Final = 1_000
#: Candidates taken from the index at once; more and more where few of them may be seen.
_FIRST, _MOST = 200, 5_000


class Key(NamedTuple):
    """Where a page begins or ends: the tier of a hit and its place in the index."""

    tier: int
    rank: int

    def __str__(self) -> str:
        return f"{self.tier}.{self.rank}"

    @classmethod
    def read(cls, text: str) -> Key | None:
        """None where the address is no key, or that of another order."""
        tier, _dot, rank = text.partition(".")
        return cls(int(tier), int(rank)) if tier.isdecimal() and rank.isdecimal() and len(rank) < 20 else None


@dataclass(frozen=True)
class Search:
    """One question of one person to one register. `rows` are the records that they may see and the filters leave."""

    register: Register
    account: Any
    asked: str
    rows: QuerySet[Any]
    unit: int | None = None
    state: str = ""
    since: date | None = None
    until: date | None = None
    terms: tuple[Term, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "terms", read(self.asked))

    @cached_property
    def _range(self) -> Range:
        return within(tables.number_of(self.register.name), self.since, self.until)

    @cached_property
    def _asker(self) -> questions.Asker:
        return questions.Asker(questions.dialect(), questions.Reader(guarded_units(self.register, self.account)))

    @cached_property
    def tiers(self) -> list[str]:
        """Questions that exclude one another, best first."""
        wider = self._wider
        dialect = self._asker.dialect
        return [wider[0], *(dialect.without(b, a) for a, b in pairwise(wider))]

    @cached_property
    def _wider(self) -> list[str]:
        return [self._asker.narrowed(q, self._units, self.state) for q in self._asker.tiers(self.terms)]

    @cached_property
    def _units(self) -> frozenset[int] | None:
        """The units by which the index narrows: the one asked for, or the few whose records this person reads."""
        if self.unit is not None:
            return frozenset({self.unit})
        reach = self.register.reach(self.account) if self.register.reach else None
        if reach is None or not self._is_common():
            return None
        return reach if 0 < len(reach) <= _NARROWING else None

    def _is_common(self) -> bool:
        """Whether so many records hold the words that most of them would be looked at in vain."""
        widest = self._asker.narrowed(self._asker.tiers(self.terms)[-1], None, self.state)
        sample = tables.ranks(widest, self._range, _COMMON)
        return len(sample) == _COMMON and len(self._seen(sample)) < _COMMON // 4

    @cached_property
    def counted(self) -> list[int]:
        """The keys of the hits, best first, up to one more than are counted."""
        return [rank for _tier, rank in islice(self._hits(Key(0, self._range.high)), COUNTED + 1)]

    @property
    def total(self) -> int | None:
        """How many hits there are; None beyond the limit."""
        return len(self.counted) if len(self.counted) <= COUNTED else None

    def records(self, ranks: Sequence[int]) -> list[Any]:
        """The records in those places, in that order."""
        found = {record.pk: record for record in self.rows.filter(pk__in=[record_of(r) for r in ranks])}
        return [found[record_of(r)] for r in ranks if record_of(r) in found]

    def first(self, size: int) -> list[Any]:
        return self.records([rank for _tier, rank in islice(self._hits(Key(0, self._range.high)), size)])

    def after(self, key: Key | None, size: int) -> list[Key]:
        """The hits that follow `key` (None: from the best)."""
        start = Key(0, self._range.high) if key is None else Key(key.tier, key.rank - 1)
        return list(islice(self._hits(start), size))

    def before(self, key: Key, size: int) -> list[Key]:
        """The hits that stand before `key`, best first."""
        found = list(islice(self._hits(Key(key.tier, key.rank + 1), back=True), size))
        return found[::-1]

    def by_relevance(self) -> list[int]:
        """The best hits, up to the number counted, by what they say rather than when (see `scoring`)."""
        ranks = self.counted[:COUNTED]
        said = tables.places(ranks)
        return sorted(ranks, key=lambda rank: (score(self.terms, said.get(rank, [])), -rank))

    def narrowing(self) -> QuerySet[Any]:
        """The hits as a queryset in no order, all of them: for exports and sums."""
        sql, parameters = tables.subquery(self._wider[-1], self._range)
        return self.rows.filter(pk__in=RawSQL(sql, parameters))  # noqa: S611  (all that was typed is a parameter)

    def _hits(self, start: Key, *, back: bool = False) -> Iterator[Key]:
        order = range(start.tier, -1, -1) if back else range(start.tier, len(self.tiers))
        for tier in order:
            low, high = self._range
            if tier == start.tier:
                low, high = (max(low, start.rank), high) if back else (low, min(high, start.rank))
            yield from (Key(tier, rank) for rank in self._walk(self.tiers[tier], Range(low, high), back=back))

    def _walk(self, question: str, part: Range, *, back: bool) -> Iterator[int]:
        size = _FIRST
        while part.low <= part.high:
            batch = tables.ranks(question, part, size, newest_first=not back)
            seen = self._seen(batch)
            yield from (rank for rank in batch if record_of(rank) in seen)
            if len(batch) < size:
                return
            part = Range(batch[-1] + 1, part.high) if back else Range(part.low, batch[-1] - 1)
            size = min(size * 5, _MOST)

    def _seen(self, ranks: Sequence[int]) -> frozenset[int]:
        if not ranks:
            return frozenset()
        rows = self.rows.filter(pk__in=[record_of(rank) for rank in ranks])
        return frozenset(rows.order_by().values_list("pk", flat=True))


#: From so many candidates on a word is common; over so many units at most does the index narrow.
_COMMON, _NARROWING = 1_000, 500


def guarded_units(register: Register, account: Any) -> frozenset[int] | None:
    """The units whose guarded text the account may search; None where those are all that it reads."""
    if not register.guard or account is None:
        return frozenset()
    held = units_with(account, register.guard)
    reach = register.reach(account) if register.reach else None
    return None if held and reach is not None and reach <= held else held
