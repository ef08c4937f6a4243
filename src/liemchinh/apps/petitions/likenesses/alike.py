"""Where only a subject was typed, one writer is no twin yet: the two must also be about one thing."""

from __future__ import annotations

from typing import Final, NamedTuple

from liemchinh.kernel.vietnamese import fold, syllables

#: Syllables that any subject has.
_STOCK: Final = frozenset(syllables(
    "don khieu nai to cao phan anh kien nghi de xin xem xet giai quyet ve viec lan dau hai thu cua va cac"
))  # fmt: skip
_ENOUGH: Final = 0.5


class Said(NamedTuple):
    """What a petition says; `text` may be empty."""

    subject: str
    text: str


def one_thing(a: Said, b: Said) -> bool:
    """Whether half of the shorter subject's words stand in the other petition."""
    mine, its = _words(a), _words(b)
    return bool(mine and its) and len(mine & its) >= _ENOUGH * min(len(mine), len(its))


def _words(said: Said) -> set[str]:
    return {word for word in syllables(fold(f"{said.subject} {said.text}")) if word not in _STOCK}
