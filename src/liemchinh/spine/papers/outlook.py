"""Mails in Outlook's own form (.msg, MS-OXMSG): a container of properties, read with olefile and nothing else.

The libraries for it were weighed: python-oxmsg opens no mail within a mail, extract-msg brings twelve packages.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import getaddresses
from typing import Any, Final

import olefile
from django.utils.translation import gettext as _

from liemchinh.kernel.errors import Refusal
from liemchinh.spine.papers import mail as standard
from liemchinh.spine.papers import rtf
from liemchinh.spine.papers.kinds import broken
from liemchinh.spine.papers.letters import (
    DEEPEST,
    Address,
    Attachment,
    Limits,
    Mail,
    decoded,
    local,
    safe_name,
    tidy,
    words_of_html,
)  # fmt: skip

# Property tags (MS-OXPROPS), without their type.
_SUBJECT, _BODY, _HTML, _RTF, _HEADERS = 0x0037, 0x1000, 0x1013, 0x1009, 0x007D
_SENDER_NAME, _SENDER_ADDRESS, _SENDER_SMTP = 0x0C1A, 0x0C1F, 0x5D01
_FOR_NAME, _FOR_ADDRESS, _FOR_SMTP = 0x0042, 0x0065, 0x5D02
_SUBMITTED, _DELIVERED, _CREATED = 0x0039, 0x0E06, 0x3007
_CODEPAGE, _WEB_CODEPAGE = 0x3FFD, 0x3FDE
_NAME, _ADDRESS, _SMTP, _ROLE = 0x3001, 0x3003, 0x39FE, 0x0C15
_DATA, _METHOD, _LONG_NAME, _SHORT_NAME, _MIME = 0x3701, 0x3705, 0x3707, 0x3704, 0x370E
_EMBEDDED: Final = 5
_BEGAN: Final = datetime(1601, 1, 1, tzinfo=UTC)
#: Bytes before the first property: of the mail itself, of a mail within, of a recipient or attachment (MS-OXMSG 2.4.1).
_TOP_HEAD, _INNER_HEAD, _PART_HEAD = 32, 24, 8


@dataclass(frozen=True, slots=True)
class _Bag:
    """The properties of one storage: a mail, a recipient or an attachment."""

    container: Any
    path: tuple[str, ...]
    fixed: dict[int, bytes]
    codepage: int = 0

    def stream(self, tag: int, kind: int) -> bytes | None:
        path = [*self.path, f"__substg1.0_{tag:04X}{kind:04X}"]
        if not self.container.exists(path) or self.container.get_type(path) != olefile.STGTY_STREAM:
            return None
        return bytes(self.container.openstream(path).read())

    def text(self, tag: int) -> str:
        wide = self.stream(tag, 0x001F)
        if wide is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        narrow = self.stream(tag, 0x001E)
        return _narrow(narrow.rstrip(b"\0"), self.codepage) if narrow else ""

    def number(self, tag: int) -> int:
        value = self.fixed.get(tag)
        return struct.unpack("<i", value[:4])[0] if value else 0

    def time(self, tag: int) -> datetime | None:
        value = self.fixed.get(tag)
        ticks = struct.unpack("<Q", value)[0] if value else 0
        try:
            return _BEGAN + timedelta(microseconds=ticks // 10) if ticks else None
        except OverflowError:
            return None


def _narrow(data: bytes, codepage: int) -> str:
    return decoded(data, "utf-8" if codepage == 65001 else f"cp{codepage}" if codepage else "")


def read(data: bytes, name: str = "") -> Mail:
    """The mail in these bytes; Refusal where the container is damaged."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            return _mail(_bag(container, (), _TOP_HEAD), Limits(), 0)
    except (OSError, ValueError, IndexError, TypeError, struct.error, RecursionError):
        raise broken(name or "thu.msg") from None


def _bag(container: Any, path: tuple[str, ...], head: int, codepage: int = 0) -> _Bag:
    stream = [*path, "__properties_version1.0"]
    raw = container.openstream(stream).read() if container.exists(stream) else b""
    fixed = {}
    for at in range(head, len(raw) - 15, 16):
        tag = struct.unpack_from("<I", raw, at)[0] >> 16
        fixed[tag] = bytes(raw[at + 8 : at + 16])
    own = struct.unpack("<i", fixed[_CODEPAGE][:4])[0] if _CODEPAGE in fixed else codepage
    return _Bag(container, path, fixed, own)


def _children(bag: _Bag, start: str) -> Iterator[tuple[str, ...]]:
    depth = len(bag.path)
    listed = {
        tuple(path[: depth + 1])
        for path in bag.container.listdir(streams=True, storages=True)
        if tuple(path[:depth]) == bag.path and len(path) > depth and path[depth].startswith(start)
    }
    yield from sorted(listed)


def _mail(bag: _Bag, limits: Limits, depth: int) -> Mail:
    outer, limits.notes = limits.notes, []
    headers = standard.read(bag.text(_HEADERS).encode("utf-8")) if bag.text(_HEADERS).strip() else None
    recipients = [
        _recipient(_bag(bag.container, p, _PART_HEAD, bag.codepage)) for p in _children(bag, "__recip_version1.0_")
    ]
    attachments = [
        attachment
        for number, path in enumerate(_children(bag, "__attach_version1.0_"), 1)
        if (attachment := _attachment(_bag(bag.container, path, _PART_HEAD, bag.codepage), limits, depth, number))
    ]
    text = _text(bag, limits)
    notes, limits.notes = limits.notes, outer
    when = bag.time(_SUBMITTED) or bag.time(_DELIVERED) or (headers.date if headers else None) or bag.time(_CREATED)
    return Mail(
        sender=_sender(bag, headers),
        to=tuple(a for role, a in recipients if role == 1) or (headers.to if headers else ()),
        cc=tuple(a for role, a in recipients if role == 2) or (headers.cc if headers else ()),
        date=local(when),
        subject=" ".join(bag.text(_SUBJECT).split()),
        text=text,
        attachments=tuple(attachments),
        notes=tuple(dict.fromkeys(notes)),
    )


def _sender(bag: _Bag, headers: Mail | None) -> Address:
    """Who it is from: the person on whose behalf it was sent, with an address of the internet where there is one."""
    name = bag.text(_FOR_NAME) or bag.text(_SENDER_NAME)
    known = [bag.text(t) for t in (_FOR_SMTP, _SENDER_SMTP, _FOR_ADDRESS, _SENDER_ADDRESS)]
    address = next((a for a in known if "@" in a), "")
    if headers and not address:
        address = headers.sender.address
    return Address(name.strip(" '\"") or (headers.sender.name if headers else ""), address)


def _recipient(bag: _Bag) -> tuple[int, Address]:
    found = [a for a in (bag.text(_SMTP), bag.text(_ADDRESS)) if "@" in a]
    pairs = getaddresses([bag.text(_NAME)]) if not found else []
    address = found[0] if found else pairs[0][1] if pairs and "@" in pairs[0][1] else ""
    return bag.number(_ROLE) or 1, Address(bag.text(_NAME).strip(" '\""), address)


def _text(bag: _Bag, limits: Limits) -> str:
    """Plain text where there is one, else what the web page or the RTF says."""
    plain = bag.text(_BODY)
    if plain.strip():
        return tidy(plain)
    html = bag.stream(_HTML, 0x0102)
    page = _narrow(html, bag.number(_WEB_CODEPAGE)) if html else bag.text(_HTML)
    if page.strip():
        return words_of_html(page)
    packed = bag.stream(_RTF, 0x0102)
    if packed:
        try:
            return tidy(rtf.text_of(rtf.unpacked(packed)))
        except Refusal:
            limits.notes.append(_("Nội dung thư bị hỏng, không đọc được; mở thư bằng Outlook rồi in ra PDF."))
    return ""


def _attachment(bag: _Bag, limits: Limits, depth: int, number: int) -> Attachment | None:
    limits.left -= 1
    if limits.left < 0:
        limits.notes.append(_("Thư có quá nhiều tệp kèm; phần sau không lấy ra, vẫn nằm trong tệp thư đã giữ."))
        return None
    name = safe_name(bag.text(_LONG_NAME) or bag.text(_SHORT_NAME) or bag.text(_NAME), f"tep-{number}")
    if bag.number(_METHOD) == _EMBEDDED:
        return _inner(bag, limits, depth, name)
    data = bag.stream(_DATA, 0x0102)
    if data is None:
        limits.notes.append(_("Tệp kèm «%(name)s» chỉ là đường dẫn, không có nội dung trong thư.") % {"name": name})
        return None
    return Attachment(name, bag.text(_MIME), data)


def _inner(bag: _Bag, limits: Limits, depth: int, name: str) -> Attachment | None:
    """A mail within: a storage of properties as the outer one, without bytes that another program opens."""
    if depth + 1 >= DEEPEST:
        limits.notes.append(_("Thư lồng trong thư quá nhiều lớp; các lớp trong cùng không mở."))
        return None
    inside = _bag(bag.container, (*bag.path, f"__substg1.0_{_DATA:04X}000D"), _INNER_HEAD, bag.codepage)
    if not inside.fixed and not inside.text(_SUBJECT):
        limits.notes.append(_("Tệp kèm «%(name)s» là đối tượng của Outlook, không lấy ra được.") % {"name": name})
        return None
    letter = _mail(inside, limits, depth + 1)
    return Attachment(safe_name(letter.subject[:80], name), "application/vnd.ms-outlook", b"", letter)
