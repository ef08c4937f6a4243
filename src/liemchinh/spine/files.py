"""Files kept by content: the same bytes once, named by their SHA-256, never altered, outside the database."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.utils.translation import gettext as _

from liemchinh.kernel.errors import Refusal


class StoredFile(models.Model):
    """A file as it was handed in. `sha256` also says where it lies under LIEMCHINH_HOME/files."""

    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField(help_text="bytes")
    kept_at = models.DateTimeField(auto_now_add=True)
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        return _place(self.sha256)


def _place(digest: str) -> Path:
    return Path(settings.LIEMCHINH_HOME) / "files" / digest[:2] / digest


def _chunks(source: UploadedFile[Any] | Path | bytes) -> Iterable[bytes]:
    if isinstance(source, bytes):
        return [source]
    if isinstance(source, Path):
        return _file_chunks(source)
    return source.chunks()


def _file_chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as handle:
        while chunk := handle.read(1 << 20):
            yield chunk


def keep(source: UploadedFile[Any] | Path | bytes, name: str, by: Any = None) -> StoredFile:
    """Store the bytes and answer their record. Refusal over the size limit; nothing is left behind then.

    Written beside its place, synced, then renamed: a power cut leaves either the whole file or none.
    """
    folder = Path(settings.LIEMCHINH_HOME) / "files"
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as out:
            for chunk in _chunks(source):
                size += len(chunk)
                if size > settings.UPLOAD_LIMIT:
                    limit = settings.UPLOAD_LIMIT // (1024 * 1024)
                    raise Refusal(
                        _("Tệp «%(name)s» lớn hơn %(limit)d MB. Chia nhỏ tệp rồi gửi lại.")
                        % {"name": name, "limit": limit}
                    )
                digest.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        place = _place(digest.hexdigest())
        place.parent.mkdir(parents=True, exist_ok=True)
        os.replace(temporary, place)
    finally:
        Path(temporary).unlink(missing_ok=True)
    owner = by if getattr(by, "pk", None) else None
    return StoredFile.objects.create(sha256=digest.hexdigest(), name=name[-255:], size=size, kept_by=owner)
