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


SLOW = """
import time
def wait(job):
    job.progress(1, 2, "đang ghi")
    time.sleep(60)
def end(job):
    return {}
"""
ASK = """
import sys, json
from liemchinh.cli import _django
_django.setup()
from liemchinh.spine import jobs
from django_tasks_db.models import DBTaskResult
for function in sys.argv[1:]:
    jobs.start("slow", function, {})
tasks = DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True)
print(json.dumps([[[j.status, j.done, j.error] for j in jobs.Job.objects.order_by("pk")], list(tasks)]))
"""


def asked(environment: dict[str, str], *functions: str) -> tuple[list, list]:
    """(status, progress, error) of each job and the status of each task, after starting jobs of these functions."""
    said = subprocess.run(
        [sys.executable, "-c", ASK, *functions], env=environment, capture_output=True, text=True, check=True
    )
    return tuple(json.loads(said.stdout))  # type: ignore[return-value]


def test_the_job_of_a_killed_worker_is_told_lost_by_the_next_worker(home, tmp_path):
    (tmp_path / "slow.py").write_text(SLOW, encoding="utf-8")
    environment = {**home, "PYTHONPATH": str(tmp_path)}
    asked(environment, "slow.wait")
    worker = subprocess.Popen([*LIEMCHINH, "worker"], env=environment)
    until = time.monotonic() + 60
    while asked(environment)[0][0][1] != 1:
        assert time.monotonic() < until, "the worker never took the job"
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    assert asked(environment, "slow.end") == ([["running", 1, ""], ["waiting", 0, ""]], ["RUNNING", "READY"])
    subprocess.run([*LIEMCHINH, "worker", "--once"], env=environment, check=True, capture_output=True)
    (lost, done), tasks = asked(environment)
    assert lost[0] == "failed"
    assert "dừng giữa chừng" in lost[2]
    assert done[0] == "done"
    assert tasks == ["FAILED", "SUCCESSFUL"]


def test_a_job_at_work_is_left_alone_by_another_worker(home, tmp_path):
    (tmp_path / "slow.py").write_text(SLOW, encoding="utf-8")
    environment = {**home, "PYTHONPATH": str(tmp_path)}
    asked(environment, "slow.wait")
    worker = subprocess.Popen([*LIEMCHINH, "worker"], env=environment)
    try:
        until = time.monotonic() + 60
        while asked(environment)[0][0][1] != 1:
            assert time.monotonic() < until, "the worker never took the job"
        subprocess.run([*LIEMCHINH, "worker", "--once"], env=environment, check=True, capture_output=True)
        assert asked(environment)[0][0][0] == "running"
    finally:
        worker.kill()
        worker.wait()
