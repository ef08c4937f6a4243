"""Group G: what inspections result in: money and land, recovery, fines, discipline, cases passed on."""

from __future__ import annotations

from liemchinh.kernel.figures.lexicon import AREA, MONEY, Frame, Lexicon
from liemchinh.kernel.figures.nouns import PEOPLE
from liemchinh.kernel.measures import Indicator

_ADMINISTRATIVE = "TTCP – nhóm biểu thanh tra hành chính (TTr)"
_SPECIALISED = "TTCP – nhóm biểu thanh tra, kiểm tra chuyên ngành (TTr)"
_ILL = "sai phạm|vi phạm"
_CORRUPTION = "tham ô|bị cáo|bị can|vụ án tham nhũng|các vụ án|kê biên|phong tỏa|hối lộ"
_CLAIM = (
    "[kiến nghị/đề nghị/quyết định/yêu cầu/ra quyết định] thu hồi [nộp] [ngân sách/vào ngân sách/về ngân sách/cho "
    "ngân sách/cho nhà nước/ngân sách nhà nước]|"
    "(yêu cầu/kiến nghị/buộc/đề nghị) (nộp trả/nộp lại/hoàn trả/nộp/khắc phục/xử lý thu hồi/xử lý về kinh tế/xử lý "
    "tài chính)|truy thu|phải thu hồi|"
    "kiến nghị xử lý về (kinh tế/tài chính)|xuất toán|phải nộp|kiến nghị thu|kiến nghị xử lý thu hồi|"
    "kiến nghị xử lý số tiền|buộc hoàn trả|phải nộp trả|"
    "yêu cầu hoàn trả|kiến nghị thu hồi số tiền|xử lý thu hồi|(kiến nghị/quyết định/yêu cầu/đề nghị) thu hồi (tiền/số "
    "tiền/về ngân sách nhà nước)|kiến nghị truy thu|"
    "phải khắc phục|cần thu hồi"
)
_PAID = (
    "đã (thu/nộp/thu hồi/nộp lại/nộp trả/khắc phục/hoàn trả/nộp đủ/chấp hành/thực hiện)|đã thu hồi [được] [nộp]|"
    "đã nộp (vào/ngân sách/vào ngân sách/trả/về)|"
    "đã thu hồi nộp ngân sách|đã thu [hồi] [về] [được]|đã khắc phục [được] [nộp]|nộp vào tài khoản tạm giữ|"
    "vào tài khoản|thực thu|đã nộp vào tài khoản [tạm giữ]|"
    "thu hồi được|thu hồi về|đã thực hiện thu hồi|thu hồi nộp ngân sách|đã nộp vào kho bạc|đã chuyển trả|"
    "số tiền đã thu|số tiền đã thu hồi|đã thu nộp|nộp đủ|"
    "đã hoàn trả|đã nộp khắc phục|đã thi hành|đã nộp lại|(đôn đốc/đã) thu hồi nộp"
)

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="violation_amount",
        label="Tiền sai phạm phát hiện",
        label_en="Money found in violation",
        unit="VND",
        group="G",
        zero="detect",
        cite=_ADMINISTRATIVE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=MONEY,
                    before=_ILL + "|số tiền (sai phạm/vi phạm)|sai phạm [về] (kinh tế/tài chính/tiền)|"
                    "vi phạm [về] (kinh tế/tài chính)|phát hiện sai phạm|phát hiện vi phạm|"
                    "(vi phạm/sai phạm) [về] (kinh tế/tài chính) phải xử lý|vi phạm phải xử lý|chênh lệch|"
                    "thu vượt|chi sai|chi sai (quy định/chế độ)|thanh toán (sai/khống/vượt)|"
                    "phát hiện [số] [tiền] (sai phạm/vi phạm)|tổng (giá trị/số tiền) (sai phạm/vi phạm)|"
                    "giá trị (sai phạm/vi phạm)|tổng số tiền vi phạm|tổng số tiền sai phạm|quyết toán sai|chi vượt|"
                    "thu sai quy định|thất thoát|sai phạm số tiền|sai phạm với số tiền|"
                    "sai phạm tài chính|sai phạm kinh tế",
                    after="sai phạm|vi phạm|chi sai|sai quy định|chi không đúng|thu, chi sai",
                    needs="thanh tra|kiểm tra|sai phạm|vi phạm|chênh lệch|chi sai|thu vượt",
                    unless="xử phạt|phạt|kiến nghị thu hồi|đã thu|tham nhũng|vi phạm hành chính|bị cáo|bị can|"
                    "hợp đồng|thu lợi",
                    follows=("units_violating",),
                ),
            ),
            zero="sai phạm về (kinh tế/tài chính)",
        ),
    ),
    Indicator(
        id="violation_land_area",
        label="Đất sai phạm phát hiện",
        label_en="Land found in violation",
        unit="m2",
        group="G",
        zero="detect",
        cite=_ADMINISTRATIVE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=AREA,
                    before=_ILL
                    + "|đất|diện tích đất|đất vi phạm|lấn chiếm|diện tích [đất] (sai phạm/vi phạm)|giao đất|cấp sai|"
                    "sử dụng sai mục đích|diện tích",
                    after="đất|đất (sai phạm/vi phạm)|đất các loại|sai phạm|vi phạm|đất sử dụng sai|đất nông nghiệp|"
                    "đất công|đất ở|sử dụng sai mục đích",
                    needs="sai phạm|vi phạm|thanh tra|sai mục đích|sai quy định|sai đối tượng",
                    unless="giải phóng mặt bằng|trả lại|thu hồi đất|giá|mỗi|cây xanh|kiến nghị thu hồi|đã thu hồi|nhà",
                    follows=("violation_amount",),
                ),
            ),
        ),
    ),
    Indicator(
        id="recovery_recommended_amount",
        label="Tiền kiến nghị thu hồi",
        label_en="Money recommended for recovery",
        unit="VND",
        group="G",
        zero="detect",
        cite=_ADMINISTRATIVE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=MONEY,
                    before="(kiến nghị/đề nghị/quyết định/yêu cầu/ra quyết định) thu hồi|"
                    + _CLAIM.partition("|")[2]
                    + "|(kiến nghị/đề nghị/quyết định/yêu cầu/ra quyết định) "
                    "thu hồi [nộp] [ngân sách/vào ngân sách/về ngân sách/cho ngân sách/cho nhà nước/ngân sách nhà "
                    "nước]",
                    after="(được/bị) kiến nghị thu hồi|phải thu hồi|kiến nghị thu hồi|phải nộp lại",
                    unless="đã thu|đã nộp|xử phạt|bị cáo|bị can|còn phải|còn lại",
                    follows=("violation_amount",),
                ),
                Frame(
                    counts=MONEY,
                    before="thu hồi [nộp] [ngân sách/ngân sách nhà nước]|thu hồi về|nộp ngân sách|thu hồi",
                    needs="kiến nghị|yêu cầu|quyết định",
                    barred="đã|xử phạt|bị cáo|bị can",
                    unless="còn phải|còn lại",
                ),
            ),
            zero="kiến nghị thu hồi",
        ),
    ),
    Indicator(
        id="recovered_amount",
        label="Tiền đã thu hồi",
        label_en="Money recovered",
        unit="VND",
        group="G",
        zero="done",
        cite=_ADMINISTRATIVE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=MONEY,
                    before="thu hồi [nộp] [ngân sách/ngân sách nhà nước]|nộp ngân sách|nộp vào ngân sách|thu hồi về|"
                    "thu hồi",
                    barred="kiến nghị|yêu cầu|buộc|quyết định thu hồi|" + _CORRUPTION,
                    unless="còn phải|còn lại|chưa|xử phạt|tiết kiệm|phải thu hồi|nộp phạt|thu ngân sách|thuế|giá",
                ),
                Frame(
                    counts=MONEY,
                    before=_PAID,
                    after="đã (được thu hồi/thu hồi/nộp/thu/nộp ngân sách)|vào tài khoản [tạm giữ]|"
                    "đã được (thu hồi/nộp)|vào ngân sách",
                    unless="kiến nghị thu hồi|quyết định thu hồi|đề nghị thu hồi|yêu cầu thu hồi|còn phải|còn lại|"
                    "chưa|xử phạt|tiết kiệm|phải thu hồi|nộp phạt|thu ngân sách|"
                    "thuế|kế hoạch vốn|giá",
                    barred=_CORRUPTION,
                    follows=("recovery_recommended_amount",),
                ),
            ),
        ),
    ),
    Indicator(
        id="admin_fine_decisions",
        label="Quyết định xử phạt vi phạm hành chính",
        label_en="Administrative fine decisions",
        unit="quyết định",
        group="G",
        cite=_SPECIALISED,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="quyết định|trường hợp|vụ|qđ|tổ chức, cá nhân|cơ sở|hộ|vụ vi phạm|lượt",
                    named="quyết định xử phạt|quyết định xử phạt (hành chính/vi phạm hành chính/vphc)|"
                    "quyết định xử lý vi phạm hành chính|qđ xử phạt",
                    before="xử phạt|xử phạt vi phạm hành chính|xử phạt hành chính|phạt|quyết định xử phạt|"
                    "xử phạt vphc|quyết định xử phạt vi phạm hành chính|phạt tiền|"
                    "xử lý vi phạm hành chính",
                    after="xử phạt|xử phạt vi phạm hành chính|xử phạt hành chính|phạt tiền|bị xử phạt|bị phạt",
                    needs="phạt|vi phạm hành chính|vphc",
                    unless="tuyên phạt|hình phạt|giải quyết khiếu nại|cưỡng chế|không xử phạt|phạt tù",
                ),
            ),
            zero="quyết định xử phạt",
        ),
    ),
    Indicator(
        id="admin_fines_amount",
        label="Tiền xử phạt vi phạm hành chính",
        label_en="Administrative fines",
        unit="VND",
        group="G",
        cite=_SPECIALISED,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=MONEY,
                    before="xử phạt|xử phạt vi phạm hành chính|phạt|tiền phạt|tổng mức phạt|số tiền phạt|"
                    "xử phạt hành chính|phạt tiền|mức phạt|tiền xử phạt|tổng số tiền phạt|"
                    "xử phạt vphc|xử phạt số tiền|nộp phạt|phạt số tiền|phạt vi phạm hành chính|với tổng số tiền|"
                    "thu phạt",
                    after="tiền phạt|xử phạt",
                    needs="phạt|vi phạm hành chính|vphc",
                    unless="tuyên phạt|phạt tù|bị cáo|phạt chậm nộp|kiến nghị thu hồi|phạt bổ sung",
                    follows=("admin_fine_decisions",),
                ),
            ),
        ),
    ),
    Indicator(
        id="orgs_recommended_for_discipline",
        label="Tập thể bị kiến nghị xử lý, kiểm điểm",
        label_en="Organisations recommended for discipline",
        unit="tập thể",
        group="G",
        cite=_ADMINISTRATIVE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="tập thể|tổ chức|đơn vị|cơ quan|lượt tập thể|phòng",
                    before="kiểm điểm [trách nhiệm/rút kinh nghiệm]|kiến nghị (xử lý/kiểm điểm)|"
                    "kiến nghị xử lý (hành chính/trách nhiệm/kỷ luật)|xử lý trách nhiệm|"
                    "kiến nghị kiểm điểm|tổ chức kiểm điểm|chỉ đạo kiểm điểm|xử lý hành chính|kiểm điểm trách nhiệm|"
                    "rút kinh nghiệm",
                    after="bị (kiến nghị/kiểm điểm)|phải kiểm điểm|bị kiến nghị (xử lý/kiểm điểm)|có liên quan|"
                    "được kiến nghị|kiểm điểm",
                    needs="kiểm điểm|kiến nghị|xử lý|rút kinh nghiệm",
                    unless="khen|đảng bị kỷ luật|thi hành kỷ luật|biểu dương|giấy khen|tổ chức đảng|kiểm tra",
                    follows=("persons_recommended_for_discipline",),
                ),
            ),
            zero="tập thể * (kiểm điểm/kiến nghị xử lý)",
        ),
    ),
    Indicator(
        id="persons_recommended_for_discipline",
        label="Cá nhân bị kiến nghị xử lý, kiểm điểm",
        label_en="Persons recommended for discipline",
        unit="người",
        group="G",
        cite=_ADMINISTRATIVE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="lượt cá nhân|trường hợp|" + PEOPLE,
                    before="kiểm điểm [trách nhiệm/rút kinh nghiệm]|kiến nghị (xử lý/kiểm điểm)|"
                    "kiến nghị xử lý (hành chính/trách nhiệm/kỷ luật)|xử lý trách nhiệm|"
                    "kiến nghị kiểm điểm|kiến nghị kỷ luật|tổ chức kiểm điểm|chỉ đạo kiểm điểm|xử lý hành chính|"
                    "kiểm điểm, xử lý kỷ luật|kiểm điểm trách nhiệm|"
                    "kiến nghị xử lý kỷ luật|đề nghị xử lý kỷ luật|kiểm điểm, xử lý|đề nghị kỷ luật|"
                    "kiểm điểm, xử lý kỷ luật đối với|kiểm điểm, xử lý hành chính đối với",
                    after="bị (kiến nghị/kiểm điểm)|phải kiểm điểm|bị kiến nghị (xử lý/kiểm điểm)|được kiến nghị|"
                    "có liên quan|kiểm điểm",
                    needs="kiểm điểm|kiến nghị|đề nghị|xử lý trách nhiệm|xử lý hành chính",
                    unless="khen|thi hành kỷ luật|biểu dương|giấy khen|chuyển cơ quan|đảng ủy viên|đã kỷ luật|"
                    "bị kỷ luật|vụ việc|tổ chức đảng|kiểm tra",
                    follows=("orgs_recommended_for_discipline",),
                ),
                Frame(
                    counts=PEOPLE,
                    before="kỷ luật hành chính|xử lý kỷ luật|kỷ luật",
                    needs="đề nghị|kiến nghị",
                    barred="đã (kỷ luật/xử lý kỷ luật)|thi hành kỷ luật",
                    unless="đã|đảng viên",
                ),
            ),
            zero="cá nhân * (kiểm điểm/kiến nghị xử lý)",
        ),
    ),
    Indicator(
        id="cases_transferred_to_police",
        label="Vụ chuyển cơ quan điều tra",
        label_en="Cases passed to the police",
        unit="vụ",
        group="G",
        cite=_ADMINISTRATIVE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="vụ|vụ việc|vụ án|hồ sơ|trường hợp|hồ sơ vụ việc|vụ việc có dấu hiệu tội phạm",
                    before="chuyển [sang/cho/đến/hồ sơ sang/hồ sơ cho/hồ sơ đến] (cơ quan điều tra/cơ quan cảnh sát "
                    "điều tra/công an/cơ quan cảnh sát/cơ quan công an)|chuyển hồ sơ|"
                    "kiến nghị khởi tố|kiến nghị chuyển cơ quan điều tra|cơ quan điều tra|cơ quan cảnh sát điều tra|"
                    "chuyển cơ quan cảnh sát điều tra",
                    after="[có dấu hiệu] [tội phạm] [được/đã/phải] chuyển [hồ sơ] [sang/cho/đến] (cơ quan điều tra/cơ "
                    "quan cảnh sát điều tra/công an/cơ quan cảnh sát/cơ quan công an)|"
                    "(được/đã/phải) chuyển (cơ quan/sang cơ quan/cho cơ quan)|"
                    "(sang/cho/đến) (cơ quan điều tra/cơ quan cảnh sát điều tra/công an/cơ quan công an)|"
                    "có dấu hiệu tội phạm|chuyển cơ quan điều tra|có dấu hiệu hình sự",
                    needs="điều tra|công an|khởi tố|cảnh sát|dấu hiệu tội phạm|hình sự",
                    unless="khởi tố mới|đã khởi tố|truy tố|cơ quan điều tra (đã khởi tố/khởi tố)|khởi tố vụ án|"
                    "điều tra khởi tố|điều tra đã khởi tố",
                ),
            ),
            zero="(vụ việc/vụ/trường hợp/hồ sơ) * (chuyển cơ quan điều tra/chuyển sang cơ quan điều tra/chuyển công "
            "an)|vụ việc * chuyển * (điều tra/công an)",
        ),
    ),
)
