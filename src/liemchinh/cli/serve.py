"""`liemchinh serve`: the web server (granian) and one background worker beside it, until Ctrl-C."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import time

HELP = "phục vụ trang web · serve the site"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2, help="số tiến trình web")
    parser.add_argument("--no-worker", action="store_true", help="không chạy tiến trình làm việc nền")


def commands(args: argparse.Namespace) -> list[list[str]]:
    web = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", args.host, "--port", str(args.port),
        "--workers", str(args.workers), "--blocking-threads", "4", "--no-ws", "--log-level", "warning",
        "liemchinh.sites.wsgi:application",
    ]  # fmt: skip
    worker = [sys.executable, "-m", "liemchinh", "worker"]
    return [web] if args.no_worker else [web, worker]


def run(args: argparse.Namespace) -> int:
    from liemchinh.cli import _django

    _django.require_home()
    started = [subprocess.Popen(c, env=os.environ.copy()) for c in commands(args)]  # noqa: S603
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print(f"Liêm Chính: http://{args.host}:{args.port}/  (Ctrl-C để dừng)", flush=True)
    try:
        while all(p.poll() is None for p in started):
            time.sleep(0.5)
        return next(code for p in started if (code := p.poll()) is not None) or 1
    except KeyboardInterrupt:
        return 0
    finally:
        for process in started:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
        for process in started:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=5)
