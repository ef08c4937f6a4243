"""Charts: a missing value is a gap, scales are round, nothing overlaps; screens write numbers as an office does."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from liemchinh.spine.web import charts, formats
from liemchinh.spine.web.charts import Bars, League, Line, Place, Scale, Series, Spark


def drawn(chart: object) -> str:
    return Template("{% load lc_charts %}{% chart c %}").render(Context({"c": chart}))


def test_a_value_nobody_reported_is_a_gap_and_no_zero() -> None:
    line = Line("a", "Buổi", ["I", "II", "III", "IV"], [Series("2010", [41, None, 30, 49])])
    assert [p.value for p in line.points()] == [41, 30, 49]
    assert [(s.x1, s.x2) for s in line.segments()] == [(line.x(2), line.x(3))]
    assert '<td class="lc-n">–</td>' in drawn(line)


@pytest.mark.parametrize(
    ("peak", "top", "step"), [(53, 60, 20), (7, 8, 2), (1, 1, 1), (31_211, 40_000, 10_000), (0, 1, 1), (100, 100, 25)]
)
def test_the_scale_ends_on_a_round_number_at_or_above_the_peak(peak: int, top: float, step: float) -> None:
    scale = Scale.over([peak])
    assert (scale.top, scale.step) == (top, step)
    assert scale.y(0) == charts.TOP + charts.HEIGHT
    assert scale.y(scale.top) == charts.TOP


def test_the_words_at_the_end_of_two_close_lines_do_not_overlap() -> None:
    line = Line("a", "Đơn", ["I", "II"], [Series("2026", [40, 49]), Series("2025", [38, 48], base=True)])
    (_, _, upper), (_, _, lower) = line.ends()
    assert lower - upper >= 16


def test_stacked_parts_fill_their_column_from_the_ground_up() -> None:
    bars = Bars("a", "Việc", ["0–10"], [Series("Trong hạn", [30], state="ok"), Series("Quá hạn", [10], state="late")])
    low, high = bars.bars()
    assert (low.state, high.state) == ("ok", "late")
    assert low.y + low.height == pytest.approx(charts.TOP + charts.HEIGHT, abs=1.5)
    assert high.y + high.height == pytest.approx(low.y, abs=1.5)
    assert bars.totals == [40]


def test_a_league_ranks_and_leaves_those_without_a_value_at_the_end() -> None:
    league = League(
        "Đúng hạn", "Tỷ lệ", [Place("A", None, "–"), Place("B", 88.9, "88,9"), Place("C", 93.8, "93,8")], 90, "%"
    )
    assert [(p.name, p.met) for p in league.ranked()] == [("C", True), ("B", False), ("A", False)]
    assert "Chưa có số liệu" in drawn(league)


def test_every_chart_has_words_for_those_who_do_not_see_it() -> None:
    line = Line("a", "Buổi tuyên truyền mỗi quý", ["I", "II"], [Series("2010", [1, 2])], "buổi")
    bars = Bars("b", "Buổi tuyên truyền theo năm", ["2009", "2010"], [Series("Buổi", [1, 2])])
    for chart in (line, bars):
        page = drawn(chart)
        assert f'<title id="t-{chart.id}">{chart.title}</title>' in page
        assert "<table" in page
    assert 'aria-label="12 quý: 3; –; 5"' in drawn(Spark("12 quý", [3, None, 5]))


def test_no_chart_needs_a_style_or_a_script() -> None:
    page = drawn(Bars("b", "Theo năm", ["2009", "2010"], [Series("Buổi", [1, 2]), Series("Hủy", [0, 1], state="rest")]))
    assert not re.search(r"style=|<script|<style", page)


def test_a_coordinate_keeps_its_point_in_a_language_with_a_decimal_comma() -> None:
    with translation.override("vi"):
        page = drawn(Line("a", "Buổi", ["I", "II", "III"], [Series("2010", [1, 2, 4])]))
    assert not re.search(r'(?:x|y|cx|cy|x1|x2|y1|y2|width|height)="[\d.]*,', page)


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (31_211, "31.211", "31,211"),
        (Decimal("82.50"), "82,5", "82.5"),
        (-1, "−1", "−1"),
        (None, "–", "–"),
        (0, "0", "0"),
    ],
)
def test_numbers_are_written_as_the_reader_writes_them(value: object, vi: str, en: str) -> None:
    with translation.override("vi"):
        assert formats.number(value) == vi
    with translation.override("en"):
        assert formats.number(value) == en


def test_a_figure_brings_its_unit() -> None:
    with translation.override("vi"):
        assert formats.figure(746, "buổi") == "746 buổi"
        assert formats.figure(1_600_000_000, "VND") == "1,6 tỷ đồng"
        assert formats.figure(Decimal("99.96"), "percent") == "99,9%"
        assert formats.figure(None, "buổi") == "–"
