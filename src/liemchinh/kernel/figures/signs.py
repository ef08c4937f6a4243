"""The words without which a pattern cannot match: one look at a sentence tells which patterns are worth trying.

A number is asked some thirty questions, each a pattern over the words around it, and nearly all are answered no. Each
kind of question is a bit here; the bits of all words before a number, or anywhere in its sentence, say which questions
may be answered yes. A bit is necessary, never sufficient: the patterns themselves decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate
from operator import or_
from typing import TYPE_CHECKING, Final

from liemchinh.kernel.figures.fold import bare, word_set

if TYPE_CHECKING:
    from liemchinh.kernel.figures.roles import Role

(
    CUMULATIVE, OTHERS, UNSETTLED, RECOUNTED, PART, EACH, WRONG, DELTA, MORE, COMPARED, PLAN, AGO, NOW, TARGET,
    PREVIOUS, DATED, DONE, ONWARDS, CLOSED, DENIAL,
) = (1 << place for place in range(20))  # fmt: skip

_WORDS: Final = {
    CUMULATIVE: "lũy luỹ dồn từ",
    OTHERS: "nước quốc giới khác bạn chưa không do xưng danh đảo gian",
    UNSETTLED: "chưa thức chừng mấy đồn nghe rằng người",
    RECOUNTED: "qua đếm xác chiếu tính chỉ liệu hợp đoàn chênh khi",
    PART: "trong gồm riêng thể chia tốt hình",
    EACH: "mỗi quân bình từng",
    WRONG: "phải vì nhầm sai lộn cũ sửa trước chỉnh đính đầu ghi đúng xác mà",
    DELTA: "tăng giảm gấp vượt chênh hụt hơn thêm nâng",
    MORE: "hơn điểm",
    COMPARED: "so",
    PLAN: "hoạch tiêu",
    AGO: "cùng trước ngoái",
    NOW: "nay này tế hiện kỳ đo th tăng giảm",
    TARGET: "phấn kh tiêu dự đặt hoạch đề sẽ tới sau tiếp nâng giao cam đạt hoàn sang cuối nay hướng",
    PREVIOUS: "kỳ trước ngoái nhắc ck chiếu sánh mùa",
    DATED: "quý năm tháng",
    DONE: "đã",
    ONWARDS: "trở",
    CLOSED: ")",
    DENIAL: "không chưa",
}
TIMES: Final = NOW | TARGET | PREVIOUS | DATED | DONE
#: What number words may hide: "năm" is five or year.
_SPELLED: Final = DATED
_QUALIFYING: Final = (
    "hơn trên nhất là thiểu đạt dưới từ mức kém gần khoảng chừng ngót nghét ước tính tầm xỉ độ cỡ soát ngét đến tới "
    "đầy quá đa được ~"
)
#: The last words of what says how exact a number is, and of "từ 40 lên 52".
QUALIFYING: Final = word_set(f"{_QUALIFYING} {bare(_QUALIFYING)}")
FROM: Final = word_set("từ tu mức")
RISEN: Final = word_set("lên xuống còn len xuong con đến tới mức")


def _table() -> dict[str, int]:
    table: dict[str, int] = {}
    for sign, words in _WORDS.items():
        for word in {*words.split(), *bare(words).split()}:
            table[word] = table.get(word, 0) | sign
    return table


_TABLE: Final = _table()
_EVERY: Final = (1 << 20) - 1
#: No Vietnamese word is longer but "nghiêng": these are words run together, which may hold any of the others.
_LONGEST: Final = 6
_WORD: Final = re.compile(r"\w+|\S")


def running(words: list[str], *, spelled: bool) -> list[int]:
    """For each place the signs of the words before it, and at the end those of all; `spelled` numbers are in it."""
    get = _TABLE.get
    each = [get(word, 0) if len(word) <= _LONGEST else _EVERY for word in words]
    return list(accumulate(each, or_, initial=_SPELLED if spelled else 0))


def of_text(text: str) -> int:
    """The signs of all the words of a text."""
    signs = 0
    for word in set(_WORD.findall(text)):
        signs |= _TABLE.get(word, 0) if len(word) <= _LONGEST else _EVERY
    return signs


@dataclass(slots=True)
class Spot:
    """A number in its line: the text before it, that since the number before, that after it, and the signs.

    `line` is the folded sentence with the number at `offset`, `right` begins after the number; `before` are the signs
    of the words before it, `anywhere` of all; `last` is the word right before it, `roles` what is known of its role.
    """

    line: str
    offset: int
    left: str
    since: str
    right: str
    before: int
    anywhere: int
    last: str
    bare: bool
    roles: dict[str, tuple[Role, bool]] = field(default_factory=dict)


_LAST_WORD: Final = re.compile(r"(\w+|[^\w\s])\s*\Z")


def last_word(left: str) -> str:
    """The word, or the mark, that a text ends with."""
    found = _LAST_WORD.search(left, max(len(left) - 24, 0))
    return found[1] if found else ""
