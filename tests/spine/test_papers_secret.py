"""Papers with a secrecy mark are refused and leave nothing; papers that only speak of secrets come in."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pypdfium2 as pdfium
import pytest
import typst

from liemchinh.spine import papers
from liemchinh.spine.files import StoredFile
from liemchinh.spine.papers.secrecy import SecretPaper, is_marked, is_marked_name
from tests.spine.papers_made import LETTER, container, encoded, kept_files, needs_tesseract, scanned, typeset, word


@pytest.mark.parametrize(
    "text",
    [
        "UBND PHƯỜNG\nMẬT\nSố: 12/BC",
        "TỐI MẬT",
        "  [ TUYỆT MẬT ]  ",
        "Số: 12-BC/ĐU\tMẬT",
        "Số: 12-BC/ĐU     TỐI MẬT",
        "Độ mật: Mật",
        "ĐỘ MẬT: TỐI MẬT",
        "M Ậ T",
        "T Ố I  M Ậ T",
        "MẬT - KHẨN",
        "| MẬT |",
        "MẬT",  # letters and marks apart
    ],
)
def test_a_stamp_is_found(text: str) -> None:
    assert is_marked(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tôi đề nghị giữ bí mật họ tên.",
        "BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "Ông Mật trú tại tổ 5",
        "Mật",
        "MẬT KHẨU",
        "Danh mục bí mật nhà nước độ Mật, độ Tối mật",
        "MẬT ONG RỪNG",
        "Đề nghị không tiết lộ tài liệu TỐI MẬT mà tôi đã nhắc.",
        "GIẢI MẬT\nMẬT",
        "PHÁP LỆNH BẢO VỆ BÍ\nMẬT",
        "ĐỔI\nMẬT\nKHẨU",
    ],
)
def test_words_about_secrets_are_no_stamp(text: str) -> None:
    assert not is_marked(text)


@pytest.mark.parametrize("text", ["MẠT", "TÓI MẬT", "TUYỆT MẶT", "[MẬT"])
def test_a_stamp_is_found_through_the_slips_of_recognition(text: str) -> None:
    assert is_marked(text, noisy=True)


@pytest.mark.parametrize("text", ["MẤT", "MẮT", "TÔI MẤT", "MẶT TRẬN TỔ QUỐC", "MẬT THIẾT", "ma"])
def test_recognition_makes_no_stamp_of_other_words(text: str) -> None:
    assert not is_marked(text, noisy=True)


@pytest.mark.parametrize(
    "name", ["BC_MẬT.pdf", "Báo cáo (Mật).docx", "tối mật 12.pdf", "TUYET MAT.pdf", "12-BC-MẬT.pdf"]
)
def test_a_name_can_say_that_a_file_is_secret(name: str) -> None:
    assert is_marked_name(name)


@pytest.mark.parametrize(
    "name", ["don xin mat ma.pdf", "ĐƠN BÍ MẬT.pdf", "MẬT KHẨU.txt", "bảo mật.docx", "toi mat vi.pdf"]
)
def test_a_name_that_speaks_of_secrets_is_none(name: str) -> None:
    assert not is_marked_name(name)


def mail_with(data: bytes, name: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@b.vn", "c@d.vn", "Gửi báo cáo"
    mail.set_content("Kính gửi báo cáo.")
    mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return bytes(mail)


MARKED = "UBND PHƯỜNG BẾN XUÂN\nMẬT\nSố: 12/BC-UBND\nBáo cáo về việc bảo vệ người tố cáo của phường trong quý."


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (typeset(MARKED), "bc.pdf"),
        (typeset("Trang bìa của tập hồ sơ gồm nhiều báo cáo", MARKED), "bc.pdf"),
        (word("UBND PHƯỜNG", "MẬT", "Số: 12/BC"), "bc.docx"),
        (word("UBND PHƯỜNG", header="TỐI MẬT"), "bc.docx"),
        (word("UBND PHƯỜNG", boxed="MẬT"), "bc.docx"),
        (
            container({"WordDocument": b"\0" * 1024 + "UBND\rMẬT\rSố: 12\r".encode("utf-16-le") + b"\0" * 4096}),
            "bc.doc",
        ),
        (MARKED.encode(), "bc.txt"),
        (mail_with(word("MẬT", "Số: 12"), "bc.docx"), "thu.eml"),
        (mail_with(mail_with(MARKED.encode(), "bc.txt"), "chuyen.eml"), "thu.eml"),
        (mail_with(b"x", "BC (MẬT).xlsx"), "thu.eml"),
        (b"bat ky", "bao cao TỐI MẬT.txt"),
    ],
)
@pytest.mark.django_db
def test_a_marked_paper_is_refused_and_nothing_is_kept(data: bytes, name: str, settings) -> None:
    before = kept_files(Path(settings.LIEMCHINH_HOME))
    with pytest.raises(SecretPaper, match="Chỉ ghi số, ngày, nơi lưu"):
        papers.take(data, name)
    assert kept_files(Path(settings.LIEMCHINH_HOME)) == before
    assert not StoredFile.objects.exists()


def test_a_denunciation_that_asks_for_secrecy_comes_in() -> None:
    text = LETTER + "\nĐề nghị giữ bí mật họ tên tôi."
    assert papers.look(typeset(text), "don.pdf").kind == "pdf"
    assert papers.look(word(*text.split("\n")), "don.docx").kind == "docx"


@needs_tesseract
@pytest.mark.django_db
def test_the_stamp_on_a_scan_is_read_before_the_scan_is_kept(settings) -> None:
    before = kept_files(Path(settings.LIEMCHINH_HOME))
    with pytest.raises(SecretPaper):
        papers.take(scanned(MARKED), "bc.pdf")
    assert kept_files(Path(settings.LIEMCHINH_HOME)) == before


def stamped(stamp: str, across: float, down: float, turned: int) -> bytes:
    """A colour photograph of a letter with a red stamp in a frame, so many centimetres from the upper left corner."""
    box = f'rect(stroke: 1.5pt + red, inset: 5pt)[#text(fill: red, weight: "bold", size: 13pt)[{stamp}]]'
    source = (
        f'#set page("a4", margin: 2cm)\n#place(top + left, dx: {across}cm, dy: {down}cm, rotate({turned}deg, {box}))\n'
    )
    page = pdfium.PdfDocument(typst.compile((source + LETTER.replace("\n", "\n\n")).encode()))[0]
    return encoded(page.render(scale=200 / 72).to_pil().convert("RGB"), "JPEG", quality=70)


@needs_tesseract
@pytest.mark.parametrize(("stamp", "across", "down", "turned"), [("MẬT", 13, 2.5, 8), ("TỐI MẬT", 1, 0, -4)])
def test_a_crooked_red_stamp_over_other_words_is_read(stamp: str, across: float, down: float, turned: int) -> None:
    with pytest.raises(SecretPaper):
        papers.look(stamped(stamp, across, down, turned), "anh.jpg")


@needs_tesseract
def test_a_red_seal_without_such_words_is_no_stamp() -> None:
    assert papers.look(stamped("ĐÃ NHẬN", 13, 2.5, 8), "anh.jpg").kind == "image"


@needs_tesseract
def test_a_scan_without_a_stamp_comes_in() -> None:
    assert papers.look(scanned(LETTER), "don.pdf").scanned


@needs_tesseract
@pytest.mark.django_db
def test_a_stamp_on_a_later_page_of_a_scan_makes_everything_go(settings) -> None:
    stored, _paper = papers.take(scanned(LETTER, MARKED), "ho-so.pdf")
    reading = papers.read(stored)
    assert reading.status == "secret"
    assert "Chỉ ghi số" in reading.message
    assert not stored.path.exists()
    assert (reading.text, reading.readable, reading.has_pictures) == ("", None, False)
    assert not list((Path(settings.LIEMCHINH_HOME) / "work" / "papers").glob(f"{reading.pk}-*"))
