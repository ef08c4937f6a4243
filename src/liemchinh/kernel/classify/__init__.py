"""Reading and classifying incoming letters: by rules, offline, with the passage for each proposal; a person decides."""

from liemchinh.kernel.classify.because import Axis, Because
from liemchinh.kernel.classify.conditions import Missing
from liemchinh.kernel.classify.letter import Accused, Cover, Found, LetterFacts, Sender, read_letter
from liemchinh.kernel.classify.matters import Matter
from liemchinh.kernel.classify.proposal import Proposal, classify

__all__ = [
    "Accused",
    "Axis",
    "Because",
    "Cover",
    "Found",
    "LetterFacts",
    "Matter",
    "Missing",
    "Proposal",
    "Sender",
    "classify",
    "read_letter",
]
