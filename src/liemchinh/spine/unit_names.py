"""Finding the unit that a register means by a name: «UBND P.4», «Hội LHPN phường 1», «KP 3, phường Bến Xuân».

Names are compared without diacritics, with the usual abbreviations written out. Nothing is guessed: a name that fits
two units is ambiguous, and a name that fits none stays as written under the importing unit.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from liemchinh.spine.cells import words

_ABBREVIATIONS = {
    "p": "phuong", "ph": "phuong", "q": "quan", "x": "xa", "tp": "thanh pho", "kp": "khu pho", "tdp": "to dan pho",
    "ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "mttq": "mat tran to quoc",
    "ubmttq": "uy ban mat tran to quoc",
    "lhpn": "lien hiep phu nu", "hlhpn": "hoi lien hiep phu nu", "hpn": "hoi lien hiep phu nu", "ccb": "cuu chien binh",
    "hccb": "hoi cuu chien binh", "hnd": "hoi nong dan", "ctd": "chu thap do", "dtn": "doan thanh nien",
    "ldld": "lien doan lao dong", "cdcs": "cong doan co so", "th": "tieu hoc", "thcs": "trung hoc co so",
    "thpt": "trung hoc pho thong", "mn": "mam non", "ql": "quan ly", "bql": "ban quan ly", "qu": "quan uy",
    "cb": "chi bo", "ca": "cong an", "bcd": "ban chi dao", "vp": "van phong",
    "pctn": "phong chong tham nhung",
}  # fmt: skip
_PHRASES = (
    ("hoi phu nu", "hoi lien hiep phu nu"),
    ("doan tn", "doan thanh nien"),
    ("doan thanh nien cong san ho chi minh", "doan thanh nien"),
    ("doan thanh nien cshcm", "doan thanh nien"),
    ("doan phuong", "doan thanh nien phuong"),
)
_GLUED = re.compile(r"^([a-z]{1,3})(\d{1,2})$")
_PLACES = ("phuong", "xa", "thi tran", "quan", "huyen", "thi xa", "thanh pho", "dac khu")
_LEVELS = frozenset(tuple(place.split()) for place in (*_PLACES, "tinh"))
_KINDS = frozenset(place.split()[0] for place in _PLACES) | {"khu", "to", "uy", "ban", "phong", "truong"}

Name = tuple[str, ...]


@lru_cache(maxsize=65536)
def plain_name(written: str) -> Name:
    """The name with its abbreviations written out: «P.02» and «phường 2» come out alike."""
    said: list[str] = []
    for word in words(written):
        glued = _GLUED.match(word)
        for part in glued.groups() if glued and glued[1] in _ABBREVIATIONS else (word,):
            said.append(str(int(part)) if part.isdigit() and len(part) < 4 else part)
    kept = [w for i, w in enumerate(said) if not (w == "so" and i + 1 < len(said) and said[i + 1].isdigit())]
    text = " ".join(_ABBREVIATIONS.get(word, word) for word in kept)
    for short, full in _PHRASES:
        text = re.sub(rf"\b{short}\b", full, text)
    return tuple(text.split())


def _as_department(name: Name) -> Name:
    """«P. Tư pháp» is a department (phòng), where «P. Bến Xuân» is a ward."""
    return ("phong", *name[1:]) if name[:1] == ("phuong",) else ()


@dataclass(frozen=True, slots=True)
class KnownUnit:
    id: int
    code: str
    name: str
    parent_id: int | None
    valid_from: date | None = None
    valid_to: date | None = None

    def exists_on(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


def _of_home(name: Name, home: KnownUnit) -> Name:
    """The name with the home's own where it ends with the mere word for its level; () where it does not."""
    full = plain_name(home.name)
    for size in (1, 2):
        if name[-size:] == full[:size] and name[-size:] in _LEVELS and len(full) > size:
            return name[:-size] + full
    return ()


@dataclass(frozen=True, slots=True)
class Match:
    """The units that a name may mean: one is a match, several are ambiguous, none is unknown."""

    units: tuple[KnownUnit, ...] = ()

    @property
    def unit(self) -> KnownUnit | None:
        return self.units[0] if len(self.units) == 1 else None


class UnitDirectory:
    """The units below one unit (and itself), by name. Built once for an import; the tree is read in one query."""

    def __init__(self, root_id: int, units: Iterable[tuple[KnownUnit, tuple[str, ...]]]) -> None:
        rows = list(units)
        self.by_id = {unit.id: unit for unit, _names in rows}
        self.root = self.by_id[root_id]
        inside = self._below(root_id)
        self.ids = frozenset(inside)
        self._by_name: dict[Name, list[KnownUnit]] = defaultdict(list)
        self._found: dict[tuple[Name, Name], list[KnownUnit]] = {}
        for unit, names in rows:
            if unit.id in inside:
                self._announce(unit, names)

    def _below(self, root_id: int) -> set[int]:
        children: dict[int | None, list[int]] = defaultdict(list)
        for unit in self.by_id.values():
            children[unit.parent_id].append(unit.id)
        found, stack = set(), [root_id]
        while stack:
            found.add(here := stack.pop())
            stack.extend(children[here])
        return found

    def _announce(self, unit: KnownUnit, names: tuple[str, ...]) -> None:
        parent = self.by_id.get(unit.parent_id or 0)
        for name in {plain_name(n) for n in names if n}:
            variants = {name, name + plain_name(parent.name)} if parent else {name}
            for variant in variants:
                if variant and unit not in self._by_name[variant]:
                    self._by_name[variant].append(unit)

    def find(self, written: str, on: date | None = None, home: KnownUnit | None = None) -> Match:
        """By the whole name; else by the place at its end («Hội LHPN phường 1» is a body of phường 1).

        In a sheet of Quận 1 (`home`) «Phòng Tư pháp quận» is that of Quận 1.
        """
        name = plain_name(written)
        own = _of_home(name, home) if home is not None else ()
        found = self._found.get((name, own))
        if found is None:
            found = self._named(name) or self._named(own) or self._place_at_end(name)
            self._found[name, own] = found
        if on is not None and len(found) > 1:
            found = [unit for unit in found if unit.exists_on(on)] or found
        return Match(tuple(found))

    def _named(self, name: Name) -> list[KnownUnit]:
        return self._by_name.get(name) or self._by_name.get(_as_department(name)) or []

    def _place_at_end(self, name: Name) -> list[KnownUnit]:
        for start in range(1, len(name) - 1):
            tail = name[start:]
            if " ".join(tail).startswith(_PLACES) and (found := self._by_name.get(tail)):
                return found
        return []

    def named_in(self, text: str) -> KnownUnit | None:
        """The one unit below the root that a title or a sheet's name tells of; None for none and for several."""
        found = self._told(text)
        found.pop(self.root.id, None)
        return next(iter(found.values())) if len(found) == 1 else None

    def names_root(self, text: str) -> bool:
        """Does a title or a sheet's name tell of the importing unit itself?"""
        return self.root.id in self._told(text)

    def _told(self, text: str) -> dict[int, KnownUnit]:
        said = plain_name(text)
        found: dict[int, KnownUnit] = {}
        for start in range(len(said)):
            for end in range(len(said), start + 1, -1):
                named = self._by_name.get(said[start:end], ())
                units = [u for u in named if u.id != self.root.id] or named
                if len(units) == 1 and said[start] in _KINDS:
                    found[units[0].id] = units[0]
                    break
        return found

    def elsewhere(self, said: str) -> KnownUnit | None:
        """The unit outside of the root of which this is the code, or the name that no other unit bears."""
        name = plain_name(said)
        others = [u for u in self.by_id.values() if u.id not in self.ids]
        named = [u for u in others if u.code == said] or [u for u in others if plain_name(u.name) == name]
        return named[0] if len(named) == 1 else None

    def by_code(self, code: str) -> KnownUnit | None:
        return next((u for u in self.by_id.values() if u.code == code and u.id in self.ids), None)


def directory(model: type[Any], root_id: int) -> UnitDirectory:
    """The directory below `root_id` from the model of units (the one that a register's `unit` field points to)."""
    fields = {f.name for f in model._meta.get_fields()}
    earlier: dict[int, list[str]] = defaultdict(list)
    if "earlier_names" in fields:
        for unit_id, name in model._default_manager.filter(earlier_names__isnull=False).values_list(
            "pk", "earlier_names__name"
        ):
            earlier[unit_id].append(name)
    columns = ("pk", "code", "name", "parent_id", "valid_from", "valid_to", "short_name", "party_body")
    rows = model._default_manager.live().values_list(*columns)
    return UnitDirectory(
        root_id,
        (
            (KnownUnit(pk, code, name, parent, since, until), (name, short, party, *earlier[pk]))
            for pk, code, name, parent, since, until, short, party in rows
        ),
    )
