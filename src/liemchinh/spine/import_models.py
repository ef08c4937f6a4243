"""A staged import: the file as it was handed in, what people decided in the preview, and what became of it."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liemchinh.spine.files import StoredFile
from liemchinh.spine.import_facts import Mending
from liemchinh.spine.jobs import Job


class ImportBatch(models.Model):
    """One file for one app's registers. Nothing is in a register before `status` is "committed"."""

    class Status(models.TextChoices):
        STAGED = "staged", _("chưa ghi")
        COMMITTED = "committed", _("đã ghi")
        UNDONE = "undone", _("đã hoàn tác")

    register = models.CharField(max_length=60)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    #: The importing unit. No foreign key: the frame doesn't know the app that keeps the units.
    unit_id = models.PositiveBigIntegerField()
    status = models.CharField(max_length=10, choices=Status, default=Status.STAGED)
    mending = models.JSONField(default=dict)
    #: What the last reading found: sheets, problems, counts, totals (see `imports.as_json`).
    reading = models.JSONField(default=dict)
    accepted = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    committed_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return f"{self.file} ({self.get_status_display()})"

    @property
    def ref(self) -> str:
        """How the ledger names the batch."""
        return f"import:{self.pk}"

    @property
    def decisions(self) -> Mending:
        return Mending.from_json(self.mending)

    @property
    def undo_until(self) -> object:
        """Until when the batch can be undone; None while it is not committed."""
        return self.committed_at and self.committed_at + timedelta(hours=settings.IMPORT_UNDO_HOURS)

    @property
    def undoable(self) -> bool:
        until = self.undo_until
        return self.status == self.Status.COMMITTED and until is not None and timezone.now() <= until  # type: ignore[operator]
