"""`liemchinh match FILE`: the pairs of petitions in a file that are one matter, one JSON line for each."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from liemchinh.kernel.errors import Refusal

HELP = "tìm đơn trùng trong tệp JSONL {id, text} · find petitions that are one matter"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help='mỗi dòng một đơn: {"id": …, "text": …}')
    parser.add_argument("--why", action="store_true", help="thêm lý do · add why each pair is linked")


def run(args: argparse.Namespace) -> int:
    from liemchinh.kernel.matching import compare, fingerprint, links, sentence

    prints = {name: fingerprint(text) for name, text in _petitions(args.file).items()}
    for link in links(prints):
        line: dict[str, object] = {"a": link.a, "b": link.b, "score": link.score}
        if args.why:
            line["why"] = sentence(compare(prints[link.a], prints[link.b]))
        print(json.dumps(line, ensure_ascii=False))
    return 0


def _petitions(file: str) -> dict[str, str]:
    """Text by id; Refusal that names the line when one is not {"id", "text"} or an id comes twice."""
    try:
        lines = Path(file).read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        raise Refusal(f"Không có tệp «{file}».") from None
    except (OSError, UnicodeDecodeError):
        raise Refusal(f"Không đọc được tệp «{file}». Cần tệp văn bản UTF-8, mỗi dòng một đơn.") from None
    found: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        name, text = _petition(file, number, line)
        if name in found:
            raise Refusal(f"{file}, dòng {number}: mã «{name}» đã có ở dòng trước. Mỗi đơn cần một mã riêng.")
        found[name] = text
    return found


def _petition(file: str, number: int, line: str) -> tuple[str, str]:
    try:
        row = json.loads(line)
    except ValueError:
        row = None
    if not isinstance(row, dict) or "id" not in row or not isinstance(row.get("text"), str):
        raise Refusal(f'{file}, dòng {number}: không phải {{"id": …, "text": …}}. Sửa dòng này rồi chạy lại.')
    return str(row["id"]), row["text"]
