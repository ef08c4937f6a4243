"""Word files and the old Office container: what must not come in, and the lines on which a stamp would stand."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree

import olefile
from django.utils.translation import gettext as _

from liemchinh.kernel.errors import Refusal
from liemchinh.spine.papers.kinds import broken, locked

#: An Office file may not unpack to more bytes than this, nor, beyond 20 MB, to so many times its own size.
LARGEST_UNPACKED: Final = 400 * 1024 * 1024
LARGEST_RATIO: Final = 200
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MACRO_PARTS: Final = re.compile(r"(?i)(?:vbaproject\.bin|vbadata\.xml|/macrosheets/|/activex/[^/]*\.bin)")
_MACRO_TYPE: Final = re.compile(rb"(?i)macroEnabled|ms-office\.vbaProject")
#: A template fetched from elsewhere when the document is opened brings its macros along.
_FAR_TEMPLATE: Final = re.compile(
    rb'(?is)<Relationship\b(?=[^>]*attachedTemplate)(?=[^>]*Target="(?:https?:|\\\\|file://[^/"]))'
)
_OLE_MACROS: Final = frozenset({"macros", "_vba_project_cur", "vba", "_vba_project"})


def check_package(data: bytes, name: str) -> None:
    """Refusal for an Office file (a zip) that is locked, damaged, a bomb, or carries macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_size(entries, len(data), name)
            if any(e.flag_bits & 1 for e in entries):
                raise locked(name)
            names = [e.filename for e in entries]
            types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
            rels = b"".join(archive.read(n) for n in names if n.endswith("settings.xml.rels"))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError):
        raise broken(name) from None
    if any(_MACRO_PARTS.search(n) for n in names) or _MACRO_TYPE.search(types) or _FAR_TEMPLATE.search(rels):
        raise macros(name)


def _check_size(entries: list[zipfile.ZipInfo], size: int, name: str) -> None:
    unpacked = sum(e.file_size for e in entries)
    swollen = unpacked > 20 * 1024 * 1024 and unpacked > LARGEST_RATIO * size
    if swollen or unpacked > LARGEST_UNPACKED or len(entries) > 20_000:
        raise Refusal(
            _("Tệp «%(name)s» bung ra quá lớn (bom nén) nên không nhận. Hãy in tệp ra PDF rồi gửi lại.")
            % {"name": name}
        )


def check_old(data: bytes, name: str) -> None:
    """Refusal for an old Office file (.doc, .xls, .ppt) with macros."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            parts = {part.lower() for path in container.listdir(streams=True, storages=True) for part in path}
    except (OSError, ValueError, IndexError, TypeError):
        raise broken(name) from None
    if parts & _OLE_MACROS:
        raise macros(name)


def macros(name: str) -> Refusal:
    """The document runs code when it is opened."""
    return Refusal(
        _("Tệp «%(name)s» có macro nên không nhận. Mở bằng Word, lưu thành .docx không macro hoặc PDF rồi gửi lại.")
        % {"name": name}
    )


def docx_lines(data: bytes, name: str) -> list[str]:
    """Every paragraph of headers, text boxes and body, headers first. python-docx passes over text boxes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [n for n in archive.namelist() if re.fullmatch(r"word/(?:header|footer)\d*\.xml", n)]
            return [line for n in [*sorted(parts), "word/document.xml"] for line in _paragraphs(archive.read(n))]
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, RuntimeError, OSError, EOFError, ValueError):
        raise broken(name) from None


def _paragraphs(part: bytes) -> Iterator[str]:
    if b"<!DOCTYPE" in part[:1024] or b"<!ENTITY" in part:  # an office program never writes one; entities can explode
        raise ValueError("a document type")
    yield from _lines_in(ElementTree.fromstring(part))  # noqa: S314 (no entities: looked at above)


def _lines_in(node: ElementTree.Element) -> Iterator[str]:
    """A text box stands in the file twice, for new and for old programs (`Fallback`); it is read once."""
    for child in node:
        if child.tag == f"{_W}p":
            yield "".join(_runs(child))
        if not child.tag.endswith("}Fallback"):
            yield from _lines_in(child)


def _runs(node: ElementTree.Element) -> Iterator[str]:
    """The text of one paragraph, without that of the text boxes that hang in it: these have paragraphs of their own."""
    for child in node:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == f"{_W}tab":
            yield "\t"
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif not child.tag.endswith(("}txbxContent", "}Fallback")):
            yield from _runs(child)


def old_lines(data: bytes) -> list[str]:
    """Lines made out in an old Word file, where text stands as UTF-16 or as Windows-1258; for stamps only."""
    wide = data.decode("utf-16-le", "ignore") + "\r" + data[1:].decode("utf-16-le", "ignore")
    narrow = data.decode("cp1258", "ignore")
    return [line for line in re.split(r"[\r\x07\x0b\x0c\n]", wide + "\r" + narrow) if len(line) < 60 and "M" in line]
