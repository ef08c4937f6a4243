"""What a letter says about itself: who wrote it, to whom, when, against whom, what is asked. Nothing is decided here.

Each fact keeps its place in the text as received, so that the form beside the scan can show the passage. Works on typed
text, on e-mails, and on what a scanner read, with or without diacritics.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from liemchinh.kernel.classify.accusations import accusations
from liemchinh.kernel.classify.lexicon import Hit, Lexicon, shipped
from liemchinh.kernel.classify.page import Page, Span, read_page
from liemchinh.kernel.classify.parts import Parts, divide
from liemchinh.kernel.classify.people import Accused, Found, Words, bodies, found
from liemchinh.kernel.classify.senders import Sender, senders

__all__ = ["Accused", "Cover", "Found", "Letter", "LetterFacts", "Sender", "read", "read_letter"]

SUMMARY_LENGTH: Final = 300
#: A letter is read so far (some 25 pages); what follows in a thick scan are the papers that came with it.
READ_AT_MOST: Final = 60_000


@dataclass(frozen=True, slots=True)
class Cover:
    """The covering letter or stamp of the body that sent the petition on."""

    body: Found | None
    number: Found | None
    date: Found | None


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What was read in a letter; empty where nothing was found."""

    senders: tuple[Sender, ...]
    address: Found | None
    phone: Found | None
    identity_number: Found | None
    email: Found | None
    written: Found | None
    written_on: date | None
    addressees: tuple[Found, ...]
    title: Found | None
    title_kind: str
    accused: tuple[Accused, ...]
    place: Found | None
    summary: str
    requests: tuple[Found, ...]
    attachments: tuple[Found, ...]
    cover: Cover | None
    signers: int
    signed: Found | None


@dataclass(frozen=True, slots=True)
class Letter:
    """A page with its parts, the words found on it and the facts read from it: what all proposals start from."""

    page: Page
    parts: Parts
    words: Words
    hits: tuple[Hit, ...]
    facts: LetterFacts

    def of(self, key: str) -> list[Hit]:
        """The phrases of one key in the letter itself (not in the covering letter)."""
        return [h for h in self.hits if h.key == key and h.start >= self.parts.letter.start]

    def found(self, hit: Hit) -> Found:
        """The words of a phrase with their place in the text as received."""
        return found(self.page, hit.start, hit.end)


def read_letter(text: str, lexicon: Lexicon | None = None) -> LetterFacts:
    """The facts that a letter states, each with its passage."""
    return read(text, lexicon).facts


def read(text: str, lexicon: Lexicon | None = None) -> Letter:
    """The letter made ready and read once."""
    book = lexicon or shipped()
    page = read_page(text[:READ_AT_MOST], book.vocabulary)
    parts, words, hits = divide(page), Words(page), tuple(book.find(page))
    return Letter(page, parts, words, hits, _facts(page, parts, words, hits))


def _facts(page: Page, parts: Parts, words: Words, hits: Sequence[Hit]) -> LetterFacts:
    who = senders(page, parts, words)
    written, written_on = _written(page, parts)
    requests = tuple(_requests(page, parts))
    names = [s.name.value for s in who.senders]
    return LetterFacts(
        senders=who.senders, address=who.address,
        phone=_one(page, parts.letter, _PHONE), identity_number=_one(page, parts.letter, _IDENTITY),
        email=_one(page, parts.letter, _EMAIL),
        written=written, written_on=written_on,
        addressees=tuple(_addressees(page, parts)),
        title=found(page, *parts.title) if parts.title else None, title_kind=parts.title_kind,
        accused=tuple(accusations(page, parts, words, hits, names)),
        place=_place(page, parts, words), summary=_summary(page, parts, hits, requests), requests=requests,
        attachments=tuple(_attachments(page, parts)), cover=_cover(page, parts, words),
        signers=who.total, signed=who.signed,
    )  # fmt: skip


# --- Numbers by which a person is reached ---

_PHONE: Final = re.compile(r"(?<![\d/.-])(?P<v>(?:\+84|0)[ .-]?[235789](?:[ .-]?\d){8})(?![\d/])")
_IDENTITY: Final = re.compile(
    r"(?:cccd|cmnd|cmt|can cuoc(?: cong dan)?|chung minh(?: nhan dan| thu)?)\D{0,14}(?P<v>\d{9}(?:\d{3})?)\b"
)
_EMAIL: Final = re.compile(r"(?P<v>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)")


def _one(page: Page, within: Span, pattern: re.Pattern[str]) -> Found | None:
    match = pattern.search(page.low, within.start, within.end)
    return found(page, *match.span("v")) if match else None


# --- When it was written ---

_DAY: Final = re.compile(
    r"(?:ngay\s+)?(?P<d>\d{1,2})\s*(?:thang|[/.-])\s*(?P<m>\d{1,2})\s*(?:nam|[/.-])\s*(?P<y>\d{4})"
    r"|(?P<short>(?:ngay\s+)?\d{1,2}\s*/\s*\d{1,2})(?=\s*$)|thang\s+(?P<m2>\d{1,2})\s*(?:nam|/)\s*(?P<y2>\d{4})",
    re.MULTILINE,
)
_HEAD_DATE: Final = re.compile(r",\s*ngay\s+\d|(?:date|ngay gui|ngay)\s*:\s*\d")


def _written(page: Page, parts: Parts) -> tuple[Found | None, date | None]:
    """The date at the end, else that beside the place at the head; the day is None where only the month is given."""
    ends = [m for line in parts.closing for m in _DAY.finditer(page.low, line.start, line.end) if _alone(page, m, line)]
    heads = [
        m for line in parts.heading if _HEAD_DATE.search(page.low, line.start, line.end)
        for m in _DAY.finditer(page.low, line.start, line.end)
    ]  # fmt: skip
    match = ends[-1] if ends else heads[0] if heads else None
    if match is None:
        return None, None
    return found(page, *match.span()), _day(match)


def _alone(page: Page, match: re.Match[str], line: Span) -> bool:
    """A date that closes the letter stands after a place or alone, in no sentence."""
    before = page.low[line.start : match.start()].strip(" ,.-")
    most = 6 if match["y"] else 2
    return (
        len(before.split()) <= most
        and line.end - match.end() < 70
        and not _TOLD.search(page.shown, line.start, match.start())
    )


_TOLD: Final = re.compile(r"\b(?:[Tt]ôi|toi|ông|ong|bà|từ|tu|đến|den|lúc|luc|số|so|hôm|hom|Số|So|Từ|Quyết|Quyet)\b")


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"])) if match["y"] else None
    except ValueError:
        return None


# --- To whom ---

_AND: Final = re.compile(
    r"\s*;\s*|\n|(?:\s+(?:va|dong kinh gui:?)|,)\s+(?=(?:so|cong an|ubnd|thanh tra|doan|bao|ban|hoi|"
    r"uy ban|tong|thu tuong|chu tich|bi thu|vien|toa|phong|cuc|chi cuc|mat tran|hdnd)\b)"
)


def _addressees(page: Page, parts: Parts) -> Iterator[Found]:
    for span in parts.addressees:
        at = span.start
        for cut in [*_AND.finditer(page.low, span.start, span.end), None]:
            end = cut.start() if cut else span.end
            piece = page.low[at:end]
            lead = len(piece) - len(piece.lstrip(" -+*:.•"))
            if piece.strip(" -+*:.•\n"):
                yield found(page, at + lead, at + len(piece.rstrip(" .,:;")))
            at = cut.end() if cut else end


# --- What is asked, enclosed, and where it arose ---

_ASK: Final = re.compile(
    r"(?:(?:kinh )?de nghi|yeu cau(?! (?:kiem dinh|giam dinh|thi))|(?:rat |kinh )?mong|kinh xin|kien nghi|cau xin|"
    r"(?:xin|nho) (?:cac|quy|co quan|lanh dao|chu tich|tinh|huyen|quan|xa|phuong|thanh pho|thi xa|so|"
    r"cap tren|giup|nha truong|truong|hoi|chi cuc|"
    r"bao|dien luc|cong an|ban|phong|ong|ba|anh|chi|bo|cuc|mat tran|hdnd|ubnd|uy ban|duoc (?!giau|"
    r"an danh)|cho|hay|xem))\b"
)
_ASKING: Final = re.compile(
    r"^[^a-z]*(?:(?:vi vay|vi the|do do|nay|qua don nay|bang don nay|neu duoc|chung (?:toi|em|con|"
    r"chau)|toi|em|con|chau|gia dinh toi|vo chong (?:toi|em)|"
    r"ba con|nguoi dan|cu tri|cu dan|cac ho)[, ]+){0,3}"
    r"(?:(?:lam don nay|viet don nay|chi|tha thiet|khan thiet|cung|rat)[, ]+){0,2}" + _ASK.pattern
)
_ASKED_LATER: Final = re.compile(
    r",\s*(?:nen |vay |do do |nay )?(?:toi |em |chau |chung toi )?(?:xin )?(?:kinh )?(?:de nghi|"
    r"yeu cau|kinh mong|kien nghi)\b"
)
_ENCLOSED: Final = re.compile(
    r"(?:gui kem|kem theo|dinh kem|tai lieu gui kem|ho so kem)(?: theo)?(?: don)?(?: nay)?(?: (?:la|"
    r"gom|co|cac))?\s*:?\s*"
)


def _requests(page: Page, parts: Parts) -> Iterator[Found]:
    for sentence in page.sentences:
        inside = sentence.start >= parts.body.start and sentence.end <= parts.letter.end
        told = page.low[sentence.start : sentence.end].lstrip()
        if inside and (_ASKING.match(told) or _ASKED_LATER.search(told)):
            yield found(page, *sentence)


def _attachments(page: Page, parts: Parts) -> Iterator[Found]:
    for match in _ENCLOSED.finditer(page.low, parts.body.start, parts.letter.end):
        end = re.compile(r"[.\n)](?=\s|$)").search(page.low, match.end())
        last, at = (end.start() if end else parts.letter.end), match.end()
        for cut in [*re.compile(r"\s*[,;]\s*|\s+va\s+").finditer(page.low, at, last), None]:
            stop = cut.start() if cut else last
            if stop - at > 2:
                yield found(page, at, stop)
            at = cut.end() if cut else last


_UNIT: Final = re.compile(r"\b(?<!thi )(?:xa(?! hoi chu)|phuong|thi tran|dac khu)\s+(?=[^\W\d_])")


def _place(page: Page, parts: Parts, words: Words) -> Found | None:
    """The commune or ward that the letter names most, people's names after «xã» aside."""
    spans = []
    for match in _UNIT.finditer(page.low, parts.letter.start, parts.letter.end):
        name = words.name_at(match.end(), 1)
        if name and page.shown[match.start() : match.start() + 2] not in ("xá", "Xá"):
            spans.append(Span(match.start(), name.end))
    counts = Counter(page.low[s.start : s.end] for s in spans)
    posts = re.compile(r"\b(?:ke toan|hoi [a-z]+ [a-z]+|cong chuc|dia chinh|truong cong an|chu tich|bi thu)\s+$")
    likely = [
        s
        for s in spans
        if counts[page.low[s.start : s.end]] > 1 or not posts.search(page.low, max(0, s.start - 20), s.start)
    ]
    if not likely:
        return None
    best = max(likely, key=lambda s: (counts[page.low[s.start : s.end]], -s.start))
    return found(page, *best)


# --- The one or two sentences that say what the letter is about ---


#: A signature, or an earlier letter: not what this letter is about.
_NOT_THIS: Final = re.compile(
    r"\s*(?:nguoi |dai dien )|[^,]{0,30}\bda (?:tung |nhieu lan )?(?:gui|nop|phan anh|khieu nai|to cao|kien nghi)\b"
)


def _summary(page: Page, parts: Parts, hits: Sequence[Hit], requests: Sequence[Found]) -> str:
    """The sentence that says what is done, then what is asked; cut at a word."""
    says = [page.sentence(h.start) for h in hits if h.key.startswith("says.") and h.start >= parts.body.start]
    says = [s for s in says if not _NOT_THIS.match(page.low[s.start : s.end])]
    body = [s for s in page.sentences if s.start >= parts.body.start and s.end - s.start > 30]
    first = says[:1] or ([parts.subject] if parts.subject else []) or body[1:2] or body[:1]
    told = [page.quote(*s) for s in first]
    told += [r.value for r in requests if r.value not in told][:1]
    text = ". ".join(t.strip(" .") for t in told)
    if len(text) <= SUMMARY_LENGTH:
        return f"{text}." if text else ""
    return text[: SUMMARY_LENGTH - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


# --- Who sent it on ---

_NUMBER: Final = re.compile(r"\bso(?: den)?\s*:?\s*(?P<v>\d+(?:\s*[-/]\s*[\w-]+(?:/[\w-]+)*)?)")


_NUMBERED: Final = re.compile(r"\s*(?:so|ngay|cong hoa|doc lap)\b")


def _cover(page: Page, parts: Parts, words: Words) -> Cover | None:
    if parts.cover is None:
        return None
    number = _NUMBER.search(page.low, parts.cover.start, parts.cover.end)
    day = _DAY.search(page.low, parts.cover.start, parts.cover.end)
    first = next(bodies(words, parts.cover), None)
    lines = [s for s in page.lines() if parts.cover.start <= s.start < parts.cover.end]
    line = next((s for s in lines if not _NUMBERED.match(page.low[s.start : s.end])), lines[0])
    body = first if first and first.start < line.end + 80 else line
    return Cover(
        found(page, *(line if body.start > line.start else body)),
        found(page, *number.span("v")) if number else None,
        found(page, *day.span()) if day else None,
    )
