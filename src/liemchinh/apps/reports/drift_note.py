"""What the page of a signed report says of its drift: which figures moved, which only had records changed, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from liemchinh.apps.figures.templatetags.lc_figures import bare
from liemchinh.apps.reports.freezing import FigureDrift, Line
from liemchinh.apps.reports.models import Review
from liemchinh.apps.reports.writing import lower
from liemchinh.kernel import vietnamese
from liemchinh.kernel.measures import Indicator
from liemchinh.kernel.sentences import Facts, FieldValue, Segment, Segments, Shown, Text, fill, render
from liemchinh.spine import wording
from liemchinh.spine.web.formats import day, language
from liemchinh.spine.wording import say

#: So many ledger lines are told on the page; their number tells the rest.
CAUSES = 5


@dataclass(frozen=True, slots=True)
class DriftNote:
    """`title` and `moved` are empty where every value stayed; `same` where no other figure had a record changed."""

    title: str
    moved: Segments
    same: str
    causes: tuple[str, ...]
    more: str


def note(found: Sequence[FigureDrift]) -> DriftNote | None:
    """None where nothing has drifted."""
    if not found:
        return None
    moved = [change for change in found if change.value_differs]
    lines = {line.pk: line for change in found for line in change.lines}
    told = [lines[pk] for pk in sorted(lines)]
    return DriftNote(
        title=say("report.drift.title", n=len(moved)) if moved else "",
        moved=_moved(moved),
        same=_same([change for change in found if not change.value_differs]),
        causes=tuple(_cause(line) for line in told[:CAUSES]),
        more=say("report.drift.more", n=len(told) - CAUSES) if len(told) > CAUSES else "",
    )


def correction(review: Review, found: Sequence[FigureDrift]) -> str:
    """The official sentence of a signed report that has drifted, in Vietnamese; empty where no value did."""
    moved = [change for change in found if change.value_differs]
    if not moved or review.signed_on is None:
        return ""
    book = wording.book()
    items = []
    for change in moved:
        was, now = apart(change.signed, change.now, change.indicator)
        reason = next((line.reason for line in change.lines if line.reason), "")
        segments = render(book.text("rpt.drift.item"), Facts(fields={
            "label": change.indicator.label, "signed": was, "now": now, "reason": reason}))  # fmt: skip
        items.append("".join(s.text for s in segments or ()))
    records = {ref for change in found for ref in change.refs}
    return fill(
        book.text("rpt.drift"), signed_on=vietnamese.date_text(review.signed_on), n=len(records), m=len(moved),
        list="; ".join(items),
    )  # fmt: skip


def apart(one: Decimal | None, other: Decimal | None, indicator: Indicator) -> tuple[str, str]:
    """Both values as they print, with as many decimals as it takes to tell them apart."""
    first, second = bare(one, indicator), bare(other, indicator)
    if first == second and one is not None and other is not None and one != other:
        exact = (vietnamese.number(value.normalize(), lang=language()) for value in (one, other))
        sign = "%" if indicator.unit == "percent" else ""
        first, second = (f"{text}{sign}" for text in exact)
    return first, second


def _moved(moved: Sequence[FigureDrift]) -> Segments:
    """«Sổ hiện cho: buổi tuyên truyền 748 (đã ký 746), lượt người dự 31.274 (đã ký 31.211).»"""
    listed: list[Segment] = []
    for change in moved:
        was, now = apart(change.signed, change.now, change.indicator)
        fields: dict[str, FieldValue] = {
            "label": name(change.indicator), "signed": was, "now": (Shown(now, change.indicator.id),)
        }  # fmt: skip
        item = render(wording.book().text("report.drift.item", language()), Facts(fields=fields, document=False))
        listed += [Text(", ")] if listed else []
        listed += item or ()
    if not listed:
        return ()
    whole = wording.book().text("report.drift.now", language())
    return render(whole, Facts(fields={"list": tuple(listed)}, document=False)) or ()


def _same(same: Sequence[FigureDrift]) -> str:
    records = {ref for change in same for ref in change.refs}
    labels = ", ".join(name(change.indicator) for change in same)
    return say("report.drift.same", n=len(records), list=labels) if same else ""


def _cause(line: Line) -> str:
    """«Vì …, ngày …, lý do: “…”.»: the ledger's sentence, its reason set apart."""
    what = line.sentence.rstrip(".")
    for tail in (f", lý do: {line.reason}", f": {line.reason}"):
        what = what.removesuffix(tail) if line.reason else what
    on = day(timezone.localtime(line.at))
    if line.reason:
        return say("report.drift.because.reason", what=what, date=on, reason=line.reason)
    return say("report.drift.because", what=what, date=on)


def name(indicator: Indicator) -> str:
    """The indicator inside a sentence, in the reader's language."""
    return lower(indicator.label_en if language() == "en" else indicator.label)
