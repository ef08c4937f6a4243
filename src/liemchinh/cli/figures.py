"""`liemchinh figures`: the figures of a unit and a period, computed beside reported."""

from __future__ import annotations

import argparse
import difflib
import json
from decimal import Decimal
from typing import Any

HELP = "số liệu của một đơn vị trong một kỳ: giá trị, nguồn, số bản ghi · the figures of a unit and period"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--unit", required=True, metavar="CODE", help="mã đơn vị")
    parser.add_argument("--from", required=True, dest="start", metavar="D", help="từ ngày, 2008-12-31 hoặc 31/12/2008")
    parser.add_argument("--to", required=True, dest="end", metavar="D", help="đến ngày (kể cả ngày đó)")
    parser.add_argument("--indicator", action="append", default=[], metavar="ID", help="chỉ lấy chỉ tiêu này; lặp được")
    parser.add_argument("--json", action="store_true", help="in JSON")


def run(args: argparse.Namespace) -> int:
    """0, or 1 for a unit, a date or an indicator that does not exist (a sentence on stderr)."""
    from liemchinh.cli._django import setup

    setup()
    found = rows(args.unit, args.start, args.end, args.indicator)
    print(json.dumps(found, ensure_ascii=False, indent=1) if args.json else table(found))
    return 0


def rows(code: str, start: str, end: str, wanted: list[str]) -> list[dict[str, Any]]:
    """A line for each indicator, in the order of the catalogue. Refusal: what does not exist, and what to do."""
    from liemchinh.apps.figures.asking import period
    from liemchinh.apps.figures.board import Board
    from liemchinh.catalogue import indicators
    from liemchinh.cli._words import unit_of
    from liemchinh.kernel.errors import Refusal

    unit = unit_of(code)
    unknown = [i for i in wanted if i not in indicators()]
    if unknown:
        near = difflib.get_close_matches(unknown[0], indicators(), n=3, cutoff=0.4)
        hint = f" Gần nhất: {', '.join(near)}." if near else ""
        raise Refusal(f"Không có chỉ tiêu «{unknown[0]}».{hint} Bỏ --indicator để xem tất cả.")
    asked = [i for i in indicators().values() if not wanted or i.id in wanted]
    figures = Board(unit, period(start, end), asked).figures()
    return [
        {
            "indicator": f.indicator.id, "label": f.indicator.label, "unit": f.indicator.unit,
            "value": _number(f.value), "source": f.source, "records": f.records,
            "computed": _number(f.computed), "reported": _number(f.reported), "state": f.state,
        }
        for f in figures.values()
    ]  # fmt: skip


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def table(found: list[dict[str, Any]]) -> str:
    """Plain columns for a terminal."""
    from liemchinh.spine.web.formats import figure, number

    sources = {"computed": "sổ", "reported": "báo cáo", "mixed": "sổ + báo cáo", "": ""}
    lines = [("Chỉ tiêu", "Giá trị", "Tính từ sổ", "Đơn vị báo", "Căn cứ", "Bản ghi", "TT")]
    for row in found:
        values = [None if row[k] is None else Decimal(str(row[k])) for k in ("value", "computed", "reported")]
        shown = [figure(value, row["unit"]) for value in values]
        lines.append((row["label"], *shown, sources[row["source"]], number(row["records"]), row["state"]))
    widths = [max(len(line[n]) for line in lines) for n in range(7)]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)
