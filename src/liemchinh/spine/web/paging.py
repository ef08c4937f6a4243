"""Paging by key: the next page begins after the last record shown, so page 10,000 costs what page 1 costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from liemchinh.spine.web.formats import number

SIZE = 25
#: Beyond this many a list says «hơn 10.000»: counting a million rows takes longer than showing 25.
COUNTED = 10_000
UNCOUNTED = -1


@dataclass(frozen=True, slots=True)
class Page:
    """Records newest first; `before` and `after` are the keys of the neighbouring pages, "" where there is none."""

    rows: list[Any]
    before: str
    after: str
    #: How many there are in all; None beyond the limit, -1 where counting was left out.
    total: int | None
    limit: int = COUNTED
    by_relevance: bool = False

    @property
    def says(self) -> str:
        """«746 bản ghi, mới nhất trước»."""
        if self.by_relevance:
            return self._says_by_relevance()
        if self.total == UNCOUNTED:
            return _("mới nhất trước")
        if self.total is None:
            return _("hơn %(limit)s bản ghi, mới nhất trước") % {"limit": number(self.limit)}
        return _("%(n)s bản ghi, mới nhất trước") % {"n": number(self.total)}

    def _says_by_relevance(self) -> str:
        if self.total is None:
            return _("hơn %(limit)s bản ghi; %(limit)s bản ghi đầu, hợp nhất trước") % {"limit": number(self.limit)}
        return _("%(n)s bản ghi, hợp nhất trước") % {"n": number(self.total or 0)}


def key(row: Any, field: str) -> str:
    value = getattr(row, field)
    return f"{value:%Y-%m-%d}.{row.pk}"


def _point(text: str) -> tuple[date, int] | None:
    day, _sep, pk = text.partition(".")
    try:
        return date.fromisoformat(day), int(pk)
    except ValueError:
        return None


def page(
    rows: QuerySet[Any], field: str, *, after: str = "", before: str = "", size: int = SIZE, count: bool = True
) -> Page:
    """One page of `rows` by descending `field` and key; an address that cannot be read shows the first page."""
    total = counted(rows) if count else UNCOUNTED
    if point := _point(before):
        day, pk = point
        # The plain bound beside the exact one lets the database start inside the index.
        newer = rows.filter(Q(**{f"{field}__gt": day}) | Q(**{field: day, "pk__gt": pk}), **{f"{field}__gte": day})
        found = list(newer.order_by(field, "pk")[: size + 1])[::-1]
        shown, more_before, more_after = found[-size:], len(found) > size, True
    else:
        point = _point(after)
        if point:
            day, pk = point
            rows = rows.filter(Q(**{f"{field}__lt": day}) | Q(**{field: day, "pk__lt": pk}), **{f"{field}__lte": day})
        found = list(rows.order_by(f"-{field}", "-pk")[: size + 1])
        shown, more_before, more_after = found[:size], point is not None, len(found) > size
    return Page(
        shown,
        key(shown[0], field) if shown and more_before else "",
        key(shown[-1], field) if shown and more_after else "",
        total,
    )


def counted(rows: QuerySet[Any]) -> int | None:
    """How many records there are, or None beyond the limit."""
    found = rows.order_by().values("pk")[: COUNTED + 1].count()
    return found if found <= COUNTED else None
