"""Files are kept by content, whole or not at all."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from liemchinh.kernel.errors import Refusal
from liemchinh.spine.files import StoredFile, keep

pytestmark = pytest.mark.django_db
TEXT = "Sổ theo dõi công tác tuyên truyền".encode()


def left_over() -> list[Path]:
    return list((Path(settings.LIEMCHINH_HOME) / "files").glob(".new-*"))


def test_a_file_lies_under_the_digest_of_its_bytes(office):
    stored = keep(TEXT, "so.txt", by=office)
    assert stored.sha256 == hashlib.sha256(TEXT).hexdigest()
    assert stored.path.read_bytes() == TEXT
    assert (stored.size, stored.kept_by) == (len(TEXT), office)


def test_an_upload_and_a_path_are_kept_alike(tmp_path):
    path = tmp_path / "so.txt"
    path.write_bytes(TEXT)
    assert keep(path, "a").path == keep(SimpleUploadedFile("so.txt", TEXT), "b").path


def test_a_file_over_the_limit_is_refused_with_a_sentence_and_leaves_nothing(settings):
    settings.UPLOAD_LIMIT = 10
    with pytest.raises(Refusal, match="lớn hơn"):
        keep(TEXT, "to.bin")
    assert not StoredFile.objects.exists()
    assert not left_over()


def test_a_disk_that_fills_up_leaves_no_half_file(monkeypatch):
    def full(_fd):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("liemchinh.spine.files.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        keep(b"khong con cho trong", "a.bin")
    assert not StoredFile.objects.exists()
    assert not left_over()


def test_the_system_may_keep_a_file_that_nobody_owns():
    assert keep(TEXT, "a").kept_by is None
