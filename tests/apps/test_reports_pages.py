"""The files of a review and its pages: the official layout, no commands hidden in words, who sees what."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import docx
import openpyxl
import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from liemchinh.apps.directives.models import Document as Directive
from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.reports import actions, files, queries
from liemchinh.apps.reports.models import Review
from liemchinh.kernel.errors import Refusal
from liemchinh.spine.moves import correct
from tests.apps.reports_world import PERIOD, SIGNED, answered, reported

pytest_plugins = ["tests.apps.reports_world"]

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


def test_the_name_of_a_file_keeps_the_marks_of_a_unit(client: Any, draft: Review, district: Unit, office: Any) -> None:
    type(district).objects.filter(pk=district.pk).update(code="Đồng-Tháp")
    draft.refresh_from_db()
    assert files.filename(draft, "xlsx") == "du-thao-so-ket-03-nq-qu-đồng-tháp-2006-2011.xlsx"
    client.force_login(office)
    header = client.get(reverse("report-file", args=[draft.pk, "docx"]))["Content-Disposition"]
    assert "filename*=utf-8''du-thao-so-ket-03-nq-qu-%C4%91%E1%BB%93ng-th%C3%A1p-2006-2011.docx" in header


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


def test_the_reason_that_the_unit_gave_with_its_figure_is_offered(
    client: Any, draft: Review, district: Unit, office: Any
) -> None:
    row = reported(district, "outreach_sessions", 7)
    type(row).objects.filter(pk=row.pk).update(note="Hai buổi ghi trùng ngày")
    client.force_login(office)
    form = client.get(reverse("report-write", args=[draft.pk])).context["form"]
    assert form["reason__outreach_sessions"].value() == "Hai buổi ghi trùng ngày"


def test_a_draft_is_saved_in_part_and_a_task_with_an_open_field_bars_only_its_signing(
    client: Any, draft: Review, office: Any, signatory: Any
) -> None:
    client.force_login(office)
    form = client.get(reverse("report-write", args=[draft.pk])).context["form"]
    data = {f.name: f.value() or "" for f in form} | {"text__rpt_overview": "Năm năm đầu."}
    assert "«tên chương trình, kế hoạch»" in data["chosen"]
    assert client.post(reverse("report-write", args=[draft.pk]), data).status_code == 302
    draft.refresh_from_db()
    assert draft.texts["rpt.overview"] == "Năm năm đầu."
    assert "chưa điền trong" in client.get(reverse("report", args=[draft.pk])).content.decode()
    answered(draft, office)
    actions.write(draft, by=office, on=date(2011, 4, 2), chosen=["Hoàn thành «tên chương trình, kế hoạch»."])
    with pytest.raises(Refusal, match="chưa điền trong: Hoàn thành «tên chương trình"):
        actions.sign(draft, by=signatory, signer_name="Lê Minh Quân", **SIGNED)


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
    assert wrong.status_code == 422


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


def test_who_reads_a_signed_report_may_take_it_away_and_a_draft_only_by_right(
    client: Any, resolution: Directive, ward: Unit, clerk_of_ward: Any, office: Any, signatory: Any, session_of: Any
) -> None:
    session_of(ward, held_on=date(2008, 8, 8), attendees=60)
    review = actions.compose(resolution, ward, PERIOD, by=office, on=date(2011, 4, 1))
    client.force_login(clerk_of_ward)
    files_of = [reverse("report-file", args=[review.pk, kind]) for kind in ("docx", "pdf")]
    assert [client.get(url).status_code for url in files_of] == [403, 403]
    assert files_of[0] not in client.get(reverse("report", args=[review.pk])).content.decode()
    actions.sign(answered(review, office), by=signatory, signer_name="Lê Minh Quân", **SIGNED)
    assert [client.get(url).status_code for url in files_of] == [200, 200]
    assert files_of[0] in client.get(reverse("report", args=[review.pk])).content.decode()


def test_the_excel_file_of_a_reader_holds_no_records_of_registers_they_may_not_export(signed: Review) -> None:
    body = files.render(signed, queries.document_of(signed), "xlsx", AnonymousUser())
    assert openpyxl.load_workbook(io.BytesIO(body)).sheetnames[0] == "Số liệu"
    cells = [c.value for s in openpyxl.load_workbook(io.BytesIO(body)) for row in s.iter_rows() for c in row]
    assert not any(str(value).startswith("outreach.session:") for value in cells)


def test_the_drawer_tells_the_reason_of_a_change_once(
    client: Any, signed: Review, sessions: list[Any], clerk: Any, office: Any
) -> None:
    correct(sessions[0], {"attendees": 45}, by=clerk, on=date(2012, 1, 5), reason="đếm lại theo danh sách")
    client.force_login(office)
    drawer = client.get(reverse("report-figure", args=[signed.pk, "outreach_attendees"])).content.decode()
    assert drawer.count("đếm lại theo danh sách") == 1
