"""Searching text without diacritics inside the database: "tham nhung" finds "Tham nhũng", đ included (kernel.fold).

PostgreSQL folds with its own `translate`; SQLite with the kernel's function, which each new connection is given.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db.models import CharField, Func
from django.db.models.functions import Lower

from liemchinh.kernel.vietnamese import fold

FUNCTION = "lc_fold"


@cache
def letters() -> tuple[str, str]:
    """The small letters with marks, and those they fold to in the same order: ("àáạảã…đ", "aaaaa…d")."""
    small = {chr(c).lower() for c in (*range(0xC0, 0x250), *range(0x1EA0, 0x1EFA))}
    pairs = [(c, fold(c)) for c in sorted(small) if len(c) == 1 and fold(c) != c and len(fold(c)) == 1]
    return "".join(a for a, _ in pairs), "".join(b for _, b in pairs)


class Folded(Func):
    """The folded form of a text column, as an expression."""

    function = FUNCTION
    output_field = CharField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:  # noqa: ARG002
        inner, parameters = compiler.compile(Lower(*self.source_expressions))
        return f"translate({inner}, %s, %s)", [*parameters, *letters()]


def teach(connection: Any, **kwargs: Any) -> None:  # noqa: ARG001
    """Gives a new SQLite connection the function; `SpineConfig.ready` connects it."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(
            FUNCTION, 1, lambda t: None if t is None else fold(str(t)), deterministic=True
        )

