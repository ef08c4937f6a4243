"""Pages of one's own relations and days away; heads see those of their units, nobody sees other people's relations."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liemchinh.apps.organisation import declaring, queries
from liemchinh.apps.organisation.declaration_forms import AbsenceForm, CancelForm, EndForm, RelationForm
from liemchinh.apps.organisation.models import Relation
from liemchinh.apps.organisation.views import accepted
from liemchinh.spine.access import permission, posts, units_with


def written(request: HttpRequest, form: Any, title: str, back: str) -> HttpResponse:
    context = {"form": form, "title": title, "back": reverse(back)}
    return render(request, "organisation/form.html", context, status=422 if form.errors else 200)


@permission("organisation.declare")
def relations(request: HttpRequest) -> HttpResponse:
    """One's own declarations, and for heads those of their units."""
    rows = queries.relations_visible_to(request.user).select_related("account", "unit", "other_account", "other_unit")
    mine = [row for row in rows if row.account_id == request.user.pk]
    theirs = [row for row in rows if row.account_id != request.user.pk]
    return render(request, "organisation/relations.html", {"mine": mine, "theirs": theirs})


@permission("organisation.declare")
def relation_new(request: HttpRequest) -> HttpResponse:
    form = RelationForm(request.POST or None, account=request.user)
    if request.method == "POST" and form.is_valid():
        relation = Relation(account=request.user, **form.cleaned_data)
        if accepted(form, lambda: declaring.declare(relation, by=request.user, on=timezone.localdate())):
            messages.success(request, _("Đã khai báo. Hồ sơ liên quan sẽ không giao cho ông/bà."))
            return redirect("organisation:relations")
    return written(request, form, _("Khai báo quan hệ"), "organisation:relations")


@permission("organisation.declare")
def relation_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Only who declared it; for others there is no such page."""
    own = queries.relations_visible_to(request.user).filter(account=request.user, state="declared")
    relation = get_object_or_404(own, pk=pk)
    form = EndForm(request.POST or None, initial={"until": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        act = {"reason": said["reason"], "by": request.user, "on": timezone.localdate()}
        if accepted(form, lambda: declaring.end_relation(relation, said["until"], **act)):
            messages.success(request, _("Đã ghi chấm dứt."))
            return redirect("organisation:relations")
    return written(request, form, _("Chấm dứt quan hệ đã khai báo"), "organisation:relations")


@permission("organisation.declare")
def absences(request: HttpRequest) -> HttpResponse:
    """Who is away now and in the days to come, and who stands in. Why, only they and their heads read."""
    today = timezone.localdate()
    rows = queries.absences_visible_to(request.user).filter(until__gte=today, state="noted")
    heads = units_with(request.user, "organisation.relations")
    shown = [
        (row, row.account_id == request.user.pk or row.unit_id in heads)
        for row in rows.select_related("account", "stand_in", "unit").order_by("since", "pk")
    ]
    return render(request, "organisation/absences.html", {"rows": shown, "today": today})


@permission("organisation.declare")
def absence_new(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    units = {post.unit_id for post in posts(request.user)} | set(units_with(request.user, "organisation.relations"))
    first = {"account": request.user.pk, "since": today}
    form = AbsenceForm(request.POST or None, account=request.user, units=units, initial=first)
    if request.method == "POST" and form.is_valid():
        absence = form.record()
        if accepted(form, lambda: declaring.note_absence(absence, by=request.user, on=today)):
            said = {"who": absence.stand_in, "until": f"{absence.until:%d/%m/%Y}"}
            messages.success(request, _("Đã ghi. %(who)s làm thay đến hết ngày %(until)s.") % said)
            return redirect("organisation:absences")
    return written(request, form, _("Ghi vắng mặt"), "organisation:absences")


@permission("organisation.declare")
def absence_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own, or for heads those of their units."""
    absence = get_object_or_404(queries.absences_visible_to(request.user).filter(state="noted"), pk=pk)
    today = timezone.localdate()
    if not declaring.may_note_for(request.user, today).filter(pk=absence.account_id).exists():
        raise PermissionDenied(pk)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if accepted(form, lambda: declaring.cancel_absence(absence, reason=reason, by=request.user, on=today)):
            messages.success(request, _("Đã hủy."))
            return redirect("organisation:absences")
    return written(request, form, _("Hủy vắng mặt"), "organisation:absences")
