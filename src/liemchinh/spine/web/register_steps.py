"""Which steps a record's page offers, and which it says are barred."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.kernel.lifecycle import Step
from liemchinh.spine.access import can
from liemchinh.spine.moves import Tracked, barred
from liemchinh.spine.registers import Register
from liemchinh.spine.web.templatetags.lc import words


@dataclass(frozen=True, slots=True)
class Offer:
    """A button, or a barred step with the sentence that says what opens it."""

    label: str
    url: str
    says: str
    primary: bool = False
    barred: str = ""


def creating(register: Register) -> list[Step]:
    """The steps by which a person makes a record; the import has its own pages. The plain record comes first."""
    found = [
        s
        for s in register.lifecycle.steps
        if not s.sources and s.name not in (register.create, *register.states.values())
    ]
    return sorted(found, key=lambda s: s.name != "record")


def offered_steps(record: Tracked, account: Any) -> list[Offer]:
    """Open steps first, as buttons; then those barred by state or guard.

    Left out: steps of others' rights, and those that lead to where the record already is.
    """
    offers: list[Offer] = []
    closed: list[Offer] = []
    for step in record.lifecycle.steps:
        if not step.sources or step.quiet or not can(account, step.ability, record.access_unit_id()):
            continue
        if step.target == record.state and record.state not in step.sources:
            continue
        if sentence := barred(record, step, account):
            closed.append(Offer(words(step), "", "", barred=sentence))
        else:
            url = reverse("record_step", args=[record.lifecycle.register, record.pk, step.name])
            offers.append(Offer(words(step), url, outcome(record, step), primary=not offers and not step.reason))
    return offers + closed


def outcome(record: Tracked, step: Step) -> str:
    """What the step leads to, in the words of the state, and whether it asks for a reason."""
    said = []
    if step.target is not None:
        said.append(_("Sau đó: %(state)s.") % {"state": words(record.lifecycle.states[step.target])})
    if step.reason:
        said.append(_("Cần ghi lý do."))
    return " ".join(said)
