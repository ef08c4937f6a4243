"""Forms of what a decision or conclusion asks for: what, of whom, how much; and what was done of it."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liemchinh.apps.petitions import codes
from liemchinh.apps.petitions.forms.base import area
from liemchinh.apps.petitions.models import Remedy
from liemchinh.spine.web.register_forms import CountField, DayField

#: Kinds that are measured: in đồng and in square metres.
MONEY = frozenset({codes.RemedyKind.MONEY_STATE, codes.RemedyKind.MONEY_PEOPLE})
LAND = frozenset({codes.RemedyKind.LAND_STATE, codes.RemedyKind.LAND_PEOPLE})


class AmountField(forms.Field):
    """Đồng or square metres as one writes them: 12.500.000, 12500000, 350,5."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        written = re.sub(r"\s|đồng|đ$|m2|m²", "", str(value).lower())
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", written):
            written = written.replace(".", "")
        try:
            found = Decimal(written.replace(",", "."))
        except InvalidOperation:
            raise forms.ValidationError(_("Không phải là số. Ghi như 12.500.000 hoặc 350,5.")) from None
        if not 0 <= found < Decimal(10) ** 16:
            raise forms.ValidationError(_("Số này ngoài khoảng ghi sổ."))
        return round(found, 2)


class RemedyForm(forms.ModelForm[Remedy]):
    """One thing that a decision or conclusion asks for (05/KQTH)."""

    asked_on = DayField(label=_("Ngày kết luận, quyết định"))
    due_on = DayField(label=_("Hạn thực hiện"), required=False)
    amount = AmountField(label=_("Số phải thực hiện"), required=False, help_text=_("Tiền tính bằng đồng, đất bằng m²."))
    people = CountField(label=_("Số người"), nouns=("người",), required=False)
    officials = CountField(label=_("Trong đó cán bộ, công chức"), nouns=("người",), required=False)

    class Meta:
        model = Remedy
        fields = ("kind", "text", "owner", "asked_on", "due_on", "amount", "people", "officials")

    def clean_people(self) -> int:
        return self.cleaned_data["people"] or 0

    def clean_officials(self) -> int:
        return self.cleaned_data["officials"] or 0

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("kind") in MONEY | LAND and not said.get("amount") and "amount" not in self.errors:
            self.add_error("amount", _("Ghi số tiền hoặc diện tích phải thực hiện."))
        if (said.get("officials") or 0) > (said.get("people") or 0):
            self.add_error("officials", _("Không lớn hơn số người."))
        due, asked = said.get("due_on"), said.get("asked_on")
        if due and asked and due < asked:
            self.add_error("due_on", _("Hạn thực hiện trước ngày kết luận."))
        return said


class ProgressForm(forms.Form):
    """What was done, on which day, and what proves it."""

    on = DayField(label=_("Ngày thực hiện"))
    amount = AmountField(label=_("Số đã thực hiện thêm"), required=False)
    proof = forms.CharField(label=_("Chứng từ"), max_length=200, help_text=_("Biên lai, văn bản xác nhận."))
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, remedy: Remedy, **options: Any) -> None:
        first = {"on": timezone.localdate(), "seen": remedy.version}
        super().__init__(*args, **{**options, "initial": first})
        self.remedy = remedy
        if remedy.amount is None:
            del self.fields["amount"]

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError(_("Ngày này chưa đến."))
        if on < self.remedy.asked_on:
            raise forms.ValidationError(_("Ngày này trước ngày kết luận."))
        return on

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.remedy.amount is not None and not said.get("amount") and "amount" not in self.errors:
            self.add_error("amount", _("Ghi số đã thực hiện."))
        return said


class DropForm(forms.Form):
    """That nothing is left to carry out, and why."""

    reason = area(_("Vì sao không còn đối tượng"), rows=2)
    seen = forms.IntegerField(widget=forms.HiddenInput)
