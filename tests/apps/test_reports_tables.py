"""What a review counts and tables: never the resolution itself, lines that add up, who lacks what."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import docx
import pytest
from django.urls import reverse

from liemchinh.apps.directives.models import Document as Directive
from liemchinh.apps.organisation.models import Committee, CommitteeMember, Unit
from liemchinh.apps.reports import actions, files, queries
from liemchinh.apps.reports.gathering import board_of, review_facts
from liemchinh.apps.reports.models import Review
from liemchinh.spine.office.document import Document, Table
from tests.apps.reports_world import SIGNED, answered, made, reported

pytest_plugins = ["tests.apps.reports_world"]
ISSUED = "directive_documents_issued"


@pytest.fixture
def plans(district: Unit) -> list[Directive]:
    days = (date(2007, 1, 10), date(2007, 6, 10), date(2009, 3, 2))
    rows = [
        Directive(unit=district, number=f"{n}-KH/QU", issued_on=on, issuer="Quận ủy", kind="plan", abstract="kế hoạch")
        for n, on in enumerate(days, start=1)
    ]
    return [made(row, "record", row.issued_on) for row in rows]


def text(review: Review) -> str:
    return queries.document_of(review).plain_text()


def table(document: Document, key: str) -> Table:
    return next(b for b in document.annexes[0].blocks if isinstance(b, Table) and b.key == key)


# --- The resolution under review ---


def test_the_resolution_is_not_among_the_documents_that_carry_it_out(draft: Review, plans: list[Directive]) -> None:
    assert "đã ban hành 03 văn bản lãnh đạo, chỉ đạo." in text(draft)
    assert "nghị quyết;" not in text(draft)
    years = review_facts(draft).by_year
    assert [value.value for value in years.rows[ISSUED]] == [None, 2, 0, 1, 0, 0]  # in 2006 nothing was kept


def test_the_frozen_list_of_documents_leaves_the_resolution_out(
    draft: Review, plans: list[Directive], office: Any, signatory: Any
) -> None:
    actions.sign(answered(draft, office), by=signatory, signer_name="Lê Minh Quân", **SIGNED)
    kept = draft.figures.get(indicator=ISSUED)
    assert kept.value == 3
    assert {ref for ref, _digest in kept.records} == {plan.ref for plan in plans}


def test_a_number_of_documents_that_a_unit_reported_is_compared_without_the_resolution(
    draft: Review, plans: list[Directive], district: Unit
) -> None:
    reported(district, ISSUED, 3)
    assert review_facts(draft).differences == ()


def test_the_figure_of_documents_opens_to_the_others_alone(
    client: Any, draft: Review, plans: list[Directive], office: Any
) -> None:
    client.force_login(office)
    address = reverse("report-figure", args=[draft.pk, ISSUED])
    assert address in client.get(reverse("report", args=[draft.pk])).content.decode()
    assert len(client.get(address).context["rows"]) == 3
    assert len(client.get(address, {"year": "2007"}).context["rows"]) == 2


def test_documents_of_earlier_years_alone_make_zero(draft: Review, district: Unit) -> None:
    old = Directive(unit=district, number="1-KH/QU", issued_on=date(2005, 1, 1), issuer="Quận ủy", kind="plan")
    made(old, "record", date(2005, 1, 1))
    assert "chưa ban hành văn bản mới" in text(draft)


def test_where_only_the_resolution_is_registered_nothing_is_said_of_documents(draft: Review) -> None:
    assert board_of(draft).figure(ISSUED).value is None
    assert "ban hành" not in text(draft).replace("ban hành mới", "")


# --- By unit ---


def test_the_units_lines_add_up_with_a_line_for_the_unit_itself(
    draft: Review, ward: Unit, other_ward: Unit, session_of: Any
) -> None:
    session_of(ward, held_on=date(2008, 8, 8), attendees=60)
    found = table(queries.document_of(draft), "by_unit")
    assert [row[0].text for row in found.rows] == ["Quận 1 (trực tiếp)", ward.name, other_ward.name, "Cộng"]
    at = next(i for i, name in enumerate(found.columns) if name.startswith("Lượt người dự"))
    numbers = [row[at].number for row in found.rows]
    assert numbers == [210, 60, None, 270]
    assert found.rows[2][at].text == "–"


def test_a_unit_that_reported_zero_shows_zero(draft: Review, ward: Unit, other_ward: Unit) -> None:
    reported(ward, "community_supervisions", 12)
    reported(other_ward, "community_supervisions", 0)
    found = table(queries.document_of(draft), "by_unit")
    at = next(i for i, name in enumerate(found.columns) if "giám sát" in name)
    assert [row[at].text for row in found.rows] == ["12", "0", "12"]


def test_the_unit_itself_is_never_one_of_the_best_units(draft: Review, ward: Unit, session_of: Any) -> None:
    session_of(ward, held_on=date(2008, 8, 8))
    assert "(trực tiếp)" not in text(draft)


# --- Who lacks what ---


def test_all_have_reported_is_said_only_where_nothing_is_missing(draft: Review) -> None:
    annex = queries.document_of(draft).annexes[2]
    assert isinstance(annex.blocks[0], Table)
    lacking = [row[2].text for row in annex.blocks[0].rows]
    assert any(line.startswith("Cải cách hành chính: ") for line in lacking)


def test_there_is_no_annex_of_late_tasks_without_a_register_of_tasks(draft: Review) -> None:
    assert [annex.number for annex in queries.document_of(draft).annexes] == ["01", "02", "03", "04"]


def test_a_figure_that_few_units_reported_stands_in_the_table_only(
    draft: Review, ward: Unit, other_ward: Unit, settings: Any
) -> None:
    settings.COVERAGE_MIN = 60
    reported(ward, "community_supervisions", 12)
    document = queries.document_of(draft)
    assert "cuộc giám sát" not in document.plain_text()
    assert any("giám sát" in name for name in table(document, "by_unit").columns)


# --- Words ---


def test_the_committees_strengthening_is_told_where_the_writer_chose_it(
    client: Any, draft: Review, committee: Committee, district: Unit, office: Any
) -> None:
    for number, on in (("90-QĐ/QU", date(2007, 1, 5)), ("97-QĐ/QU", date(2010, 8, 16))):
        seat = CommitteeMember(committee=committee, unit=district, full_name="Cao Nam", since=on, decision=number)
        made(seat, "appoint", on)
    sentence = "Ban Chỉ đạo được kiện toàn 01 lần, gần nhất theo Quyết định số 97-QĐ/QU ngày 16/8/2010."
    assert sentence not in text(draft)
    client.force_login(office)
    form = client.get(reverse("report-write", args=[draft.pk])).context["form"]
    assert form["choice__rpt_committee_dates"].label == sentence
    data = {f.name: f.value() or "–" for f in form} | {"chosen": "Tiếp tục thực hiện.", "head__deputy_of": ""}
    assert client.post(reverse("report-write", args=[draft.pk]), data).status_code == 302
    draft.refresh_from_db()
    assert sentence in text(draft)


def test_a_rough_figure_reads_by_the_texts_of_the_locality(draft: Review, district: Unit) -> None:
    row = reported(district, "savings_amount", 843_000_000)
    type(row).objects.filter(pk=row.pk).update(qualifier="at_least")
    assert "Tiết kiệm trên 843 triệu đồng." in text(draft)


def test_the_word_file_draws_the_sessions_by_year_and_says_them_in_words(draft: Review) -> None:
    word = docx.Document(io.BytesIO(files.render(draft, queries.document_of(draft), "docx")))
    (picture,) = word.inline_shapes
    said = picture._inline.docPr.get("descr")
    assert said.endswith(": 2006 (từ 16/3): 1; 2007: 1; 2008: 1; 2009: 1; 2010: 1; 2011 (đến 21/4): 0.")
    assert picture.width < word.sections[1].page_width
    image = word.part.related_parts[picture._inline.graphic.graphicData.pic.blipFill.blip.embed]
    assert image.blob.startswith(b"\x89PNG")
