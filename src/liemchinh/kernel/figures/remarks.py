"""What the words around a number say of it that makes it no figure, or one of several accounts of the same thing."""

from __future__ import annotations

import re
from typing import Final

from liemchinh.kernel.figures import signs
from liemchinh.kernel.figures.roles import begins as _begins
from liemchinh.kernel.figures.roles import either as _either
from liemchinh.kernel.figures.roles import find as _find
from liemchinh.kernel.figures.signs import Spot

_CUMULATIVE = _either(
    r"lũy kế|luỹ kế|cộng dồn|từ đầu nhiệm kỳ|từ trước đến nay|từ khi thành lập|từ năm \d{4} đến nay|tính chung từ"
)
_OTHERS = _either(
    r"cả nước|toàn quốc|trên thế giới|các tỉnh khác|địa phương khác|tỉnh bạn|các nước|chưa (?:cập nhật|bao gồm|gồm|"
    r"tính|cộng)|không (?:bao )?gồm|không tính|kiểm toán nhà nước|do thanh tra (?:tỉnh|bộ|chính phủ)|tự xưng|giả danh|"
    r"mạo danh cán bộ|lừa đảo|kẻ gian"
)
_WRONG = _either(
    r"(?:không phải(?: là)?|thay vì(?: là)?|(?:ghi|nêu|viết|in|đưa|báo|nhập|cộng|tính|đánh máy|gõ) (?:nhầm|sai|"
    r"lộn)(?: là| thành)?|nhầm(?: là| thành)|số (?:cũ|sai)(?: là)?|sửa(?: lại)?(?: từ)?|"
    r"trước đây (?:ghi|báo cáo|nêu)(?: là)?|báo cáo trước (?:ghi|nêu|là)(?: là)?|điều chỉnh(?: giảm| tăng)? từ|"
    r"đính chính từ|ban đầu (?:ghi|báo cáo)(?: là)?|chứ không phải(?: là)?|đã ghi(?: là)?) ?:?\"? ?$"
)
_TAKEN_BACK = _either(r"(?:^|[ ,;:(])(?:viết|ghi|in|nêu|đăng|báo cáo|nói|không phải|thay vì|nhầm|sai)\W")
_READ_INSTEAD = _either(
    r"nay (?:xin )?(?:sửa|đính chính|điều chỉnh)|sửa lại (?:là|thành)|đọc đúng là|(?:số|con số) đúng|"
    r"đúng (?:phải )?là|chính xác là|mà là|mới đúng|đính chính (?:lại )?(?:là|thành)"
)
READ_INSTEAD_FIRST: Final = re.compile(
    r"\W*(?:đúng là|nay (?:xin )?sửa|sửa (?:lại )?(?:là|thành)|đọc (?:lại |đúng )?là|xin sửa|phải là|số đúng|đọc đúng|"
    r"nay đính chính|dung la|nay sua)"
)
NOT_SETTLED_ABOVE: Final = re.compile(
    r"(?:chưa (?:chốt|kiểm chứng|xác nhận|thống nhất)|không xác nhận) (?:về )?(?:con )?số (?:liệu )?này"
)
_BECOMES = _either(r"[^,;.(\d]{0,30} ?(?:thành|sửa (?:lại )?(?:thành|là)|nay (?:sửa|điều chỉnh|đính chính))")
_DENIED = _either(
    r"[^,;.(\d]{0,30} ?(?:là )?(?:không đúng|không chính xác|chưa đúng|chưa chính xác|là sai|là nhầm|do (?:ghi|cộng|"
    r"nhập) nhầm)(?= ?[;,.]|$)"
)
_UNSETTLED = _either(
    r"chưa chốt|chưa (?:được )?(?:thống nhất|kiểm chứng|xác nhận) số|con số chưa chính thức|"
    r"chưa có số liệu chính thức|ước chừng ban đầu|mấy (?:chục|trăm|triệu)|tin đồn|nghe nói|nghe đâu|bạn đọc cho rằng|"
    r"có người cho"
)
_RECOUNTED = _either(
    r"qua (?:thẩm tra|kiểm đếm|đối chiếu|rà soát lại|phúc tra|kiểm tra lại)|kiểm đếm thực tế|theo xác nhận|"
    r"xác nhận của|đối chiếu (?:với|sổ)|tính lại|đếm lại|thực tế chỉ|chỉ có|"
    r"theo số liệu của|tổng hợp từ các|đoàn (?:giám sát|kiểm tra|thẩm tra) (?:xác định|tính|đếm|thống kê)|chênh với|"
    r"trong khi"
)
_YEARLY = _either(
    r"(?:^|[,;:(] ?|riêng |trong |và )năm (?:19|20)\d\d ?(?:là|:|có|tổ chức|tiếp nhận|được|đạt|-|,)? ?(?:\w+ ){0,3}$"
)
_PARTS = _either(r"trong đó|trong số|bao gồm|(?:^|[ ,(:])gồm(?! có)|riêng|cụ thể|chia ra|nơi làm tốt|điển hình")
_EACH = _either(r"(?:mỗi|bình quân|trung bình|từng) (?:\w+ ){0,5}$")


def is_cumulative(spot: Spot) -> bool:
    """Whether the number sums up more than the period ("lũy kế")."""
    return _before(spot, signs.CUMULATIVE, _CUMULATIVE)


def _before(spot: Spot, sign: int, pair: tuple[re.Pattern[str], re.Pattern[str]]) -> bool:
    return bool(spot.before & sign) and _find(pair, spot.left, bare_text=spot.bare) is not None


def is_of_others(spot: Spot) -> bool:
    """Whether the sentence speaks of the whole country or of other localities."""
    return _before(spot, signs.OTHERS, _OTHERS)


def is_wrong(spot: Spot) -> bool:
    """Whether the text says that the number is a mistake: "không phải 58 lượt mà là 85", "ghi nhầm 91"."""
    if not spot.anywhere & signs.WRONG:
        return False
    left, right = spot.since, spot.right
    if _find(_TAKEN_BACK, left, bare_text=spot.bare) and _find(_READ_INSTEAD, right, bare_text=spot.bare):
        return True
    if _begins(_DENIED, right, bare_text=spot.bare):
        return True
    tail = max(len(left) - _TAIL, 0)
    if _MENDED.search(left, tail):
        return _begins(_BECOMES, right, bare_text=spot.bare)
    return _WRONG[1 if spot.bare else 0].search(left, tail) is not None or (
        _CORRECTION.search(left) is not None and _begins(_BECOMES, right, bare_text=spot.bare)
    )


#: Longer than anything that the patterns for the words right before a number match.
_TAIL: Final = 80
_MENDED: Final = re.compile(r"s[ửu]a(?: l[ạa]i)?(?: t[ừu])? ?$")
_CORRECTION: Final = re.compile(r"đính chính|dinh chinh")
_RATE: Final = re.compile(
    r"[^,;.#\d]{0,18}/ ?(?:năm|tháng|người|hộ|ngày|quý|tuần|lượt|suất|giải|m2|nam|thang|nguoi|ho|ngay)(?!\w)"
)


def is_unsettled(spot: Spot) -> bool:
    """Whether the sentence says that its numbers are hearsay or not settled."""
    return bool(spot.anywhere & signs.UNSETTLED) and _find(_UNSETTLED, spot.line, bare_text=spot.bare) is not None


def is_recounted(spot: Spot) -> bool:
    """Whether the number is somebody else's count of the same thing."""
    return _before(spot, signs.RECOUNTED, _RECOUNTED)


def is_yearly(spot: Spot, left: str) -> bool:
    """Whether one year of several is named right before the number."""
    return bool(spot.before & signs.DATED) and _find(_YEARLY, left, bare_text=spot.bare) is not None


def is_part(spot: Spot) -> bool:
    """Whether "trong đó", "gồm", "riêng" open a breakdown before the number."""
    return _before(spot, signs.PART, _PARTS)


def is_each(spot: Spot) -> bool:
    """Whether the number is a rate: per month, per unit, on average."""
    if spot.before & signs.EACH and _find(_EACH, spot.since, bare_text=spot.bare):
        return True
    return spot.right.find("/", 0, 19) >= 0 and _RATE.match(spot.right) is not None
