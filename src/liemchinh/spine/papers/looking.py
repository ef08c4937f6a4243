"""The look at a file before it is kept: what it is, whether it opens, and whether it may come in at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from liemchinh.kernel import legacy
from liemchinh.kernel.errors import Refusal
from liemchinh.spine import files
from liemchinh.spine.files import StoredFile
from liemchinh.spine.papers import kinds, layers, letters, mail, office, outlook, pictures, rtf, secrecy, stamps
from liemchinh.spine.papers.kinds import Kind, What, broken

#: Pages that one file may have; the settings may say otherwise (`PAPER_PAGE_LIMIT`).
PAGE_LIMIT: Final = 600
#: How many pages and letters from the top of a page are searched for a stamp in a text.
_STAMP_LETTERS: Final = 1500

Source = UploadedFile[Any] | Path | bytes


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that may be kept. `scanned`: text must be recognised; `problems`: sentences for whoever hands it in."""

    kind: Kind
    mime: str
    name: str
    size: int
    pages: int = 1
    scanned: bool = False
    mail: letters.Mail | None = None
    problems: tuple[str, ...] = field(default=())


def page_limit() -> int:
    return int(getattr(settings, "PAPER_PAGE_LIMIT", PAGE_LIMIT))


def look(source: Source, name: str = "") -> Paper:
    """What the file is. Refusal says why it is not taken and what to do; `SecretPaper` where it bears a secrecy mark.

    Nothing is kept. The first page of a scan is read at once (a second or two), so that a stamp is found before.
    """
    name = kinds.name_of(name or getattr(source, "name", "") or "")
    if secrecy.is_marked_name(name):
        raise secrecy.SecretPaper
    return _looked(_bytes_of(source, name), name)


def take(source: Source, name: str = "", by: Any = None) -> tuple[StoredFile, Paper]:
    """Look, then keep: a refused file leaves nothing on the disk."""
    paper = look(source, name)
    if isinstance(source, UploadedFile):
        source.seek(0)
    return files.keep(source, paper.name, by), paper


def _bytes_of(source: Source, name: str) -> bytes:
    size = source.stat().st_size if isinstance(source, Path) else len(source)
    limit = settings.UPLOAD_LIMIT
    if size > limit:
        raise Refusal(
            _("Tệp «%(name)s» lớn hơn %(limit)d MB. Chia nhỏ tệp rồi gửi lại.")
            % {"name": name, "limit": limit // (1024 * 1024)}
        )
    if isinstance(source, bytes):
        return source
    if isinstance(source, Path):
        return source.read_bytes()
    source.seek(0)
    return bytes(source.read())


def _looked(data: bytes, name: str) -> Paper:
    what = kinds.what(data, name)
    checks = {"pdf": _pdf, "image": _image, "docx": _docx, "eml": _mail, "msg": _mail, "text": _text, "other": _other}
    return checks[what.kind](data, name, what)


def _pdf(data: bytes, name: str, what: What) -> Paper:
    document = layers.opened(data, name)
    try:
        pages = len(document)
        _check_pages(pages, name)
        needed = [layers.needs_reading(document, number) for number in range(pages)]
        for number, scan in enumerate(needed):
            if not scan:
                secrecy.refuse_marked([layers.read(document, number).text[:_STAMP_LETTERS]])
    finally:
        document.close()
    if needed[0]:
        stamps.refuse_stamped(data, "pdf", name)
    return Paper("pdf", what.mime, name, len(data), pages, any(needed))


def _image(data: bytes, name: str, what: What) -> Paper:
    if what.mime == "image/heic" and not pictures.CAN_HEIC:
        problem = _("Máy chủ chưa mở được ảnh HEIC «%(name)s»; ảnh vẫn được giữ. Gửi thêm bản JPG để đọc.") % {
            "name": name
        }
        return Paper("other", what.mime, name, len(data), problems=(problem,))
    pages = pictures.frames(data, name)
    _check_pages(pages, name)
    stamps.refuse_stamped(data, "image", name)
    return Paper("image", what.mime, name, len(data), pages, scanned=True)


def _check_pages(pages: int, name: str) -> None:
    if pages > page_limit():
        raise Refusal(
            _("Tệp «%(name)s» có %(pages)d trang, nhiều hơn %(limit)d. Chia thành nhiều tệp rồi gửi lại.")
            % {"name": name, "pages": pages, "limit": page_limit()}
        )


def _docx(data: bytes, name: str, what: What) -> Paper:
    office.check_package(data, name)
    secrecy.refuse_marked(office.docx_lines(data, name))
    return Paper("docx", what.mime, name, len(data))


def _mail(data: bytes, name: str, what: What) -> Paper:
    """A mail is refused as a whole if anything in it is secret: kept as it came, it would keep that too."""
    letter = outlook.read(data, name) if what.kind == "msg" else mail.read(data)
    problems: list[str] = list(letter.notes)
    for attachment in letter.walk():
        if secrecy.is_marked_name(attachment.name):
            raise secrecy.SecretPaper
        if attachment.mail is not None:
            problems += attachment.mail.notes
            secrecy.refuse_marked([attachment.mail.subject, attachment.mail.text])
        else:
            problems += _attached(attachment)
    secrecy.refuse_marked([letter.subject, letter.text])
    return Paper(what.kind, what.mime, name, len(data), mail=letter, problems=tuple(dict.fromkeys(problems)))


def _attached(attachment: letters.Attachment) -> list[str]:
    """Why this attachment will not be taken out of its mail; the mail itself is not refused for it."""
    try:
        return list(_looked(attachment.data, attachment.name).problems)
    except secrecy.SecretPaper:
        raise
    except Refusal as refusal:
        return [str(refusal)]


def words_of(data: bytes, what: What) -> str:
    """The text of a plain text, web page or RTF."""
    if what.mime == "application/rtf":
        return rtf.text_of(data)
    text = legacy.decode(data)[0]
    return letters.words_of_html(text) if what.mime == "text/html" else text


def _text(data: bytes, name: str, what: What) -> Paper:
    if what.mime == "application/rtf" and rtf.has_objects(data):
        raise office.macros(name)
    try:
        secrecy.refuse_marked([words_of(data, what)])
    except secrecy.SecretPaper:
        raise
    except Refusal:
        raise broken(name) from None
    return Paper("text", what.mime, name, len(data))


def _other(data: bytes, name: str, what: What) -> Paper:
    if what.mime.startswith("application/vnd.o"):
        office.check_package(data, name)
    elif what.mime in ("application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"):
        office.check_old(data, name)
        secrecy.refuse_marked(office.old_lines(data))
    return Paper("other", what.mime, name, len(data))
