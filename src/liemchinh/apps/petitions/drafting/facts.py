"""What the fields of a form say of a petition. Each is worked out only when a form asks for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone

from liemchinh.apps.organisation import queries as organisation
from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.petitions import codes
from liemchinh.apps.petitions.drafting import sealing
from liemchinh.apps.petitions.drafting.bodies import Body, body, called
from liemchinh.apps.petitions.drafting.filling import Value
from liemchinh.apps.petitions.drafting.papers import Form, basis
from liemchinh.apps.petitions.models import Party, Petition
from liemchinh.kernel.dates import date_text, time_text
from liemchinh.kernel.errors import Refusal
from liemchinh.spine import wording
from liemchinh.spine.deadlines import Deadline
from liemchinh.spine.deadlines.current import law

#: Only a person knows these: they are left open in a draft.
BY_HAND = frozenset(
    {
        "attachments", "phone", "body_address", "n_days", "time_held", "time_ended", "verified",
        "other_views", "promises", "not_signing", "why_not_signing", "dialogue_outcome", "law_applied", "measure",
        "report_by", "what_was_done", "measures", "new_date", "rewritten", "explain_by", "denounced_view",
        "responsibility",
    }
)  # fmt: skip
#: What the officer wrote into the step's form, under the same name.
GIVEN = frozenset(
    {"when", "place", "chair", "prepare_papers", "held_on", "complainant_view", "respondent_view", "agreed",
     "disputed", "criteria"}
)  # fmt: skip


class Facts:
    """A petition on the day of a step, with what was written into the step's form (`given`)."""

    def __init__(
        self, petition: Petition, form: Form, unit: Unit, *, on: date, given: dict[str, Any], reason: str = ""
    ) -> None:
        self.petition, self.form, self.unit = petition, form, unit
        self.on, self.given, self.reason = on, given, reason.strip()

    def value(self, name: str) -> Value:
        """The field; None where nobody knows. KeyError: no form may name it."""
        said: Value
        if name in GIVEN or (name in BY_HAND and name in self.given):
            said = self.given.get(name)
        elif name in BY_HAND:
            said = None
        else:
            said = FIELDS[name](self)
        return self._quiet(said) if said and self.petition.secretive else said

    def _quiet(self, said: Value) -> Value:
        """What an official wrote of a denunciation may name who denounced: no draft keeps that."""
        if isinstance(said, str):
            return sealing.scrubbed(said, self.writers, own=self.to_sender)
        return [sealing.scrubbed(x, self.writers, own=self.to_sender) for x in said] if isinstance(said, list) else said

    @cached_property
    def to_sender(self) -> bool:
        """Whether the paper goes to who wrote: by its form, or because the officer addressed it to them."""
        return self.form.to_sender or bool(sealing.leaks(self.addressed, self.writers))

    @property
    def addressed(self) -> str:
        return str(self.given.get("whom") or self.given.get("recipient") or "")

    @cached_property
    def writers(self) -> list[Party]:
        return sealing.writers(self.petition, self.given)

    @cached_property
    def body(self) -> Body:
        return body(self.unit)

    @cached_property
    def respondents(self) -> list[Party]:
        if "parties" in self.given:
            return [p for p in self.given["parties"] if p.role == codes.PartyRole.RESPONDENT]
        return list(self.petition.parties.filter(role=codes.PartyRole.RESPONDENT).select_related("unit"))

    @cached_property
    def clocks(self) -> list[Deadline]:
        """Those of the law, newest last."""
        return list(Deadline.objects.filter(subject=self.petition.ref, internal=False))

    @cached_property
    def clock(self) -> Deadline | None:
        """The first of the form's time limits that the petition has: a running one before one that has ended."""
        wanted = self.form.part("clock").split()
        found = [c for c in self.clocks if c.term in wanted]
        return min(found, key=lambda c: (not c.open, wanted.index(c.term)), default=None)

    @cached_property
    def holding(self) -> Unit:
        return at_desk(self.petition)


def at_desk(petition: Petition) -> Unit:
    """The unit where the matter lies."""
    return petition.unit if petition.desk_id in (None, petition.unit_id) else petition.desk


Read = Callable[[Facts], Value]
FIELDS: dict[str, Read] = {}


def field(name: str) -> Callable[[Read], Read]:
    """The function behind a field of that name."""

    def keep(read: Read) -> Read:
        FIELDS[name] = read
        return read

    return keep


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# --- who issues, and when ---

FIELDS |= {
    "issuer": lambda f: f.body.issuer,
    "issuer_capital": lambda f: capital(f.body.issuer),
    "authority": lambda f: f.body.authority,
    "authority_capital": lambda f: capital(f.body.authority),
    "AUTHORITY": lambda f: f.body.authority.upper(),
    "drafter": lambda f: f.body.drafter,
    "today": lambda f: f.on,
    "basis": lambda f: [f"{basis(key, f.on)};" for key in _basis_keys(f)],
    "law_short": lambda f: basis("lkn" if f.petition.kind == codes.Kind.COMPLAINT else "ltc", f.on, "short"),
    "absence_rule": lambda f: _absence_rule(f.on),
}


def _absence_rule(on: date) -> str | None:
    """Since when settlement goes on without somebody who was invited to the dialogue and stayed away (KN-14)."""
    rule = law().term("KN-14").value_on(on)
    return f"từ ngày {date_text(rule.since)}" if rule.facts.get("goes_on_without") else None


def _basis_keys(f: Facts) -> list[str]:
    from liemchinh.apps.petitions.drafting.papers import branches_of

    return f.form.part("basis", branches_of(f.petition)).split()


@field("time")
def _time(f: Facts) -> Value:
    now = timezone.localtime()
    return time_text(now.hour, now.minute) if now.date() == f.on == f.petition.received_on else None


@field("head_title")
def _head_title(f: Facts) -> Value:
    post = organisation.heads_of(f.unit, f.on).first()
    return post.title if post else f.body.authority


@field("handler_post")
def _handler_post(f: Facts) -> Value:
    if f.petition.handler_id is None:
        return None
    held = organisation.posts_of(f.petition.handler_id, f.on)
    return ", ".join(filter(None, [f.petition.handler.full_name, held[0].title if held else ""]))


# --- the petition ---

_KIND_WORDS = {"complaint": "khiếu nại", "denunciation": "tố cáo", "recommendation": "kiến nghị",
               "reflection": "phản ánh"}  # fmt: skip
_PAPER_WORDS = {"complaint": "đơn khiếu nại", "denunciation": "đơn tố cáo",
                "recommendation": "đơn kiến nghị, phản ánh", "reflection": "đơn kiến nghị, phản ánh"}  # fmt: skip
_OUTCOME_PAPERS = {"complaint": "quyết định giải quyết", "denunciation": "kết luận nội dung tố cáo"}
_STAGES = {"first": "lần đầu", "second": "lần hai", "again": "tiếp"}

FIELDS |= {
    "public_no": lambda f: f.petition.number,
    "received_on": lambda f: f.petition.received_on,
    "written_on": lambda f: f.petition.written_on,
    "subject": lambda f: f.petition.subject,
    "channel": lambda f: str(f.petition.get_channel_display()),
    "kind_word": lambda f: _KIND_WORDS.get(f.petition.kind, "chưa phân loại"),
    "petition_word": lambda f: _PAPER_WORDS.get(f.petition.kind, "đơn"),
    "petition_word_capital": lambda f: capital(_PAPER_WORDS.get(f.petition.kind, "đơn")),
    "stage_word": lambda f: _STAGES.get(f.petition.stage, ""),
    "field_word": lambda f: str(f.petition.get_field_display()),
    "against": lambda f: f.petition.against,
    "accepted_on": lambda f: f.petition.accepted_on,
    "sender_body": lambda f: f.petition.sender_body,
    "missing": lambda f: f.petition.missing,
    "contents": lambda f: f.petition.subject,
    "contents_line": lambda f: f.petition.subject,
    "originals": lambda f: f.petition.originals,
    "originals_list": lambda f: numbered(f.petition.originals),
    "ground": lambda f: f.petition.ground,
    "reason": lambda f: f.reason or f.petition.ground,
    "further_reason": lambda f: f.reason if f.reason != f.petition.ground else None,
    "proposal_note": lambda f: f.petition.proposal_note,
    "proposal": lambda f: str(f.petition.get_proposed_display()),
    "decision_no": lambda f: f.petition.decision_no,
    "dialogue_on": lambda f: f.petition.dialogue_on,
    "finding_word": lambda f: str(f.petition.get_finding_display()),
    "result": lambda f: f.petition.result,
    "outcome_paper": lambda f: _OUTCOME_PAPERS.get(f.petition.kind, "văn bản trả lời"),
    "handling_unit": lambda f: body(f.holding).issuer,
    "holding_unit": lambda f: body(f.holding).issuer,
    "proposer_unit": lambda f: body(f.holding).issuer,
}


def numbered(text: str) -> list[str]:
    """«1) …» of each line."""
    lines = [line.strip(" -;.") for line in text.splitlines() if line.strip()]
    return [f"{n}) {line}{'.' if n == len(lines) else ';'}" for n, line in enumerate(lines, 1)]


@field("neutral_subject")
def _neutral_subject(f: Facts) -> Value:
    """Of a denunciation the field and the unit, never a person, nor a word of the letter."""
    if not f.petition.secretive:
        return f.petition.subject
    unit = next((p.unit for p in f.respondents if p.unit), f.holding)
    about = str(f.petition.get_field_display())
    return f"việc thuộc lĩnh vực {about} tại {called(unit)}" if about else f"việc tại {called(unit)}"


@field("eligibility")
def _eligibility(f: Facts) -> Value:
    if f.petition.eligible is None:
        return "chưa xét"
    return "đủ" if f.petition.eligible else f"không đủ: {f.petition.missing}"


@field("competence")
def _competence(f: Facts) -> Value:
    if not f.petition.competence:
        return "chưa xét"
    word = str(f.petition.get_competence_display())
    other = f.petition.competent_body if f.petition.competence == codes.Competence.OUT else ""
    return f"{word}: {other}" if other else word


@field("related")
def _related(f: Facts) -> Value:
    if f.petition.duplicate_of_id:
        return f"trùng hồ sơ số {f.petition.duplicate_of.number}"
    return "có đơn cùng vụ việc" if f.petition.matter_id else "không có"


@field("conflict")
def _conflict(f: Facts) -> Value:
    from liemchinh.apps.petitions import conflicts

    if f.petition.handler_id is None:
        return "chưa phân công người giải quyết"
    return "có, đề nghị phân công lại" if conflicts.of(f.petition, f.petition.handler, f.on) else "chưa phát hiện"


@field("respondent")
def _respondent(f: Facts) -> Value:
    return ", ".join(p.name for p in f.respondents)


@field("denounced")
def _denounced(f: Facts) -> Value:
    """Name, post, workplace of each."""
    return "; ".join(
        ", ".join(filter(None, [p.name, p.position, p.workplace or (str(p.unit) if p.unit else "")]))
        for p in f.respondents
    )


@field("body")
def _body(f: Facts) -> Value:
    return f.petition.forwarded_to or f.petition.competent_body


@field("competence_cite")
def _competence_cite(f: Facts) -> Value:
    if f.petition.ground:
        return f.petition.ground
    kind = "recommendation" if f.petition.kind == "reflection" else f.petition.kind
    return wording.book().text("doc.cite", kind)


@field("report_days")
def _report_days(f: Facts) -> Value:
    """Days in which the body that sent it to us hears of the result (LTCD 27.2)."""
    if "forwarded" not in f.petition.branches:
        return None
    return law().term("TCD-02").value_on(f.on).readings[0].count


@field("limitation")
def _limitation(f: Facts) -> Value:
    if f.petition.kind != codes.Kind.COMPLAINT:
        return None
    value = law().term("KN-01").value_on(f.on)
    return (f"{value.readings[0].count} ngày kể từ ngày nhận được hoặc biết được quyết định hành chính, hành vi hành "
            f"chính ({value.cite})")  # fmt: skip


# --- papers that were issued before ---

FIELDS |= {
    "accept_no": lambda f: _issued(f, "doc.denounce.accept"),
    "slip_no": lambda f: _issued(f, "doc.forward.slip"),
}


def _issued(f: Facts, key: str) -> Value:
    """The number of the paper that was issued last."""
    return f.petition.letters.filter(form=key, state="issued").values_list("number", flat=True).first()


# --- what was written into the step's form ---

FIELDS |= {
    "whom": lambda f: f"ông/bà {sealing.NAME}" if f.addressed and f.to_sender else f.addressed,
    "items": lambda f: numbered(f.given.get("items") or ""),
    "team": lambda f: numbered(f.given.get("team") or ""),
    "present": lambda f: f.given.get("present") or "",
    "reply_by": lambda f: f.given.get("reply_by") or _five_days_on(f),
}


def _five_days_on(f: Facts) -> Value:
    """An urging letter asks for a report in five working days, as LTC 38 does; other papers say the day themselves."""
    if f.form.key != "doc.urge.petition":
        return None
    day, book = f.on, law().daybook
    try:
        for _step in range(5):
            day = book.next_working(day + timedelta(days=1))
    except Refusal:  # no calendar of that year yet
        return None
    return day
