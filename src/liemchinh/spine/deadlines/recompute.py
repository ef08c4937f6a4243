"""Days computed anew when a calendar arrives or is corrected: on command alone, each with a ledger line of its own."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from liemchinh.spine import ledger
from liemchinh.spine.deadlines.acts import UPDATED, met_by, shift
from liemchinh.spine.deadlines.clocked import Clocked
from liemchinh.spine.deadlines.current import law, look_again
from liemchinh.spine.deadlines.follow import show_next
from liemchinh.spine.deadlines.models import Deadline
from liemchinh.spine.deadlines.reckon import settle
from liemchinh.spine.moves import find

Status = Deadline.Status
VERB = "deadline.recompute"
_OPEN = Q(status__in=[Status.RUNNING, Status.PAUSED])


def recompute_missing(on: date) -> int:
    """Compute the days that waited for a calendar entered since; answers how many. Safe to repeat."""
    look_again()
    return _recompute(Q(missing_year__in=list(law().daybook.years)), on)


def recompute(on: date) -> int:
    """`recompute_missing`, and every open clock whose day the law's files now give otherwise; answers how many moved.

    A provisional calendar that is replaced by the official one may move days that people already rely on: so somebody
    orders it, the reasons keep the old day, and the ledger has the new one.
    """
    look_again()
    return _recompute(Q(missing_year__in=list(law().daybook.years)) | _OPEN, on)


def _recompute(which: Q, on: date) -> int:
    subjects = Deadline.objects.filter(which).order_by("subject").values_list("subject", flat=True).distinct()
    done = 0
    for subject in list(subjects):
        with transaction.atomic():
            done += _of_one(subject, which, on)
    return done


def _of_one(subject: str, which: Q, on: date) -> int:
    record = find(subject)
    if not isinstance(record, Clocked):
        return 0
    record = type(record)._default_manager.select_for_update().get(pk=record.pk)
    moved = [d for d in Deadline.objects.filter(which, subject=subject) if _moved(d, on)]
    if not moved:
        return 0
    show_next(record, Deadline.objects.filter(subject=subject))
    # Through the manager: a save would need a step, and no step was taken.
    shown = ("next_due", "next_term", "next_internal", "soon_on", "far_on", "clock_paused")
    type(record)._default_manager.filter(pk=record.pk).update(**{name: getattr(record, name) for name in shown})
    dues = {d.name: d.due.isoformat() if d.due else None for d in moved}
    ledger.append(
        verb=VERB, subject=subject, actor="system", payload={"on": on.isoformat(), "dues": dues},
        record_digest=record.digest(),
    )  # fmt: skip
    return len(moved)


def _moved(deadline: Deadline, on: date) -> bool:
    """Compute and save; whether the day is another one. Where it is not, the warnings may have become fewer."""
    old, year = deadline.due, deadline.missing_year
    told = bool(deadline.because_vi)
    settle(deadline, told=told)
    if deadline.due == old:
        deadline.save()
        return False
    if old is None:
        shift(deadline, on, None, f"đã có lịch nghỉ năm {year}", f"the calendar of {year} has been entered")
    else:
        shift(deadline, on, old, *UPDATED)
    settle(deadline)
    if deadline.status in (Status.MET, Status.LATE) and deadline.met_on is not None:
        deadline.status = met_by(deadline, deadline.met_on)
    deadline.save()
    return True
