"""The register of committee members (kiện toàn Ban Chỉ đạo)."""

from functools import partial

from django.db.models import QuerySet

from liemchinh.apps.organisation import queries
from liemchinh.apps.organisation.models import CommitteeMember
from liemchinh.kernel.lifecycle import UNDONE
from liemchinh.spine.access import units_with
from liemchinh.spine.registers import Column, Register, register


def seated(rows: QuerySet[CommitteeMember]) -> QuerySet[CommitteeMember]:
    return rows.exclude(state=UNDONE)


MEMBER = register(
    Register(
        name="organisation.committee_member",
        model=CommitteeMember,
        title="Thành viên Ban Chỉ đạo",
        title_en="Committee members",
        noun="thành viên",
        noun_en="member",
        columns=(
            Column("full_name", "Họ và tên", "Full name", required=True),
            Column("role", "Vai trò", "Role", "choice", importable=False),
            Column("title", "Chức vụ công tác", "Title"),
            Column("fields", "Lĩnh vực, địa bàn phụ trách", "Fields", wide=True),
            Column("since", "Từ ngày", "From", "date", required=True),
            Column("until", "Đến ngày", "Until", "date"),
            Column("decision", "Quyết định kiện toàn", "Decision", wide=True),
        ),
        counted=seated,
        visible_to=queries.members_visible_to,
        reach=partial(units_with, ability="organisation.read"),
        date="since",
        key=("full_name", "since"),
        count="committee_members",
    )
)
