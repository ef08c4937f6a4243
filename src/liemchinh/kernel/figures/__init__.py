"""Reading figures from Vietnamese official texts: by rules, offline, with the reason for each."""

from liemchinh.kernel.figures.reader import read
from liemchinh.kernel.figures.reading import Figure, Reading, Skipped

__all__ = ["Figure", "Reading", "Skipped", "read"]
