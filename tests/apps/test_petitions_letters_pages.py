"""A letter by its pages: read, edited, looked over, issued under a number, discarded, taken away as a file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document as read_docx

from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.petitions.actions import deciding, ending, letters
from liemchinh.apps.petitions.actions.letters import Signing
from liemchinh.apps.petitions.models import Letter, Petition
from liemchinh.kernel.errors import Refusal
from liemchinh.spine.ledger_models import Entry
from liemchinh.spine.moves import Change, Stale
from liemchinh.spine.people import Account

Make = Callable[..., Any]
GOT, DAY = date(2026, 9, 7), date(2026, 9, 10)
SENDER = "Trần Văn Bình"
SIGNED = Signing("Bùi Thanh Sơn", "Chủ tịch")


def signed_in(account: Account) -> Client:
    browser = Client()
    browser.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


def address(name: str, *args: Any) -> str:
    return reverse(f"petitions:{name}", args=args)


def looks() -> int:
    return Entry.objects.filter(verb="matter.read").count()


def complete(letter: Letter, by: Account) -> Letter:
    """The draft without open places, as a person would leave it."""
    text = letter.text.replace("…………", "một việc")
    said = {"recipient": letter.recipient.replace("…………", "Sở"), "about": letter.subject, "copies": "Như trên"}
    return letters.edit(letter, by=by, on=DAY, text=text, **said)


@pytest.fixture
def accepted(ward: Unit, intake: Account, head: Account, handler: Account, petition_of: Make) -> Make:
    def make(kind: str = "complaint", **fields: Any) -> Petition:
        values = {"against": "Quyết định 12", "respondent": {"name": "Ngô Văn Lực", "unit": ward}} | fields
        petition = petition_of(ward, by=intake, **values)
        axes = {"kind": kind, "field": "land", "eligible": True, "competence": "in"}
        deciding.classify(petition, axes, by=intake, on=GOT)
        return deciding.accept(petition, by=head, on=DAY, handler=handler)

    return make


@pytest.fixture
def notice(accepted: Make) -> Letter:
    return accepted().letters.get(form="doc.complaint.accept")


@pytest.fixture
def denounced(accepted: Make) -> Letter:
    return accepted("denunciation").letters.get(form="doc.denounce.notice.denounced")


def docx_words(content: bytes) -> str:
    made = read_docx(io.BytesIO(content))
    cells = [p.text for t in made.tables for row in t.rows for cell in row.cells for p in cell.paragraphs]
    return "\n".join([*cells, *(p.text for p in made.paragraphs)])


def test_whoever_handles_it_reads_the_name_and_the_look_is_written_once(notice: Letter, handler: Account) -> None:
    page = signed_in(handler).get(address("letter", notice.pk)).content.decode()
    assert f"Kính gửi: Ông/bà {SENDER}" in page
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in page
    assert "Mẫu chờ địa phương xác nhận" in page
    assert looks() == 1


def test_whoever_may_not_know_reads_it_without_the_name(notice: Letter, office: Account) -> None:
    browser = signed_in(office)
    assert SENDER not in browser.get(address("letter", notice.pk)).content.decode()
    assert SENDER not in docx_words(browser.get(address("letter_file", notice.pk, "docx")).content)
    assert looks() == 0


def test_a_paper_that_names_nobody_is_opened_without_a_look(denounced: Letter, handler: Account) -> None:
    page = signed_in(handler).get(address("letter", denounced.pk)).content.decode()
    assert "Nghiêm cấm tìm hiểu" in page
    assert looks() == 0


def test_who_does_not_see_the_petition_finds_no_letter(
    notice: Letter, other_handler: Account, clerk: Account, other_ward: Unit
) -> None:
    for name in ("letter", "letter_edit", "letter_void"):
        assert signed_in(clerk).get(address(name, notice.pk)).status_code == 403
    notice.petition.parties.filter(role="respondent").update(account=other_handler)
    assert signed_in(other_handler).get(address("letter", notice.pk)).status_code == 404


def test_a_colleague_to_whom_it_was_not_given_reads_and_does_not_edit(
    notice: Letter, other_handler: Account, office: Account
) -> None:
    for account in (other_handler, office):
        assert signed_in(account).get(address("letter", notice.pk)).status_code == 200
        assert signed_in(account).get(address("letter_edit", notice.pk)).status_code == 403
        assert signed_in(account).post(address("letter_check", notice.pk)).status_code == 403


def test_only_the_head_issues(notice: Letter, handler: Account, intake: Account) -> None:
    for account in (handler, intake):
        assert signed_in(account).get(address("letter_issue", notice.pk)).status_code == 403
    with pytest.raises(PermissionDenied):
        letters.issue(complete(notice, handler), SIGNED, by=intake, on=DAY)


def test_a_draft_is_edited_and_the_history_keeps_both_texts(notice: Letter, handler: Account) -> None:
    browser = signed_in(handler)
    shown = browser.get(address("letter_edit", notice.pk)).context["form"].initial
    answer = browser.post(address("letter_edit", notice.pk), shown | {"text": "Đoạn một.\nĐoạn hai./.", "reply_by": ""})
    assert answer.status_code == 302
    notice.refresh_from_db()
    assert notice.text == "Đoạn một.\nĐoạn hai./."
    assert Change.objects.filter(subject=notice.ref, field="text").count() == 1
    assert "Đoạn một" not in Entry.objects.filter(verb="letter.edit").latest("pk").payload


def test_the_later_of_two_writers_sees_both_texts_and_loses_nothing(
    notice: Letter, handler: Account, head: Account
) -> None:
    browser = signed_in(head)
    shown = browser.get(address("letter_edit", notice.pk)).context["form"].initial
    complete(notice, handler)
    mine = shown | {"text": "Bản của tôi.", "reply_by": ""}
    answer = browser.post(address("letter_edit", notice.pk), mine)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert page.count("Bản của tôi.") == 2
    assert "điện thoại: một việc" in page
    again = browser.post(address("letter_edit", notice.pk), mine | {"seen": answer.context["form"].data["seen"]})
    assert again.status_code == 302


def test_issuing_takes_the_next_number_of_the_unit_and_year(accepted: Make, head: Account) -> None:
    first, second = (accepted().letters.get(form="doc.complaint.accept") for _ in range(2))
    for letter in (first, second):
        letters.issue(complete(letter, head), SIGNED, by=head, on=DAY)
    assert [first.number, second.number] == ["01/TB-UBND", "02/TB-UBND"]
    later = accepted().letters.get(form="doc.complaint.accept")
    letters.issue(complete(later, head), SIGNED, by=head, on=date(2027, 1, 4))
    assert later.number == "01/TB-UBND"
    assert '"no":"02/TB-UBND"' in Entry.objects.get(verb="letter.issue", subject=second.ref).payload


def test_a_number_of_ones_own_is_kept_and_the_next_follows_it(accepted: Make, head: Account) -> None:
    first, second, third = (accepted().letters.get(form="doc.complaint.accept") for _ in range(3))
    letters.issue(complete(first, head), SIGNED, by=head, on=DAY, number="15/TB-UBND")
    with pytest.raises(Refusal, match="đã dùng trong năm 2026"):
        letters.issue(complete(second, head), SIGNED, by=head, on=DAY, number="15/TB-UBND")
    letters.issue(second, SIGNED, by=head, on=DAY)
    letters.issue(complete(third, head), SIGNED, by=head, on=DAY, number="7a/TB")
    assert [second.number, third.number] == ["16/TB-UBND", "7a/TB"]


def test_figures_alone_are_completed_by_the_symbol_and_each_kind_of_paper_counts_by_itself(
    accepted: Make, head: Account
) -> None:
    notice, other = (accepted().letters.get(form="doc.complaint.accept") for _ in range(2))
    letters.issue(complete(notice, head), SIGNED, by=head, on=DAY, number="1")
    assert notice.number == "01/TB-UBND"
    with pytest.raises(Refusal, match="Số «01/TB-UBND» đã dùng"):
        letters.issue(complete(other, head), SIGNED, by=head, on=DAY, number="01")


def test_an_issued_letter_is_neither_issued_again_nor_changed(notice: Letter, head: Account) -> None:
    letters.issue(complete(notice, head), SIGNED, by=head, on=DAY)
    for act in (
        lambda: letters.issue(notice, SIGNED, by=head, on=DAY),
        lambda: complete(notice, head),
        lambda: letters.void(notice, reason="sai", by=head, on=DAY),
    ):
        with pytest.raises(Refusal, match="dự thảo"):
            act()
    assert Letter.objects.get(pk=notice.pk).number == "01/TB-UBND"


def test_open_places_are_not_issued_but_on_slips_they_are_filled_by_hand(
    notice: Letter, handler: Account, head: Account
) -> None:
    with pytest.raises(Refusal, match="còn chỗ trống"):
        letters.issue(notice, SIGNED, by=head, on=DAY)
    slip = notice.petition.letters.get(form="doc.receipt")
    assert letters.issue(slip, SIGNED, by=head, on=DAY).number == "01/GBN-UBND"


def test_a_stale_issue_is_refused(notice: Letter, handler: Account, head: Account) -> None:
    seen = notice.version
    complete(notice, handler)
    with pytest.raises(Stale):
        letters.issue(notice, SIGNED, by=head, on=DAY, seen=seen)


def test_the_page_issues_and_the_word_file_that_was_kept_is_given_out(notice: Letter, head: Account) -> None:
    complete(notice, head)
    browser = signed_in(head)
    form = browser.get(address("letter_issue", notice.pk)).context["form"]
    assert (form.initial["name"], form.initial["title"]) == ("Bùi Thanh Sơn", "Chủ tịch")
    answer = browser.post(address("letter_issue", notice.pk), form.initial | {"on": "10/09/2026", "mode": "kt"})
    assert answer.status_code == 302
    notice.refresh_from_db()
    kept = notice.file.path.read_bytes()
    words = docx_words(kept)
    for said in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số: 01/TB-UBND", "THÔNG BÁO",
                 "Bến Xuân, ngày 10 tháng 9 năm 2026", "Về việc thụ lý giải quyết khiếu nại lần đầu", SENDER,
                 "KT. CHỦ TỊCH", "Bùi Thanh Sơn", "Nơi nhận:", "- Lưu: VT, VP.",
                 f"Số hồ sơ: {notice.petition.number}."):  # fmt: skip
        assert said in words
    assert "DỰ THẢO" not in words
    assert browser.get(address("letter_file", notice.pk, "docx")).content == kept


def test_a_wrong_number_on_the_page_is_said_beside_the_form(notice: Letter, head: Account, accepted: Make) -> None:
    other = accepted().letters.get(form="doc.complaint.accept")
    letters.issue(complete(other, head), SIGNED, by=head, on=DAY, number="15/TB-UBND")
    complete(notice, head)
    browser = signed_in(head)
    first = browser.get(address("letter_issue", notice.pk)).context["form"].initial
    answer = browser.post(address("letter_issue", notice.pk), first | {"number": "15/TB-UBND", "on": "10/09/2026"})
    assert answer.status_code == 422
    assert "đã dùng trong năm 2026" in answer.content.decode()


def test_a_discarded_draft_keeps_its_reason(notice: Letter, handler: Account) -> None:
    browser = signed_in(handler)
    empty = browser.post(address("letter_void", notice.pk), {"seen": notice.version, "reason": ""})
    assert empty.status_code == 422
    browser.post(address("letter_void", notice.pk), {"seen": notice.version, "reason": "Soạn nhầm"})
    notice.refresh_from_db()
    assert notice.state == "void"
    assert "Soạn nhầm" in Entry.objects.get(verb="letter.void").payload
    assert "KHÔNG DÙNG" in docx_words(browser.get(address("letter_file", notice.pk, "docx")).content)


def test_a_later_paper_quotes_the_number_of_the_decision(denounced: Letter, head: Account) -> None:
    petition = denounced.petition
    decision = petition.letters.get(form="doc.denounce.accept")
    letters.issue(complete(decision, head), SIGNED, by=head, on=DAY)
    conclusion = letters.draft(petition, "doc.denounce.conclusion", by=head, on=DAY)
    assert "ban hành Quyết định thụ lý số 01/QĐ-UBND." in conclusion.text


def test_two_people_look_over_what_goes_to_the_denounced(denounced: Letter, handler: Account, head: Account) -> None:
    complete(denounced, handler)
    with pytest.raises(Refusal, match="hai người đối chiếu"):
        letters.issue(denounced, SIGNED, by=head, on=DAY, checked=True)
    signed_in(handler).post(address("letter_check", denounced.pk))
    denounced.refresh_from_db()
    complete(denounced, handler)  # an edit undoes what was looked over
    with pytest.raises(Refusal, match="hai người đối chiếu"):
        letters.issue(denounced, SIGNED, by=head, on=DAY, checked=True)
    letters.check(denounced, by=handler, on=DAY)
    assert letters.issue(denounced, SIGNED, by=head, on=DAY, checked=True).state == "issued"


def test_a_paper_to_the_denounced_that_names_the_denouncer_is_refused(denounced: Letter, handler: Account) -> None:
    browser = signed_in(handler)
    shown = browser.get(address("letter_edit", denounced.pk)).context["form"].initial
    answer = browser.post(
        address("letter_edit", denounced.pk), shown | {"text": "Theo đơn TRAN VAN BINH", "reply_by": ""}
    )
    assert answer.status_code == 422
    assert "họ tên của người tố cáo" in answer.content.decode()


def test_the_denouncers_notice_names_them_to_the_handler_only(
    denounced: Letter, handler: Account, office: Account
) -> None:
    own = denounced.petition.letters.get(form="doc.denounce.notice.denouncer")
    assert SENDER in signed_in(handler).get(address("letter", own.pk)).content.decode()
    assert SENDER not in signed_in(office).get(address("letter", own.pk)).content.decode()
    listed = signed_in(office).get(address("petition", own.petition_id) + "?tab=van-ban").content.decode()
    assert SENDER not in listed
    assert "người gửi đơn (gửi riêng)" in listed
    assert "[" not in own.addressed


def test_a_kept_file_with_a_name_stays_closed_when_the_petition_turns_out_a_denunciation(
    notice: Letter, intake: Account, head: Account, office: Account
) -> None:
    letters.issue(complete(notice, head), SIGNED, by=head, on=DAY)
    petition = Petition.objects.get(pk=notice.petition_id)
    deciding.classify(petition, {"kind": "denunciation"}, by=head, on=DAY, reason="Nội dung là tố cáo")
    before = looks()
    file = address("letter_file", notice.pk, "docx")
    assert SENDER not in docx_words(signed_in(office).get(file).content)
    assert looks() == before
    assert SENDER in docx_words(signed_in(head).get(file).content)
    assert looks() == before + 1


def test_a_paper_of_another_kind_is_not_drafted(accepted: Make, handler: Account) -> None:
    petition = accepted("denunciation")
    with pytest.raises(Refusal, match="không dùng cho loại đơn"):
        letters.draft(petition, "doc.dialogue.invite", by=handler, on=DAY)
    browser = signed_in(handler)
    assert "doc.dialogue.invite" not in browser.get(address("letter_new", petition.pk)).content.decode()
    made = browser.post(address("letter_new", petition.pk), {"form": "doc.denounce.accept.extract"})
    assert made.status_code == 302
    assert browser.post(address("letter_new", petition.pk), {"form": "doc.dialogue.invite"}).status_code == 422


def test_a_letter_is_had_as_pdf(notice: Letter, handler: Account) -> None:
    answer = signed_in(handler).get(address("letter_file", notice.pk, "pdf"))
    assert answer.content.startswith(b"%PDF-")
    assert "du-thao" in answer["Content-Disposition"]
    assert signed_in(handler).get(address("letter_file", notice.pk, "odt")).status_code == 404


def test_urging_letters_of_a_batch_come_in_one_archive(accepted: Make, office: Account) -> None:
    late = [accepted() for _ in range(3)]
    for petition in late:
        ending.urge(petition, by=office, on=date(2026, 11, 2))
    browser = signed_in(office)
    assert browser.get(address("letters_batch")).content.decode().count("Công văn đôn đốc") == 3
    query = "&".join(f"petition={p.pk}" for p in late[:2])
    archive = zipfile.ZipFile(io.BytesIO(browser.get(address("letters_batch") + f"?{query}&tep=zip").content))
    assert len(archive.namelist()) == 2
    assert "V/v đôn đốc giải quyết" in docx_words(archive.read(archive.namelist()[0]))


def test_a_page_costs_the_same_queries_however_many_letters_there_are(accepted: Make, handler: Account) -> None:
    petition = accepted()
    letter = petition.letters.get(form="doc.complaint.accept")
    browser = signed_in(handler)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            browser.get(address("letter", letter.pk))
        return len(found)

    browser.get(address("letter", letter.pk))
    few = queries()
    for _ in range(5):
        letters.draft(petition, "doc.ask", by=handler, on=DAY)
    assert queries() == few <= 30
