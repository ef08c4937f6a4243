"""Background work: progress, result, and an error that says what happened."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from liemchinh.kernel.errors import Refusal
from liemchinh.spine import jobs
from liemchinh.spine.jobs import Job

pytestmark = pytest.mark.django_db


def counting(job: Job, upto: int) -> dict[str, int]:
    for n in range(upto):
        job.progress(n + 1, upto, "đang đếm")
    return {"counted": upto}


def refusing(job: Job) -> None:
    raise Refusal("Tệp có mật khẩu. Bỏ mật khẩu rồi gửi lại.")


def breaking(job: Job) -> None:
    raise ZeroDivisionError("nobody should read this")


def test_a_job_ends_with_its_result_and_its_progress(office):
    job = jobs.start("đếm", f"{__name__}.counting", {"upto": 3}, owner=office)
    assert (job.status, job.done, job.total, job.result) == (Job.Status.DONE, 3, 3, {"counted": 3})
    assert job.ended
    assert job.owner == office


def test_a_refusal_is_shown_to_the_person_word_for_word():
    job = jobs.start("đọc", f"{__name__}.refusing", {})
    assert (job.status, job.error) == (Job.Status.FAILED, "Tệp có mật khẩu. Bỏ mật khẩu rồi gửi lại.")


def test_a_fault_of_ours_is_told_without_its_insides(caplog):
    job = jobs.start("hỏng", f"{__name__}.breaking", {})
    assert job.status == Job.Status.FAILED
    assert "nobody should read this" not in job.error
    assert "nobody should read this" in caplog.text


def test_a_job_whose_lock_is_on_another_machine_is_left_alone_for_a_day():
    job = Job.objects.create(kind="đếm", function="x", status=Job.Status.RUNNING)
    assert (jobs.recover(), jobs.settled(job).status) == (0, Job.Status.RUNNING)
    Job.objects.update(created_at=timezone.now() - timedelta(days=2))
    assert jobs.recover() == 1
    job.refresh_from_db()
    assert job.ended
    assert "dừng giữa chừng" in job.error
