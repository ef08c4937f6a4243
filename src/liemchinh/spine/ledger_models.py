"""What the ledger keeps: entries, the hashes of the tree over them, and the signed heads of that tree."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from json.encoder import encode_basestring as _quoted  # type: ignore[attr-defined, unused-ignore]
from typing import Any, ClassVar, NoReturn

from django.db import models


class Unwritable(TypeError):
    """The ledger only grows: an entry, a hash and a head are never saved again or deleted."""


class Appended(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Unwritable(f"{self} is written already")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise Unwritable(f"{self} stays")


class Entry(Appended):
    """One line: who did what to which record, as references, never names.

    `seq` (from 1) is given later by the sequencer, so that writers do not queue on one row. `commitment` is SHA-256
    over `salt` and the canonical text of all that the line says. Retention blanks both `payload` and `salt`.
    """

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

    def sealed_text(self) -> str:
        return sealed_text(
            self.actor, instant(self.at), self.batch, self.payload, self.record_digest, self.subject, self.verb
        )


class Node(Appended):
    """The hash of a complete subtree of entries, at its place in the order of completion (`kernel.merkle.position`)."""

    position = models.PositiveBigIntegerField(primary_key=True)
    hash = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"node {self.position}"


class Head(Appended):
    """The root of the tree of the first `size` entries, signed (Ed25519) with the key `key_id`."""

    size = models.PositiveBigIntegerField(unique=True)
    root = models.BinaryField(max_length=32)
    at = models.DateTimeField()
    signature = models.BinaryField(max_length=64)
    key_id = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar[list[str]] = ["size"]

    def __str__(self) -> str:
        return f"head {self.size} {bytes(self.root).hex()[:16]}"

    def signed_text(self) -> bytes:
        """What the signature covers; an outsider can build it from a printed head."""
        return head_text(self.size, bytes(self.root), instant(self.at))


def head_text(size: int, root: bytes, at: str) -> bytes:
    """The signed text of a head; `at` is an `instant`."""
    return f"liemchinh tree head 1\n{size}\n{root.hex()}\n{at}\n".encode()


def instant(at: datetime) -> str:
    """The one spelling of a time in the ledger: UTC, whole seconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def sealed_text(actor: str, at: str, batch: str, payload: str, record_digest: str, subject: str, verb: str) -> str:
    """The canonical JSON (sorted keys, no spaces) of a line; `payload` is canonical JSON already, `at` an `instant`."""
    return (
        f'{{"actor":{_quoted(actor)},"at":{_quoted(at)},"batch":{_quoted(batch)},"payload":{payload},'
        f'"record_digest":{_quoted(record_digest)},"subject":{_quoted(subject)},"verb":{_quoted(verb)}}}'
    )


def commitment_of(salt: bytes, text: str) -> bytes:
    return hashlib.sha256(salt + text.encode()).digest()


def kept_digest(text: str) -> str:
    """What the entry of a retention seals: SHA-256 (hex) over the sealed text of the entry, payload empty."""
    return hashlib.sha256(text.encode()).hexdigest()
