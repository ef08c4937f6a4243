"""The page of a unit's own limits: what holds now, and a form to set another from a day on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.petitions.forms.limits import LimitForm
from liemchinh.kernel.errors import Refusal
from liemchinh.spine.access import permission, units_with
from liemchinh.spine.deadlines import InternalLimit
from liemchinh.spine.deadlines.acts import title
from liemchinh.spine.deadlines.limits import set_limit


@permission("petitions.decide")
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Clocks that start from the day on run beside those of the law, and are shown as internal."""
    form = LimitForm(request.POST or None, account=request.user, initial={"valid_from": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            set_limit(form.save(commit=False), by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã đặt hạn nội bộ."))
            return HttpResponseRedirect(reverse("petitions:limits"))
    units = {u.pk: u for u in Unit.objects.filter(pk__in=units_with(request.user, "petitions.decide"))}
    held = InternalLimit.objects.filter(unit_id__in=units, register="petitions.petition").order_by(
        "-valid_from", "term"
    )
    rows = [(limit, units[limit.unit_id], title(limit.term)) for limit in held]
    return render(request, "petitions/limits.html", {"form": form, "rows": rows}, status=422 if form.errors else 200)


routes = [path("han-noi-bo/", page, name="limits")]
