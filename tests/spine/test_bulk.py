"""Many rows by one statement: they are the rows that one by one would have been, whatever the database."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.safestring import mark_safe

from liemchinh.apps.commendation.models import Award
from liemchinh.apps.directives.models import Document
from liemchinh.apps.figures.models import Reported
from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.outreach.models import Session
from liemchinh.apps.reports.models import Review
from liemchinh.spine import bulk, ledger
from liemchinh.spine.access import SYSTEM
from liemchinh.spine.ledger_digests import digests, stored_digests
from liemchinh.spine.moves import bulk_create, bulk_move, move

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 3)


def award(unit: Unit, name: str = "Chi bộ 1") -> Award:
    return Award(unit=unit, recipient=name, decided_on=DAY)


def session(unit: Unit, **fields: object) -> Session:
    return Session(**{"unit": unit, "held_on": DAY, "topic": "Luật PCTN", "state": "held"} | fields)


def figure(unit: Unit, value: Decimal, indicator: str = "x") -> Reported:
    return Reported(
        unit=unit, indicator=indicator, value=value, period_start=DAY, period_end=DAY, state="confirmed"
    )  # fmt: skip


def test_rows_are_read_back_as_they_were_written(district: Unit) -> None:
    before = timezone.now()
    written = [figure(district, Decimal("12.5")), figure(district, Decimal(3), "y")]
    written[1].estimate = True
    bulk.insert(written)
    read = list(Reported.objects.order_by("pk"))
    assert [(r.pk, r.value, r.estimate, r.note) for r in read] == [
        (written[0].pk, Decimal("12.5"), False, ""),
        (written[1].pk, Decimal(3), True, ""),
    ]
    assert before <= read[0].recorded_at == read[1].recorded_at == written[0].recorded_at <= timezone.now()


def test_values_that_are_lists_and_tables_are_written_too(district: Unit) -> None:
    resolution = Document.objects.create(unit=district, issued_on=DAY)
    texts = {"b": [1, None], "a": "ơ"}
    period = {"period_start": DAY, "period_end": DAY}
    bulk.insert([Review(unit=district, resolution=resolution, texts=texts, state="draft", **period)])
    assert Review.objects.get().texts == texts


def test_a_record_written_in_bulk_can_be_changed_like_any_other(district: Unit) -> None:
    made = [award(district), award(district)]
    bulk_create(made, "import", by=SYSTEM, on=DAY, batch="b")
    made[1].refresh_from_db()
    with move(made[1], "correct", by=SYSTEM, on=DAY, reason="ghi nhầm"):
        made[1].recipient = "Chi bộ 9"
    assert sorted(Award.objects.values_list("recipient", flat=True)) == ["Chi bộ 1", "Chi bộ 9"]


def test_keys_go_on_after_a_bulk_write(district: Unit) -> None:
    one = award(district)
    one.save()
    many = [award(district) for _ in range(3)]
    bulk.insert(many)
    last = award(district)
    last.save()
    keys = [one.pk, *(m.pk for m in many), last.pk]
    assert keys == sorted(set(keys))
    assert Award.objects.count() == 5


def test_the_key_of_a_row_that_is_gone_is_not_given_again(district: Unit) -> None:
    gone = award(district)
    gone.save()
    key = gone.pk
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM commendation_award")
    bulk.insert(made := [award(district)])
    assert made[0].pk > key


def test_one_row_that_the_database_refuses_takes_all_of_them_back(district: Unit) -> None:
    rows = [session(district, attendees=5), session(district, attendees=-1)]
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert(rows)
    assert not Session.objects.exists()


def test_a_record_that_points_to_an_unsaved_one_is_refused() -> None:
    with pytest.raises(ValueError, match="unsaved"):
        bulk.insert([award(Unit(code="X", name="X"))])


def test_digests_of_many_are_those_of_each_whatever_the_type_of_a_value(district: Unit) -> None:
    days = [datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC), timezone.now()]
    texts: list[object] = ["Tổ 1", 'a "b"\n\\', mark_safe("<b>"), 7, True, "", None]
    sessions = [session(district, topic=text, attendees=n, recorded_at=days[n % 2]) for n, text in enumerate(texts)]
    sessions += [session(district, attendees=a) for a in (None, "12", True, 3.0)]
    figures = [figure(district, Decimal(v)) for v in ("12.500", "12.5", "1E+2", "0")]
    documents = [Document(unit=district, issued_on=d) for d in (DAY, "2026-02-03")]
    for records in (sessions, figures, documents):
        assert list(digests(records)) == [record.digest() for record in records]
    assert len(set(digests(documents))) == 1


def test_more_records_than_one_chunk_keep_their_order(district: Unit) -> None:
    records = [award(district, f"Chi bộ {n}") for n in range(4100)]
    bulk_create(records, "import", by=SYSTEM, on=DAY, batch="b")
    assert [r.pk for r in records] == list(Award.objects.order_by("pk").values_list("pk", flat=True))
    stored = dict(stored_digests(Award))
    assert [stored[r.pk] for r in records] == list(digests(records))
    lines = dict(ledger.Entry.objects.filter(batch="b").values_list("subject", "record_digest"))
    assert lines == {r.ref: stored[r.pk] for r in records}


def test_the_lines_of_an_undoing_hold_the_digests_of_the_rows(district: Unit) -> None:
    bulk_create([award(district, f"Chi bộ {n}") for n in range(3)], "import", by=SYSTEM, on=DAY, batch="b")
    bulk_move(Award.objects.all(), "undo", by=SYSTEM, on=DAY, reason="nhầm tệp", batch="b:undo")
    lines = ledger.Entry.objects.filter(batch="b:undo")
    assert {e.subject: e.record_digest for e in lines} == {a.ref: a.digest() for a in Award.objects.all()}
    assert json.loads(lines[0].payload)["reason"] == "nhầm tệp"


def test_lines_with_gaps_between_their_keys_are_numbered_in_order(district: Unit) -> None:
    bulk_create([award(district, f"Chi bộ {n}") for n in range(6)], "import", by=SYSTEM, on=DAY, batch="b")
    keys = list(ledger.Entry.objects.order_by("pk").values_list("pk", flat=True))
    with connection.cursor() as cursor:  # as where a transaction was taken back
        cursor.execute("DELETE FROM spine_entry WHERE id IN (%s, %s)", [keys[-2], keys[-4]])
    assert ledger.sequence() == len(keys) - 2
    numbered = list(ledger.Entry.objects.order_by("pk").values_list("seq", flat=True))
    assert numbered == list(range(1, len(keys) - 1))
    assert ledger.verify(check_records=False).ok
