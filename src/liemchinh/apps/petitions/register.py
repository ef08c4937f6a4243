"""The registers of petitions (Sổ tiếp nhận, xử lý đơn) and of reception (Sổ tiếp công dân)."""

from __future__ import annotations

from liemchinh.apps.petitions import conflicts, queries
from liemchinh.apps.petitions.models import Petition, Visit
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

moves.announce_bars("petitions.petition", conflicts.bars)
