"""The unit tree as it stood in a period, succession, committees, and the posts that give people their rights."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from liemchinh.apps.organisation.models import (
    Absence,
    Committee,
    CommitteeMember,
    Post,
    Relation,
    Succession,
    Unit,
)
from liemchinh.kernel.measures import Period
from liemchinh.spine.access import PostFact, units_with


def existing_in(period: Period | None) -> QuerySet[Unit]:
    """The units that existed on at least one day of the period; all of them without one."""
    units = Unit.objects.live()
    if period is None:
        return units
    return units.filter(
        Q(valid_from=None) | Q(valid_from__lte=period.end), Q(valid_to=None) | Q(valid_to__gte=period.start)
    )


def children_map(period: Period | None = None) -> dict[int | None, list[int]]:
    """Parent id -> ids of its children, in tree order, in one query."""
    below: dict[int | None, list[int]] = defaultdict(list)
    for pk, parent in existing_in(period).values_list("pk", "parent_id"):
        below[parent].append(pk)
    return below


def below(root: int, children: dict[int | None, list[int]]) -> list[int]:
    """`root` and all below it, each before its children."""
    found, stack = [], [root]
    while stack:
        pk = stack.pop()
        found.append(pk)
        stack.extend(reversed(children.get(pk, ())))
    return found


def subtree_ids(unit: Unit, period: Period | None = None) -> list[int]:
    """The ids of `unit` and of every unit below it that existed in the period."""
    return below(unit.pk, children_map(period))


def reporting_units(unit: Unit, period: Period) -> list[Unit]:
    """The units directly below `unit` that owe figures for the period, in tree order."""
    return list(existing_in(period).filter(parent=unit, reports=True))


def by_code(code: str) -> Unit | None:
    return Unit.objects.live().filter(code=code).first()


def namesakes(unit: Unit) -> QuerySet[Unit]:
    """Other units of the same name right beside it: allowed, but a file that names one of them can't tell which."""
    return Unit.objects.live().filter(name__iexact=unit.name, parent=unit.parent).exclude(pk=unit.pk)


def roots() -> QuerySet[Unit]:
    return Unit.objects.live().filter(parent=None)


def visible_to(account: object) -> QuerySet[Unit]:
    """Officials who may read the organisation see the whole tree: it is no secret who reports to whom."""
    return Unit.objects.live() if units_with(account, "organisation.read") else Unit.objects.none()


def successors(unit: Unit) -> QuerySet[Succession]:
    return Succession.objects.filter(old=unit).select_related("new").order_by("on", "new__position")


def predecessors(unit: Unit) -> QuerySet[Succession]:
    return Succession.objects.filter(new=unit).select_related("old").order_by("on", "old__position")


def heir_of_open_work(unit: Unit) -> Unit | None:
    """The unit that took over the open work of `unit`; None while it is active or where nobody has been named."""
    link = Succession.objects.filter(old=unit, inherits_open_work=True).select_related("new").order_by("-on").first()
    return link.new if link else None


def committees_of(units: Iterable[int]) -> QuerySet[Committee]:
    return Committee.objects.live().filter(unit_id__in=list(units))


def members_on(committee: Committee, day: date) -> QuerySet[CommitteeMember]:
    """Who sat on the committee on that day."""
    seats = CommitteeMember.objects.live().filter(committee=committee, since__lte=day)
    return seats.filter(Q(until=None) | Q(until__gte=day))


def members_visible_to(account: object) -> QuerySet[CommitteeMember]:
    return CommitteeMember.objects.live().filter(unit_id__in=units_with(account, "organisation.read"))


def posts_of(account_id: int, on: date) -> list[PostFact]:
    """The posts that an account holds on a day, with the units that they reach; three queries at most."""
    held = Post.objects.live().filter(account_id=account_id, valid_from__lte=on)
    held = held.filter(Q(valid_to=None) | Q(valid_to__gte=on))
    rows = list(held.values_list("pk", "title", "role", "unit_id"))
    held_at = {unit for _pk, _title, _role, unit in rows}
    # Most posts are at a unit with none below it: then the tree of all units need not be read.
    children = children_map() if rows and Unit.objects.live().filter(parent__in=held_at).exists() else {}
    return [PostFact(pk, title, role, unit, frozenset(below(unit, children))) for pk, title, role, unit in rows]


def relations_of(account_id: int, on: date) -> QuerySet[Relation]:
    """What the account declared that holds on the day; a relation by blood or marriage holds for good."""
    held = Relation.objects.filter(account_id=account_id, state="declared", since__lte=on)
    return held.filter(Q(until=None) | Q(until__gte=on))


def relations_visible_to(account: object) -> QuerySet[Relation]:
    """One's own declarations; heads see those of their units."""
    own = Relation.objects.live().filter(account_id=getattr(account, "pk", None))
    return own | Relation.objects.live().filter(unit_id__in=units_with(account, "organisation.relations"))


def absences_visible_to(account: object) -> QuerySet[Absence]:
    return Absence.objects.live().filter(unit_id__in=units_with(account, "organisation.read"))


#: Roles whose holders do the daily work; an administrator and a keeper of keys hand theirs over in other ways.
ROLES_AT_WORK = ("clerk", "intake_officer", "handler", "unit_head", "inspector", "committee_office", "signatory")


def absent_for(account_id: int, on: date) -> list[int]:
    """The accounts that are away on the day and for which this one stands in."""
    away = Absence.objects.filter(stand_in_id=account_id, state="noted", since__lte=on, until__gte=on)
    return list(away.values_list("account_id", flat=True))


def standing_in(account_id: int, on: date) -> QuerySet[Absence]:
    """The absences in which this account stands in on the day."""
    away = Absence.objects.filter(stand_in_id=account_id, state="noted", since__lte=on, until__gte=on)
    return away.select_related("account").order_by("until", "pk")


def stand_in_of(account_id: int, on: date) -> Absence | None:
    """The absence of the account on the day, with who stands in; None while it is there."""
    away = Absence.objects.filter(account_id=account_id, state="noted", since__lte=on, until__gte=on)
    return away.select_related("stand_in").first()


def stand_ins(account_ids: Iterable[int], on: date) -> dict[int, Absence]:
    """For many accounts: those that are away on the day, each with who stands in. One query."""
    away = Absence.objects.filter(account_id__in=list(account_ids), state="noted", since__lte=on, until__gte=on)
    return {absence.account_id: absence for absence in away.select_related("stand_in")}


def heads_of(unit: Unit, on: date) -> QuerySet[Post]:
    """Who heads the unit on the day, the longest in post first."""
    held = Post.objects.live().filter(unit=unit, role="unit_head", valid_from__lte=on)
    return held.filter(Q(valid_to=None) | Q(valid_to__gte=on)).select_related("account").order_by("valid_from", "pk")


def holders(unit_ids: Iterable[int], roles: Iterable[str], on: date) -> QuerySet[Post]:
    """The posts with one of the roles at the units on the day: from whom somebody may be chosen."""
    held = Post.objects.live().filter(unit_id__in=list(unit_ids), role__in=list(roles), valid_from__lte=on)
    return held.filter(Q(valid_to=None) | Q(valid_to__gte=on)).select_related("account", "unit")
