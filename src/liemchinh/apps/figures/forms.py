"""What people type about figures."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.apps.figures import groups
from liemchinh.apps.figures.actions import Value
from liemchinh.apps.figures.amounts import amount
from liemchinh.apps.figures.behind import name
from liemchinh.apps.figures.models import PeriodRole, Qualifier
from liemchinh.apps.organisation.models import Unit
from liemchinh.catalogue import indicators
from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.measures import Period
from liemchinh.spine.web.register_forms import DayField
from liemchinh.spine.wording import say


class NarrativeForm(forms.Form):
    """A narrative report handed in: the file, whose it is, and for which period."""

    file = forms.FileField(
        label=_("Tệp báo cáo"), help_text=_("Word (.docx), PDF hoặc văn bản (.txt), tối đa 200 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.pdf,.txt"}),
    )  # fmt: skip
    unit = forms.ModelChoiceField(label=_("Đơn vị báo cáo"), queryset=Unit.objects.none(), to_field_name="code")
    title = forms.CharField(label=_("Tên báo cáo"), max_length=250, required=False,
                            help_text=_("Để trống thì lấy tên tệp."))  # fmt: skip
    number = forms.CharField(label=_("Số, ký hiệu"), max_length=60, required=False)
    start = DayField(label=_("Kỳ số liệu, từ ngày"))
    end = DayField(label=_("đến ngày"))

    def __init__(self, *args: Any, units: Iterable[int], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Unit.objects.live().filter(pk__in=list(units))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("start") and said.get("end") and said["end"] < said["start"]:
            self.add_error("end", _("Ngày cuối kỳ phải sau ngày đầu kỳ."))
        if said.get("file") and not said.get("title"):
            said["title"] = said["file"].name.rpartition(".")[0][:250] or said["file"].name[:250]
        return said

    @property
    def period(self) -> Period:
        return Period(self.cleaned_data["start"], self.cleaned_data["end"])


def indicator_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The indicators by group, for a select."""
    every = indicators().values()
    return [
        (f"{letter}. {groups.NAMES.get(letter, '')}", [(i.id, name(i)) for i in every if i.group == letter])
        for letter in groups.letters(every)
    ]


class ValueForm(forms.Form):
    """What a passage says."""

    indicator = forms.ChoiceField(label=_("Chỉ tiêu"))
    value = forms.CharField(label=_("Giá trị"), max_length=60, help_text=_("Ví dụ 31.211; 82,5; 1,36 tỷ; 0,8 ha."))
    qualifier = forms.ChoiceField(label=_("Mức chính xác"), choices=Qualifier.choices)
    role = forms.ChoiceField(label=_("Số của"), choices=PeriodRole.choices)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["indicator"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = indicator_choices()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("indicator") and said.get("value"):
            try:
                said["value"] = amount(said["value"], indicators()[said["indicator"]].unit)
            except Refusal as refusal:
                self.add_error("value", str(refusal))
        return said

    @property
    def said(self) -> Value:
        found = self.cleaned_data
        assert isinstance(found["value"], Decimal)
        return Value(found["indicator"], found["value"], found["qualifier"], found["role"])


class AddForm(ValueForm):
    """A figure that the reader missed: the passage is quoted from the text."""

    quote = forms.CharField(
        label=_("Đoạn văn"), max_length=500, help_text=_("Chép đúng đoạn có con số, ví dụ «tuyên truyền 746 buổi»."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    field_order = ("quote", "indicator", "value", "qualifier", "role")


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].label = say("reason.ask")
