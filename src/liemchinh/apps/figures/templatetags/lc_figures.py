"""Figures in templates: `{% load lc_figures %}{{ figure|value }}`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liemchinh.apps.figures import behind, links
from liemchinh.apps.figures.board import Board, Figure
from liemchinh.apps.figures.models import Qualifier
from liemchinh.kernel.measures import Indicator
from liemchinh.spine.web import formats

register = template.Library()

#: Units that are part of how a value is written.
SCALED = ("VND", "m2", "percent")
#: State of a figure -> colour, words (WORDING 1.2).
STATES: dict[str, tuple[str, Promise]] = {
    "V": ("ok", gettext_lazy("đủ")),
    "Z": ("ok", gettext_lazy("không phát sinh")),
    "P": ("soon", gettext_lazy("một phần")),
    "N": ("rest", gettext_lazy("chưa có số liệu")),
}


@register.filter
def amount(value: Decimal | None, indicator: Indicator) -> str:
    """A value with its unit word: 746 buổi; 1,36 tỷ đồng; 82,5%; – where nothing is known."""
    return formats.figure(value, indicator.unit)


@register.filter
def bare(value: Decimal | None, indicator: Indicator) -> str:
    """A value in a column of its own: without the unit word, money and areas in their scale."""
    return formats.figure(value, indicator.unit if indicator.unit in SCALED else "")


@register.filter
def value(figure: Figure) -> str:
    """The value used, as rough as its source says: «trên 3,4 tỷ đồng», «khoảng 350 người»."""
    text = formats.figure(figure.value, figure.indicator.unit)
    return rough(text, figure.qualifier)


@register.filter
def rough(text: str, qualifier: str) -> str:
    """«trên 843 triệu đồng», «khoảng 350 người»: as rough as the source says."""
    if qualifier == Qualifier.AT_LEAST:
        return _("trên %s") % text
    return _("khoảng %s") % text if qualifier == Qualifier.APPROX else text


@register.filter
def signed(value: Decimal | None, indicator: Indicator) -> str:
    """A difference with its sign: +215, −1, 0, or – where there is none."""
    text = bare(value, indicator)
    return f"+{text}" if value is not None and value > 0 else text


@register.filter
def name(indicator: Indicator) -> str:
    return behind.name(indicator)


@register.filter
def state_class(figure: Figure) -> str:
    return STATES[figure.state][0]


@register.filter
def state_words(figure: Figure) -> str:
    """«đủ», «một phần, 7/9 đơn vị»…"""
    words = str(STATES[figure.state][1])
    return f"{words}, {figure.have}/{figure.owe}" if figure.state == "P" else words


@register.filter
def source_words(figure: Figure) -> str:
    """Where the value used comes from."""
    if figure.source == "computed":
        return _("Tính từ %(n)s bản ghi") % {"n": formats.number(figure.records)}
    if figure.source == "reported":
        return _("Đơn vị báo cáo, %(n)s số") % {"n": formats.number(figure.records)}
    return _("Sổ và báo cáo, không cộng trùng") if figure.source else ""


@register.simple_tag
def door(board: Board, figure: Figure, **filters: Any) -> str:
    """The address of the records behind the figure."""
    return links.records_url(figure.indicator.id, board.units_by_id[figure.unit_id], board.period, **filters)
