"""The words that offices write in their own petition registers: who wrote, which way it went, what came of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import TextChoices

from liemchinh.apps.petitions import codes
from liemchinh.kernel.vietnamese import fold
from liemchinh.spine.cells import folded

KINDS = {
    codes.Kind.COMPLAINT: ("khiếu nại", "kn", "đơn khiếu nại"),
    codes.Kind.DENUNCIATION: ("tố cáo", "tc", "đơn tố cáo"),
    codes.Kind.RECOMMENDATION: ("kiến nghị, phản ánh", "kiến nghị", "đề nghị", "knpa", "kn, pa", "phản ánh, kiến nghị"),
    codes.Kind.REFLECTION: ("phản ánh", "pa"),
    codes.Kind.MIXED: ("nhiều nội dung",),
}
COMPETENCES = {
    codes.Competence.IN: ("thuộc", "thuộc thẩm quyền", "có"),
    codes.Competence.OUT: ("không thuộc", "không thuộc thẩm quyền", "không"),
}
#: The ticks of «Loại đơn»: recommendations and reflections share one column.
KIND_TICKS = {
    codes.Kind.COMPLAINT: ("Khiếu nại", "KN", "Đơn khiếu nại"),
    codes.Kind.DENUNCIATION: ("Tố cáo", "TC", "Đơn tố cáo"),
    codes.Kind.RECOMMENDATION: ("Kiến nghị, phản ánh", "KN, PA", "KNPA", "Phản ánh, kiến nghị", "Kiến nghị"),
}
COMPETENCE_TICKS = {
    codes.Competence.IN: ("Thuộc", "Thuộc thẩm quyền"),
    codes.Competence.OUT: ("Không thuộc", "Không thuộc thẩm quyền"),
}
#: The three directions of the reception log, and the columns in which they are ticked.
VISIT_WAYS = {"accept": ("thụ lý",), "guide": ("trả đơn, hướng dẫn", "hướng dẫn"), "forward": ("chuyển đơn", "chuyển")}
VISIT_TICKS = {
    "accept": ("Thụ lý để giải quyết", "Thụ lý"),
    "guide": ("Trả lại đơn và hướng dẫn", "Trả đơn, hướng dẫn", "Trả đơn và hướng dẫn", "Hướng dẫn"),
    "forward": ("Chuyển đơn đến cơ quan có thẩm quyền", "Chuyển đơn", "Chuyển"),
}


def spellings(words: type[TextChoices]) -> dict[str, tuple[str, ...]]:
    """Stored word -> the words of its label, as an export writes them."""
    return {word.value: (str(word.label),) for word in words}


# --- who wrote -------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Senders:
    """Names with their addresses, whether they are known, and how many signed."""

    people: tuple[tuple[str, str], ...] = ()
    identity: str = codes.Identity.NAMED
    signers: int = 1


#: What an export writes for a name that is kept from its readers (LTC 8).
SEALED = "(người gửi được giữ bí mật)"
ANONYMOUS = "(Đơn không ghi tên)"
_NOBODY = re.compile(r"\b(?:nac danh|(?:khong|ko|k) (?:ghi |de |ky |ro )?(?:ho )?ten|khong ro|giau ten|khong ky)\b")
_FALSE_NAME = re.compile(r"\bmao danh\b")
_SEALED = folded(SEALED)
_ADDRESS = re.compile(
    r"\s+[-–—]\s+|\s*[-–—]\s+(?=(?:tổ|số|khu|kp|ấp|thôn|hẻm|đường|\d))|\n|;\s*đ/?c:?\s*", re.IGNORECASE
)
_COMMA = re.compile(r"\s*,\s*(?=(?:tổ|số|khu|kp|ấp|thôn|xóm|hẻm|đường|phường|xã|\d))", re.IGNORECASE)
_OTHERS = re.compile(
    r"[\s,]*\b(?:và|cùng|với)\s+(\d{1,3})\s+(?:người|hộ|công dân|cá nhân)\b(?: khác| dân)*", re.IGNORECASE
)


@lru_cache(maxsize=8192)
def senders(written: str, note: str = "") -> Senders:
    """«Ngụy Văn Lụa - tổ dân phố 32, KP5»; people stand apart by «;», others are counted («và 5 người khác»)."""
    said = folded(f"{written} {note}")
    if _FALSE_NAME.search(said):
        return Senders(identity=codes.Identity.IMPERSONATED)
    if folded(written) == _SEALED:
        return Senders()
    if not written.strip(" -–.") or _NOBODY.search(said):
        return Senders(identity=codes.Identity.ANONYMOUS)
    others = sum(int(n) for n in _OTHERS.findall(written))
    people = tuple(_person(part) for part in _OTHERS.sub("", written).split(";") if part.strip(" ,"))
    return Senders(people, signers=max(len(people) + others, 1))


def _person(written: str) -> tuple[str, str]:
    name, address = written.strip(), ""
    for mark in (_ADDRESS, _COMMA):
        if found := mark.search(name):
            name, address = name[: found.start()], name[found.end() :]
            break
    return name.strip(" ,-–")[:200], address.strip(" ,-–")[:300]


# --- which way it went -----------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Direction:
    """`body`: where it was sent, or the sender was shown to; `helpers`: to whom it was given here.

    outcome "" where the words say none of the law's ways: then they are kept as they are.
    """

    outcome: str = ""
    body: str = ""
    helpers: str = ""


_WAYS = (
    (codes.Outcome.DECLINE, re.compile(r"\s*(?:không|ko) (?:được )?thụ lý\b.*", re.IGNORECASE | re.DOTALL)),
    (codes.Outcome.GUIDE, re.compile(
        r"\s*(?:trả đơn,? (?:và )?)?hướng dẫn(?: công dân| người dân| người gửi| đương sự)?"
        r"(?: gửi| nộp| đến| liên hệ| khởi kiện| tại| ra| sang)*(?: đơn)?(?: đến| tới| tại| ra)?\b\s*(?P<body>.*)",
        re.IGNORECASE | re.DOTALL)),
    (codes.Outcome.RETURN, re.compile(r"\s*trả (?:lại )?(?:đơn|hồ sơ)\b.*", re.IGNORECASE | re.DOTALL)),
    (codes.Outcome.FORWARD, re.compile(
        r"\s*(?:đã )?(?:chuyển|c/?v chuyển)(?: đơn)?(?: đến| sang| cho| về| tới| qua)?\b\s*(?P<body>.*)",
        re.IGNORECASE | re.DOTALL)),
    (codes.Outcome.FILE, re.compile(r"\s*(?:xếp )?lưu\b.*", re.IGNORECASE | re.DOTALL)),
    (codes.Outcome.ACCEPT, re.compile(
        r"\s*(?:giao|phân công)(?: cho)?\b\s*(?P<helpers>.*)", re.IGNORECASE | re.DOTALL)),
    (codes.Outcome.ACCEPT, re.compile(
        r"\s*(?:thụ lý|giải quyết|trả lời|xem xét|xử lý|g/?q|xác minh)\b.*", re.IGNORECASE | re.DOTALL)),
)  # fmt: skip


@lru_cache(maxsize=8192)
def direction(written: str) -> Direction:
    """«Thụ lý giải quyết», «giao Tổ TTĐT», «Chuyển UBND quận», «Hướng dẫn gửi Tòa án», «Lưu đơn»."""
    for outcome, pattern in _WAYS:
        if found := pattern.fullmatch(written):
            named = {name: value.strip(" .,:")[:200] for name, value in found.groupdict().items() if value}
            return Direction(outcome, named.get("body", ""), named.get("helpers", ""))
    return Direction()


# --- what came of it -------------------------------------------------------------------------------------------------
_RESULTS = (
    ("withdrawn", re.compile(r"\brut don\b|\bda rut\b")),
    ("paused", re.compile(r"\btam dinh chi\b")),
    ("discontinued", re.compile(r"\bdinh chi\b")),
    ("declined", re.compile(r"\b(?:khong|ko) (?:duoc )?thu ly\b")),
    ("verifying", re.compile(r"\bdang (?:xac minh|xm|kiem tra|tham tra)\b")),
    (
        "accepted",
        re.compile(r"\bdang (?:gq|giai quyet|xu ly|xl|thu ly|xem xet|lam)\b|\bchua (?:gq|giai quyet|xong|tra loi)\b"),
    ),
    ("forwarded", re.compile(r"\bda chuyen\b|^chuyen\b")),
    ("guided", re.compile(r"\bda huong dan\b|^huong dan\b")),
    ("returned", re.compile(r"\b(?:da )?tra (?:lai )?don\b")),
    ("filed", re.compile(r"\b(?:da )?(?:xep )?luu\b")),
    ("closed", re.compile(r"\b(?:da )?(?:gq|giai quyet|xong|tra loi|hoan thanh|ket thuc|xu ly xong)\b")),
)
_IT = r"(?:kn|khieu nai|tc|to cao|noi dung)"
_FINDINGS = (
    (codes.Finding.PARTLY, re.compile(r"\b(?:dung|co co so) (?:mot|1) phan\b|\bco dung co sai\b")),
    (
        codes.Finding.UNFOUNDED,
        re.compile(r"\b(?:kn|khieu nai|tc|to cao|noi dung) (?:la )?sai\b|\bkhong (?:dung|co co so)\b|^sai\b"),
    ),
    (codes.Finding.UPHELD, re.compile(rf"\b{_IT} (?:la )?dung\b|^dung\b|^co co so\b")),
)


@lru_cache(maxsize=8192)
def result(written: str) -> tuple[str, str]:
    """(state, finding) that the words name, each "" where they name none: «Đã GQ», «Xong», «đang xác minh»."""
    said = folded(written)
    state = next((state for state, pattern in _RESULTS if pattern.search(said)), "")
    finding = next((str(found) for found, pattern in _FINDINGS if pattern.search(said)), "")
    return state or ("closed" if finding else ""), finding


# --- remarks ---------------------------------------------------------------------------------------------------------
_REPEATS = re.compile(r"\btrung (?:voi )?(?:don )?(?:so |stt |so thu tu |ho so )*(\d+(?:/\d{4}\S*)?)", re.IGNORECASE)
_REPEATS_SOME = re.compile(r"\b(?:don )?trung\b(?! tam| uong| thu| tuyen| lich)")


@lru_cache(maxsize=8192)
def repeats(note: str) -> str:
    """The row number or file number of the petition that this one repeats: «trùng đơn số 20» is "20"; "" for none."""
    found = _REPEATS.search(fold(note)) if "trùng" in note.lower() or note.isascii() else None
    return found[1] if found else ""


def says_repeated(note: str) -> bool:
    """Does the note call it a repetition, of whichever petition?"""
    return ("trùng" in note.lower() or note.isascii()) and _REPEATS_SOME.search(folded(note)) is not None


_CUES = (
    (codes.Kind.DENUNCIATION, re.compile(r"\s*(?:đơn )?(?:tố cáo|TC)\b", re.IGNORECASE)),
    (codes.Kind.REFLECTION, re.compile(r"\s*(?:đơn )?(?:phản ánh|p/?ánh|PA)\b", re.IGNORECASE)),
    (codes.Kind.RECOMMENDATION, re.compile(r"\s*(?:đơn )?(?:kiến nghị|đề nghị|KN, ?PA|KNPA)\b", re.IGNORECASE)),
    (codes.Kind.COMPLAINT, re.compile(r"\s*(?:đơn )?khiếu nại\b", re.IGNORECASE)),
)
_KN = re.compile(r"\s*(?:đơn )?KN\b")


def cue(subject: str) -> str:
    """The kind that an abstract names at its head: «TC …», «PA …»; «KN» alone may be either of two."""
    return next((str(kind) for kind, pattern in _CUES if pattern.match(subject)), "")


def says_kn(subject: str) -> bool:
    return _KN.match(subject) is not None
