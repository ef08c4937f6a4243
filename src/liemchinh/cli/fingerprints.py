"""`liemchinh fingerprints`: twins across agencies without any text, and the matching key that makes it possible."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date, datetime
from pathlib import Path

from liemchinh.kernel.errors import Refusal

HELP = "dấu so khớp đơn: xuất, nhận, khóa chung · fingerprints of petitions: export, import, shared key"


def _day(text: str) -> date:
    for spelling in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, spelling).date()
        except ValueError:
            continue
    raise argparse.ArgumentTypeError(f"«{text}»: ghi ngày dạng 2026-01-31 hoặc 31/01/2026")


def arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="export|import|trust|key|complete|status")
    export = acts.add_parser("export", help="xuất dấu so khớp của đơn nhận trong thời gian này")
    export.add_argument("--from", dest="since", type=_day, required=True, metavar="D")
    export.add_argument("--to", dest="until", type=_day, required=True, metavar="D")
    export.add_argument("--out", type=Path, required=True, metavar="FILE")
    take = acts.add_parser("import", help="nhận dấu so khớp của cơ quan khác và so ngay với đơn của ta")
    take.add_argument("file", type=Path, metavar="FILE")
    take.add_argument("--agency", default="", metavar="NAME", help="tên cơ quan gửi; bỏ trống: tên ghi trong tệp")
    trust = acts.add_parser("trust", help="cơ quan đã đổi khóa ký: ghi khóa mới, sau khi xác minh với họ")
    trust.add_argument("agency", metavar="NAME")
    trust.add_argument("public_key", metavar="KEY")
    key = acts.add_parser("key", help="khóa so khớp")
    keys = key.add_subparsers(dest="key_act", required=True, metavar="show|set")
    show = keys.add_parser("show", help="in mã khóa")
    show.add_argument("--secret", action="store_true", help="in chính khóa, để trao tận tay cơ quan kia")
    put = keys.add_parser("set", help="dùng khóa của cơ quan kia; mọi đơn được so lại")
    put.add_argument("file", metavar="FILE", help="tệp chứa khóa; «-» đọc từ bàn phím")
    complete = acts.add_parser("complete", help="so những đơn chưa so, như việc nền làm sau khi nhập tệp")
    complete.add_argument("--quiet", action="store_true", help="không in tiến độ")
    acts.add_parser("status", help="còn bao nhiêu đơn chưa so; mã thoát 1 khi có")


def run(args: argparse.Namespace) -> int:
    from liemchinh.cli import _django

    _django.setup()
    acts = {"export": _export, "import": _import, "trust": _trust, "key": _key, "complete": _complete,
            "status": _status}  # fmt: skip
    return acts[args.act](args)


def _export(args: argparse.Namespace) -> int:
    from liemchinh.apps.petitions.likenesses import exchange, waiting
    from liemchinh.apps.petitions.models import Petition
    from liemchinh.spine.access import SYSTEM

    if args.until < args.since:
        raise Refusal("Ngày cuối trước ngày đầu. Xem lại --from và --to.")
    number = -2  # the first line and the signature
    try:
        with args.out.open("wb") as out:
            for line in exchange.export(Petition.objects.live(), args.since, args.until, by=SYSTEM):
                out.write(line)
                number += 1
    except OSError as wrong:
        raise Refusal(f"Không ghi được tệp «{args.out}» ({wrong.strerror}).") from wrong
    late = waiting().filter(received_on__range=(args.since, args.until)).count()
    print(f"Đã xuất {number} dấu so khớp vào «{args.out}».")
    if late:
        print(f"Còn {late} đơn chưa so nên chưa có trong tệp. Chạy «liemchinh fingerprints complete» rồi xuất lại.",
              file=sys.stderr)  # fmt: skip
    return 0


def _import(args: argparse.Namespace) -> int:
    from liemchinh.apps.petitions.likenesses import exchange
    from liemchinh.spine.access import SYSTEM

    try:
        with args.file.open("rb") as file:
            done = exchange.take_in(file, args.agency, by=SYSTEM)
    except OSError as wrong:
        raise Refusal(f"Không đọc được tệp «{args.file}» ({wrong.strerror}).") from wrong
    print(f"{done['agency']}: {done['prints']} dấu so khớp, {done['pairs']} đơn của ta có thể trùng.")
    return 0


def _trust(args: argparse.Namespace) -> int:
    from liemchinh.apps.petitions.likenesses import exchange

    exchange.trust(args.agency, args.public_key)
    print(f"Từ nay tệp của «{args.agency}» phải do khóa này ký.")
    return 0


def _key(args: argparse.Namespace) -> int:
    from liemchinh.apps.petitions.likenesses import key

    if args.key_act == "show":
        print(key.spelt() if args.secret else f"Mã khóa so khớp: {key.key_id().hex()}")
        return 0
    return _set_key(sys.stdin.read() if args.file == "-" else _read(args.file))


def _read(file: str) -> str:
    try:
        return Path(os.fspath(file)).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        raise Refusal(f"Không đọc được khóa trong tệp «{file}».") from None


def _set_key(text: str) -> int:
    from django.db import transaction

    from liemchinh.apps.petitions import likenesses
    from liemchinh.apps.petitions.likenesses import key
    from liemchinh.spine import ledger

    if not key.replace(text):
        print("Khóa này đang dùng, không có gì thay đổi.")
        return 0
    with transaction.atomic():
        ledger.append(verb="fingerprints.key", subject="petitions.exchange:key", actor="system",
                      payload={"key": key.key_id().hex()[:8]})  # fmt: skip
        likenesses.load_many()
    print(f"Đã thay khóa, mã mới {key.key_id().hex()}. Việc nền so lại mọi đơn.")
    print("Tệp đã nhận của cơ quan khác được tạo bằng khóa cũ: xin lại tệp mới.")
    return 0


def _complete(args: argparse.Namespace) -> int:
    from liemchinh.apps.petitions import likenesses

    done = likenesses.catch_up(told=None if args.quiet else _told)
    print(f"Đã so {done['petitions']} đơn, thêm {done['pairs']} cặp có thể trùng.")
    return 0


def _told(done: int, total: int) -> None:
    print(f"  {done}/{total}", file=sys.stderr)


def _status(_args: argparse.Namespace) -> int:
    from liemchinh.apps.petitions import likenesses

    late = likenesses.waiting().count()
    print(f"Còn {late} đơn chưa so. Chạy «liemchinh fingerprints complete»." if late else "Mọi đơn đã được so.")
    return 1 if late else 0
