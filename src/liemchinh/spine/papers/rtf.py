"""The words of an RTF text: letters in a file of their own, and bodies of Outlook mails that have nothing else."""

from __future__ import annotations

import re
from typing import Final

from liemchinh.kernel.errors import Refusal

_TOKEN: Final = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
#: Groups that hold no words of the text.
_SILENT: Final = frozenset(
    b"fonttbl colortbl stylesheet info pict object objdata themedata colorschememapping latentstyles datastore"
    b" listtable listoverridetable rsidtbl generator xmlnstbl filetbl header footer htmltag fldinst bkmkstart".split()
)
_SIGNS: Final = {b"par": "\n", b"line": "\n", b"tab": "\t", b"cell": "\t", b"row": "\n", b"emdash": "—", b"endash": "–",
                 b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•"}  # fmt: skip
#: The dictionary with which every compressed body begins (MS-OXRTFCP 2.1.2.1).
_BEGINNING: Final = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    b"\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
#: A body larger than this is not unpacked: no letter is as long.
LARGEST_BODY: Final = 64 * 1024 * 1024


def has_objects(data: bytes) -> bool:
    """Whether something is embedded that could run when the text is opened."""
    return re.search(rb"\\obj(?:data|autlink|update|emb|ocx)", data) is not None


def text_of(data: bytes) -> str:
    """The words, paragraphs on lines of their own; code pages by \\ansicpg, else Windows-1252."""
    page = re.search(rb"\\ansicpg(\d+)", data[:4096])
    codec = f"cp{int(page[1])}" if page and page[1] not in (b"0", b"65001") else "cp1252"
    out: list[str] = []
    hidden: list[bool] = [False]
    skip = 0  # letters that stand in for a \u sign and are to be passed over
    for token in _TOKEN.finditer(data):
        word, number, hexed, sign, brace, plain = token.groups()
        if brace == b"{":
            hidden.append(hidden[-1])
        elif brace == b"}":
            hidden = hidden[:-1] or [False]
        elif word in _SILENT or sign == b"*":
            hidden[-1] = True
        elif hidden[-1]:
            continue
        elif word == b"u" and number:
            out.append(chr(int(number) % 65536))
            skip = 1
        elif hexed or plain:
            letters = bytes([int(hexed, 16)]) if hexed else plain
            out.append(_decoded(letters[skip:], codec))
            skip = max(0, skip - len(letters))
        else:
            out.append(_SIGNS.get(word, "") if word else _sign(sign))
    joined = "".join(out)
    return joined.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").strip()


def _decoded(letters: bytes, codec: str) -> str:
    try:
        return letters.decode(codec, "replace")
    except LookupError:
        return letters.decode("cp1252", "replace")


def _sign(sign: bytes | None) -> str:
    if sign is None:
        return ""
    return {b"~": " ", b"_": "-", b"-": ""}.get(sign, sign.decode("ascii", "ignore"))


def unpacked(data: bytes) -> bytes:
    """A compressed body (PidTagRtfCompressed, MS-OXRTFCP) unpacked; Refusal where it is damaged."""
    if len(data) < 16:
        raise Refusal("phần nội dung RTF của thư bị cắt cụt")
    size = int.from_bytes(data[4:8], "little")
    if data[8:12] == b"MELA":
        return data[16 : 16 + size]
    if data[8:12] != b"LZFu" or size > LARGEST_BODY:
        raise Refusal("phần nội dung RTF của thư bị hỏng")
    return _inflated(data, size)


def _inflated(data: bytes, size: int) -> bytes:
    """Each control byte announces eight pieces: a letter itself, or twelve bits of place and four of length."""
    window = bytearray(_BEGINNING.ljust(4096, b"\0"))
    at, out, place = len(_BEGINNING), bytearray(), 16
    while place < len(data) and len(out) < size:
        flags, place = data[place], place + 1
        for bit in range(8):
            if place >= len(data):
                break
            if flags >> bit & 1:
                pair, place = int.from_bytes(data[place : place + 2], "big"), place + 2
                start, length = pair >> 4, (pair & 15) + 2
                if start == at:
                    return bytes(out)
            else:
                window[at - 4096], start, length, place = data[place], at, 1, place + 1
            for step in range(length):
                letter = window[(start + step) % 4096]
                window[(at + step) % 4096] = letter
                out.append(letter)
            at = (at + length) % 4096
    return bytes(out[:size])
