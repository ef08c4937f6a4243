"""`liemchinh worker`: takes background work (imports, long exports) from the database, one piece at a time."""

from __future__ import annotations

import argparse

HELP = "chạy tiến trình làm việc nền · run the background worker"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="làm hết việc đang chờ rồi dừng")


def run(args: argparse.Namespace) -> int:
    from liemchinh.cli import _django

    _django.setup()
    from django.core.management import call_command

    call_command("db_worker", batch=args.once, verbosity=0)
    return 0
