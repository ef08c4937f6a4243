"""Old encodings: what was typed in 1999 must read today, and what cannot be told is refused."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.legacy import TCVN3, UTF8, UTF16, VNI, WINDOWS_1258, convert, decode, font_of, repair
from liemchinh.kernel.spelling import TONE_MARKS, VOWELS, is_syllable, normalise_tones

LETTERS = [unicodedata.normalize("NFC", v + mark) for v in VOWELS for mark in TONE_MARKS] + ["đ"]
ACCENTED = [letter for letter in LETTERS if not letter.isascii()]
SENTENCE = (
    "Ban Thường vụ Quận ủy đã tổ chức tuyên truyền được 746 buổi với 31.211 lượt người dự; phát hành 41.000 tờ bướm. "
    "Kết quả khen thưởng mười đơn vị thực hiện tốt nhiệm vụ phòng, chống tham nhũng, lãng phí."
)

# The tables the other way round, written independently: TCVN3 as byte values, VNI as base + mark.
TCVN3_BYTES = dict(
    zip(
        "ăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
        bytes.fromhex(
            "a8a9aaabacadae b5b6b7b8b9 bbbcbdbec6 c7c8c9cacb cccecfd0d1 d2d3d4d5d6 d7d8dcddde dfe1e2e3e4 e5e6e7e8e9"
            "eaebecedee eff1f2f3f4 f5f6f7f8f9 fafbfcfdfe a1a2a3a4a5a6a7"
        ),
        strict=True,
    )
)
VNI_MARK = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
VNI_HAT = {"": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
VNI_BREVE = {"": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
VNI_I = {"í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}


def in_tcvn3(text: str) -> bytes:
    return b"".join(bytes([TCVN3_BYTES[c]]) if c in TCVN3_BYTES else c.encode("cp1252") for c in text)


def vni_letter(letter: str) -> str:
    low = letter.lower()
    if low in VNI_I:
        return VNI_I[low]
    parts = unicodedata.normalize("NFD", low)
    tone = next((c for c in parts[1:] if c in VNI_MARK), "")
    base = parts[0]
    if low == "đ":
        return "ñ"
    if "\u0302" in parts:
        return base + VNI_HAT[tone]
    if "\u0306" in parts:
        return base + VNI_BREVE[tone]
    if "\u031b" in parts:
        base = {"o": "ô", "u": "ö"}[base]
    return base + VNI_MARK.get(tone, "")


def in_vni(text: str) -> str:
    return "".join(vni_letter(c).upper() if c.isupper() else vni_letter(c) if not c.isascii() else c for c in text)


@pytest.mark.parametrize("letter", ACCENTED)
def test_every_small_letter_survives_the_old_fonts(letter: str) -> None:
    assert convert(in_tcvn3(letter).decode("cp1252"), TCVN3) == letter
    assert convert(in_vni(letter), VNI) == letter


@pytest.mark.parametrize("letter", [letter.upper() for letter in ACCENTED])
def test_every_capital_survives_vni(letter: str) -> None:
    assert convert(in_vni(letter), VNI) == letter


@pytest.mark.parametrize("letter", "ĂÂÊÔƠƯĐ")
def test_the_capitals_that_tcvn3_has_survive(letter: str) -> None:
    assert convert(in_tcvn3(letter).decode("cp1252"), TCVN3) == letter


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (SENTENCE.encode(), UTF8),
        (SENTENCE.encode("utf-8-sig"), UTF8),
        (unicodedata.normalize("NFD", SENTENCE).encode(), UTF8),
        (SENTENCE.encode("utf-16"), UTF16),
        (SENTENCE.encode("utf-16-le"), UTF16),
        (SENTENCE.encode("utf-16-be"), UTF16),
        (in_tcvn3(SENTENCE), TCVN3),
        (in_vni(SENTENCE).encode("cp1252"), VNI),
    ],
)
def test_a_sentence_is_read_in_every_encoding(data: bytes, name: str) -> None:
    assert decode(data) == (SENTENCE, name)


def in_1258(text: str) -> bytes:
    out = b""
    for char in text:
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:  # the code page writes the tone after the letter
            parts = unicodedata.normalize("NFD", char)
            tone = next(c for c in parts[1:] if c in VNI_MARK)
            out += unicodedata.normalize("NFC", parts.replace(tone, "")).encode("cp1258") + tone.encode("cp1258")
    return out


def test_windows_1258_comes_out_composed() -> None:
    assert decode(in_1258(SENTENCE)) == (SENTENCE, WINDOWS_1258)
    assert decode(in_1258(SENTENCE.upper())) == (SENTENCE.upper(), WINDOWS_1258)


def test_a_short_csv_header_is_enough() -> None:
    header = "STT;Ngày tổ chức;Đơn vị;Số người dự;Ghi chú\r\n1;05/02/2007;Phường 6;120;\r\n"
    assert decode(in_tcvn3(header)) == (header, TCVN3)
    assert decode(in_vni(header).encode("cp1252")) == (header, VNI)
    assert decode(in_1258(header)) == (header, WINDOWS_1258)


def test_plain_ascii_is_utf8() -> None:
    assert decode(b"a,b\n1,2\n") == ("a,b\n1,2\n", UTF8)
    assert decode(b"") == ("", UTF8)


@pytest.mark.parametrize(
    "data",
    [
        "naïve façade déjà vu élève".encode("cp1252"),
        b"PK\x03\x04" + bytes(range(256)),
        bytes(range(128, 256)),
        b"\xff\xfeT\x00i\x00n\x00g\xd8",
    ],
    ids=["french", "a zip", "every high byte", "truncated utf-16"],
)
def test_what_cannot_be_told_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal, match="Hãy"):
        decode(data)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("CéNG HOµ X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("ÑAÛNG UÛY PHÖÔØNG 6", "ĐẢNG ỦY PHƯỜNG 6"),
        ("QuËn 3", "Quận 3"),
        ("UBND ph\u00adêng 12", "UBND phường 12"),
        ("UBND ®· häp", "UBND đã họp"),
        ("§oµn Thanh niªn", "Đoàn Thanh niên"),
        ("Tuyeân truyeàn Luaät Phoøng, choáng tham nhuõng", "Tuyên truyền Luật Phòng, chống tham nhũng"),
    ],
)
def test_text_typed_with_an_old_font_is_mended(typed: str, meant: str) -> None:
    assert repair(typed) == meant


@pytest.mark.parametrize(
    "text", ["", "abc", "Cộng hòa", "Quý", "Lê", "Tê", "hoà", "Ông Lê Quý Tân", "café", "résumé naïve", "NĐ-CP"]
)
def test_text_that_is_right_is_left_alone(text: str) -> None:
    assert repair(text) is None


def test_a_sheet_tells_what_a_single_cell_cannot() -> None:
    cells = ["STT", "Tê b­ím", "Ngµy", "§¬n vÞ", "Ghi chó"]
    assert repair("Tê") is None
    assert font_of(cells) == TCVN3
    assert convert("Tê", TCVN3) == "Tờ"


def test_unicode_text_has_no_old_font() -> None:
    assert font_of(["Đơn vị", "Ghi chú", "Quý"]) is None


@given(st.text(alphabet=[*ACCENTED, *"bcdghklmnpqrstvx 0123456789.,"], max_size=80))
def test_whatever_was_written_in_vni_comes_back(text: str) -> None:
    assert convert(in_vni(text), VNI) == text


@given(st.text(max_size=200))
def test_utf8_is_always_read_as_it_is(text: str) -> None:
    if "\0" not in text and not text.startswith("\ufeff"):
        assert decode(text.encode()) == (unicodedata.normalize("NFC", text), UTF8)


@pytest.mark.parametrize("word", ["nghiêng", "giếng", "giặt", "gì", "quyết", "quốc", "khuỷu", "thuở", "đường", "Ủy"])
def test_real_syllables_pass(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["Céng", "ngê", "kạ", "cát́", "tap", "hoc", "ươ1", "Quư", "blà", "đ"])
def test_what_cannot_be_written_fails(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ("Uỷ ban", "Ủy ban"), ("hoá đơn", "hóa đơn"), ("THUỶ", "THỦY"), ("quý", "quý"), ("qúy", "quý"),
        ("khoẻ", "khỏe"), ("hoàn toàn", "hoàn toàn"), ("toà án", "tòa án"), ("xoáy", "xoáy"), ("QUỸ", "QUỸ"),
    ],
)  # fmt: skip
def test_tone_marks_stand_where_the_state_puts_them(found: str, wanted: str) -> None:
    assert normalise_tones(found) == wanted
    assert normalise_tones(unicodedata.normalize("NFD", found)) == wanted
    assert normalise_tones(wanted) == wanted
