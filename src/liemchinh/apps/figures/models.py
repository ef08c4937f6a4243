"""Figures that units report: typed in, or taken from their narrative reports with the passage they stand in."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from liemchinh.apps.figures import lifecycle
from liemchinh.apps.organisation.models import Unit
from liemchinh.kernel.measures import Period
from liemchinh.spine.files import StoredFile
from liemchinh.spine.moves import Tracked
from liemchinh.spine.texts import page_of


class Qualifier(models.TextChoices):
    EXACT = "exact", _("đúng số")
    AT_LEAST = "at_least", _("trên, ít nhất")
    APPROX = "approx", _("khoảng")


class PeriodRole(models.TextChoices):
    CURRENT = "current", _("kỳ này")
    PREVIOUS = "previous", _("kỳ trước")
    TARGET = "target", _("chỉ tiêu, kế hoạch")


class Narrative(Tracked):
    """A narrative report of one unit for one period, with its text exactly as it was read from the file."""

    lifecycle = lifecycle.NARRATIVE

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    title = models.CharField(_("tên báo cáo"), max_length=250)
    number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    period_start = models.DateField(_("từ ngày"))
    period_end = models.DateField(_("đến ngày"))
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    #: The numbers that the reader left out, as [start, end, reason].
    skipped = models.JSONField(default=list, editable=False)

    class Meta:
        verbose_name = _("báo cáo chữ")
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="narrative_period_in_order",
                violation_error_message=_("Ngày cuối kỳ phải sau ngày đầu kỳ."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def period(self) -> Period:
        return Period(self.period_start, self.period_end)


class Proposal(Tracked):
    """One figure that the reader found in a narrative; a person confirms, corrects or rejects it."""

    lifecycle = lifecycle.PROPOSAL

    narrative = models.ForeignKey(Narrative, on_delete=models.PROTECT, related_name="proposals")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", editable=False)
    indicator = models.CharField(_("chỉ tiêu"), max_length=60)
    value = models.DecimalField(_("giá trị"), max_digits=20, decimal_places=4)
    qualifier = models.CharField(max_length=8, choices=Qualifier, default=Qualifier.EXACT)
    role = models.CharField(max_length=8, choices=PeriodRole, default=PeriodRole.CURRENT)
    quote = models.CharField(max_length=500)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["start", "pk"]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.quote}"

    @property
    def page(self) -> int | None:
        """The page of the file on which the passage stands; None where the file has no pages, or only one."""
        return page_of(self.narrative.text, self.start)


class Reported(Tracked):
    """A figure that a unit stands by, for a period. `value` is in the indicator's unit: đồng, m², per cent, a count."""

    lifecycle = lifecycle.REPORTED

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    indicator = models.CharField(_("chỉ tiêu"), max_length=60)
    period_start = models.DateField(_("từ ngày"))
    period_end = models.DateField(_("đến ngày"))
    role = models.CharField(_("kỳ"), max_length=8, choices=PeriodRole, default=PeriodRole.CURRENT)
    value = models.DecimalField(_("giá trị"), max_digits=20, decimal_places=4)
    qualifier = models.CharField(_("mức chính xác"), max_length=8, choices=Qualifier, default=Qualifier.EXACT)
    estimate = models.BooleanField(_("số ước thực hiện"), default=False)
    #: The passage that it was read from; a corrected passage leaves several figures, of which one is confirmed.
    proposal = models.ForeignKey(
        Proposal, null=True, blank=True, on_delete=models.PROTECT, related_name="reported", editable=False
    )
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("số liệu đơn vị báo cáo")
        ordering: ClassVar[list[str]] = ["unit__position", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["period_start", "period_end", "unit"], name="reported_period_unit"),
            models.Index(fields=["unit", "indicator", "period_start"], name="reported_unit_indicator"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["unit", "indicator", "period_start", "period_end", "role"],
                condition=Q(state="confirmed"), name="one_reported_value_at_a_time",
                violation_error_message=_("Chỉ tiêu này đã có số liệu cho kỳ này."),
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="reported_period_in_order",
                violation_error_message=_("Ngày cuối kỳ phải sau ngày đầu kỳ."),
            ),
            models.CheckConstraint(condition=Q(value__gte=0), name="reported_value_not_negative",
                                   violation_error_message=_("Số liệu không thể âm.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.indicator} = {self.value}"

    @property
    def period(self) -> Period:
        return Period(self.period_start, self.period_end)
