"""Citizen reception (tiếp công dân): who is received when, and the log of visits (TT 04/2021, Mẫu 03)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.petitions import codes, lifecycle
from liemchinh.apps.petitions.models.petition import Petition
from liemchinh.spine.moves import Tracked


class Sitting(models.Model):
    """A day on which a head (or a delegate) receives citizens: the public calendar (LTCD 12–18)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("ngày"))
    starts_at = models.TimeField(_("bắt đầu"), null=True, blank=True)
    ends_at = models.TimeField(_("kết thúc"), null=True, blank=True)
    kind = models.CharField(_("hình thức"), max_length=12, choices=codes.VisitKind, default=codes.VisitKind.SCHEDULED)
    chair = models.CharField(_("người tiếp"), max_length=160)
    delegated_by = models.CharField(_("ủy quyền của"), max_length=160, blank=True)
    participants = models.CharField(_("thành phần"), max_length=300, blank=True)
    place = models.CharField(_("địa điểm"), max_length=200, blank=True)
    #: «Nobody came» is a fact of the log, not an empty page.
    nobody_came = models.BooleanField(_("không có công dân đến"), default=False)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["on", "pk"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["unit", "on"], name="sitting_unit_day")]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y} {self.chair}"


class Visit(Tracked):
    """One visit (lượt tiếp), a line of the reception log with its 12 columns (LAW 3.6)."""

    lifecycle = lifecycle.VISIT

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("nơi tiếp"))
    received_on = models.DateField(_("ngày tiếp"))
    kind = models.CharField(
        _("hình thức tiếp"), max_length=12, choices=codes.VisitKind, default=codes.VisitKind.REGULAR
    )
    sitting = models.ForeignKey(
        Sitting, null=True, blank=True, on_delete=models.PROTECT, related_name="visits", verbose_name=_("buổi tiếp")
    )
    visitor = models.CharField(_("họ tên, địa chỉ"), max_length=300)
    id_paper = models.CharField(_("giấy tờ tùy thân"), max_length=120, blank=True)
    subject = models.CharField(_("nội dung"), max_length=400)
    petition_kind = models.CharField(_("loại"), max_length=16, choices=codes.Kind, blank=True)
    people = models.PositiveIntegerField(_("số người"), default=1)
    representatives = models.CharField(_("người đại diện của đoàn"), max_length=300, blank=True)
    handled_by = models.CharField(_("cơ quan đã giải quyết"), max_length=200, blank=True)
    #: The three directions of the log; a visit without a petition has none.
    direction = models.CharField(
        _("hướng xử lý"), max_length=8, blank=True,
        choices=[("accept", _("thụ lý")), ("guide", _("trả đơn, hướng dẫn")), ("forward", _("chuyển đơn"))],
    )  # fmt: skip
    followed_up = models.CharField(_("theo dõi kết quả"), max_length=300, blank=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    petition = models.ForeignKey(
        Petition, null=True, blank=True, on_delete=models.PROTECT, related_name="visits", verbose_name=_("đơn")
    )

    class Meta:
        verbose_name = _("lượt tiếp công dân")
        ordering: ClassVar[list[str]] = ["-received_on", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["unit", "received_on"], name="reception_unit_day")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(people__gte=1), name="visit_has_somebody",
                violation_error_message=_("Lượt tiếp có ít nhất một người."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.visitor} ({self.received_on:%d/%m/%Y})"

    @property
    def group(self) -> bool:
        """A mass group (đoàn đông người) is five people or more on one matter (T06)."""
        return self.people >= 5
