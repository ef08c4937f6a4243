"""Filling a form's text: «fields», [[ clauses ]], lines that become several, and places that a person fills."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from liemchinh.kernel.sentence_parts import Field, Maybe, names, parse, walk
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
    outer = {node.name for node in parse(line) if isinstance(node, Field)}
    values = {name: _inline(value(name)) for name in names(line)}
    return fill(line, **{n: BLANK if v in (None, "") and n in outer else v for n, v in values.items()})


def clause_fields(text: str) -> set[str]:
    """The fields that stand only inside [[ ]]: without a value they vanish and leave no blank."""
    inside = {n.name for node in parse(text) if isinstance(node, Maybe) for n in walk(node.nodes)
              if isinstance(n, Field)}  # fmt: skip
    return inside - {node.name for node in parse(text) if isinstance(node, Field)}


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
