"""The digest of a record: SHA-256 over what it says, in one spelling, whichever database it is read from.

`digest_of` defines it, from values as Python knows them. `digests` computes the same for many records at once, and
`stored_digests` for whole tables, from rows as the database hands them over: tests hold the three together.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache, partial
from json.encoder import encode_basestring as _quoted  # type: ignore[attr-defined, unused-ignore]
from operator import attrgetter
from typing import Any, Final

from django.db import connection, models

#: How often a row was written is no part of what it says.
UNSAID: Final = frozenset({"version"})
_FETCH: Final = 500
_CHUNK: Final = 2000
#: Most values of an import are these; asking first saves the rest of the questions.
_PLAIN: Final = frozenset({str, int, bool})
#: Made once: `json.dumps` with arguments makes one at each call.
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
#: How many values of one column are remembered with their JSON texts.
_REMEMBERED: Final = 4096
_TEXTS: Final = ("CharField", "TextField")
_NUMBERS: Final = ("IntegerField", "AutoField")
_UNHASHABLE: Final = ("JSONField", "BinaryField")

#: From one value to its JSON text; "" for a value that turns out to be empty.
Coder = Callable[[Any], str]
#: From the values of one column to its parts of the records' JSON texts, one each; "" where nothing is said.
Speller = Callable[[Iterable[Any]], Iterable[str]]


def digest_of(facts: Mapping[str, Any]) -> str:
    """Empty values are left out, so a column added later with an empty default changes no digest."""
    said = {k: plain(v) for k, v in facts.items() if k not in UNSAID and v is not None and v != ""}
    return hashlib.sha256(_canonical(said).encode()).hexdigest()


def plain(value: Any) -> Any:
    """One spelling for each value, whichever database or form it came from."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value if isinstance(value, int | str | list | dict | bool) else str(value)


def _canonical(value: Any) -> str:
    return _ENCODER.encode(value)


# --- many records at once --------------------------------------------------------------------------------------------


def digests(records: Sequence[models.Model]) -> Iterator[str]:
    """The digests of records of one model, in their order: what `digest_of` says of each, at a tenth of the time."""
    if not records:
        return
    columns = [(attrgetter(f.attname), _speller_of_values(f)) for f in _said_fields(type(records[0]))]
    for start in range(0, len(records), _CHUNK):
        part = records[start : start + _CHUNK]
        yield from _hashed([spell(map(value_of, part)) for value_of, spell in columns])


def stored_digests(model: type[models.Model]) -> Iterator[tuple[Any, str]]:
    """(primary key, digest) of every row; rows go straight from the cursor into the hash, which a million need."""
    fields = _said_fields(model)
    key = fields.index(model._meta.pk)
    spellers = [_speller_of_rows(f) for f in fields]
    with connection.chunked_cursor() as cursor:
        cursor.execute(_select(model, fields))
        while rows := cursor.fetchmany(_FETCH):
            columns = list(zip(*rows, strict=True))
            texts = [spell(column) for spell, column in zip(spellers, columns, strict=True)]
            yield from zip(columns[key], _hashed(texts), strict=True)


def _said_fields(model: type[models.Model]) -> list[Any]:
    """In the order of the canonical text: sorted by their columns' names."""
    return sorted((f for f in model._meta.concrete_fields if f.attname not in UNSAID), key=lambda f: f.attname)


def _hashed(columns: Sequence[Iterable[str]]) -> Iterator[str]:
    sha256 = hashlib.sha256
    for said in zip(*columns, strict=True):
        yield sha256(f"{{{','.join(filter(None, said))}}}".encode()).hexdigest()


def _select(model: type[models.Model], fields: list[Any]) -> str:
    """Names of the model's own columns only; on SQLite days stay the texts that they are stored as."""
    name = connection.ops.quote_name
    columns = [name(f.column) + (" || ''" if _is_stored_text(f) else "") for f in fields]
    return f"SELECT {', '.join(columns)} FROM {name(model._meta.db_table)}"  # noqa: S608


def _is_stored_text(field: Any) -> bool:
    return connection.vendor == "sqlite" and field.get_internal_type() in ("DateField", "DateTimeField")


def _kind(field: Any) -> str:
    """What the column keeps: a foreign key keeps what it points to, a converted value is of no kind known here."""
    return "" if hasattr(field, "from_db_value") else str(getattr(field, "target_field", field).get_internal_type())


def _speller_of_rows(field: Any) -> Speller:
    """Over raw values of the database."""
    head, kind = f"{_quoted(field.attname)}:", _kind(field)
    if kind in _TEXTS:
        return lambda values: [head + _quoted(v) if v else "" for v in values]
    if kind.endswith(_NUMBERS):
        return lambda values: ["" if v is None else f"{head}{v}" for v in values]
    if _is_stored_text(field):
        return partial(map, _one(head, _instant_of_text if kind == "DateTimeField" else _quoted, kind))
    return partial(map, _one(head, _converting(field), kind))


def _speller_of_values(field: Any) -> Speller:
    """Over values of records in memory, which may be of other types than the database would give."""
    head, kind = f"{_quoted(field.attname)}:", _kind(field)

    def code(value: Any) -> str:
        value = field.to_python(value)
        return "" if value is None or value == "" else _canonical(plain(value))

    one = _one(head, code, kind)
    if kind in _TEXTS:
        return lambda values: [head + _quoted(v) if type(v) is str and v else one(v) for v in values]
    if kind.endswith(_NUMBERS):
        return lambda values: [f"{head}{v}" if type(v) is int else one(v) for v in values]
    return partial(map, one)


def _one(head: str, code: Coder, kind: str) -> Coder:
    """The part of one value, remembered where it can be: days, units and states come over and over."""

    def spell(value: Any) -> str:
        said = "" if value is None or value == "" else code(value)
        return head + said if said else ""

    return spell if not kind or kind in _UNHASHABLE else lru_cache(_REMEMBERED, typed=True)(spell)


def _instant_of_text(stored: str) -> str:
    """SQLite keeps "2026-02-03 04:05:06[.000007]", in UTC."""
    fraction = "" if len(stored) > 19 else ".000000"
    return f'"{stored[:10]}T{stored[11:]}{fraction}+00:00"'


def _converting(field: Any) -> Coder:
    """By Django's own converters, for the kinds of value that are rare."""
    column = field.get_col(field.model._meta.db_table)
    converters = connection.ops.get_db_converters(column) + column.get_db_converters(connection)

    def code(value: Any) -> str:
        for converter in converters:
            value = converter(value, column, connection)
        return "" if value is None or value == "" else _canonical(plain(value))

    return code
