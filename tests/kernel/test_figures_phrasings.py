"""Every indicator in several phrasings, and what is never a figure: tests/data/figures/phrasings.txt."""

from decimal import Decimal
from pathlib import Path

import pytest

from liemchinh.catalogue import indicators
from liemchinh.kernel.figures import read

FILE = Path(__file__).resolve().parents[1] / "data" / "figures" / "phrasings.txt"


def cases() -> list[tuple[str, str]]:
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [(expected.strip(), text.strip()) for expected, _, text in (line.partition("|") for line in lines)]


def wanted(expected: str) -> set[tuple[str, Decimal, str]]:
    found = set()
    for item in expected.split():
        name, _, rest = item.partition("=")
        value, _, role = rest.partition("@")
        found.add((name, Decimal(value), role or "current"))
    return found


@pytest.mark.parametrize(("expected", "text"), cases(), ids=lambda value: value[:60])
def test_the_sentence_tells_these_figures_and_no_other(expected, text):
    found = {(f.indicator, f.value, f.period_role) for f in read(text, indicators()).figures}
    assert found == wanted(expected)


def test_every_indicator_is_phrased_at_least_once():
    told = {name for expected, _ in cases() for name, _, _ in wanted(expected)}
    assert set(indicators()) - told == set()


def test_every_figure_says_why_it_was_taken():
    for expected, text in cases():
        assert all(figure.why for figure in read(text, indicators()).figures), expected
