"""A report: drafted, signed, superseded by its amendment (WORDING 5.3). Drift is computed, never a state."""

from liemchinh.kernel.lifecycle import Lifecycle, Step

REVIEW = Lifecycle(
    register="reports.review",
    states={
        "draft": ("dự thảo", "draft"),
        "signed": ("đã ký", "signed"),
        "superseded": ("được thay thế", "superseded"),
    },
    steps=(
        Step("compose", (), "draft", "reports.write", "report.compose", "Lập báo cáo", "Compose", quiet=True),
        Step("amend", (), "draft", "reports.write", "report.amend", "Điều chỉnh báo cáo", "Amend", quiet=True),
        Step("write", ("draft",), None, "reports.write", "report.write", "Soạn nội dung", "Write", quiet=True),
        Step("sign", ("draft",), "signed", "reports.sign", "report.sign", "Ký báo cáo", "Sign", quiet=True),
        Step("supersede", ("signed",), "superseded", "reports.sign", "report.supersede", "Thay bằng báo cáo điều chỉnh",
             "Supersede", quiet=True),
    ),
)  # fmt: skip
