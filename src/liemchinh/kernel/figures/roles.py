"""Whose period a number speaks of, how exact it is, and whether it is a difference and so no figure at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from liemchinh.kernel.figures.fold import bare
from liemchinh.kernel.figures.sentence import Sentence

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


def _either(pattern: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(pattern), re.compile(bare(pattern))


_AT_LEAST = _either(
    r"(?:^|[ (])(?:hơn|trên|ít nhất(?: là)?|tối thiểu(?: là| đạt)?|không dưới|không thấp hơn|không ít hơn|từ(?! chối)|trên mức|đạt trên|nhiều hơn|không kém|vượt mức) ?$"
)
_APPROX = _either(
    r"(?:^|[ (])(?:gần|khoảng|chừng|ngót(?: nghét)?|ước(?: tính| đạt| khoảng| chừng)?|tầm|xấp xỉ|áng chừng|trên dưới|(?<!chế )(?<!mức )(?<!trình )độ|cỡ|suýt soát|ngót ngét|~) ?$"
)
_UP_TO = _either(
    r"(?:^|[ (])(?:chưa (?:đến|tới|đầy|quá)|(?<!không )(?<!trên )dưới|tối đa|không quá|không vượt quá|chưa được) ?$"
)
_AND_MORE = _either(r"^ ?(?:\w+ ){0,3}trở lên")
_DELTA_WORDS = frozenset("tăng giảm gấp vượt chênh hụt tang giam gap vuot chenh".split())
_DELTA_PAIRS = _either(
    r"(?:nhiều hơn|ít hơn|cao hơn|thấp hơn|hơn cùng kỳ|hơn năm trước|kém hơn|tăng thêm|hơn so với)(?:\s|$)"
)
_NOT_DELTA = _either(
    r"cắt giảm|giảm trừ|tăng cường|giảm nghèo|giảm thiểu|tăng thu|(?:tăng|giảm|nâng)(?: \w+){0,3} (?:lên|còn|xuống)(?: còn| đến| tới| thành)?|tăng giảm|giảm phiền|"
    r"giảm giá trị|không thấp hơn|không ít hơn|không nhiều hơn|thấp hơn giá|giảm chi|vượt định mức|chi vượt|thu vượt|tăng từ|giảm từ|vượt cấp|vượt chỉ tiêu|tăng giá|miễn giảm"
)
_TARGET = _either(
    r"phấn đấu|(?:^|[ ;(])kh ?:? ?$|mục tiêu|chỉ tiêu|dự kiến|đặt ra|theo kế hoạch sẽ|kế hoạch (?:năm|quý|tháng|đề ra|đặt ra|giao|đến)|đề ra|(?:^|[ ,;(])sẽ |thời gian tới|"
    r"(?:năm|kỳ|quý|tháng) (?:tới|sau|tiếp theo)|nâng (?:tỷ lệ|mức|số)|được giao (?:là|phải)|dự định|cam kết|phải đạt|cần đạt|yêu cầu đạt|đặt mục tiêu|chỉ tiêu (?:giao|được giao)|"
    r"kế hoạch ?:? ?(?:là )?$|kế hoạch cả năm|(?:6|sáu) tháng cuối năm|trong năm tới|phải hoàn thành|sang năm|từ nay (?:đến|tới)(?! hết)|tiếp tục phấn đấu|hướng tới"
)
_NOT_TARGET = _either(
    r"(?:theo|thực hiện|triển khai|xây dựng|ban hành|hoàn thành)(?: \w+){0,2} (?:kế hoạch|chỉ tiêu|mục tiêu)(?! sẽ)(?: năm 20\d\d)?|theo kế hoạch(?! sẽ)|(?:so với|bằng|vượt|đạt [\d.,%]+|hoàn thành) (?:\w+ ){0,2}(?:kế hoạch|chỉ tiêu|mục tiêu)|chương trình mục tiêu|mục tiêu quốc gia|kết quả thực hiện"
)
_NOW = _either(
    r"năm nay|kỳ này|quý này|tháng này|hiện nay|đến nay|thực tế|kết quả thực hiện|thực hiện (?:được|đạt)|trong kỳ(?! trước)|kỳ báo cáo|nay (?:là|còn|có)|đo được|(?:^|[ ;(])th ?:? ?$|(?:tăng|giảm) (?:lên|xuống|còn)"
)
_PREVIOUS = _either(
    r"cùng kỳ|(?:năm|quý|tháng|kỳ) (?:trước|ngoái|liền trước)|kỳ (?:liền )?trước|kỳ gốc|năm ngoái|nhiệm kỳ trước|giai đoạn trước|trước đó(?= \w+ (?:là|có))|"
    r"nhắc lại kết quả|(?:^|[ ;(])ck ?:? ?$|để (?:đối chiếu|so sánh)|mùa (?:đầu tiên|trước)|lần trước"
)
_CARRIED = _either(
    r"(?:kỳ|năm|quý|tháng) trước (?:chuyển|mang|còn|để|sang|tồn)|(?:từ|tồn|tồn đọng|của) (?:kỳ|năm|quý|tháng) trước|(?:kỳ|năm|quý|tháng) trước chưa"
)


def _find(pair: tuple[re.Pattern[str], re.Pattern[str]], text: str, *, bare_text: bool) -> re.Match[str] | None:
    return pair[1 if bare_text else 0].search(text)


def _last(pair: tuple[re.Pattern[str], re.Pattern[str]], text: str, *, bare_text: bool) -> int:
    """Where the last occurrence ends, -1 without one."""
    end = -1
    for found in pair[1 if bare_text else 0].finditer(text):
        end = found.end()
    return end


def qualifier(left: str, right: str, *, bare_text: bool, planned: bool) -> tuple[Qualifier | Literal["up_to"], int]:
    """How exact a number is by the words before and after it, and where those before it begin in `left`."""
    for kind, pair in (("up_to", _UP_TO), ("approx", _APPROX), ("at_least", _AT_LEAST)):
        found = _find(pair, left, bare_text=bare_text)
        if not found:
            continue
        start = found.end() - len(found.group().lstrip(" ("))
        word = found.group().strip(" (")
        if word in ("từ", "tu"):
            if planned or _find(_AND_MORE, right, bare_text=bare_text):
                return "at_least", start
            continue
        return kind, start  # type: ignore[return-value]
    if _find(_AND_MORE, right, bare_text=bare_text):
        return "at_least", len(left)
    return "exact", len(left)


def is_difference(left: str, right: str, *, signed: bool, bare_text: bool) -> bool:
    """Whether a number is how much something rose or fell; `left` goes back to the last number or full clause."""
    if signed:
        return True
    if re.search(r"so v[ớo]i(?: mức| con số| kết quả| tổng số| số)? ?(?:hơn |gần |khoảng )?$", left) or re.search(
        r"(?:từ|tu)(?: mức)? ?$", left
    ):
        return False
    if _PLANNED_NUMBER.search(left):
        return False
    clause = re.split(r"[;:.]", left)[-1]
    part = re.split(r"[,(]", clause)[-1]
    words = part.split()
    plain = _find(_NOT_DELTA, part, bare_text=bare_text)
    if "gấp" in part and re.match(r"\s?(?:\w+ ){0,2}?của (?:cùng kỳ|năm (?:trước|ngoái)|kỳ trước)", right):
        return False
    if any(word in _DELTA_WORDS for word in words[-9:]) and not plain:
        return True
    if _find(_DELTA_PAIRS, part + " ", bare_text=bare_text) and not plain:
        return True
    return bool(re.match(r"[^,;.#]{0,28}(?:nhiều|ít|cao|thấp) hơn|[^,;.#]{0,12}điểm phần trăm", right))


def role(sentence: Sentence, index: int, setting: Setting, line: str, offset: int) -> tuple[Role, bool]:
    """(period role, whether words of this very sentence say so). `line` is the folded sentence, number at `offset`."""
    plain, right = sentence.bare, line[offset:]
    left = re.sub(r"\([^()]*\)", lambda m: "#" * len(m.group()), line[:offset])
    told = _beside(left, right, setting, plain)
    if told:
        return told, True
    if left.rfind("(") > left.rfind(")"):
        opened = left.rindex("(")
        inner = re.split(r"[;.] ", left[opened:])[-1]
        told = _told(inner.lstrip("("), setting, plain) or (
            None if inner.strip("( :") else _before_bracket(left[:opened], setting, plain)
        )
        if told:
            return told, True
    clause = re.split(r"[;.]\s", left)[-1]
    told = _told(clause, setting, plain)
    if told:
        return told, True
    lead = re.match(r"[^:.;#]{3,90}:", left)
    told = _told(lead.group(), setting, plain) if lead and len(clause) < len(left) else None
    if told:
        return told, True
    return setting.section or ("target" if setting.plan else "current"), False


_PLANNED_NUMBER: Final = re.compile(
    r"(?:(?<!theo )kế hoạch|chỉ tiêu|mục tiêu|ke hoach|chi tieu|muc tieu)(?: (?:là|năm|đề ra|giao|được giao|cả|đặt ra|hơn|trên|từ|ít nhất|tối thiểu|tỉnh|huyện|hđnd|nghị quyết|:|la|nam|de ra|20\d\d)){0,4}:? ?$"
)
_AFTERWARDS: Final = re.compile(
    r"[\d.,/]*[\d%](?: (?:tỷ|triệu|nghìn|ngàn|đồng|ty|trieu|nghin|dong|ha|m2))* ?(?:(?!cao|thấp|hơn|so|tăng|giảm|bằng|luật|theo|từ|tang|giam|thap|hon)\w+ ){0,2}?(?:của |vào |ở |trong |cua )?"
    r"(?P<when>cùng kỳ|năm (?:trước|ngoái|liền trước)|(?:kỳ|quý|tháng) trước|cung ky|nam truoc|(?:năm |nam )?(?P<year>20\d\d))(?![\d/-])(?! (?:chuyển|mang|chuyen))"
)


def _beside(left: str, right: str, setting: Setting, bare_text: bool) -> Role | None:
    """What the words that touch the number say: "chỉ tiêu 90%", "so với 45 đơn cùng kỳ", "từ 40 lên 52"."""
    rising = _rising(left, right)
    if rising:
        return rising
    if _PLANNED_NUMBER.search(left):
        return "target"
    after = _AFTERWARDS.match(right)
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
    if re.search(r"so v[ớo]i(?: mức| con số| kết quả| tổng số| số)? ?(?:hơn |gần |khoảng )?$", left):
        return "previous"
    return None


def rising(line: str, offset: int) -> bool:
    """Whether the number ends a movement from another: "từ 45 đơn xuống còn 30 đơn"."""
    return _rising(line[:offset], line[offset:]) is not None


def _before_bracket(text: str, setting: Setting, bare_text: bool) -> Role | None:
    """What a number right after an opening bracket is, by the words before it: "vượt kế hoạch (340 người)"."""
    tail = re.split(r"[,;.]", text)[-1]
    if re.search(r"(?:kế hoạch|chỉ tiêu|mục tiêu|ke hoach|chi tieu)(?: \w+){0,4} ?$", tail):
        return "target"
    if re.search(r"so v[ớo]i|c[ùu]ng k[ỳy]", tail):
        return "previous"
    return None


def _rising(clause: str, right: str) -> Role | None:
    """ "từ 480 lượt lên 522 lượt": the first is of the period before, the second of this one."""
    if re.search(r"(?:tăng|giảm|nâng|tang|giam|nang)[^,;]{0,70}? (?:từ|tu)(?: mức)? ?$", clause):
        if re.match(r"[^,;]{0,60} (?:lên|xuống|còn|len|xuong|con)\b", right) or re.search(
            r"(?:lên|xuống|còn) [^,;]{0,30} từ(?: mức)? ?$", clause
        ):
            return "previous"
    if re.search(
        r"(?:tăng|giảm|nâng|tang|giam)[^,;]{0,40} (?:từ|tu) [^,;]{1,60} (?:lên|xuống|còn|len|xuong|con)(?: còn| đến| tới| mức)? ?$",
        clause,
    ):
        return "current"
    return None


def _told(clause: str, setting: Setting, bare_text: bool) -> Role | None:
    """What the time words of a clause before the number say; the last one counts."""
    if not _TIMELY.search(clause):
        return None
    free = _without(_NOT_TARGET, clause, bare_text)
    marks = {
        "current": _last(_NOW, clause, bare_text=bare_text),
        "target": _last(_TARGET, free, bare_text=bare_text),
        "previous": _behind(clause, bare_text),
    }
    for at, quarter in _quarters(clause):
        if setting.quarter and quarter != setting.quarter:
            marks["previous" if quarter < setting.quarter else "target"] = at
    for at, year in years(clause, bare_text):
        if setting.year is None or (setting.spans_years and year <= setting.year):
            continue
        if year == setting.year and any(0 <= at - marks[other] < 30 for other in ("previous", "target")):
            continue  # "chỉ tiêu năm 2024", "quý I/2024": the year adds nothing
        role_: Role = "previous" if year < setting.year else "target" if year > setting.year else "current"
        marks[role_] = max(marks[role_], at)
    done = _last(_DONE, clause, bare_text=bare_text)
    if marks["target"] >= 0 and done > marks["target"] >= marks["previous"]:
        return "previous" if setting.plan else "current"
    if setting.plan and done >= 0 and marks["target"] < 0:
        return "previous"
    latest = max(marks.values())
    if latest < 0:
        return None
    chosen = next(role_ for role_, at in marks.items() if at == latest)
    return (
        None
        if chosen == "current" and marks["target"] < 0 and marks["previous"] < 0 and (setting.section or setting.plan)
        else chosen
    )  # type: ignore[return-value]


#: Without any of these a clause says nothing of time, and the closer looks are spared.
_TIMELY: Final = re.compile(
    r"\b(?:ck|th|kh)\b|k[ỳy]|tr[ướu]{2}c|ngo[áa]i|k[ếe] ho[ạa]ch|ti[êe]u|ph[ấa]n [đd][ấa]u|d[ựu] ki[ếe]n|s[ẽe]|t[ớo]i|sau|nay|20\d\d|19\d\d|qu[ýy]|[đd][ãa]|[đd][ặa]t|[đd][ềe]|sang n[ăa]m|n[âa]ng|[đd][ốo]i|so s[áa]nh|"
    r"th[ựu]c|ph[ảa]i|c[ầa]n|cam k[ếe]t|giao|[đd]o [đd]|m[ùu]a|l[ầa]n|cu[ốo]i n[ăa]m|ho[àa]n|y[êe]u|k[ếe]t qu[ảa]|gi[ảa]m|t[ăa]ng|cu[ốo]i"
)
_DONE = _either(r"(?:^|[ ,;(])đã (?!đề ra|được giao|giao|đặt)")


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
    r"(?:luật|nghị quyết|nghị định|thông tư|quy định|chỉ thị|bộ luật|hiến pháp|kê khai|thu nhập|so với|từ|hơn|kế hoạch|chương trình|kết luận|quyết định|dự toán|bằng|trước|sau|"
    r"quyết toán|ngân sách|khóa|giai đoạn|luat|nghi quyet|so voi|tu|ke khai|niên độ|pháp lệnh)(?: \w+){0,2} ?$"
)
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


def years(clause: str, bare_text: bool) -> list[tuple[int, int]]:
    """(where it ends, year) of the years that date what follows them: not those in names and comparisons."""
    found = []
    for match in _ANY_YEAR.finditer(clause):
        before = re.split(r"[,;(:]", clause[: match.start()])[-1]
        if re.search(r"(?:luật|luat|nghị quyết|nghi quyet|chương trình)[^;:(.#\d]{0,60}$", clause[: match.start()]):
            continue
        named = _NAMED_YEAR.search(before)
        if named and not (before.strip() and re.match(r"(?:kế hoạch|chương trình)", named.group().strip())):
            continue
        found.append((match.end(), int(match[1])))
    return found


_CUMULATIVE = _either(
    r"lũy kế|luỹ kế|cộng dồn|từ đầu nhiệm kỳ|từ trước đến nay|từ khi thành lập|từ năm \d{4} đến nay|tính chung từ"
)
_OTHERS = _either(
    r"cả nước|toàn quốc|trên thế giới|các tỉnh khác|địa phương khác|tỉnh bạn|các nước|chưa (?:cập nhật|bao gồm|gồm|tính|cộng)|không (?:bao )?gồm|không tính|kiểm toán nhà nước|do thanh tra (?:tỉnh|bộ|chính phủ)|tự xưng|giả danh|mạo danh cán bộ|lừa đảo|kẻ gian"
)
_WRONG = _either(
    r"(?:không phải(?: là)?|thay vì(?: là)?|(?:ghi|nêu|viết|in|đưa|báo|nhập|cộng|tính|đánh máy|gõ) (?:nhầm|sai|lộn)(?: là| thành)?|nhầm(?: là| thành)|số (?:cũ|sai)(?: là)?|sửa(?: lại)?(?: từ)?|"
    r"trước đây (?:ghi|báo cáo|nêu)(?: là)?|báo cáo trước (?:ghi|nêu|là)(?: là)?|điều chỉnh(?: giảm| tăng)? từ|đính chính từ|ban đầu (?:ghi|báo cáo)(?: là)?|chứ không phải(?: là)?|đã ghi(?: là)?) ?:?\"? ?$"
)
_TAKEN_BACK = _either(r"(?:^|[ ,;:(])(?:viết|ghi|in|nêu|đăng|báo cáo|nói|không phải|thay vì|nhầm|sai)\W")
_READ_INSTEAD = _either(
    r"nay (?:xin )?(?:sửa|đính chính|điều chỉnh)|sửa lại (?:là|thành)|đọc đúng là|(?:số|con số) đúng|đúng (?:phải )?là|chính xác là|mà là|mới đúng|đính chính (?:lại )?(?:là|thành)"
)
READ_INSTEAD_FIRST: Final = re.compile(
    r"\W*(?:đúng là|nay (?:xin )?sửa|sửa (?:lại )?(?:là|thành)|đọc (?:lại |đúng )?là|xin sửa|phải là|số đúng|đọc đúng|nay đính chính|dung la|nay sua)"
)
NOT_SETTLED_ABOVE: Final = re.compile(
    r"(?:chưa (?:chốt|kiểm chứng|xác nhận|thống nhất)|không xác nhận) (?:về )?(?:con )?số (?:liệu )?này"
)
_BECOMES = _either(r"^[^,;.(\d]{0,30} ?(?:thành|sửa (?:lại )?(?:thành|là)|nay (?:sửa|điều chỉnh|đính chính))")
_DENIED = _either(
    r"^[^,;.(\d]{0,30} ?(?:là )?(?:không đúng|không chính xác|chưa đúng|chưa chính xác|là sai|là nhầm|do (?:ghi|cộng|nhập) nhầm)(?= ?[;,.]|$)"
)
_UNSETTLED = _either(
    r"chưa chốt|chưa (?:được )?(?:thống nhất|kiểm chứng|xác nhận) số|con số chưa chính thức|chưa có số liệu chính thức|ước chừng ban đầu|mấy (?:chục|trăm|triệu)|tin đồn|nghe nói|nghe đâu|bạn đọc cho rằng|có người cho"
)
_RECOUNTED = _either(
    r"qua (?:thẩm tra|kiểm đếm|đối chiếu|rà soát lại|phúc tra|kiểm tra lại)|kiểm đếm thực tế|theo xác nhận|xác nhận của|đối chiếu (?:với|sổ)|tính lại|đếm lại|thực tế chỉ|chỉ có|"
    r"theo số liệu của|tổng hợp từ các|đoàn (?:giám sát|kiểm tra|thẩm tra) (?:xác định|tính|đếm|thống kê)|chênh với|trong khi"
)
_YEARLY = _either(
    r"(?:^|[,;:(] ?|riêng |trong |và )năm (?:19|20)\d\d ?(?:là|:|có|tổ chức|tiếp nhận|được|đạt|-|,)? ?(?:\w+ ){0,3}$"
)
_PARTS = _either(r"trong đó|trong số|bao gồm|(?:^|[ ,(:])gồm(?! có)|riêng|cụ thể|chia ra|nơi làm tốt|điển hình")
_EACH = _either(r"(?:mỗi|bình quân|trung bình|từng) (?:\w+ ){0,5}$")


def is_cumulative(left: str, *, bare_text: bool) -> bool:
    """Whether the number sums up more than the period ("lũy kế")."""
    return _find(_CUMULATIVE, left, bare_text=bare_text) is not None


def is_of_others(left: str, *, bare_text: bool) -> bool:
    """Whether the sentence speaks of the whole country or of other localities."""
    return _find(_OTHERS, left, bare_text=bare_text) is not None


def is_wrong(left: str, right: str, *, bare_text: bool) -> bool:
    """Whether the text says that the number is a mistake: "không phải 58 lượt mà là 85", "ghi nhầm 91"."""
    if _find(_TAKEN_BACK, left, bare_text=bare_text) and _find(_READ_INSTEAD, right, bare_text=bare_text):
        return True
    if _find(_DENIED, right, bare_text=bare_text):
        return True
    becomes = _find(_BECOMES, right, bare_text=bare_text) is not None
    if re.search(r"s[ửu]a(?: l[ạa]i)?(?: t[ừu])? ?$", left):
        return becomes
    return _find(_WRONG, left, bare_text=bare_text) is not None or (
        becomes and re.search(r"đính chính|dinh chinh", left) is not None
    )


def is_unsettled(line: str, *, bare_text: bool) -> bool:
    """Whether the sentence says that its numbers are hearsay or not settled."""
    return _find(_UNSETTLED, line, bare_text=bare_text) is not None


def is_recounted(left: str, *, bare_text: bool) -> bool:
    """Whether the number is somebody else's count of the same thing."""
    return _find(_RECOUNTED, left, bare_text=bare_text) is not None


def is_yearly(left: str, *, bare_text: bool) -> bool:
    """Whether one year of several is named right before the number."""
    return _find(_YEARLY, left, bare_text=bare_text) is not None


def is_part(left: str, *, bare_text: bool) -> bool:
    """Whether "trong đó", "gồm", "riêng" open a breakdown before the number."""
    return _find(_PARTS, left, bare_text=bare_text) is not None


def is_each(left: str, right: str, *, bare_text: bool) -> bool:
    """Whether the number is a rate: per month, per unit, on average."""
    return _find(_EACH, left, bare_text=bare_text) is not None or bool(
        re.match(
            r"[^,;.#\d]{0,18}/ ?(?:năm|tháng|người|hộ|ngày|quý|tuần|lượt|suất|giải|m2|nam|thang|nguoi|ho|ngay)(?!\w)",
            right,
        )
    )
