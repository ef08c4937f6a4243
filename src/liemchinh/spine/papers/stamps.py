"""The stamp of a secrecy level on a scan, looked for before the scan is kept: the upper half of the first page is read.

A stamp is often red, crooked and over other words: what is red is read by itself too, at several angles.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PIL import Image, ImageChops, ImageFilter, ImageOps

from liemchinh.spine.papers import engines, layers, pictures, secrecy

#: How much of the page is read, and how wide: large letters need few pixels.
PART: Final = 0.5
WIDTH: Final = 1400
#: How much redder than green or blue a point must be, and the share of such points that is worth a look.
RED: Final = 60
RED_SHARE: Final = 0.0003
ANGLES: Final = (0, -7, 7)


def refuse_stamped(source: Path | bytes, kind: str, name: str) -> None:
    """SecretPaper where a stamp is read. Without tesseract nothing can be read, and nothing is refused."""
    if not engines.has_tesseract():
        return
    folder = Path(tempfile.mkdtemp(prefix="liemchinh-look-"))
    try:
        page = _top(source, kind, name)
        secrecy.refuse_marked([_words(page, folder)], noisy=True)
        if any(secrecy.is_stamp_of_ink(_words(ink, folder)) for ink in _red_ink(page)):
            raise secrecy.SecretPaper
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _top(source: Path | bytes, kind: str, name: str) -> Image.Image:
    if kind == "image":
        page = pictures.frame(source, 0, name)
        page = page.crop((0, 0, page.width, max(1, round(page.height * PART))))
        page.thumbnail((WIDTH, WIDTH))
        return page.convert("RGB")
    document = layers.opened(source, name)
    try:
        return pictures.drawn(document, 0, WIDTH, top=PART)
    finally:
        document.close()


def _red_ink(page: Image.Image) -> Iterator[Image.Image]:
    """What is red on the page, black on white, straight and turned to either side; nothing where next to nothing is."""
    red, green, blue = page.split()
    redder = ImageChops.subtract(red, ImageChops.lighter(green, blue))
    ink = redder.point([255 * (level > RED) for level in range(256)]).filter(ImageFilter.MedianFilter(3))
    box = ink.getbbox()
    if box is None or ink.histogram()[255] < RED_SHARE * page.width * page.height:
        return
    alone = ImageOps.expand(ImageOps.invert(ink.crop(box)), 40, 255)
    for angle in ANGLES:
        yield alone.rotate(angle, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)


def _words(picture: Image.Image, folder: Path) -> str:
    """What tesseract makes of the scattered words of a picture; «» where it fails."""
    file, base = folder / "top.png", folder / "top"
    picture.save(file, dpi=(170, 170))
    command = ["tesseract", str(file), str(base), "-l", engines.LANGUAGE, "--psm", "11", "--dpi", "170"]
    try:
        engines.watched(command, folder, 60, lambda: True)
        return base.with_suffix(".txt").read_text(encoding="utf-8")
    except (engines.EngineFault, OSError):
        return ""
