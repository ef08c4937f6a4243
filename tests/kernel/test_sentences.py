"""The sentence language: clauses that vanish, figures in their place, comparisons by the rules of the house."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from liemchinh.kernel import phrasebook
from liemchinh.kernel.comparisons import Basis, Tails
from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.law import law_root
from liemchinh.kernel.measures import CountAt, Indicator, Period
from liemchinh.kernel.sentences import (
    Ask,
    Facts,
    SentenceError,
    Shown,
    Text,
    fill,
    longer_than_a_year,
    names,
    parse,
    plain,
    render,
    variant,
)
from liemchinh.kernel.states import Earlier, FigureState, State, state_for

BASE = "cùng kỳ năm trước"


@pytest.fixture(scope="module")
def book() -> phrasebook.Phrasebook:
    return phrasebook.load(law_root() / "wording")


def figure(id: str, value: object, unit: str = "đơn", **more: object) -> FigureState:
    number = None if value is None else Decimal(str(value))
    state = State.NONE if number is None else State.VALUE if number else State.ZERO
    indicator = Indicator(id, id, id, unit, "x", measure=more.pop("measure", None))
    return FigureState(indicator, more.pop("state", state), number, **more)


def said(text: str, *figures: FigureState, long_period: bool = False, **fields: object) -> str | None:
    segments = render(text, Facts({f.id: f for f in figures}, fields, long_period=long_period))
    return None if segments is None else plain(segments)


# --- Clauses ---


def test_an_optional_clause_takes_its_comma_along():
    text = "Tiếp nhận {a} đơn[[, trong đó {b} đơn cũ]][[; đủ điều kiện {c} đơn]]."
    assert said(text, figure("a", 40), figure("b", 12), figure("c", 30)) == (
        "Tiếp nhận 40 đơn, trong đó 12 đơn cũ; đủ điều kiện 30 đơn."
    )
    assert said(text, figure("a", 40), figure("b", None), figure("c", 30)) == "Tiếp nhận 40 đơn; đủ điều kiện 30 đơn."
    assert said(text, figure("a", 40), figure("b", 0), figure("c", 0)) == "Tiếp nhận 40 đơn."


def test_a_clause_whose_figure_is_missing_is_left_out_with_what_hangs_on_it():
    text = "Tiếp nhận {a} hồ sơ; đã giải quyết {b} hồ sơ, trong đó đúng hạn {c} hồ sơ[[; trả {d} hồ sơ]]."
    assert said(text, figure("a", 40), figure("c", 12), figure("d", 15)) == "Tiếp nhận 40 hồ sơ; trả 15 hồ sơ."
    assert said("Xử lý {a} tập thể, {b} cá nhân.", figure("a", 3)) == "Xử lý 03 tập thể."


def test_a_sentence_without_its_own_figure_is_not_said():
    assert said("Tiếp nhận {a} đơn; xử lý {b} đơn.", figure("b", 3)) is None
    assert said("Trong đó: «list».") is None


def test_zero_stands_only_in_a_fraction_or_a_rate():
    assert said("Giải quyết {a}/{b} vụ việc.", figure("a", 0), figure("b", 40)) == "Giải quyết 0/40 vụ việc."
    assert said("Đạt {a:pct}.", figure("a", 0, "percent")) == "Đạt 0%."
    assert said("Tiếp {a} lượt; nhận {b} đơn.", figure("a", 12), figure("b", 0)) == "Tiếp 12 lượt."


def test_counts_below_ten_have_a_leading_nought_in_documents_only():
    assert said("Có {a} vụ.", figure("a", 2)) == "Có 02 vụ."
    assert fill("còn «n» ngày", False, n=3) == "còn 3 ngày"
    assert fill("còn «n» ngày", n=3) == "còn 03 ngày"


def test_money_area_and_rates_carry_their_unit():
    text = "Sai phạm {a:money}, {b:area}, đạt {c:pct}."
    assert said(text, figure("a", 1_360_000_000, "VND"), figure("b", 60000, "m2"), figure("c", "82.5", "percent")) == (
        "Sai phạm 1,36 tỷ đồng, 6 ha, đạt 82,5%."
    )


def test_each_figure_stays_a_segment_of_its_own():
    segments = render("Có {a} buổi.", Facts({"a": figure("a", 746)}))
    assert segments == (Text("Có "), Shown("746", "a"), Text(" buổi."))


def test_a_source_that_says_about_is_quoted_as_such():
    assert said("Có {a} người.", figure("a", 350, qualifier="approx")) == "Có khoảng 350 người."
    assert said("Có {a} người.", figure("a", 350, qualifier="at_least")) == "Có trên 350 người."


def test_a_question_keeps_its_place_to_the_end():
    segments = render("Có {a} vụ. ✍ nguyên nhân", Facts({"a": figure("a", 12)}))
    assert segments is not None
    assert segments[-1] == Ask("nguyên nhân")


def test_a_long_period_is_a_giai_đoạn():
    assert said("Trong kỳ không tổ chức.", long_period=True) == "Trong giai đoạn không tổ chức."
    assert said("Nhận {a} đơn, trong đó kỳ trước chuyển sang {a} đơn.", figure("a", 40), long_period=True) == (
        "Nhận 40 đơn, trong đó giai đoạn trước chuyển sang 40 đơn."
    )


@pytest.mark.parametrize(
    ("start", "end", "long"),
    [
        (date(2006, 3, 16), date(2011, 4, 21), True),
        (date(2026, 1, 1), date(2026, 12, 31), False),
        (date(2025, 12, 15), date(2026, 12, 14), False),
        (date(2025, 12, 15), date(2026, 12, 15), True),
    ],
)
def test_a_period_is_long_when_it_exceeds_a_year(start, end, long):
    assert longer_than_a_year(Period(start, end)) is long


def test_values_are_never_read_as_markup():
    assert said("Về «x».", x="{a} [[ «y» ✍") == "Về {a} [[ «y» ✍."


@pytest.mark.parametrize("text", ["Có [[{a} vụ.", "Có {a} vụ]].", "Có {a:sum} vụ."])
def test_a_text_that_cannot_be_read_is_refused(text):
    with pytest.raises(SentenceError):
        parse(text)


# --- States and variants ---


@pytest.mark.parametrize(
    ("value", "reporting", "units", "state"),
    [
        (Decimal(5), 9, 9, State.VALUE),
        (Decimal(0), 9, 9, State.ZERO),
        (Decimal(5), 7, 9, State.PART),
        (Decimal(5), 2, 9, State.SPARSE),
        (Decimal(0), 7, 9, State.SPARSE),
        (None, 0, 9, State.NONE),
    ],
)
def test_the_state_says_how_far_a_figure_is_known(value, reporting, units, state):
    assert state_for(value, reporting, units) is state


def test_the_variant_with_the_most_conditions_wins():
    texts = {"V": "một", "V b=N": "hai", "V a==b": "ba", "Z": "không"}
    facts = Facts({"a": figure("a", 5), "b": figure("b", 5)})
    assert variant(texts, State.VALUE, facts) == "ba"
    assert variant(texts, State.VALUE, Facts({"a": figure("a", 5)})) == "hai"
    assert variant(texts, State.PART, Facts({"a": figure("a", 5), "b": figure("b", 3)})) == "một"
    assert variant(texts, State.NONE, facts) is None


# --- Comparisons (WORDING 1.3) ---


def compared(book, now: object, then: object, unit: str = "đơn", **more: object) -> str:
    state = State.NONE if then is None else State.VALUE if then else State.ZERO
    prev = Earlier(more.pop("then_state", state), None if then is None else Decimal(str(then)), 7, 9)
    return Tails(book, Basis(BASE)).after(figure("a", now, unit, prev=prev, **more), True)


@pytest.mark.parametrize(
    ("now", "then", "phrase"),
    [
        (82, 70, f", tăng 12 đơn, bằng 117% so với {BASE}"),
        (58, 70, f", giảm 12 đơn, bằng 83% so với {BASE}"),
        (340, 100, f", gấp 3,4 lần {BASE}"),
        (300, 100, f", tăng 200 đơn, bằng 300% so với {BASE}"),
        (5, 3, f", tăng 02 đơn so với {BASE}"),
        (3, 9, f", giảm 06 đơn so với {BASE}"),
        (40, 40, f", bằng {BASE}"),
        (5, 0, f" ({BASE} không phát sinh)"),
        (0, 4, f" ({BASE} có 04 đơn)"),
        (0, 0, f"; {BASE} cũng không phát sinh"),
        (251, 250, f", tăng 01 đơn, bằng 100,4% so với {BASE}"),
        (100001, 100000, f", tăng 01 đơn so với {BASE}"),
        (1, 1000, f", giảm 999 đơn so với {BASE}"),  # a ratio that would read 0% is left out
        (12, None, f" (chưa có số liệu {BASE} để so sánh)"),
    ],
)
def test_a_comparison_follows_the_size_of_its_base(book, now, then, phrase):
    assert compared(book, now, then) == phrase


def test_money_carries_its_own_unit_in_a_difference(book):
    assert compared(book, 1_500_000_000, 1_000_000_000, "VND") == f", tăng 500 triệu đồng, bằng 150% so với {BASE}"


def test_rates_differ_in_points(book):
    assert compared(book, "82.5", "79.3", "percent") == f", tăng 3,2 điểm phần trăm so với {BASE}"
    assert compared(book, "79.3", "82.5", "percent") == f", giảm 3,2 điểm phần trăm so với {BASE}"


def test_a_base_that_is_not_complete_is_not_compared_with(book):
    phrase = f" (không so sánh do số liệu {BASE} mới có của 07/09 đơn vị)"
    assert compared(book, 40, 30, then_state=State.PART) == phrase


def test_a_stock_is_compared_with_the_start_of_the_period(book):
    stock = CountAt("organisation.committee_member", "valid_from", "valid_to")
    assert compared(book, 11, 9, "thành viên", measure=stock) == ", tăng 02 thành viên so với đầu kỳ"


def test_a_target_says_how_far_it_is_met(book):
    tails = Tails(book)
    assert tails.after(figure("a", 52, target=Decimal(50)), True) == ", đạt 104% kế hoạch"
    assert tails.after(figure("a", 45, target=Decimal(50)), True) == ", bằng 90% kế hoạch, còn thiếu 05 đơn"


def test_nothing_is_compared_in_a_first_report_or_across_merged_units(book):
    prev = Earlier(State.VALUE, Decimal(70))
    assert Tails(book, Basis(first=True)).after(figure("a", 82, prev=prev), True) == ""
    barred = Basis(BASE, barred=book.text("cmp.units"))
    words = " (không so sánh do sắp xếp đơn vị hành chính từ ngày 01 tháng 7 năm 2025)"
    assert Tails(book, barred).after(figure("a", 82, prev=prev), True) == words


def test_up_to_five_missing_units_are_named_and_more_go_to_the_annex(book):
    part = {"state": State.PART, "n_reporting": 7, "n_units": 9}
    named = Tails(book).after(figure("a", 5, missing_units=("Phường 6", "Phường 7"), **part), True)
    assert named == " (số liệu của 07/09 đơn vị; chưa có số liệu của Phường 6 và Phường 7)"
    many = Tails(book).after(figure("a", 5, missing_units=tuple("abcdef"), **part), True)
    assert many == " (số liệu của 07/09 đơn vị; danh sách đơn vị chưa báo cáo tại Phụ lục 03)"


# --- The texts themselves, and a locality's own ---


def test_every_text_can_be_read(book):
    for variants in book.entries.values():
        for text in variants.values():
            parse(text)


def test_every_figure_in_the_report_texts_is_an_indicator(book):
    from liemchinh.catalogue import indicators

    known = set(indicators())
    for key, variants in book.entries.items():
        if key.startswith("rpt."):
            for text in variants.values():
                found = {n.id for n in parse(text) if type(n).__name__ == "Figure"}
                assert found <= known, (key, found - known)


def test_a_locality_changes_a_text(tmp_path: Path):
    (tmp_path / "own.toml").write_text('"rpt.direct.urged" = {V = "Đôn đốc «n_urged» lần."}\n', encoding="utf-8")
    own = phrasebook.load(law_root() / "wording", [tmp_path])
    assert own.variants("rpt.direct.urged")["V"] == "Đôn đốc «n_urged» lần."


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ('"rpt.new" = "Câu mới."', "không có khóa «rpt.new»"),
        ('"rpt.draft" = ""', "để trống"),
        ('"rpt.direct.urged" = {Z = "Không."}', "không có dạng «Z»"),
        ('"rpt.direct.urged" = {V = "Đôn đốc «n_other» lần."}', "n_other"),
        ('"rpt.direct.urged" = {V = "Đôn đốc [[«n_urged» lần."}', "viết sai"),
        ('"rpt.draft" = ', "Không đọc được"),
    ],
)
def test_a_locality_cannot_add_drop_or_break_a_key(tmp_path: Path, content, complaint):
    (tmp_path / "own.toml").write_text(content, encoding="utf-8")
    with pytest.raises(Refusal, match=complaint):
        phrasebook.load(law_root() / "wording", [tmp_path])


def test_an_unknown_key_raises(book):
    with pytest.raises(KeyError):
        book.text("rpt.nothing")
    assert names("«a» {b}") == {"a", "b"}
