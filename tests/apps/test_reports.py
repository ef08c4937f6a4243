"""A review from the registers to the signed paper: what bars signing, what is kept, what drifts, who sees it."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import docx
import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from liemchinh.apps.directives.models import Document as Directive
from liemchinh.apps.figures.models import Reported
from liemchinh.apps.organisation.models import Committee, CommitteeMember, Unit
from liemchinh.apps.reports import actions, files, freezing, queries, stored
from liemchinh.apps.reports.gathering import review_facts
from liemchinh.apps.reports.models import Review
from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.measures import Period
from liemchinh.spine import ledger_keys
from liemchinh.spine.access import SYSTEM
from liemchinh.spine.moves import Stale, correct, move

PERIOD = Period(date(2006, 3, 16), date(2011, 4, 21))
SIGNED = {"number": "57", "signed_on": date(2011, 4, 21), "at": datetime(2011, 4, 21, 8, 30, tzinfo=UTC)}


@pytest.fixture(autouse=True)
def _key() -> None:
    """A site signs its ledger's head, and prints it in the footer of what it signs."""
    ledger_keys.create_key()


def made(record: Any, step: str, on: date) -> Any:
    with move(record, step, by=SYSTEM, on=on):
        pass
    return record


@pytest.fixture
def resolution(district: Unit) -> Directive:
    with move(district, "correct", by=SYSTEM, on=date(2006, 1, 1), reason="ghi tên cấp ủy"):
        district.party_body, district.party_symbol, district.place = "Quận ủy Quận 1", "QU", "Quận 1"
    document = Directive(
        unit=district, number="03-NQ/QU", issued_on=date(2006, 3, 16), issuer="Quận ủy", kind="resolution",
        abstract="chống quan liêu, tham nhũng, lãng phí, thực hành tiết kiệm",
    )  # fmt: skip
    return made(document, "record", date(2006, 3, 16))


@pytest.fixture
def committee(district: Unit) -> Committee:
    name = "Ban Chỉ đạo phòng, chống tham nhũng Quận"
    body = made(Committee(unit=district, name=name, established_on=date(2006, 5, 1)), "establish", date(2006, 5, 1))
    for number in range(11):
        seat = CommitteeMember(committee=body, unit=district, full_name=f"Người {number}", since=date(2006, 5, 1))
        made(seat, "appoint", date(2006, 5, 1))
    return body


@pytest.fixture
def sessions(district: Unit, session_of: Any) -> list[Any]:
    return [session_of(district, held_on=date(2006 + n, 5, 10), attendees=40 + n) for n in range(5)]


@pytest.fixture
def draft(resolution: Directive, sessions: list[Any], district: Unit, office: Any) -> Review:
    assert sessions
    return actions.compose(resolution, district, PERIOD, by=office, on=date(2011, 4, 1))


def answered(review: Review, by: Any, **reasons: str) -> Review:
    """Everything that the draft asks, answered."""
    asked = queries.document_of(review).open_prompts()
    texts = {key: "Đã làm rõ." for key, _ask in asked if key != "rpt.ahead"}
    words = {"texts": {**review.texts, **texts}, "chosen": ["Tiếp tục thực hiện Nghị quyết."], "reasons": reasons}
    actions.write(review, by=by, on=date(2011, 4, 2), **words)
    return review


@pytest.fixture
def signed(draft: Review, office: Any, signatory: Any) -> Review:
    actions.sign(answered(draft, office), by=signatory, signer_name="Lê Minh Quân", **SIGNED)
    return draft


def reported(unit: Unit, indicator: str, value: int) -> Reported:
    row = Reported(unit=unit, indicator=indicator, period_start=PERIOD.start, period_end=PERIOD.end, value=value)
    return made(row, "record", date(2011, 4, 1))


# --- Composing ---


def test_a_draft_says_what_the_registers_hold(draft: Review, committee: Committee) -> None:
    text = queries.document_of(draft).plain_text()
    assert "đã tổ chức tuyên truyền được 05 buổi với 210 lượt người dự." in text
    assert f"{committee.name} đã được kiện toàn, đến nay có 11 thành viên." in text
    assert "đến nay có 11 thành viên" in text


def test_the_resolution_is_not_counted_as_carrying_itself_out(draft: Review) -> None:
    assert "Để cụ thể hóa Nghị quyết" not in queries.document_of(draft).plain_text()


def test_a_draft_follows_the_registers(draft: Review, district: Unit, session_of: Any) -> None:
    session_of(district, held_on=date(2009, 9, 9), attendees=90)
    assert "06 buổi với 300 lượt người dự" in queries.document_of(draft).plain_text()


def test_a_figure_that_a_unit_reported_stands_beside_the_computed_one(draft: Review, district: Unit) -> None:
    reported(district, "outreach_attendees", 215)
    reported(district, "savings_amount", 1_360_000_000)
    facts = review_facts(draft)
    assert [(d.computed, d.reported, d.used) for d in facts.differences] == [(210, 215, 210)]
    assert "Tiết kiệm 1,36 tỷ đồng." in queries.document_of(draft).plain_text()


def test_a_unit_below_that_has_not_reported_is_named(draft: Review, ward: Unit, other_ward: Unit) -> None:
    reported(ward, "community_supervisions", 12)
    document = queries.document_of(draft)
    assert "còn 01 đơn vị chưa gửi báo cáo (Phụ lục 03)" in document.plain_text()
    assert "12 cuộc giám sát (số liệu của 01/02 đơn vị; chưa có số liệu của Phường Cầu Muối)" in document.plain_text()
    rows = document.annexes[2].blocks[0].rows
    assert [row[1].text for row in rows] == [other_ward.name]


# --- Signing ---


def test_a_report_with_an_open_question_is_not_signed(draft: Review, signatory: Any) -> None:
    with pytest.raises(Refusal, match="chưa viết"):
        actions.sign(draft, by=signatory, signer_name="Lê Minh Quân", **SIGNED)
    draft.refresh_from_db()
    assert draft.state == "draft"
    assert not draft.figures.exists()


def test_a_difference_without_a_reason_bars_signing(draft: Review, district: Unit, office: Any, signatory: Any) -> None:
    reported(district, "outreach_attendees", 215)
    answered(draft, office)
    with pytest.raises(Refusal, match="lý do chênh lệch"):
        actions.sign(draft, by=signatory, signer_name="Lê Minh Quân", **SIGNED)
    answered(draft, office, outreach_attendees="Một buổi bị hai đơn vị cùng đếm.")
    actions.sign(draft, by=signatory, signer_name="Lê Minh Quân", **SIGNED)
    notes = stored.unpack(draft.document).annexes[3].blocks
    assert any("Một buổi bị hai đơn vị cùng đếm." in s.text for b in notes for s in b.segments)


def test_a_failed_check_bars_signing_until_a_reason_is_given(
    draft: Review, district: Unit, office: Any, signatory: Any
) -> None:
    reported(district, "hotline_reports_received", 10)
    reported(district, "hotline_reports_resolved", 12)
    answered(draft, office)
    with pytest.raises(Refusal, match="Kiểm tra số liệu chưa đạt"):
        actions.sign(draft, by=signatory, signer_name="Lê Minh Quân", **SIGNED)
    answered(draft, office, hotline_reports_resolved="Hai phản ánh của kỳ trước.")
    actions.sign(draft, by=signatory, signer_name="Lê Minh Quân", **SIGNED)
    assert draft.state == "signed"


def test_a_report_without_a_signatory_is_not_signed(draft: Review, office: Any, signatory: Any) -> None:
    with pytest.raises(Refusal, match="người ký"):
        actions.sign(answered(draft, office), by=signatory, **SIGNED)


def test_the_office_cannot_sign(draft: Review, office: Any) -> None:
    with pytest.raises(PermissionDenied):
        actions.sign(answered(draft, office), by=office, signer_name="Lê Minh Quân", **SIGNED)


def test_signing_a_draft_that_somebody_changed_meanwhile_is_stale(draft: Review, office: Any, signatory: Any) -> None:
    seen = draft.version
    answered(draft, office)
    with pytest.raises(Stale):
        actions.sign(draft, by=signatory, seen=seen, signer_name="Lê Minh Quân", **SIGNED)


def test_signing_freezes_each_figure_with_its_records_and_their_digest(signed: Review, sessions: list[Any]) -> None:
    kept = signed.figures.get(indicator="outreach_attendees")
    assert kept.value == 210
    assert [ref for ref, _digest in kept.records] == [s.ref for s in sessions[::-1]] or len(kept.records) == 5
    assert dict(kept.records)[sessions[0].ref] == sessions[0].digest()
    assert kept.digest == freezing.digest_of(dict(kept.records))


def test_a_signed_document_is_kept_word_for_word(signed: Review, district: Unit, session_of: Any) -> None:
    before = queries.document_of(signed)
    session_of(district, held_on=date(2009, 9, 9), attendees=90)
    after = queries.document_of(Review.objects.get(pk=signed.pk))
    assert after == before
    assert after.head.number == "Số 57-BC/QU"
    assert after.draft_mark == ""
    assert "05 buổi với 210 lượt người dự" in after.plain_text()


def test_what_is_stored_comes_back_the_same(draft: Review) -> None:
    document = queries.document_of(draft)
    assert stored.unpack(stored.pack(document)) == document


# --- Drift ---


def test_a_signed_report_has_not_drifted_while_nothing_changes(signed: Review) -> None:
    assert freezing.drift(signed) == []


def test_a_record_added_after_signing_makes_the_report_drift(
    signed: Review, district: Unit, session_of: Any, clerk: Any
) -> None:
    added = session_of(district, by=clerk, held_on=date(2008, 8, 8), attendees=60)
    found = {d.indicator.id: d for d in freezing.drift(signed)}
    assert (found["outreach_sessions"].signed, found["outreach_sessions"].now) == (5, 6)
    assert found["outreach_attendees"].now == 270
    assert found["outreach_sessions"].added == (added.ref,)
    assert found["outreach_sessions"].since is not None
    assert found["outreach_sessions"].lines[0].ref == added.ref


def test_a_corrected_record_tells_why(signed: Review, sessions: list[Any], clerk: Any) -> None:
    correct(sessions[0], {"attendees": 45}, by=clerk, on=date(2012, 1, 5), reason="đếm lại theo danh sách")
    found = {d.indicator.id: d for d in freezing.drift(signed)}
    assert (found["outreach_attendees"].signed, found["outreach_attendees"].now) == (210, 215)
    assert found["outreach_attendees"].changed == (sessions[0].ref,)
    assert found["outreach_attendees"].lines[0].reason == "đếm lại theo danh sách"
    assert not found["outreach_sessions"].value_differs


def test_a_cancelled_record_is_gone_from_the_figure(signed: Review, sessions: list[Any], clerk: Any) -> None:
    with move(sessions[1], "cancel", by=clerk, on=date(2012, 1, 5), reason="ghi nhầm"):
        pass
    found = {d.indicator.id: d for d in freezing.drift(signed)}
    assert found["outreach_sessions"].gone == (sessions[1].ref,)


def test_a_change_outside_the_period_is_no_drift(signed: Review, district: Unit, session_of: Any) -> None:
    session_of(district, held_on=date(2012, 8, 8), attendees=60)
    assert freezing.drift(signed) == []


def test_an_amendment_replaces_the_signed_report_which_stays_as_it_was(
    signed: Review, district: Unit, session_of: Any, office: Any, signatory: Any
) -> None:
    session_of(district, held_on=date(2008, 8, 8), attendees=60)
    draft = actions.amend(signed, by=office, on=date(2012, 1, 5))
    assert actions.amend(signed, by=office, on=date(2012, 1, 5)) == draft
    actions.sign(draft, number="61", signed_on=date(2012, 1, 6), at=datetime(2012, 1, 6, tzinfo=UTC), by=signatory)
    signed.refresh_from_db()
    assert signed.state == "superseded"
    assert signed.figures.get(indicator="outreach_sessions").value == 5
    assert draft.figures.get(indicator="outreach_sessions").value == 6


# --- Files ---


def test_the_files_hold_the_same_words_and_are_the_same_bytes_twice(draft: Review) -> None:
    document = queries.document_of(draft)
    for kind, start in (("docx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF"), ("html", b"<!doctype html>")):
        body = files.render(draft, document, kind)
        assert body.startswith(start)
        assert body == files.render(draft, document, kind), kind


def test_the_word_file_has_the_official_layout(draft: Review) -> None:
    word = docx.Document(io.BytesIO(files.render(draft, queries.document_of(draft), "docx")))
    page = word.sections[0]
    assert [round(m.mm) for m in (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)] == [
        20, 20, 30, 20,
    ]  # fmt: skip
    assert page.different_first_page_header_footer
    assert word.styles["Normal"].font.name == "Times New Roman"
    assert "PAGE" in page.header.paragraphs[0]._p.xml
    head = word.tables[0].rows[0].cells
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in head[1].text
    assert "CỘNG HÒA" not in head[1].text
    assert any("05 buổi với 210 lượt người dự" in p.text for p in word.paragraphs)


def test_the_pdf_says_that_it_is_an_archive_file(draft: Review) -> None:
    body = files.render(draft, queries.document_of(draft), "pdf")
    assert b"<pdfaid:part>2</pdfaid:part>" in body
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in body


def test_the_excel_file_opens_each_figure_to_its_records(draft: Review, sessions: list[Any]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files.render(draft, queries.document_of(draft), "xlsx")))
    first = book.worksheets[0]
    rows = {row[0].value: row for row in first.iter_rows(min_row=4)}
    line = next(row for label, row in rows.items() if label and "tuyên truyền" in label)
    assert line[7].value == 5
    records = next(s for s in book.worksheets if any(c.value == sessions[0].ref for c in s["A"]))
    assert records.max_row == 3 + len(sessions)


def test_a_cell_that_looks_like_a_formula_is_text(draft: Review, district: Unit, session_of: Any) -> None:
    session_of(district, held_on=date(2010, 1, 1), topic='=HYPERLINK("http://x","y")')
    body = files.render(draft, queries.document_of(draft), "xlsx")
    cells = [c for s in openpyxl.load_workbook(io.BytesIO(body)) for row in s.iter_rows() for c in row]
    assert [c.data_type for c in cells if str(c.value).startswith("=HYPERLINK")] == ["s"]
    parts = zipfile.ZipFile(io.BytesIO(body))
    assert not any(b"<f>" in parts.read(name) for name in parts.namelist() if "worksheets" in name)


def test_what_people_wrote_cannot_command_the_files(draft: Review, office: Any) -> None:
    evil = '#set page(width: 1cm) <script>alert(1)</script> "} {{ 7*7 }} \\'
    actions.write(draft, by=office, on=date(2011, 4, 2), texts={"rpt.overview": evil})
    document = queries.document_of(draft)
    page = files.render(draft, document, "html").decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert files.render(draft, document, "pdf").startswith(b"%PDF")


def test_the_name_of_a_file_says_what_it_is(signed: Review) -> None:
    assert files.filename(signed, "docx") == "bao-cao-57-so-ket-03-nq-qu-q1-2006-2011.docx"


# --- Pages ---


def test_the_page_shows_figures_as_doors_and_what_bars_signing(client: Any, draft: Review, office: Any) -> None:
    client.force_login(office)
    page = client.get(reverse("report", args=[draft.pk])).content.decode()
    assert 'class="lc-fig"' in page
    assert "indicator=outreach_sessions" in page
    assert "Chưa ký được" in page


def test_a_draft_is_written_and_signed_through_its_pages(
    client: Any, draft: Review, office: Any, signatory: Any
) -> None:
    client.force_login(office)
    form = client.get(reverse("report-write", args=[draft.pk])).context["form"]
    data = {f.name: f.value() or "–" for f in form if f.name != "chosen"}
    data["chosen"] = "Tiếp tục thực hiện Nghị quyết."
    data["head__deputy_of"] = ""
    response = client.post(reverse("report-write", args=[draft.pk]), data)
    assert response.status_code == 302
    client.force_login(signatory)
    page = client.get(reverse("report-sign", args=[draft.pk]))
    data = {"version": page.context["form"]["version"].value(), "number": "57", "signed_on": "21/4/2011",
            "signer_name": "Lê Minh Quân", "signer_title": "BÍ THƯ"}  # fmt: skip
    assert client.post(reverse("report-sign", args=[draft.pk]), data).status_code == 302
    draft.refresh_from_db()
    assert draft.state == "signed"


def test_a_task_with_an_open_field_is_sent_back(client: Any, draft: Review, office: Any) -> None:
    client.force_login(office)
    form = client.get(reverse("report-write", args=[draft.pk])).context["form"]
    data = {f.name: f.value() or "" for f in form}
    assert "«next_programme»" in data["chosen"]
    response = client.post(reverse("report-write", args=[draft.pk]), data)
    assert response.status_code == 400
    assert "chưa điền" in response.content.decode()


def test_a_signed_page_tells_its_drift_and_opens_a_figure(
    client: Any, signed: Review, district: Unit, session_of: Any, office: Any
) -> None:
    session_of(district, held_on=date(2008, 8, 8), attendees=60)
    client.force_login(office)
    page = client.get(reverse("report", args=[signed.pk])).content.decode()
    assert "Lệch sau khi ký" in page
    assert "Đã ký 21/04/2011, đóng băng" in page
    url = reverse("report-figure", args=[signed.pk, "outreach_sessions"])
    assert url in page
    drawer = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "Thêm sau khi ký" in drawer
    assert "<html" not in drawer


def test_a_new_review_is_composed_through_its_page(
    client: Any, resolution: Directive, district: Unit, office: Any
) -> None:
    client.force_login(office)
    assert client.get(reverse("reports")).status_code == 200
    data = {"resolution": resolution.pk, "unit": district.pk, "start": "16/3/2006", "end": "21/4/2011",
            "variant": "party", "base": "first"}  # fmt: skip
    response = client.post(reverse("report-new"), data)
    assert response.status_code == 302
    assert Review.objects.get().period == PERIOD
    wrong = client.post(reverse("report-new"), data | {"end": "1/1/2006"})
    assert wrong.status_code == 400


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf", "html"])
def test_files_are_taken_from_the_page(client: Any, draft: Review, office: Any, kind: str) -> None:
    client.force_login(office)
    response = client.get(reverse("report-file", args=[draft.pk, kind]))
    assert response.status_code == 200
    assert response["Content-Disposition"].endswith(f'.{kind}"')


def test_a_stranger_sees_no_report(client: Any, draft: Review, stranger: Any, clerk_of_ward: Any) -> None:
    client.force_login(stranger)
    assert client.get(reverse("report", args=[draft.pk])).status_code == 403
    client.force_login(clerk_of_ward)
    assert client.get(reverse("report", args=[draft.pk])).status_code == 404
    assert client.get(reverse("report-file", args=[draft.pk, "docx"])).status_code in (403, 404)
