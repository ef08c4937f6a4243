"""The fields that speak of time limits, of extensions and pauses, and of how late a matter is."""

from __future__ import annotations

from datetime import date, timedelta

from liemchinh.apps.petitions import codes
from liemchinh.apps.petitions.drafting.bodies import body
from liemchinh.apps.petitions.drafting.facts import FIELDS, Facts, field
from liemchinh.apps.petitions.drafting.filling import Value
from liemchinh.kernel.errors import Refusal
from liemchinh.spine import deadlines, wording
from liemchinh.spine.deadlines import Deadline
from liemchinh.spine.deadlines.current import law
from liemchinh.spine.deadlines.reckon import reckon

_TIMES = {1: "lần thứ nhất", 2: "lần thứ hai"}

FIELDS |= {
    "due_date": lambda f: f.clock.due if f.clock else None,
    "days": lambda f: f.clock.days if f.clock else None,
    "due_cite": lambda f: cite(f.clock),
    "extension_word": lambda f: _TIMES.get(f.petition.extensions, ""),
    "days_left": lambda f: max((f.clock.due - f.on).days, 0) if f.clock and f.clock.due else None,
    "old_date": lambda f: f.petition.next_due,
    "handed_on": lambda f: f.petition.accepted_on or f.petition.received_on,
    "late_due": lambda f: clock.due if (clock := late_clock(f)) else None,
    "urged_again": lambda f: f.petition.urged if f.petition.urged > 1 else None,
    "again_rule": lambda f: "khoản 3 Điều 38 Luật Tố cáo" if "denunciation_again" in f.petition.branches else None,
    "secrecy_rule": lambda f: "Điều 8 Luật Tố cáo" if f.petition.kind == codes.Kind.DENUNCIATION else None,
}


def cite(clock: Deadline | None) -> str | None:
    """The article of the time limit; None where the law's files no longer give one."""
    if clock is None:
        return None
    try:
        return reckon(clock).cite
    except Refusal:
        return None


def number_given(f: Facts) -> str:
    """The number of the decision that the officer wrote into the step's form: the paper is that decision."""
    if f.form.key in ("doc.complaint.decision", "doc.denounce.conclusion"):
        return f.petition.decision_no
    what = {"doc.extend": "extensions", "doc.pause": "pauses"}.get(f.form.key)
    running = [c for c in f.clocks if what and getattr(c, what)]
    return str(getattr(running[-1], what)[-1].get("no") or "") if what and running else ""


@field("days_max")
def _days_max(f: Facts) -> Value:
    """How long a complicated complaint may take in all."""
    if f.clock is None:
        return None
    value = law().term(f.clock.term).value_on(f.clock.started)
    extended = value.variants.get(f.clock.variant, value).extended
    return extended[-1] if extended else None


@field("extended_days")
def _extended_days(f: Facts) -> Value:
    """The time that the last extension added: as decided, or all that the law allows."""
    if f.clock is None or not f.clock.extensions:
        return None
    if days := f.clock.extensions[-1].get("days"):
        return int(days)
    value = law().term(f.clock.term).value_on(f.clock.started)
    value = value.variants.get(f.clock.variant, value)
    totals = [value.readings[0].count, *value.extended]
    times = len(f.clock.extensions)
    return totals[times] - totals[times - 1] if times < len(totals) else None


@field("extended_from")
def _extended_from(f: Facts) -> Value:
    """The first day of the added time."""
    days = _extended_days(f)
    if f.clock is None or f.clock.nominal is None or not isinstance(days, int):
        return None
    return f.clock.nominal - timedelta(days=days - 1)


def late_clock(f: Facts) -> Deadline | None:
    """The time limit that is being urged: of settlement where it has passed, else the one that comes first."""
    if f.clock is not None and f.clock.open and f.clock.due is not None and f.clock.due < f.on:
        return f.clock
    every = [c for c in deadlines.of(f.petition.ref) if c.open and not c.waits]
    return next((c for c in every if c.term == f.petition.next_term and c.due == f.petition.next_due), None)


@field("late")
def _late(f: Facts) -> Value:
    clock = late_clock(f)
    return deadlines.words(clock, f.on).vi.removeprefix("hạn nội bộ: ") if clock else None


@field("late_cite")
def _late_cite(f: Facts) -> Value:
    return cite(late_clock(f))


# --- where somebody may go who does not agree ---


def _above(f: Facts) -> str:
    parent = f.unit.parent
    return body(parent).authority if parent else "thủ trưởng cơ quan cấp trên trực tiếp"


@field("recourse")
def _recourse(f: Facts) -> Value:
    if f.petition.stage == codes.Stage.SECOND:
        return wording.book().text("doc.recourse", "second")
    value = law().term("KN-21" if f.petition.discipline else "KN-05").value_on(f.on)
    text = wording.book().text("doc.recourse", "first")
    return text.replace("«above»", _above(f)).replace("«n»", str(value.readings[0].count))


@field("recourse_plain")
def _recourse_plain(f: Facts) -> Value:
    kind = f.petition.kind if f.petition.kind in ("complaint", "denunciation") else "vi"
    if kind == "complaint" and f.petition.stage == codes.Stage.SECOND:
        kind = "court"
    return wording.book().text("doc.recourse", kind).replace("«above»", _above(f)).replace("«issuer»", f.body.issuer)


@field("outcome_line")
def _outcome_line(f: Facts) -> Value:
    """The finding and why; of a recommendation or reflection the answer itself."""
    finding = str(f.petition.get_finding_display())
    if not finding:
        return f.petition.result
    return f"{finding}, vì …………"


@field("reply_days")
def _reply_days(f: Facts) -> Value:
    until = f.given.get("reply_by")
    if not isinstance(until, date) or until <= f.on:
        return None
    try:
        return law().daybook.working_days(f.on + timedelta(days=1), until)
    except Refusal:
        return None
