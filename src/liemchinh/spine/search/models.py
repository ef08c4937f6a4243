"""The tables of the word index."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class PlacedWords(models.TextField):  # type: ignore[type-arg]  # Django's class takes none at run time
    """Tokens in their places: text for FTS5 to read on SQLite, a tsvector on PostgreSQL."""

    def db_type(self, connection: Any) -> str:
        return "tsvector" if connection.vendor == "postgresql" else "text"


class SearchedRegister(models.Model):
    """A register that has its words in the index; `version` is that of its tokens."""

    number = models.SmallAutoField(primary_key=True)
    name = models.CharField(max_length=80, unique=True)
    version = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.name


class Indexed(models.Model):
    """One record's words. `rank` orders the index (see `ranks`); nobody but `spine.search` writes here."""

    rank = models.BigIntegerField(primary_key=True)
    register = models.PositiveSmallIntegerField()
    record = models.PositiveBigIntegerField()
    words = PlacedWords()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["register", "record"], name="indexed_once")
        ]

    def __str__(self) -> str:
        return f"{self.register}:{self.record}"
