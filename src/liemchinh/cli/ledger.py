"""`liemchinh ledger`: check the ledger, print its signed head, prove an entry."""

from __future__ import annotations

import argparse
import dataclasses
import json
from typing import TYPE_CHECKING, Any

from liemchinh.kernel.errors import Refusal

if TYPE_CHECKING:
    from liemchinh.spine.ledger_check import Verification
    from liemchinh.spine.ledger_models import Head

HELP = "kiểm tra sổ nhật ký, in đầu cây đã ký, chứng minh một dòng · verify the ledger, print heads and proofs"


def arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="verify|head|prove")
    verify = acts.add_parser("verify", help="tính lại toàn bộ sổ và đối chiếu từng bản ghi; mã thoát 1 khi có chỗ sai")
    verify.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    verify.add_argument("--no-records", action="store_true", help="chỉ kiểm tra sổ, không đối chiếu bản ghi")
    acts.add_parser("head", help="đánh số các dòng đang chờ, ký và in đầu cây mới nhất (JSON)")
    prove = acts.add_parser("prove", help="in bằng chứng (RFC 9162) rằng một dòng có trong sổ đã ký (JSON)")
    prove.add_argument("entry", type=int, metavar="ENTRY", help="số của dòng sổ")


def run(args: argparse.Namespace) -> int:
    from liemchinh.cli import _django

    _django.setup()
    if args.act == "verify":
        return _verify(as_json=args.json, check_records=not args.no_records)
    _print(_head_json(_signed_head()) if args.act == "head" else _proof_json(args.entry))
    return 0


def _verify(*, as_json: bool, check_records: bool) -> int:
    from liemchinh.spine import ledger

    found = ledger.verify(check_records=check_records)
    if as_json:
        _print(_verification_json(found))
    else:
        for problem in found.problems:
            print(problem.sentence)
        print(_summary(found))
    return 0 if found.ok else 1


def _summary(found: Verification) -> str:
    from liemchinh.kernel.vietnamese import number

    counted = (
        f"{number(found.entries)} dòng đã đánh số, {number(found.unnumbered)} dòng chờ đánh số, "
        f"{number(found.heads)} đầu cây đã ký, {number(found.records)} bản ghi"
    )
    if found.ok:
        return f"Sổ nhật ký nguyên vẹn: {counted}."
    return f"Sổ nhật ký có {number(len(found.problems) + found.untold)} chỗ sai: {counted}."


def _verification_json(found: Verification) -> dict[str, Any]:
    return {
        "ok": found.ok,
        "entries": found.entries,
        "unnumbered": found.unnumbered,
        "heads": found.heads,
        "records": found.records,
        "problems": [dataclasses.asdict(problem) for problem in found.problems],
        "untold": found.untold,
    }


def _signed_head() -> Head:
    from liemchinh.spine import ledger

    return ledger.sign_head()


def _head_json(head: Head) -> dict[str, Any]:
    from liemchinh.spine.ledger_keys import public_key

    known = public_key(head.key_id)
    return {
        "size": head.size,
        "root": bytes(head.root).hex(),
        "signed_text": head.signed_text().decode(),
        "signature": bytes(head.signature).hex(),
        "key_id": head.key_id,
        "public_key": known.hex() if known else None,
    }


def _proof_json(number: int) -> dict[str, Any]:
    from liemchinh.spine import ledger

    head = _signed_head()
    entry = ledger.Entry.objects.filter(seq=number).first()
    if entry is None:
        raise Refusal(f"Sổ nhật ký không có dòng số {number}; số lớn nhất là {head.size}.")
    proof = ledger.inclusion(entry)
    return {
        "entry": number,
        "sentence": ledger.sentence(entry),
        "commitment": bytes(entry.commitment).hex(),
        "leaf_hash": proof.leaf.hex(),
        "leaf_index": proof.seq - 1,
        "path": [step.hex() for step in proof.path],
        "head": _head_json(head),
    }


def _print(answer: dict[str, Any]) -> None:
    print(json.dumps(answer, ensure_ascii=False, indent=2))
