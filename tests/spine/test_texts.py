"""Reading the text of documents, and refusing what cannot be read, in a sentence."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest

from liemchinh.__main__ import main
from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.spelling import TONE_MARKS, TONED
from liemchinh.spine.texts import LARGEST_FILE, read_document

SENTENCE = "Trong kỳ tiếp nhận 52 đơn, đã giải quyết 45 đơn."


def a_docx() -> bytes:
    document = docx.Document()
    document.add_paragraph("Kết quả công tác năm 2024")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [c for row in table.rows for c in row.cells], ["Chỉ tiêu", "Kết quả", "Đơn tố cáo", "12"], strict=True
    ):
        cell.text = text
    document.add_paragraph(SENTENCE)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def a_pdf(*, text: str = "") -> bytes:
    """The least PDF of one page, with `text` in Helvetica or nothing on it."""
    content = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("latin-1") if text else b""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(body),
    )
    return body + tail


def test_a_text_file_keeps_every_character_and_line_end():
    text = "Dòng một\r\nDòng hai\n"
    assert read_document(text.encode("utf-8")).text == text


def with_tones_apart(text: str) -> str:
    """As Windows-1258 writes: the letter, then its tone."""
    return "".join(letter + TONE_MARKS[tone] for c in text for letter, tone in [TONED.get(c, (c, 0))])


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_a_text_file_is_read_in_the_encoding_it_is_in(codec):
    text = with_tones_apart(SENTENCE * 5) if codec == "cp1258" else SENTENCE * 5
    assert read_document(text.encode(codec)).text.lstrip("\ufeff") == SENTENCE * 5


def test_a_word_document_is_read_in_its_order_with_tables_as_rows():
    found = read_document(a_docx(), "bao_cao.docx")
    assert (found.kind, found.name) == ("docx", "bao_cao.docx")
    assert found.text.splitlines()[:3] == ["Kết quả công tác năm 2024", "Chỉ tiêu\tKết quả", "Đơn tố cáo\t12"]
    assert SENTENCE in found.text


def test_a_pdf_is_read_with_its_pages_counted():
    found = read_document(a_pdf(text="Da tiep nhan 52 don"))
    assert (found.kind, found.pages, found.text.strip()) == ("pdf", 1, "Da tiep nhan 52 don")


def a_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * (64 * 1024 * 1024))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "rỗng"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "không phải văn bản"),
        (b"PK\x03\x04 not a zip", "cắt cụt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, ".doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (b"%PDF-1.7\ntruncated", "cắt cụt"),
    ],
)
def test_what_is_no_document_is_refused_in_a_sentence(data, says):
    with pytest.raises(Refusal, match=says):
        read_document(data)


def test_a_truncated_word_document_is_refused():
    with pytest.raises(Refusal, match="cắt cụt"):
        read_document(a_docx()[:-400])


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(Refusal, match="bom nén"):
        read_document(a_bomb())


def test_a_scanned_pdf_without_text_says_that_it_needs_recognition():
    with pytest.raises(Refusal, match=r"chưa có chữ, cần nhận dạng \(OCR\)"):
        read_document(a_pdf())


def test_a_file_beyond_200_mb_is_refused_unread(tmp_path: Path):
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as out:
        out.truncate(LARGEST_FILE + 1)
    with pytest.raises(Refusal, match="200 MB"):
        read_document(huge)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path):
    with pytest.raises(Refusal, match="không có tệp"):
        read_document(tmp_path / "absent.txt")
    with pytest.raises(Refusal, match="thư mục"):
        read_document(tmp_path)


def test_the_command_prints_one_line_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    good = tmp_path / "good.txt"
    good.write_bytes(SENTENCE.encode())
    assert main(["read-figures", str(good)]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    answer = json.loads(line)
    assert answer["file"] == str(good)
    assert {f["indicator"]: f["value"] for f in answer["figures"]} == {
        "petitions_received": 52,
        "petitions_resolved": 45,
    }
    assert all(SENTENCE[f["start"] : f["end"]] == f["quote"] for f in answer["figures"])


def test_the_command_goes_on_after_a_bad_file_and_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    good = tmp_path / "good.txt"
    good.write_bytes(SENTENCE.encode())
    assert main(["read-figures", str(tmp_path / "absent.txt"), str(good)]) == 1
    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == 1
    assert "không có tệp này" in shown.err


def test_the_command_starts_without_django():
    code = (
        "import sys, liemchinh.cli.read_figures, liemchinh.catalogue, liemchinh.spine.texts, liemchinh.kernel.figures;"
        "print('django' in sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "False"
