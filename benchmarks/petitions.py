"""How long does it take to register one petition, with its twins looked for, in a register of a million?

    .venv/bin/python benchmarks/petitions.py [PETITIONS…] [--keep FOLDER]      10,000 and 200,000 by default; JSON

A locality of 475 wards; the register's petitions have their ledger lines, senders, words in the index, and fingerprints
as `benchmarks/matching.py` makes them up. An intake officer then receives forty letters of a page, each with a sender
and a respondent, through the register's own action: number, clocks, receipt slip, words of the search, ledger line,
fingerprint, likely twins. Every second one has a twin in other words in the register. Times are the processor's own.
Targets: 25 ms to register one, 5 ms to look for its twins, and both at most half as much again from the smallest
register to the largest. Exit code 1 where one is missed. On SQLite.
"""

from __future__ import annotations

import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import _world
import matching as model
from tests.kernel import matching_world as made

from liemchinh.kernel.matching import Fingerprint, Mark, bands

REGISTER_MS, QUERY_MS, GROWTH = 25.0, 5.0, 1.5
LETTERS = 40
CHUNK = 10_000
DAYS = 3000


def invented(count: int, rng: random.Random) -> Iterator[Fingerprint]:
    like = model.patterns(rng)
    pool: dict[str, list[Mark]] = defaultdict(list)
    for mark in (mark for printed in like for mark in printed.marks):
        pool[mark.kind].append(mark)
    for _ in range(count):
        yield model.invented(rng, rng.choice(like), pool)


def fill(home: Path, count: int, wards: Sequence[int], today: date) -> None:
    """The register as it stands after years. Bands go into a file of their own first and are sorted at the end."""
    from liemchinh.apps.petitions.likenesses import key

    rng, making, done = random.Random(2026), key.making(), 0
    prints = invented(count, rng)
    aside = sqlite3.connect(home / "bands.sqlite3", isolation_level=None)
    aside.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; CREATE TABLE band (value, print); BEGIN")
    while part := list(islice(prints, CHUNK)):
        rows = lay_in(part, done, wards, today, making, rng)
        aside.executemany("INSERT INTO band VALUES (?, ?)", rows)
        done += len(part)
    aside.execute("COMMIT")
    aside.close()
    sort_bands(home)


def lay_in(
    part: Sequence[Fingerprint], done: int, wards: Sequence[int], today: date, making: str, rng: random.Random
) -> list[tuple[int, int]]:
    """Write a chunk of petitions with all that hangs on them but their bands, which are answered."""
    from django.db import transaction

    from liemchinh.apps.petitions.models import Party, Petition, Print
    from liemchinh.kernel.vietnamese import fold
    from liemchinh.spine import bulk, ledger, search

    petitions = [
        Petition(unit_id=(unit := rng.choice(wards)), desk_id=unit, number=f"{n:07d}", state="closed", version=3,
                 kind="complaint", received_on=today - timedelta(days=1 + n % DAYS),
                 subject=f"Đề nghị xem xét việc số {n}")
        for n in range(done, done + len(part))
    ]  # fmt: skip
    with transaction.atomic():
        bulk.insert(petitions)
        people = [
            Party(petition=p, role="sender", name=(name := made.person(rng)), folded=fold(name)) for p in petitions
        ]
        bulk.insert(people)
        for petition, person in zip(petitions, people, strict=True):
            petition._prefetched_objects_cache = {"parties": [person]}
        search.index(petitions)
        line = {"verb": "petition.receive", "actor": "system", "payload": {"on": "2020-01-01"}}
        ledger.append_many(line | {"subject": p.ref, "record_digest": p.digest()} for p in petitions)
        prints = [Print(petition=p, making=making, data=f.to_bytes()) for p, f in zip(petitions, part, strict=True)]
        bulk.insert(prints)
    return [(value, row.pk) for row, printed in zip(prints, part, strict=True) for value in bands(printed)]


def sort_bands(home: Path) -> None:
    """From the file beside into the register's table, in its order: in any other it would be written for hours."""
    db = sqlite3.connect(home / "liemchinh.sqlite3", isolation_level=None)
    db.execute(f"PRAGMA temp_store_directory = '{home}'")
    db.executescript("PRAGMA temp_store=FILE; PRAGMA cache_size=-200000; PRAGMA synchronous=OFF")
    db.execute("ATTACH ? AS aside", (str(home / "bands.sqlite3"),))
    db.execute("INSERT OR IGNORE INTO petitions_band SELECT value, print FROM aside.band ORDER BY value, print")
    db.execute("DETACH aside")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    (home / "bands.sqlite3").unlink()


def intake(ward_id: int) -> Any:
    from liemchinh.apps.organisation import actions
    from liemchinh.apps.organisation.models import Unit
    from liemchinh.spine.access import SYSTEM
    from liemchinh.spine.people import Account

    account = Account.objects.create_user("tiepnhan", _world.PASSWORD, full_name="Đỗ Thị Mai")
    actions.assign_post(
        account, Unit.objects.get(pk=ward_id), "intake_officer", "Tiếp nhận", by=SYSTEM, on=_world.FIRST
    )
    return account


def letters(rng: random.Random) -> list[tuple[str, str, str, str]]:
    """(letter, the same in other words, sender, respondent)."""
    found = []
    for n in range(LETTERS):
        form, facts = made.REWORDABLE[n % len(made.REWORDABLE)], made.matter(rng)
        found.append((made.written(form, facts), form.reworded.format(**facts), facts["name"], facts["accused"]))
    return found


def received(account: Any, ward_id: int, text: str, sender: str, respondent: str, today: date) -> Any:
    """One petition, through the register's own action."""
    from liemchinh.apps.petitions.actions import receiving
    from liemchinh.apps.petitions.models import Party, Petition

    people = [Party(role="sender", name=sender, address="12 Lê Lợi"), Party(role="respondent", name=respondent)]
    petition = Petition(unit_id=ward_id, received_on=today, channel="post", subject="Đề nghị giải quyết", text=text)
    return receiving.receive(petition, people, by=account, on=today)


def milliseconds(work: Callable[[], Any]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def summary(times: Sequence[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {"p50_ms": round(statistics.median(ordered), 2), "p95_ms": round(ordered[int(len(ordered) * 0.95)], 2)}


def measure(home: Path, count: int) -> dict[str, Any]:
    from django.utils import timezone

    from liemchinh.apps.petitions.likenesses import prints
    from liemchinh.apps.petitions.models import Likeness, Petition
    from liemchinh.kernel.matching import from_bytes
    from liemchinh.spine.people import Account

    today, start = timezone.localdate(), time.perf_counter()
    account = Account.objects.filter(username="tiepnhan").first()
    if account is None:
        wards = _world.found_units()
        fill(home, count, wards, today)
        account = intake(wards[0])
    loaded, ward_id = time.perf_counter() - start, account.posts.get().unit_id
    written = letters(random.Random(time.time_ns()))
    for text, _again, sender, respondent in written[::2]:
        received(account, ward_id, text, sender, respondent, today)
    before = Petition.objects.order_by("-pk").values_list("pk", flat=True)[0]
    one = [milliseconds(lambda w=w: received(account, ward_id, w[1], w[2], w[3], today)) for w in written]
    new = Petition.objects.filter(pk__gt=before).select_related("fingerprint").order_by("pk")
    asked = [(from_bytes(bytes(p.fingerprint.data)), p.fingerprint.pk) for p in new]
    query = [milliseconds(lambda a=a: prints.linked(*a)) for a in asked * 2]
    found = Likeness.objects.filter(petition__in=[p.pk for p in list(new)[::2]]).values("petition").distinct().count()
    return {
        "petitions": count, "load_seconds": round(loaded, 1), "register_one": summary(one),
        "match_query": summary(query), "twins_found": found / len(written[::2]),
        "database_mb": round((home / "liemchinh.sqlite3").stat().st_size / 1e6),
    }  # fmt: skip


def child(home: Path, count: int) -> dict[str, Any]:
    """One size in a process of its own: Django is set up once, and what it keeps in memory belongs to one database."""
    import subprocess

    done = subprocess.run(
        [sys.executable, __file__, "--one", str(count), str(home)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def main(words: list[str]) -> int:
    if words[:1] == ["--one"]:
        home = Path(words[2])
        _world.prepare(str(home))
        print(json.dumps(measure(home, int(words[1]))))
        return 0
    sizes = sorted(int(w) for w in words if w.isdigit()) or [10_000, 200_000]
    keep = words[words.index("--keep") + 1] if "--keep" in words else ""
    found = []
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="lc-bench-") as folder:
            home = Path(keep or folder) / str(size)
            home.mkdir(parents=True, exist_ok=True)
            found.append(child(home, size))
    growth = {
        name: round(found[-1][name]["p50_ms"] / found[0][name]["p50_ms"], 2) for name in ("register_one", "match_query")
    }
    ok = (
        all(f["register_one"]["p95_ms"] < REGISTER_MS and f["match_query"]["p95_ms"] < QUERY_MS for f in found)
        and growth["register_one"] < GROWTH
    )
    print(json.dumps({"benchmark": "petitions", "sizes": found, "growth": growth, "ok": ok}))
    return 0 if ok else 1


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        sys.exit(main(sys.argv[1:]))
