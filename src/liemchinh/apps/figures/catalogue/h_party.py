"""Group H: Party inspection and discipline."""

from __future__ import annotations

from liemchinh.kernel.figures.lexicon import Frame, Lexicon
from liemchinh.kernel.measures import Indicator

_CITE = "UBKT – bộ biểu thống kê kèm QĐ 885-QĐ/UBKTTW (29/12/2022)"
_ORGANISATIONS = "tổ chức đảng|lượt tổ chức đảng|chi bộ|đảng bộ|đảng ủy|tổ chức|chi, đảng bộ|cấp ủy|"
"tổ chức cơ sở đảng|tcđ|tổ chức đảng cấp dưới|chi bộ, đảng bộ"
_MEMBERS = "đảng viên|lượt đảng viên|cấp ủy viên|đồng chí|cán bộ, đảng viên|đảng viên là cấp ủy viên|người|trường hợp"
_INSPECTED = (
    "kiểm tra|kiểm tra, giám sát|kiểm tra khi có dấu hiệu vi phạm|kiểm tra chấp hành|kiểm tra dấu hiệu vi phạm|"
    "tiến hành kiểm tra|kiểm tra chuyên đề|"
    "kiểm tra [khi có] dấu hiệu vi phạm đối với|kiểm tra theo chương trình|kiểm tra đối với|kiểm tra được"
)
_PUNISHED = (
    "kỷ luật|thi hành kỷ luật|xử lý kỷ luật|kỷ luật đảng|thi hành kỷ luật đảng|xử lý kỷ luật đảng|"
    "thi hành kỷ luật đối với|kỷ luật đối với|thi hành kỷ luật về đảng|"
    "xử lý kỷ luật về đảng"
)
_BEEN_PUNISHED = (
    "bị [thi hành/xử lý] kỷ luật|bị kỷ luật|bị thi hành kỷ luật|bị xử lý kỷ luật|bị kỷ luật đảng|bị kỷ luật về đảng"
)

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="party_orgs_inspected",
        label="Tổ chức đảng được kiểm tra",
        label_en="Party organisations inspected",
        unit="tổ chức",
        group="H",
        zero="done",
        cite=_CITE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=_ORGANISATIONS,
                    before=_INSPECTED,
                    after="được kiểm tra|được kiểm tra, giám sát",
                    needs="kiểm tra",
                    unless="kỷ luật|khen|giám sát chuyên đề|giám sát|kiểm điểm|tài chính đảng|thuộc|tuyên truyền",
                    follows=("party_members_inspected",),
                ),
            ),
            zero="tổ chức đảng * kiểm tra",
        ),
    ),
    Indicator(
        id="party_members_inspected",
        label="Đảng viên được kiểm tra",
        label_en="Party members inspected",
        unit="người",
        group="H",
        zero="done",
        cite=_CITE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="đảng viên|lượt đảng viên|cấp ủy viên|đồng chí|cán bộ, đảng viên|đảng viên là cấp ủy viên",
                    before=_INSPECTED,
                    after="được kiểm tra|được kiểm tra, giám sát",
                    needs="kiểm tra",
                    unless="kỷ luật|khen|giám sát chuyên đề|giám sát|tuyên truyền|kiểm điểm|dự|học",
                    follows=("party_orgs_inspected",),
                ),
            ),
            zero="đảng viên * được kiểm tra",
        ),
    ),
    Indicator(
        id="party_orgs_disciplined",
        label="Tổ chức đảng bị kỷ luật",
        label_en="Party organisations disciplined",
        unit="tổ chức",
        group="H",
        cite=_CITE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts=_ORGANISATIONS,
                    before=_PUNISHED,
                    after=_BEEN_PUNISHED + "|bị (khiển trách/cảnh cáo/giải tán)",
                    needs="kỷ luật|khiển trách|cảnh cáo",
                    unless="khen|không bị kỷ luật|kiểm tra",
                    follows=("party_members_disciplined",),
                ),
            ),
            zero="tổ chức đảng * kỷ luật|chi bộ * kỷ luật",
        ),
    ),
    Indicator(
        id="party_members_disciplined",
        label="Đảng viên bị kỷ luật",
        label_en="Party members disciplined",
        unit="người",
        group="H",
        cite=_CITE,
        lexicon=Lexicon(
            frames=(
                Frame(
                    counts="đảng viên|lượt đảng viên|cấp ủy viên|cán bộ, đảng viên|đồng chí|đảng viên vi phạm",
                    before=_PUNISHED,
                    after=_BEEN_PUNISHED,
                    needs="kỷ luật",
                    unless="khen|không bị kỷ luật|kiểm tra",
                    follows=("party_orgs_disciplined",),
                ),
            ),
            zero="đảng viên * kỷ luật",
        ),
    ),
)
