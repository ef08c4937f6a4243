"""The page on which a petition is entered: by keyboard from top to bottom, Ctrl + Enter writes it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.apps.petitions.actions import receiving
from liemchinh.apps.petitions.forms.entry import EntryForm, RespondentForm, SenderForm, people_forms
from liemchinh.apps.petitions.models import Party, Petition
from liemchinh.kernel.errors import Refusal
from liemchinh.spine.access import permission

#: The parts of the form, in the order in which a letter is read.
PARTS = (
    (_("Đơn đến"), ("unit", "channel", "received_on", "arrival_no", "sender_body", "sender_letter", "sender_letter_on",
                    "report_back")),
    (_("Nội dung"), ("subject", "text", "place", "written_on", "addressees", "signers", "sent_before", "handled_by")),
    (_("Phân loại sơ bộ"), ("kind", "field", "note", "secret_paper")),
)  # fmt: skip


@permission("petitions.receive")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Enter a petition; likely twins are looked for at once and shown on its page."""
    rows = 1 + min(int(request.POST.get("more", "0") or 0), 20) if request.POST.get("more", "0").isdecimal() else 1
    if request.method == "POST":
        form = EntryForm(request.POST, account=request.user)
        senders, respondents = people(request, rows)
        valid = form.is_valid() & senders.is_valid() & respondents.is_valid()
        if valid and "more" not in request.POST and (done := received(request, form, senders, respondents)):
            return HttpResponseRedirect(done)
        status = 422
    else:
        form = EntryForm(account=request.user, initial=request.GET.dict())
        senders, respondents = people(None, rows)
        status = 200
    said = {"form": form, "senders": senders, "respondents": respondents, "parts": PARTS}
    return render(request, "petitions/entry.html", said, status=status)


def people(request: HttpRequest | None, rows: int) -> tuple[Any, Any]:
    """The two sets of people: who wrote, and against whom."""
    data = request.POST if request else None
    nobody = Party.objects.none()
    return (
        people_forms(SenderForm, rows)(data, prefix="senders", queryset=nobody),
        people_forms(RespondentForm, rows)(data, prefix="respondents", queryset=nobody),
    )


def received(request: HttpRequest, form: EntryForm, senders: Any, respondents: Any) -> str:
    """Enter the petition; the address of its page (or of the next entry), or "" with the sentence on the form."""
    petition: Petition = form.save(commit=False)
    found = [f.instance for group in (senders, respondents) for f in group if f.cleaned_data.get("name")]
    try:
        with transaction.atomic():
            receiving.receive(petition, found, by=request.user, on=timezone.localdate())
    except (Refusal, PermissionDenied) as refusal:
        form.add_error(None, str(refusal))
        return ""
    messages.success(request, _("Đã tiếp nhận đơn số %(number)s.") % {"number": petition.number})
    if request.POST.get("then") == "next":
        return f"{reverse('petitions:new')}?channel={petition.channel}&received_on={petition.received_on:%d/%m/%Y}"
    return reverse("petitions:petition", args=[petition.pk])


routes = [path("them/", new, name="new")]
