"""Which step leads where, who may take it, what the ledger calls it: a table for each register.

An app's `lifecycle.py` holds one `Lifecycle`; buttons, rights, ledger lines and the timeline read it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

#: The state of a record whose import was undone: the row stays, and counts nowhere.
UNDONE = "undone"

#: Looks at a record and answers with the sentence of what is missing, or None when the step may be taken.
Guard = Callable[..., str | None]


#: Stands for every clock of the record, where a step stops or resumes them all.
ALL_TERMS = "*"
ClockVerb = Literal["start", "meet", "pause", "resume", "extend", "drop"]


@dataclass(frozen=True, slots=True)
class ClockAct:
    """What a step does to one clock of the law, on records whose `branches` hold all of `of`.

    since: the field with the day that counts, where it isn't the day of the step.
    internal: the law sets no days (TC-17); only the unit's own limit is started.
    """

    act: ClockVerb
    term: str
    of: tuple[str, ...] = ()
    since: str = ""
    internal: bool = False

    def applies(self, branches: frozenset[str]) -> bool:
        """Whether the act concerns a record of these branches."""
        return branches.issuperset(self.of)


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """What a decision says about a clock.

    days: of an extension, in the unit of the clock; all that the law allows when None and `until` is None too.
    until: last day of an extension, or the planned end of a pause. decision_no: number of the decision.
    ground: why; of an extension the ids of the decree's criteria, separated by commas; EXPERT for expert assessment.
    """

    days: int | None = None
    decision_no: str = ""
    until: date | None = None
    ground: str = ""


#: Ground of a pause for expert assessment, whose time never counts (Decree 31/2019, Article 15(4)).
EXPERT = "expert"


def _of(of: str | tuple[str, ...]) -> tuple[str, ...]:
    return (of,) if isinstance(of, str) else of


def starts(term: str, of: str | tuple[str, ...] = (), since: str = "", internal: bool = False) -> ClockAct:
    """The clock begins on the day in `since`, else on the day of the step."""
    return ClockAct("start", term, _of(of), since, internal)


def meets(term: str, of: str | tuple[str, ...] = (), since: str = "") -> ClockAct:
    """What the clock waited for was done."""
    return ClockAct("meet", term, _of(of), since)


def pauses(term: str, of: str | tuple[str, ...] = ()) -> ClockAct:
    """From the day of the step on no time counts."""
    return ClockAct("pause", term, _of(of))


def resumes(term: str, of: str | tuple[str, ...] = ()) -> ClockAct:
    """Time counts again, the day of the step included."""
    return ClockAct("resume", term, _of(of))


def extends(term: str, of: str | tuple[str, ...] = ()) -> ClockAct:
    """Adds the time of one extension, where the law has one left and the last day has not passed."""
    return ClockAct("extend", term, _of(of))


def drops(term: str = ALL_TERMS, of: str | tuple[str, ...] = ()) -> ClockAct:
    """The clock stops unmet: withdrawn, forwarded, discontinued."""
    return ClockAct("drop", term, _of(of))


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that the step drafts (WORDING section 3), for records whose `branches` hold all of `of`.

    to: whom it goes to, a word of the register. optional: drafted only when the official ticks it.
    """

    id: str
    of: tuple[str, ...] = ()
    optional: bool = False
    to: str = ""

    def applies(self, branches: frozenset[str]) -> bool:
        """Whether the document concerns a record of these branches."""
        return branches.issuperset(self.of)


@dataclass(frozen=True, slots=True)
class Step:
    """One act. `sources` empty means that the step creates the record; `target` None keeps the state."""

    name: str
    sources: tuple[str, ...]
    target: str | None
    ability: str
    verb: str
    label: str
    label_en: str
    reason: bool = False
    guards: tuple[Guard, ...] = ()
    #: Taken by a page of its own (or by the import), so it is no button on the record.
    quiet: bool = False
    #: What it does to the clocks of the record, in this order.
    clocks: tuple[ClockAct, ...] = ()
    papers: tuple[Paper, ...] = ()


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The steps and states of one register; `states` maps a state to its words (vi, en)."""

    register: str
    states: Mapping[str, tuple[str, str]]
    steps: tuple[Step, ...]
    _by_name: dict[str, Step] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for step in self.steps:
            if step.name in self._by_name:
                raise ValueError(f"{self.register}: step {step.name} is declared twice")
            unknown = {s for s in (*step.sources, step.target) if s is not None} - self.states.keys()
            if unknown:
                raise ValueError(f"{self.register}: step {step.name} names unknown states {sorted(unknown)}")
            self._by_name[step.name] = step

    def step(self, name: str) -> Step:
        """The step of that name; KeyError when there is none."""
        return self._by_name[name]

    def from_state(self, state: str) -> list[Step]:
        """The steps that a record in `state` may take, in the order of the table."""
        return [step for step in self.steps if state in step.sources]

    def clock_acts(self) -> list[ClockAct]:
        """Every act on a clock that some step declares."""
        return [act for step in self.steps for act in step.clocks]

    def opens(self, step: Step, state: str) -> tuple[str, str]:
        """For a step barred in `state`: the words (vi, en) of the states in which it could be taken."""
        sources = [] if state in step.sources else [self.states[s] for s in step.sources]
        return ", ".join(vi for vi, _en in sources), ", ".join(en for _vi, en in sources)
