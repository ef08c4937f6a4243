"""The facts that are read from a petition, however they are written, scanned or spelled out."""

from __future__ import annotations

import random
import unicodedata

import pytest

from liemchinh.kernel.matching import Fact, explain, facts_of
from tests.kernel.matching_world import REWORDABLE, matter, scanned, written


def values(text: str, *kinds: str) -> list[str]:
    return [fact.value for fact in facts_of(text) if fact.kind in kinds]


def one(text: str, kind: str) -> Fact:
    (fact,) = [fact for fact in facts_of(text) if fact.kind == kind]
    return fact


@pytest.mark.parametrize(
    ("written_so", "dong"),
    [
        ("nộp 500.000 đồng", "500000"),
        ("nộp 500 ngàn", "500000"),
        ("nộp 500 nghìn đồng", "500000"),
        ("nộp 500.000đ", "500000"),
        ("nộp 500k cho nhanh", "500000"),
        ("nộp 500 000 đồng", "500000"),
        ("nop 500.O00 dong", "500000"),
        ("nộp năm trăm ngàn đồng", "500000"),
        ("nộp 15 triệu", "15000000"),
        ("nộp mười lăm triệu đồng", "15000000"),
        ("nop muoi lam trieu", "15000000"),
        ("nộp 15.000.000 đồnq", "15000000"),
        ("nộp 5,44 tỷ", "5440000000"),
        ("nộp 1 tỷ 200 triệu đồng", "1200000000"),
        ("nộp 3 triệu rưỡi", "3500000"),
        ("nộp năm triệu", "5000000"),
    ],
)
def test_an_amount_is_known_by_its_value(written_so: str, dong: str) -> None:
    assert values(f"Tôi phải {written_so}.", "money") == [dong]


@pytest.mark.parametrize(
    "written_so",
    [
        "14/5/2023",
        "14-5-2023",
        "14.5.2023",
        "ngày 14 tháng 5 năm 2023",
        "14 thárig 5 năm 2023",
        "14/05/2O23",
        "l4/5/2023",
    ],
)
def test_a_day_is_known_by_day_and_month_and_by_its_year(written_so: str) -> None:
    assert values(f"Quyết định {written_so} của huyện.", "date", "year") == ["14/5", "2023"]


def test_days_that_are_listed_share_their_month() -> None:
    assert values("các ngày 7, 8 và 9 tháng 11 thợ đến", "date") == values("sáng 7, 8, 9/11 thợ đến", "date")
    assert values("các ngày 7, 8 và 9 tháng 11 thợ đến", "date") == ["7/11", "8/11", "9/11"]


def test_months_that_are_listed_are_no_days() -> None:
    assert values("tiền nước tháng 3, tháng 4 đã đóng", "date") == []


@pytest.mark.parametrize(
    ("text", "plot", "sheet"),
    [
        ("thửa đất số 214, tờ bản đồ số 19", "214", "19"),
        ("thua dat so 214, to ban do so 19", "214", "19"),
        ("(thửa 214, tờ 19)", "214", "19"),
        ("thửa số 2l4 tờ bản đồ 19", "214", "19"),
    ],
)
def test_plot_and_map_sheet(text: str, plot: str, sheet: str) -> None:
    assert values(text, "plot") == [plot]
    assert values(text, "sheet") == [sheet]


def test_a_group_of_households_is_no_map_sheet() -> None:
    assert one("ngụ tổ 7, phường ta", "place").value == "to 7"


@pytest.mark.parametrize(
    ("text", "value"),
    [("Quyết định số 1182/QĐ-UBND", "1182"), ("số 08/2024/TLST-HC", "8"), ("giấy phép 0377/GPXD của quận", "377")],
)
def test_a_document_is_known_by_its_number(text: str, value: str) -> None:
    assert one(text, "document").value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("nền số L7-15 đã giao", "l715"), ("tàu CG-1182 hút cát", "cg1182"), ("xe 51C-118.22", "51c11822")],
)
def test_plates_and_lots_are_known_by_all_of_their_letters(text: str, value: str) -> None:
    assert one(text, "code").value == value


@pytest.mark.parametrize("text", ["gọi 0912 345 678 nhé", "gọi 0912.345.678", "gọi 0912345678."])
def test_a_telephone_number_is_one_however_it_is_grouped(text: str) -> None:
    assert one(text, "phone").value == "912345678"


def test_an_area_in_words_is_the_area_in_figures() -> None:
    spoken = one("đo được bốn trăm tám mươi sáu mét vuông", "area")
    assert spoken.value == one("đo được 486 m2", "area").value == "486"


def test_single_syllables_are_no_numbers_without_diacritics() -> None:
    assert values("Ba Nam tam tru tai nha, sau do bay gio khong con.", "number", "money", "count") == []


@pytest.mark.parametrize(
    "text",
    [
        "Tôi là Khương Đức Nhã, trú thôn Xuân Bách.",
        "Toi la Khuong Duc Nha, tru thon Xuan Bach.",
        "Tôi tên là KHƯƠNG ĐỨC NHÃ, trú thôn này.",
        "Tôilà KhươngĐức Nhã, trú thôn này.",
        "Tôi là Khương Đuc\nNbã, trú thôn này.",
        "Người khiếu nại: Khương Đức Nhã",
        "Người trình bày: bà Khương Đức Nhã, làm ruộng.",
        "Xin cảm ơn.\nThôn Bách, ngày 01 tháng 12 năm 2023\nKhương Đức Nhã",
        "Xin cảm ơn.\nNgười làm đơn\n(đã ký) Khương Đức Nhã",
    ],
)
def test_the_writer_is_known_by_name(text: str) -> None:
    assert set(values(text, "sender")) == {values("Tôi là Khương Đức Nhã.", "sender")[0]}


def test_a_son_who_is_named_does_not_write() -> None:
    text = "Tôi là Đào Quang Sửu. Có con trai tôi là Đào Quang Khải chứng kiến."
    assert len(values(text, "sender")) == 1
    assert len(values(text, "name", "person")) == 1


def test_offices_are_no_names() -> None:
    text = "Trung tâm Phát triển quỹ đất và Phòng Quản lý đô thị trả lời theo Luật Tố cáo và Quyết định của Chủ tịch."
    assert values(text, "name", "person", "place") == []


def test_addressees_the_day_of_signing_and_the_slip_lie_beside_the_matter() -> None:
    slip = "SỞ TÀI CHÍNH\nPHIẾU CHUYỂN ĐƠN số 1187, ngày 16/11/2023\n----------\n"
    letter = (
        "Kính gửi: Công an huyện Cửa Trại\nTôi là Lê Thị Dần. Ngày 2/3 họ thu 85.000 đồng.\n"
        "Bãi Trên, ngày 5 tháng 6 năm 2024\nLê Thị Dần"
    )
    beside = {fact.value for fact in facts_of(slip + letter) if fact.beside}
    told = {fact.value for fact in facts_of(slip + letter) if not fact.beside}
    assert {"16/11", "2023", "5/6", "2024"} <= beside
    assert {"2/3", "85000"} <= told


def test_facts_keep_their_place_in_the_text() -> None:
    text = "Tôi là Lê Thị Dần, nộp năm trăm ngàn đồng ngày 2/3 tại số 45/6 đường Kênh Cũ."
    assert {text[fact.start : fact.end] for fact in facts_of(text)} == {
        "Lê Thị Dần", "năm trăm ngàn đồng", "2/3", "45/6", "Kênh Cũ",
    }  # fmt: skip


def test_decomposed_letters_are_the_same_letters() -> None:
    text = "Tôi là Khương Đức Nhã, thửa 214, nộp 15 triệu đồng."
    plain = [(fact.kind, fact.value, fact.start) for fact in facts_of(text)]
    assert [(f.kind, f.value, f.start) for f in facts_of(unicodedata.normalize("NFD", text))] == plain


def test_most_facts_survive_a_bad_scan() -> None:
    rng = random.Random(77)
    kept = total = 0
    for form in REWORDABLE * 5:
        text = written(form, matter(rng))
        before, after = {f.token for f in facts_of(text)}, {f.token for f in facts_of(scanned(rng, text))}
        kept, total = kept + len(before & after), total + len(before)
    assert kept / total > 0.88


@pytest.mark.parametrize("text", ["", "\n\n", "....", "0", "1/1/1/1", "₫₫₫", "Ａ１", "9" * 500, "m2 m3", "A" * 3000])
def test_any_text_is_read_without_trouble(text: str) -> None:
    assert all(0 <= fact.start < fact.end <= len(text) for fact in facts_of(text))


# --- side by side -----------------------------------------------------------------------------------------------------

A = "Tôi là Lê Thị Dần, có thửa đất số 214, diện tích 486 m2, đã nộp 15 triệu đồng cho ông Lý Hoàng Nghị."
B = "Toi la Le Thi Dan, co thua dat so 377, da nop 15.000.000 dong cho ong Ly Hoang Nghi roi ma chua xong."


def test_shared_facts_are_shown_in_both_texts() -> None:
    told = explain(A, B)
    shared = {(s.kind, told.text_a[slice(*s.in_a[0])], told.text_b[slice(*s.in_b[0])]) for s in told.shared}
    assert ("sender", "Lê Thị Dần", "Le Thi Dan") in shared
    assert ("money", "15 triệu đồng", "15.000.000 dong") in shared
    assert told.shared[0].bits == max(s.bits for s in told.shared)


def test_two_plots_are_shown_as_a_difference() -> None:
    told = explain(A, B)
    (plots,) = [d for d in told.differences if d.kind == "plot"]
    assert [told.text_a[slice(*span)] for span in plots.in_a] == ["214"]
    assert [told.text_b[slice(*span)] for span in plots.in_b] == ["377"]


def test_what_only_one_tells_is_no_difference() -> None:
    told = explain(A, B)
    assert [fact.value for fact in told.only_a if fact.kind == "area"] == ["486"]
    assert "area" not in {d.kind for d in told.differences}


def test_common_passages_are_found_over_lost_diacritics() -> None:
    told = explain(A, B)
    first = told.passages[0]
    assert told.text_a[slice(*first.in_a)] == "Tôi là Lê Thị Dần, có thửa đất số"
    assert told.text_b[slice(*first.in_b)] == "Toi la Le Thi Dan, co thua dat so"


def test_a_long_text_against_itself_is_explained_at_once() -> None:
    text = "Kính đề nghị xem xét giải quyết. " * 3000
    assert len(explain(text, text).passages) >= 1
