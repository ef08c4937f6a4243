"""The word index of the registers: what a record says, found by words, phrases and numbers, with or without marks.

    from liemchinh.spine import search
    search.index(records)                              # spine.moves does so in the transaction of every change
    found = search.search(register, account, "đất 03-NQ/ĐU", rows)
    found.total, found.first(25)

A register says in its declaration what is searched (`words`), by whom guarded text (`guard`), and how far an account
reads (`reach`). How the index works: docs/search.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from liemchinh.spine.search.tokens import Words

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from liemchinh.spine.registers import Register
    from liemchinh.spine.search.finding import Search

__all__ = ["Words", "index", "may_ask", "search"]

# `moves` imports this package before the registers exist: what needs them is imported when it is called.


def index(records: Sequence[Any]) -> None:
    """Write the words of these records of one register, new or changed, in the transaction of the change."""
    from liemchinh.spine.search import writing

    writing.index(records)


def may_ask(text: str) -> bool:
    """Whether there is anything in the text that can be searched for: a letter or a figure."""
    from liemchinh.spine.search import asked

    return bool(asked.read(text))


def search(
    register: Register,
    account: Any,
    asked: str,
    rows: QuerySet[Any],
    *,
    unit: int | None = None,
    state: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Search | None:
    """The question, to be asked in several ways; None where nothing in it can be searched for.

    `rows` are the records that the account may see, narrowed by the filters; unit, state and days are said once more,
    so that the index narrows by them as well.
    """
    from liemchinh.spine.search.finding import Search

    found = Search(register, account, asked, rows, unit=unit, state=state, since=since, until=until)
    return found if found.terms else None
