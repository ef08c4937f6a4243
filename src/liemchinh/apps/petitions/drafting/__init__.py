"""The papers of a step: drafted from their forms when the step is taken, as text; Word is made when it is asked for.

Drafts hold no name of who wrote the petition (see `sealing`), and their text never reaches the ledger.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext

from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.petitions import conflicts, queries
from liemchinh.apps.petitions.drafting import sealing
from liemchinh.apps.petitions.drafting.clock_facts import late_clock, number_given
from liemchinh.apps.petitions.drafting.facts import Facts, at_desk
from liemchinh.apps.petitions.drafting.filling import filled, filled_line
from liemchinh.apps.petitions.drafting.papers import Form, branches_of, common, form
from liemchinh.apps.petitions.models import Letter, Petition
from liemchinh.kernel.lifecycle import Paper, Step
from liemchinh.spine import deadlines
from liemchinh.spine.access import System, can, posts
from liemchinh.spine.deadlines import Deadline
from liemchinh.spine.moves import move

#: Forms of which one draft is enough: a later step fills the untouched draft anew.
_ONCE = frozenset({"doc.slip.propose"})
#: Who urges is the body that asks, not the one that is late.
URGING = "doc.urge.petition"
#: Abilities of which one lets somebody work on a draft.
DRAFTERS = ("petitions.handle", "petitions.classify", "petitions.decide")


def draft_for(
    petition: Petition, step: str, *, by: Any, on: date, reason: str = "", given: dict[str, Any]
) -> list[Letter]:
    """The drafts of all papers that the lifecycle table names for this step and this kind of petition."""
    papers = petition.lifecycle.step(step).papers
    if not papers:
        return []
    branches = branches_of(petition)
    wanted = [form(p.id) for p in papers if _wanted(p, petition.branches, given)]
    return [
        draft(petition, one, by=by, on=on, step=step, reason=reason, given=given) for one in wanted
        if one.fits(branches)
    ]  # fmt: skip


def _wanted(paper: Paper, branches: frozenset[str], given: dict[str, Any]) -> bool:
    """Papers that are optional are drafted where something was written for them."""
    return paper.applies(branches) and (not paper.optional or any(given.values()))


def draft(
    petition: Petition, wanted: Form, *, by: Any, on: date, step: str = "", reason: str = "",
    given: dict[str, Any] | None = None,
) -> Letter:  # fmt: skip
    """One draft of a form, filled from the petition."""
    letter = _open_draft(petition, wanted) or Letter(petition=petition, form=wanted.key)
    letter.unit = _issuer(petition, wanted, by)
    facts = Facts(petition, wanted, letter.unit, on=on, given=given or {}, reason=reason)
    with translation.override("vi"):
        said = _said(facts, branches_of(petition))
    with move(letter, "edit" if letter.pk else "draft", by=by, on=on):
        letter.step = step
        for name, value in said.items():
            setattr(letter, name, value)
    return letter


def _open_draft(petition: Petition, wanted: Form) -> Letter | None:
    if wanted.key not in _ONCE:
        return None
    return petition.letters.filter(form=wanted.key, state="draft", version=1).first()


def _issuer(petition: Petition, wanted: Form, by: Any) -> Unit:
    here = at_desk(petition)
    if wanted.key != URGING:
        return here
    held = [] if isinstance(by, System) else posts(by)
    own = Unit.objects.select_related("parent").filter(pk=held[0].unit_id).first() if held else here.parent
    return own or here


def _said(facts: Facts, branches: frozenset[str]) -> dict[str, Any]:
    """Everything that a draft says, by field of `Letter`."""
    wanted, value = facts.form, facts.value
    part = {n: wanted.part(n, branches) for n in ("text", "subject", "title", "address", "copies")}
    until = facts.given.get("reply_by") or facts.given.get("new_date")
    if wanted.key == URGING:
        until = value("reply_by")
    return {
        "recipient": filled_line(part["address"], value)[:300],
        "subject": filled_line(part["subject"], value)[:300],
        "text": "\n".join(filled(part["text"], value)),
        "reply_by": until if isinstance(until, date) else None,
        "particulars": {
            "title": filled_line(part["title"], value),
            "copies": filled(part["copies"], value),
            "foot": foot(facts),
            "number": number_given(facts),
            **({"to_sender": True} if facts.to_sender and not wanted.to_sender else {}),
        },
    }


def foot(facts: Facts) -> list[str]:
    """The small print: the file's number, and why the day that the paper names is that day (WORDING 3.0, 5.5)."""
    lines = [filled_line(common("file"), facts.value)]
    clock = _explained(facts)
    if clock is not None:
        because = deadlines.reasons(clock).because
        # A slip that must not say of which kind the petition is doesn't quote that kind's law either.
        told = because[:1] if facts.form.key == "doc.receipt" and facts.petition.secretive else because
        lines += [" ".join(told)] if told else []
    return lines


def _explained(facts: Facts) -> Deadline | None:
    if facts.form.key == URGING:
        return late_clock(facts)
    return facts.clock if facts.form.part("clock") else None


def bars(letter: Letter, step: Step, by: Any) -> str:
    """What bars this person from a step of a letter; a draft is barred by the step that drafts it."""
    if isinstance(by, System) or step.name == "draft":
        return ""
    petition = letter.petition
    if conflict := conflicts.of(petition, by, timezone.localdate()):
        return conflict.sentence(str(by))
    if not may_draft(by, petition, letter.form):
        return gettext("Văn bản này do người giải quyết, cán bộ tiếp nhận hoặc thủ trưởng đơn vị soạn.")
    return ""


def may_draft(account: Any, petition: Petition, key: str = "") -> bool:
    """Whether the account works on the papers of this petition: who handles it, classifies, or decides."""
    unit = petition.access_unit_id()
    if key == URGING and can(account, "petitions.urge", unit):
        return True
    if any(can(account, ability, unit) for ability in DRAFTERS[1:]):
        return True
    if not can(account, DRAFTERS[0], unit):
        return False
    return petition.handler_id is None or petition.handler_id in queries.acting_for(account, timezone.localdate())


__all__ = ["DRAFTERS", "URGING", "bars", "branches_of", "draft", "draft_for", "foot", "may_draft", "sealing"]
