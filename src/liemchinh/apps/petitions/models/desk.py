"""What one official keeps for the work: watched petitions, saved filters, what they saw last. No office record."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from liemchinh.apps.petitions.models.petition import Petition


class Watch(models.Model):
    """An official follows a petition without handling it."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    petition = models.ForeignKey(Petition, on_delete=models.CASCADE, related_name="watchers")
    since = models.DateField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["account", "petition"], name="watch_once")
        ]

    def __str__(self) -> str:
        return f"{self.account_id} → {self.petition_id}"


class Seen(models.Model):
    """The version of a petition that an official last had on the screen; what others did since is news to them."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    petition = models.ForeignKey(Petition, on_delete=models.CASCADE, related_name="looks")
    version = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["account", "petition"], name="seen_once")
        ]

    def __str__(self) -> str:
        return f"{self.account_id} → {self.petition_id} v{self.version}"


class SavedFilter(models.Model):
    """A filter with a name. It is an address: anybody may be sent it, and sees their own rows.

    The one without a name is no filter: it keeps the columns that the account chose.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=400)
    columns = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["account", "name"], name="saved_filter_once")
        ]

    def __str__(self) -> str:
        return self.name


class Digest(models.Model):
    """An e-mail digest of due work that was sent, so that none goes twice."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["account", "on"], name="digest_once")
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.on}"


class Silence(models.Model):
    """An official who wants no reminders by e-mail; the desk goes on showing what is due."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.account_id}"
