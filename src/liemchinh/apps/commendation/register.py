"""The register of commendations (Sổ khen thưởng)."""

from functools import partial

from liemchinh.apps.commendation import actions, queries
from liemchinh.apps.commendation.models import Award
from liemchinh.spine.access import units_with
from liemchinh.spine.registers import Column, Register, register
from liemchinh.spine.web import acts

AWARD = register(
    Register(
        name="commendation.award",
        model=Award,
        title="Khen thưởng",
        title_en="Commendations",
        noun="lượt khen thưởng",
        noun_en="commendation",
        columns=(
            Column("decided_on", "Ngày quyết định", "Decided on", "date", required=True, synonyms=("ngày", "ngày khen thưởng")),
            Column("recipient", "Được khen thưởng", "Recipient", required=True,
                   synonyms=("tập thể, cá nhân", "tên đơn vị", "đơn vị", "họ và tên", "đơn vị được khen thưởng")),
            Column("recipient_kind", "Đối tượng", "Recipient kind", "choice",
                   choices={"unit": ("tập thể", "đơn vị"), "person": ("cá nhân",)}),
            Column("form", "Hình thức", "Form", synonyms=("hình thức khen thưởng",)),
            Column("decision", "Số quyết định", "Decision", synonyms=("quyết định", "số qđ")),
            Column("achievement", "Thành tích", "Achievement", wide=True, synonyms=("nội dung",)),
        ),
        counted=queries.counted,
        visible_to=queries.visible_to,
        reach=partial(units_with, ability="commendation.read"),
        date="decided_on",
        key=("decided_on", "recipient", "decision"),
        hints=("khen thưởng", "thi đua"),
    )
)  # fmt: skip

acts.announce("commendation.award", record=actions.record, propose=actions.propose)
