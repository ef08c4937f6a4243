"""Reading a kept file: at once where its text stands in it, in the background where it must be recognised.

A scan is read a few pages at a time. What is done is kept after each group (pages in the database, the searchable part
in a folder of work), so that a reading that was stopped, or whose worker was killed, goes on where it was. One job
holds a reading; a job that lost it writes nothing more.
"""

from __future__ import annotations

import logging
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pypdfium2 as pdfium
from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from liemchinh.kernel.errors import Refusal
from liemchinh.spine import files, jobs
from liemchinh.spine.files import StoredFile
from liemchinh.spine.jobs import Job
from liemchinh.spine.papers import engines, kinds, layers, looking, mail, office, outlook, pictures, secrecy
from liemchinh.spine.papers.engines import EngineFault, Stopped
from liemchinh.spine.papers.models import LOST_AFTER, PaperPage, PaperText

log = logging.getLogger(__name__)

#: Sent when a reading has ended, however it ended: `paper` is the PaperText.
paper_read = Signal()

#: Pages that are handed to the engine at a time: progress moves by as many.
GROUP: Final = 4
#: Pages of a PDF with text that are read while the person waits.
AT_ONCE: Final = 60
#: A job gives way to other work after so many seconds, and goes on in its turn.
TURN_SECONDS: Final = 120
#: How often the database is asked whether the reading is still wanted, in seconds.
_ASK_EVERY: Final = 1.5


def read(file: StoredFile, by: Any = None) -> PaperText:
    """Begin to read the file, or answer the reading that exists. `.job` is the background work, None where it is done.

    Scans wait for a worker; everything else is read before this returns. Refusal: the file cannot be opened.
    """
    known = PaperText.objects.filter(file=file).first()
    if known is not None:
        return known
    data = file.path.read_bytes()
    what = kinds.what(data, file.name)
    with transaction.atomic():
        paper = PaperText.objects.create(file=file, kind=what.kind)
        if what.kind == "image" or (what.kind == "pdf" and not _is_quick(data, file.name)):
            _queue(paper, by)
            return paper
        mine = PaperText.objects.filter(pk=paper.pk)
        texts = _pdf_layers(data, file.name) if what.kind == "pdf" else [_whole(data, what, file.name)]
        _write(paper, 0, texts)
        _end(paper, mine, PaperText.Status.READ, page_count=len(texts), done_pages=len(texts))
    return paper


def again(paper: PaperText, by: Any = None) -> PaperText:
    """Read on from where a stopped, failed or lost reading ended; one that goes well or has ended is left alone."""
    paper.refresh_from_db()
    if not paper.can_go_on:
        return paper
    with transaction.atomic():
        if paper.job_id and not paper.ended:
            lost = {"status": Job.Status.FAILED, "ended_at": timezone.now(), "error": _("Việc bị ngắt, đã chạy lại.")}
            Job.objects.filter(pk=paper.job_id, ended_at=None).update(**lost)
        _queue(paper, by)
    return paper


def stop(paper: PaperText) -> bool:
    """Stop a reading; the pages read so far stay. False: there was nothing to stop."""
    going = PaperText.objects.filter(pk=paper.pk, status__in=(PaperText.Status.WAITING, PaperText.Status.READING))
    message = _("Đã dừng; các trang đã đọc được giữ. «Đọc tiếp» để đọc nốt.")
    stopped = going.update(status=PaperText.Status.STOPPED, job=None, message=message, touched_at=timezone.now())
    _refresh(paper)
    return bool(stopped)


def unfinished() -> QuerySet[PaperText]:
    """Readings that wait for a hand: without software, failed, or whose worker was lost. Stopped ones were stopped."""
    status = PaperText.Status
    lost = Q(status__in=(status.WAITING, status.READING), touched_at__lt=timezone.now() - LOST_AFTER)
    return PaperText.objects.filter(lost | Q(status__in=(status.NO_OCR, status.FAILED))).order_by("pk")


def _refresh(paper: PaperText) -> None:
    """From the database, with what was kept of its pages forgotten."""
    for kept in ("leaves", "_starts"):
        paper.__dict__.pop(kept, None)
    paper.refresh_from_db()


def _queue(paper: PaperText, by: Any) -> None:
    PaperText.objects.filter(pk=paper.pk).update(
        status=PaperText.Status.WAITING, job=None, message="", touched_at=timezone.now()
    )
    job = jobs.start("papers.read", f"{__name__}.read_in_background", {"paper_id": paper.pk}, owner=by)
    # In tests the job has run by now and handed on or ended; on a server it waits for this transaction.
    PaperText.objects.filter(pk=paper.pk, job=None, status=PaperText.Status.WAITING).update(job=job)
    _refresh(paper)


def _is_quick(data: bytes, name: str) -> bool:
    document = layers.opened(data, name)
    try:
        return len(document) <= AT_ONCE and not any(layers.needs_reading(document, n) for n in range(len(document)))
    finally:
        document.close()


def _pdf_layers(data: bytes, name: str) -> list[layers.Layer]:
    document = layers.opened(data, name)
    try:
        return [layers.read(document, number) for number in range(len(document))]
    finally:
        document.close()


def _whole(data: bytes, what: kinds.What, name: str) -> layers.Layer:
    """The text of a file without pages, as one page."""
    text = ""
    if what.kind == "docx":
        text = "\n".join(office.docx_lines(data, name))
    elif what.kind == "text":
        text = looking.words_of(data, what)
    elif what.kind in ("eml", "msg"):
        letter = outlook.read(data, name) if what.kind == "msg" else mail.read(data)
        text = f"{letter.subject}\n\n{letter.text}".strip()
    return layers.Layer(text.replace("\0", ""), (), 0, 0)


# In the background


@dataclass(slots=True)
class _Work:
    """One job's hold on a reading: what is read, where it is put together, and whether it is still wanted."""

    paper: PaperText
    job: Job
    folder: Path
    asked: float = field(default=0.0)

    def held(self) -> QuerySet[PaperText]:
        return PaperText.objects.filter(pk=self.paper.pk, job=self.job.pk, status=PaperText.Status.READING)

    def alive(self) -> bool:
        """Asked often, looks into the database now and then; leaves a sign of life there."""
        if time.monotonic() - self.asked < _ASK_EVERY:
            return True
        self.asked = time.monotonic()
        return bool(self.held().update(touched_at=timezone.now()))

    def require(self) -> None:
        if not self.held().exists():
            raise Stopped


def read_in_background(job: Job, paper_id: int) -> dict[str, Any]:
    """The job: claims the reading, reads group after group, and hands on to a new job when its turn is over."""
    free = PaperText.objects.filter(Q(job=None) | Q(job=job), pk=paper_id, status=PaperText.Status.WAITING)
    if not free.update(job=job, status=PaperText.Status.READING, touched_at=timezone.now()):
        return {"paper": paper_id, "skipped": True}
    paper = PaperText.objects.select_related("file").get(pk=paper_id)
    work = _Work(paper, job, _folder(paper))
    try:
        if not _read_groups(work):
            _queue(paper, job.owner)
    except Stopped:
        log.info("reading of paper %s was stopped", paper_id)
    except secrecy.SecretPaper as secret:
        _forget(work, str(secret))
    except Refusal as refusal:
        _end(paper, work.held(), PaperText.Status.FAILED, message=str(refusal))
    except Exception:
        log.exception("paper %s could not be read", paper_id)
        message = _("Có lỗi khi đọc; các trang đã đọc được giữ. Báo quản trị.")
        _end(paper, work.held(), PaperText.Status.FAILED, message=message)
    _refresh(paper)
    return {"paper": paper_id, "status": paper.status, "done": paper.done_pages}


def _folder(paper: PaperText) -> Path:
    """Named by the content too: a database that was restored may give the number to another paper."""
    return Path(settings.LIEMCHINH_HOME) / "work" / "papers" / f"{paper.pk}-{paper.file.sha256[:16]}"


def _read_groups(work: _Work) -> bool:
    """True when the whole file has been read; False when the turn is over."""
    book = _book(work)
    tools = engines.available()
    groups = list(_groups(book, work.paper.file.name))
    _begin(work, groups, tools)
    ends = time.monotonic() + TURN_SECONDS
    for group in groups:
        if group.last <= work.paper.done_pages:
            continue
        if group.scanned and not tools:
            _end(work.paper, work.held(), PaperText.Status.NO_OCR, message=engines.lacking())
            return True
        if time.monotonic() > ends:
            return False
        _read_group(work, book, group, tools)
    _finish(work, groups)
    return True


@dataclass(frozen=True, slots=True)
class _Group:
    """Pages first + 1 … last, all scans or all with a text of their own."""

    first: int
    last: int
    scanned: bool

    def part(self, folder: Path) -> Path:
        return folder / f"part-{self.first:05}.pdf"


def _book(work: _Work) -> Path:
    """The file as a PDF; a picture is made into one."""
    work.folder.mkdir(parents=True, exist_ok=True)
    if work.paper.kind == "pdf":
        return work.paper.file.path
    book = work.folder / "book.pdf"
    if not book.exists():
        fresh = work.folder / "book.new"
        pictures.to_pdf(work.paper.file.path, fresh, work.paper.file.name)
        os.replace(fresh, book)
    return book


def _groups(book: Path, name: str) -> Iterator[_Group]:
    document = layers.opened(book, name)
    try:
        needed = [layers.needs_reading(document, number) for number in range(len(document))]
    finally:
        document.close()
    first = 0
    for number in range(1, len(needed) + 1):
        if number == len(needed) or needed[number] != needed[first] or number - first == GROUP:
            yield _Group(first, number, needed[first])
            first = number


def _begin(work: _Work, groups: list[_Group], tools: list[engines.Engine]) -> None:
    """Note the number of pages; if the folder of work was lost, what was read goes too, since the parts are missing."""
    paper = work.paper
    done = [g for g in groups if g.last <= paper.done_pages]
    with transaction.atomic():
        if any(not g.part(work.folder).exists() for g in done):
            paper.pages.all().delete()
            paper.done_pages = 0
        paper.page_count = groups[-1].last
        paper.engine = tools[0].name if tools and any(g.scanned for g in groups) else ""
        fields = {"page_count": paper.page_count, "done_pages": paper.done_pages, "engine": paper.engine}
        if not work.held().update(**fields):
            raise Stopped
    work.job.progress(paper.done_pages, paper.page_count, _("trang đã đọc"))


def _read_group(work: _Work, book: Path, group: _Group, tools: list[engines.Engine]) -> None:
    """One group: its part of the searchable PDF takes its place, then its pages and the count, each in one step."""
    work.require()
    inside = work.folder / "group"
    shutil.rmtree(inside, ignore_errors=True)
    inside.mkdir()
    scans, searchable = inside / "scans.pdf", inside / "searchable.pdf"
    _extract(book, group, scans, work.paper.file.name)
    read = _recognised(work, scans, searchable, tools) if group.scanned else False
    document = layers.opened(searchable if read else scans, work.paper.file.name)
    try:
        texts = [layers.read(document, number) for number in range(len(document))]
    finally:
        document.close()
    secrecy.refuse_marked([t.text[:1500] for t in texts], noisy=group.scanned)
    os.replace(searchable if read else scans, group.part(work.folder))
    with transaction.atomic():
        if not work.held().update(done_pages=group.last, touched_at=timezone.now()):
            raise Stopped
        _write(work.paper, group.first, texts)
    work.paper.done_pages = group.last
    shutil.rmtree(inside, ignore_errors=True)
    work.job.progress(group.last, work.paper.page_count, _("trang đã đọc"))


def _extract(book: Path, group: _Group, target: Path, name: str) -> None:
    document = layers.opened(book, name)
    part = pdfium.PdfDocument.new()
    try:
        part.import_pages(document, list(range(group.first, group.last)))
        part.save(target)
    finally:
        part.close()
        document.close()


def _recognised(work: _Work, scans: Path, searchable: Path, tools: list[engines.Engine]) -> bool:
    """Whether one of the engines could read these pages; a page that none can read stays a picture."""
    for engine in tools:
        try:
            engine.run(scans, searchable, scans.parent, work.alive)
            return searchable.exists()
        except EngineFault as fault:
            log.warning("paper %s: %s: %s", work.paper.pk, engine.name, fault)
    return False


def _write(paper: PaperText, first: int, texts: list[layers.Layer]) -> None:
    """The pages first + 1 …, in place of what may stand there."""
    paper.pages.filter(number__gt=first, number__lte=first + len(texts)).delete()
    PaperPage.objects.bulk_create(
        PaperPage(
            paper=paper, number=number, text=t.text, words=[w.stored() for w in t.words], width=t.width, height=t.height
        )
        for number, t in enumerate(texts, first + 1)
    )


def _finish(work: _Work, groups: list[_Group]) -> None:
    """Join the parts into one searchable PDF beside the original; a PDF that had all its text needs none."""
    readable, message = None, ""
    empty = not any(text.strip() for text in work.paper.pages.values_list("text", flat=True))
    if empty:
        message = _("Không nhận ra chữ nào (chữ viết tay, ảnh mờ hoặc trang trống); nhập nội dung theo ảnh.")
    work.require()
    if any(g.scanned for g in groups):
        joined = work.folder / "joined.pdf"
        _join([g.part(work.folder) for g in groups], joined)
        stem = work.paper.file.name.rpartition(".")[0] or work.paper.file.name
        try:
            readable = files.keep(joined, _("%(name)s (có chữ).pdf") % {"name": stem[:200]})
        except Refusal:
            message = _("Đã đọc xong; bản PDF có chữ lớn quá nên không giữ, chữ từng trang vẫn có.")
    if _end(work.paper, work.held(), PaperText.Status.READ, readable=readable, message=message):
        shutil.rmtree(work.folder, ignore_errors=True)


def _join(parts: list[Path], target: Path) -> None:
    joined = pdfium.PdfDocument.new()
    try:
        for path in parts:
            part = pdfium.PdfDocument(path)
            joined.import_pages(part)
            part.close()
        joined.save(target)
    finally:
        joined.close()


def _forget(work: _Work, message: str) -> None:
    """A stamp was found while reading: bytes, parts and pages go; the line stays, so that the number can be noted."""
    with transaction.atomic():
        work.paper.pages.all().delete()
        mine = PaperText.objects.filter(pk=work.paper.pk)
        _end(work.paper, mine, PaperText.Status.SECRET, message=message, readable=None, done_pages=0)
    shutil.rmtree(work.folder, ignore_errors=True)
    work.paper.file.path.unlink(missing_ok=True)


def _end(paper: PaperText, rows: QuerySet[PaperText], status: str, **fields: Any) -> bool:
    """Note how the reading ended, unless it is no longer ours; tell whoever asked to be told, after the transaction."""
    ours = rows.update(status=status, touched_at=timezone.now(), **fields)
    _refresh(paper)
    if ours:
        transaction.on_commit(lambda: paper_read.send(PaperText, paper=paper))
    return bool(ours)
