"""`liemchinh remind`: the daily e-mail of due petitions; a timer of the system calls it each morning."""

from __future__ import annotations

import argparse
import json
from datetime import date

HELP = "gửi thư nhắc việc đến hạn · e-mail the daily reminders"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--on", type=date.fromisoformat, default=None, metavar="YYYY-MM-DD", help="ngày nhắc (hôm nay)")
    parser.add_argument("--dry-run", action="store_true", help="in thư ra màn hình, không gửi, không ghi là đã gửi")
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")


def run(args: argparse.Namespace) -> int:
    from liemchinh.cli import _django

    _django.setup()
    from django.utils import timezone

    from liemchinh.apps.petitions import reminders
    from liemchinh.kernel.errors import Refusal

    day = args.on or timezone.localdate()
    try:
        letters = reminders.remind(day, send=not args.dry_run)
    except OSError as error:
        raise Refusal(f"Máy chủ thư không nhận: {error}. Những thư chưa gửi sẽ được gửi ở lần chạy sau.") from error
    if args.json:
        told = [{"account": found.account.username, "count": found.count} for found in letters]
        print(json.dumps({"on": day.isoformat(), "sent": not args.dry_run, "letters": told}, ensure_ascii=False))
        return 0
    for found in letters if args.dry_run else ():
        print(f"{found.account.username}: {found.subject()}\n{found.text()}\n")
    print(f"{'Sẽ gửi' if args.dry_run else 'Đã gửi'} {len(letters)} thư nhắc việc ngày {day:%d/%m/%Y}.")
    return 0
