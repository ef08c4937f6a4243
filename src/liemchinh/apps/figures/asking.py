"""Which unit and which period a page is asked for, read from its address."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, QueryDict
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from liemchinh.apps.organisation import queries as organisation
from liemchinh.apps.organisation.models import Unit
from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.measures import Period
from liemchinh.spine.access import can, posts, units_with
from liemchinh.spine.cells import CellProblem, day
from liemchinh.spine.web import listing
from liemchinh.spine.web.register_forms import PLAUSIBLE_YEARS


@dataclass(frozen=True, slots=True)
class Asked:
    """Unit and period of a page; `problems` are sentences about dates that could not be read."""

    unit: Unit
    period: Period
    problems: tuple[str, ...] = ()


def asked(request: HttpRequest, ability: str = "figures.read") -> Asked:
    """Unit and period from the address; without them the person's own unit and the present year.

    PermissionDenied where the person has not that ability over the unit; Http404 for a code that no unit has.
    """
    given = request.GET if request.method == "GET" else request.POST
    unit = _unit(request, given.get("unit", ""), ability)
    try:
        return Asked(unit, period_of(given) or year_of(timezone.localdate()))
    except Refusal as refusal:
        return Asked(unit, year_of(timezone.localdate()), (str(refusal),))


def _unit(request: HttpRequest, code: str, ability: str) -> Unit:
    if code:
        unit = organisation.by_code(code)
        if unit is None:
            raise Http404(code)
        if not can(request.user, ability, unit.pk):
            raise PermissionDenied(_("Ông/bà không có quyền đối với số liệu của đơn vị này."))
        return unit
    own = next((p.unit_id for p in posts(request.user) if can(request.user, ability, p.unit_id)), None)
    unit = Unit.objects.filter(pk=own).first()
    if unit is None:
        raise PermissionDenied(ability)
    return unit


def units_to_choose(request: HttpRequest, units: Iterable[Unit], ability: str = "figures.read") -> list[Unit]:
    """Those of the units (of a period, in tree order) over which the person has the ability."""
    allowed = units_with(request.user, ability)
    return [u for u in units if u.pk in allowed]


def unit_options(units: Iterable[Unit], chosen: Unit) -> SafeString:
    """The options of a list of units, by code: hundreds of them take a template longer than the figures do."""
    return listing.options(((u.code, str(u)) for u in units), chosen.code)


def period_of(given: QueryDict) -> Period | None:
    """`from` and `to` of an address; None where neither is given. Refusal: a sentence that says what to mend."""
    start, end = given.get("from", "").strip(), given.get("to", "").strip()
    return period(start, end) if start or end else None


def period(start: str, end: str) -> Period:
    """A period from two days as people write them: 2008-12-31, 31/12/2008. Refusal says what to mend."""
    first, last = _day(start, _("từ ngày")), _day(end, _("đến ngày"))
    if last < first:
        raise Refusal(
            _("Kỳ từ %(start)s đến %(end)s: ngày cuối trước ngày đầu. Đổi lại hai ngày.")
            % {"start": f"{first:%d/%m/%Y}", "end": f"{last:%d/%m/%Y}"}
        )
    return Period(first, last)


def _day(text: str, name: str) -> date:
    if not text:
        raise Refusal(_("Kỳ số liệu thiếu «%(name)s». Ghi dạng 31/12/2026.") % {"name": name})
    try:
        found = day(text).value
    except CellProblem as problem:
        raise Refusal(f"«{text}» {problem.message}. {_('Ghi ngày dạng 31/12/2026.')}") from problem
    assert isinstance(found, date)
    if found.year not in PLAUSIBLE_YEARS:
        raise Refusal(_("Năm %(year)d ngoài khoảng ghi sổ; kiểm tra lại.") % {"year": found.year})
    return found


def year_of(on: date) -> Period:
    return Period(date(on.year, 1, 1), date(on.year, 12, 31))


def before(period: Period) -> Period:
    """The period of the same length just before: whole months for whole months, else the same number of days."""
    start, end = period.start, period.end
    last = start - timedelta(days=1)
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        months = (end.year - start.year) * 12 + end.month - start.month + 1
        index = start.year * 12 + start.month - 1 - months
        return Period(date(index // 12, index % 12 + 1, 1), last)
    return Period(last - (end - start), last)


def quarters_up_to(on: date, count: int = 12) -> list[Period]:
    """The last `count` calendar quarters, the one that holds the day included, oldest first."""
    index = on.year * 4 + (on.month - 1) // 3
    return [_quarter(i) for i in range(index - count + 1, index + 1)]


def _quarter(index: int) -> Period:
    year, quarter = divmod(index, 4)
    last = 3 * quarter + 3
    return Period(date(year, 3 * quarter + 1, 1), date(year, last, monthrange(year, last)[1]))
