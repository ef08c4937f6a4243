"""How fast are a ledger line, a proof, and the check of a whole ledger?

    .venv/bin/python benchmarks/ledger.py [ENTRIES]      a million lines by default; one JSON object on stdout

Runs on a SQLite file of its own, or where DATABASE_URL says (an empty PostgreSQL database). Targets: append and
inclusion proof under 1 ms, a million lines verified in under 15 s. Exit code 1 where one is missed.
"""

from __future__ import annotations

import json
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable

MILLION = 1_000_000
CHUNK = 20_000


def prepare(home: str) -> None:
    os.environ["LIEMCHINH_HOME"] = home
    os.environ["DJANGO_SETTINGS_MODULE"] = "liemchinh.settings.dev"
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    from liemchinh.spine import ledger

    settings.DEBUG = False  # with it Django keeps every statement
    from liemchinh.spine.moves import Change

    with connection.schema_editor() as editor:
        for model in (ledger.Entry, ledger.Node, ledger.Head, Change):
            editor.create_model(model)
    ledger.create_key()


def row(number: int) -> dict[str, object]:
    return {
        "verb": "session.record",
        "subject": f"outreach.session:{number}",
        "actor": "post:3",
        "payload": {"on": "2008-03-10", "unit": f"organisation.unit:{number % 500}"},
        "record_digest": f"{number:064x}",
    }


def fill(entries: int) -> None:
    from django.db import transaction

    from liemchinh.spine import ledger

    for start in range(1, entries + 1, CHUNK):
        with transaction.atomic():
            ledger.append_many([row(number) for number in range(start, min(start + CHUNK, entries + 1))])


def timed(act: Callable[[], object]) -> tuple[float, object]:
    start = time.perf_counter()
    result = act()
    return time.perf_counter() - start, result


def milliseconds(act: Callable[[int], object], numbers: list[int]) -> dict[str, float]:
    """Median and 95th percentile of single acts."""
    spent = sorted(timed(lambda n=number: act(n))[0] * 1000 for number in numbers)
    return {"p50": round(statistics.median(spent), 3), "p95": round(spent[int(len(spent) * 0.95)], 3)}


def single_acts(entries: int) -> dict[str, dict[str, float]]:
    from django.db import transaction

    from liemchinh.spine import ledger

    def append_alone(number: int) -> None:
        with transaction.atomic():
            ledger.append(**row(number))

    fresh = list(range(entries + 1, entries + 501))
    with transaction.atomic():
        inside = milliseconds(lambda number: ledger.append(**row(number)), fresh)
    alone = milliseconds(append_alone, [number + 500 for number in fresh])
    chosen = list(
        ledger.Entry.objects.filter(seq__in=random.Random(1).sample(range(1, entries + 1), min(500, entries)))
    )
    proof = milliseconds(lambda i: ledger.inclusion(chosen[i]).holds(), list(range(len(chosen))))
    return {"append_ms": inside, "append_with_commit_ms": alone, "inclusion_ms": proof}


def measure(entries: int) -> dict[str, object]:
    from django.db import connection

    from liemchinh.spine import ledger, ledger_check

    filled, _ = timed(lambda: fill(entries))
    numbered, _ = timed(ledger.sequence)
    signed, _ = timed(ledger.sign_head)
    acts = single_acts(entries)
    present = ((f"outreach.session:{number}", f"{number:064x}") for number in range(1, entries + 1001))
    cpu = time.process_time()
    verified, found = timed(lambda: ledger_check.verify(present))
    cpu = time.process_time() - cpu
    assert isinstance(found, ledger_check.Verification)
    assert found.ok, found.problems[:3]
    return {
        "database": connection.vendor,
        "entries": entries,
        "append_many_per_s": round(entries / filled),
        "sequence_per_s": round(entries / numbered),
        "sign_ms": round(signed * 1000, 2),
        **acts,
        "verify_s": round(verified, 2),
        "verify_cpu_s": round(cpu, 2),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def main() -> int:
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else MILLION
    with tempfile.TemporaryDirectory(prefix="liemchinh-bench-") as home:
        prepare(home)
        result = measure(entries)
    print(json.dumps(result))
    missed = [
        result["verify_s"] > 15 * max(1, entries / MILLION),  # type: ignore[operator]
        result["append_ms"]["p50"] >= 1,  # type: ignore[index]
        result["inclusion_ms"]["p50"] >= 1,  # type: ignore[index]
    ]
    return 1 if any(missed) else 0


if __name__ == "__main__":
    sys.exit(main())
