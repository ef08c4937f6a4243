"""Lists of a register: which records, in which order, narrowed by what stands in the address."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Q, QuerySet, TextField

from liemchinh.spine.registers import Register
from liemchinh.kernel.vietnamese import fold
from liemchinh.spine.web.folding import Folded


def text_fields(register: Register) -> list[str]:
    """The columns whose words are searched."""
    names = []
    for column in register.columns:
        field = register.model._meta.get_field(column.field)
        if isinstance(field, CharField | TextField) and not field.choices:
            names.append(column.field)
    return names


def searched(rows: QuerySet[Any], register: Register, words: str) -> QuerySet[Any]:
    """The records in which every word asked stands in one of the text columns, marks and capitals aside."""
    fields = text_fields(register)
    for number, word in enumerate(fold(words).split()):
        anywhere = Q()
        for field in fields:
            name = f"folded_{field}"
            if number == 0:
                rows = rows.alias(**{name: Folded(field)})
            anywhere |= Q(**{f"{name}__contains": word})
        rows = rows.filter(anywhere)
    return rows
