"""Numbers that are given once each, in order, per register, unit and year; safe under load."""

from __future__ import annotations

from django.db import connection, models


class Counter(models.Model):
    """The last number given under `name`, e.g. "petitions.petition:17:2026"."""

    name = models.CharField(max_length=120, primary_key=True)
    value = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"


def take(name: str, count: int = 1) -> int:
    """The first of `count` numbers that nobody else gets. Call inside the transaction that uses them.

    It locks the counter's row until that transaction ends, so a rolled-back entry leaves no gap.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [name, count])
        return int(cursor.fetchone()[0]) - count + 1


_TAKE = (
    "INSERT INTO spine_counter (name, value) VALUES (%s, %s) "
    "ON CONFLICT (name) DO UPDATE SET value = spine_counter.value + excluded.value RETURNING value"
)


def raise_to(name: str, value: int) -> None:
    """Numbers up to `value` were given elsewhere (an imported register, opening numbers at go-live)."""
    Counter.objects.get_or_create(name=name)
    Counter.objects.filter(name=name, value__lt=value).update(value=value)
