"""Forms of citizen reception: a line of the log by keyboard, a refusal, a day of the calendar."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.petitions import codes
from liemchinh.apps.petitions.actions import reception
from liemchinh.apps.petitions.forms.base import area
from liemchinh.apps.petitions.models import Sitting, Visit
from liemchinh.spine.access import units_with
from liemchinh.spine.web.register_forms import CountField, DayField


def offer_units(form: Any, account: Any) -> None:
    """The units at which this person receives; the first is chosen where nothing else is."""
    units = Unit.objects.live().filter(pk__in=units_with(account, "petitions.receive"), valid_to=None)
    form.fields["unit"].queryset = units
    if not form.is_bound:
        form.initial.setdefault("unit", units.first())


class VisitForm(forms.ModelForm[Visit]):
    """The columns of Mẫu số 03 in their order; the day and the kind stand ready."""

    received_on = DayField(label=_("Ngày tiếp"))
    people = CountField(label=_("Số người"), nouns=("người",), required=False)

    class Meta:
        model = Visit
        fields = (
            "visitor", "id_paper", "subject", "petition_kind", "people", "representatives", "handled_by", "direction",
            "followed_up", "note", "unit", "received_on", "kind", "sitting",
        )  # fmt: skip

    def __init__(self, *args: Any, account: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_units(self, account)
        today = timezone.localdate()
        self.fields["visitor"].widget.attrs["autofocus"] = True
        self.fields["representatives"].help_text = _("Đoàn từ 5 người: ghi tên người đại diện, cách nhau dấu phẩy.")
        units = units_with(account, "petitions.receive")
        sittings = Sitting.objects.filter(unit_id__in=units, on__range=(today.replace(day=1), today))
        self.fields["sitting"].queryset = sittings.order_by("-on")  # type: ignore[attr-defined]
        self.fields["sitting"].required = self.fields["petition_kind"].required = False
        if not self.is_bound:
            self.initial.setdefault("received_on", today)

    def clean_people(self) -> int:
        return self.cleaned_data["people"] or 1

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        sitting, day = said.get("sitting"), said.get("received_on")
        if sitting is not None and day is not None and sitting.on != day:
            self.add_error("sitting", _("Buổi tiếp này vào ngày khác."))
        return said


class RefuseForm(forms.Form):
    """Turn somebody away: the ground of the law, and what happened."""

    ground = forms.ChoiceField(label=_("Căn cứ"), choices=list(reception.GROUNDS.items()), widget=forms.RadioSelect)
    more = area(_("Diễn biến, giải thích"), required=False, rows=3)
    seen = forms.IntegerField(widget=forms.HiddenInput)


class SittingForm(forms.ModelForm[Sitting]):
    """A day of the calendar: who receives, where, when, and on whose behalf."""

    on = DayField(label=_("Ngày"))

    class Meta:
        model = Sitting
        fields = (
            "unit",
            "on",
            "starts_at",
            "ends_at",
            "kind",
            "chair",
            "delegated_by",
            "participants",
            "place",
            "note",
        )

    def __init__(self, *args: Any, account: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_units(self, account)
        for name in ("starts_at", "ends_at"):
            self.fields[name].widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        kinds = [kind for kind in codes.VisitKind if kind != codes.VisitKind.REGULAR]
        self.fields["kind"].choices = [(k.value, k.label) for k in kinds]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        begins, ends = said.get("starts_at"), said.get("ends_at")
        if begins and ends and ends <= begins:
            self.add_error("ends_at", _("Giờ kết thúc phải sau giờ bắt đầu."))
        if said.get("kind") == codes.VisitKind.DELEGATED and not said.get("delegated_by"):
            self.add_error("delegated_by", _("Ghi người ủy quyền."))
        return said
