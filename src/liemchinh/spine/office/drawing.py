"""What typst draws: whole documents and single charts.

Words reach it as data, never as markup; its fonts are its own, so the bytes do not depend on the machine.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

import typst

FOLDER = Path(__file__).parent
#: Dots an inch of a picture: sharp on paper, some ten kilobytes.
DENSITY = 200


def drawn(template: str, data: Any, kind: Literal["pdf", "png"]) -> bytes:
    """`template` (a file beside this one) with `data`, as PDF/A-2b or as a picture."""
    made: bytes = typst.compile(
        FOLDER / template,
        root=FOLDER,
        format=kind,
        ppi=DENSITY,
        ignore_system_fonts=True,
        pdf_standards=["a-2b"],
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    return made
