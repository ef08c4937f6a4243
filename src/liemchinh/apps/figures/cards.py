"""«Việc của tôi»: figures that wait for a person, and figures that were returned."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from liemchinh.apps.figures import queries
from liemchinh.apps.figures.behind import name
from liemchinh.apps.figures.links import period_query
from liemchinh.apps.figures.models import Narrative, Reported
from liemchinh.catalogue import indicators
from liemchinh.kernel.access import abilities_of
from liemchinh.kernel.measures import Period
from liemchinh.spine.access import posts, units_with
from liemchinh.spine.web.home import Card, Line, card

SHOWN = 5


@card("figures.write", order=30)
def narratives_waiting(account: Any, on: date) -> Card | None:  # noqa: ARG001
    """Narrative reports with figures to confirm."""
    mine = Narrative.objects.filter(state="reading", unit_id__in=units_with(account, "figures.write"))
    found = list(mine.select_related("unit").order_by("-pk")[:SHOWN])
    if not found:
        return None
    counts = queries.counts(found)
    lines = [
        Line(n.title, reverse("figures:narrative", args=[n.pk]), f"{n.unit}: {counts[n.pk].get('proposed', 0)}", "soon",
             _("chờ xác nhận"))
        for n in found
    ]  # fmt: skip
    return Card(_("Báo cáo chữ cần xác nhận số liệu"), lines, mine.count(), reverse("figures:narratives"))


@card("figures.write", order=20)
def returned(account: Any, on: date) -> Card | None:  # noqa: ARG001
    """Figures that the superior returned."""
    mine = Reported.objects.filter(state="returned", unit_id__in=units_with(account, "figures.write"))
    found = list(mine.select_related("unit").order_by("-pk")[:SHOWN])
    if not found:
        return None
    reasons = queries.reasons(found)
    lines = [Line(_title(f), _grid(f), reasons.get(f.pk, ""), "late", _("bị trả lại")) for f in found]
    return Card(_("Số liệu bị trả lại để sửa"), lines, mine.count())


@card("figures.return", order=40)
def units_not_reporting(account: Any, on: date) -> Card | None:
    """Units that owe figures and have reported none whose period reaches into this year."""
    year = Period(date(on.year, 1, 1), on)
    silent = queries.units_without_figures(_heads_of(account), year)
    if not silent:
        return None
    lines = [Line(str(u), f"{reverse('figures:list')}?{urlencode(period_query(u, year))}", "", "soon",
                  _("chưa có số liệu")) for u in silent[:SHOWN]]  # fmt: skip
    return Card(_("Đơn vị chưa gửi số liệu năm nay"), lines, len(silent))


def _heads_of(account: Any) -> list[int]:
    """The units in whose name this person follows figures up."""
    return [p.unit_id for p in posts(account) if "figures.return" in abilities_of(p.role)]


def _title(figure: Reported) -> str:
    indicator = indicators().get(figure.indicator)
    return f"{name(indicator) if indicator else figure.indicator}, {figure.unit}"


def _grid(figure: Reported) -> str:
    return f"{reverse('figures:typed')}?{urlencode(period_query(figure.unit, figure.period))}#v_{figure.indicator}"
