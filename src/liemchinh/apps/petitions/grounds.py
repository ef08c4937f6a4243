"""The grounds that the law lists: of not taking up a complaint or denunciation, of extending, pausing and ending.

LKN art. 11 (nine grounds), LTC art. 24, 29, 34; the criteria of extension stand with the law's term TC-05.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liemchinh.kernel.errors import Refusal
from liemchinh.spine.deadlines.grounds import grounds

if TYPE_CHECKING:
    from liemchinh.apps.petitions.models import Petition

COMPLAINT: dict[str, str] = {
    "internal": "Quyết định, hành vi bị khiếu nại mang tính nội bộ của cơ quan, thuộc chỉ đạo, điều hành của cấp trên "
    "với cấp dưới, là quyết định có chứa quy phạm pháp luật hoặc thuộc phạm vi bí mật nhà nước nên không thuộc đối "
    "tượng được khiếu nại.",
    "not_direct": "Quyết định, hành vi bị khiếu nại không liên quan trực tiếp đến quyền, lợi ích hợp pháp của ông/bà.",
    "capacity": "Người khiếu nại không có năng lực hành vi dân sự đầy đủ và không có người đại diện hợp pháp.",
    "representative": "Người đại diện chưa có giấy tờ chứng minh việc đại diện hợp pháp.",
    "signature": "Đơn không có chữ ký hoặc điểm chỉ của người khiếu nại.",
    "limitation": "Thời hiệu khiếu nại đã hết và ông/bà chưa nêu được lý do chính đáng của việc chậm.",
    "second_decided": "Việc này đã có quyết định giải quyết khiếu nại lần hai.",
    "discontinued": "Việc giải quyết đã bị đình chỉ theo thông báo; sau 30 ngày ông/bà không tiếp tục khiếu nại.",
    "court": "Tòa án đã thụ lý hoặc đã giải quyết bằng bản án, quyết định.",
}
DENUNCIATION: dict[str, str] = {
    "no_identity": "không đủ họ tên, địa chỉ hoặc cách liên hệ người tố cáo",
    "capacity": "người tố cáo không có năng lực hành vi dân sự đầy đủ, không có người đại diện",
    "not_competent": "không thuộc thẩm quyền",
    "no_basis": "nội dung không có cơ sở xác định người vi phạm, hành vi vi phạm",
    "settled_complaint": "vụ việc khiếu nại đã giải quyết, không có tình tiết mới về vi phạm của người giải quyết",
}
PAUSE: dict[str, str] = {
    "other_result": "chờ kết quả giải quyết của cơ quan khác hoặc vụ việc khác có liên quan",
    "assessment": "chờ kết quả giám định bổ sung, giám định lại",
    "obstacle": "người khiếu nại gặp trở ngại khách quan, sự kiện bất khả kháng",
}
END: dict[str, str] = {
    "withdrawn": "rút toàn bộ đơn",
    "death": "người bị tố cáo là cá nhân chết và nội dung chỉ liên quan đến trách nhiệm của người đó; người khiếu nại "
    "chết mà quyền, nghĩa vụ không được thừa kế",
    "court": "đã có bản án, quyết định có hiệu lực pháp luật",
    "no_object": "đối tượng khiếu nại không còn",
}


def of(petition: Petition) -> dict[str, str]:
    """The grounds on which this petition may be declined."""
    return COMPLAINT if petition.kind == "complaint" else DENUNCIATION


def sentence(petition: Petition, ground: str) -> str:
    """The sentence of the ground; Refusal where the law knows no such ground for this kind."""
    try:
        return of(petition)[ground]
    except KeyError:
        raise Refusal("Chọn một căn cứ không thụ lý trong danh mục của luật.") from None


def extension_words(criteria: list[str]) -> str:
    """«phức tạp» for one criterion, «đặc biệt phức tạp» for more; Refusal for none (NĐ 31 art. 3)."""
    known = {ground.id: ground.label for ground in grounds("TC-05")}
    if not criteria or set(criteria) - set(known):
        raise Refusal("Chọn ít nhất một trường hợp phức tạp (Điều 3 Nghị định 31/2019/NĐ-CP).")
    degree = "phức tạp" if len(criteria) == 1 else "đặc biệt phức tạp"
    return f"vụ việc {degree}: " + "; ".join(known[name] for name in criteria)
