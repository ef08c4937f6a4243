"""The records of petitions, one file a concern."""

from liemchinh.apps.petitions.models.after import Remedy
from liemchinh.apps.petitions.models.desk import Digest, SavedFilter, Seen, Silence, Watch
from liemchinh.apps.petitions.models.letters import Letter
from liemchinh.apps.petitions.models.likeness import Agency, Band, Likeness, Print
from liemchinh.apps.petitions.models.petition import Attachment, Matter, Party, Petition
from liemchinh.apps.petitions.models.reception import Sitting, Visit

__all__ = [
    "Agency",
    "Attachment",
    "Band",
    "Digest",
    "Letter",
    "Likeness",
    "Matter",
    "Party",
    "Petition",
    "Print",
    "Remedy",
    "SavedFilter",
    "Seen",
    "Silence",
    "Sitting",
    "Visit",
    "Watch",
]
