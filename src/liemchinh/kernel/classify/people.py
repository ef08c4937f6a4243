"""Names, persons with their posts, and bodies in a letter; by capitals and by the words around them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from liemchinh.kernel.classify.lexicon import Hit
from liemchinh.kernel.classify.page import Page, Span, Word
from liemchinh.kernel.spelling import word_set
from liemchinh.kernel.vietnamese import fold

SURNAMES: Final = word_set(
    """nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh dao doan luong trinh mai truong lam
    cao ta ha chau thai quach chu la to luu ton tang kieu van vuong thach lu khuc nghiem tieu lac hua bach mac giap
    phung tong vi dam chung au duong danh son kim trieu hong tu dong cu banh
    lai nong luc lo lau sung thao""",
)
#: Capitalised words that begin no name of a person, with their marks: «Đầu năm» is none, Đậu Thị Cúc is.
_NO_NAME: Final = word_set(
    """tôi em con cháu chúng nay ngày kính đơn gửi ubnd hđnd ủy người tập một các quyết nơi v vv năm tháng ký kèm tại
    vào cuối đầu hôm sáng chiều đêm tối việc""",
)
_NO_NAME_BARE: Final = frozenset(map(fold, _NO_NAME)) - SURNAMES - {"dau"}
_HONORIFIC: Final = re.compile(r"\b(?:ong|ba|anh|chi|co|thay|chu|bac|dong chi|cau|di|vi|cu)\s+")
_BODY: Final = re.compile(
    r"(?<![-/\w])(?:ubnd|hdnd|ubmttq|bqlda|uy ban (?:nhan dan|kiem tra|mat tran to quoc)|"
    r"hoi dong (?:nhan dan|boi thuong)|cong an|"
    r"so (?=[a-z])|phong (?=[a-z])|ban (?:quan ly|quan tri|giam sat|chi huy|to chuc|noi chinh)|trung tam|tram y te|"
    r"truong (?:thpt|thcs|tieu hoc|mam non|mau giao|dai hoc|cao dang|trung hoc)|doi |to (?:trat tu|chuyen gia|dan pho)|"
    r"hoi (?:nong dan|phu nu|cuu chien binh|nguoi|chu thap)|chi cuc|cuc |toa an|vien kiem sat|thanh tra(?= [a-z])|"
    r"cong ty|van phong|benh vien|chi nhanh|ngan hang|bao hiem xa hoi|dien luc|kho bac|hat kiem lam|htx|hop tac xa|"
    r"dang uy|(?:tinh|huyen|quan|thanh) uy|chi bo|(?<!can )bo (?=[a-z])|doan dai bieu|thuong truc|"
    r"mat tran to quoc|bao )"
)
#: Small words that go on with the name of a body.
_GOES_ON: Final = word_set(
    """nhân dân xã phường quận huyện tỉnh thành phố thị trấn thôn ấp quản lý dự án đất đai nông mới xây
    dựng nước sạch thuế trật tự đô và đào tạo phát triển quỹ bồi thường tái định cư giáo dục tư pháp kế
    hoạch đầu nội vụ thông tin rừng bảo vệ văn hóa thể thao du lịch y tế hiểm xã hội chính sách chi
    nhánh công ích cây xanh chợ hỗ trợ kinh hạ tầng môi đăng ký trường tài nguyên tra giao vận tải viên
    số thương lao động binh chuyên gia chấm thầu ủy mặt trận tổ quốc phòng cháy trung học cơ sở tiểu mầm
    non dịch hành một cửa phúc lợi tnhh mtv cổ phần thpt thcs khu vực vệ sinh đa khoa mẫu cảnh sát an
    ninh cháy chữa phòng tiếp dân thị điện lực cấp thoát tổng hợp thi án sự tuyến bến xe thủy lợi hưu
    trí""",
)
#: «Hội đồng bồi thường, hỗ trợ và tái định cư»: the only comma inside the name of a body.
_GOES_ON_AFTER_COMMA: Final = re.compile(r"ho tro (?:va )?tai dinh cu|tai dinh cu")
_GOES_ON_BARE: Final = frozenset(map(fold, _GOES_ON))


def _goes_on(word: Word, page: Page) -> bool:
    bare = page.noisy or not page.accented
    return word.plain in _GOES_ON or (bare and word.plain.isascii() and word.bare in _GOES_ON_BARE)


@dataclass(frozen=True, slots=True)
class Found:
    """Something read in the letter: the words, and where they stand in the text as received."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Accused:
    """Somebody or some body that the letter speaks against."""

    name: Found | None
    position: Found | None
    unit: Found | None


class Mention(NamedTuple):
    """A person named in the text; places are those of `low`."""

    name: Span
    position: Span | None
    sentence: Span


def found(page: Page, start: int, end: int) -> Found:
    """The words of a place of `low` with their place in the text as received."""
    first, last = page.span(start, end)
    return Found(" ".join(page.text[first:last].split()), first, last)


class Words:
    """The words of a page, found by place."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._starts = [w.start for w in page.words]

    def after(self, place: int) -> int:
        """The index of the first word at or after the place."""
        return bisect_left(self._starts, place)

    def name_at(self, place: int, least: int = 2, *, small: bool = False) -> Span | None:
        """The name that begins at the place: words in capitals; if `small`, also a surname and what follows."""
        at = self.after(place)
        words = self.page.words
        if at >= len(words) or words[at].start > place + 3 or "\n" in self.page.low[place : words[at].start]:
            return None
        run = list(self._run(at))
        bare = bool(run) and run[0].plain.isascii() and run[0].bare in _NO_NAME_BARE and len(run) < 3
        if run and (bare or (run[0].plain in _NO_NAME and not run[0].plain.isascii())):
            return None
        if len(run) >= least and (run[0].bare in SURNAMES or not all(_goes_on(w, self.page) for w in run)):
            return Span(run[0].start, run[-1].end)
        if small and words[at].bare in SURNAMES and self.page.lower:
            return self._small_name(at)
        return None

    def _run(self, at: int) -> Iterator[Word]:
        """Up to six capitalised words that nothing but a space divides."""
        page, last = self.page, None
        for word in page.words[at : at + 6]:
            gap = page.low[last.end : word.start] if last else ""
            if gap not in ("", " ", "-", "'", "’") or not page.shown[word.start].isupper() or word.bare.isdigit():
                return
            yield word
            last = word

    def _small_name(self, at: int) -> Span | None:
        """A name typed without capitals ends at a mark or at a word that tells more of the person."""
        page, end = self.page, at + 1
        stop = word_set(
            "o ngu tru sinh la so nha thuong hien nam tam dang lam va xin cung dia ap thon to xa phuong khu"
        )
        while end < min(at + 4, len(page.words)):
            word = page.words[end]
            if page.low[page.words[end - 1].end : word.start] != " " or word.bare in stop or word.bare.isdigit():
                break
            end += 1
        return Span(page.words[at].start, page.words[end - 1].end) if end - at >= 3 else None

    def body_at(self, start: int, end: int) -> Span:
        """The whole name of a body whose first words stand at `start` to `end`."""
        page, last = self.page, end
        for word in page.words[self.after(end) : self.after(end) + 14]:
            gap = page.low[last : word.start]
            capital = page.shown[word.start].isupper() or word.bare.isdigit()
            if word.bare == "va" and _BODY.match(page.low, word.end + 1):
                break
            joined = gap.strip(" ") in ("", "-") and (capital or _goes_on(word, page))
            if not joined and not (gap == ", " and _GOES_ON_AFTER_COMMA.match(page.low, word.start)):
                break
            last = word.end
        while page.low[start:last].rstrip().endswith((" va", " so")):
            last = page.low.rindex(" ", start, last)
        return Span(start, last)


#: The first words of bodies that other words resemble once the marks are gone.
_SPELT: Final = {
    "so": "sở", "doi": "đội", "bao": "báo", "bo": "bộ", "phong": "phòng", "to": "tổ", "hoi": "hội",
    "cuc": "cục", "tram": "trạm",
}  # fmt: skip


def _is_body(page: Page, match: re.Match[str]) -> bool:
    first = match.group().split()[0]
    written = page.shown[match.start() : match.start() + len(first)].lower()
    return first not in _SPELT or written.isascii() or unicodedata.normalize("NFC", written) == _SPELT[first]


def bodies(words: Words, within: Span) -> Iterator[Span]:
    """The bodies named in a part of the page."""
    at = within.start
    page = words.page
    while match := _BODY.search(page.low, at, within.end):
        span = words.body_at(match.start(), match.end())
        short = span.end <= match.end() and match.group().endswith(" ")
        if _is_body(page, match) and not short and (page.shown[match.start()].isupper() or span.end > match.end() + 2):
            yield Span(span.start, len(page.low[: span.end].rstrip()))
        at = max(span.end, match.end())


def mentions(words: Words, officials: Iterable[Hit]) -> Iterator[Mention]:
    """Persons named in the text, by how one addresses them or by their post."""
    page = words.page
    posts = {hit.start: hit for hit in officials}
    for match in _HONORIFIC.finditer(page.low):
        place = match.end()
        post = posts.get(place)
        name = words.name_at(_past(page, post, words), 1) if post else words.name_at(place, 1)
        if name and not _BODY.match(page.low, name.start):
            yield Mention(name, _position(page, post, name, posts), page.sentence(name.start))
    for hit in posts.values():
        name = words.name_at(_past(page, hit, words), 2)
        if name and not _names_place(page, name) and not _HONORIFIC.search(page.low, max(0, hit.start - 8), hit.start):
            yield Mention(name, Span(hit.start, name.start), page.sentence(name.start))


_UNIT_BEFORE: Final = re.compile(r"\b(?:xa|phuong|thi tran|huyen|quan|tinh|thanh pho|thon|ap|khu pho) $")


def _names_place(page: Page, name: Span) -> bool:
    """«phường Vĩnh Cửu Bắc» is a place; after «kế toán xã» a surname begins a person."""
    if _BODY.match(page.low, name.start):
        return True
    first = page.low[name.start : name.end].split()[0]
    return first not in SURNAMES and bool(_UNIT_BEFORE.search(page.low, max(0, name.start - 10), name.start))


def _past(page: Page, post: Hit | None, words: Words) -> int:
    """Where a name may begin after a post: past the unit that belongs to the post («kế toán xã», «Hội Nông dân xã»)."""
    assert post is not None
    at = words.after(post.end)
    for word in page.words[at : at + 7]:
        if word.bare in SURNAMES and page.shown[word.start].isupper():
            return word.start
        if page.low[word.start - 1] not in " " or not (_goes_on(word, page) or word.bare in ("hoi", "cong", "an")):
            return word.start
    return post.end + 1


def _position(page: Page, post: Hit | None, name: Span, posts: dict[int, Hit]) -> Span | None:
    """The post before the name, or after it and a comma up to the next mark."""
    if post:
        return Span(post.start, name.start)
    gap = re.compile(
        r"(?:\s*[\"“(][^\"”)]{1,20}[\"”)])?(?:\s*[,-]\s*(?:hien la |la |nguyen |hien )?|\s+(?:lam|la|"
        r"giu chuc|hien la|dang la|von la|nguyen la)\s+|\s+)"
    ).match(page.low, name.end)
    if gap and gap.end() in posts:
        stop = re.compile(
            r"[,.;:(\n]|\s(?:vi|da|ve|trong|hien|tai|dang|co|nhan|va|vi pham|thuong xuyen|loi dung)\s"
        ).search(page.low, posts[gap.end()].end)
        return Span(gap.end(), stop.start() if stop else len(page.low))
    return None
