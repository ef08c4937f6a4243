"""«Việc của tôi»: what waits for this person. Apps announce cards; the page shows those that have something to say.

@home.card("figures.read", order=20)
def units_not_reporting(account, on):
    return Card(title=…, lines=[Line(…)], count=3, url=…, link=…)     # or None when there is nothing
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from liemchinh.spine.web import menu

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do: where it opens, how it stands ("" or a state with its words), one soft line of detail."""

    text: Text
    url: str = ""
    detail: Text = ""
    state: str = ""
    state_words: Text = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A few lines of one kind; `count` is how many there are in all, `url` with the words `link` opens them."""

    title: Text
    lines: Sequence[Line] = field(default_factory=tuple)
    count: int = 0
    url: str = ""
    link: Text = ""
    #: Stands beside the work, not in it: what others are doing, what is coming.
    aside: bool = False


#: (ability, what comes to those who hold it), in the order in which an empty day names it.
COMING: tuple[tuple[str, Text], ...] = (
    ("outreach.import", _("bản nhập chờ xác nhận")),
    ("figures.write", _("báo cáo chữ chờ xác nhận số liệu")),
    ("reports.sign", _("báo cáo chờ ký")),
    ("figures.return", _("đơn vị chưa báo cáo")),
    ("reports.read", _("báo cáo đã lệch số liệu")),
)
#: (ability, route, words) of work that waits for nobody and is done when somebody asks for it.
DOORS: tuple[tuple[str, str, Text, Text], ...] = (
    ("admin.accounts", "organisation:accounts", _("Tài khoản và chức vụ"),
     _("thêm tài khoản, giao chức vụ, đặt lại mật khẩu, mở khóa")),
    ("admin.accounts", "organisation:list", _("Đơn vị"), _("thêm đơn vị, đổi tên, sáp nhập, chia tách, giải thể")),
)  # fmt: skip

#: Looks at what one account has to do on a day.
Source = Callable[[Any, date], Card | Iterable[Card] | None]

_sources: dict[str, tuple[int, str, Source]] = {}


def card(ability: str, *, order: int = 100) -> Callable[[Source], Source]:
    """Announces a source of cards, asked for people who hold `ability` ("" for all). Lower `order` stands higher."""

    def announce(source: Source) -> Source:
        _sources[f"{source.__module__}.{source.__qualname__}"] = (order, ability, source)
        return source

    return announce


def cards(account: Any, abilities: Iterable[str], on: date) -> list[Card]:
    """All cards for the account on the day, in their order."""
    held, found = frozenset(abilities), []
    for _order, ability, source in sorted(_sources.values(), key=lambda s: s[0]):
        if not ability or ability in held:
            answer = source(account, on)
            found += [answer] if isinstance(answer, Card) else list(answer or ())
    return found


def coming(abilities: Iterable[str]) -> list[Text]:
    """What will stand here one day for those who hold the abilities."""
    held = frozenset(abilities)
    return [words for ability, words in COMING if ability in held]


def doors(abilities: Iterable[str]) -> Card | None:
    """The work that an administrator is asked for; None for everybody else."""
    held = frozenset(abilities)
    lines = [
        Line(words, url, says)
        for ability, route, words, says in DOORS
        if ability in held and (url := menu.address(route))
    ]
    return Card(_("Quản trị"), lines) if lines else None
