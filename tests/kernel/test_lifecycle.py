"""What a step declares about clocks and papers."""

from __future__ import annotations

import pytest

from liemchinh.kernel.lifecycle import (
    ClockAct,
    Lifecycle,
    Paper,
    Step,
    drops,
    extends,
    meets,
    pauses,
    resumes,
    starts,
)


@pytest.mark.parametrize(
    ("act", "verb"),
    [(starts("TC-05"), "start"), (meets("TC-05"), "meet"), (pauses("TC-05"), "pause"), (resumes("TC-05"), "resume"),
     (extends("TC-05"), "extend"), (drops("TC-05"), "drop")],
)  # fmt: skip
def test_each_constructor_makes_its_act(act: ClockAct, verb: str) -> None:
    assert (act.act, act.term, act.of) == (verb, "TC-05", ())


def test_an_act_applies_where_the_record_has_all_its_branches() -> None:
    act = starts("KN-03", of=("complaint", "first"))
    assert act.applies(frozenset({"complaint", "first", "remote"}))
    assert not act.applies(frozenset({"complaint"}))
    assert starts("KN-03").applies(frozenset())
    assert starts("KN-03", of="complaint").of == ("complaint",)


def test_a_paper_applies_like_an_act() -> None:
    assert Paper("doc.slip", of=("complaint",)).applies(frozenset({"complaint"}))
    assert not Paper("doc.slip", of=("complaint",)).applies(frozenset())


def test_dropping_without_a_term_means_every_clock() -> None:
    assert drops().term == "*"


def test_a_lifecycle_knows_the_acts_of_all_its_steps() -> None:
    steps = (
        Step("a", (), "x", "x.write", "x.a", "a", "a", clocks=(starts("TC-01"),)),
        Step("b", ("x",), None, "x.write", "x.b", "b", "b", clocks=(meets("TC-01"), starts("TC-05"))),
    )
    acts = Lifecycle("x.y", {"x": ("x", "x")}, steps).clock_acts()
    assert [(a.act, a.term) for a in acts] == [("start", "TC-01"), ("meet", "TC-01"), ("start", "TC-05")]
