"""The page on which a person goes through the figures of a narrative: marks in the text, entries in the list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from liemchinh.apps.figures import checks
from liemchinh.apps.figures.amounts import typed
from liemchinh.apps.figures.board import Board, Figure
from liemchinh.apps.figures.models import Narrative, PeriodRole, Proposal
from liemchinh.apps.figures.passages import Mark, Piece, paragraphs
from liemchinh.apps.figures.taking_in import doubles
from liemchinh.catalogue import indicators
from liemchinh.kernel.measures import Indicator
from liemchinh.spine.access import can
from liemchinh.spine.texts import page_of
from liemchinh.spine.web.templatetags.lc import words

#: State of a proposal -> colour of its mark and chip.
COLOURS = {"proposed": "soon", "confirmed": "ok", "corrected": "ok", "rejected": "rest"}
STATES = ("proposed", "confirmed", "corrected", "rejected")


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the list."""

    number: int
    proposal: Proposal
    indicator: Indicator
    on: bool
    #: The figure of the register for the same unit and period, where there is one.
    computed: Decimal | None
    #: The number of an earlier entry that says the same.
    repeats: int | None
    #: The figure that a confirmation would replace.
    replaces: Decimal | None
    #: The page of the file, where it has more than one.
    page: int | None

    @property
    def colour(self) -> str:
        return COLOURS.get(self.proposal.state, "rest")

    @property
    def waits(self) -> bool:
        return self.proposal.state == "proposed"

    @property
    def agrees(self) -> bool:
        return self.computed == self.proposal.value

    @property
    def role_words(self) -> str:
        return "" if self.proposal.role == PeriodRole.CURRENT else str(self.proposal.get_role_display())

    @property
    def state_words(self) -> str:
        return words(self.proposal.state_word)


class Page:
    """Everything that the page shows; a fixed number of queries, however many figures there are."""

    def __init__(self, narrative: Narrative, account: Any, *, shown: str = "", at: int = 0) -> None:
        self.narrative, self.account, self.shown, self.at = narrative, account, shown, at

    @cached_property
    def proposals(self) -> list[Proposal]:
        return list(self.narrative.proposals.exclude(state="undone").order_by("start", "pk"))

    @cached_property
    def by_key(self) -> dict[int, Proposal]:
        return {p.pk: p for p in self.proposals}

    @cached_property
    def can_decide(self) -> bool:
        return self.narrative.state == "reading" and can(self.account, "figures.write", self.narrative.unit_id)

    @cached_property
    def can_finish(self) -> bool:
        return self.narrative.state == "reading" and can(self.account, "figures.confirm", self.narrative.unit_id)

    @cached_property
    def can_reopen(self) -> bool:
        return self.narrative.state == "read" and can(self.account, "figures.confirm", self.narrative.unit_id)

    @cached_property
    def figures(self) -> dict[str, Figure]:
        wanted = {p.indicator for p in self.proposals if p.indicator in indicators()}
        return Board(self.narrative.unit, self.narrative.period, [indicators()[i] for i in sorted(wanted)]).figures()

    @cached_property
    def current(self) -> int:
        """The entry at work: the one of the address, else the first that waits."""
        if self.at in self.by_key:
            return self.at
        return next((p.pk for p in self.proposals if p.state == "proposed"), 0)

    @cached_property
    def numbers(self) -> dict[int, int]:
        return {p.pk: n for n, p in enumerate(self.proposals, start=1)}

    @cached_property
    def items(self) -> list[Item]:
        """The entries that the filter leaves."""
        same = doubles(self.proposals)
        wanted = [p for p in self.proposals if self.shown not in STATES or p.state == self.shown]
        return [self._item(p, same.get(p.pk)) for p in wanted if p.indicator in indicators()]

    def _item(self, proposal: Proposal, twin: int | None) -> Item:
        figure = self.figures.get(proposal.indicator)
        now = proposal.role == PeriodRole.CURRENT and figure is not None
        standing = figure.reported if now and figure and proposal.state == "proposed" else None
        return Item(
            self.numbers[proposal.pk], proposal, indicators()[proposal.indicator], proposal.pk == self.current,
            figure.computed if now and figure else None, self.numbers[twin] if twin else None,
            standing if standing not in (None, proposal.value) else None, page_of(self.narrative.text, proposal.start),
        )  # fmt: skip

    @cached_property
    def facets(self) -> list[tuple[str, str, int, str]]:
        counts = {state: sum(p.state == state for p in self.proposals) for state in STATES}
        states = Proposal.lifecycle.states
        return [(s, words(states[s]), counts[s], COLOURS[s]) for s in STATES if counts[s]]

    @cached_property
    def waiting(self) -> int:
        return sum(p.state == "proposed" for p in self.proposals)

    @cached_property
    def skipped(self) -> list[tuple[int, int, str, str]]:
        """(start, end, text, reason) of the numbers left out, without those that a person made a figure."""
        taken = {(p.start, p.end) for p in self.proposals}
        text = self.narrative.text
        return [(a, b, text[a:b], why) for a, b, why in self.narrative.skipped if (a, b) not in taken]

    def paragraphs(self) -> Iterator[list[Piece]]:
        return paragraphs(self.narrative.text, [*self._figures(), *self._skipped()])

    def _figures(self) -> Iterator[Mark]:
        places: dict[tuple[int, int], list[Proposal]] = {}
        for proposal in self.proposals:
            places.setdefault((proposal.start, proposal.end), []).append(proposal)
        for (start, end), found in places.items():
            states = {p.state for p in found}
            state = "proposed" if "proposed" in states else found[0].state
            on = any(p.pk == self.current for p in found)
            colour = "is-on" if on else {"proposed": "", "rejected": "is-out"}.get(state, "is-ok")
            keys = tuple(p.pk for p in found)
            yield Mark(start, end, "figure", keys, tuple(self.numbers[k] for k in keys), colour)

    def _skipped(self) -> Iterator[Mark]:
        for start, end, _text, why in self.skipped:
            yield Mark(start, end, "skipped", state="is-out", reason=why)

    @cached_property
    def findings(self) -> list[checks.Finding]:
        """What the checks warn of, once everything is decided."""
        if self.waiting or self.narrative.state != "reading":
            return []
        return checks.of_unit(self.narrative.unit, self.narrative.period)


def initial(proposal: Proposal) -> dict[str, str]:
    """What the form for correcting starts with."""
    return {
        "indicator": proposal.indicator, "value": typed(proposal.value), "qualifier": proposal.qualifier,
        "role": proposal.role,
    }  # fmt: skip


def quoted(narrative: Narrative, place: str) -> str:
    """The words around a place "12-18" of the text, for the form that adds a figure; "" for anything else."""
    start, _sep, end = place.partition("-")
    if not (start.isdecimal() and end.isdecimal()) or not 0 <= int(start) < int(end) <= len(narrative.text):
        return ""
    line_end = narrative.text.find("\n", int(end))
    stretch = narrative.text[int(start) : line_end if line_end >= 0 else None]
    return " ".join(stretch.split()[:4]).rstrip(".,;")
