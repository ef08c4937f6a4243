"""What the words of a note say about counting its row: not held, put off, only planned, written twice.

The words are families, not phrases: a negation before a verb of holding («ko mở được»), a verb of cancelling or
stopping, a verb of moving before a word of time («chuyển sang quý sau»). What follows such a word decides whether it
speaks of the whole session («không tổ chức do mưa») or of something about it («không tổ chức ngoài trời»): the second
is not `sure`, and a row that says how many came is then kept and pointed out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from liemchinh.spine.cells import folded

Said = Literal["cancelled", "planned", "repeated", "excluded"]


@dataclass(frozen=True, slots=True)
class Remark:
    """`sure`: the row is left out whatever else it holds; else only where nobody was counted in it."""

    kind: Said
    sure: bool = True


_NEGATION = r"(?:khong|ko|kg|khg|hok|chua)(?: (?:the|con|co|kip|he))?"
_HOLDING = r"(?:to chuc|thuc hien|dien ra|tien hanh|trien khai|mo|hop|lam)"
#: What may follow when the whole session is meant: nothing, a cause, the session itself.
_WHOLE = (
    r"(?: (?:duoc|lai|nua|buoi|cuoc|lop|hoi nghi|nay|do|vi|tai vi|boi|lich|theo lich|theo ke hoach|trung|nhu|ly do"
    r"|mua|bao|dich|nen|gui|bao cao vien|x))*"
)
_NOT_HELD = re.compile(rf"\b{_NEGATION}(?: duoc)? {_HOLDING}\b({_WHOLE})(.*)")
_CANCELLED = re.compile(r"\b(bi |da |xin |phai |cho |quyet dinh )?(huy|bo)\b(?: bo)?(.*)")
_STOPPED = re.compile(
    r"\b(?:tam (?:ngung|dung|nghi|hoan|dinh)|dinh (?:lai|hoan|chi)|gac lai|(?:ngung|dung) (?:lai|to chuc|hop)"
    r"|cho nghi|nghi (?:do|vi|bao|le|tet|mua|lu|phong dich|dich|hop))\b|^(?:ngung|dung|dinh|nghi|hoan)$"
)
_TIME = r"(?:\d|ngay|tuan|thang|quy|nam|dot|ky|buoi|sang|chieu|toi|hom|dip|luc|khi|sau|thoi gian|lich)"
_MOVED = re.compile(
    rf"\b(?:hoan|doi|lui|chuyen|ghep|don)(?: lai| lich| ngay| buoi| thoi gian)*(?: sang| den| vao| qua| toi| xuong| ra)"
    rf"(?: dau| cuoi| giua| het)? {_TIME}"
)
_PUT_OFF = re.compile(
    r"\bhoan\b(?! (?:thanh|tat|toan|chinh|cong))|\bdoi (?:lich|ngay|lai|buoi)\b|\blui (?:ngay|lich|lai|buoi)\b"
)
_DONE = re.compile(r"\bhoan (?:thanh|tat|toan|chinh|cong)\b|\bhuy (?:hoai|hoa don|dong)\b")
_PLANNED = re.compile(
    r"^(?:(?:moi|con|dang|chi) )?(?:la )?(?:du kien|du tinh)\b(?!.*\b(?:thuc te|thuc hien|da)\b)|^(?:se|sap)$"
    r"|^(?:moi )?(?:len )?ke hoach$|\bmoi (?:len|lap|co|la)? ?(?:ke hoach|dang ky|du kien)\b"
    rf"|\b(?:se|sap|du kien|du tinh) (?:duoc )?{_HOLDING}\b|\bchua (?:den|toi) (?:ngay|lich|han|ky)\b"
)
_NOT_SO = re.compile(r"\b(?:khong|ko|kg)(?: (?:bi|phai|co|he))* (?:huy|hoan|bo|doi|dinh)\b")
_MADE_UP = re.compile(r"\b(?:to chuc bu|hop bu|lam bu|bu (?:cho|buoi|ngay)|thay (?:cho|buoi)|tu ngay .* chuyen)")
_REPEATED = re.compile(
    r"\b(?:ghi trung|nhap trung|bi trung|trung (?:dong|voi|stt|so|don|lap|ten|noi dung)"
    r"|ghi lap|lap (?:dong|lai dong)|ghi (?:hai|2) lan"
    r"|da (?:ghi|tinh|nhap) o|nhu dong tren)"
)
_SAME_DAY = re.compile(r"\btrung (?:lich|ngay|gio|le)\b")
_NOT_COUNTED = re.compile(
    r"\b(?:(?:khong|ko|kg) (?:duoc )?(?:tinh|dem|ghi nhan)|loai (?:bo|ra)|bo dong|xoa dong|ghi nham|nhap nham)\b(.*)"
)
_COUNTING_WHOLE = re.compile(r"^ ?(?:$|so\b|dong\b|buoi|cuoc|nay|vao (?:tong|so|ket qua|bao cao)|khoi|nua)")
_ABOUT_IT = re.compile(r"^ ?(?:$|bo\b|buoi|cuoc|lop|hoi nghi|nay|do\b|vi\b|lich|khong|ke hoach|ngay|theo|hoan|x\b|roi)")

#: The spellings of a folded word that do mean it: «hoàn», «Huy» and «bộ» are other words.
_MEANT = {
    "hoan": ("hoãn",), "huy": ("hủy", "huỷ"), "bo": ("bỏ",), "doi": ("dời", "đổi"), "lui": ("lùi",),
    "trung": ("trùng",), "lap": ("lặp",), "nghi": ("nghỉ",), "dinh": ("đình",), "dung": ("dừng",), "se": ("sẽ",),
    "sap": ("sắp",), "ngung": ("ngưng", "ngừng"), "chuyen": ("chuyển",),
    "don": ("dồn",), "mo": ("mở",), "hop": ("họp",), "lam": ("làm",),
}  # fmt: skip


@lru_cache(maxsize=16384)
def remark(said: str) -> Remark | None:
    """What the note says about counting its row; None where it says nothing about that."""
    plain = folded(said)
    if not plain or _MADE_UP.search(plain):
        return None
    if (twice := _REPEATED.search(plain)) and not _SAME_DAY.search(plain) and _meant(said, twice[0]):
        return Remark("repeated", sure=_NOT_COUNTED.search(plain) is not None)
    return _not_held(said, _NOT_SO.sub(" ", _DONE.sub(" ", plain))) or _planned(said, plain) or _excluded(plain)


def _not_held(said: str, plain: str) -> Remark | None:
    if (found := _NOT_HELD.search(plain)) and _meant(said, found[0]):
        return Remark("cancelled", sure=_ends(found[2]))
    if (found := _CANCELLED.search(plain)) and _meant(said, found[2]):
        sure = bool(_ABOUT_IT.match(found[3])) and not (said.isascii() and found[3] and not found[1])
        if sure or found[1] or (found.start() == 0 and found[2] == "huy"):
            return Remark("cancelled", sure=sure)
    for pattern in (_MOVED, _STOPPED, _PUT_OFF):
        if (found := pattern.search(plain)) and _meant(said, found[0]):
            return Remark("cancelled", sure=False)
    return None


def _ends(rest: str) -> bool:
    """Nothing follows but punctuation, or a clause of its own that doesn't say where it was held instead."""
    return not rest.strip() or not re.match(r" ?\w", rest)


def _planned(said: str, plain: str) -> Remark | None:
    found = _PLANNED.search(plain)
    return Remark("planned") if found and _meant(said, found[0]) else None


def _excluded(plain: str) -> Remark | None:
    found = _NOT_COUNTED.search(plain)
    return Remark("excluded", sure=_COUNTING_WHOLE.match(found[1]) is not None) if found else None


def _meant(said: str, matched: str) -> bool:
    """False where the text has diacritics and its first telling word is spelled as another one (hoàn, Huy, bộ)."""
    if said.isascii():
        return True
    lowered = said.lower()
    telling = [_MEANT[word] for word in matched.split() if word in _MEANT]
    return all(any(spelling in lowered for spelling in spellings) for spellings in telling[:1])


_CALLED_OFF = (
    r"(?:(?:buổi|cuộc|hội nghị|lớp)(?: này)? )?(?:đã |bị |tạm )?(?:hoãn|hủy|huỷ|không tổ chức(?: được)?|chưa tổ chức)"
)
#: One of these is in all that `_CALLED_OFF` finds; looking for them first is ten times faster.
_OFF = ("hoãn", "hủy", "huỷ", "tổ chức")
_HEAD = re.compile(rf"^[\s(\[]*{_CALLED_OFF}\s*(?:[):\]\-–.,]|$)", re.IGNORECASE)
_TAIL = re.compile(rf"[-–—(\[:;,.]\s*{_CALLED_OFF}(?: (?:do|vì)\b.*)?\s*[)\].!]*\s*$", re.IGNORECASE)


@lru_cache(maxsize=65536)
def called_off_in_passing(said: str) -> bool:
    """«HOÃN: Luật PCTN», «Luật PCTN (đã hủy)»: said at the head or the end of what was to be done."""
    lowered = said.lower()
    if not any(word in lowered for word in _OFF):
        return False
    return bool(_HEAD.match(said) or _TAIL.search(said))
