"""How a unit stands on its papers: head, symbol, place, how sentences call it, who signs."""

from __future__ import annotations

from dataclasses import dataclass

from liemchinh.apps.organisation.models import Unit

#: Units whose papers a people's committee issues.
COMMITTEES = frozenset({Unit.Kind.WARD, Unit.Kind.DISTRICT, Unit.Kind.CITY})
PARTY = frozenset({Unit.Kind.PARTY_BODY, Unit.Kind.PARTY_CELL})


@dataclass(frozen=True, slots=True)
class Body:
    """`issuer` and `authority` stand inside sentences; `chief` is the head's post in capitals."""

    parent: str
    name: str
    issuer: str
    authority: str
    symbol: str
    place: str
    chief: str
    drafter: str
    party: bool = False

    @property
    def collective(self) -> str:
        """On whose behalf a head signs, in capitals: ỦY BAN NHÂN DÂN; empty where the head signs alone."""
        return "BAN THƯỜNG VỤ" if self.party else "ỦY BAN NHÂN DÂN" if self.symbol == "UBND" else ""


def called(unit: Unit) -> str:
    """The unit's name inside a sentence: phường Bến Xuân, Phường 6 (Phụ lục II of Decree 30)."""
    name = unit.name
    if unit.kind == Unit.Kind.CITY or name.split()[-1].isdecimal() or unit.kind not in COMMITTEES:
        return name
    return name[:1].lower() + name[1:]


def body(unit: Unit) -> Body:
    """What follows from the unit's own record."""
    place = unit.place or unit.name.removeprefix("Phường ").removeprefix("Xã ")
    if unit.kind in PARTY:
        name = unit.party_body or unit.name
        above = f"Đảng bộ {unit.parent.name}".upper() if unit.parent else ""
        symbol = unit.party_symbol or "ĐU"
        return Body(above, name.upper(), name, name, symbol, place, "BÍ THƯ", f"Văn phòng {name}", party=True)
    if unit.kind in COMMITTEES:
        committee = f"Ủy ban nhân dân {called(unit)}"
        return Body("", f"Ủy ban nhân dân\n{unit.name}".upper(), committee, f"Chủ tịch {committee}", "UBND", place,
                    "CHỦ TỊCH", "VP")  # fmt: skip
    above = body(unit.parent).issuer.upper() if unit.parent and unit.parent.kind in COMMITTEES else ""
    place = body(unit.parent).place if unit.parent and not unit.place else place
    return Body(above, unit.name.upper(), unit.name, f"Thủ trưởng {unit.name}", unit.code, place, "THỦ TRƯỞNG", "VT")


def symbol_of(made: Body, kind: str) -> str:
    """What follows the number: TB-UBND; UBND-VP of an official letter, which has no symbol of its own."""
    if made.party:
        return f"-{kind or 'CV'}/{made.symbol}"
    return f"/{kind}-{made.symbol}" if kind else f"/{made.symbol}-{made.drafter}"


#: How a signatory signs, by Decree 30: label, and the line in front of their own title.
MODES = {"own": "", "tm": "TM.", "kt": "KT.", "tl": "TL.", "tuq": "TUQ."}


def signature(made: Body, mode: str, title: str) -> list[str]:
    """The capitals above a name. The Party writes T/M and K/T, without dots."""
    own, collective = title.upper(), made.collective
    if made.party:
        lead = {
            "tm": [f"T/M {collective}"],
            "kt": [f"T/M {collective}", f"K/T {made.chief}"],
            "tl": [f"T/L {collective}"],
        }
        return [*lead.get(mode, []), own]
    lead = {
        "tm": [f"TM. {collective}"] if collective else [],
        "kt": [*([f"TM. {collective}"] if collective else []), f"KT. {made.chief}"],
        "tl": [f"TL. {made.chief}"],
        "tuq": [f"TUQ. {made.chief}"],
    }
    return [*lead.get(mode, []), own]
