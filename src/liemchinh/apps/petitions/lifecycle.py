"""Petitions: the statute's verbs as tables. Who may take which step, which clocks it moves, which papers it drafts.

LTC = Luật Tố cáo 2018, LKN = Luật Khiếu nại 2011, LTCD = Luật Tiếp công dân 2013, T05 = Thông tư 05/2021/TT-TTCP.
"""

from __future__ import annotations

from liemchinh.apps.petitions.guards import (
    COMPLAINT,
    DENUNCIATION,
    KNPA,
    came_from_a_body,
    dialogue_held,
    fit_to_accept,
    fit_to_decline,
    fit_to_forward,
    has_draft,
    has_handler,
    has_proposal,
    has_sender,
    is_case,
    is_complaint,
    is_complaint_settled,
    kind_known,
    may_be_extended,
    not_guided_before,
    not_transferred,
    settled_or_simple,
    was_forwarded,
)
from liemchinh.kernel.lifecycle import (
    UNDONE,
    ClockAct,
    Lifecycle,
    Paper,
    Step,
    drops,
    extends,
    meets,
    pauses,
    resumes,
    starts,
)

STATES = {
    "received": ("mới nhận", "received"),
    "classified": ("đã phân loại", "classified"),
    "accepted": ("đã thụ lý", "accepted"),
    "verifying": ("đang xác minh", "verifying"),
    "paused": ("tạm đình chỉ", "paused"),
    "concluded": ("đã kết luận", "concluded"),
    "answered": ("đã trả lời", "answered"),
    "published": ("đã công khai", "published"),
    "forwarded": ("đã chuyển", "forwarded"),
    "guided": ("đã hướng dẫn", "guided"),
    "returned": ("đã trả lại", "returned"),
    "filed": ("lưu đơn", "filed"),
    "declined": ("không thụ lý", "declined"),
    "discontinued": ("đình chỉ", "discontinued"),
    "withdrawn": ("đã rút", "withdrawn"),
    "closed": ("đã đóng", "closed"),
    "reopened": ("mở lại", "reopened"),
    UNDONE: ("đã hoàn tác", "undone"),
}

#: States in which somebody still owes the matter work; what was declined or ended is still to be told and closed.
OPEN = (
    "received", "classified", "accepted", "verifying", "paused", "concluded", "answered", "reopened", "declined",
    "discontinued", "withdrawn",
)  # fmt: skip
#: States in which the body is settling the matter.
SETTLING = ("accepted", "verifying", "reopened")
#: States that ended the handling here before any settlement.
ENDED_EARLY = ("forwarded", "guided", "returned", "filed", "declined", "discontinued", "withdrawn")
_ALIVE = tuple(s for s in STATES if s not in (UNDONE, "closed"))
_ALL = tuple(s for s in STATES if s != UNDONE)

#: The clocks that start once the kind is known; all run from the day of receipt, whatever day the kind was settled.
_INTAKE_CLOCKS = (
    starts("KN-02", of=(COMPLAINT, "ordinary"), since="received_on"),
    starts("KN-22", of=(COMPLAINT, "discipline"), since="received_on"),
    starts("TC-01", of=(DENUNCIATION, "denunciation_first", "named"), since="received_on"),
    starts("TC-13", of=(DENUNCIATION, "denunciation_again"), since="received_on"),
    starts("XLD-04", of=KNPA, since="received_on"),
    starts("TC-03", of=(DENUNCIATION, "out_of_competence"), since="received_on"),
    starts("TC-14", of=(DENUNCIATION, "unsettled_before"), since="received_on"),
    # The law sets no days for a tip without a name that can be checked (LTC 25.2): the unit's own limit alone runs.
    starts("TC-17", of=(DENUNCIATION, "anonymous"), since="received_on", internal=True),
    # Lodged in time? The clock of the sender, from the day of learning to the day of receipt (LKN 9, 48).
    starts("KN-01", of=(COMPLAINT, "complaint_first", "ordinary", "learned"), since="learned_on"),
    meets("KN-01", since="received_on"),
    starts("KN-20", of=(COMPLAINT, "complaint_first", "discipline", "learned"), since="learned_on"),
    meets("KN-20", since="received_on"),
    starts("TC-12", of=(DENUNCIATION, "forwarded"), since="received_on"),
)
#: The clocks of the first decision about a petition, whichever way it goes.
_FIRST_DECISION = tuple(
    meets(term) for term in ("XLD-01", "KN-02", "KN-22", "TC-01", "TC-03", "TC-13", "TC-17", "XLD-04")
)
#: The limits of settlement, each with the petitions that it concerns.
_SETTLEMENT = {
    "KN-03": (COMPLAINT, "complaint_first", "ordinary"),
    "KN-06": (COMPLAINT, "complaint_second", "ordinary"),
    "KN-23": (COMPLAINT, "discipline"),
    "TC-05": (DENUNCIATION,),
}
#: The clocks of what follows a settlement.
_ACCEPTED_CLOCKS = (
    *(starts(term, of=who, since="accepted_on") for term, who in _SETTLEMENT.items()),
    starts("TC-04", of=DENUNCIATION, since="accepted_on"),
)
_CONCLUDED_CLOCKS = (
    *(meets(term) for term in _SETTLEMENT),
    starts("KN-04", of=(COMPLAINT, "complaint_first"), since="concluded_on"),
    starts("KN-07", of=(COMPLAINT, "complaint_second"), since="concluded_on"),
    starts("KN-08", of=COMPLAINT, since="concluded_on"),
    starts("KN-09", of=(COMPLAINT, "complaint_first"), since="concluded_on"),
    starts("KN-10", of=(COMPLAINT, "complaint_second"), since="concluded_on"),
    starts("TC-08", of=DENUNCIATION, since="concluded_on"),
    starts("TC-09", of=DENUNCIATION, since="concluded_on"),
    starts("TC-11", of=DENUNCIATION, since="concluded_on"),
    starts("TCD-02", of="forwarded", since="concluded_on"),
)
#: The clocks that an imported record still has, by the state in which the sheet has it: what ended has none, and
#: notices that were due long ago (TC-04) are not asked for again.
_IMPORT_CLOCKS: dict[str, tuple[ClockAct, ...]] = {
    **dict.fromkeys((s for s in STATES if s != UNDONE), ()),
    "received": (starts("XLD-01", of="unclassified", since="received_on"), *_INTAKE_CLOCKS),
    "classified": _INTAKE_CLOCKS,
    "reopened": _INTAKE_CLOCKS,
    **dict.fromkeys(("accepted", "verifying"), _ACCEPTED_CLOCKS[:-1]),
    "paused": (*_ACCEPTED_CLOCKS[:-1], pauses("*")),
    "concluded": tuple(act for act in _CONCLUDED_CLOCKS if act.act == "start"),
}
#: State -> the step by which an import writes a petition in it.
IMPORTED = {state: "import" if state == "received" else f"import_{state}" for state in _IMPORT_CLOCKS}

_R, _C, _D, _H, _A = (f"petitions.{a}" for a in ("receive", "classify", "decide", "handle", "assign"))

STEPS = (
    Step("receive", (), "received", _R, "petition.receive", "Tiếp nhận", "Receive", quiet=True,
         clocks=(starts("XLD-01", of="unclassified", since="received_on"), *_INTAKE_CLOCKS,
                 starts("TCD-01", of="counter", since="received_on")),
         papers=(Paper("doc.receipt"),)),
    Step("classify", ("received", "reopened"), "classified", _C, "petition.classify", "Phân loại", "Classify",
         clocks=(meets("XLD-01"), *_INTAKE_CLOCKS), papers=(Paper("doc.slip.propose"),)),
    Step("reclassify", ("classified", "accepted", "verifying"), "classified", _C, "petition.reclassify",
         "Phân loại lại", "Reclassify", reason=True, clocks=(drops("*"), *_INTAKE_CLOCKS)),
    Step("propose", ("received", "classified"), None, _C, "petition.propose", "Đề xuất", "Propose",
         papers=(Paper("doc.slip.propose"),)),
    Step("return_proposal", ("received", "classified"), None, _D, "petition.return_proposal", "Trả lại đề xuất",
         "Return the proposal", reason=True, guards=(has_proposal,)),
    Step("accept", ("classified", "reopened"), "accepted", _D, "petition.accept", "Thụ lý", "Accept",
         guards=(fit_to_accept,), clocks=(*_FIRST_DECISION, meets("TCD-01"), *_ACCEPTED_CLOCKS),
         papers=(Paper("doc.complaint.accept", of=(COMPLAINT,)), Paper("doc.denounce.accept", of=(DENUNCIATION,)),
                 Paper("doc.denounce.notice.denouncer", of=(DENUNCIATION,)),
                 Paper("doc.denounce.notice.denounced", of=(DENUNCIATION,)))),
    Step("decline", ("classified", "reopened"), "declined", _D, "petition.decline", "Không thụ lý", "Decline",
         reason=True, guards=(kind_known, fit_to_decline),
         clocks=(*_FIRST_DECISION, starts("TC-02", of=DENUNCIATION), meets("TCD-01")),
         papers=(Paper("doc.complaint.refuse", of=(COMPLAINT,)), Paper("doc.denounce.refuse", of=(DENUNCIATION,)))),
    Step("forward", ("classified", "reopened"), "forwarded", _D, "petition.forward", "Chuyển đơn", "Forward",
         guards=(kind_known, fit_to_forward), clocks=(*_FIRST_DECISION, meets("TCD-01")),
         papers=(Paper("doc.forward.slip"), Paper("doc.forward.notice"))),
    Step("guide", ("classified", "reopened"), "guided", _D, "petition.guide", "Hướng dẫn", "Guide",
         guards=(has_sender, not_guided_before), clocks=(*_FIRST_DECISION, meets("TCD-01")),
         papers=(Paper("doc.guide"),)),
    Step("return", ("classified", "declined", "guided", "reopened"), "returned", _D, "petition.return",
         "Trả lại đơn", "Return papers", reason=True, guards=(has_sender,), clocks=(*_FIRST_DECISION, meets("TCD-01")),
         papers=(Paper("doc.return"),)),
    Step("file", ("classified", "reopened"), "filed", _D, "petition.file", "Lưu đơn", "File without action",
         reason=True, clocks=(*_FIRST_DECISION, meets("TCD-01"), starts("XLD-02"))),
    Step("assign", ("received", "classified", *SETTLING), None, _A, "petition.assign", "Phân công", "Assign"),
    Step("escalate", ("received", "classified", *SETTLING), None, _A, "petition.escalate", "Chuyển cấp trên",
         "Send up", reason=True),
    Step("verify", ("accepted", "reopened"), "verifying", _H, "petition.verify", "Giao xác minh",
         "Order verification", guards=(has_handler,), papers=(Paper("doc.verify", optional=True),)),
    Step("ask", SETTLING, None, _H, "petition.ask", "Đề nghị bổ sung", "Ask for more", papers=(Paper("doc.ask"),)),
    Step("invite", SETTLING, None, _H, "petition.invite", "Mời làm việc", "Invite", papers=(Paper("doc.session"),)),
    Step("invite_dialogue", SETTLING, None, _H, "petition.invite_dialogue", "Mời đối thoại", "Invite to dialogue",
         guards=(is_complaint,), papers=(Paper("doc.dialogue.invite", of=(COMPLAINT,)),)),
    Step("dialogue", SETTLING, None, _H, "petition.dialogue", "Ghi đối thoại", "Record the dialogue",
         guards=(is_complaint,), papers=(Paper("doc.dialogue.minutes", of=(COMPLAINT,)),)),
    Step("extend", ("accepted", "verifying"), None, _D, "petition.extend", "Gia hạn", "Extend",
         guards=(may_be_extended,), clocks=tuple(extends(t, of=who) for t, who in _SETTLEMENT.items()),
         papers=(Paper("doc.extend"),)),
    Step("pause", ("accepted", "verifying"), "paused", _D, "petition.pause", "Tạm đình chỉ", "Pause", reason=True,
         guards=(is_case,), clocks=(*(pauses(t, of=who) for t, who in _SETTLEMENT.items()),
                 starts("TC-07", of=DENUNCIATION)),
         papers=(Paper("doc.pause"),)),
    Step("resume", ("paused",), "verifying", _D, "petition.resume", "Tiếp tục", "Resume",
         clocks=tuple(resumes(t, of=who) for t, who in _SETTLEMENT.items()), papers=(Paper("doc.resume"),)),
    Step("discontinue", ("accepted", "verifying", "paused"), "discontinued", _D, "petition.discontinue", "Đình chỉ",
         "Discontinue", reason=True, guards=(is_case,),
         clocks=(*(drops(t) for t in _SETTLEMENT), starts("TC-07", of=DENUNCIATION), starts("KN-13", of=COMPLAINT)),
         papers=(Paper("doc.discontinue"),)),
    Step("notify", (*SETTLING, "paused", *ENDED_EARLY, "concluded", "answered", "published", "closed"), None, _H,
         "petition.notify",
         "Đã gửi thông báo", "Notices sent", clocks=(meets("TC-02"), meets("TC-04"), meets("TC-07"), meets("TCD-03"))),
    Step("submit_draft", ("accepted", "verifying"), None, _H, "petition.submit_draft", "Trình dự thảo", "Submit draft"),
    Step("return_draft", ("accepted", "verifying"), None, _D, "petition.return_draft", "Trả lại dự thảo",
         "Return draft", reason=True, guards=(has_draft,)),
    Step("conclude", ("verifying",), "concluded", _D, "petition.conclude", "Kết luận, quyết định", "Conclude",
         guards=(is_case, dialogue_held), clocks=_CONCLUDED_CLOCKS,
         papers=(Paper("doc.complaint.decision", of=(COMPLAINT,)), Paper("doc.denounce.conclusion", of=(DENUNCIATION,)),
                 Paper("doc.result.plain"))),
    Step("answer", ("accepted", "verifying", "concluded", "reopened"), "answered", _D, "petition.answer",
         "Gửi kết quả", "Send the outcome", guards=(settled_or_simple,),
         clocks=(meets("KN-04"), meets("KN-07"), meets("TC-08"), meets("TCD-01"), meets("TC-12"), meets("TC-15"),
                 starts("KN-05", of=(COMPLAINT, "complaint_first", "ordinary")),
                 starts("KN-21", of=(COMPLAINT, "complaint_first", "discipline")),
                 starts("TCD-02", of=("forwarded", "recommendation"))),
         papers=(Paper("doc.result.plain", of=("recommendation",)),)),
    Step("effective", ("answered", "published"), None, _D, "petition.effective", "Quyết định có hiệu lực",
         "Decision in force", guards=(is_complaint_settled,),
         clocks=(meets("KN-05"), meets("KN-21"), meets("KN-09"), meets("KN-10"), starts("KN-11", of=COMPLAINT))),
    Step("publish", ("answered",), "published", _D, "petition.publish", "Công khai", "Publish",
         guards=(is_case,), clocks=(meets("TC-11"), meets("KN-08"), starts("TC-11a", of=DENUNCIATION))),
    Step("report_back", (*SETTLING, *ENDED_EARLY, "concluded", "answered", "published", "closed"), None, _H,
         "petition.report_back", "Báo lại nơi chuyển đơn", "Report back", guards=(came_from_a_body,),
         clocks=(meets("TCD-02"), meets("TC-12"))),
    Step("act", ("concluded", "answered", "published"), None, _D, "petition.act", "Đã xử lý theo kết luận",
         "Acted on the conclusion", clocks=(meets("TC-09"), meets("KN-11"), starts("TC-10", of=DENUNCIATION))),
    Step("report_result", ("concluded", "answered", "published"), None, _H, "petition.report_result",
         "Báo cáo kết quả xử lý", "Report what was done", guards=(is_case,), clocks=(meets("TC-10"), meets("TC-15"))),
    Step("hear_back", ("forwarded", "closed"), None, _H, "petition.hear_back", "Nhận kết quả từ nơi nhận chuyển",
         "Outcome came back", guards=(was_forwarded,), clocks=(starts("TCD-03", of="counter"),)),
    Step("close", ("answered", "published", *ENDED_EARLY), "closed", _D, "petition.close", "Đóng hồ sơ", "Close",
         clocks=(drops("*"),)),
    Step("withdraw", ("received", "classified", *SETTLING, "paused"), "withdrawn", _H, "petition.withdraw", "Rút đơn",
         "Withdraw", reason=True, clocks=(drops("*"), starts("TC-07", of=(DENUNCIATION, "accepted")))),
    Step("reopen", (*ENDED_EARLY, "answered", "published", "closed"), "reopened", _D, "petition.reopen", "Mở lại",
         "Reopen", reason=True),
    Step("transfer", ("accepted", "verifying", "concluded", "answered", "published"), None, _D, "petition.transfer",
         "Chuyển cơ quan điều tra", "Send to investigators", reason=True, guards=(not_transferred,)),
    Step("urge", OPEN, None, "petitions.urge", "urge.send", "Đôn đốc", "Urge",
         clocks=(meets("TC-14"), starts("TC-15", of=(DENUNCIATION, "unsettled_before"))),
         papers=(Paper("doc.urge.petition"),)),
    Step("apologise", OPEN, None, _H, "petition.apologise", "Xin lỗi, hẹn lại", "Apologise", reason=True,
         papers=(Paper("doc.apology"),)),
    Step("rate", ("answered", "published", "closed"), None, _H, "petition.rate", "Ghi ý kiến người gửi",
         "Record the sender's view"),
    Step("hand_over", _ALIVE, None, _A, "petition.hand_over", "Chuyển theo sắp xếp đơn vị", "Handed over", quiet=True),
    Step("link", _ALL, None, _C, "petition.link", "Ghép vụ việc", "Join matter", quiet=True),
    Step("unlike", _ALL, None, _C, "petition.unlike", "Không liên quan", "Not related", quiet=True),
    Step("split", _ALIVE, None, _C, "petition.split", "Tách đơn", "Split", quiet=True),
    Step("correct", _ALL, None, _C, "record.correct", "Đính chính", "Correct", reason=True, quiet=True),
    *(Step(IMPORTED[state], (), state, "petitions.import", "record.import", "Nhập từ tệp", "Import", quiet=True,
           clocks=clocks) for state, clocks in _IMPORT_CLOCKS.items()),
    Step("undo", _ALL, UNDONE, "petitions.import", "record.undo", "Hoàn tác", "Undo", quiet=True,
         clocks=(drops("*"),)),
)  # fmt: skip

PETITION = Lifecycle(register="petitions.petition", states=STATES, steps=STEPS)

MATTER = Lifecycle(
    register="petitions.matter",
    states={"open": ("đang theo dõi", "open"), "closed": ("đã kết thúc", "closed"), UNDONE: ("đã hoàn tác", "undone")},
    steps=(
        Step("open", (), "open", _C, "matter.open", "Lập vụ việc", "Open a matter", quiet=True),
        Step("close", ("open",), "closed", _D, "matter.close", "Kết thúc vụ việc", "Close the matter", reason=True),
        Step("correct", ("open", "closed"), None, _C, "record.correct", "Đính chính", "Correct", reason=True,
             quiet=True),
        Step("undo", ("open", "closed"), UNDONE, "petitions.import", "record.undo", "Hoàn tác", "Undo", quiet=True),
    ),
)  # fmt: skip

VISIT = Lifecycle(
    register="petitions.visit",
    states={
        "booked": ("đã hẹn", "booked"),
        "received": ("đã tiếp", "received"),
        "absent": ("không đến", "did not come"),
        "refused": ("từ chối tiếp", "refused"),
        UNDONE: ("đã hoàn tác", "undone"),
    },
    steps=(
        Step("book", (), "booked", _R, "visit.book", "Đặt lịch", "Book"),
        Step("record", (), "received", _R, "visit.receive", "Ghi vào sổ", "Record"),
        Step("receive", ("booked",), "received", _R, "visit.receive", "Đã tiếp", "Received"),
        Step("absent", ("booked",), "absent", _R, "visit.absent", "Không đến", "Did not come"),
        Step("refuse", ("booked", "received"), "refused", _R, "visit.refuse", "Từ chối tiếp", "Refuse", reason=True),
        Step("correct", ("booked", "received", "absent", "refused"), None, _R, "record.correct", "Đính chính",
             "Correct", reason=True, quiet=True),
        Step("import", (), "received", "petitions.import", "record.import", "Nhập từ tệp", "Import", quiet=True),
        Step("undo", ("booked", "received", "absent", "refused"), UNDONE, "petitions.import", "record.undo",
             "Hoàn tác", "Undo", quiet=True),
    ),
)  # fmt: skip

_READ = "petitions.read"

LETTER = Lifecycle(
    register="petitions.letter",
    states={
        "draft": ("dự thảo", "draft"),
        "issued": ("đã ban hành", "issued"),
        "void": ("không dùng", "not used"),
    },
    steps=(
        # Who may draft stands in `drafting.bars`: whoever took the step, handles, classifies or decides.
        Step("draft", (), "draft", _READ, "letter.draft", "Soạn", "Draft", quiet=True),
        Step("edit", ("draft",), None, _READ, "letter.edit", "Sửa dự thảo", "Edit the draft", quiet=True),
        Step("issue", ("draft",), "issued", _D, "letter.issue", "Ban hành", "Issue"),
        Step("void", ("draft",), "void", _READ, "letter.void", "Không dùng", "Discard", reason=True),
    ),
)  # fmt: skip

REMEDY = Lifecycle(
    register="petitions.remedy",
    states={
        "due": ("phải thực hiện", "due"),
        "partly": ("đã thực hiện một phần", "partly done"),
        "done": ("đã thực hiện", "done"),
        "impossible": ("không còn đối tượng", "no longer possible"),
    },
    steps=(
        Step("recommend", (), "due", _D, "remedy.recommend", "Ghi kiến nghị", "Record", quiet=True),
        Step("progress", ("due", "partly"), "partly", _H, "remedy.progress", "Ghi kết quả", "Record progress"),
        Step("done", ("due", "partly"), "done", _H, "remedy.done", "Xác nhận đã thực hiện", "Confirm done"),
        Step("drop", ("due", "partly"), "impossible", _D, "remedy.drop", "Không còn đối tượng", "No longer possible",
             reason=True),
        Step("correct", ("due", "partly", "done"), None, _D, "record.correct", "Đính chính", "Correct", reason=True,
             quiet=True),
    ),
)  # fmt: skip
