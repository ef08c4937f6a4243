"""The words of the petition registers' codes: channels, kinds, fields, roles (LAW 3.1; WORDING 6)."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    """How a petition came."""

    COUNTER = "counter", _("tiếp công dân")
    POST = "post", _("bưu chính")
    EMAIL = "email", _("thư điện tử")
    TELEPHONE = "telephone", _("điện thoại")
    WEB = "web", _("trang tiếp nhận")
    DIALOGUE = "dialogue", _("hội nghị đối thoại")
    PARTY = "party", _("cơ quan đảng chuyển")
    FRONT = "front", _("Mặt trận Tổ quốc chuyển")
    PRESS = "press", _("báo chí chuyển")
    AGENCY = "agency", _("cơ quan khác chuyển")


#: Channels by which a body hands on what somebody wrote to it; it may want to hear what came of it.
FORWARDING = frozenset({Channel.PARTY, Channel.FRONT, Channel.PRESS, Channel.AGENCY})


class Kind(TextChoices):
    """What the content is, whatever the title says."""

    COMPLAINT = "complaint", _("khiếu nại")
    DENUNCIATION = "denunciation", _("tố cáo")
    RECOMMENDATION = "recommendation", _("kiến nghị")
    REFLECTION = "reflection", _("phản ánh")
    MIXED = "mixed", _("nhiều nội dung")


class Stage(TextChoices):
    """Complaint: first or second; denunciation: first or again (tố cáo tiếp)."""

    FIRST = "first", _("lần đầu")
    SECOND = "second", _("lần hai")
    AGAIN = "again", _("tố cáo tiếp")


class Field(TextChoices):
    """The fields of forms 02/XLD to 04/GQTC (TT 06/2025) and, below them, what offices file under them."""

    LAND = "land", _("đất đai, nhà cửa")
    POLICY = "policy", _("chế độ, chính sách")
    ADMINISTRATIVE = "administrative", _("hành chính")
    CORRUPTION = "corruption", _("tham nhũng")
    JUDICIAL = "judicial", _("tư pháp")
    ENVIRONMENT = "environment", _("môi trường, trật tự đô thị")
    OTHER = "other", _("lĩnh vực khác")


class Identity(TextChoices):
    """Whether the sender is known (LTC 25)."""

    NAMED = "named", _("rõ họ tên, địa chỉ")
    ANONYMOUS = "anonymous", _("nặc danh")
    IMPERSONATED = "impersonated", _("mạo danh")


class Competence(TextChoices):
    IN = "in", _("thuộc thẩm quyền")
    OUT = "out", _("không thuộc thẩm quyền")


class Outcome(TextChoices):
    """What is proposed for a petition (LAW 3.4)."""

    ACCEPT = "accept", _("thụ lý")
    DECLINE = "decline", _("không thụ lý")
    FORWARD = "forward", _("chuyển đơn")
    GUIDE = "guide", _("hướng dẫn")
    RETURN = "return", _("trả lại đơn")
    FILE = "file", _("lưu đơn")


class Finding(TextChoices):
    """What a settlement found (LAW 3.5)."""

    UPHELD = "upheld", _("đúng")
    PARTLY = "partly_upheld", _("đúng một phần")
    UNFOUNDED = "unfounded", _("sai")
    CONFIRMED = "confirmed", _("công nhận quyết định lần đầu")
    ANNULLED = "annulled", _("hủy, sửa quyết định lần đầu")


class PartyRole(TextChoices):
    """What a person or body is to the matter."""

    SENDER = "sender", _("người gửi đơn")
    REPRESENTATIVE = "representative", _("người đại diện")
    AUTHORISED = "authorised", _("người được ủy quyền")
    RESPONDENT = "respondent", _("người bị khiếu nại, bị tố cáo")
    INTERESTED = "interested", _("người có quyền, lợi ích liên quan")


#: Roles whose names point at who wrote; of a denunciation they are shown only on a recorded look (LTC 8, 56).
SENDERS = frozenset({PartyRole.SENDER, PartyRole.REPRESENTATIVE, PartyRole.AUTHORISED})


class RemedyKind(TextChoices):
    """What a conclusion asks for (05/KQTH)."""

    MONEY_STATE = "money_state", _("thu hồi tiền cho Nhà nước")
    LAND_STATE = "land_state", _("thu hồi đất cho Nhà nước")
    MONEY_PEOPLE = "money_people", _("trả lại tiền cho tổ chức, cá nhân")
    LAND_PEOPLE = "land_people", _("trả lại đất cho tổ chức, cá nhân")
    RESTORE = "restore", _("khôi phục quyền, lợi ích")
    DISCIPLINE = "discipline", _("xử lý kỷ luật, kiểm điểm")
    INVESTIGATE = "investigate", _("chuyển cơ quan điều tra")
    RULE = "rule", _("sửa đổi quy định")
    OTHER = "other", _("kiến nghị khác")


class VisitKind(TextChoices):
    """Who received, and when (LTCD 18; 01/TCD)."""

    REGULAR = "regular", _("tiếp thường xuyên")
    SCHEDULED = "scheduled", _("tiếp định kỳ của người đứng đầu")
    UNSCHEDULED = "unscheduled", _("tiếp đột xuất của người đứng đầu")
    DELEGATED = "delegated", _("ủy quyền tiếp")


#: From so many people on one matter on, it is a mass group (đoàn đông người, T06; LTCD 29).
GROUP = 5
