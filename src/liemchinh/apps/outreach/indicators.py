"""What the outreach register counts, and how officials phrase it."""

from __future__ import annotations

from liemchinh.kernel.figures.lexicon import Frame, Lexicon
from liemchinh.kernel.figures.nouns import CROWD
from liemchinh.kernel.measures import Count, Indicator, Sum

_PREVENTION = "TTCP – nhóm biểu PCTN: biện pháp phòng ngừa"
_NARRATIVE = "không có biểu bắt buộc (chỉ tiêu thuyết minh)"
_OUTREACH = (
    "tuyên truyền|phổ biến|quán triệt|học tập|sinh hoạt chuyên đề|nói chuyện chuyên đề|ngoại khóa|giáo dục pháp luật|"
    "tuyên truyền, phổ biến|phổ biến, giáo dục pháp luật|pbgdpl|truyền thông|lồng ghép|nói chuyện|tọa đàm|"
    "báo cáo chuyên đề|"
    "sinh hoạt, học tập|học tập, quán triệt|phổ biến, quán triệt|tuyên truyền miệng|tuyên truyền, giáo dục|"
    "tuyên truyền pháp luật"
)

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="outreach_sessions",
        label="Buổi, cuộc, lớp, hội nghị tuyên truyền",
        label_en="Outreach sessions held",
        unit="cuộc",
        group="B",
        measure=Count("outreach.session", "held_on"),
        zero="done",
        cite=_PREVENTION,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="cuộc|buổi|bữa|lớp|hội nghị|đợt|lượt|hội nghị học tập|buổi sinh hoạt|buổi họp|cuộc họp|"
                    "buổi họp dân|"
                    "buổi sinh hoạt chi bộ|lượt hội nghị|buổi lễ|chuyên đề|lớp học",
                    named="(buổi/cuộc/lớp/đợt/hội nghị) (tuyên truyền/quán triệt/phổ biến/nói chuyện/truyền "
                    "thông/tuyên truyền miệng/"
                    "học tập/ngoại khóa/sinh hoạt chuyên đề/giới thiệu luật/nói chuyện chuyên đề/tọa đàm)|"
                    "hội nghị học tập, quán triệt|cuộc nói chuyện|buổi tọa đàm|buổi sinh hoạt, học tập",
                    before=_OUTREACH,
                    after=_OUTREACH + "|triển khai (luật/nghị quyết/chỉ thị/quy định)|giới thiệu luật",
                    unless="tập huấn|bồi dưỡng|giám sát|đối thoại|thanh tra|hội thi|cuộc thi|kiểm tra|phát thanh|"
                    "hướng dẫn nghiệp vụ|"
                    "tiếp xúc cử tri|lượt (người/cán bộ/đảng viên)|tiếp dân|tiếp công dân|phát (sóng/tin)|"
                    "đài truyền thanh|loa",
                ),
            ),
            zero="(cuộc/buổi/lớp/hội nghị) tuyên truyền",
        ),
    ),
    Indicator(
        id="outreach_attendees",
        label="Lượt người dự tuyên truyền",
        label_en="People attending outreach sessions",
        unit="lượt người",
        group="B",
        measure=Sum("attendees", "outreach.session", "held_on"),
        zero="done",
        cite=_PREVENTION,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=CROWD,
                    named="(người/lượt người/lượt) (dự/tham dự/nghe) (tuyên truyền/nghe tuyên truyền)|"
                    "người nghe tuyên truyền|"
                    "lượt người nghe",
                    before="người dự|lượt người dự|số người dự|người được tuyên truyền|người tham dự|"
                    "lượt người tham dự|lượt người được tuyên truyền|người nghe",
                    after="dự|tham dự|tham gia|dự học|tham dự học tập|nghe|theo dõi|được tuyên truyền|dự nghe|về dự|"
                    "học tập|dự tuyên truyền",
                    needs=_OUTREACH,
                    unless="tập huấn|bồi dưỡng|hội thi|cuộc thi|dự thi|đối thoại|tiếp công dân|tiếp dân|xử phạt|"
                    "kê khai|hội nghị đối thoại",
                    follows=("outreach_sessions",),
                ),
            ),
        ),
    ),
    Indicator(
        id="leaflets_distributed",
        label="Tờ rơi, tờ bướm, tờ gấp phát hành",
        label_en="Leaflets distributed",
        unit="tờ",
        group="B",
        measure=Sum("leaflets", "outreach.session", "held_on"),
        cite=_PREVENTION,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="tờ|bản|tờ các loại",
                    named="(tờ/bản) (rơi/bướm/gấp)|tờ rơi, tờ gấp|tờ rơi, tờ bướm|tờ gấp, tờ rơi|tờ rơi tuyên truyền|"
                    "tờ (thông tin/tin) pháp luật|"
                    "tờ gấp pháp luật|tờ rơi các loại",
                    before="tờ rơi|tờ bướm|tờ gấp|tờ rơi, tờ gấp|tờ rơi, tờ bướm|tờ gấp pháp luật",
                    after="tuyên truyền|pháp luật",
                    unless="bản đồ|tờ trình|tờ khai",
                ),
            ),
            zero="(tờ rơi/tờ gấp/tờ bướm)",
        ),
    ),
    Indicator(
        id="contests_held",
        label="Hội thi, cuộc thi tổ chức",
        label_en="Contests held",
        unit="cuộc",
        group="B",
        measure=Count("outreach.contest", "held_on"),
        cite=_NARRATIVE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="cuộc|đợt|hội",
                    named="hội thi|cuộc thi|hội thi, cuộc thi|cuộc thi, hội thi|cuộc thi tìm hiểu|hội thi tìm hiểu|"
                    "cuộc thi trực tuyến|"
                    "cuộc thi viết|hội thi sân khấu hóa|hội thi trực tuyến|đợt thi|hội diễn",
                    before="hội thi|cuộc thi|hội thi, cuộc thi|cuộc thi, hội thi",
                    after="thi tìm hiểu|thi trực tuyến|thi",
                ),
            ),
            zero="(hội thi/cuộc thi)",
        ),
    ),
    Indicator(
        id="contest_participants",
        label="Người tham gia hội thi",
        label_en="Contest participants",
        unit="người",
        group="B",
        measure=Sum("participants", "outreach.contest", "held_on"),
        cite=_NARRATIVE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=CROWD + "|bài|bài thi|lượt thi",
                    named="thí sinh|bài dự thi|bài thi|lượt dự thi|lượt thí sinh|(người/lượt người) dự thi|"
                    "lượt người tham gia dự thi",
                    before="hội thi|cuộc thi|dự thi|thí sinh|tham gia (hội/cuộc) thi|người dự thi|vòng thi|"
                    "vòng sơ khảo",
                    after="dự thi|đăng ký dự thi|tham gia dự thi|tham gia (hội/cuộc) thi|tham gia|tham dự",
                    needs="hội thi|cuộc thi|dự thi|thi tìm hiểu|thi trực tuyến|thí sinh",
                    unless="trả lời|giải|đoạt|đạt giải|bán kết|chung kết|tập huấn|lớp",
                    follows=("contests_held",),
                ),
            ),
        ),
    ),
)
