"""What the law asks of a petition before a step: each guard answers with the sentence of what is missing, or None.

LTC = Luật Tố cáo 2018, LKN = Luật Khiếu nại 2011, LTCD = Luật Tiếp công dân 2013, T05 = Thông tư 05/2021/TT-TTCP.
"""

from __future__ import annotations

from typing import Any

COMPLAINT, DENUNCIATION, KNPA = "complaint", "denunciation", "recommendation"


def kind_known(petition: Any) -> str | None:
    """Classification comes before any decision."""
    if petition.kind in (COMPLAINT, DENUNCIATION, KNPA, "reflection"):
        return None
    if petition.kind == "mixed":
        return "Đơn có nhiều nội dung thuộc các loại khác nhau: tách đơn hoặc hướng dẫn người gửi viết đơn riêng."
    return "Chưa xác định loại đơn."


def fit_to_accept(petition: Any) -> str | None:
    """What stands against taking the matter up: LKN 11 and 27, LTC 25 and 29."""
    if sentence := kind_known(petition):
        return sentence
    if petition.competence == "out":
        return "Đơn không thuộc thẩm quyền: chuyển đơn hoặc hướng dẫn người gửi."
    if petition.eligible is False:
        return "Đơn không đủ điều kiện xử lý: đề nghị bổ sung, trả lại hoặc lưu đơn."
    if petition.kind == DENUNCIATION and petition.identity != "named":
        return (
            "Không thụ lý tố cáo không rõ người tố cáo (Điều 25 Luật Tố cáo); nội dung có căn cứ thì chuyển kiểm tra "
            "phục vụ công tác quản lý."
        )
    if petition.kind == COMPLAINT and petition.identity != "named":
        return "Khiếu nại phải có họ tên, địa chỉ và chữ ký của người khiếu nại (Điều 8, Điều 11 Luật Khiếu nại)."
    return None


def fit_to_decline(petition: Any) -> str | None:
    if petition.kind in (COMPLAINT, DENUNCIATION):
        return None
    return "Chỉ khiếu nại, tố cáo mới có quyết định không thụ lý; kiến nghị, phản ánh thì trả lời, chuyển hoặc lưu."


def fit_to_forward(petition: Any) -> str | None:
    """A complaint is guided, not forwarded, unless a body or the press sent it (LTCD 26, T05)."""
    if petition.kind == COMPLAINT and not petition.sender_body:
        return "Khiếu nại không thuộc thẩm quyền thì hướng dẫn người khiếu nại; chỉ chuyển đơn do cơ quan gửi đến."
    if petition.competence == "in" and petition.eligible is not False:
        return "Đơn thuộc thẩm quyền giải quyết tại đây. Nếu không phải, phân loại lại thẩm quyền."
    return None


def not_guided_before(petition: Any) -> str | None:
    """The same content is guided once (LTCD 25.3; LTC 24.3)."""
    if petition.guided_before:
        return "Nội dung này đã được hướng dẫn một lần; lần này lưu đơn."
    return None


def is_complaint(petition: Any) -> str | None:
    if petition.kind == COMPLAINT:
        return None
    return "Đối thoại chỉ tổ chức khi giải quyết khiếu nại; không mời người tố cáo gặp người bị tố cáo."


def is_case(petition: Any) -> str | None:
    if petition.kind in (COMPLAINT, DENUNCIATION):
        return None
    return "Chỉ khiếu nại, tố cáo có kết luận, quyết định giải quyết; kiến nghị, phản ánh thì trả lời."


def dialogue_held(petition: Any) -> str | None:
    """A second complaint is never settled without a dialogue (LKN 39)."""
    if petition.kind == COMPLAINT and petition.stage == "second" and petition.dialogue_on is None:
        return "Giải quyết khiếu nại lần hai phải tổ chức đối thoại (Điều 39 Luật Khiếu nại). Ghi biên bản đối thoại."
    return None


def settled_or_simple(petition: Any) -> str | None:
    """A complaint or denunciation is answered with its decision or conclusion, the rest directly."""
    if petition.state == "concluded" or petition.kind not in (COMPLAINT, DENUNCIATION):
        return None
    return "Khiếu nại, tố cáo chỉ trả lời sau khi có quyết định giải quyết hoặc kết luận."


def is_complaint_settled(petition: Any) -> str | None:
    """A decision on a complaint takes effect by lapse of time (LKN 44); nothing else here does."""
    if petition.kind == COMPLAINT and petition.concluded_on is not None:
        return None
    return "Chỉ quyết định giải quyết khiếu nại đã ban hành mới ghi hiệu lực."


def came_from_a_body(petition: Any) -> str | None:
    return None if petition.sender_body else "Đơn này không do cơ quan nào chuyển đến."


def was_forwarded(petition: Any) -> str | None:
    return None if petition.outcome == "forward" else "Đơn này không chuyển cho nơi nào khác."


def has_proposal(petition: Any) -> str | None:
    return None if petition.proposed else "Chưa có đề xuất để trả lại."


def has_draft(petition: Any) -> str | None:
    return None if petition.draft_state == "submitted" else "Chưa có dự thảo đang trình."


def has_sender(petition: Any) -> str | None:
    """Guidance and returned papers go to somebody."""
    if petition.identity == "named" or petition.sender_body:
        return None
    return "Đơn không rõ người gửi: lưu đơn, hoặc chuyển kiểm tra nếu nội dung có căn cứ."


def not_transferred(petition: Any) -> str | None:
    if petition.transferred_on is None:
        return None
    return f"Hồ sơ đã chuyển cơ quan điều tra ngày {petition.transferred_on:%d/%m/%Y}."


def has_handler(petition: Any) -> str | None:
    return None if petition.handler_id else "Chưa phân công người giải quyết."


def may_be_extended(petition: Any) -> str | None:
    if petition.kind in (COMPLAINT, DENUNCIATION):
        return None
    return "Chỉ gia hạn thời hạn giải quyết khiếu nại, tố cáo."
