"""The parts of a text in the sentence language (see `kernel.sentences`): words, fields, figures, [[ … ]], questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple


class Words(NamedTuple):
    """Literal text."""

    text: str


class Field(NamedTuple):
    """«name:form»"""

    name: str
    form: str


class Figure(NamedTuple):
    """{id:form}"""

    id: str
    form: str


class Maybe(NamedTuple):
    """[[ … ]]"""

    nodes: tuple[Node, ...]


class Question(NamedTuple):
    """✍ …"""

    text: str


Node = Words | Field | Figure | Maybe | Question

_TOKEN = re.compile(
    r"(?P<open>\[\[)|(?P<close>\]\])|«(?P<field>\w+)(?::(?P<ff>\w+))?»|\{(?P<fig>\w+)(?::(?P<fform>\w+))?\}|✍(?P<ask>(?:(?!\]\]).)*)",
    re.DOTALL,
)
_FORMS = {"", "money", "area", "pct", "cmp"}


class SentenceError(ValueError):
    """A text that cannot be read: an unclosed [[ or an unknown form."""


@lru_cache(maxsize=4096)
def parse(text: str) -> tuple[Node, ...]:
    """The parts of a text. Raises SentenceError."""
    stack: list[list[Node]] = [[]]
    at = 0
    for match in _TOKEN.finditer(text):
        if match.start() > at:
            stack[-1].append(Words(text[at : match.start()]))
        at = match.end()
        if match["open"]:
            stack.append([])
        elif match["close"]:
            if len(stack) == 1:
                raise SentenceError(f"]] without [[ in: {text}")
            inner = stack.pop()
            stack[-1].append(Maybe(tuple(inner)))
        else:
            stack[-1].append(_leaf(match, text))
    if len(stack) != 1:
        raise SentenceError(f"[[ is not closed in: {text}")
    if at < len(text):
        stack[0].append(Words(text[at:]))
    return tuple(stack[0])


def _leaf(match: re.Match[str], text: str) -> Node:
    if match["ask"] is not None:
        return Question(match["ask"].strip())
    form = (match["ff"] if match["field"] else match["fform"]) or ""
    if form not in _FORMS:
        raise SentenceError(f"unknown form :{form} in: {text}")
    return Field(match["field"], form) if match["field"] else Figure(match["fig"], form)


def names(text: str) -> set[str]:
    """The fields and figures that a text mentions."""
    return {n.name if isinstance(n, Field) else n.id for n in walk(parse(text)) if isinstance(n, (Field, Figure))}


def walk(nodes: Sequence[Node]) -> Iterator[Node]:
    """Every node, those inside [[ ]] after the [[ ]] itself."""
    for node in nodes:
        yield node
        if isinstance(node, Maybe):
            yield from walk(node.nodes)


def lead_figure(text: str) -> str | None:
    """The figure that gives the sentence its state: the first outside [[ ]]."""
    return next((n.id for n in parse(text) if isinstance(n, Figure) and n.form != "cmp"), None)
