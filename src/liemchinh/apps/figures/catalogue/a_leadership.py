"""Group A: leadership and direction."""

from __future__ import annotations

from liemchinh.kernel.figures.lexicon import Frame, Lexicon
from liemchinh.kernel.measures import Indicator

_NARRATIVE = "không có biểu bắt buộc (chỉ tiêu thuyết minh)"

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="institutional_rules_issued",
        label="Văn bản thể chế (quy chế, quy định, quy phạm pháp luật) ban hành mới, sửa đổi",
        label_en="Rules and regulations issued or amended",
        unit="văn bản",
        group="A",
        zero="done",
        cite="TTCP – nhóm biểu PCTN: biện pháp phòng ngừa",
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="văn bản|quy định|vb|quyết định|nghị quyết",
                    named="quy chế|quy chế, quy định|văn bản (quy phạm pháp luật/qppl/thể chế)|quy định, quy chế|"
                    "quy chế (nội bộ/làm việc)|"
                    "quy chế chi tiêu nội bộ|quyết định quy phạm pháp luật|nghị quyết quy phạm pháp luật|"
                    "quy trình, quy chế|quy định nội bộ|"
                    "nội quy, quy chế|văn bản quy định nội bộ|quy chế, quy trình",
                    before="văn bản (thể chế/quy phạm pháp luật/qppl)|quy chế, quy định|ban hành mới|sửa đổi|"
                    "sửa đổi, bổ sung|bổ sung, sửa đổi|"
                    "ban hành mới, sửa đổi|ban hành quy chế|hoàn thiện thể chế|xây dựng thể chế|văn bản quy phạm|"
                    "thẩm định",
                    after="quy phạm pháp luật|qppl|thể chế|được ban hành mới|ban hành mới|quy định|được sửa đổi|"
                    "sửa đổi, bổ sung|quy phạm|nội bộ",
                    unless="xử phạt|kỷ luật|bãi bỏ|hết hiệu lực|văn bản chỉ đạo",
                ),
            ),
            zero="quy chế * (ban hành/sửa đổi)",
        ),
    ),
    Indicator(
        id="committee_meetings",
        label="Phiên họp Ban Chỉ đạo",
        label_en="Meetings of the Steering Committee",
        unit="phiên",
        group="A",
        zero="done",
        cite=_NARRATIVE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="phiên|cuộc|lần|kỳ|buổi",
                    named="phiên họp|phiên họp (định kỳ/thường kỳ/ban chỉ đạo/chuyên đề)|cuộc họp ban chỉ đạo|"
                    "phiên họp toàn thể|kỳ họp ban chỉ đạo",
                    before="ban chỉ đạo [đã] họp|họp|họp định kỳ|họp ban chỉ đạo|phiên họp|tổ chức họp|tiến hành họp|"
                    "cuộc họp ban chỉ đạo|bcđ họp",
                    after="họp|họp ban chỉ đạo|họp thường kỳ",
                    needs="ban chỉ đạo|bcđ",
                    unless="giao ban|hội đồng nhân dân|hđnd|phiên tòa|họp dân|họp thứ|tuyên truyền|ban thường vụ",
                ),
            ),
            zero="phiên họp",
        ),
    ),
    Indicator(
        id="cases_monitored_by_committee",
        label="Vụ án, vụ việc thuộc diện Ban Chỉ đạo theo dõi, chỉ đạo",
        label_en="Cases under the Steering Committee's watch",
        unit="vụ",
        group="A",
        cite=_NARRATIVE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="vụ|vụ án|vụ việc|vụ án, vụ việc",
                    before="theo dõi|theo dõi, chỉ đạo|theo dõi, đôn đốc|diện theo dõi|diện [ban chỉ đạo] theo dõi|"
                    "đưa vào diện|trực tiếp chỉ đạo|"
                    "chỉ đạo xử lý|chỉ đạo giải quyết|chỉ đạo, theo dõi|chỉ đạo, đôn đốc|theo dõi và chỉ đạo",
                    after="thuộc diện|theo dõi|diện ban chỉ đạo|theo dõi, chỉ đạo|vào diện|do ban chỉ đạo|"
                    "được ban chỉ đạo",
                    needs="ban chỉ đạo|bcđ|ban nội chính|diện theo dõi|tỉnh ủy|thành ủy|huyện ủy",
                    unless="khởi tố|truy tố|xét xử|khiếu nại|đơn",
                ),
            ),
            zero="(vụ án/vụ việc) * ban chỉ đạo theo dõi",
        ),
    ),
)
