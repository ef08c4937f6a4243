"""A document as templates want it: each segment with its kind and, for a figure, its door."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from liemchinh.apps.figures import links
from liemchinh.apps.figures.board import Board
from liemchinh.apps.reports.boards import counts_documents
from liemchinh.apps.reports.models import Review
from liemchinh.catalogue import indicators
from liemchinh.kernel.measures import Indicator
from liemchinh.kernel.sentences import Ask, Segments, Shown
from liemchinh.spine.office.document import Block, Document, Heading, Paragraph, Prompt, Table
from liemchinh.spine.web.charts import Bars, Series

Door = Callable[[Shown], str]


def doors(review: Review, codes: dict[str, int]) -> Door:
    """The address of each figure: for a draft the records themselves, for a signed report those kept with it."""

    def door(shown: Shown) -> str:
        if counts_documents(indicators()[shown.indicator]) or (review.is_signed and not shown.unit and not shown.year):
            return _own_door(review, shown)
        narrow = {"year": shown.year} if shown.year else {"at": codes[shown.unit]} if shown.unit in codes else {}
        return links.records_url(shown.indicator, review.unit, review.period, **narrow)

    return door


def _own_door(review: Review, shown: Shown) -> str:
    """The report's own page of a figure: as signed, or (documents) without the resolution under review."""
    narrow = {"year": shown.year} if shown.year else {"at": shown.unit} if shown.unit else {}
    address = reverse("report-figure", args=[review.pk, shown.indicator])
    return f"{address}?{urlencode(narrow)}" if narrow else address


def codes_of(board: Board) -> dict[str, int]:
    """Code -> id of the units of the tree."""
    return {unit.code: pk for pk, unit in board.units_by_id.items()}


def shown_blocks(blocks: Iterable[Block], door: Door) -> list[dict[str, Any]]:
    """Plain values for the template `reports/document.html`."""
    return [_block(block, door) for block in blocks]


def _block(block: Block, door: Door) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": f"{block.mark} {block.text}"}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "segments": shown_segments(block.segments, door)}
    if isinstance(block, Prompt):
        return {"kind": "prompt", "ask": block.ask, "facts": [shown_segments(f, door) for f in block.facts]}
    rows = [[{"text": c.text, "n": c.number is not None, "url": door(c.door) if c.door else ""} for c in row]
            for row in block.rows]  # fmt: skip
    return {"kind": "table", "table": block, "rows": rows, "chart": chart(block)}


def shown_segments(segments: Segments, door: Door) -> list[dict[str, str]]:
    return [
        {
            "kind": "figure" if isinstance(s, Shown) else "ask" if isinstance(s, Ask) else "text",
            "text": s.text,
            "url": door(s) if isinstance(s, Shown) else "",
        }
        for s in segments
    ]


def chart(table: Table) -> Bars | None:
    """The row that the table also draws, as columns."""
    if table.chart is None:
        return None
    row = table.rows[table.chart]
    values = [c.number for c in row[2:-1]]
    return Bars(
        f"chart-{table.key}", table.chart_title, table.columns[2:-1], [Series(row[0].text, values)], row[1].text
    )


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One line of the table typed-versus-computed."""

    indicator: Indicator
    value: Decimal | None
    computed: Decimal | None
    reported: Decimal | None
    source: str
    reason: str
    url: str

    @property
    def difference(self) -> Decimal | None:
        both = self.computed is not None and self.reported is not None
        return self.reported - self.computed if both else None

    @property
    def standing(self) -> str:
        """same, reasoned, due, register or text: the chip at the end of the line."""
        if self.difference is None:
            return "text" if self.source == "reported" else "register"
        return "same" if not self.difference else "reasoned" if self.reason else "due"


def figure_lines(review: Review, board: Board, door: Door) -> list[FigureLine]:
    """Signed figures as they were kept; for a draft as they are now. Only figures that are known."""
    rows: Iterable[Any]
    if review.is_signed:
        rows = review.figures.defer("records")
    else:
        rows = [f for f in board.figures().values() if f.value is not None]
    lines = []
    for row in rows:
        id = row.indicator if isinstance(row.indicator, str) else row.indicator.id
        shown = Shown("", id)
        lines.append(
            FigureLine(
                indicators()[id],
                row.value,
                row.computed,
                row.reported,
                row.source,
                review.reasons.get(id, ""),
                door(shown),
            )
        )
    return lines


def first_annex_tables(document: Document) -> tuple[Block, ...]:
    """The tables by year and by unit, which the page shows beside the figures."""
    return tuple(b for annex in document.annexes[:1] for b in annex.blocks)
