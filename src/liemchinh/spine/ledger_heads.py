"""The signed heads once more, outside the database: LIEMCHINH_HOME/keys/heads.log, a JSON line each, only appended.

Whoever puts an older database back, or deletes heads and numbers in it, is betrayed by the last line of this file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from liemchinh.spine import ledger_keys
from liemchinh.spine.ledger_models import Head, head_text, instant


@dataclass(frozen=True, slots=True)
class Kept:
    """A line of the file; `at` is spelled as `instant` spells it."""

    size: int
    root: bytes
    at: str
    signature: bytes
    key_id: str

    def is_signed(self) -> bool:
        return ledger_keys.is_signed(head_text(self.size, self.root, self.at), self.signature, self.key_id)

    def line(self) -> bytes:
        facts = {"size": self.size, "root": self.root.hex(), "at": self.at}
        return json.dumps({**facts, "signature": self.signature.hex(), "key_id": self.key_id}).encode() + b"\n"


def path() -> Path:
    return Path(settings.LIEMCHINH_HOME) / "keys" / "heads.log"


def keep(head: Head) -> None:
    """Append the head and force it to the disk; nothing where it is the last line already. OSError: it can't be."""
    kept = Kept(head.size, bytes(head.root), instant(head.at), bytes(head.signature), head.key_id)
    handle = os.open(path(), os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "r+b", buffering=0) as file:
        end = file.seek(0, os.SEEK_END)
        file.seek(max(0, end - 1000))
        tail = file.read(1000)
        if tail.endswith(kept.line()):
            return
        # A line that a power cut left half written must not swallow this one.
        file.write((b"" if not tail or tail.endswith(b"\n") else b"\n") + kept.line())
        os.fsync(file.fileno())


def kept_heads() -> Iterator[tuple[int, Kept | None]]:
    """(number of the line, head) in the order of the file; None for a line that nobody can read."""
    try:
        lines = path().read_bytes().splitlines()
    except FileNotFoundError:
        return
    for number, line in enumerate(lines, start=1):
        yield number, _read(line)


def _read(line: bytes) -> Kept | None:
    try:
        said: dict[str, Any] = json.loads(line)
        return Kept(
            int(said["size"]), bytes.fromhex(said["root"]), str(said["at"]),
            bytes.fromhex(said["signature"]), str(said["key_id"]),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError):
        return None
