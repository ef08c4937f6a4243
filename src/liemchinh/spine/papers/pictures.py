"""Photographs and scans as pictures: opened with care, shown page by page, made into the pages of a PDF."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, ImageSequence

from liemchinh.kernel.errors import Refusal
from liemchinh.spine.papers import layers
from liemchinh.spine.papers.kinds import broken

#: More pixels than any camera or scanner of an office gives (A3 at 600 dpi is 70 million).
LARGEST_PICTURE: Final = 150_000_000
#: Width of a page on the screen in pixels: A4 at 150 dpi, legible beside a form.
SHOWN_WIDTH: Final = 1240
_A4_INCHES: Final = (8.27, 11.69)


def _with_heic() -> bool:
    """Teach Pillow the format of telephones, where the package for it is installed."""
    try:
        import pi_heif
    except ImportError:
        return False
    pi_heif.register_heif_opener()
    return True


CAN_HEIC: Final = _with_heic()


@contextmanager
def opened(source: Path | bytes, name: str) -> Iterator[Image.Image]:
    """The picture, its head read and its size judged; Refusal where it is damaged or too large."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(source) if isinstance(source, bytes) else source)
    except Image.DecompressionBombError:
        raise _too_large(name) from None
    except (OSError, ValueError, SyntaxError, EOFError, TypeError):
        raise broken(name) from None
    with picture:
        if picture.width * picture.height > LARGEST_PICTURE:
            raise _too_large(name)
        yield picture


def _too_large(name: str) -> Refusal:
    return Refusal(_("Ảnh «%(name)s» lớn quá. Hãy chụp hoặc quét lại ở cỡ nhỏ hơn.") % {"name": name})


def frames(source: Path | bytes, name: str) -> int:
    """How many pages; the first is read to its end, so that a photograph cut off in copying is found."""
    with opened(source, name) as picture, _mending(name):
        picture.load()
        return int(getattr(picture, "n_frames", 1)) if picture.format == "TIFF" else 1


@contextmanager
def _mending(name: str) -> Iterator[None]:
    """Whatever a decoder of Pillow raises over damaged bytes is the sentence about a damaged file."""
    try:
        yield
    except (OSError, ValueError, SyntaxError, EOFError, TypeError, IndexError, Image.DecompressionBombError):
        raise broken(name) from None


def frame(source: Path | bytes, number: int, name: str) -> Image.Image:
    """One page (from 0), upright as the camera noted, on white, in colour or grey."""
    with opened(source, name) as picture, _mending(name):
        if number:
            picture.seek(number)
        return _plain(picture)


def _plain(picture: Image.Image) -> Image.Image:
    upright = ImageOps.exif_transpose(picture)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        clear = upright.convert("RGBA")
        upright = Image.new("RGB", clear.size, "white")
        upright.paste(clear, mask=clear.getchannel("A"))
    return upright.convert("L" if upright.mode in ("1", "L", "I;16", "I", "F") else "RGB")


def to_pdf(source: Path, target: Path, name: str) -> None:
    """The picture's pages as a PDF; without a resolution of its own, each fills an A4 page."""
    with opened(source, name) as picture, _mending(name):
        count = frames(source, name)
        pages = ImageSequence.Iterator(picture) if count > 1 else [picture]
        for number, page in enumerate(pages):
            plain = _plain(page)
            plain.save(target, "PDF", append=number > 0, resolution=_resolution(page, plain), quality=85)


def _resolution(page: Image.Image, plain: Image.Image) -> float:
    """Dots an inch: as the scanner noted, if that makes a sheet between A6 and A2; else what makes it A4."""
    noted = page.info.get("dpi", (0, 0))[0]
    inches = plain.width / float(noted) if noted else 0.0
    if 4 <= inches <= 24:
        return float(noted)
    across = _A4_INCHES[0] if plain.height >= plain.width else _A4_INCHES[1]
    return max(plain.width / across, 36.0)


def shown(path: Path, kind: str, number: int, name: str, width: int = SHOWN_WIDTH) -> bytes:
    """A page (from 0) of a PDF or picture as JPEG, at most so many pixels wide. IndexError: there is no such page."""
    if kind == "image":
        if not 0 <= number < frames(path, name):
            raise IndexError(number)
        page = frame(path, number, name)
        page.thumbnail((width, width * 3))
    else:
        page = _drawn(path, number, name, width)
    out = io.BytesIO()
    page.save(out, "JPEG", quality=80)
    return out.getvalue()


def _drawn(path: Path, number: int, name: str, width: int) -> Image.Image:
    document = layers.opened(path, name)
    try:
        if not 0 <= number < len(document):
            raise IndexError(number)
        return drawn(document, number, width)
    finally:
        document.close()


def drawn(document: Any, number: int, width: int, *, grey: bool = False, top: float = 1.0) -> Image.Image:
    """A page (from 0) of a PDF so many pixels wide, never more than three times as high; `top`: only its upper part."""
    page = document[number]
    try:
        across, down = page.get_size()
        scale = min(width / max(across, 1.0), 3 * width / max(down, 1.0))
        bitmap = page.render(scale=scale, grayscale=grey, crop=(0, down * (1 - top), 0, 0))
        picture: Image.Image = bitmap.to_pil().convert("L" if grey else "RGB")
        bitmap.close()
        return picture
    finally:
        page.close()
