"""The groups of the catalogue, in their order (INDICATORS: A to J)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from liemchinh.apps.figures.board import Board, Figure
from liemchinh.kernel.measures import Indicator

NAMES: dict[str, str | Promise] = {
    "A": _("Lãnh đạo, chỉ đạo"),
    "B": _("Tuyên truyền, bồi dưỡng"),
    "C": _("Phòng ngừa"),
    "D": _("Cải cách hành chính"),
    "E": _("Tiếp dân, đối thoại, đường dây nóng"),
    "F": _("Đơn thư và giải quyết khiếu nại, tố cáo"),
    "G": _("Thanh tra, kiểm tra"),
    "H": _("Kiểm tra, kỷ luật đảng"),
    "I": _("Phát hiện, xử lý tham nhũng"),
    "J": _("Tiết kiệm, giám sát, khen thưởng"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Figures of one group, for a table."""

    letter: str
    name: str | Promise
    figures: list[Figure]

    @property
    def have(self) -> int:
        return sum(f.value is not None for f in self.figures)


def letters(indicators: Iterable[Indicator]) -> list[str]:
    return sorted({i.group for i in indicators})


def groups(board: Board, unit_id: int | None = None) -> list[Group]:
    """The unit's figures by group."""
    found = board.figures(unit_id).values()
    return [
        Group(letter, NAMES.get(letter, letter), [f for f in found if f.indicator.group == letter])
        for letter in letters(board.indicators)
    ]
