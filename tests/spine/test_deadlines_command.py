"""`liemchinh deadlines`, called as an administrator calls it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from liemchinh.__main__ import main
from liemchinh.cli import _django
from liemchinh.spine import deadlines

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def set_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_django, "setup", lambda **_how: None)


def test_a_limit_is_set_and_told(ward: Any, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["P1", "organisation.unit", "tc-05", "20", "--calendar", "--document", "Quy chế 12", "--from", "01/07/2026"]
    assert main(["deadlines", "limit", *words]) == 0
    assert "hạn nội bộ TC-05 là 20 ngày từ 01/07/2026" in capsys.readouterr().out.replace("tc-05", "TC-05")
    held = deadlines.limits(ward.pk, date(2026, 7, 1))
    assert [(x.term, x.days, x.unit) for x in held] == [("TC-05", 20, "calendar_days")]


@pytest.mark.parametrize(
    ("unit", "register", "term", "sentence"),
    [
        ("P9", "organisation.unit", "TC-05", "Không có đơn vị mã «P9»"),
        ("P1", "nowhere", "TC-05", "Không có sổ «nowhere»"),
        ("P1", "organisation.unit", "TC-99", "Không có quy định «TC-99»"),
    ],
)
def test_what_does_not_exist_is_named(
    ward: Any, capsys: pytest.CaptureFixture[str], unit: str, register: str, term: str, sentence: str
) -> None:
    assert main(["deadlines", "limit", unit, register, term, "20", "--document", "x"]) == 1
    assert sentence in capsys.readouterr().err


def test_recomputing_with_nothing_to_do_says_none(capsys: pytest.CaptureFixture[str], db: None) -> None:
    assert main(["deadlines", "recompute"]) == 0
    assert capsys.readouterr().out == "Đã tính lại 0 hạn.\n"
