"""Settling: assignment, verification, dialogue, extending and pausing, draft, conclusion, answer, publication."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liemchinh.apps.organisation import queries as organisation
from liemchinh.apps.petitions import codes, conflicts, grounds
from liemchinh.apps.petitions.actions.deciding import check_handler
from liemchinh.apps.petitions.actions.taking import take
from liemchinh.apps.petitions.drafting import sealing
from liemchinh.apps.petitions.models import Petition
from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.lifecycle import ClockFacts
from liemchinh.spine import deadlines
from liemchinh.spine.deadlines.current import law

#: What of a writer was found in a text.
SAID = {
    "name": gettext_lazy("họ tên"),
    "address": gettext_lazy("địa chỉ"),
    "phone": gettext_lazy("điện thoại"),
    "email": gettext_lazy("thư điện tử"),
    "id_paper": gettext_lazy("giấy tờ"),
}


def assign(
    petition: Petition, handler: Any, *, by: Any, on: date, unit: Any = None, helpers: str = "", seen: int | None = None
) -> Petition:
    """Give the matter to somebody, of the desk's unit or of one below; their conflicts are looked at first."""
    away = organisation.stand_in_of(handler.pk, on)
    if away is not None:
        raise Refusal(
            _("%(person)s vắng đến ngày %(day)s; người làm thay: %(stand_in)s.")
            % {"person": handler, "day": f"{away.until:%d/%m/%Y}", "stand_in": away.stand_in}
        )
    check_handler(petition, handler, by, on)
    changes: dict[str, Any] = {"handler": handler, "helpers": helpers or petition.helpers}
    if unit is not None:
        changes["desk"] = unit
    return take(petition, "assign", by=by, on=on, seen=seen, facts={"handler": f"account:{handler.pk}"}, **changes)


def assign_many(petitions: Sequence[Petition], handler: Any, *, by: Any, on: date) -> dict[int, str]:
    """Assign each that may be; answers the sentence that stood against the others, by petition id."""
    refused: dict[int, str] = {}
    for petition in petitions:
        try:
            assign(petition, handler, by=by, on=on)
        except Refusal as refusal:
            refused[petition.pk] = str(refusal)
    return refused


def escalate(petition: Petition, *, reason: str, by: Any, on: date, seen: int | None = None) -> Petition:
    """Send the matter to the unit above, because nobody here may or can settle it."""
    above = (petition.desk or petition.unit).parent
    if above is None:
        raise Refusal(_("Đơn vị này không có cấp trên trong hệ thống: chuyển bằng văn bản."))
    facts = {"superior": f"organisation.unit:{above.pk}"}
    return take(petition, "escalate", by=by, on=on, seen=seen, reason=reason, facts=facts, desk=above, handler=None)


def verify(petition: Petition, *, by: Any, on: date, seen: int | None = None, **papers: Any) -> Petition:
    """Order verification (giao xác minh); `papers` name the team for the decision."""
    return take(petition, "verify", by=by, on=on, seen=seen, papers=papers)


def ask(
    petition: Petition, items: str, until: date, *, by: Any, on: date, whom: str = "", seen: int | None = None
) -> Petition:
    """Ask somebody for information by a day; the clock goes on."""
    if until <= on:
        raise Refusal(_("Hạn trả lời phải sau ngày gửi văn bản."))
    papers = {"items": items, "reply_by": until, "recipient": whom}
    return take(petition, "ask", by=by, on=on, seen=seen, facts={"date": until}, papers=papers)


def invite(petition: Petition, *, by: Any, on: date, seen: int | None = None, **papers: Any) -> Petition:
    """Invite somebody to a working session: time, place, whom, which papers."""
    return take(petition, "invite", by=by, on=on, seen=seen, papers=papers)


def invite_to_dialogue(petition: Petition, *, by: Any, on: date, seen: int | None = None, **papers: Any) -> Petition:
    """Invite both sides of a complaint to the dialogue (LKN 30, 39)."""
    return take(petition, "invite_dialogue", by=by, on=on, seen=seen, papers=papers)


def hold_dialogue(
    petition: Petition, held_on: date, *, by: Any, on: date, seen: int | None = None, **papers: Any
) -> Petition:
    """Record that the dialogue was held; its minutes are compulsory."""
    if held_on > on:
        raise Refusal(_("Ngày đối thoại chưa tới; gửi giấy mời trước."))
    if petition.accepted_on and held_on < petition.accepted_on:
        raise Refusal(_("Ngày đối thoại trước ngày thụ lý."))
    papers = {"held_on": held_on, **papers}
    return take(petition, "dialogue", by=by, on=on, seen=seen, dialogue_on=held_on, papers=papers)


def extend(
    petition: Petition, criteria: Sequence[str], decision_no: str, *, by: Any, on: date, days: int | None = None,
    ground: str = "", seen: int | None = None,
) -> Petition:  # fmt: skip
    """Lengthen the time of settlement of a complex matter.

    A denunciation on the decree's criteria: one once, two or more twice (NĐ 31/2019 art. 3). A complaint within the
    longer limit, on a `ground` in words (LKN 28, 37 list none).
    """
    if petition.kind == codes.Kind.COMPLAINT:
        if not ground.strip():
            raise Refusal(_("Ghi vì sao vụ việc phức tạp (Điều 28, Điều 37 Luật Khiếu nại)."))
        words = f"vụ việc phức tạp: {ground.strip()}"
    else:
        words = grounds.extension_words(list(criteria))
    clock = ClockFacts(days=days, decision_no=decision_no, ground=",".join(criteria) or ground)
    times = petition.extensions + 1
    return take(
        petition, "extend", by=by, on=on, seen=seen, clock=clock, facts={"i": times, "no": decision_no},
        papers={"criteria": words, "days": days}, extensions=times,
    )  # fmt: skip


def pause(
    petition: Petition, ground: str, decision_no: str, *, by: Any, on: date, reason: str = "", seen: int | None = None
) -> Petition:
    """Stop the clock of settlement (tạm đình chỉ), on a ground of the law, by a decision."""
    words = grounds.text("pause", ground)
    if petition.kind == codes.Kind.COMPLAINT:
        rule = law().term("KN-12").value_on(on)
        if not rule.facts.get("suspends"):
            raise Refusal(f"{rule.facts['text']} ({rule.cite})")
    clock = ClockFacts(decision_no=decision_no, ground=ground)
    return take(petition, "pause", by=by, on=on, seen=seen, reason=reason or words, clock=clock, ground=words)


def resume(petition: Petition, *, by: Any, on: date, decision_no: str = "", seen: int | None = None) -> Petition:
    """Go on: the time that was left runs again."""
    return take(petition, "resume", by=by, on=on, seen=seen, clock=ClockFacts(decision_no=decision_no))


def discontinue(
    petition: Petition, ground: str, *, by: Any, on: date, reason: str = "", seen: int | None = None
) -> Petition:
    """End without a finding (đình chỉ), on a ground of the law."""
    words = grounds.text("end", ground)
    return take(petition, "discontinue", by=by, on=on, seen=seen, reason=reason or words, facts={"ground": words},
                ground=words)  # fmt: skip


def notify(petition: Petition, *, by: Any, on: date, seen: int | None = None) -> Petition:
    """Record that the notices of acceptance, refusal or discontinuance went out."""
    return take(petition, "notify", by=by, on=on, seen=seen)


def submit_draft(petition: Petition, text: str, *, by: Any, on: date, seen: int | None = None) -> Petition:
    """Lay the draft of the outcome before the head."""
    if not text.strip():
        raise Refusal(_("Dự thảo chưa có nội dung."))
    return take(petition, "submit_draft", by=by, on=on, seen=seen, draft=text, draft_state="submitted")


def return_draft(petition: Petition, *, reason: str, by: Any, on: date, seen: int | None = None) -> Petition:
    """Send the draft back; the reason stays visible."""
    return take(petition, "return_draft", by=by, on=on, seen=seen, reason=reason, draft_state="returned")


def conclude(
    petition: Petition, finding: str, decision_no: str, result: str, *, by: Any, on: date,
    concluded_on: date | None = None,
    seen: int | None = None,
) -> Petition:  # fmt: skip
    """Sign the conclusion or decision: finding, number, what was found. Signed, it stays."""
    day = concluded_on or on
    if day > on or day < petition.received_on:
        raise Refusal(_("Ngày kết luận phải từ ngày nhận đơn đến hôm nay."))
    check_finding(petition, finding)
    if not decision_no.strip():
        raise Refusal(_("Ghi số, ký hiệu của kết luận, quyết định."))
    if conflict := conflicts.of(petition, by, on):
        raise Refusal(conflict.sentence())
    return take(
        petition, "conclude", by=by, on=on, seen=seen, facts={"no": decision_no, "finding": finding}, finding=finding,
        decision_no=decision_no.strip(), result=result, concluded_on=day,
    )  # fmt: skip


def findings(petition: Petition) -> tuple[codes.Finding, ...]:
    """What a settlement of this petition may find (LAW 3.5)."""
    if petition.kind == codes.Kind.COMPLAINT and petition.stage == codes.Stage.SECOND:
        return (codes.Finding.CONFIRMED, codes.Finding.ANNULLED)
    return (codes.Finding.UPHELD, codes.Finding.PARTLY, codes.Finding.UNFOUNDED)


def check_finding(petition: Petition, finding: str) -> None:
    """A first complaint and a denunciation are right, partly right or wrong; a second upholds or changes the first.

    Where a first complaint's demand and the findings still differ, a dialogue is compulsory (LKN 30).
    """
    known = findings(petition)
    if finding not in known:
        raise Refusal(_("Chọn kết quả: %(known)s.") % {"known": ", ".join(str(f.label) for f in known)})
    first = petition.kind == codes.Kind.COMPLAINT and petition.stage != codes.Stage.SECOND
    if first and finding != codes.Finding.UPHELD and petition.dialogue_on is None:
        raise Refusal(
            _("Yêu cầu của người khiếu nại và kết quả xác minh còn khác nhau: phải đối thoại trước khi ra quyết định "
              "(Điều 30 Luật Khiếu nại).")
        )  # fmt: skip


def answer(
    petition: Petition, *, by: Any, on: date, result: str = "", answered_on: date | None = None, decision_no: str = "",
    seen: int | None = None,
) -> Petition:  # fmt: skip
    """Send the outcome to the sender; a recommendation or reflection is settled by this alone."""
    day = answered_on or on
    if day > on or day < petition.received_on:
        raise Refusal(_("Ngày trả lời phải từ ngày nhận đơn đến hôm nay."))
    text = result or petition.result
    if not text.strip():
        raise Refusal(_("Ghi nội dung trả lời người gửi."))
    number = decision_no or petition.decision_no
    return take(
        petition, "answer", by=by, on=on, seen=seen, result=text, answered_on=day, ended_on=day, decision_no=number
    )


def check_public(petition: Petition, text: str, *, checked_by: Any, by: Any) -> None:
    """The copy for the public is checked by a second person, and says nothing of who wrote (LTC 40.1)."""
    if found := sealing.leaks(text, sealing.writers(petition)):
        raise Refusal(
            _("Bản công khai còn thông tin người gửi đơn (%(what)s). Lược bỏ rồi công khai.")
            % {"what": ", ".join(str(SAID[what]) for what in dict.fromkeys(found))}
        )
    if checked_by is not None and checked_by.pk == getattr(by, "pk", None):
        raise Refusal(_("Bản công khai phải do người thứ hai soát lại."))
    if not text.strip():
        raise Refusal(_("Chưa có bản công khai đã lược bỏ thông tin."))


def publish(
    petition: Petition, text: str, where: str, *, by: Any, on: date, checked_by: Any = None, seen: int | None = None
) -> Petition:
    """Publish the redacted copy for the days that the law sets."""
    check_public(petition, text, checked_by=checked_by, by=by)
    if not where.strip():
        raise Refusal(_("Ghi nơi công khai: trụ sở, cổng thông tin, cuộc họp."))
    return take(
        petition, "publish", by=by, on=on, seen=seen, public_text=text, published_at=where, published_on=on,
        public_checked_by=checked_by,
    )  # fmt: skip


def act_on(petition: Petition, *, by: Any, on: date, seen: int | None = None) -> Petition:
    """Record that what the conclusion asks of this body was done or ordered (LTC 36)."""
    return take(petition, "act", by=by, on=on, seen=seen)


def take_effect(petition: Petition, *, by: Any, on: date, seen: int | None = None) -> Petition:
    """Record that the decision on a complaint is in force: enforcement is to be organised (NĐ 124/2020 art. 31).

    Refusal before its day (LKN 44), and a second time.
    """
    waiting = [d for d in deadlines.of(petition.ref) if d.open and d.term in ("KN-09", "KN-10")]
    if not waiting:
        raise Refusal(_("Hiệu lực của quyết định đã được ghi."))
    if (due := waiting[0].due) is not None and on < due:
        raise Refusal(_("Quyết định có hiệu lực từ ngày %(due)s.") % {"due": f"{due:%d/%m/%Y}"})
    return take(petition, "effective", by=by, on=on, seen=seen)


def report_result(petition: Petition, *, by: Any, on: date, seen: int | None = None) -> Petition:
    """Report to the settler what was done on the conclusion (LTC 36.3), or why a late matter is late (LTC 38.3)."""
    return take(petition, "report_result", by=by, on=on, seen=seen)


def hear_back(petition: Petition, result: str, *, by: Any, on: date, seen: int | None = None) -> Petition:
    """Write down what the competent body did with a petition that was forwarded to it."""
    if not result.strip():
        raise Refusal(_("Ghi kết quả mà nơi nhận chuyển đã báo."))
    return take(petition, "hear_back", by=by, on=on, seen=seen, result=result)


def report_back(petition: Petition, *, by: Any, on: date, seen: int | None = None) -> Petition:
    """Tell the body that sent the petition what came of it (LTCD 27.2)."""
    if not petition.sender_body:
        raise Refusal(_("Đơn này không do cơ quan nào chuyển đến."))
    return take(petition, "report_back", by=by, on=on, seen=seen, reported_back_on=on)
