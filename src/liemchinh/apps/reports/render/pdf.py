"""PDF/A-2b through typst. Words reach the template as data, never as markup; fonts are typst's own, so the bytes
do not depend on the machine."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst

from liemchinh.apps.reports.document import Block, Document, Paragraph, Prompt
from liemchinh.kernel.sentences import Ask, Segments

TEMPLATE = Path(__file__).with_name("report.typ")


def render(document: Document) -> bytes:
    """The document as PDF/A-2b."""
    compiled: bytes = typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards=["a-2b"],
        sys_inputs={"data": json.dumps(_data(document), ensure_ascii=False)},
    )
    return compiled


def _data(document: Document) -> dict[str, Any]:
    head = document.head
    return {
        "variant": document.variant,
        "title": " ".join((head.type_name, *head.title)),
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
        },
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
        return {"kind": block.kind, "segments": _segments(block.segments)}
    if isinstance(block, Prompt):
        return {"kind": block.kind, "ask": block.ask, "facts": [_segments(f) for f in block.facts]}
    return asdict(block)


def _segments(segments: Segments) -> list[dict[str, str]]:
    return [{"kind": "ask" if isinstance(s, Ask) else "text", "text": s.text} for s in segments]
