"""Directive documents (văn bản chỉ đạo): resolutions, directives, plans. Clauses and tasks come with a later issue."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from liemchinh.apps.directives import lifecycle
from liemchinh.apps.organisation.models import Unit
from liemchinh.kernel.lifecycle import UNDONE
from liemchinh.spine.files import StoredFile
from liemchinh.spine.moves import Tracked


class Document(Tracked):
    """One document: number with symbol as printed ("03-NQ/QU"), date, issuer, abstract, validity, relations."""

    lifecycle = lifecycle.DOCUMENT

    class Kind(models.TextChoices):
        RESOLUTION = "resolution", _("Nghị quyết")
        DIRECTIVE = "directive", _("Chỉ thị")
        DECISION = "decision", _("Quyết định")
        REGULATION = "regulation", _("Quy định, quy chế")
        PLAN = "plan", _("Kế hoạch")
        PROGRAMME = "programme", _("Chương trình")
        CONCLUSION = "conclusion", _("Kết luận")
        NOTICE = "notice", _("Thông báo")
        GUIDANCE = "guidance", _("Hướng dẫn")
        LETTER = "letter", _("Công văn")
        OTHER = "other", _("Văn bản khác")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    number = models.CharField(_("số, ký hiệu"), max_length=60, help_text=_("Như in trên văn bản, ví dụ 03-NQ/QU."))
    issued_on = models.DateField(_("ngày ban hành"))
    issuer = models.CharField(_("cơ quan ban hành"), max_length=200)
    kind = models.CharField(_("loại văn bản"), max_length=12, choices=Kind, default=Kind.RESOLUTION)
    abstract = models.TextField(_("trích yếu"), help_text=_("Nội dung sau chữ «về», không viết hoa đầu câu."))
    key = models.BooleanField(_("văn bản trọng tâm"), default=False)
    effective_from = models.DateField(_("hiệu lực từ"), null=True, blank=True)
    effective_to = models.DateField(_("hiệu lực đến"), null=True, blank=True)
    carries_out = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_out_by",
        verbose_name=_("thực hiện văn bản"),
    )  # fmt: skip
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by",
        verbose_name=_("thay thế văn bản"),
    )  # fmt: skip
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("văn bản chỉ đạo")
        ordering: ClassVar[list[str]] = ["-issued_on", "-pk"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["unit", "issued_on"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["issuer", "number", "issued_on"], condition=~Q(state=UNDONE), name="document_number_once",
                violation_error_message=_("Văn bản có cùng số, ngày và cơ quan ban hành đã được ghi."),
            ),
            models.CheckConstraint(
                condition=Q(effective_to=None) | Q(effective_from=None) | Q(effective_to__gte=F("effective_from")),
                name="document_validity_in_order",
                violation_error_message=_("Ngày hết hiệu lực phải sau ngày có hiệu lực."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()} số {self.number}"
