"""The six acts on the clocks of one record: start, meet, pause, resume, extend, drop. Nothing here is saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.translation import get_language

from liemchinh.kernel.daybook import CalendarUnknown
from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.lifecycle import ALL_TERMS, ClockAct, ClockFacts, Step
from liemchinh.kernel.reckoning import WrongPause
from liemchinh.kernel.terms import NotInForce
from liemchinh.spine.deadlines import grounds
from liemchinh.spine.deadlines.current import law, writer
from liemchinh.spine.deadlines.models import Deadline, InternalLimit
from liemchinh.spine.deadlines.reckon import Start, begun, reckon, settle

_ONE_DAY = timedelta(days=1)
_CORRECTION = "record.correct"
Status = Deadline.Status
#: Why a day moved that nobody moved: vi, en.
UPDATED = ("lịch nghỉ hoặc quy định đã được cập nhật", "calendar or rule updated")


def say(key: str, **fields: object) -> str:
    """A sentence about time limits in the reader's language."""
    return writer("en" if (get_language() or "vi").startswith("en") else "vi").line(key, **fields)


@dataclass
class Desk:
    """The clocks of one record while one step is taken.

    strict: refuse what a person can mend (a missing day); a bulk load goes on without the clock.
    told: write the reasons of new clocks. limits: the units' own limits that may concern the record.
    """

    record: Any
    step: Step
    on: date
    kept: list[Deadline]
    clock: ClockFacts = field(default_factory=ClockFacts)
    reason: str = ""
    strict: bool = True
    told: bool = True
    limits: Callable[[], Iterable[InternalLimit]] = tuple
    touched: list[Deadline] = field(default_factory=list)
    #: What the ledger's sentences ask for: «due», «i», «no», «date».
    said: dict[str, Any] = field(default_factory=dict)

    def open(self, term: str) -> list[Deadline]:
        """The running and paused clocks of `term`, the unit's own limits for it among them."""
        return [d for d in self.kept if d.open and term in (d.term, ALL_TERMS)]

    def touch(self, deadline: Deadline) -> None:
        if not any(d is deadline for d in self.touched):
            self.touched.append(deadline)

    def day(self, act: ClockAct) -> date | None:
        """The day that counts for `act`; None where the record's field is empty and the load goes on."""
        if not act.since:
            return self.on
        found: date | None = getattr(self.record, act.since)
        if found is None and self.strict:
            names = {f.name: f.verbose_name for f in self.record._meta.concrete_fields}
            raise Refusal(say("deny.clock.day", field=names.get(act.since, act.since), title=title(act.term)))
        return found

    def dues(self) -> dict[str, str | None]:
        """Term -> day of each clock that this step touched, for the ledger."""
        return {d.name: d.due.isoformat() if d.due else None for d in self.touched}


def title(term: str) -> str:
    """What a term is about, in the reader's language."""
    found = law().term(term)
    return found.title_en if (get_language() or "vi").startswith("en") else found.title


def apply(desk: Desk, act: ClockAct) -> None:
    """Do one act. Raises Refusal (TooLong, WrongPause among them) when the law or the days do not allow it."""
    _ACTS[act.act](desk, act)


# --- start ---


def _start(desk: Desk, act: ClockAct) -> None:
    day = desk.day(act)
    if day is None:
        return
    running = desk.open(act.term)
    if running:
        for deadline in running:
            deadline.since = act.since
            if deadline.started != day:
                move_start(desk, deadline, day)
        return
    if not act.internal:
        _begin(desk, act, day, None)
    for limit in desk.limits():
        if limit.term == act.term and limit.valid_from <= day and (limit.valid_to is None or day <= limit.valid_to):
            _begin(desk, act, day, limit)


def _begin(desk: Desk, act: ClockAct, day: date, limit: InternalLimit | None) -> None:
    record, holder = desk.record, desk.record.holder
    variant = "" if limit else variant_of(record, act.term, day)
    deadline = begun(Start(record.lifecycle.register, act.term, day, act.since, variant, desk.told), limit)
    deadline.holder = holder[0] if holder else None
    desk.kept.append(deadline)
    desk.touch(deadline)


def variant_of(record: Any, term: str, day: date) -> str:
    """The special case of the term's value on `day` that the record's branches name ("remote"), or ""."""
    try:
        variants = law().term(term).value_on(day).variants
    except NotInForce:
        return ""
    return next((name for name in variants if name in record.branches), "")


# --- a day that was corrected, a law or calendar that changed since ---


def follow_corrections(desk: Desk) -> None:
    """Move the clocks whose day of event, or whose area, the step has corrected; each says so and keeps its old day.

    Clocks that have ended move with a correction alone: a second acceptance leaves those of the first in peace.
    """
    correcting = desk.step.verb == _CORRECTION
    for deadline in desk.kept:
        if deadline.status == Status.DROPPED or not (deadline.open or correcting):
            continue
        day = (getattr(desk.record, deadline.since) if deadline.since else None) or deadline.started
        variant = "" if deadline.internal else variant_of(desk.record, deadline.term, day)
        if day != deadline.started or variant != deadline.variant:
            deadline.variant = variant
            move_start(desk, deadline, day)


def move_start(desk: Desk, deadline: Deadline, day: date) -> None:
    """Let the clock count from another day."""
    old, deadline.started = deadline.due, day
    shift(deadline, desk.on, old, desk.reason or desk.step.label, desk.reason or desk.step.label_en)
    settle(deadline)
    if deadline.status in (Status.MET, Status.LATE) and deadline.met_on:
        deadline.status = met_by(deadline, deadline.met_on)
    desk.touch(deadline)


def shift(deadline: Deadline, on: date, old: date | None, reason: str, reason_en: str) -> None:
    """Remember that the day was computed anew."""
    before = old.isoformat() if old else None
    deadline.shifts = [*deadline.shifts, {"on": on.isoformat(), "old": before, "vi": reason, "en": reason_en}]


def _note_drift(desk: Desk, deadline: Deadline) -> None:
    """Called before an act recomputes: had the law's files changed since, the reasons must not hide it."""
    try:
        now = reckon(deadline).on
    except Refusal:
        return
    if deadline.due is not None and now != deadline.due:
        shift(deadline, desk.on, deadline.due, *UPDATED)


# --- meet, drop ---


def _meet(desk: Desk, act: ClockAct) -> None:
    running = desk.open(act.term)
    day = desk.day(act) if running else None
    if day is None:
        return
    for deadline in running:
        if desk.strict:
            _not_before(deadline, day)
        if deadline.status == Status.PAUSED:
            _end_pause(deadline, day)
        _end(desk, deadline, met_by(deadline, day), day)


def met_by(deadline: Deadline, day: date) -> Deadline.Status:
    """Whether what the clock waited for, done on `day`, was in time."""
    late = deadline.due is not None and day > deadline.due and not deadline.waits
    return Status.LATE if late else Status.MET


def _drop(desk: Desk, act: ClockAct) -> None:
    for deadline in desk.open(act.term):
        deadline.paused_on = None
        _end(desk, deadline, Status.DROPPED, desk.on)


def _end(desk: Desk, deadline: Deadline, status: Status, day: date) -> None:
    deadline.status, deadline.met_on, deadline.ended_by = status, day, desk.step.name
    desk.touch(deadline)


def _not_before(deadline: Deadline, day: date) -> None:
    if day < deadline.started:
        raise Refusal(say("deny.clock.before", d=day, d0=deadline.started, title=title(deadline.term)))


# --- pause, resume ---


def _pause(desk: Desk, act: ClockAct) -> None:
    for deadline in desk.open(act.term):
        if deadline.status == Status.PAUSED:
            continue
        _not_before(deadline, desk.on)
        _note_drift(desk, deadline)
        until = desk.clock.until.isoformat() if desk.clock.until else None
        deadline.pauses = [
            *deadline.pauses,
            {"start": desk.on.isoformat(), "end": None, "no": desk.clock.decision_no,
             "ground": desk.clock.ground, "reason": desk.reason, "until": until},
        ]  # fmt: skip
        deadline.status, deadline.paused_on = Status.PAUSED, desk.on
        settle(deadline)
        desk.touch(deadline)
        desk.said |= {"date": desk.on, "no": desk.clock.decision_no or None}


def _resume(desk: Desk, act: ClockAct) -> None:
    for deadline in desk.open(act.term):
        if deadline.status == Status.PAUSED:
            _note_drift(desk, deadline)
            _end_pause(deadline, desk.on)
            desk.touch(deadline)
            desk.said |= {"due": deadline.due, "no": desk.clock.decision_no or None}


def _end_pause(deadline: Deadline, day: date) -> None:
    """Time counts again from `day` on, that day included. Raises WrongPause."""
    if deadline.paused_on is not None and day < deadline.paused_on:
        raise WrongPause(say("deny.clock.before", d=day, d0=deadline.paused_on, title=title(deadline.term)))
    deadline.pauses = [*deadline.pauses[:-1], deadline.pauses[-1] | {"end": (day - _ONE_DAY).isoformat()}]
    deadline.status, deadline.paused_on = Status.RUNNING, None
    settle(deadline)


# --- extend ---


def _extend(desk: Desk, act: ClockAct) -> None:
    running = [d for d in desk.open(act.term) if not d.internal]
    if not running:
        raise Refusal(say("deny.extend.none", title=title(act.term)))
    for deadline in running:
        sentence = extension_barred(deadline, desk.on)
        if sentence:
            raise Refusal(sentence)
        _note_drift(desk, deadline)
        clock, ground = desk.clock, desk.clock.ground or desk.reason
        extension = {"on": desk.on.isoformat(), "days": _extra(deadline, clock), "no": clock.decision_no}
        deadline.extensions = [*deadline.extensions, extension | {"ground": ground, "reason": desk.reason}]
        settle(deadline)  # first: that the law allows no further extension says more than that a ground is missing
        grounds.check(deadline, ground, desk.on)
        deadline.extensions[-1]["due"] = deadline.due.isoformat() if deadline.due else None
        desk.touch(deadline)
        desk.said |= {"i": len(deadline.extensions), "due": deadline.due, "no": desk.clock.decision_no or None}


def extension_barred(deadline: Deadline, on: date) -> str:
    """Why the clock can't be extended on `on`: its last day has passed; empty when it has not.

    While a clock is paused its last day moves on with the pause.
    """
    last = deadline.due
    if deadline.status == Status.PAUSED:
        try:
            last = reckon(deadline, until=on).on
        except CalendarUnknown:
            return ""
    return say("deny.extend.over", due=last, d=on) if last is not None and on > last else ""


def _extra(deadline: Deadline, clock: ClockFacts) -> int | None:
    """Days of the extension in the unit of the clock; None means all that the law allows."""
    if clock.days is not None or clock.until is None or deadline.nominal is None:
        return clock.days
    if deadline.unit == "working_days":
        return law().daybook.working_days(deadline.nominal + _ONE_DAY, clock.until)
    return (clock.until - deadline.nominal).days


_ACTS: dict[str, Callable[[Desk, ClockAct], None]] = {
    "start": _start, "meet": _meet, "drop": _drop, "pause": _pause, "resume": _resume, "extend": _extend,
}  # fmt: skip
