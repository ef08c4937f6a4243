"""The register of directive documents (Sổ văn bản chỉ đạo)."""

from functools import partial

from liemchinh.apps.directives import actions, queries
from liemchinh.apps.directives.models import Document
from liemchinh.spine.access import units_with
from liemchinh.spine.registers import Column, Register, register
from liemchinh.spine.web import acts

DOCUMENT = register(
    Register(
        name="directives.document",
        model=Document,
        title="Văn bản chỉ đạo",
        title_en="Directive documents",
        noun="văn bản",
        noun_en="document",
        columns=(
            Column("number", "Số, ký hiệu", "Number", required=True, synonyms=("số văn bản", "số ký hiệu", "số hiệu")),
            Column("issued_on", "Ngày ban hành", "Issued on", "date", required=True, synonyms=("ngày", "ngày văn bản")),
            Column("kind", "Loại văn bản", "Kind", "choice", synonyms=("loại", "hình thức"), choices={
                "resolution": ("nghị quyết", "nq"), "directive": ("chỉ thị", "ct"), "decision": ("quyết định", "qđ"),
                "regulation": ("quy định", "quy chế"), "plan": ("kế hoạch", "kh"), "programme": ("chương trình", "ctr"),
                "conclusion": ("kết luận", "kl"), "notice": ("thông báo", "tb"), "guidance": ("hướng dẫn", "hd"),
                "letter": ("công văn", "cv"),
            }),
            Column("issuer", "Cơ quan ban hành", "Issuer", required=True, synonyms=("nơi ban hành", "cơ quan")),
            Column("abstract", "Trích yếu", "Abstract", required=True, synonyms=("nội dung", "trích yếu nội dung", "về việc")),
            Column("effective_from", "Hiệu lực từ", "In force from", "date", wide=True),
            Column("effective_to", "Hiệu lực đến", "In force to", "date", wide=True),
            Column("note", "Ghi chú", "Note", wide=True),
        ),
        counted=queries.counted,
        visible_to=queries.visible_to,
        reach=partial(units_with, ability="directives.read"),
        date="issued_on",
        key=("number", "issued_on", "issuer"),
        count="directive_documents_issued",
        nouns=("văn bản",),
        hints=("văn bản", "chỉ đạo"),
    )
)  # fmt: skip

acts.announce("directives.document", record=actions.record)
