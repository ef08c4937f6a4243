"""Letters: edited, looked over, issued under a number of the unit's register, discarded. Issued, they stay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.apps.petitions import codes, drafting, looking
from liemchinh.apps.petitions.drafting import sealing
from liemchinh.apps.petitions.drafting.bodies import body, signature, symbol_of
from liemchinh.apps.petitions.drafting.filling import BLANK
from liemchinh.apps.petitions.drafting.papers import Form, form
from liemchinh.apps.petitions.drafting.sheet import filename, sheet
from liemchinh.apps.petitions.models import Letter, Party, Petition
from liemchinh.kernel.errors import Refusal
from liemchinh.spine import counters, files
from liemchinh.spine.moves import move
from liemchinh.spine.office import word

#: What a paper may point with at those who wrote, as the refusal names it.
_WHAT = {"name": "họ tên", "address": "địa chỉ", "phone": "số điện thoại", "email": "thư điện tử",
         "id_paper": "số giấy tờ"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs: name, own title, and how («own», «tm», «kt», «tl», «tuq»)."""

    name: str
    title: str
    mode: str = "own"


def draft(petition: Petition, key: str, *, by: Any, on: date) -> Letter:
    """Draft a paper by itself, without a step. Refusal: the law knows no such paper for this petition."""
    wanted = form(key)
    if not drafting.may_draft(by, petition, key):
        raise PermissionDenied("petitions.handle")
    if not wanted.fits(drafting.branches_of(petition)):
        raise Refusal(_("Văn bản này không dùng cho loại đơn của hồ sơ."))
    return drafting.draft(petition, wanted, by=by, on=on)


def edit(
    letter: Letter, *, by: Any, on: date, text: str, recipient: str, about: str, copies: str,
    reply_by: date | None = None, seen: int | None = None,
) -> Letter:  # fmt: skip
    """Write the draft anew. Refusal: a paper of a denunciation that says who denounced."""
    if not text.strip():
        raise Refusal(_("Văn bản chưa có nội dung."))
    _keep_quiet(letter, "\n".join((text, recipient, about, copies)))
    with move(letter, "edit", by=by, on=on, seen_version=seen):
        letter.text, letter.recipient, letter.reply_by = text.strip(), recipient.strip(), reply_by
        listed = [line.strip(" -;.") for line in copies.splitlines() if line.strip(" -;.")]
        said = {**letter.particulars, "copies": listed, "checks": []}
        if said.get("title"):
            said["title"] = about.strip()
        else:
            letter.subject = about.strip()
        letter.particulars = said
    return letter


def _keep_quiet(letter: Letter, words: str) -> None:
    if not sealing.sealed_letter(letter):
        return
    if found := sealing.leaks(words, sealing.writers(letter.petition)):
        what = ", ".join(_WHAT[name] for name in dict.fromkeys(found))
        raise Refusal(_("Văn bản có %(what)s của người tố cáo. Bỏ đi rồi ghi lại.") % {"what": what})


def check(letter: Letter, *, by: Any, on: date, seen: int | None = None) -> Letter:
    """Say that one has looked: nothing in the paper points at the denouncer. Two people do so before it is issued."""
    _keep_quiet(letter, _words(letter))
    with move(letter, "edit", by=by, on=on, seen_version=seen):
        letter.particulars = {**letter.particulars, "checks": sorted(checked_by(letter) | {by.pk})}
    return letter


def _words(letter: Letter) -> str:
    said = letter.particulars
    return "\n".join([letter.text, letter.recipient, letter.subject, said.get("title", ""), *said.get("copies", ())])


def open_places(letter: Letter) -> int:
    """How many places a person has still to fill."""
    return _words(letter).count(BLANK)


def checked_by(letter: Letter) -> set[int]:
    """The accounts that looked it over since it was last edited."""
    return set(letter.particulars.get("checks", ()))


def issue(
    letter: Letter, signing: Signing, *, by: Any, on: date, number: str = "", checked: bool = False,
    seen: int | None = None,
) -> Letter:  # fmt: skip
    """Issue it under a number (the next one of the unit, year and symbol, or one's own); the Word file is kept.

    Refusal: open places, a number that is taken, who denounced named in it, fewer than two who looked it over.
    """
    used = form(letter.form)
    _ready(letter, used, checked_by(letter) | ({by.pk} if checked else set()), on)
    if not signing.name.strip() or not signing.title.strip():
        raise Refusal(_("Ghi họ tên và chức vụ người ký."))
    with transaction.atomic():
        senders = senders_for(letter, by)
        chosen = _number(letter, used, number.strip(), on.year)
        with move(letter, "issue", by=by, on=on, seen_version=seen, no=chosen):
            letter.number, letter.year, letter.issued_on = chosen, on.year, on
            letter.signed_by, letter.signer_title = signing.name.strip(), signing.title.strip()
            lines = signature(body(letter.unit), signing.mode, signing.title.strip())
            letter.particulars = {**letter.particulars, "signature": lines, "names": senders is not None}
            made = word.render(sheet(letter, senders, final=True))
            letter.file = files.keep(made, filename(letter, "docx"), by)
    return letter


def senders_for(letter: Letter, by: Any) -> Sequence[Party] | None:
    """Who wrote, for a paper that says so; the look is in the ledger. None where the paper does not say it.

    PermissionDenied: this person may not know who wrote.
    """
    return looking.senders(letter.petition, "paper", by=by) if says_who(letter) else None


def says_who(letter: Letter) -> bool:
    """Whether the paper names who wrote: an issued one as it was issued, whatever the petition became later."""
    if letter.state == "issued":
        return bool(letter.particulars.get("names"))
    named = letter.petition.identity == codes.Identity.NAMED
    return named and sealing.marks(letter) and not sealing.sealed_letter(letter)


def _ready(letter: Letter, used: Form, looked: set[int], on: date) -> None:
    words = _words(letter)
    if on < letter.petition.received_on:
        raise Refusal(_("Ngày ban hành trước ngày nhận đơn."))
    if not used.fits(drafting.branches_of(letter.petition)):
        raise Refusal(_("Văn bản này không dùng cho loại đơn của hồ sơ."))
    if open_places(letter) and not used.handwritten:
        raise Refusal(_("Văn bản còn chỗ trống «…………»: ghi hết rồi ban hành."))
    _keep_quiet(letter, words)
    if used.two_checks and len(looked) < 2:
        raise Refusal(_("Cần hai người đối chiếu văn bản không có chi tiết chỉ ra người tố cáo, rồi mới ban hành."))


def _number(letter: Letter, used: Form, own: str, year: int) -> str:
    """The number typed, if nobody has it, or the next one. A slip without a symbol has none.

    Figures alone are completed by the symbol (Decree 30, Article 8): each kind of paper is numbered by itself.
    """
    suffix = symbol_of(body(letter.unit), used.symbol)
    counter = f"petitions.letter:{letter.unit_id}:{year}:{used.symbol or 'CV'}"
    taken = Letter.objects.filter(unit_id=letter.unit_id, year=year, state="issued")
    plain = used.head == "slip" and not used.symbol
    if own.isdecimal() and len(own) < 10 and not plain:
        own = f"{int(own):02d}{suffix}"
    if own:
        if taken.filter(number=own).exists():
            raise Refusal(_("Số «%(number)s» đã dùng trong năm %(year)s.") % {"number": own, "year": year})
        if (digits := re.match(r"\d{1,9}", own)) and own[digits.end() :] == suffix:
            counters.raise_to(counter, int(digits[0]))
        return own
    if plain:
        return ""
    while taken.filter(number=(found := f"{counters.take(counter):02d}{suffix}")).exists():
        pass
    return found


def void(letter: Letter, *, reason: str, by: Any, on: date, seen: int | None = None) -> Letter:
    """Discard a draft; it stays in the file with the reason."""
    with move(letter, "void", by=by, on=on, reason=reason, seen_version=seen):
        pass
    return letter
