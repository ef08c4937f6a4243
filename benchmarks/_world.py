"""A made-up locality for benchmarks: one city, 25 districts, 475 wards, and as many outreach sessions as wanted.

Loaded past the register's pages but not past its truth: every record has its digest and its ledger line, numbered into
the tree, so that `ledger verify` passes on it. The same sessions on every machine.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any

DISTRICTS, WARDS = 25, 19
FIRST, DAYS = date(2006, 1, 1), 20 * 365
CHUNK = 20_000
PASSWORD = "mật-khẩu-đo-2026"
TOPICS = ("Luật Phòng, chống tham nhũng", "3 xây, 3 chống", "Quy chế dân chủ ở cơ sở", "Thực hành tiết kiệm")
FORMS = ("Hội nghị", "Sinh hoạt chi bộ", "Sinh hoạt tổ dân phố", "Nói chuyện", "Tập huấn")


def prepare(home: str) -> None:
    """Django on an installation of its own under `home`, or where DATABASE_URL says."""
    os.environ["LIEMCHINH_HOME"] = home
    os.environ["DJANGO_SETTINGS_MODULE"] = "liemchinh.settings.dev"
    import django

    django.setup()
    from django.conf import settings

    from liemchinh.cli import init

    settings.DEBUG = False  # with it Django keeps every statement
    init.prepare(settings.LIEMCHINH_HOME)
    init.upgrade()


def found_units() -> list[int]:
    """The tree; answers the ids of the wards."""
    from liemchinh.apps.organisation import actions
    from liemchinh.spine.access import SYSTEM

    city = actions.found("TP", "Thành phố Đo", by=SYSTEM, on=FIRST, kind="city")
    wards = []
    for d in range(1, DISTRICTS + 1):
        district = actions.found(f"Q{d}", f"Quận {d}", by=SYSTEM, on=FIRST, parent=city, kind="district", position=d)
        for w in range(1, WARDS + 1):
            code, name = f"Q{d}-P{w}", f"Phường {w}"
            ward = actions.found(code, name, by=SYSTEM, on=FIRST, parent=district, kind="ward", position=w)
            wards.append(ward.pk)
    return wards


def office() -> Any:
    """An account of the city's committee office, which sees everything."""
    from liemchinh.apps.organisation import actions, queries
    from liemchinh.spine.access import SYSTEM
    from liemchinh.spine.people import Account

    account = Account.objects.create_user("vanphong", PASSWORD, full_name="Nguyễn Thu Hà")
    city = queries.by_code("TP")
    assert city is not None
    actions.assign_post(account, city, "committee_office", "Thường trực Ban Chỉ đạo", by=SYSTEM, on=FIRST)
    return account


def clerk(ward_id: int) -> Any:
    """An account that reads and writes one ward alone."""
    from liemchinh.apps.organisation import actions
    from liemchinh.apps.organisation.models import Unit
    from liemchinh.spine.access import SYSTEM
    from liemchinh.spine.people import Account

    account = Account.objects.create_user("canbo", PASSWORD, full_name="Trần Thị Lan")
    actions.assign_post(account, Unit.objects.get(pk=ward_id), "clerk", "Cán bộ văn phòng", by=SYSTEM, on=FIRST)
    return account


def sessions(wards: list[int], number: int) -> Iterator[dict[str, Any]]:
    """The facts of each session, one in fifty cancelled; seeded, in no order of days."""
    chance = random.Random(2026)
    for _ in range(number):
        yield {
            "unit_id": wards[chance.randrange(len(wards))],
            "held_on": FIRST + timedelta(days=chance.randrange(DAYS)),
            "host": f"Chi bộ {chance.randrange(1, 60)}",
            "topic": f"{TOPICS[chance.randrange(4)]} (đợt {chance.randrange(1, 500)})",
            "form": FORMS[chance.randrange(5)],
            "attendees": chance.randrange(5, 400) if chance.random() > 0.02 else None,
            "leaflets": chance.randrange(10, 300) if chance.random() < 0.3 else None,
            "state": "cancelled" if chance.random() < 0.02 else "held",
        }


def load_sessions(wards: list[int], number: int) -> None:
    """Write the sessions with their ledger lines, and number the lines."""
    from liemchinh.spine import ledger

    rows, written = sessions(wards, number), 0
    while chunk := list(islice(rows, CHUNK)):
        _write(chunk, first=written + 1)
        written += len(chunk)
    ledger.sequence()


def _write(chunk: list[dict[str, Any]], first: int) -> None:
    from django.db import connection, transaction
    from django.utils import timezone

    from liemchinh.apps.outreach.models import Session
    from liemchinh.spine import ledger
    from liemchinh.spine.ledger_digests import digest_of

    fixed = {"version": 1, "recorded_at": timezone.now(), "recorder": "", "note": "", "programme": ""}
    # As the ORM would write it: the driver alone adds a time zone to SQLite's text.
    stored_at = connection.ops.adapt_datetimefield_value(fixed["recorded_at"])
    columns = ["id", *chunk[0], *fixed]
    marks = ", ".join(["%s"] * len(columns))
    payload = {"on": FIRST.isoformat(), "batch": "benchmark"}
    values, lines = [], []
    for pk, facts in enumerate(chunk, first):
        values.append((pk, *facts.values(), *(fixed | {"recorded_at": stored_at}).values()))
        digest = digest_of({"id": pk, **facts, **fixed})
        subject = f"outreach.session:{pk}"
        lines.append({"verb": "record.import", "subject": subject, "actor": "system", "payload": payload,
                      "record_digest": digest})  # fmt: skip
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {Session._meta.db_table} ({', '.join(columns)}) VALUES ({marks})", values)
        ledger.append_many(lines, batch="benchmark")


def build(home: str, number: int) -> Any:
    """Everything; answers the account of the office. About four minutes for a million sessions."""
    from django.db import connection

    prepare(home)
    from liemchinh.spine.search import writing

    wards = found_units()
    load_sessions(wards, number)
    writing.complete()
    account = office()
    clerk(wards[0])
    if connection.vendor == "postgresql":
        from django.core.management.color import no_style

        from liemchinh.apps.outreach.models import Session

        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [Session]):
                cursor.execute(statement)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return account
