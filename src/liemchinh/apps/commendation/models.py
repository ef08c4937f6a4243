"""Units and people commended, with the decision that did so. Criteria and scoreboards come with a later issue."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from liemchinh.apps.commendation import lifecycle
from liemchinh.apps.organisation.models import Unit
from liemchinh.spine.moves import Tracked


class Award(Tracked):
    """One commendation of one unit or person by `unit`."""

    lifecycle = lifecycle.AWARD

    class RecipientKind(models.TextChoices):
        UNIT = "unit", _("Tập thể")
        PERSON = "person", _("Cá nhân")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị khen thưởng"))
    recipient_kind = models.CharField(_("đối tượng"), max_length=6, choices=RecipientKind, default=RecipientKind.UNIT)
    recipient = models.CharField(_("được khen thưởng"), max_length=200)
    recipient_unit = models.ForeignKey(
        Unit,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("đơn vị được khen thưởng"),
    )
    form = models.CharField(_("hình thức"), max_length=80, default="Giấy khen")
    decided_on = models.DateField(_("ngày quyết định"))
    decision = models.CharField(_("số quyết định"), max_length=60, blank=True)
    achievement = models.CharField(_("thành tích"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("khen thưởng")
        ordering: ClassVar[list[str]] = ["-decided_on", "pk"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["unit", "decided_on"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(recipient_kind="unit") | Q(recipient_unit=None), name="a_person_is_no_unit",
                violation_error_message=_("Khen thưởng cá nhân thì không chọn đơn vị được khen thưởng."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.recipient
