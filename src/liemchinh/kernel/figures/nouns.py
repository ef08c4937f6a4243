"""Classes of counted nouns that many lexicons share."""

from __future__ import annotations

from typing import Final

_PEOPLE: Final = (
    "người|cán bộ|công chức|viên chức|đảng viên|cá nhân|đồng chí|nhân viên|người lao động|cbcc|cbccvc|cb cc vc|cc vc|"
    "giáo viên|kế toán|hiệu trưởng|hiệu phó|bác sĩ|điều dưỡng|thủ quỹ|lãnh đạo|trưởng phòng|phó phòng|chủ tịch|"
    "phó chủ tịch|"
    "giám đốc|phó giám đốc|bí thư|chi cục trưởng|thủ trưởng|chuyên viên|thanh tra viên|sĩ quan|kiểm soát viên|"
    "kiểm lâm viên|điều tra viên|kiểm sát viên|thẩm phán|chấp hành viên|kỹ sư|cán sự|hộ lý|y sĩ|y tá|kỹ thuật viên|"
    "đội trưởng|trạm trưởng|trưởng trạm|hạt trưởng|văn thư|thủ kho|trưởng khoa|giảng viên|kiểm lâm|công an viên|"
    "công chức địa chính|công chức tư pháp|thuế viên|giao dịch viên|nhân viên hợp đồng|hợp đồng|chiến sĩ|đối tượng|"
    "vị trí"
)
_CROWD: Final = (
    "người|đại biểu|học sinh|sinh viên|học viên|đoàn viên|hội viên|cán bộ|công chức|viên chức|đảng viên|cô bác|"
    "bà con|công nhân|người dân|nhân dân|quần chúng|thanh niên|phụ nữ|nông dân|giáo viên|chiến sĩ|người lao động|"
    "lao động|"
    "người dự|người nghe|lượt cán bộ|lượt đảng viên|lượt học sinh|lượt người dân|hộ dân|em|thính giả|tiểu thương|cbcc|"
    "cán bộ đảng viên|lượt cán bộ đảng viên|cán bộ chiến sĩ|người tham gia|người tham dự|thành viên|đồng chí|cử tri"
)
PEOPLE: Final = _PEOPLE + "|" + "|".join(f"lượt {noun}" for noun in _PEOPLE.split("|"))
CROWD: Final = _CROWD + "|lượt|" + "|".join(f"lượt {noun}" for noun in _CROWD.split("|"))
UNITS: Final = (
    "đơn vị|cơ quan|cơ quan đơn vị|địa phương|tổ chức|phòng|ban|ngành|sở|sở ngành|xã|phường|thị trấn|huyện|quận|"
    "trường|trường học|"
    "doanh nghiệp|cơ sở|bệnh viện|trung tâm|chi nhánh|công ty|hợp tác xã|chủ đầu tư|dự án|xã phường|phòng ban|"
    "trạm y tế|lượt đơn vị|"
    "đầu mối|cơ quan hành chính|ban quản lý|trạm"
)
CASES: Final = "vụ|vụ việc|vụ án|vụ án vụ việc|trường hợp|việc|hành vi|lượt vụ việc"
LETTERS: Final = "đơn|đơn thư|lượt đơn|đơn các loại|lá đơn|thư"
