"""A process killed at any moment leaves every batch whole or absent, and a ledger that agrees with the records."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

LIEMCHINH = [sys.executable, "-m", "liemchinh"]
BATCH = 400
WRITER = f"""
from liemchinh.cli import _django
_django.setup()
from datetime import date
from liemchinh.apps.commendation.models import Award
from liemchinh.apps.organisation.models import Unit
from liemchinh.spine.access import SYSTEM
from liemchinh.spine.moves import bulk_create
unit, day = Unit.objects.get(), date(2026, 1, 5)
print("ready", flush=True)
for n in range(1000):
    awards = [Award(unit=unit, recipient=f"Chi bộ {{n}}.{{m}}", decided_on=day) for m in range({BATCH})]
    bulk_create(awards, "import", by=SYSTEM, on=day, batch=f"b{{n}}")
"""


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    environment = {**os.environ, "LIEMCHINH_HOME": str(tmp_path), "DATABASE_URL": ""}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    subprocess.run([*LIEMCHINH, "init", "--quiet"], env=environment, check=True)
    subprocess.run([*LIEMCHINH, "unit", "add", "Q1", "Quận 1"], env=environment, check=True, capture_output=True)
    return environment


def killed_while_writing(environment: dict[str, str], after: float) -> None:
    writer = subprocess.Popen([sys.executable, "-c", WRITER], env=environment, stdout=subprocess.PIPE)
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"ready\n"
    time.sleep(after)
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()


def verdict(environment: dict[str, str]) -> dict:
    answer = subprocess.run([*LIEMCHINH, "ledger", "verify", "--json"], env=environment, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return json.loads(answer.stdout)


def test_a_killed_import_leaves_whole_batches_and_a_true_ledger(home):
    dice = random.Random(7)
    for _ in range(4):
        killed_while_writing(home, after=dice.uniform(0.05, 0.6))
        records = verdict(home)["records"] - 1  # the unit
        assert records % BATCH == 0
    assert records > 0
