"""The pages of every register, driven by its declaration: list, entry, record, steps, correction, export."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.lifecycle import Step
from liemchinh.spine import moves, registers
from liemchinh.spine.access import SIGNED_IN, can, permission, units_with
from liemchinh.spine.registers import Register
from liemchinh.spine.search.finding import Search
from liemchinh.spine.web import acts, conflict, exports, history, hits, listing, menu, paging
from liemchinh.spine.web.formats import number
from liemchinh.spine.web.register_forms import RecordForm, StepForm, form_class
from liemchinh.spine.web.register_steps import creating, offered_steps
from liemchinh.spine.web.templatetags.lc import words

#: What the next entry keeps of the last one: the same evening often has several lines.
KEPT_KINDS = ("date", "choice")


def declared(request: HttpRequest, name: str, act: str = "read") -> Register:
    """The register of that name, for somebody who may do `act` in it."""
    try:
        found = registers.get(name)
    except KeyError as unknown:
        raise Http404(name) from unknown
    if not can(request.user, found.ability(act)):
        raise PermissionDenied(found.ability(act))
    return found


def one(request: HttpRequest, register: Register, pk: int) -> Any:
    """The record, if this person may see it; otherwise there is none."""
    record = listing.with_unit(register.visible_to(request.user), register).filter(pk=pk).first()
    if record is None:
        raise Http404(f"{register.name}:{pk}")
    return record


@permission(SIGNED_IN)
@require_GET
def records(request: HttpRequest, name: str) -> HttpResponse:
    """The list: filters in the address, counts that filter, paging by key."""
    register = declared(request, name)
    wanted = listing.filters(request.GET.dict(), register)
    visible = register.visible_to(request.user)
    found = listing.question(listing.with_unit(visible, register), register, wanted, request.user)
    page = searched(request, found, wanted) if found else listed(request, visible, register, wanted)
    anywhere = listing.question(visible, register, wanted, request.user, by_state=False) if wanted.state else found
    states = facets(visible, register, wanted, page, anywhere)
    units = listing.units_of(register, units_with(request.user, register.ability("read")))
    context = {
        "register": register,
        "page": page,
        "wanted": wanted,
        "searched": found is not None,
        "unit_options": listing.options(((u.pk, str(u)) for u in units), wanted.unit) if len(units) > 1 else "",
        "unit_column": len(units) > 1 and not register.host,
        "columns": listing.listed(register),
        "headline": listing.headline(register),
        "table": [(record, cells(register, record)) for record in page.rows],
        "states": states,
        "all_states": None if uncounted(page) else sum(n or 0 for _state, _words, n in states),
        "sums": {} if uncounted(page) else sums(counted(visible, register, wanted, found), register),
    }
    return render(request, "spine/register/list.html", context | tools(request, register))


def searched(request: HttpRequest, found: Search, wanted: listing.Filters) -> paging.Page:
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    return hits.page(found, after=after, before=before, by_relevance=wanted.by_relevance)


def listed(request: HttpRequest, visible: Any, register: Register, wanted: listing.Filters) -> paging.Page:
    rows = listing.narrowed(visible, register, wanted)
    # States have no index to count by: over a long register they are listed, not counted.
    count = not wanted.state or paging.counted(visible) is not None
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    return paging.page(listing.with_unit(rows, register), register.date, after=after, before=before, count=count)


def counted(
    visible: Any, register: Register, wanted: listing.Filters, found: Search | None, *, by_state: bool = True
) -> Any:
    """The records of a list short enough to be counted, as a queryset: the hits of a search by their keys."""
    if found is None:
        return listing.narrowed(visible, register, wanted, by_state=by_state)
    return visible.filter(pk__in=found.keys())


def tools(request: HttpRequest, register: Register) -> dict[str, Any]:
    """What the list's head offers to this person."""
    return {
        "can_write": can(request.user, register.ability("write")),
        "can_export": can(request.user, register.ability("export")),
        "import_url": import_url(request, register),
    }


def uncounted(page: paging.Page) -> bool:
    return page.total is None or page.total == paging.UNCOUNTED


def cells(register: Register, record: Any) -> list[tuple[Any, str]]:
    return [(column, listing.cell(column, record)) for column in listing.listed(register)]


def facets(
    visible: Any, register: Register, wanted: listing.Filters, page: paging.Page, found: Search | None
) -> list[tuple[str, str, int | None]]:
    """Counts by state, while the list is short enough to be counted; otherwise the states alone."""
    if uncounted(page) or (found and found.total is None):
        return [(s, words(pair), None) for s, pair in register.lifecycle.states.items() if s != "undone"]
    return [*listing.state_counts(counted(visible, register, wanted, found, by_state=False), register)]


def sums(rows: Any, register: Register) -> dict[str, str]:
    """Column -> sum over the records that count, for the foot of the table."""
    totals = [c.field for c in register.columns if c.total]
    found = register.counted(rows).order_by().aggregate(**{f"sum_{f}": Sum(f) for f in totals}) if totals else {}
    return {f: number(found[f"sum_{f}"]) for f in totals if found[f"sum_{f}"] is not None}


def import_url(request: HttpRequest, register: Register) -> str:
    if not can(request.user, register.ability("import")):
        return ""
    return menu.address("import-new", register.name)


@permission(SIGNED_IN)
@require_GET
def export(request: HttpRequest, name: str) -> HttpResponse:
    """The records that the list's filters leave, as an Excel file."""
    register = declared(request, name, "export")
    wanted = listing.filters(request.GET.dict(), register)
    rows = listing.narrowed(register.visible_to(request.user), register, wanted, account=request.user)
    records = rows.prefetch_related(*register.related).order_by(register.date, "pk").iterator(chunk_size=2000)
    unsealed = units_with(request.user, register.guard) if register.guard else frozenset()
    response = HttpResponse(exports.workbook(register, records, unsealed), content_type=exports.CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{exports.filename(register, timezone.localdate())}"'
    return response


@permission(SIGNED_IN)
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, name: str) -> HttpResponse:
    """A new record; each way in which one can come to be has its button."""
    register = declared(request, name, "write")
    if register.entry:
        return HttpResponseRedirect(reverse(register.entry))
    ways = [s for s in creating(register) if can(request.user, s.ability)]
    if not ways:
        raise PermissionDenied(register.ability("write"))
    make = form_class(register)
    if request.method == "POST":
        form = make(request.POST, account=request.user)
        step = next((s for s in ways if s.name == request.POST.get("step")), ways[0])
        if (
            form.is_valid()
            and not written_before(request, form, register)
            and saved(request, form, form.instance, step)
        ):
            return HttpResponseRedirect(after_entry(request, register, form))
    else:
        form = make(initial=request.GET.dict(), account=request.user)
    return render(request, "spine/register/enter.html", {"register": register, "form": form, "ways": ways})


def written_before(request: HttpRequest, form: RecordForm, register: Register) -> bool:
    """Whether the register holds the very same entry; the person is asked once whether it is meant twice."""
    said = {name: form.cleaned_data.get(name) for name in (register.unit, *register.key)}
    if request.POST.get("twice") or not register.key or None in said.values():
        return False
    if not register.counted(register.model._default_manager.all()).filter(**said).exists():
        return False
    form.add_error(
        None, _("Sổ đã có một bản ghi giống hệt. Nếu đúng là hai lần khác nhau, đánh dấu ô bên dưới rồi ghi lại.")
    )
    form.repeated = True
    return True


def saved(request: HttpRequest, form: RecordForm, record: Any, step: Step) -> bool:
    """Take the creating step; what stands against it is shown on the form, with everything typed still there."""
    try:
        with transaction.atomic():
            acts.take(record, step.name, by=request.user, on=timezone.localdate())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    except PermissionDenied as denied:
        form.add_error(None, str(denied))
    except IntegrityError as error:
        form.add_error(None, violated(record, error))
    else:
        messages.success(request, _("Đã lưu lúc %(time)s.") % {"time": f"{timezone.localtime():%H:%M}"})
        return True
    return False


def violated(record: Any, error: IntegrityError) -> str:
    """The sentence of the constraint that the database names."""
    said = str(error)
    for constraint in record._meta.constraints:
        if constraint.name in said:
            return str(constraint.get_violation_error_message())
    return _("Bản ghi trùng với một bản ghi đã có, hoặc thiếu điều kiện của sổ.")


def after_entry(request: HttpRequest, register: Register, form: RecordForm) -> str:
    """The record's page; or the next empty form, which keeps unit, date, host and kind."""
    if request.POST.get("then") != "next":
        return reverse("record", args=[register.name, form.instance.pk])
    kept = {register.unit, register.host, *(c.field for c in register.columns if c.kind in KEPT_KINDS)}
    values = {n: form.data.get(n, "") for n in form.fields if n in kept and form.data.get(n)}
    return f"{reverse('register_new', args=[register.name])}?{urlencode(values)}"


@permission(SIGNED_IN)
@require_GET
def record(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """One record: facts, lawful steps, history."""
    register = declared(request, name)
    found = one(request, register, pk)
    if own := menu.own_page(found.ref):
        return HttpResponseRedirect(own)
    context = {
        "register": register,
        "record": found,
        "facts": [(c.title, listing.cell(c, found)) for c in register.columns],
        "unit": getattr(found, register.unit),
        "steps": offered_steps(found, request.user),
        "can_correct": can_correct(found, request.user),
        "events": history.of(found),
    }
    return render(request, "spine/register/record.html", context)


def can_correct(record: Any, account: Any) -> bool:
    try:
        return not moves.barred(record, record.lifecycle.step("correct"), account)
    except KeyError:
        return False


@permission(SIGNED_IN)
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, name: str, pk: int, step: str) -> HttpResponse:
    """Before a step: what it does, on which day, and why. Nothing happens on GET."""
    register = declared(request, name)
    found = one(request, register, pk)
    if own := menu.own_page(found.ref):
        return HttpResponseRedirect(own)
    act = next((s for s in register.lifecycle.steps if s.name == step and s.sources and not s.quiet), None)
    if act is None:
        raise Http404(step)
    closed = moves.barred(found, act, request.user)
    initial = {"on": timezone.localdate(), "seen": found.version}
    form = StepForm(request.POST or None, initial=initial, ask_reason=act.reason)
    if request.method == "POST" and not closed and form.is_valid() and stepped(request, form, found, act):
        return HttpResponseRedirect(reverse("record", args=[register.name, pk]))
    context = {"register": register, "record": found, "step": act, "form": form, "closed": closed}
    return render(request, "spine/register/step.html", context)


def stepped(request: HttpRequest, form: StepForm, record: Any, act: Step) -> bool:
    asked = form.cleaned_data
    try:
        with transaction.atomic():
            acts.take(
                record, act.name, by=request.user, on=asked["on"], reason=asked.get("reason", ""), seen=asked["seen"]
            )
    except (Refusal, PermissionDenied) as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("%(verb)s: đã ghi lúc %(time)s.") % {
        "verb": words(act), "time": f"{timezone.localtime():%H:%M}"})  # fmt: skip
    return True


@permission(SIGNED_IN)
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """Write other values, with a reason; if somebody else was quicker, both versions stand side by side."""
    register = declared(request, name)
    found = one(request, register, pk)
    if own := menu.own_page(found.ref):
        return HttpResponseRedirect(own)
    closed = moves.barred(found, register.lifecycle.step("correct"), request.user)
    if closed:
        raise PermissionDenied(closed)
    make = form_class(register)
    differences: list[conflict.Difference] = []
    if request.method == "POST":
        form = make(request.POST, instance=one(request, register, pk), account=request.user)
        why = StepForm(request.POST, ask_reason=True, ask_day=False)
        if form.is_valid() & why.is_valid():
            try:
                if corrected(request, form, why, found):
                    return HttpResponseRedirect(reverse("record", args=[register.name, pk]))
            except moves.Stale as stale:
                found = stale.current
                form, why, differences = side_by_side(request, form, found)
    else:
        form = make(instance=found, account=request.user)
        why = StepForm(initial={"seen": found.version}, ask_reason=True, ask_day=False)
    context = {
        "register": register,
        "record": found,
        "form": form,
        "why": why,
        "differences": differences,
        "base": json.dumps(conflict.as_typed(form, one(request, register, pk)), ensure_ascii=False),
    }
    return render(request, "spine/register/correct.html", context)


def corrected(request: HttpRequest, form: RecordForm, why: StepForm, record: Any) -> bool:
    """Write the changed fields into the record as it stands. Raises Stale when it is no longer what this person saw."""
    columns = {
        conflict.field_value(form, n): getattr(form.instance, conflict.field_value(form, n)) for n in form.changed_data
    }
    if not columns:
        form.add_error(None, _("Chưa có gì thay đổi."))
        return False
    try:
        with transaction.atomic():
            acts.correct(
                record, columns, by=request.user, on=timezone.localdate(), reason=why.cleaned_data["reason"],
                seen=why.cleaned_data["seen"],
            )  # fmt: skip
    except moves.Stale:
        raise
    except (Refusal, PermissionDenied) as refusal:
        form.add_error(None, str(refusal))
        return False
    except IntegrityError as error:
        form.add_error(None, violated(record, error))
        return False
    messages.success(request, _("Đã đính chính lúc %(time)s.") % {"time": f"{timezone.localtime():%H:%M}"})
    return True


def side_by_side(
    request: HttpRequest, form: RecordForm, current: Any
) -> tuple[RecordForm, StepForm, list[conflict.Difference]]:
    """The form again: what this person wrote, the other's values where this person had changed nothing."""
    base = conflict.began_with(request.POST.get("base", ""))
    differences = conflict.compare(form, base, current)
    again = type(form)(conflict.merged(form, base, current), instance=current, account=request.user)
    data = request.POST.copy()
    data["seen"] = str(current.version)
    return again, StepForm(data, ask_reason=True, ask_day=False), differences
