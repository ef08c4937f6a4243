"""Reviews of a resolution over a period, and their figures as signed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from liemchinh.apps.directives.models import Document
from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.reports import lifecycle
from liemchinh.kernel.measures import Period
from liemchinh.spine.moves import Tracked


class Review(Tracked):
    """One review (báo cáo sơ kết). While it is a draft its words are composed anew each time; signed, they are kept."""

    lifecycle = lifecycle.REVIEW

    class Variant(models.TextChoices):
        PARTY = "party", _("Văn bản của Đảng")
        STATE = "state", _("Văn bản hành chính")

    class Base(models.TextChoices):
        FIRST = "first", _("Kỳ báo cáo đầu tiên, không so sánh")
        NONE = "none", _("Không so sánh")
        SAME_PERIOD = "same_period", _("Cùng kỳ năm trước")
        PERIOD = "period", _("Kỳ trước")
        STAGE = "stage", _("Giai đoạn trước")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    resolution = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="+", verbose_name=_("nghị quyết được sơ kết")
    )
    period_start = models.DateField(_("từ ngày"))
    period_end = models.DateField(_("đến ngày"))
    variant = models.CharField(_("thể thức"), max_length=5, choices=Variant, default=Variant.PARTY)
    base = models.CharField(_("so sánh với"), max_length=12, choices=Base, default=Base.FIRST)
    number = models.CharField(_("số báo cáo"), max_length=20, blank=True)
    signed_on = models.DateField(_("ngày ký"), null=True, blank=True)
    #: Head, signature, recipients: what `office.Letterhead` holds.
    letterhead = models.JSONField(default=dict, editable=False)
    #: Sentence key -> what people wrote where the draft asks.
    texts = models.JSONField(default=dict, editable=False)
    #: The tasks ahead that the writer kept, in order, one text each.
    chosen = models.JSONField(default=list, editable=False)
    #: Indicator id -> why computed and reported differ.
    reasons = models.JSONField(default=dict, editable=False)
    amends = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="amended_by", editable=False)
    #: The document as signed, and the last ledger entry before it.
    document = models.JSONField(null=True, editable=False)
    signed_at = models.DateTimeField(null=True, editable=False)
    ledger_mark = models.PositiveBigIntegerField(default=0, editable=False)
    #: SHA-256 (hex) over the figures and sheets below, written by `sign`: so they are part of the record's own digest.
    frozen_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("báo cáo sơ kết")
        ordering: ClassVar[list[str]] = ["-period_end", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="review_period_in_order",
                violation_error_message=_("Ngày cuối kỳ phải sau ngày đầu kỳ."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | (Q(signed_on__isnull=False) & Q(document__isnull=False) & ~Q(number="")),
                name="a_signed_review_has_number_date_and_document",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.resolution.number}, {self.unit}"

    @property
    def period(self) -> Period:
        return Period(self.period_start, self.period_end)

    @property
    def is_signed(self) -> bool:
        return self.state in ("signed", "superseded")


class FrozenFigure(models.Model):
    """A figure as signed: its value and the records behind it, each with its digest. Written by `sign` alone."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="figures")
    indicator = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    figure_state = models.CharField(max_length=2)
    source = models.CharField(max_length=10, blank=True)
    computed = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    reported = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    #: [[reference, digest], …] of the records and passages, in their register's order.
    records = models.JSONField(default=list)
    #: SHA-256 (hex) over the lines "reference digest".
    digest = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["review", "indicator"], name="one_frozen_figure_an_indicator")
        ]

    def __str__(self) -> str:
        return f"{self.indicator} = {self.value}"


class FrozenSheet(models.Model):
    """The records of one register as they read when the report was signed: what its Excel file shows ever after."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="sheets")
    register = models.CharField(max_length=80)
    #: zlib over JSON: {"name", "title", "columns", "rows", "note"}; a day stands as ["2010-03-31"].
    packed = models.BinaryField()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self.register} ({self.review_id})"
