"""The ledger: what is written stays provable, and what was changed by the back door is named."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from liemchinh.kernel import merkle
from liemchinh.kernel.errors import Refusal
from liemchinh.spine import ledger, ledger_check, ledger_keys, ledger_words
from liemchinh.spine.access import SYSTEM
from liemchinh.spine.ledger import Entry, Head, Node
from liemchinh.spine.ledger_models import commitment_of
from liemchinh.spine.moves import Change, correct

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Iterator[Path]:
    settings.LIEMCHINH_HOME = tmp_path
    ledger.create_key()
    ledger_words._texts.cache_clear()
    yield tmp_path
    ledger_words._texts.cache_clear()


def write(number: int = 1, **fields: Any) -> Entry:
    line = {
        "verb": "session.record",
        "subject": f"outreach.session:{number}",
        "actor": "post:3",
        "payload": {"on": "2008-03-10"},
        "record_digest": f"{number:064x}",
    }
    with transaction.atomic():
        return ledger.append(**line | fields)


def write_and_number(count: int) -> list[Entry]:
    for number in range(1, count + 1):
        write(number)
    ledger.sequence()
    return list(Entry.objects.all())


def by_sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def present(*numbers: int) -> list[tuple[str, str]]:
    return [(f"outreach.session:{number}", f"{number:064x}") for number in numbers]


def kinds(found: ledger_check.Verification) -> list[str]:
    return [problem.kind for problem in found.problems]


# --- writing


@pytest.mark.django_db(transaction=True)
def test_a_line_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        ledger.append(verb="session.record", subject="outreach.session:1", actor="system", payload={})
    with pytest.raises(RuntimeError, match="transaction"):
        ledger.append_many([])


def test_a_change_that_is_rolled_back_leaves_no_line() -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert not Entry.objects.exists()


def test_the_same_line_twice_has_two_commitments() -> None:
    assert bytes(write().commitment) != bytes(write().commitment)


def test_many_lines_are_written_in_one_statement_and_verify() -> None:
    payload = {"batch": "7", "on": "2008-03-10"}
    rows = [
        {"verb": "record.import", "subject": f"outreach.session:{i}", "actor": "post:3", "payload": payload}
        for i in range(100)
    ]
    with (
        transaction.atomic(),
        CaptureQueriesContext(
            connection,
        ) as queries,
    ):
        written = ledger.append_many(rows, batch="7")
    assert len(queries) < 4  # the statement, and the savepoint around it
    assert written == Entry.objects.filter(batch="7").count() == 100
    assert ledger.sequence() == 100
    assert ledger_check.verify().ok


def test_an_entry_is_never_saved_again_or_deleted() -> None:
    entry = write()
    with pytest.raises(ledger.Unwritable):
        entry.save()
    with pytest.raises(ledger.Unwritable):
        entry.delete()


# --- numbering, heads, proofs


def test_numbers_follow_the_order_of_writing_without_a_gap() -> None:
    write_and_number(5)
    write(6)
    assert ledger.sequence() == 1
    assert ledger.sequence() == 0
    assert list(Entry.objects.order_by("pk").values_list("seq", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert Node.objects.count() == merkle.stored(6)


def test_the_head_is_the_rfc_root_of_all_commitments() -> None:
    entries = write_and_number(11)
    head = ledger.sign_head()
    assert head.size == 11
    assert bytes(head.root) == merkle.root([bytes(e.commitment) for e in entries])
    assert ledger_keys.is_signed(head.signed_text(), bytes(head.signature), head.key_id)


def test_signing_again_without_news_gives_the_same_head() -> None:
    write_and_number(2)
    assert ledger.sign_head().pk == ledger.sign_head().pk
    assert ledger.head() == ledger.sign_head()


def test_every_entry_has_a_proof_that_holds_against_the_signed_head() -> None:
    entries = write_and_number(13)
    head = ledger.sign_head()
    for entry in entries:
        proof = ledger.inclusion(entry)
        assert proof.holds()
        assert proof.root == bytes(head.root)


def test_a_proof_of_a_changed_entry_does_not_hold() -> None:
    entry = write_and_number(4)[1]
    ledger.sign_head()
    entry.commitment = b"\1" * 32
    assert not ledger.inclusion(entry).holds()


def test_an_entry_without_a_number_has_no_proof_yet() -> None:
    with pytest.raises(Refusal, match="đánh số"):
        ledger.inclusion(write())


def test_an_old_head_is_the_beginning_of_the_new_one() -> None:
    write_and_number(5)
    old = ledger.sign_head()
    write_and_number(9)
    new = ledger.sign_head()
    proof = ledger.consistency(old.size)
    assert merkle.verify_consistency(old.size, new.size, proof, bytes(old.root), bytes(new.root))
    with pytest.raises(Refusal, match="đối chiếu"):
        ledger.consistency(new.size + 1)


def test_numbering_stops_where_signed_entries_are_gone() -> None:
    write_and_number(3)
    ledger.sign_head()
    by_sql("DELETE FROM spine_entry WHERE seq = 3")
    write(4)
    with pytest.raises(Refusal, match="đã ký đến dòng 3"):
        ledger.sequence()


# --- keys


def test_the_key_is_made_once_and_for_its_owner_alone(home: Path) -> None:
    secret = home / "keys" / "ledger.key"
    before = secret.read_bytes()
    assert not ledger.create_key()
    assert secret.read_bytes() == before
    assert secret.stat().st_mode & 0o777 == 0o600


def test_signing_without_a_key_says_what_to_do(home: Path) -> None:
    write()
    (home / "keys" / "ledger.key").unlink()
    with pytest.raises(Refusal, match="liemchinh init"):
        ledger.sign_head()


def test_heads_of_an_earlier_key_still_verify(home: Path) -> None:
    write_and_number(2)
    first = ledger.sign_head()
    (home / "keys" / "ledger.key").rename(home / "old.key")
    ledger.create_key()
    write_and_number(3)
    assert ledger.sign_head().key_id != first.key_id
    assert ledger_check.verify().ok


# --- verification


def test_an_untouched_ledger_is_whole() -> None:
    write_and_number(9)
    ledger.sign_head()
    write_and_number(3)
    ledger.sign_head()
    write(13)
    found = ledger_check.verify()
    assert found.ok
    assert (found.entries, found.unnumbered, found.heads) == (12, 1, 2)


def test_an_empty_ledger_is_whole() -> None:
    assert ledger_check.verify([]).ok


@pytest.mark.parametrize(
    "change",
    [
        'payload = \'{"on":"2009-01-01"}\'',
        "verb = 'session.cancel'",
        "actor = 'post:4'",
        "subject = 'outreach.session:9'",
        "record_digest = ''",
        "batch = 'x'",
        "at = '2001-01-01 00:00:00'",
    ],
)
def test_an_edit_of_any_column_is_named(change: str) -> None:
    write_and_number(6)
    by_sql(f"UPDATE spine_entry SET {change} WHERE seq = 4")
    found = ledger_check.verify()
    assert [(p.kind, p.entry) for p in found.problems] == [("commitment", 4)]
    assert "số 4" in found.problems[0].sentence
    assert "no. 4" in found.problems[0].sentence_en


def test_an_edit_of_an_unnumbered_line_is_named() -> None:
    write(1)
    by_sql("UPDATE spine_entry SET verb = 'session.cancel'")
    assert kinds(ledger_check.verify()) == ["commitment"]


def forge(seq: int) -> None:
    """Rewrite a line as someone would who knows how commitments are made."""
    entry = Entry.objects.get(seq=seq)
    entry.actor = "post:99"
    commitment = commitment_of(bytes(entry.salt), entry.sealed_text())
    Entry.objects.filter(seq=seq).update(actor="post:99", commitment=commitment)


def test_a_line_forged_with_its_commitment_is_named() -> None:
    write_and_number(8)
    forge(5)
    found = ledger_check.verify()
    assert [(p.kind, p.entry) for p in found.problems] == [("replaced", 5)]


def test_a_forged_line_with_a_forged_tree_breaks_the_signed_head() -> None:
    write_and_number(4)
    ledger.sign_head()
    write_and_number(4)
    ledger.sign_head()
    forge(6)
    Node.objects.all().delete()
    Entry.objects.update(seq=None)
    with pytest.raises(Refusal):
        ledger.sequence()
    heads = list(Head.objects.all())
    Head.objects.all().delete()
    ledger.sequence()
    Head.objects.bulk_create(heads)
    found = ledger_check.verify()
    assert kinds(found) == ["head"]
    assert "từ số 5 đến số 8" in found.problems[0].sentence


def test_two_lines_that_changed_places_are_named() -> None:
    write_and_number(6)
    by_sql("UPDATE spine_entry SET seq = 100 WHERE seq = 2")
    by_sql("UPDATE spine_entry SET seq = 2 WHERE seq = 5")
    by_sql("UPDATE spine_entry SET seq = 5 WHERE seq = 100")
    assert [(p.kind, p.entry) for p in ledger_check.verify().problems] == [("replaced", 2), ("replaced", 5)]


def test_a_deleted_line_leaves_a_gap_and_the_rest_is_still_checked() -> None:
    write_and_number(6)
    ledger.sign_head()
    by_sql("DELETE FROM spine_entry WHERE seq = 3")
    found = ledger_check.verify()
    assert [(p.kind, p.entry) for p in found.problems] == [("gap", 3)]


def test_a_cut_tail_is_named() -> None:
    write_and_number(6)
    ledger.sign_head()
    by_sql("DELETE FROM spine_entry WHERE seq > 4")
    found = ledger_check.verify()
    assert "cut" in kinds(found)
    assert "chỉ còn 4 dòng" in found.problems[-1].sentence


def test_an_inner_hash_that_was_changed_is_named() -> None:
    write_and_number(4)
    by_sql("UPDATE spine_node SET hash = %s WHERE position = %s", b"\0" * 32, merkle.position(1, 0))
    assert kinds(ledger_check.verify()) == ["node"]


def test_a_hash_that_was_deleted_is_named() -> None:
    write_and_number(4)
    by_sql("DELETE FROM spine_node WHERE position = %s", merkle.position(0, 2))
    assert kinds(ledger_check.verify()) == ["leaf_missing"]


def test_a_forged_signature_is_named() -> None:
    write_and_number(3)
    ledger.sign_head()
    by_sql("UPDATE spine_head SET signature = %s", b"\0" * 64)
    assert kinds(ledger_check.verify()) == ["signature"]


def test_a_head_signed_with_an_unknown_key_is_named(home: Path) -> None:
    write_and_number(3)
    head = ledger.sign_head()
    (home / "keys" / f"ledger-{head.key_id}.pub").unlink()
    assert kinds(ledger_check.verify()) == ["signature"]


def test_a_thousand_problems_are_told_and_the_others_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_check, "LIMIT", 3)
    write_and_number(8)
    by_sql("UPDATE spine_entry SET actor = 'post:9'")
    found = ledger_check.verify()
    assert (len(found.problems), found.untold, found.ok) == (3, 5, False)


# --- the heads kept outside the database


@pytest.fixture
def sign(django_capture_on_commit_callbacks: Any) -> Any:
    """Signs as `ledger.sign_head` does where nothing surrounds its transaction."""

    def signed() -> Head:
        with django_capture_on_commit_callbacks(execute=True):
            return ledger.sign_head()

    return signed


def test_each_signed_head_is_kept_once_outside_the_database(home: Path, sign: Any) -> None:
    write_and_number(3)
    sign()
    sign()
    write_and_number(2)
    head = sign()
    log = home / "keys" / "heads.log"
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [line["size"] for line in lines] == [3, 5]
    assert lines[-1]["root"] == bytes(head.root).hex()
    assert log.stat().st_mode & 0o777 == 0o600
    assert ledger_check.verify().ok


def test_a_head_that_was_rolled_back_is_not_kept(home: Path, django_capture_on_commit_callbacks: Any) -> None:
    write_and_number(3)
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        ledger.sign_head()
        transaction.set_rollback(True)
    assert not (home / "keys" / "heads.log").exists()


def test_an_older_database_put_back_is_named(sign: Any) -> None:
    write_and_number(4)
    sign()
    write_and_number(3)
    newest = sign()
    by_sql("DELETE FROM spine_entry WHERE seq > 4")
    by_sql("DELETE FROM spine_node WHERE position >= %s", merkle.stored(4))
    by_sql("DELETE FROM spine_head WHERE size > 4")
    found = ledger_check.verify()
    assert kinds(found) == ["kept.older"]
    assert "dòng số 7" in found.problems[0].sentence
    assert "chỉ có 4 dòng" in found.problems[0].sentence
    assert found.problems[0].subject == f"ledger.head:{newest.size}"


def test_an_older_database_that_was_written_on_is_named(sign: Any) -> None:
    write_and_number(4)
    sign()
    by_sql("DELETE FROM spine_entry WHERE seq > 2")
    by_sql("DELETE FROM spine_node WHERE position >= %s", merkle.stored(2))
    by_sql("DELETE FROM spine_head")
    write_and_number(5)
    sign()
    assert kinds(ledger_check.verify()) == ["kept.other"]


def test_deleted_heads_hashes_and_numbers_are_named(sign: Any) -> None:
    write_and_number(6)
    sign()
    for statement in ("DELETE FROM spine_head", "DELETE FROM spine_node", "UPDATE spine_entry SET seq = NULL"):
        by_sql(statement)
    found = ledger_check.verify()
    assert kinds(found) == ["kept.unnumbered"]
    assert "số thứ tự và đầu cây đã bị xóa" in found.problems[0].sentence


def test_a_deleted_head_is_named(sign: Any) -> None:
    write_and_number(3)
    sign()
    write_and_number(3)
    sign()
    by_sql("DELETE FROM spine_head WHERE size = 3")
    assert kinds(ledger_check.verify()) == ["kept.head_gone"]


def test_a_kept_head_that_nobody_signed_is_named(home: Path, sign: Any) -> None:
    write_and_number(3)
    sign()
    log = home / "keys" / "heads.log"
    forged = json.loads(log.read_text()) | {"size": 2}
    with log.open("a") as file:
        file.write(json.dumps(forged) + "\n{half a li")
    found = ledger_check.verify()
    assert [(p.kind, p.subject) for p in found.problems] == [
        ("kept.line", "keys/heads.log:2"),
        ("kept.line", "keys/heads.log:3"),
    ]
    write_and_number(1)
    sign()
    assert json.loads(log.read_text().splitlines()[-1])["size"] == 4


# --- the history that people read


@pytest.fixture
def corrected(ward: Any, session_of: Any) -> Any:
    session = session_of(ward)
    correct(session, {"attendees": 41, "topic": "Tiết kiệm"}, by=SYSTEM, on=session.held_on, reason="ghi nhầm")
    assert ledger.verify().ok
    return session


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE spine_change SET new = 'X' WHERE field = 'topic'",
        "UPDATE spine_change SET old = 'X' WHERE field = 'topic'",
        "UPDATE spine_change SET field = 'host' WHERE field = 'topic'",
        "UPDATE spine_change SET subject = 'outreach.session:0'",
        "DELETE FROM spine_change WHERE field = 'topic'",
        "DELETE FROM spine_change",
        "INSERT INTO spine_change (entry_id, subject, field, old, new) "
        "SELECT entry_id, subject, 'host', 'a', 'b' FROM spine_change WHERE field = 'topic'",
    ],
)
def test_a_history_edited_deleted_or_added_to_is_named(edit: str, corrected: Any) -> None:
    ledger.sequence()
    by_sql(edit)
    found = ledger.verify()
    line = Entry.objects.filter(subject=corrected.ref).latest("pk")
    assert [(p.kind, p.subject, p.entry) for p in found.problems] == [("history", corrected.ref, line.seq)]
    assert f"dòng sổ số {line.seq}" in found.problems[0].sentence


def test_a_history_slipped_in_where_nothing_changed_is_named(corrected: Any) -> None:
    first = Entry.objects.filter(subject=corrected.ref).earliest("pk")
    by_sql(
        "INSERT INTO spine_change (entry_id, subject, field, old, new) VALUES (%s, %s, 'host', 'a', 'b')",
        first.pk,
        corrected.ref,
    )
    assert kinds(ledger.verify()) == ["history"]


def test_old_and_new_values_stay_out_of_the_line(corrected: Any) -> None:
    assert "Tiết kiệm" not in Entry.objects.filter(subject=corrected.ref).latest("pk").payload


def test_a_blanked_line_takes_its_history_with_it(corrected: Any) -> None:
    ledger.sequence()
    ledger.blank(Entry.objects.filter(subject=corrected.ref).latest("pk"), reason="Hết thời hạn lưu trữ")
    assert not Change.objects.filter(subject=corrected.ref).exists()
    assert ledger.verify().ok


def test_when_and_by_whom_a_record_was_written_cannot_be_edited(ward: Any, office: Any, session_of: Any) -> None:
    session = session_of(ward)
    by_sql("UPDATE outreach_session SET recorded_at = '2001-01-01 00:00:00'")
    assert kinds(ledger.verify()) == ["record.changed"]
    by_sql("UPDATE outreach_session SET recorded_at = %s", session.recorded_at)
    assert ledger.verify().ok
    by_sql("UPDATE outreach_session SET recorded_by_id = %s", office.pk)
    assert kinds(ledger.verify()) == ["record.changed"]


# --- retention


def test_a_blanked_line_says_so_and_the_tree_still_verifies() -> None:
    entry = write_and_number(5)[2]
    ledger.sign_head()
    told = ledger.blank(entry, reason="Hết thời hạn lưu trữ")
    ledger.sign_head()
    entry.refresh_from_db()
    assert (entry.payload, bytes(entry.salt)) == ("", b"")
    assert ledger_check.verify(present(1, 2, 3, 4, 5)).ok
    assert ledger.inclusion(entry).holds()
    assert ledger.sentence(told) == "Hệ thống xóa nội dung dòng sổ số 3 theo lịch lưu trữ; dấu xác nhận được giữ lại."
    with pytest.raises(Refusal, match="đã được xóa"):
        ledger.blank(entry, reason="lần nữa")


def test_a_line_blanked_in_silence_is_named() -> None:
    write_and_number(5)
    by_sql("UPDATE spine_entry SET payload = '' WHERE seq = 2")
    assert kinds(ledger_check.verify()) == ["blanked"]


def test_what_stays_of_a_blanked_line_cannot_be_edited() -> None:
    entry = write_and_number(5)[2]
    ledger.blank(entry, reason="Hết thời hạn lưu trữ")
    by_sql("UPDATE spine_entry SET record_digest = %s WHERE seq = 3", "f" * 64)
    assert kinds(ledger_check.verify()) == ["blanked"]


# --- records


def test_records_that_are_as_the_ledger_saw_them_are_fine() -> None:
    write_and_number(3)
    found = ledger_check.verify(present(1, 2, 3))
    assert (found.ok, found.records) == (True, 3)


def test_the_last_line_of_a_record_counts() -> None:
    write_and_number(2)
    write(1, record_digest="a" * 64, verb="record.correct")
    assert ledger_check.verify([("outreach.session:1", "a" * 64), *present(2)]).ok


def test_a_record_changed_slipped_in_or_deleted_by_sql_is_named() -> None:
    write_and_number(3)
    found = ledger_check.verify([("outreach.session:1", "b" * 64), *present(2), ("outreach.session:8", "c" * 64)])
    assert [(p.kind, p.subject, p.entry) for p in found.problems] == [
        ("record.changed", "outreach.session:1", 1),
        ("record.unknown", "outreach.session:8", None),
        ("record.gone", "outreach.session:3", 3),
    ]


def test_a_change_during_the_check_is_no_problem() -> None:
    write_and_number(1)
    stale = [("outreach.session:1", "b" * 64)]
    assert ledger_check.verify(stale, digest_now=lambda ref: f"{1:064x}").ok
    assert not ledger_check.verify(stale, digest_now=lambda ref: "b" * 64).ok


def test_a_record_that_retention_erased_may_be_gone() -> None:
    write_and_number(1)
    write(1, verb="retention.erase", record_digest="")
    assert ledger_check.verify([]).ok


def test_an_edit_of_a_real_record_by_sql_is_named(ward: Any, session_of: Any) -> None:
    session = session_of(ward)
    assert ledger.verify().ok
    by_sql("UPDATE outreach_session SET attendees = 400 WHERE id = %s", session.pk)
    found = ledger.verify()
    assert [(p.kind, p.subject) for p in found.problems] == [("record.changed", session.ref)]
    assert ledger.verify(check_records=False).ok
