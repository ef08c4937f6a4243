"""Charts for templates: `{% load lc_charts %}{% chart line %}`; each draws its table too."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from liemchinh.spine.web.charts import Bars, League, Line, Spark

register = template.Library()

PARTS = {Line: "line", Bars: "bars", League: "league", Spark: "spark"}


@register.simple_tag
def chart(drawn: Any, download: str = "") -> SafeString:
    """Draws a Line, Bars, League or Spark with its table beside; `download` is the address of its numbers as a file."""
    part = PARTS[type(drawn)]
    return mark_safe(render_to_string(f"spine/charts/{part}.html", {"chart": drawn, "download": download}))  # noqa: S308


@register.filter
def pct(value: float) -> str:
    """A coordinate: a point, never the decimal comma of the page's language."""
    return f"{value:g}%"


@register.filter
def px(value: float) -> str:
    return f"{value:g}"
