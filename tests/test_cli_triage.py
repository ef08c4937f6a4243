"""`liemchinh triage`: one JSON line for each letter, with reasons; a bad line spoils no other."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from liemchinh.__main__ import main

LETTER = {
    "id": "a1",
    "text": "Kính gửi: UBND xã\nTôi là Trương Thị Bưởi, thôn Đông. Tôi tố cáo ông Kiều Văn Sóc, kế toán xã, lập khống "
    "danh sách để rút 48 triệu đồng. Đề nghị xử lý nghiêm.\nNgày 10/3/2025\nTrương Thị Bưởi",
}
Lines = list[dict[str, object]]


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    path = tmp_path / "letters.jsonl"
    path.write_text(json.dumps(LETTER, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def answers(capsys: pytest.CaptureFixture[str]) -> Lines:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_letter_gets_one_line_with_reasons(letters: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["triage", str(letters)]) == 0
    [answer] = answers(capsys)
    assert list(answer) == ["id", "kind", "field", "anonymous", "eligible", "why"]
    assert (answer["id"], answer["kind"], answer["anonymous"], answer["eligible"]) == ("a1", "to_cao", False, True)
    assert any("tố cáo" in str(reason) for reason in list(answer["why"]))  # type: ignore[call-overload]


def test_reasons_come_in_english_when_asked(letters: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["triage", str(letters), "--lang", "en"]) == 0
    [answer] = answers(capsys)
    assert "The writer calls it a denunciation: tố cáo." in str(answer["why"])


def test_all_axes_and_facts_come_when_asked(letters: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["triage", str(letters), "--all"]) == 0
    [answer] = answers(capsys)
    facts = json.loads(json.dumps(answer["facts"]))
    assert facts["written_on"] == "2025-03-10"
    assert facts["senders"][0]["name"]["value"] == "Trương Thị Bưởi"
    assert set(json.loads(json.dumps(answer["axes"]))) >= {"kind", "field", "identity", "evidence", "competence"}


def test_a_bad_line_is_named_and_the_others_are_answered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "letters.jsonl"
    good = json.dumps(LETTER)
    path.write_text(
        f'{good}\nnot json\n{{"id": 3}}\n[1]\n\n{{"id": 4, "text": "", "on": "hôm qua"}}\n{good}\n', encoding="utf-8"
    )
    assert main(["triage", str(path)]) == 1
    lines = answers(capsys)
    assert [line.get("line") for line in lines] == [None, 2, 3, 4, 6, None]
    assert all("Dòng" in str(line["error"]) for line in lines if "error" in line)


def test_a_missing_file_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["triage", "khong-co.jsonl"]) == 1
    assert "khong-co.jsonl" in capsys.readouterr().err


def test_it_answers_without_loading_django(letters: Path) -> None:
    code = (
        "import sys\nfrom liemchinh.__main__ import main\n"
        f"main(['triage', {str(letters)!r}])\nsys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
