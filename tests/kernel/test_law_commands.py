"""`liemchinh due` and `liemchinh law`, as a person or a program calls them."""

import json
import subprocess
import sys

import pytest

from liemchinh.__main__ import main


@pytest.fixture(autouse=True)
def no_law_of_a_locality(monkeypatch, tmp_path):
    monkeypatch.setenv("LIEMCHINH_HOME", str(tmp_path / "home"))


def call(capsys, *words: str) -> tuple[int, str, str]:
    try:
        code = main(list(words))
    except SystemExit as stop:
        code = int(stop.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


def test_json_answer(capsys):
    code, out, _err = call(capsys, "due", "KN-02", "--on", "2026-07-01", "--json")
    answer = json.loads(out)
    assert code == 0
    assert (answer["due"], answer["unit"], answer["days"]) == ("2026-07-10", "working_days", 7)
    assert answer["because"].startswith("7 ngày làm việc kể từ ngày nhận đơn 01/07/2026. ")
    assert "136/2025/QH15" in answer["cite"]


def test_text_answer_takes_the_date_as_people_write_it(capsys):
    code, out, _err = call(capsys, "due", "tc-01", "--on", "13/2/2026")
    assert code == 0
    assert out.startswith("03/03/2026  TC-01 ")


def test_extensions_and_pauses(capsys):
    words = ("--extended", "1", "--pause", "2026-10-05:2026-10-09", "--pause", "12/10/2026:12/10/2026", "--json")
    _code, out, _err = call(capsys, "due", "TC-05", "--on", "2026-10-01", *words)
    assert json.loads(out)["due"] == "2026-12-07"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("TC-99", "--on", "2026-01-01"), "Không có quy định «TC-99»"),
        (("TC-05", "--on", "31/02/2026"), "Ngày «31/02/2026» không có trong lịch"),
        (("TC-05", "--on", "hôm qua"), "Không đọc được ngày"),
        (("TC-05", "--on", "2018-12-31"), "có hiệu lực từ ngày 01/01/2019"),
        (("TC-05", "--on", "2026-01-05", "--extended", "3"), "nhiều nhất 2 lần"),
        (("TC-05", "--on", "2026-01-05", "--pause", "2026-02-30:2026-03-01"), "không có trong lịch"),
        (("TC-05", "--on", "2027-12-30"), "Chưa có lịch nghỉ năm 2028"),
        (("--batch", "/no/such/file"), "Không mở được tệp"),
    ],
)
def test_a_problem_in_the_question_is_one_sentence_and_code_1(capsys, words, says):
    code, out, err = call(capsys, "due", *words)
    assert (code, out) == (1, "")
    assert says in err


@pytest.mark.parametrize(
    "words",
    [(), ("TC-05",), ("TC-05", "--on", "2026-01-05", "--pause", "2026-02-01"), ("TC-05", "--batch", "x")],
)
def test_a_wrong_call_is_code_2(capsys, words):
    assert call(capsys, "due", *words)[0] == 2


def test_batch_answers_each_line_and_reports_the_wrong_ones(capsys, tmp_path):
    lines = [
        {"term": "TC-05", "on": "2026-10-01", "extended": 1, "pauses": [["2026-10-05", "2026-10-09"]]},
        {"term": "KN-03", "on": "01/07/2026", "remote": True},
        {"term": "TC-05", "on": "2026-02-31"},
        {"term": "TC-05", "on": "2026-01-05", "pauses": 5},
        {"term": "TC-05", "on": 20260105},
        {"on": "2026-01-05"},
        [],
    ]
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join([*map(json.dumps, lines), "{", "", '{"term": "TC-01", "on": "2026-02-13"}']))
    code, out, _err = call(capsys, "due", "--batch", str(path))
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert [a.get("due") for a in answers] == ["2026-12-07", "2026-08-17", *[None] * 6, "2026-03-03"]
    assert [a["line"] for a in answers if "error" in a] == [3, 4, 5, 6, 7, 8]


def test_batch_without_errors_ends_with_0(capsys, tmp_path):
    path = tmp_path / "questions.jsonl"
    path.write_text('{"term": "TC-01", "on": "2026-02-13"}\n')
    assert call(capsys, "due", "--batch", str(path))[0] == 0


def test_the_law_of_the_locality_is_used(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("LIEMCHINH_HOME", str(tmp_path))
    folder = tmp_path / "law" / "denunciations"
    folder.mkdir(parents=True)
    (folder / "tc-03.toml").write_text(
        'id = "TC-03"\n[[values]]\nfrom = 2026-01-01\ndays = 3\nunit = "working_days"\n'
        'cite = "Quy chế"\ncite_en = "Rules"\nconfidence = "C"\n',
        encoding="utf-8",
    )
    answer = json.loads(call(capsys, "due", "TC-03", "--on", "2026-03-02", "--json")[1])
    assert (answer["due"], answer["days"]) == ("2026-03-05", 3)


def test_the_catalogue_names_what_is_still_to_be_confirmed(capsys):
    _code, out, _err = call(capsys, "law", "--unconfirmed")
    assert "XLD-01" in out
    assert "TC-05 " not in out
    assert "2027  CHƯA XÁC NHẬN" in out


def test_the_catalogue_as_json(capsys):
    _code, out, _err = call(capsys, "law", "KN-02", "--json")
    (term,) = json.loads(out)
    assert [v["from"] for v in term["values"]] == ["2012-07-01", "2020-12-10", "2026-07-01"]


def test_due_starts_without_django():
    code = "import sys; from liemchinh.__main__ import parser_for; parser_for('due'); sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
