"""«Việc của tôi»: petitions late or nearly due, laid before one, new; remedies that are late; for whom one acts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.apps.organisation import queries as organisation
from liemchinh.apps.petitions import queries, worklist
from liemchinh.apps.petitions.models import Petition
from liemchinh.spine import deadlines
from liemchinh.spine.web.formats import day
from liemchinh.spine.web.home import Card, Line, card
from liemchinh.spine.web.templatetags.lc import words

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Desk:
    """What one account's home page shows of the worklist: the rows of its scope, the counts, what waits for what."""

    account: Any
    today: date
    rows: QuerySet[Petition]
    waiting: Mapping[str, Q]
    counted: worklist.Counts

    def lines(self, **filters: str) -> list[Line]:
        """The most pressing that the worklist shows under these filters."""
        wanted = worklist.Asked(**filters)
        part = worklist.due_first(worklist.chosen(self.rows, wanted, self.waiting, self.today), wanted, SHOWN)
        clocks = deadlines.chips(part.petitions, self.today)
        return [line(petition, clocks.get(petition.ref)) for petition in part.petitions]


def desk_of(account: Any, today: date) -> Desk:
    wanted = worklist.Asked(scope=worklist.default_scope(account))
    waiting = worklist.waits(account, worklist.news(account))
    rows = worklist.open_to(account, wanted, today)
    return Desk(account, today, rows, waiting, worklist.counts(rows, wanted, waiting, today))


def line(petition: Petition, clock: Any) -> Line:
    """Number, subject, step and clock of one petition."""
    detail = f"{petition.number} · {words(petition.state_word)}"
    url = reverse("petitions:petition", args=[petition.pk])
    return Line(petition.subject, url, detail, clock.chip if clock else "", words(clock) if clock else "")


@card("petitions.read", order=5)
def petitions(account: Any, on: date) -> Iterator[Card]:
    """One card for each thing to do; a petition may stand under two of them, for both are true."""
    desk = desk_of(account, on)
    due, wait = desk.counted.due, desk.counted.wait
    yield from one(desk, _("Chờ tôi quyết"), wait.get("decide", 0), wait="decide")
    yield from one(desk, _("Đơn quá hạn nhiều"), due["far"], due="far")
    yield from one(desk, _("Đơn quá hạn"), due["overdue"], due="overdue")
    yield from one(desk, _("Đơn đến hạn hôm nay"), due["today"], due="today")
    yield from one(desk, _("Đơn sắp đến hạn"), due["soon"], due="soon")
    yield from one(desk, _("Đơn mới nhận, chưa phân loại"), wait["fresh"], wait="fresh")
    yield from one(desk, _("Có phản hồi mới từ lần mở trước"), wait["news"], wait="news")
    yield from one(desk, _("Đơn có đơn giống chưa xem"), wait["twins"], wait="twins")


def one(desk: Desk, title: str, count: int, **filters: str) -> Iterator[Card]:
    """The card of one filter; none where nothing is behind it."""
    if count:
        yield Card(title, desk.lines(**filters), count, address(**filters), _("Xem trong danh sách"))


def address(**filters: str) -> str:
    return reverse("petitions:list") + "?" + "&".join(f"{name}={value}" for name, value in filters.items())


@card("petitions.see", order=12)
def remedies(account: Any, on: date) -> Card | None:
    """What conclusions ask for and nobody has done by its day."""
    late = queries.remedies_visible_to(account).filter(state__in=("due", "partly"), due_on__lt=on).order_by("due_on")
    lines = []
    for remedy in late[:SHOWN]:
        url = reverse("petitions:petition", args=[remedy.petition_id]) + "?tab=thi-hanh"
        since = _("quá hạn từ %(on)s") % {"on": day(remedy.due_on)}
        lines.append(Line(remedy.text, url, remedy.owner, "late", since))
    if not lines:
        return None
    return Card(
        _("Việc phải thi hành đã quá hạn"), lines, late.count(), reverse("register_list", args=["petitions.remedy"])
    )


@card("petitions.read", order=60)
def standing_in(account: Any, on: date) -> Card | None:
    """For whom this person acts today."""
    away = organisation.standing_in(account.pk, on)
    lines = [
        Line(str(one.account), reverse("petitions:list") + f"?scope=mine&handler={one.account_id}",
             _("đến hết ngày %(on)s") % {"on": day(one.until)})
        for one in away
    ]  # fmt: skip
    return Card(_("Đang làm thay"), lines, aside=True) if lines else None
