"""Zeros said in words: "chưa phát hiện vụ việc tham nhũng", "không có đoàn đông người", "Tố cáo: không"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from liemchinh.kernel.figures.fold import bare, word_set
from liemchinh.kernel.figures.lexicon import Book, Zero
from liemchinh.kernel.figures.outline import Block
from liemchinh.kernel.figures.reading import Found
from liemchinh.kernel.figures.roles import Setting
from liemchinh.kernel.figures.sentence import Sentence

#: A quick look whether a block may hold a zero at all.
MAYBE: Final = re.compile(r"(?:không|chưa|khong|chua)(?!\w)")
_NOTHING: Final = tuple(
    phrase.split()
    for phrase in [
        "không có",
        "chưa có",
        "không phát hiện",
        "chưa phát hiện",
        "không phát sinh",
        "chưa phát sinh",
        "không xảy ra",
        "chưa xảy ra",
        "không ghi nhận",
        "chưa ghi nhận",
        "không nhận được",
        "không để xảy ra",
        "chưa tiếp nhận",
        "không tiếp nhận",
        "không nhận",
        "chưa nhận",
        "không còn",
        "không tổ chức",
        "chưa tổ chức",
        "không khởi tố",
        "chưa khởi tố",
        "không xử lý",
        "chưa xử lý",
        "chưa ban hành",
        "không ban hành",
        "không thi hành",
        "chưa thi hành",
        "không kỷ luật",
        "chưa kỷ luật",
        "không phải xử lý",
        "chưa phải xử lý",
        "không tồn",
        "chưa để xảy ra",
        "không có phát sinh",
        "chưa nhận được",
        "không thấy",
        "không kiến nghị",
        "không thực hiện",
        "chưa thực hiện",
        "không xử phạt",
        "không chuyển",
        "không có ai",
        "không triển khai",
        "chưa triển khai",
        "chưa xét xử",
        "không xét xử",
        "chưa phải",
        "không phải",
        "không một",
        "chưa thấy",
    ]
)
_BARE_NOTHING: Final = tuple([*map(bare, phrase)] for phrase in _NOTHING)
#: The words that a denial begins with.
DENIALS: Final = frozenset(("không", "chưa", "khong", "chua"))
_BREAKS: Final = frozenset((";", ".", ":", "?", "!", "#", "("))
_GAP: Final = 5
_REACH: Final = 16
_UNSURE: Final = word_set("chưa chắc phải nếu để nhằm cần phấn đấu bảo đảm đảm") - {"chưa", "phải", "để"}


def read(sentence: Sentence, book: Book, setting: Setting, block: Block, found: list[Found]) -> None:
    """Append the zeros of the sentence to `found`."""
    if setting.plan or block.role or not DENIALS.intersection(sentence.words):
        return
    taken: set[str] = set()
    for index, word in enumerate(sentence.words):
        if word not in DENIALS:
            continue
        opening = _opening(sentence.words, index, bare_text=sentence.bare)
        if opening is None or _hedged(sentence.words, index):
            continue
        window = set(sentence.words[max(opening - 2, 0) : opening + _GAP + 1])
        near = [zero for word in window for zero in book.zeros_by_word.get(word, ())]
        fitting = [(sum(map(len, zero.groups)), end, zero) for zero in near if (end := _ends(sentence, zero, opening))]
        if not fitting:
            continue
        _, end, zero = max(fitting, key=lambda fit: fit[:2])
        if zero.indicator not in taken:
            taken.add(zero.indicator)
            found.append(_zero(sentence, zero, index, end, block))


def _opening(words: list[str], index: int, *, bare_text: bool) -> int | None:
    """Where the thing denied begins, after "không có"; None when no denial of things begins at `index`."""
    ends = [
        index + len(phrase)
        for phrase in (_BARE_NOTHING if bare_text else _NOTHING)
        if words[index : index + len(phrase)] == phrase
    ]
    return max(ends, default=None)


def _hedged(words: list[str], index: int) -> bool:
    """A goal or a condition, not a finding: "phấn đấu không để xảy ra", "nếu không có"."""
    before = words[max(index - 6, 0) : index]
    return any(word in _UNSURE for word in before) or words[index + 2 : index + 4] == ["chưa", "chắc"]


def _ends(sentence: Sentence, zero: Zero, opening: int) -> int | None:
    """Where the last group of the zero's words ends, when they all follow in this order; None otherwise."""
    words = sentence.words
    # The verb of the denial may be the first word of the pattern: "chưa khởi tố vụ án nào".
    at = opening
    for number, group in enumerate(zero.groups):
        spelled = tuple(map(bare, group)) if sentence.bare else group
        limit = at + (_REACH if number else _GAP)
        start = (
            max(opening - 2, 0)
            if not number and len(zero.groups) > 1 and spelled == tuple(words[opening - len(spelled) : opening])
            else at
        )
        where = _find(words, spelled, start, limit)
        if where is None:
            return None
        at = where + len(spelled)
    return at


def _find(words: list[str], group: tuple[str, ...], start: int, limit: int) -> int | None:
    for place in range(start, min(limit, len(words) - len(group)) + 1):
        if tuple(words[place : place + len(group)]) == group:
            return place
        if place < len(words) and words[place] in _BREAKS:
            return None
    return None


def _zero(sentence: Sentence, zero: Zero, index: int, end: int, block: Block) -> Found:
    tokens = sentence.tokens
    return Found(
        indicator=zero.indicator,
        value=Decimal(0),
        whole=None,
        qualifier="exact",
        role="current",
        start=tokens[index].start,
        end=tokens[end - 1].end,
        score=4.0,
        why=(f"phủ định «{' '.join(sentence.words[index:end])}»",),
        block=block.number,
        sentence=tokens[0].start,
    )
