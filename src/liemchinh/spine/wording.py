"""Texts for people, by key: `say("deny.signed")` in the reader's language.

The texts stand in `law/wording/`; a locality's own, read after them, in `LIEMCHINH_HOME/law/wording`.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

from liemchinh.kernel import phrasebook, vietnamese
from liemchinh.kernel.law import law_root
from liemchinh.kernel.phrasebook import Phrasebook
from liemchinh.kernel.sentences import FieldValue, fill


def book() -> Phrasebook:
    """All texts of this installation. Read once; Refusal names a local file that adds or empties a key."""
    return _load(Path(settings.LIEMCHINH_HOME))


@cache
def _load(home: Path) -> Phrasebook:
    own = home / "law" / "wording"
    return phrasebook.load(law_root() / "wording", [own] if own.is_dir() else [])


def say(key: str, lang: str | None = None, **fields: FieldValue) -> str:
    """The text of `key`, its fields filled in, numbers as on screens. KeyError: no such key, or a field is missing."""
    lang = lang or get_language() or "vi"
    language = "en" if lang.startswith("en") else "vi"
    shown = {name: _number(value) if language == "en" else value for name, value in fields.items()}
    return fill(book().text(key, language), False, **shown)


def _number(value: FieldValue) -> FieldValue:
    return vietnamese.number(value, lang="en") if isinstance(value, (int, Decimal)) else value
