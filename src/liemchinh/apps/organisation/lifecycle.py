"""Units, committee members and posts: what may be done with them."""

from liemchinh.kernel.lifecycle import UNDONE, Lifecycle, Step

_UNDONE = {UNDONE: ("đã hoàn tác", "undone")}

UNIT = Lifecycle(
    register="organisation.unit",
    states={"active": ("đang hoạt động", "active"), "ended": ("đã kết thúc hoạt động", "ended"), **_UNDONE},
    steps=(
        Step("found", (), "active", "organisation.write", "unit.found", "Thành lập", "Found", quiet=True),
        Step("rename", ("active",), None, "organisation.write", "unit.rename", "Đổi tên", "Rename",
             reason=True, quiet=True),
        Step("end", ("active",), "ended", "organisation.write", "unit.end", "Kết thúc hoạt động", "End", quiet=True),
        Step("correct", ("active", "ended"), None, "organisation.write", "record.correct", "Đính chính",
             "Correct",
             reason=True, quiet=True),
    ),
)  # fmt: skip

MEMBER = Lifecycle(
    register="organisation.committee_member",
    states={"serving": ("đang tham gia", "serving"), "left": ("thôi tham gia", "left"), **_UNDONE},
    steps=(
        Step("appoint", (), "serving", "organisation.write", "committee.appoint", "Bổ sung thành viên",
             "Appoint", quiet=True),
        Step("leave", ("serving",), "left", "organisation.write", "committee.leave", "Thôi tham gia", "Leave",
             quiet=True),
        Step("correct", ("serving", "left"), None, "organisation.write", "record.correct", "Đính chính",
             "Correct",
             reason=True, quiet=True),
    ),
)  # fmt: skip

COMMITTEE = Lifecycle(
    register="organisation.committee",
    states={"standing": ("đang hoạt động", "standing"), "dissolved": ("đã giải thể", "dissolved"), **_UNDONE},
    steps=(
        Step("establish", (), "standing", "organisation.write", "committee.establish", "Thành lập",
             "Establish", quiet=True),
        Step("dissolve", ("standing",), "dissolved", "organisation.write", "committee.dissolve", "Giải thể",
             "Dissolve", reason=True, quiet=True),
        Step("correct", ("standing", "dissolved"), None, "organisation.write", "record.correct", "Đính chính",
             "Correct",
             reason=True, quiet=True),
    ),
)  # fmt: skip

POST = Lifecycle(
    register="organisation.post",
    states={"held": ("đang giữ", "held"), "ended": ("đã thôi", "ended"), **_UNDONE},
    steps=(
        Step("assign", (), "held", "admin.accounts", "post.assign", "Giao chức vụ", "Assign", quiet=True),
        Step("end", ("held",), "ended", "admin.accounts", "post.end", "Thôi giữ", "End", quiet=True),
    ),
)  # fmt: skip

RELATION = Lifecycle(
    register="organisation.relation",
    states={"declared": ("đã khai báo", "declared"), "ended": ("đã chấm dứt", "ended"), **_UNDONE},
    steps=(
        Step("declare", (), "declared", "organisation.declare", "coi.declare", "Khai báo quan hệ", "Declare",
             quiet=True),
        Step("end", ("declared",), "ended", "organisation.declare", "coi.end", "Chấm dứt", "End", reason=True),
        Step("correct", ("declared", "ended"), None, "organisation.declare", "record.correct", "Đính chính", "Correct",
             reason=True, quiet=True),
    ),
)  # fmt: skip

ABSENCE = Lifecycle(
    register="organisation.absence",
    states={"noted": ("đã ghi", "noted"), "cancelled": ("đã hủy", "cancelled"), **_UNDONE},
    steps=(
        Step("note", (), "noted", "organisation.declare", "absence.note", "Ghi vắng mặt", "Note an absence",
             quiet=True),
        Step("cancel", ("noted",), "cancelled", "organisation.declare", "absence.cancel", "Hủy", "Cancel", reason=True),
        Step("correct", ("noted",), None, "organisation.declare", "record.correct", "Đính chính", "Correct",
             reason=True, quiet=True),
    ),
)  # fmt: skip
