"""Text recognition: programs that take a PDF of scans and give the same pages with a text layer.

ocrmypdf where the Python package is installed (it turns pages upright and keeps the scans as they are); else tesseract
itself. Both need tesseract with Vietnamese: Debian's tesseract-ocr and tesseract-ocr-vie.
"""

from __future__ import annotations

import importlib.util
import logging
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pypdfium2 as pdfium
from django.utils.translation import gettext as _

from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.spelling import is_syllable
from liemchinh.spine.papers import layers, pictures

log = logging.getLogger(__name__)

LANGUAGE: Final = "vie"
#: Seconds that one page may take before it is given up.
PAGE_SECONDS: Final = 180
#: Width in pixels at which a page is drawn for tesseract: A4 at 300 dpi.
READING_WIDTH: Final = 2480

#: Share of words that must be syllables of Vietnamese for a page to count as lying upright, and how many words tell.
SENSE: Final = 0.5
FEW_WORDS: Final = 6

Alive = Callable[[], bool]


class Stopped(Exception):
    """Somebody stopped the reading."""


class EngineFault(Exception):
    """The program failed on these pages."""


@dataclass(frozen=True, slots=True)
class Engine:
    """`run(scans, searchable, folder for what it needs meanwhile, still wanted)`."""

    name: str
    run: Callable[[Path, Path, Path, Alive], None]


def available() -> list[Engine]:
    """The engines of this machine, the better first; none without tesseract and its Vietnamese."""
    if not has_tesseract():
        return []
    engines = [Engine("tesseract", _tesseract)]
    if importlib.util.find_spec("ocrmypdf") is not None:
        engines.insert(0, Engine("ocrmypdf", _ocrmypdf))
    return engines


def has_tesseract() -> bool:
    """Whether tesseract is there and knows Vietnamese."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    try:
        listed = subprocess.run(  # noqa: S603 (found on the path of the service)
            [program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return LANGUAGE in listed.stdout.split()


def lacking() -> str:
    """What to tell people where nothing can be read."""
    return _(
        "Máy chủ chưa có phần mềm nhận dạng chữ nên chưa đọc được bản chụp; tệp đã được giữ, xem được và nhập tay được."
        " Quản trị cài gói tesseract-ocr và tesseract-ocr-vie rồi chạy «liemchinh ocr retry»."
    )


def _ocrmypdf(scans: Path, searchable: Path, folder: Path, alive: Alive) -> None:
    """As the pages lie; where that gives no Vietnamese, again with each page turned upright, which takes twice as long.

    `--skip-text` leaves a scan's picture as it is; where a scanner's program left some words, pages are redrawn.
    """
    document = layers.opened(scans, scans.name)
    count = len(document)
    written = any(layers.read(document, n).words for n in range(count))
    document.close()
    mode = "--force-ocr" if written else "--skip-text"
    options = ["--language", LANGUAGE, "--output-type", "pdf", "--optimize", "0", "--jobs", "1"]
    limits = ["--tesseract-timeout", str(PAGE_SECONDS), "--max-image-mpixels", "200", "--quiet", mode]
    command = [sys.executable, "-m", "ocrmypdf", *options, *limits]
    watched([*command, str(scans), str(searchable)], folder, PAGE_SECONDS * count, alive)
    if not _makes_sense(searchable):
        watched([*command, "--rotate-pages", str(scans), str(searchable)], folder, PAGE_SECONDS * count, alive)


def _makes_sense(searchable: Path) -> bool:
    """Whether on every page at least half of the words can be Vietnamese: a page on its side gives other things."""
    document = layers.opened(searchable, searchable.name)
    try:
        texts = [layers.read(document, number).text for number in range(len(document))]
    finally:
        document.close()
    return all(_sense(text) >= SENSE for text in texts)


def _sense(text: str) -> float:
    words = re.findall(r"[^\W\d_]{2,}", text)
    return sum(map(is_syllable, words)) / len(words) if len(words) >= FEW_WORDS else 0.0


def _tesseract(scans: Path, searchable: Path, folder: Path, alive: Alive) -> None:
    """Page by page: drawn, read, and put together again."""
    document = layers.opened(scans, scans.name)
    joined = pdfium.PdfDocument.new()
    try:
        for number in range(len(document)):
            picture = folder / f"page-{number}.jpg"
            drawn = pictures.drawn(document, number, READING_WIDTH)
            drawn.save(picture, quality=80, dpi=(300, 300))
            base = folder / f"read-{number}"
            command = ["tesseract", str(picture), str(base), "-l", LANGUAGE, "--psm", "1", "--dpi", "300", "pdf"]
            watched(command, folder, PAGE_SECONDS, alive)
            page = layers.opened(base.with_suffix(".pdf"), scans.name)
            joined.import_pages(page)
            page.close()
        joined.save(searchable)
    except Refusal:
        raise EngineFault("tesseract gave no PDF") from None
    finally:
        joined.close()
        document.close()


def watched(command: list[str], folder: Path, seconds: float, alive: Alive) -> None:
    """Run the program with one thread, its temporary files in the folder; end it when nobody wants it any more."""
    surroundings = os.environ | {"OMP_THREAD_LIMIT": "1", "TMPDIR": str(folder)}
    complaints = folder / "stderr.txt"
    with complaints.open("wb") as stderr:
        process = subprocess.Popen(  # noqa: S603 (the command is ours, the file names are ours)
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=stderr, env=surroundings,
            start_new_session=True,
        )  # fmt: skip
    ends = time.monotonic() + seconds
    try:
        while process.poll() is None:
            if not alive():
                raise Stopped
            if time.monotonic() > ends:
                raise EngineFault(f"{command[0]} took longer than {seconds:.0f} s")
            try:
                process.wait(0.4)
            except subprocess.TimeoutExpired:
                continue
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    if process.returncode:
        said = complaints.read_text(encoding="utf-8", errors="replace")[-500:]
        raise EngineFault(f"{command[0]} ended with {process.returncode}: {said}")
