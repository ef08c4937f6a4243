"""The files that a review is taken away as: Word, Excel, PDF, a page of its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from liemchinh.apps.reports import drift_note, freezing, record_sheets
from liemchinh.apps.reports.boards import ReviewBoard
from liemchinh.apps.reports.gathering import board_of
from liemchinh.apps.reports.models import Review
from liemchinh.apps.reports.render import excel, page
from liemchinh.catalogue import indicators
from liemchinh.kernel.errors import Refusal
from liemchinh.spine import registers
from liemchinh.spine.access import SYSTEM, can
from liemchinh.spine.office import pdf, word
from liemchinh.spine.office.document import Document
from liemchinh.spine.wording import say

CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
}


def render(review: Review, document: Document, kind: str, account: Any = SYSTEM) -> bytes:
    """The file. Refusal for a kind that there is none of; `account` sees only registers that it may export."""
    if kind == "docx":
        return word.render(document)
    if kind == "pdf":
        return pdf.render(document)
    if kind == "html":
        return page.render(document).encode()
    if kind == "xlsx":
        return excel.render(document, sheets(review, account))
    raise Refusal(say("report.format", name=kind))


def filename(review: Review, kind: str) -> str:
    """bao-cao-57-so-ket-03-nq-qu-q1-2006-2011.docx; a draft says so. Letters keep their marks: 05-nq-đu."""
    number = f"bao-cao-{review.number}" if review.is_signed else "du-thao"
    years = f"{review.period_start.year}-{review.period_end.year}"
    words = f"{number} so-ket {review.resolution.number} {review.unit.code} {years}"
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", words).lower()).strip("-") + f".{kind}"


def sheets(review: Review, account: Any) -> Iterator[excel.Sheet]:
    """The figures, then the records of each register behind them: as signed, or for a draft as they are now."""
    board = board_of(review)
    drift = drift_note.correction(review, freezing.drift(review)) if review.is_signed else ""
    yield excel.Sheet("Số liệu", str(review), _HEAD, list(_figures(review, board)), drift)
    frozen = record_sheets.kept(review) if review.is_signed else record_sheets.today(board)
    for register, sheet in frozen:
        if can(account, registers.get(register).ability("export")):
            yield sheet


_HEAD = (
    "Chỉ tiêu",
    "Đơn vị tính",
    "Số dùng",
    "Tính từ sổ",
    "Đơn vị báo",
    "Chênh",
    "Lý do",
    "Số bản ghi",
    "Dấu SHA-256",
)


def _figures(review: Review, board: ReviewBoard) -> Iterator[list[excel.Value]]:
    """As signed; for a draft as the registers give them now."""
    rows = list(review.figures.all()) if review.is_signed else freezing.freeze(review, board)
    for row in rows:
        indicator = indicators()[row.indicator]
        both = row.computed is not None and row.reported is not None
        diff = row.reported - row.computed if both else None
        numbers = [None if v is None else _plain(v) for v in (row.value, row.computed, row.reported, diff)]
        reason = review.reasons.get(row.indicator, "")
        unit = {"VND": "đồng", "m2": "m²", "percent": "%"}.get(indicator.unit, indicator.unit)
        yield [indicator.label, unit, *numbers, reason, len(row.records), row.digest]


def _plain(value: Any) -> int | float:
    return int(value) if value == int(value) else float(value)
