"""The registers of petitions (Sổ tiếp nhận, xử lý đơn) and of reception (Sổ tiếp công dân)."""

from __future__ import annotations

from liemchinh.apps.petitions import conflicts, drafting, queries
from liemchinh.apps.petitions.models import Petition, Remedy, Visit
from liemchinh.spine import moves
from liemchinh.spine.registers import Column, Register, register

PETITION = register(
    Register(
        name="petitions.petition",
        model=Petition,
        title="Sổ tiếp nhận, xử lý đơn",
        title_en="Petition register",
        noun="đơn",
        noun_en="petition",
        columns=(
            Column("received_on", "Ngày nhận", "Received on", "date", required=True),
            Column("number", "Số hồ sơ", "File number"),
            Column("subject", "Tóm tắt nội dung", "Subject", required=True),
            Column("kind", "Loại đơn", "Kind", "choice"),
            Column("channel", "Nguồn đơn", "Channel", "choice"),
        ),
        counted=queries.counted,
        visible_to=queries.petitions_visible_to,
        date="received_on",
        count="petitions_received",
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
        columns=(
            Column("received_on", "Ngày tiếp", "Day", "date", required=True),
            Column("visitor", "Họ tên, địa chỉ", "Name, address", required=True),
            Column("subject", "Nội dung", "Content", required=True),
            Column("people", "Số người", "People", "int"),
        ),
        counted=queries.counted_visits,
        visible_to=queries.visits_visible_to,
        date="received_on",
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
            Column("asked_on", "Ngày kết luận", "Asked on", "date", required=True),
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
moves.announce_bars("petitions.letter", drafting.bars)
