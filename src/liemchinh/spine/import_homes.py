"""Where the rows of a sheet count that name no unit themselves: by the sheet, by the other sheets, by who imports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from liemchinh.spine.headers import Layout, title_of
from liemchinh.spine.sheets import Sheet
from liemchinh.spine.unit_names import KnownUnit, UnitDirectory


@dataclass(frozen=True, slots=True)
class Home:
    """`by`: the sheet's own name or title, the other sheets of the file, or nothing but the import itself."""

    unit: KnownUnit
    by: Literal["sheet", "file", "import"]


def homes(
    sheets: Sequence[Sheet], layouts: Mapping[str, Sequence[Layout]], units: UnitDirectory
) -> dict[str, Home]:  # fmt: skip
    """Sheet -> its home. Where most sheets name one unit and none another, a sheet that names none is of that unit."""
    books = [sheet for sheet in sheets if layouts[sheet.name] and not sheet.hidden]
    titles = {sheet.name: (sheet.name, title_of(sheet, layouts[sheet.name][0].top)) for sheet in books}
    named = {name: units.named_in(said[0]) or units.named_in(said[1]) for name, said in titles.items()}
    told = [unit for unit in named.values() if unit is not None]
    common = told[0] if len({unit.id for unit in told}) == 1 and len(told) * 2 > len(books) else None
    found: dict[str, Home] = {}
    for name, unit in named.items():
        if unit is not None:
            found[name] = Home(unit, "sheet")
        elif common is not None and not any(map(units.names_root, titles[name])):
            found[name] = Home(common, "file")
        else:
            found[name] = Home(units.root, "import")
    return found
