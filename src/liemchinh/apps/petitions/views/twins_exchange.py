"""The page on which files of fingerprints are handed out to agencies that share our matching key, and taken in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from liemchinh.apps.petitions.forms.twins import ExportForm, TakeInForm
from liemchinh.apps.petitions.likenesses import exchange, key
from liemchinh.apps.petitions.models import Agency, Petition
from liemchinh.kernel.errors import Refusal
from liemchinh.spine import files, jobs
from liemchinh.spine.access import permission, units_with

_JOBS = 5


@permission("petitions.share")
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Both forms, the agencies whose files came, and the files that are being read."""
    return shown(request, ExportForm(), TakeInForm())


def shown(request: HttpRequest, out: ExportForm, take_in: TakeInForm, status: int = 200) -> HttpResponse:
    agencies = Agency.objects.annotate(count=Count("prints"), last=Max("prints__their_day")).order_by("name")
    said: dict[str, Any] = {
        "out": out,
        "take_in": take_in,
        "key": key.key_id().hex()[:16],
        "agencies": agencies,
        "jobs": jobs.Job.objects.filter(kind=exchange.KIND, owner=request.user.pk).order_by("-pk")[:_JOBS],
    }
    return render(request, "petitions/twins_exchange.html", said, status=status)


@permission("petitions.share")
@require_GET
def export(request: HttpRequest) -> HttpResponseBase:
    """The file: petitions of the units over which this person may share."""
    form = ExportForm(request.GET)
    if not form.is_valid():
        return shown(request, form, TakeInForm(), 422)
    since, until = form.cleaned_data["since"], form.cleaned_data["until"]
    petitions = Petition.objects.live().filter(unit_id__in=units_with(request.user, "petitions.share"))
    lines = exchange.export(petitions, since, until, by=request.user)
    answer = StreamingHttpResponse(lines, content_type="application/jsonl; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="van-tay-{since:%Y%m%d}-{until:%Y%m%d}.jsonl"'
    return answer


@permission("petitions.share")
@require_POST
def take_in(request: HttpRequest) -> HttpResponse:
    """Check the file at once, then read it in the background."""
    form = TakeInForm(request.POST, request.FILES)
    if not form.is_valid():
        return shown(request, ExportForm(), form, 422)
    upload = form.cleaned_data["file"]
    try:
        exchange.check(upload.file)
        upload.seek(0)
        with transaction.atomic():
            kept = files.keep(upload, upload.name, by=request.user)
            given = {"file": kept.pk, "agency": form.cleaned_data["agency"]}
            path = "liemchinh.apps.petitions.likenesses.exchange.take_in_stored"
            jobs.start(exchange.KIND, path, given, owner=request.user)
    except Refusal as refusal:
        form.add_error("file", str(refusal))
        return shown(request, ExportForm(), form, 422)
    messages.success(request, _("Đã nhận tệp. Đơn có thể trùng sẽ hiện ở trang từng đơn."))
    return HttpResponseRedirect(reverse("petitions:exchange"))


routes = [
    path("van-tay/", page, name="exchange"),
    path("van-tay/xuat/", export, name="exchange_export"),
    path("van-tay/nhan/", take_in, name="exchange_take_in"),
]
