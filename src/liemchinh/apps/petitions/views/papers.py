"""Papers of a petition: as they came, page by page as pictures, and their reading beside the form that confirms it."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liemchinh.apps.petitions import handed, proposals
from liemchinh.apps.petitions.actions import filing
from liemchinh.apps.petitions.forms.entry import RespondentForm, accepted, people_forms
from liemchinh.apps.petitions.forms.filing import ReadingForm
from liemchinh.apps.petitions.models import Attachment, Party, Petition
from liemchinh.apps.petitions.views.finding import petition_of
from liemchinh.apps.petitions.views.reading import Reading, propose, show_pages
from liemchinh.kernel.errors import Refusal
from liemchinh.spine import papers
from liemchinh.spine.access import can, permission
from liemchinh.spine.moves import Stale
from liemchinh.spine.papers import showing

#: What a browser may show by itself in a page without rights; everything else is a file to be saved.
_SAFE = {".pdf": "application/pdf", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png"}


def paper_of(request: HttpRequest, pk: int, paper: int, *, look: bool = False) -> Attachment:
    """The paper of a petition that this person sees; Http404 otherwise. `look`: they open it, which may be noted.

    PermissionDenied: it tells who wrote a denunciation, and that is not theirs to know.
    """
    petition = petition_of(request, pk)
    found = petition.attachments.select_related("file", "petition").filter(pk=paper).first()
    if found is None:
        raise Http404(f"paper {paper}")
    allowed = filing.note_look(found, by=request.user) if look else _may_open(found, request.user)
    if not allowed:
        raise PermissionDenied(_("Tệp này có tên người gửi đơn; hồ sơ không giao cho ông/bà nên không mở được."))
    return found


def _may_open(paper: Attachment, account: Any) -> bool:
    from liemchinh.apps.petitions import queries

    return not filing.tells_who_wrote(paper) or queries.may_see_senders(account, paper.petition)


@permission("petitions.read")
@require_GET
def attachment(request: HttpRequest, pk: int, paper: int) -> HttpResponseBase:
    """The file as it came, byte for byte, to be saved: nothing in it runs here."""
    found = paper_of(request, pk, paper, look=True)
    ending = found.name[found.name.rfind(".") :].lower()
    try:
        content = found.file.path.open("rb")
    except FileNotFoundError:
        raise Http404(found.name) from None
    response = FileResponse(content, content_type=_SAFE.get(ending, "application/octet-stream"))
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name)}"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Repr-Digest"] = f"sha-256={found.file.sha256}"
    return response


@permission("petitions.read")
@require_GET
def leaf(request: HttpRequest, pk: int, paper: int, number: int) -> HttpResponseBase:
    """The picture of one page."""
    reading = handed.reading_of(paper_of(request, pk, paper).file)
    if reading is None:
        raise Http404(f"paper {paper}")
    return showing.serve_page(request, reading, number)


@permission("petitions.read")
@require_GET
def state(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """How far the reading is: a part of the page, asked for again and again."""
    found = paper_of(request, pk, paper)
    said = {"file": found.file, "paper": handed.reading_of(found.file)} | _addresses(pk, paper)
    return render(request, "petitions/paper_progress.html", said)


def _addresses(pk: int, paper: int) -> dict[str, str]:
    return {
        "poll_url": reverse("petitions:paper_state", args=[pk, paper]),
        "done_url": reverse("petitions:paper", args=[pk, paper]),
    }


@permission("petitions.classify")
@require_POST
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Add papers to a petition in the register; what may not come in is said, the others are kept."""
    petition = petition_of(request, pk)
    _check(request, petition)
    came = handed.take(request.FILES.getlist("files"), request.user)
    for problem in filter(None, [came.secret, *came.problems]):
        messages.error(request, problem)
    try:
        if came.files:
            original = request.POST.get("original") == "1"
            filing.attach(petition, came.files, by=request.user, on=timezone.localdate(), original=original)
            messages.success(request, _("Đã thêm tệp."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(reverse("petitions:petition", args=[pk]))


def _check(request: HttpRequest, petition: Petition) -> None:
    if not can(request.user, "petitions.classify", petition.access_unit_id()):
        raise PermissionDenied(_("Chỉ người tiếp nhận, phân loại của đơn vị đang giữ hồ sơ ghi được."))


@permission("petitions.classify")
@require_POST
def act(request: HttpRequest, pk: int, paper: int, what: str) -> HttpResponse:
    """Stop the reading of a paper, or begin it again."""
    found = paper_of(request, pk, paper)
    _check(request, found.petition)
    reading = handed.reading_of(found.file) or papers.read(found.file, request.user)
    if what == "dung":
        papers.stop(reading)
    else:
        papers.again(reading, request.user)
    return HttpResponseRedirect(reverse("petitions:paper", args=[pk, paper]))


@permission("petitions.read")
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """The pages on the left, what they say as proposals on the right; a person confirms, nothing is taken by itself."""
    found = paper_of(request, pk, paper, look=request.method == "GET")
    petition = found.petition
    may_write = can(request.user, "petitions.classify", petition.access_unit_id())
    if request.method == "POST":
        _check(request, petition)
        said, taken = accepted(request.POST)
        if "use" in request.POST or "stay" in request.POST:
            reading = _read(found, said)
            form = ReadingForm(instance=petition, initial={n: said.get(n) for n in ReadingForm.base_fields})
            return _page(request, found, form, _respondents(reading, said), reading, taken=taken)
        form = ReadingForm(said, instance=petition)
        people = people_forms(RespondentForm, 0)(said, prefix="respondents", queryset=Party.objects.none())
        if form.is_valid() & people.is_valid() and _confirmed(request, found, form, people):
            return HttpResponseRedirect(reverse("petitions:petition", args=[pk]))
        return _page(request, found, form, people, _read(found, said), status=422)
    form = ReadingForm(instance=petition)
    reading = _read(found, _standing(form))
    return _page(request, found, form if may_write else None, _respondents(reading, {}), reading)


def _standing(form: ReadingForm) -> dict[str, str]:
    """What stands in the fields, as the browser would send it."""
    values = {name: form.initial.get(name) for name in form.fields}
    shown = {
        n: f"{v:%d/%m/%Y}" if isinstance(v, date) else "on" if v is True else str(v or "") for n, v in values.items()
    }
    return shown


def _read(paper: Attachment, said: Any) -> Reading:
    """The reading of the paper, without what stands in the petition or names people that it names already."""
    source = handed.source_of(paper.file)
    reading = Reading(key=str(paper.file_id), source=source, paper=handed.reading_of(paper.file))
    if reading.paper is not None and reading.paper.has_pictures:
        show_pages(reading, lambda n: reverse("petitions:paper_page", args=[paper.petition_id, paper.pk, n]))
    if source is not None:
        known = {party.name for party in paper.petition.parties.all()}
        found = proposals.for_correction(source, paper.petition.received_on)
        rows = {s.name.split("-")[1] for s in found if s.name.endswith("-name") and s.value in known}
        found = [s for s in found if not (s.name.startswith("respondents-") and s.name.split("-")[1] in rows)]
        propose(reading, found, said)
        for name in [n for n in reading.suggestions if n not in ReadingForm.base_fields and "-" not in n]:
            del reading.suggestions[name]
    return reading


def _respondents(reading: Reading, said: Any) -> Any:
    rows = reading.rows("respondents")
    written = [
        {n: said[f"respondents-{row}-{n}"] for n in RespondentForm.base_fields if f"respondents-{row}-{n}" in said}
        for row in range(rows)
    ]
    return people_forms(RespondentForm, rows)(prefix="respondents", queryset=Party.objects.none(), initial=written)


def _page(
    request: HttpRequest, paper: Attachment, form: ReadingForm | None, people: Any, reading: Reading, *,
    taken: int = 0, status: int = 200,
) -> HttpResponse:  # fmt: skip
    pk, key = paper.petition_id, paper.pk
    said = {
        "petition": paper.petition, "paper": paper, "form": form, "respondents": people, "reading": reading,
        "taken": taken, "fields": filing.READ_FIELDS,
        "stop_url": reverse("petitions:paper_act", args=[pk, key, "dung"]),
        "again_url": reverse("petitions:paper_act", args=[pk, key, "doc-lai"]),
    } | _addresses(pk, key)  # fmt: skip
    return render(request, "petitions/paper.html", said, status=status)


def _confirmed(request: HttpRequest, paper: Attachment, form: ReadingForm, people: Any) -> bool:
    """Write it; False with the sentence on the form, and all that was typed still there."""
    named = [f.instance for f in people if f.cleaned_data.get("name")]
    try:
        filing.confirm_reading(
            paper, form.changes(), named, by=request.user, on=timezone.localdate(), seen=form.cleaned_data["seen"]
        )
    except Stale as stale:
        form.add_error(None, str(stale))
        form.data = form.data.copy()
        form.data["seen"] = str(stale.current.version)  # type: ignore[index]
        return False
    except (Refusal, PermissionDenied) as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Đã ghi nội dung đã xác nhận vào hồ sơ."))
    return True


routes = [
    path("<int:pk>/tep/", attach, name="attach"),
    path("<int:pk>/tep/<int:paper>/", attachment, name="attachment"),
    path("<int:pk>/giay/<int:paper>/", page, name="paper"),
    path("<int:pk>/giay/<int:paper>/tien-do/", state, name="paper_state"),
    path("<int:pk>/giay/<int:paper>/trang/<int:number>/", leaf, name="paper_page"),
    path("<int:pk>/giay/<int:paper>/viec/<slug:what>/", act, name="paper_act"),
]
