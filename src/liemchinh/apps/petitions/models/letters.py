"""Letters, slips, decisions and minutes of a petition: drafted by a step, edited, then issued under a number."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.petitions import lifecycle
from liemchinh.apps.petitions.models.petition import Petition
from liemchinh.spine.moves import Tracked

#: Stand in a draft for who wrote the petition and where they live; filled in when somebody opens it who may know.
NAME, ADDRESS = "[người gửi]", "[địa chỉ người gửi]"


class Letter(Tracked):
    """One paper, of a form of WORDING section 3. `text` is its body as the officer left it; issued, it stays."""

    lifecycle = lifecycle.LETTER

    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="letters")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=40)
    #: The step that drafted it; empty when somebody drafted it by itself.
    step = models.CharField(max_length=30, blank=True)
    recipient = models.CharField(_("kính gửi"), max_length=300, blank=True)
    subject = models.CharField(_("về việc"), max_length=300, blank=True)
    text = models.TextField(_("nội dung"))
    #: What prints beside the text: title, copies, small print, signature; who looked it over; a number chosen before.
    particulars = models.JSONField(default=dict)
    number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    #: Numbers begin anew each year (Decree 30, Article 15), so a number is unique within one.
    year = models.PositiveSmallIntegerField(null=True, editable=False)
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    signed_by = models.CharField(_("người ký"), max_length=160, blank=True)
    signer_title = models.CharField(_("chức vụ người ký"), max_length=160, blank=True)
    reply_by = models.DateField(_("hạn trả lời"), null=True, blank=True)
    file = models.ForeignKey("spine.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("văn bản của hồ sơ")
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["unit", "year", "number"], condition=~Q(number="") & Q(state="issued"),
                name="letter_number_once", violation_error_message=_("Số văn bản này đã dùng."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number or self.form

    @property
    def addressed(self) -> str:
        """To whom, as a list may show it to everybody: who wrote the petition is not named."""
        shown = self.recipient.partition(": ")[2] or self.recipient
        return shown.replace(f"Ông/bà {NAME}", str(_("người gửi đơn"))).replace(NAME, str(_("người gửi đơn")))
