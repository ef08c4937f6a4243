"""`liemchinh import REGISTER FILE`: reads a unit's spreadsheet into a register, and says what it left out and why.

    liemchinh import outreach so.xlsx --unit Q1     # writes, and prints the number of the batch
    liemchinh import --undo 12                      # takes batch 12 back

Exit code 0: rows were written (or, with --dry-run, could be), or all of them are in the register already.
Exit code 1: the file was refused, or it has entries and none of them could be accepted. Warnings never change the code.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from liemchinh.spine.import_facts import Problem, Reading

_KINDS = {"other": "không phải sổ", "empty": "trống", "hidden": "trang tính ẩn", "summary": "bảng tổng hợp"}
HELP = "nhập sổ từ tệp Excel, CSV · import a spreadsheet into a register"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "register", metavar="REGISTER", nargs="?", help="tên phân hệ hoặc tên sổ, ví dụ outreach hoặc outreach.session"
    )
    parser.add_argument(
        "file", metavar="FILE", type=Path, nargs="?", help="tệp .xlsx, .xls, .xlsb, .ods, .csv hoặc .tsv"
    )
    parser.add_argument("--unit", metavar="CODE", help="mã đơn vị nhập; bỏ trống khi chỉ có một đơn vị gốc")
    parser.add_argument("--dry-run", action="store_true", help="chỉ đọc và kiểm tra, không ghi gì")
    parser.add_argument("--undo", metavar="BATCH", help="hoàn tác lô đã nhập: số lô in ra khi nhập, ví dụ 12")
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")


def run(args: argparse.Namespace) -> int:
    collecting = gc.isenabled()
    gc.disable()  # a register of 20,000 rows is a million objects without a cycle, and the process ends with them
    try:
        return _run(args)
    finally:
        if collecting:
            gc.enable()


def _run(args: argparse.Namespace) -> int:
    from liemchinh.cli import _django

    _django.setup()
    from django.utils import timezone

    from liemchinh.kernel.errors import Refusal
    from liemchinh.spine import imports
    from liemchinh.spine.access import SYSTEM

    if args.undo is not None:
        return _undo(args, SYSTEM, timezone.localdate())
    if args.register is None or args.file is None:
        print("liemchinh import: cần REGISTER và FILE, hoặc --undo BATCH.", file=sys.stderr)
        return 2
    if not args.file.is_file():
        raise Refusal(f"Không có tệp «{args.file}».")
    today, unit_id, batch = timezone.localdate(), _unit_id(args.unit), None
    reading = imports.read_file(args.file, args.file.name, args.register, unit_id, on=today)
    if reading.drafts and not args.dry_run:
        batch = imports.stage(args.file, args.register, unit_id, by=SYSTEM, on=today, reading=reading)
        imports.commit(batch, by=SYSTEM, on=today, reading=reading)
    print(json.dumps(report(reading, batch), ensure_ascii=False) if args.json else "\n".join(_lines(reading, batch)))
    already = any(p.code == "known" for p in reading.problems)
    return 0 if reading.drafts or (already and not reading.errors) else 1


def _undo(args: argparse.Namespace, by: Any, on: date) -> int:
    """Take a batch back: its records stay in the ledger and count nowhere."""
    from liemchinh.kernel.errors import Refusal
    from liemchinh.spine import imports
    from liemchinh.spine.import_models import ImportBatch

    if args.register is not None:
        print("liemchinh import: --undo BATCH không đi cùng REGISTER và FILE.", file=sys.stderr)
        return 2
    number = str(args.undo).removeprefix("import:")
    batch = ImportBatch.objects.select_related("file").filter(pk=int(number)).first() if number.isdecimal() else None
    if batch is None:
        recent = ImportBatch.objects.filter(status=ImportBatch.Status.COMMITTED).order_by("-pk")[:3]
        known = ", ".join(str(b.pk) for b in recent)
        raise Refusal(f"Không có lô «{args.undo}»." + (f" Các lô gần nhất: {known}." if known else " Chưa có lô nào."))
    undone = imports.undo(batch, by=by, on=on)
    if args.json:
        print(json.dumps({"batch": batch.ref, "file": batch.file.name, "undone": undone}, ensure_ascii=False))
    else:
        print(f"Đã hoàn tác lô {batch.pk} ({batch.file.name}): {undone} dòng không còn được tính.")
    return 0


def _unit_id(code: str | None) -> int:
    """The importing unit: the one named, else the only root of the tree."""
    from liemchinh.apps.organisation import queries
    from liemchinh.cli._words import unit_of
    from liemchinh.kernel.errors import Refusal

    if code:
        return int(unit_of(code).pk)
    roots = list(queries.roots()[:6])
    if len(roots) == 1:
        return int(roots[0].pk)
    if not roots:
        raise Refusal("Chưa có đơn vị nào. Thêm đơn vị bằng «liemchinh unit add CODE NAME», rồi nhập lại.")
    codes = ", ".join(f"{unit.code} ({unit.name})" for unit in roots)
    raise Refusal(f"Có nhiều đơn vị gốc: {codes}. Chọn đơn vị nhập bằng --unit CODE.")


def report(reading: Reading, batch: Any) -> dict[str, Any]:
    """The result as data; `totals` are the figures that the accepted rows add up to, by indicator."""
    return {
        "file": reading.file,
        "read": reading.read,
        "accepted": len(reading.drafts),
        "rejected": [_problem(p) for p in reading.errors],
        "warnings": [_problem(p) for p in reading.warnings],
        "totals": reading.totals(),
        "by_month": reading.months(),
        "sheets": [
            {"name": s.name, "kind": s.kind, "register": s.register, "header_rows": s.header_rows, "totals": s.totals}
            for s in reading.sheets
        ],
        "batch": batch.ref if batch else None,
    }


def _problem(problem: Problem) -> dict[str, Any]:
    found = {
        "sheet": problem.sheet, "row": problem.row, "column": problem.column, "message": problem.sentence,
        "code": problem.code,
    }  # fmt: skip
    optional = {"header": problem.header, "value": problem.value, "proposal": problem.proposal}
    return found | {name: value for name, value in optional.items() if value}


def _lines(reading: Reading, batch: Any) -> list[str]:
    from liemchinh.kernel.vietnamese import number

    lines = [f"{reading.file}: đọc {number(reading.read)} dòng, nhận {number(len(reading.drafts))} dòng, "
             f"{number(reading.rejected_rows)} dòng lỗi, {number(len(reading.warnings))} điều cần xem."]  # fmt: skip
    lines += [f"  {s.name}: {_KINDS.get(s.kind, s.title)}" for s in reading.sheets]
    lines += [f"  {indicator}: {number(value)}" for indicator, value in reading.totals().items()]
    for title, problems in (("Lỗi (không ghi):", reading.errors), ("Cần xem:", reading.warnings)):
        lines += [title] * bool(problems) + [f"  {p.sheet} · {p.sentence}" for p in problems]
    if batch:
        lines.append(f"Đã ghi vào sổ, lô {batch.pk}. Hoàn tác: liemchinh import --undo {batch.pk}")
    else:
        lines.append("Chưa ghi gì.")
    return lines
