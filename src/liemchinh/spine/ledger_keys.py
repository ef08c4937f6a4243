"""The key that signs tree heads: Ed25519, under LIEMCHINH_HOME/keys; public halves of earlier keys stay beside it."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from liemchinh.kernel.errors import Refusal


def _folder() -> Path:
    return Path(settings.LIEMCHINH_HOME) / "keys"


def create_key() -> bool:
    """Make the signing key where there is none (`liemchinh init`); True when one was made."""
    secret = _folder() / "ledger.key"
    if secret.exists():
        return False
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    # O_EXCL and the mode at creation: at no moment can another user read it, and a race makes no second key.
    with os.fdopen(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
    public = key.public_key().public_bytes_raw()
    (_folder() / f"ledger-{key_id(public)}.pub").write_text(public.hex() + "\n", encoding="ascii")
    return True


def key_id(public: bytes) -> str:
    """The first 16 hex digits of the key's SHA-256."""
    return hashlib.sha256(public).hexdigest()[:16]


def _secret() -> Ed25519PrivateKey:
    path = _folder() / "ledger.key"
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except FileNotFoundError:
        raise Refusal("Chưa có khóa ký sổ nhật ký. Chạy lệnh «liemchinh init» để tạo khóa.") from None
    except ValueError:
        raise Refusal(f"Tệp khóa ký sổ nhật ký «{path.name}» bị hỏng. Khôi phục tệp từ bản sao lưu.") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise Refusal(f"Tệp «{path.name}» không phải là khóa Ed25519. Khôi phục tệp từ bản sao lưu.")
    return key


def sign(text: bytes) -> tuple[bytes, str]:
    """The signature, and the id of the key."""
    key = _secret()
    return key.sign(text), key_id(key.public_key().public_bytes_raw())


def public_key(name: str) -> bytes | None:
    """The public key of that id, if it lies in the folder and is the one that the id names."""
    try:
        raw = bytes.fromhex((_folder() / f"ledger-{name}.pub").read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
    return raw if len(raw) == 32 and key_id(raw) == name else None


def is_signed(text: bytes, signature: bytes, name: str) -> bool:
    """Whether the key `name` signed the text; False for an unknown key."""
    raw = public_key(name) if name.isalnum() else None
    if raw is None:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(raw).verify(signature, text)
    except InvalidSignature:
        return False
    return True
