"""Forms about twins: a number to look at side by side, and files of fingerprints from and to other agencies."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liemchinh.apps.petitions import queries
from liemchinh.apps.petitions.models import Petition
from liemchinh.spine.web.register_forms import DayField


class OtherForm(forms.Form):
    """The petition that somebody wants to compare with the one at hand, by its number."""

    number = forms.CharField(label=_("Số hồ sơ của đơn kia"), max_length=40)

    def __init__(self, *args: Any, account: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.account = account
        self.other: Petition | None = None

    def clean_number(self) -> str:
        """The petition must be one that this person may read; another answers as if there were none."""
        number = self.cleaned_data["number"].strip()
        seen = queries.petitions_visible_to(self.account)
        self.other = seen.filter(number__iexact=number).order_by("-received_on").first()
        if self.other is None:
            raise forms.ValidationError(_("Không có đơn số này trong các đơn ông/bà xem được. Xem lại số hồ sơ."))
        return number


class ExportForm(forms.Form):
    """Petitions received in which time."""

    since = DayField(label=_("Đơn nhận từ ngày"))
    until = DayField(label=_("Đến ngày"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not self.is_bound:
            today = timezone.localdate()
            self.initial.setdefault("since", today.replace(month=1, day=1))
            self.initial.setdefault("until", today)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("since") and said.get("until") and said["until"] < said["since"]:
            self.add_error("until", _("Ngày cuối trước ngày đầu."))
        return said


class TakeInForm(forms.Form):
    """A file from another agency."""

    agency = forms.CharField(
        label=_("Cơ quan gửi"), max_length=200, required=False, help_text=_("Bỏ trống: lấy tên ghi trong tệp.")
    )
    file = forms.FileField(label=_("Tệp dấu so khớp"))
