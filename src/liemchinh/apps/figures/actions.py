"""What is done with reported figures: typed in, read from a narrative, confirmed, corrected, returned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from liemchinh.apps.figures.checks import of_unit
from liemchinh.apps.figures.models import Narrative, PeriodRole, Proposal, Qualifier, Reported
from liemchinh.apps.figures.passages import places
from liemchinh.apps.organisation.models import Unit
from liemchinh.catalogue import indicators
from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.measures import Indicator, Period
from liemchinh.spine.moves import move

#: The largest value that a figure may have: 9,99 triệu tỷ; beyond it somebody typed too many noughts.
LARGEST = Decimal(10) ** 16


@dataclass(frozen=True, slots=True)
class Value:
    """What a figure says: `value` in the indicator's unit."""

    indicator: str
    value: Decimal
    qualifier: str = Qualifier.EXACT
    role: str = PeriodRole.CURRENT
    estimate: bool = False
    note: str = ""


def _known(indicator_id: str) -> Indicator:
    found = indicators().get(indicator_id)
    if found is None:
        raise Refusal(_("Không có chỉ tiêu «%(id)s». Chọn chỉ tiêu trong danh mục.") % {"id": indicator_id})
    return found


def _check(said: Value) -> None:
    """Refusal: what is wrong with a figure in itself."""
    indicator = _known(said.indicator)
    if said.value < 0:
        raise Refusal(_("Số liệu không thể âm."))
    if said.value >= LARGEST:
        raise Refusal(_("Số quá lớn. Kiểm tra lại số chữ số 0."))
    if indicator.unit == "percent" and said.value > 100:
        raise Refusal(_("Tỷ lệ không quá 100%."))
    counted = indicator.unit not in ("percent", "VND", "m2")
    if counted and said.value != said.value.to_integral_value():
        raise Refusal(_("«%(label)s» đếm theo %(unit)s nên phải là số nguyên.") % {
            "label": indicator.label, "unit": indicator.unit})  # fmt: skip


def _of(unit: Unit, said: Value, period: Period) -> QuerySet[Reported]:
    return Reported.objects.filter(
        unit=unit, indicator=said.indicator, role=said.role, period_start=period.start, period_end=period.end
    )


def current(unit: Unit, said: Value, period: Period) -> Reported | None:
    """The figure that stands for that unit, indicator, period and role now."""
    return _of(unit, said, period).filter(state="confirmed").first()


def record(
    unit: Unit, period: Period, said: Value, *, by: Any, on: date, proposal: Proposal | None = None,
    replacing: int | None = None,
) -> Reported:  # fmt: skip
    """Write a figure of a unit for a period. One that stands already is superseded, and stays in the history.

    `replacing` is the id of the figure that the person saw (0: none); if another stands now, it is refused.
    """
    _check(said)
    with transaction.atomic():
        standing = current(unit, said, period)
        if replacing is not None and (standing.pk if standing else 0) != replacing:
            raise Refusal(_("Chỉ tiêu này vừa được người khác ghi số khác. Xem lại rồi ghi."))
        if standing is not None and _same(standing, said) and (proposal is None or standing.proposal_id == proposal.pk):
            return standing
        for earlier in _of(unit, said, period).filter(state__in=("confirmed", "returned")):
            with move(earlier, "supersede", by=by, on=on):
                pass
        figure = Reported(
            unit=unit, indicator=said.indicator, period_start=period.start, period_end=period.end, role=said.role,
            value=said.value, qualifier=said.qualifier, estimate=said.estimate, note=said.note, proposal=proposal,
        )  # fmt: skip
        with move(figure, "record", by=by, on=on, **_facts(said.indicator, period, standing, proposal)):
            pass
    return figure


def _same(figure: Reported, said: Value) -> bool:
    return (figure.value, figure.qualifier, figure.estimate, figure.note) == (
        said.value, said.qualifier, said.estimate, said.note
    )  # fmt: skip


def _facts(
    indicator: str, period: Period, standing: Reported | None = None, proposal: Proposal | None = None
) -> dict[str, Any]:
    return {
        "indicator": f"indicator:{indicator}",
        "period": f"{period.start:%d/%m/%Y} – {period.end:%d/%m/%Y}",
        "replaces": standing.ref if standing else None,
        "passage": proposal.ref if proposal else None,
    }


def give_back(figure: Reported, *, reason: str, by: Any, on: date) -> Reported:
    """The superior returns a figure to the unit, with a reason that the unit reads; it counts no more until mended."""
    with move(figure, "return", by=by, on=on, reason=reason, unit=figure.unit.ref):
        pass
    return figure


def withdraw(figure: Reported, *, reason: str, by: Any, on: date) -> Reported:
    """The unit takes a figure back; it stays in the history and counts no more."""
    with move(figure, "withdraw", by=by, on=on, reason=reason):
        pass
    return figure


def confirm(proposal: Proposal, *, by: Any, on: date, seen: int | None = None) -> Reported:
    """The reader was right: the passage becomes a figure of the unit for the narrative's period."""
    return _decide(proposal, "confirm", _as_read(proposal), by=by, on=on, seen=seen)


def correct(proposal: Proposal, said: Value, *, by: Any, on: date, seen: int | None = None) -> Reported:
    """The passage says something else: indicator, value, qualifier or role. What was read stays in the history."""
    return _decide(proposal, "correct", said, by=by, on=on, seen=seen)


def _as_read(proposal: Proposal) -> Value:
    return Value(proposal.indicator, proposal.value, proposal.qualifier, proposal.role)


def _decide(proposal: Proposal, step: str, said: Value, *, by: Any, on: date, seen: int | None) -> Reported:
    narrative = proposal.narrative
    _open(narrative)
    _check(said)
    with transaction.atomic():
        with move(proposal, step, by=by, on=on, seen_version=seen):
            proposal.indicator, proposal.value = said.indicator, said.value
            proposal.qualifier, proposal.role = said.qualifier, said.role
        _drop(proposal, said, by=by, on=on)
        twin = current(narrative.unit, said, narrative.period)
        if twin is not None and twin.proposal_id != proposal.pk and _same(twin, said) and twin.proposal_id is not None:
            return twin  # the text says it twice: the first passage already gave the figure
        return record(narrative.unit, narrative.period, said, by=by, on=on, proposal=proposal)


def _drop(proposal: Proposal, said: Value, *, by: Any, on: date) -> None:
    """Figures that this passage gave before, for another indicator or period role, stand no more."""
    for figure in proposal.reported.filter(state="confirmed").exclude(indicator=said.indicator, role=said.role):
        with move(figure, "supersede", by=by, on=on):
            pass
        _hand_over(figure, by=by, on=on)


def _hand_over(gone: Reported, *, by: Any, on: date) -> None:
    """Another confirmed passage of the same report that says the same stands in for one that was given up."""
    assert gone.proposal is not None
    twin = gone.proposal.narrative.proposals.filter(
        state__in=("confirmed", "corrected"), indicator=gone.indicator, role=gone.role, value=gone.value,
        qualifier=gone.qualifier,
    ).exclude(pk=gone.proposal_id).first()  # fmt: skip
    if twin is not None:
        record(gone.unit, gone.period, _as_read(twin), by=by, on=on, proposal=twin)


def reject(proposal: Proposal, *, by: Any, on: date, reason: str = "", seen: int | None = None) -> Proposal:
    """The passage is no figure of this unit; a figure that it gave before is withdrawn."""
    _open(proposal.narrative)
    with transaction.atomic():
        with move(proposal, "reject", by=by, on=on, reason=reason, seen_version=seen):
            pass
        why = reason or _("Đoạn văn không phải số liệu.")
        for figure in proposal.reported.filter(state="confirmed"):
            withdraw(figure, reason=why, by=by, on=on)
            _hand_over(figure, by=by, on=on)
    return proposal


def restore(proposal: Proposal, *, by: Any, on: date, seen: int | None = None) -> Proposal:
    """Rejected by mistake: the passage waits again; a figure that it gave before comes back only when confirmed."""
    _open(proposal.narrative)
    with move(proposal, "restore", by=by, on=on, seen_version=seen):
        pass
    return proposal


def add(narrative: Narrative, said: Value, start: int, end: int, *, by: Any, on: date) -> Reported:
    """A figure that the reader missed: a person says where it stands, what it is, and stands by it.

    `start` and `end` are places in the text as read; Refusal when nothing stands there.
    """
    _open(narrative)
    _check(said)
    quote = narrative.text[start:end]
    if not 0 <= start < end or not quote.strip():
        raise Refusal(_("Chưa chọn đoạn văn có con số. Chép đúng đoạn văn trong báo cáo."))
    proposal = Proposal(
        narrative=narrative, unit=narrative.unit, indicator=said.indicator, value=said.value, qualifier=said.qualifier,
        role=said.role, quote=" ".join(quote.split())[:500], start=start, end=end,
        why=_("Người xác nhận đánh dấu thêm"),
    )  # fmt: skip
    with transaction.atomic():
        with move(proposal, "propose", by=by, on=on):
            pass
        return confirm(proposal, by=by, on=on)


def find(narrative: Narrative, quote: str) -> tuple[int, int]:
    """Where a quoted passage stands in the text, blanks aside. Refusal when it is not there, or more than once."""
    found = places(narrative.text, quote)
    if not found:
        raise Refusal(_("Không thấy đoạn «%(quote)s» trong báo cáo. Chép đúng đoạn văn, kể cả dấu.") % {"quote": quote})
    if len(found) > 1:
        raise Refusal(_("Đoạn «%(quote)s» có %(n)d chỗ trong báo cáo. Chép dài hơn để chỉ còn một chỗ.") % {
            "quote": quote, "n": len(found)})  # fmt: skip
    return found[0]


def _open(narrative: Narrative) -> None:
    if narrative.state != "reading":
        raise Refusal(_("Báo cáo này đã xác nhận xong. Mở lại, nêu lý do, rồi sửa."))


def finish(narrative: Narrative, *, by: Any, on: date, reason: str = "") -> Narrative:
    """The head of the unit signs off what was decided. Where a check warns, a short reason is kept in the ledger."""
    waiting = narrative.proposals.filter(state="proposed").count()
    if waiting:
        raise Refusal(_("Còn %(n)d số chờ xác nhận. Xác nhận, sửa hoặc loại từng số.") % {"n": waiting})
    warnings = of_unit(narrative.unit, narrative.period)
    if warnings and not reason.strip():
        raise Refusal(" ".join(w.sentence for w in warnings))
    with move(narrative, "finish", by=by, on=on, reason=reason):
        pass
    return narrative


def reopen(narrative: Narrative, *, by: Any, on: date, reason: str) -> Narrative:
    """Somebody found a mistake after all."""
    with move(narrative, "reopen", by=by, on=on, reason=reason):
        pass
    return narrative
