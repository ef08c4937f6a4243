"""What goes into the index: the words of each record, in the transaction that changes it; and all of them anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from django.db import transaction
from django.db.models import CharField, QuerySet, TextField

from liemchinh.kernel.lifecycle import UNDONE
from liemchinh.spine import registers
from liemchinh.spine.registers import Register
from liemchinh.spine.search import tables
from liemchinh.spine.search.models import Indexed, SearchedRegister
from liemchinh.spine.search.ranks import rank
from liemchinh.spine.search.tokens import VERSION, Words, of_record

#: So many records are written in one transaction when the index is built, so that nobody waits long behind it.
CHUNK: Final = 10_000
#: Keys named in one statement.
NAMED: Final = 2_000

Progress = Callable[[Register, int], None]


def words_of(register: Register, record: Any) -> Words:
    """What the record is found by: as the register says, else the text columns that it lists."""
    if register.words is not None:
        return register.words(record)
    return Words(open=[str(text) for name in text_columns(register.name) if (text := getattr(record, name))])


@cache
def text_columns(register: str) -> tuple[str, ...]:
    declared = registers.get(register)
    fields = [declared.model._meta.get_field(column.field) for column in declared.columns]
    return tuple(f.name for f in fields if isinstance(f, CharField | TextField) and not f.choices)


def index(records: Sequence[Any]) -> None:
    """Write the words of these records of one register, new or changed; those taken back leave the index."""
    if not records:
        return
    try:
        register = registers.get(records[0].lifecycle.register)
    except KeyError:
        return  # kept by no register: nobody lists it, nobody searches it
    number = tables.number_of(register.name)
    with transaction.atomic():
        for start in range(0, len(records), NAMED):
            tables.remove(number, [record.pk for record in records[start : start + NAMED]])
        _add(register, number, records)


def _add(register: Register, number: int, records: Sequence[Any]) -> None:
    units = _units_of(register, records)
    rows = [_row(register, number, record, units) for record in records if record.state != UNDONE]
    if rows:
        tables.write(number, rows)


def _row(register: Register, number: int, record: Any, units: Mapping[int, Sequence[str]]) -> tables.Row:
    unit = getattr(record, f"{register.unit}_id", None)
    place = rank(number, getattr(record, register.date), record.pk)
    words = words_of(register, record)
    words = Words(open=[*words.open, *units.get(unit or 0, ())], guarded=words.guarded)
    return tables.Row(place, record.pk, of_record(words, unit, record.state))


def _units_of(register: Register, records: Sequence[Any]) -> dict[int, Sequence[str]]:
    """The names of the units that keep these records; those at hand with a record are not asked for."""
    found: dict[int, Sequence[str]] = {}
    wanted: set[int] = set()
    for record in records:
        unit = record._state.fields_cache.get(register.unit)
        if unit is not None:
            found[unit.pk] = _names(unit.name, unit.short_name)
        elif (key := getattr(record, f"{register.unit}_id", None)) is not None:
            wanted.add(key)
    if missing := wanted - found.keys():
        model: Any = register.model._meta.get_field(register.unit).related_model
        rows = model._base_manager.filter(pk__in=missing).values_list("pk", "name", "short_name")
        found |= {pk: _names(name, short) for pk, name, short in rows}
    return found


def _names(name: str, short: str) -> tuple[str, ...]:
    return (name, short) if short and short != name else (name,)


def _live(register: Register) -> QuerySet[Any]:
    return register.model._default_manager.exclude(state=UNDONE)


def behind() -> list[Register]:
    """The registers whose words are not all in the index, or were written by another version of this software."""
    known = {r.name: r for r in SearchedRegister.objects.all()}
    found = []
    for register in registers.all():
        row = known.get(register.name)
        held = _held(row.number) if row else 0
        if (held and row and row.version != VERSION) or held != _live(register).count():
            found.append(register)
    return found


def _held(number: int) -> int:
    return Indexed.objects.filter(register=number).count()


def rebuild(progress: Progress | None = None) -> int:
    """Empty the index and write it anew, a chunk a transaction; answers how many records it holds."""
    with transaction.atomic():
        tables.clear()
        SearchedRegister.objects.update(version=VERSION)
    return complete(progress, registers.all())


def complete(progress: Progress | None = None, wanted: Sequence[Register] | None = None) -> int:
    """Write what is missing and strike out what is no more; again and again without harm. Answers how many it wrote."""
    late = behind() if wanted is None else wanted
    written = 0
    for register in late:
        number = tables.number_of(register.name)
        row = SearchedRegister.objects.filter(number=number)
        anew = not row.filter(version=VERSION).exists()
        for part in _chunks(register):
            written += _mend(register, number, part, anew=anew)
            if progress is not None:
                progress(register, written)
        row.update(version=VERSION)
    if written > NAMED:
        tables.tidy()
    return written


def _chunks(register: Register) -> Iterator[tuple[int, int, list[Any]]]:
    """(key before the first, last key, live records between), until none is left, stray words after the last too."""
    last, more = 0, True
    while more:
        part = list(_live(register).filter(pk__gt=last).order_by("pk")[:CHUNK])
        more = len(part) == CHUNK
        end = part[-1].pk if more else (1 << 33) - 1
        yield last, end, part
        last = end


def _mend(register: Register, number: int, part: tuple[int, int, list[Any]], *, anew: bool) -> int:
    low, high, records = part
    with transaction.atomic():
        held = tables.records_between(number, low, high)
        gone = held if anew else held - {record.pk for record in records}
        for start in range(0, len(gone), NAMED):
            tables.remove(number, sorted(gone)[start : start + NAMED])
        missing = records if anew else [record for record in records if record.pk not in held]
        _add(register, number, missing)
    return len(missing)
