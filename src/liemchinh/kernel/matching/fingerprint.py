"""The fingerprint of a petition: enough to decide whether two are one matter, without the text.

Everything in it is blinded: hashed under a matching key (BLAKE2b, RFC 7693, keyed mode). Agencies that hold the same
key can exchange fingerprints and compare them; without the key they say nothing but how long the text is and how many
facts of which kind it has. Who holds the key can guess a fact and look for it, so the key is kept like a password and
a fingerprint goes only to agencies that may know of the petition.
"""

from __future__ import annotations

import json
import struct
from base64 import b85decode, b85encode
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import Final, NamedTuple
from zlib import crc32

from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.matching.facts import KINDS, facts
from liemchinh.kernel.matching.letters import page

__all__ = ["BINS", "EMPTY", "VERSION", "Fingerprint", "Mark", "fingerprint", "from_bytes", "from_json"]

#: Changes when a text would give another fingerprint than before; fingerprints of two versions are not compared.
VERSION: Final = 2
BINS: Final = 96
EMPTY: Final = 0xFFFF_FFFF
_SHINGLE: Final = 10  # letters, without spaces: two to three syllables
_BESIDE, _WHO, _SENDER = 1, 2, 4
_HEAD: Final = struct.Struct(">BII16sH")
_MARK: Final = struct.Struct(">QBBB")
_SKETCH: Final = struct.Struct(f">{BINS}I")
_WRONG: Final = "Dấu so khớp không đọc được. Lấy lại tệp từ cơ quan gửi."


class Mark(NamedTuple):
    """A blinded fact: its token (equal where the fact is), kind, bits of surprise, and where it stands."""

    token: int
    kind: str
    bits: float
    beside: bool
    who: bool
    signs: bool


@dataclass(frozen=True)
class Fingerprint:
    """`shingles` distinct passages of the text, a `sketch` of them, the `marks` of its facts; `key_id` names the
    key."""

    key_id: bytes
    shingles: int
    letters: int
    sketch: tuple[int, ...]
    marks: tuple[Mark, ...]

    @cached_property
    def by_token(self) -> dict[int, Mark]:
        return {mark.token: mark for mark in self.marks}

    def to_bytes(self) -> bytes:
        """About 800 bytes for a page; `from_bytes` reads it."""
        head = _HEAD.pack(VERSION, self.shingles, self.letters, self.key_id, len(self.marks))
        marks = (
            _MARK.pack(
                m.token, KINDS.index(m.kind), round(m.bits * 8), _BESIDE * m.beside | _WHO * m.who | _SENDER * m.signs
            )
            for m in self.marks
        )
        return b"".join([head, _SKETCH.pack(*self.sketch), *marks])

    def to_json(self) -> str:
        """One line for a file of exchange."""
        return json.dumps({"liemchinh-fingerprint": VERSION, "data": b85encode(self.to_bytes()).decode("ascii")})


def fingerprint(text: str, key: bytes = b"") -> Fingerprint:
    """The fingerprint of a petition's text under the matching key (at most 64 bytes)."""
    read = page(text)
    hashed = _Blinding(key)
    stream = read.stream.encode("ascii", "ignore")
    every = {stream[i : i + _SHINGLE] for i in range(max(1, len(stream) - _SHINGLE + 1))} - {b""}
    passages = [passage for passage in every if crc32(passage) & 1]  # every second one says as much in half the time
    marks: dict[int, Mark] = {}
    for fact in facts(read):
        token = hashed(fact.token)
        known = marks.get(token)
        marks[token] = Mark(
            token,
            "sender" if known and known.kind == "sender" else fact.kind,
            round(min(max(fact.bits, known.bits if known else 0), 31.0) * 8) / 8,
            fact.beside and (known is None or known.beside),
            (fact.who and not fact.beside) or bool(known and known.who),
            fact.signs or bool(known and known.signs),
        )
    ordered = tuple(marks[token] for token in sorted(marks))
    return Fingerprint(hashed.key_id, len(passages), len(stream), _sketch(map(hashed.of_bytes, passages)), ordered)


class _Blinding:
    """Keyed hashes of 64 bits."""

    def __init__(self, key: bytes) -> None:
        self._keyed = blake2b(key=key[:64], digest_size=8, person=b"liemchinh match")
        self.key_id = blake2b(key=key[:64], digest_size=16, person=b"liemchinh keyid").digest()

    def of_bytes(self, data: bytes) -> bytes:
        keyed = self._keyed.copy()
        keyed.update(data)
        return keyed.digest()

    def __call__(self, token: str) -> int:
        return int.from_bytes(self.of_bytes(b"fact " + token.encode("utf-8")), "big")


def _sketch(hashes: Iterable[bytes]) -> tuple[int, ...]:
    """One-permutation MinHash (Li, Owen, Zhang 2012): the smallest hash in each bin; bins without any stay empty."""
    bins = [EMPTY] * BINS
    for number, value in struct.iter_unpack(">II", b"".join(hashes)):
        number %= BINS
        if value < bins[number]:
            bins[number] = value
    return tuple(bins)


def from_bytes(data: bytes) -> Fingerprint:
    """The fingerprint that `to_bytes` wrote; Refusal for anything else."""
    try:
        version, shingles, letters, key_id, count = _HEAD.unpack_from(data)
        if version != VERSION:
            raise Refusal(
                f"Dấu so khớp thuộc phiên bản {version}, phần mềm này đọc phiên bản {VERSION}. Xin tệp xuất lại."
            )
        sketch = _SKETCH.unpack_from(data, _HEAD.size)
        rest = data[_HEAD.size + _SKETCH.size :]
        if len(rest) != count * _MARK.size:
            raise Refusal(_WRONG)
        return Fingerprint(
            key_id, shingles, letters, sketch, tuple(_mark(*fields) for fields in _MARK.iter_unpack(rest))
        )
    except (struct.error, IndexError) as error:
        raise Refusal(_WRONG) from error


def _mark(token: int, kind: int, bits: int, flags: int) -> Mark:
    return Mark(token, KINDS[kind], bits / 8, bool(flags & _BESIDE), bool(flags & _WHO), bool(flags & _SENDER))


def from_json(line: str) -> Fingerprint:
    """The fingerprint on a line that `to_json` wrote; Refusal for anything else."""
    try:
        return from_bytes(b85decode(json.loads(line)["data"]))
    except (ValueError, KeyError, TypeError) as error:
        raise Refusal(_WRONG) from error
