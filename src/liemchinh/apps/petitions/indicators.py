"""Group F: petitions, and settling complaints and denunciations."""

from __future__ import annotations

from liemchinh.kernel.figures.lexicon import MONEY, PERCENT, Frame, Lexicon
from liemchinh.kernel.figures.nouns import LETTERS
from liemchinh.kernel.measures import Count, CountAt, Indicator, Share, Sum

_INTAKE = "TTCP – nhóm biểu xử lý đơn (XLD)"
_SETTLING = "TTCP – nhóm biểu kết quả giải quyết KN, TC (KQGQ)"
_PETITIONS = "đơn|đơn thư|khiếu nại|tố cáo|khiếu nại, tố cáo|kntc|kn, tc|kiến nghị"
_MATTERS = (
    LETTERS + "|vụ|vụ việc|vụ việc khiếu nại|vụ khiếu nại|việc|đơn khiếu nại, tố cáo|vụ việc khiếu nại, tố cáo|"
    "vụ khiếu nại, tố cáo|"
    "đơn kn, tc|trường hợp|đơn, vụ việc|lượt đơn|đơn khiếu nại|đơn tố cáo|vụ việc tố cáo"
)
_NOT_PETITIONS = "hồ sơ|vụ án|khởi tố|truy tố|đường dây nóng|giám sát|ban chỉ đạo"

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="petitions_received",
        label="Tổng số đơn tiếp nhận",
        label_en="Petitions received",
        unit="đơn",
        group="F",
        measure=Count("petitions.petition", "received_on"),
        cite=_INTAKE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=LETTERS
                    + "|đơn khiếu nại, tố cáo|đơn thư khiếu nại, tố cáo|đơn khiếu nại, tố cáo, kiến nghị, phản ánh|"
                    "đơn tố cáo, phản ánh|"
                    "đơn khiếu nại, tố cáo, kiến nghị|đơn khiếu nại, kiến nghị|đơn thư các loại|đơn tố cáo, kiến nghị|"
                    "đơn khiếu nại, kiến nghị, phản ánh|"
                    "đơn kntc|đơn kn, tc|đơn, thư|đơn khiếu nại, phản ánh|đơn khiếu tố|"
                    "đơn khiếu nại, tố cáo, phản ánh|đơn kn, tc, kn, pa|"
                    "đơn tố cáo, khiếu nại",
                    before="tiếp nhận|nhận|nhận được|tổng số đơn|phải xử lý|tiếp nhận và xử lý|tiếp nhận, xử lý|"
                    "tổng số đơn phải xử lý|"
                    "tổng số đơn tiếp nhận|đơn tiếp nhận|tổng tiếp nhận|tiếp nhận mới|tiếp nhận đơn|tổng số|"
                    "số đơn tiếp nhận|phát sinh|đã nhận|nhận đơn|"
                    "tổng đơn|tổng số đơn thư|đơn khiếu nại, tố cáo|đơn thư khiếu nại, tố cáo|số đơn phải xử lý|"
                    "tổng cộng|thụ lý|tiếp nhận trong kỳ",
                    after="các loại|phải xử lý|được tiếp nhận|tiếp nhận|gửi đến|tiếp nhận mới|tiếp nhận trong kỳ",
                    unless="kỳ trước|năm trước chuyển|đủ điều kiện|trùng|nặc danh|hồ sơ|chuyển sang|chuyển đến",
                ),
            ),
            zero="đơn (khiếu nại, tố cáo/thư)|đơn thư",
        ),
    ),
    Indicator(
        id="petitions_carried_over",
        label="Đơn kỳ trước chuyển sang",
        label_en="Petitions carried over",
        unit="đơn",
        group="F",
        cite=_INTAKE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=_MATTERS,
                    before="(kỳ/năm/tháng/quý) trước (chuyển/mang) (sang/qua)|chuyển (kỳ/sang kỳ) (trước/này)|"
                    "tồn (kỳ trước/đầu kỳ/cũ)|kỳ trước còn lại|"
                    "chuyển từ kỳ trước [sang]|đơn tồn|đơn cũ|chuyển từ năm trước|đơn kỳ trước|tồn từ kỳ trước|"
                    "kỳ trước|tồn kỳ trước chuyển sang|"
                    "tồn năm trước|năm trước chuyển qua|chuyển từ (kỳ/năm/tháng/quý) trước (sang/qua)",
                    after="[từ] [của] (kỳ/năm/tháng/quý) trước (chuyển/mang) (sang/qua)|"
                    "(tồn/còn lại) (từ/của) kỳ trước|chuyển từ kỳ trước [sang]|"
                    "kỳ trước chuyển (sang/qua)|từ kỳ trước|tồn đọng kỳ trước|tồn (kỳ/năm/tháng/quý) trước|"
                    "(được/) chuyển từ (kỳ/năm/tháng/quý) trước|cũ chuyển sang",
                    needs=_PETITIONS,
                    unless="cuộc|cùng kỳ|so với|án cũ",
                ),
            ),
            zero="đơn * (kỳ/năm) trước chuyển sang",
        ),
    ),
    Indicator(
        id="petitions_eligible",
        label="Đơn đủ điều kiện xử lý",
        label_en="Petitions eligible for handling",
        unit="đơn",
        group="F",
        measure=Count("petitions.petition", "received_on", where={"eligible": True}),
        cite=_INTAKE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=LETTERS,
                    named="đơn (đủ điều kiện/đủ điều kiện xử lý/đủ điều kiện thụ lý)",
                    before="đủ điều kiện [xử lý/thụ lý/giải quyết]|đơn đủ điều kiện|đơn đủ điều kiện (xử lý/thụ lý)|"
                    "hợp lệ",
                    after="đủ điều kiện [xử lý/thụ lý/giải quyết]|có đủ điều kiện",
                    needs="đủ điều kiện",
                    unless="không đủ điều kiện|chưa đủ điều kiện",
                ),
            ),
        ),
    ),
    Indicator(
        id="complaints_received",
        label="Đơn khiếu nại",
        label_en="Complaints received",
        unit="đơn",
        group="F",
        measure=Count("petitions.petition", "received_on", where={"kind": "complaint"}),
        cite=_INTAKE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=LETTERS,
                    named="đơn (khiếu nại/kn)|đơn thư khiếu nại",
                    before="khiếu nại|kn|đơn khiếu nại|đơn kn|đơn thư khiếu nại",
                    after="khiếu nại|kn|có nội dung khiếu nại|có tính chất khiếu nại",
                    unless="đã giải quyết|giải quyết khiếu nại|thuộc thẩm quyền|kỳ trước|đủ điều kiện|khiếu nại đúng|"
                    "khiếu nại sai|kết quả giải quyết",
                ),
            ),
            zero="đơn khiếu nại",
        ),
    ),
    Indicator(
        id="denunciations_received",
        label="Đơn tố cáo",
        label_en="Denunciations received",
        unit="đơn",
        group="F",
        measure=Count("petitions.petition", "received_on", where={"kind": "denunciation"}),
        cite=_INTAKE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=LETTERS,
                    named="đơn (tố cáo/tc)|đơn thư tố cáo",
                    before="tố cáo|tc|đơn tố cáo|đơn tc|đơn thư tố cáo",
                    after="tố cáo|tc|có nội dung tố cáo|tố cáo cán bộ",
                    unless="đã giải quyết|giải quyết tố cáo|thuộc thẩm quyền|kỳ trước|đủ điều kiện|tố cáo đúng|"
                    "tố cáo sai|kết quả giải quyết|bảo vệ người tố cáo|qua [giải quyết] tố cáo",
                ),
            ),
            zero="đơn tố cáo",
        ),
    ),
    Indicator(
        id="recommendations_received",
        label="Đơn kiến nghị, phản ánh",
        label_en="Recommendations and reports received",
        unit="đơn",
        group="F",
        measure=Count("petitions.petition", "received_on", where={"kind__in": ("recommendation", "reflection")}),
        cite=_INTAKE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=LETTERS,
                    named="đơn (kiến nghị/kiến nghị, phản ánh/phản ánh, kiến nghị/đề nghị/knpa/kn, pa)|"
                    "đơn thư kiến nghị, phản ánh|"
                    "đơn kiến nghị, phản ánh, đề nghị",
                    before="kiến nghị|phản ánh|kiến nghị, phản ánh|phản ánh, kiến nghị|knpa|kn, pa|đơn kiến nghị|"
                    "đơn kiến nghị, phản ánh|đơn phản ánh, kiến nghị|"
                    "kiến nghị, đề nghị|kiến nghị, phản ánh, đề nghị",
                    after="kiến nghị|kiến nghị, phản ánh|phản ánh, kiến nghị|knpa|kn, pa|"
                    "có nội dung kiến nghị, phản ánh|đề nghị",
                    unless="đã giải quyết|giải quyết kiến nghị|thuộc thẩm quyền|kiến nghị (thu hồi/xử lý/kiểm điểm)|"
                    "kỳ trước|đủ điều kiện",
                ),
            ),
            zero="đơn (kiến nghị, phản ánh/kiến nghị)",
        ),
    ),
    Indicator(
        id="anonymous_petitions",
        label="Đơn nặc danh",
        label_en="Anonymous petitions",
        unit="đơn",
        group="F",
        measure=Count("petitions.petition", "received_on", where={"identity__in": ("anonymous", "impersonated")}),
        cite=_INTAKE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=LETTERS,
                    named="đơn (nặc danh/mạo danh/không tên/giấu tên/không rõ tên/thư nặc danh)|đơn thư nặc danh|"
                    "đơn tố cáo nặc danh|"
                    "đơn nặc danh, mạo danh|đơn mạo danh, nặc danh",
                    before="nặc danh|đơn nặc danh|đơn thư nặc danh|mạo danh|không ghi [rõ] (họ tên/tên)|"
                    "nặc danh, mạo danh",
                    after="nặc danh|không ghi [rõ] (họ tên/tên)|nặc danh, mạo danh|"
                    "không [ghi] rõ (họ tên/tên/địa chỉ)|giấu tên|không có (họ tên/tên/chữ ký)|"
                    "không ký tên|mạo danh|không tên|không để tên|không đề tên",
                ),
            ),
            zero="đơn * nặc danh|đơn nặc danh",
        ),
    ),
    Indicator(
        id="petitions_within_jurisdiction",
        label="Đơn, vụ việc khiếu nại, tố cáo thuộc thẩm quyền",
        label_en="Complaints and denunciations within jurisdiction",
        unit="vụ việc",
        group="F",
        measure=Count("petitions.petition", "received_on", where={"competence": "in"}),
        cite=_SETTLING,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=_MATTERS,
                    before="thuộc thẩm quyền [giải quyết]|thuộc thẩm quyền giải quyết của (huyện/xã/ubnd)|"
                    "phải giải quyết|phải giải quyết trong kỳ|"
                    "thuộc trách nhiệm giải quyết|đúng thẩm quyền|thụ lý giải quyết",
                    after="[khiếu nại, tố cáo] thuộc thẩm quyền [giải quyết]|thuộc thẩm quyền|phải giải quyết|"
                    "thuộc trách nhiệm giải quyết|"
                    "khiếu nại thuộc thẩm quyền|tố cáo thuộc thẩm quyền",
                    unless="không thuộc thẩm quyền|" + _NOT_PETITIONS,
                ),
            ),
            zero="(vụ việc/đơn) * thuộc thẩm quyền",
        ),
    ),
    Indicator(
        id="petitions_resolved",
        label="Đơn, vụ việc đã giải quyết",
        label_en="Petitions resolved",
        unit="vụ việc",
        group="F",
        measure=Count("petitions.petition", "answered_on", where={"competence": "in"}),
        zero="done",
        cite=_SETTLING,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=_MATTERS,
                    before="[đã] giải quyết [xong/dứt điểm]|đã xử lý|giải quyết được|đã trả lời|đã giải quyết được|"
                    "đã được giải quyết|hòa giải thành|"
                    "xác minh, trả lời|trả lời|đơn đã giải quyết|vụ việc đã giải quyết|đã xác minh, trả lời|"
                    "xử lý xong|giải quyết|đã giải quyết, trả lời|"
                    "đã giải quyết dứt điểm|hoàn thành giải quyết|đã ban hành quyết định giải quyết",
                    after="[đã] [được] (giải quyết/trả lời/xử lý xong/giải quyết xong)|đã được giải quyết [xong]|"
                    "đã được cơ quan [có thẩm quyền]|đã giải quyết [xong/dứt điểm]|"
                    "đã được trả lời|giải quyết xong|đã có (quyết định/kết luận/văn bản)|đã có kết quả|"
                    "được giải quyết dứt điểm|đã được xem xét, giải quyết",
                    needs=_PETITIONS + "|vụ việc",
                    unless="đang giải quyết|chưa giải quyết|thuộc thẩm quyền giải quyết|phải giải quyết|đang xác minh|"
                    "đang xem xét|quyết định giải quyết|còn lại|"
                    "đề nghị giải quyết|chuyển cơ quan|đang trong|" + _NOT_PETITIONS,
                ),
            ),
            whole="petitions_within_jurisdiction",
            whole_if="vụ",
        ),
    ),
    Indicator(
        id="petition_resolution_rate",
        label="Tỷ lệ giải quyết",
        label_en="Resolution rate",
        unit="percent",
        group="F",
        measure=Share("petitions_resolved", "petitions_within_jurisdiction"),
        better="higher",
        cite=_SETTLING,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=PERCENT,
                    before="tỷ lệ giải quyết|tỷ lệ giải quyết (đơn/khiếu nại/khiếu nại, tố cáo/đơn thư/kn, tc)|"
                    "giải quyết đạt|tỷ lệ giải quyết đạt|tỷ lệ|đạt tỷ lệ",
                    after="vụ việc|số vụ việc|tổng số vụ việc",
                    needs=_PETITIONS + "|vụ việc",
                    unless="hồ sơ|thu hồi|đúng hạn|hài lòng|chiếm|bằng|tỷ lệ (đơn/khiếu nại) (đúng/sai)|trực tuyến|"
                    "vượt|tăng|giảm|phản ánh hiện trường",
                    follows=("petitions_resolved",),
                ),
            ),
        ),
    ),
    Indicator(
        id="petitions_transferred",
        label="Đơn chuyển cơ quan khác",
        label_en="Petitions transferred",
        unit="đơn",
        group="F",
        measure=Count("petitions.petition", "decided_on", where={"outcome": "forward"}),
        cite=_INTAKE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=LETTERS + "|vụ việc|đơn khiếu nại|đơn tố cáo",
                    before="chuyển|chuyển cơ quan|chuyển đơn|chuyển cơ quan [khác/có thẩm quyền/chức năng]|"
                    "hướng dẫn, chuyển|chuyển đến|đã chuyển|đơn chuyển|"
                    "chuyển đảng ủy|chuyển các cơ quan|chuyển trả|chuyển đến cơ quan có thẩm quyền|chuyển đơn đến",
                    after="[được/đã] chuyển (cơ quan/đến/sang cơ quan/cho/về/các)|chuyển cơ quan [khác/có thẩm quyền]|"
                    "không thuộc thẩm quyền|được chuyển|đã chuyển",
                    unless="kỳ trước|chuyển sang kỳ sau|chuyển kỳ sau|chuyển đổi|chuyển biến|năm trước|chuyển kỳ|"
                    "điều tra|chuyển số|chuyển qua",
                ),
            ),
        ),
    ),
    Indicator(
        id="petitions_pending",
        label="Đơn, vụ việc đang giải quyết",
        label_en="Petitions pending",
        unit="vụ việc",
        group="F",
        measure=CountAt("petitions.petition", since="received_on", until="ended_on", where={"competence": "in"}),
        cite=_SETTLING,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=_MATTERS,
                    before="đang (giải quyết/xác minh/xem xét/xử lý/thụ lý/trong thời hạn)|còn lại|chưa giải quyết|"
                    "đang trong thời hạn|tồn đọng|chuyển kỳ sau|"
                    "đang tiếp tục (giải quyết/xác minh)|đang trong quá trình giải quyết|còn tồn|chuyển sang kỳ sau",
                    after="[còn/còn lại] đang (giải quyết/xác minh/xem xét/xử lý/thụ lý/trong thời hạn/tiếp tục/trong "
                    "quá trình/được)|chưa giải quyết|còn lại|"
                    "mới nhận|đang trong (thời hạn/hạn) (giải quyết/xem xét/luật định)|đang trong hạn|"
                    "chuyển (kỳ/sang kỳ) sau|chưa đến hạn|còn tồn|đang chờ|"
                    "đang được [xem xét/xác minh/giải quyết/xử lý]|đang",
                    needs=_PETITIONS + "|vụ việc",
                    unless="kỳ trước chuyển sang|giải quyết xong|giải quyết dứt điểm|hoàn thành giải quyết|"
                    + _NOT_PETITIONS,
                ),
                Frame(
                    counts=_MATTERS,
                    before="còn",
                    needs=_PETITIONS,
                    unless="còn trùng|kỳ trước|" + _NOT_PETITIONS,
                ),
            ),
            zero="(đơn/vụ việc/đơn thư) * (tồn đọng/tồn/quá hạn)",
        ),
    ),
    Indicator(
        id="money_returned_to_citizens",
        label="Tiền trả lại cho công dân",
        label_en="Money returned to citizens",
        unit="VND",
        group="F",
        measure=Sum("amount_done", "petitions.remedy", "done_on", where={"kind": "money_people"}),
        cite=_SETTLING,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=MONEY,
                    before="trả lại [cho] (công dân/người dân/dân/phụ huynh/nhân dân/các hộ/hộ dân/các hộ dân/tập "
                    "thể, cá nhân/học sinh/bà con)|trả lại cho|"
                    "hoàn trả [lại] [cho] (công dân/người dân/dân/phụ huynh/nhân dân/các hộ dân/các hộ/học sinh/bà "
                    "con)|trả [lại] cho dân|trả lại|"
                    "trả lại tài sản cho|trả lại quyền lợi cho công dân|khôi phục quyền lợi|"
                    "trả cho (công dân/người dân/các hộ dân)",
                    after="(trả lại/hoàn trả) [cho] (công dân/người dân/dân/phụ huynh/nhân dân)|"
                    "cho (công dân/người dân/phụ huynh)",
                    unless="quà|ngân sách|hối lộ",
                ),
            ),
        ),
    ),
)
