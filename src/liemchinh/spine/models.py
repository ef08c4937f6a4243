"""Collects the models of this package, so that Django finds them."""

from liemchinh.spine.files import StoredFile
from liemchinh.spine.import_models import ImportBatch
from liemchinh.spine.jobs import Job
from liemchinh.spine.ledger import Entry, Head, Node
from liemchinh.spine.moves import Change
from liemchinh.spine.people import Account

__all__ = ["Account", "Change", "Entry", "Head", "ImportBatch", "Job", "Node", "StoredFile"]
