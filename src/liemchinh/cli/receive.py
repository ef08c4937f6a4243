"""`liemchinh receive FILE.jsonl`: petitions of the public form or a one-stop system, one a line, each answered."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from liemchinh.kernel.errors import Refusal

HELP = "tiếp nhận đơn từ tệp JSONL của trang tiếp nhận · receive petitions that another program wrote"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help='mỗi dòng một đơn: {"reference", "unit", "subject", "text", …}')


def run(args: argparse.Namespace) -> int:
    """A line that is refused says why and stops no other; sent again, a reference is received once."""
    from liemchinh.cli import _django

    _django.setup()
    failed = False
    for number, line in enumerate(_lines(args.file), start=1):
        if line.strip():
            answer = _answer(line)
            failed = failed or "error" in answer
            print(json.dumps({"line": number} | answer, ensure_ascii=False))
    return 1 if failed else 0


def _lines(file: str) -> list[str]:
    try:
        return Path(file).read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        raise Refusal(f"Không có tệp «{file}».") from None
    except (OSError, UnicodeDecodeError):
        raise Refusal(f"Không đọc được tệp «{file}». Cần tệp văn bản UTF-8, mỗi dòng một đơn.") from None


def _answer(line: str) -> dict[str, Any]:
    from django.utils import timezone

    from liemchinh.apps.petitions import arrivals
    from liemchinh.spine.access import SYSTEM

    try:
        came = arrivals.receive(json.loads(line), by=SYSTEM, on=timezone.localdate())
    except json.JSONDecodeError:
        return {"error": "Không đọc được JSON."}
    except Refusal as refusal:
        return {"error": str(refusal)}
    return {"reference": came.petition.arrival_no, "number": came.petition.number, "again": came.again}
