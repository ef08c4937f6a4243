"""One sentence of a review: its key, the state of its figure, the words that follow from both.

Pure: no Django. What a sentence cannot say (no figure, no duty) comes back as `Absent` or None, never as a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from liemchinh.apps.reports.facts import Column, Grid, GridValue, ReviewFacts
from liemchinh.apps.reports.outline import ANNEX_ONLY, PERCENTAGES
from liemchinh.kernel import vietnamese
from liemchinh.kernel.comparisons import Tails
from liemchinh.kernel.measures import Indicator
from liemchinh.kernel.phrasebook import Phrasebook
from liemchinh.kernel.sentences import (
    Ask,
    Facts,
    Field,
    FieldValue,
    Segments,
    Shown,
    Text,
    before_full_stop,
    fill,
    lead_figure,
    longer_than_a_year,
    parse,
    render,
    tidy,
    variant,
)
from liemchinh.kernel.states import FigureState, State

#: What a person types where nothing is to be added: the question is closed and prints nothing.
NOTHING_TO_ADD = ("–", "-", "—")


class Absent(NamedTuple):
    """No figure yet: what it would have been about."""

    label: str


class Writer:
    """Says sentences by key from one review's facts."""

    def __init__(self, facts: ReviewFacts, book: Phrasebook) -> None:
        self.facts = facts
        self.book = book
        nouns = {k.removeprefix("noun."): book.text(k) for k in book.entries if k.startswith("noun.")}
        self.tails = Tails(book, facts.basis, nouns)
        self.figures = {id: f for id, f in facts.figures.items() if not self._told_by_another(id)}
        self.qualified = {name: book.text(f"gen.{name}") for name in ("at_least", "approx")}
        self.long_period = longer_than_a_year(facts.period)
        self.fields: dict[str, FieldValue] = {**self._words(), **_kinds(self), **_best(self), **facts.fields}

    def _told_by_another(self, indicator: str) -> bool:
        other = self.facts.figures.get(ANNEX_ONLY.get(indicator, ""))
        return other is not None and other.state in (State.VALUE, State.PART)

    def _words(self) -> dict[str, FieldValue]:
        facts, period, resolution = self.facts, self.facts.period, self.facts.resolution
        word = "ward" if facts.office.ward else "district"
        return {
            "self": facts.office.self_name,
            "addressee": facts.office.addressee or self.book.text("rpt.addressee"),
            "remit_name": facts.remit,
            "years2": vietnamese.count_in_document(facts.years),
            "from": vietnamese.date_text(period.start),
            "to": vietnamese.date_text(period.end),
            "res_no": resolution.number,
            "res_date": vietnamese.date_text(resolution.issued_on),
            "res_issuer": resolution.issuer,
            "res_subject": resolution.subject,
            "subject": self.book.text("rpt.words.subject", facts.variant),
            "units": self.book.text("rpt.words.units", facts.variant),
            "inspection_word": self.book.text("rpt.inspect.word", word),
        }

    # --- words about an indicator ---

    def label(self, indicator: Indicator) -> str:
        """The label inside a sentence: buổi tuyên truyền."""
        key = f"label.{indicator.id}"
        return self.book.text(key) if key in self.book else lower(indicator.label)

    def noun(self, indicator: Indicator) -> str:
        """The unit after the number; money, area and rates carry their own."""
        own = indicator.unit in ("VND", "m2", "percent")
        return "" if own else self.tails.nouns.get(indicator.id, indicator.unit)

    # --- sentences ---

    def say(self, key: str, variant_name: str = "vi", **fields: FieldValue) -> str:
        """A sentence without figures, in plain words."""
        known = {name: value for name, value in self.fields.items() if value is not None}
        return fill(self.book.text(key, variant_name), **{**known, **fields})

    def sentence(self, key: str, letter: str = "") -> Segments | Absent | None:
        """The sentence of `key`; Absent when its figure is not reported; None when it has nothing to say here."""
        variants = self.book.variants(key)
        if "vi" in variants:
            return self._answered(key, render(variants["vi"], self._facts(key, letter)))
        lead = lead_figure(next(iter(variants.values())))
        if lead is None:
            return self._answered(key, self._of_fields(key, letter))
        figure = self.facts.figures.get(lead)
        if figure is None or figure.state is State.NONE:
            return self._unknown(key, letter, figure)
        if figure.state is State.SPARSE:
            return None
        return self._answered(key, self._of_figure(key, letter, figure))

    def _facts(self, key: str, letter: str) -> Facts:
        fields = {**self.fields, "letter": letter, "pct": self._percentage(key)}
        return Facts(self.figures, fields, self.tails.after, self.long_period, qualified=self.qualified)

    def _percentage(self, key: str) -> FieldValue:
        if key == "rpt.rotation":
            due = self.facts.fields.get("n_due")
            done = self.figures.get("job_rotations")
            return done.value * 100 / due if isinstance(due, int) and due and done and done.value else None
        part, whole = (self.figures.get(id) for id in PERCENTAGES.get(key, ("", "")))
        if part is None or whole is None or part.state is not State.VALUE or whole.state is not State.VALUE:
            return None
        return (part.value or Decimal(0)) * 100 / whole.value if whole.value else None

    def _of_figure(self, key: str, letter: str, figure: FigureState) -> Segments | None:
        variants, facts = self.book.variants(key), self._facts(key, letter)
        text = variant(variants, figure.state, facts)
        if figure.state is State.EXEMPT:
            return render(text, facts) if text else None
        conditional = "V" not in variants
        if figure.state is State.ZERO:
            return None if text is None and conditional else self._zero(variants, text, figure, facts)
        if text is None:
            return None
        return render(text, facts) or self._general(figure)

    def _zero(
        self, variants: Mapping[str, str], text: str | None, figure: FigureState, facts: Facts
    ) -> Segments | None:
        if text is None:
            key = "gen.zero" if figure.indicator.zero == "none" else f"gen.zero.{figure.indicator.zero}"
            text, facts = self.book.text(key), replace(facts, fields={"label_lower": self.label(figure.indicator)})
        segments = render(text, facts)
        if segments is None or f"{{{figure.id}:cmp}}" not in variants.get("V", ""):
            return segments
        return tidy(before_full_stop(segments, self.tails.comparison(figure)), True)

    def _general(self, figure: FigureState) -> Segments | None:
        """The plain form, for a figure whose own sentence lacks another part."""
        label, unit = self.label(figure.indicator), figure.indicator.unit
        form = {"VND": ":money", "m2": ":area", "percent": ":pct"}.get(unit, "")
        text = self.book.text("gen.value").replace("{figure}", f"{{figure{form}}}")
        fields = {"Label": label[:1].upper() + label[1:], "unit": self.noun(figure.indicator)}
        return render(
            text, Facts({"figure": figure}, fields, self.tails.after, self.long_period, qualified=self.qualified)
        )

    def _unknown(self, key: str, letter: str, figure: FigureState | None) -> Segments | Absent | None:
        variants = self.book.variants(key)
        text = variant(variants, State.NONE, self._facts(key, letter))
        if text is not None:
            return render(text, self._facts(key, letter))
        if "V" not in variants or figure is None:
            return None
        return Absent(self.label(figure.indicator))

    def _of_fields(self, key: str, letter: str) -> Segments | None:
        """A sentence of fields alone: zero by its first number, silent when a field is missing."""
        variants, facts = self.book.variants(key), self._facts(key, letter)
        numbers = [facts.fields.get(n.name) for n in parse(variants["V"]) if isinstance(n, Field)]
        counted = next((n for n in numbers if isinstance(n, (int, Decimal))), None)
        text = variants.get("Z") if counted == 0 else variants["V"]
        return (render(text, facts) or None) if text else None

    def _answered(self, key: str, segments: Segments | None) -> Segments | None:
        """The questions inside a sentence replaced by what was written, if something was."""
        written = self.facts.texts.get(key, "").strip()
        if segments is None or not written:
            return segments
        answer = Text("" if written in NOTHING_TO_ADD else f" {written}")
        answered = [answer if isinstance(s, Ask) else s for s in segments]
        return tidy(answered, full_stop=True)


def lower(label: str) -> str:
    """First letter small, unless the word is an abbreviation."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


_PETITION_KINDS = ("complaints_received", "denunciations_received", "recommendations_received")


def _kinds(writer: Writer) -> dict[str, FieldValue]:
    """The kinds of petitions: those that came, with their numbers; those of which none came."""
    figures = [writer.figures[id] for id in _PETITION_KINDS if id in writer.figures]
    there = [f for f in figures if f.state in (State.VALUE, State.PART) and f.value]
    zero = [f for f in figures if f.state is State.ZERO]
    segments: list[Text | Shown] = []
    for figure in there:
        segments.append(Text("; " if segments else ""))
        segments.append(Shown(vietnamese.count_in_document(int(figure.value or 0)), figure.id))
        segments.append(Text(f" {writer.label(figure.indicator)}"))
    names = ", ".join(writer.label(f.indicator) for f in zero)
    return {"petition_kinds": tuple(segments) or None, "petition_kinds0": names or None}


def _best(writer: Writer) -> dict[str, FieldValue]:
    """Sessions by year and unit: the average, the best year (reviews of three years and more), the best units."""
    facts, id = writer.facts, "outreach_sessions"
    figure = facts.figures.get(id)
    if figure is None or figure.state is not State.VALUE or figure.value is None:
        return {}
    found: dict[str, FieldValue] = {}
    years = [pair for pair in _pairs(facts.by_year, id) if pair[1].value]
    if facts.years >= 3 and years:
        best, value = max(years, key=lambda pair: pair[1].value or 0)
        length = Decimal((facts.period.end - facts.period.start).days + 1) / Decimal("365.2425")
        found = {
            "avg": int(vietnamese.rounded(figure.value / length, 0)),
            "y_max": str(best.year),
            "v_max": (Shown(_count(value.value), id, year=best.year),),
        }
    units = [
        (c, v.value)
        for c, v in zip(facts.by_unit.columns, facts.by_unit.rows.get(id, ()), strict=False)
        if v.value and not c.own
    ]
    if len(units) > 3:
        third = sorted((v for _, v in units), reverse=True)[2]
        ranked = sorted((u for u in units if u[1] >= third), key=lambda pair: -pair[1])
        noun = writer.noun(figure.indicator)
        found["top3"] = _listed(id, noun, [(column.label, column.unit, value) for column, value in ranked])
    return found


def _pairs(grid: Grid, id: str) -> list[tuple[Column, GridValue]]:
    return list(zip(grid.columns, grid.rows.get(id, ()), strict=False))


def _listed(id: str, noun: str, members: list[tuple[str, str, Decimal]]) -> Segments:
    segments: list[Text | Shown] = []
    for place, (label, code, value) in enumerate(members):
        joint = "" if place == 0 else " và " if place == len(members) - 1 else "; "
        segments += [Text(f"{joint}{label} ("), Shown(_count(value), id, unit=code), Text(f" {noun})")]
    return tuple(segments)


def _count(value: Decimal | None) -> str:
    return vietnamese.count_in_document(int(value or 0))
