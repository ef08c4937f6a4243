# ruff: noqa: S608  (what is put into a statement here is a list of placeholders, a direction, or a constant)
"""The index in the database: its tables, what is written into them and what they answer. The only SQL of the search.

SQLite: an FTS5 table without a copy of the text, written beside `spine_indexed`, which keeps the tokens so that they
can be struck out again. (No triggers: for each row that one writes, FTS5 would go to disk.)
PostgreSQL: the same table with a tsvector and its GIN index. Everywhere else the two look alike.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from django.db import IntegrityError, connection, transaction
from django.db.models import Max

from liemchinh.spine.search.models import Indexed, SearchedRegister
from liemchinh.spine.search.ranks import RECORDS, REGISTERS, Range
from liemchinh.spine.search.tokens import BREAK, VERSION

_SQLITE: Final = (
    "CREATE VIRTUAL TABLE spine_words USING fts5(words, content='', columnsize=0, tokenize=\"ascii tokenchars '~@$'\")",
    "CREATE TABLE spine_terms (term text PRIMARY KEY) WITHOUT ROWID",
)
_SQLITE_DROPPED: Final = ("DROP TABLE spine_terms", "DROP TABLE spine_words")
_POSTGRESQL: Final = (
    # A word's frequency decides whether the newest rows are walked or the index is asked: so many words are counted.
    "ALTER TABLE spine_indexed ALTER COLUMN words SET STATISTICS 1000",
    "CREATE INDEX spine_words ON spine_indexed USING gin (words)",
)
_POSTGRESQL_DROPPED: Final = ("DROP INDEX spine_words",)
#: A beginning is completed to so many tokens at most: all syllables that begin with the same two letters are fewer.
COMPLETED = 200
#: No word begins so: places between texts, units, states.
NO_TERMS: Final = frozenset((BREAK, "@", "$"))


def create(editor: Any) -> None:
    """What the migration adds to the tables of the models."""
    for statement in _POSTGRESQL if editor.connection.vendor == "postgresql" else _SQLITE:
        editor.execute(statement)


def drop(editor: Any) -> None:
    for statement in _POSTGRESQL_DROPPED if editor.connection.vendor == "postgresql" else _SQLITE_DROPPED:
        editor.execute(statement)


def _run(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def on_postgresql() -> bool:
    return connection.vendor == "postgresql"


class Row(NamedTuple):
    """A record in the index: its place, and its tokens in their places."""

    rank: int
    record: int
    places: Sequence[str]


def number_of(register: str) -> int:
    """The register's number in the index, given on first use."""
    known = SearchedRegister.objects.filter(name=register).values_list("number", flat=True).first()
    return known if known is not None else _numbered(register)


def _numbered(register: str) -> int:
    """The next number, counted and not taken from a sequence: PostgreSQL's would go on over what was rolled back."""
    while True:
        number = (SearchedRegister.objects.aggregate(last=Max("number"))["last"] or 0) + 1
        assert number <= REGISTERS, "more registers than the index has numbers for"
        try:
            with transaction.atomic():
                return SearchedRegister.objects.create(number=number, name=register, version=VERSION).number
        except IntegrityError:  # somebody was quicker, with this register or with this number
            found = SearchedRegister.objects.filter(name=register).values_list("number", flat=True).first()
            if found is not None:
                return found


def write(register: int, rows: Sequence[Row]) -> None:
    """Put records into the index that are not in it."""
    ordered = sorted(rows)  # FTS5 flushes its memory to disk whenever a key is lower than the one before
    with connection.cursor() as cursor:
        if on_postgresql():
            cursor.execute(
                "INSERT INTO spine_indexed (rank, register, record, words) SELECT r, %s, n, w::tsvector "
                "FROM unnest(%s::bigint[], %s::bigint[], %s::text[]) AS one (r, n, w)",
                [
                    register,
                    [r.rank for r in ordered],
                    [r.record for r in ordered],
                    [_vector(r.places) for r in ordered],
                ],
            )
            return
        placed = [(r.rank, register, r.record, " ".join(r.places)) for r in ordered]
        cursor.executemany("INSERT INTO spine_indexed (rank, register, record, words) VALUES (%s, %s, %s, %s)", placed)
        cursor.executemany("INSERT INTO spine_words (rowid, words) VALUES (%s, %s)", [(p[0], p[3]) for p in placed])
        said = sorted({token for r in ordered for token in r.places})
        known = [(t,) for t in said if t[0] not in NO_TERMS]
        cursor.executemany("INSERT OR IGNORE INTO spine_terms (term) VALUES (%s)", known)


def _vector(places: Sequence[str]) -> str:
    """The text form of a tsvector: 'dat':1,7 'dai':2."""
    found: dict[str, list[str]] = defaultdict(list)
    for place, token in enumerate(places, 1):
        if token != BREAK:
            found[token].append(str(place))
    return " ".join(f"'{token}':{','.join(at)}" for token, at in found.items())


def remove(register: int, records: Sequence[int]) -> None:
    """Take records out of the index; those that are not in it are no matter."""
    which = f"WHERE register = %s AND record {_among(len(records))}"
    if not on_postgresql():
        held = _fetch(f"SELECT 'delete', rank, words FROM spine_indexed {which} ORDER BY rank", register, *records)
        if not held:
            return
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO spine_words (spine_words, rowid, words) VALUES (%s, %s, %s)", held)
    _execute(f"DELETE FROM spine_indexed {which}", register, *_list(records))


def clear() -> None:
    """Empty the whole index."""
    _execute("DELETE FROM spine_indexed")
    forget()


def forget(**_signal: Any) -> None:
    """Where `spine_indexed` was emptied, by us or by Django's «flush», what SQLite keeps beside it goes as well."""
    if not on_postgresql() and not Indexed.objects.exists():
        _run(("DELETE FROM spine_terms", "INSERT INTO spine_words (spine_words) VALUES ('delete-all')"))


def tidy() -> None:
    """After many writes: one piece to read instead of many, and fresh statistics."""
    if on_postgresql():
        _run(("VACUUM ANALYZE spine_indexed",) if connection.get_autocommit() else ("ANALYZE spine_indexed",))
    else:
        _execute("INSERT INTO spine_words (spine_words) VALUES ('optimize')")


def ranks(question: str, within: Range, limit: int, *, newest_first: bool = True) -> list[int]:
    """The places of the first records that answer the question."""
    order = "DESC" if newest_first else "ASC"
    if on_postgresql():
        sql = (
            "SELECT rank FROM spine_indexed WHERE words @@ %s::tsquery AND rank BETWEEN %s AND %s "
            f"ORDER BY rank {order} LIMIT %s"
        )
    else:
        sql = (
            "SELECT rowid FROM spine_words WHERE spine_words MATCH %s AND rowid BETWEEN %s AND %s "
            f"ORDER BY rowid {order} LIMIT %s"
        )
    return [row[0] for row in _fetch(sql, question, *within, limit)]


def subquery(question: str, within: Range) -> tuple[str, list[Any]]:
    """(SQL, parameters) that select the keys of all records that answer: for exports, which want every one of them."""
    if on_postgresql():
        sql = "SELECT record FROM spine_indexed WHERE words @@ %s::tsquery AND rank BETWEEN %s AND %s"
        return sql, [question, *within]
    sql = f"SELECT rowid & {RECORDS} FROM spine_words WHERE spine_words MATCH %s AND rowid BETWEEN %s AND %s"
    return sql, [question, *within]


def places(of: Sequence[int]) -> dict[int, list[str]]:
    """Rank -> the record's tokens in their places."""
    rows = _fetch(f"SELECT rank, words FROM spine_indexed WHERE rank {_among(len(of))}", *_list(of))
    if on_postgresql():
        return {rank: _placed(words) for rank, words in rows}
    return {rank: words.split(" ") for rank, words in rows}


_LEXEME: Final = re.compile(r"'([^']+)':([\d,]+)")


def _placed(vector: str) -> list[str]:
    found = {int(at): token for token, ats in _LEXEME.findall(vector) for at in ats.split(",")}
    return [found.get(place, BREAK) for place in range(1, max(found, default=0) + 1)]


def completions(beginning: str) -> list[str]:
    """The tokens on SQLite that begin so, shortest first."""
    after = beginning[:-1] + chr(ord(beginning[-1]) + 1)
    sql = "SELECT term FROM spine_terms WHERE term >= %s AND term < %s ORDER BY length(term), term LIMIT %s"
    return [row[0] for row in _fetch(sql, beginning, after, COMPLETED)]


def records_between(register: int, low: int, high: int) -> set[int]:
    """Which of the records with these keys are in the index."""
    found = Indexed.objects.filter(register=register, record__gt=low, record__lte=high)
    return set(found.values_list("record", flat=True))


def _among(number: int) -> str:
    return "= ANY(%s)" if on_postgresql() else f"IN ({', '.join(['%s'] * number)})"


def _list(values: Sequence[int]) -> list[Any]:
    return [list(values)] if on_postgresql() else list(values)


def _execute(sql: str, *parameters: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def _fetch(sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())
