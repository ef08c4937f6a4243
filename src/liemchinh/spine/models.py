"""Collects the models of this package, so that Django finds them."""

from liemchinh.spine.counters import Counter
from liemchinh.spine.deadlines.models import Deadline, Holding, InternalLimit
from liemchinh.spine.files import StoredFile
from liemchinh.spine.import_models import ImportBatch
from liemchinh.spine.jobs import Job
from liemchinh.spine.ledger import Entry, Head, Node
from liemchinh.spine.moves import Change
from liemchinh.spine.papers.models import PaperPage, PaperText
from liemchinh.spine.people import Account
from liemchinh.spine.search.models import Indexed, SearchedRegister

__all__ = [
    "Account",
    "Change",
    "Counter",
    "Deadline",
    "Entry",
    "Head",
    "Holding",
    "ImportBatch",
    "Indexed",
    "InternalLimit",
    "Job",
    "Node",
    "PaperPage",
    "PaperText",
    "SearchedRegister",
    "StoredFile",
]
