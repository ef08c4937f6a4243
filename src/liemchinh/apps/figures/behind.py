"""What stands behind a figure: the records of its register, or the passages that units reported; and who wrote them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext as _

from liemchinh.apps.figures.asking import quarters_up_to
from liemchinh.apps.figures.board import Board, Figure
from liemchinh.apps.figures.models import Reported
from liemchinh.apps.organisation.models import Unit
from liemchinh.kernel.measures import Count as Counted
from liemchinh.kernel.measures import CountAt, Difference, Distinct, Indicator, Period, Share, Simple, Sum
from liemchinh.spine import indicators as compiled
from liemchinh.spine import ledger_words, registers
from liemchinh.spine.access import units_with
from liemchinh.spine.ledger_models import Entry
from liemchinh.spine.registers import Register
from liemchinh.spine.web import listing
from liemchinh.spine.web.formats import day, english, language
from liemchinh.spine.web.templatetags.lc import words

#: Up to this many records their ledger lines are asked for one by one; beyond it the latest lines of the register are.
NAMED = 800
LINES = 20


@dataclass(frozen=True, slots=True)
class Filter:
    """How the list behind a figure is narrowed: words, one year, one unit below."""

    words: str = ""
    year: int | None = None
    unit_id: int | None = None

    @property
    def any(self) -> bool:
        return bool(self.words or self.year or self.unit_id)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the ledger about the records of a figure."""

    at: datetime
    sentence: str
    reason: str


class Behind:
    """The records and passages of one figure, as far as `account` may see them."""

    def __init__(self, board: Board, indicator: Indicator, account: Any, wanted: Filter) -> None:
        self.board, self.indicator, self.account, self.wanted = board, indicator, account, wanted

    @cached_property
    def figure(self) -> Figure:
        return self.board.figure(self.indicator.id)

    @cached_property
    def register(self) -> Register | None:
        """The register whose records make the figure; None for a figure that is only reported, or made of others."""
        if not compiled.is_counted_here(self.indicator) or self.figure.source == "reported":
            return None
        assert isinstance(self.indicator.measure, Simple)
        return registers.get(self.indicator.measure.over)

    @cached_property
    def may_read(self) -> bool:
        """Whether the person may see every record of the figure, not only their number."""
        assert self.register is not None
        allowed = units_with(self.account, self.register.ability("read"))
        return set(self.board.units) <= allowed

    @cached_property
    def all_records(self) -> QuerySet[Any]:
        """The very records that make the figure; only those that the person may see."""
        assert self.register is not None
        rows = compiled.records(self.indicator, self.board.period, self.board.units)
        return rows if self.may_read else rows.filter(pk__in=self.register.visible_to(self.account).values("pk"))

    @cached_property
    def records(self) -> QuerySet[Any]:
        """Those of them that the filters leave, with their units."""
        assert self.register is not None
        year = self.wanted.year
        narrow = listing.Filters(
            words=self.wanted.words,
            unit=self.wanted.unit_id,
            since=date(year, 1, 1) if year else None,
            until=date(year, 12, 31) if year else None,
        )
        rows = listing.narrowed(self.all_records, self.register, narrow)
        return listing.with_unit(rows, self.register)

    def sum(self) -> Decimal | None:
        """The figure over the records that the filters leave."""
        return compiled.over(self.indicator, self.records)

    def years(self) -> list[tuple[int, str, int]]:
        """(year, words, number of records), for the filters."""
        assert self.register is not None
        rows = self.all_records.order_by().values_list(ExtractYear(self.register.date)).annotate(n=Count("pk"))
        return [(year, str(year), n) for year, n in sorted(rows)]

    def units(self) -> list[tuple[int, str, int]]:
        """(unit id, name, number of records), in tree order."""
        assert self.register is not None
        counts = dict(self.all_records.order_by().values_list(f"{self.register.unit}_id").annotate(n=Count("pk")))
        return [(u, str(self.board.units_by_id[u]), counts[u]) for u in self.board.units if u in counts]

    @cached_property
    def passages(self) -> list[Reported]:
        """The reported figures that the value rests on (all that were reported, where the register was used)."""
        found = self.board.evidence(self.indicator.id)
        wanted = self.wanted
        if wanted.unit_id:
            found = [r for r in found if r.unit_id == wanted.unit_id]
        return [r for r in found if not wanted.year or r.period_end.year == wanted.year]

    @cached_property
    def parts(self) -> list[Figure]:
        """The two figures of which a share or a difference is made."""
        measure = self.indicator.measure
        if isinstance(measure, Share):
            return [self.board.figure(measure.part), self.board.figure(measure.whole)]
        if isinstance(measure, Difference):
            return [self.board.figure(measure.of), self.board.figure(measure.less)]
        return []

    def last_values(self) -> tuple[str, list[Decimal | None]]:
        """(title, values) of the last twelve quarters of the register, or of the last twelve reported periods."""
        if self.register is not None:
            quarters = quarters_up_to(self.board.period.end)
            values = compiled.series(self.indicator, quarters, self.board.units)
            title = _("12 quý, từ %(first)s đến %(last)s") % {
                "first": f"{quarters[0].start:%m/%Y}", "last": f"{quarters[-1].end:%m/%Y}"
            }  # fmt: skip
            return title, values
        rows = Reported.objects.filter(
            unit_id=self.board.unit.pk, indicator=self.indicator.id, role="current", state="confirmed",
            period_end__lte=self.board.period.end,
        ).order_by("-period_end", "-period_start")[:12]  # fmt: skip
        return _("12 kỳ báo cáo gần nhất"), [r.value for r in rows][::-1]

    def lines(self) -> list[Line]:
        """Who changed what: the latest ledger lines of the records and passages behind the figure."""
        refs = [r.ref for r in self.passages]
        entries = list(Entry.objects.filter(subject__in=refs).order_by("-pk")[:LINES]) if refs else []
        if self.register is not None:
            entries += self._of_records(self.register)
        entries.sort(key=lambda e: e.pk, reverse=True)
        return [_line(entry) for entry in entries[:LINES]]

    def _of_records(self, register: Register) -> list[Entry]:
        rows = self.records.order_by()
        pks = list(rows.values_list("pk", flat=True)[: NAMED + 1])
        if len(pks) <= NAMED:
            refs = [f"{register.name}:{pk}" for pk in pks]
            return list(Entry.objects.filter(subject__in=refs).order_by("-pk")[:LINES])
        latest = list(Entry.objects.filter(subject__startswith=f"{register.name}:").order_by("-pk")[:NAMED])
        keys = [int(e.subject.rpartition(":")[2]) for e in latest]
        ours = set(rows.filter(pk__in=keys).values_list("pk", flat=True))
        return [e for e, pk in zip(latest, keys, strict=True) if pk in ours][:LINES]


def _line(entry: Entry) -> Line:
    said = json.loads(entry.payload) if entry.payload else {}
    return Line(entry.at, ledger_words.sentence(entry, language()), str(said.get("reason", "")))


def definition(indicator: Indicator, unit: Unit, period: Period) -> str:
    """What the figure counts, in words: register, filter, dates, units."""
    measure = indicator.measure
    if isinstance(measure, Share | Difference):
        return _formula_words(measure)
    if not compiled.is_counted_here(indicator):
        return _("Số do đơn vị báo cáo: nhập vào bảng hoặc đọc từ báo cáo chữ và có người xác nhận từng số.")
    assert isinstance(measure, Simple)
    register = registers.get(measure.over)
    what = _what(measure, register)
    narrowed = "; ".join(_where(register, name, value) for name, value in measure.where.items())
    when = _("có hiệu lực ngày %(end)s") if isinstance(measure, CountAt) else _("ngày từ %(start)s đến %(end)s")
    days = {"start": day(period.start), "end": day(period.end)}
    return _("%(what)s%(where)s, %(when)s, mọi đơn vị thuộc %(unit)s theo cây đơn vị của kỳ.") % {
        "what": what, "where": f" ({narrowed})" if narrowed else "", "when": when % days, "unit": unit
    }  # fmt: skip


def _what(measure: Simple, register: Register) -> str:
    name = register.label
    if isinstance(measure, Counted | CountAt):
        return _("Đếm bản ghi của «%(register)s»") % {"register": name}
    field = _title(register, measure.field)
    if isinstance(measure, Sum):
        return _("Cộng cột «%(column)s» của «%(register)s»") % {"column": field, "register": name}
    assert isinstance(measure, Distinct)
    return _("Đếm giá trị khác nhau của cột «%(column)s» trong «%(register)s»") % {"column": field, "register": name}


def _title(register: Register, field: str) -> str:
    try:
        return register.column(field).title
    except KeyError:
        return str(register.model._meta.get_field(field).verbose_name)


def _where(register: Register, name: str, value: object) -> str:
    field, _sep, lookup = name.partition("__")
    choices = dict(register.model._meta.get_field(field).flatchoices or ())
    values: Sequence[object] = value if isinstance(value, list | tuple | set | frozenset) else (value,)
    shown = ", ".join(str(choices.get(v, v)) for v in values)
    return f"{_title(register, field)}{':' if lookup in ('', 'in', 'exact') else ''} {shown}"


def _formula_words(measure: Share | Difference) -> str:
    from liemchinh.catalogue import indicators

    ids = (measure.part, measure.whole) if isinstance(measure, Share) else (measure.of, measure.less)
    first, second = (words(indicators()[i]) for i in ids)
    if isinstance(measure, Share):
        return _("«%(part)s» chia cho «%(whole)s», tính bằng phần trăm.") % {"part": first, "whole": second}
    return _("«%(of)s» trừ đi «%(less)s».") % {"of": first, "less": second}


def name(indicator: Indicator) -> str:
    """The indicator's name in the reader's language."""
    return indicator.label_en if english() else indicator.label
