"""`liemchinh report review`: the review of a resolution as a file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from liemchinh.kernel.errors import Refusal

HELP = "lập báo cáo sơ kết một nghị quyết: .docx, .xlsx, .pdf, .html · compose a review report"


def arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="review")
    review = acts.add_parser("review", help="báo cáo sơ kết một nghị quyết của một đơn vị trong một kỳ")
    review.add_argument("--resolution", required=True, metavar="NUMBER", help="số, ký hiệu nghị quyết, ví dụ 03-NQ/QU")
    review.add_argument("--unit", required=True, metavar="CODE", help="mã đơn vị")
    review.add_argument(
        "--from", dest="start", required=True, metavar="D", help="ngày đầu kỳ: 16/3/2006 hoặc 2006-03-16"
    )
    review.add_argument("--to", dest="end", required=True, metavar="D", help="ngày cuối kỳ")
    review.add_argument("--out", required=True, type=Path, metavar="FILE", help="tệp .docx, .xlsx, .pdf hoặc .html")
    review.add_argument("--variant", choices=("party", "state"), help="thể thức văn bản của Đảng hoặc hành chính")
    review.add_argument(
        "--base",
        choices=("first", "none", "same_period", "period", "stage"),
        help="so sánh với: kỳ đầu tiên, không, cùng kỳ năm trước, kỳ trước, giai đoạn trước",
    )


def run(args: argparse.Namespace) -> int:
    from liemchinh.cli import _django

    _django.setup()
    from liemchinh.apps.reports import files, queries
    from liemchinh.spine.wording import say

    kind = args.out.suffix.lower().lstrip(".")
    if kind not in files.CONTENT_TYPES:
        raise Refusal(say("report.format", "vi", name=args.out.name))
    if not args.out.parent.is_dir():
        raise Refusal(f"Không có thư mục «{args.out.parent}». Tạo thư mục, hoặc ghi lại --out.")
    review = _review(args)
    document = queries.document_of(review)
    _write(args.out, files.render(review, document, kind))
    asked = document.open_prompts()
    state = f"đã ký, số {review.number}" if review.is_signed else f"dự thảo, còn {len(asked)} chỗ người soạn phải viết"
    print(f"{args.out}: {state}", file=sys.stderr)
    return 0


def _write(out: Path, data: bytes) -> None:
    try:
        out.write_bytes(data)
    except OSError as wrong:
        raise Refusal(f"Không ghi được tệp «{out}»: {wrong.strerror}.") from wrong


def _review(args: argparse.Namespace) -> Any:
    """The signed or drafted review that stands for them; else one composed for this file alone."""
    from liemchinh.apps.directives import queries as directives
    from liemchinh.apps.figures.asking import period as read_period
    from liemchinh.apps.reports import queries
    from liemchinh.apps.reports.models import Review
    from liemchinh.cli._words import unit_of
    from liemchinh.spine.wording import say

    period = read_period(args.start, args.end)
    unit = unit_of(args.unit)
    found = directives.by_number(args.resolution)
    own = [d for d in found if d.unit_id == unit.pk] or found
    if not own:
        raise Refusal(say("report.resolution.missing", "vi", number=args.resolution))
    standing = queries.standing(own[0], unit, period)
    if standing is not None and args.variant in (None, standing.variant) and args.base in (None, standing.base):
        return standing
    return Review(
        state="draft",
        unit=unit,
        resolution=own[0],
        period_start=period.start,
        period_end=period.end,
        variant=args.variant or Review.Variant.PARTY,
        base=args.base or Review.Base.FIRST,
    )
