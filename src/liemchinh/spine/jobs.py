"""Long work in the background, with progress that survives a closed tab.

A job names a function by its dotted path; the function takes the job and its arguments, reports `job.progress(…)` and
returns a JSON value. In tests jobs run at once; on a server `liemchinh worker` takes them from the database.
"""

from __future__ import annotations

import importlib
import logging
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from liemchinh.kernel.errors import Refusal

log = logging.getLogger(__name__)


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
