"""The form of a register's record, from its declaration: dates and counts as people write them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, ClassVar, cast

from django import forms
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liemchinh.spine import registers
from liemchinh.spine.access import units_with
from liemchinh.spine.cells import CellProblem, count, day
from liemchinh.spine.moves import Tracked
from liemchinh.spine.registers import Column, Register

#: Days that an office can mean: registers begin after 1945, plans do not reach beyond 2100.
PLAUSIBLE_YEARS = range(1945, 2101)


class DayField(forms.Field):
    """A date as one types it: 08/07/2026, 8.7.26, 08072026; "8/7" is of this year."""

    #: A browser may keep what was typed: after «Back» the day stands there again.
    widget = forms.TextInput(attrs={"placeholder": "dd/mm/yyyy", "inputmode": "numeric"})

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        try:
            found = day(value, years=[timezone.localdate().year]).value
        except CellProblem as problem:
            raise forms.ValidationError(f"«{value}» {problem.message}.", code="day") from problem
        assert isinstance(found, date)
        if found.year not in PLAUSIBLE_YEARS:
            raise forms.ValidationError(_("Năm %(year)d ngoài khoảng ghi sổ; kiểm tra lại.") % {"year": found.year})
        return found

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


class CountField(forms.Field):
    """A whole number, 1.234 or 1234 or «14 người»; empty is "not counted", which is not 0."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def __init__(self, *, nouns: Collection[str] = (), **options: Any) -> None:
        super().__init__(**options)
        self.nouns = nouns

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        try:
            return count(str(value), self.nouns).value  # type: ignore[return-value]
        except CellProblem as problem:
            raise forms.ValidationError(f"«{value}» {problem.message}.", code="count") from problem


class Suggestions(forms.TextInput):
    """Free text with the usual words offered."""

    template_name = "spine/widgets/suggestions.html"

    def __init__(self, words: Collection[str]) -> None:
        super().__init__()
        self.words = list(words)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"words": self.words, "list": f"{context['widget']['attrs'].get('id', name)}_words"}
        return context


class RecordForm(forms.ModelForm):  # type: ignore[type-arg]
    """Base of the forms that `form_class` makes; `account` decides which units and records are offered."""

    register: ClassVar[Register]
    #: The same entry stands in the register already; the page then offers to say that both are meant.
    repeated = False

    def __init__(self, data: Any = None, *args: Any, account: Any, **options: Any) -> None:
        super().__init__(data, *args, **options)
        self.account = account
        if self.is_bound:
            self.data = self._with_proposals_taken()
        for name, made in self.fields.items():
            if isinstance(made, forms.ModelChoiceField):
                made.queryset = self.offered(name, made.queryset)
                made.empty_label = _("Chọn…") if made.required else _("Không có")
        unit = self.fields.get(self.register.unit)
        if isinstance(unit, forms.ModelChoiceField):
            self._one_unit(unit)
            unit.error_messages["invalid_choice"] = _("Chọn một đơn vị có hoạt động vào ngày ghi trong biểu mẫu.")
        if not self.is_bound and self.instance.pk is None:
            self._start_at_the_first_gap()

    @property
    def proposals(self) -> dict[str, str]:
        """Field -> what was most likely meant; the page lays it beside the box, and a person takes it or not."""
        found = {}
        for name, errors in self.errors.as_data().items():
            for error in errors:
                if isinstance(error.__cause__, CellProblem) and error.__cause__.proposal:
                    found[name] = error.__cause__.proposal
        return found

    def _with_proposals_taken(self) -> Mapping[str, Any]:
        """What was sent, with the proposals that were ticked in the place of what they were made for."""
        sent: Any = self.data
        data = sent.copy()
        for name, field in self.fields.items():
            if ticked := data.get(f"{name}__take"):
                try:
                    field.clean(data.get(name))
                except forms.ValidationError as error:
                    if isinstance(error.__cause__, CellProblem) and error.__cause__.proposal == ticked:
                        data[name] = ticked
        return cast("Mapping[str, Any]", data)

    def offered(self, name: str, queryset: Any) -> Any:
        """Units over which the account may write and that are at work; records of other registers that it may see."""
        if name == self.register.unit:
            return self._at_work(queryset.filter(pk__in=units_with(self.account, self.register.ability("write"))))
        known = next((r for r in registers.all() if r.model is queryset.model), None)
        return known.visible_to(self.account) if known else queryset.live()

    def _at_work(self, units: Any) -> Any:
        """Units of the record's day (today while no day is known), and the one that the record has already."""
        day_of = self._day()
        there = Q(valid_from=None) | Q(valid_from__lte=day_of)
        still = Q(valid_to=None) | Q(valid_to__gte=day_of)
        return units.filter((there & still) | Q(pk=getattr(self.instance, f"{self.register.unit}_id")))

    def _day(self) -> date:
        name = self.register.date
        if name not in self.fields:
            return timezone.localdate()
        given = self.data.get(name) if self.is_bound else self.get_initial_for_field(self.fields[name], name)
        if isinstance(given, date):
            return given
        try:
            return self.fields[name].clean(given) or timezone.localdate()
        except forms.ValidationError:
            return timezone.localdate()

    def _start_at_the_first_gap(self) -> None:
        """The cursor waits in the first box that nothing stands in yet."""
        for name, field in self.fields.items():
            if field.initial in (None, "") and self.initial.get(name) in (None, ""):
                field.widget.attrs["autofocus"] = True
                return

    def _one_unit(self, unit: forms.ModelChoiceField) -> None:  # type: ignore[type-arg]
        """Whoever writes for one unit is not asked which."""
        assert unit.queryset is not None
        if len(choices := list(unit.queryset[:2])) == 1:
            unit.initial, unit.empty_label = choices[0].pk, None


def form_class(register: Register) -> type[RecordForm]:
    """The form of the register's own fields, in the order of its columns, the unit first."""
    names = field_names(register)
    made = forms.modelform_factory(
        register.model, form=RecordForm, fields=names, formfield_callback=lambda f, **o: form_field(register, f, **o)
    )
    form = cast("type[RecordForm]", made)
    form.register = register
    return form


def field_names(register: Register) -> list[str]:
    """Unit, columns, then references to other records and yes-or-no facts; no files and no raw references."""
    columns = [c.field for c in register.columns]
    others = [
        f.name
        for f in register.model._meta.concrete_fields
        if f.editable
        and f.name not in (register.unit, *columns)
        and (isinstance(f, models.BooleanField) or (isinstance(f, models.ForeignKey) and _tracked(f)))
    ]
    editable = {f.name for f in register.model._meta.concrete_fields if f.editable}
    return [n for n in (register.unit, *columns, *others) if n in editable]


def _tracked(field: models.ForeignKey[Any, Any]) -> bool:
    return isinstance(field.related_model, type) and issubclass(field.related_model, Tracked)


def form_field(register: Register, field: models.Field[Any, Any], **options: Any) -> forms.Field | None:
    """The form field of a model field: by the column's kind where there is a column."""
    column = next((c for c in register.columns if c.field == field.name), None)
    label = column.title if column else str(field.verbose_name).capitalize()
    common: dict[str, Any] = {"label": label, "required": not field.blank, "help_text": field.help_text}
    if isinstance(field, models.DateField):
        return DayField(**common)
    if isinstance(field, models.IntegerField):
        return CountField(nouns=column.nouns if column else (), **common)
    made = field.formfield(**options)
    if made is None:
        return None
    made.label = label
    if column and column.choices and not field.choices:
        made.widget = Suggestions(_spelled(column))
    elif isinstance(field, models.TextField):
        made.widget.attrs["rows"] = 3
    elif isinstance(field, models.CharField) and not field.choices and (field.max_length or 0) > 200:
        made.widget.attrs["class"] = "is-long"
    return made


def _spelled(column: Column) -> list[str]:
    return list(column.choices)


class StepForm(forms.Form):
    """When the step was taken and, where the step asks for it, why."""

    on = DayField(label=_("Ngày"))
    reason = forms.CharField(
        label=_("Lý do"), help_text=_("Bắt buộc; người đọc sau sẽ thấy."), widget=forms.Textarea(attrs={"rows": 2})
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, ask_reason: bool, ask_day: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        if not ask_reason:
            del self.fields["reason"]
        if not ask_day:
            del self.fields["on"]
