"""What the register of directing documents counts, and how officials phrase it."""

from __future__ import annotations

from liemchinh.kernel.figures.lexicon import Frame, Lexicon
from liemchinh.kernel.measures import Count, Indicator

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="directive_documents_issued",
        label="Văn bản lãnh đạo, chỉ đạo ban hành",
        label_en="Directing documents issued",
        unit="văn bản",
        group="A",
        measure=Count("directives.document", "issued_on"),
        zero="done",
        cite="TTCP – nhóm biểu PCTN: biện pháp phòng ngừa",
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="văn bản|vb|kế hoạch|công văn|nghị quyết|chỉ thị|chương trình|lượt văn bản",
                    named="văn bản (chỉ đạo/lãnh đạo/hướng dẫn/đôn đốc/triển khai/chỉ đạo điều hành)|"
                    "văn bản lãnh đạo, chỉ đạo|"
                    "văn bản chỉ đạo, hướng dẫn|văn bản chỉ đạo, điều hành|văn bản các loại|nghị quyết, chỉ thị|"
                    "kế hoạch, công văn|"
                    "văn bản triển khai, chỉ đạo",
                    before="ban hành|phát hành|ban hành mới|ra|có|tham mưu ban hành|tham mưu|văn bản chỉ đạo|"
                    "văn bản lãnh đạo, chỉ đạo|"
                    "văn bản ban hành|văn bản chỉ đạo, điều hành|ban hành và triển khai|văn bản|xây dựng|"
                    "trình ban hành",
                    after="chỉ đạo|lãnh đạo|hướng dẫn|lãnh đạo, chỉ đạo|chỉ đạo, hướng dẫn|triển khai|đôn đốc|"
                    "quán triệt|về (phòng chống/công tác)|"
                    "để chỉ đạo|nhằm",
                    unless="quy phạm|qppl|quy chế|thể chế|sửa đổi|bãi bỏ|xử phạt|thay thế|hết hiệu lực|rà soát|"
                    "kiểm tra văn bản|quy định nội bộ|"
                    "ban hành mới",
                ),
            ),
            zero="văn bản (chỉ đạo/lãnh đạo)",
        ),
    ),
)
