"""A paper on a page: pictures beside the text. The app that owns the matter asks its own right first."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified

from liemchinh.kernel.errors import Refusal
from liemchinh.spine.papers import pictures
from liemchinh.spine.papers.models import PaperText


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page for `spine/parts/scan.html`: the address of its picture, its size, its text, the passages to mark."""

    number: int
    url: str
    width: int
    height: int
    text: str
    marks: tuple[dict[str, int], ...]


def serve_page(request: HttpRequest, paper: PaperText, number: int) -> HttpResponseBase:
    """The picture of a page (from 1) as JPEG. No view of its own: the caller has asked whether this person may see it.

    Http404: there is no such page, or the file has no pages to show.
    """
    kept = paper.readable or paper.file
    if not paper.has_pictures:
        raise Http404
    tag = f'"{hashlib.sha256(f"{kept.sha256}:{number}:{pictures.SHOWN_WIDTH}".encode()).hexdigest()[:24]}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified()
    kind = "pdf" if paper.readable else paper.kind
    try:
        picture = pictures.shown(kept.path, kind, number - 1, kept.name)
    except (IndexError, OSError, Refusal):
        raise Http404 from None
    return HttpResponse(
        picture,
        content_type="image/jpeg",
        headers={"ETag": tag, "Cache-Control": "private, max-age=3600", "Content-Disposition": "inline"},
    )


def leaves(
    paper: PaperText, url_of: Callable[[int], str], passages: Iterable[tuple[int, int]] = (), pages: range | None = None
) -> list[Leaf]:
    """The pages for the template, each with the boxes of the passages (offsets in `paper.text`) that stand on it.

    A file that is not read yet shows its pictures without text. `pages` (from 1) shows a part of a long scan.
    """
    boxes: dict[int, list[tuple[int, int, int, int]]] = {}
    for start, end in passages:
        for place in paper.places(start, end):
            boxes.setdefault(place.page, []).extend(place.boxes)
    read = {leaf.number: leaf for leaf in paper.leaves}
    wanted = pages or range(1, max(paper.page_count, len(read), 1) + 1)
    return [
        _leaf(number, url_of(number) if paper.has_pictures else "", read.get(number), boxes.get(number, []))
        for number in wanted
    ]


def _leaf(number: int, url: str, page: Any, boxes: list[tuple[int, int, int, int]]) -> Leaf:
    width, height = (page.width, page.height) if page and page.width else (595.0, 842.0)
    across, down = width / 10_000, height / 10_000
    marks = tuple(
        {"x": round(x0 * across), "y": round(y0 * down), "w": round((x1 - x0) * across), "h": round((y1 - y0) * down)}
        for x0, y0, x1, y1 in boxes
    )
    return Leaf(number, url, round(width), round(height), page.text if page else "", marks)
