"""Commendations: proposed, then decided by the competent council (WORDING 5.3)."""

from liemchinh.kernel.lifecycle import UNDONE, Lifecycle, Step

AWARD = Lifecycle(
    register="commendation.award",
    states={
        "submitted": ("đã trình", "submitted"),
        "commended": ("được khen thưởng", "commended"),
        "declined": ("không xét", "not considered"),
        UNDONE: ("đã hoàn tác", "undone"),
    },
    steps=(
        Step("propose", (), "submitted", "commendation.write", "commendation.propose", "Đề nghị", "Propose"),
        Step("record", (), "commended", "commendation.write", "commendation.decide", "Ghi quyết định",
             "Record decision",
             quiet=True),
        Step("decide", ("submitted",), "commended", "commendation.write", "commendation.decide", "Quyết định",
             "Decide"),
        Step("decline", ("submitted",), "declined", "commendation.write", "commendation.decline", "Không xét",
             "Not considered", reason=True),
        Step("correct", ("submitted", "commended", "declined"), None, "commendation.write", "record.correct",
             "Đính chính", "Correct", reason=True, quiet=True),
        Step("import", (), "commended", "commendation.import", "record.import", "Nhập từ tệp", "Import", quiet=True),
        Step("undo", ("commended", "submitted"), UNDONE, "commendation.import", "record.undo", "Hoàn tác", "Undo",
             quiet=True),
    ),
)  # fmt: skip
