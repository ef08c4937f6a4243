"""Classification: the axes of TT 05/2021, each beside what the letter suggests and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from liemchinh.apps.petitions import codes, proposals
from liemchinh.apps.petitions.actions import deciding
from liemchinh.apps.petitions.forms.base import StepForm
from liemchinh.apps.petitions.forms.entry import accepted
from liemchinh.apps.petitions.models import Petition
from liemchinh.spine.web.register_forms import DayField


class ClassifyForm(StepForm):
    """The axes of TT 05/2021, each with what the letter suggests; what is ticked is taken, and nothing else."""

    step = "classify"
    kind = forms.ChoiceField(label=_("Loại đơn"), choices=codes.Kind.choices)
    field = forms.ChoiceField(label=_("Lĩnh vực"), choices=codes.Field.choices)
    stage = forms.ChoiceField(label=_("Lần"), choices=codes.Stage.choices, required=False)
    identity = forms.ChoiceField(label=_("Danh tính"), choices=codes.Identity.choices)
    eligible = forms.TypedChoiceField(
        label=_("Điều kiện xử lý"), choices=[("yes", _("đủ điều kiện")), ("no", _("không đủ điều kiện"))],
        coerce=lambda value: value == "yes",
    )  # fmt: skip
    missing = forms.CharField(label=_("Điều kiện còn thiếu"), max_length=400, required=False)
    lacking = forms.MultipleChoiceField(
        label=_("Điều kiện có thể còn thiếu, đọc từ đơn"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Chọn mục đúng; mục được chọn ghi vào «Điều kiện còn thiếu»."),
    )  # fmt: skip
    competence = forms.ChoiceField(label=_("Thẩm quyền"), choices=codes.Competence.choices)
    competent_body = forms.CharField(label=_("Cơ quan có thẩm quyền"), max_length=200, required=False)
    signers = forms.IntegerField(label=_("Số người ký"), min_value=1, initial=1)
    against = forms.CharField(label=_("Quyết định, hành vi bị khiếu nại"), max_length=300, required=False)
    learned_on = DayField(label=_("Ngày biết quyết định, hành vi"), required=False)
    evidence = forms.BooleanField(label=_("Có tài liệu, bằng chứng kèm theo"), required=False)
    discipline = forms.BooleanField(label=_("Khiếu nại quyết định kỷ luật"), required=False)
    remote = forms.BooleanField(label=_("Vùng sâu, vùng xa, đi lại khó khăn"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        if args and isinstance(args[0], QueryDict):
            args = (accepted(args[0])[0], *args[1:])
        super().__init__(*args, **options)

    def start(self, petition: Petition) -> dict[str, Any]:
        said = {name: getattr(petition, name) for name in deciding.AXES if name in self.base_fields}
        eligible = {True: "yes", False: "no", None: ""}[petition.eligible]
        return {k: v for k, v in said.items() if v not in ("", None)} | {"eligible": eligible}

    def prepare(self) -> None:
        """What is settled already proposes nothing; an axis that nobody settled waits empty for a choice."""
        self.reading = proposals.AxesReading.of(self.petition)
        choices = [(reason, reason) for reason in self.reading.lacking]
        if choices:
            self.fields["lacking"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["lacking"]
        for name in ("kind", "field", "eligible", "competence"):
            if not self.initial.get(name):
                field = self.fields[name]
                field.choices = [("", _("chọn")), *field.choices]  # type: ignore[attr-defined]

    @property
    def rows(self) -> list[tuple[forms.BoundField, Any, bool]]:
        """Each field with its proposal (None where there is none), and whether that stands in the field already."""
        return [(field, *self._proposed(field)) for field in self.visible_fields()]

    def _proposed(self, field: forms.BoundField) -> tuple[Any, bool]:
        one = self.reading.suggestions.get(field.name)
        stands = field.value()
        stands = "on" if stands is True else str("" if stands in (None, False) else stands)
        return one, one is not None and stands == one.value

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        ticked = said.pop("lacking", [])
        if ticked:
            said["missing"] = "; ".join(filter(None, [said.get("missing", ""), *ticked]))[:400]
        if said.get("eligible") is False and not said.get("missing"):
            self.add_error("missing", _("Ghi điều kiện còn thiếu."))
        return said

    def take(self) -> Petition:
        said = dict(self.cleaned_data)
        on, seen, reason = said.pop("on"), said.pop("seen"), said.pop("reason", "")
        said["stage"] = said["stage"] or codes.Stage.FIRST
        return deciding.classify(self.petition, said, by=self.account, on=on, seen=seen, reason=reason)


class ReclassifyForm(ClassifyForm):
    step = "reclassify"
