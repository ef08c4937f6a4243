"""Narrative reports: taken in, read, and each figure confirmed, corrected or rejected."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liemchinh.apps.figures import actions, links, queries, reading, taking_in
from liemchinh.apps.figures.asking import year_of
from liemchinh.apps.figures.forms import AddForm, NarrativeForm, ReasonForm, ValueForm
from liemchinh.apps.figures.models import Narrative, Proposal
from liemchinh.apps.organisation.models import Unit
from liemchinh.kernel.errors import Refusal
from liemchinh.spine import files
from liemchinh.spine.access import can, permission, posts, units_with
from liemchinh.spine.jobs import Job
from liemchinh.spine.web import paging


@permission("figures.read")
@require_GET
def narratives(request: HttpRequest) -> HttpResponse:
    """The narrative reports that this person may see, the latest period first."""
    page = paging.page(
        queries.narratives_visible_to(request.user), "period_end",
        after=request.GET.get("after", ""), before=request.GET.get("before", ""),
    )  # fmt: skip
    counts = queries.counts(page.rows)
    rows = [(n, counts[n.pk].get("proposed", 0), sum(counts[n.pk].values())) for n in page.rows]
    context = {"page": page, "rows": rows, "can_write": can(request.user, "figures.write")}
    return render(request, "figures/narratives.html", context)


@permission("figures.write")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Hand in a file."""
    units = units_with(request.user, "figures.write")
    if request.method == "POST":
        form = NarrativeForm(request.POST, request.FILES, units=units)
        if form.is_valid() and (there := taken(request, form)):
            return HttpResponseRedirect(there)
    else:
        form = NarrativeForm(initial=first_guess(request), units=units)
    return render(request, "figures/narrative_new.html", {"form": form})


def first_guess(request: HttpRequest) -> dict[str, Any]:
    """The person's own unit, and the present year."""
    year = year_of(timezone.localdate())
    own = Unit.objects.filter(pk__in=[p.unit_id for p in posts(request.user)]).first()
    code = own.code if own else ""
    return {"unit": request.GET.get("unit", code), "start": year.start, "end": year.end}


def taken(request: HttpRequest, form: NarrativeForm) -> str:
    """The address of the narrative, or of the page that shows how far the reading is; "" where it was refused."""
    said = form.cleaned_data
    try:
        file = files.keep(said["file"], said["file"].name, request.user)
        found = taking_in.start(
            file, said["unit"], form.period, said["title"], said["number"], by=request.user, on=timezone.localdate()
        )
    except Refusal as refusal:
        form.add_error("file", str(refusal))
        return ""
    if isinstance(found, Job):
        return reverse("figures:narrative-job", args=[found.pk])
    return reverse("figures:narrative", args=[found.pk])


@permission("figures.write")
@require_GET
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the reading of a large file is; goes to the narrative when it is done."""
    found = get_object_or_404(Job, pk=pk, kind="figures.narrative", owner=request.user)
    if found.status == Job.Status.DONE and found.result:
        there = reverse("figures:narrative", args=[found.result["narrative"]])
        if request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Redirect": there})
        return HttpResponseRedirect(there)
    part = "#progress" if request.headers.get("HX-Request") else ""
    return render(request, f"figures/narrative_job.html{part}", {"job": found})


def one(request: HttpRequest, pk: int) -> Narrative:
    return get_object_or_404(queries.narratives_visible_to(request.user), pk=pk)


@permission("figures.read")
@require_GET
def narrative(request: HttpRequest, pk: int) -> HttpResponse:
    """The text with its figures marked, and beside it the list to decide."""
    return page(request, one(request, pk))


def page(
    request: HttpRequest, found: Narrative, *, edit: ValueForm | None = None, add: AddForm | None = None,
    finish: ReasonForm | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page, with a form that was sent back where there is one."""
    view = reading.Page(found, request.user, shown=request.GET.get("loc", ""), at=number(request.GET.get("so", "")))
    editing = number(request.GET.get("sua", ""))
    if edit is None and (wanted := view.by_key.get(editing)) and view.can_decide:
        edit = ValueForm(initial=reading.initial(wanted))
    if add is None and "them" in request.GET and view.can_decide:
        add = AddForm(initial={"quote": reading.quoted(found, request.GET["them"])})
    context = {
        "narrative": found, "view": view, "edit": edit, "editing": editing, "add": add,
        "finish": finish or ReasonForm(), "undo": undo(view, request.GET.get("loai", "")),
        "board_url": links.list_url(found.unit, found.period),
    }  # fmt: skip
    return render(request, "figures/narrative.html", context, status=status)


def undo(view: reading.Page, key: str) -> Proposal | None:
    """What this person has just rejected, while it is rejected still."""
    item = view.by_key.get(number(key))
    return item if item is not None and item.state == "rejected" and view.can_decide else None


def number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


@permission("figures.write")
@require_POST
def decide(request: HttpRequest, pk: int, proposal: int) -> HttpResponse:
    """Confirm, correct or reject one figure, then on to the next one that waits; or take a rejection back."""
    found = one(request, pk)
    item = get_object_or_404(Proposal, pk=proposal, narrative=found)
    asked = {"by": request.user, "on": timezone.localdate(), "seen": number(request.POST.get("seen", "")) or None}
    act = request.POST.get("do", "")
    if act in DECISIONS:
        decided(request, item, act, asked)
    elif act == "correct":
        form = ValueForm(request.POST)
        if not corrected(form, item, asked):
            request.GET = request.GET.copy()
            request.GET["sua"] = str(item.pk)
            return page(request, found, edit=form, status=422)
    else:
        raise Http404(act)
    return HttpResponseRedirect(at(found, item) if act == "restore" else onward(found, item))


DECISIONS = ("confirm", "reject", "restore")


def decided(request: HttpRequest, item: Proposal, act: str, asked: dict[str, Any]) -> None:
    """Somebody else may have decided a moment ago: that is told on the narrative's own page."""
    try:
        if act == "confirm":
            actions.confirm(item, **asked)
        elif act == "restore":
            actions.restore(item, **asked)
        else:
            actions.reject(item, reason=request.POST.get("reason", ""), **asked)
    except Refusal as refusal:
        messages.warning(request, str(refusal))


def corrected(form: ValueForm, item: Proposal, asked: dict[str, Any]) -> bool:
    if not form.is_valid():
        return False
    try:
        actions.correct(item, form.said, **asked)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def onward(found: Narrative, item: Proposal) -> str:
    """The next passage that waits, else the one just decided."""
    waiting = found.proposals.filter(state="proposed").order_by("start", "pk")
    following = waiting.filter(start__gte=item.start).first() or waiting.first() or item
    return at(found, following, rejected=item if item.state == "rejected" else None)


def at(found: Narrative, item: Proposal, rejected: Proposal | None = None) -> str:
    """The page at one entry; what was just rejected can be taken back there."""
    undo = f"&loai={rejected.pk}" if rejected else ""
    return f"{reverse('figures:narrative', args=[found.pk])}?so={item.pk}{undo}#c{item.pk}"


@permission("figures.write")
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A figure that the reader missed."""
    found = one(request, pk)
    form = AddForm(request.POST)
    if form.is_valid():
        try:
            start, end = actions.find(found, form.cleaned_data["quote"])
            made = actions.add(found, form.said, start, end, by=request.user, on=timezone.localdate())
        except Refusal as refusal:
            form.add_error("quote", str(refusal))
        else:
            assert made.proposal is not None
            return HttpResponseRedirect(at(found, made.proposal))
    return page(request, found, add=form, status=422)


@permission("figures.confirm")
@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """The head of the unit signs off; where a check warns, a short reason stays with it."""
    found = one(request, pk)
    reason = request.POST.get("reason", "")
    try:
        actions.finish(found, by=request.user, on=timezone.localdate(), reason=reason)
    except Refusal as refusal:
        form = ReasonForm({"reason": reason})
        form.add_error(None, str(refusal))
        return page(request, found, finish=form, status=422)
    return HttpResponseRedirect(links.list_url(found.unit, found.period))


@permission("figures.confirm")
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to confirming, with a reason."""
    found = one(request, pk)
    actions.reopen(found, by=request.user, on=timezone.localdate(), reason=request.POST.get("reason", ""))
    return HttpResponseRedirect(reverse("figures:narrative", args=[pk]))
