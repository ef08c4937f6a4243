"""Pages of units, committees and accounts."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from liemchinh.apps.organisation import actions, forms, queries
from liemchinh.apps.organisation.models import Committee, CommitteeMember, Post, Succession, Unit
from liemchinh.kernel.measures import Period
from liemchinh.spine.access import permission, units_with
from liemchinh.spine.moves import Tracked
from liemchinh.spine.people import Account
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


@permission("organisation.write")
def unit_new(request: HttpRequest) -> HttpResponse:
    initial = {"parent": request.GET.get("parent"), "valid_from": timezone.localdate()}
    form = forms.UnitForm(request.POST or None, parents=_writable(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        on = values["valid_from"] or timezone.localdate()
        made = actions.found(values.pop("code"), values.pop("name"), by=request.user, on=on, **values)
        messages.success(request, _("Đã thêm đơn vị «%(name)s».") % {"name": made.name})
        return redirect("organisation:unit", made.pk)
    return _written(request, form, _("Thêm đơn vị"), "/don-vi/")


@permission("organisation.write")
def unit_rename(request: HttpRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(_writable(request), pk=pk)
    form = forms.RenameForm(request.POST or None, initial={"name": shown.name, "on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        actions.rename(shown, form.cleaned_data["name"], by=request.user, on=form.cleaned_data["on"],
                       reason=form.cleaned_data["reason"])  # fmt: skip
        messages.success(request, _("Đã đổi tên."))
        return redirect("organisation:unit", pk)
    return _written(request, form, _("Đổi tên %(name)s") % {"name": shown.name}, f"/don-vi/{pk}/")


@permission("organisation.write")
def unit_reorganise(request: HttpRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(_writable(request), pk=pk)
    choices = _writable(request).filter(state="active").exclude(pk=pk)
    form = forms.ReorganiseForm(request.POST or None, choices=choices)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        given: dict[str, Any] = {"by": request.user, "on": values["on"], "document": values["document"]}
        if values["kind"] == Succession.Kind.MERGE:
            actions.merge([shown], values["heir"], **given)
        else:
            actions.split(shown, list(values["news"]), heir=values["heir"], kind=values["kind"], **given)
        messages.success(request, _("Đã ghi sắp xếp đơn vị. Số liệu của kỳ cũ vẫn thuộc đơn vị cũ."))
        return redirect("organisation:unit", pk)
    return _written(request, form, _("Sắp xếp %(name)s") % {"name": shown.name}, f"/don-vi/{pk}/")


@permission("organisation.write")
def committee_new(request: HttpRequest) -> HttpResponse:
    form = forms.CommitteeForm(request.POST or None, units=_writable(request))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = actions.establish(values["unit"], values["name"], by=request.user, on=values["established_on"],
                                 decision=values["decision"])  # fmt: skip
        return redirect("organisation:committee", made.pk)
    return _written(request, form, _("Thành lập Ban Chỉ đạo"), "/don-vi/")


@permission("organisation.read")
def committee(request: HttpRequest, pk: int) -> HttpResponse:
    """Who sits on the committee on a day, and everybody who ever did."""
    shown = get_object_or_404(
        Committee.objects.live()
        .filter(unit_id__in=units_with(request.user, "organisation.read"))
        .select_related("unit"),
        pk=pk,
    )
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
        actions.appoint(shown, values.pop("full_name"), by=request.user, on=values.pop("since"), **values)
        messages.success(request, _("Đã bổ sung thành viên."))
        if "again" in request.POST:
            return redirect("organisation:member-new", pk)
        return redirect("organisation:committee", pk)
    return _written(request, form, _("Bổ sung thành viên"), f"/don-vi/ban-chi-dao/{pk}/")


@permission("organisation.write")
def member_leave(request: HttpRequest, pk: int) -> HttpResponse:
    member = get_object_or_404(CommitteeMember.objects.live().filter(unit__in=_writable(request)), pk=pk)
    form = forms.LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.leave(member, by=request.user, on=form.cleaned_data["on"], decision=form.cleaned_data["decision"])
        return redirect("organisation:committee", member.committee_id)
    title = _("%(name)s thôi tham gia Ban Chỉ đạo") % {"name": member.full_name}
    return _written(request, form, title, f"/don-vi/ban-chi-dao/{member.committee_id}/")


@permission("organisation.write")
def committee_dissolve(request: HttpRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Committee.objects.live().filter(unit__in=_writable(request)), pk=pk)
    form = forms.DissolveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.dissolve_committee(
            shown, by=request.user, on=form.cleaned_data["on"], reason=form.cleaned_data["reason"]
        )
        return redirect("organisation:committee", pk)
    return _written(request, form, _("Giải thể %(name)s") % {"name": shown.name}, f"/don-vi/ban-chi-dao/{pk}/")


@permission("admin.accounts")
def accounts(request: HttpRequest) -> HttpResponse:
    held = Post.objects.live().filter(unit_id__in=units_with(request.user, "admin.accounts"))
    rows = held.select_related("account", "unit").order_by("account__full_name", "pk")
    return render(request, "organisation/accounts.html", {"posts": rows})


@permission("admin.accounts")
@sensitive_variables("password")
def account_new(request: HttpRequest) -> HttpResponse:
    """Makes an account with a first password that is shown once; its owner changes it."""
    units = Unit.objects.live().filter(pk__in=units_with(request.user, "admin.accounts"), state="active")
    form = forms.AccountForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        values, password = form.cleaned_data, secrets.token_urlsafe(12)
        with transaction.atomic():
            account = Account.objects.create_user(values["username"], password, full_name=values["full_name"])
            actions.assign_post(account, values["unit"], values["role"], values["title"], by=request.user,
                                on=values["valid_from"], until=values["valid_to"])  # fmt: skip
        return render(request, "organisation/account_made.html", {"account": account, "password": password})
    return _written(request, form, _("Thêm tài khoản"), "/don-vi/tai-khoan/")


@permission("admin.accounts")
def post_end(request: HttpRequest, pk: int) -> HttpResponse:
    post = get_object_or_404(Post.objects.live().filter(unit_id__in=units_with(request.user, "admin.accounts")), pk=pk)
    if request.method == "POST":
        actions.end_post(post, by=request.user, on=timezone.localdate())
        messages.success(request, _("Đã ghi thôi giữ chức vụ."))
        return redirect("organisation:accounts")
    return render(request, "organisation/post_end.html", {"post": post})
