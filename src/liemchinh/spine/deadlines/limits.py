"""Setting a unit's own limits."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from liemchinh.kernel.errors import Refusal
from liemchinh.spine import ledger
from liemchinh.spine.access import actor_ref
from liemchinh.spine.deadlines.current import law
from liemchinh.spine.deadlines.models import InternalLimit

#: How the ledger names the unit to which a limit belongs.
SUBJECT = "organisation.unit:{}"


def set_limit(limit: InternalLimit, *, by: Any) -> InternalLimit:
    """From `limit.valid_from` this limit holds for its unit, register and term, in place of the one before.

    Clocks that run keep the limit under which they started. Raises Refusal for a term that does not exist, for no days
    and for a day on which another limit already begins.
    """
    limit.term = law().term(limit.term).id
    if not limit.days or not limit.document.strip():
        raise Refusal(_("Hạn nội bộ cần số ngày từ 1 trở lên và văn bản quy định."))
    try:
        with transaction.atomic():
            _end_earlier(limit)
            limit.save(force_insert=True)
            ledger.append(
                verb="deadline.limit", subject=SUBJECT.format(limit.unit_id), actor=actor_ref(by), payload=_said(limit)
            )
    except IntegrityError as twice:
        raise Refusal(_("Đơn vị đã có hạn nội bộ khác bắt đầu từ ngày này.")) from twice
    return limit


def _end_earlier(limit: InternalLimit) -> None:
    same = InternalLimit.objects.filter(unit_id=limit.unit_id, register=limit.register, term=limit.term)
    open_then = same.filter(Q(valid_to=None) | Q(valid_to__gte=limit.valid_from), valid_from__lt=limit.valid_from)
    open_then.update(valid_to=limit.valid_from - timedelta(days=1))


def _said(limit: InternalLimit) -> dict[str, Any]:
    return {
        "term": limit.term,
        "days": limit.days,
        "unit": limit.unit,
        "document": limit.document,
        "date": limit.valid_from.isoformat(),
    }


def limits(unit_id: int, on: date) -> list[InternalLimit]:
    """The limits of a unit that hold on a day."""
    held = InternalLimit.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), unit_id=unit_id, valid_from__lte=on)
    return list(held.order_by("register", "term"))
