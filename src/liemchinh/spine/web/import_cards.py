"""«Việc của tôi»: files that were handed in and read, and wait for somebody to write them into the register."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.spine import registers
from liemchinh.spine.access import units_with
from liemchinh.spine.import_models import ImportBatch
from liemchinh.spine.web.formats import moment
from liemchinh.spine.web.home import Card, Line, card

SHOWN = 5


@card("", order=12)
def imports_to_confirm(account: Any, on: date) -> Card | None:  # noqa: ARG001
    """Staged imports of the units for which this person may import."""
    found: list[ImportBatch] = []
    for register in registers.all():
        units = units_with(account, register.ability("import"))
        if units:
            staged = ImportBatch.objects.filter(register=register.name, unit_id__in=units, status="staged")
            found += staged.select_related("file")[: SHOWN + 1]
    lines = [
        Line(batch.file.name, reverse("import-preview", args=[batch.register, batch.pk]),
             f"{registers.get(batch.register).label} · {moment(batch.created_at)}", "soon", _("chưa ghi"))
        for batch in sorted(found, key=lambda b: -b.pk)[:SHOWN]
    ]  # fmt: skip
    return Card(_("Bản nhập chờ xác nhận"), lines, len(found)) if lines else None
