"""What decisions and conclusions ask for, followed to the end (05/KQTH): a list with its ageing, and one at a time."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from liemchinh.apps.petitions import queries
from liemchinh.apps.petitions.actions import ending
from liemchinh.apps.petitions.forms.remedies import DropForm, ProgressForm, RemedyForm
from liemchinh.apps.petitions.models import Remedy
from liemchinh.apps.petitions.views.finding import petition_of
from liemchinh.kernel.errors import Refusal
from liemchinh.spine.access import can, permission
from liemchinh.spine.moves import barred, move
from liemchinh.spine.web import history
from liemchinh.spine.web.templatetags.lc import words

#: How long past its day: (days at least, words); what has no day stands last.
AGES = (
    (91, gettext_lazy("quá hạn trên 90 ngày")),
    (31, gettext_lazy("quá hạn 31–90 ngày")),
    (1, gettext_lazy("quá hạn đến 30 ngày")),
    (-10_000, gettext_lazy("chưa đến hạn")),
)
OPEN = ("due", "partly")
LIMIT = 500


def age(remedy: Remedy, today: date) -> Any:
    """The words of the group in which an open remedy stands."""
    if remedy.due_on is None:
        return _("không ghi hạn")
    days = (today - remedy.due_on).days
    return next(words for least, words in AGES if days >= least)


def remedy_of(request: HttpRequest, pk: int) -> Remedy:
    """The remedy of a petition that this person sees; Http404 else."""
    rows = Remedy.objects.filter(petition__in=queries.petitions_visible_to(request.user))
    found: Remedy | None = rows.select_related("petition", "unit").filter(pk=pk).first()
    if found is None:
        raise Http404(f"remedy {pk}")
    return found


@permission("petitions.read")
@require_GET
def remedies(request: HttpRequest) -> HttpResponse:
    """All that is still to be carried out, the oldest debt first; `state` chooses another list."""
    today = timezone.localdate()
    state = request.GET.get("state", "")
    seen = queries.petitions_visible_to(request.user)
    rows = Remedy.objects.filter(petition__in=seen).select_related("petition", "unit")
    counts = {name: rows.filter(state=name).count() for name in ("partly", "done", "impossible")}
    counts[""] = rows.filter(state__in=OPEN).count()
    shown = rows.filter(state=state) if state in counts and state else rows.filter(state__in=OPEN)
    groups: dict[str, list[Remedy]] = {}
    for remedy in shown.order_by("due_on", "pk")[:LIMIT]:
        words = str(age(remedy, today)) if remedy.state in OPEN else ""
        groups.setdefault(words, []).append(remedy)
    lists = [(name, _list_words(name), counts[name]) for name in ("", "partly", "done", "impossible")]
    context = {"groups": groups, "lists": lists, "state": state}
    return render(request, "petitions/remedies.html", context)


def _list_words(name: str) -> str:
    return _("Phải thực hiện") if not name else words(Remedy.lifecycle.states[name]).capitalize()


@permission("petitions.decide")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down one thing that the decision or conclusion asks for."""
    petition = petition_of(request, pk)
    if not can(request.user, "petitions.decide", petition.access_unit_id()):
        raise PermissionDenied("petitions.decide")
    asked = petition.concluded_on or petition.answered_on
    form = RemedyForm(request.POST or None, initial={"asked_on": asked} if asked else {})
    if request.method == "POST" and form.is_valid():
        remedy: Remedy = form.save(commit=False)
        remedy.petition = petition
        try:
            ending.recommend(remedy, by=request.user, on=timezone.localdate())
        except (Refusal, PermissionDenied) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi việc phải thực hiện."))
            again = request.POST.get("then") == "next"
            there = reverse("petitions:remedy_new", args=[pk]) if again else _tab(pk)
            return HttpResponseRedirect(there)
    context = {"petition": petition, "form": form}
    return render(request, "petitions/remedy_new.html", context, status=422 if form.errors else 200)


def _tab(petition: int) -> str:
    return reverse("petitions:petition", args=[petition]) + "?tab=thi-hanh"


@permission("petitions.read")
@require_http_methods(["GET", "POST"])
def remedy(request: HttpRequest, pk: int) -> HttpResponse:
    """One remedy: what is asked, what was done, and the form in which more is written down."""
    found = remedy_of(request, pk)
    closed = barred(found, found.lifecycle.step("progress"), request.user)
    posted = request.POST if request.method == "POST" else None
    dropping = posted is not None and posted.get("act") == "drop"
    form = ProgressForm(None if dropping else posted, remedy=found)
    drop = DropForm(posted if dropping else None, initial={"seen": found.version})
    if posted is not None and _taken(request, found, drop if dropping else form):
        return HttpResponseRedirect(_tab(found.petition_id))
    left = found.amount - found.amount_done if found.amount is not None else None
    context = {
        "remedy": found, "form": form, "drop": drop, "closed": closed, "left": left,
        "may_drop": not barred(found, found.lifecycle.step("drop"), request.user), "events": history.of(found),
        "age": age(found, timezone.localdate()) if found.state in OPEN else "",
    }  # fmt: skip
    return render(request, "petitions/remedy.html", context, status=422 if form.errors or drop.errors else 200)


def _taken(request: HttpRequest, found: Remedy, form: ProgressForm | DropForm) -> bool:
    """Take the step that was posted; what stands against it is shown on its form, with all that was typed."""
    if not form.is_valid():
        return False
    said = form.cleaned_data
    try:
        if isinstance(form, ProgressForm):
            more = said.get("amount")
            ending.carry_out(found, more, said["proof"], by=request.user, on=said["on"], seen=said["seen"])
        else:
            with move(found, "drop", by=request.user, on=timezone.localdate(), reason=said["reason"],
                      seen_version=said["seen"]):  # fmt: skip
                pass
    except (Refusal, PermissionDenied) as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Đã ghi kết quả thực hiện."))
    return True


routes = [
    path("thi-hanh/", remedies, name="remedies"),
    path("thi-hanh/<int:pk>/", remedy, name="remedy"),
    path("<int:pk>/thi-hanh/them/", new, name="remedy_new"),
]
