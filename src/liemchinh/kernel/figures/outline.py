"""A text cut into blocks, each with the headings above it and whether they announce plans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from liemchinh.kernel.figures.fold import Folded, bare

_ROMAN: Final = r"[IVX]{1,5}"
_MARK: Final = re.compile(
    rf"[ \t]*(?:(?P<roman>{_ROMAN})[.)/]|(?P<deep>\d{{1,2}}(?:\.\d{{1,2}})+)[.)]?|(?P<number>\d{{1,2}})[.)/](?!\d)|"
    rf"(?P<capital>[A-HĐ])[.)/](?=\s)|(?P<letter>[a-zđ])[.)/]|"
    r"(?P<dash>[-–—•▪●*+]))[ \t]*"
)
_PART: Final = re.compile(r"[ \t]*(?:phần|chương|mục|phan|chuong|muc) (?:thứ )?[\divx]+[.: ]")
_ENDS: Final = re.compile(r"[.!?;:…]['\")]*\s*$")
_COLUMNS: Final = re.compile(r"[^\s].*?(?:\t|\|)|[^\s]+(?: [^\s]+)* {3,}[^\s]")
_AHEAD: Final = re.compile(
    r"phương hướng|mục tiêu|chỉ tiêu|nhiệm vụ trọng tâm|kế hoạch (?:công tác )?(?:năm|quý|tháng|kỳ|thời gian|trong)|"
    r"dự kiến|"
    r"nhiệm vụ.{0,40}(?:tới|cuối năm|tiếp theo|năm sau|quý|thời gian|tháng|năm 20)|trong thời gian tới|thời gian tới|"
    r"kỳ tới|nhiệm vụ, giải pháp|nhiệm vụ và giải pháp"
)
_AHEAD_BARE: Final = re.compile(bare(_AHEAD.pattern))
_BACK: Final = re.compile(
    r"kết quả|tình hình|đã đạt|đánh giá|thực trạng|ket qua|tinh hinh|da dat|danh gia|thực hiện chỉ tiêu|"
    r"công tác lãnh đạo"
)
_BEFORE: Final = re.compile(r"(?:nhiệm kỳ|năm|kỳ|giai đoạn|nhiem ky|nam|ky) (?:trước|truoc)(?! chuyển)(?!.{0,40}so)")
_LEAD: Final = re.compile(r"[^.:;,\n]{3,90}[:.]")
_LEVELS: Final = {"capital": 1, "roman": 1, "number": 2, "deep": 3, "letter": 4, "dash": 5}


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that stands over others; `role` says that what follows is planned, or of the period before."""

    level: int
    start: int
    end: int
    role: Literal["", "target", "previous"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, heading or table row at folded[start:end] under `headings`, the outermost first."""

    start: int
    end: int
    kind: str
    headings: tuple[Heading, ...]
    number: int

    @property
    def role(self) -> Literal["", "target", "previous"]:
        """What the headings above say of the period; the innermost that says anything counts."""
        return next((heading.role for heading in reversed(self.headings) if heading.role), "")


_LINE_END: Final = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029](?:(?<=\r)\n)?")


def _lines(plain: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _LINE_END.finditer(plain):
        yield start, match.start()
        start = match.end()
    yield start, len(plain)


def is_row(line: str) -> bool:
    """Whether the line is a row of a table: cells between tabs, bars or wide gaps."""
    if "\t" not in line and "|" not in line and "   " not in line:
        return False
    return bool(_COLUMNS.match(line.strip(" "))) and (
        "\t" in line.strip() or "|" in line or len(re.findall(r"\S {3,}\S", line)) >= 1
    )


def _joins(folded: Folded, start: int, end: int, after: int, stop: int) -> bool:
    """Whether the line at `after` goes on with the one before it: a line broken by a PDF or a typist."""
    line, following = folded.cased[start:end].rstrip(), folded.cased[after:stop].lstrip()
    if not line or not following or is_row(line) or is_row(folded.cased[after:stop]):
        return False
    if line[-1] in ".!?:;…|" or (_MARK.match(following) and not following[0].islower()):
        return False
    if following[0].islower():
        return not _MARK.match(following) and len(line) > 30
    return following[0].isdigit() and len(line) > 60 and not _MARK.match(following)


def _spans(folded: Folded) -> Iterator[tuple[int, int]]:
    held: tuple[int, int] | None = None
    for start, end in _lines(folded.plain):
        if held and _joins(folded, *held, start, end):
            held = held[0], end
            continue
        if held:
            yield held
        held = (start, end) if folded.plain[start:end].strip() else None
    if held:
        yield held


def blocks(folded: Folded) -> Iterator[Block]:
    """The blocks of the text in order."""
    stack: list[Heading] = []
    for number, (start, end) in enumerate(_spans(folded)):
        line = folded.cased[start:end]
        if is_row(line):
            yield Block(start, end, "row", tuple(stack), number)
            continue
        level, body = _level(line)
        whole = _is_heading(line, level)
        if (level and level < 5) or whole:
            level = level or (1 if line.isupper() else 3)
            stack = [h for h in stack if h.level < level]
            head = _head(folded, start, end, body, whole=whole)
            yield (
                Block(start, end, "heading" if whole else "item", tuple(stack), number)
                if not (head and head.role)
                else Block(start, end, "heading" if whole else "item", (*stack, head), number)
            )
            if head:
                stack.append(Heading(level, head.start, head.end, head.role))
            continue
        yield Block(start, end, "item" if level else "paragraph", tuple(stack), number)


def _level(line: str) -> tuple[int, int]:
    mark = _MARK.match(line)
    if mark and mark.lastgroup:
        return _LEVELS[mark.lastgroup], mark.end()
    part = _PART.match(line.lower())
    return (1, part.end()) if part else (0, 0)


def _is_heading(line: str, level: int) -> bool:
    short = len(line) < 140 and not _ENDS.search(line)
    if level in (1, 2, 3, 4):
        return short
    if level == 5:
        return False
    return (short and len(line) < 110) or (line.rstrip().endswith(":") and len(line) < 110)


def _head(folded: Folded, start: int, end: int, body: int, *, whole: bool) -> Heading | None:
    stop = end
    if not whole:
        lead = _LEAD.match(folded.plain, start + body, end)
        if not lead:
            return None
        stop = lead.end()
    text = folded.plain[start:stop]
    ahead = bool(_AHEAD.search(text) or (_AHEAD_BARE.search(text) and text.isascii())) and not _BACK.search(text)
    behind = not ahead and bool(_BEFORE.search(text))
    return Heading(0, start, stop, "target" if ahead else "previous" if behind else "")
