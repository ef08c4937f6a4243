"""How fast is a board of 90 indicators and 500 units over a million records?

    .venv/bin/python benchmarks/indicators.py [RECORDS] [--postgres]     one JSON object on stdout

Runs on a SQLite file of its own; with --postgres on a PostgreSQL that it starts itself (or where DATABASE_URL says).
`board`: all 90 indicators of the catalogue for each of 501 units (45,090 figures), registers and reported figures
together, over five years; `board_of_a_quarter` the same over three months. Target: under 2 s, else exit code 1.
`one_register`, beside it and without a target: 90 measures with 30 different filters over the one large register.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import Any

UNITS = 500
TARGET_SECONDS = 2.0
COLUMNS = (
    "state, version, recorded_at, unit_id, held_on, host, topic, form, attendees, leaflets, recorder, note, programme"
)
FORMS = 30


def prepare(home: str) -> None:
    """Django on an empty, migrated database."""
    os.environ["LIEMCHINH_HOME"] = home
    os.environ["DJANGO_SETTINGS_MODULE"] = "liemchinh.settings.dev"
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.DEBUG = False  # with it Django keeps every statement
    call_command("migrate", verbosity=0)


def found_units() -> Any:
    """A district and 500 wards."""
    from liemchinh.apps.organisation.models import Unit
    from liemchinh.spine.access import SYSTEM
    from liemchinh.spine.moves import bulk_create, move

    district = Unit(code="Q", name="Quận", kind="district")
    with move(district, "found", by=SYSTEM, on=date(2000, 1, 1)):
        pass
    wards = [Unit(code=f"W{n}", name=f"Phường {n}", kind="ward", parent=district, position=n) for n in range(UNITS)]
    bulk_create(wards, "found", by=SYSTEM, on=date(2000, 1, 1), batch="bench")
    return district


def fill_register(records: int, first_unit: int) -> None:
    """A million sessions over six years, made inside the database: neither ledger nor forms are measured here."""
    from django.db import connection

    if connection.vendor == "postgresql":
        numbers, day = f"generate_series(1, {records}) AS s(n)", "date '2006-01-01' + (n::bigint * 7919 % 2190)::int"
        form = f"'Hình thức ' || (n % {FORMS})"
    else:
        counting = f"SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {records}"
        numbers = f"(WITH RECURSIVE s(n) AS ({counting}) SELECT n FROM s)"
        day, form = "date('2006-01-01', '+' || (n * 7919 % 2190) || ' days')", f"'Hình thức ' || (n % {FORMS})"
    sql = f"""INSERT INTO outreach_session ({COLUMNS}) SELECT
        CASE WHEN n % 50 = 0 THEN 'cancelled' ELSE 'held' END, 1, '2011-01-01 00:00:00+00', {first_unit} + n % {UNITS},
        {day}, 'Chi bộ', 'Luật Phòng, chống tham nhũng', {form}, n % 97, n % 13, '', '', '' FROM {numbers}"""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def fill_reports(first_unit: int, period: Any) -> int:
    """Each ward reports each indicator that no register counts."""
    from liemchinh.apps.figures.models import Reported
    from liemchinh.catalogue import indicators
    from liemchinh.spine.indicators import is_counted_here

    asked = [i for i in indicators().values() if not is_counted_here(i)]
    rows = [
        Reported(
            state="confirmed", version=1, unit_id=first_unit + n, indicator=i.id, value=n % 50,
            period_start=period.start, period_end=period.end,
        )
        for n in range(UNITS)
        for i in asked
    ]  # fmt: skip
    Reported.objects.bulk_create(rows, batch_size=2000)
    return len(rows)


def best_of(times: int, act: Callable[[], Any]) -> dict[str, float]:
    """The quickest of several runs, the processor time of this process in it, and the queries of one run."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    found = []
    for _ in range(times):
        start, busy = time.perf_counter(), time.process_time()
        act()
        found.append((time.perf_counter() - start, time.process_time() - busy))
    with CaptureQueriesContext(connection) as queries:
        act()
    seconds, busy = min(found)
    return {"seconds": round(seconds, 3), "own_processor_seconds": round(busy, 3), "queries": len(queries)}


def board(district: Any, period: Any) -> int:
    from liemchinh.apps.figures.board import Board

    made = Board(district, period)
    return sum(len(made.figures(unit)) for unit in made.units)


def one_register(period: Any) -> None:
    from liemchinh.kernel.measures import Count, Indicator, Sum
    from liemchinh.spine.indicators import own_figures

    over, on = "outreach.session", "held_on"
    measures: list[Any] = []
    for n in range(FORMS):
        where = {"form": f"Hình thức {n}"}
        measures += [Count(over, on, where), Sum("attendees", over, on, where), Sum("leaflets", over, on, where)]
    asked = [Indicator(f"m{n}", "", "", "", "B", m) for n, m in enumerate(measures)]
    assert len(own_figures(asked, period)) == len(asked)


def measure(records: int) -> dict[str, Any]:
    from django.db import connection

    from liemchinh.kernel.measures import Period

    district = found_units()
    first = district.pk + 1
    five_years, quarter = Period(date(2006, 3, 16), date(2011, 4, 21)), Period(date(2009, 1, 1), date(2009, 3, 31))
    fill_register(records, first)
    reported = fill_reports(first, five_years)
    found = {
        "database": connection.vendor,
        "records": records,
        "units": UNITS,
        "reported": reported,
        "target_seconds": TARGET_SECONDS,
        "board": best_of(3, lambda: board(district, five_years)),
        "board_of_a_quarter": best_of(3, lambda: board(district, quarter)),
        "one_register": best_of(3, lambda: one_register(five_years)),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    connection.close()
    return found


def database(wanted: bool) -> AbstractContextManager[Any]:
    """A PostgreSQL of its own where it is asked for and none is named."""
    if not wanted or os.environ.get("DATABASE_URL"):
        return nullcontext()
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from scripts.postgres import server

    return server()


def main() -> int:
    words = [w for w in sys.argv[1:] if not w.startswith("-")]
    with tempfile.TemporaryDirectory() as home, database("--postgres" in sys.argv) as url:
        if url:
            os.environ["DATABASE_URL"] = url
        prepare(home)
        found = measure(int(words[0]) if words else 1_000_000)
    print(json.dumps(found))
    return 0 if all(found[n]["seconds"] <= TARGET_SECONDS for n in ("board", "board_of_a_quarter")) else 1


if __name__ == "__main__":
    sys.exit(main())
