"""Checks before figures are signed off: jumps against the period before, sums, and more solved than came in.

A check warns; a person mends the figure or gives a short reason (WORDING 5.6: figure.jump, figure.sum).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext as _

from liemchinh.apps.figures.asking import before
from liemchinh.apps.figures.behind import name
from liemchinh.apps.figures.board import Board
from liemchinh.apps.organisation.models import Unit
from liemchinh.catalogue import indicators
from liemchinh.kernel.measures import Indicator, Period
from liemchinh.spine.web.formats import figure as shown
from liemchinh.spine.web.formats import number
from liemchinh.spine.wording import say

#: «At least three times the period before» asks for a reason.
JUMP = 3

#: A total and the parts of which it is made, when all are known.
SUMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("petitions_received", ("complaints_received", "denunciations_received", "recommendations_received")),
    ("admin_dossiers_resolved", ("admin_dossiers_on_time", "admin_dossiers_overdue")),
)
#: What cannot be more than the sum of the others, when all are known.
BOUNDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("petitions_resolved", ("petitions_received", "petitions_carried_over")),
    ("petitions_eligible", ("petitions_received", "petitions_carried_over")),
    ("anonymous_petitions", ("petitions_received", "petitions_carried_over")),
    ("online_dossiers", ("admin_dossiers_received",)),
    ("asset_declarations_filed", ("asset_declarations_required",)),
    ("asset_dishonest_declarations", ("asset_verifications",)),
    ("hotline_reports_resolved", ("hotline_reports_received",)),
    ("surprise_inspections", ("inspections_conducted", "specialized_inspections")),
    ("units_violating", ("units_inspected",)),
)

Kind = Literal["jump", "sum", "bound"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: which figure, and the sentence that says why."""

    kind: Kind
    indicator: Indicator
    sentence: str


def of_unit(unit: Unit, period: Period) -> list[Finding]:
    """All warnings over the figures that stand for the unit and the period."""
    now = _values(unit, period)
    if not now:
        return []
    return [*jumps(now, _values(unit, before(period), now)), *sums(now), *bounds(now)]


def _values(unit: Unit, period: Period, ids: Iterable[str] | None = None) -> dict[str, Decimal]:
    asked = None if ids is None else [indicators()[i] for i in ids]
    return {i: f.value for i, f in Board(unit, period, asked).figures().items() if f.value is not None}


def jumps(now: Mapping[str, Decimal], earlier: Mapping[str, Decimal]) -> list[Finding]:
    """Figures at least three times as high as in the period before; rates apart."""
    found = []
    for key, value in now.items():
        indicator, past = indicators()[key], earlier.get(key)
        if past and value >= JUMP * past and indicator.unit != "percent":
            times = number((value / past).quantize(Decimal("0.1")))
            sentence = say("figure.jump", t=times, prev=shown(past, indicator.unit))
            found.append(Finding("jump", indicator, f"{name(indicator)}: {shown(value, indicator.unit)}. {sentence}"))
    return found


def sums(now: Mapping[str, Decimal]) -> list[Finding]:
    """Totals that differ from the sum of their parts."""
    found = []
    for whole, parts in SUMS:
        if whole in now and all(p in now for p in parts):
            added = sum((now[p] for p in parts), Decimal(0))
            if added != now[whole]:
                sentence = say("figure.sum", t=number(now[whole]), s=number(added))
                found.append(Finding("sum", indicators()[whole], f"{name(indicators()[whole])}: {sentence}"))
    return found


def bounds(now: Mapping[str, Decimal]) -> list[Finding]:
    """More solved than came in, more filed than were due."""
    found = []
    for part, wholes in BOUNDS:
        if part not in now or wholes[0] not in now:
            continue
        limit = sum((now.get(w, Decimal(0)) for w in wholes), Decimal(0))
        if now[part] > limit:
            sentence = _("%(part)s (%(a)s) nhiều hơn %(whole)s (%(b)s).") % {
                "part": name(indicators()[part]), "a": number(now[part]),
                "whole": " + ".join(name(indicators()[w]) for w in wholes), "b": number(limit),
            }  # fmt: skip
            found.append(Finding("bound", indicators()[part], sentence))
    return found
