"""Long work in the background, with progress that survives a closed tab.

A job names a function by its dotted path; the function takes the job and its arguments, reports `job.progress(…)` and
returns a JSON value. In tests jobs run at once; on a server `liemchinh worker` takes them from the database.

Whoever runs a job holds a lock on a file of its own meanwhile. The system lets go of it however the process ends, so a
running job whose lock is free was lost with its worker: `recover` says so, and the work can be begun again.
"""

from __future__ import annotations

import fcntl
import importlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from liemchinh.kernel.errors import Refusal

log = logging.getLogger(__name__)

#: A worker takes a task and only then its lock; after so long without one it died in between.
_TAKING: Final = timedelta(minutes=1)
#: No job takes so long.
_ELSEWHERE: Final = timedelta(days=1)


class Job(models.Model):
    """One piece of long work: what, for whom, how far, and how it ended."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("chờ xử lý")
        RUNNING = "running", _("đang xử lý")
        DONE = "done", _("xong")
        FAILED = "failed", _("không xong")

    kind = models.CharField(max_length=60)
    function = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    status = models.CharField(max_length=8, choices=Status, default=Status.WAITING)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    note = models.CharField(max_length=200, blank=True)
    result = models.JSONField(null=True)
    error = models.TextField(blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.get_status_display()}"

    def progress(self, done: int, total: int, note: str = "") -> None:
        """Say how far the work is; cheap enough to call every few hundred rows."""
        self.done, self.total, self.note = done, total, note
        type(self).objects.filter(pk=self.pk).update(done=done, total=total, note=note)

    @property
    def ended(self) -> bool:
        return self.status in (self.Status.DONE, self.Status.FAILED)


def start(kind: str, function: str, arguments: dict[str, Any], owner: Any = None) -> Job:
    """Queue the work in the caller's transaction, so that it is queued exactly when the rest is saved."""
    job = Job.objects.create(
        kind=kind, function=function, arguments=arguments, owner=owner if getattr(owner, "pk", None) else None
    )
    run_job.enqueue(job.pk)
    job.refresh_from_db()
    return job


@task()
def run_job(job_id: int) -> None:
    with held(job_id):
        _run(job_id)


def _run(job_id: int) -> None:
    job = Job.objects.get(pk=job_id)
    Job.objects.filter(pk=job_id).update(status=Job.Status.RUNNING)
    module, _dot, name = job.function.rpartition(".")
    try:
        result = getattr(importlib.import_module(module), name)(job, **job.arguments)
    except Refusal as refusal:
        _end(job, status=Job.Status.FAILED, error=str(refusal))
    except Exception:
        log.exception("job %s failed", job_id)
        _end(
            job, status=Job.Status.FAILED, error=str(_("Có lỗi trong hệ thống; việc này chưa được ghi. Báo quản trị."))
        )
    else:
        _end(job, status=Job.Status.DONE, result=result)


def _end(job: Job, **fields: Any) -> None:
    Job.objects.filter(pk=job.pk).update(ended_at=timezone.now(), **fields)


# --- jobs whose worker was lost ---


def recover() -> int:
    """End what was lost with its worker; answers how many. Called by each worker when it starts and now and then."""
    running = Job.objects.filter(status=Job.Status.RUNNING)
    lost = {job.pk for job in running if _is_lost(job)}
    taken = DBTaskResult.objects.filter(
        task_path=run_job.module_path, status=TaskResultStatus.RUNNING, started_at__lt=timezone.now() - _TAKING
    )
    begun = set(running.values_list("pk", flat=True))
    lost |= {said["args"][0] for said in taken.values_list("args_kwargs", flat=True)} - begun
    return sum(_lose(pk) for pk in sorted(lost))


def settled(job: Job | None) -> Job | None:
    """The job as it really stands: one that was lost with its worker has failed."""
    if job is not None and job.status == Job.Status.RUNNING and _is_lost(job):
        _lose(job.pk)
        job.refresh_from_db()
    return job


def _lose(job_id: int) -> bool:
    """A job that ended meanwhile keeps its end; its task is closed all the same."""
    said = str(_("Tiến trình nền dừng giữa chừng nên việc này chưa xong. Làm lại."))
    with transaction.atomic():
        lost = Job.objects.filter(pk=job_id, ended_at=None).update(
            status=Job.Status.FAILED, ended_at=timezone.now(), error=said
        )
        DBTaskResult.objects.filter(
            task_path=run_job.module_path, status=TaskResultStatus.RUNNING, args_kwargs__args=[job_id]
        ).update(status=TaskResultStatus.FAILED, finished_at=timezone.now())
    if lost:
        log.warning("job %s was lost with its worker", job_id)
    return bool(lost)


@contextmanager
def held(job_id: int) -> Iterator[None]:
    """Hold the job's lock, so that others see that it is being worked on."""
    place = _place(job_id)
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
        place.unlink(missing_ok=True)  # not after a fault that kept the end from being written: then a free lock stays


def _is_lost(job: Job) -> bool:
    """A free lock says so. No lock at all: a worker of another machine may have it, for a day at most."""
    try:
        with _place(job.pk).open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)  # shared: two who ask are no holder to each other
    except BlockingIOError:
        return False
    except FileNotFoundError:
        return job.created_at < timezone.now() - _ELSEWHERE
    return True


def _place(job_id: int) -> Path:
    return Path(settings.LIEMCHINH_HOME) / "work" / "jobs" / f"{job_id}.lock"
