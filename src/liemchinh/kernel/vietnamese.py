"""Vietnamese text and figures as the State writes them: folding, sorting, lists, numbers, money, areas, rates.

Styles follow the house's wording rules (numbers 2.1, money 2.2, lists 2.4), the same in documents and on screens but
for the leading nought. `lang="en"` gives the English counterpart. Dates are in `kernel.dates`, and named here too.
Rounding is half up, once, at printing; values come in exact (int, Decimal, Fraction), never float.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from liemchinh.kernel.dates import (
    date_long,
    date_short,
    date_text,
    period_name,
    place_and_date,
    quarter_name,
    time_text,
    weekday_name,
)
from liemchinh.kernel.numerals import from_words, in_words
from liemchinh.kernel.spelling import LETTERS, TONED, is_syllable, normalise_tones

__all__ = [
    "amount_in_words", "area", "collation_key", "count_in_document", "date_long", "date_short", "date_text", "fold",
    "fraction", "from_words", "in_words", "is_syllable", "join_list", "join_long", "money", "money_exact", "money_form",
    "normalise_tones", "number", "percent", "period_name", "place_and_date", "quarter_name", "ratio", "rounded",
    "syllables", "time_text", "times", "weekday_name",
]  # fmt: skip

Lang = Literal["vi", "en"]
Exact = int | Decimal | Fraction

# --- folding ---------------------------------------------------------------------------------------------------------


def _fold_table() -> dict[int, str | None]:
    table: dict[int, str | None] = dict.fromkeys(range(0x300, 0x370))  # combining marks vanish
    # ASCII stands in the table only for speed: a letter that is missing there costs ten times one that is found.
    for code in [*range(0x80), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)]:
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii():
            table[code] = base.lower()
    return table | {ord("đ"): "d", ord("Đ"): "d"}


_FOLD: Final = _fold_table()
_SYLLABLE: Final = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """The text as one searches: small letters, no diacritics, đ as d; composed and decomposed text come out alike."""
    return text.lower() if text.isascii() else text.translate(_FOLD).lower()


def syllables(text: str) -> list[str]:
    """The folded syllables and numbers of the text, in order, without punctuation."""
    return _SYLLABLE.findall(fold(text))


# --- sorting ---------------------------------------------------------------------------------------------------------

_RANK: Final = {letter: chr(0x61 + i) for i, letter in enumerate(LETTERS)}
_CHUNK: Final = re.compile(r"\d+|[^\W\d_]+")

CollationKey = tuple[tuple[tuple[int, int, str, str], ...], str]


def collation_key(text: str) -> CollationKey:
    """Key for Vietnamese order: syllable by syllable, letters a ă â b c d đ …, then tones; numbers by their value."""
    composed = unicodedata.normalize("NFC", text)
    return tuple(map(_chunk_key, _CHUNK.findall(composed.lower()))), composed


def _chunk_key(chunk: str) -> tuple[int, int, str, str]:
    if chunk.isdecimal():
        return 0, int(chunk), "", ""
    pairs = [TONED.get(char, (char, 0)) for char in normalise_tones(chunk)]
    return 1, 0, "".join(_RANK.get(letter, letter) for letter, _ in pairs), "".join(str(tone) for _, tone in pairs)


# --- numbers ---------------------------------------------------------------------------------------------------------


def rounded(value: Exact, places: int) -> Decimal:
    """The value half up (away from nought) at so many decimals, trailing noughts dropped."""
    scaled = abs(Fraction(value)) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    result = Decimal(whole).scaleb(-places)
    result = result.to_integral_value() if result == result.to_integral_value() else result.normalize()
    return -result if value < 0 and result else result


def number(value: Exact, places: int = 6, *, lang: Lang = "vi") -> str:
    """31.211; 82,5; no trailing nought; `lang="en"`: 31,211; 82.5."""
    text = f"{rounded(value, places):,f}"
    return text if lang == "en" else text.translate(_SWAP)


_SWAP: Final = str.maketrans(",.", ".,")


def count_in_document(count: int, *, lang: Lang = "vi") -> str:
    """A count in a signed document: 1 to 9 with a leading nought (09 văn bản); English has none."""
    return f"0{count}" if lang == "vi" and 0 < count < 10 else number(count, lang=lang)


def fraction(part: Exact, whole: Exact, *, lang: Lang = "vi") -> str:
    """33/40: no spaces; the unit follows once."""
    return f"{number(part, lang=lang)}/{number(whole, lang=lang)}"


def percent(value: Exact, *, lang: Lang = "vi") -> str:
    """A rate given in per cent, one decimal: 82,5%. 0% and 100% only when exactly so: 99,9%; dưới 0,1%."""
    if 0 < value < Fraction(5, 100):
        return "dưới 0,1%" if lang == "vi" else "under 0.1%"
    shown = rounded(value, 1)
    if shown == 100 and value != 100:
        shown = Decimal("99.9") if value < 100 else Decimal("100.1")
    return f"{number(shown, lang=lang)}%"


def ratio(now: Exact, base: Exact, *, lang: Lang = "vi") -> str | None:
    """Ratio to the base in whole per cent (117%); 100,4% where it would read 100; None where even that reads 100."""
    if base == 0:
        return None
    exact = Fraction(now) / Fraction(base) * 100
    shown = rounded(exact, 0)
    if shown == 100 and exact != 100:
        shown = rounded(exact, 1)
        if shown == 100:
            return None
    return f"{number(shown, lang=lang)}%"


def times(now: Exact, base: Exact, *, lang: Lang = "vi") -> str:
    """How many times the base, one decimal: 3,4 (gấp 3,4 lần). The base is not 0."""
    return number(Fraction(now) / Fraction(base), 1, lang=lang)


# --- money and area --------------------------------------------------------------------------------------------------

# from this amount (VND) on: divided by, decimals shown, scale word in Vietnamese and in English
_MONEY_SCALES: Final = (
    (100 * 10**9, 10**9, 1, "tỷ", "billion"),
    (10**9, 10**9, 2, "tỷ", "billion"),
    (10**6, 10**6, 1, "triệu", "million"),
    (0, 1, 0, "", ""),
)


def money(vnd: Exact, *, lang: Lang = "vi") -> str:
    """An amount of đồng in a narrative: 850.000 đồng; 41,2 triệu đồng; 1,36 tỷ đồng; 7.625,3 tỷ đồng."""
    size = abs(Fraction(vnd))
    for i, (start, divisor, places, _, _) in enumerate(_MONEY_SCALES):
        if size >= start:
            # 999,96 triệu rounds to 1.000 triệu, which is written 1 tỷ
            if i and rounded(size / divisor, places) * divisor >= _MONEY_SCALES[i - 1][0]:
                i -= 1
            break
    _, divisor, places, scale_vi, scale_en = _MONEY_SCALES[i]
    figure = number(Fraction(vnd) / divisor, places, lang=lang)
    words = ["VND", figure, scale_en] if lang == "en" else [figure, scale_vi, "đồng"]
    return " ".join(word for word in words if word)


def money_exact(vnd: Exact, *, lang: Lang = "vi") -> str:
    """The amount to the đồng: 487.650.000 đồng."""
    return f"VND {number(vnd, 0, lang=lang)}" if lang == "en" else f"{number(vnd, 0)} đồng"


def money_form(vnd: Exact) -> str:
    """The amount for a cell of the national forms, in million đồng, exact: 0,85; 41,2; 1.360."""
    return number(Fraction(vnd) / 10**6, 6)


def amount_in_words(vnd: int, *, zero_tens: str = "lẻ") -> str:
    """12.500.000 đồng (Mười hai triệu năm trăm nghìn đồng): receipts, minutes, decisions that move money."""
    words = in_words(vnd, zero_tens=zero_tens)
    return f"{money_exact(vnd)} ({words[0].upper()}{words[1:]} đồng)"


def area(square_metres: Exact, *, lang: Lang = "vi") -> str:
    """1.870 m²; from 10.000 m² in ha with up to two decimals: 6 ha."""
    if rounded(abs(Fraction(square_metres)), 2) < 10_000:
        return f"{number(square_metres, 2, lang=lang)} m²"
    return f"{number(Fraction(square_metres) / 10_000, 2, lang=lang)} ha"


# --- lists -----------------------------------------------------------------------------------------------------------

_NUMBERED_NAME: Final = re.compile(r"(?<=[^\W\d]) \d+\Z")  # Phường 6, Quận 3: the figure is a name


def join_list(members: Sequence[str], *, lang: Lang = "vi") -> str:
    """A và B; A, B và C; with semicolons where a member holds a comma or a figure: A (12 buổi); B (09 buổi) và C."""
    if len(members) < 2:
        return "".join(members)
    heavy = any(re.search(r"[,;\d]", _NUMBERED_NAME.sub("", member)) for member in members)
    last = f" {'và' if lang == 'vi' else 'and'} {members[-1]}"
    return ("; " if heavy else ", ").join(members[:-1]) + last


def join_long(members: Sequence[str], appendix: str, *, noun: str = "đơn vị", lang: Lang = "vi") -> str:
    """More than ten: the first three, then «và 12 đơn vị khác (Phụ lục 03)»; `appendix` is the number of the annex."""
    if len(members) <= 10:
        return join_list(members, lang=lang)
    rest = number(len(members) - 3, lang=lang)
    tail = f"và {rest} {noun} khác (Phụ lục {appendix})" if lang == "vi" else f"and {rest} others (Annex {appendix})"
    return f"{', '.join(members[:3])} {tail}"
