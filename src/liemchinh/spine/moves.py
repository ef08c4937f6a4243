"""`move()`: the one way in which a record comes to be or changes its state, its ledger line in the same transaction.

    with move(session, "record", by=officer, on=today):
        session.attendees = 40

A record of a register derives from `Tracked`. Nothing else assigns `.state` (a house test looks).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, ClassVar, Self

from django.apps import apps
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.lifecycle import UNDONE, ClockFacts, Lifecycle, Step
from liemchinh.spine import bulk, ledger, search
from liemchinh.spine.access import actor_ref, can
from liemchinh.spine.ledger_digests import digest_of, digests, plain, stored_digests
from liemchinh.spine.ledger_history import KEY as HISTORY
from liemchinh.spine.ledger_history import history_digest

#: Fields that say how a row is kept, not what it says, or repeat its clocks; the history leaves them out.
_KEPT = frozenset(
    {"version", "recorded_at", "recorded_by_id"}
    | {"next_due", "next_term", "next_internal", "soon_on", "far_on", "clock_paused"}
)
CHUNK = 2000


class Stale(Refusal):
    """Somebody else changed the record since it was shown. `current` is the record as it now stands."""

    def __init__(self, current: Tracked) -> None:
        super().__init__(str(_("Bản ghi này vừa được người khác sửa. Xem hai bản rồi chọn.")))
        self.current = current


class TrackedQuerySet(models.QuerySet[Any]):
    def live(self) -> Self:
        """Without the records of imports that were undone."""
        return self.exclude(state=UNDONE)


class Tracked(models.Model):
    """A record that changes through `move` alone. Subclasses set `lifecycle`; rows are never deleted."""

    lifecycle: ClassVar[Lifecycle]

    state = models.CharField(_("trạng thái"), max_length=24, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    recorded_at = models.DateTimeField(_("ghi lúc"), auto_now_add=True, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[Any] = TrackedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def ref(self) -> str:
        """How other registers and the ledger name this record, e.g. "outreach.session:17"."""
        return f"{self.lifecycle.register}:{self.pk}"

    @property
    def state_word(self) -> tuple[str, str]:
        """The words of the state, in Vietnamese and English."""
        return self.lifecycle.states[self.state]

    def access_unit_id(self) -> int | None:
        """The unit over which a right is asked; None where a register is the whole locality's."""
        return getattr(self, "unit_id", None)

    @property
    def branches(self) -> frozenset[str]:
        """What kind of matter it is, in the words by which its lifecycle chooses clocks and documents."""
        return frozenset()

    @property
    def holder(self) -> tuple[int | None, int | None] | None:
        """(unit, account) that has the matter in hand; None where nobody has, or the register keeps no such account."""
        return None

    def facts(self) -> dict[str, Any]:
        """The stored values by column name, as `digest` reads them."""
        return {f.attname: f.to_python(getattr(self, f.attname)) for f in self._meta.concrete_fields}

    def digest(self) -> str:
        """SHA-256 (hex) over the record's canonical form: what it says, and who wrote it first, and when."""
        return digest_of(self.facts())


class Change(models.Model):
    """One field's old and new value at one ledger entry: the history that people read."""

    entry = models.ForeignKey(ledger.Entry, on_delete=models.PROTECT, related_name="changes")
    subject = models.CharField(max_length=80, db_index=True)
    field = models.CharField(max_length=60)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self.field}: {self.old} → {self.new}"


def tracked_models() -> list[type[Tracked]]:
    return [m for m in apps.get_models() if issubclass(m, Tracked)]


def model_of(register: str) -> type[Tracked]:
    """The model behind a register's name; KeyError when no app announced one."""
    for model in tracked_models():
        if model.lifecycle.register == register:
            return model
    raise KeyError(register)


def find(ref: str) -> Tracked | None:
    """The record that a reference such as "outreach.session:17" names, or None."""
    register, _sep, pk = ref.partition(":")
    try:
        return model_of(register)._default_manager.filter(pk=pk).first()
    except (KeyError, ValueError):
        return None


def present_digests() -> Iterator[tuple[str, str]]:
    """(reference, digest) of every tracked record as it now stands in the database."""
    for model in tracked_models():
        register = model.lifecycle.register
        for key, digest in stored_digests(model):
            yield f"{register}:{key}", digest


def barred(record: Tracked, step: Step, by: Any) -> str:
    """Why `by` can't take the step now: a sentence that says what opens it; empty when the step is open."""
    if record.pk is None and step.sources:
        return str(_("Bản ghi chưa được lưu."))
    if record.pk is not None and record.state not in step.sources:
        said = {"verb": _verb(step), "opens": _said(*record.lifecycle.opens(step, record.state))}
        if not said["opens"]:
            return str(_("Chưa thể «%(verb)s»: chỉ làm được khi lập bản ghi mới.") % said)
        return str(_("Chưa thể «%(verb)s»: chỉ làm được khi bản ghi ở trạng thái «%(opens)s».") % said)
    if not can(by, step.ability, record.access_unit_id()):
        return str(_("Ông/bà không có quyền «%(verb)s» đối với đơn vị này.") % {"verb": _verb(step)})
    bars = _bars.get(record.lifecycle.register)
    if bars is not None and (barring := bars(record, step, by)):
        return barring
    return next((sentence for guard in step.guards if (sentence := guard(record))), "")


#: Looks at a record, a step and who would take it: the sentence of what bars this person, or "".
Bars = Callable[[Any, Step, Any], str]
_bars: dict[str, Bars] = {}


def announce_bars(register: str, bars: Bars) -> None:
    """Announced once at start by an app where a right also turns on the person: conflicts of interest, assignment."""
    _bars[register] = bars


def _check(record: Tracked, step: Step, by: Any, reason: str) -> None:
    sentence = barred(record, step, by)
    if sentence and not can(by, step.ability, record.access_unit_id()):
        raise PermissionDenied(sentence)
    if sentence:
        raise Refusal(sentence)
    if step.reason and not reason.strip():
        raise Refusal(str(_("Ghi lý do: người đọc sau sẽ cần biết vì sao «%(verb)s».") % {"verb": _verb(step)}))


def _verb(step: Step) -> str:
    return _said(step.label, step.label_en)


def _said(vi: str, en: str) -> str:
    """The words in the reader's language, the Vietnamese ones where there are no others."""
    return en if en and (get_language() or "vi").startswith("en") else vi


@contextmanager
def move(
    record: Tracked, name: str, *, by: Any, on: date, reason: str = "", seen_version: int | None = None,
    clock: ClockFacts | None = None, **facts: Any,
) -> Iterator[Tracked]:  # fmt: skip
    """Take the step `name` on `record`; the caller writes fields inside the block.

    In one transaction: locks and re-reads the record, checks version, state, right and guards, starts and stops the
    step's clocks, saves, writes history and ledger line. `clock`: what a decision says about a clock. `facts` go into
    the ledger's payload (references and numbers, never a person's name).
    Raises Stale, Refusal or PermissionDenied; then nothing is saved.
    """
    from liemchinh.spine import deadlines  # which derives `Clocked` from this module's `Tracked`

    step = record.lifecycle.step(name)
    with transaction.atomic():
        before: dict[str, Any] = {}
        held: tuple[int | None, int | None] | None = None
        if record.pk is not None:
            # Without from_queryset the row would be read unlocked, and a stale edit could win.
            record.refresh_from_db(from_queryset=type(record)._default_manager.select_for_update())
            before, held = record.facts(), record.holder
            if seen_version is not None and seen_version != record.version:
                raise Stale(record)
            _check(record, step, by, reason)
        yield record
        if record.pk is None:
            _check(record, step, by, reason)
            record.recorded_by_id = by.pk
        if step.target is not None:
            record.state = step.target
        record.version += 1
        clocks = deadlines.follow(record, step, on=on, clock=clock, reason=reason)
        record.save()
        clocks.write()
        search.index([record])
        entry = _write_line(record, step, before, by=by, on=on, reason=reason, facts=clocks.said | facts)
        if record.holder != held:
            deadlines.hold(record, on, entry, new=not before)


def _write_line(
    record: Tracked, step: Step, before: dict[str, Any], *, by: Any, on: date, reason: str, facts: Mapping[str, Any]
) -> ledger.Entry:
    after = record.facts()
    changed = [k for k in after if k not in _KEPT and before and before.get(k) != after[k]]
    changes = [(record.ref, k, _shown(before[k]), _shown(after[k])) for k in changed]
    said = {"fields": changed, HISTORY: history_digest(changes)} if changes else {}
    entry = ledger.append(
        verb=step.verb,
        subject=record.ref,
        actor=actor_ref(by),
        payload=_payload(on, reason, facts) | said,
        record_digest=digest_of(after),
    )
    Change.objects.bulk_create(
        Change(entry=entry, subject=subject, field=field, old=old, new=new) for subject, field, old, new in changes
    )
    return entry


def _payload(on: date, reason: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    payload = {"on": on.isoformat(), **{k: plain(v) for k, v in facts.items() if v is not None}}
    return payload | ({"reason": reason.strip()} if reason.strip() else {})


def _shown(value: Any) -> str:
    return "" if value is None else str(plain(value))


def correct(
    record: Tracked, changes: Mapping[str, Any], *, by: Any, on: date, reason: str, seen: int | None = None
) -> None:
    """Write other values into a record by its register's step "correct", which asks for a reason."""
    with move(record, "correct", by=by, on=on, reason=reason, seen_version=seen):
        for name, value in changes.items():
            setattr(record, name, value)


def bulk_create(
    records: Sequence[Tracked], name: str, *, by: Any, on: date, batch: str, facts: Mapping[str, Any] | None = None
) -> None:
    """Create many records of one register by the creating step `name`, one ledger line each, all or nothing."""
    if not records:
        return
    from liemchinh.spine import deadlines

    step = type(records[0]).lifecycle.step(name)
    for record in {r.access_unit_id(): r for r in reversed(records)}.values():
        _check(record, step, by, batch)
    for record in records:
        record.state, record.version, record.recorded_by_id = step.target or "", 1, by.pk
    with transaction.atomic():
        clocks = deadlines.follow_many(records, step, on=on)
        bulk.insert(records)
        clocks.write()
        deadlines.hold_many(records, on)
        search.index(records)
        payload = _payload(on, "", {**(facts or {}), "batch": batch})
        ledger.append_many(_rows(records, step, actor_ref(by), payload, clocks), batch=batch)


def bulk_move(queryset: models.QuerySet[Any], name: str, *, by: Any, on: date, reason: str, batch: str) -> int:
    """Take one step on every record of the queryset (undoing an import); answers how many. All or nothing."""
    from liemchinh.spine import deadlines

    step = queryset.model.lifecycle.step(name)
    with transaction.atomic():
        records = list(queryset.select_for_update())
        for record in records:
            _check(record, step, by, reason)
            record.state, record.version = step.target or record.state, record.version + 1
        stopped = deadlines.stop_many(records, step, on=on)
        for start in range(0, len(records), CHUNK):  # one statement a chunk: bulk_update takes four times as long
            part = queryset.model._default_manager.filter(pk__in=[r.pk for r in records[start : start + CHUNK]])
            part.update(state=step.target or F("state"), version=F("version") + 1, **stopped)
        search.index(records)
        payload = _payload(on, reason, {"batch": batch})
        ledger.append_many(_rows(records, step, actor_ref(by), payload), batch=batch)
    return len(records)


def _rows(
    records: Sequence[Tracked], step: Step, actor: str, payload: dict[str, Any], clocks: Any = None
) -> Iterator[dict[str, Any]]:
    for record, digest in zip(records, digests(records), strict=True):
        yield {
            "verb": step.verb,
            "subject": record.ref,
            "actor": actor,
            "payload": clocks.payload(record, payload) if clocks is not None else payload,
            "record_digest": digest,
        }
