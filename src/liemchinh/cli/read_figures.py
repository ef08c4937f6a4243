"""`liemchinh read-figures FILE...`: the figures of narrative reports, one JSON line for each file."""

from __future__ import annotations

import argparse
import json
import sys
from decimal import Decimal

from liemchinh.kernel.errors import Refusal

HELP = "đọc số liệu trong văn bản, mỗi tệp một dòng JSON · read figures from reports"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="tệp .txt, .docx hoặc .pdf")
    parser.add_argument("--skipped", action="store_true", help="thêm các số không phải số liệu, kèm lý do")


def run(args: argparse.Namespace) -> int:
    failed = False
    for name in args.files:
        try:
            print(json.dumps(_line(name, skipped=args.skipped), ensure_ascii=False), flush=True)
        except Refusal as refusal:
            failed = True
            print(f"liemchinh: {name}: {refusal}", file=sys.stderr)
    return 1 if failed else 0


def _line(name: str, *, skipped: bool) -> dict[str, object]:
    from liemchinh.catalogue import indicators
    from liemchinh.kernel.figures import read
    from liemchinh.spine.texts import read_document

    reading = read(read_document(name).text, indicators())
    line: dict[str, object] = {
        "file": name,
        "figures": [
            {
                "indicator": f.indicator,
                "value": _number(f.value),
                "unit": f.unit,
                "qualifier": f.qualifier,
                "period_role": f.period_role,
                "quote": f.quote,
                "start": f.start,
                "end": f.end,
                **({"why": f.why} if skipped else {}),
            }
            for f in reading.figures
        ],
    }
    if skipped:
        line["skipped"] = [
            {"quote": s.quote, "start": s.start, "end": s.end, "reason": s.reason} for s in reading.skipped
        ]
    return line


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
