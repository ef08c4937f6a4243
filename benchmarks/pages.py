"""How long does a page take at a million records?

    .venv/bin/python benchmarks/pages.py [RECORDS] [--keep FOLDER]      one JSON object on stdout

A signed-in official of the city's office, who sees all 501 units, asks for each page through the whole stack (routing,
rights, queries, template), in one process, without the network; so does a clerk who sees one ward. On SQLite, or where
DATABASE_URL says (an empty database; `scripts/postgres.py .venv/bin/python benchmarks/pages.py 200000` starts one).
p95 of 40 requests, each with other filters; on a busy machine read `cpu`. Target: under 150 ms. With --keep the
locality is built once. `index`: what writing the words of a record costs, in bulk and alone.
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
        "words, in a fifth of all": lambda: f"{sessions}?q={chance.choice(('hoi nghi', 'tap huan', 'noi chuyen'))}",
        "words, in all": lambda: f"{sessions}?q=chi+bo",
        "words with marks": lambda: f"{sessions}?q=đợt+{chance.randrange(1, 500)}",
        "two words, never together": lambda: f"{sessions}?q=tiet+kiem+tham+nhung",
        "phrase": lambda: f'{sessions}?q="chi+bo+{chance.randrange(1, 60)}"',
        "phrase, words in all, never so": lambda: f'{sessions}?q="bo+chi"',
        "words by relevance": lambda: f"{sessions}?order=relevance&q=chi+bo+{chance.randrange(1, 60)}",
        "words, one ward": lambda: f"{sessions}?q=chi+bo&unit={ward().pk}",
        "words, one year": lambda: (
            f"{sessions}?q=hoi+nghi&from=01/01/{(y := chance.randrange(2006, 2025))}&to=31/12/{y}"
        ),
        "words, state": lambda: f"{sessions}?q=chi+bo+{chance.randrange(1, 60)}&state=cancelled",
        "quick search": lambda: f"{reverse('find')}?q=tham+nhung+{chance.randrange(1, 500)}",
        "record": record,
        "figures of a ward, one year": lambda: f"{board}?{asked(ward().code)}",
        "figures of the city, one year": lambda: f"{board}?{asked('TP')}",
    }


def pages_of_a_clerk() -> dict[str, Callable[[], str]]:
    """The same for somebody who sees one ward among 475."""
    from django.urls import reverse

    sessions = reverse("register_list", kwargs={"name": "outreach.session"})
    return {
        "clerk: register list": lambda: sessions,
        "clerk: words": lambda: f"{sessions}?q=dot+{chance.randrange(1, 500)}",
        "clerk: words, in all": lambda: f"{sessions}?q=chi+bo",
        "clerk: phrase": lambda: f'{sessions}?q="chi+bo+{chance.randrange(1, 60)}"',
        "clerk: quick search": lambda: f"{reverse('find')}?q=tham+nhung",
    }


def index_costs() -> dict[str, float]:
    """Microseconds of processor time a record in bulk, milliseconds for one; both with all that is in the index."""
    from django.db import transaction

    from liemchinh.apps.outreach.models import Session
    from liemchinh.spine import search

    records = list(Session.objects.order_by("pk")[:20_000])
    with transaction.atomic():
        for record in records:  # as if they were new
            record.pk += 1_000_000_000
        busy = time.process_time()
        search.index(records)
        bulk = (time.process_time() - busy) / len(records) * 1e6
        transaction.set_rollback(True)
    alone = []
    for record in Session.objects.order_by("pk")[:50]:
        start = time.perf_counter()
        with transaction.atomic():
            search.index([record])
            alone.append((time.perf_counter() - start) * 1000)
    return {"bulk_us": round(bulk, 1), "alone_ms": round(sorted(alone)[25], 2)}


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

    from liemchinh.spine.people import Account

    index = index_costs()
    found = {}
    for username, addresses in ((account.username, pages(records)), ("canbo", pages_of_a_clerk())):
        client = Client(headers={"host": "localhost"})
        client.force_login(Account.objects.get(username=username), backend=BACKEND)
        found |= {name: timed(client, address) for name, address in addresses.items()}
    return {
        "records": records,
        "database": connection.vendor,
        "load_seconds": round(loaded, 1),
        "index": index,
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
