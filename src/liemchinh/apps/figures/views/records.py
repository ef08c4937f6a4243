"""One figure opened: what it means, the very records or passages, their sum, the last values, who changed what."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from liemchinh.apps.figures import exports
from liemchinh.apps.figures.asking import asked
from liemchinh.apps.figures.behind import Behind, Filter, definition, name
from liemchinh.apps.figures.board import Board
from liemchinh.catalogue import indicators
from liemchinh.spine.access import can, permission
from liemchinh.spine.registers import Column
from liemchinh.spine.web import charts, listing, paging
from liemchinh.spine.web.exports import CONTENT_TYPE, filename, workbook


def opened(request: HttpRequest) -> Behind:
    """The figure that the address names, and how its list is narrowed."""
    indicator = indicators().get(request.GET.get("indicator", ""))
    if indicator is None:
        raise Http404(_("Không có chỉ tiêu này."))
    wanted = asked(request)
    if wanted.problems:
        raise Http404(" ".join(wanted.problems))
    year, at = request.GET.get("year", ""), request.GET.get("at", "")
    narrow = Filter(
        request.GET.get("q", "").strip(),
        int(year) if year.isdecimal() and len(year) == 4 else None,
        int(at) if at.isdecimal() and len(at) < 19 else None,
    )
    return Behind(Board(wanted.unit, wanted.period, [indicator]), indicator, request.user, narrow)


@permission("figures.read")
@require_GET
def records(request: HttpRequest) -> HttpResponse:
    """The page; asked by htmx, only the drawer."""
    found = opened(request)
    title, values = found.last_values()
    context = {
        "behind": found,
        "board": found.board,
        "figure": found.figure,
        "name": name(found.indicator),
        "definition": definition(found.indicator, found.board.unit, found.board.period),
        "missing": found.board.missing_units(found.figure),
        "spark": charts.Spark(title, [None if v is None else float(v) for v in values]),
        "can_return": can(request.user, "figures.return", found.board.unit.pk),
    }
    if found.register is not None:
        context |= listed(request, found)
    context["whole"] = "" if not request.headers.get("HX-Request") else request.get_full_path()
    part = "#drawer" if context["whole"] else ""
    return render(request, f"figures/records.html{part}", context)


def listed(request: HttpRequest, found: Behind) -> dict[str, object]:
    """The records of one page, their columns, the counts that filter."""
    register = found.register
    assert register is not None
    page = paging.page(
        found.records, register.date, after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    columns = shown(found)
    return {
        "register": register,
        "page": page,
        "columns": columns,
        "headline": listing.headline(register),
        "table": [(record, [(c, listing.cell(c, record)) for c in columns]) for record in page.rows],
        "sum": found.sum(),
        "short": page.total is not None or found.wanted.any,
        "years": found.years() if page.total is not None else [],
        "at_units": found.units() if page.total is not None else [],
        "can_export": can(request.user, register.ability("export")),
        "hidden": not found.may_read,
    }


def shown(found: Behind) -> list[Column]:
    """Date, what it was about, and the column that is summed."""
    register = found.register
    assert register is not None
    summed = getattr(found.indicator.measure, "field", "")
    wanted = {register.date, listing.headline(register), register.host, summed}
    return [c for c in register.columns if c.field in wanted]


@permission("figures.read")
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The same records (or passages), with the same filters, as an Excel file."""
    found = opened(request)
    register, today = found.register, timezone.localdate()
    if register is None:
        body, file = exports.passages(found.passages), f"so-lieu-{found.indicator.id}-{today:%Y-%m-%d}.xlsx"
    else:
        if not can(request.user, register.ability("export")):
            raise PermissionDenied(register.ability("export"))
        rows = found.records.order_by(register.date, "pk").iterator(chunk_size=2000)
        body, file = workbook(register, rows), filename(register, today)
    response = HttpResponse(body, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    return response
