"""A look at who wrote: shown once, to those who must know, and written to the ledger first (LTC 8, 56)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liemchinh.apps.petitions import codes, queries
from liemchinh.apps.petitions.models import Party, Petition
from liemchinh.kernel.errors import Refusal
from liemchinh.spine import ledger
from liemchinh.spine.access import actor_ref

#: Why somebody may look; the ledger's line says which.
PURPOSES = {
    "settle": gettext_lazy("giải quyết hồ sơ"),
    "contact": gettext_lazy("liên hệ người gửi đơn"),
    "paper": gettext_lazy("soạn văn bản gửi người gửi đơn"),
    "check": gettext_lazy("kiểm tra điều kiện, đơn trùng"),
}


def senders(petition: Petition, purpose: str, *, by: Any) -> list[Party]:
    """Those who wrote the petition, with address and papers. The line is in the ledger before the names are read.

    PermissionDenied: not handed to this person. Refusal: no purpose.
    """
    if not queries.may_see_senders(by, petition):
        raise PermissionDenied("petitions.identity")
    if purpose not in PURPOSES:
        raise Refusal(_("Chọn mục đích xem."))
    with transaction.atomic():
        ledger.append(
            verb="matter.read", subject=petition.ref, actor=actor_ref(by), payload={"purpose": str(PURPOSES[purpose])}
        )
    return list(petition.parties.filter(role__in=codes.SENDERS))
