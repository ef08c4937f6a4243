"""`verify`: does the ledger still say what was written, and do the records still say what the ledger last saw?

Everything streams: entries in their order, stored hashes beside them, heads as the tree passes their size. What an edit
by SQL leaves behind, and how it shows:

    a line's content changed                  its commitment no longer fits                   «commitment»
    content and commitment changed            the stored leaf no longer fits                  «replaced»
    the stored hashes changed as well         the signed head no longer fits                  «head»
    a line deleted, or deleted at the end     a number is missing; a head is larger           «gap», «cut»
    an older database put back, or numbers    heads are kept outside the database as well     «kept.*»
        and heads deleted in it
    the history that people read changed      a line's payload seals it                       «history»
    rows beside a record changed              sealed with the record; checks that apps announce
    a record changed, deleted, slipped in     its digest, its absence, its lack of an entry   «record.*»
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

from django.db import connection

from liemchinh.kernel import merkle
from liemchinh.spine import ledger_beside, ledger_heads, ledger_history, ledger_keys, ledger_words
from liemchinh.spine.ledger_history import MARK as HISTORY_MARK
from liemchinh.spine.ledger_history import sealed_history
from liemchinh.spine.ledger_models import Entry, Head, Node, kept_digest, sealed_text

LIMIT: Final = 1000  # problems that are told one by one; the others are counted
_FETCH: Final = 500  # rows at a time: few enough to stay in the processor's cache, which halves the time
_AT = {
    "sqlite": "replace(at, ' ', 'T') || 'Z'",
    "postgresql": """to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')""",
}
_COLUMNS = "seq, {at}, verb, subject, actor, payload, salt, commitment, record_digest, batch, id"
_ERASED: Final = "erased"  # in place of the digest of a record that retention removed


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: `kind`, what it is about, its line's number where there is one, and a sentence."""

    kind: str
    subject: str
    entry: int | None
    sentence: str
    sentence_en: str


@dataclass(slots=True)
class Verification:
    """The answer; `untold` counts problems beyond the first thousand."""

    entries: int = 0
    unnumbered: int = 0
    heads: int = 0
    records: int = 0
    problems: list[Problem] = field(default_factory=list)
    untold: int = 0

    @property
    def ok(self) -> bool:
        return not self.problems

    def add(self, kind: str, subject: str, entry: int | None = None, **fields: Any) -> None:
        if len(self.problems) >= LIMIT:
            self.untold += 1
            return
        known = {"subject": subject, "entry": entry, **fields}
        vi, en = (ledger_words.fill(f"verify.{kind}", lang, known) for lang in ("vi", "en"))
        self.problems.append(Problem(kind, subject, entry, vi, en))


def verify(
    present: Iterable[tuple[str, str]] | None = None, digest_now: Callable[[str], str | None] | None = None
) -> Verification:
    """Check the whole ledger, and the records where `present` gives (reference, digest) of each as it now stands.

    `digest_now` reads one record again: a change made while the check ran is no problem.
    """
    found = Verification()
    seen, tree = _Seen(found), _Tree(found)  # heads are read first: one signed meanwhile would be too large
    with _chunks(_entries("seq IS NOT NULL ORDER BY seq")) as chunks, _stored() as stored:
        for chunk in chunks:
            seen.check(chunk)
            tree.extend(chunk, stored)
    tree.finish()
    # Also those that were numbered meanwhile.
    with _chunks(_entries(f"seq IS NULL OR seq > {tree.growth.size:d} ORDER BY id")) as chunks:
        for chunk in chunks:
            seen.check(chunk)
            found.unnumbered += len(chunk)
    seen.finish()
    ledger_history.check(found, seen.histories)
    if present is not None:
        _compare_records(found, seen.last, present, digest_now)
        ledger_beside.check(found)
    return found


# --- streams ---------------------------------------------------------------------------------------------------------

Chunk = list[Any]


def _entries(which: str) -> str:
    # All parts are constants of this module and a number; nothing from outside enters the statement.
    return f"SELECT {_COLUMNS.format(at=_AT[connection.vendor])} FROM spine_entry WHERE {which}"  # noqa: S608


@contextmanager
def _chunks(statement: str) -> Iterator[Iterator[Chunk]]:
    """The rows of a statement, some thousands at a time: a server-side cursor where the database has one."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement)
        yield iter(lambda: cursor.fetchmany(_FETCH), [])


@contextmanager
def _stored() -> Iterator[_Stored]:
    with connection.chunked_cursor() as cursor:
        cursor.execute("SELECT position, hash FROM spine_node ORDER BY position")
        yield _Stored(cursor.fetchmany)


class _Stored:
    """The stored hashes, read once in the order of their positions."""

    def __init__(self, fetch: Callable[[int], Chunk]) -> None:
        self._fetch = fetch
        self._waiting: Chunk = []

    def run(self, first: int, count: int) -> list[Any]:
        """The hashes at `count` positions from `first` on; None where one is missing."""
        rows = self._waiting
        if len(rows) < count:
            rows = rows + self._fetch(count - len(rows))
        end = first + count
        if len(rows) == count and rows[0][0] == first and rows[-1][0] == end - 1:
            self._waiting = []
            return [row[1] for row in rows]
        known = {row[0]: row[1] for row in rows if row[0] < end}
        self._waiting = [row for row in rows if row[0] >= end]
        return [known.get(at) for at in range(first, end)]


# --- entries ---------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Seen:
    """What the entries say: the last digest of each subject, the histories sealed, which entries were blanked."""

    found: Verification
    last: dict[str, str] = field(default_factory=dict)
    blanked: dict[int | None, tuple[str, str]] = field(default_factory=dict)
    announced: dict[int, str] = field(default_factory=dict)
    histories: dict[int, str] = field(default_factory=dict)

    def check(self, chunk: Chunk) -> None:
        """Does the content of each line fit its commitment?"""
        last, histories = self.last, self.histories
        for seq, at, verb, subject, actor, payload, salt, commitment, digest, batch, key in chunk:
            text = sealed_text(actor, at, batch, payload, digest, subject, verb)
            if not payload:
                self.blanked[seq] = (subject, text)
            elif sha256(salt + text.encode()).digest() != commitment:  # as `commitment_of`, without a call for each
                self.found.add("commitment", subject, seq)
            if digest:
                last[subject] = digest
            if HISTORY_MARK in payload and (history := sealed_history(payload)):
                histories[key] = history
            if verb == "retention.erase":
                self._note_erasure(subject, payload)

    def _note_erasure(self, subject: str, payload: str) -> None:
        kind, _, number = subject.partition(":")
        if kind == "ledger.entry" and number.isdecimal():
            self.announced[int(number)] = json.loads(payload).get("kept", "") if payload else ""
        elif subject in self.last:
            self.last[subject] = _ERASED

    def finish(self) -> None:
        """An entry may be blank only if a later one says so, and what stayed readable must still be the same."""
        for seq, (subject, text) in self.blanked.items():
            if seq is None or self.announced.get(seq) != kept_digest(text):
                self.found.add("blanked", subject, seq)


# --- tree ------------------------------------------------------------------------------------------------------------


class _Tree:
    """The tree as recomputed, beside the stored hashes and the signed heads, in the database and outside of it."""

    def __init__(self, found: Verification) -> None:
        self.found = found
        self.growth = merkle.Growth()
        self.faithful = True  # no stored hash was found wrong yet
        self.good_head = 0
        self.kept = _kept(found)  # before the others: each of these was committed when it was kept
        self.heads = {head.size: head for head in Head.objects.order_by("size")}
        found.heads = len(self.heads)
        for head in self.heads.values():
            if not ledger_keys.is_signed(head.signed_text(), bytes(head.signature), head.key_id):
                found.add("signature", f"ledger.head:{head.size}", None, size=head.size, key=head.key_id)
        self.ahead = sorted({*self.heads, *self.kept}, reverse=True)  # sizes to come, the next one last
        if 0 in self.ahead:
            self._check_head()

    def extend(self, chunk: Chunk, stored: _Stored) -> None:
        """Grow by the lines of a chunk; heads are compared as their size is passed, stored hashes at the end."""
        first = self.growth.size
        self.found.entries += len(chunk)
        if chunk[0][0] == first + 1 and chunk[-1][0] == first + len(chunk):
            leaves = [sha256(b"\x00" + row[7]).digest() for row in chunk]  # as `merkle.leaf_hash`
            subjects = [row[3] for row in chunk]
        else:
            leaves, subjects = self._with_gaps(chunk)
        nodes = self._grow(leaves)
        kept = stored.run(merkle.stored(first), len(nodes))
        if kept != nodes:
            self._tell(first, subjects, nodes, kept)

    def _grow(self, leaves: list[bytes]) -> list[bytes]:
        nodes, done, first = [], 0, self.growth.size
        while self.ahead and self.ahead[-1] <= first + len(leaves):
            upto = self.ahead[-1] - first
            nodes += self.growth.add_many(leaves[done:upto])
            done = upto
            self._check_head()
        return nodes + self.growth.add_many(leaves[done:])

    def _with_gaps(self, chunk: Chunk) -> tuple[list[bytes], list[str]]:
        """Where a number has no entry, the stored leaf stands in: what follows can still be checked."""
        leaves, subjects, size = [], [], self.growth.size
        for row in chunk:
            while size + 1 < row[0]:
                self.found.add("gap", "ledger", size + 1)
                node = Node.objects.filter(pk=merkle.position(0, size)).first()
                leaves.append(bytes(node.hash) if node else b"")
                subjects.append("ledger")
                size += 1
            if row[0] <= size:  # numbers below 1 can only be forged
                self.found.add("gap", row[3], row[0])
                continue
            leaves.append(merkle.leaf_hash(row[7]))
            subjects.append(row[3])
            size += 1
        return leaves, subjects

    def _tell(self, first: int, subjects: list[str], nodes: list[bytes], kept: list[Any]) -> None:
        """Which line does each wrong hash belong to? Leaves are told; of the hashes above them only the first alone."""
        at = 0
        for number, subject in enumerate(subjects, start=first + 1):
            completed = (number & -number).bit_length()
            if kept[at] != nodes[at]:
                self.found.add("leaf_missing" if kept[at] is None else "replaced", subject, number)
                self.faithful = False
            elif self.faithful and kept[at : at + completed] != nodes[at : at + completed]:
                self.found.add("node", "ledger", number)
                self.faithful = False
            at += completed

    def _check_head(self) -> None:
        size, root = self.ahead.pop(), self.growth.root()
        head, kept = self.heads.get(size), self.kept.get(size)
        signed = bytes(head.root) if head else None
        if signed is not None and signed != root:
            self.found.add("head", f"ledger.head:{size}", None, size=size, first=self.good_head + 1)
        elif kept is not None and kept.root != root:
            self.found.add("kept.other", f"ledger.head:{size}", None, size=size, at=kept.at, first=self.good_head + 1)
        elif head is None:
            self.found.add("kept.head_gone", f"ledger.head:{size}", None, size=size, at=kept.at if kept else None)
        else:
            self.good_head = size

    def finish(self) -> None:
        """Heads that are left speak of entries that are no longer there, or lost their numbers."""
        size = self.growth.size
        for missing in reversed(self.ahead):
            if missing in self.heads:
                self.found.add("cut", f"ledger.head:{missing}", None, size=missing, entries=size)
        last = max(self.kept, default=0)
        if last > size and last not in self.heads:
            written = Entry.objects.count()
            kind = "kept.older" if written < last else "kept.unnumbered"
            facts = {"size": last, "at": self.kept[last].at, "entries": size, "written": written}
            self.found.add(kind, f"ledger.head:{last}", None, **facts)


def _kept(found: Verification) -> dict[int, ledger_heads.Kept]:
    """The heads of the file outside the database, by size; a line that nobody signed is told."""
    kept: dict[int, ledger_heads.Kept] = {}
    for number, head in ledger_heads.kept_heads():
        if head is None or not head.is_signed():
            found.add("kept.line", f"keys/heads.log:{number}", None, line=number)
        else:
            kept[head.size] = head
    return kept


# --- records ---------------------------------------------------------------------------------------------------------


def _compare_records(
    found: Verification,
    last: dict[str, str],
    present: Iterable[tuple[str, str]],
    digest_now: Callable[[str], str | None] | None,
) -> None:
    """Each record against its last entry; `last` is used up."""
    for count, (ref, digest) in enumerate(present, start=1):
        found.records = count
        known = last.pop(ref, None)
        if known != digest and not _agrees_now(ref, digest_now):
            kind = "record.unknown" if known is None else "record.changed"
            found.add(kind, ref, _last_number(ref), name=ledger_words.name_of(ref))
    for ref, digest in last.items():
        if digest != _ERASED and not _agrees_now(ref, digest_now):
            found.add("record.gone", ref, _last_number(ref), name=ledger_words.name_of(ref))


def _agrees_now(ref: str, digest_now: Callable[[str], str | None] | None) -> bool:
    """Whether record and last entry, both read anew, agree: then the difference came from a change during the check."""
    entry = _last_entry(ref)
    return digest_now is not None and entry is not None and digest_now(ref) == entry.record_digest


def _last_entry(ref: str) -> Entry | None:
    return Entry.objects.filter(subject=ref).exclude(record_digest="").order_by("-pk").first()


def _last_number(ref: str) -> int | None:
    entry = _last_entry(ref)
    return entry.seq if entry else None
