"""Typing figures into the grid, returning a figure to its unit, taking one back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from liemchinh.apps.figures import actions, checks, links, queries
from liemchinh.apps.figures.asking import asked, unit_options, units_to_choose
from liemchinh.apps.figures.forms import ReasonForm
from liemchinh.apps.figures.models import Reported
from liemchinh.apps.figures.typing_in import Grid
from liemchinh.apps.organisation import queries as organisation
from liemchinh.kernel.errors import Refusal
from liemchinh.spine.access import can, permission


@permission("figures.write")
@require_http_methods(["GET", "POST"])
def typed(request: HttpRequest) -> HttpResponse:
    """The grid of one unit and one period."""
    wanted = asked(request, "figures.write")
    grid = Grid(wanted.unit, wanted.period)
    status, saved = 200, 0
    if request.method == "POST" and not wanted.problems:
        estimate = bool(request.POST.get("estimate"))
        saved = grid.fill(request.POST.dict(), by=request.user, on=timezone.localdate(), estimate=estimate)
        wrong = [c for c in grid.cells.values() if c.error]
        if not wrong:
            messages.success(request, ngettext("Đã lưu %(n)d số.", "Đã lưu %(n)d số.", saved) % {"n": saved})
            there = f"{reverse('figures:typed')}?{links.list_url(wanted.unit, wanted.period).partition('?')[2]}"
            return HttpResponseRedirect(there)
        status = 422
    context = {
        "asked": wanted,
        "unit_options": unit_options(
            units_to_choose(request, organisation.existing_in(wanted.period), "figures.write"), wanted.unit
        ),
        "grid": grid,
        "blocks": grid.blocks(),
        "wrong": [c for c in grid.cells.values() if c.error],
        "saved": saved,
        "findings": checks.of_unit(wanted.unit, wanted.period),
        "list_url": links.list_url(wanted.unit, wanted.period),
    }
    return render(request, "figures/typed.html", context, status=status)


@permission("figures.return")
@require_http_methods(["GET", "POST"])
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return a figure to its unit, with a reason."""
    return _with_reason(request, pk, "return", actions.give_back)


@permission("figures.write")
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a figure back, with a reason."""
    return _with_reason(request, pk, "withdraw", actions.withdraw)


def _with_reason(request: HttpRequest, pk: int, name: str, act: Callable[..., Any]) -> HttpResponse:
    figure = get_object_or_404(queries.reported_visible_to(request.user), pk=pk)
    step = Reported.lifecycle.step(name)
    if not can(request.user, step.ability, figure.unit_id):
        raise PermissionDenied(_("Ông/bà không có quyền đối với số liệu của đơn vị này."))
    form = ReasonForm(request.POST or None)
    back = links.records_url(figure.indicator, figure.unit, figure.period)
    if request.method == "POST" and form.is_valid():
        try:
            act(figure, reason=form.cleaned_data["reason"], by=request.user, on=timezone.localdate())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return HttpResponseRedirect(back)
    return render(request, "figures/reason.html", {"figure": figure, "step": step, "form": form, "back": back})
