"""Fingerprints to and from other agencies: by file, signed, without text, under one matching key."""

from __future__ import annotations

import io
import json
from base64 import b85decode, b85encode
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client

from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.petitions import likenesses
from liemchinh.apps.petitions.actions import pairing
from liemchinh.apps.petitions.likenesses import exchange, key
from liemchinh.apps.petitions.models import Agency, Likeness, Petition, Print
from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.matching import fingerprint, from_bytes
from liemchinh.kernel.matching.fingerprint import VERSION
from liemchinh.kernel.vietnamese import fold
from liemchinh.spine import ledger, ledger_keys
from liemchinh.spine.access import SYSTEM
from liemchinh.spine.ledger_models import Entry
from liemchinh.spine.people import Account
from tests.apps.petitions_twins import letter, on_the_same_form, reworded

Make = Callable[..., Any]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def own_key() -> Iterator[None]:
    """A test may replace the matching key: the one before comes back."""
    before = key.spelt()
    yield
    key.replace(before)


class Sender:
    """Another agency with a signing key of its own; it shares our matching key unless told otherwise."""

    def __init__(self, name: str = "Thanh tra tỉnh", matching_key: bytes | None = None) -> None:
        self.name, self.signs, self.matching_key = name, Ed25519PrivateKey.generate(), matching_key or key.read()

    def file(self, *petitions: tuple[str, str, str]) -> io.BytesIO:
        """A file about (number, day, text)."""
        public = self.signs.public_key().public_bytes_raw().hex()
        head = {"liemchinh-exchange": 1, "agency": self.name, "version": VERSION, "signed_by": public,
                "key": fingerprint("", self.matching_key).key_id.hex(), "count": len(petitions)}  # fmt: skip
        lines = [head, *(self._line(*p) for p in petitions)]
        body = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
        digest = exchange.hashlib.sha256(body).hexdigest().encode()
        signature = self.signs.sign(b"liemchinh exchange 1\n" + digest + b"\n").hex()
        return io.BytesIO(body + json.dumps({"signature": signature}).encode() + b"\n")

    def _line(self, number: str, day: str, text: str) -> dict[str, str]:
        data = b85encode(fingerprint(text, self.matching_key).to_bytes()).decode()
        return {"number": number, "received_on": day, "data": data}


def exported(by: Any = SYSTEM) -> bytes:
    return b"".join(exchange.export(Petition.objects.live(), *YEAR, by=by))


def test_what_another_agency_received_is_told_on_our_petition(ward: Unit, intake: Account, petition_of: Make) -> None:
    text, facts = letter()
    ours = petition_of(ward, sender=facts["name"], text=text)
    done = exchange.take_in(Sender().file(("77/TTr", "2026-08-03", reworded(facts))), by=SYSTEM)
    assert done == {"agency": "Thanh tra tỉnh", "prints": 1, "pairs": 1}
    (pair,) = likenesses.pairs_of(ours, intake)
    assert pair.told == "Thanh tra tỉnh đã nhận đơn này ngày 03/08/2026, số 77/TTr."


def test_a_petition_that_arrives_later_is_compared_with_their_prints_too(ward: Unit, petition_of: Make) -> None:
    text, facts = letter()
    exchange.take_in(Sender().file(("77/TTr", "2026-08-03", text)), by=SYSTEM)
    assert not Likeness.objects.exists()
    ours = petition_of(ward, sender=facts["name"], text=reworded(facts))
    assert Likeness.objects.get(petition=ours).theirs is not None


def test_their_rival_on_the_same_form_is_no_twin(ward: Unit, petition_of: Make) -> None:
    text, facts = letter()
    petition_of(ward, sender=facts["name"], text=text)
    exchange.take_in(Sender().file(("78/TTr", "2026-08-03", on_the_same_form(facts)[0])), by=SYSTEM)
    assert not Likeness.objects.exists()


def test_a_file_read_twice_changes_nothing_and_a_decision_stays(ward: Unit, intake: Account, petition_of: Make) -> None:
    text, facts = letter()
    petition_of(ward, sender=facts["name"], text=text)
    sender = Sender()
    file = sender.file(("77/TTr", "2026-08-03", reworded(facts)))
    exchange.take_in(file, by=SYSTEM)
    pairing.decide(Likeness.objects.get(), "unrelated", by=intake, on=date(2026, 9, 8))
    again = exchange.take_in(file, by=SYSTEM)
    changed = exchange.take_in(sender.file(("77/TTr", "2026-08-04", text)), by=SYSTEM)
    assert (again["pairs"], changed["pairs"]) == (0, 0)
    assert Print.objects.filter(agency__isnull=False).count() == 1
    assert Likeness.objects.get().verdict == "unrelated"


def test_confirming_what_another_agency_has_is_written_in_the_ledger(
    ward: Unit, intake: Account, petition_of: Make
) -> None:
    text, facts = letter()
    petition_of(ward, sender=facts["name"], text=text)
    exchange.take_in(Sender().file(("77/TTr", "2026-08-03", reworded(facts))), by=SYSTEM)
    pairing.decide(Likeness.objects.get(), "duplicate", by=intake, on=date(2026, 9, 8))
    line = ledger.sentence(Entry.objects.get(verb="petition.elsewhere"), "vi")
    assert "đã được cơ quan khác nhận ngày 03/08/2026, số 77/TTr" in line


@pytest.mark.django_db
def test_a_file_of_another_matching_key_is_refused_by_name() -> None:
    file = Sender(matching_key=b"x" * 32).file(("1", "2026-08-03", letter()[0]))
    with pytest.raises(Refusal, match="khóa so khớp khác"):
        exchange.take_in(file, by=SYSTEM)
    assert not Print.objects.exists()


@pytest.mark.django_db
def test_a_file_that_was_changed_or_cut_is_refused() -> None:
    whole = Sender().file(("1", "2026-08-03", letter()[0]), ("2", "2026-08-04", letter(5)[0])).getvalue()
    lines = whole.splitlines(keepends=True)
    for broken in (whole.replace(b"2026-08-03", b"2026-08-09"), b"".join(lines[:-1]), b"".join([*lines[:2], lines[3]])):
        with pytest.raises(Refusal, match="Chữ ký của tệp không đúng"):
            exchange.take_in(io.BytesIO(broken), by=SYSTEM)
    assert not Agency.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"[]\n", b'{"liemchinh-exchange": 2}\n', b"\xff" * 90_000])
def test_something_else_than_such_a_file_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal, match="không phải tệp dấu so khớp"):
        exchange.take_in(io.BytesIO(content), by=SYSTEM)


@pytest.mark.django_db
def test_nobody_else_signs_under_an_agencys_name() -> None:
    exchange.take_in(Sender().file(), by=SYSTEM)
    other = Sender()
    with pytest.raises(Refusal, match="do khóa khác ký"):
        exchange.take_in(other.file(), by=SYSTEM)
    exchange.trust("Thanh tra tỉnh", other.signs.public_key().public_bytes_raw().hex())
    exchange.take_in(other.file(), by=SYSTEM)


def test_our_file_holds_no_text_and_no_name_and_is_signed(ward: Unit, petition_of: Make) -> None:
    text, facts = letter()
    petition_of(ward, sender=facts["name"], text=text, kind="complaint")
    petition_of(ward, sender="Kín", subject="Số văn bản mật", secret_paper="12/M, tủ 3")
    file = exported()
    head, line, last = map(json.loads, file.splitlines())
    assert (head["count"], line["number"], line["received_on"]) == (1, "0001/2026-P1", "2026-09-07")
    assert fold(facts["name"]) not in fold(file.decode())
    signature = bytes.fromhex(last["signature"])
    digest = exchange.hashlib.sha256(b"".join(file.splitlines(keepends=True)[:-1])).hexdigest()
    signer = ledger_keys.key_id(bytes.fromhex(head["signed_by"]))
    assert ledger_keys.is_signed(f"liemchinh exchange 1\n{digest}\n".encode(), signature, signer)
    assert Entry.objects.filter(verb="fingerprints.export", payload__contains='"count":1').exists()


def test_the_file_does_not_say_who_denounced_and_still_finds_the_twin(ward: Unit, petition_of: Make) -> None:
    text, facts = letter()
    petition_of(ward, sender=facts["name"], text=text, kind="denunciation")
    sent = from_bytes(b85decode(json.loads(exported().splitlines()[1])["data"]))
    named = fingerprint(f"Tôi là {facts['name']}.", key.read())
    assert not {m.token for m in named.marks} & {m.token for m in sent.marks}
    assert exchange.prints.compare(sent, fingerprint(reworded(facts), key.read())).linked


@pytest.mark.django_db
def test_our_own_file_is_not_taken_for_somebody_elses() -> None:
    with pytest.raises(Refusal, match="do chính hệ thống này xuất"):
        exchange.take_in(io.BytesIO(exported()), by=SYSTEM)


def test_a_head_takes_in_a_file_and_hands_one_out(
    client: Client, head: Account, ward: Unit, other_ward: Unit, petition_of: Make
) -> None:
    text, facts = letter()
    petition_of(ward, sender=facts["name"], text=text)
    petition_of(other_ward, sender="Người phường khác", subject="Việc khác")
    client.force_login(head, backend=BACKEND)
    file = Sender().file(("77/TTr", "2026-08-03", reworded(facts)))
    file.name = "tep.jsonl"
    answer = client.post("/don-thu/van-tay/nhan/", {"agency": "", "file": file}, follow=True)
    assert "Thanh tra tỉnh: 1 dấu so khớp, 1 đơn của ta có thể trùng." in answer.content.decode()
    sent = client.get("/don-thu/van-tay/xuat/", {"since": "01/01/2026", "until": "31/12/2026"})
    lines = b"".join(sent.streaming_content).splitlines()  # type: ignore[attr-defined]
    assert [json.loads(line)["number"] for line in lines[1:-1]] == ["0001/2026-P1"]


def test_a_wrong_file_is_refused_on_the_page_with_its_sentence(client: Client, head: Account) -> None:
    client.force_login(head, backend=BACKEND)
    file = Sender(matching_key=b"x" * 32).file()
    file.name = "tep.jsonl"
    answer = client.post("/don-thu/van-tay/nhan/", {"agency": "", "file": file})
    assert answer.status_code == 422
    assert "khóa so khớp khác" in answer.content.decode()


def test_intake_hands_out_nothing(client: Client, intake: Account) -> None:
    client.force_login(intake, backend=BACKEND)
    for address in ("/don-thu/van-tay/", "/don-thu/van-tay/xuat/"):
        assert client.get(address).status_code == 403


# --- the command -----------------------------------------------------------------------------------------------------


def command(*words: str) -> int:
    from liemchinh.__main__ import main

    return main(["fingerprints", *words])


def test_the_command_exports_and_imports(ward: Unit, petition_of: Make, tmp_path: Path, capsys: Any) -> None:
    text, facts = letter()
    petition_of(ward, sender=facts["name"], text=text)
    out, theirs = tmp_path / "out.jsonl", tmp_path / "theirs.jsonl"
    assert command("export", "--from", "2026-01-01", "--to", "31/12/2026", "--out", str(out)) == 0
    assert len(out.read_bytes().splitlines()) == 3
    theirs.write_bytes(Sender().file(("77/TTr", "2026-08-03", reworded(facts))).getvalue())
    assert command("import", str(theirs), "--agency", "Thanh tra") == 0
    assert "Thanh tra: 1 dấu so khớp, 1 đơn của ta có thể trùng." in capsys.readouterr().out
    assert command("import", str(out), "--agency", "Ta") == 1
    assert "do chính hệ thống này xuất" in capsys.readouterr().err


@pytest.mark.usefixtures("own_key")
def test_a_shared_key_is_set_from_a_file_and_all_is_compared_anew(
    ward: Unit, petition_of: Make, tmp_path: Path, capsys: Any
) -> None:
    petition_of(ward)
    file = tmp_path / "khoa.txt"
    file.write_text("CD" * 32 + "\n", encoding="ascii")
    assert command("key", "set", str(file)) == 0
    assert key.spelt() == "cd" * 32
    assert command("status") == 0
    assert Entry.objects.filter(verb="fingerprints.key").count() == 1
    capsys.readouterr()
    assert command("key", "show") == 0
    assert "cdcd" not in capsys.readouterr().out
    file.write_text("mật khẩu", encoding="utf-8")
    assert command("key", "set", str(file)) == 1
