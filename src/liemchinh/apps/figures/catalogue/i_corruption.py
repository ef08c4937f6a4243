"""Group I: detecting and dealing with corruption."""

from __future__ import annotations

from liemchinh.kernel.figures.lexicon import MONEY, Frame, Lexicon
from liemchinh.kernel.measures import Indicator

_CITE = "TTCP – nhóm biểu PCTN: phát hiện, xử lý"
_CORRUPTION = "tham nhũng|tham nhũng, tiêu cực|tham ô|nhận hối lộ|chức vụ|vụ án|bị can|bị cáo|hối lộ|lợi dụng chức vụ|"
"kê biên|phong tỏa|thi hành án|điều tra|truy tố|xét xử|khởi tố"
_CASES = (
    "vụ án|bị can|bị cáo|tham ô|hối lộ|kê biên|phong tỏa|thi hành án|án tham nhũng|hành vi tham nhũng|"
    "tài sản tham nhũng|tội phạm tham nhũng|tội tham nhũng|các tội|truy tố|xét xử|khởi tố|"
    "lợi dụng chức vụ|vụ việc tham nhũng|tham nhũng gây ra|do tham nhũng"
)
_STAFF = (
    "cán bộ|công chức|viên chức|người|trường hợp|cá nhân|nhân viên|giáo viên|cbcc|cbccvc|cán bộ, công chức|"
    "cán bộ, công chức, viên chức|công chức, viên chức|bác sĩ|"
    "người lao động|hiệu trưởng|kế toán|lãnh đạo|trưởng phòng|chủ tịch|phó chủ tịch|công chức địa chính"
)

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="corruption_cases_detected",
        label="Vụ việc tham nhũng phát hiện",
        label_en="Corruption cases detected",
        unit="vụ",
        group="I",
        zero="detect",
        cite=_CITE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="vụ|vụ việc|trường hợp|hành vi",
                    named="vụ (việc tham nhũng/tham nhũng)|vụ việc tham nhũng, tiêu cực|vụ tham nhũng, tiêu cực|"
                    "vụ việc, vụ án tham nhũng|vụ việc có dấu hiệu tham nhũng|"
                    "hành vi tham nhũng",
                    before="phát hiện|phát hiện tham nhũng|phát hiện [vụ việc] tham nhũng|vụ việc tham nhũng|"
                    "đã phát hiện|phát hiện [được] qua|vụ việc tham nhũng được phát hiện|"
                    "phát hiện, xử lý|phát hiện mới",
                    after="[việc] tham nhũng|tham nhũng, tiêu cực|có dấu hiệu tham nhũng|liên quan [đến] tham nhũng|"
                    "tham nhũng được phát hiện|được phát hiện",
                    needs="tham nhũng",
                    unless="khởi tố|truy tố|xét xử|theo dõi|vi phạm giờ giấc|chuyển|ứng xử|thụ lý|người đứng đầu",
                ),
            ),
            zero="(vụ việc/vụ/trường hợp/hành vi/vụ án) * tham nhũng|tham nhũng qua (công tác/thanh tra/kiểm tra)|"
            "tham nhũng, tiêu cực trong|dấu hiệu tham nhũng|"
            "tham nhũng trong (nội bộ/cơ quan)",
        ),
    ),
    Indicator(
        id="cases_prosecuted",
        label="Vụ án tham nhũng khởi tố trong kỳ",
        label_en="Corruption cases prosecuted",
        unit="vụ",
        group="I",
        cite=_CITE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="vụ|vụ án|vụ việc|vụ án hình sự",
                    before="khởi tố [mới/điều tra]|khởi tố vụ án|đã khởi tố|khởi tố, điều tra|khởi tố mới|"
                    "khởi tố án tham nhũng",
                    after="[đã/bị/được] khởi tố [mới]|khởi tố mới|án khởi tố|được khởi tố",
                    needs="khởi tố",
                    unless="truy tố|xét xử|kiến nghị khởi tố|đề nghị khởi tố|không khởi tố|kết thúc điều tra|đình chỉ",
                ),
            ),
            zero="(vụ án/vụ/vụ việc) * khởi tố|khởi tố * (vụ án/vụ)|khởi tố * (vụ án/vụ) * tham nhũng",
        ),
    ),
    Indicator(
        id="defendants_prosecuted",
        label="Bị can khởi tố trong kỳ",
        label_en="Suspects prosecuted",
        unit="người",
        group="I",
        cite=_CITE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="bị can|đối tượng|người|cán bộ",
                    before="khởi tố [mới/điều tra]|khởi tố bị can|khởi tố, điều tra|khởi tố vụ án|số bị can|"
                    "khởi tố mới",
                    after="[đã/bị/được] khởi tố|bị khởi tố|về (tội/hành vi)",
                    needs="khởi tố",
                    unless="truy tố|xét xử|kiến nghị khởi tố|đình chỉ|tạm giam|bắt tạm giam|kết thúc điều tra|"
                    "không khởi tố",
                    follows=("cases_prosecuted",),
                ),
            ),
            zero="bị can|(cán bộ/công chức/giáo viên/đảng viên/trường hợp/người/ai) * (xử lý hình sự/bị khởi tố/truy "
            "cứu trách nhiệm hình sự)",
        ),
    ),
    Indicator(
        id="defendants_tried",
        label="Bị cáo đã xét xử",
        label_en="Defendants tried",
        unit="người",
        group="I",
        cite=_CITE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="bị cáo|người|đối tượng",
                    before="xét xử [sơ thẩm/phúc thẩm]|tuyên phạt|đưa ra xét xử|đã xét xử|tuyên án|xử phạt tù|"
                    "đưa ra xét xử sơ thẩm|kết án|xét xử vụ án",
                    after="[đã/bị/được] (xét xử/đưa ra xét xử/tuyên phạt)|bị tuyên án|bị tuyên phạt|bị đưa ra xét xử|"
                    "bị kết án|ra xét xử",
                    needs="xét xử|tuyên phạt|tòa án|tuyên án|bị kết án",
                    unless="khởi tố|truy tố|hoãn|kháng cáo|trả hồ sơ",
                ),
            ),
            zero="bị cáo",
        ),
    ),
    Indicator(
        id="officials_disciplined",
        label="Cán bộ, công chức, viên chức bị kỷ luật hành chính",
        label_en="Officials disciplined",
        unit="người",
        group="I",
        cite=_CITE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=_STAFF,
                    before="kỷ luật|xử lý kỷ luật|kỷ luật hành chính|thi hành kỷ luật|xử lý kỷ luật hành chính|"
                    "xử lý kỷ luật đối với|buộc thôi việc|kỷ luật về chính quyền|"
                    "kỷ luật chính quyền|kỷ luật đối với",
                    after="bị [xử lý] kỷ luật|bị kỷ luật [hành chính]|bị xử lý kỷ luật|"
                    "bị (khiển trách/cảnh cáo/buộc thôi việc/cách chức)|bị kỷ luật khiển trách|"
                    "bị kỷ luật hành chính|đã bị kỷ luật",
                    needs="kỷ luật|buộc thôi việc|cách chức|khiển trách",
                    barred="kiểm điểm, xử lý kỷ luật|kiến nghị xử lý|kiến nghị kỷ luật|đề nghị kỷ luật|"
                    "đề nghị xử lý kỷ luật",
                    unless="kiến nghị|đề nghị|đảng viên|kiểm điểm|người đứng đầu|kỷ luật đảng|về đảng|đảng|"
                    "kỷ luật, kỷ cương|tổ chức đảng|khen",
                ),
            ),
            zero="(cán bộ/công chức/viên chức/trường hợp/người) * kỷ luật",
        ),
    ),
    Indicator(
        id="corruption_damage_amount",
        label="Thiệt hại do tham nhũng",
        label_en="Damage caused by corruption",
        unit="VND",
        group="I",
        cite=_CITE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=MONEY,
                    before="thiệt hại|gây thiệt hại|tổng thiệt hại|chiếm đoạt|gây thất thoát|buộc bồi thường|"
                    "bồi thường|giá trị thiệt hại|tài sản bị thiệt hại|tham ô|"
                    "tổng (số tiền/giá trị) thiệt hại|tài sản tham nhũng|gây thiệt hại cho (ngân sách/nhà nước)|"
                    "số tiền thiệt hại|thất thoát",
                    after="thiệt hại|bị chiếm đoạt|gây thiệt hại|bị thiệt hại",
                    needs=_CORRUPTION,
                    unless="thu hồi được|đã thu hồi|giải phóng mặt bằng|thiên tai|bão|đã khắc phục|nộp khắc phục|"
                    "bồi thường, hỗ trợ|tái định cư",
                ),
            ),
        ),
    ),
    Indicator(
        id="corruption_recovered_amount",
        label="Tài sản tham nhũng thu hồi",
        label_en="Corruption proceeds recovered",
        unit="VND",
        group="I",
        cite=_CITE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=MONEY,
                    before="[đã] thu hồi [được]|đã khắc phục|thu hồi tài sản|đã thu hồi được|"
                    "khắc phục [hậu quả/thiệt hại]|thu giữ|đã nộp [lại/khắc phục]|kê biên|phong tỏa|đã bồi thường|"
                    "thu hồi tài sản tham nhũng|đã nộp khắc phục|khắc phục hậu quả|thi hành án thu hồi|tự nguyện nộp|"
                    "nộp lại|tạm giữ|đã nộp khắc phục hậu quả|tài sản thu hồi",
                    after="(đã/được) (thu hồi/khắc phục)|đã được thu hồi",
                    needs=_CASES,
                    barred="kiến nghị thu hồi|qua thanh tra|các cuộc thanh tra",
                    unless="kiến nghị thu hồi|quyết định thu hồi|phải thu hồi|còn phải|kết luận thanh tra|chưa thu",
                    follows=("corruption_damage_amount",),
                ),
            ),
        ),
    ),
)
