"""The command `liemchinh ocr`: what can read here, what waits, retry and stop."""

from __future__ import annotations

import json

import pytest

from liemchinh.__main__ import main
from liemchinh.spine import files, papers
from liemchinh.spine.papers import PaperText, engines, reading
from liemchinh.spine.papers.engines import Engine
from tests.spine.papers_made import blank

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> PaperText:
    """A scan in the queue that no worker has taken."""
    with monkeypatch.context() as still:
        still.setattr(reading, "_queue", lambda paper, by: None)
        return papers.read(files.keep(blank(6, pictures=True), "so.pdf"))


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    def copy(scans, searchable, folder, alive) -> None:
        searchable.write_bytes(scans.read_bytes())

    monkeypatch.setattr(engines, "available", lambda: [Engine("chép", copy)])


def test_the_status_names_engines_and_readings(waiting, engine, capsys) -> None:
    assert main(["ocr", "status", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    paper = {"paper": waiting.pk, "file": "so.pdf", "status": "waiting", "done": 0, "pages": 0}
    assert said == {"engines": ["chép"], "papers": [paper]}


def test_retry_without_the_software_says_what_to_install(waiting, monkeypatch, capsys) -> None:
    monkeypatch.setattr(engines, "available", list)
    assert main(["ocr", "retry"]) == 1
    assert "tesseract-ocr-vie" in capsys.readouterr().err


def test_retry_reads_what_had_no_software(waiting, engine, capsys) -> None:
    PaperText.objects.update(status="no_ocr")
    assert main(["ocr", "retry"]) == 0
    assert "1 tệp" in capsys.readouterr().out
    assert PaperText.objects.get().status == "read"


def test_a_reading_can_be_stopped_once(waiting, capsys) -> None:
    assert main(["ocr", "stop", str(waiting.pk)]) == 0
    assert PaperText.objects.get().status == "stopped"
    assert main(["ocr", "stop", str(waiting.pk)]) == 1
    assert "Không có việc đọc nào" in capsys.readouterr().err
