"""`verify`: does the ledger still say what was written, and do the records still say what the ledger last saw?

Everything streams: entries in their order, stored hashes beside them, heads as the tree passes their size. What an edit
by SQL leaves behind, and how it shows:

    a line's content changed                  its commitment no longer fits                   «commitment»
    content and commitment changed            the stored leaf no longer fits                  «replaced»
    the stored hashes changed as well         the signed head no longer fits                  «head»
    a line deleted, or deleted at the end     a number is missing; a head is larger           «gap», «cut»
    a record changed, deleted, slipped in     its digest, its absence, its lack of an entry   «record.*»
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import connection

from liemchinh.kernel import merkle
from liemchinh.spine import ledger_keys, ledger_words
from liemchinh.spine.ledger_models import Entry, Head, commitment_of, kept_digest, sealed_text

LIMIT: Final = 1000  # problems that are told one by one; the others are counted
_FETCH: Final = 5000
_AT = {
    "sqlite": "replace(at, ' ', 'T') || 'Z'",
    "postgresql": """to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')""",
}
_COLUMNS = "id, seq, {at}, verb, subject, actor, payload, salt, commitment, record_digest, batch"
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
    tree = _Tree(found)
    seen = _Seen(found)
    with _rows(_columns() + " WHERE seq IS NOT NULL ORDER BY seq") as rows, _stored() as nodes:
        _walk(rows, tree, seen, nodes)
    with _rows(_columns() + " WHERE seq IS NULL ORDER BY id") as rows:
        for row in rows:
            _check_content(row, seen)
            found.unnumbered += 1
    tree.finish()
    seen.finish()
    if present is not None:
        _compare_records(found, seen.last, present, digest_now)
    return found


# --- streams ---------------------------------------------------------------------------------------------------------


def _columns() -> str:
    # Both parts are constants of this module; nothing from outside enters the statement.
    return f"SELECT {_COLUMNS.format(at=_AT[connection.vendor])} FROM spine_entry"  # noqa: S608


@contextmanager
def _rows(statement: str) -> Iterator[Iterator[Any]]:
    """The rows of a statement without holding them: a server-side cursor where the database has one."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement)
        yield (row for chunk in iter(lambda: cursor.fetchmany(_FETCH), []) for row in chunk)


@contextmanager
def _stored() -> Iterator[Callable[[int], bytes | None]]:
    """Reads stored hashes in the order of their positions; None where the one asked for is missing."""
    with _rows("SELECT position, hash FROM spine_node ORDER BY position") as rows:
        upcoming = next(rows, None)

        def take(at: int) -> bytes | None:
            nonlocal upcoming
            while upcoming is not None and upcoming[0] < at:
                upcoming = next(rows, None)
            if upcoming is None or upcoming[0] != at:
                return None
            value, upcoming = bytes(upcoming[1]), next(rows, None)
            return value

        yield take


# --- entries and tree ------------------------------------------------------------------------------------------------


def _walk(rows: Iterable[Any], tree: _Tree, seen: _Seen, take: Callable[[int], bytes | None]) -> None:
    """Number by number: the content, then the leaf and the hashes that it completes, then a head of that size."""
    for row in rows:
        seq = row[1]
        while tree.growth.size + 1 < seq:
            tree.miss(take)
        if seq <= tree.growth.size:  # numbers below 1 can only be forged
            seen.found.add("gap", row[4], seq)
            continue
        _check_content(row, seen)
        tree.grow(bytes(row[8]), row[4], take)


def _check_content(row: Any, seen: _Seen) -> None:
    pk, seq, at, verb, subject, actor, payload, salt, commitment, digest, batch = row
    text = sealed_text(actor, at, batch, payload, digest, subject, verb)
    if not payload:
        seen.blanked[seq] = (subject, text)
    elif commitment_of(salt, text) != commitment:
        seen.found.add("commitment", subject, seq, id=pk)
    if digest:
        seen.last[subject] = digest
    if verb == "retention.erase":
        seen.note_erasure(subject, payload)


@dataclass(slots=True)
class _Seen:
    """What the entries say of records: the last digest of each subject, and which entries were blanked."""

    found: Verification
    last: dict[str, str] = field(default_factory=dict)
    blanked: dict[int, tuple[str, str]] = field(default_factory=dict)
    announced: dict[int, str] = field(default_factory=dict)

    def note_erasure(self, subject: str, payload: str) -> None:
        kind, _, number = subject.partition(":")
        if kind == "ledger.entry" and number.isdecimal():
            self.announced[int(number)] = json.loads(payload).get("kept", "") if payload else ""
        elif subject in self.last:
            self.last[subject] = _ERASED

    def finish(self) -> None:
        """An entry may be blank only if a later one says so, and what stayed readable must still be the same."""
        for seq, (subject, text) in self.blanked.items():
            if self.announced.get(seq) != kept_digest(text):
                self.found.add("blanked", subject, seq)


class _Tree:
    """The tree as recomputed, beside the stored hashes and the signed heads."""

    def __init__(self, found: Verification) -> None:
        self.found = found
        self.growth = merkle.Growth()
        self.at = 0
        self.faithful = True  # no stored hash was found wrong yet
        self.good_head = 0
        self.heads: dict[int, list[Head]] = {}
        for head in Head.objects.order_by("size", "pk"):
            self.heads.setdefault(head.size, []).append(head)
            found.heads += 1
            if not ledger_keys.is_signed(head.signed_text(), bytes(head.signature), head.key_id):
                found.add("signature", f"ledger.head:{head.size}", None, size=head.size, key=head.key_id)
        self.check_head()

    def grow(self, commitment: bytes, subject: str, take: Callable[[int], bytes | None]) -> None:
        nodes = self.growth.add(merkle.leaf_hash(commitment))
        self.found.entries += 1
        for level, node in enumerate(nodes):
            kept = take(self.at)
            self.at += 1
            if kept != node:
                self.differ(level, subject, missing=kept is None)
        if self.growth.size in self.heads:
            self.check_head()

    def differ(self, level: int, subject: str, *, missing: bool) -> None:
        """A wrong leaf makes every hash above it wrong: only the first of those is told, where no leaf is wrong."""
        size = self.growth.size
        if level == 0:
            self.found.add("leaf_missing" if missing else "replaced", subject, size)
        elif self.faithful:
            self.found.add("node", "ledger", size, position=self.at - 1)
        self.faithful = False

    def miss(self, take: Callable[[int], bytes | None]) -> None:
        """A number without its entry: go on with the stored leaf, so that what follows can still be checked."""
        self.found.add("gap", "ledger", self.growth.size + 1)
        leaf = take(self.at)
        for _ in self.growth.add(leaf or b""):
            self.at += 1
        if self.growth.size in self.heads:
            self.check_head()

    def check_head(self) -> None:
        size = self.growth.size
        for head in self.heads.pop(size, ()):
            if bytes(head.root) == self.growth.root():
                self.good_head = size
            else:
                self.found.add("head", f"ledger.head:{size}", None, size=size, first=self.good_head + 1)

    def finish(self) -> None:
        """Heads that are left speak of entries that are no longer there."""
        size = self.growth.size
        for missing in sorted(self.heads):
            self.found.add("cut", f"ledger.head:{missing}", None, size=missing, entries=size)


# --- records ---------------------------------------------------------------------------------------------------------


def _compare_records(
    found: Verification,
    last: dict[str, str],
    present: Iterable[tuple[str, str]],
    digest_now: Callable[[str], str | None] | None,
) -> None:
    """Each record against its last entry; `last` is used up."""
    for ref, digest in present:
        found.records += 1
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
