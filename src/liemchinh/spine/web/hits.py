"""Pages of what a search found: newest first by key, or the best first by number."""

from __future__ import annotations

from liemchinh.spine.search.finding import COUNTED, Key, Search
from liemchinh.spine.web.paging import SIZE, Page


def page(found: Search, *, after: str = "", before: str = "", by_relevance: bool = False, size: int = SIZE) -> Page:
    """One page of hits; an address that cannot be read shows the first page."""
    return _best(found, after, before, size) if by_relevance else _newest(found, after, before, size)


def _newest(found: Search, after: str, before: str, size: int) -> Page:
    if point := Key.read(before):
        keys = found.before(point, size + 1)
        shown, more_before, more_after = keys[-size:], len(keys) > size, True
    else:
        point = Key.read(after)
        keys = found.after(point, size + 1)
        shown, more_before, more_after = keys[:size], point is not None, len(keys) > size
    return Page(
        found.records([key.rank for key in shown]),
        str(shown[0]) if shown and more_before else "",
        str(shown[-1]) if shown and more_after else "",
        found.total,
        COUNTED,
    )


def _best(found: Search, after: str, before: str, size: int) -> Page:
    """The pages are few and their order is weighed anew each time: they are numbered by their first hit."""
    ranks = found.by_relevance()
    start = max(int(before) - size, 0) if before.isdecimal() else int(after) if after.isdecimal() else 0
    shown, end = ranks[start : start + size], start + size
    return Page(
        found.records(shown),
        str(start) if start else "",
        str(end) if end < len(ranks) else "",
        found.total,
        COUNTED,
        by_relevance=True,
    )
