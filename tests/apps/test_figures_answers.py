"""How a figure comes about, over any tree: the walk agrees with the rules read aloud, and adds nothing up twice."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from liemchinh.apps.figures.answers import Facts, Tree, column
from liemchinh.apps.figures.reported import Said
from liemchinh.apps.organisation.queries import below
from liemchinh.kernel.measures import Indicator
from liemchinh.spine.indicators import Own

COUNT = Indicator("x", "", "", "đơn", "F")
RATE = Indicator("y", "", "", "percent", "F")


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Up to 15 units; the parent of unit n is an earlier one; some owe no figures."""
    size = draw(st.integers(1, 15))
    children: dict[int | None, list[int]] = {None: [0]}
    for unit in range(1, size):
        children.setdefault(draw(st.integers(0, unit - 1)), []).append(unit)
    return Tree(below(0, children), children, frozenset(draw(st.sets(st.integers(0, size - 1)))))


VALUES = st.dictionaries(st.integers(0, 14), st.integers(0, 99), max_size=8)


def facts_of(tree: Tree, own: dict[int, int], said: dict[int, int]) -> Facts:
    return Facts(
        {u: Own(Decimal(n), n) for u, n in own.items() if u in tree.units},
        {u: Said((), True, Decimal(n), "exact", False) for u, n in said.items() if u in tree.units},
    )


def by_the_rules(unit: int, tree: Tree, facts: Facts, *, adds_up: bool) -> tuple[Decimal | None, bool]:
    """(value, whether a register has spoken), as the docstring of `answers` says it."""
    if unit in facts.own:
        everyone = below(unit, dict(tree.children))
        return sum((facts.own[u].value or Decimal(0) for u in everyone if u in facts.own), Decimal(0)), True
    parts = [by_the_rules(c, tree, facts, adds_up=adds_up) for c in tree.below(unit)]
    known = [value for value, _spoken in parts if value is not None]
    if any(spoken for _value, spoken in parts):
        return sum(known, Decimal(0)), True
    if unit in facts.said:
        return facts.said[unit].value, False
    return (sum(known, Decimal(0)), False) if known and adds_up else (None, False)


@given(tree=trees(), own=VALUES, said=VALUES)
def test_the_walk_through_the_tree_follows_the_rules(tree, own, said):
    facts = facts_of(tree, own, said)
    for indicator in (COUNT, RATE):
        made = column(indicator, tree, facts)
        for unit in tree.units:
            expected = by_the_rules(unit, tree, facts, adds_up=indicator is COUNT)
            assert (made.answer(unit).value, made.answer(unit).spoken) == expected


@given(tree=trees(), own=VALUES, said=VALUES)
def test_what_registers_give_is_the_sum_of_their_records_and_never_more(tree, own, said):
    facts = facts_of(tree, own, said)
    made = column(COUNT, tree, facts)
    for unit in tree.units:
        inside = [facts.own[u].value for u in below(unit, dict(tree.children)) if u in facts.own]
        assert made.computed.get(unit) == (sum(v for v in inside if v is not None) if inside else None)


@given(tree=trees(), own=VALUES, said=VALUES)
def test_a_complete_figure_has_a_value_and_misses_nobody_who_owes_it(tree, own, said):
    made = column(COUNT, tree, facts_of(tree, own, said))
    for unit in tree.units:
        answer = made.answer(unit)
        if answer.complete:
            assert answer.value is not None
        if answer.basis == "below" and answer.complete:
            assert all(made.answer(c).complete for c in tree.below(unit) if c in tree.owing)
