"""What a file is, by its content: the name that somebody gave it proves nothing."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final, Literal

import olefile
import puremagic
from django.utils.translation import gettext as _

from liemchinh.kernel.errors import Refusal

Kind = Literal["pdf", "image", "docx", "eml", "msg", "text", "other"]

#: How many of the first bytes are looked at where the whole is not needed.
HEAD: Final = 64 * 1024
_IMAGES: Final = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"BM", "image/bmp"),
)
_HEIC: Final = frozenset({b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis"})
#: Windows and DOS programs, Linux, macOS (four spellings), Java, shortcuts, scripts that name their interpreter.
_PROGRAMS: Final = (
    b"MZ", b"\x7fELF", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe", b"L\0\0\0\x01\x14\x02\0", b"#!",
)  # fmt: skip
_SCRIPTS: Final = frozenset(
    [
        ".exe",
        ".scr",
        ".com",
        ".bat",
        ".cmd",
        ".ps1",
        ".vbs",
        ".vbe",
        ".js",
        ".jse",
        ".wsf",
        ".wsh",
        ".hta",
        ".msi",
        ".msix",
        ".jar",
        ".lnk",
        ".pif",
        ".cpl",
        ".reg",
        ".sh",
        ".py",
        ".apk",
        ".dll",
        ".url",
        ".svg",
        ".xll",
        ".iso",
        ".img",
        ".vhd",
    ]
)
_ARCHIVES: Final = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF", b"PK\x05\x06")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADERS: Final = re.compile(
    rb"(?im)^(?:from|to|subject|date|received|return-path|message-id|mime-version|delivered-to|x-[\w-]+):[ \t]"
)
#: The streams by which the old Office formats are told, and what they are.
_OLD_OFFICE: Final = {
    "WordDocument": "application/msword",
    "Workbook": "application/vnd.ms-excel",
    "Book": "application/vnd.ms-excel",
    "PowerPoint Document": "application/vnd.ms-powerpoint",
}
_WORD_XML: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class What:
    """The kind of a file and its media type."""

    kind: Kind
    mime: str


def name_of(name: str) -> str:
    """The last part of a path as Windows or Unix writes it, without signs that no file name has; never empty."""
    last = re.split(r"[\\/]", name)[-1]
    return re.sub(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]", "", last).strip(" .")[-200:] or "tep"


def what(data: bytes, name: str) -> What:
    """What these bytes are. Refusal for programs, archives and what no office program opens."""
    if not data:
        raise Refusal(_("Tệp «%(name)s» không có nội dung (0 byte). Hãy chọn lại tệp.") % {"name": name})
    if data.startswith(_PROGRAMS) or PurePath(name).suffix.lower() in _SCRIPTS:
        raise Refusal(
            _("Tệp «%(name)s» là chương trình hoặc mã lệnh nên không nhận. Hãy gửi văn bản, ảnh hoặc bản in PDF.")
            % {"name": name}
        )
    found = _binary(data, name) or _written(data, name)
    if found is None:
        raise _unknown(name)
    return found


def _binary(data: bytes, name: str) -> What | None:
    for start, mime in _IMAGES:
        if data.startswith(start):
            return What("image", mime)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return What("image", "image/webp")
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        return What("image", "image/heic")
    if data.startswith(_OLE):
        return _ole(data, name)
    if data.startswith(b"PK\x03\x04"):
        return _zip(data, name)
    if data.startswith(_ARCHIVES) or data[257:262] == b"ustar":
        raise _archive(name)
    if b"%PDF-" in data[:1024]:  # some programs write a line before it
        return What("pdf", "application/pdf")
    return None


def _ole(data: bytes, name: str) -> What:
    """The old container of Microsoft: a mail of Outlook, an old document, or something locked."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            if container.exists("EncryptedPackage"):
                raise locked(name)
            if container.exists("__properties_version1.0"):
                return What("msg", "application/vnd.ms-outlook")
            for stream, mime in _OLD_OFFICE.items():
                if container.exists(stream):
                    return What("other", mime)
    except (OSError, ValueError, IndexError, TypeError):
        raise broken(name) from None
    raise _unknown(name)


def _zip(data: bytes, name: str) -> What:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            first = archive.read("mimetype")[:80].decode("ascii", "replace") if "mimetype" in names else ""
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError):
        raise broken(name) from None
    if "word/document.xml" in names:
        return What("docx", _WORD_XML)
    if "[Content_Types].xml" in names and any(n.startswith(("xl/", "ppt/")) for n in names):
        family = "spreadsheetml.sheet" if any(n.startswith("xl/") for n in names) else "presentationml.presentation"
        return What("other", f"application/vnd.openxmlformats-officedocument.{family}")
    if first.startswith("application/vnd.oasis.opendocument"):
        return What("other", first)
    raise _archive(name)


def _written(data: bytes, name: str) -> What | None:
    """Texts: e-mails, web pages, plain letters; then sound and moving pictures, which are kept and not read."""
    head = data[:HEAD]
    if head.startswith(b"{\\rtf"):
        return What("text", "application/rtf")
    if head.count(b"\0") == 0 or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        top = head.lstrip(b"\xef\xbb\xbf\r\n\t ")[:4096]
        if len(_HEADERS.findall(top)) >= 2 or (name.lower().endswith(".eml") and _HEADERS.match(top)):
            return What("eml", "message/rfc822")
        if re.match(rb"(?is)(?:<!doctype html|<html|<head|<body)", top):
            return What("text", "text/html")
        if not any(b < 9 or 13 < b < 27 for b in head) or head[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return What("text", "text/plain")
    return _media(data, name)


def _media(data: bytes, name: str) -> What | None:
    try:
        mime = str(puremagic.from_string(data[:HEAD], mime=True, filename=name))
    except (puremagic.PureError, ValueError):
        return None
    return What("other", mime) if mime.startswith(("audio/", "video/")) else None


def broken(name: str) -> Refusal:
    """The file does not open."""
    return Refusal(
        _("Không mở được tệp «%(name)s»; có thể tệp bị hỏng khi chép. Hãy mở thử trên máy rồi chọn lại.")
        % {"name": name}
    )


def locked(name: str) -> Refusal:
    """The file asks for a password."""
    return Refusal(_("Tệp «%(name)s» đặt mật khẩu nên không xem được. Hãy bỏ mật khẩu rồi gửi lại.") % {"name": name})


def _archive(name: str) -> Refusal:
    return Refusal(
        _("Tệp «%(name)s» là tệp nén nên chưa biết bên trong có gì. Giải nén rồi gửi từng tệp.") % {"name": name}
    )


def _unknown(name: str) -> Refusal:
    return Refusal(
        _("Chưa nhận được loại tệp của «%(name)s». Hãy dùng PDF, JPG, PNG, DOCX, XLSX, EML, MSG, MP3 hoặc MP4.")
        % {"name": name}
    )
