"""The cards of «Việc của tôi» that the frame brings itself."""

from __future__ import annotations

from typing import Any

from django.test import Client

from liemchinh.spine.files import keep
from liemchinh.spine.import_models import ImportBatch

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def staged(unit: Any, name: str) -> ImportBatch:
    return ImportBatch.objects.create(register="outreach.session", file=keep(b"ngay;noi dung", name), unit_id=unit.pk)


def test_a_file_waiting_to_be_written_is_work_of_those_who_may_import_for_its_unit(
    client: Client, ward: Any, other_ward: Any, clerk_of_ward: Any
) -> None:
    batch = staged(ward, "so-tuyen-truyen.csv")
    staged(other_ward, "so-cua-phuong-khac.csv")
    client.force_login(clerk_of_ward, backend=BACKEND)
    page = client.get("/").content.decode()
    assert f'href="/so/outreach.session/nhap/{batch.pk}/"' in page
    assert "so-tuyen-truyen.csv" in page
    assert "so-cua-phuong-khac.csv" not in page


def test_a_file_that_was_written_is_no_work_any_more(client: Client, ward: Any, clerk_of_ward: Any) -> None:
    batch = staged(ward, "so-tuyen-truyen.csv")
    ImportBatch.objects.filter(pk=batch.pk).update(status="committed")
    client.force_login(clerk_of_ward, backend=BACKEND)
    assert "so-tuyen-truyen.csv" not in client.get("/").content.decode()
