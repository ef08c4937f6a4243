"""How long a 20,000-row spreadsheet takes from file to register, ledger lines included, and how much memory.

    python benchmarks/import_rows.py [ROWS]

Prints JSON: seconds and peak memory of a whole `liemchinh import` (its own process, start of Python included), and
of the same with --dry-run. The sheet is as units keep it: dates in several forms, numbers as text, some rows in error.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

HEADER = ("STT", "Ngày", "Đơn vị tổ chức", "Nội dung", "Hình thức", "Số người dự", "Tờ bướm", "Người ghi", "Ghi chú")
TOPICS = ("Luật PCTN 2005", "3 xây, 3 chống", "Quy chế dân chủ cơ sở", "Luật THTK, CLP")
FORMS = ("Hội nghị", "SH tổ DP", "Nói chuyện", "tập huấn")


def write_sheet(path: Path, rows: int) -> int:
    """Write the sheet; answers how many of its rows are in error. Seeded, so every run reads the same file."""
    chance = random.Random(20_000)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Năm 2006")
    day_format = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, ["SỔ THEO DÕI CÔNG TÁC TUYÊN TRUYỀN"])
    sheet.write_row(2, 0, HEADER)
    wrong = 0
    for n in range(rows):
        held = date(2006, 1, 1) + timedelta(days=n * 365 // rows)
        people: object = chance.randint(10, 400)
        if n % 100 == 0:
            people, wrong = "bốn mươi", wrong + 1
        elif n % 7 == 0:
            people = f"{people} người"
        written = (f"{held:%d/%m/%Y}", f"{held.day}/{held.month}/06")[n % 2] if n % 3 else None
        sheet.write(n + 3, 0, n + 1)
        sheet.write(n + 3, 1, written) if written else sheet.write_datetime(n + 3, 1, held, day_format)
        values = (f"Hội LHPN phường {n % 12 + 1}", f"{chance.choice(TOPICS)} ({n})", chance.choice(FORMS), people)
        sheet.write_row(n + 3, 2, (*values, chance.choice(("-", "không", 120)), "Tuấn", ""))
    book.close()
    return wrong


def run(home: Path, *words: str) -> tuple[dict[str, float], str]:
    """What one command took, in a process of its own, and what it printed. On a busy machine read `cpu_seconds`."""
    started = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", "liemchinh", *words],
        stdout=subprocess.PIPE,
        env=os.environ | {"LIEMCHINH_HOME": str(home)},
    )
    assert child.stdout is not None
    output = child.stdout.read().decode()
    _pid, status, usage = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"liemchinh {' '.join(words)} ended with status {status}")
    took = {
        "seconds": round(time.perf_counter() - started, 2),
        "cpu_seconds": round(usage.ru_utime + usage.ru_stime, 2),
        "peak_mb": round(usage.ru_maxrss / 1024),
    }
    return took, output


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as folder:
        home, path = Path(folder) / "home", Path(folder) / "so.xlsx"
        wrong = write_sheet(path, rows)
        run(home, "init")
        run(home, "unit", "add", "Q1", "Quận 1")
        for n in range(1, 13):
            run(home, "unit", "add", f"P{n}", f"Phường {n}", "--parent", "Q1")
        dry_run, _output = run(home, "import", "outreach", str(path), "--dry-run", "--json")
        took, output = run(home, "import", "outreach", str(path), "--json")
        result = json.loads(output)
        assert (result["accepted"], len(result["rejected"])) == (rows - wrong, wrong), (
            "the sheet was not read as written"
        )
        print(json.dumps({"rows": rows, "accepted": rows - wrong, "rejected": wrong, **took, "dry_run": dry_run}))


if __name__ == "__main__":
    main()
