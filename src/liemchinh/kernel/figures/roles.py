"""Whose period a number speaks of, how exact it is, and whether it is a difference and so no figure at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from liemchinh.kernel.figures import signs
from liemchinh.kernel.figures.fold import bare, word_set
from liemchinh.kernel.figures.signs import Spot

Role = Literal["current", "previous", "target"]
Qualifier = Literal["exact", "approx", "at_least"]


@dataclass(frozen=True, slots=True)
class Setting:
    """What the document says about time: is it a plan, is this part about plans, which year is reported on."""

    plan: bool
    section: Literal["", "target", "previous"]
    year: int | None
    spans_years: bool
    quarter: int | None = None


def either(pattern: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The pattern for accented and for bare text."""
    return re.compile(pattern), re.compile(bare(pattern))


_AT_LEAST = either(
    r"(?:^|[ (])(?:hơn|trên|ít nhất(?: là)?|tối thiểu(?: là| đạt)?|không dưới|không thấp hơn|không ít hơn|từ(?! chối)|"
    r"trên mức|đạt trên|nhiều hơn|không kém|vượt mức) ?$"
)
_APPROX = either(
    r"(?:^|[ (])(?:gần|khoảng|chừng|ngót(?: nghét)?|ước(?: tính| đạt| khoảng| chừng)?|tầm|xấp xỉ|áng chừng|trên dưới|"
    r"(?<!chế )(?<!mức )(?<!trình )độ|cỡ|suýt soát|ngót ngét|~) ?$"
)
_UP_TO = either(
    r"(?:^|[ (])(?:chưa (?:đến|tới|đầy|quá)|(?<!không )(?<!trên )dưới|tối đa|không quá|không vượt quá|chưa được) ?$"
)
_AND_MORE = either(r" ?(?:\w+ ){0,3}trở lên")
_DELTA_WORDS = word_set("tăng giảm gấp vượt chênh hụt tang giam gap vuot chenh")
_DELTA_PAIRS = either(
    r"(?:nhiều hơn|ít hơn|cao hơn|thấp hơn|hơn cùng kỳ|hơn năm trước|kém hơn|tăng thêm|hơn so với)(?:\s|$)"
)
_NOT_DELTA = either(
    r"cắt giảm|giảm trừ|tăng cường|giảm nghèo|giảm thiểu|tăng thu|(?:tăng|giảm|nâng)(?: \w+){0,3} (?:lên|còn|"
    r"xuống)(?: còn| đến| tới| thành)?|tăng giảm|giảm phiền|"
    r"giảm giá trị|không thấp hơn|không ít hơn|không nhiều hơn|thấp hơn giá|giảm chi|vượt định mức|chi vượt|thu vượt|"
    r"tăng từ|giảm từ|vượt cấp|vượt chỉ tiêu|tăng giá|miễn giảm"
)
_TARGET = either(
    r"phấn đấu|(?:^|[ ;(])kh ?:? ?$|mục tiêu|chỉ tiêu|dự kiến|đặt ra|theo kế hoạch sẽ|kế hoạch (?:năm|quý|tháng|đề ra|"
    r"đặt ra|giao|đến)|đề ra|(?:^|[ ,;(])sẽ |thời gian tới|"
    r"(?:năm|kỳ|quý|tháng) (?:tới|sau|tiếp theo)|nâng (?:tỷ lệ|mức|số)|được giao (?:là|phải)|dự định|cam kết|phải đạt|"
    r"cần đạt|yêu cầu đạt|đặt mục tiêu|chỉ tiêu (?:giao|được giao)|"
    r"kế hoạch ?:? ?(?:là )?$|kế hoạch cả năm|(?:6|sáu) tháng cuối năm|trong năm tới|phải hoàn thành|sang năm|"
    r"từ nay (?:đến|tới)(?! hết)|tiếp tục phấn đấu|hướng tới"
)
_NOT_TARGET = either(
    r"(?:theo|thực hiện|triển khai|xây dựng|ban hành|hoàn thành)(?: \w+){0,2} (?:kế hoạch|chỉ tiêu|"
    r"mục tiêu)(?! sẽ)(?: năm 20\d\d)?|theo kế hoạch(?! sẽ)|(?:so với|bằng|vượt|đạt [\d.,%]+|"
    r"hoàn thành) (?:\w+ ){0,2}(?:kế hoạch|chỉ tiêu|mục tiêu)|chương trình mục tiêu|mục tiêu quốc gia|"
    r"kết quả thực hiện"
)
_NOW = either(
    r"năm nay|kỳ này|quý này|tháng này|hiện nay|đến nay|thực tế|kết quả thực hiện|thực hiện (?:được|đạt)|"
    r"trong kỳ(?! trước)|kỳ báo cáo|nay (?:là|còn|có)|đo được|(?:^|[ ;(])th ?:? ?$|(?:tăng|giảm) (?:lên|xuống|còn)"
)
_PREVIOUS = either(
    r"cùng kỳ|(?:năm|quý|tháng|kỳ) (?:trước|ngoái|liền trước)|kỳ (?:liền )?trước|kỳ gốc|năm ngoái|nhiệm kỳ trước|"
    r"giai đoạn trước|trước đó(?= \w+ (?:là|có))|"
    r"nhắc lại kết quả|(?:^|[ ;(])ck ?:? ?$|để (?:đối chiếu|so sánh)|mùa (?:đầu tiên|trước)|lần trước"
)
_CARRIED = either(
    r"(?:kỳ|năm|quý|tháng) trước (?:chuyển|mang|còn|để|sang|tồn)|(?:từ|tồn|tồn đọng|của) (?:kỳ|năm|quý|tháng) trước|"
    r"(?:kỳ|năm|quý|tháng) trước chưa"
)


def find(pair: tuple[re.Pattern[str], re.Pattern[str]], text: str, *, bare_text: bool) -> re.Match[str] | None:
    """Search `text` with the pattern that fits its spelling."""
    return pair[1 if bare_text else 0].search(text)


def begins(pair: tuple[re.Pattern[str], re.Pattern[str]], text: str, *, bare_text: bool) -> bool:
    """Whether `text` begins with the pattern that fits its spelling: one try, where a search tries every place."""
    return pair[1 if bare_text else 0].match(text) is not None


def _last(pair: tuple[re.Pattern[str], re.Pattern[str]], text: str, *, bare_text: bool) -> int:
    """Where the last occurrence ends, -1 without one."""
    end = -1
    for found in pair[1 if bare_text else 0].finditer(text):
        end = found.end()
    return end


def qualifier(spot: Spot, left: str, *, planned: bool) -> tuple[Qualifier | Literal["up_to"], int]:
    """How exact a number is by the words before and after it, and where those before it begin in `left`."""
    more = bool(spot.anywhere & signs.ONWARDS) and begins(_AND_MORE, spot.right, bare_text=spot.bare)
    if spot.last in signs.QUALIFYING:
        for kind, pair in (("up_to", _UP_TO), ("approx", _APPROX), ("at_least", _AT_LEAST)):
            found = pair[1 if spot.bare else 0].search(left, max(len(left) - _TAIL, 0))
            if not found:
                continue
            start = found.end() - len(found.group().lstrip(" ("))
            if found.group().strip(" (") not in ("từ", "tu"):
                return kind, start  # type: ignore[return-value]
            if planned or more:
                return "at_least", start
    return ("at_least" if more else "exact"), len(left)


def is_difference(spot: Spot, *, signed: bool) -> bool:
    """Whether a number is how much something rose or fell, by the words since the last number."""
    if signed:
        return True
    left = spot.since
    if _compares(spot, left) or (spot.last.endswith(("từ", "tu", "mức")) and _ends(_FROM_RIGHT_BEFORE, left, _TAIL)):
        return False
    if spot.before & signs.PLAN and _ends(_PLANNED_NUMBER, left, _LONG_TAIL):
        return False
    if spot.before & signs.DELTA:
        part = left[_after_last(left, ";:.,(") :]
        if "gấp" in part and _OF_BEFORE.match(spot.right):
            return False
        if _differs(part, bare_text=spot.bare):
            return True
    return bool(spot.anywhere & signs.MORE) and _MORE_THAN.match(spot.right) is not None


def _differs(part: str, *, bare_text: bool) -> bool:
    """Whether the clause up to the number says "tăng" or "ít hơn", and not "tăng lên" or "cắt giảm"."""
    told = any(word in _DELTA_WORDS for word in part.split()[-9:])
    told = told or find(_DELTA_PAIRS, part + " ", bare_text=bare_text) is not None
    return told and find(_NOT_DELTA, part, bare_text=bare_text) is None


def _compares(spot: Spot, left: str) -> bool:
    return bool(spot.before & signs.COMPARED) and _ends(_COMPARED, left, _TAIL)


def _ends(pattern: re.Pattern[str], text: str, reach: int) -> bool:
    """Whether the text ends in the pattern, which is no longer than `reach`."""
    return pattern.search(text, max(len(text) - reach, 0)) is not None


_OF_BEFORE: Final = re.compile(r"\s?(?:\w+ ){0,2}?của (?:cùng kỳ|năm (?:trước|ngoái)|kỳ trước)")
#: Longer than anything that the patterns for the words right before a number match: no need to search further back.
_TAIL: Final = 32
_LONG_TAIL: Final = 160
_COMPARED: Final = re.compile(r"so v[ớo]i(?: mức| con số| kết quả| tổng số| số)? ?(?:hơn |gần |khoảng )?$")
_FROM_RIGHT_BEFORE: Final = re.compile(r"(?:từ|tu)(?: mức)? ?$")
_MORE_THAN: Final = re.compile(r"[^,;.#]{0,28}(?:nhiều|ít|cao|thấp) hơn|[^,;.#]{0,12}điểm phần trăm")
_IN_BRACKETS: Final = re.compile(r"\([^()]*\)")
_CLAUSE_END: Final = re.compile(r"[;.]\s")
_PART_END: Final = re.compile(r"[;.] ")
_LEAD: Final = re.compile(r"[^:.;#]{3,90}:")


def _after_last(text: str, marks: str) -> int:
    """Where what follows the last of `marks` begins, 0 without any."""
    return max(map(text.rfind, marks)) + 1


def role(setting: Setting, spot: Spot) -> tuple[Role, bool]:
    """(period role, whether words of this very sentence say so)."""
    known = spot.roles.get(setting.section)
    if known is None:
        told = _in_sentence(setting, spot)
        default: Role = setting.section or ("target" if setting.plan else "current")
        known = spot.roles[setting.section] = (told or default, told is not None)
    return known


def _in_sentence(setting: Setting, spot: Spot) -> Role | None:
    left = spot.left
    if ")" in left:
        left = _IN_BRACKETS.sub(lambda m: "#" * len(m.group()), left)
    told = _beside(left, spot, setting)
    if told:
        return told
    opened = left.rfind("(")
    if opened > left.rfind(")"):
        inner = _PART_END.split(left[opened:])[-1]
        told = _told(inner.lstrip("("), setting, spot) or (
            None if inner.strip("( :") else _before_bracket(left[:opened])
        )
        if told:
            return told
    if not spot.before & signs.TIMES and "(20" not in left:
        return None
    clause = _CLAUSE_END.split(left)[-1]
    told = _told(clause, setting, spot)
    lead = _LEAD.match(left) if not told and len(clause) < len(left) else None
    return _told(lead.group(), setting, spot) if lead else told


_PLANNED_NUMBER: Final = re.compile(
    r"(?:(?<!theo )kế hoạch|chỉ tiêu|mục tiêu|ke hoach|chi tieu|muc tieu)(?: (?:là|năm|đề ra|giao|được giao|cả|đặt ra|"
    r"hơn|trên|từ|ít nhất|tối thiểu|tỉnh|huyện|hđnd|nghị quyết|:|la|nam|de ra|20\d\d)){0,4}:? ?$"
)
_AFTERWARDS: Final = re.compile(
    r"[\d.,/]*[\d%](?: (?:tỷ|triệu|nghìn|ngàn|đồng|ty|trieu|nghin|dong|ha|m2))* ?(?:(?!cao|thấp|hơn|so|tăng|giảm|bằng|"
    r"luật|theo|từ|tang|giam|thap|hon)\w+ ){0,2}?(?:của |vào |ở |trong |cua )?"
    r"(?P<when>cùng kỳ|năm (?:trước|ngoái|liền trước)|(?:kỳ|quý|tháng) trước|cung ky|nam truoc|(?:năm |"
    r"nam )?(?P<year>20\d\d))(?![\d/-])(?! (?:chuyển|mang|chuyen))"
)


def _beside(left: str, spot: Spot, setting: Setting) -> Role | None:
    """What the words that touch the number say: "chỉ tiêu 90%", "so với 45 đơn cùng kỳ", "từ 40 lên 52"."""
    rising = _rising(left, spot)
    if rising:
        return rising
    if spot.before & signs.PLAN and _ends(_PLANNED_NUMBER, left, _LONG_TAIL):
        return "target"
    maybe = spot.anywhere & signs.AGO or spot.line.find("20", spot.offset) >= 0
    after = _AFTERWARDS.match(spot.line[spot.offset :]) if maybe else None
    if after and after["year"] and setting.year:
        year = int(after["year"])
        return (
            None
            if setting.spans_years
            else "previous"
            if year < setting.year
            else "target"
            if year > setting.year
            else "current"
        )
    if after and not after["year"]:
        return "previous"
    return "previous" if _compares(spot, left) else None


def rising(spot: Spot) -> bool:
    """Whether the number ends a movement from another: "từ 45 đơn xuống còn 30 đơn"."""
    return _rising(spot.left, spot) is not None


def _before_bracket(text: str) -> Role | None:
    """What a number right after an opening bracket is, by the words before it: "vượt kế hoạch (340 người)"."""
    tail = re.split(r"[,;.]", text)[-1]
    if re.search(r"(?:kế hoạch|chỉ tiêu|mục tiêu|ke hoach|chi tieu)(?: \w+){0,4} ?$", tail):
        return "target"
    if re.search(r"so v[ớo]i|c[ùu]ng k[ỳy]", tail):
        return "previous"
    return None


def _rising(clause: str, spot: Spot) -> Role | None:
    """In "từ 480 lượt lên 522 lượt" the first number is of the period before, the second of this one."""
    if not spot.before & signs.DELTA:
        return None
    if spot.last in signs.FROM and _FROM.search(clause):
        right = spot.line[spot.offset :]
        if _THEN_TO.match(right) or _TO_FROM.search(clause):
            return "previous"
    return "current" if spot.last in signs.RISEN and _FROM_TO.search(clause) else None


_FROM: Final = re.compile(r"(?:tăng|giảm|nâng|tang|giam|nang)[^,;]{0,70}? (?:từ|tu)(?: mức)? ?$")
_THEN_TO: Final = re.compile(r"[^,;]{0,60} (?:lên|xuống|còn|len|xuong|con)\b")
_TO_FROM: Final = re.compile(r"(?:lên|xuống|còn) [^,;]{0,30} từ(?: mức)? ?$")
_FROM_TO: Final = re.compile(
    r"(?:tăng|giảm|nâng|tang|giam)[^,;]{0,40} (?:từ|tu) [^,;]{1,60} (?:lên|xuống|còn|len|xuong|con)"
    r"(?: còn| đến| tới| mức)? ?$"
)


def _told(clause: str, setting: Setting, spot: Spot) -> Role | None:
    """What the time words of a clause before the number say; the last one counts."""
    dated = bool(spot.before & signs.DATED) or "(20" in clause
    if not (dated or spot.before & signs.TIMES) or not _TIMELY.search(clause):
        return None
    marks: dict[Role, int] = {"current": -1, "target": -1, "previous": -1}
    if spot.before & signs.NOW:
        marks["current"] = _last(_NOW, clause, bare_text=spot.bare)
    if spot.before & signs.TARGET:
        marks["target"] = _last(_TARGET, _without(_NOT_TARGET, clause, spot.bare), bare_text=spot.bare)
    if spot.before & signs.PREVIOUS:
        marks["previous"] = _behind(clause, spot.bare)
    if dated:
        _mark_dates(marks, clause, setting)
    done = _last(_DONE, clause, bare_text=spot.bare) if spot.before & signs.DONE else -1
    if marks["target"] >= 0 and done > marks["target"] >= marks["previous"]:
        return "previous" if setting.plan else "current"
    if setting.plan and done >= 0 and marks["target"] < 0:
        return "previous"
    chosen = max(marks, key=marks.__getitem__)
    if marks[chosen] < 0:
        return None
    undecided = chosen == "current" and marks["target"] < 0 and marks["previous"] < 0
    return None if undecided and (setting.section or setting.plan) else chosen


def _mark_dates(marks: dict[Role, int], clause: str, setting: Setting) -> None:
    """Add to `marks` where the clause names a quarter or a year of the period reported on, before it or after it."""
    for at, quarter in _quarters(clause):
        if setting.quarter and quarter != setting.quarter:
            marks["previous" if quarter < setting.quarter else "target"] = at
    for at, year in years(clause):
        if setting.year is None or (setting.spans_years and year <= setting.year):
            continue
        if year == setting.year and any(0 <= at - marks[other] < 30 for other in _OTHER_PERIODS):
            continue  # "chỉ tiêu năm 2024", "quý I/2024": the year adds nothing
        role_: Role = "previous" if year < setting.year else "target" if year > setting.year else "current"
        marks[role_] = max(marks[role_], at)


_OTHER_PERIODS: Final[tuple[Role, ...]] = ("previous", "target")


#: Without any of these a clause says nothing of time, and the closer looks are spared.
_TIMELY: Final = re.compile(
    r"\b(?:ck|th|kh)\b|k[ỳy]|tr[ướu]{2}c|ngo[áa]i|k[ếe] ho[ạa]ch|ti[êe]u|ph[ấa]n [đd][ấa]u|d[ựu] ki[ếe]n|s[ẽe]|t[ớo]i|"
    r"sau|nay|20\d\d|19\d\d|qu[ýy]|[đd][ãa]|[đd][ặa]t|[đd][ềe]|sang n[ăa]m|n[âa]ng|[đd][ốo]i|so s[áa]nh|"
    r"th[ựu]c|ph[ảa]i|c[ầa]n|cam k[ếe]t|giao|[đd]o [đd]|m[ùu]a|l[ầa]n|cu[ốo]i n[ăa]m|ho[àa]n|y[êe]u|k[ếe]t qu[ảa]|"
    r"gi[ảa]m|t[ăa]ng|cu[ốo]i"
)
_DONE = either(r"(?:^|[ ,;(])đã (?!đề ra|được giao|giao|đặt)")


def _without(pair: tuple[re.Pattern[str], re.Pattern[str]], text: str, bare_text: bool) -> str:
    """The text with what matches blanked out, the length unchanged."""
    return pair[1 if bare_text else 0].sub(lambda m: "#" * len(m.group()), text)


def _behind(clause: str, bare_text: bool) -> int:
    """Where the clause last names the period compared with; -1 if it does not or only compares with it in passing."""
    text = _without(_CARRIED, clause, bare_text)
    end = _last(_PREVIOUS, text, bare_text=bare_text)
    if end < 0:
        return -1
    start = text.rfind(",", 0, end) + 1
    versus = re.search(r"so (?:v[ớo]i|c[ùu]ng)|h[ơo]n c[ùu]ng|hơn năm|bằng", text[start:end])
    if not versus:
        return end
    rest = text[end:]
    return end if rest.strip(" (:") == "" and "(" in rest else -1


_NAMED_YEAR: Final = re.compile(
    r"(?:luật|nghị quyết|nghị định|thông tư|quy định|chỉ thị|bộ luật|hiến pháp|kê khai|thu nhập|so với|từ|hơn|"
    r"kế hoạch|chương trình|kết luận|quyết định|dự toán|bằng|trước|sau|"
    r"quyết toán|ngân sách|khóa|giai đoạn|luat|nghi quyet|so voi|tu|ke khai|niên độ|pháp lệnh)(?: \w+){0,2} ?$"
)
_OF_LAW: Final = re.compile(r"(?:luật|luat|nghị quyết|nghi quyet|chương trình)[^;:(.#\d]{0,60}$")
_ANY_YEAR: Final = re.compile(
    r"(?:(?:năm|nam) |quý (?:[ivx]+|\d)[/ ](?:năm )?|tháng \d{1,2}[/ ](?:năm )?|(?<=\()(?=20))((?:19|20)\d\d)(?![\d/-])"
)


_QUARTER: Final = re.compile(r"(?<!với )(?<!voi )qu[ýy] (iv|i{1,3}|[1-4])(?:[/ ]|(?=[:,)]))")
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def _quarters(clause: str) -> list[tuple[int, int]]:
    """(where it ends, number) of the quarters that a clause names."""
    return [(match.end(), _ROMAN.get(match[1]) or int(match[1])) for match in _QUARTER.finditer(clause)]


def quarter_of(title: str) -> int | None:
    """The quarter that a title names, None if it names none or several."""
    named = {quarter for _, quarter in _quarters(title)}
    return named.pop() if len(named) == 1 else None


def years(clause: str) -> list[tuple[int, int]]:
    """(where it ends, year) of the years that date what follows them: not those in names and comparisons."""
    found = []
    for match in _ANY_YEAR.finditer(clause):
        at = match.start()
        if _OF_LAW.search(clause, max(at - 80, 0), at):
            continue
        before = clause[max(clause.rfind(mark, 0, at) for mark in ",;(:") + 1 : at]
        named = _NAMED_YEAR.search(before)
        if named and not (before.strip() and re.match(r"(?:kế hoạch|chương trình)", named.group().strip())):
            continue
        found.append((match.end(), int(match[1])))
    return found
