"""All figures of a unit for a period: computed beside reported, and who has not reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from liemchinh.apps.figures import groups, links, queries
from liemchinh.apps.figures.asking import asked, before, unit_options, units_to_choose, year_of
from liemchinh.apps.figures.board import Board
from liemchinh.apps.organisation.models import Unit
from liemchinh.kernel.measures import Period
from liemchinh.spine.access import can, permission
from liemchinh.spine.web import charts

#: So many units stand in the matrix at a time; the rest follow on the next page.
ROWS = 40


@permission("figures.read")
@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """Unit × period on top; each indicator computed, reported, used; who has which group complete."""
    wanted = asked(request)
    board = Board(wanted.unit, wanted.period)
    skip = request.GET.get("after", "")
    start = list(board.owing).index(int(skip)) + 1 if skip.isdecimal() and int(skip) in board.owing else 0
    shown = board.owing[start : start + ROWS]
    context = {
        "asked": wanted,
        "board": board,
        "unit_options": unit_options(units_to_choose(request, board.existing), wanted.unit),
        "groups": groups.groups(board),
        "matrix": matrix(board, shown),
        "next": shown[-1] if shown and shown[-1] != board.owing[-1] else None,
        "periods": periods(wanted.unit, wanted.period),
        "waiting": queries.waiting(board.units),
        "can_write": can(request.user, "figures.write", wanted.unit.pk),
    }
    return render(request, "figures/list.html", context)


def periods(unit: Unit, period: Period) -> list[tuple[str, str]]:
    """Doors to the period before, and to the calendar years around."""
    years = [year_of(period.end.replace(year=period.end.year + n, day=1)) for n in (-1, 0, 1)]
    found = [(_("Kỳ trước"), links.list_url(unit, before(period)))]
    return found + [(str(year.start.year), links.list_url(unit, year)) for year in years]


def matrix(board: Board, unit_ids: Sequence[int]) -> charts.Matrix:
    """Unit × group: how many of the group's figures the unit has."""
    letters = groups.letters(board.indicators)
    owed = Counter(i.group for i in board.indicators)
    rows = []
    for unit_id in unit_ids:
        unit = board.units_by_id[unit_id]
        url = links.list_url(unit, board.period)
        known = board.known(unit_id)
        rows.append(charts.Row(str(unit), [cell(known[letter], owed[letter], url) for letter in letters]))
    return charts.Matrix(_("Đơn vị nào đã có số liệu, theo nhóm chỉ tiêu"), letters, rows)


def cell(have: int, owe: int, url: str) -> charts.Cell:
    if have == owe:
        return charts.Cell("ok", "✓", _("đủ"), url)
    if have:
        return charts.Cell("part", f"{have}/{owe}", _("một phần"), url)
    return charts.Cell("rest", "–", _("chưa có"), url)
