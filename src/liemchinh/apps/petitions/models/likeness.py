"""Which petitions may be one: fingerprints without text, the bands that find them, and what people decided."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from liemchinh.apps.petitions.models.petition import Petition


class Agency(models.Model):
    """Another agency that shares a matching key with us."""

    name = models.CharField(_("cơ quan"), max_length=200, unique=True)
    #: The key (Ed25519, hex) that signed its first file; whatever comes under its name must be signed by it.
    public_key = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return self.name


class Print(models.Model):
    """The fingerprint of a petition: one of ours, or one that another agency sent without its text."""

    petition = models.OneToOneField(
        Petition, null=True, blank=True, on_delete=models.PROTECT, related_name="fingerprint"
    )
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="prints")
    #: For another agency's: its number and day, as that agency gave them.
    their_number = models.CharField(max_length=60, blank=True)
    their_day = models.DateField(null=True, blank=True)
    #: Version of the method and matching key; only prints of one making are compared (`likenesses.key.making`).
    making = models.CharField(max_length=40)
    data = models.BinaryField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(petition__isnull=False, agency=None) | Q(petition=None, agency__isnull=False),
                name="print_is_ours_or_theirs",
            ),
            models.UniqueConstraint(
                fields=["agency", "their_number"], condition=Q(agency__isnull=False), name="their_print_once"
            ),
        ]

    def __str__(self) -> str:
        return f"print {self.pk}"


class Band(models.Model):
    """One row under which a fingerprint is found: `likenesses.rows` writes and asks. On SQLite the table is its own
    index (migration 0002), for a million petitions have fifty million rows."""

    pk = models.CompositePrimaryKey("value", "print_id")
    value = models.BigIntegerField()
    print_id = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.value)


class Likeness(models.Model):
    """A likely pair, why it was thought so, and what a person decided; a decision is remembered."""

    class Verdict(models.TextChoices):
        OPEN = "open", _("chưa xem")
        DUPLICATE = "duplicate", _("đơn trùng")
        SAME_MATTER = "same_matter", _("cùng vụ việc")
        UNRELATED = "unrelated", _("không liên quan")

    #: The later of the two; `earlier` or `theirs` is the other.
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="likenesses")
    earlier = models.ForeignKey(Petition, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    theirs = models.ForeignKey(Print, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    score = models.FloatField()
    agrees = models.JSONField(default=list)
    differs = models.JSONField(default=list)
    verdict = models.CharField(max_length=12, choices=Verdict, default=Verdict.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-score"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["petition"], name="likeness_open", condition=Q(verdict="open"))
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["petition", "earlier"], condition=Q(earlier__isnull=False), name="likeness_once"
            ),
            models.UniqueConstraint(
                fields=["petition", "theirs"], condition=Q(theirs__isnull=False), name="likeness_with_theirs_once"
            ),
            models.CheckConstraint(
                condition=Q(earlier__isnull=False, theirs=None) | Q(earlier=None, theirs__isnull=False),
                name="likeness_with_one_other",
            ),
            models.CheckConstraint(condition=Q(earlier=None) | ~Q(earlier=F("petition")), name="likeness_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.petition_id} ~ {self.earlier_id or self.theirs_id}"
