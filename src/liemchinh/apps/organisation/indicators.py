"""What the committee register counts, and how officials phrase it."""

from __future__ import annotations

from liemchinh.kernel.figures.lexicon import Frame, Lexicon
from liemchinh.kernel.measures import CountAt, Indicator

_COMMITTEE = "ban chỉ đạo|bcđ|tổ công tác"

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="committee_members",
        label="Thành viên Ban Chỉ đạo phòng, chống tham nhũng, tiêu cực",
        label_en="Members of the Steering Committee",
        unit="người",
        group="A",
        measure=CountAt("organisation.committee_member", "since", "until"),
        cite="không có biểu bắt buộc (chỉ tiêu thuyết minh)",
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="thành viên|đồng chí|người|ủy viên|đ c",
                    named="thành viên ban chỉ đạo|thành viên bcđ",
                    before="kiện toàn|(hiện/đến nay/hiện nay/nay) (có/gồm)|gồm|gồm có|thành viên ban chỉ đạo|"
                    "số thành viên|thành viên|"
                    "với|bổ sung|ban chỉ đạo (có/gồm)|củng cố|cuối kỳ có|có|bcđ (có/gồm)|cơ cấu",
                    after="ban chỉ đạo|là thành viên|do đồng chí|do bí thư",
                    needs=_COMMITTEE,
                    unless="tuyên truyền|kỷ luật|tham dự|dự|tập huấn|kiểm tra|đối với|vắng|ban kiểm phiếu|thay đổi|"
                    "thay thế|bổ sung thêm|"
                    "rút tên|đối thoại|chấp hành|giám sát đầu tư|thanh tra nhân dân|chi bộ|tổ tư vấn|tổ giúp việc",
                ),
            ),
        ),
    ),
)
