"""Outreach (tuyên truyền): sessions with their attendees and leaflets, and contests."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.outreach import lifecycle
from liemchinh.spine.moves import Tracked


class Session(Tracked):
    """One outreach session. `unit` is where it counts; `host` is who held it, as the register writes it."""

    lifecycle = lifecycle.SESSION

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    held_on = models.DateField(_("ngày"))
    host = models.CharField(_("đơn vị tổ chức"), max_length=200, blank=True)
    topic = models.CharField(_("nội dung"), max_length=300)
    form = models.CharField(_("hình thức"), max_length=120, blank=True)
    #: Empty where nobody was counted; that is no 0.
    attendees = models.PositiveIntegerField(_("số người dự (lượt)"), null=True, blank=True)
    leaflets = models.PositiveIntegerField(_("tờ bướm, tờ rơi"), null=True, blank=True)
    recorder = models.CharField(_("người ghi"), max_length=120, blank=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    #: The reference of the resolution under which it was held, e.g. "directives.document:3"; empty where none is named.
    programme = models.CharField(_("thực hiện văn bản"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("buổi tuyên truyền")
        verbose_name_plural = _("buổi tuyên truyền")
        ordering: ClassVar[list[str]] = ["-held_on", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["unit", "held_on"], name="session_unit_day"),
            models.Index(fields=["held_on"], name="session_day"),
            # All that the figures ask of a session: they are counted from the index alone.
            models.Index(fields=["unit", "held_on", "state", "attendees", "leaflets"], name="session_figures"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(attendees=None) | Q(attendees__gte=0), name="session_attendees_not_negative",
                violation_error_message=_("Số người dự không được là số âm."),
            ),
            models.CheckConstraint(
                condition=Q(leaflets=None) | Q(leaflets__gte=0), name="session_leaflets_not_negative",
                violation_error_message=_("Số tờ bướm không được là số âm."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.topic} ({self.held_on:%d/%m/%Y})"


class Contest(Tracked):
    """One contest (hội thi, cuộc thi). It is no session and is counted apart."""

    lifecycle = lifecycle.CONTEST

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    held_on = models.DateField(_("ngày"))
    name = models.CharField(_("tên hội thi"), max_length=300)
    host = models.CharField(_("đơn vị tổ chức"), max_length=200, blank=True)
    participants = models.PositiveIntegerField(_("số người tham gia"), null=True, blank=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("hội thi")
        verbose_name_plural = _("hội thi")
        ordering: ClassVar[list[str]] = ["-held_on", "-pk"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["unit", "held_on"], name="contest_unit_day")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(participants=None) | Q(participants__gte=0), name="contest_participants_not_negative",
                violation_error_message=_("Số người tham gia không được là số âm."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name} ({self.held_on:%d/%m/%Y})"
