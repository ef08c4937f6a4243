"""One proposal for each axis of a letter (TT 05/2021 Điều 6): what, how surely, and why. It decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from liemchinh.kernel.classify.because import Axis, Because, because
from liemchinh.kernel.classify.conditions import Missing, evidence, missing
from liemchinh.kernel.classify.fields import field_name, propose_field, report_field
from liemchinh.kernel.classify.identity import Identity, propose_identity
from liemchinh.kernel.classify.kinds import Kind, propose_kind, scores
from liemchinh.kernel.classify.letter import LetterFacts, read
from liemchinh.kernel.classify.lexicon import Lexicon, shipped
from liemchinh.kernel.classify.matters import (
    Competence,
    Instance,
    Matter,
    propose_competence,
    propose_instance,
    propose_language,
    propose_matters,
    propose_secret,
    propose_signers,
)
from liemchinh.kernel.law import Law

_GROUP_TERM = "TCD-15"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for a letter. `content` is the axis of the register: «mixed» where kinds are joined."""

    kind: Axis[Kind]
    content: str
    field: Axis[str]
    field_name: tuple[str, str]
    report_field: str
    identity: Axis[Identity]
    evidence: Axis[bool]
    signers: Axis[int]
    group: bool
    instance: Axis[Instance]
    competence: Axis[Competence]
    language: Axis[str]
    secret: Axis[bool]
    eligible: Axis[bool]
    missing: tuple[Missing, ...]
    matters: tuple[Matter, ...]
    facts: LetterFacts

    @property
    def anonymous(self) -> bool:
        """Whether nobody stands to the letter with their own name (LTC Điều 25)."""
        return self.identity.value != "named"

    @property
    def because(self) -> tuple[Because, ...]:
        """The reasons that a clerk reads first."""
        return (*self.kind.because[:3], *self.field.because, *self.identity.because[:1], *self.eligible.because)


_CONTENT: dict[Kind, str] = {
    "khieu_nai": "complaint",
    "to_cao": "denunciation",
    "kien_nghi": "recommendation_feedback",
    "phan_anh": "recommendation_feedback",
}


def classify(text: str, on: date | None = None, *, lexicon: Lexicon | None = None, law: Law | None = None) -> Proposal:
    """What `text` is, axis by axis. `on` is the day of receipt, used where the letter bears no date of its own."""
    book = lexicon or shipped()
    letter = read(text, book)
    identity = propose_identity(letter)
    points = scores(letter, anonymous=identity.value != "named")
    kind = propose_kind(letter, points)
    field = propose_field(letter, book)
    proof = evidence(letter)
    lacking = missing(letter, kind.value, identity.value, proof.value, on, law)
    matters = propose_matters(letter, points, kind.value, field.value)
    least = _group_from(law)
    signers = propose_signers(letter, least)
    return Proposal(
        kind=kind, content="mixed" if len({_CONTENT[m.kind] for m in matters}) > 1 else _CONTENT[kind.value],
        field=field, field_name=field_name(field.value, book),
        report_field=report_field(kind.value, field.value, letter),
        identity=identity, evidence=proof, signers=signers, group=signers.value >= least,
        instance=propose_instance(letter, kind.value), competence=propose_competence(letter, kind.value),
        language=propose_language(letter), secret=propose_secret(letter),
        eligible=_eligible(lacking), missing=lacking, matters=matters, facts=letter.facts,
    )  # fmt: skip


def _eligible(lacking: tuple[Missing, ...]) -> Axis[bool]:
    blocking = tuple(m.because for m in lacking if m.blocks)
    if blocking:
        return Axis(False, "medium", blocking)
    if lacking:
        return Axis(True, "medium", tuple(m.because for m in lacking))
    return Axis(True, "high", (because("eligible.all"),))


def _group_from(law: Law | None) -> int:
    if law is None:
        return _shipped_group_from()
    return _least(law)


@lru_cache(maxsize=1)
def _shipped_group_from() -> int:
    return _least(Law.load())


def _least(law: Law) -> int:
    return int(str(law.term(_GROUP_TERM).values[-1].facts["group_from"]))
