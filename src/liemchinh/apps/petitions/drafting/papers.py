"""The forms of letters, slips, decisions and minutes, read from `law/wording/letters*.toml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from liemchinh.spine import wording

#: Texts that are no form: parts that forms share.
_PARTS = frozenset({"doc.common", "doc.cite", "doc.recourse"})


@dataclass(frozen=True, slots=True)
class Form:
    """One form: its parts by label; a label such as "text denunciation" holds for petitions of that branch."""

    key: str
    parts: Mapping[str, str]

    def part(self, name: str, branches: frozenset[str] = frozenset()) -> str:
        """The part whose label has the most words that hold of the petition; empty where the form has none."""
        best, text = -1, ""
        for label, said in self.parts.items():
            first, *conditions = label.split()
            if first == name and len(conditions) > best and branches.issuperset(conditions):
                best, text = len(conditions), said
        return text

    def fits(self, branches: frozenset[str]) -> bool:
        """Whether the law knows this paper for a petition of these branches."""
        return branches.issuperset(self.part("of").split()) and branches.isdisjoint(self.part("not").split())

    def name(self, language: str = "vi") -> str:
        return self.parts["en" if language.startswith("en") else "vi"]

    @property
    def head(self) -> str:
        """ "state", "slip" or "minutes"."""
        return self.part("head") or "state"

    @property
    def symbol(self) -> str:
        return self.part("symbol")

    @property
    def to_sender(self) -> bool:
        """Whether it goes to who wrote the petition: only then a denouncer's name may stand in it."""
        return self.part("to") == "sender"

    @property
    def handwritten(self) -> bool:
        """Slips and minutes are completed by hand on the spot, so they may be issued with open places."""
        return self.head != "state"

    @property
    def two_checks(self) -> bool:
        """Two people must have looked that nothing in it points at the denouncer (WORDING 3.12)."""
        return self.part("check") == "two"


def form(key: str) -> Form:
    """The form of that key. KeyError: there is none."""
    if key in _PARTS or not key.startswith("doc."):
        raise KeyError(key)
    return Form(key, wording.book().variants(key))


def forms() -> Iterator[Form]:
    """All forms, in the order of the files."""
    book = wording.book()
    for key in book.entries:
        if key.startswith("doc.") and key not in _PARTS:
            yield Form(key, book.variants(key))


def common(name: str) -> str:
    """A text that forms share."""
    return wording.book().text("doc.common", name)


def branches_of(petition: Any) -> frozenset[str]:
    """What the labels of a form turn on: the petition's own branches, and what its papers must keep quiet about."""
    said = set(petition.branches)
    if petition.identity != "named":
        said.add("anonymous")
    if petition.secretive:
        said.add("secret")
    if petition.eligible is False:
        said.add("unfit")
    return frozenset(said)


def basis(key: str, on: date, part: str = "") -> str:
    """A «Căn cứ» line as the law was cited on the day: with the amending law from the day on which it holds."""
    variants = wording.book().variants(f"basis.{key}")
    since = variants.get("from")
    amended = since is not None and on >= date.fromisoformat(since)
    return variants[("amended" if amended else "vi") + (f" {part}" if part else "")]
