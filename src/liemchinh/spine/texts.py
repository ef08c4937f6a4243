"""The text of a document that somebody hands in: .txt in any encoding met in offices, .docx, .pdf."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal

from liemchinh.kernel.errors import Refusal

Kind = Literal["txt", "docx", "pdf"]

#: Larger files are refused: no report is as large, and reading one would hold up everybody else.
LARGEST_FILE: Final = 200 * 1024 * 1024
#: A .docx may not unpack to more than this, nor to more than so many times its own size.
LARGEST_UNPACKED: Final = 400 * 1024 * 1024
LARGEST_RATIO: Final = 200
_WORD_OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"


@dataclass(frozen=True, slots=True)
class Text:
    """The text of the document called `name`; `pages` is known for PDF only, else 0.

    Pages of a PDF are parted by PAGE_END, so that a place in the text tells its page (`page_of`).
    """

    text: str
    kind: Kind
    pages: int = 0
    name: str = ""


#: Between two pages: a form feed on a line of its own, which readers of words pass over as a blank line.
PAGE_END: Final = "\f"


def page_of(text: str, at: int) -> int | None:
    """The page, from 1, on which the character `at` stands; None for a text that has no more than one."""
    return text.count(PAGE_END, 0, at) + 1 if PAGE_END in text else None


def read_document(source: str | Path | bytes, name: str = "") -> Text:
    """The text of `source` (a path or the bytes themselves); Refusal in Vietnamese says why there is none."""
    data = source if isinstance(source, bytes) else _bytes_of(Path(source))
    called = name or ("" if isinstance(source, bytes) else Path(source).name)
    text = _read(data)
    if called.lower().endswith((".docx", ".pdf")) and text.kind == "txt":
        raise Refusal(
            "tên tệp là Word hoặc PDF nhưng bên trong không phải; hãy mở bằng phần mềm đã tạo ra nó rồi lưu lại"
        )
    return replace(text, name=called)


def _read(data: bytes) -> Text:
    if len(data) > LARGEST_FILE:
        raise Refusal("tệp lớn hơn 200 MB; hãy tách thành nhiều tệp nhỏ hơn")
    if not data.strip(b"\0 \r\n\t"):
        raise Refusal("tệp rỗng, không có nội dung để đọc")
    if data.startswith(b"%PDF-") or b"%PDF-" in data[:1024]:
        return _pdf(data)
    if data.startswith(b"PK"):
        return _docx(data)
    if data.startswith(_WORD_OLD):
        raise Refusal(_old_word(data))
    if data.startswith(
        (
            b"{\\rtf",
            b"\x89PNG",
            b"\xff\xd8\xff",
            b"GIF8",
            b"MZ",
            b"\x7fELF",
            b"II*\0",
            b"MM\0*",
            b"Rar!",
            b"7z\xbc\xaf",
            b"\x1f\x8b",
        )
    ):
        raise Refusal("tệp không phải văn bản .txt, .docx hoặc .pdf; hãy lưu lại thành một trong các dạng này")
    return _txt(data)


def _bytes_of(path: Path) -> bytes:
    if path.is_dir():
        raise Refusal("đây là thư mục, không phải tệp")
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Refusal("tệp lớn hơn 200 MB; hãy tách thành nhiều tệp nhỏ hơn")
        return path.read_bytes()
    except FileNotFoundError:
        raise Refusal("không có tệp này; hãy kiểm tra lại đường dẫn") from None
    except OSError as problem:
        raise Refusal(f"không mở được tệp ({problem.strerror or problem})") from None


def _old_word(data: bytes) -> str:
    if _ENCRYPTED in data:
        return "tệp được bảo vệ bằng mật khẩu; hãy mở bằng mật khẩu và lưu lại không có mật khẩu"
    return "tệp Word kiểu cũ (.doc) chưa đọc được; hãy mở bằng Word hoặc LibreOffice và lưu thành .docx"


def _txt(data: bytes) -> Text:
    """Text as it stands: nothing is trimmed and line ends stay, so that places in it are places in the file."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _decoded(data)
    if text.count("\0") or sum(c < " " and c not in "\t\n\r\f\v" for c in text[:20000]) > 8:
        raise Refusal("tệp không phải văn bản (có dữ liệu nhị phân)")
    return Text(text, "txt")


def _decoded(data: bytes) -> str:
    from liemchinh.kernel.legacy import decode

    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise Refusal("tệp văn bản UTF-16 bị cắt cụt; hãy chép lại tệp") from None
    return decode(data)[0]


def _docx(data: bytes) -> Text:
    """Paragraphs and tables in the order of the document, cells separated by tabs; macros never run."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    _check_archive(data)
    try:
        document = docx.Document(io.BytesIO(_without_macros(data)))
        text = "\n".join(_docx_lines(document))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile, SyntaxError):
        raise Refusal("tệp .docx bị hỏng hoặc không phải văn bản Word") from None
    if not text.strip():
        raise Refusal("tệp .docx không có chữ; nếu là ảnh chụp thì cần nhận dạng (OCR), sẽ có ở bản sau")
    return Text(text, "docx")


def _check_archive(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile:
        raise Refusal("tệp bị cắt cụt hoặc hỏng; hãy chép hoặc tải lại tệp") from None
    unpacked = sum(entry.file_size for entry in entries)
    swollen = unpacked > 20 * 1024 * 1024 and unpacked > LARGEST_RATIO * len(data)
    if swollen or unpacked > LARGEST_UNPACKED or len(entries) > 20_000:
        raise Refusal("tệp nén bung ra quá lớn (bom nén); tệp bị từ chối")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refusal("tệp được bảo vệ bằng mật khẩu; hãy lưu lại không có mật khẩu")
    if not any(entry.filename == "word/document.xml" for entry in entries):
        raise Refusal("tệp không phải văn bản .docx; hãy chọn tệp .txt, .docx hoặc .pdf")


def _without_macros(data: bytes) -> bytes:
    """The same package declared as a document without macros: python-docx opens no .docm, and only text is wanted."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml")
        plain = types.replace(
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        )
        if plain == types:
            return data
        copy = io.BytesIO()
        with zipfile.ZipFile(copy, "w") as out:
            for entry in archive.infolist():
                out.writestr(entry, plain if entry.filename == "[Content_Types].xml" else archive.read(entry.filename))
    return copy.getvalue()


def _docx_lines(document: Any) -> list[str]:
    from docx.table import Table

    lines: list[str] = []
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            lines.extend(_row(row) for row in part.rows)
            lines.append("")
        else:
            lines.append(part.text)
    return lines


def _row(row: Any) -> str:
    texts: list[str] = []
    seen: set[int] = set()
    for cell in row.cells:
        if id(cell._tc) in seen:  # a merged cell is given once for each column that it spans
            continue
        seen.add(id(cell._tc))
        texts.append(" ".join(cell.text.split()))
    return "\t".join(texts)


def _pdf(data: bytes) -> Text:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        if "password" in str(problem).lower():
            raise Refusal("tệp PDF được bảo vệ bằng mật khẩu; hãy lưu lại không có mật khẩu") from None
        raise Refusal("tệp PDF bị cắt cụt hoặc hỏng; hãy chép hoặc tải lại tệp") from None
    try:
        pages = [_page(document, number) for number in range(len(document))]
    finally:
        document.close()
    text = f"\n{PAGE_END}\n".join(pages)
    letters = sum(c.isalpha() for c in text)
    if letters < 10:
        raise Refusal("tệp PDF là bản quét, chưa có chữ, cần nhận dạng (OCR); chức năng này sẽ có ở bản sau")
    return Text(text, "pdf", len(pages))


def _page(document: Any, number: int) -> str:
    page = document[number]
    words = page.get_textpage()
    try:
        return _joined(words.get_text_bounded())
    finally:
        words.close()
        page.close()


def _joined(text: str) -> str:
    """A page with the lines of a paragraph made one; list items, headings and rows keep lines of their own."""
    plain = text.replace("\r\n", "\n").replace("\ufffe", "").replace(PAGE_END, "\n")
    lines = [line.rstrip() for line in plain.split("\n")]
    widest = max((len(line) for line in lines), default=0)
    joined: list[str] = []
    for line in lines:
        if joined and _goes_on(joined[-1], line, widest):
            joined[-1] = f"{joined[-1].rstrip()} {line.lstrip()}"
        else:
            joined.append(line)
    return "\n".join(joined)


def _goes_on(before: str, line: str, widest: int) -> bool:
    tail, head = before.rstrip(), line.lstrip()
    if not tail or not head or re.search(r"[.:;!?…]$|\S {3,}\S", tail) or re.search(r"\S {3,}\S", line):
        return False
    if re.match(r"(?:[-+*•–]|[IVX]+\.|\d{1,2}[.)] |[a-zđ]\) )", head):
        return False
    return head[0].islower() or (len(tail.rsplit("\n", 1)[-1]) > 0.7 * widest and not head.isupper())
