"""Real files for the tests of papers: typeset letters, scans of them, Word files, old containers, mails."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
import typst
from docx import Document
from PIL import Image

from liemchinh.spine.papers import engines

LETTER = """CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
ĐƠN TỐ CÁO
Kính gửi: Ủy ban nhân dân Phường Bến Xuân, Quận Thử Nghiệm
Tôi tên là Nguyễn Thị Hường, sinh năm 1968, trú tại số 24/7 đường Trần Hưng Đạo, khu phố 3. \
Tôi tố cáo ông Lê Văn Khởi, cán bộ địa chính của phường, đã nhũng nhiễu trong việc cấp giấy chứng nhận \
quyền sử dụng đất cho gia đình tôi.
Ngày 12 tháng 3 năm 2026, tôi nộp hồ sơ tại bộ phận một cửa và được hẹn trả kết quả sau mười lăm ngày làm việc. \
Quá hạn hai tháng, ông Khởi yêu cầu tôi nộp thêm 15.000.000 đồng ngoài lệ phí, không có biên lai.
Tôi đề nghị kiểm tra, xác minh, xử lý nghiêm theo quy định của pháp luật và trả lời bằng văn bản.
Người làm đơn
Nguyễn Thị Hường"""

needs_tesseract = pytest.mark.skipif(
    not engines.has_tesseract(), reason="tesseract is not installed: apt install tesseract-ocr tesseract-ocr-vie"
)


def typeset(*pages: str, size: int = 13) -> bytes:
    """A PDF with a text layer, one page of A4 each; letters are those of typst's own serif, which has Vietnamese."""
    body = "\n#pagebreak()\n".join(page.replace("#", "\\#").replace("\n", "\n\n") for page in pages)
    head = f'#set page("a4", margin: 2.2cm)\n#set text(font: "Libertinus Serif", size: {size}pt, lang: "vi")\n'
    return bytes(typst.compile((head + body).encode()))


def drawn(pdf: bytes, dpi: int = 200, tilt: float = 0.0, noise: int = 0) -> list[Image.Image]:
    """Its pages as a scanner or a hurried photograph shows them."""
    document = pdfium.PdfDocument(pdf)
    pictures = []
    for page in document:
        picture = page.render(scale=dpi / 72, grayscale=True).to_pil()
        if tilt:
            picture = picture.rotate(tilt, fillcolor=255, resample=Image.Resampling.BICUBIC)
        if noise:
            dust = Image.frombytes("L", picture.size, random.Random(7).randbytes(picture.width * picture.height))
            picture = Image.blend(picture, dust, noise / 100)
        pictures.append(picture)
    document.close()
    return pictures


def encoded(picture: Image.Image, form: str, **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def scanned(*pages: str, tilt: float = 0.7, noise: int = 12, size: int = 13) -> bytes:
    """A PDF of pictures without a letter of text."""
    pictures = drawn(typeset(*pages, size=size), tilt=tilt, noise=noise)
    return encoded(pictures[0], "PDF", save_all=True, append_images=pictures[1:], resolution=200, quality=70)


def blank(pages: int, *, pictures: bool) -> bytes:
    """Many small pages: empty, or each with a tiny grey picture, which makes it a scan."""
    if pictures:
        tiny = [Image.new("L", (8, 11), 200)] * pages
        return encoded(tiny[0], "PDF", save_all=True, append_images=tiny[1:], resolution=1)
    document = pdfium.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word(*paragraphs: str, header: str = "", boxed: str = "", **parts: bytes) -> bytes:
    """A .docx; `boxed` stands in a text box; `parts` are further members of the package, «__» for «/»."""
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if boxed:
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        from lxml import etree

        run = document.add_paragraph().add_run()._r
        box = etree.SubElement(run, "{urn:schemas-microsoft-com:vml}textbox")
        inside = etree.SubElement(etree.SubElement(box, f"{{{space}}}txbxContent"), f"{{{space}}}p")
        etree.SubElement(etree.SubElement(inside, f"{{{space}}}r"), f"{{{space}}}t").text = boxed
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out, "a") as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("_bin", ".bin"), content)
    return out.getvalue()


# The old container of Microsoft (MS-CFB), written plainly: version 3, sectors of 512 bytes, a tree that is a list.

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Tree = dict[str, Any]


def container(tree: Tree) -> bytes:
    """Storages are dicts, streams are bytes. Small streams lie in the mini stream, as the standard asks."""
    entries: list[dict[str, Any]] = [{"name": "Root Entry", "kind": 5, "children": []}]
    _list_entries(tree, 0, entries)
    mini, sectors, fat, minifat = bytearray(), [], [], []

    def chain(data: bytes) -> int:
        if not data:
            return _END
        start, count = len(sectors), -(-len(data) // 512)
        sectors.extend(data[i * 512 : i * 512 + 512].ljust(512, b"\0") for i in range(count))
        fat.extend([*range(start + 1, start + count), _END])
        return start

    for entry in entries:
        data = entry.get("data", b"")
        entry["start"], entry["size"] = _END, len(data)
        if len(data) >= 4096:
            entry["start"] = chain(data)
        elif data:
            first, count = len(minifat), -(-len(data) // 64)
            minifat += [*range(first + 1, first + count), _END]
            mini += data.ljust(count * 64, b"\0")
            entry["start"] = first
    entries[0]["start"], entries[0]["size"] = chain(bytes(mini)), len(mini)
    first_mini = chain(struct.pack(f"<{len(minifat)}I", *minifat))
    directory = chain(b"".join(_entry(e) for e in entries))
    fat_sectors = 1
    while (len(fat) + fat_sectors) > fat_sectors * 128:
        fat_sectors += 1
    place = len(sectors)
    fat += [_FAT] * fat_sectors
    fat += [_FREE] * (fat_sectors * 128 - len(fat))
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, fat_sectors,
        directory, 0, 4096, first_mini, -(-len(minifat) // 128), _END, 0, place,
    )  # fmt: skip
    header += struct.pack(f"<{fat_sectors - 1}I", *range(place + 1, place + fat_sectors))
    return header.ljust(512, b"\xff") + b"".join(sectors) + struct.pack(f"<{len(fat)}I", *fat)


def _list_entries(tree: Tree, parent: int, entries: list[dict[str, Any]]) -> None:
    for name, content in tree.items():
        entry = {"name": name, "kind": 1 if isinstance(content, dict) else 2, "children": []}
        entries.append(entry)
        entries[parent]["children"].append(len(entries) - 1)
        if isinstance(content, dict):
            _list_entries(content, len(entries) - 1, entries)
        else:
            entry["data"] = content
    order = sorted(entries[parent]["children"], key=lambda i: (len(entries[i]["name"]), entries[i]["name"].upper()))
    for here, after in zip(order, [*order[1:], _FREE], strict=True):
        entries[here]["right"] = after
    entries[parent]["child"] = order[0] if order else _FREE


def _entry(entry: dict[str, Any]) -> bytes:
    name = entry["name"].encode("utf-16-le") + b"\0\0"
    links = (_FREE, entry.get("right", _FREE), entry.get("child", _FREE))
    return struct.pack(
        "<64sHBBIII16sIQQIQ", name, len(name), entry["kind"], 1, *links, b"", 0, 0, 0, entry["start"], entry["size"]
    )


# Outlook mails (MS-OXMSG): properties in such a container.


def properties(head: int, **fixed: int) -> bytes:
    """The stream of fixed properties: t<tag>_<type>=value; integers of four bytes, times and others of eight."""
    rows = [struct.pack("<IIq", int(key[1:5], 16) << 16 | int(key[6:], 16), 6, value) for key, value in fixed.items()]
    return b"\0" * head + b"".join(rows)


def outlook(head: int = 32, **texts: Any) -> Tree:
    """A mail: `t0037_001F="…"` are streams, ints are fixed properties, `recipients` and `attachments` are trees."""
    tree: Tree = {}
    people, attached = texts.pop("recipients", []), texts.pop("attachments", [])
    fixed = {k: v for k, v in texts.items() if isinstance(v, int)}
    for key, value in texts.items():
        if key in fixed:
            continue
        data = value if isinstance(value, bytes) else value.encode("utf-16-le" if key.endswith("001F") else "cp1258")
        tree[f"__substg1.0_{key[1:5]}{key[6:]}"] = data
    tree["__properties_version1.0"] = properties(head, **fixed)
    tree |= {f"__recip_version1.0_#{i:08X}": part for i, part in enumerate(people)}
    return tree | {f"__attach_version1.0_#{i:08X}": part for i, part in enumerate(attached)}


def wrong_letters(read: str, true: str) -> float:
    """Share of wrong letters: edit distance of the words without breaks, over the true length."""
    a, b = " ".join(read.split()), " ".join(true.split())
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1] / len(b)


def kept_files(home: Path) -> list[Path]:
    """Every file that lies in the store, temporary ones too."""
    return [p for p in (home / "files").rglob("*") if p.is_file()]
