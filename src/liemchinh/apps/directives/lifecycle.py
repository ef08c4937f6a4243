"""Directive documents: from their issue to the end of their validity (WORDING 5.3)."""

from liemchinh.kernel.lifecycle import UNDONE, Lifecycle, Step

DOCUMENT = Lifecycle(
    register="directives.document",
    states={
        "issued": ("đã ban hành", "issued"),
        "amended": ("được sửa đổi", "amended"),
        "replaced": ("được thay thế", "replaced"),
        "expired": ("hết hiệu lực", "expired"),
        "repealed": ("bãi bỏ", "repealed"),
        UNDONE: ("đã hoàn tác", "undone"),
    },
    steps=(
        Step("record", (), "issued", "directives.write", "document.issue", "Ghi văn bản", "Record"),
        Step("amend", ("issued", "amended"), "amended", "directives.write", "document.amend", "Ghi sửa đổi, bổ sung",
             "Record amendment", reason=True),
        Step("replace", ("issued", "amended"), "replaced", "directives.write", "document.replace", "Ghi thay thế",
             "Record replacement", reason=True),
        Step("expire", ("issued", "amended"), "expired", "directives.write", "document.expire", "Ghi hết hiệu lực",
             "Record expiry", reason=True),
        Step("repeal", ("issued", "amended"), "repealed", "directives.write", "document.repeal", "Ghi bãi bỏ",
             "Record repeal", reason=True),
        Step("correct", ("issued", "amended", "replaced", "expired", "repealed"), None, "directives.write",
             "record.correct", "Đính chính", "Correct", reason=True, quiet=True),
        Step("import", (), "issued", "directives.import", "record.import", "Nhập từ tệp", "Import", quiet=True),
        Step("undo", ("issued", "amended"), UNDONE, "directives.import", "record.undo", "Hoàn tác", "Undo", quiet=True),
    ),
)  # fmt: skip
