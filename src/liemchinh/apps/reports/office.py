"""Head, signature and recipients of a unit's reports: what the tree knows of it, until somebody writes otherwise."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any

from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.reports.facts import Office
from liemchinh.apps.reports.models import Review


@dataclass(frozen=True, slots=True)
class Letterhead:
    """`self_name` stands inside sentences ("Ban Thường vụ Quận ủy"); `recipients` is one line each."""

    parent: str = ""
    body: str = ""
    symbol: str = ""
    self_name: str = ""
    place: str = ""
    on_behalf: str = ""
    signer_title: str = ""
    signer_name: str = ""
    deputy_of: str = ""
    addressee: str = ""
    recipients: str = ""
    drafter: str = ""


def usual(unit: Unit, variant: str) -> Letterhead:
    """The letterhead that follows from the unit's own record."""
    return _party(unit) if variant == Review.Variant.PARTY else _state(unit)


def _party(unit: Unit) -> Letterhead:
    body = unit.party_body or f"Đảng ủy {unit.name}"
    committee = " ".join(body.split()[:2])
    above = unit.parent.name if unit.parent else ""
    return Letterhead(
        parent=f"Đảng bộ {above}".upper() if above else "",
        body=body.upper(),
        symbol=unit.party_symbol or "ĐU",
        self_name=f"Ban Thường vụ {committee}",
        place=unit.place or unit.name,
        on_behalf="BAN THƯỜNG VỤ",
        signer_title="BÍ THƯ",
        addressee="cấp ủy cấp trên",
        recipients="Cấp ủy cấp trên\nCác chi bộ, đảng bộ cơ sở trực thuộc",
        drafter=committee,
    )


def _state(unit: Unit) -> Letterhead:
    level = unit.name.split()[0].lower() if unit.kind in (Unit.Kind.WARD, Unit.Kind.DISTRICT, Unit.Kind.CITY) else ""
    return Letterhead(
        body=f"Ủy ban nhân dân\n{unit.name}".upper(),
        symbol="UBND",
        self_name=f"Ủy ban nhân dân {level}".strip(),
        place=unit.place or unit.name,
        on_behalf="ỦY BAN NHÂN DÂN",
        signer_title="CHỦ TỊCH",
        addressee="Ủy ban nhân dân cấp trên",
        recipients="Ủy ban nhân dân cấp trên\nCác cơ quan, đơn vị trực thuộc",
        drafter="VP",
    )


def letterhead(review: Review) -> Letterhead:
    """As written on the review, else as usual; a line left empty stays empty."""
    known = {f.name for f in fields(Letterhead)}
    written = {k: v for k, v in review.letterhead.items() if k in known}
    return Letterhead(**{**asdict(usual(review.unit, review.variant)), **written})


def office(review: Review) -> Office:
    """What the composer needs of the letterhead."""
    words: dict[str, Any] = asdict(letterhead(review))
    lines = tuple(line.strip().rstrip(",;.") for line in words.pop("recipients").splitlines() if line.strip())
    return Office(
        **words,
        recipients=lines,
        number=review.number,
        signed_on=review.signed_on,
        ward=review.unit.kind == Unit.Kind.WARD,
    )
