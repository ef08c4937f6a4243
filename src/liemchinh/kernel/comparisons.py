"""What follows a figure: its comparison with an earlier period, its target, how many units it covers.

A report fixes one base of comparison and says it once. Ratios are whole per cent of the base; on a base under 10 there
is no per cent; a figure that only some units have is never compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from liemchinh.kernel import vietnamese
from liemchinh.kernel.phrasebook import Phrasebook
from liemchinh.kernel.sentences import amount, fill
from liemchinh.kernel.states import Earlier, FigureState, State

#: From this base on a ratio is printed; up to this many per cent as per cent, above as "gấp … lần".
SMALLEST_BASE = 10
LARGEST_RATIO = 300
#: Up to this many missing units are named in the text; more go to the annex.
NAMED_UNITS = 5


@dataclass(frozen=True, slots=True)
class Basis:
    """What the whole report is compared with: its words, or why nothing is compared.

    `words` is empty when no comparison was asked for; `first` when no earlier period exists; `barred` is the full
    phrase (cmp.units, cmp.rule) when figures of then and now do not compare.
    """

    words: str = ""
    first: bool = False
    barred: str = ""


NO_BASIS = Basis()


@dataclass(frozen=True, slots=True)
class Tails:
    """Makes the words after a figure; give its `after` to `sentences.Facts`."""

    book: Phrasebook
    basis: Basis = NO_BASIS
    nouns: Mapping[str, str] = field(default_factory=dict)

    def after(self, figure: FigureState, compared: bool) -> str:
        """Comparison (if `compared`), target, coverage, estimate, correction: what holds of them, in this order."""
        if figure.state is State.PART:
            parts = [self.coverage(figure)]
        else:
            parts = [self.comparison(figure) if compared else "", self.plan(figure)]
        if figure.estimated_on is not None:
            parts.append(" " + self._say("gen.estimate", date=vietnamese.date_text(figure.estimated_on)))
        if figure.corrects:
            parts.append(" " + self._say("gen.corrected", old_no=figure.corrects))
        return "".join(parts)

    def coverage(self, figure: FigureState) -> str:
        """How many units a partly reported figure comes from, and which are missing."""
        few = len(figure.missing_units) <= NAMED_UNITS and figure.missing_units
        key = "gen.partial.names" if few else "gen.partial.many"
        fields = {"missing_units": vietnamese.join_list(list(figure.missing_units))} if few else {}
        return " " + self._say(key, n=figure.n_reporting, N=figure.n_units, **fields)

    def comparison(self, figure: FigureState) -> str:
        """The phrase of WORDING 1.3, with its leading comma or space; empty when none is due."""
        if self.basis.barred:
            return " " + self.basis.barred
        if self.basis.first or not self.basis.words or figure.value is None:
            return ""
        prev = figure.prev or Earlier(State.NONE)
        if prev.state is State.PART or prev.state is State.SPARSE:
            return " " + self._say("cmp.partbase", base=self.basis.words, n=prev.reporting, N=prev.units)
        if prev.value is None or prev.state in (State.NONE, State.EXEMPT):
            return " " + self._say("cmp.nobase", base=self.basis.words)
        if figure.indicator.unit == "percent":
            return self._points(figure.value, prev.value)
        return self._change(figure, figure.value, prev.value)

    def plan(self, figure: FigureState) -> str:
        """Against a target: met or over, or how much is missing."""
        if not figure.target or figure.value is None:
            return ""
        ratio = _ratio(figure.value, figure.target) or vietnamese.percent(figure.value * 100 / figure.target)[:-1]
        if figure.value >= figure.target:
            return self._say("cmp.plan", ratio=ratio)
        return self._say("cmp.plan.short", ratio=ratio, **self._by(figure, figure.target - figure.value))

    def _points(self, now: Decimal, then: Decimal) -> str:
        if vietnamese.percent(now) == vietnamese.percent(then):
            return self._say("cmp.equal", base=self.basis.words)
        diff = vietnamese.number(abs(now - then), 1)
        return self._say("cmp.pp.up" if now > then else "cmp.pp.down", diff=diff, base=self.basis.words)

    def _change(self, figure: FigureState, now: Decimal, then: Decimal) -> str:
        base = self.basis.words
        if now == then:
            return self._say("cmp.equal" if now else "cmp.both0", base=base)
        if not then:
            return " " + self._say("cmp.base0", base=base)
        if not now:
            prev = self._by(figure, then)
            return " " + self._say("cmp.now0", base=base, prev=prev["diff"], unit=prev["unit"])
        way = "up" if now > then else "down"
        if figure.is_stock:
            return self._say(f"cmp.stock.{way}", **self._by(figure, abs(now - then)))
        if then < SMALLEST_BASE:
            return self._say(f"cmp.small.{way}", base=base, **self._by(figure, abs(now - then)))
        if now * 100 / then > LARGEST_RATIO:
            return self._say("cmp.times", base=base, times=vietnamese.times(now, then))
        ratio = _ratio(now, then)
        key = f"cmp.{way}" if ratio else f"cmp.small.{way}"
        return self._say(key, base=base, **({"ratio": ratio} if ratio else {}), **self._by(figure, abs(now - then)))

    def _by(self, figure: FigureState, difference: Decimal) -> dict[str, str]:
        """A difference and its unit; money and area carry theirs in the number."""
        unit = figure.indicator.unit
        noun = "" if unit in ("VND", "m2") else self.nouns.get(figure.id, unit)
        return {"diff": amount(difference, unit, document=True), "unit": noun}

    def _say(self, key: str, **fields: str | int) -> str:
        return fill(self.book.text(key), **fields)


def _ratio(now: Decimal, then: Decimal) -> str:
    """The ratio to the base without its sign; empty where it would read 100 or 0 though the figures differ."""
    shown = vietnamese.ratio(now, then) or "0%"
    return "" if shown == "0%" else shown.removesuffix("%")
