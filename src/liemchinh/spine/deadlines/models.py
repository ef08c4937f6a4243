"""A clock of one record as it was computed; a unit's own limits beside those of the law; who held a matter when."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Lines(models.JSONField):
    """A JSON list that is mostly empty: an empty one is not encoded anew for each row of a bulk load."""

    _empty: ClassVar[Any] = None

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if value != []:
            return super().get_db_prep_save(value, connection)
        if Lines._empty is None:
            Lines._empty = super().get_db_prep_save([], connection)
        return Lines._empty

    def deconstruct(self) -> Any:
        """Migrations know it as what it is in the database."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs


class Deadline(models.Model):
    """One clock of one record: computed when it started, by the law in force on that day, and kept with its reasons.

    Only an act recomputes it (a pause, an extension, a corrected day, a calendar that arrives), and its reasons say so.
    `due`, `nominal`, `soon_on`, `far_on` and `days` are empty where the law or the calendar gives no day.
    """

    class Status(models.TextChoices):
        RUNNING = "running", _("đang chạy")
        PAUSED = "paused", _("tạm dừng")
        MET = "met", _("đúng hạn")
        LATE = "late", _("chậm hạn")
        DROPPED = "dropped", _("thôi tính")

    subject = models.CharField(max_length=80, db_index=True)
    register = models.CharField(max_length=40)
    term = models.CharField(max_length=24)
    #: The day of the event, and the record's field it came from: a correction of that field moves the clock.
    started = models.DateField()
    since = models.CharField(max_length=40, blank=True)
    #: The special case of the law's value that applies: "remote" for vùng sâu, vùng xa.
    variant = models.CharField(max_length=20, blank=True)
    due = models.DateField(null=True)
    nominal = models.DateField(null=True)
    soon_on = models.DateField(null=True)
    far_on = models.DateField(null=True)
    unit = models.CharField(max_length=13, blank=True)
    days = models.PositiveSmallIntegerField(null=True)
    #: Lists of sentences. Empty after a bulk load: then `queries.reasons` writes them from the same law.
    because_vi = Lines(default=list)
    because_en = Lines(default=list)
    warnings_vi = Lines(default=list)
    warnings_en = Lines(default=list)
    law_from = models.DateField(null=True)
    provisional = models.BooleanField(default=False)
    unsure = models.BooleanField(default=False)
    #: The year whose calendar was not entered when the clock started.
    missing_year = models.PositiveSmallIntegerField(null=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.RUNNING)
    paused_on = models.DateField(null=True)
    #: [{"start", "end" (null while it lasts), "no", "ground", "reason", "until"}]; both days not counted.
    pauses = Lines(default=list)
    #: [{"on", "days", "no", "ground", "reason", "due"}]; days in the unit of the clock.
    extensions = Lines(default=list)
    #: [{"on", "old" (null where there was no day), "vi", "en"}]: each time it was computed anew, and why.
    shifts = Lines(default=list)
    #: The day on which it was met or dropped, and the step that did it.
    met_on = models.DateField(null=True)
    ended_by = models.CharField(max_length=40, blank=True)
    #: Only a day passes (a time bar, a decision taking effect): nobody owes anything, and it is never overdue.
    waits = models.BooleanField(default=False)
    internal = models.BooleanField(default=False)
    limit = models.ForeignKey("spine.InternalLimit", null=True, on_delete=models.PROTECT, related_name="+")
    holder = models.BigIntegerField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["missing_year"], condition=Q(missing_year__isnull=False), name="deadline_missing_year"
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(status__in=["running", "paused"]) ^ Q(met_on__isnull=False), name="deadline_ended_has_a_day"
            ),
            models.CheckConstraint(
                condition=Q(status="paused", paused_on__isnull=False) | (~Q(status="paused") & Q(paused_on=None)),
                name="deadline_paused_since_a_day",
            ),
            models.CheckConstraint(
                condition=Q(internal=False, limit=None) | Q(internal=True, limit__isnull=False),
                name="deadline_internal_has_a_limit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.term} {self.due or '?'}"

    @property
    def open(self) -> bool:
        """Whether it still waits: running or paused."""
        return self.status in (self.Status.RUNNING, self.Status.PAUSED)

    @property
    def name(self) -> str:
        """How the ledger's payload calls it."""
        return f"{self.term}/internal" if self.internal else self.term


class InternalLimit(models.Model):
    """A unit's own limit for a step that the law gives more time, or none: shown as internal, never as the law's."""

    class Unit(models.TextChoices):
        WORKING = "working_days", _("ngày làm việc")
        CALENDAR = "calendar_days", _("ngày")

    unit_id = models.BigIntegerField(_("đơn vị"))
    register = models.CharField(max_length=40)
    term = models.CharField(_("thời hạn"), max_length=24)
    days = models.PositiveSmallIntegerField(_("số ngày"))
    unit = models.CharField(_("cách tính"), max_length=13, choices=Unit, default=Unit.WORKING)
    document = models.CharField(_("văn bản quy định"), max_length=200)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["register", "unit_id"], name="internal_limit_of")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(days__gte=1), name="internal_limit_has_days"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="internal_limit_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["unit_id", "register", "term", "valid_from"], name="internal_limit_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term}: {self.days} ({self.document})"


class Holding(models.Model):
    """Who held a matter from `since` until `until` (the day it passed on; empty while it lasts)."""

    subject = models.CharField(max_length=80)
    unit_id = models.BigIntegerField(null=True)
    account_id = models.BigIntegerField(null=True)
    since = models.DateField()
    until = models.DateField(null=True)
    entry = models.ForeignKey("spine.Entry", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["subject"], name="holding_of")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["subject"], condition=Q(until=None), name="holding_one_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.unit_id}/{self.account_id}"
