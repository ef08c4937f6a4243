"""Many writers and several sequencers at once: no number is given twice, none is left out."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from liemchinh.spine import ledger, ledger_check
from liemchinh.spine.ledger import Entry


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> None:
    settings.LIEMCHINH_HOME = tmp_path
    ledger.create_key()


def alone(act: Callable[[int], None]) -> Callable[[int], None]:
    """Runs in a thread with a connection of its own, closed at the end."""

    def run(number: int) -> None:
        try:
            act(number)
        finally:
            connection.close()

    return run


def write(number: int) -> None:
    for i in range(15):
        with transaction.atomic():
            ledger.append(verb="session.record", subject=f"outreach.session:{number}-{i}", actor="system", payload={})


def number_and_sign(_: int) -> None:
    for _round in range(5):
        ledger.sequence()
        ledger.sign_head()


@pytest.mark.django_db(transaction=True)
def test_writers_and_sequencers_at_once_leave_a_whole_ledger() -> None:
    with ThreadPoolExecutor(6) as pool:
        done = [pool.submit(alone(write), n) for n in range(4)] + [
            pool.submit(alone(number_and_sign), 0) for _ in (1, 2)
        ]
        for future in done:
            future.result()
    ledger.sign_head()
    found = ledger_check.verify()
    assert found.problems == []
    assert sorted(Entry.objects.values_list("seq", flat=True)) == list(range(1, 61))
