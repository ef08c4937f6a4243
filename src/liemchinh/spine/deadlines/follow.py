"""What a step does to the clocks of its record: computed before the record is saved, written after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from liemchinh.kernel.lifecycle import UNDONE, ClockAct, ClockFacts, Step, drops
from liemchinh.spine import bulk
from liemchinh.spine.deadlines.acts import Desk, apply, follow_corrections
from liemchinh.spine.deadlines.clocked import Clocked
from liemchinh.spine.deadlines.holding import release_many
from liemchinh.spine.deadlines.models import Deadline, InternalLimit

CHUNK = 2000
Status = Deadline.Status
#: What an act may change.
_COLUMNS = tuple(
    f.name for f in Deadline._meta.concrete_fields if f.name not in ("id", "subject", "register", "term", "limit")
)


@dataclass(slots=True)
class Following:
    """The clocks that a step touched. `said` goes into the ledger's payload; `write` once the record has its key."""

    record: Any = None
    touched: list[Deadline] = field(default_factory=list)
    said: dict[str, Any] = field(default_factory=dict)
    #: Key -> values of the stored deadlines before the step.
    before: dict[int, dict[str, Any]] = field(default_factory=dict)

    def write(self) -> None:
        """Save new and changed deadlines."""
        fresh = [d for d in self.touched if d.pk is None]
        for deadline in fresh:
            deadline.subject = self.record.ref
        if fresh:
            bulk.insert(fresh)
        for deadline in self.touched:
            before = self.before.get(deadline.pk)
            if before is not None:
                deadline.save(update_fields=[name for name in _COLUMNS if deadline.__dict__[name] != before[name]])


_NOTHING = Following()


def follow(record: Any, step: Step, *, on: date, clock: ClockFacts | None = None, reason: str = "") -> Following:
    """Do the step's acts on the clocks of `record` and set its `Clocked` fields; nothing is saved yet.

    Called by `moves.move` after the caller wrote its fields. Raises Refusal when the law or the days forbid an act; a
    calendar that has not been entered does not: the clock is kept without a day and says what is missing.
    """
    if not isinstance(record, Clocked):
        return _NOTHING
    kept = [] if record.pk is None else list(Deadline.objects.filter(subject=record.ref))
    acts = _acts(record, step)
    if not kept and not acts:
        return _NOTHING
    before = {d.pk: dict(d.__dict__) for d in kept}
    limits = cache(lambda: _limits_of([record]))
    desk = Desk(record, step, on, kept, clock or ClockFacts(), reason.strip(), limits=limits)
    _take(desk, acts)
    said = {k: v for k, v in desk.said.items() if v is not None}
    return Following(record, desk.touched, said | ({"dues": desk.dues()} if desk.touched else {}), before)


def _acts(record: Clocked, step: Step) -> list[ClockAct]:
    branches = record.branches if step.clocks else frozenset()
    acts = [act for act in step.clocks if branches.issuperset(act.of)]
    return [*acts, drops()] if step.target == UNDONE else acts


def _take(desk: Desk, acts: Sequence[ClockAct]) -> None:
    follow_corrections(desk)
    for act in acts:
        apply(desk, act)
    show_next(desk.record, desk.kept)


def show_next(record: Clocked, kept: Iterable[Deadline]) -> None:
    """Set the record's `Clocked` fields from its deadlines: the nearest running one; of equal days the law's.

    Clocks under which nobody owes anything (`waits`) are left out.
    """
    owed = [d for d in kept if d.open and not d.waits]
    running = [d for d in owed if d.status == Status.RUNNING]
    paused = [d for d in owed if d.status == Status.PAUSED]
    first = min(running, key=_nearest, default=None) or min(paused, key=_nearest, default=None)
    shown = first if first is not None and first.status == Status.RUNNING else None
    record.next_due = shown.due if shown else None
    record.soon_on = shown.soon_on if shown else None
    record.far_on = shown.far_on if shown else None
    record.next_term = first.term if first else ""
    record.next_internal = bool(first and first.internal)
    record.clock_paused = any(not d.internal for d in paused)


def _nearest(deadline: Deadline) -> tuple[date, bool]:
    return deadline.due or date.max, deadline.internal


def _limits_of(records: Sequence[Any]) -> list[InternalLimit]:
    """The limits of the units that have the records, or hold them."""
    units = {unit for record in records for unit in _units(record)}
    if not units:
        return []
    return list(InternalLimit.objects.filter(register=records[0].lifecycle.register, unit_id__in=units))


def _units(record: Any) -> set[int]:
    holder = record.holder
    return {unit for unit in (record.access_unit_id(), holder[0] if holder else None) if unit is not None}


# --- many records of one register ---


@dataclass(slots=True)
class FollowingMany:
    """The clocks of many new records, in their order."""

    followed: list[Desk] = field(default_factory=list)
    dues: dict[int, dict[str, str | None]] = field(default_factory=dict)
    payloads: dict[tuple[Any, ...], dict[str, Any]] = field(default_factory=dict)

    def write(self) -> None:
        """Save the deadlines, once the records have their keys."""
        fresh = []
        for desk in self.followed:
            ref = desk.record.ref
            for deadline in desk.touched:
                deadline.subject = ref
                fresh.append(deadline)
            self.dues[desk.record.pk] = desk.dues()
        if fresh:
            bulk.insert(fresh)

    def payload(self, record: Any, common: dict[str, Any]) -> dict[str, Any]:
        """`common`, and what the ledger's line of `record` says about its clocks; one object for equal days."""
        dues = self.dues.get(record.pk)
        if not dues:
            return common
        return self.payloads.setdefault(tuple(dues.items()), common | {"dues": dues})


def follow_many(records: Sequence[Any], step: Step, *, on: date) -> FollowingMany:
    """`follow` for new records of one register: sets their fields; the reasons are written when somebody reads them.

    A record without the day from which a clock counts goes on without that clock.
    """
    if not step.clocks or not records or not isinstance(records[0], Clocked):
        return FollowingMany()
    limits = _limits_of(records)
    found = FollowingMany()
    for record in records:
        acts = _acts(record, step)
        if acts:
            own = [x for x in limits if x.unit_id in _units(record)]
            desk = Desk(record, step, on, [], strict=False, told=False, limits=own.copy)
            _take(desk, acts)
            found.followed.append(desk)
    return found


def stop_many(records: Sequence[Any], step: Step, *, on: date) -> dict[str, Any]:
    """Records whose import is undone: every clock is dropped and nobody holds them.

    Answers the columns that the caller's update must write.
    """
    if step.target != UNDONE or not records or not isinstance(records[0], Clocked):
        return {}
    blank: dict[str, Any] = {
        "next_due": None, "soon_on": None, "far_on": None, "next_term": "", "next_internal": False,
        "clock_paused": False,
    }  # fmt: skip
    for record in records:
        for name, value in blank.items():
            setattr(record, name, value)
    for start in range(0, len(records), CHUNK):
        refs = [r.ref for r in records[start : start + CHUNK]]
        Deadline.objects.filter(subject__in=refs, status__in=[Status.RUNNING, Status.PAUSED]).update(
            status=Status.DROPPED, paused_on=None, met_on=on, ended_by=step.name
        )
    release_many(records, on)
    return blank
