"""The registers of petitions (Sổ tiếp nhận, xử lý đơn) and of reception (Sổ tiếp công dân)."""

from __future__ import annotations

from liemchinh.apps.petitions import (
    conflicts,
    drafting,
    queries,
    register_load,
    register_rows,
    register_visits,
    searching,
)
from liemchinh.apps.petitions import register_columns as columns
from liemchinh.apps.petitions.actions import receiving
from liemchinh.apps.petitions.lifecycle import IMPORTED
from liemchinh.apps.petitions.models import Petition, Remedy, Visit
from liemchinh.spine import moves
from liemchinh.spine.registers import Column, Register, register
from liemchinh.spine.web import acts

PETITION = register(
    Register(
        name="petitions.petition",
        model=Petition,
        title="Sổ tiếp nhận, xử lý đơn",
        title_en="Petition register",
        noun="đơn",
        noun_en="petition",
        columns=columns.PETITION,
        readings=columns.PETITION_READINGS,
        counted=queries.counted,
        visible_to=queries.petitions_visible_to,
        date="received_on",
        key=("received_on", "arrival_no", "subject"),
        identity="number",
        count="petitions_received",
        nouns=("đơn", "đơn thư", "lượt đơn"),
        hints=("đơn thư", "xử lý đơn", "đơn khiếu nại", "khiếu nại, tố cáo"),
        tallies=columns.TALLIES,
        complete=register_rows.complete,
        load=register_load.load,
        states=IMPORTED,
        leaves_out=frozenset({"excluded"}),
        mends=True,
        numbered=True,
        entry="petitions:new",
        related=("parties", "duplicate_of"),
        words=searching.words,
        guard=searching.GUARD,
    )
)

VISIT = register(
    Register(
        name="petitions.visit",
        model=Visit,
        title="Sổ tiếp công dân",
        title_en="Reception log",
        noun="lượt tiếp",
        noun_en="visit",
        columns=columns.VISIT,
        readings=columns.VISIT_READINGS,
        counted=queries.counted_visits,
        visible_to=queries.visits_visible_to,
        date="received_on",
        key=("received_on", "visitor", "subject", "people"),
        count="citizen_reception_visits",
        nouns=("lượt", "lượt tiếp"),
        hints=("tiếp công dân", "tiếp dân"),
        complete=register_visits.complete,
        leaves_out=frozenset({"excluded"}),
        entry="petitions:visit_new",
        words=register_visits.words,
        guard="petitions.identity",
    )
)

REMEDY = register(
    Register(
        name="petitions.remedy",
        model=Remedy,
        title="Thi hành kết luận, quyết định",
        title_en="Remedies to carry out",
        noun="việc phải thực hiện",
        noun_en="remedy",
        columns=(
            Column("asked_on", "Ngày kết luận", "Asked on", "date", required=True, importable=False),
            Column("kind", "Loại", "Kind", "choice"),
            Column("text", "Nội dung", "What", required=True),
            Column("owner", "Người, đơn vị thực hiện", "Owner"),
            Column("due_on", "Hạn", "Due", "date"),
            Column("amount", "Số phải thực hiện", "Amount asked"),
            Column("amount_done", "Số đã thực hiện", "Amount done"),
            Column("proof", "Chứng từ", "Proof", wide=True),
        ),
        counted=queries.counted_remedies,
        visible_to=queries.remedies_visible_to,
        date="asked_on",
    )
)

moves.announce_bars("petitions.petition", conflicts.bars)
acts.announce("petitions.petition", correct=receiving.correct)
moves.announce_bars("petitions.letter", drafting.bars)
