"""What a person may type about units, committees and accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liemchinh.apps.organisation.models import Committee, CommitteeMember, Post, Succession, Unit
from liemchinh.spine.people import Account, folded
from liemchinh.spine.web.register_forms import DayField


class UnitForm(forms.ModelForm[Unit]):
    valid_from = DayField(label=_("Từ ngày"), required=False)

    class Meta:
        model = Unit
        fields = (
            "code",
            "name",
            "kind",
            "parent",
            "valid_from",
            "position",
            "reports",
            "party_body",
            "party_symbol",
            "place",
        )

    def __init__(self, *args: Any, parents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = parents
        self.fields["parent"].required = True


def not_ahead(on: Any) -> Any:
    """A change of the tree is written down on its day or later: what is written counts at once."""
    if on and on > timezone.localdate():
        raise forms.ValidationError(_("Ngày này chưa đến; ghi vào ngày đó hoặc sau đó."))
    return on


class RenameForm(forms.Form):
    name = forms.CharField(label=_("Tên mới"), max_length=200)
    on = DayField(label=_("Từ ngày"))
    reason = forms.CharField(
        label=_("Lý do"), max_length=300, help_text=_("Ghi văn bản đổi tên; người đọc sau sẽ thấy.")
    )

    def clean_on(self) -> Any:
        return not_ahead(self.cleaned_data["on"])


class ReorganiseForm(forms.Form):
    """Merge, split or dissolve one unit: where its territory and work go, and who takes over what is open."""

    kind = forms.ChoiceField(label=_("Việc"), choices=Succession.Kind.choices)
    news = forms.ModelMultipleChoiceField(
        label=_("Vào các đơn vị"),
        queryset=Unit.objects.none(),
        help_text=_("Sáp nhập: chọn một. Chia tách: chọn từ hai."),
    )
    heir = forms.ModelChoiceField(
        label=_("Đơn vị nhận việc đang dở"), queryset=Unit.objects.none(), required=False,
        help_text=_("Để trống khi chỉ có một đơn vị mới."),
    )  # fmt: skip
    on = DayField(label=_("Ngày hiệu lực"))
    document = forms.CharField(label=_("Văn bản"), max_length=120, required=False)

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["news"].queryset = self.fields["heir"].queryset = choices

    def clean_on(self) -> Any:
        return not_ahead(self.cleaned_data["on"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        news, heir = list(cleaned.get("news") or []), cleaned.get("heir")
        if cleaned.get("kind") == Succession.Kind.MERGE and len(news) > 1:
            self.add_error("news", _("Sáp nhập thì chỉ chọn một đơn vị; nhiều đơn vị là chia tách."))
        if cleaned.get("kind") == Succession.Kind.SPLIT and len(news) == 1:
            self.add_error("news", _("Chia tách thì chọn từ hai đơn vị."))
        if len(news) == 1:
            cleaned["heir"] = news[0]
        elif news and heir not in news:
            self.add_error("heir", _("Chọn một trong các đơn vị mới."))
        return cleaned


class CommitteeForm(forms.ModelForm[Committee]):
    established_on = DayField(label=_("Ngày thành lập"))

    class Meta:
        model = Committee
        fields = ("unit", "name", "established_on", "decision")

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


class MemberForm(forms.ModelForm[CommitteeMember]):
    since = DayField(label=_("Từ ngày"))

    class Meta:
        model = CommitteeMember
        fields = ("full_name", "role", "title", "fields", "since", "decision")


class LeaveForm(forms.Form):
    on = DayField(label=_("Thôi tham gia từ ngày"))
    decision = forms.CharField(label=_("Quyết định"), max_length=120, required=False)


class DissolveForm(forms.Form):
    on = DayField(label=_("Giải thể từ ngày"))
    reason = forms.CharField(label=_("Văn bản, lý do"), max_length=120)


class AccountForm(forms.Form):
    username = forms.CharField(
        label=_("Tên đăng nhập"), max_length=60, help_text=_("Chữ không dấu, không khoảng trắng.")
    )
    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    unit = forms.ModelChoiceField(label=_("Đơn vị"), queryset=Unit.objects.none())
    role = forms.ChoiceField(label=_("Vai trò"), choices=Post._meta.get_field("role").choices)
    title = forms.CharField(label=_("Chức vụ"), max_length=120)
    valid_from = DayField(label=_("Từ ngày"), initial=timezone.localdate)
    valid_to = DayField(label=_("Đến ngày"), required=False)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("valid_from"), cleaned.get("valid_to")
        if start and end and end < start:
            self.add_error("valid_to", _("Ngày kết thúc phải sau ngày bắt đầu."))
        return cleaned

    def clean_username(self) -> str:
        username = folded(self.cleaned_data["username"])
        Account._meta.get_field("username").run_validators(username)
        if Account.objects.filter(username=username).exists():
            raise forms.ValidationError(_("Tên đăng nhập này đã có người dùng."))
        return str(username)
