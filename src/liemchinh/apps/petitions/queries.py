"""Who sees which petitions, and which of them count."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from liemchinh.apps.organisation import queries as organisation
from liemchinh.apps.petitions.codes import Kind, PartyRole, Stage
from liemchinh.apps.petitions.models import Letter, Matter, Party, Petition, Remedy, Visit
from liemchinh.spine import deadlines
from liemchinh.spine.access import System, posts, units_with


def petitions_visible_to(account: Any) -> QuerySet[Petition]:
    """The petitions of the units that the account answers for, and those that lie on its own desk.

    A handler sees what is assigned to them, to somebody they stand in for, or to their own unit. Nobody sees a petition
    that names them (coi.quiet): for them there is none.
    """
    rows = Petition.objects.live()
    if isinstance(account, System):
        return rows
    named = (
        list(Party.objects.filter(account_id=account.pk).values_list("petition_id", flat=True)) if account.pk else []
    )
    seen = units_with(account, "petitions.see")
    own = {post.unit_id for post in posts(account)} & units_with(account, "petitions.read")
    if not seen and not own:
        return rows.none()
    mine = Q(unit_id__in=seen) | Q(desk_id__in=seen | own)
    if own - seen:
        mine |= Q(handler_id__in=acting_for(account, timezone.localdate()))
    rows = rows.filter(mine)
    return rows.exclude(pk__in=named) if named else rows


def acting_for(account: Any, on: date) -> list[int]:
    """The accounts whose work this account does on that day: its own, and of those for whom it stands in."""
    return [account.pk, *organisation.absent_for(account.pk, on)] if account.pk else []


def matters_visible_to(account: Any) -> QuerySet[Matter]:
    return Matter.objects.live().filter(unit_id__in=units_with(account, "petitions.see"))


def visits_visible_to(account: Any) -> QuerySet[Visit]:
    return Visit.objects.live().filter(unit_id__in=units_with(account, "petitions.see"))


def letters_visible_to(account: Any) -> QuerySet[Letter]:
    return Letter.objects.filter(petition__in=petitions_visible_to(account))


def remedies_visible_to(account: Any) -> QuerySet[Remedy]:
    return Remedy.objects.filter(unit_id__in=units_with(account, "petitions.see"))


def counted(rows: QuerySet[Any] | None = None) -> QuerySet[Any]:
    """The petitions that figures count: all that were received, each letter once; undone imports are none."""
    return (Petition.objects.all() if rows is None else rows).exclude(state="undone")


def counted_visits(rows: QuerySet[Any] | None = None) -> QuerySet[Any]:
    return (Visit.objects.all() if rows is None else rows).filter(state="received")


def counted_remedies(rows: QuerySet[Any] | None = None) -> QuerySet[Any]:
    return (Remedy.objects.all() if rows is None else rows).exclude(state="impossible")


def may_see_senders(account: Any, petition: Petition) -> bool:
    """Whether the account may ask for the names of those who wrote: the handler, intake and heads of the unit."""
    if isinstance(account, System):
        return True
    if petition.handler_id and petition.handler_id in acting_for(account, timezone.localdate()):
        return True
    if "petitions.identity" not in _abilities_over(account, petition):
        return False
    # A handler of the same unit to whom it was not given reads the matter, not who wrote.
    return bool({"petitions.classify", "petitions.decide"} & _abilities_over(account, petition))


def _abilities_over(account: Any, petition: Petition) -> frozenset[str]:
    unit = petition.desk_id or petition.unit_id
    asked = ("petitions.identity", "petitions.classify", "petitions.decide", "petitions.handle")
    return frozenset(a for a in asked if unit in units_with(account, a))


def lodged_late(petition: Petition) -> deadlines.Deadline | None:
    """The clock of lodging (LKN 9, 48) that had run out on the day of receipt; None where it had not, or none ran."""
    lodging = [d for d in deadlines.of(petition.ref) if d.term in ("KN-01", "KN-20")]
    if petition.kind == "complaint" and petition.stage == "second" and petition.follows is not None:
        lodging += [d for d in deadlines.of(petition.follows.ref) if d.term in ("KN-05", "KN-21")]
    return next((d for d in lodging if d.due is not None and d.due < petition.received_on), None)


def respondents(petition: Petition) -> QuerySet[Party]:
    return petition.parties.filter(role=PartyRole.RESPONDENT)


#: States after which the sender may go on: what was done here has ended, whichever way.
_ENDED = frozenset({"declined", "discontinued", "concluded", "answered", "published", "closed"})


def may_be_followed(petition: Petition) -> bool:
    """Whether a second complaint or a renewed denunciation can follow it (LKN 33, LTC 37)."""
    second = petition.kind == Kind.COMPLAINT and petition.stage == Stage.SECOND
    return petition.kind in (Kind.COMPLAINT, Kind.DENUNCIATION) and petition.state in _ENDED and not second
