"""A signed document as JSON and back: what was signed is shown as it was, whatever texts and software became later."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import date
from typing import Any

from liemchinh.kernel.sentences import Ask, Segment, Segments, Shown, Text
from liemchinh.spine.office.document import (
    Annex,
    Block,
    Cell,
    Document,
    Head,
    Heading,
    Paragraph,
    Prompt,
    Signature,
    Table,
)


def pack(document: Document) -> dict[str, Any]:
    """Plain data that JSON keeps."""
    return {
        "variant": document.variant,
        "head": asdict(document.head),
        "blocks": [_pack_block(b) for b in document.blocks],
        "signature": asdict(document.signature),
        "recipients": list(document.recipients),
        "recipients_title": document.recipients_title,
        "annexes": [
            {
                "number": a.number,
                "title": a.title,
                "head_line": a.head_line,
                "blocks": [_pack_block(b) for b in a.blocks],
            }
            for a in document.annexes
        ],
        "footer": document.footer,
        "draft_mark": document.draft_mark,
        "dated": document.dated.isoformat(),
    }


def unpack(data: dict[str, Any]) -> Document:
    """The document that `pack` was given."""
    return Document(
        variant=data["variant"],
        head=Head(**{k: _tuple(v) for k, v in data["head"].items()}),
        blocks=tuple(_unpack_block(b) for b in data["blocks"]),
        signature=Signature(tuple(data["signature"]["lines"]), data["signature"]["name"]),
        recipients=tuple(data["recipients"]),
        recipients_title=data["recipients_title"],
        annexes=tuple(
            Annex(a["number"], a["title"], a["head_line"], tuple(_unpack_block(b) for b in a["blocks"]))
            for a in data["annexes"]
        ),
        footer=data["footer"],
        draft_mark=data["draft_mark"],
        dated=date.fromisoformat(data["dated"]),
    )


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _pack_block(block: Block) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"kind": block.kind, "key": block.key, "segments": [_pack_segment(s) for s in block.segments]}
    if isinstance(block, Prompt):
        facts = [[_pack_segment(s) for s in fact] for fact in block.facts]
        return {"kind": block.kind, "key": block.key, "ask": block.ask, "facts": facts}
    if isinstance(block, Heading):
        return asdict(block)
    rows = [[[c.text, _pack_segment(c.door) if c.door else None, c.number] for c in row] for row in block.rows]
    named = {f.name: getattr(block, f.name) for f in fields(block) if f.name != "rows"}
    return {**named, "columns": list(block.columns), "rows": rows}


def _unpack_block(data: dict[str, Any]) -> Block:
    kind = data["kind"]
    if kind == "paragraph":
        return Paragraph(data["key"], _segments(data["segments"]))
    if kind == "prompt":
        return Prompt(data["key"], data["ask"], tuple(_segments(f) for f in data["facts"]))
    if kind == "heading":
        return Heading(data["level"], data["mark"], data["text"])
    rows = tuple(tuple(_unpack_cell(c) for c in row) for row in data["rows"])
    rest = {k: _tuple(v) for k, v in data.items() if k not in ("rows", "kind")}
    return Table(rows=rows, **rest)


def _unpack_cell(data: list[Any]) -> Cell:
    text, door, number = data
    return Cell(text, Shown(*door[1:]) if door else None, number)


def _pack_segment(segment: Segment) -> list[Any]:
    if isinstance(segment, Shown):
        return ["figure", *segment]
    return ["ask" if isinstance(segment, Ask) else "text", segment.text]


def _segments(data: list[list[Any]]) -> Segments:
    made: list[Segment] = []
    for kind, *rest in data:
        made.append(Shown(*rest) if kind == "figure" else Ask(*rest) if kind == "ask" else Text(*rest))
    return tuple(made)
