"""`liemchinh read-figures FILE...`: the figures of narrative reports, one JSON line for each file."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from functools import partial

from liemchinh.kernel.errors import Refusal

HELP = "đọc số liệu trong văn bản, mỗi tệp một dòng JSON · read figures from reports"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="tệp .txt, .docx hoặc .pdf")
    parser.add_argument("--skipped", action="store_true", help="thêm các số không phải số liệu, kèm lý do")


#: From so many files on, reading them side by side saves more than starting further processes costs (0.3 s each).
MANY = 16


def run(args: argparse.Namespace) -> int:
    failed = False
    for name, (line, problem) in zip(args.files, _read_all(args.files, args.skipped), strict=True):
        if problem:
            failed = True
            print(f"liemchinh: {name}: {problem}", file=sys.stderr)
        else:
            print(line, flush=True)
    return 1 if failed else 0


def _read_all(names: list[str], skipped: bool) -> Iterator[tuple[str, str]]:
    """(line, problem) of each file in the order given; many files are shared among the processors."""
    reading = partial(_read_one, skipped=skipped)
    workers = min(os.cpu_count() or 1, len(names) // (MANY // 2))
    if len(names) < MANY or workers < 2:
        yield from map(reading, names)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(reading, names, chunksize=4)


def _read_one(name: str, *, skipped: bool) -> tuple[str, str]:
    try:
        return json.dumps(_line(name, skipped=skipped), ensure_ascii=False), ""
    except Refusal as refusal:
        return "", str(refusal)


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
