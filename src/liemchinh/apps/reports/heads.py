"""Head, signature, recipients: the Party's form and the State's (Nghị định 30/2020/NĐ-CP, Phụ lục I), never mixed."""

from __future__ import annotations

from liemchinh.apps.reports.facts import ReviewFacts
from liemchinh.apps.reports.writing import Writer
from liemchinh.kernel import vietnamese
from liemchinh.spine.office.document import Head, Signature

#: Room for a number or a day that is written by hand on the signed paper.
_BLANK = "\u2007" * 6
_BLANK_DAY = "\u2007" * 2


def head(writer: Writer) -> Head:
    """The head of page one; number and date are left open until the report is signed."""
    facts, book = writer.facts, writer.book
    variant, office = facts.variant, facts.office
    long_date = vietnamese.date_long(facts.resolution.issued_on).removeprefix("ngày ")
    return Head(
        parent=office.parent,
        body=office.body,
        number=writer.say("rpt.number", variant, no=office.number or _BLANK, symbol=office.symbol),
        motto=(book.text("rpt.party"),) if variant == "party" else (book.text("rpt.nation"), book.text("rpt.motto")),
        place_date=_place_date(writer),
        type_name=book.text("rpt.type"),
        title=(writer.say("rpt.title", variant, res_date=long_date), writer.say("rpt.title.about", variant)),
    )


def _place_date(writer: Writer) -> str:
    office = writer.facts.office
    if office.signed_on is None:
        blank = f"ngày {_BLANK_DAY} tháng {_BLANK_DAY} năm {writer.facts.period.end.year}"
        return writer.say("rpt.place_date", place=office.place, date=blank)
    return writer.say("rpt.place_date", place=office.place, date=vietnamese.date_long(office.signed_on))


def signature(facts: ReviewFacts) -> Signature:
    """T/M without dots for the Party; TM. and, for a deputy, KT. for the State."""
    office = facts.office
    if facts.variant == "party":
        return Signature((f"T/M {office.on_behalf}", office.signer_title), office.signer_name)
    deputy = (f"KT. {office.deputy_of}",) if office.deputy_of else ()
    return Signature((f"TM. {office.on_behalf}", *deputy, office.signer_title), office.signer_name)


def recipients(writer: Writer) -> tuple[str, ...]:
    """Lines of «Nơi nhận»: commas in a Party document, semicolons in a State one, the archive last."""
    facts = writer.facts
    end = "," if facts.variant == "party" else ";"
    archive = writer.say("rpt.archive", facts.variant, body=facts.office.drafter, drafter=facts.office.drafter)
    return (*(f"- {line}{end}" for line in facts.office.recipients), f"- {archive}")
