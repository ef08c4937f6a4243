"""What officials declare of themselves: relations that bar them from a matter, days away and who stands in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from liemchinh.apps.organisation import queries
from liemchinh.apps.organisation.models import Absence, Relation, Unit
from liemchinh.kernel.errors import Refusal
from liemchinh.spine.access import units_with
from liemchinh.spine.moves import move
from liemchinh.spine.people import Account


def declare(relation: Relation, *, by: Any, on: date) -> Relation:
    """An official declares a relation of their own. PermissionDenied for anybody else's."""
    if relation.account_id != by.pk:
        raise PermissionDenied(_("Mỗi người tự khai báo quan hệ của mình."))
    relation.unit = unit_of(by.pk, on)
    if relation.other_account_id == by.pk:
        raise Refusal(_("Quan hệ khai báo là với người khác, không phải với chính mình."))
    with move(relation, "declare", by=by, on=on):
        pass
    return relation


def end_relation(relation: Relation, until: date, *, reason: str, by: Any, on: date) -> Relation:
    """The relation held until a day. Only who declared it ends it; blood and marriage of the day stay declared."""
    if relation.account_id != by.pk:
        raise PermissionDenied(_("Chỉ người khai báo ghi chấm dứt."))
    if until < relation.since or until > on:
        raise Refusal(_("Ngày chấm dứt phải từ ngày bắt đầu đến hôm nay."))
    with move(relation, "end", by=by, on=on, reason=reason):
        relation.until = until
    return relation


def unit_of(account_id: int, on: date) -> Unit:
    """The unit of the first post that the account holds on the day. Refusal: it holds none."""
    held = queries.posts_of(account_id, on)
    if not held:
        raise Refusal(_("Tài khoản chưa được giao chức vụ tại đơn vị nào."))
    return Unit.objects.get(pk=held[0].unit_id)


def may_note_for(by: Any, on: date) -> QuerySet[Account]:
    """For whom somebody may note days away: themselves; a head also for those of their units."""
    units = units_with(by, "organisation.relations")
    posts = queries.holders(units, queries.ROLES_AT_WORK, on) if units else None
    ids = {by.pk} | (set(posts.values_list("account_id", flat=True)) if posts is not None else set())
    return Account.objects.filter(pk__in=ids, is_active=True).order_by("full_name")


def may_stand_in(unit_ids: set[int], on: date) -> QuerySet[Account]:
    """Who may be named: those with a post at the unit of the one who is away, or at the unit above it."""
    above = set(Unit.objects.filter(pk__in=unit_ids).values_list("parent_id", flat=True)) - {None}
    posts = queries.holders(unit_ids | above, queries.ROLES_AT_WORK, on)
    return Account.objects.filter(pk__in=posts.values("account_id"), is_active=True).order_by("full_name")


def note_absence(absence: Absence, *, by: Any, on: date) -> Absence:
    """Note days away with a stand-in: one's own, or for a head those of their unit's people.

    Refusal: other days away of the same person overlap, the stand-in is away too, or has no post there.
    """
    if not may_note_for(by, on).filter(pk=absence.account_id).exists():
        raise PermissionDenied(_("Chỉ ghi vắng mặt cho mình hoặc cho người của đơn vị mình phụ trách."))
    absence.unit = unit_of(absence.account_id, on)
    _check_days(absence, on)
    if not may_stand_in({absence.unit_id}, on).filter(pk=absence.stand_in_id).exists():
        raise Refusal(_("Người làm thay phải có chức vụ tại đơn vị này hoặc đơn vị cấp trên trực tiếp."))
    with transaction.atomic(), move(absence, "note", by=by, on=on):
        pass
    return absence


def _check_days(absence: Absence, on: date) -> None:
    if absence.until < absence.since:
        raise Refusal(_("Ngày hết vắng trước ngày bắt đầu."))
    if absence.until < on:
        raise Refusal(_("Những ngày này đã qua; chỉ ghi vắng mặt từ nay trở đi."))
    if absence.stand_in_id == absence.account_id:
        raise Refusal(_("Người làm thay phải là người khác."))
    there = Absence.objects.filter(state="noted", since__lte=absence.until, until__gte=absence.since)
    if own := there.filter(account_id=absence.account_id).first():
        raise Refusal(
            _("Đã ghi vắng mặt từ %(since)s đến %(until)s; hủy lần đó trước.")
            % {"since": f"{own.since:%d/%m/%Y}", "until": f"{own.until:%d/%m/%Y}"}
        )
    if theirs := there.filter(account_id=absence.stand_in_id).first():
        raise Refusal(
            _("%(who)s cũng vắng từ %(since)s đến %(until)s; chọn người khác.")
            % {"who": absence.stand_in, "since": f"{theirs.since:%d/%m/%Y}", "until": f"{theirs.until:%d/%m/%Y}"}
        )


def cancel_absence(absence: Absence, *, reason: str, by: Any, on: date) -> Absence:
    """The official is there after all; the stand-in no longer acts for them from now on."""
    if not may_note_for(by, on).filter(pk=absence.account_id).exists():
        raise PermissionDenied(_("Chỉ hủy vắng mặt của mình hoặc của người thuộc đơn vị mình phụ trách."))
    with move(absence, "cancel", by=by, on=on, reason=reason):
        pass
    return absence
