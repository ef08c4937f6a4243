"""What a signed report says when the registers move on: values, records, causes, and the file as signed."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
from django.urls import reverse

from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.reports import drift_note, files, freezing, queries
from liemchinh.apps.reports.drift_note import apart
from liemchinh.apps.reports.models import Review
from liemchinh.catalogue import indicators
from liemchinh.spine.moves import correct

pytest_plugins = ["tests.apps.reports_world"]


def corrected(session: Any, by: Any, **changes: Any) -> None:
    correct(session, changes, by=by, on=date(2012, 1, 5), reason="tìm thấy sổ giấy số 2")


def told(review: Review) -> drift_note.DriftNote:
    note = drift_note.note(freezing.drift(review))
    assert note is not None
    return note


def words(note: drift_note.DriftNote) -> str:
    return "".join(segment.text for segment in note.moved)


def test_only_figures_whose_value_changed_are_counted(signed: Review, sessions: list[Any], clerk: Any) -> None:
    corrected(sessions[0], clerk, attendees=45)
    note = told(signed)
    assert note.title == "Lệch sau khi ký: 1 số."
    assert words(note) == "Sổ hiện cho: lượt người dự tuyên truyền 215 (đã ký 210)."


def test_figures_of_the_same_value_are_told_in_one_line(signed: Review, sessions: list[Any], clerk: Any) -> None:
    corrected(sessions[0], clerk, attendees=45)
    same = told(signed).same
    assert same.startswith("Giá trị như cũ, 1 bản ghi đã sửa: ")
    assert "hội nghị tuyên truyền" in same


def test_a_cause_is_told_once_with_its_field_by_name(signed: Review, sessions: list[Any], clerk: Any) -> None:
    corrected(sessions[0], clerk, attendees=45, leaflets=10)
    note = told(signed)
    assert len(note.causes) == 1
    (cause,) = note.causes
    assert cause.startswith("Vì ")
    assert cause.endswith("lý do: “tìm thấy sổ giấy số 2”.")
    assert cause.count("tìm thấy") == 1
    assert "attendees" not in cause


def test_records_changed_without_any_value_are_no_drift_of_figures(
    signed: Review, sessions: list[Any], clerk: Any
) -> None:
    corrected(sessions[0], clerk, topic="Luật Tố cáo")
    note = told(signed)
    assert note.title == ""
    assert note.moved == ()
    assert note.same.startswith("Giá trị như cũ, 1 bản ghi đã sửa: ")


def test_values_that_print_alike_are_told_apart(db: None) -> None:
    rate = indicators()["petition_resolution_rate"]
    assert apart(Decimal("99.81"), Decimal("99.83"), rate) == ("99,81%", "99,83%")
    assert apart(Decimal("99.8"), Decimal("90"), rate) == ("99,8%", "90%")


def test_the_page_tells_the_drift_in_a_sentence(
    client: Any, signed: Review, sessions: list[Any], clerk: Any, office: Any
) -> None:
    corrected(sessions[0], clerk, attendees=45)
    client.force_login(office)
    page = client.get(reverse("report", args=[signed.pk])).content.decode()
    assert "Lệch sau khi ký: 1 số." in page
    assert "Báo cáo giữ nguyên số đã ký." in page
    assert page.count("tìm thấy sổ giấy số 2") == 1


def test_the_excel_file_of_a_signed_report_shows_the_records_as_signed(
    signed: Review, sessions: list[Any], clerk: Any, district: Unit, session_of: Any
) -> None:
    before = records_in(signed)
    corrected(sessions[0], clerk, attendees=4500)
    session_of(district, held_on=date(2008, 8, 8), attendees=60)
    assert records_in(signed) == before
    assert not any(4500 in row for row in before)


def test_the_excel_file_of_a_drifted_report_says_so(signed: Review, sessions: list[Any], clerk: Any) -> None:
    corrected(sessions[0], clerk, attendees=45)
    first = openpyxl.load_workbook(io.BytesIO(files.render(signed, queries.document_of(signed), "xlsx"))).worksheets[0]
    assert first["A2"].value == (
        "Sau khi báo cáo được ký ngày 21/4/2011, 01 bản ghi đã thay đổi, làm thay đổi 01 chỉ tiêu: Lượt người "
        "dự tuyên truyền, 210 → 215, tìm thấy sổ giấy số 2. Số liệu đã ký vẫn có giá trị cho đến khi ban hành báo cáo "
        "điều chỉnh."
    )


def records_in(review: Review) -> list[tuple[Any, ...]]:
    body = files.render(review, queries.document_of(review), "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(body))
    sheet = next(s for s in book.worksheets if str(s["A4"].value).startswith("outreach.session:"))
    return list(sheet.iter_rows(min_row=4, values_only=True))
