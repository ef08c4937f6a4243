"""The papers of a petition: one as it prints, its draft, its issue, its files; and those of a batch in one archive.

Whoever wrote the petition is named only to those who may know, and each such opening is in the ledger (LTC 8, 56).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liemchinh.apps.petitions import drafting, queries
from liemchinh.apps.petitions.actions import letters
from liemchinh.apps.petitions.drafting.papers import form
from liemchinh.apps.petitions.drafting.sheet import filename, sheet
from liemchinh.apps.petitions.forms.letters import CHECKED, EditForm, IssueForm, NewLetterForm, VoidForm, as_typed
from liemchinh.apps.petitions.models import Letter, Party
from liemchinh.apps.petitions.views.finding import petition_of
from liemchinh.kernel.errors import Refusal
from liemchinh.spine.access import can, permission
from liemchinh.spine.moves import Stale
from liemchinh.spine.office import pdf, word
from liemchinh.spine.people import Account

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: So many letters go into one archive.
BATCH = 200
_WITH = ("petition", "petition__unit", "petition__desk", "unit", "unit__parent", "file", "recorded_by")


def letter_of(request: HttpRequest, pk: int) -> Letter:
    """The letter, of a petition that this person sees; Http404 else."""
    found = queries.letters_visible_to(request.user).select_related(*_WITH).filter(pk=pk).first()
    if found is None:
        raise Http404(f"letter {pk}")
    return found


def opened(request: HttpRequest, found: Letter) -> Sequence[Party] | None:
    """Who wrote, where the paper says so and this person may know: then the look is in the ledger first."""
    if not queries.may_see_senders(request.user, found.petition):
        return None
    return letters.senders_for(found, request.user)


@permission("petitions.read")
@require_GET
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper as it prints, and what may be done with it."""
    found = letter_of(request, pk)
    senders = opened(request, found)
    drafts = found.state == "draft" and drafting.may_draft(request.user, found.petition, found.form)
    looked, used = letters.checked_by(found), form(found.form)
    said = {
        "letter": found,
        "used": used,
        "unconfirmed": used.part("mark", drafting.branches_of(found.petition)) == "K",
        "name": named(found),
        "sheet": sheet(found, senders),
        "named": senders is not None,
        "masked": senders is None and letters.says_who(found),
        "open_places": letters.open_places(found) if found.state == "draft" else 0,
        "can_edit": drafts,
        "can_issue": found.state == "draft" and can(request.user, "petitions.decide", found.unit_id),
        "checkers": Account.objects.filter(pk__in=looked) if looked else [],
        "can_check": drafts and used.two_checks and request.user.pk not in looked,
        "checked_words": CHECKED,
    }
    return render(request, "petitions/letter.html", said)


def drafted(request: HttpRequest, pk: int) -> Letter:
    """A letter on which this person may work. PermissionDenied else."""
    found = letter_of(request, pk)
    if not drafting.may_draft(request.user, found.petition, found.form):
        raise PermissionDenied("petitions.handle")
    return found


def taken(used: Any) -> tuple[Letter | None, bool]:
    """Take what the form says: the letter as somebody else left it meanwhile (or None), and whether it was taken."""
    try:
        used.take()
    except Stale as stale:
        used.add_error(None, str(stale))
        used.data = used.data.copy()
        used.data["seen"] = str(stale.current.version)
        current: Letter = stale.current  # type: ignore[assignment]
        return current, False
    except Refusal as refusal:
        used.add_error(None, str(refusal))
        return None, False
    return None, True


@permission("petitions.read")
@require_http_methods(["GET", "POST"])
def letter_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft; where somebody else wrote meanwhile, both are shown and nothing is lost."""
    found = drafted(request, pk)
    used = EditForm(request.POST or None, letter=found, account=request.user)
    theirs: list[tuple[str, str, str]] = []
    if request.method == "POST" and used.is_valid():
        mine = dict(used.cleaned_data)
        current, done = taken(used)
        if done:
            messages.success(request, _("Đã lưu lúc %(time)s.") % {"time": f"{timezone.localtime():%H:%M}"})
            return HttpResponseRedirect(reverse("petitions:letter", args=[pk]))
        theirs = differences(used, mine, current) if current else []
    said = {"letter": found, "used": form(found.form), "form": used, "theirs": theirs, "name": named(found)}
    return render(request, "petitions/letter_edit.html", said, status=422 if used.errors else 200)


def differences(used: EditForm, mine: dict[str, Any], current: Letter) -> list[tuple[str, str, str]]:
    """(field, as it now stands, as this person wrote it) of what differs."""
    now = as_typed(current)
    return [
        (str(used.fields[name].label), str(now[name] or ""), str(mine[name] or ""))
        for name in now if str(now[name] or "").split() != str(mine[name] or "").split()
    ]  # fmt: skip


def named(found: Letter) -> str:
    return form(found.form).name(get_language() or "vi")


@permission("petitions.decide")
@require_http_methods(["GET", "POST"])
def letter_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Number, day, signature; issued, the paper stays as it is."""
    found = letter_of(request, pk)
    if not can(request.user, "petitions.decide", found.unit_id):
        raise PermissionDenied("petitions.decide")
    return act(request, found, IssueForm(request.POST or None, letter=found, account=request.user), _("Ban hành"))


@permission("petitions.read")
@require_http_methods(["GET", "POST"])
def letter_void(request: HttpRequest, pk: int) -> HttpResponse:
    """Discard a draft, with a reason."""
    found = drafted(request, pk)
    return act(request, found, VoidForm(request.POST or None, letter=found, account=request.user), _("Không dùng"))


def act(request: HttpRequest, found: Letter, used: Any, verb: str) -> HttpResponse:
    """A page that takes one step of a letter."""
    if request.method == "POST" and used.is_valid():
        _theirs, done = taken(used)
        if done:
            messages.success(
                request, _("%(verb)s: đã ghi lúc %(time)s.") % {"verb": verb, "time": f"{timezone.localtime():%H:%M}"}
            )
            return HttpResponseRedirect(reverse("petitions:letter", args=[found.pk]))
    said = {"letter": found, "form": used, "verb": verb, "name": named(found), "used": form(found.form)}
    return render(request, "petitions/letter_act.html", said, status=422 if used.errors else 200)


@permission("petitions.read")
@require_POST
def letter_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one has looked it over for what points at the denouncer."""
    found = drafted(request, pk)
    try:
        letters.check(found, by=request.user, on=timezone.localdate())
        messages.success(request, str(CHECKED))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(reverse("petitions:letter", args=[pk]))


@permission("petitions.read")
@require_GET
def letter_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Word or PDF: of an issued paper the Word file that was kept, for whoever may know what it says."""
    found = letter_of(request, pk)
    if kind not in ("docx", "pdf"):
        raise Http404(kind)
    content = bytes_of(found, kind, opened(request, found))
    return attachment(content, WORD if kind == "docx" else "application/pdf", filename(found, kind))


def bytes_of(found: Letter, kind: str, senders: Sequence[Party] | None) -> bytes:
    """The file; a reader who may not know who wrote gets one without the name."""
    whole = senders is not None or not letters.says_who(found)
    if kind == "docx" and found.file_id and found.file is not None and whole:
        return found.file.path.read_bytes()
    made = sheet(found, senders)
    return word.render(made) if kind == "docx" else pdf.render(made)


def attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


@permission("petitions.read")
@require_http_methods(["GET", "POST"])
def letter_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft a paper by itself, of those that the law knows for this petition."""
    petition = petition_of(request, pk)
    if not drafting.may_draft(request.user, petition):
        raise PermissionDenied("petitions.handle")
    used = NewLetterForm(request.POST or None, petition=petition, language=get_language() or "vi")
    if request.method == "POST" and used.is_valid():
        try:
            made = letters.draft(petition, used.cleaned_data["form"], by=request.user, on=timezone.localdate())
            return HttpResponseRedirect(reverse("petitions:letter", args=[made.pk]))
        except Refusal as refusal:
            used.add_error(None, str(refusal))
    said = {"petition": petition, "form": used}
    return render(request, "petitions/letter_new.html", said, status=422 if used.errors else 200)


@permission("petitions.read")
@require_GET
def letters_batch(request: HttpRequest) -> HttpResponse:
    """The letters drafted for the petitions in the address, or today's urging letters of this person; `tep` zips."""
    chosen = list(of_batch(request)[:BATCH])
    if "tep" in request.GET and chosen:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for one in chosen:
                archive.writestr(filename(one, "docx"), bytes_of(one, "docx", opened(request, one)))
        return attachment(made.getvalue(), "application/zip", f"van-ban-{timezone.localdate():%Y%m%d}.zip")
    language = get_language() or "vi"
    rows = [(one, form(one.form).name(language)) for one in chosen]
    return render(request, "petitions/letters_batch.html", {"rows": rows, "query": request.GET.urlencode()})


def of_batch(request: HttpRequest) -> QuerySet[Letter]:
    key = request.GET.get("mau", drafting.URGING)
    found = queries.letters_visible_to(request.user).select_related(*_WITH).filter(form=key, state="draft")
    ids = [int(pk) for pk in request.GET.getlist("petition") if pk.isdecimal() and len(pk) < 19]
    if ids:
        return found.filter(petition__in=ids)
    return found.filter(recorded_by=request.user, recorded_at__date=timezone.localdate())


routes = [
    path("van-ban/dot/", letters_batch, name="letters_batch"),
    path("van-ban/<int:pk>/", letter, name="letter"),
    path("van-ban/<int:pk>/sua/", letter_edit, name="letter_edit"),
    path("van-ban/<int:pk>/ban-hanh/", letter_issue, name="letter_issue"),
    path("van-ban/<int:pk>/khong-dung/", letter_void, name="letter_void"),
    path("van-ban/<int:pk>/doi-chieu/", letter_check, name="letter_check"),
    path("van-ban/<int:pk>/tep/<slug:kind>/", letter_file, name="letter_file"),
    path("<int:pk>/soan-van-ban/", letter_new, name="letter_new"),
]
