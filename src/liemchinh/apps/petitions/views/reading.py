"""A text beside a form: what was read, what it proposes for which field, and the passages marked in text or picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict

from liemchinh.apps.petitions import handed, proposals
from liemchinh.apps.petitions.proposals import Piece, Source, Suggestion
from liemchinh.spine.files import StoredFile
from liemchinh.spine.papers import PaperText, showing

#: Pages of a long scan that stand beside the form; the others are a link away.
SHOWN_PAGES = 12


@dataclass(slots=True)
class Reading:
    """What stands beside the form; empty until somebody asks to read."""

    key: str = ""
    source: Source | None = None
    suggestions: dict[str, Suggestion] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    pieces: list[Piece] = field(default_factory=list)
    leaves: list[Any] = field(default_factory=list)
    paper: PaperText | None = None
    found: int = 0
    notes: list[str] = field(default_factory=list)

    def rows(self, prefix: str) -> int:
        """How many people of that role are proposed."""
        rows = [int(n.split("-")[1]) for n in self.suggestions if n.startswith(f"{prefix}-")]
        return max(rows, default=-1) + 1

    @property
    def sure(self) -> int:
        return sum(s.sure for s in self.suggestions.values())

    @property
    def waits(self) -> bool:
        """Whether the file is still being read."""
        return self.source is None and self.paper is not None and not self.paper.ended


def read(said: QueryDict, kept: list[StoredFile], on: date, *, picture: Callable[[StoredFile, int], str]) -> Reading:
    """What the text or file that was asked for says; `said` is what stands in the form now."""
    reading = Reading(key=said.get("read") or said.get("source", ""))
    if not reading.key:
        return reading
    file = next((f for f in kept if str(f.pk) == reading.key), None)
    if file is not None:
        reading.source, reading.paper = handed.source_of(file), handed.reading_of(file)
        if reading.paper is not None and reading.paper.has_pictures:
            show_pages(reading, lambda number: picture(file, number))
    elif said.get("text", "").strip():
        reading.source = Source(said["text"].replace("\r\n", "\n"))
    if reading.source is not None:
        propose(reading, proposals.for_entry(reading.source, on), said)
    return reading


def propose(reading: Reading, found: list[Suggestion], said: Mapping[str, str]) -> None:
    """Keep what does not stand in the form already; the first proposal for a field is the one."""
    assert reading.source is not None
    reading.found = len(found)
    reading.pieces, reading.numbers = proposals.marked(reading.source.text, found)
    for one in found:
        stands = " ".join(said.get(one.name, "").split())
        if one.name not in reading.suggestions and stands != " ".join(one.value.split()):
            reading.suggestions[one.name] = one
    if reading.paper is not None and reading.leaves:
        show_pages(reading, None, [(s.start, s.end) for s in found if s.end])


def show_pages(reading: Reading, url_of: Callable[[int], str] | None, passages: Any = ()) -> None:
    """The first pages as pictures, with the passages marked."""
    paper = reading.paper
    assert paper is not None
    urls = {leaf.number: leaf.url for leaf in reading.leaves}
    pages = range(1, min(max(paper.page_count, 1), SHOWN_PAGES) + 1)
    reading.leaves = showing.leaves(paper, url_of or (lambda number: urls.get(number, "")), passages, pages)
