"""Fingerprints to and from agencies that hold the same matching key: a signed file of JSON lines, without any text.

docs/exchange.md describes the file. Who signed an agency's first file signs all of its later ones.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b85decode, b85encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any, BinaryIO, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from liemchinh.apps.petitions.likenesses import key, pairs, prints, rows
from liemchinh.apps.petitions.models import Agency, Petition, Print
from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.matching import Fingerprint, bands, from_bytes
from liemchinh.kernel.matching.fingerprint import VERSION
from liemchinh.spine import files, jobs, ledger, ledger_keys
from liemchinh.spine.access import actor_ref

FORMAT: Final = 1
KIND: Final = "petitions.exchange"
CHUNK: Final = 200
_LINE: Final = 1 << 16  # bytes; a fingerprint takes some 1,200


@dataclass(frozen=True, slots=True)
class Head:
    """The first line: who made the file, with which key, and who signed it."""

    agency: str
    key: str
    version: int
    public_key: str
    count: int


@dataclass(frozen=True, slots=True)
class Theirs:
    """One petition of theirs."""

    number: str
    day: date
    printed: Fingerprint


# --- out -------------------------------------------------------------------------------------------------------------


def export(petitions: QuerySet[Petition], since: date, until: date, *, by: Any) -> Iterator[bytes]:
    """The lines of a file with the fingerprints of the petitions received in that time; the ledger's line is written
    before the first is handed out. A petition that only names a secret paper is left out."""
    wanted = Print.objects.filter(
        petition__in=petitions.filter(received_on__range=(since, until), secret_paper=""), making=key.making()
    )
    count = wanted.count()
    with transaction.atomic():
        facts = {"from": f"{since:%d/%m/%Y}", "to": f"{until:%d/%m/%Y}", "count": count}
        ledger.append(verb="fingerprints.export", subject="petitions.exchange:out", actor=actor_ref(by), payload=facts)
    return _signed(_lines(wanted, since, until, count))


def _lines(wanted: QuerySet[Print], since: date, until: date, count: int) -> Iterator[dict[str, Any]]:
    _signature, key_id = ledger_keys.sign(b"")
    public = ledger_keys.public_key(key_id) or b""
    yield {
        "liemchinh-exchange": FORMAT, "agency": settings.LOCALITY_NAME, "key": key.key_id().hex(), "version": VERSION,
        "from": since.isoformat(), "to": until.isoformat(), "count": count, "signed_by": public.hex(),
    }  # fmt: skip
    for kept in wanted.select_related("petition").order_by("pk").iterator(CHUNK):
        petition = kept.petition
        assert petition is not None
        printed = from_bytes(bytes(kept.data))
        if petition.secretive:
            printed = without_writer(printed)
        data = b85encode(printed.to_bytes()).decode("ascii")
        yield {"number": petition.number, "received_on": petition.received_on.isoformat(), "data": data}


def without_writer(printed: Fingerprint) -> Fingerprint:
    """The fingerprint without who wrote: nobody who holds the key can try out names on a denunciation (LTC 8, 56)."""
    return replace(printed, marks=tuple(m for m in printed.marks if not (m.signs or m.who or m.kind == "sender")))


def _signed(lines: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    digest = hashlib.sha256()
    for line in lines:
        text = json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        digest.update(text)
        yield text
    signature, _key_id = ledger_keys.sign(_sealed(digest.digest()))
    yield json.dumps({"signature": signature.hex()}).encode() + b"\n"


def _sealed(digest: bytes) -> bytes:
    """What the signature covers; the first words keep it from ever being the signature of something else."""
    return b"liemchinh exchange 1\n" + digest.hex().encode() + b"\n"


# --- in --------------------------------------------------------------------------------------------------------------


def take_in(file: BinaryIO, agency: str = "", *, by: Any, job: jobs.Job | None = None) -> dict[str, Any]:
    """Check the whole file, then keep its fingerprints and compare them with ours. Answers agency, prints, pairs.

    `agency` is what we call them; empty: what they call themselves. Refusal: no such file, another matching key, a
    signature that is wrong or somebody else's. Prints that were kept before stay, changed ones are replaced.
    """
    head = check(file)
    name = (agency.strip() or head.agency)[:200]
    sender = _sender(name, head)
    count = found = 0
    entries = _entries(file)
    while part := list(islice(entries, CHUNK)):
        with transaction.atomic():
            for print_id, new in _keep(sender, part):
                found += pairs.propose_theirs(print_id, prints.linked(new, print_id, foreign=False))
        count += len(part)
        if job is not None:
            job.progress(count, head.count)
    with transaction.atomic():
        facts = {"agency": name, "count": count, "pairs": found}
        ledger.append(
            verb="fingerprints.import", subject=f"petitions.agency:{sender.pk}", actor=actor_ref(by), payload=facts
        )
    return {"agency": name, "prints": count, "pairs": found}


def take_in_stored(job: jobs.Job, file: int, agency: str) -> dict[str, Any]:
    """The job behind the page: take in a file that was handed in."""
    with files.StoredFile.objects.get(pk=file).path.open("rb") as handle:
        return take_in(handle, agency, by=job.owner, job=job)


def check(file: BinaryIO) -> Head:
    """The head of a file that is whole, signed and of our matching key; Refusal for any other."""
    file.seek(0)
    head = _head(file.readline(_LINE))
    if head.version != VERSION or head.key != key.key_id().hex():
        said = {"theirs": head.key[:8], "ours": key.key_id().hex()[:8]}
        raise Refusal(
            _("Tệp dùng khóa so khớp khác (mã %(theirs)s, của ta %(ours)s) nên không so được. Hai cơ quan thống nhất "
              "một khóa, hoặc xin tệp xuất lại bằng khóa đang dùng.") % said
        )  # fmt: skip
    digest, last = hashlib.sha256(), b""
    file.seek(0)
    while line := file.readline(_LINE):
        digest.update(last)
        last = line
    try:
        signature = bytes.fromhex(json.loads(last)["signature"])
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(head.public_key)).verify(signature, _sealed(digest.digest()))
    except (InvalidSignature, ValueError, KeyError, TypeError):
        raise Refusal(_("Chữ ký của tệp không đúng: tệp bị cắt hoặc bị sửa. Xin cơ quan kia gửi lại.")) from None
    return head


def _head(line: bytes) -> Head:
    try:
        said = json.loads(line)
        if said["liemchinh-exchange"] != FORMAT:
            raise KeyError
        return Head(str(said["agency"]), str(said["key"]), int(said["version"]), str(said["signed_by"]), said["count"])
    except (ValueError, KeyError, TypeError):
        raise Refusal(_("Đây không phải tệp dấu so khớp. Xin tệp tạo bằng «liemchinh fingerprints export».")) from None


def _entries(file: BinaryIO) -> Iterator[Theirs]:
    """The petitions of a checked file."""
    file.seek(0)
    file.readline(_LINE)
    for number, line in enumerate(iter(lambda: file.readline(_LINE), b""), start=2):
        try:
            said = json.loads(line)
            if "signature" in said:
                return
            day = date.fromisoformat(said["received_on"])
            yield Theirs(str(said["number"])[:60], day, from_bytes(b85decode(said["data"])))
        except (ValueError, KeyError, TypeError):
            raise Refusal(_("Dòng %(line)d của tệp không đọc được. Xin tệp gửi lại.") % {"line": number}) from None


def _sender(name: str, head: Head) -> Agency:
    """The agency; the key that signs its first file is remembered, another is refused from then on."""
    if head.public_key == (ledger_keys.public_key(ledger_keys.sign(b"")[1]) or b"").hex():
        raise Refusal(_("Đây là tệp do chính hệ thống này xuất. Gửi tệp này cho cơ quan kia, và xin tệp của họ."))
    found, _made = Agency.objects.get_or_create(name=name, defaults={"public_key": head.public_key})
    if not found.public_key:
        found.public_key = head.public_key
        found.save(update_fields=["public_key"])
    if found.public_key != head.public_key:
        raise Refusal(
            _("Tệp mang tên «%(name)s» nhưng do khóa khác ký. Gọi cho cơ quan đó để xác minh; nếu họ đã đổi khóa, chạy "
              "«liemchinh fingerprints trust» với khóa mới.") % {"name": name}
        )  # fmt: skip
    return found


def trust(agency: str, public_key: str) -> None:
    """Have files of the agency signed by another key from now on. Refusal: no such agency, no such key."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
    except ValueError:
        raise Refusal("Khóa ký gồm 64 chữ số thập lục phân. Chép lại nguyên văn khóa mà cơ quan kia gửi.") from None
    if not Agency.objects.filter(name=agency).update(public_key=public_key.lower()):
        raise Refusal(f"Chưa nhận tệp nào của «{agency}».")


def _keep(sender: Agency, part: Sequence[Theirs]) -> list[tuple[int, Fingerprint]]:
    """Store their prints; answers those that are new or changed, with their keys."""
    known = {p.their_number: p for p in sender.prints.filter(their_number__in=[one.number for one in part])}
    news: list[tuple[int, Fingerprint]] = []
    for one in part:
        old, data = known.get(one.number), one.printed.to_bytes()
        if old is not None and bytes(old.data) == data:
            continue
        if old is not None:
            rows.erase(old.pk, bands(from_bytes(bytes(old.data))))
        kept = old or Print(agency=sender, their_number=one.number)
        kept.their_day, kept.making, kept.data = one.day, key.making(), data
        kept.save()
        known[one.number] = kept
        rows.write((value, kept.pk) for value in bands(one.printed))
        news.append((kept.pk, one.printed))
    return news
