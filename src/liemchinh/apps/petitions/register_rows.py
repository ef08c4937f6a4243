"""A row of an office's own petition register as one petition: its kind, its state, its days; and what is wrong with it.

A petition that was received counts, whatever its clerk mistyped: where the sheet itself proposes what was meant, the
row is written so, with a warning, and the writing stays in the note. Where nothing proposes it, the row is an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from liemchinh.apps.petitions import codes
from liemchinh.apps.petitions import register_words as said
from liemchinh.apps.petitions.lifecycle import ENDED_EARLY, IMPORTED
from liemchinh.kernel import classify
from liemchinh.spine.import_facts import Facts

_OUTCOME_STATE = {
    codes.Outcome.FORWARD: "forwarded", codes.Outcome.GUIDE: "guided", codes.Outcome.RETURN: "returned",
    codes.Outcome.FILE: "filed", codes.Outcome.DECLINE: "declined",
}  # fmt: skip
_STATE_OUTCOME = {state: outcome for outcome, state in _OUTCOME_STATE.items()}
_CASES = (codes.Kind.COMPLAINT, codes.Kind.DENUNCIATION)
#: Fields that keep their default where the sheet leaves them empty.
_DEFAULTED = ("stage", "identity", "channel", "signers", "number")
_MONTHS_LATER = 2
#: The kinds of kernel.classify in the words of the register.
_CLASSIFIED = {
    "khieu_nai": codes.Kind.COMPLAINT, "to_cao": codes.Kind.DENUNCIATION, "kien_nghi": codes.Kind.RECOMMENDATION,
    "phan_anh": codes.Kind.REFLECTION,
}  # fmt: skip


def complete(facts: Facts) -> None:
    """What `Register.complete` asks for: fields, step, and what goes along (`sender`, `repeats`)."""
    values = facts.values
    for name in _DEFAULTED:
        if name in values and values[name] in ("", None):
            del values[name]
    if (arrival := str(values.get("arrival_no", ""))).isdecimal():
        values["arrival_no"] = arrival.lstrip("0") or "0"
    _kind(facts)
    _sender(facts)
    _repeats(facts)
    way = _direction(facts)
    _competence(facts, way)
    _answered(facts)
    state = facts.state or _state(facts)
    _days(facts, state)
    facts.step = IMPORTED[state]


# --- what kind -------------------------------------------------------------------------------------------------------
def _kind(facts: Facts) -> None:
    values, ticked = facts.values, facts.ticked.get("kind")
    if ticked is None:
        return
    if len(ticked) > 1:
        ticked[:] = [_by_content(facts, ticked)]
    if not ticked:
        facts.say("warning", "kind", "kind", _("không đánh dấu loại đơn; ghi là chưa phân loại"))
    kind = ticked[0] if ticked else ""
    shared = kind == codes.Kind.RECOMMENDATION and said.cue(values["subject"]) == codes.Kind.REFLECTION
    values["kind"] = codes.Kind.REFLECTION.value if shared else kind


def _by_content(facts: Facts, ticked: list[str]) -> str:
    """Several kinds are ticked: the one that the abstract names at its head, else the one of its content."""
    kind = kind_of(facts.values["subject"], ticked)
    label = codes.Kind(kind).label
    facts.say(
        "warning", "kind", "kind",
        _("đánh dấu nhiều loại đơn; theo nội dung ghi là %(kind)s, xem lại") % {"kind": label}, str(label),
    )  # fmt: skip
    return kind


def kind_of(subject: str, among: list[str]) -> str:
    """The kind of `among` that an abstract speaks of."""
    if said.says_kn(subject) and codes.Kind.COMPLAINT in among:
        return codes.Kind.COMPLAINT.value
    if (named := said.cue(subject)) in among:
        return named
    found = _CLASSIFIED[classify.classify(subject).kind.value]
    return found.value if found in among else among[0]


# --- who wrote, and whether before -----------------------------------------------------------------------------------
def _sender(facts: Facts) -> None:
    values = facts.values
    if "sender" not in values:
        return
    found = said.senders(_joined(values), values.get("note", ""))
    facts.aside["people"] = found.people
    if "identity" not in values:
        values["identity"] = str(found.identity)
    values.setdefault("signers", found.signers)


def _joined(values: Mapping[str, Any]) -> str:
    """Name and address, which some registers keep in two columns."""
    return " - ".join(filter(None, (values["sender"], values.get("address", ""))))


def _repeats(facts: Facts) -> None:
    note = facts.values.get("note", "")
    facts.aside["repeated"] = facts.values.get("repeats") or said.repeats(note)
    if not facts.aside["repeated"] and said.says_repeated(note):
        facts.say("warning", "similar", "note", _("ghi là trùng nhưng không nói trùng đơn số nào; vẫn ghi là một đơn"))


# --- which way -------------------------------------------------------------------------------------------------------
def _direction(facts: Facts) -> said.Direction:
    values, written = facts.values, facts.values.get("direction", "")
    way = said.direction(written)
    values["outcome"] = values.get("outcome") or way.outcome
    if way.body:
        where = "competent_body" if way.outcome == codes.Outcome.GUIDE else "forwarded_to"
        values[where] = values.get(where) or way.body
    if way.helpers:
        values["helpers"] = values.get("helpers") or way.helpers
    if written and not way.outcome:
        values["proposal_note"] = written
        facts.say("warning", "note", "direction", _("không rõ là hướng xử lý nào; giữ nguyên lời trong ý kiến đề xuất"))
    return way


def _competence(facts: Facts, way: said.Direction) -> None:
    values, ticked = facts.values, facts.ticked.get("competence")
    elsewhere = way.outcome in (codes.Outcome.FORWARD, codes.Outcome.GUIDE)
    if ticked is not None:
        if len(ticked) > 1:
            ticked[:] = [codes.Competence.OUT.value if elsewhere else codes.Competence.IN.value]
            label = codes.Competence(ticked[0]).label
            facts.say("warning", "kind", "competence",
                      _("đánh dấu cả hai; theo hướng xử lý ghi là %(word)s, xem lại") % {"word": label},
                      str(label))  # fmt: skip
        values["competence"] = ticked[0] if ticked else ""
    if values.get("competence") == codes.Competence.IN and way.outcome == codes.Outcome.FORWARD:
        facts.say("warning", "kind", "direction", _("thuộc thẩm quyền mà chuyển đi; xem lại thẩm quyền"))


# --- what came of it -------------------------------------------------------------------------------------------------
def _answered(facts: Facts) -> None:
    """The day of the answer: not before the receipt, not to come."""
    values = facts.values
    answered, received = values.get("answered_on"), values["received_on"]
    if answered is None or received <= answered <= facts.on:
        return
    message = _("trước ngày nhận %(day)s") if answered < received else _("là ngày chưa tới")
    message %= {"day": f"{received:%d/%m/%Y}"} if answered < received else {}
    fit = next((d for d in _likely(answered, received, facts.years) if received <= d <= facts.on), None)
    if fit is None or "answered_on" in facts.typed:
        facts.say("error", "order", "answered_on", message, f"{fit:%d/%m/%Y}" if fit else "")
        return
    values["answered_on"] = fit
    message += "; " + _("sổ ghi %(day)s, xem lại") % {"day": f"{fit:%d/%m/%Y}"}
    facts.say("warning", "mended", "answered_on", message, f"{fit:%d/%m/%Y}")
    written = _("sổ gốc ghi ngày giải quyết: %(day)s") % {"day": f"{answered:%d/%m/%Y}"}
    values["note"] = "; ".join(filter(None, [values.get("note"), written]))


def _likely(answered: date, received: date, years: tuple[int, ...]) -> list[date]:
    """What was meant: the same day a month or two later, or in the year of the sheet or the one after."""
    if answered < received:
        found = [_moved(answered, months) for months in range(1, _MONTHS_LATER + 1)]
    else:
        found = [_moved(answered, 12 * (year - answered.year)) for y in years for year in (y, y + 1)]
    return [d for d in found if d is not None]


def _moved(held: date, months: int) -> date | None:
    number = held.year * 12 + held.month - 1 + months
    try:
        return date(number // 12, number % 12 + 1, held.day)
    except ValueError:
        return None


def _state(facts: Facts) -> str:
    """The state that dates and words name together: a day of the answer weighs most, then the way that it went."""
    values = facts.values
    named, finding = said.result(values.get("result_words", ""))
    if finding and not values.get("finding"):
        values["finding"] = finding
    if values["outcome"] in _OUTCOME_STATE and named not in ("withdrawn", "discontinued"):
        return _OUTCOME_STATE[values["outcome"]]
    if values.get("answered_on"):
        if named in ("accepted", "verifying"):
            facts.say(
                "warning", "note", "result_words", _("có ngày giải quyết mà ghi là đang giải quyết; ghi là đã xong")
            )
        return "closed"
    if named == "closed":
        facts.say("warning", "blank", "result_words",
                  _("ghi là đã giải quyết nhưng không có ngày giải quyết; chưa tính là đã giải quyết"))  # fmt: skip
    if named:
        return named
    return "classified" if values.get("kind") and values.get("competence") else "received"


def _days(facts: Facts, state: str) -> None:
    """The days that follow from the state. A register without the day of a decision is read as deciding on receipt."""
    values = facts.values
    answered, received = values.get("answered_on"), values["received_on"]
    for name in ("accepted_on", "decided_on", "concluded_on", "ended_on", "closed_on"):
        if (day := values.get(name)) is not None and day < received:
            facts.say("error", "order", name, _("trước ngày nhận %(day)s") % {"day": f"{received:%d/%m/%Y}"})
    if facts.state:
        return
    if state in ENDED_EARLY:
        values["outcome"] = values["outcome"] or _STATE_OUTCOME.get(state, "")
        values["decided_on"] = values.get("decided_on") or answered or received
        values["ended_on"] = values["decided_on"]
        values["answered_on"] = None
    elif answered:
        values["ended_on"] = values["closed_on"] = answered
    elif state in ("accepted", "verifying") and values.get("kind") in _CASES:
        values["accepted_on"] = values.get("accepted_on") or received
        values["decided_on"] = values["accepted_on"]
