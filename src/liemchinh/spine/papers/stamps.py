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
#: How much redder than green or blue a point must be.
RED: Final = 60
#: Sizes of a stamp in points of such a page (170 to the inch), the angles tried, and how coarse the sieve is.
SMALLEST: Final = (60, 24)
LARGEST: Final = (700, 300)
ANGLES: Final = range(-12, 13)
SIEVE: Final = 8


def refuse_stamped(source: Path | bytes, kind: str, name: str) -> None:
    """SecretPaper where a stamp is read. Without tesseract nothing can be read, and nothing is refused."""
    if not engines.has_tesseract():
        return
    folder = Path(tempfile.mkdtemp(prefix="liemchinh-look-"))
    try:
        page = _top(source, kind, name)
        secrecy.refuse_marked([_words(page, folder, "11")], noisy=True)
        if any(secrecy.is_stamp_of_ink(_words(ink, folder, "7")) for ink in _red_ink(page)):
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
    """Each patch of red as large as a stamp, black on white, set straight, its frame taken off."""
    red, green, blue = page.split()
    redder = ImageChops.subtract(red, ImageChops.lighter(green, blue))
    ink = redder.point([255 * (level > RED) for level in range(256)]).filter(ImageFilter.MedianFilter(3))
    for box in _patches(ink):
        width, height = box[2] - box[0], box[3] - box[1]
        if SMALLEST[0] <= width <= LARGEST[0] and SMALLEST[1] <= height <= LARGEST[1]:
            yield ImageOps.expand(ImageOps.scale(ImageOps.invert(_unframed(_straight(ink.crop(box)))), 2), 40, 255)


def _patches(ink: Image.Image) -> list[tuple[int, int, int, int]]:
    """Boxes around what hangs together, looked at through a sieve so coarse that the letters of a stamp touch."""
    coarse = ink.reduce(SIEVE).filter(ImageFilter.MaxFilter(3))
    width, cells = coarse.width, bytearray(coarse.point([255 * (v > 12) for v in range(256)]).tobytes())
    boxes = []
    for start in range(len(cells)):
        if not cells[start]:
            continue
        cells[start], waiting, found = 0, [start], []
        while waiting:
            cell = waiting.pop()
            found.append(cell)
            for near in (cell - 1, cell + 1, cell - width, cell + width):
                if 0 <= near < len(cells) and cells[near]:
                    cells[near] = 0
                    waiting.append(near)
        xs, ys = [c % width for c in found], [c // width for c in found]
        boxes.append(tuple(SIEVE * v for v in (min(xs), min(ys), max(xs) + 1, max(ys) + 1)))
    return boxes  # type: ignore[return-value]


def _profile(ink: Image.Image, *, rows: bool) -> bytes:
    """How much ink each row or column holds, 255 for a full one."""
    return ink.resize((1, ink.height) if rows else (ink.width, 1), Image.Resampling.BOX).tobytes()


def _straight(ink: Image.Image) -> Image.Image:
    """Turned so that its lines lie level: there the rows differ most."""
    turned = [ink.rotate(angle, expand=True, resample=Image.Resampling.BILINEAR) for angle in ANGLES]
    level = max(turned, key=lambda t: sum(v * v for v in _profile(t, rows=True)))
    return level.crop(level.getbbox())


def _unframed(ink: Image.Image) -> Image.Image:
    """Rows and columns that are all ink are a frame, not letters; what stands outside of them goes too."""
    for rows in (True, False):
        full = [at for at, v in enumerate(_profile(ink, rows=rows)) if v > (130 if rows else 190)]
        size = ink.height if rows else ink.width
        first = max((at for at in full if at < size // 3), default=-1) + 2
        last = min((at for at in full if at > size - size // 3), default=size) - 1
        if first > 1 or last < size - 1:
            ink = ink.crop((0, first, ink.width, last) if rows else (first, 0, last, ink.height))
    return ink


def _words(picture: Image.Image, folder: Path, layout: str) -> str:
    """What tesseract makes of a picture; «» where it fails. Layouts: 11 scattered words, 7 one line."""
    file, base = folder / "top.png", folder / "top"
    picture.save(file, dpi=(170, 170))
    command = ["tesseract", str(file), str(base), "-l", engines.LANGUAGE, "--psm", layout, "--dpi", "170"]
    try:
        engines.watched(command, folder, 60, lambda: True)
        return base.with_suffix(".txt").read_text(encoding="utf-8")
    except (engines.EngineFault, OSError):
        return ""
