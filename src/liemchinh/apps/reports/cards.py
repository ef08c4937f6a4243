"""«Việc của tôi»: drafts to finish and sign, and signed reports whose figures the registers no longer bear out."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liemchinh.apps.reports import freezing
from liemchinh.apps.reports.models import Review
from liemchinh.spine.access import units_with
from liemchinh.spine.web.formats import day
from liemchinh.spine.web.home import Card, Line, card

SHOWN = 5


def _of(account: Any, ability: str, state: str) -> Any:
    rows = Review.objects.live().filter(state=state, unit_id__in=units_with(account, ability))
    return rows.select_related("unit", "resolution").defer("document").order_by("-pk")


def _title(review: Review) -> str:
    return _("Sơ kết %(number)s, %(unit)s") % {"number": review.resolution.number, "unit": review.unit}


@card("reports.sign", order=10)
def to_sign(account: Any, on: date) -> Card | None:  # noqa: ARG001
    """Drafts of the units for which this person signs."""
    return _drafts(account, "reports.sign", gettext_lazy("Báo cáo chờ ký"), gettext_lazy("chờ ký"))


@card("reports.write", order=15)
def to_write(account: Any, on: date) -> Card | None:  # noqa: ARG001
    """Drafts that this person writes; who signs them sees them above."""
    if units_with(account, "reports.sign"):
        return None
    return _drafts(account, "reports.write", gettext_lazy("Báo cáo đang soạn"), gettext_lazy("dự thảo"))


def _drafts(account: Any, ability: str, title: Any, words: Any) -> Card | None:
    drafts = _of(account, ability, "draft")
    lines = [
        Line(_title(r), reverse("report", args=[r.pk]), f"{day(r.period_start)} – {day(r.period_end)}", "soon", words)
        for r in drafts[:SHOWN]
    ]
    return Card(title, lines, drafts.count(), reverse("reports")) if lines else None


@card("reports.read", order=25)
def drifted(account: Any, on: date) -> Card | None:  # noqa: ARG001
    """The newest signed reports that have drifted."""
    lines = []
    for review in _of(account, "reports.read", "signed")[:SHOWN]:
        changed = sum(found.value_differs for found in freezing.drift(review))
        if changed:
            said = _("%(n)d số khác với khi ký") % {"n": changed}
            lines.append(Line(_title(review), reverse("report", args=[review.pk]), said, "soon", _("lệch số liệu")))
    return Card(gettext_lazy("Báo cáo đã lệch số liệu"), lines, len(lines), reverse("reports")) if lines else None
