"""What is added to a petition after its entry: people, parts that become petitions of their own, what follows it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import formset_factory
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.apps.petitions import codes, looking, proposals, queries
from liemchinh.apps.petitions.actions import ending, filing, receiving
from liemchinh.apps.petitions.forms.filing import AppealForm, PartForm, PersonForm
from liemchinh.apps.petitions.models import Party, Petition
from liemchinh.apps.petitions.views.finding import petition_of
from liemchinh.kernel.classify import classify
from liemchinh.kernel.errors import Refusal
from liemchinh.spine.access import can, permission
from liemchinh.spine.moves import Stale, barred


@permission("petitions.classify")
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, pk: int, party: int | None = None) -> HttpResponse:
    """Add somebody to the petition, or correct what is written of them, with the reason."""
    petition = petition_of(request, pk)
    if not can(request.user, "petitions.classify", petition.access_unit_id()):
        raise Http404(f"petition {pk}")
    senders = queries.may_see_senders(request.user, petition)
    instance = _party(request, petition, party, senders)
    first = {"role": request.GET.get("role", codes.PartyRole.RESPONDENT)} if party is None else {}
    form = PersonForm(request.POST or None, petition=petition, senders=senders, instance=instance, initial=first)
    if request.method == "POST" and form.is_valid() and _written(request, form):
        return HttpResponseRedirect(reverse("petitions:petition", args=[pk]) + "?tab=nguoi")
    said = {
        "petition": petition,
        "form": form,
        "title": _("Sửa người liên quan") if party else _("Thêm người liên quan"),
    }
    return render(request, "petitions/paper_form.html", said, status=422 if form.errors else 200)


def _party(request: HttpRequest, petition: Petition, key: int | None, senders: bool) -> Party:
    """The person, who may be one that only some may know; a look at who wrote is noted before it is shown."""
    if key is None:
        return Party(petition=petition)
    found = petition.parties.filter(pk=key).first()
    if found is None or (found.role in codes.SENDERS and not senders):
        raise Http404(f"party {key}")
    if found.role in codes.SENDERS and request.method == "GET":
        looking.senders(petition, "check", by=request.user)
    return found


def _written(request: HttpRequest, form: PersonForm) -> bool:
    reason, seen = form.cleaned_data["reason"], form.cleaned_data["seen"]
    try:
        filing.write_person(form.instance, by=request.user, on=timezone.localdate(), reason=reason, seen=seen)
    except Stale as stale:
        form.add_error(None, str(stale))
        form.data = form.data.copy()
        form.data["seen"] = str(stale.current.version)  # type: ignore[index]
        return False
    except (Refusal, PermissionDenied) as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Đã ghi người liên quan."))
    return True


@permission("petitions.classify")
@require_http_methods(["GET", "POST"])
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """A letter that holds several matters: the parts as they were found, editable, each to be a petition of its own."""
    petition = petition_of(request, pk)
    closed = barred(petition, petition.lifecycle.step("split"), request.user)
    if closed and not can(request.user, "petitions.classify", petition.access_unit_id()):
        raise Http404(f"petition {pk}")
    found = parts_of(petition)
    rows = int(request.POST.get("more", "0")) if request.POST.get("more", "").isdecimal() else 0
    if rows:
        written = [
            {n: request.POST.get(f"form-{r}-{n}", "") for n in PartForm.base_fields} for r in range(min(rows, 9))
        ]
        forms = _parts(len(written) + 1)(initial=written)
    elif request.method == "POST":
        forms = _parts(0)(request.POST)
        if forms.is_valid() and (done := _split(request, petition, forms)):
            return HttpResponseRedirect(done)
    else:
        forms = _parts(max(len(found), 1))(initial=found)
    said = {"petition": petition, "forms": forms, "closed": closed, "found": len(found)}
    return render(request, "petitions/paper_split.html", said, status=422 if forms.is_bound else 200)


def _parts(rows: int) -> Any:
    return formset_factory(PartForm, extra=rows, max_num=10, absolute_max=20)


def parts_of(petition: Petition) -> list[dict[str, str]]:
    """The further matters that the letter names, the first staying with the petition itself."""
    matters = classify(petition.text, petition.received_on).matters if petition.text else ()
    parts = []
    for matter in matters[1:]:
        text = petition.text[matter.start : matter.end].strip()
        parts.append({
            "subject": " ".join(text.split())[:160], "text": text, "kind": proposals.kind_named(matter.kind),
            "field": proposals.field_named(matter.field),
        })  # fmt: skip
    return parts


def _split(request: HttpRequest, petition: Petition, forms: Any) -> str:
    parts = [part for form in forms if (part := form.part())]
    try:
        receiving.split(petition, parts, by=request.user, on=timezone.localdate())
    except (Refusal, PermissionDenied) as refusal:
        messages.error(request, str(refusal))
        return ""
    numbers = ", ".join(part.number for part in parts)
    messages.success(request, _("Đã tách thành đơn số %(numbers)s.") % {"numbers": numbers})
    return reverse("petitions:petition", args=[petition.pk]) + "?tab=lien-quan"


@permission("petitions.receive")
@require_http_methods(["GET", "POST"])
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter the second complaint, or the denunciation made again, that follows an answered petition."""
    petition = petition_of(request, pk)
    if not queries.may_be_followed(petition):
        raise Refusal(_("Chỉ khiếu nại lần đầu, tố cáo đã kết thúc giải quyết mới có đơn tiếp theo."))
    form = AppealForm(request.POST or None, petition=petition, account=request.user)
    if request.method == "POST" and form.is_valid():
        follows: Petition = form.save(commit=False)
        try:
            ending.appeal(petition, follows, by=request.user, on=timezone.localdate())
        except (Refusal, PermissionDenied) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã tiếp nhận đơn số %(number)s.") % {"number": follows.number})
            return HttpResponseRedirect(reverse("petitions:received", args=[follows.pk]))
    second = petition.kind == codes.Kind.COMPLAINT
    said = {"petition": petition, "form": form, "title": _("Khiếu nại lần hai") if second else _("Tố cáo tiếp")}
    return render(request, "petitions/paper_form.html", said, status=422 if form.errors else 200)


routes = [
    path("<int:pk>/nguoi/them/", person, name="person_new"),
    path("<int:pk>/nguoi/<int:party>/", person, name="person"),
    path("<int:pk>/tach/", split, name="split"),
    path("<int:pk>/don-tiep/", appeal, name="appeal"),
]
