"""Documents: who sees them, how one is found by its number, what was issued under a resolution."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from liemchinh.apps.directives.models import Document
from liemchinh.kernel.lifecycle import UNDONE
from liemchinh.kernel.vietnamese import fold
from liemchinh.spine.access import units_with


def visible_to(account: object) -> QuerySet[Document]:
    return Document.objects.live().filter(unit_id__in=units_with(account, "directives.read"))


def counted(rows: QuerySet[Document] | None = None) -> QuerySet[Document]:
    """Documents that were issued, whatever became of them later."""
    rows = Document.objects.all() if rows is None else rows
    return rows.exclude(state=UNDONE)


def by_number(number: str, issued_within: tuple[int, int] | None = None) -> list[Document]:
    """Documents whose number is `number`, however its spaces and dashes were typed ("03 – NQ/QU" = "03-NQ/QU")."""
    wanted = _bare(number)
    candidates = counted().filter(number__startswith=number.strip()[:1])
    if issued_within:
        candidates = candidates.filter(issued_on__year__range=issued_within)
    return [d for d in candidates if _bare(d.number) == wanted]


def _bare(number: str) -> str:
    return fold(number).replace("–", "-").replace("—", "-").replace(" ", "")


def resolutions_visible_to(account: object) -> QuerySet[Document]:
    return visible_to(account).filter(kind=Document.Kind.RESOLUTION)


def under(resolution: Document) -> QuerySet[Document]:
    """The resolution itself is not counted among the documents that carry it out."""
    return counted().filter(Q(carries_out=resolution) | Q(carries_out__carries_out=resolution))
