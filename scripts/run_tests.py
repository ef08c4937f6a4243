"""Runs the suite part by part: SQLite, PostgreSQL, browser. What could not run is said in one line each at the end.

A part that can't start is skipped; a test counts as skipped when it ran in no part. With CI=true either is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts import postgres as wheel

ROOT = Path(__file__).resolve().parents[1]
#: pytest's own code for "no test was collected".
NO_TESTS = 5
PARALLEL = ("-n", "2", "--dist", "loadfile")


class Results:
    """Which tests ran, and why the others did not, over all parts."""

    def __init__(self) -> None:
        self.ran: set[str] = set()
        self.reasons: dict[str, str] = {}

    def read(self, report: Path) -> None:
        if not report.is_file():
            return
        for case in ElementTree.parse(report).iter("testcase"):
            name = f"{case.get('classname')}::{case.get('name')}"
            skipped = case.find("skipped")
            if skipped is None:
                self.ran.add(name)
            else:
                self.reasons[name] = skipped.get("message") or "?"

    def skipped(self) -> Counter[str]:
        """Reason -> number of tests that ran nowhere."""
        return Counter(reason for name, reason in self.reasons.items() if name not in self.ran)


def pytest(results: Results, *arguments: str, **environment: str) -> int:
    with tempfile.TemporaryDirectory(prefix="lc-report-") as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", *arguments]
        code = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode
        results.read(report)
    return code


def sqlite(results: Results) -> int:
    return pytest(results, *PARALLEL, "-m", "not browser and not postgres", DATABASE_URL="")


#: Tests without a database, or that start processes with one of their own: they are not repeated on PostgreSQL.
NO_DATABASE = ("tests/kernel", "tests/test_settings.py", "tests/house/test_new_register.py")


def postgres(results: Results) -> int | str:
    """All that touches the database, once more."""
    left_out = [f"--ignore={path}" for path in NO_DATABASE]
    try:
        with wheel.server() as url:
            return pytest(results, *PARALLEL, "-m", "not browser", *left_out, DATABASE_URL=url)
    except wheel.Unavailable as reason:
        return f"PostgreSQL: {reason}"


def browser(results: Results) -> int | str:
    if not shutil.which("chromium"):
        return "trình duyệt (browser): chưa có chromium (apt install chromium)"
    return pytest(results, "-m", "browser", DATABASE_URL="")


PARTS: dict[str, Callable[[Results], int | str]] = {"sqlite": sqlite, "postgres": postgres, "browser": browser}


def run(names: list[str]) -> tuple[list[str], list[str]]:
    """(parts that failed, lines about what was skipped)."""
    results = Results()
    failed, lines = [], []
    for name in names:
        print(f"== {name} ==", flush=True)
        started = time.monotonic()
        answer = PARTS[name](results)
        if isinstance(answer, str):
            lines.append(answer)
        elif answer not in (0, NO_TESTS):
            failed.append(name)
        print(f"== {name}: {time.monotonic() - started:.0f} s ==", flush=True)
    lines += [f"{number} kiểm thử (tests): {reason}" for reason, number in results.skipped().most_common()]
    return failed, lines


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"run_tests.py: {unknown[0]}? {', '.join(PARTS)}", file=sys.stderr)
        return 2
    failed, lines = run(names or list(PARTS))
    for line in lines:
        print(f"BỎ QUA · SKIPPED: {line}")
    if failed:
        print(f"KHÔNG ĐẠT · FAILED: {', '.join(failed)}")
    in_ci = os.environ.get("CI", "").lower() in ("1", "true", "yes")
    return 1 if failed or (lines and in_ci) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
