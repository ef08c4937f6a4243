"""Pages of units, committees and accounts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from liemchinh.apps.organisation import actions, forms, queries
from liemchinh.apps.organisation.models import Committee, CommitteeMember, Post, Succession, Unit
from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.measures import Period
from liemchinh.spine.access import permission, units_with
from liemchinh.spine.moves import Tracked
from liemchinh.spine.web import history
from liemchinh.spine.web.register_forms import DayField

#: A page shows the last lines of a record's history; the ledger page shows all.
HISTORY = 20


def chosen_day(request: HttpRequest) -> date:
    """The day asked for in the address, as people write it; today for anything else."""
    try:
        return DayField(required=False).clean(request.GET.get("on", "")) or timezone.localdate()
    except ValidationError:
        return timezone.localdate()


def history_of(*records: Tracked) -> list[history.Event]:
    """The newest lines of several records together."""
    events = [event for record in records for event in history.of(record)]
    return sorted(events, key=lambda e: e.at, reverse=True)[:HISTORY]


@permission("organisation.read")
def units(request: HttpRequest) -> HttpResponse:
    """The tree as it stood on a day."""
    on = chosen_day(request)
    children, known = queries.children_map(Period(on, on)), Unit.objects.in_bulk()
    rows = []
    for root in children[None]:
        depth = {root: 0}
        for pk in queries.below(root, children):
            for child in children.get(pk, []):
                depth[child] = depth[pk] + 1
            rows.append({"unit": known[pk], "depth": min(depth[pk], 5)})
    committees = queries.committees_of(known).select_related("unit")
    return render(request, "organisation/list.html", {"rows": rows, "on": on, "committees": committees})


@permission("organisation.read")
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(queries.visible_to(request.user).select_related("parent"), pk=pk)
    context = {
        "unit": shown,
        "children": queries.existing_in(None).filter(parent=shown),
        "successors": queries.successors(shown),
        "predecessors": queries.predecessors(shown),
        "committees": queries.committees_of([pk]),
        "posts": Post.objects.live().filter(unit=shown).select_related("account"),
        "heir": queries.heir_of_open_work(shown),
        "history": history_of(shown),
    }
    return render(request, "organisation/unit.html", context)


def _written(request: HttpRequest, form: Any, title: str, back: str) -> HttpResponse:
    context = {"form": form, "title": title, "back": back}
    return render(request, "organisation/form.html", context, status=422 if form.errors else 200)


def _writable(request: HttpRequest) -> QuerySet[Unit]:
    return Unit.objects.live().filter(pk__in=units_with(request.user, "organisation.write"))


def accepted(form: Any, act: Callable[[], Any]) -> bool:
    """Whether the act was taken; what stands against it is said on the form, with everything typed still there."""
    try:
        act()
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@permission("organisation.write")
def unit_new(request: HttpRequest) -> HttpResponse:
    initial = {"parent": request.GET.get("parent"), "valid_from": timezone.localdate()}
    form = forms.UnitForm(request.POST or None, parents=_writable(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        code, name, on = values.pop("code"), values.pop("name"), values["valid_from"] or timezone.localdate()
        if accepted(form, lambda: actions.found(code, name, by=request.user, on=on, **values)):
            messages.success(request, _("Đã thêm đơn vị «%(name)s».") % {"name": name})
            return redirect("organisation:unit", Unit.objects.get(code=code).pk)
    return _written(request, form, _("Thêm đơn vị"), "/don-vi/")


@permission("organisation.write")
def unit_rename(request: HttpRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(_writable(request), pk=pk)
    form = forms.RenameForm(request.POST or None, initial={"name": shown.name, "on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if accepted(
            form, lambda: actions.rename(shown, said["name"], by=request.user, on=said["on"], reason=said["reason"])
        ):
            messages.success(request, _("Đã đổi tên."))
            return redirect("organisation:unit", pk)
    return _written(request, form, _("Đổi tên %(name)s") % {"name": shown.name}, f"/don-vi/{pk}/")


@permission("organisation.write")
def unit_reorganise(request: HttpRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(_writable(request), pk=pk)
    choices = _writable(request).filter(state="active").exclude(pk__in=queries.subtree_ids(shown))
    form = forms.ReorganiseForm(request.POST or None, choices=choices)
    if request.method == "POST" and form.is_valid() and accepted(form, lambda: _reorganise(request, form, shown)):
        messages.success(request, _("Đã ghi sắp xếp đơn vị. Số liệu của kỳ cũ vẫn thuộc đơn vị cũ."))
        return redirect("organisation:unit", pk)
    return _written(request, form, _("Sắp xếp %(name)s") % {"name": shown.name}, f"/don-vi/{pk}/")


def _reorganise(request: HttpRequest, form: forms.ReorganiseForm, unit: Unit) -> None:
    values = form.cleaned_data
    given: dict[str, Any] = {"by": request.user, "on": values["on"], "document": values["document"]}
    if values["kind"] == Succession.Kind.MERGE:
        actions.merge([unit], values["heir"], **given)
    else:
        actions.split(unit, list(values["news"]), heir=values["heir"], kind=values["kind"], **given)


@permission("organisation.write")
def committee_new(request: HttpRequest) -> HttpResponse:
    form = forms.CommitteeForm(request.POST or None, units=_writable(request))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = actions.establish(
            values["unit"],
            values["name"],
            by=request.user,
            on=values["established_on"],
            decision=values["decision"],
        )
        return redirect("organisation:committee", made.pk)
    return _written(request, form, _("Thành lập Ban Chỉ đạo"), "/don-vi/")


@permission("organisation.read")
def committee(request: HttpRequest, pk: int) -> HttpResponse:
    """Who sits on the committee on a day, and everybody who ever did."""
    mine = units_with(request.user, "organisation.read")
    shown = get_object_or_404(Committee.objects.live().filter(unit_id__in=mine).select_related("unit"), pk=pk)
    on = chosen_day(request)
    everybody = list(CommitteeMember.objects.live().filter(committee=shown))
    context = {
        "committee": shown,
        "on": on,
        "members": list(queries.members_on(shown, on)),
        "everybody": everybody,
        "history": history_of(shown, *everybody),
    }
    return render(request, "organisation/committee.html", context)


@permission("organisation.write")
def member_new(request: HttpRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Committee.objects.live().filter(unit__in=_writable(request)), pk=pk)
    form = forms.MemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        name, since = values.pop("full_name"), values.pop("since")
        if accepted(form, lambda: actions.appoint(shown, name, by=request.user, on=since, **values)):
            messages.success(request, _("Đã bổ sung thành viên."))
            return redirect("organisation:committee", pk)
    return _written(request, form, _("Bổ sung thành viên"), f"/don-vi/ban-chi-dao/{pk}/")


@permission("organisation.write")
def member_leave(request: HttpRequest, pk: int) -> HttpResponse:
    member = get_object_or_404(CommitteeMember.objects.live().filter(unit__in=_writable(request)), pk=pk)
    form = forms.LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if accepted(form, lambda: actions.leave(member, by=request.user, on=said["on"], decision=said["decision"])):
            return redirect("organisation:committee", member.committee_id)
    title = _("%(name)s thôi tham gia Ban Chỉ đạo") % {"name": member.full_name}
    return _written(request, form, title, f"/don-vi/ban-chi-dao/{member.committee_id}/")


@permission("organisation.write")
def committee_dissolve(request: HttpRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Committee.objects.live().filter(unit__in=_writable(request)), pk=pk)
    form = forms.DissolveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if accepted(
            form, lambda: actions.dissolve_committee(shown, by=request.user, on=said["on"], reason=said["reason"])
        ):
            return redirect("organisation:committee", pk)
    return _written(request, form, _("Giải thể %(name)s") % {"name": shown.name}, f"/don-vi/ban-chi-dao/{pk}/")
