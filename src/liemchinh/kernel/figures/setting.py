"""What a document says about time as a whole: its year, its quarter, whether it is a plan or sums up many years."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from liemchinh.kernel.figures import roles
from liemchinh.kernel.figures.fold import Folded
from liemchinh.kernel.figures.outline import Block
from liemchinh.kernel.figures.roles import Setting

_PLAN: Final = re.compile(r"\s*(?:KẾ HOẠCH|CHƯƠNG TRÌNH)(?!\w)|\s*(?:Kế hoạch|Chương trình công tác)\s+[a-zđ]")
_RANGE_IN_TITLE: Final = re.compile(r"(?:19|20)\d\d ?- ?((?:19|20)\d\d)(?!\d)")
_SPANS: Final = re.compile(
    r"tổng kết|sơ kết|giai đoạn|nhiệm kỳ|(?:\d+|hai|ba|bốn|năm|mười) năm (?:thực hiện|triển khai|qua)"
)
_YEAR_IN_TITLE: Final = re.compile(r"(?:năm |\dt/|tháng \d{1,2}[/.-]|quý [ivx]+[/.-])((?:19|20)\d\d)(?!\d)")
_AHEAD: Final = re.compile(r"mục tiêu|chỉ tiêu|phấn đấu|dự kiến|kế hoạch|sẽ|con số tương ứng|muc tieu|phan dau|du kien")


def setting_of(folded: Folded, blocks: list[Block]) -> Setting:
    """The setting by the title lines; where they name no year, by the years that the first lines report on."""
    headings = [block for block in blocks[:8] if block.kind == "heading"]
    plan = any(_PLAN.match(folded.cased, block.start, block.end) for block in headings)
    title = "\n".join(folded.plain[block.start : block.end] for block in headings)
    opening = "\n".join(
        folded.plain[block.start : min(block.end, block.start + 260)]
        for block in blocks[:8]
        if block.kind == "heading" or block.number < 3
    )
    named = [int(year) for year in (*_YEAR_IN_TITLE.findall(title), *_RANGE_IN_TITLE.findall(title))]
    year = max(named or _years_told(folded, blocks[:5]) or _years_told(folded, blocks[:60]), default=None)
    return Setting(plan, "", year, bool(_SPANS.search(opening)), roles.quarter_of(title))


def _years_told(folded: Folded, blocks: Iterable[Block]) -> list[int]:
    """The years that these blocks date their figures with, apart from those that they look ahead to."""
    return [
        year
        for block in blocks
        if block.role != "target"
        for at, year in roles.years(folded.plain[block.start : block.end])
        if not _AHEAD.search(
            folded.plain, max(block.start, block.start + at - 60), min(block.end, block.start + at + 60)
        )
    ]
