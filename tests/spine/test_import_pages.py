"""Importing on the desk: hand in a file, look through and mend, write, undo."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.outreach.models import Session
from liemchinh.spine import jobs
from liemchinh.spine.import_models import ImportBatch
from liemchinh.spine.jobs import Job
from liemchinh.spine.moves import correct
from liemchinh.spine.people import Account
from tests.spine.test_imports import GOOD, ONE_WRONG, book, entry

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NEW = "/so/outreach.session/nhap/"


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account, backend=BACKEND)
    return client


@pytest.fixture
def desk(clerk: Account, ward: Unit) -> Client:
    return signed_in(clerk)


def hand_in(desk: Client, data: bytes, unit: Unit, name: str = "sổ 2006.xlsx") -> Any:
    return desk.post(NEW, {"file": SimpleUploadedFile(name, data), "unit": unit.pk})


def preview_of(batch: ImportBatch) -> str:
    return reverse("import-preview", args=[batch.register, batch.pk])


def test_a_handed_in_file_leads_to_its_preview_and_nothing_is_written(desk: Client, district: Unit) -> None:
    answer = hand_in(desk, ONE_WRONG, district)
    page = desk.get(answer["Location"]).content.decode()
    assert "3 dòng đọc được, 1 dòng cần sửa" in page
    assert "Ghi 2 dòng hợp lệ" in page
    assert "Dòng 3, cột B “Ngày”: 31/02/2006 — không có trong lịch" in page
    assert 'href="#s0d3"' in page
    assert 'id="s0d3"' in page
    assert not Session.objects.exists()


def test_what_is_no_spreadsheet_is_refused_on_the_page(desk: Client, district: Unit) -> None:
    answer = hand_in(desk, b"\x89PNG\r\n\x1a\n" + bytes(100), district, "ảnh.xlsx")
    assert answer.status_code == 422
    assert "là ảnh PNG, không phải bảng tính" in answer.content.decode()
    assert not ImportBatch.objects.exists()


def test_no_file_is_said_to_be_none(desk: Client, district: Unit) -> None:
    answer = desk.post(NEW, {"unit": district.pk})
    assert "Chưa chọn tệp" in answer.content.decode()


def test_a_cell_is_mended_and_the_rest_written(desk: Client, district: Unit) -> None:
    hand_in(desk, ONE_WRONG, district)
    batch = ImportBatch.objects.get()
    box = "cell:0:3:held_on"
    answer = desk.post(preview_of(batch), {"shown": [box], box: "28/2/2006"}, follow=True)
    assert "Ghi 3 dòng hợp lệ" in answer.content.decode()
    done = desk.post(
        reverse("import-commit", args=[batch.register, batch.pk]), {"shown": [box], box: "28/2/2006"}, follow=True
    )
    assert "Đã nhập 3 dòng" in done.content.decode()
    assert Session.objects.filter(state="held").count() == 3


def test_what_was_typed_and_not_checked_is_checked_before_anything_is_written(desk: Client, district: Unit) -> None:
    hand_in(desk, ONE_WRONG, district)
    batch = ImportBatch.objects.get()
    box = "cell:0:3:held_on"
    answer = desk.post(
        reverse("import-commit", args=[batch.register, batch.pk]), {"shown": [box], box: "28/2/2006"}, follow=True
    )
    assert "đọc lại trước" in answer.content.decode()
    assert not Session.objects.exists()


BOX, TICK = "cell:0:3:attendees", "take:0:3:attendees"


@pytest.fixture
def forty_in_words(desk: Client, district: Unit) -> ImportBatch:
    hand_in(desk, book(entry(1, "5/3/2006"), entry(2, "6/3/2006", "bốn mươi")), district)
    return ImportBatch.objects.get()


def test_a_proposal_stands_beside_an_empty_box(desk: Client, forty_in_words: ImportBatch) -> None:
    page = desk.get(preview_of(forty_in_words)).content.decode()
    assert f'name="{BOX}" value=""' in page
    assert f'name="{TICK}" value="1"> Ghi «40»?' in page


@pytest.mark.parametrize("route", ["import-preview", "import-commit"])
def test_a_proposal_nobody_looked_at_is_never_taken(desk: Client, forty_in_words: ImportBatch, route: str) -> None:
    desk.post(reverse(route, args=["outreach.session", forty_in_words.pk]), {"shown": [BOX], BOX: ""})
    forty_in_words.refresh_from_db()
    assert not forty_in_words.decisions.cells
    assert forty_in_words.accepted == 1


def test_a_ticked_proposal_is_read_and_stands_in_its_box(desk: Client, forty_in_words: ImportBatch) -> None:
    answer = desk.post(preview_of(forty_in_words), {"shown": [BOX], BOX: "", TICK: "1"}, follow=True)
    assert "Ghi 2 dòng hợp lệ" in answer.content.decode()
    forty_in_words.refresh_from_db()
    assert dict(forty_in_words.decisions.cells) == {("Năm 2006", 3, "attendees"): "40"}


def test_what_is_typed_goes_before_a_ticked_proposal(desk: Client, forty_in_words: ImportBatch) -> None:
    desk.post(preview_of(forty_in_words), {"shown": [BOX], BOX: "14", TICK: "1"})
    forty_in_words.refresh_from_db()
    assert list(forty_in_words.decisions.cells.values()) == ["14"]


def test_a_proposal_for_what_was_typed_takes_its_place_when_ticked(desk: Client, forty_in_words: ImportBatch) -> None:
    """«-5» was typed and checked, is wrong again, and its own proposal is then agreed to."""
    desk.post(preview_of(forty_in_words), {"shown": [BOX], BOX: "-5"})
    assert "Ghi «5»?" in desk.get(preview_of(forty_in_words)).content.decode()
    desk.post(preview_of(forty_in_words), {"shown": [BOX], BOX: "-5", TICK: "1"})
    forty_in_words.refresh_from_db()
    assert list(forty_in_words.decisions.cells.values()) == ["5"]


def test_a_row_left_out_can_be_written_all_the_same(desk: Client, district: Unit) -> None:
    hand_in(desk, book(entry(1, "5/3/2006"), entry(2, "5/3/2006")), district)
    batch = ImportBatch.objects.get()
    page = desk.get(preview_of(batch)).content.decode()
    assert "giống hệt dòng 2" in page
    answer = desk.post(preview_of(batch), {"shown": ["keep:0:3"], "keep:0:3": "1"}, follow=True)
    assert "Ghi 2 dòng hợp lệ" in answer.content.decode()


def test_an_unknown_name_can_be_given_to_a_unit(desk: Client, district: Unit, ward: Unit) -> None:
    hand_in(desk, book(entry(1, "5/3/2006", host="Chi bộ KP6")), district)
    batch = ImportBatch.objects.get()
    box = "unit:chi bo khu pho 6"
    assert f'name="{box}"' in desk.get(preview_of(batch) + "?show=unit").content.decode()
    desk.post(preview_of(batch), {"shown": [box], box: "P1 · Phường Bến Xuân"})
    assert f'name="{box}" value="P1"' in desk.get(preview_of(batch) + "?show=unit").content.decode()
    desk.post(reverse("import-commit", args=[batch.register, batch.pk]))
    assert Session.objects.get().unit == ward


def test_a_batch_is_undone_from_its_page(desk: Client, district: Unit) -> None:
    hand_in(desk, GOOD, district)
    batch = ImportBatch.objects.get()
    desk.post(reverse("import-commit", args=[batch.register, batch.pk]))
    assert "Hoàn tác cả lô" in desk.get(preview_of(batch)).content.decode()
    answer = desk.post(reverse("import-undo", args=[batch.register, batch.pk]), follow=True)
    assert "Lô nhập đã hoàn tác" in answer.content.decode()
    assert not Session.objects.filter(state="held").exists()


def test_an_undo_refused_after_a_correction_ends_on_the_batch_page_and_names_the_record(
    desk: Client, district: Unit, clerk: Account
) -> None:
    hand_in(desk, GOOD, district)
    batch = ImportBatch.objects.get()
    desk.post(reverse("import-commit", args=[batch.register, batch.pk]))
    session = Session.objects.order_by("pk")[0]
    correct(session, {"attendees": 77}, by=clerk, on=session.held_on, reason="đếm lại")
    answer = desk.post(reverse("import-undo", args=[batch.register, batch.pk]), follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == preview_of(batch)
    assert "1 bản ghi đã được sửa sau khi nhập, nên không hoàn tác cả lô được." in page
    assert f'href="/so/outreach.session/{session.pk}/"' in page
    assert "Hoàn tác cả lô</button>" not in page
    assert Session.objects.filter(state="held").count() == 2


def test_while_the_job_runs_the_page_shows_its_progress(desk: Client, district: Unit) -> None:
    hand_in(desk, GOOD, district)
    batch = ImportBatch.objects.get()
    batch.job = Job.objects.create(kind="import", function="x", status=Job.Status.RUNNING, done=1)
    batch.save()
    with jobs.held(batch.job.pk):
        page = desk.get(preview_of(batch)).content.decode()
    assert "Đang ghi vào sổ" in page
    assert "1/2" in page


HOLDER = (
    "import fcntl, sys, time; lock = open(sys.argv[1], 'wb'); fcntl.flock(lock, fcntl.LOCK_EX); "
    "print(flush=True); time.sleep(60)"
)


def test_an_import_whose_worker_was_killed_can_be_written_again(desk: Client, district: Unit, settings: Any) -> None:
    hand_in(desk, GOOD, district)
    batch = ImportBatch.objects.get()
    batch.job = Job.objects.create(kind="import", function="x", status=Job.Status.RUNNING, done=1)
    batch.save()
    lock = settings.LIEMCHINH_HOME / "work" / "jobs" / f"{batch.job.pk}.lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    worker = subprocess.Popen([sys.executable, "-c", HOLDER, str(lock)], stdout=subprocess.PIPE)
    assert worker.stdout is not None
    worker.stdout.readline()
    assert "Đang ghi vào sổ" in desk.get(preview_of(batch)).content.decode()
    worker.kill()
    worker.wait()
    worker.stdout.close()
    page = desk.get(preview_of(batch)).content.decode()
    assert "Tiến trình nền dừng giữa chừng" in page
    assert "Ghi lại 2 dòng hợp lệ" in page
    done = desk.post(reverse("import-commit", args=[batch.register, batch.pk]), follow=True)
    assert "Đã nhập 2 dòng" in done.content.decode()


def test_a_clerk_of_a_ward_neither_imports_for_the_district_nor_sees_its_batches(
    desk: Client, district: Unit, clerk_of_ward: Account
) -> None:
    hand_in(desk, GOOD, district)
    other = signed_in(clerk_of_ward)
    assert other.get(preview_of(ImportBatch.objects.get())).status_code == 404
    assert hand_in(other, GOOD, district).status_code == 302
    assert ImportBatch.objects.first().unit_id != district.pk  # type: ignore[union-attr]


def test_an_account_without_the_right_is_refused(signatory: Account) -> None:
    assert signed_in(signatory).get(NEW).status_code == 403


def test_the_empty_form_is_read_back_as_a_register_without_rows(desk: Client, district: Unit) -> None:
    form = desk.get(reverse("import-template", args=["outreach.session"]))
    assert hand_in(desk, form.content, district).status_code == 302
    assert ImportBatch.objects.get().reading["read"] == 0


def test_the_pages_are_complete_in_english(desk: Client, district: Unit) -> None:
    desk.cookies["django_language"] = "en"
    assert desk.get(NEW).status_code == 200
