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
#: Candidates taken from the index at once: a tenth more than are wanted, then more where few of them may be seen.
_MOST: Final = 5_000


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
        return [self._asker.narrowed(question, self._units, self.state) for question in self._said]

    @cached_property
    def _said(self) -> list[str]:
        return self._asker.tiers(self.terms)

    @cached_property
    def _units(self) -> frozenset[int] | None:
        """The units by which the index narrows: the one asked for, or the few whose records this person reads."""
        if self.unit is not None:
            return frozenset({self.unit})
        reach = self.register.reach(self.account) if self.register.reach else None
        few = reach is not None and 0 < len(reach) <= _NARROWING
        return reach if few and self._mostly_in_vain() else None

    def _mostly_in_vain(self) -> bool:
        """Whether so many records hold the words that most of them would be looked at for nothing."""
        return len(self._sample) == _FEW and len(self._seen(self._sample[:_LOOKED_AT])) < _LOOKED_AT // 4

    @cached_property
    def _sample(self) -> list[int]:
        """The newest places that answer, before it is known whether to narrow by this person's units."""
        units = None if self.unit is None else {self.unit}
        return tables.ranks(self._asker.narrowed(self._said[-1], units, self.state), self._range, _FEW)

    @cached_property
    def counted(self) -> list[Key]:
        """The hits, best first, up to one more than are counted."""
        return self._hits(Key(0, self._range.high), COUNTED + 1) if self._all is None else self._all[: COUNTED + 1]

    @cached_property
    def _all(self) -> list[Key] | None:
        """All hits, best first, where they are few: each question is then asked once, none minus another."""
        narrowed = self.unit is None and self._units is not None
        places = tables.ranks(self._wider[-1], self._range, _FEW) if narrowed else self._sample
        if len(places) == _FEW:
            return None
        seen = self._seen(places)
        better = [frozenset(tables.ranks(question, self._range, _FEW)) for question in self._wider[:-1]]
        keys = [Key(sum(place not in one for one in better), place) for place in places if record_of(place) in seen]
        return sorted(keys, key=_best_first)

    @property
    def total(self) -> int | None:
        """How many hits there are; None beyond the limit."""
        return len(self.counted) if len(self.counted) <= COUNTED else None

    def keys(self) -> list[int]:
        """The records of the hits that are counted."""
        return [record_of(hit.rank) for hit in self.counted]

    def records(self, ranks: Sequence[int]) -> list[Any]:
        """The records in those places, in that order."""
        found = {record.pk: record for record in self.rows.filter(pk__in=[record_of(r) for r in ranks])}
        return [found[record_of(r)] for r in ranks if record_of(r) in found]

    def first(self, size: int) -> list[Any]:
        """The best records, without counting the rest."""
        return self.records([hit.rank for hit in self._hits(Key(0, self._range.high), size)])

    def after(self, key: Key | None, size: int) -> list[Key]:
        """The hits that follow `key` (None: from the best)."""
        if key is None:
            return self.counted[:size]
        if self._all is None:
            return self._hits(Key(key.tier, key.rank - 1), size)
        return [hit for hit in self._all if _best_first(hit) > _best_first(key)][:size]

    def before(self, key: Key, size: int) -> list[Key]:
        """The hits that stand before `key`, best first."""
        if self._all is None:
            return self._hits(Key(key.tier, key.rank + 1), size, back=True)[::-1]
        return [hit for hit in self._all if _best_first(hit) < _best_first(key)][-size:]

    def by_relevance(self) -> list[int]:
        """The best hits, up to the number counted, by what they say rather than when (see `scoring`)."""
        ranks = [hit.rank for hit in self.counted[:COUNTED]]
        said = tables.places(ranks)
        return sorted(ranks, key=lambda rank: (score(self.terms, said.get(rank, [])), -rank))

    def narrowing(self) -> QuerySet[Any]:
        """The hits as a queryset in no order, all of them: for exports and sums."""
        sql, parameters = tables.subquery(self._wider[-1], self._range)
        return self.rows.filter(pk__in=RawSQL(sql, parameters))  # noqa: S611  (all that was typed is a parameter)

    def _hits(self, start: Key, wanted: int, *, back: bool = False) -> list[Key]:
        """So many hits from `start` on, itself included, tier by tier."""
        found: list[Key] = []
        for tier in range(start.tier, -1, -1) if back else range(start.tier, len(self.tiers)):
            low, high = self._range
            if tier == start.tier:
                low, high = (max(low, start.rank), high) if back else (low, min(high, start.rank))
            walk = self._walk(self.tiers[tier], Range(low, high), wanted - len(found), back=back)
            found += [Key(tier, rank) for rank in islice(walk, wanted - len(found))]
            if len(found) == wanted:
                break
        return found

    def _walk(self, question: str, part: Range, wanted: int, *, back: bool) -> Iterator[int]:
        size = wanted + wanted // 10 + 1
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


def _best_first(key: Key) -> tuple[int, int]:
    return key.tier, -key.rank


#: Fewer places than these are taken from the index all at once; so many of them tell how many may be seen; over so
#: many units at most does the index narrow.
_FEW, _LOOKED_AT, _NARROWING = 1_200, 200, 500


def guarded_units(register: Register, account: Any) -> frozenset[int] | None:
    """The units whose guarded text the account may search; None where those are all that it reads."""
    if not register.guard or account is None:
        return frozenset()
    held = units_with(account, register.guard)
    reach = register.reach(account) if register.reach else None
    return None if held and reach is not None and reach <= held else held
