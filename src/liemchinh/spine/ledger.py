"""The ledger: a salted commitment to every change, written in the change's own transaction (founder's first form; see docs/ledger.md)."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.db import models, transaction
from django.utils import timezone


class Entry(models.Model):
    """One line. `seq` is given later by the sequencer, so that writers do not queue on one row."""

    seq = models.PositiveBigIntegerField(null=True, unique=True)
    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, db_index=True)
    actor = models.CharField(max_length=40)
    payload = models.TextField()
    salt = models.BinaryField(max_length=32)
    commitment = models.BinaryField(max_length=32)
    record_digest = models.CharField(max_length=64, blank=True)
    batch = models.CharField(max_length=40, blank=True, db_index=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject}"


class Node(models.Model):
    """The hash of a complete subtree: `level` 0 are leaves."""

    level = models.PositiveSmallIntegerField()
    index = models.PositiveBigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["level", "index"], name="ledger_node_once")
        ]

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"


class Head(models.Model):
    """A signed tree head."""

    size = models.PositiveBigIntegerField()
    root = models.BinaryField(max_length=32)
    at = models.DateTimeField()
    signature = models.BinaryField(max_length=64)
    key_id = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.size} {bytes(self.root).hex()[:16]}"


def _entry(at: Any, verb: str, subject: str, actor: str, payload: Mapping[str, Any], record_digest: str, batch: str) -> Entry:
    salt = secrets.token_bytes(32)
    text = json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    said = json.dumps([verb, subject, actor, at.isoformat(), text, record_digest], ensure_ascii=False)
    commitment = hashlib.sha256(salt + said.encode()).digest()
    return Entry(at=at, verb=verb, subject=subject, actor=actor, payload=text, salt=salt, commitment=commitment,
                 record_digest=record_digest, batch=batch)


def append(*, verb: str, subject: str, actor: str, payload: Mapping[str, Any], record_digest: str = "", batch: str = "") -> Entry:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a ledger line belongs into the transaction of its change")
    entry = _entry(timezone.now(), verb, subject, actor, payload, record_digest, batch)
    entry.save()
    return entry


def append_many(rows: Iterable[Mapping[str, Any]], *, batch: str = "") -> None:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a ledger line belongs into the transaction of its change")
    at = timezone.now()
    Entry.objects.bulk_create([_entry(at=at, batch=batch, **row) for row in rows], batch_size=2000)
