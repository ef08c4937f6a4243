"""Searching text without diacritics inside the database: "tham nhung" finds "Tham nhũng", đ included (kernel.fold).

One pass over the rows that the other filters leave, without an index: about 3 µs a row. PostgreSQL folds with its own
`translate`; SQLite with the kernel's function, which each new connection is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db.models import BooleanField, F, Func

from liemchinh.kernel.vietnamese import fold

FUNCTION = "lc_has_words"
#: Between the words of one argument: no keyboard writes it.
BETWEEN = "\x1f"


@cache
def letters() -> tuple[str, str]:
    """The letters with marks, small and capital, and those they fold to in the same order: ("ÀÁ…đ", "aa…d").

    Capitals are among them because PostgreSQL's `lower` knows only ASCII in a database of the locale "C".
    """
    marked = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1EA0, 0x1EFA))]
    pairs = [(c, fold(c)) for c in marked if fold(c) != c and len(fold(c)) == 1]
    return "".join(a for a, _ in pairs), "".join(b for _, b in pairs)


def has_words(words: str, *texts: str | None) -> bool:
    """Whether every word stands in one of the texts, marks and capitals aside."""
    text = fold("\n".join(t for t in texts if t))
    return all(word in text for word in words.split(BETWEEN))


class HasWords(Func):
    """True for rows whose text columns hold all the words, which are folded already."""

    function = FUNCTION
    output_field = BooleanField()

    def __init__(self, words: Sequence[str], fields: Sequence[str]) -> None:
        super().__init__(*(F(name) for name in fields))
        self.words = tuple(words)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:  # noqa: ARG002
        columns, parameters = self._columns(compiler)
        return f"{FUNCTION}(%s, {', '.join(columns)})", [BETWEEN.join(self.words), *parameters]

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:  # noqa: ARG002
        columns, parameters = self._columns(compiler)
        text = f"translate(lower(concat_ws(' ', {', '.join(columns)})), %s, %s)"
        one = [*parameters, *letters()]
        asked = [(f"position(%s in {text}) > 0", [word, *one]) for word in self.words]
        return f"({' AND '.join(sql for sql, _ in asked)})", [p for _, given in asked for p in given]

    def _columns(self, compiler: Any) -> tuple[list[str], list[Any]]:
        compiled = [compiler.compile(expression) for expression in self.source_expressions]
        return [sql for sql, _ in compiled], [p for _, given in compiled for p in given]


def teach(connection: Any, **kwargs: Any) -> None:  # noqa: ARG001
    """Gives a new SQLite connection the function; `SpineConfig.ready` connects it."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(FUNCTION, -1, has_words, deterministic=True)
