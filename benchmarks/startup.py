"""How long from `make run` to the first page?

    .venv/bin/python benchmarks/startup.py [--cold]      one JSON object on stdout

Warm: the checkout as it is, with the demo already loaded. First: the demo is loaded into an empty home. Cold (with
--cold): a clone of the checkout without .venv, with package caches as they are. Targets: cold under 180 s,
warm under 5 s.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 300
TARGETS = {"warm": 5.0, "cold": 180.0}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/tai-khoan/login/", timeout=2) as page:
            return page.status == 200
    except OSError:
        return False


def seconds(checkout: Path, home: Path) -> float:
    """From the command to the first page that is answered."""
    port = free_port()
    env = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "VIRTUAL_ENV") and "LIEMCHINH" not in k}
    env |= {"LIEMCHINH_HOME": str(home)}
    start = time.perf_counter()
    command = ["make", "--silent", "run", f"PORT={port}"]
    process = subprocess.Popen(command, cwd=checkout, env=env, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        while not answers(port):
            if process.poll() is not None or time.perf_counter() - start > PATIENCE:
                raise RuntimeError("make run served no page")
            time.sleep(0.05)
        return time.perf_counter() - start
    finally:
        stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End make and all that it started, and wait until they are gone: the folder is removed next."""
    os.killpg(process.pid, signal.SIGTERM)
    process.wait(timeout=30)
    for _ in range(100):
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)


def main() -> int:
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="lc-start-") as folder:
        home = Path(folder) / "home"
        found["first"] = round(seconds(ROOT, home), 1)
        found["warm"] = round(min(seconds(ROOT, home) for _ in range(3)), 1)
        if "--cold" in sys.argv:
            clone = Path(folder) / "clone"
            subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
            found["cold"] = round(seconds(clone, clone / "var"), 1)
    missed = [name for name, target in TARGETS.items() if found.get(name, 0) > target]
    print(json.dumps({"seconds": found, "targets": TARGETS, "passed": not missed}))
    return 0 if not missed else 1


if __name__ == "__main__":
    sys.exit(main())
