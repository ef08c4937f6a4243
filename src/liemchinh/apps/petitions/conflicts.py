"""Conflict of interest: who may not touch a petition, in which words they are told, and who is next.

NĐ 31/2019 art. 5.2 and 10.3; DOMAIN «Conflict of interest is part of access». Nobody handles a matter about themselves,
the head of their own unit or somebody to whom they declared a relation, nor an appeal against their own work.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from liemchinh.apps.organisation import queries as organisation
from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.petitions import queries
from liemchinh.apps.petitions.models import Party, Petition
from liemchinh.kernel.lifecycle import Step
from liemchinh.kernel.vietnamese import fold
from liemchinh.spine import ledger
from liemchinh.spine.access import System, actor_ref, can
from liemchinh.spine.wording import say


@dataclass(frozen=True, slots=True)
class Conflict:
    """`kind` is self, head, relative or earlier; `next` is who may act instead, None for nobody."""

    kind: str
    next: NextInLine | None

    def sentence(self, person: str = "") -> str:
        """What the person who tried is told (WORDING 5.6)."""
        post = self.next.title if self.next else ""
        unit = str(self.next.unit) if self.next else ""
        if self.kind == "earlier":
            return say("coi.earlier", person=person, next_post=post, next_unit=unit)
        if self.kind == "relative":
            return say("coi.relative", person=person, candidates=f"{post}, {unit}".strip(", "))
        return say(f"coi.{self.kind}", next_post=post, next_unit=unit)


@dataclass(frozen=True, slots=True)
class NextInLine:
    account_id: int
    title: str
    unit: Unit


#: What was found while one page is drawn: a page asks the same for each of its forty steps.
_known: ContextVar[dict[tuple[int, int, date], Conflict | None] | None] = ContextVar("_known", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Within it each petition is looked at once for each person; a step itself always looks anew."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def of(petition: Petition, account: Any, on: date) -> Conflict | None:
    """What stands between the account and the petition; None where nothing does."""
    known = _known.get()
    key = (petition.pk or 0, getattr(account, "pk", None) or 0, on)
    if known is not None and key in known:
        return known[key]
    kind = _kind(petition, account, on)
    found = Conflict(kind, next_in_line(petition, on)) if kind else None
    if known is not None:
        known[key] = found
    return found


def _kind(petition: Petition, account: Any, on: date) -> str:
    if isinstance(account, System) or account.pk is None or petition.pk is None:
        return ""
    named = list(queries.respondents(petition).select_related("unit"))
    if any(party.account_id == account.pk for party in named):
        return "self"
    heads = {party.unit_id for party in named if party.head and party.unit_id}
    if heads and heads & {post.unit_id for post in organisation.posts_of(account.pk, on)}:
        return "head"
    if related(account.pk, list(petition.parties.all()), on):
        return "relative"
    earlier = petition.follows
    if earlier is not None and petition.stage != "first" and earlier.handler_id == account.pk:
        return "earlier"
    return ""


def related(account_id: int, parties: list[Party], on: date) -> bool:
    """Whether the account declared a relation, in force on the day, to one of the people or units of the matter."""
    for relation in organisation.relations_of(account_id, on):
        name = fold(relation.other_name)
        for party in parties:
            if relation.other_account_id and relation.other_account_id == party.account_id:
                return True
            if relation.other_unit_id and relation.other_unit_id == party.unit_id:
                return True
            if name and name == party.folded:
                return True
    return False


def next_in_line(petition: Petition, on: date) -> NextInLine | None:
    """The nearest head who has no conflict: of the desk's unit, then of the unit above it, and so up."""
    unit = petition.desk or petition.unit
    while unit is not None:
        for post in organisation.heads_of(unit, on):
            if not _kind(petition, post.account, on):
                return NextInLine(post.account_id, post.title, unit)
        unit = unit.parent
    return None


def note_refusal(petition: Petition, person: Any, conflict: Conflict, by: Any) -> None:
    """The ledger says that an assignment was refused and why, even though the assignment itself never happened."""
    ledger.append(
        verb="petition.refuse_assign", subject=petition.ref, actor=actor_ref(by),
        payload={"handler": f"account:{person.pk}", "coi_kind": conflict.kind}, record_digest="",
    )  # fmt: skip


def bars(petition: Petition, step: Step, by: Any) -> str:
    """What bars this person from this step: a conflict of interest, or that the matter was given to somebody else."""
    if petition.pk is None or isinstance(by, System):
        return ""
    today = timezone.localdate()
    if conflict := of(petition, by, today):
        return conflict.sentence(str(by))
    if step.ability != "petitions.handle" or petition.handler_id is None:
        return ""
    if petition.handler_id in queries.acting_for(by, today) or can(by, "petitions.decide", petition.access_unit_id()):
        return ""
    return gettext("Hồ sơ này đã phân công cho người khác; đề nghị thủ trưởng đơn vị phân công lại.")
