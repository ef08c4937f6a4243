"""PDF/A-2b, drawn by typst from `document.typ`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from liemchinh.kernel.sentences import Ask, Segments
from liemchinh.spine.office.document import Block, Document, Paragraph, Prompt
from liemchinh.spine.office.drawing import drawn


def render(document: Document) -> bytes:
    """The document as PDF/A-2b."""
    return drawn("document.typ", _data(document), "pdf")


def _data(document: Document) -> dict[str, Any]:
    head = document.head
    return {
        "variant": document.variant,
        "title": document.name,
        "author": head.body.replace("\n", " "),
        "dated": (document.dated.year, document.dated.month, document.dated.day),
        "draft": document.draft_mark,
        "head": {
            "parent": head.parent,
            "body": head.body,
            "number": head.number,
            "motto": head.motto,
            "place": head.place_date,
            "type": head.type_name,
            "title": head.title,
            "about": head.about,
        },
        "addressees": document.addressees,
        "signers": [asdict(s) for s in document.signers],
        "blocks": [_block(b) for b in document.blocks],
        "signature": asdict(document.signature),
        "recipients": document.recipients,
        "recipients_title": document.recipients_title,
        "footer": document.footer,
        "annexes": [
            {"title": a.title, "head_line": a.head_line, "blocks": [_block(b) for b in a.blocks]}
            for a in document.annexes
        ],
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"kind": block.kind, "style": block.style, "segments": _segments(block.segments)}
    if isinstance(block, Prompt):
        return {"kind": block.kind, "ask": block.ask, "facts": [_segments(f) for f in block.facts]}
    return asdict(block)


def _segments(segments: Segments) -> list[dict[str, str]]:
    return [{"kind": "ask" if isinstance(s, Ask) else "text", "text": s.text} for s in segments]
