"""The page of open petitions by their nearest day: counts that filter, saved filters, columns, work in bulk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from liemchinh.apps.organisation import queries as organisation
from liemchinh.apps.petitions import codes, desk, queries, worklist
from liemchinh.apps.petitions.actions import ending, settling
from liemchinh.apps.petitions.models import Petition, SavedFilter
from liemchinh.apps.petitions.people import SETTLERS
from liemchinh.kernel.errors import Refusal
from liemchinh.spine import deadlines
from liemchinh.spine.access import can, permission, units_with
from liemchinh.spine.people import Account
from liemchinh.spine.web import deadline_cards

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
KEPT = ("scope", "due", "wait", "kind", "channel", "field", "state", "desk", "handler")


@dataclass(frozen=True, slots=True)
class Row:
    """One petition of the list: its clock in words with why that day, how long its holder has had it, who acts."""

    petition: Petition
    clock: deadline_cards.DeadlineCard | None
    days: int | None
    stand_in: str
    for_me: bool
    new: bool


@permission("petitions.read")
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Open petitions, the most pressing first."""
    today = timezone.localdate()
    wanted = worklist.asked(request.GET.dict(), worklist.default_scope(request.user))
    new = worklist.news(request.user)
    waiting = worklist.waits(request.user, new)
    rows = worklist.narrowed(worklist.open_to(request.user, wanted, today), wanted)
    part = worklist.due_first(worklist.chosen(rows, wanted, waiting, today), wanted)
    said = {
        "wanted": wanted,
        "groups": grouped(request.user, part.petitions, new, today),
        "part": part,
        "counted": worklist.counts(rows, wanted, waiting, today),
        "columns": columns(request),
        "all_columns": COLUMNS,
        "today": today,
    }
    said["facets"] = facets(said["counted"], wanted)
    return render(request, "petitions/worklist.html", said | choices(request) | beside(request, today))


def columns(request: HttpRequest) -> list[str]:
    """Those of the address, which others may send; else those that this person chose."""
    asked_for = [name for name in request.GET.get("cols", "").split(",") if name in COLUMNS]
    return asked_for or [name for name in desk.columns(request.user) if name in COLUMNS] or list(FIRST)


def facets(counted: worklist.Counts, wanted: worklist.Asked) -> dict[str, Any]:
    """The counts that filter: (value, words, state or icon, count), those with nothing behind them left out."""
    return {
        "due": [(b, w, s, n) for b, (w, s) in worklist.BUCKETS.items() if (n := counted.due[b]) or b == wanted.due],
        "wait": [
            (name, w, i, n)
            for name, (w, i) in worklist.WAITS.items()
            if (n := counted.wait.get(name, 0)) or name == wanted.wait
        ],
    }


def grouped(account: Any, found: list[Petition], new: list[int], today: date) -> list[tuple[Any, list[Row]]]:
    """The rows under the words of their bucket. One query each for clocks, holders and absences of the page."""
    refs = [petition.ref for petition in found]
    clocks, since = deadlines.nearest(refs), worklist.held_since(refs)
    away = organisation.stand_ins({p.handler_id for p in found if p.handler_id}, today)
    mine = set(queries.acting_for(account, today)) - {account.pk}
    groups: dict[str, list[Row]] = {}
    for p in found:
        clock, held, absence = clocks.get(p.ref), since.get(p.ref), away.get(p.handler_id or 0)
        row = Row(
            petition=p,
            clock=deadline_cards.card(clock, today, p.urged) if clock else None,
            days=(today - held).days if held else None,
            stand_in=str(absence.stand_in) if absence else "",
            for_me=p.handler_id in mine,
            new=p.pk in new,
        )
        groups.setdefault(worklist.bucket_of(p, today), []).append(row)
    return [(worklist.BUCKETS[b][0] if b else _("không có thời hạn"), rows) for b, rows in groups.items()]


def choices(request: HttpRequest) -> dict[str, Any]:
    """What the bar of filters offers to this person."""
    units = units_with(request.user, "petitions.assign")
    handlers = organisation.holders(units, SETTLERS, timezone.localdate()) if units else []
    query = kept(request.GET.dict())
    return {
        "kinds": codes.Kind.choices,
        "channels": codes.Channel.choices,
        "fields": codes.Field.choices,
        "states": worklist.states(),
        "scopes": worklist.SCOPES,
        "saved": [(one, one.query == query) for one in SavedFilter.objects.filter(account=request.user) if one.name],
        "query": query,
        "handlers": sorted({(p.account_id, p.account.full_name) for p in handlers}, key=lambda pair: pair[1]),
        "desks": desks(units_with(request.user, "petitions.see"), request.GET.get("desk", "")),
        "can_assign": bool(units),
        "can_urge": can(request.user, "petitions.urge"),
        "can_receive": can(request.user, "petitions.receive"),
    }


def desks(units: frozenset[int], chosen: str) -> SafeString:
    """The units as options of a choice, written here: a city has five hundred, and a template takes its time."""
    if len(units) < 2:
        return SafeString()
    known = organisation.existing_in(None).filter(pk__in=units).values_list("pk", "name")
    marks = (SafeString(), SafeString(" selected"))
    rows = ((pk, marks[str(pk) == chosen], name) for pk, name in known)
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)


def beside(request: HttpRequest, today: date) -> dict[str, Any]:
    """What stands in the rail: what others hold, whose work one does, the sittings to come, reminders."""
    elsewhere = worklist.waiting_elsewhere(request.user)
    names = organisation.existing_in(None).in_bulk([row["desk_id"] for row in elsewhere])
    seen = units_with(request.user, "petitions.see")
    return {
        "elsewhere": [(names.get(row["desk_id"]), row, "" if row["desk_id"] in seen else "away") for row in elsewhere],
        "sees_units": bool(seen),
        "standing_in": organisation.standing_in(request.user.pk, today),
        "sittings": worklist.two_weeks(request.user, today),
        "silent": desk.silent(request.user),
    }


# --- work in bulk ---


@permission("petitions.read")
@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Give the ticked petitions to one handler, or draft urging letters for them; those refused are named with why."""
    ids = [int(pk) for pk in request.POST.getlist("petition") if pk.isdecimal() and len(pk) < 19]
    chosen = list(queries.petitions_visible_to(request.user).filter(pk__in=ids))
    acts = {"assign": assign, "urge": urge}
    act = request.POST.get("act", "")
    if act not in acts:
        raise PermissionDenied(act)
    if chosen:
        acts[act](request, chosen)
    else:
        messages.error(request, _("Chọn ít nhất một đơn trong danh sách."))
    return HttpResponseRedirect(address(kept(request.POST.dict())))


def assign(request: HttpRequest, chosen: list[Petition]) -> None:
    """Give all to one handler; who has a conflict in one of them is refused that one."""
    to, on = request.POST.get("to", ""), timezone.localdate()
    handler = Account.objects.filter(pk=int(to)).first() if to.isdecimal() and len(to) < 19 else None
    if handler is None:
        messages.error(request, _("Chọn người giải quyết."))
        return
    done = each(request, chosen, lambda p: settling.assign(p, handler, by=request.user, on=on))
    if done:
        said = ngettext("Đã giao %(n)s đơn cho %(who)s.", "Đã giao %(n)s đơn cho %(who)s.", len(done))
        messages.success(request, said % {"n": len(done), "who": handler})


def urge(request: HttpRequest, chosen: list[Petition]) -> None:
    """Draft one urging letter for each that is late; the drafts are gone through together."""
    done = each(request, chosen, lambda p: ending.urge(p, by=request.user, on=timezone.localdate()))
    if not done:
        return
    words = ngettext("Đã soạn %(n)s văn bản đôn đốc.", "Đã soạn %(n)s văn bản đôn đốc.", len(done)) % {"n": len(done)}
    try:
        drafts = reverse("petitions:letters_batch")
    except NoReverseMatch:
        messages.success(request, words)
        return
    ids = urlencode({"petition": [p.pk for p in done]}, doseq=True)
    door = format_html('<a href="{}?{}">{}</a>', drafts, ids, _("Xem và ban hành các dự thảo"))
    messages.success(request, format_html("{} {}", words, door))


def each(request: HttpRequest, chosen: list[Petition], act: Callable[[Petition], Any]) -> list[Petition]:
    """Take the act on each; answers those on which it was taken, and says of the others what stood against it."""
    done = []
    for petition in chosen:
        try:
            act(petition)
        except (Refusal, PermissionDenied) as refusal:
            messages.error(request, f"{petition.number}: {refusal}")
        else:
            desk.own_act(request.user, petition)
            done.append(petition)
    return done


# --- what the desk keeps ---


def kept(given: dict[str, str]) -> str:
    """The part of an address that a filter is, in one order, so that the same filter is the same text."""
    return urlencode({name: given[name] for name in KEPT if given.get(name)})


def address(query: str) -> str:
    return reverse("petitions:list") + (f"?{query}" if query else "")


@permission("petitions.read")
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep the present filter under a name (kept already, it is renamed), or forget one."""
    forget = request.POST.get("forget", "")
    if forget.isdecimal() and len(forget) < 19:
        SavedFilter.objects.filter(account=request.user, pk=int(forget)).exclude(name="").delete()
        messages.success(request, _("Đã bỏ bộ lọc."))
        return HttpResponseRedirect(address(""))
    name, query = request.POST.get("name", "").strip()[:80], kept(request.POST.dict())
    if not name:
        messages.error(request, _("Đặt tên cho bộ lọc."))
    elif desk.keep_filter(request.user, name, query):
        messages.success(request, _("Đã đổi tên bộ lọc thành «%(name)s».") % {"name": name})
    else:
        messages.success(request, _("Đã lưu bộ lọc «%(name)s».") % {"name": name})
    return HttpResponseRedirect(address(query))


@permission("petitions.read")
@require_POST
def keep_columns(request: HttpRequest) -> HttpResponse:
    """Remember which columns this person wants to see, here and on every other machine."""
    desk.keep_columns(request.user, [name for name in COLUMNS if name in request.POST.getlist("cols")] or list(FIRST))
    return HttpResponseRedirect(address(kept(request.POST.dict())))


@permission("petitions.read")
@require_POST
def reminders(request: HttpRequest) -> HttpResponse:
    """Switch the daily e-mail off, or on, to the address that is given with it."""
    silent, address_given = request.POST.get("silent") == "1", request.POST.get("email", "").strip()
    if not silent and address_given:
        try:
            validate_email(address_given)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return HttpResponseRedirect(address(""))
        Account.objects.filter(pk=request.user.pk).update(email=address_given)
    desk.keep_silent(request.user, silent=silent)
    off, on = _("Đã tắt nhắc việc qua thư điện tử."), _("Đã bật nhắc việc qua thư điện tử.")
    messages.success(request, off if silent else on)
    return HttpResponseRedirect(address(""))


routes = [
    path("", page, name="list"),
    path("hang-loat/", bulk, name="bulk"),
    path("bo-loc/", save, name="save_filter"),
    path("cot/", keep_columns, name="columns"),
    path("nhac-viec/", reminders, name="reminders"),
]
