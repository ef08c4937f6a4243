"""The parts of a letter: a covering letter above it, heading, title, addressees, body and close."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from liemchinh.kernel.classify.page import Page, Span

_RULE: Final = re.compile(r"^[ \t]*[-_=*]{5,}[ \t]*$", re.MULTILINE)
_SLIP: Final = re.compile(
    r"phieu chuyen|dau den|cong van den|chuyen don|ban sao don kem|don kem theo|kinh chuyen|"
    r"y kien lanh dao|butphe|but phe"
)
_TO: Final = re.compile(
    r"^[ \t]*(?:(?:em|con|chau|toi|chung toi) (?=kinh ))?(?:don(?:g)? )?(?:kinh )?(?:gui|goi)\b(?! kem)\s*"
    r"(?:(?:cac|toi|den)\b)?\s*:?\s*",
    re.MULTILINE,
)
_SPEAKS: Final = re.compile(r"[,.;]\s+(?:toi|em|con|chau|chung toi) (?:la|ten|xin|gom|lam|viet)\b")
_MORE: Final = re.compile(r"\n[ \t]*(?:[-+*•]|\d[.)])[ \t]*[^\n]+")
_TITLE: Final = re.compile(
    r"^[^\w\n]*(?:don|to|thu|ban|giay)\b[ \t]+(?:xin[ \t]+)?(?:khieu|to[ \t]+cao|to[ \t]+giac|kien|"
    r"phan|de[ \t]+nghi|trinh|cau|keu|yeu|xin|cau cuu|"
    r"tap|thu|ngo|cuu|giai|bao|gop|tuong|thinh|rut)[^\n]{0,160}$|^[^\w\n]*(?:thu ngo|tam thu|"
    r"huyet thu|bao cao|don)[ \t]*$",
    re.MULTILINE,
)
_SUBJECT: Final = re.compile(
    r"^[ \t]*\(?(?:(?:v/v|ve viec|trich yeu)\s*:?|(?:subject|chu de|tieu de|"
    r"noi dung)\s*:)\s*(?P<s>[^\n]{4,200}?)\)?[ \t]*$",
    re.MULTILINE,
)
#: A letter may begin in the line of its title or addressee: «Đơn khiếu nại. Tôi là …», «Kính gửi lãnh đạo. Chị …».
_GOES_ON: Final = re.compile(
    r"(?<=[^\W\d_]{2})(?<!\btp)(?<!\btx)(?<!\btt)(?<!\bts)(?<!\bkp)\.\s+(?=[^\W\d_])(?!(?:dong|cung) (?:kinh )?gui)"
)
_KINDS: Final = (
    ("khieu_nai", re.compile(r"khieu (?:nai|kien|to|oan)")),
    ("to_cao", re.compile(r"to (?:cao|giac)")),
    ("kien_nghi", re.compile(r"kien nghi|de xuat|gop y")),
    ("phan_anh", re.compile(r"phan anh|thong tin")),
)
_CLOSE = 7
_COVER_AT_MOST = 3000  # a slip fills a page at most


@dataclass(frozen=True, slots=True)
class Parts:
    """Places of `low`. `letter` is all but the covering letter; `body` begins after title and addressees."""

    cover: Span | None
    letter: Span
    title: Span | None
    title_kind: str
    subject: Span | None
    addressees: tuple[Span, ...]
    heading: tuple[Span, ...]
    body: Span
    closing: tuple[Span, ...]


def divide(page: Page) -> Parts:
    """The parts, found by their own words; where there are none the whole text is the body."""
    cover, letter = _cover(page)
    to = tuple(_addressees(page, letter))
    first = re.compile(r"\b(?:toi|em|con|chau|chung toi)\b").search(page.low, letter.start)
    head_end = max([s.end for s in to[:3]] + [0])
    limit = page.low.find("\n", max(head_end, first.start() if first else 0, letter.start) + 200)
    limit = letter.end if limit < 0 else min(limit, letter.end)
    title = _title(page, letter.start, limit)
    subject = _SUBJECT.search(page.low, letter.start, limit)
    body = max([letter.start, head_end, title.end if title else 0, subject.end() if subject else 0])
    lines = [s for s in page.lines() if s.start >= letter.start]
    return Parts(
        cover, letter, title, _kind(page.low[title.start : title.end] if title else "", subject),
        Span(*subject.span("s")) if subject else None, to,
        tuple(s for s in lines if s.end <= body), Span(min(body, letter.end), letter.end),
        tuple(s for s in lines if s.start >= min(body, letter.end))[-_CLOSE:] or (Span(letter.end, letter.end),),
    )  # fmt: skip


def _title(page: Page, start: int, limit: int) -> Span | None:
    match = _TITLE.search(page.low, start, limit)
    if match is None:
        return None
    goes_on = _GOES_ON.search(page.low, match.start(), match.end())
    return Span(match.start(), goes_on.start() if goes_on else match.end())


def _cover(page: Page) -> tuple[Span | None, Span]:
    """A slip above a rule, or one that says that it passes a letter on, down to the letter's own address."""
    whole = Span(0, len(page.low))
    rule = _RULE.search(page.low, 0, min(len(page.low), _COVER_AT_MOST))
    if rule and _SLIP.search(page.low, 0, rule.start()):
        return Span(0, rule.start()), Span(rule.end(), whole.end)
    slip = _SLIP.search(page.low, 0, min(len(page.low), 900))
    titles = [m for m in _TITLE.finditer(page.low) if not _SLIP.search(m.group())]
    if slip and titles and titles[0].start() > slip.end() and page.low[: slip.start()].count("\n") <= 8:
        start = titles[0].start()
        to = [m.start() for m in _TO.finditer(page.low) if slip.end() < m.start() < start]
        start = min([start, *to])
        return Span(0, start), Span(start, whole.end)
    return None, whole


def _addressees(page: Page, letter: Span) -> list[Span]:
    spans = []
    for match in _TO.finditer(page.low, letter.start, letter.end):
        if page.low[letter.start : match.start()].count("\n") > 14:
            break
        end = page.low.find("\n", match.end(), letter.end)
        end = letter.end if end < 0 else end
        while more := _MORE.match(page.low, end):
            end = more.end()
        ends = [m.start() for p in (_SPEAKS, _GOES_ON) if (m := p.search(page.low, match.end(), end))]
        end = min([end, *ends])
        if end - match.end() < 400:
            spans.append(Span(match.end(), end))
    return spans


def _kind(title: str, subject: re.Match[str] | None) -> str:
    """The kind that title or subject names; the first that stands there."""
    text = f"{title} {subject.group() if subject else ''}"
    places = [(m.start(), kind) for kind, pattern in _KINDS if (m := pattern.search(text))]
    return min(places)[1] if places else ""
