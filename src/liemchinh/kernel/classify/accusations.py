"""Whom a letter speaks against: persons with their posts, and bodies, by what is said in the same sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from liemchinh.kernel.classify.lexicon import Hit
from liemchinh.kernel.classify.page import Page, Span
from liemchinh.kernel.classify.parts import Parts
from liemchinh.kernel.classify.people import Accused, Found, Mention, Words, bodies, found, mentions
from liemchinh.kernel.classify.senders import same_name

_ENOUGH: Final = 3.0
#: A sum taken from somebody: «nhận 50 triệu đồng của chủ thầu», «đòi 2 triệu của mỗi người».
TAKEN_FROM: Final = re.compile(
    r"(?<!\btoi )\b(?:nhan|doi|voi|lay|an)(?: (?:va|roi) (?:nhan|lay|doi))? \d[\d.,]*\s*(?:trieu|ty|ngan|nghin|dong)\b"
    r"[^.;]{0,30}?\b(?:cua|tu|moi|khi|de)\b"
)
_AGAINST: Final = re.compile(r"\b(?:to cao|to giac|khieu nai|phan anh|xu ly|ky luat|doi voi)\b")
_OF_A_BODY: Final = re.compile(
    r"(?:\s*[\"“(][^\"”)]{1,20}[\"”)])?,?\s+(?:ben|thuoc|cong tac (?:tai|o)|lam (?:o|tai)|"
    r"trong)\s+(?:doi|to|phong|ban|so|ubnd|cong an|tram|trung tam|chi cuc|bo phan|co quan|truong|"
    r"benh vien)\b"
)
_BESIDE: Final = re.compile(
    r"(?:con trai|con gai|vo|chong|me|cha|bo|anh ruot|chi gai|hang xom|ban)\s+(?:toi|cua toi|"
    r"em)\s*(?:la|ten)?\s*$|(?:luat su|ky su|nguoi dan ten|nan nhan)\s+(?:la|ten)?\s*$"
)


def accusations(page: Page, parts: Parts, words: Words, hits: Sequence[Hit], senders: Sequence[str]) -> list[Accused]:
    """Persons first, most spoken against first; then the body, where no person or their body was found."""
    people = _people(page, parts, words, hits, senders)
    against = [Accused(found(page, *m.name), _place(page, m.position), _unit(page, words, m)) for m in people]
    if any(a.unit for a in against):
        return against
    body = _body(page, parts, words, hits, fallback=not against)
    if body is None:
        return against
    return [*against, Accused(None, None, body)]


def _people(page: Page, parts: Parts, words: Words, hits: Sequence[Hit], senders: Sequence[str]) -> list[Mention]:
    inside = [h for h in hits if parts.body.start <= h.start < parts.letter.end]
    officials = [h for h in inside if h.key == "official"]
    scores: dict[str, float] = {}
    first: dict[str, Mention] = {}
    named = sorted(set(mentions(words, officials)), key=lambda m: (m.name, m.position is None))
    posts = [m.position for m in named if m.position]
    for mention in named:
        if any(post.start < mention.name.start and mention.name.end <= post.end for post in posts):
            continue
        if mention.name.start < parts.body.start or mention.name.end > parts.letter.end:
            continue
        name = page.low[mention.name.start : mention.name.end]
        if any(same_name(name, sender) for sender in senders):
            continue
        known = next((k for k in first if same_name(k, name)), name)
        scores[known] = scores.get(known, 0.0) + _weight(page, mention, inside)
        earlier = first.get(known)
        if earlier is None or _better(mention, earlier):
            first[known] = mention
    least = _ENOUGH if max(scores.values(), default=0.0) >= _ENOUGH else 1.0
    told = sum(h.weight for h in inside if h.key in ("denounce.wrong", "evidence"))
    if least < _ENOUGH and told < _ENOUGH and not TAKEN_FROM.search(page.low, parts.body.start, parts.letter.end):
        return []
    chosen = sorted(
        (
            k
            for k in first
            if scores[k] >= least
            and (least >= _ENOUGH or first[k].position or _OF_A_BODY.match(page.low, first[k].name.end))
        ),
        key=lambda k: (-scores[k], first[k].name),
    )
    return [first[k] for k in chosen[:6]]


def _better(mention: Mention, earlier: Mention) -> bool:
    """A fuller name, or the same name with its post."""
    length = mention.name.end - mention.name.start - (earlier.name.end - earlier.name.start)
    return length > 0 or (length == 0 and earlier.position is None and mention.position is not None)


def _weight(page: Page, mention: Mention, hits: Sequence[Hit]) -> float:
    """How much the sentence speaks against the person."""
    sentence, start = mention.sentence, mention.name.start
    here = [h for h in hits if sentence.start <= h.start < sentence.end]
    if _BESIDE.search(page.low, max(0, start - 34), start) or any(h.key == "witness" and h.start < start for h in here):
        return -2.0
    score = 1.0 if mention.position or _OF_A_BODY.match(page.low, mention.name.end) else 0.0
    if _AGAINST.search(page.low, sentence.start, start) and start - sentence.start < 140:
        score += 4.0
    taken = TAKEN_FROM.search(page.low, start, sentence.end) is not None
    score += 1.5 * min(2, taken + sum(h.key == "denounce.wrong" for h in here))
    score += 1.0 if any(h.key == "denounce.punish" for h in here) else 0.0
    return score


def _place(page: Page, span: Span | None) -> Found | None:
    return found(page, *span) if span and span.end > span.start else None


def _unit(page: Page, words: Words, mention: Mention) -> Found | None:
    """The body that the post names, or the one named next in the sentence."""
    if mention.position:
        inner = next(bodies(words, mention.position), None)
        if inner:
            return found(page, *inner)
    after = Span(mention.name.end, min(mention.sentence.end, mention.name.end + 90))
    body = next(bodies(words, after), None)
    return found(page, *body) if body else None


_ISSUED: Final = re.compile(
    r"(?:quyet dinh|thong bao|van ban|cong van|bien ban)\b[^.\n]{0,80}?\bcua\s+(?:chu tich\s+)?"
)
_LEADS: Final = re.compile(
    r"^(?:dong )?(?:chu tich|giam doc|truong phong|ban giam doc|lanh dao|thuong truc|ong|ba|anh|chi|"
    r"hieu truong|chanh)\s+"
)
_TELLING: Final = frozenset(("denounce.wrong", "complaint.act", "says.to_cao", "says.khieu_nai", "says.phan_anh"))


_INTRODUCES: Final = re.compile(r"\s*(?:toi|em|chau|con|chung toi|ten toi) (?:ten )?(?:la|ten)\b")


def _body(page: Page, parts: Parts, words: Words, hits: Sequence[Hit], *, fallback: bool) -> Found | None:
    """The body whose decision is named, else the one that the story is most about, else the first addressee."""
    for match in _ISSUED.finditer(page.low, parts.body.start, parts.letter.end):
        body = next(bodies(words, Span(match.end(), min(match.end() + 80, parts.letter.end))), None)
        if body and body.start == match.end():
            return found(page, *body)
    to = _addressed(page, parts, words)
    own_decision = any(h.key == "complaint.decision" and h.start >= parts.body.start for h in hits)
    if to and own_decision and page.low.startswith(("ubnd", "uy ban nhan dan"), to.start):
        return found(page, *to)
    best = _most_told(page, parts, words, hits, page.low[to.start : to.end] if to else "")
    if best:
        return found(page, *best)
    complains = own_decision or any(h.key in ("complaint.act", "says.khieu_nai") for h in hits)
    return found(page, *to) if to and complains and fallback else None


def _most_told(page: Page, parts: Parts, words: Words, hits: Sequence[Hit], to: str) -> Span | None:
    """The body named most, above all beside a wrong; not the addressee, nor where the writer says who they are."""
    told = {page.sentence(h.start) for h in hits if h.key in _TELLING and h.start >= parts.body.start}
    points: dict[str, float] = {}
    first: dict[str, Span] = {}
    for body in bodies(words, parts.body):
        name, sentence = page.low[body.start : body.end], page.sentence(body.start)
        if _INTRODUCES.match(page.low, sentence.start) and sentence not in told:
            continue
        first.setdefault(name, body)
        points[name] = points.get(name, 0.0) + 1 + 2 * (sentence in told) - 2 * bool(to and (name in to or to in name))
        points[name] += 0.5 if body.end > body.start + 14 else 0.0
    best = max(points, key=lambda name: points[name], default="")
    return first[best] if best and points[best] > 1 else None


def _addressed(page: Page, parts: Parts, words: Words) -> Span | None:
    for span in parts.addressees[:1]:
        lead = _LEADS.match(page.low[span.start : span.end])
        return next(bodies(words, Span(span.start + (lead.end() if lead else 0), span.end)), None)
    return None
