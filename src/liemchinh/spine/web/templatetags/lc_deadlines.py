"""Clocks for templates: `{% load lc_deadlines %}{% deadlines petition.ref %}`, `{% days_held petition.ref %}`."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from liemchinh.spine.deadlines import Deadline
from liemchinh.spine.web import deadline_cards

register = template.Library()


@register.inclusion_tag("spine/parts/deadlines.html")
def deadlines(ref: str, urged: int = 0) -> dict[str, Any]:
    """Every clock of a record, each with "Vì sao là ngày này?" to unfold."""
    return {"cards": deadline_cards.cards(ref, timezone.localdate(), urged)}


@register.inclusion_tag("spine/parts/deadline.html")
def deadline(found: Deadline, urged: int = 0) -> dict[str, Any]:
    """One clock."""
    return {"card": deadline_cards.card(found, timezone.localdate(), urged)}


@register.inclusion_tag("spine/parts/days_held.html")
def days_held(ref: str) -> dict[str, Any]:
    """Who held the matter for how many days: the list alone, for a panel of the page."""
    return {"lines": deadline_cards.held_lines(ref, timezone.localdate())}
