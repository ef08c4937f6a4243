"""The registers of outreach: sessions (Sổ tuyên truyền) and contests (Hội thi). One file may hold both."""

from functools import partial

from liemchinh.apps.outreach import actions, queries
from liemchinh.apps.outreach.models import Contest, Session
from liemchinh.spine.access import units_with
from liemchinh.spine.registers import Column, Register, register
from liemchinh.spine.web import acts

FORMS = {
    "Hội nghị": ("hn", "hội nghị tuyên truyền"),
    "Sinh hoạt chuyên đề": ("sinh hoạt cđ", "sh chuyên đề", "shcđ", "sh cđ"),
    "Sinh hoạt tổ dân phố": ("sh tổ dp", "sh tổ dân phố", "sh tdp", "sinh hoạt tổ dp", "họp tổ dân phố", "họp tổ dp"),
    "Sinh hoạt chi bộ": ("sh chi bộ", "sinh hoạt cb", "họp chi bộ"),
    "Chào cờ đầu tuần": ("chào cờ", "sinh hoạt dưới cờ"),
    "Nói chuyện": ("nói chuyện chuyên đề", "nói chuyện cđ"),
    "Tập huấn": ("lớp tập huấn",),
    "Tọa đàm": ("toạ đàm",),
    "Phát thanh": ("phát thanh lưu động", "loa truyền thanh"),
}
_DAY = ("ngày tổ chức", "ngày tháng", "ngày, tháng", "ngày tháng năm", "ngày thực hiện", "ngày diễn ra", "thời gian",
        "thời gian tổ chức", "thời điểm", "ngày mở", "date")  # fmt: skip
_HOST = ("đơn vị", "đơn vị thực hiện", "đơn vị chủ trì", "nơi tổ chức", "cơ quan", "cơ quan tổ chức", "chủ trì",
         "tổ chức", "tên đơn vị", "cơ quan, đơn vị", "host")  # fmt: skip
_NOTE = ("ghi chú", "chú thích", "ghi thêm", "note", "notes")

SESSION = register(
    Register(
        name="outreach.session",
        model=Session,
        title="Sổ tuyên truyền",
        title_en="Outreach register",
        noun="buổi tuyên truyền",
        noun_en="outreach session",
        columns=(
            Column("held_on", "Ngày", "Date", "date", synonyms=_DAY, required=True),
            Column("host", "Đơn vị tổ chức", "Host", synonyms=_HOST),
            Column("topic", "Nội dung", "Topic", required=True,
                   synonyms=("nội dung tuyên truyền", "chủ đề", "chuyên đề", "tên chuyên đề", "nội dung triển khai",
                             "nội dung buổi", "nội dung sinh hoạt", "topic")),
            Column("form", "Hình thức", "Form", "choice", choices=FORMS,
                   synonyms=("hình thức tuyên truyền", "hình thức tổ chức", "loại hình", "cách làm")),
            Column("attendees", "Số người dự (lượt)", "Attendees", "int", total="outreach_attendees",
                   nouns=("người", "lượt", "lượt người", "đại biểu", "em"),
                   synonyms=("người dự", "số người dự", "người dự lượt", "lượt người", "số lượt người", "lượt người dự",
                             "số lượt", "số người", "số người tham dự", "người tham dự", "lượt tham dự", "tham dự",
                             "số người tham gia", "số lượng người", "thành phần số lượng", "attendees")),
            Column("leaflets", "Tờ bướm, tờ rơi", "Leaflets", "int", total="leaflets_distributed",
                   nouns=("tờ", "bản", "tờ bướm", "tờ rơi", "tờ gấp"),
                   synonyms=("tờ bướm", "tờ rơi", "tờ gấp", "tờ rơi tờ bướm", "số tờ bướm", "số tờ rơi", "số tờ",
                             "số tờ rơi phát", "tài liệu phát", "tài liệu", "tờ rơi đã phát", "leaflets")),
            Column("recorder", "Người ghi", "Recorder", wide=True,
                   synonyms=("người ghi sổ", "người nhập", "người theo dõi", "cán bộ ghi", "recorder")),
            Column("note", "Ghi chú", "Note", "note", synonyms=_NOTE, wide=True),
        ),
        counted=queries.held_sessions,
        visible_to=queries.sessions_visible_to,
        reach=partial(units_with, ability="outreach.read"),
        key=("held_on", "host", "topic", "form", "attendees", "leaflets"),
        count="outreach_sessions",
        nouns=("buổi", "cuộc", "hội nghị", "lớp", "đợt"),
        hints=("tuyên truyền", "phổ biến pháp luật"),
        host="host",
    )
)  # fmt: skip

CONTEST = register(
    Register(
        name="outreach.contest",
        model=Contest,
        title="Hội thi",
        title_en="Contests",
        noun="hội thi",
        noun_en="contest",
        columns=(
            Column("held_on", "Ngày", "Date", "date", synonyms=_DAY, required=True),
            Column("name", "Tên hội thi", "Contest", required=True,
                   synonyms=("hội thi", "tên cuộc thi", "cuộc thi", "nội dung thi", "tên hội thi cuộc thi", "nội dung",
                             "contest")),
            Column("host", "Đơn vị tổ chức", "Host", synonyms=_HOST),
            Column("participants", "Số người tham gia", "Participants", "int", total="contest_participants",
                   nouns=("người", "em", "thí sinh", "lượt", "bài"),
                   synonyms=("người tham gia", "số người dự thi", "người dự thi", "số thí sinh", "thí sinh",
                             "số lượng tham gia", "số người dự", "số bài dự thi", "participants")),
            Column("note", "Ghi chú", "Note", "note", synonyms=_NOTE, wide=True),
        ),
        counted=queries.held_contests,
        visible_to=queries.contests_visible_to,
        reach=partial(units_with, ability="outreach.read"),
        key=("held_on", "name", "participants"),
        count="contests_held",
        nouns=("hội thi", "cuộc thi", "cuộc"),
        hints=("hội thi", "cuộc thi"),
        host="host",
    )
)  # fmt: skip

acts.announce("outreach.session", plan=actions.plan, record=actions.record, cancel=actions.cancel)
acts.announce("outreach.contest", plan=actions.plan, record=actions.record, cancel=actions.cancel)
