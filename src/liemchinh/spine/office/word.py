"""Word in the official layout: Nghị định 30/2020/NĐ-CP, Phụ lục I for the State, the Party's own form for the Party.

A4, margins 20/20/30/20 mm, Times New Roman, page number centred on top from page two on. One document gives one and
the same sequence of bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, time
from typing import Any

from docx import Document as new_document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from liemchinh.kernel.sentences import Ask, Segments, plain
from liemchinh.spine.office.document import Annex, Block, Cell, Document, Heading, Paragraph, Prompt, Signature, Table
from liemchinh.spine.office.drawing import drawn
from liemchinh.spine.office.lines import BODY, FONT, SMALL, TABLE, line, page, rule, two_columns

#: As wide as it is drawn.
CHART_WIDTH = Mm(160)
#: Characters that a property of an office file may have.
_PROPERTY = 255
#: Office files carry a time; a fixed one keeps the bytes the same.
_EPOCH = (2020, 1, 1, 0, 0, 0)


def render(document: Document) -> bytes:
    """The document as .docx."""
    word = new_document()
    page(word)
    _letterhead(word, document)
    _title(word, document)
    for block in document.blocks:
        _block(word, block)
    _signature(word, document)
    for number, annex in enumerate(document.annexes):
        _annex(word, annex, wide=number == 0, narrow_again=number == 1)
    _properties(word, document)
    raw = io.BytesIO()
    word.save(raw)
    return same_bytes(raw.getvalue())


def same_bytes(archive: bytes) -> bytes:
    """The same zip with one fixed time on every member."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return out.getvalue()


# --- Head ---


def _letterhead(word: Any, document: Document) -> None:
    party = document.variant == "party"
    if not document.head.body:
        _motto(word, document)
        return
    left, right = two_columns(word, *((Mm(82), Mm(78)) if party else (Mm(64), Mm(96))))
    head = document.head
    if head.parent:
        line(left, head.parent, size=12)
    for part in head.body.split("\n"):
        line(left, part, size=13, bold=True)
    if party:
        line(left, "*", size=14)
    else:
        rule(left, Mm(21))
    if head.number:
        line(left, head.number, size=13)
    if head.about:
        line(left, head.about, size=12, before=4)
    if document.draft_mark:
        line(left, document.draft_mark, size=12, bold=True, before=4)
    _motto(right, document)
    line(right, head.place_date, size=13, italic=True, before=6)


def _motto(place: Any, document: Document) -> None:
    party, alone = document.variant == "party", not document.head.body
    for step, part in enumerate(document.head.motto):
        line(place, part, size=(14 if party else 12) + step, bold=True)
    if document.head.motto:
        rule(place, Mm(50) if alone else Mm(4) if party else Mm(18))


def _title(word: Any, document: Document) -> None:
    if document.head.type_name:
        _title_lines(word, document)
    for number, addressee in enumerate(document.addressees):
        line(word, addressee, before=0 if number else 12)
    if document.addressees:
        line(word, "", size=6)


def _title_lines(word: Any, document: Document) -> None:
    line(word, document.head.type_name, size=16 if document.variant == "party" else 14, bold=True, before=18)
    for part in document.head.title:
        line(word, part, bold=True)
    if document.variant == "party":
        line(word, "-----", after=12)
    else:
        rule(word, Mm(58), after=12)


# --- Body ---


def _block(word: Any, block: Block) -> None:
    if isinstance(block, Heading):
        _heading(word, block)
    elif isinstance(block, Paragraph):
        _styled(word, block)
    elif isinstance(block, Prompt):
        _prompt(word, block)
    else:
        _table(word, block)


def _heading(word: Any, heading: Heading) -> None:
    paragraph = line(word, f"{heading.mark} {heading.text}", bold=True, before=6, after=6, align=ALIGN.LEFT)
    paragraph.style = word.styles[f"Heading {heading.level}"]
    _as_text(paragraph.style)
    paragraph.paragraph_format.first_line_indent = Mm(12.7)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.runs[0].font.color.rgb = None


def _as_text(style: Any) -> None:
    """A heading style that looks like the body: the official layout knows no colours and no other font."""
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(BODY), True, False
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)
    color = style.element.rPr.find(qn("w:color"))
    if color is not None:
        style.element.rPr.remove(color)


def _paragraph(place: Any, segments: Segments, size: int = BODY) -> Any:
    paragraph = place.add_paragraph()
    paragraph.alignment = ALIGN.JUSTIFY
    style = paragraph.paragraph_format
    style.first_line_indent, style.space_after, style.line_spacing = Mm(12.7), Pt(6), 1.15
    for segment in segments:
        if isinstance(segment, Ask):
            _shade(paragraph.add_run(f" ✍ {segment.text}"))
        else:
            run = paragraph.add_run(segment.text)
            run.font.size = Pt(size)
    return paragraph


#: «Điều 1.» of an article.
_ARTICLE = re.compile(r"Điều \d+\.")


def _styled(word: Any, block: Paragraph) -> None:
    """A paragraph of a decision: basis in italics, the deciding words centred, the number of an article in bold."""
    if block.style == "centre":
        line(word, plain(block.segments), bold=True, before=6, after=6).paragraph_format.keep_with_next = True
        return
    paragraph = _paragraph(word, block.segments)
    for run in paragraph.runs:
        run.italic = True if block.style == "basis" else run.italic
    if block.style == "article" and (number := _ARTICLE.match(paragraph.runs[0].text)):
        first = paragraph.runs[0]
        rest = paragraph.add_run(first.text[number.end() :])
        first.text, first.bold, rest.font.size = number[0], True, first.font.size
        first._r.addnext(rest._r)


def _prompt(word: Any, prompt: Prompt) -> None:
    paragraph = _paragraph(word, (Ask(prompt.ask),))
    paragraph.alignment = ALIGN.LEFT
    for fact in prompt.facts:
        _paragraph(word, fact, size=12)


def _shade(run: Any) -> None:
    run.italic = True
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "E3E3E3")):
        shading.set(qn(f"w:{name}"), value)
    run._r.get_or_add_rPr().append(shading)


def _signature(word: Any, document: Document) -> None:
    if document.blocks:
        word.paragraphs[-1].paragraph_format.keep_with_next = True
    line(word, "", size=8).paragraph_format.keep_with_next = True
    if document.signers:
        _side_by_side(word, document)
    else:
        _one_signature(word, document)
    if document.footer:
        line(word, document.footer, size=9, italic=True, before=12, align=ALIGN.LEFT)


def _side_by_side(word: Any, document: Document) -> None:
    """Two people a row; nobody's name is split from the room to sign."""
    for number in range(0, len(document.signers), 2):
        pair = document.signers[number : number + 2]
        for cell, signer in zip(two_columns(word, Mm(80), Mm(80)), (*pair, Signature((), ""))[:2], strict=True):
            _signed(cell, signer)
            _keep_together(cell)
        line(word, "", size=8)


def _signed(cell: Any, signature: Signature) -> None:
    for part in signature.lines:
        line(cell, part, size=BODY, bold=True)
    for _ in range(4):
        line(cell, "")
    line(cell, signature.name, bold=True)


def _one_signature(word: Any, document: Document) -> None:
    left, right = two_columns(word, Mm(80), Mm(80))
    line(left, document.recipients_title, size=12, bold=True, italic=True, align=ALIGN.LEFT)
    for recipient in document.recipients:
        line(left, recipient, size=SMALL, align=ALIGN.LEFT)
    _signed(right, document.signature)
    for cell in (left, right):
        _keep_together(cell)


def _keep_together(cell: Any) -> None:
    for paragraph in cell.paragraphs:
        paragraph.paragraph_format.keep_with_next = True


# --- Annexes ---


def _annex(word: Any, annex: Annex, wide: bool, narrow_again: bool) -> None:
    """A table starts a page; the first annex, with its wide tables, lies on its side."""
    if wide or narrow_again:
        section = word.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
        section.different_first_page_header_footer = False
    elif any(isinstance(block, Table) for block in annex.blocks):
        word.add_page_break()
    line(word, annex.title, bold=True, before=0 if wide or narrow_again else 18)
    line(word, annex.head_line, italic=True, size=13, after=8)
    for block in annex.blocks:
        _block(word, block)


def _table(word: Any, table: Table) -> None:
    if table.caption:
        line(word, table.caption, size=13, bold=True, before=6, after=4, align=ALIGN.LEFT)
    grid = word.add_table(rows=1, cols=len(table.columns))
    grid.style, grid.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    _widths(word, grid, table)
    _row(grid.rows[0], table.columns, [True] * len(table.columns), bold=True)
    _repeat(grid.rows[0])
    for cells in table.rows:
        row = grid.add_row()
        for cell, column in zip(row.cells, grid.columns, strict=True):
            cell.width = column.width
        _row(row, [c.text for c in cells], [_is_figure(c) for c in cells])
    for foot in (table.note, table.source):
        if foot:
            line(word, foot, size=SMALL, italic=True, before=3, align=ALIGN.LEFT)
    if table.chart is not None:
        _chart(word, table)


def _chart(word: Any, table: Table) -> None:
    """The drawn row as a picture; its words for those who do not see it, and for search, are the title and numbers."""
    title = line(word, table.chart_title, size=13, bold=True, before=8, after=4, align=ALIGN.LEFT)
    title.paragraph_format.keep_with_next = True
    place = word.add_paragraph()
    place.alignment = ALIGN.CENTER
    picture = place.add_run().add_picture(io.BytesIO(drawn("chart.typ", asdict(table), "png")), width=CHART_WIDTH)
    named = picture._inline.docPr
    named.set("name", table.chart_title)
    named.set("descr", f"{table.chart_title}: {'; '.join(_told(table))}.")


def _told(table: Table) -> Iterator[str]:
    """«2006: 120» for each column of the chart."""
    cells = table.rows[table.chart or 0]
    yield from (f"{label}: {cell.text}" for label, cell in list(zip(table.columns, cells, strict=True))[2:-1])


def _is_figure(cell: Cell) -> bool:
    return cell.number is not None or cell.text in ("0", "–", "x", "*") or cell.text.isdigit()


def _widths(word: Any, grid: Any, table: Table) -> None:
    section = word.sections[-1]
    room = section.page_width - section.left_margin - section.right_margin
    weights = table.weights or (1,) * len(table.columns)
    grid.autofit = False
    for column, weight in zip(grid.columns, weights, strict=True):
        column.width = room * weight // sum(weights)


def _row(row: Any, texts: Sequence[str], centred: Iterable[bool], bold: bool = False) -> None:
    for cell, text, middle in zip(row.cells, texts, centred, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.alignment = ALIGN.CENTER if middle else ALIGN.LEFT
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(TABLE)
    no_split = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(no_split)


def _repeat(row: Any) -> None:
    """The head of a table again on each page."""
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(head)


def _properties(word: Any, document: Document) -> None:
    core = word.core_properties
    core.title = document.name[:_PROPERTY]
    core.author, core.last_modified_by, core.language = document.head.body.replace("\n", " "), "", "vi-VN"
    core.created = core.modified = datetime.combine(document.dated, time(), tzinfo=UTC)
    core.comments, core.revision = document.footer[:_PROPERTY], 1
