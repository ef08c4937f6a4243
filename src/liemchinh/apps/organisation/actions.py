"""What happens to units, committees and posts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.apps.organisation.models import Committee, CommitteeMember, Post, Succession, Unit, UnitName
from liemchinh.kernel.errors import Refusal
from liemchinh.spine.moves import move


def found(code: str, name: str, *, by: Any, on: date, parent: Unit | None = None, **fields: Any) -> Unit:
    """Found a unit; its code is unique for ever. Refusal for a code, name, kind or parent that can't be."""
    if Unit.objects.filter(code=code).exists():
        raise Refusal(_("Mã đơn vị «%(code)s» đã có. Chọn mã khác.") % {"code": code})
    unit = Unit(code=code, name=name, parent=parent, **fields)
    _must_be_valid(unit)
    with move(unit, "found", by=by, on=on, parent=parent.ref if parent else None):
        pass
    return unit


def rename(unit: Unit, name: str, *, by: Any, on: date, reason: str) -> None:
    """Give the unit another name from `on`; documents of earlier days keep the earlier one."""
    with move(unit, "rename", by=by, on=on, reason=reason):
        UnitName.objects.create(unit=unit, name=unit.name, until=on - timedelta(days=1))
        unit.name = name
        _must_be_valid(unit)


def _must_be_valid(unit: Unit) -> None:
    """What forms check on pages, for callers without a form."""
    try:
        unit.clean()
        unit.full_clean(exclude=("state", "recorded_by"), validate_constraints=False)  # those are the database's
    except ValidationError as wrong:
        raise Refusal(" ".join(wrong.messages)) from wrong


def _end(unit: Unit, *, by: Any, on: date, into: Sequence[Unit]) -> None:
    with move(unit, "end", by=by, on=on, into=[u.ref for u in into]):
        unit.valid_to = on - timedelta(days=1)


def _succeed(old: Unit, new: Unit, kind: str, *, on: date, partial: bool, heir: bool, document: str) -> None:
    Succession.objects.create(
        old=old, new=new, on=on, kind=kind, partial=partial, inherits_open_work=heir, document=document
    )


def merge(olds: Sequence[Unit], new: Unit, *, by: Any, on: date, document: str = "") -> None:
    """Several units go wholly into one on `on`; it inherits their open work."""
    with transaction.atomic():
        for old in olds:
            _succeed(old, new, "merge", on=on, partial=False, heir=True, document=document)
            _end(old, by=by, on=on, into=[new])


def split(
    old: Unit, news: Sequence[Unit], *, heir: Unit, by: Any, on: date, document: str = "", kind: str = "split"
) -> None:
    """One unit is divided among several on `on`; `heir` takes over its open work."""
    if heir not in news:
        raise Refusal(_("Đơn vị nhận việc đang dở phải là một trong các đơn vị mới."))
    with transaction.atomic():
        for new in news:
            _succeed(old, new, kind, on=on, partial=len(news) > 1, heir=new == heir, document=document)
        _end(old, by=by, on=on, into=news)


def dissolve(old: Unit, news: Sequence[Unit], *, heir: Unit, by: Any, on: date, document: str = "") -> None:
    """A level is abolished (the districts on 1 July 2025): its work goes to several bodies, the open work to `heir`."""
    split(old, news, heir=heir, by=by, on=on, document=document, kind="dissolve")


def assign_post(
    account: Any, unit: Unit, role: str, title: str, *, by: Any, on: date, until: date | None = None
) -> Post:
    post = Post(account=account, unit=unit, role=role, title=title, valid_from=on, valid_to=until)
    with move(post, "assign", by=by, on=on, unit=unit.ref, role=role):
        pass
    return post


def establish(unit: Unit, name: str, *, by: Any, on: date, decision: str = "") -> Committee:
    committee = Committee(unit=unit, name=name, established_on=on, decision=decision)
    with move(committee, "establish", by=by, on=on, decision=decision):
        pass
    return committee


def appoint(
    committee: Committee, full_name: str, *, by: Any, on: date, decision: str = "", **fields: Any
) -> CommitteeMember:
    """Seat a member from `on` by a decision (kiện toàn)."""
    member = CommitteeMember(
        committee=committee, unit=committee.unit, full_name=full_name, since=on, decision=decision, **fields
    )
    with move(member, "appoint", by=by, on=on, decision=decision):
        pass
    return member


def leave(member: CommitteeMember, *, by: Any, on: date, decision: str = "") -> None:
    """The member's last day is the day before `on`."""
    if on <= member.since:
        raise Refusal(_("Ngày thôi tham gia phải sau ngày bắt đầu tham gia."))
    with move(member, "leave", by=by, on=on, decision=decision):
        member.until = on - timedelta(days=1)


def end_post(post: Post, *, by: Any, on: date) -> None:
    """The rights of the post end with the day before `on` (never before it began)."""
    with move(post, "end", by=by, on=on):
        post.valid_to = max(on - timedelta(days=1), post.valid_from)


def dissolve_committee(committee: Committee, *, by: Any, on: date, reason: str) -> None:
    """The committee ends; whoever still sits on it leaves with the same day."""
    with transaction.atomic():
        for member in CommitteeMember.objects.filter(committee=committee, state="serving"):
            leave(member, by=by, on=on, decision=reason)
        with move(committee, "dissolve", by=by, on=on, reason=reason):
            pass
