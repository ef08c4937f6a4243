"""Taking in a narrative report: its file kept, its text read, its figures proposed; nothing is half saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.apps.figures.models import Narrative, Proposal
from liemchinh.apps.organisation.models import Unit
from liemchinh.catalogue import indicators
from liemchinh.kernel import figures as reader
from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.figures import Figure, Reading, Skipped
from liemchinh.kernel.measures import Period
from liemchinh.spine import jobs
from liemchinh.spine.access import SYSTEM, can
from liemchinh.spine.files import StoredFile
from liemchinh.spine.moves import bulk_create, move
from liemchinh.spine.texts import read_document

#: Files larger than this are read in the background, with a page that shows how far it is.
AT_ONCE = 2 * 1024 * 1024
#: So many characters are read at a time, cut between paragraphs.
PIECE = 200_000

Progress = Callable[[int, int, str], None]


def _quiet(done: int, total: int, note: str) -> None:
    """For whoever does not watch."""


def take_in(
    file: StoredFile, unit: Unit, period: Period, title: str, number: str = "", *,
    by: Any, on: date, progress: Progress = _quiet,
) -> Narrative:  # fmt: skip
    """Read the file and propose its figures; Refusal (in Vietnamese) says why a file cannot be read.

    The narrative, its proposals and their ledger lines are saved together or not at all.
    """
    if not can(by, "figures.write", unit.pk):
        raise PermissionDenied("figures.write")
    twin = Narrative.objects.live().filter(
        unit=unit, period_start=period.start, period_end=period.end, file__sha256=file.sha256
    ).first()  # fmt: skip
    if twin is not None:
        raise Refusal(_("Tệp này đã được đọc cho kỳ này: «%(title)s».") % {"title": twin.title})
    progress(0, 3, _("đang đọc chữ trong tệp"))
    text = _text(file)
    progress(1, 3, _("đang tìm số liệu"))
    reading = _read(text, lambda done, total: progress(1, 3, _("đã đọc %(p)d%%") % {"p": 100 * done // total}))
    progress(2, 3, _("đang ghi các số tìm thấy"))
    narrative = Narrative(
        unit=unit, title=title, number=number, period_start=period.start, period_end=period.end, file=file, text=text,
        skipped=[[s.start, s.end, s.reason] for s in reading.skipped],
    )  # fmt: skip
    with transaction.atomic():
        with move(narrative, "take_in", by=by, on=on, unit=unit.ref, file=file.sha256):
            pass
        proposals = [_proposal(narrative, figure) for figure in reading.figures]
        bulk_create(proposals, "propose", by=by, on=on, batch=f"narrative-{narrative.pk}")
    return narrative


def _text(file: StoredFile) -> str:
    try:
        return read_document(file.path, file.name).text.replace("\0", "")
    except Refusal as refusal:
        why = str(refusal).rstrip(".")
        raise Refusal(_("Không đọc được «%(name)s»: %(why)s.") % {"name": file.name, "why": why}) from refusal


def _proposal(narrative: Narrative, figure: Figure) -> Proposal:
    return Proposal(
        narrative=narrative, unit=narrative.unit, indicator=figure.indicator, value=round(figure.value, 4),
        qualifier=figure.qualifier, role=figure.period_role, quote=figure.quote[:500], start=figure.start,
        end=figure.end, why=figure.why[:300],
    )  # fmt: skip


def _read(text: str, progress: Callable[[int, int], None]) -> Reading:
    """The figures of the whole text; a book of hundreds of pages is read in pieces, so that progress shows."""
    if len(text) <= PIECE:
        return reader.read(text, indicators())
    figures: list[Figure] = []
    skipped: list[Skipped] = []
    for start, end in _cuts(text):
        reading = reader.read(text[start:end], indicators())
        figures += [_moved(f, start) for f in reading.figures]
        skipped += [Skipped(s.quote, s.start + start, s.end + start, s.reason) for s in reading.skipped]
        progress(end, len(text))
    return Reading(tuple(figures), tuple(skipped))


def _moved(f: Figure, by: int) -> Figure:
    return Figure(f.indicator, f.value, f.unit, f.qualifier, f.period_role, f.quote, f.start + by, f.end + by, f.why)


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = text.rfind("\n", start, start + PIECE) + 1 if start + PIECE < len(text) else len(text)
        end = end if end > start else min(start + PIECE, len(text))
        yield start, end
        start = end


def start(
    file: StoredFile, unit: Unit, period: Period, title: str, number: str = "", *, by: Any, on: date
) -> Narrative | jobs.Job:
    """Read a small file now, a large one in the background."""
    if file.size <= AT_ONCE:
        return take_in(file, unit, period, title, number, by=by, on=on)
    asked = {
        "file": file.pk, "unit": unit.pk, "start": period.start.isoformat(), "end": period.end.isoformat(),
        "title": title, "number": number, "by": by.pk, "on": on.isoformat(),
    }  # fmt: skip
    return jobs.start("figures.narrative", f"{__name__}.read_in_background", asked, owner=by)


def read_in_background(job: jobs.Job, **asked: Any) -> dict[str, int]:
    """The job behind `start`; answers with the key of the narrative."""
    by = get_user_model().objects.get(pk=asked["by"]) if asked["by"] else SYSTEM
    narrative = take_in(
        StoredFile.objects.get(pk=asked["file"]), Unit.objects.get(pk=asked["unit"]),
        Period(date.fromisoformat(asked["start"]), date.fromisoformat(asked["end"])), asked["title"], asked["number"],
        by=by, on=date.fromisoformat(asked["on"]), progress=job.progress,
    )  # fmt: skip
    return {"narrative": narrative.pk}


def doubles(proposals: Sequence[Proposal]) -> dict[int, int]:
    """Proposal -> an earlier one that says the same (indicator, value, period role): the text repeats itself."""
    first: dict[tuple[str, Any, str], int] = {}
    found: dict[int, int] = {}
    for proposal in proposals:
        key = (proposal.indicator, proposal.value, proposal.role)
        if key in first:
            found[proposal.pk] = first[key]
        else:
            first[key] = proposal.pk
    return found
