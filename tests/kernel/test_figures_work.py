"""The work that reading takes, and that what spares work changes nothing that is read."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liemchinh.catalogue import indicators
from liemchinh.kernel.figures import Reading, read, shapes, signs
from liemchinh.kernel.figures.lexicon import Lexicon, compile_book

DATA = Path(__file__).resolve().parents[1] / "data" / "figures"
SENTENCES = [
    line.partition("|")[2].strip()
    for line in (DATA / "phrasings.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
TEXTS = [path.read_bytes().decode("utf-8") for path in sorted((DATA / "seen").glob("*.txt"))]
NEUTRAL = "Trời nắng đẹp, bà con vui vẻ ra đồng."


def reading(text: str) -> Reading:
    return read(text, indicators())


def figures(text: str) -> list[tuple[object, ...]]:
    return [(f.indicator, f.value, f.qualifier, f.period_role, f.quote, f.start, f.why) for f in reading(text).figures]


def calls(text: str) -> int:
    """How many functions, Python's and the reader's own, are called to read the text."""
    reading(text[:200])
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        reading(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "7 ",
        "123 ",
        "12, ",
        "tuyên truyền 12; ",
        "tiếp nhận 52 đơn, ",
        "cùng kỳ 45 đơn, ",
        "tăng 7, ",
        "không phải 5 đơn mà là 6 đơn; ",
        "tiếp (5 lượt ",
        "- 5 cuộc\n",
        "tiếp nhận đơn\t5\n",
        "không có đơn tố cáo, ",
        "tiep nhan duoc 52 don, ",
        "NĂM 2023\n",
    ],
)
def test_four_times_the_text_takes_four_times_the_work(piece):
    assert calls(piece * 800) < 5 * calls(piece * 200)


def test_a_bare_number_takes_little_work():
    assert calls("7 " * 1000) < 1000 * 200


class _Every(dict[str, int]):
    def get(self, _word: str, _default: int = 0) -> int:  # type: ignore[override]
        return (1 << 20) - 1


@pytest.mark.parametrize("text", [*TEXTS, "\n\n".join(SENTENCES)], ids=lambda text: text[:40])
def test_the_signs_spare_looks_and_change_nothing(text, monkeypatch):
    with_signs = reading(text)
    monkeypatch.setattr(signs, "_TABLE", _Every())
    assert reading(text) == with_signs


@pytest.mark.parametrize("text", [*TEXTS, "\n\n".join(SENTENCES)], ids=lambda text: text[:40])
def test_the_short_way_to_a_plain_number_changes_nothing(text, monkeypatch):
    short = reading(text)
    monkeypatch.setattr(shapes, "PLAIN", re.compile("(?!)"))
    assert reading(text) == short


NUMBERS = st.lists(
    st.sampled_from(
        ["7", "52", "1.275", "012", "1900", "2023", "3,5", "12.345.678", "/", "-", " ", " ", ".", ",", ";", ")", "(",
         "đơn", "giờ", "triệu", "tỷ", "đồng", "ha", "m2", "km", "lượt", "lượng vàng", "%", "phần trăm", "đến", "g"]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(text=NUMBERS)
def test_the_short_way_agrees_on_any_digits(text):
    short = reading(text)
    plain, shapes.PLAIN = shapes.PLAIN, re.compile("(?!)")  # type: ignore[misc]
    try:
        assert reading(text) == short
    finally:
        shapes.PLAIN = plain  # type: ignore[misc]


def test_a_sentence_is_read_alike_alone_and_before_paragraphs_without_numbers():
    alone = {sentence: figures(sentence) for sentence in SENTENCES}
    assert {sentence: figures(f"{sentence}\n\n{NEUTRAL}\n\n{NEUTRAL}") for sentence in SENTENCES} == alone


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from([s for s in SENTENCES if "\n" not in s]), min_size=1, max_size=4), st.booleans())
def test_reading_twice_and_in_another_order_leaves_no_trace(chosen, last_first):
    before = [figures(sentence) for sentence in chosen]
    for sentence in reversed(chosen) if last_first else chosen:
        reading(sentence)
    reading("\n\n".join(chosen))
    assert [figures(sentence) for sentence in chosen] == before


def test_phrases_without_diacritics_are_planted_only_for_a_text_without():
    book = compile_book({}, {"other": Lexicon(())}, names="thanh tra huyện")
    assert [end - start for start, end, _ in book.hits(["thanh", "tra", "huyện"], bare_text=False)] == [3]
    assert "_bare" not in vars(book._trie)
    assert [end - start for start, end, _ in book.hits(["thanh", "tra", "huyen"], bare_text=True)] == [3]
