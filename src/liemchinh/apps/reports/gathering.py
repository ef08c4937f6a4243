"""Gathers the facts of a review from the registers: figures, comparison, tables, committee, documents, commended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.utils import timezone

from liemchinh.apps.commendation import queries as commendation
from liemchinh.apps.directives import queries as directives
from liemchinh.apps.figures.asking import before
from liemchinh.apps.figures.board import Board, Figure
from liemchinh.apps.organisation import queries as organisation
from liemchinh.apps.reports.facts import (
    Column,
    Coverage,
    Difference,
    Grid,
    GridValue,
    MissingUnit,
    Resolution,
    ReviewFacts,
)
from liemchinh.apps.reports.models import Review
from liemchinh.apps.reports.office import office
from liemchinh.kernel import vietnamese
from liemchinh.kernel.comparisons import Basis
from liemchinh.kernel.measures import Period
from liemchinh.kernel.phrasebook import Phrasebook
from liemchinh.kernel.sentences import FieldValue, fill
from liemchinh.kernel.states import Earlier, FigureState, State
from liemchinh.spine import wording

#: The day on which communes and districts were rearranged; figures of before and after do not compare.
REARRANGED = date(2025, 7, 1)


def board_of(review: Review) -> Board:
    """All figures of the review's unit for its period."""
    return Board(review.unit, review.period)


def review_facts(review: Review, board: Board | None = None) -> ReviewFacts:
    """What the review says now, from the registers and from what people wrote."""
    board = board or board_of(review)
    book = wording.book()
    figures = board.figures()
    earlier, basis = _earlier(review, book)
    states = {id: figure_state(f, board, earlier.get(id)) for id, f in figures.items()}
    told = [id for id, s in states.items() if s.state in (State.VALUE, State.PART)]
    if _only_itself(review, board):
        # A resolution does not carry itself out: the count stays in the annex, the sentence is not said.
        states["directive_documents_issued"] = replace(states["directive_documents_issued"], state=State.SPARSE)
    document = review.resolution
    return ReviewFacts(
        variant=review.variant,  # type: ignore[arg-type]
        period=review.period,
        resolution=Resolution(document.number, document.issued_on, document.issuer, document.abstract),
        office=office(review),
        remit=remit(book, review.period_end),
        figures=states,
        basis=basis,
        coverage=_coverage(board, figures),
        fields=_fields(review, board),
        by_year=_by_year(board, told),
        by_unit=_by_unit(board, told),
        commended=_commended(board, review.period),
        differences=differences(review, figures),
        texts=review.texts,
        chosen=tuple(review.chosen),
        computed_count=sum(f.source in ("computed", "mixed") for f in figures.values()),
        reported_count=sum(f.source == "reported" for f in figures.values()),
        frozen_at=timezone.localtime(review.signed_at) if review.signed_at else None,
        merged_2025=_rearranged(review),
    )


def _only_itself(review: Review, board: Board) -> bool:
    figure = board.figure("directive_documents_issued")
    issued = directives.counted().filter(
        unit_id__in=board.units, issued_on__gte=review.period_start, issued_on__lte=review.period_end
    )
    return figure.source == "computed" and list(issued.values_list("pk", flat=True)[:2]) == [review.resolution_id]


def remit(book: Phrasebook, on: date) -> str:
    """The name of the field of work as it was on the day."""
    years = sorted(int(k.rpartition(".")[2]) for k in book.entries if k.startswith("rpt.remit."))
    return book.text(f"rpt.remit.{max(y for y in years if y <= max(on.year, years[0]))}")


def figure_state(figure: Figure, board: Board, earlier: Earlier | None = None) -> FigureState:
    """The figure in the composer's terms."""
    state = State(figure.state)
    if state is State.PART and (not figure.value or figure.have * 100 < settings.COVERAGE_MIN * figure.owe):
        state = State.SPARSE
    return FigureState(
        indicator=figure.indicator,
        state=state,
        value=figure.value,
        prev=earlier,
        n_reporting=figure.have,
        n_units=figure.owe,
        missing_units=tuple(unit.name for unit in board.missing_units(figure)),
        qualifier=figure.qualifier,  # type: ignore[arg-type]
        estimated_on=figure.period.end if figure.estimate else None,
    )


def differences(review: Review, figures: Mapping[str, Figure]) -> tuple[Difference, ...]:
    """Where computed and reported disagree, with the reason if one was written."""
    return tuple(
        Difference(f.indicator, f.computed, f.reported, f.value or Decimal(0), review.reasons.get(id, ""))
        for id, f in figures.items()
        if f.difference and f.computed is not None and f.reported is not None
    )


# --- Comparison ---


def base_period(review: Review) -> Period | None:
    """The period that the review compares with; None for none."""
    if review.base == Review.Base.SAME_PERIOD:
        return Period(_year_earlier(review.period_start), _year_earlier(review.period_end))
    return before(review.period) if review.base in (Review.Base.PERIOD, Review.Base.STAGE) else None


def _year_earlier(day: date) -> date:
    last_of_february = day.month == 2 and day.day == 29
    return day.replace(year=day.year - 1, day=28 if last_of_february else day.day)


def _earlier(review: Review, book: Phrasebook) -> tuple[Mapping[str, Earlier], Basis]:
    period = base_period(review)
    if period is None:
        return {}, Basis(first=review.base == Review.Base.FIRST)
    words = book.text(f"cmp.base.{review.base}")
    if review.base == Review.Base.STAGE:
        words = fill(words, y1=str(period.start.year), y2=str(period.end.year))
    barred = ""
    if period.end < REARRANGED <= review.period_end and _has_predecessors(review):
        barred = book.text("cmp.units")
    figures = Board(review.unit, period).figures()
    return {id: Earlier(State(f.state), f.value, f.have, f.owe) for id, f in figures.items()}, Basis(
        words, False, barred
    )


def _has_predecessors(review: Review) -> bool:
    return organisation.predecessors(review.unit).exists()


def _rearranged(review: Review) -> bool:
    return review.period_start < REARRANGED <= review.period_end and _has_predecessors(review)


# --- Units and tables ---


def _coverage(board: Board, figures: Mapping[str, Figure]) -> Coverage:
    """Which of the units directly below have not reported, or not everything that others have."""
    owing = [u for u in board.owing if u != board.unit.pk]
    lacking: dict[int, list[str]] = {u: [] for u in owing}
    for figure in figures.values():
        if figure.state == "P":
            for unit in figure.missing:
                lacking.setdefault(unit, []).append(figure.indicator.label)
    missing, silent = [], 0
    for unit in owing:
        if lacking[unit]:
            # A register that holds nothing answers 0 for the unit; that is not a report of the unit.
            nothing = all(f.value is None or not f.records for f in board.figures(unit).values())
            silent += nothing
            missing.append(MissingUnit(board.units_by_id[unit].name, () if nothing else tuple(lacking[unit])))
    return Coverage(len(owing) - silent, len(owing), tuple(missing))


def _by_year(board: Board, told: list[str]) -> Grid:
    rows = board.by_year(told)
    if len(rows) < 2:
        return Grid()
    columns = tuple(Column(_year_label(row.period), year=row.period.start.year) for row in rows)
    return Grid(columns, {id: tuple(_value(row.figures[id]) for row in rows) for id in told})


def _year_label(period: Period) -> str:
    year = period.start.year
    if period.start != date(year, 1, 1):
        return f"{year} (từ {period.start.day}/{period.start.month})"
    return str(year) if period.end == date(year, 12, 31) else f"{year} (đến {period.end.day}/{period.end.month})"


def _by_unit(board: Board, told: list[str]) -> Grid:
    """Units below, and the unit's own records as a line of their own where it keeps the register itself."""
    units = [u for u in board.tree.below(board.unit.pk) if u in board.units_by_id]
    rows = board.by_unit(told, units)
    shown = [id for id in told if any(row.figures[id].value is not None for row in rows)]
    columns = tuple(Column(row.unit.name, unit=row.unit.code) for row in rows)
    return Grid(columns, {id: tuple(_value(row.figures[id]) for row in rows) for id in shown})


def _value(figure: Figure) -> GridValue:
    return GridValue(State(figure.state), figure.value)


def _commended(board: Board, period: Period) -> tuple[str, ...]:
    return tuple(a.recipient for a in commendation.commended_units(board.units, period).order_by("decided_on", "pk"))


# --- Words from other registers ---


def _fields(review: Review, board: Board) -> dict[str, FieldValue]:
    fields: dict[str, FieldValue] = {}
    committee = organisation.committees_of([review.unit_id]).filter(established_on__lte=review.period_end).last()
    if committee is not None:
        fields |= {"committee_name": committee.name, "committee_decision": committee.decision}
    issued = list(directives.counted().filter(
        unit_id__in=board.units, issued_on__gte=review.period_start, issued_on__lte=review.period_end
    ))  # fmt: skip
    kinds = Counter(d.get_kind_display().lower() for d in issued)
    if len(issued) > 1:
        counted = [f"{vietnamese.count_in_document(n)} {kind}" for kind, n in kinds.most_common()]
        fields["kinds"] = vietnamese.join_list(counted)
    key = [d for d in reversed(issued) if d.key and d.pk != review.resolution_id]
    if key:
        fields["key_documents"] = "; ".join(
            f"{d} ngày {vietnamese.date_text(d.issued_on)} của {d.issuer} về {d.abstract}" for d in key
        )
    names = [
        u.short_name or u.name for u in board.units_by_id.values() if u.pk != board.unit.pk and u.pk in board.owing
    ]
    fields["units"] = vietnamese.join_long(names, "01") if names else review.unit.name
    return fields
