"""The ledger's sentences, and its command."""

import json
from pathlib import Path

import pytest

from liemchinh.kernel import merkle
from liemchinh.spine import ledger, ledger_words
from tests.spine.test_ledger import by_sql, home, write, write_and_number

pytestmark = pytest.mark.django_db
__all__ = ["home"]


# --- sentences


def test_every_sentence_exists_in_both_languages() -> None:
    for key, texts in ledger_words._texts().items():
        assert texts.keys() == {"vi", "en"}, key
        assert all(text.endswith(".") and "!" not in text for text in texts.values()), key


def test_every_step_of_every_register_has_its_sentence() -> None:
    from liemchinh.spine.moves import tracked_models

    spoken = {step.verb for model in tracked_models() for step in model.lifecycle.steps}
    assert spoken <= ledger_words.verbs()


def test_the_kind_of_an_issued_document_is_a_word(district: object, office: object) -> None:
    from datetime import date

    from liemchinh.apps.directives import actions
    from liemchinh.apps.directives.models import Document

    document = Document(unit=district, number="03-NQ/QU", issued_on=date(2006, 3, 16), issuer="Quận ủy", abstract="…")
    actions.record(document, by=office, on=date(2006, 3, 20))
    entry = ledger_words.Entry.objects.get(verb="document.issue")
    assert "ban hành nghị quyết số 03-NQ/QU." in ledger.sentence(entry)
    assert ledger.sentence(entry, "en").endswith("issued resolution 03-NQ/QU.")


def test_a_line_reads_as_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        ledger_words._namers, "post", lambda key, lang: "cán bộ tuyên giáo" if lang == "vi" else "the clerk"
    )
    entry = write(1, verb="figure.confirm", payload={"indicator": "số buổi", "period": "năm 2008"})
    assert ledger.sentence(entry) == "Cán bộ tuyên giáo xác nhận số liệu số buổi kỳ năm 2008."
    assert ledger.sentence(entry, "en") == "The clerk confirmed số buổi for năm 2008."


def test_what_a_line_does_not_say_reads_khong_ghi() -> None:
    entry = write(1, verb="task.give", actor="system", payload={"ref": "task:1", "due": "2026-02-05"})
    assert ledger.sentence(entry) == "Hệ thống giao nhiệm vụ task:1 cho không ghi, hạn 05/02/2026."


def test_a_clause_without_its_field_is_left_out() -> None:
    with_count = write(1, verb="record.import", actor="system", payload={"n": 1200, "batch": "7"})
    without = write(1, verb="record.import", actor="system", payload={"batch": "7"})
    assert ledger.sentence(with_count) == "Hệ thống nhập 1.200 dòng từ tệp, lô 7."
    assert ledger.sentence(without) == "Hệ thống nhập từ tệp, lô 7."


def test_a_verb_without_a_sentence_still_says_who_did_what() -> None:
    assert ledger.sentence(write(1, verb="x.y", actor="account:5")) == (
        "Tài khoản số 5 thực hiện x.y đối với outreach.session:1."
    )


def test_a_locality_may_change_a_sentence(home: Path) -> None:
    (home / "law").mkdir()
    (home / "law" / "sentences.toml").write_text('["x.y"]\nvi = "«actor» làm x."\nen = "x"\n', encoding="utf-8")
    ledger_words._texts.cache_clear()
    assert ledger.sentence(write(1, verb="x.y", actor="system")) == "Hệ thống làm x."


# --- the command


def run(*words: str) -> int:
    from liemchinh.__main__ import main

    return main(["ledger", *words])


def test_the_command_says_that_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    write_and_number(3)
    assert run("verify", "--no-records") == 0
    assert "nguyên vẹn: 3 dòng" in capsys.readouterr().out


def test_the_command_names_what_is_wrong_and_exits_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    write_and_number(3)
    by_sql("UPDATE spine_entry SET actor = 'post:9' WHERE seq = 2")
    assert run("verify", "--json") == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["ok"] is False
    assert {p["kind"] for p in answer["problems"]} == {"commitment", "record.gone"}


def test_the_command_proves_an_entry_to_an_outsider(capsys: pytest.CaptureFixture[str]) -> None:
    write_and_number(7)
    assert run("prove", "3") == 0
    told = json.loads(capsys.readouterr().out)
    path = [bytes.fromhex(step) for step in told["path"]]
    leaf = merkle.leaf_hash(bytes.fromhex(told["commitment"]))
    root = bytes.fromhex(told["head"]["root"])
    assert merkle.verify_inclusion(leaf, told["leaf_index"], told["head"]["size"], path, root)
    assert told["head"]["signed_text"].splitlines()[1:3] == ["7", told["head"]["root"]]


def test_the_command_refuses_a_line_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    write_and_number(2)
    assert run("prove", "9") == 1
    assert "không có dòng số 9" in capsys.readouterr().err


def test_the_command_prints_the_signed_head(capsys: pytest.CaptureFixture[str]) -> None:
    write(1)
    assert run("head") == 0
    assert json.loads(capsys.readouterr().out)["size"] == 1
