"""Charts as plain geometry: values in, coordinates out. Templates draw them as SVG with classes only.

x runs in percent of the width, so that letters keep their size at any width; y in pixels. A value None is
"not reported": it leaves a gap, and is never drawn as 0.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Value = float | int | None

TOP, HEIGHT, FOOT = 26, 150, 34


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values. `base` marks the period compared with; `state` a colour for stacked parts."""

    name: str
    values: Sequence[Value]
    base: bool = False
    state: str = "part"


@dataclass(frozen=True, slots=True)
class Scale:
    """From 0 to a round top in four or five even steps."""

    top: float
    step: float

    @classmethod
    def over(cls, values: Iterable[Value]) -> Scale:
        peak = max((v for v in values if v is not None), default=0)
        if peak <= 0:
            return cls(1, 1)
        rough = peak / 4
        size = 10 ** math.floor(math.log10(rough))
        step = next(size * m for m in (1, 2, 2.5, 5, 10) if size * m >= rough)
        if step < 1 and all(float(v).is_integer() for v in values_of(values)):
            step = 1
        return cls(step * math.ceil(peak / step), step)

    def y(self, value: float) -> float:
        return round(TOP + HEIGHT * (1 - value / self.top), 2)

    def grid(self) -> list[tuple[float, float]]:
        """(value, y) of each line."""
        count = round(self.top / self.step)
        return [(n * self.step, self.y(n * self.step)) for n in range(count + 1)]


def values_of(values: Iterable[Value]) -> list[float]:
    return [v for v in values if v is not None]


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float
    value: Value
    label: str = ""
    base: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    x1: float
    y1: float
    x2: float
    y2: float
    base: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    state: str
    value: Value
    missing: bool = False


@dataclass(frozen=True)
class Line:
    """A trend, with the base period dashed. `id` must differ within a page."""

    id: str
    title: str
    labels: Sequence[str]
    series: Sequence[Series]
    unit: str = ""
    left: float = 7
    right: float = 85
    height: int = TOP + HEIGHT + FOOT

    @property
    def scale(self) -> Scale:
        return Scale.over([v for s in self.series for v in s.values])

    def x(self, n: int) -> float:
        return round(self.left + (self.right - self.left) * n / max(len(self.labels) - 1, 1), 2)

    def points(self) -> list[Point]:
        scale = self.scale
        return [
            Point(self.x(n), scale.y(v), v, self.labels[n], s.base)
            for s in self.series
            for n, v in enumerate(s.values)
            if v is not None
        ]

    def segments(self) -> list[Segment]:
        """Between neighbours that both have a value; base first, so that the present lies on top."""
        scale, out = self.scale, []
        for s in sorted(self.series, key=lambda s: not s.base):
            for n, (a, b) in enumerate(zip(s.values, s.values[1:], strict=False)):
                if a is not None and b is not None:
                    out.append(Segment(self.x(n), scale.y(a), self.x(n + 1), scale.y(b), s.base))
        return out

    def ends(self) -> list[tuple[Series, Value, float]]:
        """(series, last value, y of its words at the right), kept 16 pixels apart so that they never overlap."""
        scale = self.scale
        lasts = [(s, next((v for v in reversed(s.values) if v is not None), None)) for s in self.series]
        placed: list[tuple[Series, Value, float]] = []
        for s, v in sorted(((s, v) for s, v in lasts if v is not None), key=lambda p: -(p[1] or 0)):
            y = scale.y(float(v or 0)) + 4
            placed.append((s, v, round(max(y, placed[-1][2] + 16) if placed else y, 2)))
        return placed

    def ticks(self) -> list[tuple[float, str]]:
        """At most about a dozen labels, or they run into each other on a phone."""
        every = max(1, math.ceil(len(self.labels) / 12))
        return [(self.x(n), label) for n, label in enumerate(self.labels) if n % every == 0]


@dataclass(frozen=True)
class Bars:
    """Columns: one series, or several stacked in their state colours."""

    id: str
    title: str
    labels: Sequence[str]
    series: Sequence[Series]
    unit: str = ""
    height: int = TOP + HEIGHT + FOOT

    @property
    def totals(self) -> list[Value]:
        columns = zip(*(s.values for s in self.series), strict=True)
        return [sum(values_of(c)) if values_of(c) else None for c in columns]

    @property
    def scale(self) -> Scale:
        return Scale.over(self.totals)

    @property
    def slot(self) -> float:
        return 100 / max(len(self.labels), 1)

    def bars(self) -> list[Bar]:
        scale, width, out = self.scale, self.slot * 0.66, []
        for n, total in enumerate(self.totals):
            x, below = round(n * self.slot + self.slot * 0.17, 2), 0.0
            if total is None:
                out.append(Bar(x, TOP + HEIGHT - 24, round(width, 2), 24, "rest", None, missing=True))
            for s in self.series:
                value = s.values[n]
                if value:
                    high = round(TOP + HEIGHT - scale.y(value), 2)
                    # One pixel between the parts: without colour they are still told apart.
                    out.append(
                        Bar(x, round(scale.y(below + value), 2), round(width, 2), max(high - 1, 0.5), s.state, value)
                    )
                    below += value
        return out

    def tops(self) -> list[tuple[float, float, Value, str]]:
        """(x, y, total, label) of each column's words."""
        scale = self.scale
        return [
            (round((n + 0.5) * self.slot, 2), scale.y(t or 0) - 7, t, self.labels[n]) for n, t in enumerate(self.totals)
        ]

    @property
    def stacked(self) -> bool:
        return len(self.series) > 1

    def sums(self) -> list[tuple[Series, float]]:
        return [(s, sum(values_of(s.values))) for s in self.series]


@dataclass(frozen=True, slots=True)
class Place:
    """One unit in a league: its value in percent of the widest, or of 100 for rates."""

    name: str
    value: Value
    text: str
    url: str = ""
    says: str = ""
    width: float = 0
    met: bool = True


@dataclass(frozen=True)
class League:
    """Units from best to last, with a target line; a unit without a value stands at the end and says so."""

    title: str
    head: str
    places: Sequence[Place]
    target: Value = None
    unit: str = ""

    @property
    def widest(self) -> float:
        values = [*values_of(p.value for p in self.places), self.target or 0]
        return 100.0 if self.unit in ("%", "percent") else float(max(values, default=0) or 1)

    @property
    def goal(self) -> float | None:
        return None if self.target is None else round(self.target / self.widest * 100, 2)

    def ranked(self) -> list[Place]:
        rows = sorted(self.places, key=lambda p: (p.value is None, -(p.value or 0)))
        return [
            Place(
                p.name, p.value, p.text, p.url, p.says, round((p.value or 0) / self.widest * 100, 2),
                self.target is None or (p.value is not None and p.value >= self.target),
            )
            for p in rows
        ]  # fmt: skip


@dataclass(frozen=True)
class Spark:
    """The last dozen values beside a figure; the last one is the present."""

    title: str
    values: Sequence[Value]

    def bars(self) -> list[Bar]:
        peak = max(values_of(self.values), default=0) or 1
        slot = 100 / max(len(self.values), 1)
        last = len(self.values) - 1
        return [
            Bar(round(n * slot + 1, 2), round(60 - 44 * (v or 0) / peak, 2), round(slot - 2, 2),
                round(44 * (v or 0) / peak, 2), "part" if n == last else "rest", v, missing=v is None)
            for n, v in enumerate(self.values)
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a matrix. `words` is read aloud in place of the sign."""

    state: str
    sign: str
    words: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    state: str
    sign: str
    words: str
    count: int


@dataclass(frozen=True)
class Row:
    name: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Matrix:
    """Unit × period."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Row]

    @property
    def legend(self) -> list[Mark]:
        seen: dict[tuple[str, str, str], int] = {}
        for row in self.rows:
            for cell in row.cells:
                if cell.sign:
                    key = (cell.state, cell.sign, cell.words)
                    seen[key] = seen.get(key, 0) + 1
        return [Mark(state, sign, words, count) for (state, sign, words), count in seen.items()]
