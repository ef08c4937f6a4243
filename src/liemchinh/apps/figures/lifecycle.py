"""Narrative reports, the figures proposed from them, and the figures that units report (WORDING 5.3)."""

from liemchinh.kernel.lifecycle import UNDONE, Lifecycle, Step

_UNDONE = {UNDONE: ("đã hoàn tác", "undone")}

NARRATIVE = Lifecycle(
    register="figures.narrative",
    states={
        "reading": ("đang xác nhận số liệu", "being confirmed"),
        "read": ("đã xác nhận xong", "confirmed"),
        **_UNDONE,
    },
    steps=(
        Step("take_in", (), "reading", "figures.write", "narrative.take_in", "Nhận báo cáo chữ", "Take in", quiet=True),
        Step("finish", ("reading",), "read", "figures.confirm", "narrative.finish", "Xác nhận xong", "Finish"),
        Step("reopen", ("read",), "reading", "figures.confirm", "narrative.reopen", "Mở lại", "Reopen", reason=True),
    ),
)  # fmt: skip

PROPOSAL = Lifecycle(
    register="figures.proposal",
    states={
        "proposed": ("chờ xác nhận", "proposed"),
        "confirmed": ("đã xác nhận", "confirmed"),
        "corrected": ("đã sửa", "corrected"),
        "rejected": ("đã loại", "rejected"),
        **_UNDONE,
    },
    steps=(
        Step("propose", (), "proposed", "figures.write", "figure.propose", "Đề xuất", "Propose", quiet=True),
        Step("confirm", ("proposed", "rejected"), "confirmed", "figures.write", "figure.confirm", "Xác nhận",
             "Confirm"),
        Step("correct", ("proposed", "confirmed", "corrected", "rejected"), "corrected", "figures.write",
             "figure.correct", "Sửa", "Correct"),
        Step("reject", ("proposed", "confirmed", "corrected"), "rejected", "figures.write", "figure.reject", "Loại",
             "Reject"),
        Step("restore", ("rejected",), "proposed", "figures.write", "figure.restore", "Bỏ việc loại",
             "Take the rejection back"),
    ),
)  # fmt: skip

REPORTED = Lifecycle(
    register="figures.reported",
    states={
        "confirmed": ("đã xác nhận", "confirmed"),
        "returned": ("bị trả lại", "returned"),
        "superseded": ("được thay thế", "superseded"),
        "withdrawn": ("đã bỏ", "withdrawn"),
        **_UNDONE,
    },
    steps=(
        Step("record", (), "confirmed", "figures.write", "figure.confirm", "Xác nhận số liệu", "Confirm", quiet=True),
        Step("supersede", ("confirmed", "returned"), "superseded", "figures.write", "figure.supersede",
             "Thay bằng số khác", "Supersede", quiet=True),
        Step("return", ("confirmed",), "returned", "figures.return", "figure.return", "Trả lại để sửa", "Return",
             reason=True),
        Step("withdraw", ("confirmed", "returned"), "withdrawn", "figures.write", "figure.withdraw", "Bỏ số liệu",
             "Withdraw", reason=True),
    ),
)  # fmt: skip
