"""Which sentences a review holds, in which order: the outline of the Party's and of the State's document.

Only keys stand here; their words are in `law/wording/review.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass

from liemchinh.spine.office.document import Variant


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered part; each line is one paragraph made of the sentences of its keys."""

    heading: str
    lines: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """`closing` names sentences that stand under no part, at its end."""

    heading: str
    parts: tuple[Part, ...]
    closing: tuple[str, ...] = ()


#: Sentences that ask a person to write a whole paragraph.
PROMPTS = frozenset(
    {"rpt.overview", "rpt.urging", "rpt.merits", "rpt.faults", "rpt.causes", "rpt.lessons", "rpt.proposals"}
)
#: Their lead-in, printed only above something written.
LEADS = {"rpt.merits": "rpt.lead.merits", "rpt.faults": "rpt.lead.faults"}

#: Sentences that stand only where the writer chose them (`texts` of the review holds CHOSEN under their key).
BY_CHOICE = ("rpt.committee.dates",)
CHOSEN = "+"

#: Left to the annex where the other figure is told: a contest is told by its participants.
ANNEX_ONLY = {"contests_held": "contest_participants"}

#: «pct» of a sentence: part and whole.
PERCENTAGES = {
    "rpt.assets": ("asset_declarations_filed", "asset_declarations_required"),
    "rpt.hotline": ("hotline_reports_resolved", "hotline_reports_received"),
    "rpt.inspect.found": ("recovered_amount", "recovery_recommended_amount"),
    "rpt.damage": ("corruption_recovered_amount", "corruption_damage_amount"),
}

_DOCUMENTS = (("rpt.direct.docs",), ("rpt.direct.kinds",), ("rpt.direct.key",))
_TASKS = (("rpt.direct.tasks",),)
_COMMITTEE = (("rpt.committee",), ("rpt.committee.dates",))
_URGING = (("rpt.urging",), ("rpt.direct.urged",))

_OUTREACH = Part(
    "outreach",
    (
        ("rpt.outreach", "rpt.contest"),
        ("rpt.outreach.year",),
        ("rpt.outreach.best",),
        ("rpt.media",),
        ("rpt.training",),
    ),
)
_PREVENTION = Part(
    "prevention",
    (
        ("rpt.open",),
        ("rpt.norms",),
        ("rpt.conduct",),
        ("rpt.rotation",),
        ("rpt.assets", "rpt.assets.false"),
        ("rpt.gifts",),
        ("rpt.conflict",),
        ("rpt.heads",),
    ),
)
_REFORM = Part(
    "reform",
    (
        ("rpt.dossiers", "rpt.dossiers.late"),
        ("rpt.dossiers.gap",),
        ("rpt.simplify",),
        ("rpt.satisfied",),
        ("rpt.dialogue",),
        ("rpt.hotline",),
    ),
)
_PETITIONS = Part(
    "petitions",
    (
        ("rpt.reception", "rpt.leader_days"),
        ("rpt.petitions", "rpt.petitions.kind0", "rpt.petitions.anon"),
        ("rpt.petitions.out",),
        ("rpt.resolved", "rpt.resolved.late"),
        ("rpt.returned",),
        ("rpt.protect",),
    ),
)
_INSPECTION = Part(
    "inspection",
    (("rpt.inspect", "rpt.inspect.found"), ("rpt.inspect.people",), ("rpt.inspect.special",)),
)
_DETECTION = Part("detection", (("rpt.corrupt",), ("rpt.prosecuted",), ("rpt.damage",), ("rpt.discipline",)))
_PARTY_INSPECTION = Part("party_inspection", (("rpt.party.inspect",), ("rpt.party.discipline",)))
_THRIFT = Part("thrift", (("rpt.savings",),))
_SUPERVISION = Part("supervision", (("rpt.supervise",),))
_COMMENDATION = Part(
    "commendation",
    (("rpt.commend",), ("rpt.commend.list",), ("rpt.commend.annex",), ("rpt.commend.pending",)),
)

_PARTY = (
    Section(
        "direct",
        (
            Part("overview", (("rpt.overview",),)),
            Part("carrying_out", (*_DOCUMENTS, *_TASKS)),
            Part("committee", _COMMITTEE),
            Part("urging", _URGING),
        ),
    ),
    Section(
        "results",
        (
            _OUTREACH,
            _PREVENTION,
            _REFORM,
            _PETITIONS,
            _INSPECTION,
            _DETECTION,
            _PARTY_INSPECTION,
            _THRIFT,
            _SUPERVISION,
            _COMMENDATION,
        ),
    ),
    Section(
        "judgement",
        (
            Part("merits", (("rpt.merits",),)),
            Part("faults", (("rpt.faults",),)),
            Part("causes", (("rpt.causes",),)),
            Part("lessons", (("rpt.lessons",),)),
        ),
    ),
)

_STATE = (
    Section(
        "direct",
        (
            Part("carrying_out", (("rpt.overview",), *_COMMITTEE)),
            Part("issuing", (*_DOCUMENTS, *_TASKS)),
            Part("urging", _URGING),
        ),
    ),
    Section(
        "results",
        (
            _OUTREACH,
            _PREVENTION,
            _REFORM,
            _PETITIONS,
            _INSPECTION,
            _DETECTION,
            _THRIFT,
            _SUPERVISION,
            _COMMENDATION,
        ),
        closing=("rpt.party_inspection_apart",),
    ),
    Section(
        "judgement",
        (
            Part("merits", (("rpt.merits",),)),
            Part("faults", (("rpt.faults",),)),
            Part("causes", (("rpt.causes",),)),
        ),
    ),
)

OUTLINES: dict[Variant, tuple[Section, ...]] = {"party": _PARTY, "state": _STATE}

#: Tasks ahead that the draft offers, in the order in which they print.
OFFERS = (
    "rpt.offer.carry_on",
    "rpt.offer.overdue",
    "rpt.offer.pending",
    "rpt.offer.recommendations",
    "rpt.offer.rotation",
    "rpt.offer.reporting",
    "rpt.offer.outreach",
    "rpt.offer.self_check",
)

#: Letters of items in Vietnamese order.
LETTERS = "abcdđeghiklm"
ROMAN = ("I", "II", "III", "IV", "V", "VI")


def sentence_keys(variant: Variant) -> list[str]:
    """All keys of the outline, in order."""
    return [k for section in OUTLINES[variant] for part in section.parts for line in part.lines for k in line]
