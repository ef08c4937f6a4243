"""Group E: receiving citizens, dialogue, hotline."""

from __future__ import annotations

from liemchinh.kernel.figures.lexicon import Frame, Lexicon
from liemchinh.kernel.measures import Count, Indicator, Sum

_CITE = "TTCP – nhóm biểu tiếp công dân (TCD)"
_NARRATIVE = "không có biểu bắt buộc (chỉ tiêu thuyết minh)"
_RECEPTION = "tiếp công dân|tiếp dân|tiếp|công dân|tcd|đến khiếu nại|tiếp xúc công dân"
_HOTLINE = (
    "đường dây nóng|ứng dụng|tổng đài|hotline|phản ánh hiện trường|zalo|1022|cổng thông tin phản ánh|app|"
    "kênh tiếp nhận phản ánh|"
    "hệ thống tiếp nhận phản ánh|số điện thoại nóng|hộp thư góp ý|hòm thư điện tử|cổng phản ánh|điện thoại nóng"
)
_REPORTS = "phản ánh|lượt phản ánh|cuộc gọi|tin|lượt|cuộc|tin báo|tin phản ánh|ý kiến phản ánh|lượt gọi|tin nhắn|"
"trường hợp|thông tin|tin, phản ánh|lượt tin|vụ việc"
_LEADERS = "chủ tịch|lãnh đạo|thủ trưởng|bí thư|người đứng đầu|định kỳ|giám đốc|trưởng phòng|chánh thanh tra"

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="citizen_reception_visits",
        label="Lượt tiếp công dân",
        label_en="Citizen reception visits",
        unit="lượt",
        group="E",
        measure=Count("petitions.visit", "received_on"),
        cite=_CITE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="lượt|lượt công dân|lượt người|lượt dân|kỳ",
                    named="lượt tiếp (công dân/dân)|lượt công dân đến",
                    before="tiếp|tiếp công dân|tiếp dân|tiếp được|đã tiếp|tiếp thường xuyên|lượt tiếp công dân|"
                    "lượt tiếp|công tác tiếp công dân|tcd|"
                    "tiếp đón|tổng số lượt tiếp",
                    after="công dân|tiếp công dân|đến (khiếu nại/kiến nghị/trụ sở/phản ánh/tố cáo/liên hệ)|tiếp dân|"
                    "được tiếp|công dân đến|tiếp",
                    needs="tiếp công dân|tiếp dân|công dân|tiếp|tcd",
                    unless="tuyên truyền|tiếp nhận|phát thanh|truyền thanh|đối thoại|phản ánh hiện trường|tiếp tục|"
                    "tiếp cận|trực tiếp kiểm tra|đoàn",
                ),
            ),
            zero="(lượt/công dân) * đến (khiếu nại/kiến nghị/trụ sở)|lượt tiếp công dân",
        ),
    ),
    Indicator(
        id="citizens_received",
        label="Số người được tiếp",
        label_en="Citizens received",
        unit="người",
        group="E",
        measure=Sum("people", "petitions.visit", "received_on"),
        cite=_CITE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="người|công dân|người dân|người được tiếp|lượt người|lượt công dân",
                    named="người được tiếp",
                    before="tiếp|tiếp công dân|tiếp dân|người được tiếp|công dân được tiếp|đã tiếp|tiếp được",
                    after="được tiếp|đến trụ sở|đến (khiếu nại/kiến nghị/phản ánh/tố cáo)",
                    needs=_RECEPTION,
                    unless="đoàn|tuyên truyền|tham gia|đối thoại|kê khai|đông người|tiếp nhận|kỷ luật",
                    follows=("citizen_reception_visits",),
                ),
            ),
        ),
    ),
    Indicator(
        id="leader_reception_days",
        label="Ngày, buổi lãnh đạo tiếp dân định kỳ",
        label_en="Days on which leaders received citizens",
        unit="ngày",
        group="E",
        zero="done",
        cite=_CITE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="ngày|buổi|kỳ|lần|phiên|ngày tiếp|cuộc",
                    named="(ngày/buổi/kỳ/phiên) tiếp (dân/công dân)|(ngày/buổi) tiếp (dân/công dân) định kỳ",
                    before="tiếp dân [định kỳ]|tiếp công dân [định kỳ]|tiếp dân thường kỳ|"
                    "trực tiếp tiếp (dân/công dân)|định kỳ tiếp (dân/công dân)|"
                    "ngày tiếp (dân/công dân)|lịch tiếp dân",
                    after="tiếp dân|tiếp công dân|tiếp dân định kỳ|tiếp công dân định kỳ|tiếp định kỳ",
                    needs="tiếp dân|tiếp công dân|tiếp định kỳ",
                    unless="thời hạn|trong vòng|trước ngày|làm việc|lượt",
                ),
            ),
        ),
    ),
    Indicator(
        id="large_groups_received",
        label="Đoàn đông người",
        label_en="Large groups received",
        unit="đoàn",
        group="E",
        measure=Count("petitions.visit", "received_on", where={"people__gte": 5}),
        cite=_CITE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="đoàn|lượt đoàn|đoàn người",
                    named="đoàn (đông người/khiếu kiện/công dân/khiếu nại đông người)|lượt đoàn (đông người/công dân)|"
                    "đoàn đông|đoàn khiếu kiện đông người|"
                    "đoàn công dân đông người|đoàn khiếu tố",
                    before="đoàn đông người|tiếp|tiếp đoàn|đông người|khiếu kiện đông người|số đoàn đông người|"
                    "lượt đoàn",
                    after="đông người|đông|khiếu kiện|khiếu kiện đông người|có từ năm người trở lên",
                    needs="đông người|tiếp công dân|tiếp dân|đoàn đông|khiếu kiện|đoàn công dân|công dân",
                    unless="thanh tra|kiểm tra|giám sát|công tác",
                ),
            ),
            zero="đoàn * (đông người/khiếu kiện)|đoàn đông người|khiếu kiện đông người|trường hợp * đông người",
        ),
    ),
    Indicator(
        id="large_group_people",
        label="Người trong đoàn đông người",
        label_en="People in large groups",
        unit="người",
        group="E",
        measure=Sum("people", "petitions.visit", "received_on", where={"people__gte": 5}),
        cite=_CITE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="người|công dân|lượt người|người tham gia|bà con|người dân|hộ|hộ dân|tiểu thương|"
                    "lượt công dân",
                    before="người trong [các] đoàn [đông người]|số người trong [các] đoàn đông người|đoàn đông người|"
                    "đoàn khiếu kiện|đông người|đoàn khiếu kiện đông người|đoàn công dân",
                    needs="đông người|đoàn",
                    unless="tuyên truyền|kỷ luật|lượt tiếp|lượt công dân",
                    follows=("large_groups_received",),
                ),
            ),
        ),
    ),
    Indicator(
        id="dialogues_held",
        label="Hội nghị, cuộc đối thoại với nhân dân",
        label_en="Dialogues with the people",
        unit="cuộc",
        group="E",
        zero="done",
        cite=_NARRATIVE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="cuộc|hội nghị|buổi|lần|lượt",
                    named="(hội nghị/cuộc/buổi) (đối thoại/tiếp xúc, đối thoại/gặp gỡ, đối thoại)|"
                    "cuộc tiếp xúc, đối thoại|lượt đối thoại|"
                    "hội nghị tiếp xúc, đối thoại|hội nghị gặp gỡ, đối thoại|diễn đàn đối thoại",
                    before="đối thoại|tiếp xúc, đối thoại|hội nghị đối thoại|gặp gỡ, đối thoại|tổ chức đối thoại|"
                    "đối thoại trực tiếp",
                    after="đối thoại|tiếp xúc, đối thoại|gặp gỡ, đối thoại|đối thoại trực tiếp",
                    needs="đối thoại",
                    unless="tuyên truyền|ý kiến",
                ),
            ),
            zero="(hội nghị/cuộc) * đối thoại",
        ),
    ),
    Indicator(
        id="dialogue_opinions",
        label="Ý kiến tại đối thoại",
        label_en="Opinions raised at dialogues",
        unit="ý kiến",
        group="E",
        cite=_NARRATIVE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="ý kiến|lượt ý kiến|lượt phát biểu|câu hỏi|kiến nghị|ý kiến, kiến nghị|"
                    "lượt ý kiến, kiến nghị|nội dung|vấn đề|nội dung kiến nghị|"
                    "lượt kiến nghị|ý kiến đóng góp|ý kiến phản ánh",
                    before="đối thoại|ghi nhận|tiếp thu|lắng nghe|tiếp nhận|với|có",
                    after="(phát biểu/đóng góp/tại hội nghị/của nhân dân/của người dân/của công dân/được ghi "
                    "nhận/phản ánh/đối thoại)",
                    needs="đối thoại",
                    unless="cử tri|khảo sát|góp ý dự thảo|đã được trả lời|còn",
                    follows=("dialogues_held",),
                ),
            ),
        ),
    ),
    Indicator(
        id="hotline_reports_received",
        label="Phản ánh qua đường dây nóng, ứng dụng",
        label_en="Hotline reports received",
        unit="lượt",
        group="E",
        cite=_NARRATIVE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=_REPORTS,
                    named="(cuộc/lượt/tin) (gọi/báo) (đến/qua) đường dây nóng",
                    before="tiếp nhận|ghi nhận|nhận|nhận được|đường dây nóng|tiếp nhận [được] qua đường dây nóng|"
                    "qua đường dây nóng|phản ánh qua đường dây nóng|có|"
                    "phản ánh|tổng đài tiếp nhận|ứng dụng",
                    after="qua đường dây nóng|(đến/qua/từ/gửi qua/gửi đến) (đường dây nóng/ứng dụng/tổng "
                    "đài/hotline/zalo)|gọi phản ánh|phản ánh|gọi đến|"
                    "qua ứng dụng|gửi về|của người dân|của công dân",
                    needs=_HOTLINE,
                    unless="xử lý|trả lời|giải quyết|đơn|liên quan|tuyên truyền|phát thanh|đăng tải|lan truyền",
                ),
            ),
            zero="(phản ánh/cuộc gọi/tin) * đường dây nóng|đường dây nóng * (phản ánh/cuộc gọi/tin)",
        ),
    ),
    Indicator(
        id="hotline_reports_resolved",
        label="Phản ánh đường dây nóng đã xử lý",
        label_en="Hotline reports resolved",
        unit="lượt",
        group="E",
        zero="done",
        cite=_NARRATIVE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=_REPORTS,
                    before="[đã] (xử lý/trả lời/giải quyết/phản hồi) [dứt điểm/xong]|xử lý, trả lời|xử lý và trả lời|"
                    "giải quyết xong|chuyển xử lý|đã phản hồi",
                    after="[đã] [được] (xử lý/trả lời/giải quyết/phản hồi)|đã xử lý xong|được trả lời|đã được xử lý|"
                    "xử lý, trả lời|đã được (trả lời/giải quyết/phản hồi)|"
                    "xử lý xong",
                    needs=_HOTLINE,
                    unless="đang xử lý|chưa xử lý|đơn|đang giải quyết|chưa trả lời",
                ),
            ),
            whole="hotline_reports_received",
        ),
    ),
)
