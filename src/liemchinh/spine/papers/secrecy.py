"""State secrets stay out (text `deny.secret`): the stamp of a secrecy level, and nothing that only looks alike.

A stamp is MẬT, TỐI MẬT or TUYỆT MẬT in capitals with a line or a column of its own. «Bí mật» in a sentence,
«mật khẩu», «giữ bí mật danh tính» are words, not stamps.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.vietnamese import fold
from liemchinh.spine.wording import say

_STAMP: Final = re.compile(
    r"(?:ĐỘ MẬT *[:.-]* *)?(?:TUYỆT MẬT|TỐI MẬT|MẬT)(?: *[-–/,.] *(?:HỎA|HOẢ|THƯỢNG)?.?(?:TỐC|KHẨN))?"
)
_LEVEL: Final = re.compile(r"(?i)độ mật *[:.-]+ *(?:tuyệt mật|tối mật|mật)\W*")
_LIFTED: Final = re.compile(r"(?:ĐÃ )?GIẢI MẬT")
#: What tesseract makes of a stamp: the dot or the hat may be lost, the letters stay.
_NOISY: Final = re.compile(r"(?:TUY[ỆẾỀÊEẸ]T|T[ỐỒỔÔÓO][IÍÌỊ]|) ?M[ẬẠẶẦ]T|(?:TUY[ỆẾỀÊEẸ]T|T[ỐỒ][IÍÌỊ]) M[ẬẠẶẦÂẤA]T")
#: The same in red ink alone, folded: TỐI and TUYỆT are told by their last letter.
_INK: Final = re.compile(r"(?:\w{2,3}[il] ?|\w{2,4}[te] ?)?mat")
_COLUMNS: Final = re.compile(r"\t| {3,}|\n|\||_{2,}")
_NAME: Final = re.compile(
    r"(?<!\w)(?:(?i:tuyệt mật|tuyet mat|độ mật|do mat)|(?i:tối mật)|MẬT|[(\[] ?(?i:mật) ?[)\]])(?!\w)"
)
#: Words of which MẬT is only a half: bí mật, bảo mật, cơ mật; mật khẩu, mật mã, mật danh, mật ong.
_HALF_BEFORE: Final = re.compile(r"(?i)(?<!\w)(?:bí|bảo|cơ|thân|mía|giải) $")
_HALF_AFTER: Final = re.compile(r"(?i)^ (?:khẩu|mã|danh|ong|vụ|thiết|độ)(?!\w)")


class SecretPaper(Refusal):
    """A paper with a secrecy mark: refused and not kept. Only its number, date and place may be registered."""

    def __init__(self) -> None:
        super().__init__(say("deny.secret"))


def is_marked(text: str, *, noisy: bool = False) -> bool:
    """Whether a line or column of the text is a stamp. `noisy`: the text was read from a picture."""
    pieces = [bare for piece in _COLUMNS.split(unicodedata.normalize("NFC", text)) if (bare := _bare(piece))]
    around = zip(["", *pieces], pieces, [*pieces[1:], ""], strict=False)
    found = any(_is_stamp(piece, noisy) and not _is_half(before, piece, after) for before, piece, after in around)
    return found and not any(_LIFTED.fullmatch(piece) for piece in pieces)


def is_stamp_of_ink(text: str) -> bool:
    """Whether a line read from red ink alone is a stamp: marks may be lost there, since little else is red."""
    pieces = [_bare(piece) for piece in _COLUMNS.split(unicodedata.normalize("NFC", text))]
    return any("M" in piece and _INK.fullmatch(fold(piece)) for piece in pieces)


def _is_half(before: str, piece: str, after: str) -> bool:
    """Whether a title was broken over two lines there: BẢO VỆ BÍ / MẬT."""
    halved = _HALF_BEFORE.search(f"{before} ") or _HALF_AFTER.search(f" {after}")
    return halved is not None and " " not in piece and (before + after).isupper()


def _bare(piece: str) -> str:
    """Without frames, brackets and stops around it; «M Ậ T» as MẬT."""
    bare = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", piece.strip())
    if re.fullmatch(r"(?:\w {1,2})+\w", bare):
        words = [w.replace(" ", "") for w in re.split(r" {2}", bare)]
        bare = " ".join(words)
        bare = re.sub(r"^(TUYỆT|TỐI)MẬT$", r"\1 MẬT", bare)
    return re.sub(r"\s+", " ", bare)


def _is_stamp(piece: str, noisy: bool) -> bool:
    if _STAMP.fullmatch(piece) or _LEVEL.fullmatch(piece):
        return True
    return noisy and len(piece) <= 12 and _NOISY.fullmatch(piece) is not None


def is_marked_name(name: str) -> bool:
    """Whether the name of a file says that it is secret."""
    plain = re.sub(r"[_\-.+]+", " ", unicodedata.normalize("NFC", name))
    for hit in _NAME.finditer(plain):
        if not _HALF_BEFORE.search(plain[: hit.start()]) and not _HALF_AFTER.search(plain[hit.end() :]):
            return True
    return False


def refuse_marked(texts: Iterable[str], *, noisy: bool = False) -> None:
    """SecretPaper where one of the texts bears a stamp."""
    if any(is_marked(text, noisy=noisy) for text in texts):
        raise SecretPaper
