"""Citizen reception: who came, who was turned away and why, on which days heads receive (Luật Tiếp công dân 2013)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from liemchinh.apps.petitions import codes
from liemchinh.apps.petitions.models import Petition, Sitting, Visit
from liemchinh.kernel.errors import Refusal
from liemchinh.spine.deadlines.current import law
from liemchinh.spine.moves import correct, move

#: The grounds on which somebody may be turned away (LTCD 9; TCD-16), in the words of the law.
GROUNDS: dict[str, str] = {
    "unfit": "Người trong tình trạng say do dùng chất kích thích, người mất khả năng nhận thức hoặc khả năng điều "
    "khiển hành vi của mình (khoản 1 Điều 9 Luật Tiếp công dân).",
    "threat": "Người có hành vi đe dọa, xúc phạm cơ quan, người tiếp công dân, người thi hành công vụ hoặc vi phạm nội "
    "quy nơi tiếp công dân (khoản 2 Điều 9 Luật Tiếp công dân).",
    "settled": "Vụ việc đã giải quyết đúng chính sách, pháp luật, đã được kiểm tra, rà soát, thông báo bằng văn bản và "
    "đã được tiếp, giải thích, hướng dẫn mà vẫn cố tình khiếu nại, tố cáo kéo dài (khoản 3 Điều 9 Luật Tiếp công dân).",
    "other": "Trường hợp khác theo quy định của pháp luật (khoản 4 Điều 9 Luật Tiếp công dân).",
}
#: The head in person or somebody delegated: such a visit counts under the head (01/TCD).
BY_HEAD = frozenset({codes.VisitKind.SCHEDULED, codes.VisitKind.UNSCHEDULED, codes.VisitKind.DELEGATED})
#: A visit to the desk so long before that to the head may be the same visit.
SAME_VISIT = timedelta(days=30)
#: Which duty to receive a head has, by the kind of the unit; other bodies have TCD-13.
_DUTIES = {"city": "TCD-10", "province": "TCD-10", "district": "TCD-11", "ward": "TCD-12", "commune": "TCD-12"}
_NAMES = re.compile(r"[;\n]|,(?!\s*\d)|\s+và\s+")


def representatives(written: str) -> list[str]:
    """The names in the field, apart by comma, semicolon, line or «và»."""
    return [name.strip() for name in _NAMES.split(written) if name.strip()]


def group_barred(people: int, named: str, on: date) -> str:
    """What a group still lacks: from five people on 1–2 representatives, above ten at most five (LTCD 29)."""
    facts = law().term("TCD-15").value_on(on).facts
    least, small = int(str(facts["group_from"])), int(str(facts["small_group_to"]))
    if people < least:
        return ""
    most = int(str(facts["small_group_representatives" if people <= small else "representatives_at_most"]))
    found = len(representatives(named))
    if 1 <= found <= most:
        return ""
    said = _("Đoàn %(people)d người cử từ 1 đến %(most)d người đại diện (Điều 29 Luật Tiếp công dân); đang ghi %(n)d.")
    return said % {"people": people, "most": most, "n": found}


def record(visit: Visit, *, by: Any, on: date, booked: bool = False) -> Visit:
    """Enter a visit in the log, or an appointment. Refusal: a day to come, a group without representatives."""
    if not booked and visit.received_on > on:
        raise Refusal(_("Ngày tiếp %(day)s chưa tới. Nếu là lịch hẹn, chọn «Đặt lịch».") % {
            "day": f"{visit.received_on:%d/%m/%Y}"})  # fmt: skip
    if not booked and (sentence := group_barred(visit.people, visit.representatives, visit.received_on)):
        raise Refusal(sentence)
    with move(visit, "book" if booked else "record", by=by, on=on):
        pass
    return visit


def received_before(visit: Visit) -> Visit | None:
    """The desk's line of what may be the same visit: it then counts once, under the head (01/TCD)."""
    if visit.kind not in BY_HEAD:
        return None
    return (
        Visit.objects.filter(
            unit_id=visit.unit_id, state="received", kind=codes.VisitKind.REGULAR, visitor__iexact=visit.visitor,
            received_on__range=(visit.received_on - SAME_VISIT, visit.received_on),
        ).order_by("-received_on").first()
    )  # fmt: skip


def refuse(visit: Visit, ground: str, *, by: Any, on: date, more: str = "", seen: int | None = None) -> Visit:
    """Turn somebody away, on one of the grounds of the law."""
    if ground not in GROUNDS:
        raise Refusal(_("Chọn một căn cứ từ chối tiếp của Điều 9 Luật Tiếp công dân."))
    if ground == "other" and not more.strip():
        raise Refusal(_("Ghi rõ trường hợp và quy định được áp dụng."))
    reason = " ".join(filter(None, (GROUNDS[ground], more.strip())))
    with move(visit, "refuse", by=by, on=on, reason=reason, seen_version=seen):
        pass
    return visit


def join_petition(visit: Visit, petition: Petition, *, by: Any, on: date) -> None:
    """Say which petition the visitor left; the log then leads to it."""
    if visit.petition_id is not None:
        raise Refusal(_("Lượt tiếp này đã có đơn số %(number)s.") % {"number": str(visit.petition)})
    reason = _("công dân để lại đơn số %(number)s") % {"number": petition.number}
    correct(visit, {"petition_id": petition.pk}, by=by, on=on, reason=reason)


# --- the calendar of heads -------------------------------------------------------------------------------------------
def nobody_came(sitting: Sitting, *, on: date, nobody: bool = True) -> Sitting:
    """«Nobody came» on a day of reception. Refusal: before that day, or where the log has somebody."""
    if sitting.on > on:
        raise Refusal(_("Buổi tiếp này chưa tới."))
    if nobody and visits_of(sitting):
        raise Refusal(_("Sổ tiếp công dân có lượt tiếp trong buổi này."))
    sitting.nobody_came = nobody
    sitting.save(update_fields=["nobody_came"])
    return sitting


def visits_of(sitting: Sitting) -> int:
    """Lines of the log that belong to the sitting: those that name it, and those of a head on that day."""
    rows = Visit.objects.filter(state="received", unit_id=sitting.unit_id)
    return rows.filter(sitting=sitting).count() or rows.filter(received_on=sitting.on, kind=sitting.kind).count()


def short_of_duty(unit: Any, sittings: list[Sitting], month: date) -> str:
    """Where a month has fewer days of the head in person than the law asks: a sentence with the article; "" else."""
    term = law().term(_DUTIES.get(unit.kind, "TCD-13"))
    value = term.value_on(month)
    least, per = int(str(value.facts["at_least"])), str(value.facts["per"])
    wanted = least if per == "month" else least * 4
    own = len({s.on for s in sittings if s.unit_id == unit.pk and s.kind == codes.VisitKind.SCHEDULED})
    if own >= wanted:
        return ""
    words = {"month": _("mỗi tháng"), "week": _("mỗi tuần")}
    return _("%(unit)s: có %(own)d ngày người đứng đầu tiếp; ít nhất %(least)d ngày %(per)s (%(cite)s).") % {
        "unit": str(unit), "own": own, "least": least, "per": words.get(per, per), "cite": value.cite,
    }  # fmt: skip
