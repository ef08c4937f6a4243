"""What each role may do. Abilities, never roles, are asked for by pages and steps; anything not listed is refused."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

#: Anybody, signed in or not.
PUBLIC = "public"
#: Anybody who has signed in.
SIGNED_IN = "signed-in"

_READ = frozenset(
    {
        "organisation.read",
        "organisation.declare",
        "directives.read",
        "outreach.read",
        "commendation.read",
        "figures.read",
        "reports.read",
    }
)
_ENTER = frozenset({"outreach.write", "outreach.import", "outreach.export", "figures.write"})
_OFFICE = frozenset(
    {
        "organisation.write", "directives.write", "directives.import", "directives.export", "commendation.write",
        "commendation.import", "commendation.export", "organisation.export", "figures.confirm", "figures.return",
        "reports.write", "reports.export", "ledger.read",
    }
)  # fmt: skip

#: Petitions: everybody who works on them; who receives; who settles; who decides.
_DESK = frozenset({"petitions.read", "petitions.see", "petitions.export"})
_INTAKE = _DESK | {
    "petitions.receive", "petitions.write", "petitions.classify", "petitions.import", "petitions.identity",
    "petitions.urge",
}  # fmt: skip
_HANDLE = frozenset({"petitions.read", "petitions.handle", "petitions.identity"})
_DECIDE = _INTAKE | _HANDLE | {"petitions.decide", "petitions.assign", "petitions.share", "organisation.relations"}

#: Role (DOMAIN «Who uses it») -> title (vi, en).
ROLES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "clerk": ("Cán bộ nhập liệu", "Clerk"),
        "intake_officer": ("Cán bộ tiếp nhận", "Intake officer"),
        "handler": ("Người giải quyết", "Handler"),
        "unit_head": ("Thủ trưởng đơn vị", "Unit head"),
        "inspector": ("Cán bộ thanh tra, kiểm tra", "Inspector"),
        "committee_office": ("Thường trực Ban Chỉ đạo", "Committee office"),
        "signatory": ("Người ký báo cáo", "Signatory"),
        "custodian": ("Người giữ khóa danh tính", "Identity custodian"),
        "auditor": ("Kiểm soát", "Auditor"),
        "administrator": ("Quản trị", "Administrator"),
    }
)

#: Role -> abilities, over the unit of the post and all below it.
ABILITIES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "clerk": _READ | _ENTER,
        "intake_officer": _READ | _INTAKE,
        "handler": _READ | _HANDLE,
        "unit_head": _READ | _ENTER | _DECIDE | {"figures.confirm"},
        "inspector": _READ,
        "committee_office": _READ | _ENTER | _OFFICE | _DESK | {"petitions.urge"},
        "signatory": _READ | {"reports.write", "reports.sign", "reports.export", "ledger.read", "figures.confirm"},
        "custodian": frozenset(),
        "auditor": _READ | _DESK | {"ledger.read", "outreach.export", "reports.export"},
        "administrator": frozenset({"organisation.read", "organisation.write", "admin.accounts", "desk.look"}),
    }
)


def abilities_of(role: str) -> frozenset[str]:
    """The abilities of a role; none for a role that is not in the table."""
    return ABILITIES.get(role, frozenset())
