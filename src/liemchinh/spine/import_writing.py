"""The accepted rows of an import become records: made, grouped by the step that writes them, one ledger line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from liemchinh.spine import moves
from liemchinh.spine.import_facts import Draft
from liemchinh.spine.import_models import ImportBatch
from liemchinh.spine.registers import Register


def write(register: Register, drafts: Sequence[Draft], batch: ImportBatch, *, by: Any, on: date) -> None:
    """Write the drafts of one register, in the caller's transaction; `register.load` may order them and add to them."""
    if not drafts:
        return
    facts = {"n": len(drafts), "file": batch.file.sha256}

    def create(pairs: Sequence[tuple[Draft, Any]]) -> None:
        by_step: dict[str, list[Any]] = {}
        for draft, record in pairs:
            by_step.setdefault(draft.step or register.create, []).append(record)
        for step, part in by_step.items():
            moves.bulk_create(part, step, by=by, on=on, batch=batch.ref, facts=facts)

    pairs = list(zip(drafts, records(register, drafts), strict=True))
    if register.load is None:
        create(pairs)
    else:
        register.load(pairs, create)


def records(register: Register, drafts: Sequence[Draft]) -> Iterator[moves.Tracked]:
    """By position, as rows of the database become records: by name would take twice the time."""
    make: Any = register.model
    fields = make._meta.concrete_fields
    places = {field.attname: place for place, field in enumerate(fields)}
    made_anew = [(n, field) for n, field in enumerate(fields) if field.has_default() and callable(field.default)]
    empty, unit = [field.get_default() for field in fields], places[f"{register.unit}_id"]
    for draft in drafts:
        row = empty.copy()
        for place, field in made_anew:
            row[place] = field.get_default()
        for name, value in draft.values.items():
            row[places[name]] = value
        row[unit] = draft.unit_id
        yield make(*row)
