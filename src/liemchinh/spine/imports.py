"""Importing a spreadsheet into the registers of an app: stage, mend, commit, undo.

batch = stage(Path("so_2006.xlsx"), "outreach", unit_id, by=officer, on=today)  # reads; writes in no register
mend(batch, Mending(cells={("Năm 2006", 7, "attendees"): "40"}), on=today)      # reads again
commit(batch, by=officer, on=today)                                             # one transaction, all or nothing
undo(batch, by=officer, on=today)                                               # records stay, and count no more
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liemchinh.kernel.errors import Refusal
from liemchinh.spine import files, import_writing, moves, registers
from liemchinh.spine.access import SYSTEM, can
from liemchinh.spine.import_facts import Draft, Key, Mending, Progress, Reading
from liemchinh.spine.import_models import ImportBatch
from liemchinh.spine.jobs import Job
from liemchinh.spine.ledger import Entry
from liemchinh.spine.people import Account
from liemchinh.spine.reading import read
from liemchinh.spine.registers import Register
from liemchinh.spine.row_keys import keys_of_record
from liemchinh.spine.sheets import read_workbook
from liemchinh.spine.unit_names import UnitDirectory, directory

SHOWN_PROBLEMS = 1000
"""How many problems the preview lists; their number is always exact."""
_CHUNK = 5000


def read_file(
    path: Path, name: str, register_name: str, unit_id: int, *, on: date, mending: Mending | None = None,
    progress: Progress | None = None,
) -> Reading:  # fmt: skip
    """Read and check the file against the registers as they are now. Writes nothing. Refusal when it is unreadable."""
    wanted = registers_of(register_name)
    units = units_below(wanted[0], unit_id)
    workbook = read_workbook(path, name)
    reading = read(
        workbook, wanted, units, on=on, mending=mending, known=lambda r, d: _known_keys(r, d, units.ids),
        progress=progress,
    )  # fmt: skip
    if not any(sheet.kind == "register" for sheet in reading.sheets):
        raise Refusal(_no_register(reading, wanted))
    return reading


def registers_of(name: str) -> list[Register]:
    """The registers that a file for `name` may hold. Refusal names those that there are."""
    try:
        return registers.of_file(name)
    except KeyError:
        names = sorted({r.app for r in registers.all()})
        raise Refusal(
            _("Không có sổ «%(name)s». Các sổ: %(names)s.") % {"name": name, "names": ", ".join(names)}
        ) from None


def units_below(register: Register, unit_id: int) -> UnitDirectory:
    """The units to which a name in the file may point: the importing unit and all below it."""
    field = register.model._meta.get_field(register.unit)
    model = field.related_model
    assert isinstance(model, type)
    return directory(model, unit_id)


def _no_register(reading: Reading, wanted: list[Register]) -> str:
    titles = ", ".join(f"«{r.label}»" for r in wanted)
    seen = "; ".join(f"«{p.sheet}»: {p.message}" for p in reading.problems[:4])
    return _("Không trang tính nào trong tệp «%(file)s» là %(titles)s. %(seen)s") % {
        "file": reading.file,
        "titles": titles,
        "seen": seen,
    }


def _known_keys(register: Register, drafts: list[Draft], unit_ids: frozenset[int]) -> set[Key]:
    """The keys of the entries that the register holds already for those units, between the first and the last day."""
    if not drafts:
        return set()
    days = [d.day for d in drafts]
    rows = register.counted(register.model._default_manager.all()).filter(
        **{f"{register.date}__gte": min(days), f"{register.date}__lte": max(days)}
    )
    names = list(dict.fromkeys(filter(None, (*register.key, register.host, register.identity))))
    columns = rows.order_by().values_list(f"{register.unit}_id", *names)
    found: set[Key] = set()
    for unit_id, *values in columns.iterator(chunk_size=_CHUNK):
        if unit_id in unit_ids:
            found |= keys_of_record(register, dict(zip(names, values, strict=True)), unit_id)
    return found


# --- the four acts ---------------------------------------------------------------------------------------------------
def stage(
    source: UploadedFile[Any] | Path | bytes, register_name: str, unit_id: int, *, by: Any, on: date, name: str = "",
    reading: Reading | None = None,
) -> ImportBatch:  # fmt: skip
    """Keep the file and read it, unless the caller just has. Refusal where it is unreadable or holds no register."""
    name = name or (source.name if isinstance(source, Path | UploadedFile) else "") or _("tệp")
    _check_right(register_name, unit_id, by)
    stored = files.keep(source, name, by)
    reading = reading or read_file(stored.path, name, register_name, unit_id, on=on)
    owner = by if getattr(by, "pk", None) else None
    return ImportBatch.objects.create(
        register=register_name, file=stored, unit_id=unit_id, created_by=owner, reading=as_json(reading),
        accepted=len(reading.drafts),
    )  # fmt: skip


def mend(batch: ImportBatch, mending: Mending, *, on: date) -> Reading:
    """Keep what people decided, and read again with it."""
    if batch.status != ImportBatch.Status.STAGED:
        raise Refusal(_("Lô này %(status)s, không sửa được nữa.") % {"status": batch.get_status_display()})
    reading = _read_again(batch, mending, on)
    batch.mending, batch.reading, batch.accepted = mending.as_json(), as_json(reading), len(reading.drafts)
    batch.save(update_fields=["mending", "reading", "accepted"])
    return reading


def commit(
    batch: ImportBatch, *, by: Any, on: date, only_valid: bool = True, reading: Reading | None = None,
    progress: Progress | None = None,
) -> int:  # fmt: skip
    """Write the accepted rows, each with its ledger line, in one transaction; answers how many.

    With `only_valid` rows in error are left out; else any error refuses the whole file. `reading` is for a caller that
    has read the file in this very moment; else it is read again, since the registers may have changed meanwhile.
    """
    _check_right(batch.register, batch.unit_id, by)
    reading = reading or _read_again(batch, batch.decisions, on, progress)
    if reading.errors and not only_valid:
        raise Refusal(_("Còn %(n)d dòng có lỗi; sửa hoặc chọn ghi các dòng hợp lệ.") % {"n": reading.rejected_rows})
    if not reading.drafts:
        raise Refusal(_("Không có dòng nào để ghi."))
    with transaction.atomic():
        locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if locked.status != ImportBatch.Status.STAGED:
            raise Refusal(_("Lô này %(status)s rồi.") % {"status": locked.get_status_display()})
        for register in registers_of(batch.register):
            drafts = [d for d in reading.drafts if d.register.name == register.name]
            import_writing.write(register, drafts, batch, by=by, on=on)
        batch.status, batch.committed_at = ImportBatch.Status.COMMITTED, timezone.now()
        batch.reading, batch.accepted = as_json(reading), len(reading.drafts)
        batch.save(update_fields=["status", "committed_at", "reading", "accepted"])
    return len(reading.drafts)


def undo(batch: ImportBatch, *, by: Any, on: date) -> int:
    """Take the batch back: its records become `undone`, stay, and count nowhere. Refusal once one was changed since."""
    _check_right(batch.register, batch.unit_id, by)
    if not batch.undoable:
        raise Refusal(_("Lô này không hoàn tác được nữa: quá thời gian hoặc đã hoàn tác."))
    reason = _("hoàn tác lô nhập %(ref)s") % {"ref": batch.ref}
    undone = 0
    with transaction.atomic():
        for register in registers_of(batch.register):
            keys = keys_of(batch, register)
            if changed := len(_changed(register, keys)):
                raise Refusal(
                    _("%(n)d bản ghi đã được sửa sau khi nhập, nên không hoàn tác cả lô được.") % {"n": changed}
                )
            for part in _parts(keys):
                rows = register.model._default_manager.filter(pk__in=part)
                undone += moves.bulk_move(rows, register.undo, by=by, on=on, reason=reason, batch=f"{batch.ref}:undo")
        batch.status, batch.undone_at = ImportBatch.Status.UNDONE, timezone.now()
        batch.save(update_fields=["status", "undone_at"])
    return undone


def changed_since(batch: ImportBatch) -> list[Any]:
    """The records of a committed batch that were changed since: while there are any it can't be taken back whole."""
    return [r for register in registers_of(batch.register) for r in _changed(register, keys_of(batch, register))]


def _changed(register: Register, keys: list[int]) -> list[Any]:
    manager = register.model._default_manager
    return [record for part in _parts(keys) for record in manager.filter(pk__in=part, version__gt=1).order_by("pk")]


def commit_in_background(job: Job, batch_id: int, account_id: int | None, on: str) -> dict[str, int]:
    """The job behind «Ghi vào sổ». Rows are counted while they are read.

    Nobody sees them being written, for that is one transaction: what is written then is said beforehand.
    """
    batch = ImportBatch.objects.get(pk=batch_id)
    by = Account.objects.get(pk=account_id) if account_id else SYSTEM
    job.progress(0, batch.accepted, _("đang đọc tệp"))

    def tell(read_rows: int, rows: int) -> None:
        note = _("đang đọc tệp") if read_rows < rows else _("đã đọc hết; đang ghi tất cả trong một lần")
        job.progress(read_rows, rows, note)

    written = commit(batch, by=by, on=date.fromisoformat(on), progress=tell)
    job.progress(written, written, _("đã ghi"))
    return {"written": written}


# --- parts -----------------------------------------------------------------------------------------------------------
def _check_right(register_name: str, unit_id: int, by: Any) -> None:
    ability = registers_of(register_name)[0].ability("import")
    if not can(by, ability, unit_id):
        raise PermissionDenied(_("Ông/bà không có quyền nhập sổ cho đơn vị này."))


def _read_again(batch: ImportBatch, mending: Mending, on: date, progress: Progress | None = None) -> Reading:
    path, name = batch.file.path, batch.file.name
    return read_file(path, name, batch.register, batch.unit_id, on=on, mending=mending, progress=progress)


def keys_of(batch: ImportBatch, register: Register) -> list[int]:
    """The primary keys of the records that a committed batch wrote: the ledger knows them."""
    lead = f"{register.name}:"
    subjects = (
        Entry.objects.filter(batch=batch.ref, subject__startswith=lead).order_by("pk").values_list("subject", flat=True)
    )
    return [int(subject[len(lead) :]) for subject in subjects.iterator(chunk_size=_CHUNK)]


def _parts(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), _CHUNK):
        yield keys[start : start + _CHUNK]


def as_json(reading: Reading) -> dict[str, Any]:
    """What the preview page needs, small enough to keep: the first problems, errors before warnings, and all counts."""
    problems = sorted(reading.problems, key=lambda p: {"error": 0, "warning": 1, "info": 2}[p.severity])[
        :SHOWN_PROBLEMS
    ]
    return {
        "file": reading.file,
        "read": reading.read,
        "accepted": len(reading.drafts),
        "rejected": reading.rejected_rows,
        "errors": len(reading.errors),
        "warnings": len(reading.warnings),
        "problems": [p.as_json() for p in problems],
        "sheets": [
            {
                "name": s.name, "kind": s.kind, "register": s.register, "title": s.title, "header_rows": s.header_rows,
                "columns": s.columns, "counts": dict(s.counts), "totals": s.totals,
            }
            for s in reading.sheets
        ],
        "totals": reading.totals(),
        "months": reading.months(),
        "rows": [[sheet, row, values] for (sheet, row), values in reading.shown.items()],
    }  # fmt: skip
