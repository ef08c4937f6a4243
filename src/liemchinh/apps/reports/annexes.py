"""The annexes of a review: figures by year and unit, the commended, the units not reporting, notes, late tasks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from liemchinh.apps.reports.facts import Column, Grid, GridValue
from liemchinh.apps.reports.writing import Writer
from liemchinh.kernel import vietnamese
from liemchinh.kernel.measures import Indicator
from liemchinh.kernel.sentences import Shown, Text, amount
from liemchinh.kernel.states import State
from liemchinh.spine.office.document import Annex, Block, Cell, Paragraph, Table

#: So many indicators stand side by side in a table of units.
WIDEST = 7


def annexes(writer: Writer) -> tuple[Annex, ...]:
    """Phụ lục 01 to 04, also where one is empty and says so; 05 only where a register of tasks can tell."""
    blocks: dict[str, tuple[Block, ...]] = {
        "01": tuple(_figures(writer)),
        "02": _names(writer),
        "03": _missing(writer),
        "04": tuple(_notes(writer)),
    }
    if writer.facts.fields.get("n_tasks") is not None:
        blocks["05"] = _late_tasks(writer)
    line = _head_line(writer)
    return tuple(Annex(no, writer.book.text(f"rpt.annex.{no}"), line, found) for no, found in blocks.items())


def cell_text(value: GridValue, unit: str) -> str:
    """A cell: number without leading nought; 0 reported; – not reported; x not applicable."""
    if value.state is State.EXEMPT:
        return "x"
    if value.value is None or value.state is State.NONE:
        return "–"
    return amount(value.value, unit, document=False)


def _head_line(writer: Writer) -> str:
    office = writer.facts.office
    if office.signed_on is None or not office.number:
        return writer.say("rpt.annex.with.draft", issuer=office.self_name)
    number = writer.say("rpt.number", writer.facts.variant, no=office.number, symbol=office.symbol)
    number = number.removeprefix("Số").lstrip(": ")
    return writer.say("rpt.annex.with", no=number, date=vietnamese.date_text(office.signed_on), issuer=office.self_name)


def _figures(writer: Writer) -> Iterator[Block]:
    book = writer.book
    source = writer.say("rpt.annex.source")
    signs = book.text("rpt.annex.signs")
    years, units = writer.facts.by_year, writer.facts.by_unit
    if years.rows:
        title = book.text("rpt.annex.chart")
        yield _grid(writer, years, "by_year", book.text("rpt.annex.by_year"), (source, signs), title)
    for part in _narrow(units):
        yield _grid(writer, part, "by_unit", book.text("rpt.annex.by_unit"), (source, signs), "")
    if not years.rows and not units.rows:
        yield Paragraph("gen.none.block", (Text(book.text("rpt.annex.02.empty")),))


def _narrow(grid: Grid) -> Iterator[Grid]:
    """The grid in parts that a page is wide enough for."""
    names = list(grid.rows)
    for start in range(0, len(names), WIDEST):
        yield replace(grid, rows={name: grid.rows[name] for name in names[start : start + WIDEST]})


def _grid(writer: Writer, grid: Grid, key: str, caption: str, feet: tuple[str, str], chart: str) -> Table:
    figures = writer.facts.figures
    rows = [_row(writer, figures[id].indicator, grid.columns, values) for id, values in grid.rows.items()]
    drawn = list(grid.rows).index("outreach_sessions") if chart and "outreach_sessions" in grid.rows else None
    names = (_column(writer, "indicator"), _column(writer, "measure"))
    columns = (*names, *(c.label for c in grid.columns), _column(writer, "period"))
    weights = (6, 2, *(2 for _ in grid.columns), 2)
    if key == "by_unit":
        columns, rows = _turned(writer, grid)
        weights = (3, *(2 for _ in grid.rows))
    return Table(key, caption, columns, tuple(rows), feet[0], feet[1], drawn, chart, weights)


def _column(writer: Writer, name: str) -> str:
    return writer.book.text(f"rpt.col.{name}")


def _row(
    writer: Writer, indicator: Indicator, columns: tuple[Column, ...], values: tuple[GridValue, ...]
) -> tuple[Cell, ...]:
    cells = [_cell(indicator, column, value) for column, value in zip(columns, values, strict=True)]
    return Cell(indicator.label), Cell(_unit(writer, indicator)), *cells, _total(writer, indicator)


def _turned(writer: Writer, grid: Grid) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """Units down, indicators across: there are more units than a page is wide."""
    indicators = [writer.facts.figures[id].indicator for id in grid.rows]
    rows = [
        (Cell(column.label), *(_cell(i, column, grid.rows[i.id][at]) for i in indicators))
        for at, column in enumerate(grid.columns)
    ]
    rows.append((Cell(_column(writer, "total")), *(_total(writer, i) for i in indicators)))
    return (_column(writer, "unit"), *(_with_unit(writer, i) for i in indicators)), rows


def _with_unit(writer: Writer, indicator: Indicator) -> str:
    label = writer.label(indicator)
    return f"{label[:1].upper()}{label[1:]} ({_unit(writer, indicator)})"


def _unit(writer: Writer, indicator: Indicator) -> str:
    return {"VND": "đồng", "m2": "m²", "percent": "%"}.get(indicator.unit) or writer.noun(indicator)


def _total(writer: Writer, indicator: Indicator) -> Cell:
    figure = writer.facts.figures[indicator.id]
    return _cell(indicator, Column(""), GridValue(figure.state, figure.value))


def _cell(indicator: Indicator, column: Column, value: GridValue) -> Cell:
    text = cell_text(value, indicator.unit)
    if value.value is None:
        return Cell(text)
    return Cell(text, Shown(text, indicator.id, column.unit, column.year), _plain_number(value.value))


def _plain_number(value: Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


def _names(writer: Writer) -> tuple[Block, ...]:
    names = writer.facts.commended
    if not names:
        return (Paragraph("rpt.annex.02.empty", (Text(writer.book.text("rpt.annex.02.empty")),)),)
    rows = tuple((Cell(str(i)), Cell(name)) for i, name in enumerate(names, start=1))
    columns = (_column(writer, "no"), _column(writer, "commended"))
    return (Table("commended", "", columns, rows, weights=(1, 12)),)


def _missing(writer: Writer) -> tuple[Block, ...]:
    """Units that have not reported, and what nobody has reported; that all is complete only where it is."""
    book, coverage = writer.book, writer.facts.coverage
    lines = [(unit.name, "; ".join(unit.what) or book.text("rpt.not_reported")) for unit in coverage.missing]
    lines += [(book.text("rpt.annex.03.nobody"), what) for what in coverage.unknown]
    if not lines:
        return (Paragraph("rpt.annex.03.empty", (Text(book.text("rpt.annex.03.empty")),)),)
    rows = tuple((Cell(str(i)), Cell(name), Cell(what)) for i, (name, what) in enumerate(lines, start=1))
    columns = tuple(_column(writer, name) for name in ("no", "unit", "missing"))
    return (Table("missing", "", columns, rows, weights=(1, 5, 7)),)


def _notes(writer: Writer) -> Iterator[Block]:
    facts = writer.facts
    settled = sum(1 for d in facts.differences if d.reason)
    counts = {"n": str(facts.computed_count), "m": str(facts.reported_count), "k": str(settled)}
    key, when = "rpt.annex.04.draft", {}
    if facts.frozen_at is not None:
        key = "rpt.annex.04.head"
        when = {"time": f"{facts.frozen_at:%H:%M}", "date": vietnamese.date_text(facts.frozen_at.date())}
    yield _line(key, writer.say(key, **when, **counts))
    for d in facts.differences:
        shown = {n: _amount(d.indicator, v) for n, v in (("computed", d.computed), ("reported", d.reported))}
        rest = {"diff": _signed(d.indicator, d.reported - d.computed), "used": _amount(d.indicator, d.used)}
        reason = d.reason.rstrip(".") or writer.book.text("rpt.reason.blank")
        text = writer.say("rpt.annex.04.difference", label=d.indicator.label, reason=reason, **shown, **rest)
        yield _line("rpt.annex.04.difference", text)
    for figure in facts.figures.values():
        if figure.state is State.EXEMPT:
            yield _line("rpt.annex.04.exempt", writer.say("rpt.annex.04.exempt", label=figure.indicator.label))


def _late_tasks(writer: Writer) -> tuple[Block, ...]:
    return (_line("rpt.annex.05.empty", writer.book.text("rpt.annex.05.empty")),)


def _line(key: str, text: str) -> Paragraph:
    return Paragraph(key, (Text(text),))


def _amount(indicator: Indicator, value: Decimal) -> str:
    return amount(value, indicator.unit, document=False)


def _signed(indicator: Indicator, value: Decimal) -> str:
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + _amount(indicator, abs(value))
