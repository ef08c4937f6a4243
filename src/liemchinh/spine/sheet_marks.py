"""What an xlsx says beside its values, and the reader of values leaves out: failed and uncomputed formulas, hidden
rows, text that is struck out. Read from the package's XML with plain patterns, as nothing here needs a tree.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from liemchinh.spine.sheet_guards import column_number

Place = tuple[int, int]


@dataclass(slots=True)
class Marks:
    """Of one sheet; rows and columns count from 0."""

    errors: dict[Place, str] = field(default_factory=dict)
    """The code of a formula's stored error (#REF!, #DIV/0!)."""
    uncomputed: set[Place] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    struck: set[Place] = field(default_factory=set)


_ERROR_CELL = re.compile(
    rb'<c (?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})(\d{1,7})"[^>]*>(?:(?!</c>).)*?<v>([^<]*)</v>', re.DOTALL
)
# A formula of text (t="str") may well have an empty result.
_UNCOMPUTED = re.compile(
    rb'<c (?![^>]*\bt="str")[^>]*\br="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*'
    rb"<f(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
_HIDDEN_ROW = re.compile(rb'<row (?=[^>]*\bhidden="(?:1|true)")[^>]*\br="(\d+)"')
_STYLED_CELL = re.compile(rb'<c (?=[^>]*\bs="(\d+)")[^>]*\br="([A-Z]{1,3})(\d{1,7})"')
_FONTS = re.compile(rb"<fonts\b.*?</fonts>", re.DOTALL)
_FONT = re.compile(rb"<font\s*/>|<font>.*?</font>", re.DOTALL)
_STRIKE = re.compile(rb'<strike(?:\s*/>|\s+val="(?:1|true)")')
_FORMATS = re.compile(rb"<cellXfs\b.*?</cellXfs>", re.DOTALL)
_FORMAT = re.compile(rb'<xf\b[^>]*?\bfontId="(\d+)"')
_SHEET_TAG = re.compile(rb"<(?:\w+:)?sheet [^>]*>")
_RELATION = re.compile(rb"<Relationship [^>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')


def marks_of(data: bytes) -> dict[int, Marks]:
    """The marks of each sheet of an xlsx, by its place among the tabs.

    Without them a failed formula is a blank, and a blank would be taken for «not counted».
    """
    found: dict[int, Marks] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = set(package.namelist())
        styles = _struck_styles(package.read("xl/styles.xml")) if "xl/styles.xml" in names else frozenset()
        for index, part in enumerate(_sheet_parts(package)):
            if part in names:
                found[index] = _read(package.read(part), styles)
    return found


def _read(xml: bytes, styles: frozenset[bytes]) -> Marks:
    marks = Marks()
    if b't="e"' in xml:
        marks.errors = {_place(m[1], m[2]): m[3].decode() for m in _ERROR_CELL.finditer(xml)}
    if b"<f" in xml:
        marks.uncomputed = {_place(m[1], m[2]) for m in _UNCOMPUTED.finditer(xml)}
    if b"hidden=" in xml:
        marks.hidden_rows = {int(number) - 1 for number in _HIDDEN_ROW.findall(xml)}
    if styles:
        marks.struck = {_place(m[2], m[3]) for m in _STYLED_CELL.finditer(xml) if m[1] in styles}
    return marks


def _place(letters: bytes, row: bytes) -> Place:
    return int(row) - 1, column_number(letters.decode()) - 1


def _struck_styles(xml: bytes) -> frozenset[bytes]:
    """The cell formats whose font is struck out."""
    fonts, formats = _FONTS.search(xml), _FORMATS.search(xml)
    if fonts is None or formats is None:
        return frozenset()
    struck = {n for n, font in enumerate(_FONT.findall(fonts[0])) if _STRIKE.search(font)}
    return frozenset(str(n).encode() for n, font in enumerate(_FORMAT.findall(formats[0])) if int(font) in struck)


def _sheet_parts(package: zipfile.ZipFile) -> Iterator[str]:
    """The part that holds each sheet, in the order of the workbook's tabs."""
    targets: dict[bytes, bytes] = {}
    if "xl/_rels/workbook.xml.rels" in package.namelist():
        for tag in _RELATION.findall(package.read("xl/_rels/workbook.xml.rels")):
            attributes = dict(_ATTRIBUTE.findall(tag))
            targets[attributes.get(b"Id", b"")] = attributes.get(b"Target", b"")
    for tag in _SHEET_TAG.findall(package.read("xl/workbook.xml")):
        target = targets.get(dict(_ATTRIBUTE.findall(tag)).get(b"r:id", b""), b"").decode()
        yield target.lstrip("/") if target.startswith("/") else f"xl/{target}"
