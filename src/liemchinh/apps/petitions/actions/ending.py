"""The end of a petition and what may follow: withdrawal, closing, reopening, appeal, the sender's view, urging."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.apps.petitions import codes
from liemchinh.apps.petitions.actions.receiving import copy_of, receive
from liemchinh.apps.petitions.actions.taking import take
from liemchinh.apps.petitions.models import Petition, Remedy
from liemchinh.kernel.daybook import CalendarUnknown
from liemchinh.kernel.errors import Refusal
from liemchinh.spine import deadlines
from liemchinh.spine.deadlines.acts import title
from liemchinh.spine.deadlines.current import law
from liemchinh.spine.moves import move


def withdraw(petition: Petition, form: str, *, reason: str, by: Any, on: date, seen: int | None = None) -> Petition:
    """The sender takes the petition back, by letter or minutes, before the conclusion only (LTC 33)."""
    if not form.strip():
        raise Refusal(_("Ghi hình thức rút đơn: đơn rút hoặc biên bản."))
    return take(petition, "withdraw", by=by, on=on, seen=seen, reason=reason, facts={"form": form}, ground=form)


#: Duties that stay when a matter is settled; a file with one of them running is not closed.
DUTIES = frozenset({"TC-02", "TC-04", "TC-07", "TC-08", "TC-09", "TC-11", "TC-12", "KN-04", "KN-07", "KN-08", "TCD-02"})


def close(petition: Petition, *, by: Any, on: date, seen: int | None = None) -> Petition:
    """Close the file. Refusal while a duty to send, publish or report is open: it is named."""
    open_now = [d for d in deadlines.of(petition.ref) if d.open and not d.internal]
    owed = [f"{title(d.term)} ({d.term})" for d in open_now if d.term in DUTIES]
    if owed:
        raise Refusal(_("Chưa đóng được: còn thời hạn %(terms)s chưa thực hiện.") % {"terms": "; ".join(owed)})
    return take(petition, "close", by=by, on=on, seen=seen, closed_on=on)


def reopen(petition: Petition, *, reason: str, by: Any, on: date, seen: int | None = None) -> Petition:
    """Take the file up again; the reason stays."""
    return take(petition, "reopen", by=by, on=on, seen=seen, reason=reason, closed_on=None)


def transfer(petition: Petition, body: str, *, reason: str, by: Any, on: date, seen: int | None = None) -> Petition:
    """Send the file to investigators where there are signs of a crime (LTC 36.2)."""
    if not body.strip():
        raise Refusal(_("Ghi cơ quan điều tra nhận hồ sơ."))
    return take(petition, "transfer", by=by, on=on, seen=seen, reason=reason, facts={"body": body}, investigators=body,
                transferred_on=on)  # fmt: skip


def rate(
    petition: Petition, rating: int | None, *, by: Any, on: date, accepted: bool | None = None, note: str = "",
    seen: int | None = None,
) -> Petition:  # fmt: skip
    """Record whether the sender agrees with the outcome and how satisfied they are, 1 to 5."""
    if rating is not None and not 1 <= rating <= 5:
        raise Refusal(_("Mức hài lòng từ 1 đến 5."))
    return take(petition, "rate", by=by, on=on, seen=seen, facts={"rating": rating}, rating=rating,
                accepted_by_sender=accepted, rating_note=note)  # fmt: skip


def appeal(petition: Petition, appeal: Petition, *, by: Any, on: date) -> Petition:
    """Enter the second complaint or renewed denunciation that follows `petition`; its people are taken over.

    LKN 33: a second complaint goes to the level above; LTC 37: a renewed denunciation goes to the settler's superior.
    """
    if petition.kind not in (codes.Kind.COMPLAINT, codes.Kind.DENUNCIATION):
        raise Refusal(_("Chỉ khiếu nại có lần hai, chỉ tố cáo có tố cáo tiếp."))
    if petition.kind == codes.Kind.COMPLAINT and petition.stage == codes.Stage.SECOND:
        raise Refusal(_("Khiếu nại lần hai là lần cuối theo Luật Khiếu nại; người khiếu nại có quyền khởi kiện."))
    appeal.kind, appeal.follows, appeal.field = petition.kind, petition, petition.field
    appeal.stage = codes.Stage.SECOND if petition.kind == codes.Kind.COMPLAINT else codes.Stage.AGAIN
    appeal.matter = petition.matter
    appeal.subject = appeal.subject or petition.subject
    people = [copy_of(person) for person in petition.parties.all()]
    with transaction.atomic():
        return receive(appeal, people, by=by, on=on, match=False)


#: A second letter about the same matter goes out this many working days after the first, and so on.
URGE_AGAIN_AFTER = 5


def urge(petition: Petition, *, by: Any, on: date, reply_by: date | None = None, seen: int | None = None) -> Petition:
    """Draft an urging letter to the unit that holds a late matter, and count it.

    Refusal: the matter is not late, or the last letter has not yet had its days.
    """
    if petition.next_due is None or petition.next_due >= on:
        raise Refusal(_("Hồ sơ chưa quá hạn, chưa cần đôn đốc."))
    again = urge_again_on(petition)
    if again is not None and on < again:
        raise Refusal(
            _("Đã đôn đốc lần %(n)s ngày %(day)s; đôn đốc tiếp từ ngày %(again)s.")
            % {"n": petition.urged, "day": f"{petition.urged_on:%d/%m/%Y}", "again": f"{again:%d/%m/%Y}"}
        )
    times = petition.urged + 1
    facts = {"i": times, "unit": f"organisation.unit:{petition.desk_id or petition.unit_id}", "no": ""}
    return take(petition, "urge", by=by, on=on, seen=seen, facts=facts, papers={"reply_by": reply_by}, urged=times,
                urged_on=on)  # fmt: skip


def urge_again_on(petition: Petition) -> date | None:
    """From which day the next urging letter may go out; None where none has."""
    day = petition.urged_on
    if day is None:
        return None
    book = law().daybook
    try:
        for _step in range(URGE_AGAIN_AFTER):
            day = book.next_working(day + timedelta(days=1))
    except CalendarUnknown:  # of a year without a calendar: a week
        return petition.urged_on + timedelta(days=7)
    return day


#: Words that explain nothing to somebody who waits (WORDING 3.22).
EMPTY_REASONS = ("do nhiều nguyên nhân khách quan", "vì lý do khách quan", "nguyên nhân khách quan")


def apologise(petition: Petition, until: date, *, reason: str, by: Any, on: date, seen: int | None = None) -> Petition:
    """Apologise for a delay with one concrete reason and a new day."""
    if reason.strip().rstrip(".").lower() in EMPTY_REASONS:
        raise Refusal(_("Nêu lý do cụ thể: việc gì chưa xong, vì sao."))
    if until <= on:
        raise Refusal(_("Ngày hẹn mới phải sau hôm nay."))
    return take(petition, "apologise", by=by, on=on, seen=seen, reason=reason, papers={"new_date": until},
                apologies=petition.apologies + 1)  # fmt: skip


def recommend(remedy: Remedy, *, by: Any, on: date) -> Remedy:
    """Write down one thing that the decision or conclusion asks for."""
    if remedy.due_on and remedy.due_on < remedy.asked_on:
        raise Refusal(_("Hạn thực hiện trước ngày kết luận."))
    remedy.unit_id = remedy.petition.desk_id or remedy.petition.unit_id
    with move(remedy, "recommend", by=by, on=on):
        pass
    return remedy


def carry_out(remedy: Remedy, amount: Any, proof: str, *, by: Any, on: date, seen: int | None = None) -> Remedy:
    """Write down what was done of it; done in full, it ends. Refusal: more than was asked, nothing that proves it."""
    if not proof.strip():
        raise Refusal(_("Ghi chứng từ: biên lai, văn bản xác nhận đã thực hiện."))
    total = remedy.amount_done + (amount or 0)
    if remedy.amount is not None and total > remedy.amount:
        raise Refusal(_("Số đã thực hiện lớn hơn số phải thực hiện."))
    full = remedy.amount is None or total >= remedy.amount
    with move(remedy, "done" if full else "progress", by=by, on=on, seen_version=seen):
        remedy.amount_done, remedy.proof = total, proof
        remedy.done_on = on if full else None
    return remedy
