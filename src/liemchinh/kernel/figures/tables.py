"""Rows of tables: the label of a row and the head of a column say what a cell is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from liemchinh.kernel.figures.fold import Folded
from liemchinh.kernel.figures.numerals import MAGNITUDES, Numeral, exact_value
from liemchinh.kernel.figures.outline import Block
from liemchinh.kernel.figures.roles import Role, Setting
from liemchinh.kernel.figures.tokens import Stretch, Token, tokens

_NUMERIC: Final = re.compile(r"^[\s(~≈+≥>]*\d[\d.,\u066b/ ]*\s*(?:%|[^\W\d_]{1,8}(?: đồng)?)?[\s)*]*$")
_HEAD: Final = re.compile(
    r"stt|(?:^|\W)tt(?:\W|$)|chỉ tiêu|nội dung|đơn vị tính|đvt|kết quả|số liệu|số lượng|ghi chú|năm|kỳ|thực hiện|"
    r"kế hoạch|chi tieu|noi dung|don vi|ket qua|so lieu|tăng|giảm|so sánh"
)
_PREVIOUS: Final = re.compile(r"cùng kỳ|kỳ trước|năm trước|tháng trước|quý trước|cung ky|ky truoc|nam truoc|năm ngoái")
_TARGET: Final = re.compile(r"kế hoạch|chỉ tiêu (?:năm|giao)|mục tiêu|ke hoach|được giao|dự kiến|phấn đấu")
_OTHER: Final = re.compile(
    r"so sánh|tăng|giảm|tỷ lệ|%|chênh|stt|^tt$|^\s*số tt|ghi chú|so sanh|tang|giam|ty le|lũy kế|số thứ tự|so với|"
    r"mã số|^mã$"
)
_UNIT_LINE: Final = re.compile(r"(?:đvt|đơn vị tính|don vi tinh|đơn vị)(?: tiền)?\s*:\s*([^)\n|]{2,30})")
_NONE: Final = re.compile(
    r"\s*(?:không|không có|không phát sinh|chưa có|khong|khong co|chưa phát sinh|không có phát sinh)\s*$"
)
_ABOUT_MONEY: Final = re.compile(
    r"tiền|kinh phí|trị giá|giá trị|thiệt hại|tiết kiệm|thu hồi|tien|kinh phi|tri gia|thu hoi"
)
_ABOUT_PERCENT: Final = re.compile(r"%|^\W*(?:tỷ lệ|mức độ hài lòng|mức hài lòng|ty le)")
_EXACT: Final = frozenset(("tỷ", "triệu", "ty", "trieu", "%", "ha", "hecta", "m2", "nghìn"))
_THING: Final = re.compile(
    r"(?:cuộc|lượt|đơn|người|tờ|số|tiền|vụ|hồ sơ|tổ chức|cuoc|luot|don|nguoi|tien|vu|ho so)(?!\w)"
)
_ROLE_WORDS: Final = re.compile(r"đơn vị tính|đơn vị|số liệu|số lượng|số tt|kỳ|năm|cùng|trước|kế hoạch|tỷ lệ")
_TOTAL: Final = re.compile(r"tổng|cộng|toàn (?:huyện|tỉnh|quận|thị|thành|xã|ngành)|tong|cong")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Cell:
    """A number in a row, as a sentence of its own: the label, the number at `tokens[at]`, the unit."""

    tokens: list[Token]
    at: int
    role: Role | None
    reason: str = ""


@dataclass(slots=True)
class Table:
    """The table under way: what its column heads say."""

    heads: list[str] = field(default_factory=list)
    unit: str = ""
    head_spans: list[tuple[int, int]] = field(default_factory=list)
    matrix: bool = False

    def after(self, folded: Folded, block: Block) -> Table:
        """A table that begins after `block`, which may give its unit of measure; else the unit before holds."""
        found = _UNIT_LINE.search(folded.plain, block.start, block.end)
        return Table([], found[1].strip() if found else self.unit)

    def cells(self, stretch: Stretch, setting: Setting) -> Iterator[Cell]:
        """The numbers of the row as sentences; a row of column heads gives none and is remembered."""
        spans = _spans(stretch)
        texts = [stretch.folded.plain[a:b].strip() for a, b in spans]
        numeric = [
            bool(_NUMERIC.match(text)) or (place > 0 and bool(_NONE.match(text))) for place, text in enumerate(texts)
        ]
        if self._is_head(texts, numeric):
            self.heads, self.head_spans = list(texts), spans
            self.matrix = sum(bool(_THING.search(_ROLE_WORDS.sub("", text))) for text in texts[1:]) >= 2
            return
        label = next((i for i, text in enumerate(texts) if not numeric[i] and sum(c.isalpha() for c in text) > 2), None)
        if label is None:
            return
        if self.matrix and len(texts) == len(self.heads):
            yield from self._of_column(stretch, spans, texts, numeric, label)
            return
        unit = next(
            (i for i in range(label + 1, len(texts)) if texts[i] and not numeric[i] and len(texts[i]) < 20), None
        )
        numbers = [i for i in range(len(texts)) if numeric[i]]
        for order, column in enumerate(i for i in numbers if i > label):
            yield from self._cell(stretch, spans, (label, unit, column), order, setting)
        for column in (i for i in numbers if i < label):
            yield from _left_of_label(stretch, spans[column])

    def _of_column(
        self, stretch: Stretch, spans: list[tuple[int, int]], texts: list[str], numeric: list[bool], label: int
    ) -> Iterator[Cell]:
        """The cells of a row that stands for a unit: the head of the column tells what each counts."""
        total = bool(_TOTAL.search(texts[label]))
        for column in (i for i in range(len(texts)) if numeric[i]):
            words = [
                w for w in tokens(Stretch(stretch.folded, *self.head_spans[column], stretch.bare)) if w.kind != "n"
            ]
            number = _number_in(stretch, spans[column])
            at = next((i for i, t in enumerate(number) if t.kind == "n"), None)
            if at is None:
                continue
            token = number[at]
            reason = "list_number" if column < label else "" if total else "subtotal"
            if token.numeral is not None:
                unit = [w.word for w in words if w.word in _EXACT or w.word in ("đồng", "dong")]
                token.numeral = scaled(token.numeral, stretch.folded.plain[token.start : token.end], unit)
            yield Cell(
                [*words, Token("p", ":", token.start, token.start), token, *number[at + 1 :]],
                len(words) + 1,
                None,
                reason or token.skip,
            )

    def _is_head(self, texts: list[str], numeric: list[bool]) -> bool:
        heads = sum(bool(_HEAD.search(text)) for text in texts)
        years = sum(bool(_YEAR.fullmatch(text)) for text in texts)
        real = sum(numeric) - years
        things = sum(bool(_THING.search(text)) for text in texts)
        if not self.heads and not any(numeric) and things >= 2 and len(texts) >= 3:
            return True
        return bool(heads >= 2 or (heads and years)) and real == 0 and sum(numeric[1:]) <= years

    def _cell(
        self,
        stretch: Stretch,
        spans: list[tuple[int, int]],
        places: tuple[int, int | None, int],
        order: int,
        setting: Setting,
    ) -> Iterator[Cell]:
        label, unit, column = places
        head = self.heads[column] if column < len(self.heads) else ""
        words = tokens(Stretch(stretch.folded, *spans[label], stretch.bare))
        number = _number_in(stretch, spans[column])
        at = next((i for i, t in enumerate(number) if t.kind == "n"), None)
        if at is None:
            return
        measure = tokens(Stretch(stretch.folded, *spans[unit], stretch.bare)) if unit is not None else []
        words = [w for w in words if w.kind != "n"]
        token, rest = number[at], number[at + 1 :]
        if token.numeral is not None and not rest:
            percent = bool(_ABOUT_PERCENT.search(stretch.folded.plain[slice(*spans[label])])) and not measure
            shared = (
                ["%"] if percent else self.unit.split() if _ABOUT_MONEY.search(" ".join(t.word for t in words)) else []
            )
            written = stretch.folded.plain[token.start : token.end]
            token.numeral = scaled(token.numeral, written, [t.word for t in measure] or shared)
        elif token.numeral is None and token.skip == "year_or_period" and not _YEAR.search(head):
            return
        colon = [Token("p", ":", token.start, token.start)]
        role, reason = _role(head, order, setting)
        made = [*words, *colon, token, *rest, *([] if rest else measure)]
        yield Cell(made, len(words) + 1, role, reason or token.skip)


def _number_in(stretch: Stretch, span: tuple[int, int]) -> list[Token]:
    """The tokens of a cell; "không" is the number 0."""
    start, end = span
    text = stretch.folded.plain[start:end]
    if _NONE.match(text):
        start, end = start + len(text) - len(text.lstrip()), start + len(text.rstrip())
        return [Token.number(start, end, Numeral(Decimal(0), "count", end))]
    return tokens(Stretch(stretch.folded, start, end, stretch.bare))


def _left_of_label(stretch: Stretch, span: tuple[int, int]) -> Iterator[Cell]:
    for token in tokens(Stretch(stretch.folded, *span, stretch.bare)):
        if token.kind == "n":
            yield Cell([token], 0, None, "list_number")


def _spans(stretch: Stretch) -> list[tuple[int, int]]:
    line = stretch.folded.plain[stretch.start : stretch.end]
    if "|" in line:
        cut = r"\|"
    elif "\t" in line:
        cut = r"\t"
    else:
        cut = r" {3,}"
    spans, start = [], 0
    for match in re.finditer(cut, line):
        spans.append((stretch.start + start, stretch.start + match.start()))
        start = match.end()
    spans.append((stretch.start + start, stretch.end))
    if "|" in line and not line[: line.index("|")].strip():
        spans = spans[1:]
    return spans


def scaled(numeral: Numeral, written: str, unit: list[str]) -> Numeral:
    """The number in the unit of measure of its column: "triệu đồng", "%", "ha"."""
    if numeral.kind != "count":
        return numeral
    exact = exact_value(written.strip()) if unit[:1] != [] and unit[0] in _EXACT else None
    value = numeral.value if exact is None or numeral.whole is not None else exact
    numeral = Numeral(value, numeral.kind, numeral.end, numeral.whole)
    size = 1
    for word in unit[:2]:
        size *= MAGNITUDES.get(word, 1)
    money = any(word in ("đồng", "dong", "vnđ", "vnd", "đ") for word in unit)
    if money or size >= 10**6:
        return Numeral(numeral.value * size, "money", numeral.end, numeral.whole)
    if unit[:1] in (["%"], ["phần"], ["tỷ"]):
        return Numeral(numeral.value, "percent", numeral.end, numeral.whole)
    if unit[:1] in (["ha"], ["m2"], ["m²"], ["hecta"]):
        return Numeral(numeral.value * (10**4 if unit[0] in ("ha", "hecta") else 1), "area", numeral.end, numeral.whole)
    return Numeral(numeral.value * size, "count", numeral.end, numeral.whole)


def _role(head: str, order: int, setting: Setting) -> tuple[Role | None, str]:
    year = _YEAR.search(head)
    if _OTHER.search(head):
        return None, "comparison_delta"
    if _PREVIOUS.search(head):
        return "previous", ""
    if _TARGET.search(head):
        return "target", ""
    if year and setting.year:
        value = int(year.group())
        ahead = value > setting.year or setting.plan
        return ("previous" if value < setting.year else "target" if ahead else "current"), ""
    if not head and order:
        return None, "unknown_column"
    return "target" if setting.plan else "current", ""
