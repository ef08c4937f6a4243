"""Two petitions side by side, with what agrees and what differs, and the decision; who wrote is covered at first."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from liemchinh.apps.petitions import codes, likenesses, looking, queries
from liemchinh.apps.petitions.actions import pairing
from liemchinh.apps.petitions.forms.twins import OtherForm
from liemchinh.apps.petitions.likenesses import Pair, marking
from liemchinh.apps.petitions.models import Likeness, Party, Petition
from liemchinh.apps.petitions.views.finding import petition_of
from liemchinh.kernel.errors import Refusal
from liemchinh.spine.access import can, permission

#: Verdict, words on its button, key.
VERDICTS = (
    (Likeness.Verdict.DUPLICATE, gettext_lazy("Đơn trùng"), "1"),
    (Likeness.Verdict.SAME_MATTER, gettext_lazy("Cùng vụ việc, không trùng"), "2"),
    (Likeness.Verdict.UNRELATED, gettext_lazy("Không liên quan"), "3"),
)
THEIRS = (
    (Likeness.Verdict.DUPLICATE, gettext_lazy("Đúng là đơn này"), "1"),
    (Likeness.Verdict.UNRELATED, gettext_lazy("Không liên quan"), "3"),
)


def pair_of(request: HttpRequest, pk: int) -> Pair:
    """The pair as this person may see it; Http404 where neither petition is theirs."""
    pair = likenesses.pair_for(pk, request.user)
    if pair is None:
        raise Http404(f"pair {pk}")
    return pair


@permission("petitions.read")
@require_GET
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Both petitions, without the names of who wrote."""
    return shown(request, pair_of(request, pk), {})


def shown(request: HttpRequest, pair: Pair, seen: dict[int, list[Party]]) -> HttpResponse:
    """The page; `seen` holds who wrote each petition, once that was asked for and written down."""
    petitions = [p for p in (pair.own, pair.other) if p is not None and not pair.hidden]
    others = [p for p in likenesses.open_pairs(pair.own, request.user) if p.pk != pair.pk]
    covered = {p.pk: [] if p.pk in seen else names(p) for p in petitions}
    texts = marking.of(petitions, covered) if len(petitions) == 2 else None
    may_decide = not pair.hidden and can(request.user, "petitions.classify", pair.likeness.petition.access_unit_id())
    return render(request, "petitions/twins.html", {
        "pair": pair,
        "sides": [side(p, seen, covered[p.pk], text) for p, text in zip(petitions, texts.sides, strict=True)]
        if texts else [],
        "facts": texts.facts if texts else [],
        "verdicts": (THEIRS if pair.theirs else VERDICTS) if may_decide else (),
        "waiting": len(others),
        "may_look": bool(texts) and not seen and any(queries.may_see_senders(request.user, p) for p in petitions),
        "looked": bool(seen),
        "purposes": looking.PURPOSES,
    })  # fmt: skip


def side(petition: Petition, seen: dict[int, list[Party]], covered: list[str], text: str) -> dict[str, Any]:
    """One column of the page."""
    return {
        "petition": petition,
        "subject": marking.cover(petition.subject, covered),
        "text": text,
        "senders": seen.get(petition.pk),
    }


def names(petition: Petition) -> list[str]:
    """Who wrote: what the page covers."""
    return list(petition.parties.filter(role__in=codes.SENDERS).values_list("name", flat=True))


@permission("petitions.identity")
@require_POST
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """The same page with the names of who wrote, where they are this person's to see; each look is in the ledger."""
    pair = pair_of(request, pk)
    petitions = [p for p in (pair.own, pair.other) if p is not None and not pair.hidden]
    seen: dict[int, list[Party]] = {}
    try:
        for petition in petitions:
            if queries.may_see_senders(request.user, petition):
                seen[petition.pk] = looking.senders(petition, request.POST.get("purpose", ""), by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return shown(request, pair, seen)


@permission("petitions.classify")
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the decision and go on to the next pair of this petition, else back to its page."""
    pair = pair_of(request, pk)
    try:
        pairing.decide(pair.likeness, request.POST.get("verdict", ""), by=request.user, on=timezone.localdate())
    except (Refusal, PermissionDenied) as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(reverse("petitions:twins", args=[pk]))
    messages.success(request, _("Đã ghi kết luận về hai đơn."))
    following = likenesses.open_pairs(pair.own, request.user)
    if following:
        return HttpResponseRedirect(reverse("petitions:twins", args=[following[0].pk]))
    return HttpResponseRedirect(reverse("petitions:petition", args=[pair.own.pk]) + "?tab=lien-quan")


@permission("petitions.classify")
@require_POST
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Put another petition, named by its number, beside this one; nothing is decided by it."""
    petition = petition_of(request, pk)
    form = OtherForm(request.POST, account=request.user)
    try:
        if form.is_valid() and form.other is not None:
            found = likenesses.propose_by_hand(petition, form.other)
            return HttpResponseRedirect(reverse("petitions:twins", args=[found.pk]))
        refused = " ".join(form.errors.get("number", []))
    except Refusal as refusal:
        refused = str(refusal)
    messages.error(request, refused)
    return HttpResponseRedirect(reverse("petitions:petition", args=[pk]) + "?tab=lien-quan")


routes = [
    path("giong/<int:pk>/", page, name="twins"),
    path("giong/<int:pk>/xem/", look, name="twins_look"),
    path("giong/<int:pk>/ket-luan/", decide, name="twins_decide"),
    path("<int:pk>/so-voi/", compare, name="compare"),
]
