"""The tables of prints and bands where the database is asked past its models, for every petition waits for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from django.db import connection

from liemchinh.kernel.matching import FEW

#: A fact that more petitions than this share is common enough; counting on would only cost time.
_COUNTED: Final = 2048
_ASKED: Final = (
    "SELECT asked.at, found.print_id FROM unnest(%s::bigint[]) WITH ORDINALITY AS asked (value, at) CROSS JOIN LATERAL "
    "(SELECT print_id FROM petitions_band WHERE value = asked.value LIMIT %s) AS found"
)
#: On SQLite the rows are asked for in one statement, which takes so many parts (its limit is 500).
_TOGETHER: Final = 100
_ONE_ROW: Final = f"SELECT * FROM (SELECT %d, print_id FROM petitions_band WHERE value = %%s LIMIT {FEW + 1})"  # noqa: S608
_WRITTEN: Final = (
    "INSERT INTO petitions_band (value, print_id) SELECT * FROM unnest(%s::bigint[], %s::bigint[]) "
    "ON CONFLICT DO NOTHING"
)
_ADDED: Final = (
    "INSERT INTO petitions_print (petition_id, making, data, their_number) VALUES (%s, %s, %s, '') RETURNING id"
)
_ERASED: Final = "DELETE FROM petitions_band WHERE print_id = %s AND value = ANY(%s)"


def ask(values: Sequence[int]) -> list[list[int]]:
    """The prints in each row, at most FEW + 1 of them: a row that is fuller is not followed."""
    found: list[list[int]] = [[] for _ in values]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_ASKED, [list(values), FEW + 1])
            for at, key in cursor.fetchall():
                found[at - 1].append(key)
            return found
        for start in range(0, len(values), _TOGETHER):
            part = values[start : start + _TOGETHER]
            cursor.execute(" UNION ALL ".join(_ONE_ROW % at for at in range(start, start + len(part))), tuple(part))
            for at, key in cursor.fetchall():
                found[at].append(key)
    return found


def count(value: int) -> int:
    """How many prints a row has, counted up to a bound."""
    sql = f"SELECT count(*) FROM (SELECT 1 FROM petitions_band WHERE value = %s LIMIT {_COUNTED}) AS counted"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, (value,))
        return int(cursor.fetchone()[0])


def newest() -> int:
    """The key of the newest print, which says how many there are, well enough; 0 where there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM petitions_print")
        return int(cursor.fetchone()[0] or 0)


def kept(petition_id: int) -> tuple[int, bytes] | None:
    """Key and data of the petition's print."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, data FROM petitions_print WHERE petition_id = %s", (petition_id,))
        found = cursor.fetchone()
    return (found[0], bytes(found[1])) if found else None


def add(petition_id: int, making: str, data: bytes) -> int:
    """Store the first print of a petition; its key."""
    with connection.cursor() as cursor:
        cursor.execute(_ADDED, (petition_id, making, data))
        return int(cursor.fetchone()[0])


def among(keys: Sequence[int], making: str, *, foreign: bool) -> list[tuple[int, int | None, bytes]]:
    """(key, petition, data) of those prints that were made so; with those of other agencies or without."""
    if not keys:
        return []
    ours = "" if foreign else " AND petition_id IS NOT NULL"
    holes = ", ".join(["%s"] * len(keys))
    sql = f"SELECT id, petition_id, data FROM petitions_print WHERE id IN ({holes}) AND making = %s{ours}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, (*keys, making))
        return [(key, petition, bytes(data)) for key, petition, data in cursor.fetchall()]


def write(entries: Iterable[tuple[int, int]]) -> None:
    """Put (value, print) into the table; in order, so that many lie on one page."""
    ordered = sorted(entries)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_WRITTEN, [[value for value, _ in ordered], [key for _, key in ordered]])
            return
        cursor.executemany("INSERT OR IGNORE INTO petitions_band (value, print_id) VALUES (%s, %s)", ordered)


def erase(key: int, values: Sequence[int]) -> None:
    """Take a print out of these rows."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_ERASED, [key, list(values)])
            return
        sql = "DELETE FROM petitions_band WHERE value = %s AND print_id = %s"
        cursor.executemany(sql, [(value, key) for value in values])
