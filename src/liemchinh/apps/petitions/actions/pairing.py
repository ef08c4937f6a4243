"""What a person decides about two petitions that may be one: a duplicate, one matter, or not related. Remembered."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liemchinh.apps.petitions import likenesses
from liemchinh.apps.petitions.actions import receiving
from liemchinh.apps.petitions.actions.taking import take
from liemchinh.apps.petitions.models import Likeness, Petition
from liemchinh.kernel.errors import Refusal
from liemchinh.spine import ledger
from liemchinh.spine.access import actor_ref, can

Verdict = Likeness.Verdict


def decide(likeness: Likeness, verdict: str, *, by: Any, on: date) -> Likeness:
    """Write the decision; the later petition is linked or left alone by it, with its line in the ledger.

    PermissionDenied: not theirs to classify. Refusal: a petition that they may not read, no such verdict.
    """
    if verdict not in (Verdict.DUPLICATE, Verdict.SAME_MATTER, Verdict.UNRELATED):
        raise Refusal(_("Chọn một trong ba kết luận."))
    with transaction.atomic():
        likeness = Likeness.objects.select_for_update(of=("self",)).get(pk=likeness.pk)
        _check(likeness, by)
        if likeness.verdict == verdict:
            return likeness
        if likeness.theirs_id:
            _elsewhere(likeness, verdict, by=by, on=on)
        else:
            _between_ours(likeness, verdict, by=by, on=on)
        likeness.verdict, likeness.decided_at = verdict, timezone.now()
        likeness.decided_by = by if getattr(by, "pk", None) else None
        likeness.save(update_fields=["verdict", "decided_by", "decided_at"])
    return likeness


def _check(likeness: Likeness, by: Any) -> None:
    pair = likenesses.pair_for(likeness.pk, by)
    if pair is None or not can(by, "petitions.classify", likeness.petition.access_unit_id()):
        raise PermissionDenied(_("Chỉ người phân loại đơn của đơn vị này kết luận được."))
    if pair.hidden:
        raise Refusal(_("Đơn kia thuộc đơn vị khác. Người xem được cả hai đơn mới kết luận được."))


def _between_ours(likeness: Likeness, verdict: str, *, by: Any, on: date) -> None:
    later, earlier = likeness.petition, likeness.earlier
    assert earlier is not None
    if verdict == Verdict.DUPLICATE:
        receiving.mark_duplicate(later, earlier, by=by, on=on)
    elif verdict == Verdict.SAME_MATTER:
        _join(later, earlier, by=by, on=on)
    else:
        take(later, "unlike", by=by, on=on, facts={"other": earlier.ref}, **_apart(likeness, later, earlier))


def _join(later: Petition, earlier: Petition, *, by: Any, on: date) -> None:
    """Both into one matter: the earlier's, else the later's, else a new one."""
    if earlier.matter is None and later.matter is not None:
        receiving.join(earlier, later.matter, by=by, on=on)
        return
    matter = earlier.matter or receiving.join(earlier, None, by=by, on=on)
    receiving.join(later, matter, by=by, on=on)


def _apart(likeness: Likeness, later: Petition, earlier: Petition) -> dict[str, Any]:
    """What an earlier decision on this pair wrote into the later petition goes with it."""
    if likeness.verdict == Verdict.OPEN or likeness.verdict == Verdict.UNRELATED:
        return {}
    changes: dict[str, Any] = {}
    if later.matter_id is not None and later.matter_id == earlier.matter_id:
        changes["matter"] = None
    if later.duplicate_of_id is not None and later.duplicate_of_id in (earlier.pk, earlier.duplicate_of_id):
        changes["duplicate_of"] = None
    return changes


def _elsewhere(likeness: Likeness, verdict: str, *, by: Any, on: date) -> None:
    """Another agency's petition: nothing of ours changes, the ledger says what was found."""
    theirs = likeness.theirs
    assert theirs is not None
    facts = {"on": on.isoformat(), "number": theirs.their_number, "other": theirs.their_number}
    if theirs.their_day:
        facts["day"] = f"{theirs.their_day:%d/%m/%Y}"
    verb = "petition.unlike" if verdict == Verdict.UNRELATED else "petition.elsewhere"
    ledger.append(verb=verb, subject=likeness.petition.ref, actor=actor_ref(by), payload=facts)
