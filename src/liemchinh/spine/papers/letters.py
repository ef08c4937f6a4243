"""What an e-mail handed in as a file holds, whichever program wrote it; and what both formats share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from html.parser import HTMLParser
from typing import Final

from django.utils import timezone

from liemchinh.kernel import legacy
from liemchinh.kernel.errors import Refusal
from liemchinh.spine.papers.kinds import name_of

#: A mail within a mail within a mail… is followed so deep, and so many attachments are taken in all.
DEEPEST: Final = 5
MOST_ATTACHMENTS: Final = 100


@dataclass(frozen=True, slots=True)
class Address:
    """A person of a mail: the name as written, and the address; either may be empty."""

    name: str
    address: str

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>" if self.name and self.address else self.name or self.address


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attached file; `mail` where it is itself a mail."""

    name: str
    mime: str
    data: bytes
    mail: Mail | None = None


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail. `date` is in local time, None where the mail has none; `notes` say what was left out, in sentences."""

    sender: Address
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    date: datetime | None = None
    subject: str = ""
    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    notes: tuple[str, ...] = ()

    def walk(self) -> Iterator[Attachment]:
        """Every attachment, those of attached mails after the mail that holds them."""
        for attachment in self.attachments:
            yield attachment
            if attachment.mail is not None:
                yield from attachment.mail.walk()


@dataclass(slots=True)
class Limits:
    """How much is still taken: shared by a mail and all mails within it."""

    left: int = MOST_ATTACHMENTS
    notes: list[str] = field(default_factory=list)


#: Charsets that programs write when they do not know: what they cover is found out as well.
_UNSURE: Final = frozenset({"us-ascii", "ascii", "unknown-8bit", "iso-8859-1", "latin-1", "windows-1252"})


def local(when: datetime | None) -> datetime | None:
    """In the time of this installation; a time without zone is taken as local."""
    if when is None:
        return None
    try:
        return timezone.localtime(when if when.tzinfo else timezone.make_aware(when))
    except (OverflowError, ValueError):
        return None


def decoded(data: bytes, charset: str) -> str:
    """Text of a mail: as declared if that fits, else as found out (UTF-8, TCVN3, VNI, Windows-1258); in NFC."""
    if charset and charset.lower() not in (
        "us-ascii",
        "ascii",
        "unknown-8bit",
        "iso-8859-1",
        "latin-1",
        "windows-1252",
    ):
        try:
            return unicodedata.normalize("NFC", data.decode(charset))
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    try:
        return legacy.decode(data)[0]
    except Refusal:
        return data.decode("cp1252" if charset else "utf-8", "replace")


def tidy(text: str) -> str:
    """Without carriage returns, trailing blanks and more than one empty line at a time."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def safe_name(name: str, otherwise: str) -> str:
    """A name for the attachment without folders and signs that no file name has."""
    return name_of(name) if name.strip() else otherwise


_LINES: Final = frozenset(
    "p div br tr li h1 h2 h3 h4 h5 h6 table ul ol blockquote pre hr dt dd section".split()  # noqa: SIM905
)
_HIDDEN: Final = frozenset("script style head title template noscript object svg".split())  # noqa: SIM905
_ALONE: Final = frozenset(["br", "hr", "img", "meta", "link", "input"])


class _Words(HTMLParser):
    """The words of a web page. Nothing is fetched: pictures and frames are passed over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _HIDDEN:
            self.hidden += 1
        elif tag in _LINES:
            self.out.append("\n")
        elif tag in ("td", "th"):
            self.out.append("\t")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self.hidden = max(0, self.hidden - 1)
        elif tag in _LINES and tag not in _ALONE:
            self.out.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.out.append(re.sub(r"[ \t\r\n]+", " ", data))


def words_of_html(html: str) -> str:
    """The words of a web page, paragraphs on lines of their own."""
    parser = _Words()
    parser.feed(html)
    parser.close()
    return tidy(re.sub(r" *\n[ \n]*", "\n", unicodedata.normalize("NFC", "".join(parser.out)))).strip()
