"""Filling a form's text: «fields», [[ clauses ]], lines that become several, and places that a person fills."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from liemchinh.kernel.sentence_parts import Field, names, parse
from liemchinh.kernel.sentences import fill

#: Where a person writes.
BLANK = "…………"
Value = str | int | date | Sequence[str] | None


def filled(text: str, value: Callable[[str], Value]) -> list[str]:
    """The paragraphs of `text`. A line that is one field takes as many paragraphs as the value has lines."""
    lines: list[str] = []
    for line in text.splitlines():
        nodes = parse(line.strip())
        if len(nodes) == 1 and isinstance(nodes[0], Field):
            lines += _several(value(nodes[0].name))
        elif nodes:
            lines.append(filled_line(line.strip(), value))
    return [line for line in lines if line]


def filled_line(line: str, value: Callable[[str], Value]) -> str:
    """One line; a field that nobody knows leaves a blank, or takes its [[ clause ]] with it."""
    if "«" not in line:
        return line
    values = {name: (_inline(value(name)), needed) for name, needed in _fields_of(line)}
    return fill(line, **{n: BLANK if needed and v in (None, "") else v for n, (v, needed) in values.items()})


@lru_cache(maxsize=1024)
def _fields_of(line: str) -> tuple[tuple[str, bool], ...]:
    """The fields of a line, each with whether it stands outside of [[ ]]."""
    outer = {node.name for node in parse(line) if isinstance(node, Field)}
    return tuple((name, name in outer) for name in sorted(names(line)))


def _several(value: Value) -> list[str]:
    if value is None or value == "":
        return [BLANK]
    if isinstance(value, (int, date)):
        return [_plain(value)]
    lines = value.splitlines() if isinstance(value, str) else list(value)
    return [line.strip() for line in lines if line.strip()] or [BLANK]


def _inline(value: Value) -> str | int | date | Decimal | None:
    """A value inside a sentence: on one line, without a full stop of its own."""
    if isinstance(value, (int, date)) or value is None:
        return value
    said = value if isinstance(value, str) else "; ".join(value)
    return " ".join(said.split()).rstrip(" .;")


def _plain(value: int | date) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
