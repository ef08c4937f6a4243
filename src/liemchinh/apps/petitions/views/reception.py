"""Citizen reception: the log as it is kept and printed, one visit, and the calendar of heads' days."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.petitions import codes, queries
from liemchinh.apps.petitions.actions import reception
from liemchinh.apps.petitions.forms.reception import RefuseForm, SittingForm, VisitForm
from liemchinh.apps.petitions.models import Sitting, Visit
from liemchinh.apps.petitions.register_words import senders
from liemchinh.kernel.errors import Refusal
from liemchinh.spine.access import can, permission, units_with
from liemchinh.spine.moves import barred
from liemchinh.spine.web import history
from liemchinh.spine.web.register_steps import offered_steps

#: Steps that this page shows in its own way.
_OWN = frozenset({"refuse"})


def visit_of(request: HttpRequest, pk: int) -> Visit:
    """The visit, if this person may see it; Http404 else."""
    rows = queries.visits_visible_to(request.user).select_related("unit", "petition", "sitting")
    found: Visit | None = rows.filter(pk=pk).first()
    if found is None:
        raise Http404(f"visit {pk}")
    return found


@permission("petitions.receive")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Enter a visit: the cursor waits at the name, Ctrl + Enter writes."""
    form = VisitForm(request.POST or None, account=request.user, initial=request.GET.dict())
    again: Visit | None = None
    if request.method == "POST" and form.is_valid():
        visit: Visit = form.save(commit=False)
        again = None if "again" in request.POST else reception.received_before(visit)
        if again is None and written(request, form, visit):
            return HttpResponseRedirect(_after(request, visit))
    status = 422 if form.errors or again else 200
    return render(request, "petitions/visit_new.html", {"form": form, "again": again}, status=status)


def written(request: HttpRequest, form: VisitForm, visit: Visit) -> bool:
    """Write the visit or the appointment; what stands against it is shown on the form."""
    try:
        reception.record(visit, by=request.user, on=timezone.localdate(), booked=request.POST.get("then") == "book")
    except (Refusal, PermissionDenied) as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Đã ghi lượt tiếp lúc %(time)s.") % {"time": f"{timezone.localtime():%H:%M}"})
    return True


def _after(request: HttpRequest, visit: Visit) -> str:
    if request.POST.get("then") == "petition":
        return entry_address(visit)
    if request.POST.get("then") == "next":
        same = {"received_on": f"{visit.received_on:%d/%m/%Y}", "kind": visit.kind, "unit": visit.unit_id}
        if visit.sitting_id:
            same["sitting"] = visit.sitting_id
        return f"{reverse('petitions:visit_new')}?{urlencode(same)}"
    return reverse("petitions:visit", args=[visit.pk])


def entry_address(visit: Visit) -> str:
    """The entry of a petition with what the log knows already; it points back to the visit."""
    found = senders(visit.visitor)
    name, address = found.people[0] if found.people else ("", "")
    known = {
        "visit": visit.pk, "channel": codes.Channel.COUNTER.value, "unit": visit.unit_id,
        "received_on": f"{visit.received_on:%d/%m/%Y}", "subject": visit.subject, "kind": visit.petition_kind,
        "signers": visit.people, "handled_by": visit.handled_by, "senders-0-name": name, "senders-0-address": address,
        "senders-0-id_paper": visit.id_paper,
    }  # fmt: skip
    return f"{reverse('petitions:new')}?{urlencode({k: v for k, v in known.items() if v not in ('', None)})}"


@permission("petitions.see")
@require_GET
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """One visit: the columns of the log, the petition that came of it, what may be done, its history."""
    found = visit_of(request, pk)
    register = found.lifecycle
    steps = [offer for offer in offered_steps(found, request.user) if not _is_own(found, offer.url)]
    context = {
        "visit": found,
        "steps": [offer for offer in steps if not offer.barred],
        "may_take": found.state == "received" and found.petition_id is None
        and can(request.user, "petitions.receive", found.unit_id),
        "entry": entry_address(found),
        "may_refuse": not barred(found, register.step("refuse"), request.user),
        "may_correct": not barred(found, register.step("correct"), request.user),
        "events": history.of(found),
    }  # fmt: skip
    return render(request, "petitions/visit.html", context)


def _is_own(visit: Visit, url: str) -> bool:
    return url in {reverse("record_step", args=[visit.lifecycle.register, visit.pk, name]) for name in _OWN}


@permission("petitions.receive")
@require_http_methods(["GET", "POST"])
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Turn the visitor away, on a ground of the law."""
    found = visit_of(request, pk)
    closed = barred(found, found.lifecycle.step("refuse"), request.user)
    form = RefuseForm(request.POST or None, initial={"seen": found.version})
    if request.method == "POST" and not closed and form.is_valid():
        said = form.cleaned_data
        try:
            reception.refuse(found, said["ground"], more=said["more"], by=request.user, on=timezone.localdate(),
                             seen=said["seen"])  # fmt: skip
            return HttpResponseRedirect(reverse("petitions:visit", args=[pk]))
        except (Refusal, PermissionDenied) as refusal:
            form.add_error(None, str(refusal))
    status = 422 if form.errors else 200
    context = {"visit": found, "form": form, "closed": closed}
    return render(request, "petitions/visit_refuse.html", context, status=status)


@permission("petitions.see")
@require_GET
def log(request: HttpRequest) -> HttpResponse:
    """The log of one unit and month, as it prints: the columns of Mẫu số 03, days on which nobody came among them."""
    month, units = month_of(request), units_seen(request)
    unit = next((u for u in units if str(u.pk) == request.GET.get("unit")), units[0] if units else None)
    if unit is None:
        raise Http404("no unit")
    first, last = month, _next(month)
    rows = queries.visits_visible_to(request.user).filter(unit=unit, received_on__gte=first, received_on__lt=last)
    empty = Sitting.objects.filter(unit=unit, on__gte=first, on__lt=last, nobody_came=True)
    visits = list(rows.filter(state__in=("received", "refused")))
    kept: list[tuple[date, int, Any]] = [(v.received_on, v.pk, v) for v in visits]
    kept += [(s.on, 0, s) for s in empty]
    lines = [(n, line, isinstance(line, Sitting)) for n, (_on, _pk, line) in enumerate(sorted(kept, key=_place), 1)]
    context = {
        "unit": unit, "units": units, "month": month, "before": _before(month), "after": last, "lines": lines,
        "visits": len(visits), "people": sum(v.people for v in visits),
    }  # fmt: skip
    return render(request, "petitions/visit_log.html", context)


def _place(line: tuple[date, int, Any]) -> tuple[date, int]:
    return line[:2]


# --- the calendar ----------------------------------------------------------------------------------------------------
@permission("petitions.see")
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """The days of reception in one month: who receives, on whose behalf, who came, and what the law asks."""
    month, units = month_of(request), units_seen(request)
    found = list(
        Sitting.objects.filter(unit__in=units, on__gte=month, on__lt=_next(month)).select_related("unit").order_by("on")
    )
    keeping = [unit for unit in units if _keeps_calendar(unit, found)]
    hints = [hint for unit in keeping if (hint := reception.short_of_duty(unit, found, month))]
    context = {
        "month": month, "before": _before(month), "after": _next(month), "today": timezone.localdate(),
        "sittings": [(s, reception.visits_of(s)) for s in found], "hints": hints,
        "can_plan": can(request.user, "petitions.receive"),
    }  # fmt: skip
    return render(request, "petitions/sitting_calendar.html", context)


def _keeps_calendar(unit: Unit, sittings: list[Sitting]) -> bool:
    """Whether the unit keeps a calendar here: it has a sitting, this month or ever."""
    return any(s.unit_id == unit.pk for s in sittings) or Sitting.objects.filter(unit=unit).exists()


@permission("petitions.receive")
@require_http_methods(["GET", "POST"])
def sitting_new(request: HttpRequest) -> HttpResponse:
    """Enter a day on which a head receives."""
    form = SittingForm(request.POST or None, account=request.user, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        made: Sitting = form.save()
        messages.success(request, _("Đã ghi lịch tiếp ngày %(day)s.") % {"day": f"{made.on:%d/%m/%Y}"})
        if request.POST.get("then") == "next":
            same = urlencode({"unit": made.unit_id, "chair": made.chair, "place": made.place, "kind": made.kind})
            return HttpResponseRedirect(f"{reverse('petitions:sitting_new')}?{same}")
        return HttpResponseRedirect(f"{reverse('petitions:sittings')}?month={made.on:%Y-%m}")
    return render(request, "petitions/sitting_new.html", {"form": form}, status=422 if form.errors else 200)


@permission("petitions.receive")
@require_POST
def nobody(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that nobody came on that day, or take it back."""
    units = units_with(request.user, "petitions.receive")
    found = Sitting.objects.filter(pk=pk, unit_id__in=units).first()
    if found is None:
        raise Http404(f"sitting {pk}")
    try:
        reception.nobody_came(found, on=timezone.localdate(), nobody="back" not in request.POST)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(f"{reverse('petitions:sittings')}?month={found.on:%Y-%m}")


# --- parts -----------------------------------------------------------------------------------------------------------
def units_seen(request: HttpRequest) -> list[Unit]:
    """The units whose log this person may see, in tree order."""
    return list(Unit.objects.live().filter(pk__in=units_with(request.user, "petitions.see"), valid_to=None))


def month_of(request: HttpRequest) -> date:
    """The month asked for («2026-11»), else this one; its first day."""
    try:
        return date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        return timezone.localdate().replace(day=1)


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _before(month: date) -> date:
    return date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)


def join(request: HttpRequest, petition: Any) -> None:
    """After a petition was received: the visit of which it came, where the entry began at one."""
    written = request.POST.get("visit", "")
    if written.isdecimal():
        with transaction.atomic():
            reception.join_petition(visit_of(request, int(written)), petition, by=request.user, on=timezone.localdate())


routes = [
    path("tiep-dan/them/", new, name="visit_new"),
    path("tiep-dan/<int:pk>/", visit, name="visit"),
    path("tiep-dan/<int:pk>/tu-choi/", refuse, name="visit_refuse"),
    path("tiep-dan/so/", log, name="visit_log"),
    path("tiep-dan/lich/", calendar, name="sittings"),
    path("tiep-dan/lich/them/", sitting_new, name="sitting_new"),
    path("tiep-dan/lich/<int:pk>/khong-ai-den/", nobody, name="sitting_nobody"),
]
