"""What stands against handling a letter, and what is missing (TT 05/2021 Điều 6; LKN Điều 9, 11; LTC Điều 25, 29)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from liemchinh.kernel.classify.because import Axis, Because, because
from liemchinh.kernel.classify.identity import Identity
from liemchinh.kernel.classify.kinds import Kind
from liemchinh.kernel.classify.letter import Letter
from liemchinh.kernel.classify.lexicon import Hit
from liemchinh.kernel.law import Law

#: The terms that say within how many days a first complaint is lodged, and one against a disciplinary decision.
_LODGE: Final = "KN-01"
_LODGE_DISCIPLINE: Final = "KN-20"


@dataclass(frozen=True, slots=True)
class Missing:
    """One condition that is not met. `blocks`: the letter cannot be handled as it is; otherwise it can be asked for."""

    code: str
    blocks: bool
    because: Because


def evidence(letter: Letter) -> Axis[bool]:
    """Whether the letter names papers, pictures, figures or witnesses that can be checked."""
    hits = sorted(letter.of("evidence"), key=lambda h: -h.weight)
    enclosed = letter.facts.attachments
    places = _EXACT.findall(letter.page.low[letter.parts.body.start : letter.parts.letter.end])
    points = sum(h.weight for h in hits[:6]) + 2 * bool(enclosed) + min(len(places), 6) * 0.5
    if enclosed and points >= 3:
        return Axis(
            True, "high", (because("evidence.enclosed", enclosed[0].start, enclosed[0].end, words=enclosed[0].value),)
        )
    if hits and points >= 3:
        words = letter.found(hits[0])
        return Axis(
            True,
            "high" if points >= 6 else "medium",
            (because("evidence.words", words.start, words.end, words=words.value),),
        )
    return Axis(False, "medium", (because("evidence.none"),))


#: Exact things that can be checked: amounts, dates, numbers of papers, plates.
_EXACT: Final = re.compile(
    r"\b\d[\d.,]*\s*(?:trieu|ty|ngan|nghin|dong|m2|ha|khoi|tan|ghe|xe|lan|suat|goi)\b|"
    r"\b\d{1,2}/\d{1,2}(?:/\d{4})?\b|\bngay \d{1,2}\b|\bso \d[\w/-]*|\b\d{2}[a-z]-?\d{3,5}"
)


def missing(
    letter: Letter, kind: Kind, identity: Identity, has_evidence: bool, on: date | None, law: Law | None = None
) -> tuple[Missing, ...]:
    """The conditions not met, those that block first."""
    found = [*_form(letter, kind, identity, has_evidence), *_by_kind(letter, kind, on, law)]
    return tuple(sorted(found, key=lambda m: not m.blocks))


def _from(letter: Letter, code: str, key: str, blocks: bool, least: float = 3) -> Iterator[Missing]:
    """The condition, where the letter has a phrase of the key."""
    hit = next((h for h in letter.of(key) if h.weight >= least), None)
    if hit:
        yield _missing(letter, code, hit, blocks)


def _missing(letter: Letter, code: str, hit: Hit, blocks: bool) -> Missing:
    words = letter.found(hit)
    return Missing(code, blocks, because(f"missing.{code}", words.start, words.end, words=words.value))


# --- Form ---


def _form(letter: Letter, kind: Kind, identity: Identity, has_evidence: bool) -> Iterator[Missing]:
    facts = letter.facts
    if identity != "named":
        specific = has_evidence and _specific(letter)
        yield Missing("name", not specific, because(f"missing.{_NAMELESS[kind]}{'_but_evidence' if specific else ''}"))
    elif facts.address is None:
        yield Missing("address", False, because("missing.address"))
    if facts.written is None:
        yield Missing("date", False, because("missing.date"))
    if not facts.requests and kind != "phan_anh":
        yield Missing("request", False, because("missing.request"))
    if kind == "to_cao" and not facts.accused:
        yield Missing("accused", False, because("missing.accused"))
    if len(facts.addressees) > 2:
        last = facts.addressees[-1]
        yield Missing(
            "many_addressees", False, because("missing.many_addressees", last.start, last.end, n=len(facts.addressees))
        )
    yield from _from(letter, "copied", "copied", blocks=True)
    yield from _from(letter, "abuse", "abuse", blocks=len(letter.of("abuse")) > 1)
    yield from _from(letter, "illegible", "illegible", blocks=False)
    yield from _from(letter, "secret", "secret", blocks=False)
    yield from _from(letter, "withdrawn", "withdrawn", blocks=_is_withdrawal(letter))
    yield from _unsigned(letter)
    yield from _guided(letter)
    if not _vietnamese(letter):
        yield Missing("language", True, because("missing.language"))


#: Which law says what becomes of a nameless letter: art. 25 LTC is on denunciations alone.
_NAMELESS: Final[dict[Kind, str]] = {
    "khieu_nai": "name_complaint", "to_cao": "name", "kien_nghi": "name_feedback", "phan_anh": "name_feedback",
}  # fmt: skip


def _specific(letter: Letter) -> bool:
    """A clear breach with things to check, not hearsay alone (LTC Điều 25.2)."""
    exact = len(_EXACT.findall(letter.page.low[letter.parts.body.start :]))
    hearsay = sum(h.weight for h in letter.of("hearsay"))
    proof = sum(h.weight for h in letter.of("evidence"))
    return exact >= 2 and exact + proof > hearsay * 1.2


_NOT_SIGNED: Final = re.compile(
    r"\((?:khong|chua)(?: co)? (?:ky|chu ky|ky ten)[^)]*\)|\bdon khong co chu ky\b|\(khong ky\b|"
    r"chu ky:\s*(?:khong|bo trong)|\(khong ky ten"
)


def _unsigned(letter: Letter) -> Iterator[Missing]:
    match = _NOT_SIGNED.search(letter.page.low, letter.parts.body.start)
    if match:
        yield Missing("signature", True, because("missing.signature", *letter.page.span(*match.span())))


def _is_withdrawal(letter: Letter) -> bool:
    """The letter itself withdraws an earlier one, by its title or by what the writer says."""
    title = letter.parts.title
    head = letter.page.low[title.start : title.end] if title else ""
    return "rut" in head.split() or any(
        re.search(r"\b(?:toi|nay|chung toi)\b[^.]{0,40}$", letter.page.low[max(0, h.start - 60) : h.start])
        for h in letter.of("withdrawn")
    )


def _guided(letter: Letter) -> Iterator[Missing]:
    """Guided once already on the same content (TT 05/2021 Điều 6): only where the writer says so of this matter."""
    for hit in letter.of("guided_once"):
        sentence = letter.page.sentence(hit.start)
        said = letter.page.low[sentence.start : sentence.end]
        if re.search(r"\b(?:toa|khoi kien|den|gui|don|van ban|cong van|so)\b", said):
            yield _missing(letter, "guided_once", hit, blocks=True)
            return


def _vietnamese(letter: Letter) -> bool:
    """Common words of English on a page with no Vietnamese letter."""
    foreign = len([h for h in letter.of("foreign") if h.weight])
    return letter.page.accented or foreign < 6 or len(letter.page.words) < 12


# --- By kind ---


def _by_kind(letter: Letter, kind: Kind, on: date | None, law: Law | None) -> Iterator[Missing]:
    yield from _court(letter, kind)
    yield from _private(letter, kind)
    if kind == "khieu_nai":
        yield from _complaint(letter, on, law)
    elif kind == "to_cao":
        yield from _denunciation(letter)


_DENIED: Final = re.compile(r"\b(?:khong|chua)(?: (?:he|co|bo sung|neu|dua ra|kem))*(?: (?:them|duoc|gi))* $")


def _denunciation(letter: Letter) -> Iterator[Missing]:
    """Concluded before with nothing new, or rumour that names nobody and nothing."""
    again = letter.of("settled.denunciation")
    new = [h for h in letter.of("new_facts") if not _DENIED.search(letter.page.low, max(0, h.start - 30), h.start)]
    if again and not new:
        yield _missing(letter, "concluded", again[0], blocks=True)
    exact = _EXACT.search(letter.page.low, letter.parts.body.start)
    if letter.of("hearsay") and not letter.of("evidence") and not exact:
        yield _missing(letter, "vague", letter.of("hearsay")[0], blocks=not letter.facts.accused)


def _court(letter: Letter, kind: Kind) -> Iterator[Missing]:
    """A judgment or a court's procedure is no matter of the administration: appeal, not complaint."""
    if kind == "to_cao":
        return
    hits = letter.of("court_matter")
    head = [h for h in hits if _asked_or_said(letter, h)]
    if head and (len(hits) >= 2 or kind == "khieu_nai"):
        yield _missing(letter, "court_matter", head[0], blocks=True)


def _asked_or_said(letter: Letter, hit: Hit) -> bool:
    sentence = letter.page.sentence(hit.start)
    keys = ("says.khieu_nai", "says.kien_nghi", "says.phan_anh")
    said = any(sentence.start <= h.start < sentence.end for key in keys for h in letter.of(key))
    place = letter.found(hit).start
    return said or any(r.start <= place < r.end for r in letter.facts.requests)


def _private(letter: Letter, kind: Kind) -> Iterator[Missing]:
    """A dispute between private people, with no decision or act of an office in it."""
    hits = letter.of("private")
    officials = [h for h in letter.of("official") if h.start >= letter.parts.body.start]
    office = [
        *letter.of("complaint.decision"),
        *letter.of("denounce.wrong"),
        *(officials if len(officials) > 1 else []),
    ]
    if len(hits) >= 2 and len(office) < 2 and kind in ("khieu_nai", "to_cao", "kien_nghi"):
        yield _missing(letter, "private", hits[0], blocks=True)


def _complaint(letter: Letter, on: date | None, law: Law | None) -> Iterator[Missing]:
    yield from _from(letter, "second_decision", "settled.second", blocks=True)
    court = [h for h in letter.of("settled.court") if not letter.of("court_matter")]
    if court:
        yield _missing(letter, "court", court[0], blocks=True)
    yield from _from(letter, "not_own", "not_own", blocks=True)
    yield from _from(letter, "internal", "internal", blocks=True)
    yield from _from(letter, "party_matter", "party_matter", blocks=True)
    yield from _late(letter, on, law)


_DECIDED: Final = re.compile(
    r"(?:quyet dinh|thong bao|van ban|cong van)\b[^.;\n]{0,110}?\bngay\s+(?P<d>\d{1,2})(?:\s+thang\s+|"
    r"[/.-])(?P<m>\d{1,2})(?:\s+nam\s+|[/.-])(?P<y>\d{4})"
)
_RECEIVED: Final = re.compile(
    r"\bnhan (?:duoc )?(?:quyet dinh|thong bao|"
    r"van ban)?[^.;\n]{0,40}?ngay\s+(?P<d>\d{1,2})(?:\s+thang\s+|[/.-])(?P<m>\d{1,2})(?:\s+nam\s+|"
    r"[/.-])(?P<y>\d{4})|"
    r"ngay\s+(?P<d2>\d{1,2})(?:\s+thang\s+|[/.-])(?P<m2>\d{1,2})(?:\s+nam\s+|"
    r"[/.-])(?P<y2>\d{4})[^.;\n]{0,30}\bnhan (?:duoc|quyet dinh|thong bao)"
)


def _late(letter: Letter, on: date | None, law: Law | None) -> Iterator[Missing]:
    """The time to lodge ran out between the decision complained of and the letter, and no obstacle is told of."""
    written = letter.facts.written_on or on
    decided, received = _complained_of(letter), _RECEIVED.search(letter.page.low, letter.parts.body.start)
    if decided is None:
        received = None
    excused = letter.of("obstacle")
    known = _day(received) or _day(decided)
    match = received if _day(received) else decided
    says_late = letter.of("late")
    limit = _days_to_lodge(letter, known, law) if known else 0
    if written and known and match and written - known > timedelta(days=limit):
        first = not letter.of("second_instance") and not excused
        reason = because("missing.late", *letter.page.span(*match.span()), days=(written - known).days, limit=limit)
        yield Missing("late", first, reason)
    elif says_late and not excused:
        yield _missing(letter, "late_said", says_late[0], blocks=True)


def _complained_of(letter: Letter) -> re.Match[str] | None:
    """The dated decision in the sentence that complains, or in what is asked, or the only one; others are the story."""
    dated = list(_DECIDED.finditer(letter.page.low, letter.parts.body.start))
    for match in dated:
        sentence, place = letter.page.sentence(match.start()), letter.page.span(*match.span()).start
        said = any(sentence.start <= h.start < match.start() for h in letter.of("says.khieu_nai"))
        if said or any(r.start <= place < r.end for r in letter.facts.requests):
            return match
    own = [m for m in dated if _AGAINST_WRITER.search(letter.page.low, m.start(), letter.page.sentence(m.start()).end)]
    return own[0] if len(dated) == 1 and own else None


_AGAINST_WRITER: Final = re.compile(
    r"\b(?:phat|ky luat|cuong che|thu hoi|buoc|doi voi|cua)\b[^.;]{0,40}\b(?:toi|gia dinh toi|nha toi)\b"
)


def _days_to_lodge(letter: Letter, known: date, law: Law | None) -> int:
    discipline = re.search(r"\bquyet dinh[^.;\n]{0,40}\b(?:ky luat|buoc thoi viec)", letter.page.low)
    term = (law or _shipped()).term(_LODGE_DISCIPLINE if discipline else _LODGE)
    return max(term.value_on(max(known, term.values[0].since)).readings[0].count, 0)


@lru_cache(maxsize=1)
def _shipped() -> Law:
    return Law.load()


def _day(match: re.Match[str] | None) -> date | None:
    if match is None:
        return None
    parts = match.groupdict()
    year, month, day = (parts.get(k) or parts.get(f"{k}2") for k in ("y", "m", "d"))
    try:
        return date(int(year or 0), int(month or 0), int(day or 0))
    except ValueError:
        return None
