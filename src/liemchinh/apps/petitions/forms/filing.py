"""What is written after entry: a reading that is confirmed, a person added or mended, parts of a letter, an appeal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.petitions import codes
from liemchinh.apps.petitions.actions.filing import READ_FIELDS
from liemchinh.apps.petitions.models import Party, Petition
from liemchinh.spine.access import units_with
from liemchinh.spine.web.register_forms import DayField


class ReadingForm(forms.ModelForm[Petition]):
    """What was read in a paper, beside it: a person confirms each field."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    written_on = DayField(label=_("Ngày viết đơn"), required=False)
    sender_letter_on = DayField(label=_("Ngày văn bản chuyển"), required=False)

    class Meta:
        model = Petition
        fields = READ_FIELDS
        widgets = {"text": forms.Textarea(attrs={"rows": 12})}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("seen", self.instance.version)
        self.fields["secret_paper"].help_text = _("Tài liệu có độ mật không đưa vào đây, chỉ ghi số, ngày, nơi lưu.")
        for name in ("subject", "addressees", "secret_paper"):
            self.fields[name].widget.attrs["class"] = "is-long"

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("report_back") and not said.get("sender_body"):
            self.add_error("sender_body", _("Ghi cơ quan cần báo kết quả."))
        return said

    def changes(self) -> dict[str, Any]:
        """The values, by field, that differ from what the petition says."""
        now = Petition.objects.values(*READ_FIELDS).get(pk=self.instance.pk)
        return {n: self.cleaned_data[n] for n in READ_FIELDS if self.cleaned_data[n] != now[n]}

    def _post_clean(self) -> None:
        """The record itself is written by the step alone."""


class PersonForm(forms.ModelForm[Party]):
    """Somebody of the petition, with why the entry is added or mended."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Lý do"), max_length=300, help_text=_("Bắt buộc; người đọc sau sẽ thấy."))

    class Meta:
        model = Party
        fields = ("role", "name", "address", "phone", "email", "id_paper", "id_issued", "born", "sex", "ethnicity",
                  "nationality", "occupation", "position", "workplace", "unit", "account", "head")  # fmt: skip

    def __init__(self, *args: Any, petition: Petition, senders: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("seen", petition.version)
        if not senders:
            self.fields["role"].choices = [  # type: ignore[attr-defined]
                (r.value, r.label) for r in codes.PartyRole if r not in codes.SENDERS
            ]
        self.fields["unit"].queryset = Unit.objects.live().filter(valid_to=None)  # type: ignore[attr-defined]
        self.fields["unit"].empty_label = _("Không thuộc hệ thống")  # type: ignore[attr-defined]
        self.fields["account"].label = _("Là cán bộ có tài khoản")
        self.fields["account"].empty_label = _("Không có tài khoản")  # type: ignore[attr-defined]
        self.fields["account"].label_from_instance = lambda a: a.full_name  # type: ignore[attr-defined]


class PartForm(forms.Form):
    """One matter of a letter that holds several: it becomes a petition of its own."""

    subject = forms.CharField(label=_("Trích yếu"), max_length=400, required=False)
    text = forms.CharField(label=_("Nội dung"), required=False, widget=forms.Textarea(attrs={"rows": 6}))
    kind = forms.ChoiceField(label=_("Loại đơn"), required=False, choices=[("", "–"), *codes.Kind.choices])
    field = forms.ChoiceField(label=_("Lĩnh vực"), required=False, choices=[("", "–"), *codes.Field.choices])

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["subject"].widget.attrs["class"] = "is-long"

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("subject") and any(said.get(n) for n in ("text", "kind", "field")):
            self.add_error("subject", _("Ghi trích yếu của nội dung này, hoặc xóa cả phần."))
        return said

    def part(self) -> Petition | None:
        said = self.cleaned_data
        return Petition(**said) if said.get("subject") else None


class AppealForm(forms.ModelForm[Petition]):
    """The second complaint, or the denunciation made again, that follows an answered petition."""

    received_on = DayField(label=_("Ngày nhận"))
    written_on = DayField(label=_("Ngày viết đơn"), required=False)

    class Meta:
        model = Petition
        fields = ("unit", "channel", "received_on", "written_on", "subject", "text", "against", "note")
        widgets = {"text": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, *args: Any, petition: Petition, account: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        units = Unit.objects.live().filter(pk__in=units_with(account, "petitions.receive"), valid_to=None)
        self.petition = petition
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["subject"].widget.attrs["class"] = "is-long"
        own = {post.unit_id for post in account.posts.all()}
        self.initial.setdefault("unit", next((u for u in units if u.pk in own), None) or units.first())
        self.initial.setdefault("received_on", timezone.localdate())
        self.initial.setdefault("subject", petition.subject)
        self.initial.setdefault("against", petition.decision_no)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        received, written = said.get("received_on"), said.get("written_on")
        if received and received > timezone.localdate():
            self.add_error("received_on", _("Ngày nhận chưa tới."))
        if received and received < self.petition.received_on:
            self.add_error("received_on", _("Đơn tiếp nhận trước đơn trước đó. Xem lại ngày nhận."))
        if received and written and written > received:
            self.add_error("written_on", _("Ngày viết đơn sau ngày nhận."))
        return said
