"""The text as a whole: each figure once, totals before their parts, the corrected number and not the wrong one."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import Final

from liemchinh.kernel.figures.lexicon import Book
from liemchinh.kernel.figures.reading import Found
from liemchinh.kernel.figures.roles import Role

_PLANNED: Final = re.compile(r"(?:kế hoạch|chỉ tiêu|ke hoach|chi tieu)(?! số)")
_TOTAL: Final = re.compile(r"(?:tổng|toàn (?:huyện|tỉnh|thành|quận|xã|ngành|phường|thị)|chung|tong so|các cấp)[^,;.]*$")


def settle(
    found: list[Found], book: Book, wrong: list[tuple[Decimal, int]]
) -> tuple[list[Found], list[tuple[Found, str]]]:
    """(figures kept, figures dropped with the reason)."""
    dropped: list[tuple[Found, str]] = []
    for one in found:
        one.unit = book.units.get(one.indicator, "")
    kept = _without_corrected(found, wrong, dropped)
    kept = _without_rounded_headlines(kept, dropped)
    kept = _without_cumulated(kept, dropped)
    kept = _without_parts(kept, dropped)
    return [*kept, *_wholes(kept, book)], dropped


def _without_corrected(
    found: list[Found], wrong: list[tuple[Decimal, int]], dropped: list[tuple[Found, str]]
) -> list[Found]:
    """Without the values that the text itself takes back: those of the indicator that the correcting sentence tells."""
    told: dict[int, set[str]] = defaultdict(set)
    for one in found:
        told[one.sentence].add(one.indicator)
    taken_back = {(indicator, value) for value, sentence in wrong for indicator in told.get(sentence, ())}
    dropped.extend((f, "corrected_or_wrong_value") for f in found if (f.indicator, f.value) in taken_back)
    return [f for f in found if (f.indicator, f.value) not in taken_back]


def _without_rounded_headlines(found: list[Found], dropped: list[tuple[Found, str]]) -> list[Found]:
    body = {(f.indicator, f.value) for f in found if not (f.heading and f.block < 2)}
    told = {f.indicator for f in found if not (f.heading and f.block < 2) and f.role == "current"}
    kept = []
    for one in found:
        if one.heading and one.block < 2 and one.indicator in told and (one.indicator, one.value) not in body:
            dropped.append((one, "headline_rounding"))
        else:
            kept.append(one)
    return kept


def _without_cumulated(found: list[Found], dropped: list[tuple[Found, str]]) -> list[Found]:
    plain = {f.indicator for f in found if not f.cumulative and f.role == "current"}
    kept = []
    for one in found:
        if one.cumulative and one.indicator in plain:
            dropped.append((one, "cumulative"))
        else:
            kept.append(one)
    return kept


def _without_parts(found: list[Found], dropped: list[tuple[Found, str]]) -> list[Found]:
    """For each indicator and period role one value: the total, told first or told as such."""
    groups: dict[tuple[str, str], list[Found]] = defaultdict(list)
    for one in found:
        groups[one.indicator, one.role].append(one)
    kept = []
    for (_, role), group in groups.items():
        if role == "previous":  # each earlier year may be told beside this one
            kept.extend(group)
            continue
        first = max(group, key=_weight)
        for one in group:
            if one.value == first.value:
                kept.append(one)
            else:
                dropped.append(
                    (one, "alternative_count" if one.recounted else "yearly_breakdown" if one.yearly else "subtotal")
                )
    return sorted(kept, key=lambda f: f.start)


def _weight(one: Found) -> tuple[float, int]:
    total = 1.0 if _TOTAL.search(one.left[-90:]) else 0.0
    return one.score + total - (1.2 if one.part else 0.0) - (2.0 if one.recounted or one.yearly else 0.0), -one.start


def _wholes(found: list[Found], book: Book) -> list[Found]:
    """The b of "33/40 vụ việc" as a figure of its own, unless the text tells it elsewhere."""
    told = {f.indicator for f in found if f.role == "current"}
    added = []
    for one in found:
        if one.whole is not None and one.whole != one.value and _PLANNED.search(one.left[-60:] + "|" + one.right[:60]):
            added.append(_whole(one, one.indicator, "target", book))
            continue
        indicator, word = book.wholes.get(one.indicator, ("", ""))
        if word and word not in one.quote:
            continue
        if one.whole is None or one.whole < one.value or not indicator or indicator in told or one.role != "current":
            continue
        told.add(indicator)
        added.append(_whole(one, indicator, one.role, book))
    return added


def _whole(one: Found, indicator: str, role: Role, book: Book) -> Found:
    value = one.whole if one.whole is not None else one.value
    why = ("mẫu số của a/b",)
    return Found(
        indicator,
        value,
        None,
        "exact",
        role,
        one.start,
        one.end,
        one.score,
        why,
        one.block,
        one.sentence,
        unit=book.units[indicator],
    )
