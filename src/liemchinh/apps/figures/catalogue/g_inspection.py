"""Group G: inspections held and the units that they went to."""

from __future__ import annotations

from liemchinh.kernel.figures.lexicon import Frame, Lexicon
from liemchinh.kernel.figures.nouns import UNITS
from liemchinh.kernel.measures import Indicator

_ADMINISTRATIVE = "TTCP – nhóm biểu thanh tra hành chính (TTr)"
_SPECIALISED = "TTCP – nhóm biểu thanh tra, kiểm tra chuyên ngành (TTr)"
_SESSIONS = "cuộc|lượt|đợt|đoàn|cuộc thanh tra"
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
        id="inspections_conducted",
        label="Cuộc thanh tra hành chính",
        label_en="Administrative inspections conducted",
        unit="cuộc",
        group="G",
        zero="done",
        cite=_ADMINISTRATIVE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=_SESSIONS,
                    named="cuộc thanh tra (hành chính/kinh tế/kinh tế, xã hội/trách nhiệm/theo kế hoạch)|"
                    "cuộc thanh tra",
                    before="thanh tra hành chính|thanh tra|tiến hành thanh tra|thanh tra kinh tế, xã hội|"
                    "thanh tra theo kế hoạch|cuộc thanh tra|"
                    "triển khai|thực hiện|cuộc thanh tra hành chính|thanh tra trách nhiệm|tổng số cuộc thanh tra|"
                    "công tác thanh tra",
                    after="thanh tra|thanh tra hành chính|thanh tra kinh tế, xã hội|thanh tra trách nhiệm|"
                    "thanh tra theo kế hoạch|theo kế hoạch",
                    needs="thanh tra",
                    unless="chuyên ngành|đột xuất|tự kiểm tra|giám sát|tuyên truyền|thanh tra, kiểm tra|"
                    "kiểm tra, thanh tra|kiểm tra|kỳ trước|đảng viên|"
                    "định mức|thanh tra nhân dân|thanh tra các sở|thanh tra sở|tiếp dân|tiếp công dân|qua thanh tra|"
                    "sau thanh tra",
                ),
            ),
            zero="cuộc thanh tra hành chính|cuộc thanh tra",
        ),
    ),
    Indicator(
        id="specialized_inspections",
        label="Cuộc thanh tra, kiểm tra chuyên ngành",
        label_en="Specialised inspections",
        unit="cuộc",
        group="G",
        zero="done",
        cite=_SPECIALISED,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=_SESSIONS + "|vụ|lượt công trình|lượt cơ sở|cơ sở|lượt kiểm tra|cuộc kiểm tra",
                    named="cuộc (thanh tra/kiểm tra) chuyên ngành|cuộc thanh tra, kiểm tra chuyên ngành|"
                    "cuộc thanh tra, kiểm tra|cuộc kiểm tra, thanh tra|"
                    "lượt (thanh tra/kiểm tra) chuyên ngành|lượt thanh tra, kiểm tra",
                    before="chuyên ngành|thanh tra chuyên ngành|kiểm tra chuyên ngành|"
                    "thanh tra, kiểm tra chuyên ngành|thanh tra, kiểm tra|kiểm tra",
                    after="chuyên ngành|thanh tra chuyên ngành|kiểm tra chuyên ngành|thanh tra, kiểm tra chuyên ngành|"
                    "thanh tra, kiểm tra|kiểm tra, thanh tra|"
                    "công trình|cơ sở kinh doanh",
                    needs="chuyên ngành|thanh tra, kiểm tra|trật tự xây dựng|an toàn thực phẩm|vi phạm hành chính|"
                    "kiểm tra, thanh tra",
                    unless="định mức|ứng xử|công khai|đảng viên|tổ chức đảng|giám sát|tự kiểm tra|công vụ|rừng|"
                    "hành chính tại|kê khai|thanh tra hành chính|tuyên truyền|"
                    "kỷ luật đảng|hành chính công",
                ),
            ),
            zero="cuộc (thanh tra/kiểm tra) chuyên ngành",
        ),
    ),
    Indicator(
        id="surprise_inspections",
        label="Cuộc thanh tra đột xuất",
        label_en="Surprise inspections",
        unit="cuộc",
        group="G",
        cite=_ADMINISTRATIVE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=_SESSIONS,
                    named="cuộc (đột xuất/thanh tra đột xuất)|đoàn thanh tra đột xuất|"
                    "cuộc thanh tra, kiểm tra đột xuất",
                    before="đột xuất|thanh tra đột xuất|cuộc đột xuất|cuộc thanh tra đột xuất",
                    after="đột xuất|thanh tra đột xuất|thanh tra hành chính đột xuất",
                    needs="thanh tra",
                    unless="theo kế hoạch|tiếp dân|tiếp công dân|tiếp",
                ),
            ),
            zero="cuộc * đột xuất",
        ),
    ),
    Indicator(
        id="inspection_conclusions",
        label="Kết luận thanh tra ban hành",
        label_en="Inspection conclusions issued",
        unit="kết luận",
        group="G",
        zero="done",
        cite=_ADMINISTRATIVE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="kết luận|kết luận thanh tra|cuộc|bản kết luận",
                    named="kết luận thanh tra|kết luận|bản kết luận|kết luận thanh tra, kiểm tra",
                    before="ban hành kết luận|đã kết luận|ban hành kết luận thanh tra|kết luận thanh tra|"
                    "đã ban hành kết luận|công bố kết luận|có kết luận",
                    after="thanh tra|đã có kết luận|đã kết luận|được kết luận|có kết luận",
                    needs="thanh tra|kết luận",
                    unless="thực hiện kết luận|kết luận xử lý sau|kiểm toán|bộ chính trị|đôn đốc|đã thực hiện|"
                    "ban bí thư|kiểm tra việc thực hiện",
                ),
            ),
            zero="kết luận thanh tra",
        ),
    ),
    Indicator(
        id="units_inspected",
        label="Đơn vị được thanh tra",
        label_en="Units inspected",
        unit="đơn vị",
        group="G",
        zero="done",
        cite=_ADMINISTRATIVE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=UNITS,
                    named="đơn vị được thanh tra",
                    before="thanh tra|thanh tra tại|thanh tra đối với|đơn vị được thanh tra|thanh tra hành chính tại|"
                    "cuộc thanh tra tại|thanh tra hành chính|"
                    "thanh tra trách nhiệm",
                    after="được thanh tra|là đối tượng thanh tra",
                    needs="thanh tra",
                    unless="kiểm tra|vi phạm|công khai|ứng xử|thanh tra nhân dân|bốc thăm|kê khai|tuyên truyền|"
                    "giám sát|sai phạm|chuyên ngành",
                    follows=("inspections_conducted",),
                ),
            ),
        ),
    ),
    Indicator(
        id="units_violating",
        label="Đơn vị có vi phạm",
        label_en="Units in violation",
        unit="đơn vị",
        group="G",
        zero="detect",
        cite=_ADMINISTRATIVE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="tập thể|" + UNITS,
                    named="đơn vị (vi phạm/sai phạm/có vi phạm/có sai phạm)|cơ quan, đơn vị có vi phạm",
                    before="phát hiện|(có/để xảy ra) (vi phạm/sai phạm)|phát hiện (vi phạm/sai phạm) tại|sai phạm tại|"
                    "vi phạm tại|đơn vị có (vi phạm/sai phạm)|"
                    "vi phạm, sai phạm tại",
                    after="[có] (vi phạm/sai phạm)|có (vi phạm/sai phạm/thiếu sót)|thu vượt|"
                    "để xảy ra (vi phạm/sai phạm)|vi phạm|sai phạm|có sai phạm|bị phát hiện|chi sai|"
                    "có khuyết điểm, vi phạm|chi sai|thu sai",
                    needs="thanh tra|kiểm tra|vi phạm|sai phạm",
                    unless="công trình|chưa phát hiện|không vi phạm|quy tắc ứng xử|kiểm điểm|giờ giấc|công khai|"
                    "niêm yết|kỷ luật|xử phạt|đảng viên|hộ",
                    follows=("units_inspected",),
                ),
            ),
            zero="đơn vị * (vi phạm/sai phạm)|(vi phạm/sai phạm) qua thanh tra",
            whole="units_inspected",
        ),
    ),
)
