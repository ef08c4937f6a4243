"""What the law said on a day: the terms and calendars of the folder `law/` and of the local folders that amend it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from liemchinh.kernel import lawfiles
from liemchinh.kernel.daybook import Daybook
from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.terms import Term, narrowed


class UnknownTerm(Refusal):
    """No file of the law folder holds this id."""


class Law:
    """All terms and calendars of the shipped folder and of the folders that amend it."""

    def __init__(self, terms: Mapping[str, Term], daybook: Daybook) -> None:
        self.terms = MappingProxyType(dict(sorted(terms.items())))
        self.daybook = daybook
        self._by_id = {t.id.casefold(): t for t in terms.values()}
        for term in terms.values():
            for alias in term.aliases:
                self._by_id[alias.id.casefold()] = narrowed(term, alias)

    @classmethod
    def load(cls, *folders: Path) -> Law:
        """The law of `folders`, later ones amending earlier ones; the shipped folder when none is given.

        Kept in memory until a file changes, so an amended or newly decreed day needs no restart.
        Raises lawfiles.LawFileError (a Refusal) naming the file that cannot be used.
        """
        return _load(tuple((folder, _stamp(folder)) for folder in folders or (law_root(),)))

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms.values())

    def __len__(self) -> int:
        return len(self.terms)

    def term(self, name: str) -> Term:
        """The term with this id or alias, in capitals or not. Raises UnknownTerm with the nearest ids."""
        found = self._by_id.get(name.strip().casefold())
        if found is None:
            raise UnknownTerm(self._unknown(name))
        return found

    def ids(self) -> list[str]:
        """Every id and alias that `term` knows."""
        return sorted(t.id for t in self._by_id.values())

    def _unknown(self, name: str) -> str:
        bare = _bare(name)
        same = [key for key in self._by_id if _bare(key) == bare]
        near = same or get_close_matches(name.strip().casefold(), self._by_id, n=3, cutoff=0.5)
        hint = f" Có phải: {', '.join(self._by_id[n].id for n in near)}?" if near else ""
        return f"Không có quy định «{name}».{hint} Lệnh liemchinh law liệt kê mọi quy định."


def _bare(name: str) -> str:
    """An id without what people leave out or add: "tc5", "TC 05" and "TC-05" are the same."""
    return re.sub(r"(?<!\d)0+|[\W_]", "", name.casefold())


def law_root() -> Path:
    """The shipped folder: `liemchinh/_law` of an installed wheel, else `law/` of the checkout."""
    here = Path(__file__).resolve()
    packed = here.parents[1] / "_law"
    return packed if packed.is_dir() else here.parents[3] / "law"


Stamp = tuple[tuple[str, int, int], ...]


def _stamp(folder: Path) -> Stamp:
    """Name, time of change and size of every file: what tells a changed folder from an unchanged one."""
    found = []
    for path in folder.rglob("*.toml"):
        info = path.stat()
        found.append((str(path.relative_to(folder)), info.st_mtime_ns, info.st_size))
    return tuple(sorted(found))


@lru_cache(maxsize=8)
def _load(folders: tuple[tuple[Path, Stamp], ...]) -> Law:
    terms, daybook = lawfiles.read([folder for folder, _stamp in folders])
    return Law(terms, daybook)
