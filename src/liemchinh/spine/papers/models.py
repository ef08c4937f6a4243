"""What was read from a kept file: the text of each page with the place of each word, and how far the reading is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate
from typing import Final

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from liemchinh.spine.files import StoredFile
from liemchinh.spine.jobs import Job

#: What stands between the pages in the joined text.
BETWEEN_PAGES: Final = "\n\n"
#: A reading that has not moved for so long has lost its worker.
LOST_AFTER: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands: the page (from 1) and boxes in ten-thousandths of its width and height."""

    page: int
    boxes: tuple[tuple[int, int, int, int], ...]


class PaperText(models.Model):
    """The reading of one kept file. The file stays as it came; `readable` is the PDF with text made from it."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("chờ đọc")
        READING = "reading", _("đang đọc")
        READ = "read", _("đã đọc")
        NO_OCR = "no_ocr", _("chưa có phần mềm nhận dạng chữ")
        FAILED = "failed", _("không đọc được")
        STOPPED = "stopped", _("đã dừng")
        SECRET = "secret", _("có độ mật, không lưu")

    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="paper")
    readable = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, help_text="pdf, image, docx, eml, msg, text, other")
    status = models.CharField(max_length=8, choices=Status, default=Status.WAITING, db_index=True)
    page_count = models.PositiveIntegerField(default=0)
    done_pages = models.PositiveIntegerField(default=0)
    engine = models.CharField(max_length=20, blank=True)
    message = models.TextField(blank=True)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    touched_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.file.name}: {self.get_status_display()}"

    @property
    def ended(self) -> bool:
        return self.status not in (self.Status.WAITING, self.Status.READING)

    @property
    def can_go_on(self) -> bool:
        """Whether reading can be asked for again: it was stopped, failed, had no software, or lost its worker."""
        if self.ended:
            return self.status not in (self.Status.READ, self.Status.SECRET)
        return timezone.now() - self.touched_at > LOST_AFTER

    @property
    def has_pictures(self) -> bool:
        return self.kind in ("pdf", "image") and self.status != self.Status.SECRET

    @cached_property
    def leaves(self) -> Sequence[PaperPage]:
        """The pages read so far, in their order."""
        return list(self.pages.order_by("number"))

    @property
    def text(self) -> str:
        """The pages read so far, joined; `page_at` and `places` take offsets into it."""
        return BETWEEN_PAGES.join(leaf.text for leaf in self.leaves)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(leaf.text) + len(BETWEEN_PAGES) for leaf in self.leaves)][:-1]

    def page_at(self, offset: int) -> int:
        """The page (from 1) on which this letter of the joined text stands. ValueError: nothing has been read."""
        if not self.leaves:
            raise ValueError("no page has been read")
        return self.leaves[bisect_right(self._starts, max(offset, 0)) - 1].number

    def places(self, start: int, end: int) -> list[Place]:
        """Where the passage text[start:end] stands, page by page; without boxes where the file has no pages to show."""
        found = []
        for leaf, begins in zip(self.leaves, self._starts, strict=True):
            inside = start < begins + len(leaf.text) and end > begins
            if inside:
                found.append(Place(leaf.number, leaf.boxes(start - begins, end - begins)))
        return found


class PaperPage(models.Model):
    """One page: its text, and for each word [start, end, left, top, right, bottom]; width and height in points."""

    paper = models.ForeignKey(PaperText, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    words = models.JSONField(default=list)
    width = models.FloatField(default=0)
    height = models.FloatField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "number"], name="paper_page_once")]

    def __str__(self) -> str:
        return f"{self.paper_id}/{self.number}"

    def boxes(self, start: int, end: int) -> tuple[tuple[int, int, int, int], ...]:
        """The boxes of the words that touch text[start:end], those of one line joined."""
        joined: list[tuple[int, int, int, int]] = []
        for first, last, *box in self.words:
            if first >= end or last <= start:
                continue
            left, top, right, bottom = box
            before = joined[-1] if joined else None
            if before and abs(before[1] + before[3] - top - bottom) < bottom - top and left >= before[0]:
                joined[-1] = (before[0], min(before[1], top), max(before[2], right), max(before[3], bottom))
            else:
                joined.append((left, top, right, bottom))
        return tuple(joined)
