"""Reading spreadsheets: every format, every way in which a file can be no spreadsheet at all."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from liemchinh.kernel import legacy
from liemchinh.kernel.errors import Refusal
from liemchinh.spine import sheet_guards
from liemchinh.spine.sheets import UNCOMPUTED, CellError, Workbook, read_workbook

Fill = Callable[[Any], None]


def xlsx(fill: Fill, **options: Any) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, options)
    fill(book)
    book.close()
    return out.getvalue()


def one_cell(book: Any) -> None:
    book.add_worksheet("Năm 2006").write(0, 0, "Ngày")


def test_dates_numbers_texts_and_blanks_come_as_they_are() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("Năm 2006")
        sheet.write_datetime(0, 0, datetime(2006, 3, 20), book.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write_row(0, 1, [47, "14 người", "", "  "])
        sheet.write_row(2, 0, ["cuối"])

    (sheet,) = read_workbook(xlsx(fill)).sheets
    assert sheet.rows[0][:4] == [date(2006, 3, 20), 47, "14 người", None]
    assert sheet.rows[1:] == [[None] * 5, ["cuối", *[None] * 4]] or sheet.rows[2][0] == "cuối"


def test_the_1904_date_system_gives_the_same_day() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_datetime(0, 0, datetime(2006, 3, 5), book.add_format({"num_format": "dd/mm/yyyy"}))

    assert read_workbook(xlsx(fill, date_1904=True)).sheets[0].rows == [[date(2006, 3, 5)]]


def test_a_formula_that_failed_is_an_error_and_no_blank() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("Ẩn bớt")
        sheet.write(0, 0, "x")
        sheet.write_formula(1, 1, "=A1/0", None, "#DIV/0!")
        other = book.add_worksheet("Sau")
        other.write_formula(0, 2, "=NÀO", None, "#REF!")

    first, second = read_workbook(xlsx(fill)).sheets
    assert first.rows[1][1] == CellError("#DIV/0!")
    assert second.rows[0][2] == CellError("#REF!")


def test_hidden_sheets_are_marked() -> None:
    def fill(book: Any) -> None:
        book.add_worksheet("Hiện").write(0, 0, "a")
        hidden = book.add_worksheet("Ẩn")
        hidden.write(0, 0, "b")
        hidden.hide()

    assert [(s.name, s.hidden) for s in read_workbook(xlsx(fill)).sheets] == [("Hiện", False), ("Ẩn", True)]


def test_merged_cells_are_known() -> None:
    def fill(book: Any) -> None:
        book.add_worksheet().merge_range(1, 2, 1, 4, "Số lượng")

    assert read_workbook(xlsx(fill)).sheets[0].merged == [(1, 2, 1, 4)]


def test_decomposed_text_and_hard_blanks_are_composed() -> None:
    def fill(book: Any) -> None:
        book.add_worksheet().write(0, 0, "Ha\u0323nh\u00a0Lan")

    assert read_workbook(xlsx(fill)).sheets[0].rows == [["Hạnh Lan"]]


def test_a_column_typed_in_a_tcvn3_font_is_mended() -> None:
    def fill(book: Any) -> None:
        book.add_worksheet().write_column(0, 0, ["Tuyªn truyÒn phßng, chèng tham nhòng", "Héi nghÞ", "§¬n vÞ tæ chøc"])

    assert read_workbook(xlsx(fill)).sheets[0].rows[2] == ["Đơn vị tổ chức"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_files_are_split_by_the_delimiter_that_they_use(delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([["Ngày", "Nội dung"], ["5/3/2006", 'Luật "PCTN", 2005']])
    (sheet,) = read_workbook(out.getvalue().encode(), "sổ 2006.csv").sheets
    assert sheet.rows[1] == ["5/3/2006", 'Luật "PCTN", 2005']
    assert sheet.name == "sổ 2006"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1258"])
def test_text_files_in_other_encodings_are_decoded(encoding: str) -> None:
    text = "Ngày;Nội dung;Số người\n5/3/2006;Tuyên truyền phòng, chống tham nhũng;40\n"
    if encoding == "cp1258":
        import unicodedata

        text = "".join(c if c in "âêôơưăđÂÊÔƠƯĂĐ" else _split_tone(unicodedata.normalize("NFD", c)) for c in text)
    workbook = read_workbook(text.encode(encoding), "so.csv")
    assert workbook.sheets[0].rows[1] == ["5/3/2006", "Tuyên truyền phòng, chống tham nhũng", "40"]


def _split_tone(decomposed: str) -> str:
    """Windows-1258 holds letters with their hat, and the tone as a character of its own."""
    import unicodedata

    tones = "\u0300\u0301\u0303\u0309\u0323"
    letter = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in tones))
    return letter + "".join(c for c in decomposed if c in tones)


# --- what is refused -------------------------------------------------------------------------------------------------
def refused(data: bytes, name: str = "so.xlsx") -> str:
    with pytest.raises(Refusal) as refusal:
        read_workbook(data, name)
    message = str(refusal.value)
    assert "!" not in message
    return message


def zipped(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "rỗng"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "ảnh PNG"),
        (b"\xff\xd8\xff\xe0" + bytes(200), "ảnh JPEG"),
        (b"%PDF-1.7 ...", "tệp PDF"),
        (b"{\\rtf1 ...}", "RTF"),
        (b"<html><body><table><tr><td>5/3/2006</td></tr></table>", "HTML"),
        (b"\xef\xbb\xbf<!DOCTYPE html><table>", "HTML"),
        (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>", "XML"),
        (bytes(range(256)) * 20, "không phải"),
        ("Đây là một bức thư, không phải là sổ.\nKính gửi ông\n".encode(), "không chia cột"),
        (zipped(**{"word/document.xml": "<w/>"}), "tệp Word"),
        (zipped(**{"ppt/presentation.xml": "<p/>"}), "PowerPoint"),
        (zipped(**{"ảnh.jpg": "x"}), "tệp nén"),
        (b"PK\x03\x04 and no more", "hỏng"),
    ],
)
def test_what_is_no_spreadsheet_is_named_and_refused(data: bytes, said: str) -> None:
    assert said in refused(data)


def test_a_truncated_file_is_refused() -> None:
    data = xlsx(one_cell)
    for cut in (len(data) // 3, len(data) - 30):
        assert "hỏng" in refused(data[:cut])


def test_a_damaged_part_is_refused() -> None:
    data = bytearray(xlsx(one_cell))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as package:
        at = package.getinfo("xl/worksheets/sheet1.xml").header_offset + 60
    data[at : at + 40] = bytes(40)
    assert "hỏng" in refused(bytes(data))


def test_a_password_is_said_to_be_one() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    assert "mật khẩu" in refused(ole + "EncryptedPackage".encode("utf-16-le") + bytes(512))


def test_a_word_document_of_the_old_kind_is_named() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    assert "Word" in refused(ole + "WordDocument".encode("utf-16-le") + bytes(512), "so.xls")


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_args: object) -> None:
        raise AssertionError("the content was looked at")

    monkeypatch.setattr(sheet_guards, "_check_content", never)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        with package.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(64):
                part.write(bytes(1024**2))
    assert "bung ra" in refused(out.getvalue())


def test_a_lying_size_is_met_while_unpacking() -> None:
    data = bytearray(zipped(**{"xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": "0" * 5_000_000}))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 1000)  # uncompressed size in the central directory
    assert "hỏng" in refused(bytes(data))


def test_a_cell_far_outside_is_refused_and_not_allocated() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "a")
        sheet.write(1_048_575, 16_383, "b")

    message = refused(xlsx(fill))
    assert "XFD" in message
    assert "1048576" in message


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "nặng.xlsx"
    with path.open("wb") as out:
        out.truncate(200 * 1024 * 1024)
    with pytest.raises(Refusal, match=r"200 MB.*50 MB"):
        read_workbook(path)


def test_a_workbook_without_a_filled_cell_is_refused() -> None:
    assert "không có ô nào" in refused(xlsx(lambda book: book.add_worksheet()))


def test_styled_but_empty_cells_far_out_do_no_harm(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "Ngày"
    sheet.cell(row=60_000, column=300).number_format = "0.00"
    path = tmp_path / "a.xlsx"
    book.save(path)
    read: Workbook = read_workbook(path)
    assert read.sheets[0].rows == [["Ngày"]]


def test_a_formula_without_a_stored_result_is_no_blank() -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Cộng", "=20+20", '=A1&""'])
    book.save(out)
    assert read_workbook(out.getvalue()).sheets[0].rows[0][1] == CellError(UNCOMPUTED)


def test_a_formula_of_text_may_be_empty() -> None:
    def fill(book: Any) -> None:
        book.add_worksheet().write_row(0, 0, ["a", "b"])
        book.worksheets()[0].write_formula(0, 2, '=""', None, "")

    assert read_workbook(xlsx(fill)).sheets[0].rows[0][:2] == ["a", "b"]


def test_hidden_rows_and_struck_out_cells_are_known() -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for n in range(3):
        book.active.append([n, f"buổi {n}"])
    book.active.row_dimensions[2].hidden = True
    book.active["B3"].font = openpyxl.styles.Font(strike=True)
    book.save(out)
    (sheet,) = read_workbook(out.getvalue()).sheets
    assert (sheet.hidden_rows, sheet.struck) == ({1}, {(2, 1)})


def test_a_text_file_with_old_macintosh_line_ends_is_read() -> None:
    data = "STT;Ngày;Nội dung\r1;5/3/2006;A\r2;6/3/2006;B".encode()
    assert len(read_workbook(data, "so.csv").sheets[0].rows) == 3


def test_the_font_from_which_text_was_converted_is_kept() -> None:
    def fill(book: Any) -> None:
        for n, said in enumerate(("Ngµy th¸ng", "Néi dung tuyªn truyÒn", "H×nh thøc", "Sè ngêi dù", "§¬n vÞ tæ chøc")):
            book.add_worksheet(f"{n}") if not n else None
            book.worksheets()[0].write(0, n, said)

    assert read_workbook(xlsx(fill)).sheets[0].fonts == {legacy.TCVN3}
