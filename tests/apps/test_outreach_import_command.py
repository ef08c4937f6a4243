"""`liemchinh import`: what it prints, what it writes, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from liemchinh.__main__ import main
from liemchinh.apps.organisation import actions
from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.outreach.models import Session
from liemchinh.spine.access import SYSTEM
from tests.spine.test_imports import GOOD, ONE_WRONG, book, entry
from tests.world import FOUNDED


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "so.xlsx"


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any, str]:
    code = main(["import", *words])
    out, err = capsys.readouterr()
    return code, json.loads(out) if out.startswith("{") else out, err


def test_it_writes_the_valid_rows_and_names_the_others(
    path: Path, district: Unit, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_bytes(ONE_WRONG)
    code, result, _err = run(capsys, "outreach", str(path), "--unit", "Q1", "--json")
    assert code == 0
    assert (result["read"], result["accepted"]) == (3, 2)
    (rejected,) = result["rejected"]
    assert (rejected["sheet"], rejected["row"], rejected["column"]) == ("Năm 2006", 3, "B")
    assert "không có trong lịch" in rejected["message"]
    assert result["totals"]["outreach_attendees"] == 40
    assert Session.objects.count() == 2


def test_a_dry_run_writes_nothing(path: Path, district: Unit, capsys: pytest.CaptureFixture[str]) -> None:
    path.write_bytes(GOOD)
    code, result, _err = run(capsys, "outreach.session", str(path), "--dry-run", "--json")
    assert (code, result["accepted"], result["batch"]) == (0, 2, None)
    assert not Session.objects.exists()


def test_the_same_file_again_adds_nothing_and_ends_well(
    path: Path, district: Unit, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_bytes(GOOD)
    run(capsys, "outreach", str(path), "--json")
    code, result, _err = run(capsys, "outreach", str(path), "--json")
    assert (code, result["accepted"]) == (0, 0)
    assert Session.objects.count() == 2


def test_without_a_unit_the_only_root_is_taken_and_several_are_asked_about(
    path: Path, district: Unit, ward: Unit, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_bytes(GOOD)
    assert run(capsys, "outreach", str(path))[0] == 0
    actions.found("Q3", "Quận 3", by=SYSTEM, on=FOUNDED, kind="district")
    code, _out, err = run(capsys, "outreach", str(path))
    assert code == 1
    assert "Q1 (Quận 1), Q3 (Quận 3)" in err


@pytest.mark.django_db
def test_without_any_unit_it_says_how_to_add_one(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path.write_bytes(GOOD)
    code, _out, err = run(capsys, "outreach", str(path))
    assert code == 1
    assert "liemchinh unit add" in err


def test_a_file_of_which_no_row_is_valid_ends_with_one(
    path: Path, district: Unit, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_bytes(book(entry(1, "31/02/2006"), entry(2, "30/02/2006")))
    code, result, _err = run(capsys, "outreach", str(path), "--json")
    assert (code, result["accepted"], len(result["rejected"])) == (1, 0, 2)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["sổ lạ", "{path}"], "Các sổ"),
        (["outreach", "không-có.xlsx"], "Không có tệp"),
        (["outreach", "{path}", "--unit", "X"], "mã «X»"),
    ],
)
def test_what_cannot_be_is_said(
    words: list[str], said: str, path: Path, district: Unit, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_bytes(GOOD)
    code, _out, err = run(capsys, *(word.format(path=path) for word in words))
    assert code == 1
    assert said in err


def test_people_read_sentences(path: Path, district: Unit, capsys: pytest.CaptureFixture[str]) -> None:
    path.write_bytes(ONE_WRONG)
    _code, out, _err = run(capsys, "outreach", str(path))
    assert "đọc 3 dòng, nhận 2 dòng, 1 dòng lỗi" in out
    assert "Đã ghi vào sổ" in out
    assert "liemchinh import --undo" in out


def test_a_batch_can_be_undone_by_its_number(path: Path, district: Unit, capsys: pytest.CaptureFixture[str]) -> None:
    path.write_bytes(GOOD)
    _code, result, _err = run(capsys, "outreach", str(path), "--json")
    code, undone, _err = run(capsys, "--undo", result["batch"], "--json")
    assert (code, undone["undone"]) == (0, 2)
    assert not Session.objects.filter(state="held").exists()
    assert run(capsys, "--undo", result["batch"].removeprefix("import:"))[0] == 1  # it is undone already


@pytest.mark.parametrize(("words", "code"), [(["--undo", "77"], 1), (["--undo", "x"], 1), ([], 2), (["outreach"], 2)])
def test_undoing_what_is_not_there_and_importing_nothing_are_refused(
    words: list[str], code: int, district: Unit, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, *words)[0] == code
