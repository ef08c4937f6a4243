"""Names in a petition: people, places, works, companies; who signs it. By capitals and by the words that announce them.

A name is known by its syllables as `alike` spells them, so «Khương Đức Nhã», «Khuong Duc Nha» and «Khương Đuc Nbã» are
one. Office words that are written with a capital («Phòng Quản lý đô thị», «Quyết định») are no names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from liemchinh.kernel.matching.letters import Page, Word

__all__ = ["Name", "names", "senders"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name: `kind` person, place or name; its syllables; the words it spans; whether it signs the petition."""

    kind: str
    syllables: tuple[str, ...]
    first: int
    last: int

    @property
    def value(self) -> str:
        return " ".join(self.syllables)


def _set(words: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in words.split())


_PERSON: Final = _set("ong ba anh chi em co chu bac cu thay cau chau con vo chong ten me cha bo nguoi trai gai re dau")
_PLACE: Final = _set(
    "xa phuong quan huyen tinh thon ap xom buon lang khom duong pho hem ngo ngach kiet cho cau song ho khu dinh chua "
    "truong vien tran thi_xa thanh_pho an ty suoi nui doi dao bai ben cang thua khoi bien mo rach kenh bau"
)
# words that begin a sentence, a line or the name of an office, and are capitalised for that
_LEADING: Final = _set(
    "toi toila toiten em chung ong ba anh chi co chu bac cu thay nguoi con gia ngay thang nam tu den tai theo trong "
    "khi nay neu vi do de sau truoc luc hom sang chieu dem moi mong xin kinh kem dong noi can cac nhung mot so phong "
    "uy hoi doan dang vien toa cuc tong bo phan quan giao cong nong van nghi quyet luat don giay to ke phu xa phuong "
    "huyen tinh thon ap xom thi tnhh gd cty nha dat thua khu duong hien nhu ngoai thu cung ca qua bao gui viec ve cho "
    "la va bi duoc roi rieng vua that sinh ngu ban buon lang pho hai ba bon xe gan trung phat chanh giam truong"
)
_HONOURED: Final = _set("ong ba anh chi co chu bac cu")
_LINE_STARTS: Final = _set("toi toila toiten em chung nguoi ngay thang kinh don de nay theo v")
_COMPOUNDS: Final = _set(
    "chu_tich uy_ban hoi_dong quyet_dinh trung_tam phat_trien quan_ly tai_nguyen moi_truong cong_an kiem_sat kiem_tra "
    "toa_an giam_doc van_phong bo_phan nha_nuoc quoc_hoi mat_tran viet_nam to_quoc bao_hiem xa_hoi tai_chinh ke_hoach "
    "dau_tu xay_dung giao_duc dao_tao giao_thong van_tai noi_vu tu_phap van_hoa the_thao thong_tin nong_nghiep "
    "nong_dan phu_nu thanh_nien thanh_tra dai_bieu nhan_dan cong_ty trach_nhiem tap_doan kho_bac ngan_hang chi_cuc "
    "to_cao khieu_nai kien_nghi phan_anh tinh_uy huyen_uy thanh_uy quan_uy dang_uy tiep_cong noi_chinh thi_hanh "
    "hanh_chinh cong_chung hien_phap cong_hoa chu_nghia doc_lap tu_do hanh_phuc chanh_thanh y_te lao_dong thuong_binh "
    "khoa_hoc giam_sat canh_sat cong_nghe cong_thuong dan_toc ton_giao dat_dai doi_song chu_nhiem hieu_truong "
    "truong_phong pho_truong pho_chu bi_thu thu_tuong chinh_phu kinh_te ky_thuat dich_vu tu_van thuong_mai san_xuat "
    "tin_hoc quy_hoach kien_truc ho_tich to_chuc pho_giam pho_hieu pho_bi ban_quan ban_giam ban_tiep phong_quan "
    "phong_tai phong_tu phong_nong so_tai so_xay so_giao so_ke truong_tieu truong_mam truong_trung truong_mau"
)
_INTRODUCED: Final = _set("toi_la toi_ia toi_ten ten_toi em_la em_ia em_ten ten_la chau_la ho_ten va_ten toi_ky")
_INTRODUCED_JOINED: Final = _set("toila toiten tentoi emla")
_TITLES: Final = _set("don to thu ban giay phieu bao")
_KIN: Final = _set("trai gai chong vo me cha bo em anh chi con chau cua ruot re dau ba chu bac co cau")
_SIGNED: Final = _set("khieu_nai to_cao lam_don viet_don kien_nghi phan_anh trinh_bay dung_don yeu_cau de_nghi")
_BETWEEN: Final = _set("la ten ong ba anh chi ho va sinh da ky ghi ro cu co nguoi toi")
_ANNOUNCING: Final = frozenset(cue.split()[0] for cue in (*_INTRODUCED, *_INTRODUCED_JOINED, "nguoi"))
_LONGEST = 5


def names(text: Page) -> list[Name]:
    """Every name of the page, in order."""
    words = text.words
    found: list[Name] = []
    at = 0
    while at < len(words):
        if not words[at].is_title:
            at += 1
            continue
        last = _run(words, at)
        found.extend(_named(words, at, last))
        at = last + 1
    return found


def _run(words: Sequence[Word], at: int) -> int:
    """The last word of the run of capitalised syllables that begins at `at`."""
    last = at
    while last + 1 < len(words) and last - at < 2 * _LONGEST and words[last + 1].is_title:
        if not _goes_on(words, last + 1):
            break
        last += 1
    return last


def _goes_on(words: Sequence[Word], at: int) -> bool:
    """Whether the capitalised word at `at` belongs to the name before it, over the end of a line that a scanner
    broke."""
    gap = words[at].gap
    if gap.strip() or len(gap) > 2:
        return False
    follows = words[at + 1] if at + 1 < len(words) else words[at]
    if words[at].folded in _HONOURED and follows.is_title and words[at].breaks:
        return False  # a line that begins «Ông Trịnh Văn Hòe»
    return not words[at].breaks or not (words[at].folded in _LINE_STARTS or _compound(words[at], follows))


def _named(words: Sequence[Word], first: int, last: int) -> Iterator[Name]:
    """The name in a run, without the office words and titles around it."""
    follows = words[last + 1] if last + 1 < len(words) else None
    if follows and not follows.is_number and not follows.gap.strip() and _compound(words[last], follows):
        last -= 1
    if last - first > 2 and f"{words[first].folded} {words[first + 1].folded}" in _INTRODUCED:
        first += 2  # «Tôi IàBùi»: a small l that was read as a capital i
    while first <= last and words[first].folded in _LEADING and _is_led(words, first, last):
        if first == last and _kind(words, first) == "person" and not _starts_sentence(words, first):
            break  # «tên Trung», «ông Nam»
        first += 1
    while first < last and _compound(words[first], words[first + 1]) and last - first < 2:
        first += 2
    if first > last:
        return
    kind = _kind(words, first)
    if first == last and (kind == "name" or len(words[first].seen) < 2 or _starts_sentence(words, first)):
        return
    yield Name(kind, tuple(word.seen for word in words[first : last + 1]), first, last)


def _is_led(words: Sequence[Word], first: int, last: int) -> bool:
    """A leading word belongs to no name where it stands alone, or as a title where a sentence begins."""
    titled = (
        words[first].folded in _PERSON or words[first].folded in _PLACE or words[first].folded in _INTRODUCED_JOINED
    )
    return first == last or (_starts_sentence(words, first) and (titled or last - first < 2))


def _starts_sentence(words: Sequence[Word], at: int) -> bool:
    return at == 0 or words[at].breaks or any(mark in words[at].gap for mark in '.:!?;-"(')


def _compound(first: Word, second: Word) -> bool:
    return f"{first.folded} {second.folded}" in _COMPOUNDS


def _kind(words: Sequence[Word], first: int) -> str:
    if first == 0 or words[first].gap.strip():
        return "name"
    before = words[first - 1].folded
    two = f"{words[first - 2].folded} {before}" if first > 1 else ""
    if two in _PLACE or before in _PLACE:
        return "place"
    return "person" if before in _PERSON else "name"


# --- who signs -------------------------------------------------------------------------------------------------------


def senders(text: Page) -> list[Name]:
    """Who says that the petition is theirs: «Tôi là …», «Người khiếu nại: …», the signature at the end."""
    words = text.words
    found = [name for at, word in enumerate(words) if word.folded in _ANNOUNCING and (name := _introduced(words, at))]
    signature = _signature(words)
    return [*found, signature] if signature else found


def _introduced(words: Sequence[Word], at: int) -> Name | None:
    """The name that «Tôi là», «Họ tên:», «Người làm đơn (ký tên)» at `at` announce, in capitals of any kind."""
    ahead = [word.folded for word in words[at : at + 3]]
    if ahead[0] in _INTRODUCED_JOINED:
        start = at + 1
    elif " ".join(ahead[:2]) in _INTRODUCED and not (at and words[at - 1].folded in _KIN and not words[at].gap.strip()):
        start = at + 2
    elif ahead[0] == "nguoi" and " ".join(ahead[1:]) in _SIGNED:
        start = at + 3
    else:
        return None
    end = min(start + 5, len(words))
    while start < end and words[start].folded in _BETWEEN and not (words[start].is_title and _full_name(words, start)):
        start += 1
    return _full_name(words, start) if start < end else None


def _full_name(words: Sequence[Word], start: int) -> Name | None:
    """The run of two to five capitalised syllables at `start`; «NGUYỄN VĂN A» counts as «Nguyễn Văn A» does."""
    end = start
    while end < len(words) and end - start < _LONGEST and not words[end].is_number and words[end].shape[0].isupper():
        if end > start and (not _goes_on(words, end) or (words[start].is_upper and words[end].shape[-1].islower())):
            break
        end += 1
    while end - start >= 2 and words[start].folded in ("ong", "ba", "anh", "chi") and end - start > 2:
        start += 1
    return Name("person", tuple(word.seen for word in words[start:end]), start, end - 1) if end - start >= 2 else None


def _signature(words: Sequence[Word]) -> Name | None:
    """The name that begins one of the last three lines and is no place before a date."""
    for line in reversed(_lines(words)[-3:]):
        first = next((i for i in line if words[i].shape[0].isupper()), None)
        if first is None or first > line[0] + 2:
            continue
        while first and words[first - 1].is_title and words[first - 1].breaks and words[first].gap == "\n":
            first -= 1  # each syllable on a line of its own
        name = None if _is_title(words, line) else _full_name(words, first)
        after = words[name.last + 1] if name and name.last < line[-1] else None
        if name and not (
            after
            and (after.is_number or after.folded in ("ngay", "thang") or (after.gap == " " and after.folded != "va"))
        ):
            return name
    return None


def _is_title(words: Sequence[Word], line: range) -> bool:
    """«ĐƠN TỐ CÁO» in capitals is the title of a short letter, not the name of its writer."""
    return words[line[0]].folded in _TITLES and any(_compound(words[i], words[i + 1]) for i in line[:3] if i < line[-1])


def _lines(words: Sequence[Word]) -> list[range]:
    breaks = [0, *(i for i, word in enumerate(words) if word.breaks and i), len(words)]
    return [range(a, b) for a, b in pairwise(breaks) if a < b]
