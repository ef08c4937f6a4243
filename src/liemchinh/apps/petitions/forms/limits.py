"""A unit's own limits for the steps of a petition, beside those of the law."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.petitions.lifecycle import PETITION
from liemchinh.spine.access import units_with
from liemchinh.spine.deadlines import InternalLimit
from liemchinh.spine.deadlines.acts import title
from liemchinh.spine.web.register_forms import DayField


def terms() -> list[tuple[str, str]]:
    """The clocks that some step of a petition starts, by the title of the law's term."""
    started = sorted({act.term for act in PETITION.clock_acts() if act.act == "start"})
    return [(term, f"{title(term)} ({term})") for term in started]


class LimitForm(forms.ModelForm[InternalLimit]):
    unit_of = forms.ModelChoiceField(label=_("Đơn vị"), queryset=None)
    term = forms.ChoiceField(label=_("Việc có thời hạn"))
    days = forms.IntegerField(label=_("Số ngày"), min_value=1, max_value=365)
    valid_from = DayField(label=_("Áp dụng từ ngày"))

    field_order = ("unit_of", "term", "days", "unit", "document", "valid_from")

    class Meta:
        model = InternalLimit
        fields = ("term", "days", "unit", "document", "valid_from")

    def __init__(self, *args: Any, account: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        units = Unit.objects.live().filter(pk__in=units_with(account, "petitions.decide"), valid_to=None)
        self.fields["unit_of"].queryset = units  # type: ignore[attr-defined]
        self.fields["term"].choices = terms()  # type: ignore[attr-defined]
        if not self.is_bound and len(first := list(units[:2])) >= 1:
            self.initial.setdefault("unit_of", first[0].pk)

    def save(self, commit: bool = True) -> InternalLimit:  # noqa: ARG002 — it is written by `set_limit`, never here
        limit = super().save(commit=False)
        limit.unit_id = self.cleaned_data["unit_of"].pk
        limit.register = PETITION.register
        return limit
