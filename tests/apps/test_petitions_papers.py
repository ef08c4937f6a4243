"""Files of a petition: looked at before they are kept, read beside the form, opened by those alone who may."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.petitions.actions import deciding
from liemchinh.apps.petitions.models import Petition
from liemchinh.spine.files import StoredFile
from liemchinh.spine.ledger_models import Entry
from liemchinh.spine.papers import engines
from liemchinh.spine.people import Account
from tests.apps.test_petitions_entry import LETTER, NEW, page, typed, value
from tests.spine.papers_made import drawn, needs_tesseract, typeset

Make = Callable[..., Any]


@pytest.fixture
def desk(client: Client, intake: Account) -> Client:
    client.force_login(intake)
    return client


def letter_pdf(name: str = "don.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, typeset(LETTER))


def mail(**attached: bytes) -> SimpleUploadedFile:
    message = EmailMessage()
    message["From"] = "Ưng Thị Bạch Yến <yen@example.vn>"
    message["To"] = "tiepdan@example.vn"
    message["Subject"] = "Khiếu nại quyết định thu hồi đất"
    message["Date"] = "Mon, 02 Mar 2026 08:00:00 +0700"
    message.set_content(LETTER)
    for name, data in attached.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name.replace("_", "."))
    return SimpleUploadedFile("thu.eml", message.as_bytes())


def kept(text: str) -> list[str]:
    return re.findall(r'name="kept" value="(\d+)"', text)


def entered(desk: Client, ward: Unit, *files: SimpleUploadedFile, **said: Any) -> Petition:
    response = desk.post(NEW, typed(ward, **said) | {"files": list(files)})
    assert response.status_code == 302, page(response)
    return Petition.objects.latest("pk")


def test_several_files_come_in_with_the_petition(desk: Client, ward: Unit) -> None:
    petition = entered(desk, ward, letter_pdf(), SimpleUploadedFile("ghi-chu.txt", "Biên nhận".encode()))
    assert [a.name for a in petition.attachments.all()] == ["don.pdf", "ghi-chu.txt"]


def test_files_stay_with_the_form_through_every_button(desk: Client, ward: Unit) -> None:
    said = page(desk.post(NEW, typed(ward, more="senders") | {"files": [letter_pdf()]}))
    carried = kept(said)
    assert len(carried) == 1
    said = page(desk.post(NEW, typed(ward, subject="") | {"kept": carried}))
    assert kept(said) == carried
    desk.post(NEW, typed(ward) | {"kept": carried})
    assert Petition.objects.get().attachments.get().name == "don.pdf"


def test_a_file_of_somebody_else_cannot_be_carried_off(desk: Client, ward: Unit, head: Account) -> None:
    from liemchinh.spine import papers

    theirs, _paper = papers.take(letter_pdf(), by=head)
    desk.post(NEW, typed(ward) | {"kept": [str(theirs.pk)]})
    assert Petition.objects.get().attachments.count() == 0
    assert desk.get(reverse("petitions:handed_page", args=[theirs.pk, 1])).status_code == 404


def test_a_typed_letter_is_read_beside_the_form(desk: Client, ward: Unit) -> None:
    empty = typed(ward, subject="", senders__0__name="", senders__0__address="", stay="1")
    carried = kept(page(desk.post(NEW, empty | {"files": [letter_pdf()]})))
    del empty["stay"]
    said = page(desk.post(NEW, empty | {"kept": carried, "read": carried[0]}))
    assert "Ưng Thị Bạch Yến" in said
    assert 'name="text__take"' in said
    assert value(said, "senders-0-name") == ""
    assert reverse("petitions:handed_page", args=[int(carried[0]), 1]) in said
    picture = desk.get(reverse("petitions:handed_page", args=[int(carried[0]), 1]))
    assert picture.headers["Content-Type"] == "image/jpeg"


def test_a_mail_becomes_channel_sender_day_subject_and_attachments(desk: Client, ward: Unit) -> None:
    empty = typed(ward, channel="counter", subject="", senders__0__name="", senders__0__address="", stay="1")
    first = page(desk.post(NEW, empty | {"files": [mail(don_pdf=typeset(LETTER))]}))
    carried = kept(first)
    assert len(carried) == 2  # the mail as it came, and what was attached to it
    del empty["stay"]
    said = page(desk.post(NEW, empty | {"kept": carried, "read": carried[0]}))
    sure = dict(re.findall(r'name="([\w-]+__sure)" value="([^"]*)"', said))
    assert sure["channel__sure"] == "email"
    assert sure["received_on__sure"] == "02/03/2026"
    assert sure["senders-0-email__sure"] == "yen@example.vn"
    said = page(desk.post(NEW, empty | sure | {"kept": carried, "use": "sure", "source": carried[0]}))
    assert re.search(r'<option value="email" selected', said)
    assert value(said, "received_on") == "02/03/2026"
    assert value(said, "senders-0-name") == "Ưng Thị Bạch Yến"


def test_a_covering_letter_proposes_the_body_and_the_report_to_it(desk: Client, ward: Unit) -> None:
    slip = "ỦY BAN KIỂM TRA TỈNH ỦY VĨNH AN\nSố: 118-PC/UBKT, ngày 16/01/2026\nPhiếu chuyển đơn\n----------\n"
    said = page(desk.post(NEW, typed(ward, text=slip + LETTER, read="text")))
    assert re.search(r'name="channel__take"[^>]*value="party"', said)
    assert re.search(r'name="sender_body__take"[^>]*value="[^"]*TỈNH ỦY', said)
    assert re.search(r'name="sender_letter__take"[^>]*value="118', said)
    assert re.search(r'name="sender_letter_on__take"[^>]*value="16/01/2026"', said)
    assert 'name="report_back__take"' in said


def test_a_secret_paper_is_refused_and_only_its_number_registered(desk: Client, ward: Unit, settings: Any) -> None:
    secret = SimpleUploadedFile("cv.txt", "MẬT\nBáo cáo số 12".encode())
    said = page(desk.post(NEW, typed(ward, note="còn đây") | {"files": [secret, letter_pdf()]}))
    assert "Tài liệu có độ mật không đưa vào hệ thống" in said
    assert [f.name for f in StoredFile.objects.all()] == ["don.pdf"]
    assert value(said, "note") == "còn đây"
    assert re.search(r'name="secret_paper"[^>]*autofocus', said)
    files = [p.read_bytes() for p in Path(settings.LIEMCHINH_HOME, "files").rglob("*") if p.is_file()]
    assert not any("Báo cáo số 12".encode() in data for data in files)
    petition = entered(desk, ward, secret_paper="12-BC/TU, tủ sắt văn thư")
    assert petition.attachments.count() == 0
    assert petition.secret_paper == "12-BC/TU, tủ sắt văn thư"


@pytest.mark.parametrize(
    ("name", "data"),
    [("anh.jpg", b"\xff\xd8\xff\xe0 broken"), ("a.exe", b"MZ\x90\x00"), ("x.pdf", b"%PDF-1.4 nothing")],
)
def test_a_file_that_cannot_come_in_is_named_and_nothing_is_written(
    desk: Client, ward: Unit, name: str, data: bytes
) -> None:
    said = page(desk.post(NEW, typed(ward, note="còn đây") | {"files": [SimpleUploadedFile(name, data)]}))
    assert "lc-note is-late" in said
    assert value(said, "note") == "còn đây"
    assert Petition.objects.count() == 0
    assert StoredFile.objects.count() == 0


def test_the_original_is_given_back_byte_for_byte_and_runs_nothing(desk: Client, ward: Unit) -> None:
    data = b"<script>document.write(1)</script>"
    petition = entered(desk, ward, SimpleUploadedFile("trang.html", data), kind="complaint")
    paper = petition.attachments.get()
    response = desk.get(reverse("petitions:attachment", args=[petition.pk, paper.pk]))
    assert b"".join(response.streaming_content) == data
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert paper.file.sha256 in page(desk.get(reverse("petitions:paper", args=[petition.pk, paper.pk])))


def test_nobody_opens_a_paper_of_a_petition_that_is_not_theirs(
    desk: Client, client: Client, ward: Unit, head: Account, clerk: Account, stranger: Account
) -> None:
    petition = entered(desk, ward, letter_pdf())
    paper = petition.attachments.get()
    for account, status in ((head, 200), (clerk, 403), (stranger, 403)):
        client.force_login(account)
        for route, more in (("attachment", []), ("paper", []), ("paper_page", [1]), ("paper_state", [])):
            url = reverse(f"petitions:{route}", args=[petition.pk, paper.pk, *more])
            assert client.get(url).status_code == status, (route, account)


def test_the_letter_of_a_denunciation_is_opened_by_those_who_may_know_who_wrote(
    desk: Client, client: Client, ward: Unit, intake: Account, handler: Account, head: Account
) -> None:
    petition = entered(desk, ward, letter_pdf())
    paper = petition.attachments.get()
    axes = {"kind": "denunciation", "field": "corruption", "eligible": True, "competence": "in"}
    today = timezone.localdate()
    deciding.classify(petition, axes, by=intake, on=today)
    url = reverse("petitions:attachment", args=[petition.pk, paper.pk])
    client.force_login(handler)
    assert client.get(url).status_code == 403
    assert client.get(reverse("petitions:paper_page", args=[petition.pk, paper.pk, 1])).status_code == 403
    looks = Entry.objects.filter(verb="matter.read", subject=petition.ref)
    assert not looks.exists()
    client.force_login(head)
    assert client.get(url).status_code == 200
    assert looks.count() == 1


def test_what_was_read_is_confirmed_beside_the_page_and_twins_are_looked_for_anew(desk: Client, ward: Unit) -> None:
    first = entered(desk, ward, text=LETTER)
    petition = entered(desk, ward, letter_pdf(), subject="Đơn quét", senders__0__name="Ưng Thị Bạch Yến", twice="1")
    url = reverse("petitions:paper", args=[petition.pk, petition.attachments.get().pk])
    said = page(desk.get(url))
    assert 'name="text__take"' in said
    assert reverse("petitions:paper_page", args=[petition.pk, petition.attachments.get().pk, 1]) in said
    petition.refresh_from_db()
    assert petition.text == ""
    text = re.search(r'name="text__take"[^>]*value="([^"]*)"', said)
    assert text
    told = {"seen": petition.version, "channel": "post", "subject": "Khiếu nại quyết định thu hồi đất", "signers": "1",
            "text__take": text[1], "respondents-TOTAL_FORMS": "1", "respondents-INITIAL_FORMS": "0",
            "respondents-0-name": "Lê Văn Khởi"}  # fmt: skip
    assert desk.post(url, told).status_code == 302
    petition.refresh_from_db()
    assert "thiếu 75 m2" in petition.text
    assert petition.parties.filter(role="respondent", name="Lê Văn Khởi").exists()
    assert petition.likenesses.filter(earlier=first).exists()


def test_two_who_confirm_one_paper_lose_nothing(desk: Client, ward: Unit) -> None:
    petition = entered(desk, ward, letter_pdf())
    url = reverse("petitions:paper", args=[petition.pk, petition.attachments.get().pk])
    told = {"seen": petition.version, "channel": "post", "subject": "Bản của tôi", "signers": "1",
            "respondents-TOTAL_FORMS": "0", "respondents-INITIAL_FORMS": "0"}  # fmt: skip
    assert desk.post(url, told | {"subject": "Bản trước"}).status_code == 302
    response = desk.post(url, told)
    assert response.status_code == 422
    assert value(page(response), "subject") == "Bản của tôi"
    assert value(page(response), "seen") == str(petition.version + 1)


def test_papers_are_added_later_once_each(desk: Client, ward: Unit) -> None:
    data = typeset(LETTER)
    petition = entered(desk, ward, SimpleUploadedFile("don.pdf", data))
    url = reverse("petitions:attach", args=[petition.pk])
    said = page(desk.post(url, {"files": [SimpleUploadedFile("lan-hai.pdf", data)]}, follow=True))
    assert "Hồ sơ đã có tệp này" in said
    secret = SimpleUploadedFile("cv.txt", "TỐI MẬT\nBáo cáo".encode())
    said = page(desk.post(url, {"files": [secret, SimpleUploadedFile("b.txt", b"bien nhan")]}, follow=True))
    assert "độ mật" in said
    assert [a.name for a in petition.attachments.all()] == ["don.pdf", "b.txt"]
    line = Entry.objects.filter(subject=petition.ref, verb="record.correct").latest("pk")
    assert petition.attachments.last().file.sha256 in str(line.payload)  # type: ignore[union-attr]


def scan() -> SimpleUploadedFile:
    out = io.BytesIO()
    drawn(typeset(LETTER))[0].save(out, "JPEG")
    return SimpleUploadedFile("scan.jpg", out.getvalue())


def test_without_tesseract_everything_else_works(desk: Client, ward: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines.shutil, "which", lambda _name: None)
    petition = entered(desk, ward, scan())
    here = [petition.pk, petition.attachments.get().pk]
    said = page(desk.get(reverse("petitions:paper", args=here)))
    assert "tesseract" in said
    assert "Đọc lại" in said
    assert desk.get(reverse("petitions:paper_page", args=[*here, 1])).status_code == 200


@needs_tesseract
def test_a_scan_is_read_and_its_passages_marked_on_the_picture(desk: Client, ward: Unit) -> None:
    petition = entered(desk, ward, scan(), senders__0__name="Ưng Thị Bạch Yến")
    said = page(desk.get(reverse("petitions:paper", args=[petition.pk, petition.attachments.get().pk])))
    assert "<rect" in said
    assert 'name="text__take"' in said


def test_a_reading_under_way_is_asked_for_until_it_ends_and_can_be_stopped(
    desk: Client, ward: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    from liemchinh.spine import papers
    from liemchinh.spine.papers import PaperText

    petition = entered(desk, ward, letter_pdf())
    paper = petition.attachments.get()
    PaperText.objects.filter(file=paper.file).update(status="reading", done_pages=4, page_count=300)
    monkeypatch.setattr(papers, "read", lambda *_: None)
    said = page(desk.get(reverse("petitions:paper_state", args=[petition.pk, paper.pk])))
    assert 'hx-trigger="every 2s"' in said
    assert "300" in said
    desk.post(reverse("petitions:paper_act", args=[petition.pk, paper.pk, "dung"]))
    said = page(desk.get(reverse("petitions:paper_state", args=[petition.pk, paper.pk])))
    assert "hx-trigger" not in said
