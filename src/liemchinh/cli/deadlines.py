"""`liemchinh deadlines`: days that wait for a calendar; the units' own limits."""

from __future__ import annotations

import argparse
from datetime import date

HELP = "tính hạn còn chờ lịch nghỉ; đặt hạn nội bộ của đơn vị · compute waiting dates, set internal limits"


def arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="recompute|limit")
    acts.add_parser("recompute", help="tính các hạn còn thiếu lịch nghỉ, và các hạn đang chạy khi lịch nghỉ đổi")
    limit = acts.add_parser("limit", help="đặt hạn nội bộ của một đơn vị bên cạnh hạn luật định")
    limit.add_argument("unit", metavar="CODE", help="mã đơn vị")
    limit.add_argument("register", metavar="REGISTER", help="sổ, ví dụ petitions.petition")
    limit.add_argument("term", metavar="TERM", help="mã quy định, ví dụ TC-05 (liemchinh law liệt kê)")
    limit.add_argument("days", metavar="DAYS", type=int, help="số ngày")
    limit.add_argument("--calendar", action="store_true", help="tính cả ngày nghỉ; mặc định là ngày làm việc")
    limit.add_argument("--document", required=True, help="văn bản của đơn vị quy định hạn này")
    limit.add_argument("--from", dest="since", metavar="DATE", help="từ ngày; mặc định là hôm nay")


def run(args: argparse.Namespace) -> int:
    from liemchinh.cli import _django

    _django.setup()
    from django.utils import timezone

    today = timezone.localdate()
    if args.act == "recompute":
        from liemchinh.spine import deadlines

        print(f"Đã tính lại {deadlines.recompute(today)} hạn.")
        return 0
    return _limit(args, today)


def _limit(args: argparse.Namespace, today: date) -> int:
    from liemchinh.apps.organisation.models import Unit
    from liemchinh.cli.due import read_date
    from liemchinh.kernel.errors import Refusal
    from liemchinh.spine.access import SYSTEM
    from liemchinh.spine.deadlines import InternalLimit, set_limit
    from liemchinh.spine.moves import model_of

    unit = Unit.objects.filter(code=args.unit).first()
    if unit is None:
        raise Refusal(f"Không có đơn vị mã «{args.unit}». Lệnh liemchinh unit list liệt kê các đơn vị.")
    try:
        model_of(args.register)
    except KeyError:
        raise Refusal(f"Không có sổ «{args.register}»; viết như petitions.petition.") from None
    since = read_date(args.since) if args.since else today
    kind = InternalLimit.Unit.CALENDAR if args.calendar else InternalLimit.Unit.WORKING
    limit = InternalLimit(
        unit_id=unit.pk, register=args.register, term=args.term, days=args.days, unit=kind, document=args.document,
        valid_from=since,
    )  # fmt: skip
    set_limit(limit, by=SYSTEM)
    print(f"{unit.name}: hạn nội bộ {args.term} là {limit.days} {limit.get_unit_display()} từ {since:%d/%m/%Y}.")
    return 0
