"""Reported figures as an Excel file, each with its passage."""

from __future__ import annotations

import io
from collections.abc import Iterable

import xlsxwriter
from django.utils.translation import gettext as _

from liemchinh.apps.figures.models import Reported
from liemchinh.catalogue import indicators


def passages(rows: Iterable[Reported]) -> bytes:
    """One line for each reported figure; text is written as text, so no cell can become a formula."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet(_("Số liệu báo cáo"))
    head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
    names = (_("Đơn vị"), _("Chỉ tiêu"), _("Từ ngày"), _("Đến ngày"), _("Giá trị"), _("Đơn vị tính"), _("Đoạn văn"),
             _("Báo cáo"), _("Trang"), _("Ghi chú"))  # fmt: skip
    for n, (title, width) in enumerate(zip(names, (28, 44, 12, 12, 16, 12, 60, 40, 8, 30), strict=True)):
        sheet.set_column(n, n, width)
        sheet.write_string(0, n, title, head)
    sheet.freeze_panes(1, 0)
    for at, row in enumerate(rows, start=1):
        indicator = indicators()[row.indicator]
        passage = row.proposal
        sheet.write_string(at, 0, str(row.unit))
        sheet.write_string(at, 1, indicator.label)
        sheet.write_datetime(at, 2, row.period_start)
        sheet.write_datetime(at, 3, row.period_end)
        sheet.write_number(at, 4, float(row.value))
        sheet.write_string(at, 5, indicator.unit)
        sheet.write_string(at, 6, passage.quote if passage else "")
        sheet.write_string(at, 7, passage.narrative.title if passage else "")
        if passage and passage.page:
            sheet.write_number(at, 8, passage.page)
        sheet.write_string(at, 9, row.note)
    book.close()
    return out.getvalue()
