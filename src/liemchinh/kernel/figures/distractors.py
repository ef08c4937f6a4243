"""What such reports count beside their figures, declared like an indicator, so that it competes with them."""

from __future__ import annotations

from typing import Final

from liemchinh.kernel.figures.lexicon import AREA, MONEY, PERCENT, Frame, Lexicon
from liemchinh.kernel.figures.nouns import LETTERS, PEOPLE, UNITS

_CASES: Final = "vụ|vụ án|bị can|người|đối tượng|vụ việc|cuộc|bị cáo"

#: Names of bodies, laws and campaigns: the words in them cue nothing.
NAMES: Final = (
    "ủy ban kiểm tra|thanh tra (huyện/tỉnh/thành phố/chính phủ/sở/bộ/quận/thị xã/nhà nước/giao thông/xây dựng/nhân "
    "dân/viên)|viện kiểm sát|chánh thanh tra|phó chánh thanh tra|"
    "ban tiếp công dân|trụ sở tiếp công dân|bộ phận tiếp công dân|phòng tiếp công dân|ban thanh tra nhân dân|"
    "phòng, chống tham nhũng|phòng, chống tham nhũng, tiêu cực|"
    "phòng, chống tham nhũng, lãng phí|luật (khiếu nại/tố cáo/tiếp công dân/thanh tra)|luật khiếu nại, luật tố cáo|"
    "luật phòng, chống tham nhũng|pctn|pctn, tc|pctn, tiêu cực|thực hành tiết kiệm|"
    "thực hành tiết kiệm, chống lãng phí|đoàn thanh tra|đoàn kiểm tra|đoàn giám sát|ban tuyên giáo|ngành thanh tra|"
    "cơ quan thanh tra|cơ quan kiểm tra|tổ kiểm tra|kỷ luật, kỷ cương|"
    "kỷ cương, kỷ luật|ban chỉ đạo phòng, chống tham nhũng, tiêu cực|phòng chống tham nhũng|toàn ngành thanh tra|"
    "tổ tuyên truyền|bộ phận tiếp nhận|ban giám sát đầu tư|"
    "ban giám sát đầu tư của cộng đồng|ban giám sát đầu tư cộng đồng|phòng chống tham nhũng, tiêu cực"
)

COMPOUNDS: Final = (
    "xuống còn|giảm còn|chỉ còn|lên đến|đơn vị|đơn giá|đơn giản|đơn giản hóa|hóa đơn|đơn thuần|đơn phương|đơn nguyên|"
    "tiếp tục|tiếp cận|tiếp theo|tiếp nối|trực tiếp|gián tiếp|tiếp thị|tin học|tin tưởng|niềm tin|thông tin và|"
    "tín nhiệm|tổ chức thực hiện|thông tin truyền thông|văn hóa thông tin|bài học|bài trừ|bài bản|cá nhân, tổ chức|"
    "thư ký|thư viện|đoàn thể|đoàn kết|công đoàn|vụ lợi|nhiệm vụ|chức vụ|dịch vụ|phục vụ|nghiệp vụ|"
    "vụ mùa|nội vụ|việc làm|vị trí việc làm|làm việc|giờ làm việc|ngày làm việc|buổi làm việc|ban ngành|"
    "cơ sở vật chất|cơ sở dữ liệu|đồng thời|đồng bộ|trường hợp khẩn cấp|tiền lương|"
    "thu nhập|quy định|nhân dân|khu vực|cuộc sống|cuộc vận động|giám sát viên|đại hội|hội nghị tổng kết|lần đầu|"
    "lần lượt|một lần"
)

TRAPS: Final = {
    "other_stage_of_procedure": Lexicon(
        (
            Frame(
                counts=_CASES,
                before="truy tố|đề nghị truy tố|thụ lý|bắt tạm giam|tạm giam|kết thúc điều tra|đình chỉ|tạm đình chỉ|"
                "phục hồi điều tra|cáo trạng truy tố|thụ lý kiểm sát|"
                "đang điều tra|tạm giữ|thụ lý xét xử|kháng cáo|truy nã|khám xét|trả hồ sơ|kiến nghị khởi tố|"
                "đề nghị khởi tố",
                after="(đã/bị/được) (truy tố/đề nghị truy tố/tạm giam/bắt tạm giam/đình chỉ)|đang điều tra|bị bắt",
            ),
        )
    ),
    "other_inspection_type": Lexicon(
        (
            Frame(
                counts="cuộc|lượt|đợt|lần|đoàn",
                before="kiểm tra công vụ|tự kiểm tra|kiểm tra nội bộ|kiểm tra cải cách hành chính|"
                "kiểm tra tài chính đảng|giám sát chuyên đề|kiểm tra rừng|tuần tra|kiểm tra tài chính|"
                "kiểm tra phòng cháy|thẩm tra|kiểm toán|kiểm tra cchc|xác minh|kiểm tra đột xuất",
                after="kiểm tra (công vụ/nội bộ/rừng/tài chính/tài chính đảng/cải cách hành chính/cchc/giờ giấc/phòng "
                "cháy/việc chấp hành giờ/đảng/đột xuất/việc chấp hành kỷ luật)|"
                "tự kiểm tra|kiểm tra về cải cách|tuần tra|kiểm toán|kiểm tra tài chính đảng|hậu kiểm|"
                "kiểm tra việc chấp hành|từ kỳ trước|kỳ trước chuyển sang",
            ),
        )
    ),
    "budget": Lexicon(
        (
            Frame(
                counts=MONEY,
                before="kinh phí|tổng kinh phí|kinh phí thực hiện|dự toán|tổng mức đầu tư|vốn|tổng vốn|mức thu|"
                "đơn giá|giá|doanh thu|thu ngân sách|chi ngân sách|trợ cấp|lương|"
                "học phí|giá trị hợp đồng|hợp đồng|hỗ trợ|ngân sách cấp|giao dự toán|được giao|đầu tư|tổng chi|"
                "tổng thu|nguồn vốn|quỹ|vay|phụ cấp|thu nhập|giá gói thầu|"
                "mức đóng góp|đóng góp|ủng hộ|vận động được|quyên góp|dư nợ|giải ngân|với kinh phí|kinh phí hỗ trợ|"
                "thu thuế|đóng mỗi|quy mô|thu ngân sách nhà nước|"
                "tổng giá trị|giá trị gói thầu|tiền thuê|định mức|mức hỗ trợ|mức chi|trúng đấu giá|giá khởi điểm|"
                "tổng dự toán|phê duyệt dự toán|tổng nguồn",
            ),
        )
    ),
    "balance": Lexicon(
        (
            Frame(
                counts=MONEY,
                before="còn phải nộp|còn phải thu|còn phải thu hồi|số dư|chưa thu hồi|chưa nộp|chưa thu|còn nợ|"
                "số còn phải|số tiền còn lại|còn lại|số còn lại|còn tồn|dư đầu kỳ|"
                "còn phải thi hành|chưa thu hồi được|tồn quỹ",
                after="(còn phải/chưa) (nộp/thu/thu hồi)|còn lại|chưa thu hồi",
            ),
        )
    ),
    "other_proposal": Lexicon(
        (
            Frame(
                counts=MONEY,
                before="kiến nghị khác|(kiến nghị xử lý/xử lý/kiến nghị) khác|giảm trừ [quyết toán/thanh toán]|"
                "kiến nghị giảm trừ [quyết toán/thanh toán]|hàng tịch thu|"
                "trị giá hàng|tịch thu|chấn chỉnh, khắc phục|điều chỉnh giảm|hạch toán",
            ),
        )
    ),
    "individual_amount": Lexicon(
        (
            Frame(
                counts=MONEY,
                before="nhận hối lộ|đưa hối lộ|đưa|nhận tiền|lót tay|bôi trơn|bồi dưỡng|tiền gửi|gửi tiết kiệm|vòi|"
                "đòi|nhận của|vòi vĩnh|cầm|phong bì|biếu|chung chi|mượn|nhận",
                after="(tiền/để) (lót tay/bôi trơn/bồi dưỡng/bỏ qua)|hối lộ|"
                "của (chủ quán/chủ thầu/người dân/doanh nghiệp)",
                unless="chuyển nhượng",
            ),
        )
    ),
    "prize": Lexicon(
        (
            Frame(
                counts=MONEY + "|giải|giải phụ|suất|phần thưởng|suất quà|phần quà",
                before="giải nhất|giải nhì|giải ba|giải thưởng|tiền thưởng|phần thưởng|thưởng|giải|trao|giành giải|"
                "tặng quà|mỗi suất|mức thưởng",
                after="giải|tiền thưởng",
            ),
        )
    ),
    "sample_size": Lexicon(
        (
            Frame(
                counts="phiếu|ý kiến|hộ|lượt người|doanh nghiệp|người dân|tổ chức|công dân|" + PEOPLE,
                before="khảo sát|phỏng vấn|lấy ý kiến|phát phiếu|thu về|phiếu khảo sát|điều tra xã hội học|"
                "khảo sát ý kiến|khảo sát đối với|khảo sát trực tuyến|phát ra|thăm dò",
                after="được (khảo sát/hỏi/phỏng vấn)|tham gia khảo sát|khảo sát|trả lời phiếu",
                named="phiếu khảo sát|phiếu",
            ),
        )
    ),
    "percent": Lexicon(
        (
            Frame(
                counts=PERCENT,
                before="chiếm|bằng|vượt|tương đương|tăng|giảm|kế hoạch|hoàn thành|chiếm tỷ lệ|trực tuyến|thu hồi|"
                "số hóa|tỷ lệ trực tuyến|tỷ lệ hồ sơ trực tuyến|lãi suất|"
                "tương ứng|xấp xỉ|còn|tỷ lệ thu hồi|tỷ lệ hộ nghèo",
                after="kế hoạch|so với|chỉ tiêu|dự toán|chi bộ|số|chi thường xuyên|cán bộ|đảng viên|hộ|tổng số|"
                "cơ quan|đơn vị",
            ),
        )
    ),
    "no_indicator": Lexicon(
        (
            Frame(
                counts=LETTERS + "|hồ sơ|vụ việc|vụ",
                named="đơn (trùng/trùng lặp/không đủ điều kiện/không thuộc thẩm quyền/rút/lưu)|"
                "vụ (tai nạn/cháy/trộm/vi phạm giao thông)|đơn xin",
                before="không đủ điều kiện|trùng lặp|đơn trùng|lưu đơn|xếp lưu|rút đơn|đình chỉ|"
                "đơn không đủ điều kiện|đúng|sai|đúng một phần|có đúng có sai|không thụ lý|"
                "khiếu nại (đúng/sai)|tố cáo (đúng/sai)|khởi kiện|tai nạn|hồ sơ đang giải quyết|"
                "không đủ điều kiện xử lý|đơn trùng lặp|hướng dẫn",
                after="không đủ điều kiện [xử lý]|trùng|trùng lặp|rút đơn|khiếu nại (đúng/sai)|đúng một phần|"
                "khởi kiện|tiếp khiếu|khiếu nại lần hai|được lưu|lưu|"
                "công dân tiếp tục khiếu nại|rút|(có nội dung)  (đúng/sai)|trùng nội dung",
            ),
            Frame(
                counts=AREA,
                before="trả lại|hỗ trợ|bồi thường|quy hoạch|giải phóng mặt bằng|tổng diện tích|trồng|"
                "diện tích tự nhiên|xây dựng|kiến nghị thu hồi|thu hồi|đã thu hồi|trả lại cho",
            ),
        )
    ),
    "not_violators": Lexicon(
        (
            Frame(
                counts=UNITS + "|trường hợp|" + PEOPLE,
                before="chưa (chuyển đổi/kê khai/thực hiện)|nhắc nhở|phê bình|chậm|còn lại|biên chế|hiện có|"
                "tổng biên chế|điều chuyển|giả danh|mạo danh|rút kinh nghiệm",
                after="chưa (chuyển đổi/kê khai/thực hiện/nộp)|[phải/bị] (nhắc nhở/phê bình/rút kinh nghiệm/điều "
                "chuyển)|còn lại|giả danh|mạo danh|nộp chậm|chậm nộp|phải rút kinh nghiệm|"
                "phải bổ sung|thuộc diện triển khai|trong độ tuổi|được miễn|không phải kê khai",
            ),
        )
    ),
}
