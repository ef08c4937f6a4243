"""From what a letter, a mail or a scan says to what may stand in a form: each with how surely, why, and the passage.

Nothing here writes anything. A person accepts a proposal, or leaves it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Final

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from liemchinh.apps.petitions import codes
from liemchinh.apps.petitions.drafting import sealing
from liemchinh.kernel.classify import Because, Found, LetterFacts, Proposal, classify
from liemchinh.kernel.law import Law
from liemchinh.kernel.vietnamese import fold
from liemchinh.spine.papers import Mail, PaperText

#: How sure the reader is, in words.
SURENESS: Final = {
    "high": gettext_lazy("chắc chắn"),
    "medium": gettext_lazy("khá chắc"),
    "low": gettext_lazy("chưa chắc"),
}
_KINDS: Final = {
    "khieu_nai": codes.Kind.COMPLAINT, "to_cao": codes.Kind.DENUNCIATION,
    "kien_nghi": codes.Kind.RECOMMENDATION, "phan_anh": codes.Kind.REFLECTION,
}  # fmt: skip
_FIELDS: Final = {
    "land": codes.Field.LAND, "regime_policy": codes.Field.POLICY, "judicial": codes.Field.JUDICIAL,
    "corruption": codes.Field.CORRUPTION, "administrative": codes.Field.ADMINISTRATIVE,
}  # fmt: skip
_FINE: Final = {
    "land": codes.Field.LAND, "resettlement": codes.Field.LAND, "public_land": codes.Field.LAND,
    "land_auction": codes.Field.LAND, "policy": codes.Field.POLICY, "social_insurance": codes.Field.POLICY,
    "health_insurance": codes.Field.POLICY, "relief": codes.Field.POLICY, "judicial": codes.Field.JUDICIAL,
}  # fmt: skip
#: Fine fields that offices file under environment and urban order.
_SURROUNDINGS: Final = frozenset({"environment", "waste", "trees", "urban_order"})
#: Proposed people of one role at most; a longer list is typed as «người cùng ký».
MOST_PEOPLE: Final = 10


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is proposed for one field: `value` as a form takes it, `shown` as people read it, and the passage."""

    name: str
    value: str
    shown: str
    confidence: str
    why: str = ""
    start: int = 0
    end: int = 0

    @property
    def sure(self) -> bool:
        return self.confidence == "high"

    @property
    def sureness(self) -> str:
        return str(SURENESS[self.confidence])

    @property
    def long(self) -> bool:
        """Whether the words are too many to repeat beside the field."""
        return len(self.shown) > 400


@dataclass(frozen=True, slots=True)
class Source:
    """A text to be read: typed, of a mail, or of a file. `body` is what the field «nội dung» would hold."""

    text: str
    body: str = ""
    mail: Mail | None = None
    paper: PaperText | None = None


@cache
def group_from() -> int:
    """From how many people on a petition is that of a group, which sends representatives (LTCD 29)."""
    return int(str(Law.load().term("TCD-15").values[-1].facts["group_from"]))


def said(reason: Because | None) -> str:
    """The reason in the reader's language."""
    if reason is None:
        return ""
    return reason.en if (get_language() or "vi").startswith("en") else reason.vi


def for_entry(source: Source, on: date) -> list[Suggestion]:
    """Proposals for the entry of a petition, in the order of the form. `on` is the day of receipt."""
    proposal = classify(source.text, on)
    return [
        *_of_mail(source.mail, on),
        *_of_cover(proposal.facts),
        *_of_writers(proposal, source.mail),
        *_of_content(source, proposal),
        *_of_respondents(proposal.facts),
    ]


def for_correction(source: Source, on: date) -> list[Suggestion]:
    """Proposals for a petition that is in the register: what was read in a paper that came with it."""
    return [s for s in for_entry(source, on) if not s.name.startswith("senders-") and s.name != "received_on"]


def _of_mail(mail: Mail | None, on: date) -> Iterator[Suggestion]:
    if mail is None:
        return
    yield Suggestion("channel", codes.Channel.EMAIL, str(codes.Channel.EMAIL.label), "high", _("Tệp là thư điện tử."))
    if mail.date is not None and mail.date.date() <= on:
        day = f"{mail.date:%d/%m/%Y}"
        yield Suggestion("received_on", day, day, "high", _("Ngày gửi ghi trong thư."))


def _of_cover(facts: LetterFacts) -> Iterator[Suggestion]:
    """A body sent it on: which one, its letter, and that it may want to hear what came of it."""
    cover = facts.cover
    if cover is None or cover.body is None:
        return
    channel = _channel_of(cover.body.value)
    yield _found("channel", cover.body, "medium", value=channel, shown=str(codes.Channel(channel).label))
    yield _found("sender_body", cover.body, "high")
    if cover.number:
        yield _found("sender_letter", cover.number, "high")
    if cover.date and (day := _day(cover.date.value)):
        yield _found("sender_letter_on", cover.date, "high", value=day, shown=day)
    why = _("Cơ quan chuyển đơn có thể yêu cầu báo kết quả.")
    yield _found("report_back", cover.body, "medium", value="on", shown=_("phải báo kết quả"), why=why)


def _channel_of(body: str) -> str:
    plain = f" {fold(body)} "
    if any(word in plain for word in (" mat tran ", " ubmttq ", " mttq ")):
        return codes.Channel.FRONT
    if any(plain.startswith(word) for word in (" bao ", " dai ", " tap chi ", " toa soan ")):
        return codes.Channel.PRESS
    party = (" dang uy ", " tinh uy ", " thanh uy ", " huyen uy ", " quan uy ", " uy ban kiem tra ", " ban noi chinh ",
             " ban to chuc ", " trung uong ")  # fmt: skip
    return codes.Channel.PARTY if any(word in plain for word in party) else codes.Channel.AGENCY


def _day(words: str) -> str:
    """A day as the form writes it, "" where the words name none."""
    from liemchinh.spine.cells import CellProblem, day

    numbers = [n for n in "".join(c if c.isdigit() else " " for c in words).split() if n]
    if len(numbers) != 3:
        return ""
    try:
        found = day("/".join(numbers)).value
    except CellProblem:
        return ""
    return f"{found:%d/%m/%Y}" if isinstance(found, date) else ""


def _of_writers(proposal: Proposal, mail: Mail | None) -> Iterator[Suggestion]:
    """Who wrote. A pseudonym or an unsigned letter never fills a name: only that nobody is named is proposed."""
    facts, identity = proposal.facts, proposal.identity
    if proposal.anonymous:
        label = str(codes.Identity.ANONYMOUS.label)
        yield _axis("identity", codes.Identity.ANONYMOUS, label, identity)
        return
    named = identity.because[0].start if identity.because else 0
    people = sorted(facts.senders, key=lambda s: s.name.start != named)[:MOST_PEOPLE]
    for row, person in enumerate(people):
        yield _found(f"senders-{row}-name", person.name, identity.confidence)
        address = person.address or (facts.address if row == 0 else None)
        if address:
            yield _found(f"senders-{row}-address", address, identity.confidence)
    if people:
        yield from _numbers(facts, mail)
    if proposal.signers.value > 1:
        yield _axis("signers", str(proposal.signers.value), str(proposal.signers.value), proposal.signers)


def _numbers(facts: LetterFacts, mail: Mail | None) -> Iterator[Suggestion]:
    for name, found in (("phone", facts.phone), ("id_paper", facts.identity_number), ("email", facts.email)):
        if found:
            yield _found(f"senders-0-{name}", found, "high")
    if mail is not None and mail.sender.address and not facts.email:
        address = mail.sender.address
        yield Suggestion("senders-0-email", address, address, "high", _("Địa chỉ gửi thư."))


def _of_content(source: Source, proposal: Proposal) -> Iterator[Suggestion]:
    facts = proposal.facts
    if source.mail is not None and source.mail.subject:
        yield Suggestion("subject", source.mail.subject, source.mail.subject, "medium", _("Chủ đề của thư."))
    elif facts.summary:
        yield Suggestion("subject", facts.summary[:400], facts.summary[:400], "medium", _("Tóm tắt từ nội dung."))
    if source.body.strip():
        body = source.body.strip()
        yield Suggestion("text", body, body, "high", _("Toàn văn đọc được trong tệp; đối chiếu với bản gốc."))
    if facts.place:
        yield _found("place", facts.place, "medium")
    if facts.written and facts.written_on:
        day = f"{facts.written_on:%d/%m/%Y}"
        yield _found("written_on", facts.written, "high", value=day, shown=day)
    if facts.addressees:
        to = "; ".join(a.value for a in facts.addressees)[:400]
        yield _found("addressees", facts.addressees[0], "high", value=to, shown=to)
    yield from _classes(proposal)


def _classes(proposal: Proposal) -> Iterator[Suggestion]:
    kind = kind_of(proposal)
    yield _axis("kind", kind, str(codes.Kind(kind).label), proposal.kind)
    field = field_of(proposal)
    yield _axis("field", field, str(codes.Field(field).label), proposal.field)


def kind_named(kind: str) -> str:
    """The register's word for a kind as the letter reader names it."""
    return str(_KINDS.get(kind, ""))


def field_named(code: str) -> str:
    """The register's field for a fine field of the letter reader; "" where none says it."""
    if code in _SURROUNDINGS:
        return codes.Field.ENVIRONMENT
    return _FINE.get(code, "")


def kind_of(proposal: Proposal) -> str:
    return codes.Kind.MIXED if proposal.content == "mixed" else _KINDS[proposal.kind.value]


def field_of(proposal: Proposal) -> str:
    if proposal.field.value in _SURROUNDINGS and proposal.report_field == "other":
        return codes.Field.ENVIRONMENT
    return _FIELDS.get(proposal.report_field, codes.Field.OTHER)


def _of_respondents(facts: LetterFacts) -> Iterator[Suggestion]:
    for row, accused in enumerate(facts.accused[:MOST_PEOPLE]):
        name = accused.name or accused.unit
        if name is None:
            continue
        yield _found(f"respondents-{row}-name", name, "medium")
        if accused.position:
            yield _found(f"respondents-{row}-position", accused.position, "medium")
        if accused.unit and accused.name:
            yield _found(f"respondents-{row}-workplace", accused.unit, "medium")


def for_axes(proposal: Proposal) -> list[Suggestion]:
    """Proposals for the axes of classification (TT 05/2021 Điều 6), each its own field."""
    competent = proposal.competence.value == "administrative"
    competence = codes.Competence.IN if competent else codes.Competence.OUT
    identity = codes.Identity.ANONYMOUS if proposal.anonymous else codes.Identity.NAMED
    fit = proposal.eligible.value
    found = [
        *_classes(proposal),
        _axis("stage", proposal.instance.value, str(codes.Stage(proposal.instance.value).label), proposal.instance),
        _axis("identity", identity, str(identity.label), proposal.identity),
        _axis("eligible", "yes" if fit else "no", _("đủ điều kiện") if fit else _("không đủ điều kiện"),
              proposal.eligible),
        _axis("competence", competence, str(competence.label), proposal.competence),
    ]  # fmt: skip
    if proposal.evidence.value:
        found.append(_axis("evidence", "on", _("có"), proposal.evidence))
    if proposal.signers.value > 1:
        found.append(_axis("signers", str(proposal.signers.value), str(proposal.signers.value), proposal.signers))
    return found


@dataclass(frozen=True, slots=True)
class AxesReading:
    """What a petition's text proposes for its classification: axes, conditions that may be missing, parts to split."""

    suggestions: dict[str, Suggestion]
    numbers: dict[str, int]
    pieces: list[Piece]
    lacking: list[str]
    matters: int

    @classmethod
    def of(cls, petition: Any) -> AxesReading:
        """Nothing is proposed where there is no text to read."""
        if not petition.text.strip():
            return cls({}, {}, [], [], 0)
        proposal = classify(petition.text, petition.received_on)
        found = for_axes(proposal)
        pieces, numbers = marked(petition.text, found)
        people = sealing.writers(petition)
        pieces = [replace(piece, text=sealing.scrubbed(piece.text, people)) for piece in pieces]
        lacking = [said(missing.because) for missing in proposal.missing]
        return cls({s.name: s for s in found}, numbers, pieces, lacking, len(proposal.matters))


def _axis(name: str, value: str, shown: str, axis: Any) -> Suggestion:
    reason = axis.because[0] if axis.because else None
    place = next(((b.start, b.end) for b in axis.because if b.end), (0, 0))
    return Suggestion(name, str(value), shown, axis.confidence, said(reason), *place)


def _found(name: str, found: Found, confidence: str, *, value: str = "", shown: str = "", why: str = "") -> Suggestion:
    text = str(value or found.value)
    return Suggestion(name, text, shown or text, confidence, why, found.start, found.end)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; `number` is that of the passage that it is, 0 for what stands between."""

    text: str
    number: int = 0


def marked(text: str, suggestions: Iterable[Suggestion]) -> tuple[list[Piece], dict[str, int]]:
    """The text cut at its passages, and the number of the passage that each proposal points to."""
    places = sorted({(s.start, s.end) for s in suggestions if 0 <= s.start < s.end <= len(text)})
    pieces: list[Piece] = []
    numbers: dict[tuple[int, int], int] = {}
    at = last = 0
    for start, end in places:
        if start >= at:
            last += 1
            pieces += [Piece(text[at:start]), Piece(text[start:end], last)]
            at = end
        numbers[start, end] = last  # one that begins within the passage before points there
    pieces.append(Piece(text[at:]))
    return [p for p in pieces if p.text], {s.name: numbers.get((s.start, s.end), 0) for s in suggestions}
