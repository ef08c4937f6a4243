"""The page on which a petition is entered: by keyboard from top to bottom, Ctrl + Enter writes it.

Every button sends all that was typed and handed in, so that none of them loses anything; two of them write.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from liemchinh.apps.petitions import codes, handed, likenesses
from liemchinh.apps.petitions.actions import filing, receiving
from liemchinh.apps.petitions.forms import entry as forms
from liemchinh.apps.petitions.forms.entry import EntryForm, RespondentForm, SenderForm, accepted, people_forms
from liemchinh.apps.petitions.models import Party, Petition
from liemchinh.apps.petitions.proposals import group_from
from liemchinh.apps.petitions.views import reception
from liemchinh.apps.petitions.views.finding import petition_of
from liemchinh.apps.petitions.views.petition import offers
from liemchinh.apps.petitions.views.reading import Reading, read
from liemchinh.kernel.errors import Refusal
from liemchinh.spine.access import permission
from liemchinh.spine.files import StoredFile

#: Buttons that stay on the page: Enter, one more person, read and propose, use proposals, leave a file out.
STAYING = ("stay", "more", "read", "use", "drop")
#: Where the cursor waits: the first of these in which nothing stands.
GAPS = ("senders-0-name", "senders-0-address", "subject", "text", "kind")


@permission("petitions.receive")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Enter a petition; likely twins are looked for at once and shown when it is in the register."""
    if request.method != "POST":
        return sketch(request, request.GET.copy(), [])
    said, taken = accepted(request.POST)
    came = handed.take(request.FILES.getlist("files"), request.user)
    kept = [*handed.carried(said.getlist("kept"), request.user), *came.files]
    kept = [file for file in kept if str(file.pk) != said.get("drop")]
    if came.secret or came.problems or any(name in request.POST for name in STAYING):
        return sketch(request, said, kept, taken=taken, problems=came.problems, secret=came.secret)
    form = EntryForm(said, account=request.user)
    senders, respondents = (
        people_forms(part, 0)(said, prefix=prefix, queryset=Party.objects.none())
        for part, prefix in ((SenderForm, "senders"), (RespondentForm, "respondents"))
    )
    valid = form.is_valid() & senders.is_valid() & respondents.is_valid()
    if valid and (done := received(request, form, senders, respondents, kept)):
        return HttpResponseRedirect(done)
    reading = read(said, kept, timezone.localdate(), picture=handed_picture)
    return page(request, form, senders, respondents, said, kept, reading, status=422)


def sketch(
    request: HttpRequest,
    said: QueryDict,
    kept: list[StoredFile],
    *,
    taken: int = 0,
    problems: Any = (),
    secret: str = "",
) -> HttpResponse:
    """The form with all that stands in it so far, not yet checked."""
    reading = read(said, kept, timezone.localdate(), picture=handed_picture)
    names = {name for name in EntryForm.base_fields if name in said}
    form = EntryForm(account=request.user, initial={name: said[name] for name in names})
    if secret:
        form.fields["secret_paper"].widget.attrs["autofocus"] = True
    senders, respondents = (
        people(part, prefix, said, reading)
        for part, prefix in ((SenderForm, "senders"), (RespondentForm, "respondents"))
    )
    if taken:
        reading.notes.append(
            ngettext("Đã đưa %(n)d đề xuất vào biểu mẫu; xem lại trước khi tiếp nhận.",
                     "Đã đưa %(n)d đề xuất vào biểu mẫu; xem lại trước khi tiếp nhận.", taken) % {"n": taken}
        )  # fmt: skip
    return page(request, form, senders, respondents, said, kept, reading, problems=problems, secret=secret)


def people(form: type[Any], prefix: str, said: QueryDict, reading: Reading) -> Any:
    """The rows of one role, as many as are written, asked for or proposed."""
    total = said.get(f"{prefix}-TOTAL_FORMS", "1")
    rows = min(int(total), 30) if total.isdecimal() else 1
    rows = max(rows + (said.get("more") == prefix), reading.rows(prefix), 1)
    fields = form.base_fields
    written = [
        {name: said[f"{prefix}-{row}-{name}"] for name in fields if f"{prefix}-{row}-{name}" in said}
        for row in range(rows)
    ]
    return people_forms(form, rows)(prefix=prefix, queryset=Party.objects.none(), initial=written)


def page(
    request: HttpRequest, form: EntryForm, senders: Any, respondents: Any, said: QueryDict, kept: list[StoredFile],
    reading: Reading, *, problems: Any = (), secret: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page, its parts in the order of the work."""
    channel = said.get("channel", codes.Channel.COUNTER)
    if not secret and status == 200 and "HX-Request" not in request.headers:  # else the cursor stays where it is
        _wait_at_the_first_gap(form, senders, said)
    context = {
        "form": form, "senders": senders, "respondents": respondents, "reading": reading, "kept": kept,
        "visit": said.get("visit", ""),
        "readings": {file.pk: handed.reading_of(file) for file in kept},
        "problems": problems, "secret": secret, "first": forms.FIRST, "forwarder": forms.FORWARDER,
        "said": forms.SAID, "classes": forms.CLASSES, "more": forms.MORE, "passed_on": channel in codes.FORWARDING,
        "on_behalf": codes.Channel(channel).label if channel in BEHALF else "",
        "respondents_open": bool(respondents.errors and any(respondents.errors)) or reading.rows("respondents")
        or any(form.initial.get("name") or (form.is_bound and form["name"].value()) for form in respondents),
        "more_open": any(name in form.errors for name in forms.MORE) if form.is_bound else False,
    }  # fmt: skip
    return render(request, "petitions/entry.html", context, status=status)


#: Channels on which somebody else's words are typed in for them.
BEHALF = frozenset({codes.Channel.TELEPHONE.value, codes.Channel.DIALOGUE.value})


def _wait_at_the_first_gap(form: EntryForm, senders: Any, said: Mapping[str, str]) -> None:
    gaps = GAPS if said.get("identity", "named") == "named" else GAPS[2:]
    name = next((gap for gap in gaps if not said.get(gap, "").strip()), "")
    if name.startswith("senders-0-"):
        senders.forms[0].fields[name.removeprefix("senders-0-")].widget.attrs["autofocus"] = True
    elif name:
        form.fields[name].widget.attrs["autofocus"] = True


def received(request: HttpRequest, form: EntryForm, senders: Any, respondents: Any, kept: list[StoredFile]) -> str:
    """Enter the petition; the address of what comes next, or "" with the sentence on the form."""
    petition: Petition = form.save(commit=False)
    wrote = [f.instance for f in senders if f.cleaned_data.get("name")] + form.people_signing_too()
    against = [f.instance for f in respondents if f.cleaned_data.get("name")]
    petition.signers = max(petition.signers, sum(p.role == codes.PartyRole.SENDER for p in wrote))
    try:
        with transaction.atomic():
            if receiving.names_its_writer(petition, wrote):
                raise Refusal(
                    _("Trích yếu có tên người gửi. Viết nội dung, không viết tên: trích yếu hiện trong mọi danh sách.")
                )
            receiving.receive(petition, [*wrote, *against], by=request.user, on=timezone.localdate())
            if "twice" not in request.POST and (first := likenesses.entered_before(petition, wrote)):
                form.repeated = first
                said = {"number": first.number, "time": f"{timezone.localtime(first.recorded_at):%H:%M %d/%m}"}
                raise Refusal(_("Đơn này vừa được nhập: số %(number)s, lúc %(time)s. Nếu đúng là hai đơn khác nhau, "
                                "đánh dấu ở cuối trang rồi tiếp nhận.") % said)  # fmt: skip
            filing.keep(petition, kept, by=request.user, original=True)
            reception.join(request, petition)
    except (Refusal, PermissionDenied) as refusal:
        form.add_error(None, str(refusal))
        return ""
    messages.success(request, _("Đã tiếp nhận đơn số %(number)s.") % {"number": petition.number})
    if request.POST.get("then") == "next":
        same = {
            "channel": petition.channel,
            "received_on": f"{petition.received_on:%d/%m/%Y}",
            "unit": petition.unit_id,
        }
        return f"{reverse('petitions:new')}?{urlencode(same)}"
    return reverse("petitions:received", args=[petition.pk])


@permission("petitions.receive")
@require_GET
def after(request: HttpRequest, pk: int) -> HttpResponse:
    """What was just received: its number, the receipt slip, likely twins, the papers being read, the next step."""
    petition = petition_of(request, pk)
    attachments = list(petition.attachments.select_related("file", "file__paper"))
    context = {
        "petition": petition,
        "slips": petition.letters.filter(form="doc.receipt"),
        "twins": likenesses.open_pairs(petition, request.user),
        "papers": [a for a in attachments if getattr(a.file, "paper", None) is not None],
        "steps": offers(petition, request.user)[:3],
        "group": petition.signers >= group_from()
        and not petition.parties.filter(role=codes.PartyRole.REPRESENTATIVE).exists(),
    }
    return render(request, "petitions/paper_received.html", context)


@permission("petitions.receive")
@require_GET
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the reading of a file is that this person handed in: a part of the page, asked for again and again."""
    file = _own(request, pk)
    return render(request, "petitions/paper_progress.html", {"file": file, "paper": handed.reading_of(file)})


@permission("petitions.receive")
@require_GET
def picture(request: HttpRequest, pk: int, number: int) -> Any:
    """A page of a file that this person handed in and that is with no petition yet."""
    from liemchinh.spine.papers import showing

    paper = handed.reading_of(_own(request, pk))
    if paper is None:
        raise _missing(pk)
    return showing.serve_page(request, paper, number)


def _own(request: HttpRequest, pk: int) -> StoredFile:
    found = handed.carried([str(pk)], request.user)
    if not found:
        raise _missing(pk)
    return found[0]


def _missing(pk: int) -> Exception:
    from django.http import Http404

    return Http404(f"file {pk}")


def handed_picture(file: StoredFile, number: int) -> str:
    return reverse("petitions:handed_page", args=[file.pk, number])


routes = [
    path("them/", new, name="new"),
    path("them/tep/<int:pk>/", progress, name="handed"),
    path("them/tep/<int:pk>/trang/<int:number>/", picture, name="handed_page"),
    path("<int:pk>/da-tiep-nhan/", after, name="received"),
]
