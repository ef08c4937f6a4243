"""An official document as it will print: one value, from which the page, Word, Excel and PDF are all made.

Pure: no Django. Words are kept apart from figures, so that each figure stays a door to its records.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from liemchinh.kernel.sentences import Ask, Segments, Shown

Variant = Literal["party", "state"]
Style = Literal["", "basis", "centre", "article"]


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 is a section (I-), 2 a part (1.); `mark` prints in front of `text`."""

    level: int
    mark: str
    text: str
    kind: str = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `key` names the sentence that it was made from.

    style: "" of the body; "basis" a line of «Căn cứ»; "centre" a line of its own in bold; "article" of «Điều 1.».
    """

    key: str
    segments: Segments
    kind: str = "paragraph"
    style: Style = ""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a person has still to write, with the facts that the draft lays beside the question."""

    key: str
    ask: str
    facts: tuple[Segments, ...] = ()
    kind: str = "prompt"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; a figure's cell carries its door, and the exact number for Excel."""

    text: str
    door: Shown | None = None
    number: float | int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of an annex; `chart` is the row whose numbers are also drawn as columns, or None.

    `weights` says how wide the columns are beside each other; empty is all alike.
    """

    key: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    source: str = ""
    note: str = ""
    chart: int | None = None
    chart_title: str = ""
    weights: tuple[int, ...] = ()
    kind: str = "table"


Block = Heading | Paragraph | Prompt | Table


@dataclass(frozen=True, slots=True)
class Annex:
    number: str
    title: str
    head_line: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The head of page one: issuer on the left, State or Party on the right, then the title.

    An internal slip has no motto; minutes have no issuer, and the motto stands alone. An official letter (công văn) has
    no type and no title, and says under its number what it is `about`.
    """

    parent: str
    body: str
    number: str
    motto: tuple[str, ...]
    place_date: str
    type_name: str
    title: tuple[str, ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """`lines` are capitals above the name (T/M BAN THƯỜNG VỤ, BÍ THƯ)."""

    lines: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Document:
    variant: Variant
    head: Head
    blocks: tuple[Block, ...]
    signature: Signature
    recipients: tuple[str, ...]
    recipients_title: str
    annexes: tuple[Annex, ...] = ()
    footer: str = ""
    draft_mark: str = ""
    #: The day that the files carry: of signing, else the end of the period.
    dated: date = date(2020, 1, 1)
    #: «Kính gửi: …», one a line.
    addressees: tuple[str, ...] = ()
    #: Who sign side by side (minutes, slips), in the place of the one `signature` and of «Nơi nhận».
    signers: tuple[Signature, ...] = ()

    @property
    def name(self) -> str:
        """Type and title in one line; of an official letter what it is about."""
        head = self.head
        return " ".join((head.type_name, *head.title)) if head.type_name else head.about

    def all_blocks(self) -> Iterator[Block]:
        yield from self.blocks
        for annex in self.annexes:
            yield from annex.blocks

    def open_prompts(self) -> list[tuple[str, str]]:
        """(key, question) of everything that a person has still to write; a report that has one is not signed."""
        found: list[tuple[str, str]] = []
        for block in self.blocks:
            if isinstance(block, Prompt):
                found.append((block.key, block.ask))
            elif isinstance(block, Paragraph):
                found += [(block.key, s.text) for s in block.segments if isinstance(s, Ask)]
        return found

    def shown(self) -> Iterator[Shown]:
        """Every figure in the running text, in order."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield from (s for s in block.segments if isinstance(s, Shown))

    def plain_text(self) -> str:
        """The running text, one paragraph a line: what a person reads, without the annexes."""
        lines = []
        for block in self.blocks:
            if isinstance(block, Heading):
                lines.append(f"{block.mark} {block.text}")
            elif isinstance(block, Paragraph):
                lines.append("".join(s.text for s in block.segments if not isinstance(s, Ask)).strip())
        return "\n".join(line for line in lines if line)
