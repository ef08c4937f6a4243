"""Whether the writer is known: named, unnamed, or under a name that is not theirs (Luật Tố cáo, Điều 23, 25)."""

from __future__ import annotations

import re
from typing import Final, Literal

from liemchinh.kernel.classify.because import Axis, because
from liemchinh.kernel.classify.letter import Letter
from liemchinh.kernel.vietnamese import fold

Identity = Literal["named", "anonymous", "pseudonym"]
#: «Nguyễn Văn A», «N.V.B»: a letter stands where a name should.
_PLACEHOLDER: Final = re.compile(r"(?:^|\s)[A-ZĐ]\.?$|^(?:[A-ZĐ]\.\s?)+")


def propose_identity(letter: Letter) -> Axis[Identity]:
    """Named where a writer gives a full name and no words take it back."""
    facts = letter.facts
    people = facts.senders
    aliases = letter.of("pseudonym")
    named = [p for p in people if not _PLACEHOLDER.search(p.name.value) and not _slogan(letter, p.name.start)]
    strong = [h for h in aliases if h.weight >= 3 and _of_the_writer(letter, h.start)]
    if strong:
        words = letter.found(strong[0])
        return Axis("pseudonym", "high", (because("identity.alias", words.start, words.end, words=words.value),))
    hidden = letter.of("unsigned")
    if people and not named:
        name = people[0].name
        return Axis("pseudonym", "medium", (because("identity.placeholder", name.start, name.end, name=name.value),))
    if named and not _denied(letter):
        return _named(letter, named[0].name.start)
    if hidden:
        best = max(hidden, key=lambda h: h.weight)
        words = letter.found(best)
        sure = "high" if best.weight >= 3 else "medium"
        return Axis(
            "anonymous",
            "high" if sure == "high" else "medium",
            (because("identity.hidden", words.start, words.end, words=words.value),),
        )
    return Axis("anonymous", "medium", (because("identity.none"),))


def _named(letter: Letter, start: int) -> Axis[Identity]:
    person = next(p for p in letter.facts.senders if p.name.start == start)
    reasons = [because("identity.named", person.name.start, person.name.end, name=person.name.value)]
    address = letter.facts.address
    if address:
        reasons.append(because("identity.address", address.start, address.end, address=address.value))
    known = address or letter.facts.phone or letter.facts.identity_number or letter.facts.written
    return Axis("named", "high" if known else "medium", tuple(reasons))


def _denied(letter: Letter) -> bool:
    """The writer says that they do not give a name, and no name stands under the letter."""
    strong = [h for h in letter.of("unsigned") if h.weight >= 3]
    return bool(strong) and not any(_signs(letter, p.name.start) for p in letter.facts.senders)


def _signs(letter: Letter, start: int) -> bool:
    """Whether the name stands where writers give theirs: after «Tôi là» or among the last lines."""
    before = fold(letter.page.text[max(0, start - 14) : start])
    closing = letter.parts.closing
    low = closing[0].start if closing else 0
    return (
        bool(re.search(r"(?:la|ten|don|nai|cao|anh|nghi)\W*$", before)) or letter.page.span(low, low + 1).start <= start
    )


def _slogan(letter: Letter, start: int) -> bool:
    """Whether the «name» is made of words such as Công Lý, Sự Thật, Người Dân."""
    places = [letter.found(h) for key in ("pseudonym", "unsigned", "nobody") for h in letter.of(key)]
    return any(place.start <= start < place.end or place.start == start for place in places)


def _of_the_writer(letter: Letter, place: int) -> bool:
    """«giả danh», «tên giả» tell of the writer only beside «tôi» and outside the story of a wrong."""
    low = letter.page.low
    sentence = letter.page.sentence(place)
    beside = low[max(sentence.start, place - 60) : place + 60]
    words = low[place : place + 12]
    if words.startswith(("mao danh", "gia danh", "ten gia", "muon ten", "bi danh", "ten muon")):
        return bool(re.search(r"\btoi (?:xin )?(?:dung|lay|muon|ky)\b|\btoi xin\b", beside))
    return True
