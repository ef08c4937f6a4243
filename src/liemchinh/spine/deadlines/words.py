"""How a clock is spoken of on a day (WORDING 5.4): "còn 3 ngày làm việc", with its colour."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from liemchinh.kernel.daybook import CalendarUnknown
from liemchinh.kernel.standing import standing
from liemchinh.spine.deadlines.current import writer
from liemchinh.spine.deadlines.models import Deadline
from liemchinh.spine.deadlines.queries import nearest
from liemchinh.spine.deadlines.reckon import Stored, stored

Tone = Literal["green", "amber", "red", "darkred", "grey"]
Status = Deadline.Status
#: Tone -> the state of the chip of that colour and icon (docs/design.md).
CHIPS: dict[str, str] = {"green": "ok", "amber": "soon", "red": "late", "darkred": "very", "grey": "rest"}


@dataclass(frozen=True, slots=True)
class Words:
    """key: of the text. days: left (positive) or over (negative), in `unit`; None where there is no day.

    Very overdue is `darkred`: late by more than 30 days or by more than half of the whole time, in the clock's unit.
    """

    key: str
    vi: str
    en: str
    tone: Tone
    days: int | None = None
    unit: str = ""
    internal: bool = False

    @property
    def chip(self) -> str:
        """The state of `{% due %}`."""
        return CHIPS[self.tone]

    @property
    def label(self) -> str:
        return self.vi

    @property
    def label_en(self) -> str:
        return self.en


def words(deadline: Deadline, today: date, urged: int = 0) -> Words:
    """How `deadline` stands on `today`; `urged`: how many times the unit was reminded."""
    found = _said(deadline, today, urged)
    if not deadline.internal:
        return found
    vi, en = _both("due.internal")
    return replace(found, vi=f"{vi}: {found.vi}", en=f"{en}: {found.en}", internal=True)


def _said(deadline: Deadline, today: date, urged: int) -> Words:
    if deadline.status == Status.DROPPED:
        return Words("due.dropped", *_both("due.dropped", d=deadline.met_on), "grey")
    if deadline.waits and deadline.open and deadline.due is not None and today > deadline.due:
        return Words("due.passed", *_both("due.passed", due=deadline.due), "grey")
    if deadline.due is None or (deadline.waits and not deadline.open):
        if deadline.met_on is not None:
            return Words("due.done", *_both("due.done", d=deadline.met_on), "grey")
        return Words("due.nodate", *_both("due.nodate"), "grey")
    try:
        return _stands(deadline, stored(deadline), today, urged)
    except CalendarUnknown:  # working days of a year without a calendar: said in days of the calendar
        return _stands(deadline, replace(stored(deadline), unit="calendar_days"), today, urged)


def _stands(deadline: Deadline, limit: Stored, today: date, urged: int) -> Words:
    vi, en = (
        standing(
            limit, today, met_on=deadline.met_on, paused_since=deadline.paused_on, urged=urged, language=language,
            phrases=writer(language).phrases,
        )
        for language in ("vi", "en")
    )  # fmt: skip
    unit = "working_days" if vi.key.endswith(".w") else "calendar_days"
    return Words(vi.key, vi.text, en.text, _tone(deadline, today), vi.days, unit)


def _tone(deadline: Deadline, today: date) -> Tone:
    if deadline.status == Status.PAUSED or deadline.waits:
        return "grey"
    if not deadline.open:
        return "red" if deadline.status == Status.LATE else "green"
    if deadline.due is not None and today > deadline.due:
        return "darkred" if deadline.far_on is not None and today >= deadline.far_on else "red"
    return "amber" if deadline.soon_on is not None and today >= deadline.soon_on else "green"


def _both(key: str, **fields: object) -> tuple[str, str]:
    return writer("vi").line(key, **fields), writer("en").line(key, **fields)


def no_clock() -> Words:
    """Of a record without a clock: no statutory limit."""
    return Words("due.none", *_both("due.none"), "grey")


def chips(records: Iterable[Any], today: date) -> dict[str, Words]:
    """For a page of a list: reference -> words of the clock that matters most now. One query for all."""
    return {ref: words(deadline, today) for ref, deadline in nearest([r.ref for r in records]).items()}
