"""The columns of the petition register and of the reception log, as offices head them in their own books.

The columns of the register stand in lists and are corrected on its pages; the further ones stand in sheets alone.
"""

from __future__ import annotations

from liemchinh.apps.petitions import codes
from liemchinh.apps.petitions import register_words as said
from liemchinh.apps.petitions.indicators import INDICATORS
from liemchinh.apps.petitions.models import Petition, Visit
from liemchinh.kernel.measures import Count, CountAt, Indicator, Sum
from liemchinh.spine.registers import Column

_NOTE = ("chú thích", "note")
_BODY = ("cơ quan chuyển", "nơi chuyển đến", "nơi chuyển đơn", "đơn vị chuyển")


def sender(petition: Petition) -> str:
    """Who wrote, as an import reads it back; what the law keeps secret is never written into a file (LTC 8)."""
    if petition.identity == codes.Identity.ANONYMOUS:
        return said.ANONYMOUS
    if petition.identity == codes.Identity.IMPERSONATED:
        return "(mạo danh)"
    if petition.secretive:
        return said.SEALED
    people = [p for p in petition.parties.all() if p.role in codes.SENDERS]
    named = "; ".join(" - ".join(filter(None, (p.name, p.address))) for p in people)
    return named or said.SEALED


def direction(petition: Petition) -> str:
    """The way that it went, in words that an import reads back."""
    words = {
        codes.Outcome.ACCEPT: "Thụ lý giải quyết",
        codes.Outcome.DECLINE: "Không thụ lý",
        codes.Outcome.FORWARD: f"Chuyển {petition.forwarded_to}",
        codes.Outcome.GUIDE: f"Hướng dẫn gửi {petition.competent_body}",
        codes.Outcome.RETURN: "Trả lại đơn",
        codes.Outcome.FILE: "Lưu đơn",
    }
    return words[codes.Outcome(petition.outcome)].strip() if petition.outcome else ""


def repeats(petition: Petition) -> str:
    return petition.duplicate_of.number if petition.duplicate_of else ""


PETITION = (
    Column("received_on", "Ngày nhận", "Received on", "date", required=True,
           synonyms=("ngày nhận đơn", "ngày tiếp nhận", "ngày đến", "ngày tháng nhận", "ngày vào sổ", "ngày tháng")),
    Column("number", "Số hồ sơ", "File number", synonyms=("mã hồ sơ", "mã đơn")),
    Column("arrival_no", "Số đến", "Arrival no.", wide=True, synonyms=("số vào sổ", "số đơn", "số công văn đến")),
    Column("subject", "Tóm tắt nội dung", "Subject", required=True,
           synonyms=("nội dung", "trích yếu", "trích yếu nội dung", "nội dung đơn", "tóm tắt nội dung đơn",
                     "nội dung đơn thư")),
    Column("kind", "Loại đơn", "Kind", "choice", choices=said.KINDS, ticks=said.KIND_TICKS,
           synonyms=("phân loại", "phân loại đơn", "loại")),
    Column("channel", "Nguồn đơn", "Channel", "choice", choices=said.spellings(codes.Channel),
           synonyms=("nguồn", "hình thức tiếp nhận")),
    Column("note", "Ghi chú", "Note", "note", synonyms=_NOTE, wide=True),
)  # fmt: skip

PETITION_READINGS = (
    Column("sender", "Họ tên, địa chỉ người gửi", "Sender, address", says=sender, sealed=said.SEALED,
           synonyms=("họ tên, địa chỉ", "họ và tên, địa chỉ", "họ tên địa chỉ người gửi đơn", "người gửi",
                     "người gửi đơn", "họ tên người gửi", "họ và tên người gửi", "người viết đơn", "họ tên",
                     "tên, địa chỉ người gửi", "họ và tên, địa chỉ người gửi", "đương sự", "họ tên công dân")),
    Column("address", "Địa chỉ", "Address", exported=False, synonyms=("địa chỉ người gửi", "nơi cư trú")),
    Column("identity", "Danh tính", "Identity", "choice", choices=said.spellings(codes.Identity), wide=True),
    Column("signers", "Số người ký", "Signers", "int", wide=True, nouns=("người", "hộ"),
           synonyms=("số người", "số người ký đơn")),
    Column("field", "Lĩnh vực", "Field", "choice", choices=said.spellings(codes.Field), wide=True),
    Column("stage", "Lần", "Stage", "choice", choices=said.spellings(codes.Stage), wide=True,
           synonyms=("lần giải quyết", "lần khiếu nại")),
    Column("competence", "Thẩm quyền", "Competence", "choice", choices=said.COMPETENCES, ticks=said.COMPETENCE_TICKS),
    Column("competent_body", "Cơ quan có thẩm quyền", "Competent body", wide=True),
    Column("direction", "Hướng xử lý", "Direction", says=direction,
           synonyms=("hướng giải quyết", "xử lý", "biện pháp xử lý", "ý kiến xử lý", "hình thức xử lý")),
    Column("helpers", "Đơn vị phối hợp", "Helping units", wide=True,
           synonyms=("đơn vị giải quyết", "đơn vị thụ lý", "bộ phận giải quyết", "giao cho")),
    Column("sender_body", "Cơ quan chuyển đơn", "Forwarded by", wide=True, synonyms=_BODY),
    Column("sender_letter", "Số văn bản chuyển", "Their letter", wide=True),
    Column("sender_letter_on", "Ngày văn bản chuyển", "Of", "date", wide=True),
    Column("accepted_on", "Ngày thụ lý", "Accepted on", "date", wide=True),
    Column("decided_on", "Ngày quyết định xử lý", "Decided on", "date", wide=True,
           synonyms=("ngày chuyển", "ngày chuyển đơn", "ngày xử lý")),
    Column("concluded_on", "Ngày kết luận", "Concluded on", "date", wide=True),
    Column("answered_on", "Ngày giải quyết", "Answered on", "date",
           synonyms=("ngày trả lời", "ngày gq", "ngày giải quyết xong", "ngày có kết quả")),
    Column("decision_no", "Số văn bản trả lời", "Number of the answer",
           synonyms=("số vb trả lời", "số văn bản", "số vb", "văn bản trả lời", "số văn bản giải quyết",
                     "số quyết định")),
    Column("finding", "Kết luận nội dung", "Finding", "choice", choices=said.spellings(codes.Finding), wide=True),
    Column("result_words", "Kết quả", "Outcome", exported=False,
           synonyms=("kết quả giải quyết", "kết quả xử lý", "tình hình giải quyết", "kết quả gq")),
    Column("ended_on", "Ngày kết thúc xử lý", "Ended on", "date", wide=True),
    Column("closed_on", "Ngày đóng", "Closed on", "date", wide=True),
    Column("repeats", "Trùng với đơn số", "Repeats", says=repeats, wide=True),
)  # fmt: skip


def _of_file(indicator: Indicator) -> bool:
    measure = indicator.measure
    if indicator.id in ("petitions_received", "petitions_eligible"):  # counted already; no sheet says the second
        return False
    return isinstance(measure, Count | CountAt | Sum) and measure.over == "petitions.petition"


#: The figures of a file, by the very measures of the catalogue; and how many petitions repeat others.
TALLIES = (
    *(i for i in INDICATORS if _of_file(i)),
    Indicator("petitions_outside_jurisdiction", "Đơn không thuộc thẩm quyền", "Outside jurisdiction", "đơn", "F",
              Count("petitions.petition", "received_on", where={"competence": "out"})),
    Indicator("duplicates", "Đơn trùng", "Duplicates", "đơn", "F",
              Count("petitions.petition", "received_on", where={"repeated__isnull": False})),
    Indicator("unique_petitions", "Đơn không kể đơn trùng", "Petitions without duplicates", "đơn", "F",
              Count("petitions.petition", "received_on", where={"repeated__isnull": True})),
)  # fmt: skip


def kind_people(visit: Visit) -> str:
    """Column 6 of the log: «khiếu nại/1»."""
    return f"{visit.get_petition_kind_display()}/{visit.people}".lstrip("/")


#: Mẫu số 03, Thông tư 04/2021/TT-TTCP: twelve columns, the first of which numbers the rows.
VISIT = (
    Column("received_on", "Ngày tiếp", "Day", "date", required=True, synonyms=("ngày tiếp công dân", "ngày")),
    Column("visitor", "Họ tên, địa chỉ", "Name, address", required=True,
           synonyms=("họ tên - địa chỉ", "họ và tên, địa chỉ", "họ tên, địa chỉ công dân", "họ và tên", "họ tên")),
    Column("id_paper", "Giấy tờ tùy thân", "ID paper", wide=True,
           synonyms=("cmnd/hộ chiếu của công dân", "cmnd/hộ chiếu", "số cmnd", "số cccd", "số định danh", "căn cước")),
    Column("subject", "Nội dung vụ việc", "Content", required=True,
           synonyms=("nội dung", "nội dung trình bày", "tóm tắt nội dung", "nội dung tiếp")),
    Column("petition_kind", "Loại đơn", "Kind", "choice", choices=said.KINDS, exported=False,
           synonyms=("phân loại", "loại", "phân loại đơn")),
    Column("people", "Số người", "People", "int", nouns=("người",), total="citizens_received", exported=False),
    Column("handled_by", "Cơ quan đã giải quyết", "Handled by", wide=True),
    Column("direction", "Hướng xử lý", "Direction", "choice", choices=said.VISIT_WAYS, ticks=said.VISIT_TICKS,
           spread=True),
    Column("followed_up", "Theo dõi kết quả giải quyết", "Follow-up", wide=True,
           synonyms=("theo dõi kết quả", "kết quả giải quyết", "kết quả")),
    Column("note", "Ghi chú", "Note", "note", synonyms=_NOTE, wide=True),
)  # fmt: skip

VISIT_READINGS = (
    Column("kind_people", "Phân loại đơn/số người", "Kind, people", says=kind_people,
           synonyms=("phân loại đơn số người", "phân loại số người", "loại đơn số người")),
    Column("kind", "Hình thức tiếp", "Form", "choice", choices=said.spellings(codes.VisitKind), wide=True),
    Column("representatives", "Người đại diện", "Representatives", wide=True,
           synonyms=("người đại diện của đoàn", "đại diện")),
)  # fmt: skip
