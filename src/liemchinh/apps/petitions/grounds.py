"""The grounds that the law lists: of not taking up a complaint or denunciation, of pausing and of ending.

Their texts stand in `law/wording/grounds.toml`; the criteria of extension stand with the law's term TC-05.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liemchinh.kernel.errors import Refusal
from liemchinh.spine.deadlines.grounds import grounds
from liemchinh.spine.wording import say

if TYPE_CHECKING:
    from liemchinh.apps.petitions.models import Petition

#: What is decided -> the grounds on which it may be.
GROUNDS: dict[str, tuple[str, ...]] = {
    "complaint": (
        "internal", "not_direct", "capacity", "representative", "signature", "limitation", "second_decided",
        "discontinued", "court",
    ),
    "denunciation": ("no_identity", "capacity", "not_competent", "no_basis", "settled_complaint"),
    "pause": ("other_result", "assessment", "obstacle"),
    "end": ("withdrawn", "death", "court", "no_object"),
}  # fmt: skip


def choices(group: str) -> list[tuple[str, str]]:
    """(ground, its text in the reader's language)."""
    return [(ground, say(f"ground.{group}.{ground}")) for ground in GROUNDS[group]]


def text(group: str, ground: str) -> str:
    """The text as the record and its papers carry it, in Vietnamese; Refusal where the law knows no such ground."""
    if ground not in GROUNDS[group]:
        raise Refusal("Chọn một căn cứ trong danh mục của luật.")
    return say(f"ground.{group}.{ground}", "vi")


def of(petition: Petition) -> str:
    """The group of grounds on which this petition may be declined."""
    return "complaint" if petition.kind == "complaint" else "denunciation"


def extension_words(criteria: list[str]) -> str:
    """«phức tạp» for one criterion, «đặc biệt phức tạp» for more; Refusal for none (NĐ 31 art. 3)."""
    known = {ground.id: ground.label for ground in grounds("TC-05")}
    if not criteria or set(criteria) - set(known):
        raise Refusal("Chọn ít nhất một trường hợp phức tạp (Điều 3 Nghị định 31/2019/NĐ-CP).")
    degree = "phức tạp" if len(criteria) == 1 else "đặc biệt phức tạp"
    return f"vụ việc {degree}: " + "; ".join(known[name] for name in criteria)
