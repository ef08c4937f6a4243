"""Gathers the facts of a review from the registers: figures, comparison, tables, committee, documents, commended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.utils import timezone, translation

from liemchinh.apps.commendation import queries as commendation
from liemchinh.apps.directives import queries as directives
from liemchinh.apps.figures import groups
from liemchinh.apps.figures.asking import before
from liemchinh.apps.figures.board import Board, Figure
from liemchinh.apps.organisation import queries as organisation
from liemchinh.apps.organisation.models import Committee, CommitteeMember
from liemchinh.apps.reports.boards import ReviewBoard
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
from liemchinh.apps.reports.outline import OUTLINES, sentence_keys
from liemchinh.kernel import vietnamese
from liemchinh.kernel.comparisons import Basis
from liemchinh.kernel.measures import Indicator, Period
from liemchinh.kernel.phrasebook import Phrasebook
from liemchinh.kernel.sentences import FieldValue, fill, lead_figure
from liemchinh.kernel.states import Earlier, FigureState, State
from liemchinh.spine import wording

#: The day on which communes and districts were rearranged; figures of before and after do not compare.
REARRANGED = date(2025, 7, 1)
ISSUED = "directive_documents_issued"


def board_of(review: Review, period: Period | None = None) -> ReviewBoard:
    """All figures of the review's unit for its period (or for another one)."""
    return ReviewBoard(review.unit, period or review.period, review.resolution)


def review_facts(review: Review, board: ReviewBoard | None = None) -> ReviewFacts:
    """What the review says now, from the registers and from what people wrote."""
    board = board or board_of(review)
    book = wording.book()
    figures = board.figures()
    earlier, basis = _earlier(review, book)
    states = {id: figure_state(f, board, earlier.get(id)) for id, f in figures.items()}
    told = [id for id, s in states.items() if s.state in (State.VALUE, State.PART, State.SPARSE)]
    if _only_itself(review, board):
        # Nothing is known of other documents; to say so of a unit whose resolution is under review would read oddly.
        states[ISSUED] = replace(states[ISSUED], state=State.SPARSE)
    document = review.resolution
    return ReviewFacts(
        variant=review.variant,  # type: ignore[arg-type]
        period=review.period,
        resolution=Resolution(document.number, document.issued_on, document.issuer, document.abstract),
        office=office(review),
        remit=remit(book, review.period_end),
        figures=states,
        basis=basis,
        coverage=_coverage(board, figures, states),
        fields=_fields(review, board),
        by_year=_by_year(board, told),
        by_unit=by_unit(board, told),
        commended=_commended(board, review.period),
        differences=differences(review, figures),
        texts=review.texts,
        chosen=tuple(review.chosen),
        computed_count=sum(f.source in ("computed", "mixed") for f in figures.values()),
        reported_count=sum(f.source == "reported" for f in figures.values()),
        frozen_at=timezone.localtime(review.signed_at) if review.signed_at else None,
        merged_2025=_rearranged(review),
    )


def _only_itself(review: Review, board: ReviewBoard) -> bool:
    """Whether the resolution is the only document that the registers hold for the period."""
    there = review.resolution.unit_id in board.units_by_id
    return there and review.resolution.issued_on in review.period and board.figure(ISSUED).value is None


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
    figures = board_of(review, period).figures()
    return {id: Earlier(State(f.state), f.value, f.have, f.owe) for id, f in figures.items()}, Basis(
        words, False, barred
    )


def _has_predecessors(review: Review) -> bool:
    return organisation.predecessors(review.unit).exists()


def _rearranged(review: Review) -> bool:
    return review.period_start < REARRANGED <= review.period_end and _has_predecessors(review)


# --- Units and tables ---


def _coverage(board: Board, figures: Mapping[str, Figure], states: Mapping[str, FigureState]) -> Coverage:
    """Which of the units directly below have not reported, or not everything that others have; what nobody has."""
    owing = [u for u in board.owing if u != board.unit.pk]
    lacking: dict[int, list[Indicator]] = {u: [] for u in owing}
    for figure in figures.values():
        if figure.state == "P":
            for unit in figure.missing:
                lacking.setdefault(unit, []).append(figure.indicator)
    missing, silent = [], 0
    for unit in owing:
        if lacking[unit]:
            # A register that holds nothing answers 0 for the unit; that is not a report of the unit.
            nothing = all(f.value is None or not f.records for f in board.figures(unit).values())
            silent += nothing
            missing.append(MissingUnit(board.units_by_id[unit].name, () if nothing else _grouped(lacking[unit])))
    leads = _leads(wording.book())
    unknown = [s.indicator for id, s in states.items() if s.state is State.NONE and id in leads]
    return Coverage(len(owing) - silent, len(owing), tuple(missing), _grouped(unknown))


def _leads(book: Phrasebook) -> set[str]:
    """The figures that sentences of a review begin with: those whose absence the text tells."""
    keys = {key for variant in OUTLINES for key in sentence_keys(variant) if key in book}
    return {lead for key in keys for text in book.variants(key).values() if (lead := lead_figure(text))}


def _grouped(indicators: Iterable[Indicator]) -> tuple[str, ...]:
    """«Cải cách hành chính: hồ sơ tiếp nhận; …», a line for each group of the catalogue."""
    found: dict[str, list[str]] = {}
    for indicator in indicators:
        found.setdefault(indicator.group, []).append(indicator.label)
    with translation.override("vi"):
        return tuple(f"{groups.NAMES[letter]}: {', '.join(labels)}" for letter, labels in sorted(found.items()))


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


def by_unit(board: ReviewBoard, told: Sequence[str]) -> Grid:
    """Units below, and the unit's own records as a line of their own, so that the lines add up to the whole.

    Where the unit keeps the register itself, the figure is made of records alone, and so is each line of it.
    """
    units = [u for u in board.tree.below(board.unit.pk) if u in board.units_by_id]
    rows = board.by_unit(told, units)
    cells = {id: [_of_unit(board, row.figures[id]) for row in rows] for id in told}
    shown = [id for id in told if any(value.value is not None for value in cells[id])]
    columns = [Column(row.unit.name, unit=row.unit.code) for row in rows]
    own = {id: board.direct(board.figure(id).indicator) for id in shown}
    if any(value is not None for value in own.values()):
        label = wording.book().text("rpt.col.direct").replace("«unit»", str(board.unit))
        columns.insert(0, Column(label, unit=board.unit.code, own=True))
        for id, value in own.items():
            cells[id].insert(0, _cell(value))
    return Grid(tuple(columns), {id: tuple(cells[id]) for id in shown})


def _of_unit(board: ReviewBoard, figure: Figure) -> GridValue:
    """0 only of a unit that keeps the register or has said so: a register kept above does not count it apart."""
    from_register = board.direct(figure.indicator) is not None
    if (from_register or figure.source == "computed") and not board.keeps(figure.indicator, figure.unit_id):
        return _cell(figure.computed or None)
    return _cell(figure.computed) if from_register else _value(figure)


def _cell(value: Decimal | None) -> GridValue:
    return GridValue(State.NONE if value is None else State.VALUE if value else State.ZERO, value)


def _value(figure: Figure) -> GridValue:
    return GridValue(State(figure.state), figure.value)


def _commended(board: Board, period: Period) -> tuple[str, ...]:
    return tuple(a.recipient for a in commendation.commended_units(board.units, period).order_by("decided_on", "pk"))


# --- Words from other registers ---


def _fields(review: Review, board: ReviewBoard) -> dict[str, FieldValue]:
    fields: dict[str, FieldValue] = {}
    committee = organisation.committees_of([review.unit_id]).filter(established_on__lte=review.period_end).last()
    if committee is not None:
        fields |= {"committee_name": committee.name, "committee_decision": committee.decision}
        fields |= _strengthened(committee, review.period)
    issued = list(directives.counted().exclude(pk=review.resolution_id).filter(
        unit_id__in=board.units, issued_on__gte=review.period_start, issued_on__lte=review.period_end
    ))  # fmt: skip
    kinds = Counter(d.get_kind_display().lower() for d in issued)
    if len(issued) > 1:
        counted = [f"{vietnamese.count_in_document(n)} {kind}" for kind, n in kinds.most_common()]
        fields["kinds"] = vietnamese.join_list(counted)
    key = [d for d in reversed(issued) if d.key]
    if key:
        fields["key_documents"] = "; ".join(
            f"{d} ngày {vietnamese.date_text(d.issued_on)} của {d.issuer} về {d.abstract}" for d in key
        )
    names = [
        u.short_name or u.name for u in board.units_by_id.values() if u.pk != board.unit.pk and u.pk in board.owing
    ]
    fields["units"] = vietnamese.join_long(names, "01") if names else review.unit.name
    return fields


def _strengthened(committee: Committee, period: Period) -> dict[str, FieldValue]:
    """How often the committee was strengthened: the different decisions in the period after the one that founded it."""
    seats = CommitteeMember.objects.live().filter(committee=committee, since__lte=period.end).exclude(decision="")
    first_days: dict[str, date] = {}
    for decision, since in seats.order_by("since", "pk").values_list("decision", "since"):
        first_days.setdefault(decision, since)
    founded = committee.decision or next(iter(first_days), "")
    later = [(no, on) for no, on in first_days.items() if no != founded and on in period]
    if not later:
        return {}
    number, day = later[-1]
    return {"n_strengthened": len(later), "strengthened_no": number, "strengthened_on": vietnamese.date_text(day)}
