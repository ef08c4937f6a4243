"""The clocks of records: started, met, paused, extended and dropped by the steps of a lifecycle table.

`moves.move` calls `follow` for each step; registers derive their model from `Clocked` and read with `of`, `words`,
`chips`, `reasons`, `buckets` and `held`.
"""

from liemchinh.kernel.lifecycle import ClockFacts
from liemchinh.spine.deadlines.acts import extension_barred, title
from liemchinh.spine.deadlines.clocked import Clocked
from liemchinh.spine.deadlines.follow import follow, follow_many, stop_many
from liemchinh.spine.deadlines.grounds import Ground, grounds
from liemchinh.spine.deadlines.holding import Held, held, hold, hold_many
from liemchinh.spine.deadlines.limits import limits, set_limit
from liemchinh.spine.deadlines.models import Deadline, Holding, InternalLimit
from liemchinh.spine.deadlines.queries import Reasons, buckets, nearest, of, reasons
from liemchinh.spine.deadlines.recompute import recompute, recompute_missing
from liemchinh.spine.deadlines.words import Words, chips, no_clock, words

__all__ = [
    "ClockFacts",
    "Clocked",
    "Deadline",
    "Ground",
    "Held",
    "Holding",
    "InternalLimit",
    "Reasons",
    "Words",
    "buckets",
    "chips",
    "extension_barred",
    "follow",
    "follow_many",
    "grounds",
    "held",
    "hold",
    "hold_many",
    "limits",
    "nearest",
    "no_clock",
    "of",
    "reasons",
    "recompute",
    "recompute_missing",
    "set_limit",
    "stop_many",
    "title",
    "words",
]
