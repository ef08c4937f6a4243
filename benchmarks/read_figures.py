"""How many pages of narrative reports are read for their figures in a second?

    .venv/bin/python benchmarks/read_figures.py [PAGES]     300 by default; one JSON object on stdout

A page is 2,000 characters. The text is that of tests/data/figures/seen over and over, as one long report and as many
short ones; some 55 numbers a page, far more than most reports have. Beside it, what a line of 60,000 bare numbers and
the first look at the lexicons take. Times are of the processor, the best of three rounds.
Target: 200 pages a second in one process. Exit code 1 where it is missed.
"""

from __future__ import annotations

import itertools
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from liemchinh.catalogue import indicators
from liemchinh.kernel.figures import read
from liemchinh.kernel.figures.run import book_of

TARGET = 200
PAGE = 2_000
ROUNDS = 3
BARE = "7 " * 60_000
TEXTS = Path(__file__).resolve().parents[1] / "tests" / "data" / "figures" / "seen"


def texts(pages: int) -> list[str]:
    """Whole texts until they make `pages` pages."""
    every = [path.read_bytes().decode("utf-8") for path in sorted(TEXTS.glob("*.txt"))]
    taken: list[str] = []
    for text in itertools.cycle(every):
        if sum(map(len, taken)) >= pages * PAGE:
            return taken
        taken.append(text)
    return taken


def per_second(work: Callable[[], object], pages: float) -> int:
    return round(pages / min(_seconds(work) for _ in range(ROUNDS)))


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main(pages: int) -> int:
    declared = indicators()
    taken = texts(pages)
    real = sum(map(len, taken)) / PAGE
    whole = "\n\n".join(taken)
    compiling = _seconds(lambda: book_of(declared).hits(["đơn"], bare_text=False))
    readings = [read(text, declared) for text in taken]
    found = sum(len(reading.figures) for reading in readings)
    numbers = found + sum(len(reading.skipped) for reading in readings)
    result = {
        "benchmark": "read_figures",
        "pages": round(real),
        "figures": found,
        "numbers_per_page": round(numbers / real),
        "short_texts_pages_per_second": per_second(lambda: [read(text, declared) for text in taken], real),
        "one_text_pages_per_second": per_second(lambda: read(whole, declared), real),
        "bare_numbers_seconds": round(_seconds(lambda: read(BARE, declared)), 2),
        "lexicons_seconds": round(compiling, 3),
        "target": TARGET,
    }
    result["ok"] = result["short_texts_pages_per_second"] >= TARGET
    print(json.dumps(result))
    return 0 if result["ok"] else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 300))
