"""What the commands say to mistakes and to a broken machine: one sentence with what to do, never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from liemchinh.__main__ import main
from liemchinh.apps.organisation import actions
from liemchinh.apps.organisation.models import Unit
from liemchinh.cli import _django, doctor
from liemchinh.kernel.errors import Refusal
from liemchinh.spine.access import SYSTEM

DAY = date(2026, 2, 3)
Said = pytest.CaptureFixture[str]


def liemchinh(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("LIEMCHINH_", "DJANGO_")) and k != "DATABASE_URL"}
    command = [sys.executable, "-m", "liemchinh", *words]
    return subprocess.run(
        command, env={**clean, **environment}, capture_output=True, text=True, check=False, timeout=120
    )


def one_sentence(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("liemchinh: ")
    assert len(done.stderr.splitlines()) == 1
    return done.stderr


# --- due


def batch(tmp_path: Path, capsys: Said, **question: object) -> tuple[int, dict[str, str]]:
    file = tmp_path / "questions.jsonl"
    file.write_text(json.dumps({"term": "TC-05", "on": "2026-03-02", **question}) + "\n", encoding="utf-8")
    code = main(["due", "--batch", str(file)])
    return code, json.loads(capsys.readouterr().out)


def test_a_batch_may_say_pause_as_the_option_does(tmp_path: Path, capsys: Said) -> None:
    pair = ["2026-03-05", "2026-03-20"]
    _, plain = batch(tmp_path, capsys)
    _, paused = batch(tmp_path, capsys, pauses=[pair])
    assert paused["due"] > plain["due"]
    for spelling in ([pair], pair, ["2026-03-05:2026-03-20"]):
        assert batch(tmp_path, capsys, pause=spelling) == (0, paused)


@pytest.mark.parametrize(
    ("key", "near"), [("extendedd", "extended"), ("pasue", "pause"), ("date", "remote"), ("Term", "term")]
)
def test_a_batch_with_an_unknown_key_gets_no_deadline(key: str, near: str, tmp_path: Path, capsys: Said) -> None:
    code, answer = batch(tmp_path, capsys, **{key: 2})
    assert code == 1
    assert "due" not in answer
    assert f"không có khóa «{key}»" in answer["error"]
    if key != "date":
        assert f"gần nhất là «{near}»" in answer["error"]


# --- the machine


@pytest.mark.parametrize("url", ["rubbish", "postgres://u:p@host:port/x", "mysql://u:geheim@host/x"])
def test_a_database_url_that_names_none_is_refused_without_its_password(url: str, tmp_path: Path) -> None:
    said = one_sentence(liemchinh("init", LIEMCHINH_HOME=str(tmp_path / "home"), DATABASE_URL=url))
    assert "DATABASE_URL" in said
    assert "geheim" not in said


def test_a_database_that_does_not_answer_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    done = liemchinh("ledger", "verify", LIEMCHINH_HOME=str(tmp_path), DATABASE_URL="postgres://u:p@127.0.0.1:1/nope")
    assert "Không dùng được cơ sở dữ liệu" in one_sentence(done)


def test_a_database_without_tables_sends_to_init(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    assert "liemchinh init" in one_sentence(liemchinh("ledger", "verify", LIEMCHINH_HOME=str(tmp_path)))


def test_a_file_that_is_no_database_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "liemchinh.sqlite3").write_text("không phải cơ sở dữ liệu\n" * 100, encoding="utf-8")
    done = liemchinh("unit", "list", LIEMCHINH_HOME=str(tmp_path))
    assert "Không dùng được cơ sở dữ liệu" in one_sentence(done)


def test_a_home_that_can_not_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    home = tmp_path / "file" / "home"
    assert str(home) in one_sentence(liemchinh("init", LIEMCHINH_HOME=str(home)))


def test_a_mistake_of_the_program_is_kept_in_a_file_and_shown_on_demand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    def broken(_args: object) -> int:
        raise KeyError("thiếu")

    monkeypatch.setattr(doctor, "run", broken)
    monkeypatch.setenv("LIEMCHINH_HOME", str(tmp_path))
    monkeypatch.delenv("LIEMCHINH_DEBUG", raising=False)
    assert main(["doctor"]) == 1
    log = tmp_path / "liemchinh-errors.log"
    assert str(log) in capsys.readouterr().err
    assert "Traceback" in log.read_text(encoding="utf-8")
    assert log.stat().st_mode & 0o077 == 0
    monkeypatch.setenv("LIEMCHINH_DEBUG", "1")
    with pytest.raises(KeyError):
        main(["doctor"])


def test_a_good_database_url_is_let_through(monkeypatch: pytest.MonkeyPatch) -> None:
    for url in ("", "sqlite:////tmp/x.sqlite3", "postgres://u:p@host:5432/x", "postgresql://host/x"):
        monkeypatch.setenv("DATABASE_URL", url)
        _django.require_database_url()


# --- units


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("", "Phường 1"),
        ("P 1", "Phường 1"),
        ("P\n1", "Phường 1"),
        ("P1\n", "Phường 1"),
        ("P/1", "Phường 1"),
        ("P" * 41, "Phường 1"),
        ("P1", ""),
        ("P1", "   "),
        ("P1", "Phường\n1"),
        ("P1", "P" * 201),
    ],
)
def test_a_code_or_name_that_lists_can_not_carry_is_refused(code: str, name: str, capsys: Said) -> None:
    assert main(["unit", "add", code, name]) == 1
    assert capsys.readouterr().err.startswith("liemchinh: ")
    assert not Unit.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["P1", "Q1-P1", "BĐ_2.a", "x" * 40])
def test_an_ordinary_code_is_taken(code: str) -> None:
    assert main(["unit", "add", code, "Phường 1"]) == 0


@pytest.mark.django_db
def test_a_new_name_is_checked_as_the_first_one_was(district: Unit) -> None:
    with pytest.raises(Refusal, match="một dòng"):
        actions.rename(district, "Quận\n3", by=SYSTEM, on=DAY, reason="thử")
    district.refresh_from_db()
    assert (district.name.isprintable(), district.earlier_names.count()) == (True, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "difference"),
    [
        (["Phường 1", "--parent", "Q2"], "«Q1», lệnh ghi «Q2»"),
        (["Phường 1", "--kind", "district"], "loại là «ward», lệnh ghi «district»"),
        (["Phường 1", "--from", "2008-01-01"], "«01/07/2006», lệnh ghi «01/01/2008»"),
        (["Phường 1", "--to", "2025-06-30"], "«trống», lệnh ghi «30/06/2025»"),
        (["Phường Một"], "«Phường 1», lệnh ghi «Phường Một»"),
    ],
)
def test_the_same_code_with_other_facts_is_refused_and_the_difference_named(
    words: list[str], difference: str, capsys: Said
) -> None:
    main(["unit", "add", "Q1", "Quận 1"])
    main(["unit", "add", "Q2", "Quận 2"])
    full = ["unit", "add", "P1", "Phường 1", "--parent", "Q1", "--kind", "ward", "--from", "1/7/2006"]
    assert main(full) == 0
    assert main(full) == 0
    assert main(["unit", "add", "P1", "Phường 1"]) == 0
    assert main(["unit", "add", "P1", *words]) == 1
    assert difference in capsys.readouterr().err


@pytest.mark.django_db
def test_a_second_unit_of_that_name_beside_the_first_is_pointed_out(capsys: Said) -> None:
    main(["unit", "add", "P1", "Phường 1"])
    assert main(["unit", "add", "P2", "phường 1"]) == 0
    assert "P1 cũng tên" in capsys.readouterr().err


@pytest.mark.django_db
def test_a_unit_can_not_stand_below_itself(district: Unit, ward: Unit, capsys: Said) -> None:
    assert main(["unit", "add", district.code, district.name, "--parent", ward.code]) == 1
    assert f"lệnh ghi «{ward.code}»" in capsys.readouterr().err
    district.parent = ward
    with pytest.raises(Exception, match="ở dưới chính đơn vị này"):
        district.full_clean(exclude=["recorded_by"])


# --- report


def asked(out: Path, unit: str = "Q1") -> list[str]:
    period = ["--from", "2006-03-16", "--to", "2011-04-21"]
    return ["report", "review", "--resolution", "03-NQ/QU", "--unit", unit, *period, "--out", str(out)]


def test_a_report_lists_the_formats_it_can_write(tmp_path: Path, capsys: Said) -> None:
    assert main(asked(tmp_path / "o.odt")) == 1
    assert "Các dạng có thể lập là: docx, xlsx, pdf và html." in capsys.readouterr().err


def test_a_report_makes_no_folder(tmp_path: Path, capsys: Said) -> None:
    out = tmp_path / "nope" / "o.docx"
    assert main(asked(out)) == 1
    assert f"Không có thư mục «{out.parent}»" in capsys.readouterr().err
    assert not out.parent.exists()


@pytest.mark.django_db
def test_a_report_for_an_unknown_unit_names_the_nearest_codes(tmp_path: Path, capsys: Said) -> None:
    main(["unit", "add", "Q12", "Quận 12"])
    assert main(asked(tmp_path / "o.docx", unit="Q1")) == 1
    assert "Không có đơn vị mã «Q1». Gần nhất: Q12." in capsys.readouterr().err
