"""Runs the benchmarks, each in a process of its own, and keeps what they answer beside the facts of the machine.

    make bench                 all of them
    make bench NAME=ledger     one; further words go to it: NAME="pages 100000"

A benchmark is a script here that prints one JSON object as its last line and leaves with 1 where it misses a target.
"""

from __future__ import annotations

import json
import os
import platform
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results"


def names() -> list[str]:
    return sorted(p.stem for p in HERE.glob("*.py") if not p.stem.startswith("_") and p.stem != "run")


def machine() -> dict[str, Any]:
    """What a reader needs to judge a figure; nothing that names the machine."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gb": round(memory / 1e9),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "system": f"{platform.system()} {platform.machine()}",
        "busy": os.getloadavg()[0] > 1.0,
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def last_json(text: str) -> dict[str, Any] | None:
    """The JSON object on the last line that is one; None when there is none."""
    for line in reversed(text.splitlines()):
        if line.startswith("{"):
            try:
                return dict(json.loads(line))
            except ValueError:
                return None
    return None


def run(name: str, words: list[str]) -> bool:
    """Run one benchmark and keep its answer; False where it missed a target or failed."""
    facts, start = machine(), time.perf_counter()
    done = subprocess.run(
        [sys.executable, str(HERE / f"{name}.py"), *words], stdout=subprocess.PIPE, text=True, check=False
    )
    answer = last_json(done.stdout)
    if answer is None:
        print(f"{name}: no figures (exit code {done.returncode})")
        return False
    kept = {
        "benchmark": name,
        "measured_at": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "seconds": round(time.perf_counter() - start, 1),
        "machine": facts,
        "figures": answer,
    }
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps(kept, ensure_ascii=False, indent=2) + "\n"
    (RESULTS / f"{name}.json").write_text(text, encoding="utf-8")
    print(f"{name}: {'ok' if done.returncode == 0 else 'MISSED'} {json.dumps(answer, ensure_ascii=False)}", flush=True)
    return done.returncode == 0


def main(words: list[str]) -> int:
    wanted, rest = (words[:1], words[1:]) if words else (names(), [])
    unknown = [name for name in wanted if name not in names()]
    if unknown:
        print(f"run.py: {unknown[0]}? {', '.join(names())}", file=sys.stderr)
        return 2
    missed = [name for name in wanted if not run(name, rest)]
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
