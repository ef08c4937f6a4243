"""Which step leads where, who may take it, what the ledger calls it: a table for each register.

An app's `lifecycle.py` holds one `Lifecycle`; buttons, rights, ledger lines and the timeline read it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

#: The state of a record whose import was undone: the row stays, and counts nowhere.
UNDONE = "undone"

#: Looks at a record and answers with the sentence of what is missing, or None when the step may be taken.
Guard = Callable[..., str | None]


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

    def opens(self, step: Step, state: str) -> str:
        """For a step barred in `state`: the Vietnamese words of the states in which it could be taken."""
        return "" if state in step.sources else ", ".join(self.states[s][0] for s in step.sources)
