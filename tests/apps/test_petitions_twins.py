"""Twins: a petition sent again is proposed, a rival on the same form is not, and what people decide is remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.petitions import likenesses
from liemchinh.apps.petitions.actions import pairing, receiving
from liemchinh.apps.petitions.likenesses import key, rows
from liemchinh.apps.petitions.models import Band, Likeness, Matter, Petition, Print
from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.matching import bands, from_bytes
from liemchinh.spine import jobs, ledger
from liemchinh.spine.access import SYSTEM
from liemchinh.spine.ledger_models import Entry
from liemchinh.spine.people import Account
from tests.apps.petitions_twins import letter, on_the_same_form, reworded

Make = Callable[..., Any]
ON = date(2026, 9, 8)


@pytest.fixture
def own_key() -> Iterator[None]:
    """A test may replace the matching key: the one before comes back."""
    before = key.spelt()
    yield
    key.replace(before)


@pytest.fixture
def twins(ward: Unit, petition_of: Make) -> tuple[Petition, Petition]:
    """A letter, and the same matter a week later in other words."""
    text, facts = letter()
    first = petition_of(ward, sender=facts["name"], subject="Đơn thứ nhất", text=text)
    again = petition_of(
        ward, sender=facts["name"], subject="Đơn thứ hai", text=reworded(facts), received_on=date(2026, 9, 14)
    )
    return first, again


def test_a_letter_sent_again_in_other_words_is_proposed(twins: tuple[Petition, Petition]) -> None:
    first, again = twins
    pair = Likeness.objects.get()
    assert (pair.petition, pair.earlier, pair.verdict) == (again, first, "open")
    assert "sender" in pair.agrees


def test_a_rival_on_the_same_printed_form_is_not_proposed(ward: Unit, petition_of: Make) -> None:
    text, facts = letter()
    other_text, other = on_the_same_form(facts)
    petition_of(ward, sender=facts["name"], text=text)
    petition_of(ward, sender=other["name"], text=other_text)
    assert not Likeness.objects.exists()


def test_a_letter_of_which_only_the_subject_was_typed_finds_its_twin(ward: Unit, petition_of: Make) -> None:
    subject = "Thu hồi 320 m2 thửa 118 tờ bản đồ 7 theo Quyết định 2514/QĐ-UBND, bồi thường 86.500.000 đồng"
    first = petition_of(ward, sender="Lâm Quý Nhân", subject=subject)
    again = petition_of(ward, sender="Lâm Quý Nhân", subject=f"Khiếu nại lần nữa: {subject}")
    assert Likeness.objects.get().earlier == first
    assert again.likenesses.count() == 1


def test_one_writers_two_short_entries_about_different_things_are_no_twins(ward: Unit, petition_of: Make) -> None:
    petition_of(ward, sender="Lâm Quý Nhân", subject="Đề nghị xem xét đèn đường hỏng")
    petition_of(ward, sender="Lâm Quý Nhân", subject="Đề nghị xem xét giải quyết nước ngập")
    assert not Likeness.objects.exists()
    petition_of(ward, sender="Lâm Quý Nhân", subject="Đèn đường vẫn hỏng")
    assert Likeness.objects.get().earlier == Petition.objects.order_by("pk").first()


def test_a_petition_that_arrives_with_an_earlier_day_is_the_earlier_of_the_pair(ward: Unit, petition_of: Make) -> None:
    text, facts = letter()
    late = petition_of(ward, sender=facts["name"], text=text)
    early = petition_of(ward, sender=facts["name"], text=reworded(facts), received_on=date(2026, 9, 1))
    assert (Likeness.objects.get().petition, Likeness.objects.get().earlier) == (late, early)


def test_calling_them_duplicates_links_the_later_to_the_earlier(
    twins: tuple[Petition, Petition], intake: Account
) -> None:
    first, again = twins
    pairing.decide(Likeness.objects.get(), "duplicate", by=intake, on=ON)
    again.refresh_from_db()
    assert again.duplicate_of == first
    assert Matter.objects.count() == 1
    assert Likeness.objects.get().decided_by == intake
    assert Entry.objects.filter(verb="petition.link", subject=again.ref).exists()


def test_one_matter_joins_both_without_calling_them_duplicates(
    twins: tuple[Petition, Petition], intake: Account
) -> None:
    first, again = twins
    pairing.decide(Likeness.objects.get(), "same_matter", by=intake, on=ON)
    first.refresh_from_db()
    again.refresh_from_db()
    assert first.matter_id is not None
    assert (again.matter_id, again.duplicate_of) == (first.matter_id, None)


def test_not_related_is_remembered_and_never_proposed_again(twins: tuple[Petition, Petition], intake: Account) -> None:
    _first, again = twins
    pairing.decide(Likeness.objects.get(), "unrelated", by=intake, on=ON)
    likenesses.compare_with_earlier(again)
    assert Likeness.objects.get().verdict == "unrelated"
    line = Entry.objects.get(verb="petition.unlike")
    assert "không liên quan đến đơn 0001/2026-P1" in ledger.sentence(line, "vi")


def test_a_decision_can_be_taken_back(twins: tuple[Petition, Petition], intake: Account) -> None:
    _first, again = twins
    pair = Likeness.objects.get()
    pairing.decide(pair, "duplicate", by=intake, on=ON)
    pairing.decide(pair, "unrelated", by=intake, on=ON)
    again.refresh_from_db()
    assert (again.duplicate_of, again.matter) == (None, None)


def test_who_does_not_classify_decides_nothing(twins: tuple[Petition, Petition], handler: Account) -> None:
    with pytest.raises(PermissionDenied):
        pairing.decide(Likeness.objects.get(), "duplicate", by=handler, on=ON)
    assert Likeness.objects.get().verdict == "open"


def test_nobody_decides_about_a_petition_that_they_may_not_read(
    ward: Unit, other_ward: Unit, intake: Account, petition_of: Make
) -> None:
    text, facts = letter()
    petition_of(other_ward, sender=facts["name"], text=text)
    petition_of(ward, sender=facts["name"], text=reworded(facts), received_on=date(2026, 9, 14))
    with pytest.raises(Refusal, match="thuộc đơn vị khác"):
        pairing.decide(Likeness.objects.get(), "unrelated", by=intake, on=ON)


def test_another_units_twin_is_told_without_its_content(
    ward: Unit, other_ward: Unit, intake: Account, petition_of: Make
) -> None:
    text, facts = letter()
    theirs = petition_of(other_ward, sender=facts["name"], text=text, subject="Việc kín")
    ours = petition_of(ward, sender=facts["name"], text=reworded(facts), received_on=date(2026, 9, 14))
    (pair,) = likenesses.pairs_of(ours, intake)
    assert (pair.hidden, pair.open, pair.agrees, pair.differs) == (True, False, [], [])
    assert pair.told == f"Đơn của đơn vị khác (Phường Cầu Muối), nhận ngày 07/09/2026, số {theirs.number}."


def test_whoever_is_named_in_the_twin_does_not_hear_of_it(
    ward: Unit, other_ward: Unit, intake: Account, petition_of: Make
) -> None:
    text, facts = letter()
    petition_of(other_ward, sender=facts["name"], text=text, respondent={"name": "Đỗ Thị Mai", "account": intake})
    ours = petition_of(ward, sender=facts["name"], text=reworded(facts), received_on=date(2026, 9, 14))
    assert Likeness.objects.count() == 1
    assert likenesses.pairs_of(ours, intake) == []


def test_a_corrected_text_is_compared_anew(ward: Unit, petition_of: Make) -> None:
    text, facts = letter()
    first = petition_of(ward, sender=facts["name"], text=text)
    scan = petition_of(ward, sender="", identity="unclear", subject="Bản chụp chưa đọc", received_on=ON)
    assert not Likeness.objects.exists()
    Petition.objects.filter(pk=scan.pk).update(text=reworded(facts))
    scan.refresh_from_db()
    likenesses.refresh(scan)
    assert Likeness.objects.get().earlier == first


def test_a_correction_that_ends_the_likeness_withdraws_the_proposal(twins: tuple[Petition, Petition]) -> None:
    _first, again = twins
    other_text, _other = letter(seed=77)
    again.text = other_text
    again.parties.all().delete()
    likenesses.refresh(again)
    assert not Likeness.objects.exists()
    kept = Print.objects.get(petition=again)
    assert set(Band.objects.filter(print_id=kept.pk).values_list("value", flat=True)) == set(
        bands(from_bytes(bytes(kept.data)))
    )


def test_the_parts_of_one_letter_are_not_proposed_to_each_other(ward: Unit, petition_of: Make) -> None:
    text, facts = letter()
    whole = petition_of(ward, sender=facts["name"], text=text)
    receiving.split(whole, [Petition(subject="Việc thứ hai", text=text)], by=SYSTEM, on=ON)
    likenesses.catch_up()
    assert not Likeness.objects.exists()


def test_an_import_is_compared_by_a_job_afterwards(ward: Unit, petition_of: Make, monkeypatch: Any) -> None:
    text, facts = letter()
    with monkeypatch.context() as patched:
        patched.setattr(likenesses, "compare_with_earlier", lambda _petition: [])
        petition_of(ward, sender=facts["name"], text=text)
        petition_of(ward, sender=facts["name"], text=reworded(facts), received_on=date(2026, 9, 14))
    assert not Print.objects.exists()
    job = likenesses.load_many(by=None)
    assert job is not None
    job.refresh_from_db()
    assert (job.status, job.done, job.result) == (jobs.Job.Status.DONE, 2, {"petitions": 2, "pairs": 1})
    assert likenesses.load_many(by=None) is None


@pytest.mark.usefixtures("own_key")
def test_another_matching_key_has_every_petition_compared_anew(twins: tuple[Petition, Petition]) -> None:
    pairing.decide(Likeness.objects.get(), "unrelated", by=SYSTEM, on=ON)
    before = set(Band.objects.values_list("value", flat=True))
    key.replace("ab" * 32)
    assert likenesses.waiting().count() == 2
    likenesses.catch_up()
    assert not likenesses.waiting().exists()
    assert before.isdisjoint(Band.objects.values_list("value", flat=True))
    assert Likeness.objects.get().verdict == "unrelated"


@pytest.mark.django_db
def test_a_full_row_is_counted_but_read_only_so_far() -> None:
    rows.write((7, number) for number in range(200))
    assert [len(row) for row in rows.ask([7, 8])] == [65, 0]
    assert rows.count(7) == 200
