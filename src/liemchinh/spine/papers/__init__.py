"""Papers that people hand in: what a file is, whether it may come in, its text, its pages as pictures.

    stored, paper = papers.take(upload, by=officer)     # Refusal: a sentence; SecretPaper: nothing was kept
    reading = papers.read(stored, officer)              # PaperText; a scan is read in the background
    reading.text, reading.page_at(120), reading.places(120, 140)

Knows no register. The owner of a matter shows the pages with `showing.serve_page` behind its own right, and hears
the end of a reading by the signal `paper_read`.
"""

from liemchinh.spine.papers.letters import Address, Attachment, Mail
from liemchinh.spine.papers.looking import Paper, look, take
from liemchinh.spine.papers.models import PaperPage, PaperText, Place
from liemchinh.spine.papers.reading import again, paper_read, read, stop, unfinished
from liemchinh.spine.papers.secrecy import SecretPaper

__all__ = [
    "Address", "Attachment", "Mail", "Paper", "PaperPage", "PaperText", "Place", "SecretPaper", "again", "look",
    "paper_read", "read", "stop", "take", "unfinished",
]  # fmt: skip
