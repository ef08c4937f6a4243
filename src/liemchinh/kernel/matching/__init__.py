"""Which petitions are one matter: facts, fingerprints that need no text, rows to find them by, verdicts, explanations.

printed = fingerprint(text, key)           # store printed.to_bytes(), and bands(printed) as index rows
verdict = compare(printed, other, rarity)  # for the few petitions that share a row with at most FEW others
explain(text, other_text)                  # for the page that shows both side by side
"""

from __future__ import annotations

from liemchinh.kernel.matching.bands import FEW, bands, shortlist
from liemchinh.kernel.matching.compare import LINKED, Rarity, Verdict, compare, rarity_of
from liemchinh.kernel.matching.explain import LABELS, Explanation, explain, sentence
from liemchinh.kernel.matching.facts import Fact, facts_of
from liemchinh.kernel.matching.fingerprint import Fingerprint, Mark, fingerprint, from_bytes, from_json
from liemchinh.kernel.matching.links import Link, links

__all__ = [
    "FEW", "LABELS", "LINKED", "Explanation", "Fact", "Fingerprint", "Link", "Mark", "Rarity", "Verdict", "bands",
    "compare", "explain", "facts_of", "fingerprint", "from_bytes", "from_json", "links", "rarity_of", "sentence",
    "shortlist",
]  # fmt: skip
