"""Group J: savings and supervision."""

from __future__ import annotations

from liemchinh.kernel.figures.lexicon import MONEY, Frame, Lexicon
from liemchinh.kernel.measures import Indicator

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="savings_amount",
        label="Tiền tiết kiệm (thực hành tiết kiệm, chống lãng phí)",
        label_en="Money saved",
        unit="VND",
        group="J",
        zero="done",
        cite="Báo cáo THTK, CLP",
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=MONEY,
                    before="tiết kiệm [được]|tổng số tiền tiết kiệm|số tiền tiết kiệm|số tiết kiệm|kinh phí tiết kiệm|"
                    "tiết kiệm chi|tiết kiệm cho ngân sách|"
                    "thấp hơn giá gói thầu|cắt giảm|tiết kiệm kinh phí|tiết kiệm ngân sách|tiết kiệm chi thường xuyên|"
                    "làm lợi|tiết kiệm được số tiền|giảm giá trị|"
                    "tiết kiệm (đạt/là)|tiết kiệm cho nhà nước",
                    after="tiết kiệm|tiền tiết kiệm|được tiết kiệm",
                    needs="tiết kiệm|đấu thầu|trúng thầu|cắt giảm|làm lợi",
                    unless="gửi tiết kiệm|tài khoản tiết kiệm|sổ tiết kiệm|tổng kinh phí|dự toán được giao|thu hồi|"
                    "tiết kiệm, chống lãng phí năm",
                ),
            ),
        ),
    ),
    Indicator(
        id="community_supervisions",
        label="Cuộc giám sát (Mặt trận Tổ quốc, Thanh tra nhân dân, giám sát đầu tư của cộng đồng)",
        label_en="Community supervisions",
        unit="cuộc",
        group="J",
        zero="done",
        cite="không có biểu bắt buộc (chỉ tiêu thuyết minh)",
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="cuộc|lượt|đợt|công trình|vụ|đoàn|lần|chuyên đề",
                    named="(cuộc/lượt/đợt) giám sát|cuộc giám sát, phản biện|cuộc giám sát cộng đồng",
                    before="giám sát|thực hiện giám sát|tổ chức giám sát|tiến hành giám sát|giám sát cộng đồng|"
                    "giám sát được|cuộc giám sát|giám sát, phản biện|đã giám sát",
                    after="giám sát|giám sát, phản biện|giám sát đầu tư|giám sát cộng đồng|giám sát chuyên đề",
                    needs="mặt trận|mttq|thanh tra nhân dân|ttnd|cộng đồng|gsđtcđ|đoàn thể|hội đồng nhân dân|hđnd|"
                    "đoàn giám sát|giám sát đầu tư|hội nông dân|hội phụ nữ|hội cựu chiến binh",
                    unless="kiểm tra, giám sát|tổ chức đảng|đảng viên|ủy ban kiểm tra|ubkt|chi bộ|thanh tra hành chính",
                ),
            ),
            zero="cuộc giám sát",
        ),
    ),
)
