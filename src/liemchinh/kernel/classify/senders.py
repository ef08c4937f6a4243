"""Who wrote the letter: the names that the writers give themselves, at the head, in the text or under it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from liemchinh.kernel.classify.page import Page, Span
from liemchinh.kernel.classify.parts import Parts
from liemchinh.kernel.classify.people import SURNAMES, Found, Words, found
from liemchinh.kernel.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Sender:
    """One signer: the name, and the address where the letter gives one of their own."""

    name: Found
    address: Found | None


class Signing(NamedTuple):
    """All signers that are named, how many signed in all, and the words that say so."""

    senders: tuple[Sender, ...]
    address: Found | None
    total: int
    signed: Found | None


_TITLES: Final = r"(?P<t>\s*(?:ong|ba|anh|chi|cu|co|chu)(?:\s*[/,(]\s*(?:ba|ong|anh|chi)\)?)?\s*[:,]?\s+)?"
_SELF: Final = re.compile(
    r"\b(?:(?:toi|em|con|chau|minh) (?:ten )?la|(?:toi|em|con|chau|minh) ten|ten (?:toi|em|chau|con|la)(?: la)?|"
    r"nho toi|(?:toi|em|chung toi|chung em|con|chau)(?=, ?[a-z]| [a-z]+ [a-z]+ [a-z]+,)|chung toi (?:la|gom|gom co)|"
    r"ho\s*(?:va|,|&)?\s*ten(?: (?:nguoi [a-z]+(?: [a-z]+)?|toi|la))?|ho ten|dai dien la|"
    r"nguoi (?:lam|viet|gui|dung|nop) don|nguoi (?:khieu nai|to cao|phan anh|kien nghi|trinh bay|"
    r"de nghi|yeu cau)|nguoi ky|"
    r"ky ten|nguoi gui|ben khieu nai|from|tu)\b"
    r"\s*(?:\((?:[^()\n]{0,40})\))?\s*[:,.]?\s*(?:\n\s*)?(?:\((?:da )?ky[^)\n]{0,30}\)\s*|\(diem chi\)\s*)?" + _TITLES
)
_CLOSING_NAME: Final = re.compile(
    r"^\s*(?:\((?:da )?k[yi][^)\n]{0,30}\)|\((?:da )?diem chi\)|da ky|ky ten|nguoi [a-z]+(?: [a-z]+)?|"
    r"kinh don|tran trong|(?:[^\n]{0,40}?\d{4}[.,]))?\s*[:,.]?\s*"
)
_AFTER_NAME: Final = re.compile(
    r"^\s*(?:[.;]?\s*$|\(|-|\d|"
    r"[,.;]\s*(?:\d[\w/]*|so|nha|ap|thon|xom|to|khu|khom|ban|buon|lang|xa|phuong|duong|hem|sdt|dt|dien thoai)\b|"
    r"va \d|va (?:cac|nhung|chong|vo|gia dinh|ba con|tap the)|cung \d|cung (?:cac|tap the|ky)|dai dien|da ky|ky\b|"
    r"so dt|sdt|dt)"
)
#: What follows a name in a sentence about that person, not under a letter.
_DOES: Final = re.compile(
    r"\b(?:(?:nhan|doi|lay|thu|giu|rut|voi|an)(?= (?:\d|tien|qua|cua|hoi|them|chan|bot|vinh))|chia nhau|tham o|bao che|"
    r"chiem doat|lap khong|da (?!ky))"
)
_DENIAL: Final = re.compile(
    r"\b(?:khong|chua)(?: (?:dam|the|tien|xin|duoc))? (?:ky|de|neu|ghi|xung)(?: ho)? ten\b|"
    r"\b(?:nac|giau|an) danh\b"
)
_DENIED_BEFORE: Final = re.compile(r"\b(?:khong|chua|mien)(?: (?:dam|the|tien|xin|can))?\s+$")
_TITLED: Final = re.compile(r"(?:ba|dong chi|anh|chi|co|thay)\s")
_OTHERS: Final = re.compile(
    r"\b(?:va|cung(?: voi)?|co|gom|gom co|tat ca|tap the)\s+(?P<n>\d{1,4})\s+(?P<what>ho(?: dan|"
    r" gia dinh)?|nguoi(?: dan)?|hoi vien|ba con|cong nhan|"
    r"giao vien|phu huynh|tieu thuong|chu ho|gia dinh|can bo|nhan vien|thanh vien|cong dan|xa vien|dang vien|hoc vien)"
)
_SIGNED_ALL: Final = re.compile(
    r"\b(?P<n>\d{1,4})\s+(?:ho(?: dan)?|nguoi(?: dan)?|hoi vien|cong nhan|chu ho|tieu thuong|"
    r"phu huynh|giao vien|chu ky)[^.\n]{0,30}(?:ky ten|cung ky|dong ky|ky don|ky duoi)"
)
_LIST: Final = re.compile(r"^\s*(?:\d{1,3}\s*[.)/]|[-+*•])\s*(?:ong|ba|anh|chi|cu)?\s*:?\s*", re.MULTILINE)


def senders(page: Page, parts: Parts, words: Words) -> Signing:
    """The signers that the letter names, each once, in the order in which they stand."""
    spans = [*_named(page, parts, words), *_closing(page, parts, words)] or [*_trailing(page, parts, words)]
    listed = _listed(page, parts, words)
    names: dict[str, Span] = {}
    for span in [
        *spans[:1],
        *[s for s in spans[1:] if s.start >= parts.closing[0].start or _is_label(page, s)],
        *listed,
    ]:
        key = page.low[span.start : span.end]
        if not any(key in known or known in key for known in names):
            names[key] = span
    if not names and spans:
        names[""] = spans[0]
    people = tuple(Sender(_titled(page, span), _address_after(page, span, parts)) for span in names.values())
    address = next((p.address for p in people if p.address), None) or _labelled_address(page, parts)
    count, signed = _count(page, parts, len(people))
    return Signing(people, address, count, signed)


def _titled(page: Page, span: Span) -> Found:
    """The name, NGUYỄN VĂN AN as Nguyễn Văn An."""
    name = found(page, *span)
    return Found(name.value.title(), name.start, name.end) if name.value.isupper() and len(name.value) > 3 else name


def _is_label(page: Page, span: Span) -> bool:
    """Whether the name stands in a line of its own after «Người khiếu nại», «Họ và tên»."""
    line = page.low.rfind("\n", 0, span.start) + 1
    return bool(re.match(r"\s*(?:\d[.)]\s*)?(?:nguoi|ho (?:va )?ten|ky ten|dong don)\b", page.low[line : span.start]))


def _named(page: Page, parts: Parts, words: Words) -> Iterator[Span]:
    for match in _SELF.finditer(page.low, parts.letter.start, parts.letter.end):
        if match.group().startswith(("tu", "from")) and not _starts_line(page, match.start()):
            continue
        title = match.start("t")
        surname = (
            title > 0
            and page.shown[title].isupper()
            and re.search(r"\b(?:la|ten) $", match.group()[: title - match.start()])
        )
        name = words.name_at(title if surname else match.end(), small=True)
        if name and not _speaks_of_other(page, match):
            yield name


def _trailing(page: Page, parts: Parts, words: Words) -> Iterator[Span]:
    """A name with its address as the last sentence of the text: «… rất tối. Nguyễn Văn Lâm, số 12 đường Lê Lợi»."""
    if _DENIAL.search(page.low, parts.letter.start, parts.letter.end):
        return
    told = [s for s in page.sentences if parts.body.start < s.start and s.end <= parts.letter.end]
    for sentence in told[-1:]:
        lead = page.low[sentence.start : sentence.end]
        start = sentence.start + len(lead) - len(lead.lstrip())
        name = words.name_at(start)
        if name is None or page.low[start : name.end].split()[0] not in SURNAMES:
            return
        rest = page.low[name.end : sentence.end]
        if len(rest) < 140 and _AFTER_NAME.match(rest) and not _DOES.search(rest):
            yield name


def _starts_line(page: Page, place: int) -> bool:
    return not page.low[page.low.rfind("\n", 0, place) + 1 : place].strip()


def _speaks_of_other(page: Page, match: re.Match[str]) -> bool:
    """«con trai tôi là …», «vợ con tên …», «bạn em là …» name somebody else; so does «mẹ của tôi tên»."""
    before = page.low[max(0, match.start() - 22) : match.start()].split("\n")[-1]
    cue = page.low[match.start() : match.start("t") if match["t"] else match.end()]
    if _DENIED_BEFORE.search(before) or (match["t"] and cue.rstrip().endswith(".")):
        return True  # «không ký tên. Ông Phạm Bá Hùng …» begins to tell of somebody
    kin = r"(?:con|vo|chong|me|cha|bo|ba|anh|chi|em|trai|gai|ban|chau|ruot|cua|ong|co|dau|re|nguoi)\s+$"
    if match.group().startswith(("toi", "em", "con", "chau", "minh")) and re.search(kin, before):
        return True
    return bool(re.match(r"nguoi (?:bi|co ten)", match.group()))


def _closing(page: Page, parts: Parts, words: Words) -> Iterator[Span]:
    """Names that stand alone at the start of one of the last lines."""
    for line in parts.closing[-6:]:
        lead = _CLOSING_NAME.match(page.low[line.start : line.end])
        for at in {line.start + (lead.end() if lead else 0), line.start}:
            name = words.name_at(at)
            alone = name and line.end - name.end < 70 and not _TITLED.match(page.low, name.start)
            alone = alone and name and not _DOES.search(page.low, name.end, line.end)
            if name and alone and _AFTER_NAME.match(page.low[name.end : line.end]) and not _is_place(page, name, line):
                yield name
                break


def _is_place(page: Page, name: Span, line: Span) -> bool:
    """«Cầu Mây, ngày 20 tháng 6 năm 2023» begins with a place; «Trung tâm Y tế» is a body."""
    rest = page.low[name.end : line.end]
    return bool(re.match(r"\s*(?:\([^)]*\))?\s*,?\s*(?:ngay|thang|\d{1,2}\s*[/-])", rest)) or bool(
        re.match(
            r"(?:noi nhan|phuong|xa|tap the|nhan dan|nguoi dan|cong hoa|doc lap|ghi chu|tai lieu)\b",
            page.low[name.start : name.end],
        )
    )


def _listed(page: Page, parts: Parts, words: Words) -> list[Span]:
    """A list of names, one a line, under the letter or after «Chúng tôi gồm»."""
    start = parts.closing[0].start
    gathered = re.search(r"chung toi (?:gom|la)[^\n]{0,80}:\s*\n", page.low[parts.letter.start :])
    if gathered:
        start = parts.letter.start + gathered.start()
    spans = []
    for match in _LIST.finditer(page.low, start, parts.letter.end):
        name = words.name_at(match.end())
        end = page.low.find("\n", match.end())
        if name and (len(page.low) if end < 0 else end) - name.end < 90:
            spans.append(name)
    return spans if len(spans) > 1 else []


def _count(page: Page, parts: Parts, named: int) -> tuple[int, Found | None]:
    """How many signed: those named, and «và 16 hộ» at the close; people in the story are not counted."""
    tail = parts.closing[-3].start if len(parts.closing) > 3 else parts.closing[0].start if parts.closing else 0
    for pattern, more in ((_SIGNED_ALL, 0), (_OTHERS, 1)):
        for match in pattern.finditer(page.low, tail, parts.letter.end):
            with_named = more or bool(re.search(r"(?:va|cung)\s+$", page.low[: match.start()]))
            return int(match["n"]) + (max(named, 1) if with_named else 0), found(page, *match.span())
    return max(named, 1), None


# --- Address ---

_UNITS: Final = (
    r"(?:so nha|so|to dan pho|to|khu pho|khu|thon|ap|xom|buon|ban|lang|phuong|xa|thi tran|duong|hem|"
    r"ngo|ngach|pho|quan|huyen|"
    r"cu xa|chung cu|can ho|lo|nha)"
)
_LIVES: Final = re.compile(
    r"\b(?:dia chi(?: thuong tru| lien he| hien nay| cu tru| nha)?|noi (?:o|cu tru)(?: hien nay)?|"
    r"ho khau(?: thuong tru)?|thuong tru|tam tru|cu tru|"
    r"ngu|tru(?! so(?! ?\d))|hien o|dang o|hien dang (?:o|song)|sinh song|song|nha(?= so| tai| o| \d)|"
    rf"o(?= {_UNITS}\b| tai\b| \d))\b(?:\s+(?:tai|o|o tai))?\s*:?\s*(?:tai\s+)?(?=[a-z0-9])"
)
_PLACE_PIECE: Final = re.compile(rf"(?:{_UNITS}|tinh|thanh pho|tp|toa|block|lau|tang|dac khu|khu vuc|kp|p|q)\b")
_UNIT_AFTER: Final = re.compile(
    rf"[,(-]\s*(?P<v>{_UNITS}\s+(?!vien|truong|pho|hop tac|ve |hang |banh |com )[^\n]+)|"
    rf",\s*(?P<w>\d+[\w/]*\s+(?!tuoi)[^\n]+)"
)
_ADDRESS_END: Final = re.compile(
    r"[.;\n)](?=\s|$)|[,.]?\s+(?P<word>nay|toi|em|chung toi|xin|lam|viet|la|co|hien la|hien cong tac|"
    r"nghe|sinh nam|sinh|dien thoai|dt|sdt|so dien thoai|cccd|cmnd|so cccd|"
    r"can cuoc|chu|dai dien|nho|da|kien nghi|phan anh|to cao|khieu nai|chuyen|hay|ban|mua)\b"
)
_OWN_LINE: Final = re.compile(
    r"[.;]?\n?(?:[^\n]*\n)?\s*(?:dia chi|noi o|noi cu tru|thuong tru|tru|ngu|hien (?:tru|ngu|o|"
    r"cu tru)|ho khau)\b[^:\n]{0,20}?(?:tai\b)?\s*:?\s*(?=[a-z0-9])"
)
_LABEL: Final = re.compile(r"\b(?:dia chi|noi o|noi cu tru|thuong tru(?: tai)?|ho khau)[^:\n]{0,20}:\s*")


def _address_after(page: Page, name: Span, parts: Parts) -> Found | None:
    """The address in the sentence of the name, or in a line of its own just below."""
    sentence = page.sentence(name.start)
    lives = _LIVES.search(page.low, name.end, sentence.end) or _OWN_LINE.match(page.low, sentence.end)
    if lives:
        return _address(page, lives.end(), parts)
    after = _UNIT_AFTER.search(page.low, name.end, min(sentence.end, name.end + 90))
    if after:
        return _address(page, after.start("v") if after["v"] else after.start("w"), parts)
    return None


def _labelled_address(page: Page, parts: Parts) -> Found | None:
    match = _LABEL.search(page.low, parts.letter.start, parts.letter.end)
    return _address(page, match.end(), parts) if match else None


def _address(page: Page, start: int, parts: Parts) -> Found | None:
    """From `start` on, piece by piece between commas, as long as a piece names a place."""
    stops = _ADDRESS_END.finditer(page.low, start, parts.letter.end)
    stop = next((m for m in stops if not m["word"] or not page.shown[m.start("word")].isupper()), None)
    limit = min(stop.start() if stop else parts.letter.end, start + 200)
    end = start
    for piece in re.compile(r"[^,]+,?\s*").finditer(page.low, start, limit):
        if end > start and not (_PLACE_PIECE.match(piece.group()) or page.shown[piece.start()].isupper()):
            break
        end = start + len(page.low[start : piece.end()].rstrip(" ,"))
    return found(page, start, end) if end - start >= 4 else None


def same_name(one: str, other: str) -> bool:
    """Whether two ways of writing a name mean one person: «ông Nghị» is Lý Hoàng Nghị."""
    a, b = fold(one).split(), fold(other).split()
    shorter, longer = sorted((a, b), key=len)
    return bool(shorter) and longer[-len(shorter) :] == shorter
