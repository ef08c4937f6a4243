"""Which kind a letter is: complaint, denunciation, recommendation or feedback. The content decides, not the title.

Three sources are weighed: what the writer says that the letter does, its title and signature, and its content. The test
of the law is applied to the content: a complaint is against an administrative decision or act that touches one's own
right (Luật Khiếu nại, Điều 2); a denunciation reports another's breach of the law (Luật Tố cáo, Điều 2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, Literal, NamedTuple

from liemchinh.kernel.classify.accusations import TAKEN_FROM
from liemchinh.kernel.classify.because import Axis, Because, because, sure
from liemchinh.kernel.classify.letter import Letter
from liemchinh.kernel.classify.lexicon import Hit
from liemchinh.kernel.vietnamese import fold

Kind = Literal["khieu_nai", "to_cao", "kien_nghi", "phan_anh"]
KINDS: Final[tuple[Kind, ...]] = ("khieu_nai", "to_cao", "kien_nghi", "phan_anh")
NAMES: Final[Mapping[Kind, tuple[str, str]]] = {
    "khieu_nai": ("khiếu nại", "complaint"),
    "to_cao": ("tố cáo", "denunciation"),
    "kien_nghi": ("kiến nghị", "recommendation"),
    "phan_anh": ("phản ánh", "feedback"),
}
#: Words before a kind's name that make it the act of this very letter.
_ACTS: Final = re.compile(
    r"(?:\b(?:toi|chung toi|em|chung em|con|chau|gia dinh toi|gia dinh|ba con|tap the|nguoi dan|"
    r"cu tri|cu dan)\b[^.;\n]{0,70}|\b(?:nay|don nay|don|xin|de|qua don nay|v/v|ve viec)\s+)$"
)
#: Words that put it with another letter, another time or another person.
_ELSEWHERE: Final = re.compile(
    r"\b(?:truoc day|da tung|da gui|da nop|lan truoc|nguoi bi|noi dung|luat|quyet dinh giai quyet|"
    r"giai quyet|ket luan noi dung|quyen|ho so|dua|neu ai|khong|khong (?:phai|dam|muon|nham|"
    r"co y)(?: la| de| don| viec)*|chua|"
    r"don|giai quyet don|bi|nguoi|tiep nhan|don thu|bo phan|phong|so tiep)\s+$"
)
_FROM_OTHERS: Final = re.compile(r"\b(?:nhieu lan|da|tung|theo)\s+$")
_SAID: Final = {"act": 4.0, "again": 1.0, "title": 2.5, "signature": 1.5, "mention": 0.4}
_MOST: Final = 9.0


class Content(NamedTuple):
    """What the story itself holds, each as the weight of the phrases found."""

    decision: float
    act: float
    redress: float
    hurt: float
    wrong: float
    punish: float
    vouch: float
    propose: float
    state: float
    common: int
    own: int
    accused: bool
    unnamed: bool
    officials: int
    asks: bool
    events: bool


class Scores(NamedTuple):
    """Points of each kind: said, and held by the content; and the phrases that gave the most."""

    said: dict[Kind, float]
    held: dict[Kind, float]
    acts: dict[Kind, Hit]
    content: Content


def scores(letter: Letter, *, anonymous: bool = False) -> Scores:
    """The points that speak for each kind; nobody expects an unnamed writer to name the accused."""
    said, acts = _said(letter)
    content = _content(letter)
    return Scores(said, _held(content, anonymous), acts, content)


# --- What is said ---


def _said(letter: Letter) -> tuple[dict[Kind, float], dict[Kind, Hit]]:
    said: dict[Kind, float] = dict.fromkeys(KINDS, 0.0)
    acts: dict[Kind, Hit] = {}
    for kind in KINDS:
        for hit in letter.of(f"says.{kind}"):
            how = _how(letter, hit)
            if how == "act" and kind in acts:
                how = "again"
            if how == "act":
                acts[kind] = hit
            said[kind] += _SAID[how]
        if letter.parts.title_kind == kind:
            said[kind] += _SAID["title"]
    return said, acts


def _how(letter: Letter, hit: Hit) -> str:
    """Whether the phrase does it, or is only the title, the signature, or a mention."""
    page, parts = letter.page, letter.parts
    line = page.low.rfind("\n", 0, hit.start) + 1
    before = page.low[line : hit.start]
    if before.strip() in ("nguoi", "dai dien nguoi", "nguoi lam don", "nguoi viet don"):
        return "signature"
    if hit.start < parts.body.start and not _ACTS.search(before):
        return "mention"
    sentence = page.sentence(hit.start)
    told = page.low[max(sentence.start, hit.start - 90) : hit.start]
    if _ELSEWHERE.search(told) and not re.search(r"\b(?:lam|viet|gui|nop|bang|qua) (?:la |to )?don $", told):
        return "mention"
    if _ACTS.search(told) and not _FROM_OTHERS.search(told):
        return "act"
    return (
        "again"
        if hit.start == sentence.start + len(page.low[sentence.start : hit.start]) - len(told.lstrip())
        else "mention"
    )


# --- What the content holds ---


def _weight(hits: Iterable[Hit], most: float) -> float:
    """The weight of different phrases, each wording once."""
    seen: dict[tuple[int, int], float] = {}
    for hit in hits:
        seen[hit.start, hit.end] = hit.weight
    return min(most, sum(seen.values()))


def _content(letter: Letter) -> Content:
    of = letter.of
    return Content(
        decision=_weight(_about_own(letter, "complaint.decision"), 6),
        act=_weight(_about_own(letter, "complaint.act"), 6),
        redress=min(6.0, _weight(_asked(letter, "complaint.redress"), 6) + 2.5 * _for_oneself(letter)),
        hurt=_weight(of("complaint.hurt"), 4),
        wrong=min(9.0, _weight(of("denounce.wrong"), 9) + _money_taken(letter)),
        punish=_weight(_asked(letter, "denounce.punish"), 6),
        vouch=_weight(of("denounce.vouch"), 6),
        propose=_weight(_asked(letter, "recommend.propose"), 6),
        state=_weight(of("reflect.state"), 6),
        common=len(of("common")), own=len(of("own")),
        accused=any(a.name for a in letter.facts.accused),
        unnamed=bool(of("unnamed_accused")),
        officials=len({h.start for h in of("official") if h.start >= letter.parts.body.start}),
        asks=bool(letter.facts.requests),
        events=_tells_events(letter),
    )  # fmt: skip


def _blamed(c: Content, anonymous: bool) -> float:
    """Officials at the centre of a story in which nothing is asked for oneself."""
    if c.redress >= 2 or c.decision >= 2:
        return 0.0
    return (2.0 if c.accused and c.officials else 0.0) + (
        2.0 if anonymous and c.officials + (c.punish >= 2) >= 2 else 0.0
    )


#: Something happened, on a day or so many times: one who reports tells of it, one who proposes hardly does.
_EVENT: Final = re.compile(
    r"\b(?:\d+|hai|ba|bon|nam|nhieu) lan\b|\b(?:hom|sang|chieu|toi|dem|tu|cac)? ?ngay \d|\btu (?:hom|he|dau|thang)\b"
)


def _tells_events(letter: Letter) -> bool:
    """Whether the letter tells of something that happened; the day on which it was written is none."""
    written = letter.facts.written
    for match in _EVENT.finditer(letter.page.low, letter.parts.body.start, letter.parts.letter.end):
        place = letter.page.span(*match.span())
        if written is None or not (place.start < written.end and written.start < place.end):
            return True
    return False


_OWN_GOOD: Final = re.compile(
    r"\b(?:cho|tra|cua|doi voi)\s+(?:(?:gia dinh|nha|ho|me|cha|bo|chong|vo|con|cong ty) )?(?:toi|em|"
    r"chau|con|chung toi|chung em|chung con)\b(?! (?:trai|gai|cai|duong|hem))"
)
_MONEY: Final = re.compile(r"\b\d[\d.,]*\s*(?:trieu|ty|ngan|nghin|dong|cay)\b")
_TAKEN: Final = re.compile(r"\b(?:thu|nhan|lay|doi|dua|cat|giu|rut|chia|an|ky khong|khai)\b")


def _for_oneself(letter: Letter) -> bool:
    """Whether something is asked for the writer's own good."""
    return any(_OWN_GOOD.search(fold(request.value)) for request in letter.facts.requests)


def _money_taken(letter: Letter) -> float:
    """The weight of up to two sentences in which an official and a sum that changes hands stand together; a sum taken
    from somebody is the sign of a bribe (Luật Tố cáo, Điều 2: a breach in doing public duty)."""
    count, bribe = 0, 0.0
    for sentence in letter.page.sentences:
        told = letter.page.low[sentence.start : sentence.end]
        if sentence.start >= letter.parts.body.start and _MONEY.search(told) and _TAKEN.search(told):
            here = [h.key for h in letter.hits if sentence.start <= h.start < sentence.end]
            if ("official" in here or _PERSON.search(told)) and "complaint.decision" not in here:
                count += 1
                bribe = 3.0 if bribe or ("official" in here and TAKEN_FROM.search(told)) else 0.0
    return 1.5 * min(count, 2) + bribe


_PERSON: Final = re.compile(
    r"\b(?:ong|ba|anh|chi|co|thay|ho) (?:[a-z]+ ){0,3}(?:thu|nhan|lay|doi|cat|giu|rut|chia|bao|noi|keu|bat|chi)\b"
)


def _about_own(letter: Letter, key: str) -> list[Hit]:
    """Phrases in sentences beside which the writer speaks of themselves."""
    own = [h.start for h in letter.of("own")]
    return [h for h in letter.of(key) if any(abs(h.start - place) < 220 for place in own)]


def _asked(letter: Letter, key: str) -> list[Hit]:
    """Phrases in what the letter asks for; a phrase of the story counts for a third."""
    asked = [(r.start, r.end) for r in letter.facts.requests]
    out = []
    for hit in letter.of(key):
        place = letter.page.span(hit.start, hit.end).start
        inside = any(start <= place < end for start, end in asked)
        out.append(hit if inside else hit._replace(weight=hit.weight / 3))
    return out


def _held(c: Content, anonymous: bool) -> dict[Kind, float]:
    own = min(c.own, 3) / 3
    touched = max(c.decision, c.act)
    if c.own and min(c.decision, c.act, c.redress) >= 2 and not c.wrong and not c.common:
        own = 1.0  # a numbered paper did something to the writer, who asks to have it looked at again
    complaint = (touched + 1.2 * c.redress + c.hurt) * own if touched else 0.6 * c.redress * own
    denounced = c.wrong + c.punish + c.vouch + (2.0 if c.accused and c.wrong else 0.0)
    if not c.accused and not anonymous:
        denounced *= 0.3 if c.unnamed else 0.45
    if not c.wrong:
        denounced *= 0.6 if c.accused and c.punish >= 4 else 0.3
    denounced += _blamed(c, anonymous)
    recommended = (
        (1.0 if c.asks and not (c.wrong or c.state or c.redress or c.act) else 0.0) + c.propose + min(c.common, 3) * 0.6
    )
    reflected = (
        c.state + min(c.common, 3) * 0.5 + (1.5 if c.wrong and not c.accused else 0.0) + (1.2 if c.events else 0.6)
    )
    return {
        "khieu_nai": min(complaint, _MOST),
        "to_cao": min(denounced, _MOST + 1.0),
        "kien_nghi": min(recommended, _MOST - 3.0),
        "phan_anh": min(reflected, _MOST - 3.0),
    }


# --- Putting it together ---


def _believed(s: Scores) -> dict[Kind, float]:
    """What is said, believed as far as the content bears it out."""
    c, said = s.content, dict(s.said)
    touched = max(c.decision, c.act)
    if not c.wrong and (touched >= 2 or c.redress >= 3):
        said["to_cao"] *= 0.4
    if s.held["khieu_nai"] < 3 and c.wrong >= 6 and c.accused and c.punish >= 2:
        said["khieu_nai"] *= 0.35
    elif not touched and c.redress < 2 and c.wrong < 3 and max(c.state, c.propose) >= 3:
        said["khieu_nai"] *= 0.4
    if c.decision >= 3 and c.redress >= 3 and c.hurt >= 2:
        said["kien_nghi"] *= 0.5
        said["phan_anh"] *= 0.5
    if c.wrong >= 6 and c.punish >= 3 and c.accused:
        said["kien_nghi"] *= 0.6
        said["phan_anh"] *= 0.6
    return said


def totals(s: Scores) -> dict[Kind, float]:
    """The points of each kind, said and held together."""
    said = _believed(s)
    return {kind: min(said[kind], _MOST) * 1.25 + s.held[kind] for kind in KINDS}


def propose_kind(letter: Letter, s: Scores) -> Axis[Kind]:
    """The likeliest kind with the passages for it."""
    points = totals(s)
    best = max(reversed(KINDS), key=lambda k: points[k])
    second = max(points[k] for k in KINDS if k != best)
    return Axis(best, sure(points[best], second), tuple(_reasons(letter, s, best)))


#: The keys whose phrases show each kind in the content.
_SHOWN: Final[Mapping[Kind, tuple[str, ...]]] = {
    "khieu_nai": ("complaint.decision", "complaint.act", "complaint.redress"),
    "to_cao": ("denounce.wrong", "denounce.punish", "denounce.vouch"),
    "kien_nghi": ("recommend.propose",),
    "phan_anh": ("reflect.state",),
}


def _reasons(letter: Letter, s: Scores, kind: Kind) -> list[Because]:
    reasons = []
    if kind in s.acts:
        place = letter.page.span(*letter.page.sentence(s.acts[kind].start))
        reasons.append(because("kind.said", *place, kind=NAMES[kind], words=letter.found(s.acts[kind]).value))
    title = letter.facts.title
    if title and letter.parts.title_kind and letter.parts.title_kind != kind:
        said = next(k for k in KINDS if k == letter.parts.title_kind)
        reasons.append(because("kind.title_differs", title.start, title.end, title=NAMES[said], kind=NAMES[kind]))
    elif title and letter.parts.title_kind == kind:
        reasons.append(because("kind.title", title.start, title.end, kind=NAMES[kind]))
    for key in _SHOWN[kind]:
        hits = sorted(letter.of(key), key=lambda h: -h.weight)
        if hits and hits[0].weight >= 2:
            words = letter.found(hits[0])
            reasons.append(because(f"kind.{key}", words.start, words.end, words=words.value))
    return reasons or [because("kind.weak", kind=NAMES[kind])]
