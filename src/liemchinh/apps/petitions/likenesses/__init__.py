"""Which petitions may be one: each is compared on arrival with all earlier ones, by fingerprints that hold no text.

compare_with_earlier(petition)     # on receipt, in its transaction
refresh(petition)                  # the text was corrected, a reading confirmed
load_many(by=officer)              # after an import: a background job compares what has no fingerprint yet
pairs_of(petition, account)        # what this reader may know of the likely twins
"""

from __future__ import annotations

from liemchinh.apps.petitions.likenesses.many import catch_up, load_many, waiting
from liemchinh.apps.petitions.likenesses.one import compare_with_earlier, propose_by_hand, refresh
from liemchinh.apps.petitions.likenesses.reading import Pair, elsewhere, open_pairs, pair_for, pairs_of
from liemchinh.apps.petitions.likenesses.twice import entered_before

__all__ = [
    "Pair", "catch_up", "compare_with_earlier", "elsewhere", "entered_before", "load_many", "open_pairs", "pair_for",
    "pairs_of", "propose_by_hand", "refresh", "waiting",
]  # fmt: skip
