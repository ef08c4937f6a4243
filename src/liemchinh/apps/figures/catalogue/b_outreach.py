"""Group B: outreach and training, apart from what the outreach register counts itself."""

from __future__ import annotations

from liemchinh.kernel.figures.lexicon import Frame, Lexicon
from liemchinh.kernel.figures.nouns import CROWD, PEOPLE
from liemchinh.kernel.measures import Indicator

_PREVENTION = "TTCP – nhóm biểu PCTN: biện pháp phòng ngừa"
_NARRATIVE = "không có biểu bắt buộc (chỉ tiêu thuyết minh)"
_TRAINING = "tập huấn|bồi dưỡng|tập huấn, bồi dưỡng|bồi dưỡng nghiệp vụ|tập huấn nghiệp vụ|đào tạo, bồi dưỡng|"
"hướng dẫn nghiệp vụ|đào tạo"

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="publications_distributed",
        label="Sách, sổ tay, tài liệu phát hành",
        label_en="Publications distributed",
        unit="bản",
        group="B",
        cite=_PREVENTION,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="cuốn|quyển|bản|bộ|tập|ấn phẩm|tài liệu",
                    named="(cuốn/quyển/bản/bộ/tập/đầu) (sách/sổ tay/tài liệu/cẩm nang/đề cương)|sổ tay|cẩm nang|"
                    "bộ tài liệu|tài liệu tuyên truyền|"
                    "(cuốn/quyển/bản) (bản tin/hỏi đáp/tập san)|tập san|bản tin|đầu sách|"
                    "tài liệu (pháp luật/các loại)|cuốn tài liệu|sách, sổ tay|"
                    "ấn phẩm|sách, tài liệu|tài liệu, sổ tay|cuốn hỏi đáp",
                    before="sổ tay|tài liệu|sách|cẩm nang|đề cương|tài liệu tuyên truyền|cấp phát tài liệu|"
                    "in tài liệu|biên soạn|phát hành tài liệu",
                    after="sổ tay|tài liệu|sách|cẩm nang|đề cương|hỏi đáp|hỏi - đáp|bản tin|tuyên truyền",
                    unless="kê khai|tờ rơi|tờ gấp|tờ bướm|cam kết",
                ),
            ),
        ),
    ),
    Indicator(
        id="radio_broadcasts",
        label="Lượt phát thanh",
        label_en="Radio and loudspeaker broadcasts",
        unit="lượt",
        group="B",
        cite=_NARRATIVE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="lượt|buổi|lần|giờ|chuyên mục|chương trình|lượt tin|lượt bài|tin|tin, bài|lượt tin, bài|"
                    "phóng sự|giờ phát thanh",
                    named="lượt (phát thanh/phát sóng/truyền thanh/phát tin/phát loa)|buổi (phát thanh/truyền thanh)|"
                    "giờ (phát thanh/phát sóng)|"
                    "chương trình phát thanh|lần phát thanh|lượt tin phát thanh|chuyên mục (phát thanh/truyền thanh)",
                    before="phát thanh|đài truyền thanh|truyền thanh|phát sóng|loa truyền thanh|"
                    "hệ thống (loa/truyền thanh)|đài phát thanh|loa phát thanh|"
                    "trên hệ thống truyền thanh|trạm truyền thanh|loa không dây",
                    after="phát thanh|trên (loa/đài/hệ thống loa)|phát trên|qua hệ thống (loa/truyền thanh)|phát sóng|"
                    "trên hệ thống truyền thanh|"
                    "trên đài|truyền thanh|qua loa",
                    unless="người|cuộc|tờ|đăng tải|phản ánh qua",
                ),
            ),
            zero="lượt phát thanh",
        ),
    ),
    Indicator(
        id="news_articles",
        label="Tin, bài đăng tải",
        label_en="News items published",
        unit="tin bài",
        group="B",
        cite=_NARRATIVE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="tin|bài|tin, bài|bài viết|bản tin|lượt tin|tin, bài, ảnh|bài, tin|chuyên mục|tác phẩm|"
                    "phóng sự",
                    named="tin, bài viết|tin, bài|bài báo|tin, bài, phóng sự|bài viết|lượt tin, bài",
                    before="đăng tải|đăng|đăng phát|đăng, phát|tin, bài|đưa tin|cổng thông tin|"
                    "trang thông tin điện tử|bài viết|viết|fanpage|chia sẻ|"
                    "đăng bài|số tin, bài|đăng tin",
                    after="đăng tải|được đăng|đăng trên|trên (báo/cổng/trang/fanpage/mạng xã hội/zalo)|tuyên truyền",
                    unless="đường dây nóng|phản ánh qua|ứng dụng|hội thi|cuộc thi|phát thanh|truyền thanh",
                ),
            ),
        ),
    ),
    Indicator(
        id="banners_posters",
        label="Băng rôn, áp phích, pa-nô",
        label_en="Banners and posters",
        unit="cái",
        group="B",
        cite=_NARRATIVE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="cái|tấm|chiếc|bộ|lượt",
                    named="(băng rôn/băng-rôn/băng đơ rôn/pa nô/panô/pano/áp phích/khẩu hiệu/băng cờ/phướn/bảng "
                    "tin/cờ phướn/băng zôn/biểu ngữ/poster)|"
                    "(cái/tấm/chiếc) (băng rôn/pa nô/panô/pano/áp phích/khẩu hiệu/poster/phướn)|băng rôn, khẩu hiệu|"
                    "băng rôn, áp phích|"
                    "pa nô, áp phích|pano, áp phích|panô, áp phích|băng rôn, pa nô|pa-nô|pa-nô, áp phích|"
                    "băng-rôn, áp phích|băng-rôn|áp-phích|(tấm/cái/chiếc) (pa-nô/băng-rôn/áp-phích)",
                    before="băng rôn|áp phích|pa nô|panô|pano|khẩu hiệu|treo|pa-nô|băng rôn, khẩu hiệu|"
                    "pa nô, áp phích|pano, áp phích",
                ),
            ),
        ),
    ),
    Indicator(
        id="training_courses",
        label="Lớp tập huấn, bồi dưỡng nghiệp vụ",
        label_en="Training courses",
        unit="lớp",
        group="B",
        zero="done",
        cite=_PREVENTION,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="lớp|khóa|đợt|cuộc|hội nghị|buổi|lượt|lớp học",
                    named="(lớp/khóa/hội nghị/cuộc/đợt/buổi) (tập huấn/bồi dưỡng/hướng dẫn/đào tạo)|"
                    "lớp tập huấn, bồi dưỡng|khóa tập huấn|lớp hướng dẫn",
                    before=_TRAINING,
                    after=_TRAINING + "|nghiệp vụ|hướng dẫn",
                    unless="tuyên truyền|đề nghị",
                ),
            ),
            zero="lớp (tập huấn/bồi dưỡng)",
        ),
    ),
    Indicator(
        id="trainees",
        label="Người được tập huấn",
        label_en="People trained",
        unit="lượt người",
        group="B",
        cite=_PREVENTION,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=CROWD + "|" + PEOPLE,
                    named="học viên",
                    before=_TRAINING,
                    after="được (tập huấn/bồi dưỡng/đào tạo)|dự (tập huấn/bồi dưỡng)|tham gia (tập huấn/bồi dưỡng)|"
                    "tham dự tập huấn|tập huấn",
                    needs=_TRAINING,
                    unless="tuyên truyền|hội thi|đề nghị",
                    follows=("training_courses",),
                ),
            ),
        ),
    ),
)
