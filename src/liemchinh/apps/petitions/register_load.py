"""Imported petitions on their way into the register: numbers, the people of each, which one repeats which."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import transaction

from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.petitions import codes, likenesses
from liemchinh.apps.petitions.models import Party, Petition
from liemchinh.kernel.vietnamese import fold
from liemchinh.spine import counters
from liemchinh.spine.import_facts import Draft

Pair = tuple[Draft, Petition]
_CHUNK = 2000
_NUMBER = re.compile(r"(\d{1,7})/(\d{4})\b")


def load(pairs: Sequence[Pair], write: Callable[[Any], None]) -> None:
    """What `Register.load` asks for, in the transaction of the import.

    The number of a file is its number in the register, if nobody else has it; numbering goes on after the highest. A
    petition that repeats another one is written after it. By text they are compared later, in the background.
    """
    give_numbers(pairs)
    for draft, petition in pairs:
        petition.desk_id = petition.desk_id or petition.unit_id
        people = [_party(name, address) for name, address in draft.said("people") or ()]
        # The words of the search are taken from here: nobody is asked again for what is at hand.
        petition._prefetched_objects_cache = {"parties": people}  # type: ignore[attr-defined]
    later = _twins(pairs)
    write([pair for pair in pairs if id(pair[1]) not in later])
    repeating = [pair for pair in pairs if id(pair[1]) in later]
    for _draft, petition in repeating:
        petition.duplicate_of = later[id(petition)]
    write(repeating)
    _keep_people([petition for _draft, petition in pairs])
    transaction.on_commit(likenesses.load_many)


# --- numbers ---------------------------------------------------------------------------------------------------------
def give_numbers(pairs: Sequence[Pair]) -> None:
    """Give each petition the number of its row in the register of its year, or the next that is free."""
    units = Unit.objects.in_bulk({petition.unit_id for _draft, petition in pairs})
    wanted = {id(petition): petition.number or _own_number(draft, petition, units) for draft, petition in pairs}
    taken = _taken(units, wanted.values())
    late: list[Petition] = []
    highest: dict[str, int] = {}
    for _draft, petition in pairs:
        number = wanted[id(petition)]
        if not number or (petition.unit_id, number) in taken:
            late.append(petition)
            continue
        taken.add((petition.unit_id, number))
        petition.number = number
        if found := _NUMBER.match(number):
            counter = f"petitions.petition:{petition.unit_id}:{found[2]}"
            highest[counter] = max(highest.get(counter, 0), int(found[1]))
    for counter, number in highest.items():
        counters.raise_to(counter, number)
    for petition in late:
        year = petition.received_on.year
        following = counters.take(f"petitions.petition:{petition.unit_id}:{year}")
        petition.number = _written(following, year, units[petition.unit_id])


def _own_number(draft: Draft, petition: Petition, units: dict[int, Unit]) -> str:
    for said in (petition.arrival_no, draft.number):
        if said.isdecimal() and len(said) < 8:
            return _written(int(said), petition.received_on.year, units[petition.unit_id])
    return ""


def _written(number: int, year: int, unit: Unit) -> str:
    return f"{number:04d}/{year}-{unit.code}"


def _taken(units: dict[int, Unit], numbers: Iterable[str]) -> set[tuple[int, str]]:
    asked = sorted({number for number in numbers if number})
    found: set[tuple[int, str]] = set()
    for start in range(0, len(asked), _CHUNK):
        rows = Petition.objects.live().filter(unit_id__in=units, number__in=asked[start : start + _CHUNK])
        found.update(rows.values_list("unit_id", "number"))
    return found


# --- which one repeats which -----------------------------------------------------------------------------------------
def _twins(pairs: Sequence[Pair]) -> dict[int, Petition]:
    """id of a petition -> the earlier one that its row names, in the file or in the register; the first of a chain."""
    rows = {(draft.sheet, draft.number): petition for draft, petition in reversed(pairs) if draft.number}
    files = {(petition.unit_id, petition.number): petition for _draft, petition in pairs}
    numbers = {
        (p.unit_id, p.received_on.year, p.arrival_no): p for _draft, p in reversed(pairs) if p.arrival_no
    }  # fmt: skip
    found: dict[int, Petition] = {}
    for draft, petition in pairs:
        named = draft.said("repeated")
        if not named:
            continue
        plain = named.lstrip("0")
        twin = (
            files.get((petition.unit_id, named)) or rows.get((draft.sheet, plain))
            or numbers.get((petition.unit_id, petition.received_on.year, plain)) or _kept(petition, named)
        )  # fmt: skip
        if twin is not None and twin is not petition:
            found[id(petition)] = twin
    return {key: _first(twin, found) for key, twin in found.items() if _first(twin, found) is not None}


def _first(twin: Petition, found: dict[int, Petition]) -> Petition:
    seen = set()
    while id(twin) in found and id(twin) not in seen:
        seen.add(id(twin))
        twin = found[id(twin)]
    return twin.duplicate_of or twin


def _kept(petition: Petition, named: str) -> Petition | None:
    """A petition that the register holds already, by its file number or its number of arrival in that year."""
    rows = Petition.objects.live().filter(unit_id=petition.unit_id).order_by("pk")
    if "/" in named:
        return rows.filter(number=named).first()
    year = petition.received_on.year
    return rows.filter(received_on__year=year, arrival_no=named.lstrip("0")).first()


# --- people ----------------------------------------------------------------------------------------------------------
def _party(name: str, address: str) -> Party:
    """A sender. `Party.save` would fold the name; rows of a file are written many at a time."""
    return Party(role=codes.PartyRole.SENDER, name=name, folded=fold(name)[:200], address=address)


def _keep_people(petitions: Sequence[Petition]) -> None:
    people = []
    for petition in petitions:
        for person in petition._prefetched_objects_cache["parties"]:  # type: ignore[attr-defined]
            person.petition = petition
            people.append(person)
    Party.objects.bulk_create(people, batch_size=_CHUNK)
