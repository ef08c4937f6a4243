"""Letters, slips, decisions, minutes: each step drafts its papers, filled, and none says who denounced."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.petitions import drafting, lifecycle
from liemchinh.apps.petitions.actions import deciding, ending, receiving, settling
from liemchinh.apps.petitions.drafting import clock_facts, facts, papers, sealing
from liemchinh.apps.petitions.drafting.filling import BLANK, filled, filled_line
from liemchinh.apps.petitions.drafting.sheet import sheet
from liemchinh.apps.petitions.models import Letter, Party, Petition
from liemchinh.kernel.sentence_parts import names
from liemchinh.spine.access import SYSTEM
from liemchinh.spine.ledger_models import Entry
from liemchinh.spine.people import Account

Make = Callable[..., Any]
GOT, DAY = date(2026, 9, 7), date(2026, 9, 10)
FIT = {"eligible": True, "competence": "in", "field": "land"}
SENDER = "Trần Văn Bình"
PAPERS = sorted({paper.id for step in lifecycle.STEPS for paper in step.papers})
#: A denunciation whose clerk wrote the denouncer into every text there is.
TELLING = f"Đơn của ông {SENDER} (tran van binh), 12 Lê Lợi, 0903 111 222 tố cáo cán bộ nhận tiền"


def words(letter: Letter) -> str:
    """Everything of the letter that the database holds."""
    return "\n".join([letter.recipient, letter.subject, letter.text, str(letter.particulars)])


def printed(letter: Letter, senders: Any = None) -> str:
    made = sheet(letter, senders)
    return "\n".join([*made.addressees, *made.head.title, made.head.about, made.plain_text(), *made.recipients,
                      made.footer, made.head.number])  # fmt: skip


def only(petition: Petition, form: str) -> Letter:
    return petition.letters.get(form=form)


@pytest.fixture
def classified(ward: Unit, intake: Account, petition_of: Make) -> Make:
    """Receives and classifies one petition of the kind."""

    def make(kind: str, **fields: Any) -> Petition:
        axes = FIT | {k: fields.pop(k) for k in ("competence", "eligible", "missing", "stage") if k in fields}
        respondent = {"name": "Ngô Văn Lực", "position": "Trưởng phòng", "unit": ward}
        petition = petition_of(ward, by=intake, **({"respondent": respondent, "against": "Quyết định 12"} | fields))
        deciding.classify(petition, {"kind": kind, **axes}, by=intake, on=GOT)
        return petition

    return make


@pytest.fixture
def accepted(classified: Make, head: Account, handler: Account) -> Make:
    def make(kind: str, **fields: Any) -> Petition:
        return deciding.accept(classified(kind, **fields), by=head, on=DAY, handler=handler)

    return make


@pytest.mark.parametrize("key", PAPERS)
def test_every_paper_of_the_lifecycle_table_has_a_form(key: str) -> None:
    used = papers.form(key)
    assert {"vi", "en", "subject", "to", "mark", "text"} <= set(used.parts)
    assert used.parts["mark"] in ("A", "K")


@pytest.mark.parametrize("used", list(papers.forms()), ids=lambda f: f.key)
def test_every_field_of_a_form_is_known_or_left_to_a_person(used: papers.Form) -> None:
    asked = set().union(*(names(text) for text in used.parts.values()))
    known = set(facts.FIELDS) | facts.BY_HAND | facts.GIVEN
    assert asked <= known
    assert clock_facts.FIELDS is facts.FIELDS


@pytest.mark.parametrize("kind", ["complaint", "denunciation", "recommendation", "reflection"])
def test_every_form_fills_without_an_open_field(accepted: Make, head: Account, kind: str) -> None:
    petition = accepted(kind)
    done = 0
    for used in papers.forms():
        if used.fits(drafting.branches_of(petition)):
            letter = drafting.draft(petition, used, by=head, on=DAY)
            assert not re.search(r"[«»\[\]]", printed(letter, sealing.writers(petition))), used.key
            done += 1
    assert done >= 12


@pytest.mark.parametrize("kind", ["denunciation", "mixed", ""])
@pytest.mark.parametrize("identity", ["named", "anonymous"])
def test_no_paper_but_the_denouncers_own_says_who_denounced(
    ward: Unit, head: Account, intake: Account, petition_of: Make, kind: str, identity: str
) -> None:
    petition = petition_of(ward, by=intake, kind=kind, identity=identity, subject=TELLING, field="corruption",
                           result=TELLING, ground=TELLING, proposal_note=TELLING, competent_body=SENDER)  # fmt: skip
    petition.parties.update(phone="0903 111 222", email="binh@example.org")
    given = {"whom": "Phòng Kinh tế", "items": TELLING, "team": TELLING, "place": "12 Lê Lợi", "criteria": TELLING}
    for used in papers.forms():
        if not used.fits(drafting.branches_of(petition)):
            continue
        letter = drafting.draft(petition, used, by=head, on=DAY, reason=TELLING, given=given)
        seen = printed(letter, sealing.writers(petition))
        assert sealing.leaks(words(letter), petition.parties.all()) == [], used.key
        if not used.to_sender:
            assert sealing.leaks(seen, petition.parties.all()) == [], used.key
        elif identity == "named" and sealing.marks(letter):
            assert SENDER in seen


def test_a_draft_in_the_database_never_names_who_wrote(accepted: Make) -> None:
    for letter in accepted("complaint").letters.all():
        assert SENDER not in words(letter)


def test_the_ledger_holds_no_word_of_a_draft(accepted: Make) -> None:
    accepted("denunciation")
    for entry in Entry.objects.filter(verb="letter.draft"):
        assert set(entry.payload.strip("{}").replace('"', "").split(":")[::2]) == {"on"}


def test_a_receipt_of_a_complaint_names_kind_subject_and_day(ward: Unit, petition_of: Make) -> None:
    slip = only(petition_of(ward, kind="complaint"), "doc.receipt")
    assert "Đơn khiếu nại về việc: Bồi thường đất tại hẻm 12." in slip.text
    assert "chậm nhất ngày 16/9/2026" in slip.text
    assert "chưa phải là thông báo thụ lý" in slip.text
    assert "7 ngày làm việc kể từ ngày nhận đơn 07/09/2026" in slip.particulars["foot"][1]


@pytest.mark.parametrize("kind", ["denunciation", ""])
def test_a_receipt_of_what_may_be_a_denunciation_is_of_a_paper_only(ward: Unit, petition_of: Make, kind: str) -> None:
    slip = only(petition_of(ward, kind=kind), "doc.receipt")
    seen = printed(slip, slip.petition.parties.all())
    assert "1. Một đơn." in slip.text
    for never in ("tố cáo", "Tố cáo", "Bồi thường", SENDER):
        assert never not in seen


def test_accepting_a_complaint_tells_day_article_and_why(accepted: Make) -> None:
    notice = only(accepted("complaint"), "doc.complaint.accept")
    assert "khiếu nại của ông/bà đối với Quyết định 12 của Ngô Văn Lực." in notice.text
    assert "30 ngày kể từ ngày thụ lý, chậm nhất ngày 12/10/2026 (Điều 28 Luật Khiếu nại" in notice.text
    assert "không quá 45 ngày" in notice.text
    assert "Luật Khiếu nại năm 2011 (sửa đổi, bổ sung năm 2025)" in notice.text
    assert notice.particulars["foot"][0] == f"Số hồ sơ: {notice.petition.number}."
    assert "30 ngày kể từ ngày thụ lý 10/09/2026" in notice.particulars["foot"][1]


def test_accepting_a_denunciation_drafts_three_papers(accepted: Make) -> None:
    petition = accepted("denunciation")
    drafted = set(petition.letters.filter(step="accept").values_list("form", flat=True))
    assert drafted == {"doc.denounce.accept", "doc.denounce.notice.denouncer", "doc.denounce.notice.denounced"}
    decision = only(petition, "doc.denounce.accept")
    assert "Thụ lý tố cáo đối với Ngô Văn Lực, Trưởng phòng, Phường Bến Xuân" in decision.text
    assert "Luật số 136/2025/QH15" in decision.text


def test_the_law_is_cited_as_it_stood_on_the_day() -> None:
    assert "136/2025" not in papers.basis("ltc", date(2026, 6, 30))
    assert "136/2025" in papers.basis("ltc", date(2026, 7, 1))


def test_a_forwarding_slip_of_a_denunciation_has_the_code_and_field_and_unit(classified: Make, head: Account) -> None:
    petition = classified("denunciation", competence="out", subject=TELLING)
    deciding.forward(petition, "Thanh tra thành phố", by=head, on=DAY)
    slip = only(petition, "doc.forward.slip")
    assert (
        f"mã hồ sơ {petition.number}, nội dung: việc thuộc lĩnh vực đất đai, nhà cửa tại phường Bến Xuân" in slip.text
    )
    assert slip.particulars["copies"] == ["Như trên"]
    assert sealing.marks(only(petition, "doc.forward.notice"))


def test_a_recommendation_is_forwarded_with_its_sender(classified: Make, head: Account) -> None:
    petition = classified("recommendation", competence="out")
    deciding.forward(petition, "Sở Xây dựng", by=head, on=DAY)
    slip = only(petition, "doc.forward.slip")
    assert f"ông/bà {SENDER}, địa chỉ: 12 Lê Lợi, nội dung: Bồi thường" in printed(slip, petition.parties.all())
    assert f"- Ông/bà {SENDER} (để biết);" in printed(slip, petition.parties.all())


def test_an_anonymous_sender_gets_no_notice(classified: Make, head: Account) -> None:
    petition = classified("reflection", competence="out", sender="", identity="anonymous")
    deciding.forward(petition, "Sở Xây dựng", by=head, on=DAY)
    assert not petition.letters.filter(form="doc.forward.notice").exists()
    assert "không nêu rõ người gửi" in only(petition, "doc.forward.slip").text


def test_declining_cites_the_ground_and_keeps_further_words(classified: Make, head: Account) -> None:
    petition = classified("complaint")
    deciding.decline(petition, "limitation", by=head, on=DAY, reason="Đơn gửi sau 120 ngày.")
    text = only(petition, "doc.complaint.refuse").text
    assert "vì: Thời hiệu khiếu nại đã hết và ông/bà chưa nêu được lý do chính đáng của việc chậm (Điều 11" in text
    assert "Đơn gửi sau 120 ngày" in text


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"competence": "out"}, "thời hiệu khiếu nại là 90 ngày"),
        ({"eligible": False, "missing": "chữ ký"}, "còn thiếu: chữ ký"),
    ],
)
def test_guidance_says_what_applies(classified: Make, head: Account, fields: dict[str, Any], says: str) -> None:
    petition = classified("complaint", **fields)
    deciding.guide(petition, "UBND thành phố", by=head, on=DAY)
    assert says in only(petition, "doc.guide").text


def test_a_slip_of_proposal_is_filled_anew_until_somebody_edits_it(classified: Make, intake: Account) -> None:
    petition = classified("complaint")
    deciding.propose(petition, "accept", "Điều 27 Luật Khiếu nại", by=intake, on=DAY)
    assert (
        "Đề xuất: thụ lý, căn cứ Điều 27 Luật Khiếu nại; hạn thực hiện: ngày 16/9/2026."
        in only(petition, "doc.slip.propose").text
    )


def test_what_is_asked_for_stands_item_by_item(accepted: Make, handler: Account) -> None:
    petition = accepted("complaint")
    settling.ask(petition, "Sổ hộ khẩu\nBiên lai", date(2026, 9, 20), whom="Phòng Kinh tế", by=handler, on=DAY)
    letter = only(petition, "doc.ask")
    assert "1) Sổ hộ khẩu;\n2) Biên lai." in letter.text
    assert (letter.recipient, letter.reply_by) == ("Kính gửi: Phòng Kinh tế", date(2026, 9, 20))


def test_asking_the_denouncer_names_them_on_their_own_paper_only(accepted: Make, handler: Account) -> None:
    petition = accepted("denunciation")
    settling.ask(petition, "Chứng cứ", date(2026, 9, 20), whom=f"ông {SENDER}", by=handler, on=DAY)
    letter = only(petition, "doc.ask")
    assert SENDER not in words(letter)
    assert f"ông/bà {SENDER}" in printed(letter, petition.parties.all())


def test_dialogue_papers_hold_what_was_written(accepted: Make, handler: Account) -> None:
    petition = accepted("complaint")
    settling.invite_to_dialogue(petition, whom="", when="8 giờ 00, thứ Hai", place="UBND phường", chair="Chủ tịch",
                                by=handler, on=DAY)  # fmt: skip
    invitation = only(petition, "doc.dialogue.invite").text
    assert "Thời gian: 8 giờ 00, thứ Hai." in invitation
    assert "từ ngày 01/7/2026" in invitation
    settling.hold_dialogue(petition, DAY, present="Chủ trì: A\nNgười khiếu nại: B", complainant_view="Chưa đồng ý.",
                           respondent_view="Giữ nguyên.", by=handler, on=DAY)  # fmt: skip
    minutes = only(petition, "doc.dialogue.minutes")
    assert "Chủ trì: A\nNgười khiếu nại: B\n" in minutes.text
    assert sheet(minutes).head.body == ""
    assert len(sheet(minutes).signers) == 4


def test_an_extension_names_its_days_and_its_number(accepted: Make, head: Account) -> None:
    petition = accepted("denunciation")
    settling.extend(petition, ["places"], "5/QĐ-UBND", by=head, on=date(2026, 10, 1))
    letter = only(petition, "doc.extend")
    assert "thêm 30 ngày, tính từ ngày 11/10/2026 đến ngày 09/11/2026." in letter.text
    assert "Lý do: vụ việc phức tạp" in letter.text
    assert letter.subject.endswith("tố cáo lần thứ nhất")
    assert letter.particulars["number"] == "5/QĐ-UBND"


def test_pause_and_resumption_have_their_decisions(accepted: Make, head: Account) -> None:
    petition = accepted("denunciation")
    settling.pause(petition, "other_result", "8/QĐ-UBND", by=head, on=date(2026, 9, 20))
    assert only(petition, "doc.pause").particulars["number"] == "8/QĐ-UBND"
    settling.resume(petition, by=head, on=date(2026, 9, 30))
    assert "thời hạn còn lại 20 ngày, chậm nhất ngày 20/10/2026" in only(petition, "doc.resume").text


def test_an_order_of_verification_is_drafted_where_a_team_was_named(accepted: Make, handler: Account) -> None:
    first, second = accepted("complaint"), accepted("complaint")
    settling.verify(first, by=handler, on=DAY)
    settling.verify(second, by=handler, on=DAY, team="Bà A, Trưởng đoàn")
    assert not first.letters.filter(form="doc.verify").exists()
    assert "1) Bà A, Trưởng đoàn." in only(second, "doc.verify").text


def test_a_settlement_drafts_decision_and_plain_words(accepted: Make, handler: Account, head: Account) -> None:
    petition = accepted("complaint")
    settling.verify(petition, by=handler, on=DAY)
    settling.conclude(petition, "upheld", "12/QĐ-UBND", "Thu hồi đất sai.\nPhải trả lại.", by=head, on=DAY)
    decision = only(petition, "doc.complaint.decision")
    assert "Thu hồi đất sai.\nPhải trả lại." in decision.text
    assert "khiếu nại lần hai đến Chủ tịch Ủy ban nhân dân Quận 1 trong 30 ngày" in decision.text
    assert decision.particulars["number"] == "12/QĐ-UBND"
    assert "Kèm theo: văn bản số 12/QĐ-UBND." in only(petition, "doc.result.plain").text


def test_an_urging_letter_comes_from_whoever_urges(accepted: Make, head_above: Account, district: Unit) -> None:
    petition = accepted("denunciation")
    ending.urge(petition, by=head_above, on=date(2026, 11, 2))
    letter = only(petition, "doc.urge.petition")
    assert (letter.unit, letter.recipient) == (district, "Kính gửi: Ủy ban nhân dân phường Bến Xuân")
    assert "quá hạn 21 ngày" in letter.text
    assert "Bảo đảm bí mật thông tin về người tố cáo" in letter.text
    assert letter.reply_by == date(2026, 11, 9)


def test_an_apology_says_the_new_day(accepted: Make, handler: Account) -> None:
    petition = accepted("complaint")
    ending.apologise(petition, date(2026, 10, 30), reason="Hồ sơ đất bị thất lạc", by=handler, on=date(2026, 10, 1))
    letter = only(petition, "doc.apology")
    assert "hẹn trả kết quả ngày 12/10/2026" in letter.text
    assert "Lý do: Hồ sơ đất bị thất lạc." in letter.text
    assert "hẹn trả kết quả ngày 30/10/2026" in letter.text


def test_a_field_that_nobody_knows_leaves_room_to_write() -> None:
    assert filled_line("Gửi «body», số «no».", {"body": "Sở", "no": None}.get) == f"Gửi Sở, số {BLANK}."
    assert filled_line("Gửi «body»[[, số «no»]].", {"body": "Sở", "no": ""}.get) == "Gửi Sở."
    assert filled("«team»\nHết.", {"team": ["1) A;", "2) B."]}.get) == ["1) A;", "2) B.", "Hết."]


@pytest.mark.parametrize("text", ["TRẦN VĂN BÌNH", "tran van binh", "Trần Văn Bình,"])
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    people = [Party(role="sender", name=SENDER)]
    assert sealing.leaks(f"đơn của {text} gửi", people) == ["name"]
    assert sealing.leaks("Trần Văn Bình Minh", [Party(role="sender", name="Văn Bình")]) == ["name"]
    assert sealing.leaks("Trần Văn Bìnhx", people) == []


def test_intake_from_elsewhere_is_drafted_by_the_system(ward: Unit) -> None:
    petition = Petition(unit=ward, received_on=GOT, channel="web", subject="Đèn đường", kind="reflection")
    receiving.receive(petition, [Party(role="sender", name=SENDER)], by=SYSTEM, on=GOT)
    assert petition.letters.count() == 1
