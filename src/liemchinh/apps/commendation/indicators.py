"""What the commendation register counts, and how officials phrase it."""

from __future__ import annotations

from liemchinh.kernel.figures.lexicon import Frame, Lexicon
from liemchinh.kernel.figures.nouns import PEOPLE, UNITS
from liemchinh.kernel.measures import Count, Indicator

_CITE = "không có biểu bắt buộc (chỉ tiêu thuyết minh)"
_PRAISE = (
    "khen thưởng|khen|biểu dương|tặng giấy khen|giấy khen|bằng khen|tuyên dương|tôn vinh|tặng thưởng|trao tặng|"
    "biểu dương, khen thưởng|"
    "khen thưởng đột xuất|thư khen|vinh danh|trao giấy khen|tặng bằng khen"
)
_PRAISED = (
    "(được/có thành tích) [khen thưởng/khen/biểu dương/tuyên dương/tặng giấy khen/tặng bằng khen/tôn vinh/vinh danh]|"
    "có thành tích|"
    "thực hiện tốt|tiêu biểu|xuất sắc|điển hình|có thành tích (tiêu biểu/xuất sắc)"
)

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="units_commended",
        label="Tập thể, đơn vị được khen thưởng",
        label_en="Units commended",
        unit="tập thể",
        group="J",
        measure=Count("commendation.award", "decided_on", where={"recipient_kind": "unit"}),
        cite=_CITE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="tập thể|chi bộ|đảng bộ|tổ chức đảng|ban thanh tra nhân dân|chi, đảng bộ|" + UNITS,
                    before=_PRAISE,
                    after=_PRAISED,
                    needs=_PRAISE,
                    unless="kiểm điểm|vi phạm|kỷ luật|xử lý",
                ),
            ),
            zero="tập thể * khen thưởng",
        ),
    ),
    Indicator(
        id="individuals_commended",
        label="Cá nhân được khen thưởng",
        label_en="Individuals commended",
        unit="người",
        group="J",
        measure=Count("commendation.award", "decided_on", where={"recipient_kind": "person"}),
        cite=_CITE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="gương|gương điển hình|gương điển hình tiên tiến|người tốt việc tốt|"
                    "gương người tốt việc tốt|hộ dân|người dân|công dân|" + PEOPLE,
                    before=_PRAISE,
                    after=_PRAISED,
                    needs=_PRAISE,
                    unless="kiểm điểm|vi phạm|kỷ luật|xử lý",
                    follows=("units_commended",),
                ),
            ),
            zero="cá nhân * khen thưởng",
        ),
    ),
)
