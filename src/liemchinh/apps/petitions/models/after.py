"""After a settlement: what it asks for (05/KQTH), followed to the end."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.petitions import codes, lifecycle
from liemchinh.apps.petitions.models.petition import Petition
from liemchinh.spine.moves import Tracked


class Remedy(Tracked):
    """One thing that a decision or conclusion asks for, with its amount, who owes it, and what has been done."""

    lifecycle = lifecycle.REMEDY

    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="remedies")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    asked_on = models.DateField(_("ngày kết luận"))
    kind = models.CharField(_("loại"), max_length=16, choices=codes.RemedyKind)
    text = models.CharField(_("nội dung"), max_length=400)
    owner = models.CharField(_("người, đơn vị thực hiện"), max_length=200)
    due_on = models.DateField(_("hạn"), null=True, blank=True)
    #: VND for money, m2 for land, number of people for discipline and investigation.
    amount = models.DecimalField(_("số phải thực hiện"), max_digits=18, decimal_places=2, null=True, blank=True)
    amount_done = models.DecimalField(_("số đã thực hiện"), max_digits=18, decimal_places=2, default=0)
    people = models.PositiveIntegerField(_("số người"), default=0)
    officials = models.PositiveIntegerField(_("trong đó cán bộ, công chức"), default=0)
    done_on = models.DateField(_("ngày hoàn thành"), null=True, blank=True)
    proof = models.CharField(_("chứng từ"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("kiến nghị, biện pháp phải thực hiện")
        ordering: ClassVar[list[str]] = ["due_on", "pk"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["unit", "asked_on"], name="remedy_unit_day")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0), name="remedy_amount_not_negative",
                violation_error_message=_("Số phải thực hiện không được là số âm."),
            ),
            models.CheckConstraint(
                condition=Q(amount_done__gte=0), name="remedy_done_not_negative",
                violation_error_message=_("Số đã thực hiện không được là số âm."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text
