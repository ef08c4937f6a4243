"""Proposals and the passages that suggested them. The sentences stand in `law/wording/classify.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Generic, Literal, TypeVar

from liemchinh.kernel.law import law_root

Value = TypeVar("Value", covariant=True)
Confidence = Literal["high", "medium", "low"]
#: How sure a margin makes one: at least so much for each word.
_SURE: Final = 0.5
_RATHER: Final = 0.2
#: Fewer points than these make nothing more than so sure.
_LITTLE: Final = 3.0
_MUCH: Final = 6.0


@dataclass(frozen=True, slots=True)
class Because:
    """One reason: a sentence by its key, in both languages, and the passage (`end` 0: the whole letter)."""

    key: str
    vi: str
    en: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Axis(Generic[Value]):
    """What is proposed on one axis, how surely, and why. A person decides."""

    value: Value
    confidence: Confidence
    because: tuple[Because, ...]


@lru_cache(maxsize=1)
def _texts() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((law_root() / "wording" / "classify.toml").read_text(encoding="utf-8"))


def because(key: str, start: int = 0, end: int = 0, /, **fields: object) -> Because:
    """The reason under `key`, its «fields» filled in both languages; a field may differ by language: (vi, en)."""
    texts = _texts()[key]
    return Because(key, _filled(texts["vi"], fields, 0), _filled(texts["en"], fields, 1), start, end)


def _filled(text: str, fields: Mapping[str, object], language: int) -> str:
    for name, value in fields.items():
        text = text.replace(f"«{name}»", str(value[language] if isinstance(value, tuple) else value))
    return text


def sure(best: float, next_best: float) -> Confidence:
    """The confidence that a lead over the next best gives."""
    lead = (best - next_best) / best if best > 0 else 0.0
    if best < _LITTLE or lead < _RATHER:
        return "low"
    return "high" if lead >= _SURE and best >= _MUCH else "medium"
