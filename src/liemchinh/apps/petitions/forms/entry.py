"""Entering a petition, whichever way it came: one page, by keyboard, under a minute."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.petitions import codes
from liemchinh.apps.petitions.models import Party, Petition
from liemchinh.spine.access import units_with
from liemchinh.spine.web.register_forms import DayField


class EntryForm(forms.ModelForm[Petition]):
    """What the letter says and how it came. The kind may stay open: classification has its own step."""

    received_on = DayField(label=_("Ngày nhận"))
    written_on = DayField(label=_("Ngày viết đơn"), required=False)
    sender_letter_on = DayField(label=_("Ngày văn bản chuyển"), required=False)

    class Meta:
        model = Petition
        fields = (
            "unit", "channel", "received_on", "arrival_no", "sender_body", "sender_letter", "sender_letter_on",
            "report_back", "identity", "signers", "subject", "text", "place", "written_on", "addressees", "sent_before",
            "handled_by", "kind", "field", "secret_paper", "note",
        )  # fmt: skip
        widgets = {"text": forms.Textarea(attrs={"rows": 10}), }

    def __init__(self, *args: Any, account: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        units = Unit.objects.live().filter(pk__in=units_with(account, "petitions.receive"), valid_to=None)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["kind"].required = self.fields["field"].required = False
        self.fields["identity"].choices = codes.Identity.choices  # type: ignore[attr-defined]
        for name in ("sent_before", "signers"):
            self.fields[name].required = False
        if not self.is_bound:
            self.initial.setdefault("received_on", timezone.localdate())
            own = next((u for u in units if u.pk in {p.unit_id for p in account.posts.all()}), None)
            self.initial.setdefault("unit", own or units.first())

    def clean_received_on(self) -> Any:
        on = self.cleaned_data["received_on"]
        if on > timezone.localdate():
            raise forms.ValidationError(_("Ngày nhận chưa tới."))
        return on

    def clean_signers(self) -> int:
        return self.cleaned_data["signers"] or 1

    def clean_sent_before(self) -> int:
        return self.cleaned_data["sent_before"] or 0

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("channel") in codes.FORWARDING and not said.get("sender_body"):
            self.add_error("sender_body", _("Đơn do cơ quan chuyển đến: ghi tên cơ quan chuyển."))
        if said.get("report_back") and not said.get("sender_body"):
            self.add_error("sender_body", _("Ghi cơ quan cần báo kết quả."))
        written, received = said.get("written_on"), said.get("received_on")
        if written and received and written > received:
            self.add_error("written_on", _("Ngày viết đơn sau ngày nhận."))
        return said


class SenderForm(forms.ModelForm[Party]):
    """One who wrote, or speaks for those who wrote."""

    prefix_label = _("Người gửi")

    class Meta:
        model = Party
        fields = ("name", "address", "phone", "id_paper", "email", "role")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].required = False
        self.fields["role"].choices = [(r.value, r.label) for r in sorted(codes.SENDERS)]  # type: ignore[attr-defined]
        self.fields["role"].initial = codes.PartyRole.SENDER


class RespondentForm(forms.ModelForm[Party]):
    """One complained of or denounced; if one of ours, the unit, so that the matter doesn't land on their desk."""

    class Meta:
        model = Party
        fields = ("name", "position", "workplace", "unit", "account", "head")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].required = False
        self.fields["unit"].queryset = Unit.objects.live().filter(valid_to=None)  # type: ignore[attr-defined]
        self.fields["unit"].empty_label = _("Không thuộc hệ thống")  # type: ignore[attr-defined]
        self.fields["account"].empty_label = _("Không có tài khoản")  # type: ignore[attr-defined]
        self.fields["account"].label_from_instance = lambda a: a.full_name  # type: ignore[attr-defined]
        self.fields["account"].label = _("Cán bộ có tài khoản")
        self.instance.role = codes.PartyRole.RESPONDENT


def people_forms(form: type[forms.ModelForm[Party]], extra: int) -> Any:
    """A set of forms for people of one role; empty rows are left out."""
    return forms.modelformset_factory(Party, form=form, extra=extra, max_num=30)
