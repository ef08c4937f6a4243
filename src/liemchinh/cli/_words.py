"""What people type on the command line: days and unit codes, with sentences that help when they are wrong."""

from __future__ import annotations

import difflib
import re
from datetime import date
from typing import TYPE_CHECKING

from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.measures import Period

if TYPE_CHECKING:
    from liemchinh.apps.organisation.models import Unit


def day(text: str) -> date:
    """A day as YYYY-MM-DD or dd/mm/yyyy; Refusal for anything else, and for a day that no calendar has."""
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text.strip())
    viet = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", text.strip())
    if iso:
        y, m, d = map(int, iso.groups())
    elif viet:
        d, m, y = map(int, viet.groups())
    else:
        raise Refusal(f"«{text}» không phải là ngày. Ghi 2011-04-21 hoặc 21/04/2011.")
    try:
        return date(y, m, d)
    except ValueError:
        raise Refusal(f"Không có ngày {d:02d}/{m:02d}/{y} trong lịch.") from None


def period(start: str, end: str) -> Period:
    """The period from `start` to `end`; Refusal when it ends before it starts."""
    first, last = day(start), day(end)
    if last < first:
        raise Refusal(f"Kỳ kết thúc ({last:%d/%m/%Y}) trước khi bắt đầu ({first:%d/%m/%Y}).")
    return Period(first, last)


def unit_of(code: str) -> Unit:
    """The unit of that code; Refusal that names the nearest codes when there is none."""
    from liemchinh.apps.organisation import queries
    from liemchinh.apps.organisation.models import Unit as UnitModel

    unit = queries.by_code(code)
    if unit is None:
        codes = list(UnitModel.objects.live().values_list("code", flat=True))
        near = difflib.get_close_matches(code, codes, n=3, cutoff=0.4) or codes[:3]
        hint = f" Gần nhất: {', '.join(near)}." if near else " Chưa có đơn vị nào; thêm bằng «liemchinh unit add»."
        raise Refusal(f"Không có đơn vị mã «{code}».{hint}")
    return unit
