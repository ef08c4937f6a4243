"""What an uploaded file is, and what may not come in: decided by content, said in a sentence."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from liemchinh.kernel.errors import Refusal
from liemchinh.spine import papers
from liemchinh.spine.files import StoredFile
from tests.spine.papers_made import blank, container, drawn, encoded, kept_files, typeset, word

MAIL = "From: a@b.vn\r\nTo: c@d.vn\r\nSubject: thu\r\n\r\nNội dung".encode()
SMALL = Image.new("RGB", (60, 80), "white")


def named(value: object) -> str:
    """Bytes make no readable name for a test."""
    return value if isinstance(value, str) else "-"


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (typeset("Đơn kiến nghị về đường ngõ xóm"), "don.pdf", "pdf"),
        (encoded(SMALL, "JPEG"), "anh.jpg", "image"),
        (encoded(SMALL, "PNG"), "anh.pdf", "image"),  # named wrongly: the content decides
        (encoded(SMALL, "TIFF"), "anh.tif", "image"),
        (encoded(SMALL, "WEBP"), "anh.webp", "image"),
        (word("Đơn kiến nghị"), "don.docx", "docx"),
        (MAIL, "thu.eml", "eml"),
        ("Đơn kiến nghị của bà con tổ 5".encode(), "don.txt", "text"),
        ("Đơn kiến nghị".encode("utf-16"), "don.txt", "text"),
        (container({"__properties_version1.0": b"\0" * 32, "__substg1.0_37010102": b"%PDF-1.7"}), "thu.msg", "msg"),
        (b"<html><body>Chao</body></html>", "trang.html", "text"),
        (rb"{\rtf1\ansi Chao}", "don.rtf", "text"),
        (container({"WordDocument": b"x" * 5000}), "don.doc", "other"),
        (zipped(**{"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<w/>"}), "so.xlsx", "other"),
        (b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\0" * 200, "ghi-am.mp3", "other"),
    ],
    ids=named,
)
def test_the_content_tells_what_a_file_is(data: bytes, name: str, kind: str) -> None:
    assert papers.look(data, name).kind == kind


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "don.pdf", "không có nội dung"),
        (b"MZ\x90\0" + b"\0" * 100, "don.pdf", "chương trình"),  # a program with another name
        (b"\x7fELF" + b"\0" * 100, "anh.jpg", "chương trình"),
        (b"WScript.Echo 1", "xem.vbs", "chương trình"),
        (b"#!/bin/sh\nrm -r x", "don.txt", "chương trình"),
        (zipped(**{"don.exe": b"MZ"}), "don.zip", "tệp nén"),
        (b"Rar!\x1a\x07\x00", "don.rar", "tệp nén"),
        (b"\x01\x02\x03\x04" * 50, "don.xyz", "Chưa nhận được loại tệp"),
        (b"%PDF-1.7\nnot a document", "don.pdf", "bị hỏng khi chép"),
        (encoded(drawn(typeset("Chữ"))[0], "JPEG")[:4000], "anh.jpg", "bị hỏng khi chép"),
        (b"\xff\xd8\xff\xe0 no photograph", "anh.jpg", "bị hỏng khi chép"),
        (encoded(drawn(typeset("Chữ"))[0], "PNG")[:3000], "anh.png", "bị hỏng khi chép"),
        (word("Đơn")[:-300], "don.docx", "bị hỏng khi chép"),
        (word("Đơn", word__vbaProject_bin=b"VBA"), "don.docx", "có macro"),
        (container({"WordDocument": b"x" * 5000, "Macros": {"VBA": {"dir": b"x"}}}), "don.doc", "có macro"),
        (container({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"x"}), "don.docx", "mật khẩu"),
        (container({"Setup": b"x"}), "cai-dat.doc", "Chưa nhận được loại tệp"),
        (rb"{\rtf1 {\object\objocx{\*\objdata 00}}}", "don.rtf", "có macro"),
        (zipped(**{"word/document.xml": b"0" * 60_000_000}), "bom.docx", "bom nén"),
    ],
    ids=named,
)
def test_what_cannot_come_in_is_refused_with_what_to_do(data: bytes, name: str, words: str) -> None:
    with pytest.raises(Refusal, match=words) as refused:
        papers.look(data, name)
    assert name in str(refused.value)


def test_a_macro_document_by_declaration_alone_is_refused() -> None:
    plain = word("Đơn")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "[Content_Types].xml":
                data = data.replace(
                    b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                    b"vnd.ms-word.document.macroEnabled.main+xml",
                )
            new.writestr(entry.filename, data)
    with pytest.raises(Refusal, match="có macro"):
        papers.look(out.getvalue(), "don.docm")


def test_a_template_from_the_network_is_a_macro_too() -> None:
    rels = b'<Relationships><Relationship Type="x/attachedTemplate" Target="https://x.vn/t.dotm"/></Relationships>'
    with pytest.raises(Refusal, match="có macro"):
        papers.look(word("Đơn", **{"word___rels__settings.xml.rels": rels}), "don.docx")


def test_a_pdf_with_a_password_is_refused() -> None:
    with pytest.raises(Refusal, match="mật khẩu"):
        papers.look(_locked(typeset("Đơn")), "don.pdf")


def _locked(pdf: bytes) -> bytes:
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="chu", user="khach"))
    return out.getvalue()


def test_the_name_loses_folders_and_signs_that_turn_it_round() -> None:
    assert papers.look(b"chao", "C:\\Don thu\\d\u202eon.txt").name == "don.txt"


def test_three_hundred_pages_are_accepted_and_too_many_refused(settings) -> None:
    assert papers.look(blank(300, pictures=False), "so.pdf").pages == 300
    settings.PAPER_PAGE_LIMIT = 299
    with pytest.raises(Refusal, match="300 trang, nhiều hơn 299"):
        papers.look(blank(300, pictures=False), "so.pdf")


def test_a_picture_too_large_for_any_camera_is_refused_before_it_is_unpacked() -> None:
    huge = io.BytesIO()
    Image.new("1", (16_000, 12_000)).save(huge, "PNG")
    assert len(huge.getvalue()) < 100_000
    with pytest.raises(Refusal, match="lớn quá"):
        papers.look(huge.getvalue(), "bom.png")


def test_a_file_over_the_limit_is_refused(settings) -> None:
    settings.UPLOAD_LIMIT = 10
    with pytest.raises(Refusal, match="Chia nhỏ tệp"):
        papers.look(b"x" * 11, "don.txt")


def test_a_photograph_of_a_telephone_in_heic_is_a_picture() -> None:
    import pi_heif

    assert pi_heif.libheif_info()
    from liemchinh.spine.papers import pictures

    assert pictures.CAN_HEIC
    with pytest.raises(Refusal, match="bị hỏng khi chép"):
        papers.look(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 64, "IMG_1.HEIC")


def test_scans_and_texts_are_told_apart() -> None:
    assert not papers.look(typeset("Đơn kiến nghị " * 20), "don.pdf").scanned
    assert not papers.look(blank(2, pictures=False), "trang.pdf").scanned
    assert papers.look(blank(2, pictures=True), "quet.pdf").scanned


@pytest.mark.django_db
def test_taking_keeps_the_very_bytes(office) -> None:
    data = typeset("Đơn kiến nghị về đường ngõ xóm")
    stored, paper = papers.take(SimpleUploadedFile("don.pdf", data), by=office)
    assert stored.path.read_bytes() == data
    assert (stored.name, stored.kept_by, paper.pages) == ("don.pdf", office, 1)


@pytest.mark.django_db
def test_a_refused_file_leaves_nothing_on_the_disk(settings) -> None:
    before = kept_files(Path(settings.LIEMCHINH_HOME))
    with pytest.raises(Refusal):
        papers.take(SimpleUploadedFile("don.docx", word("Đơn", word__vbaProject_bin=b"VBA")))
    assert kept_files(Path(settings.LIEMCHINH_HOME)) == before
    assert not StoredFile.objects.exists()


def test_what_the_look_opens_it_closes() -> None:
    """pdfium keeps a document's bytes until it is closed."""
    before = pdfium.PdfDocument(typeset("a"))
    papers.look(typeset("Đơn"), "don.pdf")
    assert len(before) == 1
    before.close()
