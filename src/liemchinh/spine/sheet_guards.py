"""What a file is, and whether it may be opened: checked on its bytes before any reader touches them.

Every refusal is a Vietnamese sentence that says what the file is and what to do; nothing is half-read.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Literal

from liemchinh.kernel.errors import Refusal

MAX_BYTES = 50 * 1024 * 1024
MAX_UNPACKED_BYTES = 300 * 1024 * 1024
MAX_RATIO = 250
MAX_CELLS = 3_000_000
"""Cells of the rectangle round a sheet's data: the reader keeps the whole rectangle, about 35 bytes a cell."""

Format = Literal["xlsx", "xlsb", "xls", "ods", "text"]

_ACCEPTED = "Hãy dùng tệp .xlsx, .xls, .xlsb, .ods hoặc .csv."
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "ảnh PNG"),
    (b"\xff\xd8\xff", "ảnh JPEG"),
    (b"GIF8", "ảnh GIF"),
    (b"BM", "ảnh BMP"),
    (b"II*\x00", "ảnh TIFF"),
    (b"MM\x00*", "ảnh TIFF"),
    (b"%PDF", "tệp PDF"),
    (b"{\\rtf", "tệp văn bản RTF"),
    (b"Rar!", "tệp nén RAR"),
    (b"7z\xbc\xaf", "tệp nén 7z"),
    (b"\x1f\x8b", "tệp nén GZIP"),
    (b"MZ", "tệp chương trình"),
)
_PACKAGES: tuple[tuple[str, str], ...] = (
    ("word/document.xml", "tệp Word"),
    ("ppt/presentation.xml", "tệp PowerPoint"),
)
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"^\s*(<!--.*?-->\s*)*<(!doctype html|html|head|meta|table|style)\b", re.IGNORECASE | re.DOTALL)


def not_a_spreadsheet(name: str, what: str) -> Refusal:
    return Refusal(f"Tệp «{name}» là {what}, không phải bảng tính. {_ACCEPTED}")


def check_size(name: str, size: int) -> None:
    """Refuse a file before it is read into memory."""
    if size == 0:
        raise Refusal(f"Tệp «{name}» rỗng (0 byte). Hãy chọn lại tệp.")
    if size > MAX_BYTES:
        limit, weight = MAX_BYTES // 1024**2, -(-size // 1024**2)
        raise Refusal(
            f"Tệp «{name}» nặng {weight} MB, quá giới hạn {limit} MB cho một lần nhập. "
            "Hãy tách sổ theo năm rồi nhập từng tệp."
        )


def detect(data: bytes, name: str) -> Format:
    """The format by content, whatever the name says; Refusal for everything that is no readable spreadsheet."""
    check_size(name, len(data))
    if data.startswith(b"PK"):
        return _detect_package(data, name)
    if data.startswith(_OLE_MAGIC):
        return _detect_ole(data, name)
    for magic, what in _SIGNATURES:
        if data.startswith(magic):
            raise not_a_spreadsheet(name, what)
    return _detect_text(data, name)


def _detect_text(data: bytes, name: str) -> Format:
    head = data[:4096]
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        raise Refusal(
            f"Tệp «{name}» là trang web (HTML) mang đuôi bảng tính. "
            "Hãy mở bằng Excel, chọn Lưu thành “Excel Workbook (.xlsx)” rồi nhập lại."
        )
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml"):
        raise Refusal(
            f"Tệp «{name}» là tệp XML. Hãy mở bằng Excel, chọn Lưu thành “Excel Workbook (.xlsx)” rồi nhập lại."
        )
    return "text"


def _detect_ole(data: bytes, name: str) -> Format:
    def holds(entry: str) -> bool:
        return entry.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise password_protected(name)
    if holds("Workbook") or holds("Book\x00"):
        return "xls"
    if holds("WordDocument"):
        raise not_a_spreadsheet(name, "tệp Word")
    if holds("PowerPoint Document"):
        raise not_a_spreadsheet(name, "tệp PowerPoint")
    raise broken(name)


def password_protected(name: str) -> Refusal:
    return Refusal(
        f"Tệp «{name}» được bảo vệ bằng mật khẩu. "
        "Hãy mở bằng Excel, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ sổ làm việc), lưu lại rồi nhập."
    )


def broken(name: str) -> Refusal:
    return Refusal(
        f"Tệp «{name}» bị hỏng hoặc tải lên chưa trọn. "
        "Hãy mở thử bằng Excel, lưu lại rồi nhập; nếu không mở được, lấy lại tệp gốc."
    )


def _detect_package(data: bytes, name: str) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_unpacked_size(package, name)
            found = _package_format(package, name)
            _check_content(package, name, found)
            return found
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise broken(name) from error


def _check_unpacked_size(package: zipfile.ZipFile, name: str) -> None:
    members = package.infolist()
    unpacked = sum(m.file_size for m in members)
    packed = sum(m.compress_size for m in members)
    if unpacked > MAX_UNPACKED_BYTES or (unpacked > 20 * 1024**2 and unpacked > MAX_RATIO * max(packed, 1)):
        raise Refusal(
            f"Tệp «{name}» bung ra {unpacked // 1024**2} MB từ {max(packed // 1024**2, 1)} MB nén, "
            "không giống sổ thật nên không mở. Hãy chép vùng dữ liệu sang một tệp mới rồi nhập."
        )


def _package_format(package: zipfile.ZipFile, name: str) -> Format:
    names = set(package.namelist())
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "mimetype" in names and b"opendocument.spreadsheet" in package.read("mimetype"):
        if b"encryption-data" in package.read("META-INF/manifest.xml"):
            raise password_protected(name)
        return "ods"
    for part, what in _PACKAGES:
        if part in names:
            raise not_a_spreadsheet(name, what)
    raise not_a_spreadsheet(name, "tệp nén hoặc tài liệu khác")


def _check_content(package: zipfile.ZipFile, name: str, found: Format) -> None:
    """Unpack every part once, bounded, so that a lying header or a damaged part is met here and not in the reader."""
    for member in package.infolist():
        if member.flag_bits & 0x1:
            raise password_protected(name)
        if member.filename.startswith(("xl/media/", "xl/embeddings/", "Pictures/")):
            continue
        content = package.read(member)
        if found == "xlsx" and member.filename.startswith("xl/worksheets/sheet"):
            _check_rectangle(content, name)
        if found == "ods" and member.filename == "content.xml":
            _check_repeats(content, name)


_FILLED = re.compile(rb'<c (?:[^>]*? )?r="([A-Z]{1,3})(\d{1,7})"[^>]*?(?<!/)>(?!</c>|<v\s*/></c>)')
# Any attribute that ends in r will do: one too many is met by the exact look, and a fixed beginning is found fast.
_WIDE_COLUMN = re.compile(rb'r="([A-Z]{2,3})\d')
_ROW_NUMBER = re.compile(rb'<row [^>]*?\br="(\d+)"')
_REPEATED_ROW = re.compile(
    rb'<table:table-row[^>]*number-rows-repeated="(\d{5,})"[^>]*(?<!/)>(.*?)</table:table-row>', re.DOTALL
)
_REPEATED_CELL = re.compile(rb'<table:table-cell[^>]*number-columns-repeated="(\d{4,})"[^>]*office:value-type')


def _check_rectangle(xml: bytes, name: str) -> None:
    """Refuse a sheet whose filled cells span too much. Styled blanks may lie anywhere: a wide one is read exactly."""
    wide = {column_number(c.decode()) for c in _WIDE_COLUMN.findall(xml)}
    rows = max(map(int, _ROW_NUMBER.findall(xml)), default=0)
    if max(wide, default=26) * rows > MAX_CELLS:
        _check_filled(xml, name)


def _check_filled(xml: bytes, name: str) -> None:
    columns: set[bytes] = set()
    last_row = 0
    for match in _FILLED.finditer(xml):
        columns.add(match[1])
        last_row = max(last_row, int(match[2]))
    width = max((column_number(c.decode()) for c in columns), default=0)
    if width * last_row > MAX_CELLS:
        raise Refusal(
            f"Tệp «{name}» có ô ghi tới cột {column_letter(width - 1)}, dòng {last_row}: vùng dữ liệu quá lớn. "
            "Hãy xóa các ô thừa ngoài bảng hoặc tách sổ theo năm rồi nhập lại."
        )


def _check_repeats(xml: bytes, name: str) -> None:
    rows = any(b"office:value-type" in match[2] for match in _REPEATED_ROW.finditer(xml))
    if rows or _REPEATED_CELL.search(xml):
        raise Refusal(
            f"Tệp «{name}» lặp một ô hàng vạn lần, không giống sổ thật nên không mở. "
            "Hãy chép vùng dữ liệu sang một tệp mới rồi nhập."
        )


def column_letter(index: int) -> str:
    """The letter of column `index`, counted from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column counted from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
