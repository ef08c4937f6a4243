"""`liemchinh due`: the day on which something falls due, and why."""

from __future__ import annotations

import argparse
import difflib
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from liemchinh.cli.law import law_folders, phrases
from liemchinh.kernel.clocks import Due, Pause, due
from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.law import Law
from liemchinh.kernel.phrasebook import Phrasebook

HELP = "tính hạn theo luật, kèm lý do · a statutory due date with its reason"
#: What a line of --batch may ask; "pause" is "pauses" by the name of the option.
_KEYS = ("term", "on", "extended", "pauses", "pause", "remote", "variant")
_encode = json.JSONEncoder(ensure_ascii=False).encode


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("term", nargs="?", metavar="TERM", help="mã quy định, ví dụ TC-05, KN-02 (xem: liemchinh law)")
    parser.add_argument("--on", metavar="DATE", help="ngày xảy ra sự kiện: 2026-02-13 hoặc 13/02/2026")
    parser.add_argument("--extended", type=int, default=0, metavar="N", help="số lần đã gia hạn")
    parser.add_argument(
        "--pause",
        action="append",
        default=[],
        metavar="FROM:TO",
        help="tạm dừng, tính cả hai ngày; dùng được nhiều lần",
    )
    parser.add_argument("--remote", action="store_true", help="vùng sâu, vùng xa")
    parser.add_argument("--variant", default="", metavar="NAME", help="trường hợp riêng ghi trong quy định")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="ngôn ngữ của phần giải thích")
    parser.add_argument("--json", action="store_true", help="in một dòng JSON")
    parser.add_argument("--batch", metavar="FILE", help="tệp JSONL, mỗi dòng một câu hỏi; '-' là đầu vào chuẩn")
    parser.set_defaults(usage_error=parser.error)


class Desk(NamedTuple):
    """What answers are made of: the law of the place, its texts, a language."""

    law: Law
    texts: Phrasebook
    language: str


def run(args: argparse.Namespace) -> int:
    if args.batch is not None and (args.term or args.on):
        args.usage_error("--batch không đi cùng TERM và --on")
    if args.batch is None and not (args.term and args.on):
        args.usage_error("cần TERM và --on DATE, hoặc --batch FILE")
    pauses = [_split(p, args) for p in args.pause]
    desk = Desk(Law.load(*law_folders()), phrases(), args.lang)
    if args.batch is not None:
        return _batch(args.batch, desk)
    question = {"term": args.term, "on": args.on, "extended": args.extended, "pauses": pauses}
    answer = _answer({**question, "remote": args.remote, "variant": args.variant}, desk.law)
    print(_encode(_as_json(answer, desk)) if args.json else _as_text(answer, desk))
    return 0


def read_date(text: object) -> date:
    """A day written 2026-02-13 or 13/02/2026. Raises Refusal."""
    if not isinstance(text, str):
        raise Refusal(f"«{text}» không phải là một ngày; viết như 2026-02-13 hoặc 13/02/2026.")
    text = text.strip()
    parts = text.split("-") if "-" in text else text.split("/")[::-1]
    if len(parts) != 3 or not all(p.isascii() and p.isdigit() for p in parts) or len(parts[0]) != 4:
        raise Refusal(f"Không đọc được ngày «{text}»; viết như 2026-02-13 hoặc 13/02/2026.")
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        raise Refusal(f"Ngày «{text}» không có trong lịch; hãy kiểm tra lại ngày và tháng.") from None


def _split(pause: str, args: argparse.Namespace) -> list[str]:
    halves = pause.split(":")
    if len(halves) != 2 or not all(halves):
        args.usage_error(f"--pause {pause}: viết như 2026-03-01:2026-03-10")
    return halves


def _known_keys(question: dict[str, Any]) -> dict[str, Any]:
    """The question itself; Refusal for a key that would change nothing: a wrong deadline must not come in silence."""
    for key in question:
        if key not in _KEYS:
            near = difflib.get_close_matches(key, _KEYS, n=1, cutoff=0)[0]
            raise Refusal(f"không có khóa «{key}»; gần nhất là «{near}». Các khóa: {', '.join(_KEYS)}.")
    return question


def _answer(question: dict[str, Any], law: Law) -> Due:
    term = question.get("term")
    if not isinstance(term, str):
        raise Refusal("Thiếu mã quy định (term).")
    extended = question.get("extended", 0) or 0
    if not isinstance(extended, int):
        raise Refusal(f"Số lần gia hạn «{extended}» không phải là số nguyên.")
    return due(
        law.term(term),
        read_date(question.get("on")),
        law.daybook,
        extended=extended,
        pauses=_pauses(question.get("pauses")) + _pauses(question.get("pause")),
        remote=bool(question.get("remote", False)),
        variant=str(question.get("variant") or ""),
    )


def _pauses(pairs: object) -> list[Pause]:
    if pairs is None:
        return []
    if not isinstance(pairs, list):
        raise Refusal("pauses (hay pause) cần là một danh sách các cặp [từ ngày, đến ngày].")
    if len(pairs) == 2 and all(isinstance(day, str) and ":" not in day for day in pairs):
        return [_pause(pairs)]  # one pair, not in a list of its own
    return [_pause(pair) for pair in pairs]


def _pause(pair: object) -> Pause:
    if isinstance(pair, str):
        pair = pair.split(":")  # as the option is written
    if not isinstance(pair, list | tuple) or len(pair) != 2:
        raise Refusal(f"Thời gian tạm dừng «{pair}» cần hai ngày: từ ngày, đến ngày.")
    return Pause(read_date(pair[0]), read_date(pair[1]))


def _as_json(answer: Due, desk: Desk) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "due": answer.on.isoformat(),
        "because": " ".join(answer.explain(desk.language, desk.texts)),
        "cite": answer.cite_en if desk.language == "en" else answer.cite,
        "unit": answer.unit,
        "days": answer.days,
    }
    warnings = answer.doubts(desk.language, desk.texts)
    return {**shown, "warnings": list(warnings)} if warnings else shown


def _as_text(answer: Due, desk: Desk) -> str:
    title = answer.term.title_en if desk.language == "en" else answer.term.title
    mark = "Note" if desk.language == "en" else "Lưu ý"
    lines = [f"{answer.on:%d/%m/%Y}  {answer.term.id} {title}", *answer.explain(desk.language, desk.texts)]
    return "\n  ".join([*lines, *(f"{mark}: {w}" for w in answer.doubts(desk.language, desk.texts))])


def _batch(name: str, desk: Desk) -> int:
    """One JSON line for each line of the file; 1 when any of them could not be answered."""
    failed = False
    for shown in _answers(name, desk):
        failed = failed or "error" in shown
        sys.stdout.write(_encode(shown) + "\n")
    return 1 if failed else 0


def _answers(name: str, desk: Desk) -> Iterator[dict[str, Any]]:
    try:
        if name == "-":
            yield from _lines(sys.stdin, desk)
            return
        with Path(name).open(encoding="utf-8-sig") as file:
            yield from _lines(file, desk)
    except OSError as wrong:
        raise Refusal(f"Không mở được tệp {name}: {wrong.strerror}.") from wrong
    except UnicodeDecodeError as wrong:
        raise Refusal(f"Tệp {name} không phải là văn bản UTF-8 (byte thứ {wrong.start}).") from wrong


def _lines(file: TextIO, desk: Desk) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            question = json.loads(line)
            if not isinstance(question, dict):
                raise Refusal("mỗi dòng cần là một đối tượng JSON.")
            yield _as_json(_answer(_known_keys(question), desk.law), desk)
        except json.JSONDecodeError as wrong:
            yield {"error": f"Dòng {number}: không phải JSON ({wrong.msg}).", "line": number}
        except Refusal as refusal:
            yield {"error": f"Dòng {number}: {refusal}", "line": number}
