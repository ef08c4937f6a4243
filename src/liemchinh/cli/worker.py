"""`liemchinh worker`: takes background work from the database, one piece at a time, and keeps the ledger numbered."""

from __future__ import annotations

import argparse
import logging
import threading

HELP = "chạy tiến trình làm việc nền · run the background worker"

#: How often waiting ledger lines are numbered, and how often a head over them is signed, in seconds.
NUMBER_EVERY = 5
SIGN_EVERY = 600


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="làm hết việc đang chờ rồi dừng")


def run(args: argparse.Namespace) -> int:
    from liemchinh.cli import _django

    _django.setup()
    from django.core.management import call_command

    from liemchinh.spine import jobs, ledger

    jobs.recover()
    if args.once:
        call_command("db_worker", batch=True, verbosity=0)
        ledger.sign_head()
        return 0
    stop = threading.Event()
    keeper = threading.Thread(target=_keep_ledger, args=(stop,), name="ledger", daemon=True)
    keeper.start()
    try:
        call_command("db_worker", verbosity=0)
    finally:
        stop.set()
        keeper.join(timeout=10)
    return 0


def _keep_ledger(stop: threading.Event) -> None:
    """Numbers the ledger's waiting lines; now and then signs a head over them, and ends the jobs of lost workers.

    A failure is said and tried again.
    """
    from django.db import DatabaseError, close_old_connections, connection

    from liemchinh.kernel.errors import Refusal
    from liemchinh.spine import jobs, ledger

    log = logging.getLogger(__name__)
    waited = SIGN_EVERY
    while not stop.wait(NUMBER_EVERY):
        close_old_connections()
        waited += NUMBER_EVERY
        try:
            if waited >= SIGN_EVERY:
                jobs.recover()
                ledger.sign_head()
                waited = 0
            else:
                ledger.sequence()
        except (DatabaseError, Refusal, OSError):
            log.exception("the ledger could not be numbered; trying again")
    connection.close()
