"""Fingerprints: blinded, compact, stable, and enough to decide without the text."""

from __future__ import annotations

import random

import pytest

from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.matching import bands, compare, fingerprint, from_bytes, from_json
from liemchinh.kernel.matching.fingerprint import VERSION
from tests.kernel.matching_world import REWORDABLE, matter, rival, written

TEXT = "Tôi là Lê Thị Dần, thửa đất số 214, tờ bản đồ 19. Ngày 14/5/2023 tôi nộp 15 triệu đồng cho ông Lý Hoàng Nghị."
KEY, OTHER = b"a key of two agencies", b"another key"
GOLDEN_KEY = "ace3c322a48e890588da5c87dd102461"
GOLDEN_TOKEN = 196862583121862313
GOLDEN_SKETCH = [845141677, 3968094565]
GOLDEN_ROW = 1834559436408038356


def test_agencies_with_one_key_decide_without_the_text() -> None:
    rng = random.Random(1)
    form, facts = REWORDABLE[1], matter(rng)
    here = fingerprint(written(form, facts), KEY)
    sent = from_json(fingerprint(form.reworded.format(**facts), KEY).to_json())
    rivals = from_json(fingerprint(written(form, rival(rng, facts)), KEY).to_json())
    assert compare(here, sent).linked
    assert not compare(here, rivals).linked


def test_what_is_exchanged_holds_no_word_and_no_number_of_the_text() -> None:
    line = fingerprint(TEXT, KEY).to_json()
    data = fingerprint(TEXT, KEY).to_bytes()
    assert not [word for word in ("Dan", "dần", "Nghi", "15000000", "214") if word in line or word.encode() in data]


def test_another_key_gives_nothing_in_common() -> None:
    a, b = fingerprint(TEXT, KEY), fingerprint(TEXT, OTHER)
    assert not {m.token for m in a.marks} & {m.token for m in b.marks}
    assert not set(bands(a)) & set(bands(b))
    assert sum(x == y for x, y in zip(a.sketch, b.sketch, strict=True)) < len(a.sketch)


def test_fingerprints_of_two_keys_are_not_compared() -> None:
    with pytest.raises(Refusal, match="hai khóa khác nhau"):
        compare(fingerprint(TEXT, KEY), fingerprint(TEXT, OTHER))


def test_a_fingerprint_comes_back_as_it_was() -> None:
    printed = fingerprint(TEXT, KEY)
    assert from_bytes(printed.to_bytes()) == printed
    assert from_json(printed.to_json()) == printed


def test_a_page_takes_less_than_a_kilobyte() -> None:
    rng = random.Random(2)
    sizes = [len(fingerprint(written(form, matter(rng)), KEY).to_bytes()) for form in REWORDABLE]
    assert max(sizes) < 1000


@pytest.mark.parametrize("cut", [0, 10, 100, 500, -1])
def test_a_damaged_fingerprint_is_refused_with_a_sentence(cut: int) -> None:
    with pytest.raises(Refusal, match="Dấu so khớp"):
        from_bytes(fingerprint(TEXT, KEY).to_bytes()[:cut])


@pytest.mark.parametrize("line", ["", "{}", "[]", '{"data": 3}', '{"data": "~~~"}', "xin chào"])
def test_a_line_that_is_no_fingerprint_is_refused_with_a_sentence(line: str) -> None:
    with pytest.raises(Refusal, match="Dấu so khớp"):
        from_json(line)


def test_a_fingerprint_of_a_later_version_is_refused() -> None:
    data = bytearray(fingerprint(TEXT, KEY).to_bytes())
    data[0] = 99
    with pytest.raises(Refusal, match="phiên bản 99"):
        from_bytes(bytes(data))


def test_the_same_text_gives_the_same_fingerprint_in_every_release() -> None:
    """What is stored and exchanged must stay comparable: a change here needs a new VERSION and new fingerprints."""
    printed = fingerprint(TEXT, KEY)
    assert VERSION == printed.to_bytes()[0] == 2
    assert sorted(mark.kind for mark in printed.marks) == [
        "date", "money", "part", "part", "person", "plot", "sender", "sheet", "year",
    ]  # fmt: skip
    assert printed.key_id.hex() == GOLDEN_KEY
    assert printed.marks[0].token == GOLDEN_TOKEN
    assert [value for value in printed.sketch if value != 0xFFFF_FFFF][:2] == GOLDEN_SKETCH
    assert bands(printed)[0] == GOLDEN_ROW


def test_a_row_of_one_fact_is_the_fact_itself() -> None:
    printed = fingerprint(TEXT, KEY)
    sender = next(mark for mark in printed.marks if mark.kind == "sender")
    assert sender.token >> 1 in bands(printed)
    assert all(0 <= row < 2**63 for row in bands(printed))
