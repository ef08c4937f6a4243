"""Vietnamese numbers: digits in every habit of writing, words, and magnitudes (1,6 tỷ; 2 tỷ 350 triệu; tỷ rưỡi)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from liemchinh.kernel.figures.fold import POINT, bare

Kind = Literal["count", "money", "area", "percent", "foreign"]

DIGITS: Final = re.compile(
    r"\d{1,3}(?: \. ?\d{3}(?!\d)| ?\. \d{3}(?!\d))+(?=\s{1,2}[a-zà-ỹđ])|"  # 4 . 286 of a scanned page
    r"\d{1,3}(?:\.\d{3})+(?:[,\u066b]\d{1,3})?(?![\d])"  # 31.211; 7.625,3
    r"|\d{1,3}(?:\.\d{3})+(?=\d(?!\d))"  # 31.2112: a footnote mark is stuck to the number
    r"|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?(?![\d])"  # 1,275; 2,400,000.50
    r"|\d{1,3}(?: \d{3})+(?:,\d{1,2})?(?![\d]|[.,/-]\d)"  # 1 275
    r"|\d+(?:[.,\u066b]\d+)?"
)
_SLASH: Final = re.compile(r" ?/ ?(?=\d)")
_DOT_GROUPED: Final = re.compile(r"\d{1,3}(?:\.\d{3})+")
_GROUPED_BY_COMMA: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_MAGNITUDES: Final = {
    "chục": 10, "trăm": 100, "nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tr": 10**6, "trđ": 10**6,
    "tỷ": 10**9,
}  # fmt: skip
# "van" without its mark is văn far more often than vạn.
MAGNITUDES: Final = _MAGNITUDES | {bare(word): size for word, size in _MAGNITUDES.items() if word != "vạn"}
_MAGNITUDE: Final = re.compile(r"[ \n\r]{0,3}(" + "|".join(sorted(MAGNITUDES, key=len, reverse=True)) + r")(?!\w)")
_HALF: Final = re.compile(r"[ \n\r]{1,3}(?:rưỡi|ruoi)(?!\w)")
_NEXT_PART: Final = re.compile(r"[ \n\r]{1,3}(\d{1,3})(?: (" + "|".join(MAGNITUDES) + r")(?!\w))?")
_MONEY: Final = re.compile(
    r"[ \n\r]{0,3}(?:đồng(?!\w)(?![ \n]+(?:chí|bào)(?!\w))|dong(?!\w)(?![ \n]+(?:chi|bao)(?!\w))|(?:vnđ|vnd|đ)(?!\w))"
)
_STOPS_OR_MONEY: Final = re.compile(_MONEY.pattern + r"|[,.;)](?:\s|$)|$")
_SQUARE_METRES: Final = re.compile(r"[ ](\d{1,3}(?:\.\d{3})*|\d+) ?(?:m2|m²|mét vuông)(?!\w)")
_PERCENT: Final = re.compile(r"[ \n\r]{0,2}(?:%|phần trăm(?!\w)|phan tram(?!\w))")
_AREA: Final = re.compile(
    r"[ \n\r]{0,3}(?:(m2|m²|m 2|mét vuông|met vuong)|(ha|héc[- ]?ta|hecta|hec[- ]?ta)|(km2|km²))(?!\w)"
)
_FOREIGN: Final = re.compile(
    r"[ \n\r]{0,3}(?:usd|đô la|đô-la|đôla|euro|eur|nhân dân tệ|yên nhật|lượng vàng|chỉ vàng|cây vàng)(?!\w)"
)
#: How every unit of measure begins: most numbers count things, and one look spares them the looks for each unit.
_MAY_BE_UNIT: Final = re.compile(r"[ \n\r]{0,3}(?:%|p|m[2² ée]|h[aée]|km|đồng|do|vn|đ(?!\w)|us|đô|eu|nh|yê|lư|ch|câ)")
_THINGS_BY_MILLION: Final = re.compile(
    r"[ \n\r]{1,3}(?:lượt|người|tờ|bản|cuốn|cây|dân|hồ sơ|tin|lá|hộ|đơn|luot|nguoi|to|ban|cuon|ho so|m2|m²|ha)(?!\w)"
)

_UNITS: Final = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6, "bảy": 7,
    "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
DIGIT_WORDS: Final = frozenset(_UNITS)
#: Words that may begin a number written in words. "mốt", "lăm" and the like stand only inside one.
FIRST_WORDS: Final = frozenset(_UNITS) - {"mốt", "tư", "lăm", "nhăm"} | {"mười", "nửa"}
#: Without diacritics only these are surely numbers: "sau" may be sau or sáu, "nam" may be năm or nam.
FIRST_WORDS_BARE: Final = frozenset(("mot", "hai", "ba", "bon", "muoi", "chin"))
_BARE_UNITS: Final = {bare(word): value for word, value in _UNITS.items()}
_THOUSANDS: Final = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9}


class Numeral(NamedTuple):
    """A number as written: `end` is where it stops, `whole` the b of a/b, `noted` that a footnote digit was cut off."""

    value: Decimal
    kind: Kind
    end: int
    whole: Decimal | None = None
    noted: bool = False


def digits_value(written: str, *, counted: bool) -> Decimal:
    """The value of a digit string. `counted` things are whole, so 1,275 people are 1275, but 1,275 tỷ is a fraction."""
    written = written.replace(" ", "")
    if POINT in written:
        return Decimal(written.replace(".", "").replace(POINT, "."))
    if _GROUPED_BY_COMMA.match(written):
        if counted or written.count(",") > 1 or "." in written:
            return Decimal(written.replace(",", ""))
        return Decimal(written.replace(",", "."))
    if "," in written:
        return Decimal(written.replace(".", "").replace(",", "."))
    head, dot, tail = written.partition(".")
    if dot and (len(tail) != 3 or len(head) > 3) and "." not in tail:
        return Decimal(written)  # the English habit: 82.5
    return Decimal(written.replace(".", ""))


def magnitude_after(plain: str, place: int, end: int) -> tuple[int, int]:
    """(size, where it stops) of the magnitudes that follow: "tỷ", "nghìn tỷ"; (1, place) without any."""
    size, at = 1, place
    for _ in range(2):
        found = _MAGNITUDE.match(plain, at, end)
        if not found:
            break
        size, at = size * MAGNITUDES[found[1]], found.end()
    return size, at


def _parts_after(plain: str, place: int, end: int, size: int) -> tuple[Decimal, int]:
    """What is added after "2 tỷ": "350 triệu", "rưỡi", or the tenths of "1 tỷ 2"."""
    half = _HALF.match(plain, place, end)
    if half:
        return Decimal(size) / 2, half.end()
    tenth = _SPOKEN_TENTH.match(plain, place, end) if size >= 10**6 else None
    if tenth:
        return _UNITS[tenth[1]] * Decimal(size) / 10, tenth.end(1)
    spoken = _spoken_part(plain, place, end, size)
    if spoken:
        return spoken
    total, at = Decimal(0), place
    while size > 1:
        part = _NEXT_PART.match(plain, at, end)
        smaller, stop = magnitude_after(plain, part.end(1), end) if part else (1, at)
        if part and 1 < smaller < size:
            total, at, size = total + int(part[1]) * smaller, stop, smaller
        elif part and not part[2] and len(part[1]) == 3 and size == 1000:  # 3 ngàn 215
            return total + int(part[1]), part.end()
        elif (
            part
            and not part[2]
            and len(part[1]) == 1
            and size >= 10**6
            and _STOPS_OR_MONEY.match(plain, part.end(), end)
        ):
            return total + int(part[1]) * Decimal(size) / 10, part.end()
        else:
            break
    return total, at


_SPOKEN_TENTH: Final = re.compile(r"[ ]{1,2}(" + "|".join(_UNITS) + r")(?= đồng|[,.;)!?]|$| tiền)")
_SPOKEN: Final = re.compile(r"[ \n\r]{1,3}((?:[^\W\d_]+ ){1,6}?)(triệu|nghìn|ngàn)(?!\w)")


def _spoken_part(plain: str, place: int, end: int, size: int) -> tuple[Decimal, int] | None:
    """ "1 tỷ không trăm năm mươi triệu": the rest of the number in words."""
    found = _SPOKEN.match(plain, place, end) if size > 1000 else None
    words = found[1].split() if found else []
    read = words_value(["+", *words], 1) if words else None
    if not found or read is None or read[1] != len(words) + 1 or MAGNITUDES[found[2]] >= size:
        return None
    return Decimal(read[0] * MAGNITUDES[found[2]]), found.end()


def unit_after(plain: str, place: int, end: int, size: int) -> tuple[Kind, int, int]:
    """(kind, factor to VND or m2, where the unit stops) of the unit of measure that follows a number of `size`."""
    if size < 10**6 and not _MAY_BE_UNIT.match(plain, place, end):
        return "count", 1, place
    if found := _PERCENT.match(plain, place, end):
        return "percent", 1, found.end()
    if found := _AREA.match(plain, place, end):
        return "area", 1 if found[1] else 10**4 if found[2] else 10**6, found.end()
    if found := _MONEY.match(plain, place, end):
        return "money", 1, found.end()
    if found := _FOREIGN.match(plain, place, end):
        return "foreign", 1, found.end()
    if size >= 10**6 and not _THINGS_BY_MILLION.match(plain, place, end):
        return "money", 1, place
    return "count", 1, place


def numeral_at(plain: str, place: int, end: int) -> Numeral | None:
    """The number that begins with the digit at `place`, with its magnitude and unit of measure."""
    first = DIGITS.match(plain, place, end)
    if not first:
        return None
    stop, noted = first.end(), False
    if plain[stop : stop + 1].isdigit() and _DOT_GROUPED.fullmatch(first.group()):
        stop, noted = stop + 1, True
    second = None
    slash = _SLASH.match(plain, stop, end)
    if slash and (second := DIGITS.match(plain, slash.end(), end)):
        stop = second.end()
    size, at = magnitude_after(plain, stop, end)
    added, at = (Decimal(0), at) if second or size == 1 else _parts_after(plain, at, end, size)
    kind, factor, at = unit_after(plain, at, end, size)
    if kind == "area" and factor > 1 and (rest := _SQUARE_METRES.match(plain, at, end)):  # 1 ha 2.000 m2
        added, at = added + digits_value(rest[1], counted=True) / factor, rest.end()
    counted = size == 1 and kind in ("count", "money")
    value = (_value(first.group(), kind, counted) * size + added) * factor
    whole = _value(second.group(), kind, counted) * size * factor if second else None
    return Numeral(value, kind, at, whole, noted)


def exact_value(written: str) -> Decimal | None:
    """The value of digits in a column of tỷ đồng, % or ha, where a single comma is a decimal one."""
    return digits_value(written, counted=False) if DIGITS.fullmatch(written) else None


def _value(written: str, kind: Kind, counted: bool) -> Decimal:
    if kind == "percent" and re.fullmatch(r"\d{1,2}\.\d{3}", written):
        return Decimal(written)
    return digits_value(written, counted=counted)


def words_value(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """(value, index after) of the number in words that begins at `at`, if one does."""
    if at + 1 < len(words) and words[at] == "nửa" and words[at + 1] in _THOUSANDS:
        return _THOUSANDS[words[at + 1]] // 2, at + 2
    total, index = 0, at
    seen = False
    while index < len(words):
        below = _below_thousand(words, index)
        if below is None:
            break
        value, index = below
        seen = True
        size = _THOUSANDS.get(words[index]) if index < len(words) else None
        if size is None:
            return total + value, index
        total, index = total + value * size, index + 1
        if index < len(words) and words[index] == "rưỡi":
            return total + size // 2, index + 1
    return (total, index) if seen else None


def _below_thousand(words: Sequence[str], at: int) -> tuple[int, int] | None:
    digit = 0 if _is(words, at, "không") and at else _digit(words, at)
    if digit is not None and _is(words, at + 1, "trăm", "tram"):
        rest = at + 3 if _is(words, at + 2, "linh", "lẻ", "le") else at + 2
        tail = _below_hundred(words, rest)
        if tail is None or (rest == at + 2 and tail[0] < 10):
            return (digit * 100 + 50, at + 3) if _is(words, at + 2, "rưỡi") else (digit * 100, at + 2)
        return digit * 100 + tail[0], tail[1]
    return _below_hundred(words, at)


def _below_hundred(words: Sequence[str], at: int) -> tuple[int, int] | None:
    if _is(words, at, "mười", "muoi"):
        last = _digit(words, at + 1)
        return (10, at + 1) if last is None else (10 + last, at + 2)
    digit = _digit(words, at)
    if digit is None:
        return None
    if _is(words, at + 1, "mươi", "muoi", "chục"):
        last = _digit(words, at + 2)
        return (digit * 10, at + 2) if last is None else (digit * 10 + last, at + 3)
    return digit, at + 1


def _digit(words: Sequence[str], at: int) -> int | None:
    if not 0 <= at < len(words):
        return None
    return _UNITS.get(words[at], _BARE_UNITS.get(words[at]) if words[at].isascii() and words[at] != "tu" else None)


def _is(words: Sequence[str], at: int, *wanted: str) -> bool:
    return 0 <= at < len(words) and words[at] in wanted
