"""The review as composed from facts: the seed word for word, states, prompts, annexes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from liemchinh.apps.reports.compose import compose, offers
from liemchinh.apps.reports.facts import (
    Column,
    Coverage,
    Difference,
    Grid,
    GridValue,
    MissingUnit,
    Office,
    Resolution,
    ReviewFacts,
)
from liemchinh.kernel import phrasebook
from liemchinh.kernel.comparisons import Basis
from liemchinh.kernel.measures import Indicator, Period
from liemchinh.kernel.sentences import Shown, Text, plain
from liemchinh.kernel.states import Earlier, FigureState, State
from liemchinh.spine.office.document import Document, Heading, Paragraph, Prompt, Table

LAW = Path(__file__).resolve().parents[2] / "law"
LABELS = {
    "directive_documents_issued": ("Văn bản lãnh đạo, chỉ đạo ban hành", "văn bản"),
    "committee_members": ("Thành viên Ban Chỉ đạo PCTN,TC", "người"),
    "outreach_sessions": ("Buổi/cuộc/lớp/hội nghị tuyên truyền", "cuộc"),
    "outreach_attendees": ("Lượt người dự tuyên truyền", "lượt người"),
    "leaflets_distributed": ("Tờ rơi/tờ bướm/tờ gấp phát hành", "tờ"),
    "contests_held": ("Hội thi, cuộc thi tổ chức", "cuộc"),
    "contest_participants": ("Người tham gia hội thi", "người"),
    "units_commended": ("Tập thể/đơn vị được khen thưởng", "tập thể"),
    "petitions_received": ("Tổng số đơn tiếp nhận", "đơn"),
    "complaints_received": ("Đơn khiếu nại", "đơn"),
    "denunciations_received": ("Đơn tố cáo", "đơn"),
    "news_articles": ("Tin, bài đăng tải", "tin bài"),
    "training_courses": ("Lớp tập huấn, bồi dưỡng nghiệp vụ", "lớp"),
    "norms_inspections": ("Cuộc kiểm tra thực hiện định mức, tiêu chuẩn, chế độ", "cuộc"),
    "inspections_conducted": ("Cuộc thanh tra hành chính", "cuộc"),
    "corruption_cases_detected": ("Vụ việc tham nhũng phát hiện", "vụ"),
    "gifts_returned_cases": ("Trường hợp nộp lại quà tặng", "trường hợp"),
    "savings_amount": ("Tiền tiết kiệm (THTK,CLP)", "VND"),
    "transparency_units_inspected": ("Đơn vị được kiểm tra công khai, minh bạch", "đơn vị"),
}
SEED = {
    "committee_members": 11,
    "outreach_sessions": 746,
    "outreach_attendees": 31211,
    "leaflets_distributed": 41000,
    "contest_participants": 2400,
    "units_commended": 10,
}


def figure(id: str, value: int | str | None, **more: object) -> FigureState:
    label, unit = LABELS[id]
    number = None if value is None else Decimal(value)
    state = State.NONE if number is None else State.VALUE if number else State.ZERO
    return FigureState(Indicator(id, label, label, unit, "x"), more.pop("state", state), number, **more)


def figures(**values: int | None) -> dict[str, FigureState]:
    """Every indicator of LABELS; those not named have not been reported."""
    return {id: figure(id, values.get(id)) for id in LABELS}


PARTY = Office(
    parent="ĐẢNG BỘ THÀNH PHỐ HỒ CHÍ MINH",
    body="QUẬN ỦY QUẬN 1",
    symbol="QU",
    self_name="Ban Thường vụ Quận ủy",
    place="Quận 1",
    on_behalf="BAN THƯỜNG VỤ",
    signer_title="BÍ THƯ",
    signer_name="Nguyễn Văn Hải",
    addressee="Ban Thường vụ Thành ủy",
    recipients=("Ban Thường vụ Thành ủy", "Ban Chỉ đạo Thành phố"),
    drafter="Quận ủy",
)
STATE = Office(
    parent="ỦY BAN NHÂN DÂN",
    body="PHƯỜNG SÀI GÒN",
    symbol="UBND",
    self_name="Ủy ban nhân dân phường",
    place="Sài Gòn",
    on_behalf="ỦY BAN NHÂN DÂN",
    signer_title="CHỦ TỊCH",
    drafter="VX",
)


def facts(**more: object) -> ReviewFacts:
    given: dict[str, object] = {
        "variant": "party",
        "period": Period(date(2006, 3, 16), date(2011, 4, 21)),
        "resolution": Resolution(
            "03-NQ/QU",
            date(2006, 3, 16),
            "Quận ủy",
            "chống quan liêu, tham nhũng, lãng phí, thực hành tiết kiệm",
        ),
        "office": PARTY,
        "remit": "phòng, chống tham nhũng",
        "figures": figures(**SEED),
        "basis": Basis(first=True),
        "coverage": Coverage(9, 9),
        "fields": {"committee_name": "Ban Chỉ đạo phòng, chống tham nhũng Quận"},
    }
    return ReviewFacts(**{**given, **more})


@pytest.fixture(scope="module")
def book() -> phrasebook.Phrasebook:
    return phrasebook.load(LAW / "wording")


def lines(document: Document) -> list[str]:
    return document.plain_text().splitlines()


def test_the_seed_comes_out_word_for_word(book):
    text = lines(compose(facts(), book))
    assert "Đây là kỳ báo cáo đầu tiên nên chưa có số liệu để so sánh." in " ".join(text)
    assert "Ban Chỉ đạo phòng, chống tham nhũng Quận đã được kiện toàn, đến nay có 11 thành viên." in text
    assert (
        "Các cấp ủy, cơ quan, đơn vị đã tổ chức tuyên truyền được 746 buổi với 31.211 lượt người dự; "
        "phát hành 41.000 tờ bướm. Tổ chức hội thi với 2.400 người tham gia."
    ) in text
    assert "Nhân dịp sơ kết, Ban Thường vụ Quận ủy khen thưởng 10 đơn vị thực hiện tốt nhiệm vụ." in text


def test_the_second_seed_has_its_one_figure_and_one_block_for_the_rest(book):
    document = compose(facts(figures=figures(directive_documents_issued=20), fields={}), book)
    text = lines(document)
    sentence = (
        "Để cụ thể hóa Nghị quyết, Ban Thường vụ Quận ủy và các đơn vị trực thuộc đã ban hành 20 văn bản "
        "lãnh đạo, chỉ đạo."
    )
    assert sentence in text
    block = [line for line in text if line.startswith("Đến thời điểm báo cáo chưa có số liệu về các nội dung: ")]
    assert len(block) == 1
    assert "công tác tuyên truyền, giáo dục, bồi dưỡng" in block[0]
    at = text.index("II- KẾT QUẢ THỰC HIỆN")
    assert text[at + 1] == block[0]
    assert text[at + 2] == "III- ĐÁNH GIÁ CHUNG"


def test_three_missing_figures_print_one_line_each(book):
    given = {**SEED, "directive_documents_issued": 3}
    known = {id: figure(id, given.get(id)) for id in (*SEED, "directive_documents_issued", "news_articles")}
    text = lines(compose(facts(figures=known), book))
    assert "Đến thời điểm báo cáo chưa có số liệu về tin, bài đăng tải." in text
    assert not [line for line in text if "các nội dung:" in line]


def test_each_figure_keeps_its_place_and_its_door(book):
    shown = list(compose(facts(), book).shown())
    assert Shown("746", "outreach_sessions") in shown
    assert Shown("41.000", "leaflets_distributed") in shown


def test_zero_reads_as_no_case_and_a_search_that_found_nothing_says_so(book):
    values = {**SEED, "corruption_cases_detected": 0, "gifts_returned_cases": 0, "petitions_received": 0}
    text = lines(compose(facts(figures=figures(**values)), book))
    assert "a) Quà tặng: không phát sinh trường hợp nộp lại." in text
    assert "Trong giai đoạn không tiếp nhận đơn." in text
    assert (
        "Qua công tác tự kiểm tra, thanh tra, giám sát và giải quyết đơn, trong giai đoạn chưa phát hiện vụ việc "
        "tham nhũng." in text
    )


def test_a_short_period_keeps_the_word_kỳ(book):
    year = facts(period=Period(date(2026, 1, 1), date(2026, 12, 31)), figures=figures(petitions_received=0))
    assert "Trong kỳ không tiếp nhận đơn." in lines(compose(year, book))
    longer = replace(year, period=Period(date(2026, 1, 1), date(2027, 1, 1)))
    assert "Trong giai đoạn không tiếp nhận đơn." in lines(compose(longer, book))


def test_partly_reported_figures_say_of_how_many_units_and_are_not_compared(book):
    known = figures(**SEED)
    part = {"n_reporting": 7, "n_units": 9, "missing_units": ("Phường Cầu Muối", "Phường Tân Lập")}
    earlier = Earlier(State.VALUE, Decimal(700))
    known["outreach_sessions"] = figure("outreach_sessions", 746, state=State.PART, prev=earlier, **part)
    known["outreach_attendees"] = figure("outreach_attendees", 31211, state=State.PART, **part)
    text = lines(compose(facts(figures=known, basis=Basis("giai đoạn trước (2001 - 2005)")), book))
    assert (
        "Các cấp ủy, cơ quan, đơn vị đã tổ chức tuyên truyền được 746 buổi với 31.211 lượt người dự (số liệu của 07/09 "
        "đơn vị; chưa có số liệu của Phường Cầu Muối và Phường Tân Lập); phát hành 41.000 tờ bướm."
    ) in next(line for line in text if line.startswith("Các cấp ủy"))


def test_comparison_is_said_once_in_the_opening_and_after_each_figure(book):
    known = figures(outreach_sessions=82, outreach_attendees=900, norms_inspections=3)
    known["outreach_sessions"] = replace(known["outreach_sessions"], prev=Earlier(State.VALUE, Decimal(70)))
    half = Period(date(2026, 1, 1), date(2026, 6, 30))
    text = lines(compose(facts(figures=known, basis=Basis("cùng kỳ năm trước"), period=half), book))
    assert "Số liệu trong báo cáo được so sánh với cùng kỳ năm trước." in " ".join(text)
    assert any(
        "82 buổi với 900 lượt người dự, tăng 12 buổi, bằng 117% so với cùng kỳ năm trước." in line for line in text
    )
    assert any("tổ chức 03 cuộc kiểm tra (chưa có số liệu cùng kỳ năm trước để so sánh)." in line for line in text)


def test_the_state_document_has_its_own_head_words_and_end_mark(book):
    document = compose(facts(variant="state", office=STATE), book)
    text = lines(document)
    assert document.head.motto == ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
    assert document.head.number.startswith("Số: ")
    assert document.head.number.endswith("/BC-UBND")
    assert document.signature.lines == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert document.recipients[-1] == "- Lưu: VT, VX."
    assert text[-1].endswith("./.")
    assert "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH" in text
    assert "Kết quả kiểm tra, giám sát của Đảng do cấp ủy báo cáo riêng." in text
    assert any(line.startswith("Các cơ quan, đơn vị đã tổ chức tuyên truyền được 746 buổi") for line in text)


def test_the_party_head_has_no_colon_and_is_never_mixed_with_the_state_one(book):
    document = compose(facts(office=replace(PARTY, number="57", signed_on=date(2011, 4, 21))), book)
    assert document.head.motto == ("ĐẢNG CỘNG SẢN VIỆT NAM",)
    assert document.head.number == "Số 57-BC/QU"
    assert document.head.place_date == "Quận 1, ngày 21 tháng 4 năm 2011"
    assert document.head.title[0] == (
        "sơ kết 05 năm thực hiện Nghị quyết số 03-NQ/QU, ngày 16 tháng 3 năm 2006 của Quận ủy"
    )
    assert document.signature.lines == ("T/M BAN THƯỜNG VỤ", "BÍ THƯ")
    assert document.recipients == ("- Ban Thường vụ Thành ủy,", "- Ban Chỉ đạo Thành phố,", "- Lưu Văn phòng Quận ủy.")


def test_open_questions_are_listed_and_answers_take_their_place(book):
    asked = dict(compose(facts(), book).open_prompts())
    assert set(asked) == {
        "rpt.overview", "rpt.urging", "rpt.merits", "rpt.faults", "rpt.causes", "rpt.lessons", "rpt.ahead",
        "rpt.proposals",
    }  # fmt: skip
    texts = dict.fromkeys(asked, "–") | {"rpt.merits": "Nhận thức chuyển biến rõ.\nCách làm của Phường 6."}
    document = compose(facts(texts=texts, chosen=("Tiếp tục quán triệt Nghị quyết.",)), book)
    assert document.open_prompts() == []
    text = lines(document)
    assert "Sau 05 năm thực hiện Nghị quyết, công tác phòng, chống tham nhũng có những chuyển biến sau:" in text
    assert "Cách làm của Phường 6." in text
    assert "Không có kiến nghị, đề xuất." in text
    assert "1. Tiếp tục quán triệt Nghị quyết." in text


def test_a_question_inside_a_sentence_is_open_until_it_is_answered(book):
    known = figures(**SEED | {"savings_amount": 1_360_000_000})
    assert "rpt.savings" in dict(compose(facts(figures=known), book).open_prompts())
    answered = compose(facts(figures=known, texts={"rpt.savings": "Chủ yếu là điện, xăng xe."}), book)
    assert "Tiết kiệm 1,36 tỷ đồng. Chủ yếu là điện, xăng xe." in lines(answered)


def test_units_that_did_not_report_stand_in_the_opening_the_offers_and_annex_3(book):
    missing = (MissingUnit("Phường Cầu Muối"), MissingUnit("Phường Tân Lập", ("Tờ bướm phát hành",)))
    given = facts(coverage=Coverage(7, 9, missing))
    document = compose(given, book)
    assert any("từ 07/09 đơn vị trực thuộc; còn 02 đơn vị chưa gửi báo cáo (Phụ lục 03)." in t for t in lines(document))
    table = next(b for b in document.annexes[2].blocks if isinstance(b, Table))
    assert [row[1].text for row in table.rows] == ["Phường Cầu Muối", "Phường Tân Lập"]
    assert "rpt.offer.reporting" in dict(offers(given, book))


def test_differences_and_their_reasons_stand_in_annex_4(book):
    indicator = figure("outreach_attendees", 1).indicator
    reason = "Buổi liên tịch bị hai đơn vị cùng đếm."
    difference = Difference(indicator, Decimal(31211), Decimal(31426), Decimal(31211), reason)
    notes = compose(facts(differences=(difference,)), book).annexes[3].blocks
    text = " ".join(s.text for b in notes if isinstance(b, Paragraph) for s in b.segments)
    assert "tính từ sổ 31.211, đơn vị báo cáo 31.426, chênh lệch +215; dùng số 31.211." in text
    assert "Lý do: Buổi liên tịch bị hai đơn vị cùng đếm." in text


def test_years_and_units_give_tables_best_year_and_best_units(book):
    values = (98, 132, 141, 156, 168, 51)
    years = tuple(Column(str(y), year=y) for y in range(2006, 2012))
    by_year = Grid(years, {"outreach_sessions": tuple(GridValue(State.VALUE, Decimal(v)) for v in values)})
    units = tuple(Column(f"Phường {i}", unit=f"P{i}") for i in range(1, 6))
    counts = (300, 200, 150, 96, None)
    cells = tuple(GridValue(State.VALUE if c else State.NONE, Decimal(c) if c else None) for c in counts)
    document = compose(facts(by_year=by_year, by_unit=Grid(units, {"outreach_sessions": cells})), book)
    text = lines(document)
    assert "Bình quân mỗi năm tổ chức 146 buổi; năm nhiều nhất là năm 2010 (168 buổi)." in text
    best = "Các đơn vị có số buổi tuyên truyền cao: Phường 1 (300 buổi); Phường 2 (200 buổi) và Phường 3 (150 buổi)."
    assert best in text
    beside = next(b.facts for b in document.blocks if isinstance(b, Prompt) and b.key == "rpt.merits")
    assert [plain(fact) for fact in beside] == [best]  # the average of the years is told in II.1 alone
    first, second = (b for b in document.annexes[0].blocks if isinstance(b, Table))
    assert [c.text for c in first.rows[0]] == [
        "Buổi/cuộc/lớp/hội nghị tuyên truyền", "buổi", "98", "132", "141", "156", "168", "51", "746",
    ]  # fmt: skip
    assert second.rows[-2][1].text == "–"
    assert first.rows[0][2].door == Shown("98", "outreach_sessions", year=2006)


def test_petitions_list_only_the_kinds_that_came(book):
    known = figures(petitions_received=40, complaints_received=40, denunciations_received=0)
    half = Period(date(2026, 1, 1), date(2026, 6, 30))
    text = lines(compose(facts(figures=known, period=half), book))
    assert "Tiếp nhận 40 đơn. Phân loại theo nội dung: 40 đơn khiếu nại. Không phát sinh đơn tố cáo." in text


def test_items_of_prevention_are_lettered_in_vietnamese_order(book):
    known = figures(transparency_units_inspected=3, norms_inspections=2, gifts_returned_cases=0)
    text = lines(compose(facts(figures=known), book))
    assert [t[:2] for t in text if t[1:3] == ") "] == ["a)", "b)", "c)"]


def test_ten_commended_units_are_named_and_more_go_to_the_annex(book):
    ten = compose(facts(commended=tuple(f"Phường {i}" for i in range(1, 11))), book)
    assert any(t.startswith("Các đơn vị được khen thưởng gồm: Phường 1,") for t in lines(ten))
    many = compose(facts(commended=tuple(f"Phường {i}" for i in range(1, 12))), book)
    assert "Danh sách tập thể, cá nhân được khen thưởng tại Phụ lục 02." in lines(many)


def test_headings_are_numbered_without_gaps(book):
    marks = [b.mark for b in compose(facts(), book).blocks if isinstance(b, Heading) and b.level == 1]
    assert marks == ["I-", "II-", "III-", "IV-", "V-"]
    parts = [b.mark for b in compose(facts(), book).blocks if isinstance(b, Heading) and b.level == 2]
    assert parts == ["1.", "2.", "3.", "4.", "1.", "2.", "1.", "2.", "3.", "4."]


def test_what_people_wrote_is_text_and_never_markup(book):
    document = compose(facts(texts={"rpt.overview": "[[{x}]] «y» #set page() <b>"}), book)
    assert (Text("[[{x}]] «y» #set page() <b>"),) in [b.segments for b in document.blocks if isinstance(b, Paragraph)]
