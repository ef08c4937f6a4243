"""How long does a page take at a million records?

    .venv/bin/python benchmarks/pages.py [RECORDS] [--keep FOLDER]      one JSON object on stdout

A signed-in official of the city's office, who sees all 501 units, asks for each page through the whole stack (routing,
rights, queries, template), in one process, without the network. On SQLite, or where DATABASE_URL says (an empty
database). p95 of 40 requests, each with other filters. Target: under 150 ms. With --keep the locality is built once.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import _world

TARGET_MS = 150
TIMES = 40
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

chance = random.Random(7)


def ward() -> Any:
    """Any of the wards."""
    from liemchinh.apps.organisation.models import Unit

    return Unit.objects.filter(kind="ward").order_by("pk")[chance.randrange(_world.DISTRICTS * _world.WARDS)]


def pages(records: int) -> dict[str, Callable[[], str]]:
    """Page → what makes an address of it, another one each time."""
    from django.urls import reverse

    sessions = reverse("register_list", kwargs={"name": "outreach.session"})
    board = reverse("figures:list")

    def record() -> str:
        return reverse("record", kwargs={"name": "outreach.session", "pk": chance.randrange(1, records + 1)})

    return {
        "home": lambda: reverse("home"),
        "register list": lambda: sessions,
        "register list, one ward": lambda: f"{sessions}?unit={ward().pk}",
        "register list, one year": lambda: f"{sessions}?from=01/01/{(y := chance.randrange(2006, 2025))}&to=31/12/{y}",
        "register list, words": lambda: f"{sessions}?q=dot+{chance.randrange(1, 500)}",
        "record": record,
        "figures of a ward, one year": lambda: f"{board}?{asked(ward().code)}",
        "figures of the city, one year": lambda: f"{board}?{asked('TP')}",
    }


def asked(unit: str) -> str:
    year = chance.randrange(2006, 2025)
    return f"unit={unit}&from={year}-01-01&to={year}-12-31"


def timed(client: Any, address: Callable[[], str]) -> dict[str, float]:
    """Milliseconds: median and p95 by the clock, the median of the processor's own time; size of the last answer."""
    spent, worked, size = [], [], 0
    for number in range(TIMES + 2):
        url = address()
        start, busy = time.perf_counter(), time.process_time()
        answer = client.get(url)
        if number > 1:  # the first two fill the caches of templates and of the database
            spent.append((time.perf_counter() - start) * 1000)
            worked.append((time.process_time() - busy) * 1000)
        if answer.status_code != 200:
            raise RuntimeError(f"{url} answers {answer.status_code}")
        size = len(answer.content)
    spent.sort()
    half, most = TIMES // 2, int(TIMES * 0.95) - 1
    figures = {"median": spent[half], "p95": spent[most], "cpu": sorted(worked)[half], "kb": size / 1000}
    return {name: round(figure, 1) for name, figure in figures.items()}


def built(home: Path, records: int) -> Any:
    """The locality under `home`, made now or by an earlier run."""
    if (home / "liemchinh.sqlite3").exists():
        _world.prepare(str(home))
        from liemchinh.spine.people import Account

        return Account.objects.get(username="vanphong")
    return _world.build(str(home), records)


def measure(home: Path, records: int) -> dict[str, Any]:
    start = time.perf_counter()
    account = built(home, records)
    loaded = time.perf_counter() - start
    from django.db import connection
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.force_login(account, backend=BACKEND)
    found = {name: timed(client, address) for name, address in pages(records).items()}
    return {
        "records": records,
        "database": connection.vendor,
        "load_seconds": round(loaded, 1),
        "milliseconds": found,
        "target_ms": TARGET_MS,
        "missed": [name for name, ms in found.items() if ms["p95"] > TARGET_MS],
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def main() -> int:
    words = sys.argv[1:]
    keep = words[words.index("--keep") + 1] if "--keep" in words else ""
    records = int(next((w for w in words if w.isdigit()), 1_000_000))
    with tempfile.TemporaryDirectory(prefix="lc-bench-") as folder:
        answer = measure(Path(keep or folder), records)
    print(json.dumps(answer | {"passed": not answer["missed"]}, ensure_ascii=False))
    return 0 if not answer["missed"] else 1


if __name__ == "__main__":
    sys.exit(main())
