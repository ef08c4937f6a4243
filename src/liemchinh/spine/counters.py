"""Numbers that are given once each, in order, per register, unit and year; safe under load."""

from __future__ import annotations

from django.db import IntegrityError, models, transaction
from django.db.models import F


class Counter(models.Model):
    """The last number given under `name`, e.g. "petitions.petition:17:2026"."""

    name = models.CharField(max_length=120, primary_key=True)
    value = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"


def take(name: str, count: int = 1) -> int:
    """The first of `count` numbers that nobody else gets. Call inside the transaction that uses them.

    The update locks the counter's row until that transaction ends, so a rolled-back entry leaves no gap.
    """
    with transaction.atomic():
        if not Counter.objects.filter(name=name).update(value=F("value") + count):
            try:
                with transaction.atomic():
                    Counter.objects.create(name=name, value=count)
            except IntegrityError:  # somebody made it between the two statements
                Counter.objects.filter(name=name).update(value=F("value") + count)
        return Counter.objects.values_list("value", flat=True).get(name=name) - count + 1


def raise_to(name: str, value: int) -> None:
    """Numbers up to `value` were given elsewhere (an imported register, opening numbers at go-live)."""
    Counter.objects.get_or_create(name=name)
    Counter.objects.filter(name=name, value__lt=value).update(value=value)
