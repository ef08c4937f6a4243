"""What happened to a record: its ledger lines as sentences, with the fields that changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from liemchinh.spine import ledger_words, registers
from liemchinh.spine.ledger_models import Entry
from liemchinh.spine.moves import Change, Tracked
from liemchinh.spine.web.formats import day, language, number


@dataclass(frozen=True, slots=True)
class FieldChange:
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history."""

    at: datetime
    sentence: str
    reason: str
    changes: Sequence[FieldChange]
    seq: int | None


def of(record: Tracked) -> list[Event]:
    """The record's history, newest first: two queries, whatever its length."""
    entries = Entry.objects.filter(subject=record.ref).prefetch_related(
        models.Prefetch("changes", queryset=Change.objects.order_by("pk"))
    )
    with ledger_words.remembering():
        return [_event(entry, record) for entry in entries.order_by("-pk")]


def _event(entry: Entry, record: Tracked) -> Event:
    said = json.loads(entry.payload) if entry.payload else {}
    changes = [
        FieldChange(label_of(record, c.field), shown(record, c.field, c.old), shown(record, c.field, c.new))
        for c in entry.changes.all()
    ]
    sentence, reason = ledger_words.sentence(entry, language()), str(said.get("reason", ""))
    return Event(entry.at, sentence, "" if reason in sentence else reason, changes, entry.seq)


def label_of(record: Tracked, field: str) -> str:
    """The column's title, or the model's own words for the field."""
    name = field.removesuffix("_id")
    try:
        return registers.get(record.lifecycle.register).column(name).title
    except KeyError:
        pass
    if name == "state":
        return _("Trạng thái")
    found = record._meta.get_field(name)
    return str(getattr(found, "verbose_name", name)).capitalize()


def shown(record: Tracked, field: str, value: str) -> str:
    """A stored value of the history as a person reads it."""
    if value == "":
        return ""
    if field == "state":
        pair = record.lifecycle.states.get(value, (value, value))
        return pair[1] if language() == "en" else pair[0]
    found: Any = record._meta.get_field(field.removesuffix("_id"))
    if isinstance(found, models.DateField):
        return day(found.to_python(value))
    if isinstance(found, models.ForeignKey):
        return _named(found, value)
    if found.choices:
        return str(dict(found.flatchoices).get(value, value))
    if isinstance(found, models.IntegerField):
        return number(int(value))
    return value


def _named(field: models.ForeignKey[Any, Any], key: str) -> str:
    target = field.related_model._default_manager.filter(pk=key).first()
    return str(target) if target else key
