"""`liemchinh ocr`: what can read scans here, which readings wait for a hand, and to begin these again."""

from __future__ import annotations

import argparse
import json

HELP = "đọc bản chụp: tình trạng, đọc lại, dừng · reading of scans: status, retry, stop"


def arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True)
    status = acts.add_parser("status", help="phần mềm nhận dạng chữ và các tệp chờ đọc")
    status.add_argument("--json", action="store_true", help="in dạng JSON")
    acts.add_parser("retry", help="đọc lại các tệp chưa đọc được, kể cả việc bị ngắt giữa chừng")
    stop = acts.add_parser("stop", help="dừng đọc một tệp")
    stop.add_argument("paper", type=int, help="mã số ghi trong «liemchinh ocr status»")


def run(args: argparse.Namespace) -> int:
    from liemchinh.cli import _django

    _django.setup()
    return {"status": _status, "retry": _retry, "stop": _stop}[args.act](args)


def _status(args: argparse.Namespace) -> int:
    from liemchinh.spine.papers import PaperText, engines

    names = [engine.name for engine in engines.available()]
    status = PaperText.Status
    open_ones = PaperText.objects.exclude(status__in=(status.READ, status.SECRET)).select_related("file").order_by("pk")
    if args.json:
        rows = [
            {"paper": p.pk, "file": p.file.name, "status": p.status, "done": p.done_pages, "pages": p.page_count}
            for p in open_ones
        ]
        print(json.dumps({"engines": names, "papers": rows}, ensure_ascii=False))
        return 0
    print(f"Nhận dạng chữ: {', '.join(names)}" if names else engines.lacking())
    for p in open_ones:
        print(f"{p.pk:>6}  {p.done_pages}/{p.page_count or '?'}  {p.get_status_display()}  {p.file.name}")
    return 0


def _retry(_args: argparse.Namespace) -> int:
    from liemchinh.kernel.errors import Refusal
    from liemchinh.spine import papers
    from liemchinh.spine.papers import engines

    if not engines.available():
        raise Refusal(engines.lacking())
    count = 0
    for paper in papers.unfinished():
        papers.again(paper)
        count += 1
    print(f"Đã đưa {count} tệp vào hàng chờ đọc." if count else "Không có tệp nào phải đọc lại.")
    return 0


def _stop(args: argparse.Namespace) -> int:
    from liemchinh.kernel.errors import Refusal
    from liemchinh.spine import papers

    paper = papers.PaperText.objects.filter(pk=args.paper).first()
    if paper is None or not papers.stop(paper):
        raise Refusal(f"Không có việc đọc nào đang chạy với mã {args.paper}. Xem «liemchinh ocr status».")
    print(f"Đã dừng đọc «{paper.file.name}»; {paper.done_pages} trang đã đọc được giữ.")
    return 0
