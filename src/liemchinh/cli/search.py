"""`liemchinh search`: the word index of the registers, made anew or brought up to date."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liemchinh.spine.registers import Register

HELP = "lập lại hoặc bổ sung chỉ mục tìm kiếm · rebuild or complete the word index"


def arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="rebuild|complete|status")
    rebuild = acts.add_parser("rebuild", help="xóa chỉ mục và lập lại từ các sổ (một triệu bản ghi: vài phút)")
    rebuild.add_argument("--quiet", action="store_true", help="không in tiến độ")
    complete = acts.add_parser("complete", help="bổ sung bản ghi còn thiếu; «liemchinh init» cũng làm việc này")
    complete.add_argument("--quiet", action="store_true", help="không in tiến độ")
    status = acts.add_parser("status", help="sổ nào chưa đủ trong chỉ mục; mã thoát 1 khi có")
    status.add_argument("--json", action="store_true", help="in dạng JSON")


def run(args: argparse.Namespace) -> int:
    from liemchinh.cli import _django

    _django.setup()
    from liemchinh.spine.search import writing

    if args.act == "status":
        return _status([register.name for register in writing.behind()], as_json=args.json)
    act = writing.rebuild if args.act == "rebuild" else writing.complete
    written = act(None if args.quiet else _told)
    print(f"Chỉ mục tìm kiếm: đã ghi {written} bản ghi.")
    return 0


def _status(late: list[str], *, as_json: bool) -> int:
    if as_json:
        print(json.dumps({"ok": not late, "behind": late}, ensure_ascii=False))
    elif late:
        print(f"Chỉ mục tìm kiếm thiếu ở sổ: {', '.join(late)}. Chạy «liemchinh search complete».")
    else:
        print("Chỉ mục tìm kiếm đủ.")
    return 1 if late else 0


def _told(register: Register, written: int) -> None:
    print(f"  {register.name}: {written}", file=sys.stderr)
