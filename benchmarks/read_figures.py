"""How many pages of narrative reports are read for their figures in a second?

    .venv/bin/python benchmarks/read_figures.py [PAGES]     300 by default; one JSON object on stdout

A page is 2,000 characters. The text is that of tests/data/figures/seen over and over, as one long report and as many
short ones; some 25 numbers a page, far more than most reports have. Each figure is the best of three rounds.
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

TARGET = 200
PAGE = 2_000
ROUNDS = 3
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
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(pages: int) -> int:
    declared = indicators()
    taken = texts(pages)
    real = sum(map(len, taken)) / PAGE
    whole = "\n\n".join(taken)
    found = sum(len(read(text, declared).figures) for text in taken)
    result = {
        "benchmark": "read_figures",
        "pages": round(real),
        "figures": found,
        "short_texts_pages_per_second": per_second(lambda: [read(text, declared) for text in taken], real),
        "one_text_pages_per_second": per_second(lambda: read(whole, declared), real),
        "target": TARGET,
    }
    result["ok"] = result["short_texts_pages_per_second"] >= TARGET
    print(json.dumps(result))
    return 0 if result["ok"] else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 300))
