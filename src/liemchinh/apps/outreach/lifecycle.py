"""Outreach sessions and contests: planned, held, cancelled (WORDING 5.3). What is cancelled counts nowhere."""

from liemchinh.kernel.lifecycle import UNDONE, Lifecycle, Step

_STATES = {
    "planned": ("kế hoạch", "planned"),
    "held": ("đã tổ chức", "held"),
    "cancelled": ("đã hủy", "cancelled"),
    UNDONE: ("đã hoàn tác", "undone"),
}
_STEPS = (
    Step("plan", (), "planned", "outreach.write", "session.plan", "Lập kế hoạch", "Plan", quiet=True),
    Step("record", (), "held", "outreach.write", "session.record", "Ghi vào sổ", "Record", quiet=True),
    Step("hold", ("planned",), "held", "outreach.write", "session.hold", "Ghi đã tổ chức", "Mark as held"),
    Step("cancel", ("planned", "held"), "cancelled", "outreach.write", "session.cancel", "Hủy", "Cancel", reason=True),
    Step("correct", ("planned", "held", "cancelled"), None, "outreach.write", "record.correct", "Đính chính", "Correct",
         reason=True, quiet=True),
    Step("import", (), "held", "outreach.import", "record.import", "Nhập từ tệp", "Import", quiet=True),
    Step("undo", ("planned", "held", "cancelled"), UNDONE, "outreach.import", "record.undo", "Hoàn tác", "Undo",
         quiet=True),
)  # fmt: skip

SESSION = Lifecycle(register="outreach.session", states=_STATES, steps=_STEPS)
CONTEST = Lifecycle(register="outreach.contest", states=_STATES, steps=_STEPS)
