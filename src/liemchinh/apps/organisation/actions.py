"""What happens to units, committees and posts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from axes.utils import reset as axes_reset
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.apps.organisation import inheritance, past, queries
from liemchinh.apps.organisation.models import Committee, CommitteeMember, Post, Succession, Unit, UnitName
from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.measures import Period
from liemchinh.spine import ledger
from liemchinh.spine.access import actor_ref
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
    if name == unit.name:
        raise Refusal(_("Tên mới giống tên đang dùng."))
    _must_have_begun(unit, on)
    with transaction.atomic():
        earlier = Unit.objects.select_for_update().get(pk=unit.pk).name  # as it is now, whoever renamed it meanwhile
        UnitName.objects.create(unit=unit, name=earlier, until=on - timedelta(days=1))
        with move(unit, "rename", by=by, on=on, reason=reason, past=past.seal_of(unit.pk)):
            unit.name = name
            _must_be_valid(unit)


def _must_be_valid(unit: Unit) -> None:
    """What forms check on pages, for callers without a form."""
    try:
        unit.clean()
        unit.full_clean(exclude=("state", "recorded_by"), validate_constraints=False)  # those are the database's
    except ValidationError as wrong:
        raise Refusal(" ".join(wrong.messages)) from wrong


def _must_have_begun(unit: Unit, on: date) -> None:
    if unit.valid_from is not None and on <= unit.valid_from:
        raise Refusal(
            _("«%(name)s» thành lập ngày %(day)s; chọn ngày sau đó.")
            % {"name": unit.name, "day": f"{unit.valid_from:%d/%m/%Y}"}
        )


def _may_go_into(old: Unit, news: Sequence[Unit], on: date) -> None:
    """A unit ends only when nothing that lives hangs below it, and never into its own part."""
    _must_have_begun(old, on)
    below = set(queries.subtree_ids(old)) - {old.pk}
    if below & {new.pk for new in news}:
        raise Refusal(_("«%(name)s» không thể nhập vào đơn vị trực thuộc của chính nó.") % {"name": old.name})
    alive = queries.existing_in(Period(on, on)).filter(parent=old).count()
    if alive:
        raise Refusal(
            _("«%(name)s» còn %(n)d đơn vị trực thuộc đang hoạt động. Sắp xếp các đơn vị đó trước.")
            % {"name": old.name, "n": alive}
        )


def _end(unit: Unit, *, by: Any, on: date, into: Sequence[Unit]) -> None:
    with move(unit, "end", by=by, on=on, into=[u.ref for u in into], past=past.seal_of(unit.pk)):
        unit.valid_to = on - timedelta(days=1)


def _succeed(old: Unit, new: Unit, kind: str, *, on: date, partial: bool, heir: bool, document: str) -> None:
    Succession.objects.create(
        old=old, new=new, on=on, kind=kind, partial=partial, inherits_open_work=heir, document=document
    )


def merge(olds: Sequence[Unit], new: Unit, *, by: Any, on: date, document: str = "") -> None:
    """Several units go wholly into one on `on`; it inherits their open work."""
    with transaction.atomic():
        for old in olds:
            _may_go_into(old, [new], on)
            _succeed(old, new, "merge", on=on, partial=False, heir=True, document=document)
            inheritance.hand_over(old, new, on)
            _end(old, by=by, on=on, into=[new])


def split(
    old: Unit, news: Sequence[Unit], *, heir: Unit, by: Any, on: date, document: str = "", kind: str = "split"
) -> None:
    """One unit is divided among several on `on`; `heir` takes over its open work."""
    if heir not in news:
        raise Refusal(_("Đơn vị nhận việc đang dở phải là một trong các đơn vị mới."))
    _may_go_into(old, news, on)
    with transaction.atomic():
        for new in news:
            _succeed(old, new, kind, on=on, partial=len(news) > 1, heir=new == heir, document=document)
        inheritance.hand_over(old, heir, on)
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
    """Seat a member from `on` by a decision (kiện toàn). Refusal for somebody who sits already."""
    if on < committee.established_on:
        raise Refusal(
            _("Ban Chỉ đạo thành lập ngày %(day)s; thành viên không thể tham gia trước ngày đó.")
            % {"day": f"{committee.established_on:%d/%m/%Y}"}
        )
    if queries.members_on(committee, on).filter(full_name=full_name, title=fields.get("title", "")).exists():
        raise Refusal(_("«%(name)s» đang là thành viên Ban Chỉ đạo này.") % {"name": full_name})
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


#: What an administrator may do for an account besides a new password.
MENDS = ("second_factor", "unlock", "disable", "enable")


def give_password(account: Any, password: str, *, by: Any) -> None:
    """A new first password, shown once; the old one is void, and every session of the account ends with it."""
    with transaction.atomic():
        account.set_password(password)
        account.save(update_fields=["password"])
        _account_line("password", account, by)


def mend_account(account: Any, act: str, *, by: Any) -> None:
    """Take away a lost second factor, lift a lock, close or open an account."""
    with transaction.atomic():
        if act == "second_factor":
            Authenticator.objects.filter(user=account).delete()
        elif act == "unlock":
            axes_reset(username=account.username)
        else:
            account.is_active = act == "enable"
            account.save(update_fields=["is_active"])
        _account_line(act, account, by)


def _account_line(act: str, account: Any, by: Any) -> None:
    """Accounts are no register; what is done to one is written down all the same."""
    ledger.append(verb=f"account.{act}", subject=f"account:{account.pk}", actor=actor_ref(by), payload={})
