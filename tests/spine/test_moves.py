"""move(): the one way state changes. A unit of the organisation stands for any register."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.translation import override

from liemchinh.apps.commendation.models import Award
from liemchinh.apps.directives.models import Document
from liemchinh.apps.figures.models import Reported
from liemchinh.apps.organisation.actions import assign_post
from liemchinh.apps.organisation.models import Post, Unit
from liemchinh.apps.reports.models import Review
from liemchinh.kernel.errors import Refusal
from liemchinh.spine import ledger
from liemchinh.spine.access import SYSTEM
from liemchinh.spine.moves import (
    Change,
    Stale,
    barred,
    bulk_create,
    bulk_move,
    correct,
    find,
    move,
    present_digests,
    tracked_models,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 3)


def award(unit: Unit, name: str = "Chi bộ 1") -> Award:
    return Award(unit=unit, recipient=name, decided_on=DAY)


def test_a_move_writes_the_record_and_one_ledger_line(district, office):
    with move(award(district), "record", by=office, on=DAY, no="12-QĐ/QU") as made:
        pass
    entry = ledger.Entry.objects.get(subject=made.ref)
    assert (made.state, made.version, made.recorded_by) == ("commended", 1, office)
    assert entry.verb == "commendation.decide"
    assert entry.record_digest == made.digest()
    assert json.loads(entry.payload)["no"] == "12-QĐ/QU"


def test_the_ledger_names_a_post_and_no_person(district, office):
    with move(award(district), "record", by=office, on=DAY) as made:
        pass
    entry = ledger.Entry.objects.get(subject=made.ref)
    assert entry.actor == f"post:{office.posts.get().pk}"
    assert office.full_name not in entry.payload


def test_an_error_inside_the_block_leaves_neither_record_nor_line(district, office):
    with pytest.raises(RuntimeError), move(award(district), "record", by=office, on=DAY):
        raise RuntimeError("power cut")
    assert not Award.objects.exists()
    assert not ledger.Entry.objects.filter(verb="commendation.decide").exists()


def test_a_step_that_the_state_does_not_allow_says_what_opens_it(district, office):
    with move(award(district), "record", by=office, on=DAY) as made:
        pass
    with pytest.raises(Refusal, match="đã trình"), move(made, "decide", by=office, on=DAY):
        pass


def test_what_bars_a_step_is_said_in_the_language_of_the_reader(district, office, clerk):
    with move(award(district), "record", by=office, on=DAY) as made:
        pass
    decide = made.lifecycle.step("decide")
    with override("en"):
        sentence = barred(made, decide, office)
        assert sentence == "Cannot «Decide» yet: possible only while the record is «submitted»."
        assert "«Propose»" in barred(award(district), made.lifecycle.step("propose"), clerk)
        with pytest.raises(Refusal, match="«Correct»"):
            correct(made, {"recipient": "Chi bộ 2"}, by=office, on=DAY, reason="")
    assert barred(made, decide, office) == "Chưa thể «Quyết định»: chỉ làm được khi bản ghi ở trạng thái «đã trình»."


def test_a_step_taken_twice_is_refused_the_second_time(district, office):
    with move(award(district), "propose", by=office, on=DAY) as made:
        pass
    twin = Award.objects.get(pk=made.pk)
    with move(made, "decide", by=office, on=DAY):
        pass
    with pytest.raises(Refusal), move(twin, "decide", by=office, on=DAY):
        pass


def test_somebody_without_the_right_is_refused_and_nothing_changes(district, clerk):
    with pytest.raises(PermissionDenied), move(award(district), "record", by=clerk, on=DAY):
        pass
    assert not Award.objects.exists()


def test_a_right_reaches_down_the_tree_but_not_up(district, ward, clerk_of_ward, session_of):
    session_of(ward, by=clerk_of_ward)
    with pytest.raises(PermissionDenied):
        session_of(district, by=clerk_of_ward)


def test_of_two_editors_the_later_is_told_and_overwrites_nothing(district, office):
    with move(award(district), "record", by=office, on=DAY) as made:
        pass
    seen = made.version
    correct(made, {"recipient": "Chi bộ 2"}, by=office, on=DAY, reason="ghi nhầm", seen=seen)
    late = Award.objects.get(pk=made.pk)
    with pytest.raises(Stale) as stale:
        correct(late, {"recipient": "Chi bộ 3"}, by=office, on=DAY, reason="ghi nhầm", seen=seen)
    assert stale.value.current.recipient == "Chi bộ 2"
    assert Award.objects.get(pk=made.pk).recipient == "Chi bộ 2"


def test_a_correction_keeps_old_value_new_value_and_reason(district, office):
    with move(award(district), "record", by=office, on=DAY) as made:
        pass
    correct(made, {"recipient": "Chi bộ 2"}, by=office, on=DAY, reason="ghi nhầm tên")
    change = Change.objects.get(subject=made.ref, field="recipient")
    assert (change.old, change.new) == ("Chi bộ 1", "Chi bộ 2")
    payload = json.loads(change.entry.payload)
    assert len(payload.pop("history")) == 64
    assert payload == {"fields": ["recipient"], "on": "2026-02-03", "reason": "ghi nhầm tên"}


def test_a_correction_without_a_reason_is_refused(district, office):
    with move(award(district), "record", by=office, on=DAY) as made:
        pass
    with pytest.raises(Refusal, match="lý do"):
        correct(made, {"recipient": "Chi bộ 2"}, by=office, on=DAY, reason=" ")


def test_bulk_creation_writes_a_line_for_each_record(district, office):
    bulk_create([award(district, f"Chi bộ {n}") for n in range(30)], "import", by=office, on=DAY, batch="b1")
    assert Award.objects.filter(state="commended", version=1).count() == 30
    lines = ledger.Entry.objects.filter(batch="b1")
    assert {e.subject: e.record_digest for e in lines} == {a.ref: a.digest() for a in Award.objects.all()}


def test_undoing_a_batch_keeps_the_rows_and_counts_them_nowhere(district, office):
    bulk_create([award(district, f"Chi bộ {n}") for n in range(3)], "import", by=office, on=DAY, batch="b1")
    assert bulk_move(Award.objects.all(), "undo", by=office, on=DAY, reason="nhầm tệp", batch="b1") == 3
    assert Award.objects.count() == 3
    assert Award.objects.live().count() == 0


def test_present_digests_follow_the_database_and_betray_an_edit_by_sql(district, office):
    with move(award(district), "record", by=office, on=DAY) as made:
        pass
    assert dict(present_digests())[made.ref] == made.digest()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE commendation_award SET recipient = 'Kẻ khác' WHERE id = %s", [made.pk])
    last = ledger.Entry.objects.filter(subject=made.ref).last()
    assert dict(present_digests())[made.ref] != last.record_digest


def test_digests_of_whole_tables_are_those_of_the_records(district, office, session_of):
    session_of(district)
    bulk_create(
        [award(district, n) for n in ("Chi bộ 1", 'Tổ "A"\n', "Đội \\ 3")], "import", by=office, on=DAY, batch="b"
    )
    assign_post(office, district, "leader", "Trưởng ban", by=SYSTEM, on=DAY, until=date(2027, 1, 1))
    texts = {"b": [1, None], "a": "ơ"}
    Review.objects.create(
        unit=district, resolution=Document.objects.create(unit=district, issued_on=DAY), texts=texts,
        period_start=DAY, period_end=DAY, state="draft",
    )  # fmt: skip
    Reported.objects.create(
        unit=district, indicator="x", value=Decimal("12.500"), period_start=DAY, period_end=DAY, state="confirmed"
    )
    records = [record for model in tracked_models() for record in model.objects.all()]
    assert {type(r) for r in records} >= {Award, Unit, Post, Review, Reported, Document}
    assert dict(present_digests()) == {record.ref: record.digest() for record in records}


def test_the_digest_says_who_recorded_and_when_but_not_how_often(district, office):
    with move(award(district), "record", by=office, on=DAY) as made:
        pass
    before = made.digest()
    made.version += 1
    assert made.digest() == before
    made.recorded_at += timedelta(seconds=1)
    assert made.digest() != before


def test_the_digest_in_memory_is_that_of_the_row_read_back(district, office):
    with move(award(district), "record", by=office, on=DAY) as made:
        pass
    assert Award.objects.get(pk=made.pk).digest() == made.digest()


def test_a_ledger_line_outside_a_transaction_is_refused(transactional_db):
    with pytest.raises(RuntimeError):
        ledger.append(verb="x", subject="y:1", actor="system", payload={})
    with transaction.atomic():
        ledger.append(verb="x", subject="y:1", actor="system", payload={})


def test_a_reference_finds_its_record_and_a_foreign_one_nothing(district):
    assert find(district.ref) == district
    assert find("nowhere:1") is None
    assert find("organisation.unit:abc") is None


def test_the_system_may_take_every_step(district):
    with move(award(district), "record", by=SYSTEM, on=DAY) as made:
        pass
    assert ledger.Entry.objects.get(subject=made.ref).actor == "system"
