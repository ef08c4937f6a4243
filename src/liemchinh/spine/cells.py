"""One cell to one value: dates, counts and words as Vietnamese registers write them. Pure functions, no guessing.

A parser answers a `Value` (with a note where a person should look) or raises `CellProblem` with a sentence that helps
and, where there is an obvious one, a proposal in the form in which it would be typed.
"""

from __future__ import annotations

from liemchinh.spine.cell_values import CellProblem, Value, choice, folded, shown, text, words
from liemchinh.spine.counts import count
from liemchinh.spine.days import day

__all__ = ["CellProblem", "Value", "choice", "count", "day", "folded", "shown", "text", "words"]
