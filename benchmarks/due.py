"""How many due days a second, and how many with their reasons?

    .venv/bin/python benchmarks/due.py [EVALUATIONS]     100,000 by default; one JSON object on stdout

Clocks of every kind over all days of 2021 to 2026, so that no answer is the same as the one before. Each figure is the
best of five rounds. Target: 100,000 evaluations a second of the day itself. Exit code 1 where it is missed.
"""

from __future__ import annotations

import itertools
import json
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta

from liemchinh.kernel.clocks import Pause, due, due_on
from liemchinh.kernel.law import Law
from liemchinh.kernel.terms import Term

TARGET = 100_000
ROUNDS = 5
TERMS = ("TC-01", "TC-05", "KN-02", "KN-03", "KN-04", "TCD-01")


def questions(law: Law, wanted: int) -> list[tuple[Term, date]]:
    days = [date(2021, 12, 1) + timedelta(days=n) for n in range(5 * 365)]
    pairs = itertools.product([law.term(t) for t in TERMS], days)
    return list(itertools.islice(itertools.cycle(pairs), wanted))


def per_second(work: Callable[[], object], times: int) -> int:
    best = min(_seconds(work) for _ in range(ROUNDS))
    return round(times / best)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> int:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    start = time.perf_counter()
    law = Law.load()
    loaded = time.perf_counter() - start
    book, asked = law.daybook, questions(law, wanted)
    resolve, pauses = law.term("TC-05"), (Pause(date(2023, 3, 1), date(2023, 3, 10)),)
    few = asked[: max(1, wanted // 10)]
    figures = {
        "due_on": per_second(lambda: [due_on(term, on, book) for term, on in asked], len(asked)),
        "due": per_second(lambda: [due(term, on, book) for term, on in asked], len(asked)),
        "due_on_extended_and_paused": per_second(
            lambda: [due_on(resolve, on, book, extended=2, pauses=pauses) for _term, on in few], len(few)
        ),
        "due_with_reasons": per_second(lambda: [due(term, on, book).because for term, on in few], len(few)),
    }
    passed = figures["due_on"] >= TARGET
    print(json.dumps({"per_second": figures, "load_seconds": round(loaded, 3), "target": TARGET, "passed": passed}))
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
