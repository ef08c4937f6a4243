"""What is written on a letter: its draft, its number and signature, why it is discarded."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liemchinh.apps.organisation import queries as organisation
from liemchinh.apps.petitions import drafting
from liemchinh.apps.petitions.actions import letters
from liemchinh.apps.petitions.drafting.bodies import body
from liemchinh.apps.petitions.drafting.papers import Form, form
from liemchinh.apps.petitions.drafting.papers import forms as all_forms
from liemchinh.apps.petitions.forms.steps import area
from liemchinh.apps.petitions.models import Letter, Petition
from liemchinh.spine.web.register_forms import DayField

#: The sentence that two people tick (WORDING 3.12).
CHECKED = _("Đã đối chiếu: văn bản không chứa tên, địa chỉ, bút tích, chi tiết chỉ người tố cáo mới biết.")
MODES = (
    ("own", _("ký với chức vụ của mình")),
    ("tm", _("TM. (thay mặt tập thể)")),
    ("kt", _("KT. (ký thay người đứng đầu)")),
    ("tl", _("TL. (thừa lệnh)")),
    ("tuq", _("TUQ. (thừa ủy quyền)")),
)


class LetterForm(forms.Form):
    """The version that was seen; a later writer is told, and loses nothing."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, letter: Letter, account: Any, **options: Any) -> None:
        self.letter, self.account = letter, account
        options["initial"] = {"seen": letter.version} | self.start(letter) | options.get("initial", {})
        super().__init__(*args, **options)
        self.prepare()

    def start(self, letter: Letter) -> dict[str, Any]:  # noqa: ARG002
        """What stands in the fields at first."""
        return {}

    def prepare(self) -> None:
        """Leave out what this letter does not need."""


class EditForm(LetterForm):
    """The draft: address, subject, paragraphs, «Nơi nhận»."""

    recipient = forms.CharField(label=_("Kính gửi"), max_length=300, required=False)
    about = forms.CharField(label=_("Về việc"), max_length=300)
    text = area(
        _("Nội dung"), rows=18,
        help_text=_("Mỗi đoạn một dòng. «[người gửi]» và «[địa chỉ người gửi]» được điền khi mở, in văn bản."),
    )  # fmt: skip
    copies = area(_("Nơi nhận (mỗi nơi một dòng)"), required=False, rows=3)
    reply_by = DayField(label=_("Hạn trả lời"), required=False)

    def start(self, letter: Letter) -> dict[str, Any]:
        return as_typed(letter)

    def take(self) -> Letter:
        said = dict(self.cleaned_data)
        return letters.edit(self.letter, by=self.account, on=timezone.localdate(), **said)


def as_typed(letter: Letter) -> dict[str, Any]:
    """The letter as the form of its draft shows it."""
    return {
        "recipient": letter.recipient,
        "about": letter.particulars.get("title") or letter.subject,
        "text": letter.text,
        "copies": "\n".join(letter.particulars.get("copies", ())),
        "reply_by": letter.reply_by,
    }


class IssueForm(LetterForm):
    """Number, day, who signs and how; the tick where two people must have looked."""

    number = forms.CharField(
        label=_("Số, ký hiệu"), max_length=60, required=False,
        help_text=_("Để trống: lấy số kế tiếp trong sổ của đơn vị."),
    )  # fmt: skip
    on = DayField(label=_("Ngày ban hành"))
    mode = forms.ChoiceField(label=_("Thể thức ký"), choices=MODES)
    title = forms.CharField(label=_("Chức vụ người ký"), max_length=160)
    name = forms.CharField(label=_("Họ tên người ký"), max_length=160)
    checked = forms.BooleanField(label=CHECKED, required=False)

    def start(self, letter: Letter) -> dict[str, Any]:
        today, used = timezone.localdate(), form(letter.form)
        post = organisation.heads_of(letter.unit, today).first()
        return {
            "number": letter.particulars.get("number", ""),
            "on": today,
            "mode": "own" if used.part("sign") == "person" else "tm",
            "title": body(letter.unit).chief.capitalize(),
            "name": post.account.full_name if post else "",
        }

    def prepare(self) -> None:
        if not form(self.letter.form).two_checks or self.account.pk in letters.checked_by(self.letter):
            del self.fields["checked"]

    def clean_on(self) -> Any:
        if self.cleaned_data["on"] > timezone.localdate():
            raise forms.ValidationError(_("Ngày này chưa đến."))
        return self.cleaned_data["on"]

    def take(self) -> Letter:
        said = self.cleaned_data
        signing = letters.Signing(said["name"], said["title"], said["mode"])
        return letters.issue(
            self.letter, signing, by=self.account, on=said["on"], number=said["number"],
            checked=said.get("checked", False), seen=said["seen"],
        )  # fmt: skip


class VoidForm(LetterForm):
    """Why a draft is discarded."""

    reason = area(_("Lý do (bắt buộc)"), rows=2)

    def take(self) -> Letter:
        said = self.cleaned_data
        return letters.void(
            self.letter, reason=said["reason"], by=self.account, on=timezone.localdate(), seen=said["seen"]
        )


class NewLetterForm(forms.Form):
    """A paper by itself, of those that the law knows for this petition."""

    form = forms.ChoiceField(label=_("Mẫu văn bản"))

    def __init__(self, *args: Any, petition: Petition, language: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["form"].choices = [(one.key, one.name(language)) for one in fitting(petition)]  # type: ignore[attr-defined]


def fitting(petition: Petition) -> list[Form]:
    """The forms that the law knows for this petition, in the order of their files."""
    branches = drafting.branches_of(petition)
    return [one for one in all_forms() if one.fits(branches)]
