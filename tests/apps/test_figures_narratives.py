"""From a narrative report to confirmed figures with their passages: file in, each figure decided, signed off."""

from __future__ import annotations

import io
import json
from datetime import date
from decimal import Decimal
from typing import Any

import docx
import pytest
import typst
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from liemchinh.apps.figures import actions, links, taking_in
from liemchinh.apps.figures.actions import Value
from liemchinh.apps.figures.board import Board
from liemchinh.apps.figures.models import Narrative, Proposal, Reported
from liemchinh.catalogue import indicators
from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.measures import Period
from liemchinh.spine import files, jobs
from liemchinh.spine.access import SYSTEM
from liemchinh.spine.ledger_models import Entry
from liemchinh.spine.moves import Change, Stale
from tests.world import _with_post

pytestmark = pytest.mark.django_db

YEAR = Period(date(2008, 1, 1), date(2008, 12, 31))
LINES = (
    "Kính gửi: Quận ủy",
    "Ngày 25/12/2008, Đảng ủy phường báo cáo kết quả thực hiện Nghị quyết số 03-NQ/QU.",
    "Trong năm, cấp ủy đã ban hành 09 văn bản lãnh đạo, chỉ đạo.",
    "Toàn phường đã tổ chức tuyên truyền 46 buổi cho hơn 2.300 lượt người dự; phát hành 3.500 tờ bướm.",
    "Đã tiếp nhận 40 đơn khiếu nại, tố cáo. Chưa phát hiện vụ việc tham nhũng.",
)
DAYS = {"start": "01/01/2008", "end": "31/12/2008"}
TEXT = "\n".join(LINES) + "\n"


def as_docx() -> bytes:
    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_pdf(tmp_path: Any) -> bytes:
    source = tmp_path / "bao-cao.typ"
    source.write_text("\n\n".join(LINES).replace("@", "\\@"), encoding="utf-8")
    return typst.compile(str(source))


def taken(unit: Any, text: str | bytes = TEXT, name: str = "bao-cao.txt", by: Any = SYSTEM) -> Narrative:
    body = text.encode() if isinstance(text, str) else text
    return taking_in.take_in(files.keep(body, name), unit, YEAR, "Báo cáo năm 2008", "12-BC/ĐU", by=by, on=YEAR.end)


def proposal(narrative: Narrative, indicator: str) -> Proposal:
    return narrative.proposals.get(indicator=indicator)


def test_the_figures_of_a_text_are_proposed_with_their_place(ward):
    narrative = taken(ward)
    found = proposal(narrative, "outreach_attendees")
    assert (found.value, found.qualifier, found.state) == (2300, "at_least", "proposed")
    assert narrative.text[found.start : found.end] == found.quote
    assert proposal(narrative, "corruption_cases_detected").value == 0
    assert "03-NQ/QU" in {narrative.text[a:b] for a, b, _why in narrative.skipped} or narrative.skipped


@pytest.mark.parametrize("kind", ["txt", "docx", "pdf"])
def test_word_pdf_and_plain_text_give_the_same_figures(ward, tmp_path, kind):
    body = {"txt": TEXT.encode, "docx": as_docx, "pdf": lambda: as_pdf(tmp_path)}[kind]()
    narrative = taken(ward, body, f"bao-cao.{kind}")
    found = {(p.indicator, p.value) for p in narrative.proposals.all()}
    assert {("directive_documents_issued", 9), ("outreach_sessions", 46), ("outreach_attendees", 2300),
            ("leaflets_distributed", 3500), ("corruption_cases_detected", 0)} <= found  # fmt: skip


@pytest.mark.parametrize("seed", ["000_90eac0e256c7db4b", "003_3741090b084707d9"])
def test_the_two_documents_of_the_district_are_read_in_full(shared, ward, seed):
    folder = shared / "data" / "seeds"
    narrative = taken(ward, (folder / f"{seed}.txt").read_bytes(), f"{seed}.txt")
    gold = json.loads((folder / f"{seed}.json").read_text(encoding="utf-8"))["figures"]
    found = {(p.indicator, float(p.value), p.role) for p in narrative.proposals.all()}
    assert found == {(g["indicator"], float(g["value"]), g["period_role"]) for g in gold}


def test_nothing_counts_before_a_person_confirms_it(ward):
    narrative = taken(ward)
    assert Board(ward, YEAR).figure("outreach_sessions").state == "N"
    assert not Reported.objects.exists()
    assert narrative.state == "reading"


def test_a_confirmed_figure_counts_and_opens_to_its_passage(ward, clerk_of_ward):
    narrative = taken(ward, by=clerk_of_ward)
    actions.confirm(proposal(narrative, "outreach_attendees"), by=clerk_of_ward, on=YEAR.end)
    board = Board(ward, YEAR)
    figure = board.figure("outreach_attendees")
    assert (figure.value, figure.source, figure.qualifier) == (2300, "reported", "at_least")
    passage = board.evidence("outreach_attendees")[0].proposal
    assert passage is not None
    assert passage.quote in narrative.text
    line = Entry.objects.get(subject=board.evidence("outreach_attendees")[0].ref)
    assert json.loads(line.payload)["passage"] == passage.ref


def test_a_corrected_figure_keeps_what_was_read(ward, clerk_of_ward):
    narrative = taken(ward)
    item = proposal(narrative, "outreach_sessions")
    actions.correct(item, Value("training_courses", Decimal(47), "approx"), by=clerk_of_ward, on=YEAR.end)
    figure = Reported.objects.get()
    assert (figure.indicator, figure.value, figure.qualifier) == ("training_courses", 47, "approx")
    item.refresh_from_db()
    assert item.state == "corrected"
    old = {(c.field, c.old) for c in Change.objects.filter(subject=item.ref)}
    assert old >= {("indicator", "outreach_sessions"), ("value", "46")}


def test_correcting_a_confirmed_figure_supersedes_it(ward, clerk_of_ward):
    narrative = taken(ward)
    item = proposal(narrative, "outreach_sessions")
    actions.confirm(item, by=clerk_of_ward, on=YEAR.end)
    actions.correct(item, Value("outreach_sessions", Decimal(64)), by=clerk_of_ward, on=YEAR.end)
    actions.correct(item, Value("training_courses", Decimal(64)), by=clerk_of_ward, on=YEAR.end)
    states = [(f.indicator, f.value, f.state) for f in Reported.objects.order_by("pk")]
    assert states == [("outreach_sessions", 46, "superseded"), ("outreach_sessions", 64, "superseded"),
                      ("training_courses", 64, "confirmed")]  # fmt: skip


def test_a_rejected_figure_is_withdrawn_and_can_be_confirmed_again(ward, clerk_of_ward):
    narrative = taken(ward)
    item = proposal(narrative, "outreach_sessions")
    actions.confirm(item, by=clerk_of_ward, on=YEAR.end)
    actions.reject(item, by=clerk_of_ward, on=YEAR.end)
    assert Board(ward, YEAR).figure("outreach_sessions").state == "N"
    actions.confirm(item, by=clerk_of_ward, on=YEAR.end)
    assert Board(ward, YEAR).figure("outreach_sessions").value == 46


def test_after_a_rejection_the_page_offers_to_take_it_back(client, ward, clerk_of_ward):
    narrative = taken(ward)
    item = proposal(narrative, "outreach_sessions")
    client.force_login(clerk_of_ward)
    url = reverse("figures:decide", args=[narrative.pk, item.pk])
    page = client.post(url, {"do": "reject", "seen": item.version}, follow=True).content.decode()
    assert f"“{item.quote}”.</span>" in page
    assert "Đã loại số" in page
    assert 'value="restore"' in page
    item.refresh_from_db()
    back = client.post(url, {"do": "restore", "seen": item.version}, follow=True).content.decode()
    item.refresh_from_db()
    assert item.state == "proposed"
    assert 'value="restore"' not in back
    assert Entry.objects.filter(subject=item.ref, verb="figure.restore").count() == 1


def test_the_passages_of_a_pdf_carry_their_page(client, ward, clerk_of_ward, tmp_path):
    source = tmp_path / "bao-cao.typ"
    source.write_text(f"{LINES[2]}\n#pagebreak()\n{LINES[1]}\n#pagebreak()\n{LINES[3]}", encoding="utf-8")
    narrative = taken(ward, typst.compile(str(source)), name="bao-cao.pdf")
    pages = {p.indicator: p.page for p in narrative.proposals.all()}
    assert (pages["directive_documents_issued"], pages["outreach_sessions"]) == (1, 3)
    item = proposal(narrative, "outreach_sessions")
    actions.confirm(item, by=clerk_of_ward, on=YEAR.end)
    client.force_login(clerk_of_ward)
    assert "trang 3" in client.get(reverse("figures:narrative", args=[narrative.pk])).content.decode()
    behind = client.get(links.records_url("outreach_sessions", ward, YEAR)).content.decode()
    assert "trang 3" in behind


def test_a_text_without_pages_names_none(ward):
    assert proposal(taken(ward), "outreach_sessions").page is None


def test_figures_of_the_period_before_and_targets_keep_their_role(ward, clerk_of_ward):
    narrative = taken(ward)
    item = proposal(narrative, "outreach_sessions")
    actions.correct(item, Value("outreach_sessions", Decimal(46), role="target"), by=clerk_of_ward, on=YEAR.end)
    assert Reported.objects.get().role == "target"
    assert Board(ward, YEAR).figure("outreach_sessions").state == "N"


def test_a_passage_that_says_the_same_again_makes_no_second_figure(ward, clerk_of_ward):
    narrative = taken(ward, TEXT + "Tóm lại, toàn phường đã tuyên truyền được 46 buổi.\n")
    twice = narrative.proposals.filter(indicator="outreach_sessions")
    for item in twice:
        actions.confirm(item, by=clerk_of_ward, on=YEAR.end)
    assert Reported.objects.filter(state="confirmed", indicator="outreach_sessions").count() == 1
    assert Board(ward, YEAR).figure("outreach_sessions").value == 46


def test_when_one_of_two_passages_is_rejected_the_other_still_gives_the_figure(ward, clerk_of_ward):
    narrative = taken(ward, TEXT + "Tóm lại, toàn phường đã tuyên truyền được 46 buổi.\n")
    first, second = narrative.proposals.filter(indicator="outreach_sessions")
    actions.confirm(first, by=clerk_of_ward, on=YEAR.end)
    actions.confirm(second, by=clerk_of_ward, on=YEAR.end)
    actions.reject(first, by=clerk_of_ward, on=YEAR.end)
    assert Board(ward, YEAR).evidence("outreach_sessions")[0].proposal == second
    actions.reject(second, by=clerk_of_ward, on=YEAR.end)
    assert Board(ward, YEAR).figure("outreach_sessions").state == "N"


def test_a_figure_that_the_reader_missed_is_added_by_its_passage(ward, clerk_of_ward):
    narrative = taken(ward)
    start, end = actions.find(narrative, "tiếp nhận  40 đơn")
    said = Value("complaints_received", Decimal(40))
    figure = actions.add(narrative, said, start, end, by=clerk_of_ward, on=YEAR.end)
    assert figure.proposal.quote == "tiếp nhận 40 đơn"
    assert Board(ward, YEAR).figure("complaints_received").value == 40


def test_a_passage_that_is_not_in_the_text_is_refused(ward):
    narrative = taken(ward)
    with pytest.raises(Refusal, match="Không thấy đoạn"):
        actions.find(narrative, "tiếp nhận 41 đơn")
    with pytest.raises(Refusal, match="chỗ trong báo cáo"):
        actions.find(narrative, "phường")


@pytest.mark.parametrize(
    ("indicator", "value", "sentence"),
    [
        ("outreach_sessions", "-1", "âm"),
        ("outreach_sessions", "1.5", "số nguyên"),
        ("satisfaction_rate", "101", "100%"),
        ("savings_amount", "99999999999999999", "quá lớn"),
        ("happiness", "1", "Không có chỉ tiêu"),
    ],
)
def test_a_figure_that_cannot_be_is_refused(ward, indicator, value, sentence):
    with pytest.raises(Refusal, match=sentence):
        actions.record(ward, YEAR, Value(indicator, Decimal(value)), by=SYSTEM, on=YEAR.end)
    assert not Reported.objects.exists()


def test_of_two_who_decide_the_same_passage_the_later_is_told(ward, clerk_of_ward):
    item = proposal(taken(ward), "outreach_sessions")
    seen = item.version
    actions.confirm(item, by=clerk_of_ward, on=YEAR.end, seen=seen)
    late = Proposal.objects.get(pk=item.pk)
    with pytest.raises(Stale):
        actions.reject(late, by=clerk_of_ward, on=YEAR.end, seen=seen)


@pytest.fixture
def head(ward: Any) -> Any:
    return _with_post("bich", "Vũ Ngọc Bích", ward, "unit_head", "Chủ tịch phường")


def test_signing_off_waits_for_every_figure(ward, clerk_of_ward, head):
    narrative = taken(ward)
    with pytest.raises(Refusal, match=r"Còn \d+ số chờ xác nhận"):
        actions.finish(narrative, by=head, on=YEAR.end)
    for item in narrative.proposals.all():
        actions.confirm(item, by=clerk_of_ward, on=YEAR.end)
    with pytest.raises(PermissionDenied):
        actions.finish(narrative, by=clerk_of_ward, on=YEAR.end)
    actions.finish(narrative, by=head, on=YEAR.end)
    assert narrative.state == "read"
    with pytest.raises(Refusal, match="Mở lại"):
        actions.reject(narrative.proposals.first(), by=clerk_of_ward, on=YEAR.end)
    actions.reopen(narrative, by=head, on=YEAR.end, reason="Nhầm số")
    actions.reject(narrative.proposals.first(), by=clerk_of_ward, on=YEAR.end)


def test_a_jump_against_the_period_before_asks_for_a_reason(ward, clerk_of_ward, head):
    last_year = Period(date(2007, 1, 1), date(2007, 12, 31))
    actions.record(ward, last_year, Value("outreach_sessions", Decimal(10)), by=SYSTEM, on=last_year.end)
    narrative = taken(ward)
    for item in narrative.proposals.all():
        actions.confirm(item, by=clerk_of_ward, on=YEAR.end)
    with pytest.raises(Refusal, match="Cao gấp 4,6 lần kỳ trước"):
        actions.finish(narrative, by=head, on=YEAR.end)
    actions.finish(narrative, by=head, on=YEAR.end, reason="Năm tổng kết")
    line = Entry.objects.filter(subject=narrative.ref).last()
    assert line is not None
    assert json.loads(line.payload)["reason"] == "Năm tổng kết"


def test_a_file_that_cannot_be_read_leaves_nothing(client, ward, clerk_of_ward):
    client.force_login(clerk_of_ward)
    data = {"file": SimpleUploadedFile("anh.pdf", b"%PDF-1.4 broken"), "unit": ward.code, **DAYS}
    html = client.post(reverse("figures:narrative-new"), data).content.decode()
    assert "Không đọc được «anh.pdf»" in html
    assert not Narrative.objects.exists()


def upload(client: Any, unit: Any, body: bytes = TEXT.encode(), name: str = "Bao cao 2008.txt") -> Narrative:
    data = {"file": SimpleUploadedFile(name, body), "unit": unit.code, "start": "01/01/2008", "end": "31/12/2008"}
    response = client.post(reverse("figures:narrative-new"), data)
    assert response.status_code == 302, response.content.decode()
    return Narrative.objects.get(pk=int(response["Location"].rstrip("/").rpartition("/")[2]))


def decide(client: Any, item: Proposal, do: str, **data: Any) -> Any:
    url = reverse("figures:decide", args=[item.narrative_id, item.pk])
    return client.post(url, {"do": do, "seen": item.version, **data})


def test_the_whole_loop_by_the_front_door(client, ward, clerk_of_ward, head):
    client.force_login(clerk_of_ward)
    narrative = upload(client, ward)
    assert narrative.title == "Bao cao 2008"
    page = client.get(reverse("figures:narrative", args=[narrative.pk])).content.decode()
    assert page.count("<mark id=") == len({(p.start, p.end) for p in narrative.proposals.all()})
    assert 'class="is-out"' in page
    items = {p.indicator: p for p in narrative.proposals.all()}
    response = decide(client, items.pop("outreach_sessions"), "confirm")
    assert response.status_code == 302
    corrected = {"indicator": "leaflets_distributed", "value": "3,6 nghìn", "qualifier": "exact", "role": "current"}
    assert decide(client, items.pop("leaflets_distributed"), "correct", **corrected).status_code == 302
    for item in items.values():
        assert decide(client, item, "reject").status_code == 302
    waiting = client.get(reverse("figures:narrative", args=[narrative.pk])).content.decode()
    assert "Thủ trưởng đơn vị xem lại" in waiting
    assert client.post(reverse("figures:finish", args=[narrative.pk])).status_code == 403
    client.force_login(head)
    response = client.post(reverse("figures:finish", args=[narrative.pk]))
    assert response["Location"] == links.list_url(ward, YEAR)
    figures = Board(ward, YEAR).figures()
    assert (figures["outreach_sessions"].value, figures["leaflets_distributed"].value) == (46, 3600)
    opened = client.get(links.records_url("outreach_sessions", ward, YEAR)).content.decode()
    assert proposal(narrative, "outreach_sessions").quote in opened
    assert f"/bao-cao-chu/{narrative.pk}/" in opened


def test_a_correction_that_is_no_number_comes_back_with_what_was_typed(client, ward, clerk_of_ward):
    client.force_login(clerk_of_ward)
    item = proposal(upload(client, ward), "outreach_sessions")
    data = {"indicator": "outreach_sessions", "value": "bốn sáu buổi", "qualifier": "exact", "role": "current"}
    response = decide(client, item, "correct", **data)
    html = response.content.decode()
    assert response.status_code == 422
    assert "không phải một con số" in html
    assert "bốn sáu buổi" in html
    assert not Reported.objects.exists()


def test_adding_by_the_page_needs_the_words_of_the_text(client, ward, clerk_of_ward):
    client.force_login(clerk_of_ward)
    narrative = upload(client, ward)
    url = reverse("figures:add", args=[narrative.pk])
    data = {"indicator": "complaints_received", "value": "40", "qualifier": "exact", "role": "current"}
    assert client.post(url, {**data, "quote": "chín mươi đơn"}).status_code == 422
    assert client.post(url, {**data, "quote": "40 đơn khiếu nại"}).status_code == 302
    assert Board(ward, YEAR).figure("complaints_received").value == 40


def test_the_figure_of_the_register_stands_beside_the_one_of_the_text(client, ward, clerk_of_ward, session_of):
    session_of(ward, attendees=40)
    client.force_login(clerk_of_ward)
    narrative = upload(client, ward)
    html = client.get(reverse("figures:narrative", args=[narrative.pk])).content.decode()
    assert "Khác sổ" in html
    assert "Sổ tính: 40 lượt người" in html


def test_a_large_file_is_read_in_the_background_with_progress(client, ward, clerk_of_ward, monkeypatch):
    monkeypatch.setattr(taking_in, "AT_ONCE", 10)
    monkeypatch.setattr(taking_in, "PIECE", 200)
    client.force_login(clerk_of_ward)
    data = {"file": SimpleUploadedFile("lon.txt", TEXT.encode()), "unit": ward.code, **DAYS}
    response = client.post(reverse("figures:narrative-new"), data)
    job = jobs.Job.objects.get(kind="figures.narrative")
    assert response["Location"] == reverse("figures:narrative-job", args=[job.pk])
    narrative = Narrative.objects.get()
    assert client.get(response["Location"])["Location"] == reverse("figures:narrative", args=[narrative.pk])
    for item in narrative.proposals.all():
        assert narrative.text[item.start : item.end] == item.quote
    assert proposal(narrative, "leaflets_distributed").value == 3500


def test_the_reading_of_a_broken_large_file_ends_with_its_sentence(client, ward, clerk_of_ward, monkeypatch):
    monkeypatch.setattr(taking_in, "AT_ONCE", 10)
    client.force_login(clerk_of_ward)
    data = {"file": SimpleUploadedFile("x.pdf", b"%PDF-1.4 broken"), "unit": ward.code, **DAYS}
    html = client.get(client.post(reverse("figures:narrative-new"), data)["Location"]).content.decode()
    assert "Không đọc được «x.pdf»" in html


def test_the_page_asks_no_more_queries_for_more_figures(client, ward, clerk_of_ward, django_assert_max_num_queries):
    client.force_login(clerk_of_ward)
    narrative = upload(client, ward, (TEXT * 20).encode())
    assert narrative.proposals.count() > 40
    with django_assert_max_num_queries(32):
        client.get(reverse("figures:narrative", args=[narrative.pk]))


def test_every_proposal_and_figure_has_its_line_in_the_ledger(ward, clerk_of_ward):
    narrative = taken(ward, by=clerk_of_ward)
    figure = actions.confirm(narrative.proposals.first(), by=clerk_of_ward, on=YEAR.end)
    for record in (narrative, *Proposal.objects.all(), figure):
        last = Entry.objects.filter(subject=record.ref).last()
        assert last is not None
        assert last.record_digest == record.digest()


def test_indicators_of_the_catalogue_are_all_known_to_the_pages(ward):
    from liemchinh.apps.figures.groups import NAMES

    assert {i.group for i in indicators().values()} == set(NAMES)
