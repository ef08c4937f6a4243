"""Text from before Unicode: TCVN3 (ABC fonts), VNI-Windows, Windows-1258; and UTF-8 and UTF-16.

Two doors. `decode` reads the bytes of a file. `repair` mends text that a program already took for Western European
letters because it was typed with an ABC or VNI font («Céng hoµ x· héi», «Coäng hoøa xaõ hoäi»). A single short cell can
be right in both readings («Tê» is a word, and «Tờ» in TCVN3), so for a whole sheet ask `font_of` once, then `convert`.

Sources: TCVN 5712:1993 (VN3), the VNI-Windows font layout, Microsoft code page 1258.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.spelling import TONED, is_syllable, word_set

UTF8: Final = "UTF-8"
UTF16: Final = "UTF-16"
WINDOWS_1258: Final = "Windows-1258"
TCVN3: Final = "TCVN3 (ABC)"
VNI: Final = "VNI-Windows"

_ENOUGH = 0.75  # share of accented words that must be possible Vietnamese syllables
_MARGIN = 0.08  # by how much the best reading must beat the next
_SAMPLE = 200_000  # characters that are judged; the whole file is converted

# --- TCVN3 ---------------------------------------------------------------------------------------------------------
_TCVN3_LETTERS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
_FROM_TCVN3: Final = {start + i: char for start, run in _TCVN3_LETTERS.items() for i, char in enumerate(run)}
_FROM_TCVN3[0x3BC] = "à"  # some programs write the micro sign (B5) as the Greek letter

# --- VNI: a mark follows its vowel ---------------------------------------------------------------------------------
_VNI_SINGLE = dict(zip("ñÑöÖôÔíÍìÌæÆóÓòÒîÎ", "đĐưƯơƠíÍìÌỉỈĩĨịỊỵỴ", strict=True))
_TONES = "\u0301\u0300\u0309\u0303\u0323"  # sắc, huyền, hỏi, ngã, nặng, in the order of the rows below
_VNI_MARKS = {
    **{mark: (tone, "aeouyôö") for mark, tone in zip("ùøûõï", _TONES, strict=True)},
    "â": ("\u0302", "aeo"),
    **{mark: ("\u0302" + tone, "aeo") for mark, tone in zip("áàåãä", _TONES, strict=True)},
    "ê": ("\u0306", "a"),
    **{mark: ("\u0306" + tone, "a") for mark, tone in zip("éèúüë", _TONES, strict=True)},
}


def _vni_pairs() -> dict[str, str]:
    pairs = dict(_VNI_SINGLE)
    for mark, (accents, vowels) in _VNI_MARKS.items():
        for vowel in vowels + vowels.upper():
            letter = unicodedata.normalize("NFC", _VNI_SINGLE.get(vowel, vowel) + accents)
            pairs[vowel + mark] = letter
            pairs[vowel + mark.upper()] = letter
    return pairs


_FROM_VNI: Final = _vni_pairs()
_VNI_PAIR: Final = re.compile("|".join(sorted(map(re.escape, _FROM_VNI), key=len, reverse=True)))

# --- judging a reading ---------------------------------------------------------------------------------------------
_WORDS: Final = re.compile(r"[^\s!-/:-@\[-`{-~\u2010-\u2026\u00ab\u00bb\u00a0\u00b0\u00b2\u00b3\u00bc-\u00be]+")
_ABBREVIATION: Final = re.compile("[B-DF-HJ-NP-TV-XZĐ]*Đ[B-DF-HJ-NP-TV-XZĐ]*")
_ALREADY: Final = frozenset(
    char for low in [*TONED, "đ"] for char in (low, low.upper()) if ord(char) > 0xFF
)  # letters that only Unicode text has
_COMMON: Final = word_set(
    """của và các được đã với không có một những người đơn vị phường quận huyện xã số ngày tháng năm tổ chức công tác
    đảng ủy ban nhân dân bộ chính quyền tuyên truyền buổi lượt dự hội nghị thành phố hồ thực hiện kế hoạch báo cáo
    kết quả phòng chống tham nhũng lãng phí cộng hòa xã chủ nghĩa việt độc lập tự do hạnh phúc thời gian địa điểm
    nội dung đối tượng ghi chú cán đoàn thanh niên trường học sinh khu phố chi tại về đến từ trong là này đó ở
    việc vụ tờ bướm thi luật nghị quyết chỉ thị giám sát kiểm tra tố khiếu nại đề giải""",
)


def decode(data: bytes) -> tuple[str, str]:
    """The text in NFC, and the name of the encoding it was found to be in; Refusal where it cannot be told."""
    for reading, name in _unicode_reading(data):
        return unicodedata.normalize("NFC", reading), name
    if b"\0" in data:
        raise Refusal("Tệp không phải là văn bản: có byte 0 bên trong. Hãy lưu lại tệp dạng CSV hoặc văn bản mã UTF-8.")
    readings = {name: text for name in (WINDOWS_1258, TCVN3, VNI) if (text := _read(data, name)) is not None}
    found = _choose({name: text[:_SAMPLE] for name, text in readings.items()})
    if found is None:
        raise Refusal(
            "Không xác định được bảng mã của tệp (không phải UTF-8, UTF-16, Windows-1258, TCVN3 hay VNI-Windows). "
            "Hãy mở tệp bằng chương trình đã tạo ra nó và lưu lại với mã UTF-8."
        )
    return readings[found], found


def _unicode_reading(data: bytes) -> Iterable[tuple[str, str]]:
    """The text, if the bytes are Unicode: by byte order mark, by the zero bytes, or as valid UTF-8."""
    for mark, codec in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            yield _strictly(data, codec), UTF16
    head = data[:2000]
    zeros = (head[0::2].count(0), head[1::2].count(0))
    if len(head) >= 4 and max(zeros) > len(head) // 8 and min(zeros) <= max(zeros) // 8:
        yield _strictly(data, "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"), UTF16
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return
    if "\0" not in text:
        yield text, UTF8


def _strictly(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        raise Refusal("Tệp mã UTF-16 bị hỏng hoặc bị cắt ngang. Hãy xuất lại tệp từ chương trình gốc.") from None


def _read(data: bytes, name: str) -> str | None:
    try:
        if name == WINDOWS_1258:
            return unicodedata.normalize("NFC", data.decode("cp1258"))
        return convert(data.decode("cp1252"), name)
    except UnicodeDecodeError:
        return None


def convert(text: str, name: str) -> str:
    """Text that shows as Western European letters, read as TCVN3 or VNI; the result is in NFC."""
    if name == TCVN3:
        return _raise_capitals(unicodedata.normalize("NFC", text).translate(_FROM_TCVN3))
    if name == VNI:
        return _VNI_PAIR.sub(lambda found: _FROM_VNI[found[0]], unicodedata.normalize("NFC", text))
    raise ValueError(f"{name} is not an encoding of fonts")


def font_of(texts: Iterable[str]) -> str | None:
    """TCVN3 or VNI where the texts together (a sheet, a document) were typed with such a font, None where not."""
    joined = "\n".join(text for text in texts if not text.isascii())[:_SAMPLE]
    if not joined or not _ALREADY.isdisjoint(joined) or all(map(is_syllable, _accented(joined))):
        return None
    found = _choose({"": joined, TCVN3: convert(joined, TCVN3), VNI: convert(joined, VNI)})
    return found or None


def repair(text: str) -> str | None:
    """The text in Unicode where it was typed with a TCVN3 or VNI font; None where nothing is wrong or sure."""
    name = font_of([text])
    return convert(text, name) if name else None


def _choose(readings: dict[str, str]) -> str | None:
    """The one reading that is Vietnamese; a tie goes to the first named where the texts are the same."""
    if not readings:
        return None
    ranked = sorted(((_plausible(text), name) for name, text in readings.items()), key=lambda pair: -pair[0])
    best, name = ranked[0]
    if best < _ENOUGH:
        return None
    rivals = [other for score, other in ranked[1:] if score > best - _MARGIN]
    return None if any(readings[other] != readings[name] for other in rivals) else name


def _plausible(text: str) -> float:
    """Share of the words with letters beyond ASCII that can be Vietnamese, frequent words more; 1 without any."""
    words = _accented(text)
    if not words:
        return 1.0
    good = sum(is_syllable(word) for word in words)
    common = sum(word.lower() in _COMMON for word in words)
    return (good + common / 2) / len(words)


def _accented(text: str) -> list[str]:
    """The words with letters beyond ASCII, without abbreviations such as NĐ, QĐ, HĐND, which are no syllables."""
    return [word for word in _WORDS.findall(text) if not word.isascii() and not _ABBREVIATION.fullmatch(word)]


def _raise_capitals(text: str) -> str:
    """TCVN3 has no toned capitals: its capital fonts (.VnTimeH) draw «CéNG HOµ» as CỘNG HÒA. Such words are raised.

    A word with one capital («Hå», Hồ) is raised only beside a word that is plainly in capitals.
    """
    pieces = re.split(r"([\s,;|\"]+)", text)
    shouting = [_shouts(piece) for piece in pieces]
    for i, piece in enumerate(pieces):
        beside = any(shouting[max(0, i - 2) : i + 3])
        if shouting[i] or (beside and _may_shout(piece)):
            pieces[i] = piece.upper()
    return "".join(pieces)


def _shouts(word: str) -> bool:
    """Two ASCII capitals, no small ASCII letter, and a small accented one: nobody types that on purpose."""
    ascii_letters = [char for char in word if char.isascii() and char.isalpha()]
    small_accents = any(char.islower() and not char.isascii() for char in word)
    return small_accents and len(ascii_letters) > 1 and all(char.isupper() for char in ascii_letters)


def _may_shout(word: str) -> bool:
    return not any(char.isascii() and char.islower() for char in word)
