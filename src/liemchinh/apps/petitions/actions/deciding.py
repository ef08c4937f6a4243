"""Classification, proposal, and the first decision about a petition (LAW 3.2–3.4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from liemchinh.apps.petitions import codes, conflicts, grounds
from liemchinh.apps.petitions.actions.taking import take
from liemchinh.apps.petitions.models import Likeness, Petition
from liemchinh.kernel.errors import Refusal

#: The axes of classification: each its own field.
AXES = ("kind", "field", "stage", "identity", "eligible", "missing", "evidence", "competence", "competent_body",
        "discipline", "remote", "signers", "guided_before", "against", "learned_on", "place")  # fmt: skip


def classify(
    petition: Petition, axes: Mapping[str, Any], *, by: Any, on: date, seen: int | None = None, reason: str = ""
) -> Petition:
    """Settle the axes; from the state classified on with a reason, and then every clock starts anew from receipt."""
    unknown = set(axes) - set(AXES)
    if unknown:
        raise ValueError(f"no axis of classification: {sorted(unknown)}")
    if not axes.get("kind", petition.kind):
        raise Refusal(_("Chọn loại đơn theo nội dung, không theo tên đơn."))
    if axes.get("eligible", petition.eligible) is False and not axes.get("missing", petition.missing):
        raise Refusal(_("Ghi điều kiện còn thiếu."))
    step = "classify" if petition.state in ("received", "reopened") else "reclassify"
    old = petition.get_kind_display()
    kind = codes.Kind(axes.get("kind", petition.kind)).label
    said = {
        "kind": str(kind),
        "eligibility": _eligibility(axes.get("eligible", petition.eligible)),
        "competence": codes.Competence(axes.get("competence", petition.competence) or "in").label,
    }
    facts = said if step == "classify" else {"old": str(old), "new": str(kind)}
    return take(petition, step, by=by, on=on, seen=seen, reason=reason, facts=facts, **axes)


def _eligibility(eligible: bool | None) -> str:
    return _("đủ điều kiện") if eligible else _("không đủ điều kiện") if eligible is False else _("chưa xét điều kiện")


def propose(
    petition: Petition, outcome: str, note: str, *, by: Any, on: date, seen: int | None = None, **changes: Any
) -> Petition:
    """Propose an outcome to the head, with its ground."""
    label = codes.Outcome(outcome).label
    author = by if getattr(by, "pk", None) else None
    return take(
        petition, "propose", by=by, on=on, seen=seen, facts={"outcome": str(label)}, proposed=outcome,
        proposal_note=note, proposed_by=author, **changes,
    )  # fmt: skip


def return_proposal(petition: Petition, *, reason: str, by: Any, on: date, seen: int | None = None) -> Petition:
    """Send a proposal back; the reason stays visible."""
    return take(petition, "return_proposal", by=by, on=on, seen=seen, reason=reason, proposed="", proposal_note=reason)


def accept(
    petition: Petition, *, by: Any, on: date, handler: Any = None, seen: int | None = None, **changes: Any
) -> Petition:
    """Take the matter up (thụ lý): the clock of settlement starts on that day.

    Refusal for a second complaint where the first was settled: it goes to the level above (LKN 20, 21).
    """
    first = petition.follows
    second = petition.kind == codes.Kind.COMPLAINT and petition.stage == codes.Stage.SECOND
    if second and first is not None and petition.access_unit_id() == first.access_unit_id():
        raise Refusal(_("Khiếu nại lần hai do cấp trên của nơi đã giải quyết lần đầu thụ lý: chuyển cấp trên."))
    if handler is not None:
        check_handler(petition, handler, by, on)
        changes["handler"] = handler
    return take(petition, "accept", by=by, on=on, seen=seen, accepted_on=on, **changes)


def decline(
    petition: Petition, ground: str, *, by: Any, on: date, reason: str = "", seen: int | None = None
) -> Petition:
    """Not take it up, on one ground of the law (LKN 11, LTC 29); free words may follow the ground, not replace it."""
    text = grounds.text(grounds.of(petition), ground)
    return take(
        petition, "decline", by=by, on=on, seen=seen, reason=reason or text, facts={"ground": ground}, ground=text,
    )  # fmt: skip


def forward(petition: Petition, body: str, *, by: Any, on: date, ground: str = "", seen: int | None = None) -> Petition:
    """Send the petition to the body in whose competence it lies, and tell the sender."""
    if not body.strip():
        raise Refusal(_("Ghi cơ quan có thẩm quyền nhận đơn."))
    return take(
        petition, "forward", by=by, on=on, seen=seen, facts={"body": body}, forwarded_to=body, ground=ground,
        competent_body=petition.competent_body or body,
    )  # fmt: skip


def guide(petition: Petition, body: str, *, by: Any, on: date, ground: str = "", seen: int | None = None) -> Petition:
    """Tell the sender where to go, once for the same content (LTCD 25.3)."""
    if guided := guided_already(petition):
        raise Refusal(
            _("Nội dung này đã được hướng dẫn tại hồ sơ %(number)s ngày %(day)s; lần này lưu đơn.")
            % {"number": guided.number, "day": f"{guided.decided_on:%d/%m/%Y}"}
        )
    return take(
        petition, "guide", by=by, on=on, seen=seen, facts={"body": body}, forwarded_to=body, ground=ground,
    )  # fmt: skip


def guided_already(petition: Petition) -> Petition | None:
    """An earlier petition of the same content whose sender was guided: a twin, or one that looks like it."""
    root = petition.duplicate_of_id or petition.pk
    alike = Likeness.objects.filter(petition=petition).exclude(verdict__in=("unrelated", "same_matter"))
    same = Q(pk=root) | Q(duplicate_of=root) | Q(pk__in=alike.values("earlier_id"))
    guided = Petition.objects.live().filter(same, outcome=codes.Outcome.GUIDE).exclude(pk=petition.pk)
    return guided.order_by("decided_on").first()


def return_papers(
    petition: Petition, originals: str, *, reason: str, by: Any, on: date, seen: int | None = None
) -> Petition:
    """Give the original papers back, by list."""
    return take(petition, "return", by=by, on=on, seen=seen, reason=reason, originals=originals, ground=reason)


def file(petition: Petition, *, reason: str, by: Any, on: date, seen: int | None = None) -> Petition:
    """Keep it without handling (lưu đơn), for the year of T05 art. 28."""
    return take(petition, "file", by=by, on=on, seen=seen, reason=reason, ground=reason)


def check_handler(petition: Petition, handler: Any, by: Any, on: date) -> None:
    """Refusal, with who is next, where the handler may not act in this matter; the refusal is written to the ledger."""
    conflict = conflicts.of(petition, handler, on)
    if conflict is not None:
        with transaction.atomic():  # of its own: the refusal stays in the ledger, the assignment never was
            conflicts.note_refusal(petition, handler, conflict, by)
        raise Refusal(conflict.sentence(str(handler)))
