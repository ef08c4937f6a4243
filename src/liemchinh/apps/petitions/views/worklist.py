"""The page of open petitions by their nearest day: counts that filter, saved filters, columns, work in bulk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from liemchinh.apps.organisation import queries as organisation
from liemchinh.apps.petitions import codes, queries, worklist
from liemchinh.apps.petitions.actions import ending, settling
from liemchinh.apps.petitions.models import Petition, SavedFilter
from liemchinh.apps.petitions.people import SETTLERS
from liemchinh.kernel.errors import Refusal
from liemchinh.spine import deadlines
from liemchinh.spine.access import can, permission, units_with
from liemchinh.spine.deadlines.words import words as clock_words
from liemchinh.spine.people import Account

#: Columns that may be shown beside number and subject; the first three at first.
COLUMNS = {
    "due": gettext_lazy("Hạn"),
    "holder": gettext_lazy("Đang giữ, bước"),
    "kind": gettext_lazy("Loại"),
    "received": gettext_lazy("Ngày nhận"),
    "channel": gettext_lazy("Nguồn"),
    "field": gettext_lazy("Lĩnh vực"),
}
FIRST = ("due", "holder", "kind")
#: What a saved filter keeps of an address.
KEPT = ("scope", "due", "kind", "channel", "field", "state", "desk", "handler", "twins", "cols")


@dataclass(frozen=True, slots=True)
class Row:
    """One petition of the list with the words of its clock."""

    petition: Petition
    bucket: str
    clock: Any
    watched: bool = False


@permission("petitions.read")
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Open petitions, the most pressing first."""
    today = timezone.localdate()
    wanted = worklist.asked(request.GET.dict(), default_scope(request.user))
    rows = worklist.narrowed(worklist.open_to(request.user, wanted, today), wanted)
    found, after = worklist.due_first(rows, wanted, today)
    counted = worklist.counts(rows, today)
    said = {
        "wanted": wanted,
        "groups": grouped(found, today),
        "after": after,
        "facets": [(b, w, counted[b], s) for b, (w, s) in worklist.BUCKETS.items() if counted[b]],
        "total": counted["every"],
        "columns": columns(request),
        "all_columns": COLUMNS,
        "today": today,
    }
    return render(request, "petitions/worklist.html", said | choices(request) | beside(request, rows, today))


def default_scope(account: Any) -> str:
    """A handler begins with what was given to them, everybody else with all that they see."""
    return "all" if units_with(account, "petitions.see") else "mine"


def columns(request: HttpRequest) -> list[str]:
    chosen = [name for name in request.GET.getlist("cols") for name in name.split(",") if name in COLUMNS]
    return chosen or list(FIRST)


def grouped(found: list[Petition], today: Any) -> list[tuple[Any, list[Row]]]:
    """The rows under the words of their bucket, each with the words of its clock: one query for the clocks."""
    clocks = deadlines.nearest([petition.ref for petition in found])
    groups: dict[str, list[Row]] = {}
    for petition in found:
        clock = clocks.get(petition.ref)
        bucket = worklist.bucket_of(petition, today)
        groups.setdefault(bucket, []).append(
            Row(petition, bucket, clock_words(clock, today, petition.urged) if clock else None)
        )
    return [(worklist.BUCKETS[b][0] if b else _("không có thời hạn"), rows) for b, rows in groups.items()]


def choices(request: HttpRequest) -> dict[str, Any]:
    """What the bar of filters offers to this person."""
    units = units_with(request.user, "petitions.assign")
    handlers = organisation.holders(units, SETTLERS, timezone.localdate()) if units else []
    return {
        "kinds": codes.Kind.choices,
        "channels": codes.Channel.choices,
        "fields": codes.Field.choices,
        "states": worklist.states(),
        "scopes": worklist.SCOPES,
        "saved": SavedFilter.objects.filter(account=request.user),
        "handlers": sorted({(p.account_id, p.account.full_name) for p in handlers}, key=lambda pair: pair[1]),
        "desks": list(organisation.existing_in(None).filter(pk__in=units_with(request.user, "petitions.see"))),
        "can_assign": bool(units),
        "can_urge": can(request.user, "petitions.urge"),
        "can_receive": can(request.user, "petitions.receive"),
    }


def beside(request: HttpRequest, rows: Any, today: Any) -> dict[str, Any]:
    """What stands in the rail: what others hold, whose work one does, the sittings to come."""
    acting = [pk for pk in queries.acting_for(request.user, today) if pk != request.user.pk]
    return {
        "elsewhere": worklist.waiting_elsewhere(rows),
        "standing_in": Account.objects.filter(pk__in=acting) if acting else [],
        "sittings": worklist.two_weeks(request.user, today),
    }


@permission("petitions.read")
@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Give the ticked petitions to one handler, or draft urging letters for them; those refused are named with why."""
    ids = [int(pk) for pk in request.POST.getlist("petition") if pk.isdecimal() and len(pk) < 19]
    chosen = list(queries.petitions_visible_to(request.user).filter(pk__in=ids))
    back = HttpResponseRedirect(reverse("petitions:list") + back_query(request))
    if not chosen:
        messages.error(request, _("Chọn ít nhất một đơn trong danh sách."))
        return back
    act = request.POST.get("act", "")
    if act == "assign":
        handler = Account.objects.filter(pk=request.POST.get("handler") or 0).first()
        if handler is None:
            messages.error(request, _("Chọn người giải quyết."))
            return back
        done, refused = each(chosen, lambda p: settling.assign(p, handler, by=request.user, on=timezone.localdate()))
        words = ngettext("Đã giao %(n)s đơn.", "Đã giao %(n)s đơn.", done) % {"n": done}
    elif act == "urge":
        done, refused = each(chosen, lambda p: ending.urge(p, by=request.user, on=timezone.localdate()))
        words = ngettext("Đã soạn %(n)s văn bản đôn đốc.", "Đã soạn %(n)s văn bản đôn đốc.", done) % {"n": done}
    else:
        raise PermissionDenied(act)
    if done:
        messages.success(request, words)
    for petition, why in refused:
        messages.error(request, f"{petition.number}: {why}")
    return back


def each(chosen: list[Petition], act: Any) -> tuple[int, list[tuple[Petition, str]]]:
    """Take the act on each; answers how many were done and why not the others."""
    refused = []
    for petition in chosen:
        try:
            act(petition)
        except (Refusal, PermissionDenied) as refusal:
            refused.append((petition, str(refusal)))
    return len(chosen) - len(refused), refused


def back_query(request: HttpRequest) -> str:
    kept = {name: request.POST.get(name, "") for name in KEPT if request.POST.get(name)}
    return f"?{urlencode(kept)}" if kept else ""


@permission("petitions.read")
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep the present filter under a name, or forget one."""
    if forget := request.POST.get("forget", ""):
        SavedFilter.objects.filter(account=request.user, pk=int(forget) if forget.isdecimal() else 0).delete()
        return HttpResponseRedirect(reverse("petitions:list"))
    name, kept = request.POST.get("name", "").strip()[:80], back_query(request)
    if not name:
        messages.error(request, _("Đặt tên cho bộ lọc."))
    else:
        SavedFilter.objects.update_or_create(account=request.user, name=name, defaults={"query": kept[1:]})
        messages.success(request, _("Đã lưu bộ lọc «%(name)s».") % {"name": name})
    return HttpResponseRedirect(reverse("petitions:list") + kept)


routes = [
    path("", page, name="list"),
    path("hang-loat/", bulk, name="bulk"),
    path("bo-loc/", save, name="save_filter"),
]
