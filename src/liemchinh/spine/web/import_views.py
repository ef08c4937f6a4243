"""Importing a spreadsheet on the desk: hand in, look through and mend, write into the register, undo."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from liemchinh.kernel.access import SIGNED_IN
from liemchinh.kernel.errors import Refusal
from liemchinh.spine import imports, jobs, registers
from liemchinh.spine.access import can, permission, units_with
from liemchinh.spine.import_facts import Mending
from liemchinh.spine.import_models import ImportBatch
from liemchinh.spine.registers import Register
from liemchinh.spine.sheet_guards import check_size
from liemchinh.spine.web import listing
from liemchinh.spine.web.import_page import Preview, decisions
from liemchinh.spine.wording import say


def declared(request: HttpRequest, name: str) -> Register:
    """The register of that name, for somebody who may import into it."""
    try:
        found = registers.get(name)
    except KeyError as unknown:
        raise Http404(name) from unknown
    if not can(request.user, found.ability("import")):
        raise PermissionDenied(found.ability("import"))
    return found


def one(request: HttpRequest, register: Register, pk: int) -> ImportBatch:
    """The batch, if this person may import for its unit; otherwise there is none."""
    batch = (
        ImportBatch.objects.filter(pk=pk, register=register.name).select_related("file", "job", "created_by").first()
    )
    if batch is None or not can(request.user, register.ability("import"), batch.unit_id):
        raise Http404(f"import:{pk}")
    batch.job = jobs.settled(batch.job)
    return batch


@permission(SIGNED_IN)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, name: str) -> HttpResponse:
    """Hand in a file; it is kept and read, and nothing is in the register yet."""
    register = declared(request, name)
    units = listing.units_of(register, units_with(request.user, register.ability("import")))
    problem, status = "", 200
    if request.method == "POST":
        try:
            return HttpResponseRedirect(_preview(register, _staged(request, register, units)))
        except Refusal as refusal:
            problem, status = str(refusal), 422
    context = {
        "register": register, "units": units, "problem": problem, "chosen": request.POST.get("unit", ""),
        "batches": _recent(request, register),
    }  # fmt: skip
    return render(request, "spine/import/new.html", context, status=status)


def _staged(request: HttpRequest, register: Register, units: list[Any]) -> ImportBatch:
    upload = request.FILES.get("file")
    if upload is None:
        raise Refusal(_("Chưa chọn tệp."))
    unit = next((u for u in units if str(u.pk) == request.POST.get("unit")), units[0] if len(units) == 1 else None)
    if unit is None:
        raise Refusal(_("Chọn đơn vị có sổ này."))
    check_size(upload.name or "", upload.size or 0)
    return imports.stage(upload, register.name, unit.pk, by=request.user, on=timezone.localdate())


def _recent(request: HttpRequest, register: Register) -> list[ImportBatch]:
    ids = units_with(request.user, register.ability("import"))
    return list(ImportBatch.objects.filter(register=register.name, unit_id__in=ids).select_related("file")[:10])


def _preview(register: Register, batch: ImportBatch) -> str:
    return reverse("import-preview", args=[register.name, batch.pk])


@permission(SIGNED_IN)
@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """The file as it was understood; what is typed here is kept, and the file read again with it."""
    register = declared(request, name)
    batch = one(request, register, pk)
    if request.method == "POST":
        imports.mend(batch, _decided(request, batch), on=timezone.localdate())
        messages.info(request, _("Đã đọc lại tệp với những gì vừa sửa. Chưa ghi gì vào sổ."))
        return HttpResponseRedirect(_preview(register, batch))
    page = request.GET.get("page", "1")
    shown = Preview(batch, request.GET.get("show", ""), int(page) if page.isdecimal() else 1)
    context = {
        "register": register, "batch": batch, "preview": shown, "job": batch.job, "unit": _unit_name(register, batch),
        "errors": [(shown.href(p), p) for p in shown.errors], "units": _units(register, batch),
        "sentence": _sentence(batch), "changed": imports.changed_since(batch) if batch.undoable else [],
    }  # fmt: skip
    return render(request, f"spine/import/{_template(batch)}.html", context)


def _decided(request: HttpRequest, batch: ImportBatch) -> Mending:
    return decisions(request.POST.dict(), batch, request.POST.getlist("shown"))


def _template(batch: ImportBatch) -> str:
    if batch.status != ImportBatch.Status.STAGED:
        return "done"
    return "progress" if batch.job is not None and not batch.job.ended else "preview"


def _sentence(batch: ImportBatch) -> str:
    problems = batch.reading.get("problems", ())
    doubles = sum(p["code"] in ("repeated", "twice", "known", "similar") for p in problems)
    return say("import.preview", n=batch.reading.get("read", 0), e=batch.reading.get("rejected", 0), d=doubles)


def _unit_name(register: Register, batch: ImportBatch) -> str:
    return str(next(iter(listing.units_of(register, frozenset({batch.unit_id}))), ""))


def _units(register: Register, batch: ImportBatch) -> list[Any]:
    """The units that a name in the file may be given to, while the batch can be mended."""
    if batch.status != ImportBatch.Status.STAGED:
        return []
    return listing.units_of(register, imports.units_below(register, batch.unit_id).ids)


@permission(SIGNED_IN)
@require_http_methods(["GET", "POST"])
def commit(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """Write the valid rows, in the background; the preview's page then shows the progress and the end.

    What was typed on the page and not yet checked is checked first, and shown before anything is written.
    """
    register = declared(request, name)
    batch = one(request, register, pk)
    if request.method == "GET":  # the page was loaded anew after the post
        return HttpResponseRedirect(_preview(register, batch))
    decided = _decided(request, batch)
    if batch.status == ImportBatch.Status.STAGED and decided != batch.decisions:
        imports.mend(batch, decided, on=timezone.localdate())
        messages.info(request, _("Có ô vừa sửa, nên tệp được đọc lại trước. Xem lại rồi ghi."))
    elif batch.status == ImportBatch.Status.STAGED and (batch.job is None or batch.job.ended):
        arguments = {"batch_id": batch.pk, "account_id": request.user.pk, "on": timezone.localdate().isoformat()}
        batch.job = jobs.start("import", "liemchinh.spine.imports.commit_in_background", arguments, request.user)
        batch.save(update_fields=["job"])
    return HttpResponseRedirect(_preview(register, batch))


@permission(SIGNED_IN)
@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """Take the whole batch back."""
    register = declared(request, name)
    batch = one(request, register, pk)
    if request.method == "POST":
        try:
            undone = imports.undo(batch, by=request.user, on=timezone.localdate())
            messages.success(request, _("Đã hoàn tác %(n)d dòng. Các dòng này không còn được tính.") % {"n": undone})
        except Refusal as refusal:  # the batch's page names what was changed
            messages.error(request, str(refusal))
    return HttpResponseRedirect(_preview(register, batch))


@permission(SIGNED_IN)
@require_GET
def template(request: HttpRequest, name: str) -> HttpResponse:
    """An empty sheet with the register's own headers, for a unit that keeps no register yet."""
    from liemchinh.spine.web import exports

    register = declared(request, name)
    response = HttpResponse(exports.workbook(register, ()), content_type=exports.CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="mau-{exports.filename(register, timezone.localdate())}"'
    return response
