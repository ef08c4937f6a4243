"""The page of one petition: head, lawful steps, contents, papers, people, twins, days held, history; and its steps."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liemchinh.apps.petitions import codes, conflicts, desk, likenesses, looking, queries
from liemchinh.apps.petitions.drafting import sealing
from liemchinh.apps.petitions.forms.steps import FORMS, StepForm
from liemchinh.apps.petitions.models import Party, Petition, Watch
from liemchinh.apps.petitions.views.finding import petition_of
from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.lifecycle import Step
from liemchinh.spine import deadlines
from liemchinh.spine.access import can, permission
from liemchinh.spine.deadlines.acts import extension_barred, title
from liemchinh.spine.moves import Stale, barred
from liemchinh.spine.web import history
from liemchinh.spine.web.register_steps import Offer
from liemchinh.spine.web.templatetags.lc import words

TABS = {
    "noi-dung": gettext_lazy("Nội dung"),
    "van-ban": gettext_lazy("Văn bản"),
    "nguoi": gettext_lazy("Người liên quan"),
    "lien-quan": gettext_lazy("Đơn liên quan"),
    "thi-hanh": gettext_lazy("Thi hành"),
    "lich-su": gettext_lazy("Lịch sử"),
}


@permission("petitions.read")
@require_GET
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about one petition that this person may see; `tab` chooses the part in the middle."""
    petition = petition_of(request, pk)
    tab = request.GET.get("tab", "noi-dung")
    if tab not in TABS:
        raise Http404(tab)
    desk.seen(request.user, petition)
    said = context(request, petition) | {"tab": tab} | part(petition, tab, request.user)
    return render(request, "petitions/petition.html", said)


def context(request: HttpRequest, petition: Petition) -> dict[str, Any]:
    """What stands on every tab: the head, the clocks, the steps, the twins that nobody has looked at."""
    with conflicts.remembering():
        steps = offers(petition, request.user)
    pairs = likenesses.pairs_of(petition, request.user)
    return {
        "petition": petition,
        "kind_word": petition.get_kind_display() or _("chưa phân loại"),
        "steps": steps,
        "pairs": pairs,
        "open_twins": sum(p.open for p in pairs),
        "elsewhere": likenesses.elsewhere(pairs),
        "watched": Watch.objects.filter(petition=petition, account=request.user).exists(),
        "may_see_senders": queries.may_see_senders(request.user, petition),
        "may_classify": can(request.user, "petitions.classify", petition.access_unit_id()),
        "may_split": not barred(petition, petition.lifecycle.step("split"), request.user),
        "may_follow": can(request.user, "petitions.receive") and queries.may_be_followed(petition),
        "purposes": looking.PURPOSES,
        "lodged_late": queries.lodged_late(petition),
        "tabs": TABS,
        "today": timezone.localdate(),
    }


def part(petition: Petition, tab: str, account: Any) -> dict[str, Any]:
    """What one tab shows."""
    if tab == "lich-su":
        return {"events": told(petition)}
    if tab == "van-ban":
        return {"letters": petition.letters.all(), "attachments": petition.attachments.select_related("file")}
    if tab == "nguoi":
        return {"others": petition.parties.exclude(role__in=codes.SENDERS).select_related("unit")}
    if tab == "lien-quan":
        return related(petition, account)
    if tab == "thi-hanh":
        may = can(account, "petitions.decide", petition.access_unit_id())
        return {"remedies": petition.remedies.all(), "may_recommend": may}
    return {
        "attachments": petition.attachments.select_related("file"),
        "axes": axes(petition),
    } | masked(petition)


def masked(petition: Petition) -> dict[str, str]:
    """What officials and the letter say, without what points at those who wrote."""
    people = sealing.writers(petition)
    said = ("text", "proposal_note", "draft", "result", "rating_note")
    return {name: sealing.scrubbed(getattr(petition, name), people) for name in said}


def told(petition: Petition) -> list[history.Event]:
    """The history without what points at those who wrote: the letter's text is one of its fields."""
    people = sealing.writers(petition)
    return [
        replace(event, changes=[covered(change, people) for change in event.changes]) for event in history.of(petition)
    ]


def covered(change: history.FieldChange, people: list[Party]) -> history.FieldChange:
    return replace(change, old=sealing.scrubbed(change.old, people), new=sealing.scrubbed(change.new, people))


def axes(petition: Petition) -> list[tuple[str, str]]:
    """The classification, each axis on its line; one that is not settled shows a dash."""
    eligible = {True: _("đủ điều kiện xử lý"), False: _("không đủ điều kiện: %s") % petition.missing, None: ""}
    said = [
        (_("Loại đơn"), petition.get_kind_display()),
        (_("Lần"), petition.get_stage_display() if petition.kind in ("complaint", "denunciation") else ""),
        (_("Lĩnh vực"), petition.get_field_display()),
        (_("Danh tính"), petition.get_identity_display()),
        (_("Điều kiện"), str(eligible[petition.eligible])),
        (_("Thẩm quyền"), " ".join(filter(None, [petition.get_competence_display(), petition.competent_body]))),
        (_("Quyết định, hành vi bị khiếu nại"), petition.against),
        (_("Nơi phát sinh"), petition.place),
        (_("Cơ quan đã giải quyết"), petition.handled_by),
    ]
    return [(label, value) for label, value in said if value]


def related(petition: Petition, account: Any) -> dict[str, Any]:
    """The petitions of the same matter and those that follow it, of those that this person may see."""
    seen = queries.petitions_visible_to(account).select_related("unit")
    same = seen.filter(matter=petition.matter_id).exclude(pk=petition.pk)
    return {
        "same_matter": same if petition.matter_id else [],
        "followed_by": seen.filter(follows=petition),
    }


def offers(petition: Petition, account: Any) -> list[Offer]:
    """The next lawful steps as buttons; of the barred ones those of this person, with what opens them."""
    opened: list[Offer] = []
    closed: list[Offer] = []
    for step in petition.lifecycle.steps:
        if step.name not in FORMS or not can(account, step.ability, petition.access_unit_id()):
            continue
        if sentence := barred(petition, step, account) or too_late(petition, step):
            if petition.state in step.sources:  # others belong to another stage of the work
                closed.append(Offer(words(step), "", "", barred=sentence))
            continue
        url = reverse("petitions:step", args=[petition.pk, step.name])
        opened.append(Offer(words(step), url, says(petition, step), primary=not opened and not step.reason))
    return opened + closed


def too_late(petition: Petition, step: Step) -> str:
    """Why the time can no longer be extended: its last day has passed (WORDING 3.14); "" for other steps."""
    if step.name != "extend":
        return ""
    terms = {act.term for act in step.clocks if act.applies(petition.branches)}
    running = [clock for clock in deadlines.of(petition.ref) if clock.open and clock.term in terms]
    return next((s for clock in running if (s := extension_barred(clock, timezone.localdate()))), "")


def says(petition: Petition, step: Step) -> str:
    """What the step leads to: the state, the clocks that start or stop, the papers that are drafted."""
    said = []
    if step.target is not None:
        said.append(_("Sau đó: %(state)s.") % {"state": words(petition.lifecycle.states[step.target])})
    starting = [title(a.term) for a in step.clocks if a.act == "start" and a.applies(petition.branches)]
    if starting:
        said.append(_("Bắt đầu tính thời hạn: %(terms)s.") % {"terms": "; ".join(starting)})
    if any(a.act == "pause" and a.applies(petition.branches) for a in step.clocks):
        said.append(_("Dừng tính thời hạn."))
    if any(paper.applies(petition.branches) for paper in step.papers):
        said.append(_("Soạn văn bản kèm theo."))
    return " ".join(said)


@permission("petitions.read")
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Before a step: what it writes, starts and drafts. What was typed stays, whatever stands against it."""
    petition = petition_of(request, pk)
    if name not in FORMS or not can(request.user, petition.lifecycle.step(name).ability, petition.access_unit_id()):
        raise Http404(name)
    wanted = petition.lifecycle.step(name)
    closed = barred(petition, wanted, request.user)
    form = FORMS[name](request.POST or None, petition=petition, account=request.user)
    theirs: list[Any] = []
    if request.method == "POST" and form.is_valid():
        theirs, done = taken(form, petition)
        if done:
            messages.success(request, _("%(verb)s: đã ghi lúc %(time)s.") % {
                "verb": words(wanted), "time": f"{timezone.localtime():%H:%M}"})  # fmt: skip
            return HttpResponseRedirect(reverse("petitions:petition", args=[pk]))
    status = 422 if form.errors else 200
    said = {"petition": petition, "step": wanted, "form": form, "closed": closed, "theirs": theirs,
            "says": says(petition, wanted)}  # fmt: skip
    return render(request, "petitions/step.html", said, status=status)


def taken(form: StepForm, petition: Petition) -> tuple[list[Any], bool]:
    """Take the step; answers what somebody else wrote meanwhile, and whether it was taken."""
    try:
        form.take()
    except Stale as stale:
        form.add_error(None, str(stale))
        form.data = form.data.copy()
        form.data["seen"] = str(stale.current.version)  # type: ignore[index]
        return since(petition, form.cleaned_data["seen"]), False
    except (Refusal, PermissionDenied) as refusal:
        form.add_error(None, str(refusal))
        return [], False
    return [], True


def since(petition: Petition, seen: int) -> list[history.Event]:
    """What happened to the petition after the version that this person had before them, newest first."""
    current = Petition.objects.values_list("version", flat=True).get(pk=petition.pk)
    return told(petition)[: max(current - seen, 0)]


@permission("petitions.identity")
@require_POST
def senders(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who wrote, once; the look is in the ledger before the names are on the page."""
    petition = petition_of(request, pk)
    try:
        found = looking.senders(petition, request.POST.get("purpose", ""), by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(reverse("petitions:petition", args=[pk]) + "?tab=nguoi")
    said = (
        context(request, petition)
        | {"tab": "nguoi", "senders": found, "original": petition.text}
        | part(petition, "nguoi", request.user)
    )
    return render(request, "petitions/petition.html", said)


@permission("petitions.read")
@require_POST
def watch(request: HttpRequest, pk: int) -> HttpResponse:
    """Follow the petition, or no longer."""
    petition = petition_of(request, pk)
    found, made = Watch.objects.get_or_create(account=request.user, petition=petition)
    if not made:
        found.delete()
    return HttpResponseRedirect(reverse("petitions:petition", args=[pk]))


routes = [
    path("<int:pk>/", page, name="petition"),
    path("<int:pk>/buoc/<slug:name>/", step, name="step"),
    path("<int:pk>/nguoi-gui/", senders, name="senders"),
    path("<int:pk>/theo-doi/", watch, name="watch"),
]
