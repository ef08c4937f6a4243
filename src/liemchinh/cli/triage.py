"""`liemchinh triage FILE.jsonl`: kind, field and conditions of each letter, one JSON line for each, with reasons."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from liemchinh.cli.law import law_folders
from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.law import Law

HELP = "đề xuất phân loại đơn, kèm lý do · propose how letters are classified"
_encode = json.JSONEncoder(ensure_ascii=False).encode


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help='tệp JSONL, mỗi dòng {"id", "text"}; "-" là đầu vào chuẩn')
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="ngôn ngữ của lý do")
    parser.add_argument("--all", action="store_true", help="thêm mọi trục phân loại và thông tin đọc được trong đơn")


def run(args: argparse.Namespace) -> int:
    failed = False
    for answer in _answers(args):
        failed = failed or "error" in answer
        sys.stdout.write(_encode(answer) + "\n")
    return 1 if failed else 0


class _Desk:
    """The law and the words of the place, read once."""

    def __init__(self) -> None:
        from liemchinh.kernel.classify.lexicon import load

        folders = law_folders()
        own = [folder / "lexicons" for folder in folders[1:] if (folder / "lexicons").is_dir()]
        self.law, self.lexicon = Law.load(*folders), load(*own)


def _answers(args: argparse.Namespace) -> Iterator[dict[str, Any]]:
    desk = _Desk()
    if args.file == "-":
        yield from _lines(sys.stdin, args, desk)
        return
    try:
        with Path(args.file).open(encoding="utf-8-sig") as file:
            yield from _lines(file, args, desk)
    except OSError as wrong:
        raise Refusal(f"Không mở được tệp {args.file}: {wrong.strerror}.") from wrong
    except UnicodeDecodeError as wrong:
        raise Refusal(f"Tệp {args.file} không phải là văn bản UTF-8 (byte thứ {wrong.start}).") from wrong


def _lines(file: TextIO, args: argparse.Namespace, desk: _Desk) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            yield _answer(line, args, desk)
        except json.JSONDecodeError as wrong:
            yield {"error": f"Dòng {number}: không phải JSON ({wrong.msg}).", "line": number}
        except Refusal as refusal:
            yield {"error": f"Dòng {number}: {refusal}", "line": number}


def _answer(line: str, args: argparse.Namespace, desk: _Desk) -> dict[str, Any]:
    from liemchinh.kernel.classify import classify

    letter = json.loads(line)
    if not isinstance(letter, dict) or not isinstance(letter.get("text"), str):
        raise Refusal('mỗi dòng cần là một đối tượng JSON có "id" và "text".')
    proposal = classify(letter["text"], _received(letter.get("on")), lexicon=desk.lexicon, law=desk.law)
    vi = args.lang == "vi"
    answer: dict[str, Any] = {
        "id": letter.get("id"),
        "kind": proposal.kind.value,
        "field": proposal.field_name[0 if vi else 1],
        "anonymous": proposal.anonymous,
        "eligible": proposal.eligible.value,
        "why": [reason.vi if vi else reason.en for reason in proposal.because],
    }
    return {**answer, **_more(proposal, vi)} if args.all else answer


def _received(text: object) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise Refusal(f"Không đọc được ngày «{text}»; viết như 2026-02-13.") from None


def _more(proposal: Any, vi: bool) -> dict[str, Any]:
    """The other axes and what was read in the letter, with places in the text."""
    from dataclasses import asdict

    axes = ("kind", "field", "identity", "evidence", "signers", "instance", "competence", "language", "secret")
    return {
        "content": proposal.content,
        "report_field": proposal.report_field,
        "group": proposal.group,
        "axes": {name: _axis(getattr(proposal, name), vi) for name in axes},
        "missing": [
            {"code": m.code, "blocks": m.blocks, "why": m.because.vi if vi else m.because.en} for m in proposal.missing
        ],
        "matters": [{"kind": m.kind, "field": m.field, "start": m.start, "end": m.end} for m in proposal.matters],
        "facts": _plain(asdict(proposal.facts)),
    }


def _axis(axis: Any, vi: bool) -> dict[str, Any]:
    reasons = [{"text": r.vi if vi else r.en, "start": r.start, "end": r.end} for r in axis.because]
    return {"value": axis.value, "confidence": axis.confidence, "because": reasons}


def _plain(value: Any) -> Any:
    """Days as text, all else as it is."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value
