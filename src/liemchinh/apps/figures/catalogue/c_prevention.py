"""Group C: prevention."""

from __future__ import annotations

from liemchinh.kernel.figures.lexicon import MONEY, Frame, Lexicon
from liemchinh.kernel.figures.nouns import PEOPLE, UNITS
from liemchinh.kernel.measures import Indicator

_PREVENTION = "TTCP – nhóm biểu PCTN: biện pháp phòng ngừa"
_ASSETS = "TTCP – nhóm biểu PCTN: kiểm soát tài sản, thu nhập"
_DECLARATION = "kê khai|bản kê khai|tsttn|tstn|tài sản, thu nhập|tài sản"
_CONDUCT = "quy tắc ứng xử|ứng xử|văn hóa công vụ|đạo đức công vụ|quy tắc đạo đức|văn hóa công sở|kỷ cương hành chính|"
"kỷ luật, kỷ cương"
_ROTATED = "người|vị trí|trường hợp|lượt người|lượt|cán bộ, công chức|" + PEOPLE
_GIFT = "quà|quà tặng|tặng quà|nhận quà|nộp lại quà"

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="transparency_units_inspected",
        label="Đơn vị được kiểm tra công khai, minh bạch",
        label_en="Units inspected for transparency",
        unit="đơn vị",
        group="C",
        zero="done",
        cite=_PREVENTION,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=UNITS,
                    before="kiểm tra [việc] [thực hiện] [các quy định về] (công khai/công khai, minh bạch)|"
                    "kiểm tra công khai, minh bạch|"
                    "thanh tra [việc] công khai|kiểm tra về công khai, minh bạch|kiểm tra, giám sát [việc] công khai|"
                    "kiểm tra việc thực hiện công khai|kiểm tra, đánh giá việc công khai|công khai, minh bạch tại|"
                    "công khai tại",
                    after="được kiểm tra [việc/về] [thực hiện] công khai|được kiểm tra về công khai, minh bạch|"
                    "về công khai, minh bạch|"
                    "được kiểm tra (công khai/công khai, minh bạch)|thực hiện công khai, minh bạch",
                    needs="công khai|minh bạch",
                    unless="ứng xử|kê khai|bản kê khai|vi phạm|chưa công khai|niêm yết",
                ),
            ),
        ),
    ),
    Indicator(
        id="norms_inspections",
        label="Cuộc kiểm tra thực hiện định mức, tiêu chuẩn, chế độ",
        label_en="Inspections of norms, standards and allowances",
        unit="cuộc",
        group="C",
        zero="done",
        cite=_PREVENTION,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="cuộc|lượt|đợt|lần|đơn vị|cơ quan",
                    named="cuộc kiểm tra [việc] [thực hiện/chấp hành] [các] (định mức/tiêu chuẩn/chế độ)",
                    before="định mức|chế độ, định mức|định mức, tiêu chuẩn|tiêu chuẩn, định mức|"
                    "chế độ, định mức, tiêu chuẩn|định mức, tiêu chuẩn, chế độ|"
                    "kiểm tra [việc] [thực hiện] (định mức/tiêu chuẩn/chế độ)",
                    after="định mức|kiểm tra [việc] [thực hiện/chấp hành] [các] [quy định về] (định mức/tiêu "
                    "chuẩn/chế độ)|"
                    "thanh tra, kiểm tra việc (thực hiện/chấp hành) [các] [quy định về] (định mức/tiêu chuẩn/chế độ)|"
                    "về (định mức/chế độ)|"
                    "kiểm tra chế độ|thực hiện định mức|chế độ, định mức, tiêu chuẩn|tiêu chuẩn, định mức",
                    needs="định mức|tiêu chuẩn, chế độ|chế độ, tiêu chuẩn",
                    unless="tuyên truyền|vượt định mức|giám sát",
                ),
            ),
        ),
    ),
    Indicator(
        id="conduct_code_units_inspected",
        label="Cơ quan được kiểm tra quy tắc ứng xử",
        label_en="Units inspected for the code of conduct",
        unit="đơn vị",
        group="C",
        zero="done",
        cite=_PREVENTION,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=UNITS + "|bộ phận|cuộc|lượt",
                    before=_CONDUCT + "|kiểm tra [việc] [thực hiện] [quy tắc] ứng xử",
                    after="được kiểm tra [việc/về] [thực hiện] (quy tắc ứng xử/văn hóa công vụ/ứng xử)|"
                    "thực hiện quy tắc ứng xử|về quy tắc ứng xử",
                    needs=_CONDUCT,
                    unless="vi phạm|ký cam kết|tuyên truyền|bị",
                ),
            ),
        ),
    ),
    Indicator(
        id="conduct_code_violators",
        label="Người vi phạm quy tắc ứng xử",
        label_en="Persons breaching the code of conduct",
        unit="người",
        group="C",
        zero="detect",
        cite=_PREVENTION,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="trường hợp|vụ|vụ việc|lượt|" + PEOPLE,
                    before="phát hiện|vi phạm quy tắc ứng xử|vi phạm|vi phạm quy tắc|chấn chỉnh",
                    after="vi phạm|có thái độ|vi phạm quy tắc ứng xử|vi phạm giờ giấc|uống rượu|bị nhắc nhở|"
                    "vi phạm quy tắc|chưa chuẩn mực|thiếu chuẩn mực|"
                    "vi phạm quy định|ứng xử",
                    needs=_CONDUCT,
                    unless="kỷ luật|phê bình|đơn vị|cơ quan",
                    follows=("conduct_code_units_inspected",),
                ),
            ),
            zero="(trường hợp/cán bộ/công chức/người/viên chức) * vi phạm * (ứng xử/văn hóa công vụ)",
        ),
    ),
    Indicator(
        id="job_rotations",
        label="Người được chuyển đổi vị trí công tác",
        label_en="Job rotations",
        unit="người",
        group="C",
        zero="done",
        cite=_PREVENTION,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=_ROTATED,
                    before="chuyển đổi [vị trí] [công tác/việc làm] [đối với/cho]|luân phiên|hoán đổi|"
                    "định kỳ chuyển đổi|chuyển đổi vị trí|"
                    "chuyển đổi vị trí công tác|luân phiên địa bàn|luân chuyển|điều động, luân chuyển|"
                    "điều động, luân phiên|hoán đổi vị trí|"
                    "thay đổi vị trí công tác|chuyển đổi vị trí việc làm|điều chuyển vị trí công tác",
                    after="(được/phải/thuộc diện/đã) (chuyển đổi/luân phiên/chuyển đổi vị trí)|được hoán đổi|"
                    "được luân chuyển|chuyển đổi vị trí|luân phiên",
                    needs="chuyển đổi|luân phiên|hoán đổi|luân chuyển|vị trí công tác",
                    unless="kỷ luật|khen thưởng|chưa chuyển đổi|không thể chuyển đổi|đến hạn",
                ),
            ),
            zero="(trường hợp/người/cán bộ/công chức) * chuyển đổi vị trí",
        ),
    ),
    Indicator(
        id="asset_declarations_required",
        label="Người phải kê khai tài sản, thu nhập",
        label_en="Persons obliged to declare assets",
        unit="người",
        group="C",
        cite=_ASSETS,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="trường hợp|bản|" + PEOPLE,
                    before="phải kê khai|có nghĩa vụ kê khai|thuộc diện [phải] kê khai|diện kê khai|"
                    "đối tượng [phải] kê khai|phải thực hiện kê khai|"
                    "có nghĩa vụ [phải] kê khai|cần kê khai",
                    after="phải kê khai|có nghĩa vụ [phải] kê khai|thuộc diện [phải] kê khai|thuộc diện|diện kê khai|"
                    "thuộc đối tượng [phải] kê khai|"
                    "có nghĩa vụ|phải thực hiện kê khai|phải nộp bản kê khai",
                    needs=_DECLARATION,
                    unless="xác minh|chuyển đổi",
                ),
            ),
        ),
    ),
    Indicator(
        id="asset_declarations_filed",
        label="Người đã kê khai tài sản, thu nhập",
        label_en="Persons who declared assets",
        unit="người",
        group="C",
        cite=_ASSETS,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="trường hợp|bản|bản kê khai|" + PEOPLE,
                    named="người đã kê khai|người đã nộp bản kê khai|người đã hoàn thành kê khai|"
                    "người đã thực hiện kê khai",
                    before="đã kê khai|hoàn thành [việc] kê khai|thực hiện kê khai|đã nộp bản kê khai|đã nộp|"
                    "đã thực hiện kê khai|nộp bản kê khai|"
                    "thực hiện kê khai tài sản, thu nhập|tổ chức kê khai|tiến hành kê khai|đã hoàn thành|đã thực hiện|"
                    "kê khai tài sản, thu nhập",
                    after="đã kê khai|đã nộp|đã nộp bản kê khai|đã thực hiện [việc] kê khai|hoàn thành [việc] kê khai|"
                    "đã hoàn thành|nộp bản kê khai|"
                    "thực hiện kê khai|kê khai|đã kê khai xong|đã kê khai đúng hạn",
                    needs=_DECLARATION,
                    unless="xác minh|công khai|phải kê khai|có nghĩa vụ|thuộc diện|trung thực|niêm yết|chậm|còn lại|"
                    "chưa|được công khai",
                    follows=("asset_declarations_required",),
                ),
            ),
            whole="asset_declarations_required",
        ),
    ),
    Indicator(
        id="asset_declarations_disclosed",
        label="Bản kê khai được công khai",
        label_en="Asset declarations made public",
        unit="bản",
        group="C",
        cite=_ASSETS,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="bản|bản kê khai|trường hợp|người|bản kê khai tài sản, thu nhập",
                    before="công khai|niêm yết|niêm yết công khai|được công khai|đã công khai|công khai bản kê khai|"
                    "công bố|bản kê khai được công khai|"
                    "bản kê khai đã công khai",
                    after="(được/đã/đã được) (công khai/niêm yết)|được niêm yết|công khai|được công khai tại|"
                    "được công bố|niêm yết",
                    needs=_DECLARATION,
                    unless="đơn vị|kiểm tra",
                    follows=("asset_declarations_filed",),
                ),
            ),
        ),
    ),
    Indicator(
        id="asset_verifications",
        label="Người được xác minh tài sản, thu nhập",
        label_en="Persons whose assets were verified",
        unit="người",
        group="C",
        zero="done",
        cite=_ASSETS,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="trường hợp|" + PEOPLE,
                    before="xác minh|xác minh tài sản, thu nhập|bốc thăm|lựa chọn ngẫu nhiên|bốc thăm ngẫu nhiên|"
                    "xác minh tstn|bốc thăm [lựa] chọn|"
                    "được xác minh|xác minh tài sản|xác minh việc kê khai|bốc thăm xác minh|lựa chọn",
                    after="được xác minh|được xác minh tài sản|được bốc thăm|được chọn [để] xác minh|"
                    "được lựa chọn xác minh|thuộc diện xác minh|xác minh",
                    needs="xác minh tài sản|tài sản|kê khai|bốc thăm|tstn|tsttn",
                    unless="đơn|khiếu nại|tố cáo|không trung thực|vụ việc|lý lịch",
                ),
            ),
            zero="(trường hợp/người/cán bộ) * xác minh tài sản",
        ),
    ),
    Indicator(
        id="asset_dishonest_declarations",
        label="Người kê khai không trung thực",
        label_en="Persons found to have declared untruthfully",
        unit="người",
        group="C",
        zero="detect",
        cite=_ASSETS,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="trường hợp|bản|bản kê khai|" + PEOPLE,
                    before="không trung thực|thiếu trung thực|kê khai không trung thực|kê khai gian dối",
                    after="[bị kết luận] [kê khai] (không/thiếu) trung thực|kê khai không trung thực|bị kết luận|"
                    "khai không trung thực|không trung thực|"
                    "có kết luận [kê khai] không trung thực|kê khai gian dối",
                    needs="không trung thực|thiếu trung thực|gian dối",
                ),
            ),
            zero="(trường hợp/người/cán bộ/bản kê khai/cá nhân) * (không/thiếu) trung thực|kê khai không trung thực",
        ),
    ),
    Indicator(
        id="gifts_returned_cases",
        label="Trường hợp nộp lại quà tặng",
        label_en="Gifts handed in",
        unit="trường hợp",
        group="C",
        cite=_PREVENTION,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="trường hợp|lượt|vụ|lần|món|món quà|phần quà|suất quà|" + PEOPLE,
                    before="nộp lại quà|nộp lại quà tặng|trả lại quà|trả lại quà tặng|quà tặng nộp lại|nộp lại|"
                    "giao nộp quà|trả quà|báo cáo, nộp lại quà",
                    after="(nộp/trả/giao) lại quà|[đã/tự nguyện] nộp lại quà tặng|nộp lại|trả lại quà tặng|"
                    "giao nộp quà|[đã] từ chối nhận quà|nộp quà|"
                    "báo cáo, nộp lại quà|trả lại quà",
                    needs=_GIFT,
                    unless="người nghèo|hộ nghèo|gia đình chính sách|học sinh|thăm|dịp tết tặng",
                ),
            ),
            zero="(trường hợp/cán bộ/công chức/người/cá nhân/ai) * (nộp/trả/giao) lại quà|"
            "(trường hợp/cán bộ/ai) * nhận quà|"
            "(trường hợp/việc) * (tặng quà/nhận quà/quà tặng) * sai quy định|trường hợp * trả quà",
        ),
    ),
    Indicator(
        id="gifts_returned_value",
        label="Trị giá quà tặng nộp lại",
        label_en="Value of gifts handed in",
        unit="VND",
        group="C",
        cite=_PREVENTION,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=MONEY,
                    before="(trị giá/giá trị) [quà] [tặng] [là]|tổng (trị giá/giá trị)|quà tặng|nộp lại quà|"
                    "trị giá quà|quy ra tiền|số tiền",
                    needs=_GIFT,
                    unless="người nghèo|hộ nghèo|chính sách|thăm",
                    follows=("gifts_returned_cases",),
                ),
            ),
        ),
    ),
    Indicator(
        id="heads_held_responsible",
        label="Người đứng đầu bị xử lý trách nhiệm",
        label_en="Heads of units held responsible",
        unit="người",
        group="C",
        zero="none",
        cite="TTCP – nhóm biểu PCTN: phát hiện, xử lý",
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="trường hợp|người|đồng chí|thủ trưởng|cán bộ|lãnh đạo|cá nhân|lượt|cấp phó",
                    named="người đứng đầu|người đứng đầu, cấp phó|người đứng đầu cơ quan|thủ trưởng đơn vị|"
                    "thủ trưởng cơ quan",
                    before="người đứng đầu|xử lý trách nhiệm|xử lý trách nhiệm người đứng đầu|"
                    "trách nhiệm người đứng đầu|xử lý người đứng đầu|"
                    "trách nhiệm của người đứng đầu",
                    after="là người đứng đầu|người đứng đầu|bị xử lý do (để/thiếu)|bị xử lý trách nhiệm|"
                    "bị xem xét trách nhiệm|để xảy ra tham nhũng|"
                    "thiếu trách nhiệm để xảy ra|bị xử lý",
                    needs="người đứng đầu|thủ trưởng",
                    unless="đối thoại|tiếp dân|tiếp công dân|ký cam kết|người đứng đầu cấp ủy",
                ),
            ),
            zero="(người đứng đầu/thủ trưởng) * (xử lý/kỷ luật/trách nhiệm)|trường hợp người đứng đầu",
        ),
    ),
)
