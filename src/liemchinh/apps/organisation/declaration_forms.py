"""What an official may type about relations and days away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liemchinh.apps.organisation import declaring
from liemchinh.apps.organisation.models import Absence, Relation, Unit
from liemchinh.spine.people import Account
from liemchinh.spine.web.register_forms import DayField


class RelationForm(forms.Form):
    """A person by name or by account, or a body: one of them."""

    kind = forms.ChoiceField(label=_("Quan hệ"), choices=Relation.Kind.choices)
    other_name = forms.CharField(
        label=_("Với ai"), max_length=160, required=False, help_text=_("Họ và tên; không cần ghi số định danh.")
    )
    other_account = forms.ModelChoiceField(
        label=_("Cán bộ có tài khoản"), queryset=Account.objects.none(), required=False
    )
    other_unit = forms.ModelChoiceField(label=_("Cơ quan, đơn vị"), queryset=Unit.objects.none(), required=False)
    since = DayField(label=_("Từ ngày"))

    def __init__(self, *args: Any, account: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = Account.objects.filter(is_active=True).exclude(pk=account.pk).order_by("full_name")
        self.fields["other_account"].queryset = colleagues  # type: ignore[attr-defined]
        self.fields["other_unit"].queryset = Unit.objects.live()  # type: ignore[attr-defined]

    def clean_since(self) -> Any:
        if self.cleaned_data["since"] > timezone.localdate():
            raise forms.ValidationError(_("Ngày này chưa đến."))
        return self.cleaned_data["since"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not any(cleaned.get(name) for name in ("other_name", "other_account", "other_unit")):
            self.add_error("other_name", _("Ghi người hoặc cơ quan có quan hệ."))
        return cleaned


class EndForm(forms.Form):
    until = DayField(label=_("Chấm dứt từ ngày"))
    reason = forms.CharField(label=_("Lý do"), max_length=200)


class AbsenceForm(forms.Form):
    account = forms.ModelChoiceField(label=_("Người vắng"), queryset=Account.objects.none())
    stand_in = forms.ModelChoiceField(
        label=_("Người làm thay"), queryset=Account.objects.none(),
        help_text=_("Người này thấy và xử lý được hồ sơ của người vắng trong những ngày đó."),
    )  # fmt: skip
    since = DayField(label=_("Từ ngày"))
    until = DayField(label=_("Đến hết ngày"))
    note = forms.CharField(label=_("Lý do"), max_length=200, required=False)

    def __init__(self, *args: Any, account: Any, units: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["account"].queryset = declaring.may_note_for(account, today)  # type: ignore[attr-defined]
        self.fields["stand_in"].queryset = declaring.may_stand_in(units, today)  # type: ignore[attr-defined]

    def record(self) -> Absence:
        return Absence(**{name: self.cleaned_data[name] for name in ("account", "stand_in", "since", "until", "note")})


class CancelForm(forms.Form):
    reason = forms.CharField(label=_("Lý do"), max_length=200)
