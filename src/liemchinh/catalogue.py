"""All the indicators of the house, gathered from where they are declared, without Django."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from liemchinh.apps.commendation import indicators as commendation
from liemchinh.apps.directives import indicators as directives
from liemchinh.apps.figures.catalogue import (
    a_leadership,
    b_outreach,
    c_prevention,
    d_administration,
    e_reception,
    g_inspection,
    g_results,
    h_party,
    i_corruption,
    j_savings,
)
from liemchinh.apps.organisation import indicators as organisation
from liemchinh.apps.outreach import indicators as outreach
from liemchinh.apps.petitions import indicators as petitions
from liemchinh.kernel.measures import Indicator

_MODULES = (
    directives, a_leadership, organisation, outreach, b_outreach, c_prevention, d_administration, e_reception,
    petitions, g_inspection, g_results, h_party, i_corruption, j_savings, commendation,
)  # fmt: skip


@cache
def indicators() -> Mapping[str, Indicator]:
    """Indicator id -> indicator, by group and within a group in the order of the declarations."""
    found: dict[str, Indicator] = {}
    for module in _MODULES:
        for indicator in module.INDICATORS:
            if indicator.id in found:
                raise ValueError(f"the indicator {indicator.id} is declared twice")
            found[indicator.id] = indicator
    return MappingProxyType(found)
