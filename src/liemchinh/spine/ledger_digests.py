"""The digest of a record: SHA-256 over what it says, in one spelling, whichever database it is read from.

`digest_of` defines it, from values as Python knows them. `stored_digests` computes the same for whole tables, from rows
as the database hands them over: a test holds the two together.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from json.encoder import encode_basestring as _quoted  # type: ignore[attr-defined, unused-ignore]
from typing import Any, Final

from django.db import connection, models

#: How often a row was written is no part of what it says.
UNSAID: Final = frozenset({"version"})
_FETCH: Final = 500
#: Most values of an import are these; asking first saves the rest of the questions.
_PLAIN: Final = frozenset({str, int, bool})
#: Made once: `json.dumps` with arguments makes one at each call.
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
Coder = Callable[[Any], str]


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


# --- whole tables ----------------------------------------------------------------------------------------------------


def stored_digests(model: type[models.Model]) -> Iterator[tuple[Any, str]]:
    """(primary key, digest) of every row; rows go straight from the cursor into the hash, which a million need."""
    fields = sorted((f for f in model._meta.concrete_fields if f.attname not in UNSAID), key=lambda f: f.attname)
    key = fields.index(model._meta.pk)
    heads = [f"{_quoted(f.attname)}:" for f in fields]
    coders = [_coder(f) for f in fields]
    sha256 = hashlib.sha256
    with connection.chunked_cursor() as cursor:
        cursor.execute(_select(model, fields))
        while rows := cursor.fetchmany(_FETCH):
            for row in rows:
                said = [
                    head + text
                    for head, coder, value in zip(heads, coders, row, strict=True)
                    if value is not None and value != "" and (text := coder(value))
                ]
                yield row[key], sha256(f"{{{','.join(said)}}}".encode()).hexdigest()


def _select(model: type[models.Model], fields: list[Any]) -> str:
    """Names of the model's own columns only; on SQLite days stay the texts that they are stored as."""
    name = connection.ops.quote_name
    columns = [name(f.column) + (" || ''" if _is_stored_text(f) else "") for f in fields]
    return f"SELECT {', '.join(columns)} FROM {name(model._meta.db_table)}"  # noqa: S608


def _is_stored_text(field: Any) -> bool:
    return connection.vendor == "sqlite" and field.get_internal_type() in ("DateField", "DateTimeField")


def _coder(field: Any) -> Coder:
    """From a column's raw value to its JSON text; "" for a value that turns out to be empty."""
    kind = getattr(field, "target_field", field).get_internal_type()
    if hasattr(field, "from_db_value"):
        return _slowly(field)
    if kind in ("CharField", "TextField"):
        return _quoted  # type: ignore[no-any-return, unused-ignore]
    if kind.endswith(("IntegerField", "AutoField")):
        return str
    if _is_stored_text(field):
        return _instant_of_text if kind == "DateTimeField" else _quoted
    return _slowly(field)


def _instant_of_text(stored: str) -> str:
    """SQLite keeps "2026-02-03 04:05:06[.000007]", in UTC."""
    fraction = "" if len(stored) > 19 else ".000000"
    return f'"{stored[:10]}T{stored[11:]}{fraction}+00:00"'


def _slowly(field: Any) -> Coder:
    """By Django's own converters, for the kinds of value that are rare."""
    column = field.get_col(field.model._meta.db_table)
    converters = connection.ops.get_db_converters(column) + column.get_db_converters(connection)

    def code(value: Any) -> str:
        for converter in converters:
            value = converter(value, column, connection)
        return "" if value is None or value == "" else _canonical(plain(value))

    return code
