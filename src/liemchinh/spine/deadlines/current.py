"""The law and the texts of this installation, as clocks read them."""

from __future__ import annotations

import time
from pathlib import Path

from django.conf import settings

from liemchinh.kernel.because import Writer
from liemchinh.kernel.law import Law, law_root
from liemchinh.kernel.phrasebook import Phrasebook
from liemchinh.spine import wording

#: Looking whether a file of the law changed costs more than a clock does; a changed calendar is seen this much later.
_LOOK_AGAIN_AFTER = 5.0  # seconds
_read: dict[str, tuple[float, Law]] = {}
_texts: dict[str, Phrasebook] = {}


def law() -> Law:
    """The shipped law, then the locality's own folder `LIEMCHINH_HOME/law` where there is one. Refusal: a bad file."""
    home = str(settings.LIEMCHINH_HOME)
    now = time.monotonic()
    looked, found = _read.get(home, (0.0, None))
    if found is None or now - looked > _LOOK_AGAIN_AFTER:
        own = Path(home) / "law"
        found = Law.load(law_root(), *([own] if own.is_dir() else []))
        _read[home] = (now, found)
    return found


def phrases() -> Phrasebook:
    """The texts of this installation."""
    home = str(settings.LIEMCHINH_HOME)
    if home not in _texts:
        _texts[home] = wording.book()
    return _texts[home]


def look_again() -> None:
    """Read the law's files anew at the next question, not seconds later."""
    _read.clear()
    _texts.clear()


def writer(language: str) -> Writer:
    """The texts of time limits in "vi" or "en"."""
    return Writer(phrases(), language)
