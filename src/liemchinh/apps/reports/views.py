"""Pages of reviews: list, new, one with its drawer, writing, signing, files."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from liemchinh.apps.directives.models import Document as Directive
from liemchinh.apps.figures import links
from liemchinh.apps.organisation.queries import by_code, subtree_ids
from liemchinh.apps.reports import actions, drift_note, files, freezing, pages, queries
from liemchinh.apps.reports.boards import counts_documents
from liemchinh.apps.reports.compose import offers, to_choose
from liemchinh.apps.reports.forms import NewReview, Signing, Words, name_of
from liemchinh.apps.reports.gathering import board_of, review_facts
from liemchinh.apps.reports.models import FrozenFigure, Review
from liemchinh.apps.reports.office import letterhead
from liemchinh.catalogue import indicators
from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.measures import Period
from liemchinh.kernel.sentences import plain
from liemchinh.spine import registers, wording
from liemchinh.spine.access import can, permission
from liemchinh.spine.moves import Stale
from liemchinh.spine.office.document import Prompt
from liemchinh.spine.wording import say


def opened(request: HttpRequest, pk: int) -> Review:
    rows = queries.visible_to(request.user).select_related("unit__parent", "resolution", "amends")
    return get_object_or_404(rows, pk=pk)


@permission("reports.read")
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All reviews of the units that the person may see, newest period first."""
    reviews = queries.visible_to(request.user).select_related("unit", "resolution").defer("document")
    return render(request, "reports/list.html", {"reviews": reviews, "can_write": can(request.user, "reports.write")})


@permission("reports.write")
def new(request: HttpRequest) -> HttpResponse:
    """Which resolution, which unit, which period."""
    form = NewReview(request.POST or None, account=request.user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            review = actions.compose(
                data["resolution"], data["unit"], Period(data["start"], data["end"]), by=request.user,
                on=timezone.localdate(), variant=data["variant"], base=data["base"],
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("report", review.pk)
    return render(request, "reports/new.html", {"form": form}, status=422 if form.errors else 200)


@permission("reports.read")
@require_GET
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The review: its text, every figure a door, typed beside computed, tables, what bars signing, drift."""
    found = opened(request, pk)
    board = board_of(found)
    facts = None if found.is_signed else review_facts(found, board)
    document = queries.document_of(found) if facts is None else queries.composed(facts)
    door = pages.doors(found, pages.codes_of(board))
    drift = drift_note.note(freezing.drift(found, board))
    context = {
        "review": found,
        "document": document,
        "blocks": pages.shown_blocks(document.blocks, door),
        "tables": pages.shown_blocks(pages.first_annex_tables(document), door),
        "annexes": [(a, pages.shown_blocks(a.blocks, door)) for a in document.annexes[1:]],
        "lines": pages.figure_lines(found, board, door),
        "drift": drift,
        "drift_moved": pages.shown_segments(drift.moved, door) if drift else [],
        "drift_kept": say("report.drift.kept"),
        "missing": [] if facts is None else actions.missing(found, facts, document),
        "newer": found.amended_by.order_by("-pk").first(),
        **_rights(request, found),
    }
    return render(request, "reports/review.html", context)


def _rights(request: HttpRequest, found: Review) -> dict[str, Any]:
    unit, draft = found.unit_id, found.state == "draft"
    return {
        "can_write": draft and can(request.user, "reports.write", unit),
        "can_sign": draft and can(request.user, "reports.sign", unit),
        "can_amend": found.state == "signed" and can(request.user, "reports.write", unit),
        "can_export": may_download(request, found),
    }


@permission("reports.write")
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """What people write: answers, tasks ahead, reasons, letterhead."""
    found = opened(request, pk)
    facts = review_facts(found)
    unanswered = queries.composed(replace(facts, texts={}, chosen=()))
    beside = {b.key: " ".join(plain(f) for f in b.facts) for b in unanswered.blocks if isinstance(b, Prompt)}
    form = Words(
        request.POST or None,
        review=found,
        asked=[(key, ask, beside.get(key, "")) for key, ask in unanswered.open_prompts() if key != "rpt.ahead"],
        offered=[line for _key, line in offers(facts, wording.book())],
        to_choose=to_choose(facts, wording.book()),
        differences=facts.differences,
    )
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["version"]
            actions.write(found, by=request.user, on=timezone.localdate(), seen=seen, **form.words())
        except Stale as stale:
            return render(request, "reports/write.html", written_meanwhile(form, stale), status=409)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("report", found.pk)
    context = {"review": found, "form": form, "texts": form.parts("text"), "reasons": form.parts("reason"),
               "head": form.parts("head"), "choices": form.parts("choice")}  # fmt: skip
    return render(request, "reports/write.html", context, status=422 if form.errors else 200)


def written_meanwhile(form: Words, stale: Stale) -> dict[str, Any]:
    """The form as this person typed it, with what the other wrote beside each answer; saving again keeps this text."""
    current = stale.current
    assert isinstance(current, Review)
    form.data = form.data.copy()
    form.data["version"] = str(current.version)
    for key in form.asked:
        theirs = current.texts.get(key, "")
        field = form.fields[name_of("text", key)]
        if theirs and theirs != form.cleaned_data.get(name_of("text", key)):
            field.help_text = _("Người khác vừa viết: %(text)s") % {"text": theirs}
    form.add_error(None, str(stale))
    return {"review": current, "form": form, "texts": form.parts("text"), "reasons": form.parts("reason"),
            "head": form.parts("head"), "choices": form.parts("choice")}  # fmt: skip


@permission("reports.sign")
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Number, date, name; what is missing is said before and, if it still is, after."""
    found = opened(request, pk)
    words = letterhead(found)
    initial = {
        "version": found.version, "number": found.number, "signed_on": timezone.localdate(),
        "signer_name": words.signer_name, "signer_title": words.signer_title,
    }  # fmt: skip
    form = Signing(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.sign(found, number=data["number"], signed_on=data["signed_on"], by=request.user,
                         at=timezone.now(), seen=data["version"], signer_name=data["signer_name"],
                         signer_title=data["signer_title"])  # fmt: skip
            return redirect("report", found.pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            found.refresh_from_db()
    return render(request, "reports/sign.html", {"review": found, "form": form}, status=422 if form.errors else 200)


@permission("reports.write")
@require_POST
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """A new draft to replace a signed report."""
    draft = actions.amend(opened(request, pk), by=request.user, on=timezone.localdate())
    return redirect("report", draft.pk)


@permission("reports.read")
@require_GET
def figure(request: HttpRequest, pk: int, indicator: str) -> HttpResponse:
    """A figure of the report: the records that it is made of, and what has become of them; by htmx the drawer alone."""
    found = opened(request, pk)
    if indicator not in indicators():
        raise Http404(indicator)
    board = board_of(found)
    kept = found.figures.filter(indicator=indicator).first()
    if not found.is_signed and board.figure(indicator).value is not None:
        kept = freezing.now(found, board, indicator)
    if kept is None:
        raise Http404(indicator)
    _narrow(request, kept)
    change = next((d for d in freezing.drift(found, board) if d.indicator.id == indicator), None)
    context = {
        "review": found,
        "kept": kept,
        "indicator": indicators()[indicator],
        "drift": change,
        "drift_now": drift_note.apart(change.signed, change.now, change.indicator)[1] if change else "",
        "rows": _records(request, kept.records, change),
        "now_url": "" if counts_documents(indicators()[indicator])
        else links.records_url(indicator, found.unit, found.period),
    }  # fmt: skip
    part = "#drawer" if request.headers.get("HX-Request") else ""
    return render(request, f"reports/figure.html{part}", context)


def _narrow(request: HttpRequest, kept: FrozenFigure) -> None:
    """Of a number of documents those of one year, or of one unit and all below it."""
    year, unit = request.GET.get("year", ""), by_code(request.GET.get("at", ""))
    if not counts_documents(indicators()[kept.indicator]) or not (year.isdecimal() or unit):
        return
    rows = Directive.objects.filter(pk__in=[ref.partition(":")[2] for ref, _digest in kept.records])
    rows = rows.filter(issued_on__year=int(year)) if year.isdecimal() else rows
    wanted = subtree_ids(unit, kept.review.period) if unit and unit != kept.review.unit else [unit.pk] if unit else []
    rows = rows.filter(unit_id__in=wanted) if unit else rows
    refs = {row.ref for row in rows}
    kept.records = [pair for pair in kept.records if pair[0] in refs]
    kept.value = Decimal(len(kept.records))


#: So many of the kept records are listed on the page; the Excel file has all.
LISTED = 50


def _records(request: HttpRequest, kept: list[list[str]], change: freezing.FigureDrift | None) -> list[dict[str, Any]]:
    """The first kept records (those that changed before the others), as the person may see them."""
    altered = dict.fromkeys(change.changed, "changed") | dict.fromkeys(change.gone, "gone") if change else {}
    refs = sorted((ref for ref, _digest in kept), key=lambda ref: ref not in altered)[:LISTED]
    found: dict[str, Any] = {}
    for name in {ref.partition(":")[0] for ref in refs}:
        pks = [ref.partition(":")[2] for ref in refs if ref.startswith(f"{name}:")]
        found |= {record.ref: record for record in _visible(request, name).filter(pk__in=pks)}
    return [{"ref": ref, "record": found.get(ref), "change": altered.get(ref, "")} for ref in refs]


def _visible(request: HttpRequest, name: str) -> Any:
    if name in {register.name for register in registers.all()}:
        return registers.get(name).visible_to(request.user)
    from liemchinh.spine.moves import model_of

    return model_of(name)._default_manager.all()


def may_download(request: HttpRequest, found: Review) -> bool:
    """A signed report is a document: whoever reads it may take it away. A draft leaves the house by right alone."""
    return found.is_signed or can(request.user, "reports.export", found.unit_id)


@permission("reports.read")
@require_GET
def download(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Word, Excel, PDF or a page, named by pattern; Excel holds the records of those registers that they may export."""
    found = opened(request, pk)
    if not may_download(request, found):
        raise PermissionDenied("reports.export")
    if kind not in files.CONTENT_TYPES:
        raise Http404(kind)
    body = files.render(found, queries.document_of(found), kind, request.user)
    response = HttpResponse(body, content_type=files.CONTENT_TYPES[kind])
    response["Content-Disposition"] = content_disposition_header(True, files.filename(found, kind))
    return response
