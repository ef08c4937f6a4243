"""A letter as it prints: one `Document`, from which Word, PDF and the page are made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from liemchinh.apps.petitions.drafting.bodies import Body, body, signature, symbol_of
from liemchinh.apps.petitions.drafting.papers import Form, common, form
from liemchinh.apps.petitions.drafting.sealing import Names, names_for
from liemchinh.apps.petitions.models import Letter, Party
from liemchinh.kernel.dates import date_long
from liemchinh.kernel.sentences import Text
from liemchinh.kernel.vietnamese import fold
from liemchinh.spine import wording
from liemchinh.spine.office.document import Document, Head, Paragraph, Signature, Style

#: Room for what is written by hand on the signed paper.
_ROOM, _DAY = "\u2007" * 6, "\u2007" * 2
_BASIS = re.compile(r"(?:Căn cứ|Xét đề nghị|Theo đề nghị|Xét đơn)\b")
_ARTICLE = re.compile(r"Điều \d+\.")


def sheet(letter: Letter, senders: Sequence[Party] | None = None, *, final: bool = False) -> Document:
    """The paper. `senders`: who wrote the petition, as `looking.senders` gave them to a reader who may know.

    final: as it is issued, without the mark of a draft.
    """
    used, made = form(letter.form), body(letter.unit)
    names = names_for(letter, senders)
    address = names.into(letter.recipient)
    signers = tuple(Signature((line,), "") for line in used.part("signers").splitlines() if line)
    return Document(
        variant="party" if made.party else "state",
        head=_head(letter, used, made, names),
        blocks=tuple(_blocks(letter, names)),
        signature=_signature(letter, used, made),
        recipients=() if signers else _recipients(letter, made, names),
        recipients_title="" if signers else common("recipients"),
        footer="\n".join(letter.particulars.get("foot", ())),
        draft_mark="" if final else {"draft": common("draft"), "void": common("void")}.get(letter.state, ""),
        dated=letter.issued_on or date(letter.petition.received_on.year, 1, 1),
        addressees=(address,) if address else (),
        signers=signers,
    )


def _head(letter: Letter, used: Form, made: Body, names: Names) -> Head:
    book, kind = wording.book(), used.part("type")
    title = names.into(letter.particulars.get("title") or letter.subject)
    motto: tuple[str, ...] = ()
    if used.head != "slip":
        motto = (book.text("rpt.party"),) if made.party else (book.text("rpt.nation"), book.text("rpt.motto"))
    alone = used.head == "minutes"
    return Head(
        parent="" if alone else made.parent,
        body="" if alone else made.name,
        number="" if alone else number_line(letter, used, made),
        motto=motto,
        place_date="" if used.head != "state" else _place_date(letter, made),
        type_name=kind,
        title=(title,) if kind and title else (),
        about="" if kind else f"V/v {title}",
    )


def number_line(letter: Letter, used: Form, made: Body) -> str:
    """«Số: 15/TB-UBND»; room for the number in a draft; nothing on a slip without a symbol."""
    if used.head == "slip" and not used.symbol:
        return ""
    number = letter.number or f"{_ROOM}{symbol_of(made, used.symbol)}"
    return common("number_party" if made.party else "number").replace("«no»", number)


def _place_date(letter: Letter, made: Body) -> str:
    if letter.issued_on is not None:
        return f"{made.place}, {date_long(letter.issued_on)}"
    year = str(letter.recorded_at.year) if letter.recorded_at else ""
    text = common("place_date").replace("«place»", made.place).replace("«yyyy»", year)
    return text.replace("«dd»", _DAY).replace("«mm»", _DAY)


def _blocks(letter: Letter, names: Names) -> list[Paragraph]:
    lines = [line.strip() for line in names.into(letter.text).splitlines() if line.strip()]
    deciding = next((n for n, line in enumerate(lines) if line == "QUYẾT ĐỊNH:"), -1)
    first_part = next((n for n, line in enumerate(lines) if line.startswith("I. ")), len(lines))
    styled = [(line, _style(line, n < max(deciding, 0) and n < first_part)) for n, line in enumerate(lines)]
    return [Paragraph(letter.form, (Text(line),), style=style) for line, style in styled]


def _style(line: str, before_deciding: bool) -> Style:
    """Told from the words, since the text is a person's own."""
    if _ARTICLE.match(line):
        return "article"
    if before_deciding and _BASIS.match(line):
        return "basis"
    letters = [c for c in line if c.isalpha()]
    return "centre" if len(letters) > 5 and line.upper() == line and len(line) < 90 else ""


def _recipients(letter: Letter, made: Body, names: Names) -> tuple[str, ...]:
    end = "," if made.party else ";"
    listed = [names.into(line).rstrip(" ;,.") for line in letter.particulars.get("copies", ())]
    archive = common("archive").replace("«drafter»", made.drafter)
    return (*(f"- {line}{end}" for line in listed), f"- {archive}")


def _signature(letter: Letter, used: Form, made: Body) -> Signature:
    lines = letter.particulars.get("signature")
    if not lines:
        lines = signature(made, "own" if used.part("sign") == "person" else "tm", made.chief)
    return Signature(tuple(lines), letter.signed_by)


def filename(letter: Letter, kind: str) -> str:
    """0012-2026-p1-thong-bao-thu-ly-khieu-nai-15-tb-ubnd.docx; a draft says so, and nobody is named."""
    words = f"{letter.petition.number} {form(letter.form).name()} {letter.number or f'du-thao-{letter.pk}'}"
    return re.sub(r"[\W_]+", "-", fold(words)).strip("-") + f".{kind}"
