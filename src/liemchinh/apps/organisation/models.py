"""Units with dated validity and succession, committees with dated members, posts that give people their rights."""

from __future__ import annotations

import re
from typing import ClassVar, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from liemchinh.apps.organisation import lifecycle
from liemchinh.kernel.access import ROLES
from liemchinh.spine.moves import Tracked

_CODE: Final = re.compile(r"[\w.-]{1,40}")


class Unit(Tracked):
    """A body of the locality. It belongs to the tree from `valid_from` to `valid_to` (both days included)."""

    lifecycle = lifecycle.UNIT

    class Kind(models.TextChoices):
        CITY = "city", _("Tỉnh, thành phố")
        DISTRICT = "district", _("Quận, huyện")
        WARD = "ward", _("Phường, xã, đặc khu")
        DEPARTMENT = "department", _("Phòng, ban")
        PARTY_BODY = "party_body", _("Cơ quan đảng")
        PARTY_CELL = "party_cell", _("Chi bộ, đảng bộ cơ sở")
        MASS_ORGANISATION = "mass_organisation", _("Mặt trận, đoàn thể")
        SERVICE = "service", _("Đơn vị sự nghiệp")
        NEIGHBOURHOOD = "neighbourhood", _("Khu phố, tổ dân phố")
        OTHER = "other", _("Khác")

    code = models.CharField(_("mã đơn vị"), max_length=40, unique=True)
    name = models.CharField(_("tên đơn vị"), max_length=200)
    short_name = models.CharField(_("tên gọi tắt"), max_length=120, blank=True)
    kind = models.CharField(_("loại"), max_length=20, choices=Kind, default=Kind.OTHER)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    position = models.PositiveIntegerField(_("thứ tự"), default=0)
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)
    reports = models.BooleanField(_("phải gửi số liệu"), default=True)
    #: How documents speak of it: the party body and the state body that sign for this unit.
    party_body = models.CharField(_("cấp ủy"), max_length=200, blank=True)
    party_symbol = models.CharField(_("ký hiệu văn bản đảng"), max_length=20, blank=True)
    place = models.CharField(_("địa danh ghi trên văn bản"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("đơn vị")
        ordering: ClassVar[list[str]] = ["position", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")),
                name="unit_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="unit_is_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name

    def access_unit_id(self) -> int | None:
        return self.parent_id

    def clean(self) -> None:
        """ValidationError: a code or a name that lists and files could not carry; a parent below the unit."""
        if not _CODE.fullmatch(self.code):
            raise ValidationError({"code": _("Mã đơn vị gồm 1–40 chữ, số, dấu - . _ và không có khoảng trắng.")})
        if not 1 <= len(self.name.strip()) <= 200 or not self.name.isprintable():
            raise ValidationError({"name": _("Tên đơn vị viết trên một dòng, từ 1 đến 200 ký tự.")})
        above = self.parent
        while above is not None:
            if self.pk is not None and above.pk == self.pk:
                raise ValidationError({"parent": _("Đơn vị cấp trên đang ở dưới chính đơn vị này. Chọn đơn vị khác.")})
            above = above.parent


class UnitName(models.Model):
    """A name that a unit bore until `until`; the present name is on the unit itself. Written by `rename` alone."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="earlier_names")
    name = models.CharField(max_length=200)
    until = models.DateField()

    def __str__(self) -> str:
        return f"{self.name} (đến {self.until:%d/%m/%Y})"


class Succession(models.Model):
    """Part of a reorganisation: `old` went, wholly or in part, into `new` on `on`. Many-to-many: wards were split."""

    class Kind(models.TextChoices):
        MERGE = "merge", _("sáp nhập")
        SPLIT = "split", _("chia tách")
        DISSOLVE = "dissolve", _("giải thể, chuyển giao")

    old = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successors")
    new = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="predecessors")
    on = models.DateField(_("ngày hiệu lực"))
    kind = models.CharField(max_length=10, choices=Kind)
    #: True where only a part of the old unit's territory or work went to the new one.
    partial = models.BooleanField(_("một phần"), default=False)
    #: True for the unit that takes over the old one's open work.
    inherits_open_work = models.BooleanField(_("nhận việc đang dở"), default=False)
    document = models.CharField(_("văn bản"), max_length=120, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["old", "new", "on"], name="succession_once"),
            models.UniqueConstraint(
                fields=["old", "on"], condition=Q(inherits_open_work=True), name="one_unit_inherits_open_work"
            ),
            models.CheckConstraint(condition=~Q(old=F("new")), name="unit_does_not_succeed_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


class Post(Tracked):
    """An account's post at a unit, with the role that gives its rights, from a date to a date."""

    lifecycle = lifecycle.POST

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(_("vai trò"), max_length=20, choices=[(k, v[0]) for k, v in ROLES.items()])
    title = models.CharField(_("chức vụ"), max_length=120)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="post_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.unit}"


class Committee(Tracked):
    """A steering committee (ban chỉ đạo) of a unit."""

    lifecycle = lifecycle.COMMITTEE

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="committees")
    name = models.CharField(_("tên"), max_length=200)
    established_on = models.DateField(_("ngày thành lập"))
    decision = models.CharField(_("quyết định"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("ban chỉ đạo")

    def __str__(self) -> str:
        return self.name


class CommitteeMember(Tracked):
    """Somebody's seat on a committee from `since` to `until`, by the decisions that gave and took it."""

    lifecycle = lifecycle.MEMBER

    class Role(models.TextChoices):
        HEAD = "head", _("Trưởng ban")
        DEPUTY = "deputy", _("Phó Trưởng ban")
        STANDING = "standing", _("Ủy viên thường trực")
        MEMBER = "member", _("Ủy viên")

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="members")
    #: The committee's unit, kept beside it so that rights and figures read one column.
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", editable=False)
    full_name = models.CharField(_("họ và tên"), max_length=120)
    title = models.CharField(_("chức vụ công tác"), max_length=160, blank=True)
    role = models.CharField(_("vai trò"), max_length=10, choices=Role, default=Role.MEMBER)
    fields = models.CharField(_("lĩnh vực, địa bàn phụ trách"), max_length=200, blank=True)
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến ngày"), null=True, blank=True)
    decision = models.CharField(_("quyết định kiện toàn"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("thành viên Ban Chỉ đạo")
        ordering: ClassVar[list[str]] = ["since", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="member_leaves_after_joining"
            )
        ]

    def __str__(self) -> str:
        return self.full_name


class Relation(Tracked):
    """What ties an official to a person or body, as declared: kinship, an interest, earlier service there.

    Whoever has one may not handle a matter about that person or body (NĐ 31/2019, art. 5.2 and 10.3).
    """

    lifecycle = lifecycle.RELATION

    class Kind(models.TextChoices):
        SPOUSE = "spouse", _("vợ, chồng")
        PARENT = "parent", _("cha, mẹ")
        CHILD = "child", _("con")
        SIBLING = "sibling", _("anh, chị, em")
        KIN = "kin", _("thân thích khác")
        INTEREST = "interest", _("có quyền, lợi ích liên quan")
        SERVICE = "service", _("từng công tác, quản lý trực tiếp")

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="relations", verbose_name=_("người khai")
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    kind = models.CharField(_("quan hệ"), max_length=10, choices=Kind)
    other_name = models.CharField(_("với ai"), max_length=160, blank=True)
    other_account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("cán bộ có tài khoản"),
    )  # fmt: skip
    other_unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("cơ quan, đơn vị")
    )
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("quan hệ đã khai báo")
        ordering: ClassVar[list[str]] = ["-since", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="relation_ends_after_it_begins",
                violation_error_message=_("Ngày chấm dứt trước ngày bắt đầu."),
            ),
            models.CheckConstraint(
                condition=~Q(other_name="") | Q(other_account__isnull=False) | Q(other_unit__isnull=False),
                name="relation_is_to_somebody",
                violation_error_message=_("Ghi người hoặc cơ quan có quan hệ."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.other_name or self.other_account or self.other_unit}"


class Absence(Tracked):
    """From a day to a day an official is away, and who stands in for them."""

    lifecycle = lifecycle.ABSENCE

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="absences", verbose_name=_("người vắng")
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    stand_in = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("người làm thay")
    )
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến ngày"))
    note = models.CharField(_("lý do"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("vắng mặt, ủy quyền")
        ordering: ClassVar[list[str]] = ["-since", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="absence_ends_after_it_begins",
                violation_error_message=_("Ngày hết vắng trước ngày bắt đầu."),
            ),
            models.CheckConstraint(
                condition=~Q(stand_in=F("account")), name="absence_needs_somebody_else",
                violation_error_message=_("Người làm thay phải là người khác."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.account} {self.since:%d/%m/%Y}–{self.until:%d/%m/%Y}"
