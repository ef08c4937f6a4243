"""Two people corrected one record at once: the later one sees both versions side by side, and loses nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from liemchinh.spine.moves import Tracked
from liemchinh.spine.web.register_forms import RecordForm


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: what it said when this person began, what it says now, what this person wrote.

    `open` where both changed it and a person must choose; otherwise the other's value was taken over.
    """

    label: str
    id: str
    began: str
    theirs: str
    mine: str
    open: bool


def as_typed(form: RecordForm, record: Tracked) -> dict[str, str]:
    """The record's values as this form shows them in its controls."""
    return {name: _typed(form, name, getattr(record, field_value(form, name))) for name in form.fields}


def field_value(form: RecordForm, name: str) -> str:
    return str(form._meta.model._meta.get_field(name).attname)


def _typed(form: RecordForm, name: str, value: Any) -> str:
    prepared = form.fields[name].prepare_value(value)
    if isinstance(prepared, bool):
        return "on" if prepared else ""
    return "" if prepared is None else str(prepared)


def began_with(posted: str) -> dict[str, str]:
    """The values that the form was opened with, as the page carried them; {} when they cannot be read."""
    try:
        found = json.loads(posted)
    except ValueError:
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


def compare(form: RecordForm, base: Mapping[str, str], current: Tracked) -> list[Difference]:
    """The fields that somebody else changed since this person began."""
    now, out = as_typed(form, current), []
    for name in form.fields:
        mine = form.data.get(name, "").strip()
        began, theirs = base.get(name, ""), now[name]
        if theirs != began and theirs != mine:
            out.append(
                Difference(
                    str(form.fields[name].label), form[name].auto_id, _words(form, name, began),
                    _words(form, name, theirs), _words(form, name, mine), mine != began,
                )
            )  # fmt: skip
    return out


def merged(form: RecordForm, base: Mapping[str, str], current: Tracked) -> QueryDict:
    """What this person wrote, with the other's values where this person had changed nothing."""
    now = as_typed(form, current)
    data: QueryDict = form.data.copy()  # type: ignore[attr-defined]
    for name, theirs in now.items():
        if data.get(name, "").strip() == base.get(name, ""):
            data[name] = theirs
    return data


def _words(form: RecordForm, name: str, typed: str) -> str:
    """A typed value as a person reads it: the label of a choice, not its key."""
    choices: Sequence[Any] = getattr(form.fields[name], "choices", ())
    return next((str(label) for value, label in choices if str(value) == typed), typed)
