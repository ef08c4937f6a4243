"""Entering a petition, whichever way it came: one page, by keyboard, under a minute."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.petitions import codes
from liemchinh.apps.petitions.models import Party, Petition
from liemchinh.spine.access import units_with
from liemchinh.spine.web.register_forms import DayField

#: More people than this never signed one letter: a telephone number slipped into the field, or a finger.
MOST_SIGNERS = 9_999
#: A letter that lay longer than this before it was entered is asked about once.
LAIN = timedelta(days=60)
#: The parts of the form in the order of the work; what is seldom needed is folded away.
FIRST = ("channel", "received_on", "unit")
FORWARDER = ("sender_body", "sender_letter", "sender_letter_on", "report_back")
SAID = ("subject", "text")
CLASSES = ("kind", "field")
MORE = ("arrival_no", "written_on", "place", "addressees", "signers", "sent_before", "handled_by", "against",
        "learned_on", "cosigners", "note")  # fmt: skip
SENDER = ("name", "address", "phone")
#: Values that the form sets by itself: nobody typed them, so an accepted proposal may take their place.
PRESET = {"channel": codes.Channel.COUNTER.value, "identity": codes.Identity.NAMED.value, "signers": "1",
          "sent_before": "0"}  # fmt: skip


class EntryForm(forms.ModelForm[Petition]):
    """What the letter says and how it came. The kind may stay open: classification has its own step."""

    received_on = DayField(label=_("Ngày nhận"))
    written_on = DayField(label=_("Ngày viết đơn"), required=False)
    sender_letter_on = DayField(label=_("Ngày văn bản chuyển"), required=False)
    learned_on = DayField(label=_("Ngày biết quyết định, hành vi"), required=False)
    cosigners = forms.CharField(
        label=_("Người cùng ký"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Mỗi dòng một người: họ tên, địa chỉ."),
    )  # fmt: skip

    class Meta:
        model = Petition
        fields = (
            "channel", "received_on", "unit", *FORWARDER, "identity", "subject", "text", *CLASSES, "arrival_no",
            "written_on", "place", "addressees", "signers", "sent_before", "handled_by", "against", "learned_on",
            "note", "secret_paper",
        )  # fmt: skip
        widgets = {
            "text": forms.Textarea(attrs={"rows": 8}),
        }

    def __init__(self, *args: Any, account: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        #: The day of receipt that lies so far back that a person is to say once more that it is right.
        self.long_ago: Any = None
        units = Unit.objects.live().filter(pk__in=units_with(account, "petitions.receive"), valid_to=None)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["kind"].required = self.fields["field"].required = False
        self.fields["identity"].choices = codes.Identity.choices  # type: ignore[attr-defined]
        self.fields["secret_paper"].help_text = _("Tài liệu có độ mật không đưa vào đây, chỉ ghi số, ngày, nơi lưu.")
        for name in ("sent_before", "signers"):
            self.fields[name].required = False
        for name in ("subject", "secret_paper", "addressees"):
            self.fields[name].widget.attrs["class"] = "is-long"
        if not self.is_bound:
            self.initial.setdefault("received_on", timezone.localdate())
            own = next((u for u in units if u.pk in {p.unit_id for p in account.posts.all()}), None)
            self.initial.setdefault("unit", own or units.first())

    @property
    def one_unit(self) -> bool:
        """Whether there is but one unit to choose, so that nobody need be asked."""
        return len(self.fields["unit"].queryset[:2]) == 1  # type: ignore[attr-defined]

    def clean_received_on(self) -> Any:
        on = self.cleaned_data["received_on"]
        if on > timezone.localdate():
            raise forms.ValidationError(_("Ngày nhận chưa tới."))
        said = self.data.get("visit") or self.data.get("long_ago") == f"{on:%d/%m/%Y}"
        if on < timezone.localdate() - LAIN and not said:  # of a visit the log of visits says the day
            self.long_ago = on
            raise forms.ValidationError(
                _("Đã quá 60 ngày kể từ %(day)s. Nếu đúng là nhận ngày đó, đánh dấu ở cuối trang rồi tiếp nhận."),
                params={"day": f"{on:%d/%m/%Y}"},
            )
        return on

    def clean_signers(self) -> int:
        signers: int = self.cleaned_data["signers"] or 1
        if signers > MOST_SIGNERS:
            raise forms.ValidationError(_("Số người ký tối đa là 9.999. Xem lại số vừa ghi."))
        return signers

    def clean_sent_before(self) -> int:
        times: int = self.cleaned_data["sent_before"] or 0
        if times > MOST_SIGNERS:
            raise forms.ValidationError(_("Số lần đã gửi tối đa là 9.999. Xem lại số vừa ghi."))
        return times

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("channel") in codes.FORWARDING and not said.get("sender_body"):
            self.add_error("sender_body", _("Đơn do cơ quan chuyển đến: ghi tên cơ quan chuyển."))
        if said.get("report_back") and not said.get("sender_body"):
            self.add_error("sender_body", _("Ghi cơ quan cần báo kết quả."))
        received = said.get("received_on")
        for name, words in (
            ("written_on", _("Ngày viết đơn sau ngày nhận.")),
            ("sender_letter_on", _("Ngày văn bản chuyển sau ngày nhận.")),
            ("learned_on", _("Ngày biết quyết định sau ngày nhận.")),
        ):
            if received and said.get(name) and said[name] > received:
                self.add_error(name, words)
        return said

    def people_signing_too(self) -> list[Party]:
        """The co-signers, one a line."""
        found = []
        for line in self.cleaned_data["cosigners"].splitlines():
            name, _comma, address = line.strip(" .;-•").partition(",")
            if name.strip():
                found.append(Party(role=codes.PartyRole.SENDER, name=name.strip()[:200], address=address.strip()[:300]))
        return found


class SenderForm(forms.ModelForm[Party]):
    """One who wrote, or speaks for those who wrote."""

    class Meta:
        model = Party
        fields = (*SENDER, "role", "email", "id_paper", "id_issued", "born", "sex", "ethnicity", "nationality",
                  "occupation")  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].required = False
        self.fields["name"].label = _("Họ tên, tên cơ quan, tổ chức")
        self.fields["role"].choices = [(r.value, r.label) for r in sorted(codes.SENDERS)]  # type: ignore[attr-defined]
        self.fields["role"].initial = codes.PartyRole.SENDER

    def first_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in SENDER]

    def more_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in SENDER and not field.is_hidden]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("name") and any(said.get(n) for n in ("address", "phone", "id_paper", "email")):
            self.add_error("name", _("Ghi họ tên của người có địa chỉ này."))
        return said


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
        self.instance.role = self.instance.role if self.instance.pk else codes.PartyRole.RESPONDENT

    def first_fields(self) -> list[forms.BoundField]:
        return [field for field in self if not field.is_hidden]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("name") and any(said.get(n) for n in ("position", "workplace", "unit", "account")):
            self.add_error("name", _("Ghi tên người hoặc cơ quan bị khiếu nại, bị tố cáo."))
        if said.get("head") and not said.get("unit"):
            self.add_error("unit", _("Người đứng đầu đơn vị nào: chọn đơn vị."))
        return said


def people_forms(form: type[forms.ModelForm[Party]], extra: int) -> Any:
    """A set of forms for people of one role; empty rows are left out."""
    return forms.modelformset_factory(Party, form=form, extra=extra, max_num=30, absolute_max=60)


def accepted(said: QueryDict) -> tuple[QueryDict, int]:
    """The form's data with the proposals that a person accepted, as they were shown, and how many those are.

    A ticked proposal goes into its field. «Dùng tất cả đề xuất chắc chắn» fills only what nobody has typed into.
    """
    data = said.copy()
    taken = 0
    for key in said:
        if key.endswith("__take"):
            data[key.removesuffix("__take")] = said[key]
            taken += 1
        elif key.endswith("__sure") and said.get("use") == "sure" and _is_free(said, key.removesuffix("__sure")):
            data[key.removesuffix("__sure")] = said[key]
            taken += 1
    return data, taken


def _is_free(said: QueryDict, name: str) -> bool:
    typed = said.get(name, "").strip()
    today = f"{timezone.localdate():%d/%m/%Y}"
    return not typed or typed == PRESET.get(name) or (name == "received_on" and typed == today)
