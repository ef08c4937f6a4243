"""The matching key, under LIEMCHINH_HOME/keys: 32 random bytes. Agencies that agree on one can compare fingerprints."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from django.conf import settings

from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.matching import fingerprint
from liemchinh.kernel.matching.fingerprint import VERSION

_SPELT = re.compile(r"[0-9a-f]{64}")
#: Identifier of each key that was asked for: making one costs a fingerprint.
_identified: dict[bytes, bytes] = {}


def _path() -> Path:
    return Path(settings.LIEMCHINH_HOME) / "keys" / "matching.key"


def create() -> bool:
    """Make a key where there is none (`liemchinh init`); True when one was made."""
    path = _path()
    if path.exists():
        return False
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # somebody made it just now
        return False
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32) + "\n")
    return True


def spelt() -> str:
    """The key as it is handed to another agency: 64 hex digits. One is made where there is none, for a petition must
    never fail to be received over it."""
    try:
        text = _path().read_text(encoding="ascii").strip()
    except FileNotFoundError:
        create()
        text = _path().read_text(encoding="ascii").strip()
    if not _SPELT.fullmatch(text):
        raise Refusal(f"Tệp khóa so khớp «{_path().name}» bị hỏng. Khôi phục tệp từ bản sao lưu.")
    return text


def read() -> bytes:
    return bytes.fromhex(spelt())


def replace(text: str) -> bool:
    """Keep the key that another agency handed over; False where it is ours already. Refusal: it is none."""
    wanted = text.strip().lower()
    if not _SPELT.fullmatch(wanted):
        raise Refusal("Khóa so khớp gồm 64 chữ số thập lục phân. Chép lại nguyên văn khóa mà cơ quan kia gửi.")
    if wanted == spelt():
        return False
    beside = _path().with_suffix(".new")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        file.write(wanted + "\n")
    beside.replace(_path())
    return True


def key_id() -> bytes:
    """What every fingerprint under this key carries; it says nothing about the key."""
    key = read()
    if key not in _identified:
        _identified[key] = fingerprint("", key).key_id
    return _identified[key]


def making() -> str:
    """Version of the method and identifier of the key: prints are compared with those of the same making."""
    return f"{VERSION}:{key_id().hex()}"
