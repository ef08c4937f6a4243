"""A line of folded text cut into words, numbers and marks; numbers that are never figures already say why."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import accumulate
from typing import Final

from liemchinh.kernel.figures import numerals, shapes
from liemchinh.kernel.figures.fold import Folded, bare, word_set
from liemchinh.kernel.figures.numerals import Numeral

_TOKEN: Final = re.compile(r"([^\W\d_]\w*|\d+|[.…]{4,}|_{3,}|[^\w\s])")
#: Marks that are nothing but themselves.
_PLAIN_MARKS: Final = frozenset(',.;:)"-/?!%')
_STUCK_DIGITS: Final = re.compile(r"(?<=[^\W\d_]{3})\d{1,2}$")
_ACCENTED: Final = re.compile("[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]")
_YEAR: Final = re.compile(r"(?:19|20)\d{2}$")
_DAY_AND_MONTH: Final = re.compile(r"(?:0?[1-9]|[12]\d|3[01])[/\-](?:0?[1-9]|1[0-2])(?![\d/,.]\d|\d)")
_BEFORE_A_DATE: Final = word_set(
    "ngày hôm đến từ sáng chiều tối trưa dịp hết tới trước sau khuya thứ tư năm sáu bảy hai ba nhật và ngay den tu "
    "sang chieu toi"
)
# "năm" is five after these, a year after most others.
_AFTER_FIVE: Final = word_set(
    "đơn vụ cuộc buổi đoàn người trường cán đồng tập cá lớp hội kết quyết thủ hồ lượt tổ đảng chi bị phiên"
)
_BEFORE_YEAR: Final = word_set(
    "trong cả hàng hằng mỗi đầu cuối nửa các nhiều từng một hai ba bốn sáu bảy tám chín mười mấy vừa giữa kế hoạch "
    "tháng quý những qua của theo toàn hết"
)
_BEFORE_FIVE: Final = word_set(
    "có mở tổ chức tiếp nhận phát ban hành xử lý với gồm là được cho đã và thêm khoảng gần hơn trên còn chuyển tại "
    "phạt kiểm điểm luật"
)
# Scanned pages give O for 0 and l for 1: "O9 văn bản", "l2 cuộc".
_MISREAD: Final = re.compile(r"[Oo]\d{1,2}|[lI]\d{1,2}")
_AS_DIGITS: Final = str.maketrans("oli", "011")


@dataclass
class Token:
    """A word (`kind` "w"), a mark ("p") or a number ("n"), at folded[start:end]; `skip` says why it is no figure."""

    kind: str
    word: str
    start: int
    end: int
    # Few tokens are numbers: for the others these are the class's own, not set one by one.
    numeral: Numeral | None = field(default=None, init=False)
    skip: str = field(default="", init=False)
    signed: bool = field(default=False, init=False)
    spelled: bool = field(default=False, init=False)

    @classmethod
    def number(cls, start: int, end: int, numeral: Numeral | None = None, skip: str = "") -> Token:
        """A number, read or not."""
        made = cls("n", "", start, end)
        made.numeral, made.skip = numeral, skip
        return made


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a line lies in the folded text, and whether it was written without diacritics."""

    folded: Folded
    start: int
    end: int
    bare: bool


_LONE_MARK: Final = re.compile(r" [.,;:] ")  # quickly found, and in most texts not there
_SPACED_MARK: Final = re.compile(r"\w [.,;:] \w")


def is_scan(text: str) -> bool:
    """Whether `text` looks recognised from a scan: marks stand between spaces, so accents are not to be trusted."""
    opening = text[:20_000]
    return len(_LONE_MARK.findall(opening)) >= 6 and len(_SPACED_MARK.findall(opening)) >= 6


def is_bare(line: str) -> bool:
    """Whether `line` is Vietnamese that lost its diacritics: several words and not one accented letter."""
    return len(line) >= 16 and not _ACCENTED.search(line) and sum(c.isalpha() for c in line) >= 12


def tokens(stretch: Stretch) -> list[Token]:
    """All the tokens of the stretch in order."""
    pieces = _TOKEN.split(stretch.folded.plain[stretch.start : stretch.end])
    places = list(accumulate(map(len, pieces), initial=stretch.start))
    words = pieces[1::2]
    found: list[Token] = []
    done, bare_text = stretch.start, stretch.bare
    for word, start, end in zip(words, places[1::2], places[2::2], strict=False):
        if start < done:
            continue
        if word.isalpha():
            found.append(Token("w", bare(word) if bare_text else word, start, end))
        elif word in _PLAIN_MARKS:
            found.append(Token("p", word, start, end))
        else:
            token = _token(stretch, word, start, found)
            done = token.end
            found.append(token)
    starts = numerals.FIRST_WORDS_BARE if bare_text else numerals.FIRST_WORDS
    if starts.isdisjoint(map(bare, words) if bare_text else words) and "(" not in words:
        return found
    return _with_number_words(found, starts)


def _token(stretch: Stretch, word: str, start: int, before: list[Token]) -> Token:
    end = start + len(word)
    if word[0].isdecimal():
        return _number(stretch, start, before)
    if _MISREAD.fullmatch(stretch.folded.cased, start, end):
        value = Decimal(word.translate(_AS_DIGITS))
        return Token.number(start, end, Numeral(value, "count", end))
    if word[0].isalpha():
        stuck = _STUCK_DIGITS.search(word)
        if stuck:
            word = word[: stuck.start()]
        return Token("w", bare(word) if stretch.bare else word, start, end)
    if len(word) > 2:  # a dotted line leads from a label to its number
        return Token("p", ":", start, end)
    if word in "([":
        return _bracket(stretch, start)
    return Token("p", word, start, end)


def _bracket(stretch: Stretch, start: int) -> Token:
    plain = stretch.folded.plain
    phone = shapes.PHONE_IN_BRACKETS.match(plain, start, stretch.end)
    if phone:
        return Token.number(start, phone.end(), skip="phone")
    mark = shapes.IN_BRACKETS.match(plain, start, stretch.end)
    if mark and (plain[start] == "[" or (start and not plain[start - 1].isspace()) or start == stretch.start):
        return Token.number(start, mark.end(), skip="footnote")
    return Token("p", plain[start], start, start + 1)


def _number(stretch: Stretch, start: int, before: list[Token]) -> Token:
    plain, end = stretch.folded.plain, stretch.end
    prefix = _prefix(before, stretch.bare)
    plainly = shapes.PLAIN.match(plain, start, end)
    if plainly:
        stop = plainly.end(1)
        value = Decimal(plainly[1].replace(".", ""))
        return _with_reason(Token.number(start, stop, Numeral(value, "count", stop)), stretch, before, prefix)
    symbol = shapes.SYMBOL.match(stretch.folded.cased, start, end)
    if not symbol and prefix in ("docno", "ordinal"):
        symbol = shapes.LOWER_SYMBOL.match(plain, start, end)
    if symbol:
        return Token.number(start, symbol.end(), skip="docno")
    short = _DAY_AND_MONTH.match(plain, start, end)
    if short and (
        prefix == "date" or (before and before[-1].word in _BEFORE_A_DATE and not _counts(plain, short.end()))
    ):
        return Token.number(start, short.end(), skip="date")
    known = shapes.known_at(plain, start, end)
    if known:
        return Token.number(start, known[1], skip=known[0])
    return _numeral(stretch, start, before, prefix)


def _numeral(stretch: Stretch, start: int, before: list[Token], prefix: str) -> Token:
    plain, end = stretch.folded.plain, stretch.end
    numeral = numerals.numeral_at(plain, start, end)
    if numeral is None:  # a decimal digit of another script
        return Token.number(start, start + 1, skip="unreadable")
    if prefix and " " in plain[start : numeral.end] and numeral.kind == "count":  # "tháng 3 120 cuộc" are two numbers
        first = _FIRST_GROUP.match(plain, start, end)
        if first:
            numeral = Numeral(Decimal(first.group()), "count", first.end())
    return _with_reason(Token.number(start, numeral.end, numeral), stretch, before, prefix)


def _with_reason(token: Token, stretch: Stretch, before: list[Token], prefix: str) -> Token:
    token.signed = bool(before) and before[-1].word in "+-↑↓±" and before[-1].end == token.start
    token.skip = _reason(token, stretch, before, prefix)
    return token


def _reason(token: Token, stretch: Stretch, before: list[Token], prefix: str) -> str:
    numeral, plain = token.numeral, stretch.folded.plain
    assert numeral is not None
    if _YEAR.match(plain, token.start, token.end) and (prefix == "year_or_period" or not _counts(plain, token.end)):
        return "year_or_period"
    if not before and _LISTED.match(plain, token.end, stretch.end + 1):
        return "list_number"
    if not prefix or numeral.kind != "count" or numeral.value > shapes.LARGEST.get(prefix, 10**12):
        return ""
    if prefix in shapes.FIRM or not _counts(plain, token.end):
        return prefix
    named = stretch.folded.cased[before[-1].start].isupper() and len(before) > 1
    return prefix if named and prefix == "place_name" else ""


def _counts(plain: str, end: int) -> bool:
    """Whether a word stands right after: then the number may count things."""
    return _WORD_NEXT.match(plain, end) is not None and not _GOES_ON.match(plain, end)


_WORD_NEXT: Final = re.compile(r"\s{0,2}[^\W\d_]")
_LISTED: Final = re.compile(r" ?[.)](?:\s|$)")
_FIRST_GROUP: Final = re.compile(r"\d{1,3}(?= \d{3}(?!\d))")
_GOES_ON: Final = re.compile(
    r"\s{1,2}(?:và|của|tại|đã|được|là|ngày \d|về|tổ chức|ban hành|có|do|cho|theo|tiếp|kể|đến)\b"
)


def _prefix(before: list[Token], bare_text: bool) -> str:
    """Why a number right after these tokens would be no figure; "" without such a word."""
    table = shapes.PREFIX_BARE if bare_text else shapes.PREFIX
    words: list[str] = []
    for token in reversed(before[-5:]):
        if token.kind == "w":
            if not words and token.word not in shapes.PREFIX_ENDS:
                return ""
            words.insert(0, token.word)
        elif words or token.word not in ":.":
            break
        if len(words) == 4:
            break
    if len(words) > 1 and words[-1] in ("số", "so"):
        if words[-2] in ("tổng", "con", "trong", "tong"):
            return ""
        words = words[:-1] if " ".join(words[-2:]) not in table else words
    for size in range(min(4, len(words)), 0, -1):
        reason = table.get(" ".join(words[-size:]))
        if reason and size == 1 and " ".join(words[-2:]) in shapes.NOT_PREFIX:
            return ""
        if reason:
            return _unless_label(reason, before)
    return ""


def _unless_label(reason: str, before: list[Token]) -> str:
    """After "Kết luận: 18" or "Trong năm: 5" the word is a label, not a name; "Số: 147" keeps its meaning."""
    if before[-1].word != ":" or reason in ("phone", "date", "account"):
        return reason
    return reason if reason == "docno" and len(before) > 1 and before[-2].word in ("số", "so") else ""


def _with_number_words(found: list[Token], starts: frozenset[str]) -> list[Token]:
    """The same tokens, with numbers written in words made one token, and "12 (mười hai)" too."""
    kept: list[Token] = []
    done = 0
    for index in [n for n, token in enumerate(found) if token.numeral is not None or token.word in starts]:
        token = found[index]
        if index < done:
            continue
        if token.kind == "w":
            made = _spelled(found, index)
            if made:
                kept += found[done:index]
                kept.append(made[0])
                done = made[1]
        elif not token.skip and (last := _past_echo(found, index)) > index:
            kept += found[done : index + 1]
            done = last + 1
    return [*kept, *found[done:]]


def _is_five(found: list[Token], at: int) -> bool:
    """Whether "năm" is the number five: after a verb, or before a thing often counted and not after a word of time."""
    if at == 0 or found[at - 1].word in _BEFORE_FIVE:
        return True
    after = found[at + 1].word if at + 1 < len(found) else ""
    return after in _AFTER_FIVE and found[at - 1].word not in _BEFORE_YEAR


def _words_from(found: list[Token], at: int) -> list[str]:
    words: list[str] = []
    while at < len(found) and found[at].kind == "w" and len(words) < 14:
        words.append(found[at].word)
        at += 1
    return words


def _spelled(found: list[Token], at: int) -> tuple[Token, int] | None:
    words = _words_from(found, at)
    read = numerals.words_value(words, 0)
    if read is None or (words[0] == "năm" and not _is_five(found, at)):
        return None
    amount, used = Decimal(read[0]), read[1]
    tenths = numerals.words_value(words, used + 1) if words[used : used + 1] in (["phẩy"], ["phay"]) else None
    if tenths:
        amount, used = Decimal(f"{read[0]}.{tenths[0]}"), tenths[1]
    kind, used = _spelled_kind(words, used, amount)
    last = found[at + used - 1]
    token = Token.number(found[at].start, last.end, Numeral(amount, kind, last.end))
    token.spelled = True
    back = at - 2 if at > 1 and found[at - 1].word == "," else at - 1
    if back >= 0 and {found[back].word, words[0]} <= numerals.DIGIT_WORDS:
        token.skip = "vague"  # "bốn, năm lần", "năm, sáu chục triệu"
    after = at + used
    inner = found[after + 1].numeral if after + 2 < len(found) and found[after].word == "(" else None
    if inner and found[after + 2].word == ")" and inner.value == amount:
        token.end, after = found[after + 2].end, after + 3
    return token, after


def _spelled_kind(words: list[str], used: int, amount: Decimal) -> tuple[numerals.Kind, int]:
    """(what a number in words measures, the words used with its unit)."""
    if words[used : used + 1] in (["đồng"], ["dong"]) and words[used + 1 : used + 2] not in (["chí"], ["chi"]):
        return "money", used + 1
    if words[used : used + 2] in (["phần", "trăm"], ["phan", "tram"]):
        return "percent", used + 2
    counted = words[used : used + 1] in (["người"], ["lượt"], ["tờ"], ["bản"], ["dân"])
    return ("money" if amount >= 10**6 and not counted and used < len(words) else "count"), used


def _past_echo(found: list[Token], index: int) -> int:
    """The index of the last token of "12 (mười hai)"; `index` itself when no echo in words follows."""
    numeral = found[index].numeral
    if numeral is None or index + 2 >= len(found) or found[index + 1].word != "(":
        return index
    read = numerals.words_value(_words_from(found, index + 2), 0)
    if read is None:
        return index
    close = index + 2 + read[1]
    while close < len(found) and found[close].kind == "w" and close < index + 2 + read[1] + 2:
        close += 1  # (mười hai triệu đồng)
    if close < len(found) and found[close].word == ")" and read[0] == numeral.value:
        found[index].end = found[close].end
        return close
    return index
