"""Files handed in while a petition is being entered: looked at, kept, read, and carried until it is in the register."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from liemchinh.apps.petitions.models import Attachment
from liemchinh.apps.petitions.proposals import Source
from liemchinh.kernel.errors import Refusal
from liemchinh.spine import papers
from liemchinh.spine.files import StoredFile
from liemchinh.spine.papers import Mail, PaperText, SecretPaper, mail, outlook


@dataclass(slots=True)
class Handed:
    """What came of an upload: the files that were kept, sentences for the person, and whether one was secret."""

    files: list[StoredFile] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    secret: str = ""


def take(uploads: Iterable[Any], by: Any) -> Handed:
    """Keep what may be kept and begin to read it; of a refused file nothing is left, the others are not lost."""
    handed = Handed()
    for upload in uploads:
        _take(upload, "", by, handed)
    return handed


def _take(source: Any, name: str, by: Any, handed: Handed) -> None:
    try:
        stored, paper = papers.take(source, name, by=by)
        papers.read(stored, by)
    except SecretPaper as secret:
        handed.secret = str(secret)
        return
    except Refusal as refusal:
        handed.problems.append(str(refusal))
        return
    handed.files.append(stored)
    handed.problems += [p for p in paper.problems if p not in handed.problems]
    for inner in paper.mail.attachments if paper.mail else ():
        if inner.data:
            _take(inner.data, inner.name, by, handed)


def carried(keys: Sequence[str], by: Any) -> list[StoredFile]:
    """The files of a form that is still open: handed in by this person and with no petition yet."""
    wanted = [int(key) for key in keys if key.isdecimal() and len(key) < 18]
    found = StoredFile.objects.filter(pk__in=wanted, kept_by=by)
    taken = set(Attachment.objects.filter(file__in=found).values_list("file_id", flat=True))
    return sorted((f for f in found if f.pk not in taken), key=lambda f: wanted.index(f.pk))


def reading_of(file: StoredFile) -> PaperText | None:
    return PaperText.objects.select_related("file").filter(file=file).first()


def source_of(file: StoredFile) -> Source | None:
    """The text of the file as the letter reader wants it; None where nothing has been read (yet)."""
    paper = reading_of(file)
    if paper is None:
        return None
    if paper.kind in ("eml", "msg"):
        letter = _mail_of(paper)
        return Source(_with_head(letter), letter.text, letter, paper)
    text = paper.text
    return Source(text, text, None, paper) if text.strip() else None


def _mail_of(paper: PaperText) -> Mail:
    data = paper.file.path.read_bytes()
    return outlook.read(data, paper.file.name) if paper.kind == "msg" else mail.read(data)


def _with_head(letter: Mail) -> str:
    """The mail as one reads it on paper: who sent it, when, about what."""
    lines = [f"Từ: {letter.sender}"]
    if letter.date is not None:
        lines.append(f"Ngày gửi: {letter.date:%d/%m/%Y}")
    if letter.subject:
        lines.append(f"Chủ đề: {letter.subject}")
    return "\n".join(lines) + "\n\n" + letter.text
