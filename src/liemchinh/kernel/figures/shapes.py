"""Numbers that are never figures, known by their shape or the word they hang on: dates, symbols, places."""

from __future__ import annotations

import re
from typing import Final

from liemchinh.kernel.figures.fold import bare, word_set

_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR: Final = r"(?:19|20)\d{2}(?!\d)"

# Tried in this order at the first digit of a number, on folded lower-case text.
_SHAPES: Final[tuple[tuple[str, str], ...]] = (
    ("date", rf"{_DAY} ?(?P<mark>[/.\-]) ?(?:0?[1-9]|1[0-2]) ?(?P=mark) ?(?:\d{{2}}|{_YEAR})(?![\d/])"),
    ("date", r"(?:19|20)\d\d-\d\d-\d\d(?!\d)"),
    ("phone", r"0\d{1,3}[ .\-]\d{3,4}[ .\-]?\d{3,4}(?:[ .\-]?\d{1,3})?(?!\d)|0\d{8,10}(?!\d)"),
    ("phone", r"1[89]00[ .\-]\d{3,4}(?:[ .\-]?\d{2,4})?(?!\d)|1[89]00\d{4}(?!\d)"),
    ("year_or_period", rf"(?:19|20)\d{{2}} ?- ?(?:{_YEAR}|\d{{2}}(?!\d))"),
    ("year_or_period", rf"(?:0?[1-9]|1[0-2]) ?[/\-] ?{_YEAR}(?![/\-])"),
    ("time", r"24/(?:7|24)(?!\d)"),
    ("time", r"\d{1,2} ?(?:giờ|gio|h|g)(?: ?\d{2})?(?:'|(?: ?phút)?)(?!\w)|\d{1,2}:\d{2}(?!\d)"),
    ("range", r"\d+(?:[.,]\d+)* ?(?:%|lần|ngày)? ?(?:-|đến|den) ?\d+(?:[.,]\d+)*(?! ?/)"),
    ("place_name", r"\d+/\d+/\d+(?:/\d+)*(?!\d)"),
    ("list_number", r"\d+(?:\.\d+){2,}\.?(?![\d,])(?<!\.\d{3})"),
)
_ANY_SHAPE: Final = re.compile("|".join(f"(?P<{reason}_{n}>{shape})" for n, (reason, shape) in enumerate(_SHAPES)))


def known_at(plain: str, start: int, end: int) -> tuple[str, int] | None:
    """(why it is no figure, where it ends) of the number that begins at `start`, if its shape tells."""
    found = _ANY_SHAPE.match(plain, start, end)
    return (str(found.lastgroup).rpartition("_")[0], found.end()) if found else None


#: A number of things: short or in groups, before a word that makes it none of these and no measure, before a mark or
#: before another number. Most are, and one look tells.
PLAIN: Final = re.compile(
    r"(\d{1,5}|[1-9]\d{0,2}(?:\.\d{3})+)(?: (?!giờ|gio|[hg](?:[\W\d_p]|$)|lần|ngày|đến|den|"
    r"(?:chục|trăm|nghìn|ngàn|vạn|triệu|tr|trđ|tỷ|chuc|tram|nghin|ngan|trieu|ty)(?!\w)|ph[ầa]n tr|m[2² ]|mé|met|h[ée]|"
    r"ha(?!\w)|km|đồng|do|vn|đ(?!\w)|us|đô|eu|nhân dân t|yê|lượng v|chỉ v|cây v)[^\W\d_]|"
    r"(?=[;)]|,(?!\d)| \d{1,2}[ ,;]))"
)

# A symbol of a document, on text that kept its capitals: 147/BC-UBND, 03 - NQ/QU, 36/2017/TT-BGDĐT, 15/2024/QH15.
_ABBREVIATION: Final = r"(?=[^\W\d_a-z]*[^\W\d_][a-zđ]{0,2}[A-ZĐƯ])[A-ZĐƯ][^\W_]{0,11}(?!\w)"
SYMBOL: Final = re.compile(
    rf"\d{{1,5}}(?: ?/ ?(?:19|20)\d{{2}})?(?:[/\-]{_ABBREVIATION}(?: ?[/&\-] ?[A-ZĐƯ][^\W_]*)*"
    rf"| ?[/\-] ?{_ABBREVIATION} ?[/\-] ?[A-ZĐƯ][^\W_]*(?:[/\-][A-ZĐƯ][^\W_]*)*)"
)
LOWER_SYMBOL: Final = re.compile(
    r"\d{1,5}(?:/(?:19|20)\d{2})? ?[/\-] ?[a-zđ]{1,7}(?: ?[/\-] ?[a-zđ]{1,8}){0,2}\d{0,2}(?!\w)"
)
IN_BRACKETS: Final = re.compile(r"[\[(]\d{1,2}[\])]")
PHONE_IN_BRACKETS: Final = re.compile(r"\(0\d{1,4}\)[ .\-]?\d{3,4}[ .\-]?\d{3,4}(?!\d)")

DOCUMENTS: Final = tuple(
    """nghị quyết;chỉ thị;quyết định;nghị định;thông tư;công văn;kế hoạch;kết luận;quy định;hướng dẫn;luật;pháp lệnh;
    thông báo;tờ trình;biên bản;báo cáo;đề án;công điện;chương trình;quy chế;nghị quyết trung ương;giấy phép;hợp đồng;
    văn bản;vb""".replace("\n", "").split(";")
)
_HARD: Final = {
    "date": "ngày;mùng;mồng;ngày làm việc thứ",
    "year_or_period": "tháng;quý;năm;niên độ;niên khóa;nhiệm kỳ;giai đoạn;thời kỳ;năm học",
    "legal_article": "điều;khoản;chương;mục;tiểu mục;điểm",
    "place_name": "quận;khu phố;kp;khóm;ấp;tổ dân phố;đường số;quốc lộ;ql;tỉnh lộ;hương lộ;đường tỉnh;lô;thửa;"
    "thửa đất số;"
    "tờ bản đồ;tờ bản đồ số;km;hẻm;ngõ;ngách;kiệt;tầng;block;khu dân cư;tổ;xã;phường;thôn;bản số;cụm;khu;đường;lộ;"
    "đội;trạm;cầu;kênh;chợ;cổng;nhà văn hóa;tuyến;tuyến số;tiểu khu;trường tiểu học;phòng;cảng;bến;nghiệp vụ",
    "address": "nhà số;số nhà;địa chỉ;nhà",
    "ordinal": "thứ;lần thứ;lần;khóa;kỳ họp;đợt;vòng;hạng;top;giải;nhóm;loại;cấp;phiên;phiên họp thứ;bậc;cấp độ;"
    "mức độ;câu;bài;"
    "vị trí;đứng;xếp hạng;xếp;dự án;gói thầu;gói thầu số;lớp;khối;ca;số;số thứ tự;stt",
    "page_furniture": "trang;dòng;mẫu;biểu;biểu số;mẫu số;phụ lục;bảng;hình;sơ đồ;biểu đồ;tập;chú thích",
    "phone": "máy lẻ;số máy lẻ;nội bộ;điện thoại;số điện thoại;đt;sđt;fax;hotline;tổng đài;đầu số;zalo;gọi số;số máy;"
    "gọi",
    "account": "tài khoản;số tài khoản;cmnd;cccd;căn cước;căn cước công dân;biển số;mã số;mã số thuế;mã;số hiệu;serial",
    "docno": ";".join(DOCUMENTS),
}
PREFIX: Final = {word: reason for reason, words in _HARD.items() for word in words.split(";")}
PREFIX_BARE: Final = {bare(word): reason for word, reason in PREFIX.items()}
#: The words that these end with, and those that may stand between them and the number.
PREFIX_ENDS: Final = frozenset(word.split()[-1] for word in (*PREFIX, *PREFIX_BARE)) | {"số", "so"}
#: Words that only look like those: "kiểm điểm 02 hiệu trưởng" is about no point of an article.
NOT_PREFIX: Final = word_set(
    "kỷ luật;pháp luật;trực tuyến;hòa giải;sắp xếp;yêu cầu;nhu cầu;cung cấp;tình hình;học tập;đề phòng;phối hợp;"
    "luật 20;ky luat;phap luat;truc tuyen;hoa giai;yeu cau;cung cap;kiểm điểm;thời điểm;đặc điểm;ưu điểm;khuyết điểm;"
    "trọng điểm;quan điểm;cao điểm;thí điểm;chuyên mục;danh mục;hạng mục;đề mục;các khoản;tổng số;con số;trong số;"
    "hằng ngày;"
    "hàng ngày;mỗi ngày;hàng tháng;hằng tháng;mỗi tháng;hằng năm;hàng năm;mỗi năm;các xã;các phường;các thôn;các ấp;"
    "các tổ;những ngày;trong ngày;các ngày;bình quân ngày;"
    "kiem diem;thoi diem;khuyet diem;danh muc;chuyen muc;tong so;con so;trong so;hang nam;hang thang;cac xa;"
    "cac phuong;hội phòng;chủ nhà;của nhà;mái nhà",
    ";",
)
#: Reasons that hold whatever noun follows; the others give way to a counted noun ("kế hoạch 300 người").
FIRM: Final = frozenset(("legal_article", "date"))
LARGEST: Final = {"date": 31, "legal_article": 999, "year_or_period": 2100, "ordinal": 999, "place_name": 9999}

_BY_REASON: Final = {
    "age": "tuổi;tháng tuổi",
    "year_or_period": "tháng;năm;quý;thế kỷ;nhiệm kỳ",
    "deadline": "ngày;tuần;đêm",
    "time": "giờ;phút;giây",
    "score": "điểm",
    "no_indicator": "lần;km;mét;m;kg;tấn;lít;m3;mm",
    "ranking": "bậc",
}
#: Why a number before these words counts nothing reported: ages, terms, measures.
AFTER: Final = {word: reason for reason, words in _BY_REASON.items() for word in words.split(";")}
AFTER_BARE: Final = {bare(word): reason for word, reason in AFTER.items()}
# "3 xây, 3 chống", "5 tại chỗ", "4 không": a slogan counts no things.
SLOGAN: Final = word_set(
    "xây chống không tại có dám rõ cùng biết tốt nhất hơn giảm tăng sạch an quyết tự hóa nhanh gần bám"
)
