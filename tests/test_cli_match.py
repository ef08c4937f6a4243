"""`liemchinh match`: pairs as JSON lines, quickly, with sentences for files that cannot be read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from liemchinh.__main__ import main
from tests.kernel.matching_world import REWORDABLE, world


@pytest.fixture
def petitions(tmp_path: Path) -> Path:
    made = world(11, REWORDABLE[:2])
    lines = [json.dumps({"id": name, "text": text}, ensure_ascii=False) for name, text in made.texts.items()]
    file = tmp_path / "don.jsonl"
    file.write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    return file


def test_each_linked_pair_is_a_line_with_its_score(petitions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["match", str(petitions)]) == 0
    pairs = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert pairs
    assert all(set(pair) == {"a", "b", "score"} and 0 < pair["score"] <= 1 for pair in pairs)
    assert all(pair["a"].partition(":")[0] == pair["b"].partition(":")[0] for pair in pairs)
    assert [pair["score"] for pair in pairs] == sorted((pair["score"] for pair in pairs), reverse=True)


def test_it_says_why_when_asked(petitions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["match", "--why", str(petitions)]) == 0
    first = json.loads(capsys.readouterr().out.splitlines()[0])
    assert first["why"].startswith("Trùng: ")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"id": "1", "text": "a"}\nkhong phai json\n', "dòng 2"),
        (b'{"id": "1"}\n', "dòng 1"),
        (b'{"id": "1", "text": 5}\n', "dòng 1"),
        (b'["1", "a"]\n', "dòng 1"),
        (b'{"id": "1", "text": "a"}\n{"id": "1", "text": "b"}\n', "«1» đã có"),
        (b"\xff\xfe\x00", "UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(
    content: bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "hong.jsonl"
    file.write_bytes(content)
    assert main(["match", str(file)]) == 1
    told = capsys.readouterr()
    assert said in told.err
    assert told.out == ""


def test_a_missing_file_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["match", "khong-co.jsonl"]) == 1
    assert "khong-co.jsonl" in capsys.readouterr().err


def test_an_empty_file_has_no_pairs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "rong.jsonl"
    file.write_text("", encoding="utf-8")
    assert main(["match", str(file)]) == 0
    assert capsys.readouterr().out == ""


def test_it_answers_without_loading_django(petitions: Path) -> None:
    code = "import sys; from liemchinh.__main__ import main; main(sys.argv[1:]); sys.exit('django' in sys.modules)"
    command = [sys.executable, "-c", code, "match", str(petitions)]
    assert subprocess.run(command, capture_output=True, check=False, timeout=60).returncode == 0
