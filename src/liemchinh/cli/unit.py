"""`liemchinh unit add|list`: the unit tree from the command line."""

from __future__ import annotations

import argparse
from datetime import date

HELP = "thêm, liệt kê đơn vị · add and list units"


def arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="what", required=True)
    add = commands.add_parser("add", help="thêm một đơn vị; chạy lại với cùng tên thì không đổi gì")
    add.add_argument("code", help="mã đơn vị, duy nhất")
    add.add_argument("name", help="tên đầy đủ")
    add.add_argument("--parent", metavar="CODE", help="mã đơn vị cấp trên")
    add.add_argument("--kind", default="other", help="loại: city, district, ward, department, party_body, …")
    add.add_argument("--from", dest="valid_from", metavar="D", help="ngày thành lập (YYYY-MM-DD hoặc dd/mm/yyyy)")
    add.add_argument("--to", dest="valid_to", metavar="D", help="ngày kết thúc hoạt động")
    commands.add_parser("list", help="in cây đơn vị")


def run(args: argparse.Namespace) -> int:
    from liemchinh.cli import _django

    _django.setup()
    return add(args) if args.what == "add" else show()


def add(args: argparse.Namespace) -> int:
    from django.utils import timezone

    from liemchinh.apps.organisation import actions, queries
    from liemchinh.apps.organisation.models import Unit
    from liemchinh.cli._words import day, unit_of
    from liemchinh.kernel.errors import Refusal
    from liemchinh.spine.access import SYSTEM

    known = queries.by_code(args.code)
    if known is not None and known.name == args.name:
        print(f"Đơn vị {args.code} «{args.name}» đã có.")
        return 0
    if args.kind not in Unit.Kind.values:
        raise Refusal(f"Không có loại đơn vị «{args.kind}». Các loại: {', '.join(Unit.Kind.values)}.")
    starts, ends = (day(d) if d else None for d in (args.valid_from, args.valid_to))
    if starts and ends and ends < starts:
        raise Refusal("Ngày kết thúc hoạt động phải sau ngày thành lập.")
    parent = unit_of(args.parent) if args.parent else None
    today: date = timezone.localdate()
    unit = actions.found(
        args.code, args.name, by=SYSTEM, on=starts or today, parent=parent, kind=args.kind,
        valid_from=starts, valid_to=ends,
    )  # fmt: skip
    print(f"Đã thêm đơn vị {unit.code} «{unit.name}».")
    return 0


def show() -> int:
    from liemchinh.apps.organisation import queries
    from liemchinh.apps.organisation.models import Unit

    children, units = queries.children_map(), Unit.objects.in_bulk()
    for root in children[None]:
        for pk in queries.below(root, children):
            unit, depth, above = units[pk], 0, units[pk].parent_id
            while above:
                depth, above = depth + 1, units[above].parent_id
            dates = f" ({unit.valid_from or '…'} – {unit.valid_to or '…'})" if unit.valid_from or unit.valid_to else ""
            print(f"{'  ' * depth}{unit.code}  {unit.name}{dates}")
    return 0
