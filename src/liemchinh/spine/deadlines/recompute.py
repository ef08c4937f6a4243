"""Days that waited for a calendar are computed when it arrives; each gets a ledger line of its own."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from liemchinh.spine import ledger
from liemchinh.spine.deadlines.acts import met_by, shift
from liemchinh.spine.deadlines.clocked import Clocked
from liemchinh.spine.deadlines.current import law, look_again
from liemchinh.spine.deadlines.follow import show_next
from liemchinh.spine.deadlines.models import Deadline
from liemchinh.spine.deadlines.reckon import settle
from liemchinh.spine.moves import find

Status = Deadline.Status
VERB = "deadline.recompute"


def recompute_missing(on: date) -> int:
    """Compute the days of all deadlines whose calendar has been entered since; answers how many. Safe to repeat."""
    look_again()
    waiting = Deadline.objects.filter(missing_year__in=list(law().daybook.years)).order_by("subject")
    done = 0
    for subject in list(waiting.values_list("subject", flat=True).distinct()):
        with transaction.atomic():
            done += _of_one(subject, on)
    return done


def _of_one(subject: str, on: date) -> int:
    record = find(subject)
    if not isinstance(record, Clocked):
        return 0
    record = type(record)._default_manager.select_for_update().get(pk=record.pk)
    kept = list(Deadline.objects.filter(subject=subject))
    found = [d for d in kept if d.missing_year is not None and _dated(d, on)]
    if not found:
        return 0
    for deadline in found:
        deadline.save()
    show_next(record, kept)
    # Through the manager: a save would need a step, and no step was taken.
    shown = ("next_due", "next_term", "next_internal", "soon_on", "far_on", "clock_paused")
    type(record)._default_manager.filter(pk=record.pk).update(**{name: getattr(record, name) for name in shown})
    dues = {d.name: d.due.isoformat() for d in found if d.due}
    ledger.append(
        verb=VERB, subject=subject, actor="system", payload={"on": on.isoformat(), "dues": dues},
        record_digest=record.digest(),
    )  # fmt: skip
    return len(found)


def _dated(deadline: Deadline, on: date) -> bool:
    year = deadline.missing_year
    settle(deadline)
    if deadline.due is None:
        return False
    if deadline.status == Status.MET and deadline.met_on is not None:
        deadline.status = met_by(deadline, deadline.met_on)
    shift(deadline, on, None, f"đã có lịch nghỉ năm {year}", f"the calendar of {year} has been entered")
    settle(deadline)
    return True
