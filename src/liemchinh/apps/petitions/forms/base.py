"""What every step's form has: the day, the version that was seen, and the act that it takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liemchinh.apps.petitions.models import Petition
from liemchinh.spine.web.register_forms import DayField

Take = Callable[..., Any]


def area(label: Any, *, required: bool = True, rows: int = 4, help_text: Any = "") -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(
        label=label, required=required, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows})
    )


class StepForm(forms.Form):
    """The day, the version that was seen, and what the step asks for. `act` is the action, `given` its arguments."""

    act: ClassVar[Take]
    #: Fields that the act takes by place, before the named ones.
    placed: ClassVar[tuple[str, ...]] = ()

    seen = forms.IntegerField(widget=forms.HiddenInput)
    on = DayField(label=_("Ngày"))

    def __init__(self, *args: Any, petition: Petition, account: Any, **options: Any) -> None:
        options.setdefault("initial", {})
        first = {"on": timezone.localdate(), "seen": petition.version}
        options["initial"] = first | self.start(petition) | options["initial"]
        super().__init__(*args, **options)
        self.petition, self.account = petition, account
        if petition.lifecycle.step(self.step_name()).reason and "reason" not in self.fields:
            self.fields["reason"] = area(_("Lý do (bắt buộc, người nhận sẽ đọc được)"), rows=2)
        self.prepare()

    step: ClassVar[str] = ""

    def step_name(self) -> str:
        return self.step

    def start(self, petition: Petition) -> dict[str, Any]:  # noqa: ARG002
        """What stands in the fields at first."""
        return {}

    def prepare(self) -> None:
        """Narrow the choices to this petition and this person."""

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError(_("Ngày này chưa đến."))
        if on < self.petition.received_on:
            raise forms.ValidationError(_("Ngày này trước ngày nhận đơn."))
        last = self.petition.last_step_on
        if on < last:
            raise forms.ValidationError(
                _("Ngày này trước bước gần nhất của hồ sơ (%(day)s).") % {"day": f"{last:%d/%m/%Y}"}
            )
        return on

    def take(self) -> Petition:
        """Take the step. Raises what the act raises; nothing has happened then."""
        given = {k: v for k, v in self.cleaned_data.items() if k not in self.placed}
        first = [self.cleaned_data[name] for name in self.placed]
        return type(self).act(self.petition, *first, by=self.account, **given)
