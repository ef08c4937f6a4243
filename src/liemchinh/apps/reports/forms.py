"""What a person may type about a review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.apps.directives import queries as directives
from liemchinh.apps.figures.queries import standing
from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.reports.actions import lines_of
from liemchinh.apps.reports.facts import Difference
from liemchinh.apps.reports.models import Review
from liemchinh.apps.reports.office import Letterhead, letterhead
from liemchinh.apps.reports.outline import CHOSEN
from liemchinh.spine.access import units_with
from liemchinh.spine.web.register_forms import DayField

LETTERHEAD_LABELS = {
    "parent": _("cơ quan cấp trên (dòng đầu)"),
    "body": _("cơ quan ban hành"),
    "symbol": _("ký hiệu sau chữ BC"),
    "self_name": _("cách tự gọi trong câu"),
    "place": _("địa danh"),
    "on_behalf": _("thay mặt (T/M, TM.)"),
    "signer_title": _("chức vụ người ký"),
    "signer_name": _("họ và tên người ký"),
    "deputy_of": _("ký thay chức vụ (KT.)"),
    "addressee": _("báo cáo ai"),
    "recipients": _("nơi nhận, mỗi dòng một nơi"),
    "drafter": _("nơi lưu, đơn vị soạn"),
}
_LONG = ("body", "recipients")


class NewReview(forms.Form):
    """Which resolution, unit and period; how it is written and with what it is compared."""

    resolution = forms.ModelChoiceField(label=_("Nghị quyết"), queryset=None)
    unit = forms.ModelChoiceField(label=_("Đơn vị"), queryset=None)
    start = DayField(label=_("Từ ngày"))
    end = DayField(label=_("Đến ngày"))
    variant = forms.ChoiceField(label=_("Thể thức"), choices=Review.Variant)
    base = forms.ChoiceField(label=_("So sánh với"), choices=Review.Base)

    def __init__(self, *args: Any, account: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["resolution"].queryset = directives.resolutions_visible_to(account)
        self.fields["resolution"].label_from_instance = lambda d: f"{d}: {d.abstract}"
        self.fields["unit"].queryset = Unit.objects.live().filter(pk__in=units_with(account, "reports.write"))

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        start, end = found.get("start"), found.get("end")
        if start and end and end < start:
            self.add_error("end", _("Ngày cuối kỳ phải sau ngày đầu kỳ."))
        return found


class Words(forms.Form):
    """What people write in a draft: answers to prompts, tasks ahead, reasons, letterhead. Fields follow the draft.

    `asked`: (key, question, the facts laid beside it) of everything that the draft asks; `to_choose`: (key, sentence)
    of what may be added.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    base = forms.ChoiceField(label=_("So sánh với"), choices=Review.Base)
    variant = forms.ChoiceField(label=_("Thể thức"), choices=Review.Variant)

    def __init__(
        self,
        *args: Any,
        review: Review,
        asked: Sequence[tuple[str, str, str]],
        offered: Sequence[str],
        differences: Sequence[Difference],
        to_choose: Sequence[tuple[str, str]] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.review = review
        self.fields["version"].initial = review.version
        self.fields["base"].initial, self.fields["variant"].initial = review.base, review.variant
        for key, question, beside in asked:
            self.fields[name_of("text", key)] = _long(question, review.texts.get(key, ""), hint=beside)
        for key, sentence in to_choose:
            initial = review.texts.get(key) == CHOSEN
            self.fields[name_of("choice", key)] = forms.BooleanField(label=sentence, initial=initial, required=False)
        lines = "\n".join(review.chosen or offered)
        self.fields["chosen"] = _long(_("Nhiệm vụ, giải pháp: mỗi dòng một việc; giữ, sửa hoặc xóa"), lines, rows=8)
        said = standing(review.unit_id, review.period) if differences else {}
        for d in differences:
            # The unit gave a reason when it typed its figure: offered here, and a person may write another.
            given = said[d.indicator.id].note if d.indicator.id in said else ""
            initial = review.reasons.get(d.indicator.id, "") or given
            label = _("Lý do chênh lệch: %(label)s") % {"label": d.indicator.label}
            self.fields[name_of("reason", d.indicator.id)] = forms.CharField(
                label=label, initial=initial, required=False
            )
        words = letterhead(review)
        for name, label in LETTERHEAD_LABELS.items():
            widget = forms.Textarea(attrs={"rows": 3}) if name in _LONG else forms.TextInput()
            self.fields[name_of("head", name)] = forms.CharField(
                label=label, initial=getattr(words, name), required=False, widget=widget
            )
        self.to_choose = [key for key, _sentence in to_choose]
        self.asked = [key for key, _question, _beside in asked]

    def clean_chosen(self) -> list[str]:
        return list(lines_of(self.cleaned_data["chosen"]))

    def words(self) -> dict[str, Any]:
        """The fields of a review that this form writes."""
        data = self.cleaned_data
        return {
            "texts": {**self.review.texts, **self._group("text", self.asked), **self._choices()},
            "chosen": data["chosen"],
            "reasons": {**self.review.reasons, **self._reasons()},
            "letterhead": self._group("head", [f.name for f in fields(Letterhead)]),
            "base": data["base"],
            "variant": data["variant"],
        }

    def _group(self, kind: str, keys: Sequence[str]) -> dict[str, str]:
        return {key: self.cleaned_data[name_of(kind, key)].replace("\r\n", "\n").strip() for key in keys}

    def _choices(self) -> dict[str, str]:
        return {key: CHOSEN if self.cleaned_data[name_of("choice", key)] else "" for key in self.to_choose}

    def _reasons(self) -> dict[str, str]:
        prefix = name_of("reason", "")
        return {n.removeprefix(prefix): v.strip() for n, v in self.cleaned_data.items() if n.startswith(prefix)}

    def parts(self, kind: str) -> list[forms.BoundField]:
        """The fields of one kind, for the template: text, reason, head."""
        return [field for field in self if field.name.startswith(f"{kind}__")]


class Signing(forms.Form):
    """Number, date and signatory: what the paper carries."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    number = forms.CharField(label=_("Số báo cáo"), max_length=20, help_text=_("Chỉ phần số, ví dụ 57."))
    signed_on = DayField(label=_("Ngày ký"))
    signer_name = forms.CharField(label=_("Họ và tên người ký"), max_length=120)
    signer_title = forms.CharField(label=_("Chức vụ người ký"), max_length=120)


def name_of(kind: str, key: str) -> str:
    """The name of a form field: dots do not go well with addresses inside a page."""
    return f"{kind}__{key.replace('.', '_')}"


def _long(label: Any, initial: str, rows: int = 4, hint: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, initial=initial, required=False, widget=widget, help_text=hint)
