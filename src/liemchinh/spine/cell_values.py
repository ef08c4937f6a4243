"""What a parsed cell is, and the parsers of words. Counts are in `counts`, days in `days`, all of them in `cells`."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.utils.translation import gettext as _

from liemchinh.kernel import vietnamese
from liemchinh.spine.sheets import UNCOMPUTED, Cell, CellError

_WORD = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The words of a text without case, diacritics and punctuation: «Người dự (lượt)» is nguoi, du, luot."""
    return tuple(_WORD.findall(vietnamese.fold(text)))


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """The same as one string with single blanks."""
    return " ".join(_WORD.findall(vietnamese.fold(text)))


class CellProblem(ValueError):
    """The cell can't be read. `proposal` is what the writer most likely meant, as one would type it."""

    def __init__(self, message: str, proposal: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.proposal = proposal


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell says; `note` is a sentence for the cases where a person should look."""

    value: object
    note: str = ""


def shown(cell: Cell) -> str:
    """The cell as a person reads it in the sheet."""
    if isinstance(cell, str):
        return " ".join(cell.split())
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, float):
        return f"{cell:g}".replace(".", ",")
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return str(cell)


def text(cell: Cell) -> Value:
    """The words of a cell with single blanks. An error result of a formula is refused."""
    refuse_error(cell)
    return Value(shown(cell))


def choice(cell: Cell, choices: Mapping[str, Collection[str]]) -> Value:
    """The stored word that the cell means; a word that is not in the table is kept as written."""
    written = str(text(cell).value)
    return Value(_spellings(_frozen(choices)).get(words(written), written))


def _frozen(choices: Mapping[str, Collection[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((stored, tuple(spellings)) for stored, spellings in choices.items())


@lru_cache(maxsize=64)
def _spellings(choices: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[tuple[str, ...], str]:
    return {words(s): stored for stored, spellings in choices for s in (stored, *spellings)}


def refuse_error(cell: Cell) -> None:
    """Raise CellProblem for a formula that failed, or whose result the file does not hold."""
    if isinstance(cell, CellError) and cell.code == UNCOMPUTED:
        raise CellProblem(_("công thức chưa có kết quả trong tệp; mở bằng Excel và lưu lại, hoặc gõ giá trị vào ô"))
    if isinstance(cell, CellError):
        raise CellProblem(
            _("công thức trong ô cho kết quả lỗi %(code)s; hãy sửa công thức hoặc gõ giá trị") % {"code": cell.code}
        )
