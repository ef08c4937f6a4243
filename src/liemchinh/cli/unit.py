"""`liemchinh unit add|list`: the unit tree from the command line."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from liemchinh.apps.organisation.models import Unit

HELP = "thêm, liệt kê đơn vị · add and list units"


def arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="what", required=True)
    add = commands.add_parser("add", help="thêm một đơn vị; chạy lại với cùng tên thì không đổi gì")
    add.add_argument("code", help="mã đơn vị, duy nhất")
    add.add_argument("name", help="tên đầy đủ")
    add.add_argument("--parent", metavar="CODE", help="mã đơn vị cấp trên")
    add.add_argument("--kind", help="loại: city, district, ward, department, party_body, …")
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

    if args.kind is not None and args.kind not in Unit.Kind.values:
        raise Refusal(f"Không có loại đơn vị «{args.kind}». Các loại: {', '.join(Unit.Kind.values)}.")
    starts, ends = (day(d) if d else None for d in (args.valid_from, args.valid_to))
    if starts and ends and ends < starts:
        raise Refusal("Ngày kết thúc hoạt động phải sau ngày thành lập.")
    parent = unit_of(args.parent) if args.parent else None
    known = queries.by_code(args.code)
    if known is not None:
        _must_agree(known, name=args.name, parent=parent, kind=args.kind, valid_from=starts, valid_to=ends)
        print(f"Đơn vị {args.code} «{known.name}» đã có.")
        return 0
    today: date = timezone.localdate()
    unit = actions.found(
        args.code, args.name, by=SYSTEM, on=starts or today, parent=parent, kind=args.kind or Unit.Kind.OTHER,
        valid_from=starts, valid_to=ends,
    )  # fmt: skip
    print(f"Đã thêm đơn vị {unit.code} «{unit.name}».")
    for twin in queries.namesakes(unit):
        print(f"Lưu ý: cùng cấp trên đã có đơn vị {twin.code} cũng tên «{twin.name}».", file=sys.stderr)
    return 0


def _must_agree(known: Unit, **asked: Any) -> None:
    """Refusal that names what differs; what the command did not say is no difference."""
    from liemchinh.kernel.errors import Refusal

    different = [
        f"{known._meta.get_field(name).verbose_name} là «{_said(getattr(known, name))}», lệnh ghi «{_said(value)}»"
        for name, value in asked.items()
        if value is not None and getattr(known, name) != value
    ]
    if different:
        raise Refusal(f"Đơn vị mã «{known.code}» đã có nhưng khác: {'; '.join(different)}. Không đổi gì.")


def _said(value: Any) -> str:
    if value is None:
        return "trống"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(getattr(value, "code", value))


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
