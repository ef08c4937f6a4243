"""Mails in the standard form (.eml, RFC 5322 and MIME): sender, day, text, and attachments with mails inside."""

from __future__ import annotations

import email
import email.errors
import email.policy
import re
from collections.abc import Iterator
from datetime import datetime
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from typing import Final

from django.utils.translation import gettext as _

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

_ADDRESS: Final = re.compile(r"[\w.+-]+@[\w.-]+\w")
#: Outlook's wrapper for what its own format holds beside the mail; the text is in the mail itself.
_TNEF: Final = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_SEALED: Final = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"})
_PASSED_OVER: Final = frozenset(
    {"application/pkcs7-signature", "application/x-pkcs7-signature", "message/delivery-status"}
)


def read(data: bytes) -> Mail:
    """The mail in these bytes. Damaged parts are left out and named in `notes`; nothing is fetched."""
    return _mail(email.message_from_bytes(data, policy=email.policy.compat32), Limits(), 0)


def _mail(message: Message, limits: Limits, depth: int) -> Mail:
    texts: list[str] = []
    attachments: list[Attachment] = []
    outer, limits.notes = limits.notes, []
    for part in _parts(message, limits):
        if _is_text(part):
            texts.append(_text(part))
        elif (attachment := _attachment(part, limits, depth, len(attachments) + 1)) is not None:
            attachments.append(attachment)
    notes, limits.notes = limits.notes, outer
    sender = _addresses(message, "from") or _addresses(message, "sender") or (Address("", ""),)
    return Mail(
        sender=sender[0],
        to=_addresses(message, "to"),
        cc=_addresses(message, "cc"),
        date=_date(message, notes),
        subject=" ".join(_header(message, "subject").split()),
        text=tidy("\n\n".join(t for t in texts if t.strip())),
        attachments=tuple(attachments),
        notes=tuple(dict.fromkeys(notes)),
    )


def _header(message: Message, name: str) -> str:
    """A header in words: encoded words decoded, raw bytes by what they are, folded lines joined."""
    return _unfolded((_raw(message, name) or [""])[0])


def _raw(message: Message, name: str) -> list[str]:
    """The headers of that name as they stand in the file; bytes beyond ASCII are kept as lone surrogates."""
    return [re.sub(r"\r?\n[ \t]*", " ", str(v)) for n, v in message.raw_items() if n.lower() == name]


def _unfolded(value: str) -> str:
    if any("\udc80" <= c <= "\udcff" for c in value):
        value = decoded(value.encode("utf-8", "surrogateescape"), "")
    try:
        pieces = decode_header(value)
    except (ValueError, email.errors.HeaderParseError):
        return value
    return "".join(p if isinstance(p, str) else decoded(p, c or "us-ascii") for p, c in pieces).replace("\0", "")


def _addresses(message: Message, name: str) -> tuple[Address, ...]:
    """Split before the names are decoded, since a decoded name may hold a comma."""
    raw = _raw(message, name)
    pairs = [pair for pair in getaddresses(raw) if any(pair)] or [("", a) for a in _ADDRESS.findall(" ".join(raw))]
    found = [(_unfolded(n).strip(" \"'"), _unfolded(a).strip()) for n, a in pairs]
    return tuple(Address(" ".join(n.split()), a) for n, a in found if n or a)


def _date(message: Message, notes: list[str]) -> datetime | None:
    raw = _header(message, "date")
    if not raw.strip():
        return None
    try:
        when = parsedate_to_datetime(raw)
        if when.tzinfo is None and "-0000" in raw:  # a time of the universe, the sender's zone not told (RFC 5322 3.3)
            when = parsedate_to_datetime(raw.replace("-0000", "+0000"))
        found = local(when)
    except (ValueError, TypeError, IndexError, OverflowError):
        found = None
    if found is None:
        notes.append(_("Ngày gửi trong thư không đọc được («%(raw)s»); nhập tay theo bản in.") % {"raw": raw[:60]})
    return found


def _parts(message: Message, limits: Limits) -> Iterator[Message]:
    """The parts that are texts or attachments: one of several wordings of the same text, the plainest."""
    kind = message.get_content_type()
    if kind in _SEALED:
        limits.notes.append(_("Thư được mã hóa; mở bằng chương trình thư của người nhận rồi lưu lại bản rõ."))
        return
    if kind == "message/rfc822" or not message.is_multipart():
        yield message
        return
    children = [part for part in message.get_payload() if isinstance(part, Message)]
    if kind == "multipart/alternative":
        yield from _chosen(children, limits)
        return
    for child in children:
        yield from _parts(child, limits)


def _chosen(wordings: list[Message], limits: Limits) -> Iterator[Message]:
    found = [list(_parts(wording, limits)) for wording in wordings]
    plain = [p for p in found if p and p[0].get_content_type() == "text/plain" and _text(p[0]).strip()]
    words = plain or [p for p in found if any(_is_text(part) and _text(part).strip() for part in p)] or found[:1]
    if words:
        yield from words[0]
    for other in found:  # pictures and calendars that only one wording holds
        if not words or other is not words[0]:
            yield from (part for part in other if not _is_text(part))


def _is_text(part: Message) -> bool:
    return part.get_content_type() in ("text/plain", "text/html") and not (
        part.get_content_disposition() == "attachment" or part.get_filename()
    )


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    text = decoded(payload if isinstance(payload, bytes) else b"", str(part.get_content_charset() or ""))
    return words_of_html(text) if part.get_content_type() == "text/html" else text


def _attachment(part: Message, limits: Limits, depth: int, number: int) -> Attachment | None:
    kind = part.get_content_type()
    if kind in _PASSED_OVER:
        return None
    if kind in _TNEF or (part.get_filename() or "").lower() == "winmail.dat":
        limits.notes.append(_("Tệp winmail.dat của Outlook không mở; nếu thiếu tệp kèm, đề nghị người gửi gửi lại."))
        return None
    limits.left -= 1
    if limits.left < 0:
        limits.notes.append(_("Thư có quá nhiều tệp kèm; phần sau không lấy ra, vẫn nằm trong tệp thư đã giữ."))
        return None
    name = _unfolded(part.get_filename() or "")
    if kind == "message/rfc822" or name.lower().endswith(".eml"):
        return _inner(part, limits, depth, number)
    payload = part.get_payload(decode=True)
    return Attachment(safe_name(name, f"tep-{number}"), kind, payload if isinstance(payload, bytes) else b"")


def _inner(part: Message, limits: Limits, depth: int, number: int) -> Attachment | None:
    inside = part.get_payload()
    message = inside[0] if isinstance(inside, list) and inside and isinstance(inside[0], Message) else None
    if message is None:
        raw = part.get_payload(decode=True)
        message = email.message_from_bytes(raw if isinstance(raw, bytes) else b"", policy=email.policy.compat32)
    subject = " ".join(_header(message, "subject").split())
    name = safe_name(
        _unfolded(part.get_filename() or "") or (f"{subject[:80]}.eml" if subject else ""), f"thu-{number}.eml"
    )
    data = message.as_bytes(policy=email.policy.compat32)
    if depth + 1 >= DEEPEST:
        limits.notes.append(_("Thư lồng trong thư quá nhiều lớp; các lớp trong cùng không mở."))
        return Attachment(name, "message/rfc822", data)
    return Attachment(name, "message/rfc822", data, _mail(message, limits, depth + 1))
