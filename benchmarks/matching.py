"""How long does it take to find a petition's twins among all earlier ones?

    .venv/bin/python benchmarks/matching.py [PETITIONS]     100,000 by default; one JSON object on stdout

The register holds made-up fingerprints in SQLite, on disk: names, places and numbers by frequencies as in life, a third
of the letters on eight printed forms that share most of their words. Fifty letters whose twin in other words stands in
the register are then looked for. Times are CPU time, the register's pages in memory. Targets: 5 ms to make a
fingerprint of a page, 5 ms to look for its twins (rows, shortlist, verdicts), 96% of the twins found.
Exit code 1 where one is missed.
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
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.kernel import matching_world as made

from liemchinh.kernel.matching import FEW, Fingerprint, Mark, bands, compare, fingerprint, from_bytes, shortlist

TARGET_MS = 5.0
TARGET_FOUND = 0.96
TWINS = 50
KEY = b"benchmark"
SCHEMA = """
CREATE TABLE petition (id INTEGER PRIMARY KEY, print BLOB NOT NULL);
CREATE TABLE band (row INTEGER NOT NULL, petition INTEGER NOT NULL, PRIMARY KEY (row, petition)) WITHOUT ROWID;
"""


def patterns(rng: random.Random) -> list[Fingerprint]:
    """Real fingerprints, after which the register's are made, and whose facts they take: each form 150 times."""
    return [fingerprint(made.written(form, made.matter(rng)), KEY) for form in made.FORMS for _ in range(150)]


def invented(rng: random.Random, like: Fingerprint, pool: dict[str, list[Mark]]) -> Fingerprint:
    """A fingerprint with other facts; one in three keeps most passages of its form, the others share none."""
    kept = 0.7 if rng.random() < 0.33 else 0.0
    sketch = tuple(value if rng.random() < kept else rng.getrandbits(31) for value in like.sketch)
    marks = {mark.token: mark for mark in (_other(rng, mark, pool[mark.kind]) for mark in like.marks)}
    return Fingerprint(like.key_id, like.shingles, like.letters, sketch, tuple(marks[t] for t in sorted(marks)))


def _other(rng: random.Random, mark: Mark, known: list[Mark]) -> Mark:
    """Another fact of that kind: four in five are facts of real letters, the first of them far oftener than the last
    (a common name, a round amount); the rest occur nowhere else."""
    if rng.random() < 0.8:
        return mark._replace(token=known[int(len(known) * rng.random() ** 2)].token)
    return mark._replace(token=rng.getrandbits(64))


def build(db: sqlite3.Connection, petitions: int, rng: random.Random) -> None:
    db.executescript(SCHEMA)
    like = patterns(rng)
    pool: dict[str, list[Mark]] = defaultdict(list)
    for mark in (mark for printed in like for mark in printed.marks):
        pool[mark.kind].append(mark)
    rows: list[tuple[int, int]] = []

    def prints() -> Iterator[tuple[int, bytes]]:
        for number in range(petitions):
            printed = invented(rng, rng.choice(like), pool)
            rows.extend((row, number) for row in bands(printed))
            yield number, printed.to_bytes()

    db.executemany("INSERT INTO petition VALUES (?, ?)", prints())
    rows.sort()
    db.executemany("INSERT OR IGNORE INTO band VALUES (?, ?)", rows)


def letters_and_twins(rng: random.Random) -> list[tuple[str, str]]:
    """Letters as written, and the same in other words or in the third person."""
    found = []
    for number in range(TWINS):
        form, facts = made.REWORDABLE[number % len(made.REWORDABLE)], made.matter(rng)
        again = (form.reworded, form.told)[number % 2].format(**facts)
        found.append((made.written(form, facts), again))
    return found


def add(db: sqlite3.Connection, number: int, printed: Fingerprint) -> None:
    db.execute("INSERT INTO petition VALUES (?, ?)", (number, printed.to_bytes()))
    db.executemany("INSERT OR IGNORE INTO band VALUES (?, ?)", [(row, number) for row in bands(printed)])


def look(db: sqlite3.Connection, printed: Fingerprint) -> list[int]:
    """The petitions that are linked with it: rows, shortlist, verdicts."""
    limit = FEW + 1
    rows = [
        [petition for (petition,) in db.execute("SELECT petition FROM band WHERE row = ? LIMIT ?", (row, limit))]
        for row in bands(printed)
    ]
    near = shortlist(rows)
    others = (db.execute("SELECT print FROM petition WHERE id = ?", (number,)).fetchone()[0] for number in near)
    return [n for n, other in zip(near, others, strict=True) if compare(printed, from_bytes(other)).linked]


def milliseconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def summary(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {"p50_ms": round(statistics.median(ordered), 2), "p95_ms": round(ordered[int(len(ordered) * 0.95)], 2)}


def measure(db: sqlite3.Connection, petitions: int, rng: random.Random) -> dict[str, Any]:
    pairs = letters_and_twins(rng)
    for number, (_, again) in enumerate(pairs):
        add(db, petitions + number, fingerprint(again, KEY))
    prints = [fingerprint(letter, KEY) for letter, _ in pairs]
    found = [look(db, printed) for printed in prints]  # once for the answer, and to have the pages in memory
    others = [n for number, linked in enumerate(found) for n in linked if n != petitions + number]
    return {
        "fingerprint": summary([milliseconds(lambda t=letter: fingerprint(t, KEY)) for letter, _ in pairs * 4]),
        "rows": round(statistics.mean(len(bands(printed)) for printed in prints), 1),
        "fingerprint_bytes": round(statistics.mean(len(printed.to_bytes()) for printed in prints)),
        "verdict": summary([milliseconds(lambda a=a, b=b: compare(a, b)) for a, b in pairwise(prints)]),
        "look": summary([milliseconds(lambda p=p: look(db, p)) for p in prints * 4]),
        "twins_found": sum(petitions + number in linked for number, linked in enumerate(found)) / len(pairs),
        "others_linked": len(others),
    }


def main(petitions: int) -> int:
    rng = random.Random(2026)
    with tempfile.TemporaryDirectory() as folder:
        db = sqlite3.connect(Path(folder) / "matching.sqlite3")
        start = time.process_time()
        build(db, petitions, rng)
        db.commit()
        result: dict[str, Any] = {"benchmark": "matching", "petitions": petitions}
        result["build_seconds"] = round(time.process_time() - start, 1)
        result |= measure(db, petitions, rng)
        result["database_mb"] = round((Path(folder) / "matching.sqlite3").stat().st_size / 1e6)
        db.close()
    result["ok"] = (
        result["fingerprint"]["p50_ms"] < TARGET_MS
        and result["look"]["p95_ms"] < TARGET_MS
        and result["twins_found"] >= TARGET_FOUND
    )
    print(json.dumps(result))
    return 0 if result["ok"] else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
