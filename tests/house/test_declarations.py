"""What is declared as data hangs together: steps, rights, sentences, indicators, registers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from liemchinh import catalogue
from liemchinh.kernel.access import ABILITIES, PUBLIC, ROLES, SIGNED_IN
from liemchinh.kernel.lifecycle import UNDONE, Lifecycle
from liemchinh.kernel.measures import Count, CountAt, Difference, Distinct, Indicator, Share, Sum
from liemchinh.spine import ledger_words, registers
from liemchinh.spine.moves import Tracked, tracked_models
from tests.house.code import sources

HELD = frozenset().union(*ABILITIES.values())
MODELS = tracked_models()
LIFECYCLES: dict[str, Lifecycle] = {m.lifecycle.register: m.lifecycle for m in MODELS}
INDICATORS = catalogue.indicators()

#: Asked for by code and not by a step or a view: the pages of a register ask its declaration (`Register.ability`).
ACTS_OF_A_REGISTER = ("read", "write", "import", "export")
UNITS = {"VND", "m2", "percent"}


def test_every_tracked_model_has_a_lifecycle_named_after_its_app() -> None:
    wrong = [m.__name__ for m in MODELS if m.lifecycle.register.partition(".")[0] != m._meta.app_label]
    assert wrong == []
    assert len(LIFECYCLES) == len(MODELS), "two models share one lifecycle"


def test_every_verb_has_a_sentence_in_both_languages() -> None:
    verbs = {step.verb for lifecycle in LIFECYCLES.values() for step in lifecycle.steps}
    assert verbs - ledger_words.verbs() == set()


def test_every_step_can_be_taken_by_some_role() -> None:
    steps = {(c.register, s.name): s.ability for c in LIFECYCLES.values() for s in c.steps}
    assert {step: ability for step, ability in steps.items() if ability not in HELD} == {}


def unreached(lifecycle: Lifecycle) -> set[str]:
    return set(lifecycle.states) - {s.target for s in lifecycle.steps} - {UNDONE}  # undone belongs to every register


def test_every_state_can_be_reached() -> None:
    assert {c.register: unreached(c) for c in LIFECYCLES.values() if unreached(c)} == {}


def test_states_and_steps_have_words_in_both_languages() -> None:
    for lifecycle in LIFECYCLES.values():
        assert all(vi and en for vi, en in lifecycle.states.values()), lifecycle.register
        assert all(s.label and s.label_en for s in lifecycle.steps), lifecycle.register


def test_every_lifecycle_begins_somewhere_and_can_be_corrected_with_a_reason() -> None:
    for lifecycle in LIFECYCLES.values():
        assert any(not s.sources for s in lifecycle.steps), f"{lifecycle.register} has no first step"
        corrections = [s for s in lifecycle.steps if s.verb == "record.correct"]
        assert all(s.reason and s.target is None for s in corrections), lifecycle.register


def test_every_role_that_can_be_given_has_its_abilities_listed() -> None:
    assert set(ROLES) == set(ABILITIES)


def asked_for() -> set[str]:
    """Every ability that code asks for: by a step, by a register's pages, or as a text in a source or template."""
    steps = {s.ability for lifecycle in LIFECYCLES.values() for s in lifecycle.steps}
    pages = {r.ability(act) for r in registers.all() for act in ACTS_OF_A_REGISTER}
    code = [s.text for s in sources("src") if not s.name.endswith("kernel/access.py")]
    return steps | pages | {a for a in HELD if any(f'"{a}"' in text for text in code)}


def test_every_ability_is_asked_for_somewhere() -> None:
    assert HELD - asked_for() - {PUBLIC, SIGNED_IN} == set()


def test_an_auditor_writes_nothing_and_an_administrator_reads_no_register() -> None:
    """DOMAIN: the auditor never writes; the administrator runs units and accounts and reads no matter."""
    assert {a for a in ABILITIES["auditor"] if a.endswith((".write", ".import", ".sign", ".confirm"))} == set()
    assert {a for a in ABILITIES["administrator"] if a.startswith(("outreach", "figures", "reports"))} == set()


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=lambda i: i.id)
def test_an_indicator_is_complete(indicator: Indicator) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", indicator.id)
    assert indicator.label
    assert indicator.label_en
    assert indicator.unit
    assert re.fullmatch(r"[A-Z]", indicator.group)
    assert indicator.label != indicator.label_en


def test_the_indicators_are_those_of_the_catalogue(shared: Path) -> None:
    text = (shared / "INDICATORS.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\|\s*`?([a-z][a-z0-9_]+)`?\s*\|", text, re.MULTILINE)) - {"id"}
    assert set(INDICATORS) == listed


def field_of(model: type[Tracked], name: str) -> models.Field[object, object] | None:
    try:
        return model._meta.get_field(name)  # type: ignore[return-value]
    except FieldDoesNotExist:
        return None


@pytest.mark.parametrize("indicator", [i for i in INDICATORS.values() if i.measure is not None], ids=lambda i: i.id)
def test_a_measure_counts_fields_that_exist(indicator: Indicator) -> None:
    measure = indicator.measure
    if isinstance(measure, Share | Difference):
        parts = (measure.part, measure.whole) if isinstance(measure, Share) else (measure.of, measure.less)
        assert set(parts) <= set(INDICATORS)
        return
    assert isinstance(measure, Count | Sum | Distinct | CountAt)
    model = registers.get(measure.over).model
    days = (measure.since, measure.until) if isinstance(measure, CountAt) else (measure.on,)
    assert all(isinstance(field_of(model, day), models.DateField) for day in days)
    if isinstance(measure, Sum | Distinct):
        assert field_of(model, measure.field) is not None


@pytest.mark.parametrize("register", registers.all(), ids=lambda r: r.name)
def test_a_register_names_fields_and_indicators_that_exist(register: registers.Register) -> None:
    fields = {register.unit, register.date, *register.key, *(c.field for c in register.columns)}
    assert {f for f in fields if not hasattr(register.model, f) and field_of(register.model, f) is None} == set()
    assert set(register.totals()) <= set(INDICATORS)
    assert register.title
    assert register.title_en
    assert all(c.label and c.label_en for c in register.columns)


@pytest.mark.parametrize("register", registers.all(), ids=lambda r: r.name)
def test_what_can_be_imported_can_be_undone(register: registers.Register) -> None:
    names = {s.name for s in register.lifecycle.steps}
    assert register.create not in names or register.undo in names
