"""The ledger: a salted commitment to every change, numbered into a Merkle tree (RFC 9162) whose heads are signed.

A line is written without a number in its change's own transaction. `sequence` numbers what waits and grows the tree
under one lock, so writers never queue on a row. Only this module creates entries (a house test looks).
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from liemchinh.kernel import merkle
from liemchinh.kernel.errors import Refusal
from liemchinh.spine import bulk, ledger_heads, ledger_keys
from liemchinh.spine.ledger_keys import create_key
from liemchinh.spine.ledger_models import (
    Entry,
    Head,
    Node,
    Unwritable,
    commitment_of,
    instant,
    kept_digest,
    sealed_text,
)
from liemchinh.spine.ledger_words import name_of, names_for, sentence

if TYPE_CHECKING:
    from liemchinh.spine.ledger_check import Verification

__all__ = [
    "Entry", "Head", "Node", "Proof", "Unwritable", "append", "append_many", "blank", "consistency", "create_key",
    "head", "inclusion", "name_of", "names_for", "sentence", "sequence", "sign_head", "tree_size", "verify",
]  # fmt: skip

_CHUNK = 20_000  # entries numbered in one transaction, so that no writer waits long
_LOCK = 0x4C43_4C45_4447_4552  # "LCLEDGER": the key of PostgreSQL's advisory lock


# --- writing ---------------------------------------------------------------------------------------------------------


def append(
    *, verb: str, subject: str, actor: str, payload: Mapping[str, Any], record_digest: str = "", batch: str = ""
) -> Entry:
    """Write one line in the caller's transaction; RuntimeError outside of one.

    `payload` holds references, numbers and dates as text, never a person's name; `record_digest` is the record's digest
    after the change (hex), empty where the line is about no record.
    """
    _inside_transaction()
    at, text = _now(), canonical(payload)
    salt, commitment = _seal(instant(at), actor, batch, text, record_digest, subject, verb)
    entry = Entry(
        at=at, verb=verb, subject=subject, actor=actor, payload=text, salt=salt,
        commitment=commitment, record_digest=record_digest, batch=batch,
    )  # fmt: skip
    entry.save(force_insert=True)
    return entry


def append_many(rows: Iterable[Mapping[str, Any]], *, batch: str = "") -> int:
    """Write many lines, returns how many; each row holds the arguments of `append` but `batch`."""
    _inside_transaction()
    at = _now()
    said_at, stored_at = instant(at), connection.ops.adapt_datetimefield_value(at)
    texts: dict[int, tuple[Mapping[str, Any], str]] = {}
    values = []
    for row in rows:
        payload = row["payload"]
        # The rows of an import share one payload object; it is kept here, so that its id stays its own.
        if id(payload) not in texts:
            texts[id(payload)] = (payload, canonical(payload))
        text = texts[id(payload)][1]
        said = (row["actor"], batch, text, row.get("record_digest", ""), row["subject"], row["verb"])
        values.append((stored_at, *said, *_seal(said_at, *said)))
    bulk.insert_rows(Entry._meta.db_table, _COLUMNS, values)  # objects would cost more than all the hashing
    return len(values)


_COLUMNS = ("at", "actor", "batch", "payload", "record_digest", "subject", "verb", "salt", "commitment")


def canonical(payload: Mapping[str, Any]) -> str:
    """The one JSON text of a payload: sorted keys, no spaces, UTF-8 as it is."""
    return json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _seal(
    at: str, actor: str, batch: str, payload: str, record_digest: str, subject: str, verb: str
) -> tuple[bytes, bytes]:
    """A fresh salt, and the commitment under it."""
    salt = secrets.token_bytes(32)
    return salt, commitment_of(salt, sealed_text(actor, at, batch, payload, record_digest, subject, verb))


def _now() -> datetime:
    """Whole seconds: the spelling that is sealed is then the one that every database stores."""
    return timezone.now().astimezone(UTC).replace(microsecond=0)


def _inside_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("a ledger line belongs into the transaction of its change")


def blank(entry: Entry, *, reason: str, actor: str = "system") -> Entry:
    """Retention: erase what an entry said, keep its commitment, and say so in a new entry, which is returned.

    The old and new values in its history go with it. The new entry seals what stays readable (verb, subject, actor,
    time, digest), for the old salt is gone.
    """
    with transaction.atomic():
        current = Entry.objects.select_for_update().get(pk=entry.pk)
        if current.seq is None:
            raise Refusal("Dòng sổ chưa được đánh số nên chưa xóa được nội dung. Chạy «liemchinh ledger head» trước.")
        if not current.payload:
            raise Refusal(f"Nội dung dòng sổ số {current.seq} đã được xóa trước đây.")
        current.payload = ""
        Entry.objects.filter(pk=entry.pk).update(payload="", salt=b"")
        current.changes.all().delete()
        payload = {"ref": f"ledger.entry:{current.seq}", "reason": reason, "kept": kept_digest(current.sealed_text())}
        return append(verb="retention.erase", subject=f"ledger.entry:{current.seq}", actor=actor, payload=payload)


# --- numbering -------------------------------------------------------------------------------------------------------


def tree_size() -> int:
    """How many entries are numbered."""
    return Entry.objects.aggregate(last=Max("seq"))["last"] or 0


def sequence() -> int:
    """Number every waiting entry and grow the tree; returns how many. Safe to call at any time, from anywhere."""
    total = 0
    while done := _sequence_some(_CHUNK):
        total += done
        if done < _CHUNK:
            break
    return total


def _sequence_some(limit: int) -> int:
    with transaction.atomic():
        _lock()
        waiting = list(Entry.objects.filter(seq=None).order_by("pk").values_list("pk", "commitment")[:limit])
        if not waiting:
            return 0
        size = tree_size()
        _not_cut(size)
        growth = merkle.Growth(size, _peaks(size))
        nodes = growth.add_many(merkle.leaf_hash(bytes(commitment)) for _, commitment in waiting)
        _store([pk for pk, _ in waiting], size + 1, nodes, merkle.stored(size))
        return len(waiting)


def _store(keys: list[int], first_number: int, nodes: list[bytes], first_position: int) -> None:
    """Number the entries and store the hashes; without objects, which would cost more than the hashing."""
    numbers = range(first_number, first_number + len(keys))
    places = range(first_position, first_position + len(nodes))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # one statement each: a round trip per row is ten times slower
            cursor.execute(_NUMBER_MANY, [keys, list(numbers)])
            cursor.execute(_STORE_MANY, [list(places), nodes])
        else:
            runs = list(_runs(numbers, keys))
            cursor.executemany("UPDATE spine_entry SET seq = id + %s WHERE id BETWEEN %s AND %s", runs)
            cursor.executemany(
                "INSERT INTO spine_node (position, hash) VALUES (%s, %s)", list(zip(places, nodes, strict=True))
            )


def _runs(numbers: Iterable[int], keys: Iterable[int]) -> Iterator[tuple[int, int, int]]:
    """(number − key, first key, last key) of each run of keys without a gap: an import is one, or a few."""
    for ahead, run in groupby(zip(numbers, keys, strict=True), lambda pair: pair[0] - pair[1]):
        run_keys = [key for _number, key in run]
        yield ahead, run_keys[0], run_keys[-1]


_NUMBER_MANY = (
    "UPDATE spine_entry SET seq = numbered.seq FROM unnest(%s::bigint[], %s::bigint[]) AS numbered (id, seq) "
    "WHERE spine_entry.id = numbered.id"
)
_STORE_MANY = "INSERT INTO spine_node (position, hash) SELECT * FROM unnest(%s::bigint[], %s::bytea[])"


def _lock() -> None:
    """One sequencer at a time. SQLite's transactions are IMMEDIATE, so there the write lock is held already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _not_cut(size: int) -> None:
    """Refuse to number on where signed entries are missing: the tree would fork, and outsiders hold the signed head."""
    signed = Head.objects.aggregate(last=Max("size"))["last"] or 0
    if signed > size:
        raise Refusal(
            f"Sổ nhật ký đã ký đến dòng {signed} nhưng chỉ còn {size} dòng. Dừng ghi số thứ tự; "
            "chạy «liemchinh ledger verify» và khôi phục từ bản sao lưu."
        )


def _peaks(size: int) -> list[bytes]:
    positions = merkle.peaks(size)
    hashes = _read(positions)
    return [hashes[at] for at in positions]


def _read(positions: Collection[int]) -> dict[int, bytes]:
    """Stored hashes by position; Refusal where one is missing."""
    if not positions:
        return {}
    marks = ", ".join(["%s"] * len(positions))
    with connection.cursor() as cursor:
        # Only marks enter the statement. Without the ORM a proof stays under a millisecond.
        cursor.execute(f"SELECT position, hash FROM spine_node WHERE position IN ({marks})", list(positions))  # noqa: S608
        found = {at: bytes(value) for at, value in cursor.fetchall()}
    if len(found) != len(set(positions)):
        raise Refusal("Cây băm của sổ nhật ký thiếu nút. Chạy «liemchinh ledger verify» để biết chỗ sai.")
    return found


# --- heads and proofs ------------------------------------------------------------------------------------------------


def head() -> Head | None:
    """The newest signed head, or None before the first."""
    return Head.objects.order_by("-size").first()


def sign_head() -> Head:
    """Number what waits and sign the head; the newest head again where nothing came since.

    The head is kept outside the database too, once it is committed: a line there must never run ahead of the database.
    """
    sequence()
    with transaction.atomic():
        _lock()
        size, latest = tree_size(), head()
        _not_cut(size)
        if latest is None or latest.size != size:
            latest = Head(size=size, root=merkle.root_at(size, _read), at=_now())
            latest.signature, latest.key_id = ledger_keys.sign(latest.signed_text())
            latest.save(force_insert=True)
    signed = latest
    transaction.on_commit(lambda: ledger_heads.keep(signed))
    return signed


@dataclass(frozen=True, slots=True)
class Proof:
    """That entry `seq` stands in the tree of `size` entries with this root (RFC 9162, 2.1.3); hashes are raw bytes."""

    seq: int
    size: int
    leaf: bytes
    path: tuple[bytes, ...]
    root: bytes

    def holds(self) -> bool:
        return merkle.verify_inclusion(self.leaf, self.seq - 1, self.size, self.path, self.root)


def inclusion(entry: Entry, size: int | None = None) -> Proof:
    """The proof of an entry in the tree of `size` entries (default: the newest head that holds it, else all)."""
    if entry.seq is None:
        raise Refusal("Dòng sổ chưa được đánh số. Chạy «liemchinh ledger head» để đánh số và ký.")
    signed, signed_root = _signed()
    if size is None:
        size = signed if signed >= entry.seq else tree_size()
    if size < entry.seq:
        raise Refusal(f"Cây {size} dòng không chứa dòng số {entry.seq}.")
    path = merkle.inclusion_proof(entry.seq - 1, size, _read)
    root = signed_root if signed == size else merkle.root_at(size, _read)
    return Proof(entry.seq, size, merkle.leaf_hash(bytes(entry.commitment)), tuple(path), root)


def _signed() -> tuple[int, bytes]:
    """Size and root of the newest head, (0, the empty root) before the first; without the ORM, as `_read`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT size, root FROM spine_head ORDER BY size DESC LIMIT 1")
        row = cursor.fetchone()
    return (row[0], bytes(row[1])) if row else (0, merkle.EMPTY_ROOT)


def consistency(old_size: int, new_size: int | None = None) -> list[bytes]:
    """The proof that the tree of `old_size` entries is the beginning of the present one (RFC 9162, 2.1.4)."""
    new = tree_size() if new_size is None else new_size
    if not 0 <= old_size <= new <= tree_size():
        raise Refusal(f"Sổ nhật ký có {tree_size()} dòng, không thể đối chiếu cây {old_size} dòng với cây {new} dòng.")
    return merkle.consistency_proof(old_size, new, _read)


def verify(*, check_records: bool = True) -> Verification:
    """Recompute everything, and compare each tracked record with its last entry; see `ledger_check`."""
    from liemchinh.spine import ledger_check, moves  # moves writes the ledger, so it can't be imported above

    if not check_records:
        return ledger_check.verify()

    def digest_now(ref: str) -> str | None:
        record = moves.find(ref)
        return record.digest() if record is not None else None

    return ledger_check.verify(moves.present_digests(), digest_now)
