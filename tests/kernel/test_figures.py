"""The figure reader: roles, qualifiers, traps, tables, corrections, and what holds for any text at all."""

from __future__ import annotations

import json
import time
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liemchinh.catalogue import indicators
from liemchinh.kernel.figures import Reading, read

HELD_OUT = Path(__file__).resolve().parents[1] / "data" / "figures"
Key = tuple[str, Decimal, str]


def reading(text: str) -> Reading:
    return read(text, indicators())


def keys(text: str) -> set[Key]:
    return {(f.indicator, f.value, f.period_role) for f in reading(text).figures}


def reasons(text: str) -> dict[str, str]:
    return {skipped.quote: skipped.reason for skipped in reading(text).skipped}


def in_report(sentence: str) -> str:
    return f"BÁO CÁO\nKết quả công tác năm 2023\n\n{sentence}"


@pytest.mark.parametrize(
    ("sentence", "earlier", "now"),
    [
        ("Tiếp nhận 52 đơn (cùng kỳ 45).", 45, 52),
        ("Tiếp nhận 52 đơn, trong khi năm 2022 là 45 đơn.", 45, 52),
        ("Năm 2022, huyện tiếp nhận 45 đơn; năm 2023 tiếp nhận 52 đơn.", 45, 52),
        ("Số đơn tiếp nhận tăng từ 45 đơn lên 52 đơn.", 45, 52),
        ("Số đơn tiếp nhận là 52 đơn, tăng so với 45 đơn cùng kỳ.", 45, 52),
        ("Tiếp nhận 52 đơn, tăng 7 đơn so với năm 2022 (45 đơn).", 45, 52),
        ("Tổng số đơn tiếp nhận: TH 52; CK 45.", 45, 52),
    ],
)
def test_the_number_of_the_period_compared_with_is_previous(sentence, earlier, now):
    assert keys(in_report(sentence)) == {
        ("petitions_received", earlier, "previous"),
        ("petitions_received", now, "current"),
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "Phấn đấu chuyển đổi vị trí công tác 30 người.",
        "Năm 2024, chuyển đổi vị trí công tác đối với 30 người.",
        "Nhiệm vụ năm 2024: chuyển đổi vị trí công tác 30 người.",
        "Từ nay đến cuối năm, chuyển đổi vị trí công tác 30 người.",
    ],
)
def test_what_is_planned_is_a_target(sentence):
    assert keys(in_report(sentence)) == {("job_rotations", 30, "target")}


def test_a_section_of_plans_makes_targets_of_what_it_tells():
    text = in_report("I. KẾT QUẢ\nĐã kiểm tra 56 tổ chức đảng.\nII. PHƯƠNG HƯỚNG NĂM 2024\nKiểm tra 60 tổ chức đảng.")
    assert keys(text) == {("party_orgs_inspected", 56, "current"), ("party_orgs_inspected", 60, "target")}


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [
        ("hơn", "at_least"),
        ("trên", "at_least"),
        ("tối thiểu", "at_least"),
        ("không dưới", "at_least"),
        ("gần", "approx"),
        ("khoảng", "approx"),
        ("ước", "approx"),
        ("ngót", "approx"),
        ("", "exact"),
    ],
)
def test_the_word_before_a_number_says_how_exact_it_is(words, qualifier):
    (figure,) = reading(f"Tổng số tiền sai phạm là {words} 3,4 tỷ đồng.").figures
    assert (figure.value, figure.qualifier) == (3_400_000_000, qualifier)


@pytest.mark.parametrize(
    ("text", "quote", "reason"),
    [
        ("Ngày 21/4/2011, Quận 1 tổ chức hội nghị.", "21/4/2011", "date"),
        ("Ngày 21/4/2011, Quận 1 tổ chức hội nghị.", "1", "place_name"),
        ("Thực hiện Nghị quyết 03 – NQ/QU của Quận ủy.", "03 – NQ/QU", "docno"),
        ("Theo Thông tư số 36/2017/TT-BGDĐT.", "36/2017/TT-BGDĐT", "docno"),
        ("Căn cứ khoản 2 Điều 44.", "44", "legal_article"),
        ("Điện thoại (028) 3755 0199.", "(028) 3755 0199", "phone"),
        ("Tổng đài hoạt động suốt 24/7.", "24/7", "time"),
        ("Chị Nga, 38 tuổi, kể lại.", "38", "age"),
        ("Tiếp nhận 52 đơn, tăng 12 đơn so với cùng kỳ.", "12", "comparison_delta"),
        ("Mỗi đội có từ 20 đến 25 người.", "20 đến 25", "range"),
        ("Tạm giữ 50.000 USD.", "50.000 USD", "foreign_currency"),
    ],
)
def test_a_number_that_is_no_figure_is_left_with_its_reason(text, quote, reason):
    assert reasons(text)[quote] == reason


def test_a_part_is_no_total():
    text = "Tổ chức 48 cuộc tuyên truyền, trong đó riêng khối trường học 17 cuộc."
    assert keys(text) == {("outreach_sessions", 48, "current")}
    assert "subtotal" in reasons(text).values()


@pytest.mark.parametrize(
    "text",
    [
        "Số lượt tiếp công dân không phải 58 lượt mà là 85 lượt.",
        "Số lượt tiếp công dân: 85 lượt (báo cáo trước ghi nhầm 58 lượt).",
        'Bài viết: "tiếp 58 lượt công dân". Đúng là: tiếp 85 lượt công dân.',
    ],
)
def test_only_the_right_number_of_a_correction_counts(text):
    assert keys(text) == {("citizen_reception_visits", 85, "current")}


def test_a_fraction_tells_the_part_and_unless_told_elsewhere_the_whole():
    assert keys("Đã giải quyết 33/40 vụ việc khiếu nại.") == {
        ("petitions_resolved", 33, "current"),
        ("petitions_within_jurisdiction", 40, "current"),
    }


def test_one_quote_may_tell_two_indicators():
    assert keys("Khởi tố mới 14 vụ/37 bị can.") == {
        ("cases_prosecuted", 14, "current"),
        ("defendants_prosecuted", 37, "current"),
    }


def test_columns_of_a_table_say_whose_period_a_cell_is():
    text = in_report("TT\tChỉ tiêu\tNăm 2022\tNăm 2023\n1\tĐơn khiếu nại\t120\t98\n2\tĐơn tố cáo\t31\tkhông")
    assert keys(text) == {
        ("complaints_received", 120, "previous"),
        ("complaints_received", 98, "current"),
        ("denunciations_received", 31, "previous"),
        ("denunciations_received", 0, "current"),
    }


def test_of_a_table_by_units_only_the_total_counts():
    text = "Đơn vị\tSố cuộc tuyên truyền\tSố tờ rơi\nXã A\t5\t100\nXã B\t7\t250\nTổng cộng\t12\t350"
    assert keys(text) == {("outreach_sessions", 12, "current"), ("leaflets_distributed", 350, "current")}


def test_a_headline_that_rounds_gives_way_to_the_text():
    text = "Gần 2.000 phản ánh gửi về đường dây nóng\n\nĐường dây nóng tiếp nhận 1.964 phản ánh của người dân."
    assert keys(text) == {("hotline_reports_received", 1964, "current")}


def test_a_speech_without_figures_has_none():
    assert keys("Không phát hiện chưa chắc là không xảy ra; có khi là chúng ta chưa chịu nhìn.") == set()


PIECES = st.sampled_from(
    [
        "tiếp nhận",
        "52",
        "đơn",
        "1.275",
        "năm",
        "2023",
        "(",
        ")",
        ",",
        ";",
        ".",
        "\n",
        "\t",
        "tỷ",
        "đồng",
        "hai",
        "mươi",
        "không có",
        "trong đó",
        "cùng kỳ",
        "tăng",
        "%",
        "/",
        "-",
        "lần lượt",
        "\r\n",
        "m2",
        "số",
    ]
)
ANY_TEXT = st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join))


@settings(deadline=None, max_examples=150)
@given(text=ANY_TEXT, decomposed=st.booleans())
def test_any_text_is_read_and_every_quote_stands_where_it_says(text, decomposed):
    text = unicodedata.normalize("NFD", text) if decomposed else text
    found = reading(text)
    assert all(text[item.start : item.end] == item.quote for item in (*found.figures, *found.skipped))


def scored(folder: Path) -> float:
    """F1 over (indicator, value, period role), as the score tool counts it."""
    hit = missed = extra = 0
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        want = {(f["indicator"], round(float(f["value"]), 4), f["period_role"]) for f in gold["figures"]}
        got = {(f.indicator, round(float(f.value), 4), f.period_role) for f in reading(text).figures}
        hit, missed, extra = hit + len(want & got), missed + len(want - got), extra + len(got - want)
    return 2 * hit / (2 * hit + missed + extra)


def test_the_development_texts_are_read_to_95_percent(shared):
    assert scored(shared / "data" / "figures" / "dev") >= 0.95


def test_both_seeds_are_read_whole(shared):
    assert scored(shared / "data" / "seeds") == 1.0


def test_the_texts_written_to_mend_the_reader_are_read_to_95_percent():
    assert scored(HELD_OUT / "seen") >= 0.95


def test_texts_never_looked_at_are_read_to_85_percent():
    assert scored(HELD_OUT / "blind") >= 0.85


def test_a_text_ten_times_as_long_takes_about_ten_times_as_long():
    page = "Trong năm, huyện tiếp nhận 52 đơn, giải quyết 45 đơn; tổ chức 12 cuộc tuyên truyền cho 900 lượt người.\n"

    def seconds(pages: int) -> float:
        start = time.process_time()
        reading(page * pages)
        return time.process_time() - start

    reading(page)
    assert seconds(1000) < 40 * seconds(100)


def test_a_line_without_end_is_no_trap():
    start = time.process_time()
    reading("1" * 20_000)
    reading("tiếp nhận " * 5_000 + "52 đơn")
    reading("12 đơn, " * 3_000)
    assert time.process_time() - start < 60
