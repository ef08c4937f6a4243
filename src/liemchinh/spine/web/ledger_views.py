"""«Nhật ký»: the ledger as sentences, newest first, with the signed head that seals it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from liemchinh.spine import ledger, ledger_words, registers
from liemchinh.spine.access import permission
from liemchinh.spine.ledger_models import Entry
from liemchinh.spine.web import listing
from liemchinh.spine.web.formats import language

SIZE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as the page shows it; `sealed` where a signed head covers it."""

    entry: Entry
    sentence: str
    sealed: bool


@dataclass(frozen=True, slots=True)
class LedgerPage:
    lines: list[Line]
    before: str
    after: str
    says: str


@permission("ledger.read")
@require_GET
def entries(request: HttpRequest) -> HttpResponse:
    """Who did what to which record: posts and references, never names or contents."""
    head = ledger.head()
    asked = request.GET
    problems: list[str] = []
    since, until = (listing.day_of(asked.get(name, ""), problems) for name in ("from", "to"))
    rows = narrowed(asked.get("so", ""), since, until)
    page = paged(rows, asked.get("after", ""), asked.get("before", ""), head.size if head else 0)
    context = {
        "page": page,
        "head": head,
        "root": bytes(head.root).hex() if head else "",
        "problems": problems,
        "registers": registers.all(),
        "chosen": asked.get("so", ""),
        "from": asked.get("from", ""),
        "to": asked.get("to", ""),
    }
    return render(request, "spine/ledger.html", context)


def narrowed(register: str, since: date | None, until: date | None) -> QuerySet[Entry]:
    rows = Entry.objects.all()
    if register:
        # A range instead of LIKE, so that both databases use the index: ";" is the sign after ":".
        rows = rows.filter(subject__gte=f"{register}:", subject__lt=f"{register};")
    if since:
        rows = rows.filter(at__gte=_midnight(since))
    if until:
        rows = rows.filter(at__lt=_midnight(until + timedelta(days=1)))
    return rows


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))


def paged(rows: QuerySet[Entry], after: str, before: str, signed: int) -> LedgerPage:
    """Fifty lines by key; the key grows with time, so it is the order."""
    if before.isdecimal():
        found = list(rows.filter(pk__gt=int(before)).order_by("pk")[: SIZE + 1])[::-1]
        shown, newer, older = found[-SIZE:], len(found) > SIZE, True
    else:
        rows = rows.filter(pk__lt=int(after)) if after.isdecimal() else rows
        found = list(rows.order_by("-pk")[: SIZE + 1])
        shown, newer, older = found[:SIZE], after.isdecimal(), len(found) > SIZE
    with ledger_words.remembering():
        lines = [Line(e, ledger_words.sentence(e, language()), e.seq is not None and e.seq <= signed) for e in shown]
    return LedgerPage(
        lines,
        str(shown[0].pk) if shown and newer else "",
        str(shown[-1].pk) if shown and older else "",
        _("mới nhất trước"),
    )
