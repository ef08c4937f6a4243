"""A tiny register with clocks, its table made for one module of tests and gone after it.

The model stays out of Django's list of models but while such a module runs: no other test shall see it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from liemchinh.kernel.law import Law
from liemchinh.kernel.lifecycle import UNDONE, Lifecycle, Step, drops, extends, meets, pauses, resumes, starts
from liemchinh.spine.access import SYSTEM
from liemchinh.spine.deadlines import Clocked, of
from liemchinh.spine.deadlines.models import Deadline
from liemchinh.spine.moves import move

#: Every clock of complaints, denunciations, reception and handling: each starts on records whose branch is its id.
CLOCKS = tuple(t.id for t in Law.load() if t.kind == "clock" and t.id.split("-")[0] in ("TC", "KN", "TCD", "XLD"))
RESOLVE = ("TC-05", "KN-03", "KN-06", "KN-23")
START = tuple(starts(term, of=term, since="event_on") for term in CLOCKS)
SHORT = ("TC-01", "TC-03")


def step(name: str, sources: tuple[str, ...], target: str | None, **more: Any) -> Step:
    return Step(name, sources, target, "outreach.write", f"matter.{name}", name, name, **more)


LIFECYCLE = Lifecycle(
    register="spine.matter",
    states={"open": ("đang giải quyết", "open"), "paused": ("tạm dừng", "paused"), "done": ("xong", "done"),
            UNDONE: ("đã hoàn tác", "undone")},
    steps=(
        step("receive", (), "open", clocks=(*START, starts("TC-17", of="tip", since="event_on", internal=True))),
        step("import", (), "open", clocks=(*START, *(meets(t, of=(t, "closed"), since="done_on") for t in CLOCKS))),
        step("accept", ("open",), None,
             clocks=(meets("KN-02"), starts("KN-03", of="KN-02"), starts("TC-02", of="TC-01"))),
        step("pause", ("open",), "paused", clocks=tuple(pauses(t) for t in RESOLVE + SHORT), reason=True),
        step("resume", ("paused",), "open", clocks=tuple(resumes(t) for t in RESOLVE + SHORT)),
        step("extend", ("open", "paused"), None, clocks=tuple(extends(t, of=t) for t in RESOLVE + SHORT)),
        step("conclude", ("open", "paused"), "done", clocks=tuple(meets(t, since="done_on") for t in CLOCKS)),
        step("finish", ("open", "paused"), "done", clocks=tuple(meets(t) for t in CLOCKS)),
        step("withdraw", ("open", "paused"), "done", clocks=(drops(),)),
        step("hand_over", ("open",), None),
        Step("correct", ("open", "paused", "done"), None, "outreach.write", "record.correct", "Đính chính", "Correct",
             reason=True),
        step("undo", ("open",), UNDONE),
    ),
)  # fmt: skip


class Matter(Clocked):
    """Of the kinds in `kinds`, of one unit; `event_on` is the day from which its clocks count."""

    lifecycle = LIFECYCLE

    kinds = models.CharField(max_length=200)
    unit_id = models.BigIntegerField(null=True)
    desk_id = models.BigIntegerField(null=True)
    event_on = models.DateField("ngày nhận", null=True)
    done_on = models.DateField("ngày xong", null=True)

    class Meta:
        app_label = "spine"
        indexes = (models.Index(fields=["next_due"], name="matter_next_due"),)

    @property
    def branches(self) -> frozenset[str]:
        return frozenset(self.kinds.split())

    @property
    def holder(self) -> tuple[int | None, int | None] | None:
        return (self.desk_id, None) if self.desk_id else None


def _forget() -> None:
    apps.all_models["spine"].pop("matter", None)
    apps.clear_cache()


_forget()


@pytest.fixture(scope="module")
def matters(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    apps.register_model("spine", Matter)
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(Matter)
        yield
        with connection.schema_editor() as editor:
            editor.delete_model(Matter)
    _forget()


def matter(kinds: str, event_on: date | None, step: str = "receive", **fields: Any) -> Matter:
    record = Matter(kinds=kinds, event_on=event_on, **fields)
    take(record, step, on=event_on or date(2026, 1, 5))
    return record


def take(record: Matter, step: str, on: date, **how: Any) -> Matter:
    changes = how.pop("changes", {})
    with move(record, step, by=SYSTEM, on=on, **how):
        for name, value in changes.items():
            setattr(record, name, value)
    return record


def the_clock(record: Matter, term: str = "") -> Deadline:
    """The only clock of the record, or the one of that term."""
    found = [d for d in of(record.ref) if term in ("", d.term) and not d.internal]
    assert len(found) == 1, found
    return found[0]
