"""How a figure of a unit comes about, decided for one indicator over a whole tree in one walk from the leaves up.

- A unit with records of its own in the register: the records of its whole subtree, nothing else.
- Else, where a unit below it has records: each unit below speaks for itself, from its register or from its report.
- Else what the unit itself reported; else the sum of what the units below it reported (rates do not add up).
- Else 0 where the register is in use and nobody in the tree reports the figure instead; else there is no value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from liemchinh.apps.figures.reported import Said, roughest
from liemchinh.kernel.measures import Difference, Indicator, Share, difference, share
from liemchinh.spine.indicators import Own

#: What an answer rests on: the unit's register, the units below, its report, a register that holds nothing, a formula.
Basis = Literal["register", "below", "report", "silence", "formula", ""]

Formula = Callable[[Decimal | None, Decimal | None], Decimal | None]
COMPUTED, REPORTED = frozenset({"computed"}), frozenset({"reported"})


class Answer(NamedTuple):
    """What one unit answers for one indicator. `complete`: for all who owe the figure and for the whole period."""

    value: Decimal | None = None
    sources: frozenset[str] = frozenset()
    basis: Basis = ""
    complete: bool = False
    #: Some record of a register stands behind it (silence of a register does not overrule what was reported).
    spoken: bool = False
    qualifier: str = "exact"
    estimate: bool = False
    records: int = 0


NOTHING = Answer()
_SILENCE = Answer(Decimal(0), COMPUTED, "silence", complete=True)


@dataclass(frozen=True)
class Tree:
    """The units in an order in which each stands before its children, who is below whom, and who owes figures."""

    units: Sequence[int]
    children: Mapping[int | None, Sequence[int]]
    owing: frozenset[int]

    def below(self, unit_id: int) -> Sequence[int]:
        return self.children.get(unit_id, ())


@dataclass
class Column:
    """All that is known of one indicator: by unit what registers give, what was reported, and the answer used."""

    computed: dict[int, Decimal] = field(default_factory=dict)
    reported: dict[int, Decimal] = field(default_factory=dict)
    #: Units that have nothing to say are absent.
    answers: dict[int, Answer] = field(default_factory=dict)

    def answer(self, unit_id: int) -> Answer:
        return self.answers.get(unit_id, NOTHING)


@dataclass(frozen=True)
class Facts:
    """What was read from the database for one indicator. `blank` units have records that leave the figure empty."""

    own: Mapping[int, Own]
    said: Mapping[int, Said]
    blank: frozenset[int] = frozenset()
    keepers: frozenset[int] = frozenset()
    #: For a Distinct measure the different values of each unit, which are united, not added.
    members: Mapping[int, frozenset[Any]] | None = None

    @classmethod
    def of(
        cls, own: Mapping[int, Own], said: Mapping[int, Said], keepers: frozenset[int], members: Any = None
    ) -> Facts:
        known = {unit: one for unit, one in own.items() if one.value is not None}
        return cls(known, said, frozenset(own.keys() - known.keys()), keepers, members)

    @property
    def silence_means_zero(self) -> bool:
        return bool(self.keepers) and not self.said


def column(indicator: Indicator, tree: Tree, facts: Facts) -> Column:
    """Walks the tree once, children before parents: linear in the number of units."""
    if not (facts.own or facts.said or facts.keepers or facts.blank):
        return Column()
    walk = _Walk(indicator, tree, facts)
    for unit in reversed(tree.units):
        below = tree.children.get(unit)
        if below:
            walk.visit(unit, below)
        else:
            walk.visit_leaf(unit)
    return walk.made


class _Walk:
    """One indicator's way through the tree."""

    def __init__(self, indicator: Indicator, tree: Tree, facts: Facts) -> None:
        self.tree, self.facts, self.made = tree, facts, Column()
        self.adds_up = indicator.unit != "percent"
        self.zero = facts.silence_means_zero
        self.silent = _silent(tree, facts)
        self.records: dict[int, int] = {}
        self.united: dict[int, frozenset[Any]] = {}

    def visit_leaf(self, unit: int) -> None:
        """A unit with nobody below it; nearly all of a tree are such."""
        own, said, made = self.facts.own.get(unit), self.facts.said.get(unit), self.made
        if said is not None:
            made.reported[unit] = said.value
            made.answers[unit] = _from_report(said)
        if own is not None and own.value is not None:
            value = Decimal(len(self._unite(unit, ()))) if self.facts.members is not None else own.value
            made.computed[unit] = value
            self.records[unit] = own.records
            made.answers[unit] = Answer(value, COMPUTED, "register", True, True, "exact", False, own.records)
        elif unit in self.silent:
            made.computed[unit] = Decimal(0)
            if said is None and (self.zero or unit in self.facts.keepers):
                made.answers[unit] = _SILENCE

    def visit(self, unit: int, below: Sequence[int]) -> None:
        own, said, made = self.facts.own.get(unit), self.facts.said.get(unit), self.made
        records = self.records[unit] = sum(self.records.get(c, 0) for c in below) + (own.records if own else 0)
        self._compute(unit, below, own)
        self._report(unit, below, said)
        if own is not None:
            made.answers[unit] = Answer(made.computed[unit], COMPUTED, "register", True, True, "exact", False, records)
            return
        parts = [made.answers[c] for c in below if c in made.answers]
        complete = self.zero or all(made.answer(c).complete for c in below if c in self.tree.owing)
        if any(p.spoken for p in parts):
            united = made.computed[unit] if self.facts.members is not None else None
            made.answers[unit] = _added(parts, complete, united)
        elif said is not None:
            made.answers[unit] = _from_report(said)
        elif self.adds_up and any(p.value is not None for p in parts):
            made.answers[unit] = _added(parts, complete)
        elif unit in self.silent and (self.zero or unit in self.facts.keepers):
            made.answers[unit] = _SILENCE

    def _compute(self, unit: int, below: Sequence[int], own: Own | None) -> None:
        computed = self.made.computed
        parts = [computed[c] for c in below if c in computed]
        if self.facts.members is not None and self._unite(unit, below):
            computed[unit] = Decimal(len(self.united[unit]))
        elif own is not None or parts:
            computed[unit] = sum(parts, (own.value or Decimal(0)) if own else Decimal(0))
        elif unit in self.silent:
            computed[unit] = Decimal(0)

    def _unite(self, unit: int, below: Sequence[int]) -> frozenset[Any]:
        """The different values of the unit and of all below it."""
        members = (self.facts.members or {}).get(unit, frozenset())
        found = self.united[unit] = members.union(*(self.united.get(c, frozenset()) for c in below))
        return found

    def _report(self, unit: int, below: Sequence[int], said: Said | None) -> None:
        reported = self.made.reported
        if said is not None:
            reported[unit] = said.value
        elif self.adds_up and (parts := [reported[c] for c in below if c in reported]):
            reported[unit] = sum(parts, Decimal(0))


def _silent(tree: Tree, facts: Facts) -> set[int]:
    """The units whose register says zero by holding nothing: it is kept by them or below, and none is left blank."""
    kept, blank = _or_below(tree, facts.keepers), _or_below(tree, facts.blank)
    return (set(tree.units) if facts.silence_means_zero else kept) - blank


def _or_below(tree: Tree, units: frozenset[int]) -> set[int]:
    """These units and all above them."""
    found: set[int] = set()
    for unit in reversed(tree.units) if units else ():
        if unit in units or any(c in found for c in tree.below(unit)):
            found.add(unit)
    return found


def _from_report(said: Said) -> Answer:
    return Answer(said.value, REPORTED, "report", said.whole, False, said.qualifier, said.estimate, len(said.rows))


def _added(parts: Iterable[Answer], complete: bool, united: Decimal | None = None) -> Answer:
    """The parts together; `united` replaces the sum where different values are counted and all of them are at hand."""
    known = [p for p in parts if p.value is not None]
    sources = frozenset[str]().union(*(p.sources for p in known))
    total = sum((p.value for p in known if p.value is not None), Decimal(0))
    return Answer(
        united if united is not None and sources == COMPUTED else total,
        sources,
        "below",
        complete,
        any(p.spoken for p in known),
        roughest(p.qualifier for p in known),
        any(p.estimate for p in known),
        sum(p.records for p in known),
    )


def formula(measure: Share | Difference, tree: Tree, of: Column, to: Column, facts: Facts) -> Column:
    """A share or a difference, from the answers used for its two parts; where they do not match, what was reported."""
    make: Formula = share if isinstance(measure, Share) else difference
    made = Column(reported={u: s.value for u, s in facts.said.items()})
    for unit in tree.units:
        left, right = of.answer(unit), to.answer(unit)
        value = make(left.value, right.value) if _alike(left, right, unit, tree, of, to) else None
        if value is not None:
            made.computed[unit] = value
            made.answers[unit] = _formula(value, left, right)
        elif unit in facts.said:
            made.answers[unit] = _from_report(facts.said[unit])
    return made


def _formula(value: Decimal, left: Answer, right: Answer) -> Answer:
    return Answer(
        value, left.sources | right.sources, "formula", left.complete and right.complete, left.spoken or right.spoken,
        roughest((left.qualifier, right.qualifier)), left.estimate or right.estimate, left.records + right.records,
    )  # fmt: skip


def _alike(left: Answer, right: Answer, unit: int, tree: Tree, of: Column, to: Column) -> bool:
    """Whether both parts come from the same units: three units' solved of ten units' received is no rate."""
    if left.complete or right.complete:
        return left.complete and right.complete
    return all(of.answer(c).complete == to.answer(c).complete for c in tree.below(unit))
