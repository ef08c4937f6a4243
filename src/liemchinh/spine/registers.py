"""What a register is, said once: import, export, lists, forms, history and search all read this declaration.

An app's `register.py` calls `register(Register(...))` when Django starts; pages ask `get("outreach.session")`.

    for column in get("outreach.session").columns:
        column.show(record)            # the text of one cell, in the style of screens and exports
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db.models import QuerySet
from django.utils.translation import get_language

from liemchinh.kernel.lifecycle import Lifecycle
from liemchinh.kernel.measures import Indicator
from liemchinh.kernel.vietnamese import fold
from liemchinh.spine.moves import Tracked
from liemchinh.spine.search import Words

Kind = Literal["date", "int", "text", "unit", "choice", "note"]


def _plain(said: str) -> str:
    return " ".join(re.findall("[a-z0-9]+", fold(said)))


def _in(vi: str, en: str) -> str:
    return en if (get_language() or "vi").startswith("en") else vi


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a register: a field of its model and the header over it in a spreadsheet.

    `synonyms` are other headers that units use, in any spelling (matched without diacritics). `nouns` may follow a
    number («14 người»). `choices` maps the stored word to the spellings that mean it; other words are kept as written.
    `total` is the indicator whose value is the sum of this column. A column of kind `note` is read for words such as
    «hoãn». `wide` columns show on the record's page, not in lists. `ticks` maps each stored word to the headers under
    which a sheet ticks it, where it has a column for each; `spread` exports it so. `says` writes the cell of an export
    where it is no field of the record; a column that is not `exported` is only read. `sealed` stands in an export for
    what is kept from readers without the register's `guard`.
    """

    field: str
    label: str
    label_en: str
    kind: Kind = "text"
    synonyms: tuple[str, ...] = ()
    required: bool = False
    nouns: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    total: str = ""
    wide: bool = False
    importable: bool = True
    ticks: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    spread: bool = False
    says: Callable[[Any], str] | None = None
    exported: bool = True
    sealed: str = ""

    @property
    def title(self) -> str:
        return _in(self.label, self.label_en)

    def show(self, record: Tracked) -> str:
        """The cell as screens show it: dd/mm/yyyy, 1.234, a dash where nothing was recorded."""
        value = self.says(record) if self.says else getattr(record, self.field)
        if value is None or value == "":
            return "–"
        if isinstance(value, date):
            return f"{value:%d/%m/%Y}"
        if isinstance(value, int) and self.kind == "int":
            return f"{value:,}" if (get_language() or "").startswith("en") else f"{value:,}".replace(",", ".")
        return str(value)


@dataclass(frozen=True, slots=True)
class Register:
    """A register (sổ).

    `unit`, `date`      the fields that place a record in the unit tree and in time
    `counted(rows)`     the records that count in figures (without cancelled and undone ones)
    `visible_to(who)`   the records that an account may see: every list, export and search starts from it
    `key`               fields that together say «the same entry written twice»
    `count`, `nouns`    the indicator that counts the records, and the nouns in «126 buổi»
    `hints`             words in a sheet's name or title that point to this register
    `host`              the field whose text names the body at work, matched to a unit of the tree; "" where none is
    `create`            the lifecycle step by which an import writes a record; `undo` takes it back
    `words(record)`     what a search finds the record by; where it is not said, the texts of its columns
    `guard`             the ability without which guarded words are neither found nor counted; "" where none are
    `readings`          columns of a sheet that are no field: read by an import, written by an export (`says`)
    `complete(facts)`   makes fields of a row's readings and ticks, and says what is wrong with it (`Facts`)
    `load(pairs, write)` writes drafts and their records in its own order, and what belongs to them
    `tallies`           further figures of a file, each by its measure
    `identity`          a field that alone says which record a row is, where a sheet gives it (an export does)
    `states`            state -> step by which an import writes it, where an export's states come back as they were
    `leaves_out`        what a note may say to leave a row out
    `mends`, `numbered` an entry whose day can't be is written with the day that its neighbours propose; row numbers
                        are given once each
    `entry`             the route of the page on which a record is entered, where the register has one of its own
    `related`           what an export and a list of records read along with each record
    `reach(who)`        units outside of which `visible_to` never shows a record to that account; it lets a search skip
                        the rest. None where no such thing can be said: then each hit is looked up, which is slower
    """

    name: str
    model: type[Tracked]
    title: str
    title_en: str
    noun: str
    noun_en: str
    columns: tuple[Column, ...]
    counted: Callable[[QuerySet[Any]], QuerySet[Any]]
    visible_to: Callable[[Any], QuerySet[Any]]
    unit: str = "unit"
    date: str = "held_on"
    key: tuple[str, ...] = ()
    count: str = ""
    nouns: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    host: str = ""
    create: str = "import"
    undo: str = "undo"
    words: Callable[[Any], Words] | None = None
    guard: str = ""
    reach: Callable[[Any], frozenset[int]] | None = None
    readings: tuple[Column, ...] = ()
    complete: Callable[[Any], None] | None = None
    load: Callable[[Any, Callable[[Any], None]], None] | None = None
    tallies: tuple[Indicator, ...] = ()
    identity: str = ""
    states: Mapping[str, str] = dataclasses.field(default_factory=dict)
    leaves_out: frozenset[str] = frozenset(("cancelled", "planned", "repeated", "excluded"))
    mends: bool = False
    numbered: bool = False
    related: tuple[str, ...] = ()
    entry: str = ""

    @property
    def in_sheets(self) -> tuple[Column, ...]:
        """Every column that a sheet of this register may have."""
        return self.columns + self.readings

    def written(self) -> frozenset[str]:
        """The states in which an import writes records; none where nothing is imported."""
        if self.states:
            return frozenset(self.states)
        names = {step.name: step.target for step in self.lifecycle.steps}
        return frozenset(filter(None, (names.get(self.create),)))

    def state_said(self, said: str) -> str:
        """The state whose words, folded, are `said`; "" where it is none that an import writes."""
        words = ((state, pair) for state, pair in self.lifecycle.states.items() if state in self.states)
        return next((state for state, pair in words if said in {_plain(word) for word in pair}), "")

    @property
    def app(self) -> str:
        return self.name.partition(".")[0]

    @property
    def label(self) -> str:
        return _in(self.title, self.title_en)

    @property
    def noun_label(self) -> str:
        return _in(self.noun, self.noun_en)

    @property
    def lifecycle(self) -> Lifecycle:
        return self.model.lifecycle

    def column(self, field: str) -> Column:
        """The column of that field; KeyError when there is none."""
        for column in self.in_sheets:
            if column.field == field:
                return column
        raise KeyError(f"{self.name} has no column {field}")

    def ability(self, act: str) -> str:
        """The ability asked for `act` (read, write, import, export) on this register, e.g. "outreach.read"."""
        return f"{self.app}.{act}"

    def totals(self) -> dict[str, str]:
        """Indicator id -> the field summed, "" for the number of records."""
        sums = {c.total: c.field for c in self.columns if c.total}
        return ({self.count: ""} if self.count else {}) | sums

    def tally_labels(self) -> dict[str, str]:
        """Indicator id -> its words, of the further figures of a file."""
        return {i.id: _in(i.label, i.label_en) for i in self.tallies}


_registers: dict[str, Register] = {}


def register(declared: Register) -> Register:
    """Announce a register; called from an app's `register.py`. Announcing the same one again changes nothing."""
    known = _registers.get(declared.name)
    if known is not None and known.model is not declared.model:
        raise ValueError(f"two registers are named {declared.name}")
    if declared.model.lifecycle.register != declared.name:
        raise ValueError(f"{declared.name}: its model's lifecycle is of {declared.model.lifecycle.register}")
    _registers[declared.name] = declared
    return declared


def get(name: str) -> Register:
    """The register of that name, e.g. "outreach.session"; KeyError when no app announced it."""
    return _registers[name]


def all() -> list[Register]:  # the name reads well at the call: registers.all()
    """Every register, in the order in which the apps announced them."""
    return list(_registers.values())


def of_file(name: str) -> list[Register]:
    """The registers that one file may hold: all of an app for its name, else the one named; KeyError for neither.

    A file for "outreach.session" may hold the contests as well, on a sheet of their own.
    """
    app = name.partition(".")[0]
    found = [r for r in _registers.values() if r.app == app and (name == app or name in _registers)]
    if not found:
        raise KeyError(name)
    return found
