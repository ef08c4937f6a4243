"""The word index: what is found, in which order, by whom, and that it follows every change."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.outreach import actions
from liemchinh.apps.outreach.models import Session
from liemchinh.kernel.lifecycle import UNDONE
from liemchinh.spine import registers, search
from liemchinh.spine.access import SYSTEM
from liemchinh.spine.moves import bulk_create, bulk_move
from liemchinh.spine.people import Account
from liemchinh.spine.search import asked, finding, ranks, tables, tokens, writing
from liemchinh.spine.search.models import Indexed, SearchedRegister
from liemchinh.spine.web import hits

NAME = "outreach.session"
ON = date(2008, 3, 10)


def ask(account: Any, words: str, **narrow: Any) -> finding.Search:
    register = registers.get(NAME)
    rows = register.visible_to(account)
    if narrow.get("state"):
        rows = rows.filter(state=narrow["state"])
    found = search.search(register, account, words, rows, **narrow)
    assert found is not None
    return found


def topics(account: Any, words: str, **narrow: Any) -> list[str]:
    return [r.topic for r in ask(account, words, **narrow).first(50)]


@pytest.fixture
def topic(ward: Unit, session_of: Callable[..., Any]) -> Callable[..., Session]:
    return lambda text, **more: session_of(more.pop("unit", ward), topic=text, host="", form="", **more)


@pytest.fixture
def guarded_register() -> Iterator[None]:
    """The register as one that keeps a name in `recorder`, searched only by those who may import."""
    plain = registers.get(NAME)
    registers._registers[NAME] = replace(
        plain, words=lambda r: search.Words(open=[r.topic], guarded=[r.recorder]), guard="outreach.import"
    )
    yield
    registers._registers[NAME] = plain


# --- what is found


@pytest.mark.parametrize(
    "words", ["tham nhung", "THAM NHŨNG", "nhung tham", "tham nhũ", "“tham nhũng”", "luat 03-NQ/DU"]
)
def test_a_record_is_found_by_its_words_whatever_their_marks_order_and_end(topic, office: Account, words: str) -> None:
    topic("Luật Phòng, chống tham nhũng theo 03-NQ/ĐU")
    topic("Công khai thu, chi")
    assert topics(office, words) == ["Luật Phòng, chống tham nhũng theo 03-NQ/ĐU"]


def test_composed_and_decomposed_text_find_each_other(topic, office: Account) -> None:
    topic(unicodedata.normalize("NFD", "Đất đai"))
    assert len(topics(office, unicodedata.normalize("NFC", "đất đai"))) == 1
    assert len(topics(office, unicodedata.normalize("NFD", "đất đai"))) == 1


@pytest.mark.parametrize("words", ["phường 12", "P.12", "p 12", "P12", "Phuong 12", '"P. 12"'])
def test_a_ward_is_found_by_its_unit_and_by_its_host_however_it_is_shortened(
    session_of: Callable[..., Any], ward: Unit, other_ward: Unit, office: Account, words: str
) -> None:
    Unit.objects.filter(pk=ward.pk).update(name="Phường 12", short_name="P. 12")
    session_of(Unit.objects.get(pk=ward.pk), topic="của phường ấy", host="")
    session_of(other_ward, topic="nơi tổ chức", host="UBND P. 12")
    session_of(other_ward, topic="nơi khác", host="UBND P. 1, số 12")
    assert {"của phường ấy", "nơi tổ chức"} <= set(topics(office, words))
    assert ("nơi khác" in topics(office, words)) == (words in ("phường 12", "Phuong 12"))


@pytest.mark.parametrize(("typed", "said"), [("KP5", "khu phố 5"), ("Q.1", "quận 1"), ("tdp 3", "tổ dân phố 3")])
def test_shortened_levels_are_said_in_full(typed: str, said: str) -> None:
    assert tokens.syllables(typed) == tokens.syllables(said)


def test_a_phrase_asks_for_words_one_after_the_other(topic, office: Account) -> None:
    topic("khiếu nại đất đai")
    topic("đất của người khiếu nại")
    assert topics(office, '"khieu nai dat"') == ["khiếu nại đất đai"]
    assert len(topics(office, "khieu nai dat")) == 2


def test_a_phrase_does_not_reach_from_one_column_into_the_next(ward, session_of, office: Account) -> None:
    session_of(ward, host="Hội Nông dân", topic="chủ đề đất đai")
    assert topics(office, '"dan chu"') == []
    assert len(topics(office, "dan chu")) == 1


@pytest.mark.parametrize(
    ("words", "count"), [("12/2026", 1), ("3-NQ/ĐU", 1), ("03-nq/du", 1), ("2026/12", 0), ("NQ", 1)]
)
def test_numbers_and_symbols_are_found_as_they_are_written(topic, office: Account, words: str, count: int) -> None:
    topic("Thực hiện 03-NQ/ĐU, quyết định 12/2026")
    topic("Ngày 2026, buổi 12")
    assert len(topics(office, words)) == count


def test_a_word_is_no_part_of_another_and_two_figures_are_a_number(topic, office: Account) -> None:
    topic("đợt 123")
    assert topics(office, "ot") == topics(office, "đợt 12") == []
    assert len(topics(office, "dot 123")) == 1


@pytest.mark.parametrize("words", ["", "  ", "...", '""', "-/-"])
def test_nothing_to_search_for_is_no_question(office: Account, words: str) -> None:
    register = registers.get(NAME)
    assert search.search(register, office, words, register.visible_to(office)) is None


@pytest.mark.parametrize(
    "words", ['dat" OR "x', "dat') | ('x", "dat* NOT", "@1", "~x", "$held", "dat:*", "·", "'", "\\", "%s ;--"]
)
def test_signs_of_the_database_in_a_question_are_only_signs(topic, office: Account, words: str) -> None:
    topic("khác hẳn")
    register = registers.get(NAME)
    found = search.search(register, office, words, register.visible_to(office))
    assert found is None or found.first(5) == []


@given(st.text(max_size=40))
def test_any_text_can_be_read_as_a_question(text: str) -> None:
    terms = asked.read(text)
    assert all(s.folded for term in terms for s in term.syllables)
    assert len(terms) <= asked.WORDS


# --- order


def test_hits_with_the_marks_as_typed_come_first_then_the_newest(topic, office: Account) -> None:
    topic("đạt chuẩn", held_on=date(2010, 1, 1))
    topic("đất ở", held_on=date(2006, 1, 1))
    topic("đất vườn", held_on=date(2007, 1, 1))
    assert topics(office, "đất") == ["đất vườn", "đất ở", "đạt chuẩn"]
    assert topics(office, "dat") == ["đạt chuẩn", "đất vườn", "đất ở"]


def test_whole_words_come_before_words_that_only_begin_so(topic, office: Account) -> None:
    topic("anh em", held_on=date(2010, 1, 1))
    topic("an toàn", held_on=date(2006, 1, 1))
    assert topics(office, "an") == ["an toàn", "anh em"]


def test_by_relevance_words_in_a_row_come_before_words_apart(topic, office: Account) -> None:
    topic("nại của dân khiếu", held_on=date(2010, 1, 1))
    topic("giải quyết khiếu nại", held_on=date(2006, 1, 1))
    found = ask(office, "khieu nai")
    assert [r.topic for r in hits.page(found, by_relevance=True).rows] == ["giải quyết khiếu nại", "nại của dân khiếu"]
    assert [r.topic for r in hits.page(found).rows] == ["nại của dân khiếu", "giải quyết khiếu nại"]


@pytest.mark.parametrize("few", [finding._FEW, 5])
def test_pages_of_hits_follow_each_other_forth_and_back(topic, office: Account, monkeypatch, few: int) -> None:
    monkeypatch.setattr(finding, "_FEW", few)
    for n in range(7):
        topic(f"đất {n}", held_on=date(2008, 1, 1 + n // 2))
        topic(f"đạt {n}", held_on=date(2008, 1, 1 + n // 2))
    every = topics(office, "đất")
    assert len(every) == 14
    assert all(t.startswith("đất") for t in every[:7])
    seen, page = [], None
    while page is None or page.after:
        page = hits.page(ask(office, "đất"), after=page.after if page else "", size=4)
        seen += [r.topic for r in page.rows]
    assert seen == every
    back = [r.topic for r in page.rows]
    while page.before:
        page = hits.page(ask(office, "đất"), before=page.before, size=4)
        back = [r.topic for r in page.rows] + back
    assert back == every


# --- who finds what


def test_only_what_the_reader_may_see_is_found_and_counted(topic, other_ward, clerk_of_ward, office: Account) -> None:
    topic("đất của mình")
    topic("đất của phường khác", unit=other_ward)
    assert topics(clerk_of_ward, "dat") == ["đất của mình"]
    assert ask(clerk_of_ward, "dat").total == 1
    assert ask(office, "dat").total == 2


@pytest.mark.parametrize("reach", [True, False])
def test_a_reader_of_few_among_many_finds_and_counts_them_all(
    topic, other_ward, clerk_of_ward, monkeypatch, reach: bool
) -> None:
    monkeypatch.setattr(finding, "_FEW", 10)
    monkeypatch.setattr(finding, "_MOST", 8)
    if not reach:
        monkeypatch.setitem(registers._registers, NAME, replace(registers.get(NAME), reach=None))
    for n in range(3):
        topic(f"đất {n}")
    for n in range(40):
        topic(f"đất khác {n}", unit=other_ward)
    assert ask(clerk_of_ward, "dat").total == 3
    assert len(topics(clerk_of_ward, "dat")) == 3


def test_more_hits_than_are_counted_are_said_to_be_more(topic, office: Account, monkeypatch) -> None:
    monkeypatch.setattr(finding, "COUNTED", 3)
    for n in range(5):
        topic(f"đất {n}")
    assert ask(office, "dat").total is None
    assert hits.page(ask(office, "dat")).total is None


@pytest.mark.usefixtures("guarded_register")
def test_guarded_words_are_neither_found_nor_counted_without_the_right(
    topic, office: Account, signatory: Account
) -> None:
    topic("Tố cáo", recorder="Nguyễn Thị Bưởi")
    assert topics(office, "bưởi tố cáo") == ["Tố cáo"]
    without = ask(signatory, "bưởi")
    assert (without.first(5), without.total, list(without.narrowing())) == ([], 0, [])
    assert topics(signatory, "to cao") == ["Tố cáo"]
    assert topics(signatory, "to cao bu") == []


@pytest.mark.usefixtures("guarded_register")
def test_the_right_over_one_unit_opens_the_guarded_words_of_that_unit_alone(
    topic, ward, other_ward, office: Account, monkeypatch
) -> None:
    topic("ở đây", recorder="Bưởi")
    topic("ở kia", unit=other_ward, recorder="Bưởi")
    topic("bưởi của phường kia", unit=other_ward)
    monkeypatch.setattr(finding, "guarded_units", lambda *_: frozenset({ward.pk}))
    assert sorted(topics(office, "buoi")) == ["bưởi của phường kia", "ở đây"]
    assert ask(office, "buoi").total == 2


# --- filters


def test_unit_state_and_days_narrow_the_hits(topic, other_ward, office: Account) -> None:
    first = topic("đất một", held_on=date(2008, 1, 1))
    topic("đất hai", held_on=date(2009, 1, 1))
    topic("đất ba", unit=other_ward, held_on=date(2009, 6, 1))
    actions.cancel(first, reason="trùng", by=SYSTEM, on=ON)
    assert topics(office, "dat", unit=other_ward.pk) == ["đất ba"]
    assert topics(office, "dat", state="cancelled") == ["đất một"]
    assert topics(office, "dat", since=date(2009, 1, 1), until=date(2009, 1, 1)) == ["đất hai"]
    assert [r.topic for r in ask(office, "dat", until=date(2008, 12, 31)).narrowing()] == ["đất một"]


# --- the index follows every change


def test_a_correction_changes_what_a_record_is_found_by_and_where_it_stands(topic, office: Account) -> None:
    session = topic("đất cũ", held_on=date(2008, 1, 1))
    topic("đất khác", held_on=date(2009, 1, 1))
    changes = {"topic": "đất mới", "held_on": date(2010, 1, 1)}
    actions.correct(session, changes, reason="ghi nhầm", by=SYSTEM, on=ON)
    assert topics(office, "cu") == []
    assert topics(office, "dat") == ["đất mới", "đất khác"]
    assert Indexed.objects.count() == 2


def test_an_import_is_found_and_once_undone_is_not(ward, office: Account) -> None:
    rows = [Session(unit=ward, held_on=ON, topic=f"nhập về đất {n}", host="", form="") for n in range(30)]
    bulk_create(rows, "import", by=SYSTEM, on=ON, batch="b1")
    assert ask(office, "nhap dat").total == 30
    bulk_move(Session.objects.all(), "undo", by=SYSTEM, on=ON, reason="", batch="b1")
    assert ask(office, "nhap dat").total == 0
    assert not Indexed.objects.filter(register=tables.number_of(NAME)).exists()
    assert not Session.objects.exclude(state=UNDONE).exists()


def test_a_change_that_fails_leaves_no_words(topic, office: Account) -> None:
    session = topic("lúc trước")
    with transaction.atomic():
        actions.correct(session, {"topic": "lúc sau"}, reason="thử", by=SYSTEM, on=ON)
        transaction.set_rollback(True)
    assert topics(office, "luc") == ["lúc trước"]
    assert topics(office, "sau") == []


# --- making the index anew


def test_what_was_written_past_the_index_is_completed_and_strays_leave_it(topic, office: Account) -> None:
    gone = topic("sẽ mất")
    topic("còn lại")
    Session.objects.filter(pk=gone.pk).update(state=UNDONE)
    Session.objects.bulk_create([Session(unit=gone.unit, held_on=ON, topic=f"lậu {n}", state="held") for n in (1, 2)])
    assert [r.name for r in writing.behind()] == [NAME]
    assert writing.complete() == 2
    assert writing.behind() == []
    assert (ask(office, "lau").total, ask(office, "mat").total, ask(office, "con").total) == (2, 0, 1)
    assert writing.complete() == 0


def test_rebuilding_makes_the_same_index(topic, office: Account, monkeypatch) -> None:
    monkeypatch.setattr(writing, "CHUNK", 2)
    for n in range(5):
        topic(f"đất {n}", held_on=date(2008, 1, 5 - n))
    before = list(Indexed.objects.order_by("rank").values())
    assert writing.rebuild() == 5 + _others()
    assert list(Indexed.objects.filter(register=tables.number_of(NAME)).order_by("rank").values()) == before
    assert topics(office, "dat") == [f"đất {n}" for n in range(5)]


def _others() -> int:
    return Indexed.objects.exclude(register=tables.number_of(NAME)).count()


def test_words_of_another_version_are_written_anew(topic, office: Account) -> None:
    topic("đất")
    writing.complete()
    SearchedRegister.objects.update(version=tokens.VERSION + 1)
    assert [r.name for r in writing.behind()] == [NAME]
    assert writing.complete() == 1
    assert ask(office, "dat").total == 1


def test_the_words_are_no_more_than_the_text_says() -> None:
    said = tokens.of_record(search.Words(open=["Đất 03", "ở"], guarded=["Bưởi"]), 17, "held")
    assert said == ["dat", "3", "·", "o", "·", "~buoi", "·", "đất", "ở", "~bưởi", "@17", "$held"]


@given(st.integers(1, ranks.REGISTERS), st.dates(), st.integers(0, ranks.RECORDS))
def test_a_place_holds_register_day_and_record(register: int, day: date, record: int) -> None:
    place = ranks.rank(register, day, record)
    low, high = ranks.within(register, day, day)
    assert low <= place <= high < 1 << 63
    assert ranks.record_of(place) == record
    assert ranks.rank(register, None, record) < place
