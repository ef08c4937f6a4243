"""Many new rows by one statement: what `QuerySet.bulk_create` writes, without its work for every single value.

`insert` is for the writers of the spine alone (`moves`, `ledger`): rows that come in here have their ledger lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from operator import attrgetter
from typing import Any, Final

from django.db import connection, models
from django.utils import timezone

_CHUNK: Final = 2000
#: How many values of one column are remembered as the database takes them: days, units and states come over and over.
_REMEMBERED: Final = 4096
_NUMBERS: Final = (
    models.AutoField, models.BigAutoField, models.IntegerField, models.BigIntegerField, models.SmallIntegerField,
    models.PositiveIntegerField, models.PositiveBigIntegerField, models.PositiveSmallIntegerField,
)  # fmt: skip
#: Exactly these fields hand values of this type to the driver as they are.
_TAKEN_AS_THEY_ARE: Final[dict[type, type]] = {
    models.CharField: str,
    models.TextField: str,
    **dict.fromkeys(_NUMBERS, int),
}


def insert(records: Sequence[Any]) -> None:
    """Write new records of one model and give them their keys, in the caller's transaction."""
    model: type[models.Model] = type(records[0])
    for record in records:
        if record._state.fields_cache:  # as `save` does: a record not saved yet can't be pointed to
            record._prepare_related_fields_for_save(operation_name="bulk_create")
    _stamp(model, records)
    fields: Sequence[Any] = model._meta.concrete_fields
    columns = [(_value_of(field), _stored(field)) for field in fields]
    for start in range(0, len(records), _CHUNK):
        part = records[start : start + _CHUNK]
        rows = zip(*(stored(map(value_of, part)) for value_of, stored in columns), strict=True)
        insert_rows(model._meta.db_table, [f.column for f in fields], rows)
    alias = connection.alias
    for record in records:
        record._state.adding, record._state.db = False, alias


def insert_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows of values as the database takes them; names of table and columns come from models alone."""
    name = connection.ops.quote_name
    into = f"{name(table)} ({', '.join(map(name, columns))})"
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.executemany(f"INSERT INTO {into} VALUES ({', '.join(['%s'] * len(columns))})", list(rows))  # noqa: S608
            return
        with connection.wrap_database_errors, cursor.copy(f"COPY {into} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def _stamp(model: type[models.Model], records: Sequence[Any]) -> None:
    """Keys, and the time of writing: one for all of them."""
    key_field = model._meta.auto_field
    if key_field is not None:
        keys = _new_keys(model._meta.db_table, str(key_field.column), len(records))
        for record, key in zip(records, keys, strict=True):
            setattr(record, key_field.attname, key)
    now = timezone.now()
    for field in filter(_is_stamped, model._meta.concrete_fields):
        for record in records:
            setattr(record, field.attname, now)


def _new_keys(table: str, column: str, number: int) -> Iterable[int]:
    """Keys that nobody else gets: SQLite has one writer at a time, PostgreSQL a sequence."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            quoted = connection.ops.quote_name(table)
            cursor.execute(_NEXT_KEYS, [quoted, column, number])
            return [key for (key,) in cursor.fetchall()]
        # Also above the keys of rows that are gone, as SQLite's own AUTOINCREMENT.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        given = cursor.fetchone()
        first = (given[0] if given else 0) + 1
        return range(first, first + number)


_NEXT_KEYS = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"


def _is_stamped(field: Any) -> bool:
    return isinstance(field, models.DateTimeField) and (field.auto_now or field.auto_now_add)


def _value_of(field: Any) -> Callable[[Any], Any]:
    plain = isinstance(field, models.DateField) and not (field.auto_now or field.auto_now_add)
    if plain or _is_stamped(field) or type(field).pre_save is models.Field.pre_save:
        return attrgetter(field.attname)
    return lambda record: field.pre_save(record, True)


def _stored(field: Any) -> Callable[[Iterable[Any]], Iterable[Any]]:
    """From the values of a column to what the driver is handed."""
    prepare = partial(field.get_db_prep_save, connection=connection)
    target = getattr(field, "target_field", field)
    usual = _TAKEN_AS_THEY_ARE.get(type(target))
    if usual is not None:
        return lambda values: [v if type(v) is usual or v is None else prepare(v) for v in values]
    if type(target).__module__ != models.Field.__module__ or isinstance(target, models.BinaryField):
        return partial(map, prepare)  # what a field of another make takes may have no hash
    return partial(map, lru_cache(_REMEMBERED, typed=True)(prepare))
