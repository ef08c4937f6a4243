"""What a letter states about itself, each fact with its place: typed letters, scans, e-mails and covering letters."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from liemchinh.kernel.classify import Found, LetterFacts, read_letter

PETITIONS = Path(__file__).resolve().parents[1] / "data" / "petitions"

LETTER = """CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
ĐƠN TỐ CÁO
(V/v lập khống hồ sơ hỗ trợ)
Kính gửi: Chủ tịch UBND huyện Mai Lộc; Thanh tra huyện
Tôi là Trương Thị Bưởi, sinh năm 1970, trú tại thôn Đông, xã Mai Lộc Hạ, huyện Mai Lộc. CCCD số 034170001234,
điện thoại 0912 345 678.
Tôi tố cáo ông Kiều Văn Sóc, kế toán UBND xã Mai Lộc Hạ, lập khống danh sách 12 hộ để rút 48 triệu đồng.
Con trai tôi là Trương Văn Mít chứng kiến. Đề nghị xác minh, xử lý ông Sóc.
Tôi gửi kèm bản chụp danh sách, hai phiếu chi và ảnh sổ quỹ.
Mai Lộc Hạ, ngày 10 tháng 3 năm 2025
Người tố cáo
(đã ký) Trương Thị Bưởi và 6 hộ ký tên"""


def value(found: Found | None) -> str | None:
    return found.value if found else None


def accused(facts: LetterFacts) -> list[tuple[str | None, str | None, str | None]]:
    return [(value(a.name), value(a.position), value(a.unit)) for a in facts.accused]


def test_a_full_letter_gives_every_fact() -> None:
    facts = read_letter(LETTER)
    assert [s.name.value for s in facts.senders] == ["Trương Thị Bưởi"]
    assert value(facts.address) == "thôn Đông, xã Mai Lộc Hạ, huyện Mai Lộc"
    assert value(facts.identity_number) == "034170001234"
    assert value(facts.phone) == "0912 345 678"
    assert facts.written_on == date(2025, 3, 10)
    assert [a.value for a in facts.addressees] == ["Chủ tịch UBND huyện Mai Lộc", "Thanh tra huyện"]
    assert (value(facts.title), facts.title_kind) == ("ĐƠN TỐ CÁO", "to_cao")
    assert accused(facts) == [("Kiều Văn Sóc", "kế toán UBND xã Mai Lộc Hạ", "UBND xã Mai Lộc Hạ")]
    assert value(facts.place) == "xã Mai Lộc Hạ"
    assert [a.value for a in facts.attachments] == ["bản chụp danh sách", "hai phiếu chi", "ảnh sổ quỹ"]
    assert [r.value for r in facts.requests] == ["Đề nghị xác minh, xử lý ông Sóc"]
    assert facts.signers == 7
    assert facts.cover is None


def test_the_summary_says_what_is_told_and_what_is_asked_in_the_letters_own_words() -> None:
    summary = read_letter(LETTER).summary
    assert summary.startswith("Tôi tố cáo ông Kiều Văn Sóc")
    assert summary.endswith("Đề nghị xác minh, xử lý ông Sóc.")


def places(facts: LetterFacts) -> list[Found]:
    single = (facts.address, facts.phone, facts.identity_number, facts.email, facts.written, facts.title, facts.place)
    inner = [f for a in facts.accused for f in (a.name, a.position, a.unit)]
    many = [*facts.addressees, *facts.requests, *facts.attachments, *inner]
    return [f for f in (*single, *many) if f is not None]


def test_each_fact_stands_where_it_says() -> None:
    for path in sorted(PETITIONS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            text = json.loads(line)["text"]
            facts = read_letter(text)
            for fact in places(facts):
                assert " ".join(text[fact.start : fact.end].split()) == fact.value
            assert len(facts.summary) <= 300


def test_decomposed_letters_keep_their_places() -> None:
    import unicodedata

    text = unicodedata.normalize("NFD", LETTER)
    facts = read_letter(text)
    name = facts.senders[0].name
    assert unicodedata.normalize("NFC", text[name.start : name.end]) == "Trương Thị Bưởi"


def test_a_letter_without_marks_or_capitals_is_read() -> None:
    facts = read_letter(
        "kinh gui ubnd xa my thanh\ntoi ten la vo van tuoi sinh nam 1971 o ap 3 xa my thanh. "
        "de nghi xa xem xet lai.\nngay 25/5/2025\nvo van tuoi"
    )
    assert [s.name.value for s in facts.senders] == ["vo van tuoi"]
    assert value(facts.address) == "ap 3 xa my thanh"
    assert facts.written_on == date(2025, 5, 25)


def test_a_scan_with_misread_letters_and_broken_lines_is_read() -> None:
    facts = read_letter(
        "ĐƠN KIÊN NGHỊ\nKínb gửi: UBND xã Tân Kiểng\nTôi là Đường Văn Sính, trú thôn Bắc, xã Hướng Tân. "
        "Tôi kiến nghị xã sửa\ncon đườnq vào xóm.\nĐề righị xã bố trí kinh phí."
        "\nHướng Tân, ngày 05 thárig 3 năm 2025\nĐường Văn Sính"
    )
    assert [s.name.value for s in facts.senders] == ["Đường Văn Sính"]
    assert facts.title_kind == "kien_nghi"
    assert facts.written_on == date(2025, 3, 5)
    assert [a.value for a in facts.addressees] == ["UBND xã Tân Kiểng"]
    assert value(facts.requests[-1]) == "Đề righị xã bố trí kinh phí"


def test_a_covering_letter_is_kept_apart_from_the_petition() -> None:
    facts = read_letter(
        "ỦY BAN MTTQ VIỆT NAM TỈNH HÀ LÃNG\nSố: 214/PC-MTTQ\nPHIẾU CHUYỂN ĐƠN\nNgày 14/6/2025 chúng tôi nhận đơn "
        "của công dân, kính chuyển UBND huyện xem xét, trả lời trước ngày 30/6/2025.\n==========\n" + LETTER
    )
    assert facts.cover is not None
    assert value(facts.cover.body) == "ỦY BAN MTTQ VIỆT NAM TỈNH HÀ LÃNG"
    assert value(facts.cover.number) == "214/PC-MTTQ"
    assert value(facts.cover.date) == "Ngày 14/6/2025"
    assert [s.name.value for s in facts.senders] == ["Trương Thị Bưởi"]
    assert facts.written_on == date(2025, 3, 10)


def test_an_e_mail_is_read_from_its_head() -> None:
    facts = read_letter(
        "From: Lương Bảo Trâm <tram.luong@example.vn>\nDate: 04/07/2025\nSubject: Nước máy có màu vàng\n"
        "Kính gửi UBND phường,\nEm xin phản ánh nước máy đục vàng từ ngày 28/6. Em cảm ơn."
    )
    assert [s.name.value for s in facts.senders] == ["Lương Bảo Trâm"]
    assert value(facts.email) == "tram.luong@example.vn"
    assert facts.written_on == date(2025, 7, 4)
    assert [a.value for a in facts.addressees] == ["UBND phường"]


def test_a_list_of_names_gives_every_signer() -> None:
    facts = read_letter(
        "Kính gửi: UBND phường\nChúng tôi gồm:\n1. Nguyễn Thị Mai, số 4 hẻm 2\n2. Trần Văn Lúa, số 6 hẻm 2\n"
        "3. Lê Thị Bắp, số 8 hẻm 2\nChúng tôi kiến nghị phường sửa đèn đường.\nNgày 2/3/2025"
    )
    assert [s.name.value for s in facts.senders] == ["Nguyễn Thị Mai", "Trần Văn Lúa", "Lê Thị Bắp"]
    assert facts.signers == 3


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Họ và tên: NGUYỄN THỊ MAI", "Nguyễn Thị Mai"),
        ("Tên tôi là Nguyễn Thị Mai", "Nguyễn Thị Mai"),
        ("Người làm đơn: bà Nguyễn Thị Mai", "Nguyễn Thị Mai"),
        ("Em là Y Wớp Niê", "Y Wớp Niê"),
        ("Tôi là Ông Ích Thiện", "Ông Ích Thiện"),
        ("Tôi là Đậu Thị Kim Cúc", "Đậu Thị Kim Cúc"),
        ("Tôi là Kpă H'Nga", "Kpă H'Nga"),
    ],
)
def test_writers_give_their_names_in_many_ways(line: str, name: str) -> None:
    assert [s.name.value for s in read_letter(f"Kính gửi: UBND xã\n{line}\nĐèn đường hư.").senders] == [name]


@pytest.mark.parametrize(
    "line",
    [
        "Tôi là người dân xã Tân An.",
        "Con trai tôi là Nguyễn Văn Mít chứng kiến.",
        "Ông Lê Văn Sáu, trưởng thôn, thu tiền.",
    ],
)
def test_other_people_are_no_senders(line: str) -> None:
    assert read_letter(f"Kính gửi: UBND xã\n{line}\nMong xã xem xét.").senders == ()


@pytest.mark.parametrize("day", ["31/02/2025", "ngày 40 tháng 13 năm 2025"])
def test_an_impossible_day_is_shown_but_never_taken_for_a_date(day: str) -> None:
    facts = read_letter(f"Tôi là Nguyễn Thị Mai, ấp 3. Đèn đường hư.\n{day}\nNguyễn Thị Mai")
    assert facts.written_on is None
    assert facts.written is not None


@pytest.mark.parametrize("text", ["", " ", "\n\n", "?", "Kính gửi:", "ĐƠN"])
def test_a_text_with_nothing_in_it_gives_no_facts(text: str) -> None:
    facts = read_letter(text)
    assert (facts.senders, facts.accused, facts.requests) == ((), (), ())
