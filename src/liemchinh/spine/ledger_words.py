"""The sentence of a ledger line, from `law/sentences.toml`: verb → vi, en; «fields» come from the line and its payload.

References become words through namers that the apps announce (`names_for("post", …)`), since the ledger holds no names.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.utils import translation

from liemchinh.kernel import vietnamese
from liemchinh.kernel.law import law_root
from liemchinh.spine.ledger_models import Entry

Lang = Literal["vi", "en"]
#: Key of a record ("17" of "post:17") and language → its words now, or None where there is no such record.
Namer = Callable[[str, Lang], str | None]

_NOT_SAID: Final = {"vi": "không ghi", "en": "not recorded"}
_SYSTEM: Final = {"vi": "Hệ thống", "en": "The system"}
_FIELD: Final = re.compile(r"«(\w+)»")
_CLAUSE: Final = re.compile(r"\[\[(.*?)\]\]")  # printed only if every field inside is said
_REFERENCE: Final = re.compile(r"([a-z_]+(?:\.[a-z_]+)*):(\w+)")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_COMMON_NAMES: Final = {
    "account": {"vi": "tài khoản số {}", "en": "account no. {}"},
    "ledger.entry": {"vi": "dòng sổ số {}", "en": "line no. {}"},
}
_namers: dict[str, Namer] = {}
#: The names found while one page is drawn; None outside of `remembering`.
_known: ContextVar[dict[tuple[str, str], str | None] | None] = ContextVar("_known", default=None)


def names_for(kind: str, namer: Namer) -> None:
    """Announced once at start by the app that keeps records of that kind ("post", "outreach.session")."""
    _namers[kind] = namer


@contextmanager
def remembering() -> Iterator[None]:
    """While one page is drawn each record is asked for its name once, however many lines speak of it."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


@lru_cache(maxsize=1)
def _texts() -> Mapping[str, Mapping[str, str]]:
    """The shipped sentences, and over them those of the locality (LIEMCHINH_HOME/law/sentences.toml)."""
    texts: dict[str, Mapping[str, str]] = {}
    for folder in (law_root(), Path(settings.LIEMCHINH_HOME) / "law"):
        file = folder / "sentences.toml"
        if file.is_file():
            texts |= tomllib.loads(file.read_text(encoding="utf-8"))
    return texts


def verbs() -> frozenset[str]:
    """Every verb (and check of `verify`) that has a sentence."""
    return frozenset(_texts())


def fill(key: str, lang: Lang, fields: Mapping[str, Any]) -> str:
    """The text under `key` with its «fields» filled; what is not known reads «không ghi»."""
    text = (_texts().get(key) or _texts()["ledger.other"])[lang]
    text = _CLAUSE.sub(lambda found: found[1] if all(map(fields.get, _FIELD.findall(found[1]))) else "", text)
    return _FIELD.sub(lambda found: _shown(fields.get(found[1]), lang), text)


def sentence(entry: Entry, lang: Lang = "vi") -> str:
    """What an auditor reads: «Chánh Văn phòng ghi buổi tuyên truyền số 17.»; a blanked entry says less."""
    payload = json.loads(entry.payload) if entry.payload else {}
    fields = _fields(entry.subject, payload, lang)
    said = {"ref": entry.subject, "verb": entry.verb, "batch": entry.batch, "field": fields, **payload}
    said["actor"] = entry.actor
    text = fill(entry.verb, lang, said)
    return text[:1].upper() + text[1:]


def _fields(subject: str, payload: Mapping[str, Any], lang: Lang) -> list[str]:
    """The words of the fields that changed ("số người dự"); the column's own name where no register knows it."""
    from liemchinh.spine.moves import model_of

    words = []
    for name in payload.get("fields") or ():
        try:
            found = model_of(subject.partition(":")[0])._meta.get_field(name.removesuffix("_id"))
            with translation.override(lang):
                words.append(str(getattr(found, "verbose_name", name)))
        except (KeyError, FieldDoesNotExist):
            words.append(name)
    return words


def name_of(reference: str, lang: Lang = "vi") -> str:
    """The words for a reference ("post:3", "system"); the reference itself where no app names it."""
    if reference == "system":
        return _SYSTEM[lang]
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return reference
    kind, key = found.groups()
    if kind in _namers:
        return _named(kind, key, lang) or reference
    return _COMMON_NAMES[kind][lang].format(key) if kind in _COMMON_NAMES else reference


def _named(kind: str, key: str, lang: Lang) -> str | None:
    known = _known.get()
    if known is None:
        return _namers[kind](key, lang)
    if (kind, key) not in known:
        known[kind, key] = _namers[kind](key, lang)
    return known[kind, key]


def _shown(value: Any, lang: Lang) -> str:
    if value is None or value == "" or value == []:
        return _NOT_SAID[lang]
    if isinstance(value, bool):
        return ("có", "yes")[lang == "en"] if value else ("không", "no")[lang == "en"]
    if isinstance(value, int):
        return vietnamese.number(value, lang=lang)
    if isinstance(value, list):
        return vietnamese.join_list([_shown(member, lang) for member in value], lang=lang)
    text = str(value)
    if _DAY.fullmatch(text):
        day = date.fromisoformat(text)
        return vietnamese.date_long(day, lang="en") if lang == "en" else vietnamese.date_short(day)
    return name_of(text, lang)
