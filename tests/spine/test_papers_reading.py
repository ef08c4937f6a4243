"""Reading: at once where the text is there, in the background where it must be recognised; stopped, lost, continued."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from django.http import Http404
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone
from PIL import Image

from liemchinh.kernel.errors import Refusal
from liemchinh.spine import files, papers
from liemchinh.spine.files import StoredFile
from liemchinh.spine.jobs import Job
from liemchinh.spine.papers import PaperText, engines, reading, showing
from liemchinh.spine.papers.engines import Engine, EngineFault
from tests.spine.papers_made import (
    LETTER,
    blank,
    container,
    drawn,
    encoded,
    needs_tesseract,
    outlook,
    scanned,
    typeset,
    word,
    wrong_letters,
)  # fmt: skip

pytestmark = pytest.mark.django_db


def kept(data: bytes, name: str) -> StoredFile:
    return files.keep(data, name)


@pytest.fixture(autouse=True)
def work(settings) -> Path:
    """The folder of work, without what readings of other tests left there."""
    folder = Path(settings.LIEMCHINH_HOME) / "work" / "papers"
    shutil.rmtree(folder, ignore_errors=True)
    return folder


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """An engine that lays no text and counts the pages that it was given."""
    given: list[int] = []

    def run(scans: Path, searchable: Path, folder: Path, alive: Callable[[], bool]) -> None:
        document = pdfium.PdfDocument(scans)
        given.append(len(document))
        document.close()
        searchable.write_bytes(scans.read_bytes())

    monkeypatch.setattr(engines, "available", lambda: [Engine("đếm", run)])
    return given


# Recognition


@needs_tesseract
@pytest.mark.parametrize("engine", [e.name for e in engines.available()])
def test_a_noisy_crooked_scan_is_read_with_less_than_three_wrong_letters_in_a_hundred(engine, monkeypatch) -> None:
    chosen = [e for e in engines.available() if e.name == engine]
    monkeypatch.setattr(engines, "available", lambda: chosen)
    stored = kept(scanned(LETTER, tilt=0.8, noise=14), "don.pdf")
    paper = papers.read(stored)
    assert (paper.status, paper.page_count, paper.engine) == ("read", 1, engine)
    assert wrong_letters(paper.text, LETTER) < 0.03
    assert stored.path.read_bytes().startswith(b"%PDF")  # the original stays
    assert paper.readable is not None
    assert _searchable(paper.readable.path)
    place = _place_of(paper, "Lê Văn Khởi")
    assert place.page == 1
    left, top, right, bottom = place.boxes[0]
    assert 0 < left < right < 10_000
    assert 2000 < top < bottom < 6000


def _searchable(path: Path) -> bool:
    document = pdfium.PdfDocument(path)
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    return "Kính gửi" in text


def _place_of(paper: PaperText, words: str):
    start = paper.text.index(words)
    (place,) = paper.places(start, start + len(words))
    return place


@needs_tesseract
def test_a_photograph_lying_on_its_side_is_turned_and_read() -> None:
    if not any(e.name == "ocrmypdf" for e in engines.available()):
        pytest.fail("ocrmypdf is missing: make setup installs it")
    picture = drawn(typeset(LETTER), dpi=200)[0].rotate(90, expand=True)
    paper = papers.read(kept(encoded(picture, "JPEG", quality=80), "anh.jpg"))
    assert paper.status == "read"
    assert wrong_letters(paper.text, LETTER) < 0.05
    assert paper.leaves[0].height > paper.leaves[0].width


def test_a_picture_without_letters_is_read_and_says_so(counting) -> None:
    paper = papers.read(kept(encoded(Image.new("RGB", (400, 560), "white"), "PNG"), "trang.png"))
    assert (paper.status, paper.text.strip()) == ("read", "")
    assert "nhập nội dung theo ảnh" in paper.message


# Texts that need no recognition


def test_a_pdf_with_its_text_is_read_at_once() -> None:
    paper = papers.read(kept(typeset("Trang một\nông Lê Văn Khởi", "Trang hai\nbà Phạm Thị Ngát"), "don.pdf"))
    assert (paper.status, paper.page_count, paper.job, paper.readable) == ("read", 2, None, None)
    at = paper.text.index("bà Phạm")
    assert paper.page_at(at) == 2
    assert paper.page_at(0) == 1
    assert _place_of(paper, "bà Phạm Thị Ngát").page == 2


def test_a_passage_over_two_pages_is_shown_on_both() -> None:
    paper = papers.read(kept(typeset("Cuối trang một", "Đầu trang hai"), "don.pdf"))
    start, end = paper.text.index("một"), paper.text.index("trang hai")
    assert [p.page for p in paper.places(start, end)] == [1, 2]


def test_columns_stay_apart_and_lines_stay_lines() -> None:
    source = '#set page("a4")\n#grid(columns: (1fr, 1fr), [Số: 12/BC], [Bến Xuân, ngày 3])\nDòng sau'
    import typst

    text = papers.read(kept(bytes(typst.compile(source.encode())), "bc.pdf")).text
    assert "Số: 12/BC   Bến Xuân, ngày 3" in text
    assert text.endswith("\nDòng sau")


@pytest.mark.parametrize(
    ("data", "name", "text"),
    [
        (word("Đơn kiến nghị", "Kính gửi Ủy ban"), "don.docx", "Đơn kiến nghị\nKính gửi Ủy ban"),
        ("Đơn của tôi".encode("utf-16"), "don.txt", "Đơn của tôi"),
        (b"<html><p>Trang</p></html>", "t.html", "Trang"),
        ("From: a@b.vn\r\nTo: c@d.vn\r\nSubject: Thư\r\n\r\nNội dung".encode(), "t.eml", "Thư\n\nNội dung"),
        (container(outlook(t0037_001F="Thư", t1000_001F="Nội dung")), "t.msg", "Thư\n\nNội dung"),
    ],
)
def test_other_files_are_read_as_one_page_of_text(data: bytes, name: str, text: str) -> None:
    paper = papers.read(kept(data, name))
    assert paper.status == "read"
    assert paper.text.rstrip("\n").replace("\n\n\n", "\n\n").endswith(text)
    assert paper.page_count == 1


def test_reading_twice_reads_once() -> None:
    stored = kept(typeset("Đơn kiến nghị"), "don.pdf")
    assert papers.read(stored) == papers.read(stored)
    assert PaperText.objects.count() == 1


# Without the software


def test_without_tesseract_the_file_stays_and_the_message_says_what_to_install(monkeypatch) -> None:
    monkeypatch.setattr(engines.shutil, "which", lambda name: None)
    assert papers.look(scanned("Đơn"), "don.pdf").scanned
    stored = kept(scanned("Đơn"), "don.pdf")
    paper = papers.read(stored)
    assert paper.status == "no_ocr"
    assert "tesseract-ocr-vie" in paper.message
    assert stored.path.exists()
    assert showing.serve_page(RequestFactory().get("/"), paper, 1).status_code == 200
    assert list(papers.unfinished()) == [paper]


def test_once_it_is_installed_the_reading_goes_on(monkeypatch, request) -> None:
    with monkeypatch.context() as without:
        without.setattr(engines.shutil, "which", lambda name: None)
        paper = papers.read(kept(blank(2, pictures=True), "don.pdf"))
    counting = request.getfixturevalue("counting")
    papers.again(paper)
    assert (paper.status, sum(counting)) == ("read", 2)


def test_pages_with_a_text_of_their_own_are_read_even_so(monkeypatch) -> None:
    monkeypatch.setattr(engines, "available", list)
    mixed = pdfium.PdfDocument.new()
    for part in (typeset("Đơn kiến nghị có chữ sẵn"), scanned("Phụ lục quét")):
        mixed.import_pages(pdfium.PdfDocument(part))
    out = io.BytesIO()
    mixed.save(out)
    paper = papers.read(kept(out.getvalue(), "don.pdf"))
    assert (paper.status, paper.done_pages, paper.page_count) == ("no_ocr", 1, 2)
    assert "có chữ sẵn" in paper.text


# Long scans


def test_three_hundred_pages_are_read_in_groups_with_progress(counting, monkeypatch, office) -> None:
    seen: list[tuple[int, int]] = []
    monkeypatch.setattr(Job, "progress", lambda job, done, total, note="": seen.append((done, total)))
    paper = papers.read(kept(blank(300, pictures=True), "so.pdf"), office)
    assert (paper.status, paper.done_pages, paper.page_count) == ("read", 300, 300)
    assert sum(counting) == 300
    assert max(counting) <= reading.GROUP
    assert seen[0] == (0, 300)
    assert seen[-1] == (300, 300)
    assert paper.job is not None
    assert paper.job.owner == office
    assert paper.readable is not None
    assert len(pdfium.PdfDocument(paper.readable.path)) == 300


def stop_after(groups: int, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """An engine during whose work somebody stops the reading, or which is killed."""
    given: list[int] = []

    def run(scans: Path, searchable: Path, folder: Path, alive: Callable[[], bool]) -> None:
        given.append(1)
        if len(given) > groups:
            papers.stop(PaperText.objects.get())
        if not PaperText.objects.filter(status="reading").exists():
            raise engines.Stopped
        searchable.write_bytes(scans.read_bytes())

    monkeypatch.setattr(engines, "available", lambda: [Engine("đứt", run)])
    return given


def test_a_stopped_reading_keeps_its_pages_and_goes_on_where_it_was(monkeypatch, request, work) -> None:
    stop_after(10, monkeypatch)
    paper = papers.read(kept(blank(300, pictures=True), "so.pdf"))
    assert (paper.status, paper.done_pages) == ("stopped", 40)
    assert len(paper.leaves) == 40
    assert "Đọc tiếp" in paper.message
    assert not papers.unfinished().exists()
    counting = request.getfixturevalue("counting")
    papers.again(paper)
    assert (paper.status, paper.done_pages, sum(counting)) == ("read", 300, 260)
    assert [leaf.number for leaf in paper.leaves] == list(range(1, 301))
    assert not list(work.glob(f"{paper.pk}-*"))


def test_a_killed_worker_leaves_nothing_half_and_the_reading_goes_on(monkeypatch, request) -> None:
    class Killed(BaseException):
        """What no handler of the program catches."""

    def run(scans: Path, searchable: Path, folder: Path, alive: Callable[[], bool]) -> None:
        if PaperText.objects.get().done_pages == 8:
            searchable.write_bytes(b"%PDF half")
            raise Killed
        searchable.write_bytes(scans.read_bytes())

    monkeypatch.setattr(engines, "available", lambda: [Engine("chết", run)])
    monkeypatch.setattr(reading, "_queue", lambda paper, by: None)
    paper = papers.read(kept(blank(20, pictures=True), "so.pdf"))
    job = Job.objects.create(kind="papers.read", function="x")
    with pytest.raises(Killed):
        reading.read_in_background(job, paper.pk)
    monkeypatch.undo()
    paper = PaperText.objects.get()
    assert (paper.status, paper.done_pages, paper.pages.count()) == ("reading", 8, 8)
    assert not paper.can_go_on  # nobody knows yet that the worker is gone
    PaperText.objects.update(touched_at=timezone.now() - timedelta(minutes=11))
    assert list(papers.unfinished()) == [paper]
    counting = request.getfixturevalue("counting")
    papers.again(paper)
    assert (paper.status, sum(counting)) == ("read", 12)
    job.refresh_from_db()
    assert job.status == Job.Status.FAILED


def test_a_job_that_lost_its_reading_writes_nothing_more(counting, monkeypatch) -> None:
    monkeypatch.setattr(reading, "_queue", lambda paper, by: None)
    paper = papers.read(kept(blank(20, pictures=True), "so.pdf"))
    old, new = (Job.objects.create(kind="papers.read", function="x") for _ in range(2))
    PaperText.objects.update(job=new, status="reading")
    assert reading.read_in_background(old, paper.pk) == {"paper": paper.pk, "skipped": True}
    assert counting == []


def test_a_lost_folder_of_work_makes_the_reading_begin_anew(monkeypatch, request, work) -> None:
    stop_after(2, monkeypatch)
    paper = papers.read(kept(blank(20, pictures=True), "so.pdf"))
    assert paper.done_pages == 8
    (folder,) = work.glob(f"{paper.pk}-*")
    shutil.rmtree(folder)
    counting = request.getfixturevalue("counting")
    papers.again(paper)
    assert (paper.status, sum(counting), paper.pages.count()) == ("read", 20, 20)


def test_a_turn_that_is_over_hands_on_to_another_job(counting, monkeypatch) -> None:
    monkeypatch.setattr(reading, "TURN_SECONDS", -1)
    queued: list[int] = []
    queue = reading._queue

    def once(paper: PaperText, by: object) -> None:
        queued.append(paper.pk)
        if len(queued) > 1:
            monkeypatch.setattr(reading, "TURN_SECONDS", 60)
        queue(paper, by)

    monkeypatch.setattr(reading, "_queue", once)
    paper = papers.read(kept(blank(20, pictures=True), "so.pdf"))
    assert (paper.status, len(queued), Job.objects.count()) == ("read", 2, 2)


def test_pages_that_one_engine_cannot_read_are_given_to_the_next(monkeypatch) -> None:
    def failing(scans: Path, searchable: Path, folder: Path, alive: Callable[[], bool]) -> None:
        raise EngineFault("no")

    def copying(scans: Path, searchable: Path, folder: Path, alive: Callable[[], bool]) -> None:
        searchable.write_bytes(scans.read_bytes())

    tools = [Engine("một", failing), Engine("hai", copying)]
    monkeypatch.setattr(engines, "available", lambda: tools)
    assert papers.read(kept(blank(2, pictures=True), "a.pdf")).status == "read"
    tools.pop()
    assert papers.read(kept(blank(3, pictures=True), "b.pdf")).status == "read"  # pictures without text


def test_whoever_waits_is_told_at_the_end(django_capture_on_commit_callbacks) -> None:
    heard: list[PaperText] = []

    def hear(sender: object, paper: PaperText, **rest: object) -> None:
        heard.append(paper)

    papers.paper_read.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            paper = papers.read(kept(typeset("Đơn"), "don.pdf"))
    finally:
        papers.paper_read.disconnect(hear)
    assert heard == [paper]


def test_pages_of_a_tiff_are_pages(counting) -> None:
    one, two = (drawn(typeset(text), dpi=60)[0] for text in ("Một", "Hai"))
    data = encoded(one, "TIFF", save_all=True, append_images=[two])
    assert papers.look(data, "quet.tif").pages == 2
    assert showing.serve_page(RequestFactory().get("/"), papers.read(kept(data, "quet.tif")), 2).status_code == 200


# On the page


def test_a_page_is_served_as_a_picture_and_once_only() -> None:
    paper = papers.read(kept(typeset("Đơn kiến nghị"), "don.pdf"))
    answer = showing.serve_page(RequestFactory().get("/"), paper, 1)
    picture = Image.open(io.BytesIO(answer.content))
    assert (picture.format, picture.width) == ("JPEG", 1240)
    assert "private" in answer["Cache-Control"]
    known = RequestFactory().get("/", headers={"if-none-match": answer["ETag"]})
    assert showing.serve_page(known, paper, 1).status_code == 304


@pytest.mark.parametrize("page", [0, 2, -1])
def test_a_page_that_is_not_there_is_not_found(page: int) -> None:
    paper = papers.read(kept(typeset("Đơn"), "don.pdf"))
    with pytest.raises(Http404):
        showing.serve_page(RequestFactory().get("/"), paper, page)


def test_the_part_shows_the_picture_the_text_and_the_passage() -> None:
    paper = papers.read(kept(typeset("Tố cáo ông Lê Văn Khởi & con"), "don.pdf"))
    start = paper.text.index("Lê Văn Khởi")
    found = showing.leaves(paper, lambda n: f"/trang/{n}", [(start, start + 11)])
    html = render_to_string("spine/parts/scan.html", {"paper": paper, "leaves": found})
    assert '<image href="/trang/1"' in html
    assert html.count("<rect") == 1
    assert "Lê Văn Khởi &amp; con" in html


def test_the_part_shows_progress_and_offers_to_stop(monkeypatch) -> None:
    monkeypatch.setattr(reading, "_queue", lambda paper, by: None)
    paper = papers.read(kept(blank(20, pictures=True), "so.pdf"))
    PaperText.objects.update(done_pages=8, page_count=20, status="reading")
    paper.refresh_from_db()
    html = render_to_string("spine/parts/scan.html", {"paper": paper, "leaves": [], "stop_url": "/dung"})
    assert "8/20" in html
    assert 'action="/dung"' in html


def test_a_text_without_pages_is_shown_without_a_picture() -> None:
    paper = papers.read(kept(word("Đơn"), "don.docx"))
    html = render_to_string("spine/parts/scan.html", {"paper": paper, "leaves": showing.leaves(paper, str)})
    assert "<svg" not in html
    assert "Đơn" in html


def test_a_damaged_file_is_refused_by_the_reading_too() -> None:
    with pytest.raises(Refusal, match="bị hỏng"):
        papers.read(kept(b"%PDF-1.7 nothing", "don.pdf"))
    assert not PaperText.objects.exists()
