"""Group D: administrative procedures."""

from __future__ import annotations

from liemchinh.kernel.figures.lexicon import PERCENT, Frame, Lexicon
from liemchinh.kernel.measures import Indicator, Share

_CITE = "Báo cáo CCHC/kiểm soát TTHC"
_DOSSIERS = "hồ sơ|hồ sơ tthc|hồ sơ thủ tục hành chính|bộ hồ sơ|lượt hồ sơ|hs|hồ sơ các loại|hồ sơ hành chính"
_CONTEXT = "hồ sơ|thủ tục hành chính|tthc|một cửa|cải cách hành chính|dịch vụ công|hành chính công"

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="admin_dossiers_received",
        label="Hồ sơ thủ tục hành chính tiếp nhận",
        label_en="Administrative dossiers received",
        unit="hồ sơ",
        group="D",
        cite=_CITE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=_DOSSIERS,
                    before="tiếp nhận|tổng số hồ sơ|hồ sơ tiếp nhận|tiếp nhận mới|nhận|tiếp nhận và giải quyết|"
                    "tổng số hồ sơ tiếp nhận|đã nhận|"
                    "tổng số hồ sơ phải giải quyết|phát sinh|tiếp nhận, giải quyết",
                    after="được tiếp nhận|đã tiếp nhận|tiếp nhận",
                    needs=_CONTEXT,
                    unless="trực tuyến|trễ hạn|kỳ trước|thanh tra|kê khai|bổ nhiệm",
                ),
            ),
        ),
    ),
    Indicator(
        id="admin_dossiers_resolved",
        label="Hồ sơ thủ tục hành chính đã giải quyết",
        label_en="Administrative dossiers resolved",
        unit="hồ sơ",
        group="D",
        zero="done",
        cite=_CITE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=_DOSSIERS,
                    before="giải quyết|đã giải quyết|giải quyết xong|xử lý|đã xử lý|đã trả kết quả|trả kết quả|"
                    "hoàn thành|hồ sơ đã giải quyết|đã giải quyết xong|"
                    "đã trả|hoàn thành giải quyết",
                    after="đã giải quyết|được giải quyết|đã được giải quyết|giải quyết xong|đã trả kết quả|đã xử lý|"
                    "đã hoàn thành|đã giải quyết xong|đã có kết quả",
                    needs=_CONTEXT,
                    unless="trực tuyến|trễ hạn|đúng hạn|trước hạn|đang giải quyết|quá hạn|chưa giải quyết|"
                    "phải giải quyết|đang xử lý|trước thời hạn",
                ),
            ),
            whole="admin_dossiers_received",
        ),
    ),
    Indicator(
        id="admin_dossiers_on_time",
        label="Hồ sơ giải quyết đúng và trước hạn",
        label_en="Administrative dossiers resolved on time",
        unit="hồ sơ",
        group="D",
        zero="done",
        cite=_CITE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=_DOSSIERS,
                    named="hồ sơ (đúng hạn/đúng và trước hạn/trước và đúng hạn/trước hạn và đúng hạn)|"
                    "hồ sơ (giải quyết/trả) (đúng/trước) hạn",
                    before="[giải quyết] (đúng và trước hạn/trước và đúng hạn/đúng hạn)|đúng hạn, trước hạn|"
                    "trước hạn, đúng hạn|trước, đúng hạn|đúng thời hạn|"
                    "đúng hạn và sớm hạn|đúng, trước hạn|sớm và đúng hạn|đúng hẹn",
                    after="đúng hạn|đúng và trước hạn|trước và đúng hạn|đúng hạn, trước hạn|trước hạn, đúng hạn|"
                    "[được] (giải quyết/trả) đúng hạn|đúng thời hạn|"
                    "trước, đúng hạn|đúng, trước hạn|(được/đã) [giải quyết/trả] [kết quả] (đúng và trước hạn/trước và "
                    "đúng hạn)|"
                    "giải quyết đúng và trước hạn|giải quyết (trước/trước và) đúng hạn",
                    needs=_CONTEXT,
                    unless="trễ hạn|quá hạn|tỷ lệ",
                ),
            ),
        ),
    ),
    Indicator(
        id="admin_dossiers_overdue",
        label="Hồ sơ trễ hạn",
        label_en="Administrative dossiers overdue",
        unit="hồ sơ",
        group="D",
        cite=_CITE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=_DOSSIERS,
                    named="hồ sơ (trễ/quá/chậm) hạn|hồ sơ (trễ hẹn/giải quyết trễ hạn/bị trễ hạn/giải quyết quá "
                    "hạn/trả trễ hạn)",
                    before="trễ hạn|quá hạn|chậm hạn|trễ hẹn|giải quyết trễ hạn|giải quyết quá hạn|hồ sơ trễ hạn|trễ",
                    after="trễ hạn|quá hạn|chậm hạn|trễ hẹn|bị trễ hạn|giải quyết (trễ/quá) hạn|để trễ hạn|bị chậm|"
                    "chậm trả|trễ",
                    needs=_CONTEXT,
                    unless="đang giải quyết",
                ),
            ),
            zero="hồ sơ * (trễ hạn/quá hạn/trễ hẹn/chậm hạn)",
        ),
    ),
    Indicator(
        id="admin_on_time_rate",
        label="Tỷ lệ hồ sơ đúng hạn",
        label_en="Share of dossiers resolved on time",
        unit="percent",
        group="D",
        measure=Share("admin_dossiers_on_time", "admin_dossiers_resolved"),
        better="higher",
        cite=_CITE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=PERCENT,
                    before="đúng hạn|đúng và trước hạn|trước và đúng hạn|tỷ lệ [hồ sơ] [giải quyết] đúng hạn|"
                    "tỷ lệ [giải quyết] đúng và trước hạn|"
                    "đúng hạn, trước hạn|tỷ lệ trước và đúng hạn|đúng hẹn|"
                    "tỷ lệ (hồ sơ/giải quyết) [hồ sơ] [trước và] đúng hạn",
                    after="hồ sơ [được] [giải quyết/trả] đúng hạn|đúng hạn|"
                    "[hồ sơ] [được] [giải quyết] (đúng và trước hạn/trước và đúng hạn)",
                    needs="đúng hạn|trước hạn|đúng hẹn",
                    unless="hài lòng|trực tuyến|giảm|khiếu nại|số hóa",
                    follows=("admin_dossiers_on_time",),
                ),
            ),
        ),
    ),
    Indicator(
        id="online_dossiers",
        label="Hồ sơ nộp trực tuyến",
        label_en="Dossiers filed online",
        unit="hồ sơ",
        group="D",
        cite=_CITE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=_DOSSIERS,
                    named="hồ sơ (trực tuyến/nộp trực tuyến/tiếp nhận trực tuyến/nộp qua mạng/dịch vụ công trực "
                    "tuyến/trực tuyến toàn trình)",
                    before="trực tuyến|tiếp nhận trực tuyến|nộp trực tuyến|qua mạng|dịch vụ công trực tuyến|"
                    "qua cổng dịch vụ công|hồ sơ trực tuyến|"
                    "cổng dịch vụ công|nộp qua mạng",
                    after="trực tuyến|(được/nộp/tiếp nhận/được nộp/được tiếp nhận) (trực tuyến/qua mạng/qua cổng dịch "
                    "vụ công)|qua cổng dịch vụ công|"
                    "qua mạng|nộp trực tuyến|qua dịch vụ công|nộp qua cổng|qua môi trường mạng",
                    needs="trực tuyến|qua mạng|cổng dịch vụ công|môi trường mạng",
                    unless="trực tiếp",
                ),
            ),
        ),
    ),
    Indicator(
        id="apology_letters",
        label="Thư xin lỗi",
        label_en="Letters of apology",
        unit="thư",
        group="D",
        cite=_CITE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="thư|văn bản|lượt|lá thư|trường hợp|bức thư",
                    named="(thư/văn bản/lá thư/phiếu/bức thư) xin lỗi|lượt xin lỗi|thư cáo lỗi",
                    before="thư xin lỗi|xin lỗi|phiếu xin lỗi",
                    after="xin lỗi",
                ),
            ),
            zero="thư xin lỗi",
        ),
    ),
    Indicator(
        id="procedures_simplified",
        label="Thủ tục được cắt giảm, đơn giản hóa",
        label_en="Procedures cut or simplified",
        unit="thủ tục",
        group="D",
        zero="done",
        cite=_CITE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="thủ tục|tthc|thủ tục hành chính|quy trình|lượt thủ tục",
                    before="đơn giản hóa|cắt giảm|cắt giảm, đơn giản hóa|đơn giản hóa, cắt giảm|bãi bỏ|rút gọn|"
                    "kiến nghị đơn giản hóa|"
                    "rút ngắn thời gian [giải quyết]|cắt giảm thời gian|rút ngắn",
                    after="được (đơn giản hóa/cắt giảm/rút gọn/bãi bỏ)|được cắt giảm, đơn giản hóa|"
                    "được rút ngắn [thời gian]|đơn giản hóa",
                    unless="niêm yết",
                ),
            ),
            zero="thủ tục * (đơn giản hóa/cắt giảm)",
        ),
    ),
    Indicator(
        id="satisfaction_rate",
        label="Mức độ hài lòng",
        label_en="Satisfaction rate",
        unit="percent",
        group="D",
        better="higher",
        cite=_CITE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=PERCENT,
                    before="hài lòng|mức độ hài lòng|tỷ lệ hài lòng|mức hài lòng|chỉ số hài lòng|sự hài lòng|sipas",
                    after="hài lòng|[số] người [dân] [được hỏi/được khảo sát] hài lòng|tỏ ra hài lòng|"
                    "người dân hài lòng|ý kiến hài lòng|"
                    "[số] [người/tổ chức/công dân] hài lòng",
                    needs="hài lòng|sipas",
                    unless="không hài lòng|chưa hài lòng",
                ),
            ),
        ),
    ),
)
