"""The field of a letter, fine (lĩnh vực) and as the report forms count it (Thông tư 06/2025/TT-TTCP)."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from liemchinh.kernel.classify.because import Axis, because, sure
from liemchinh.kernel.classify.kinds import Kind
from liemchinh.kernel.classify.letter import Letter
from liemchinh.kernel.classify.lexicon import Hit, Lexicon

_PREFIX: Final = "field."
OTHER: Final = "other"
_LAND: Final = frozenset(("land", "resettlement", "public_land", "land_auction"))
_POLICY: Final = frozenset(("policy", "social_insurance", "health_insurance", "relief", "credit"))
#: Words of title, subject and of the sentence that says what the letter does weigh so many times more.
_HEAD: Final = 2.5
#: Fields that a narrower one names better.
_NARROWER: Final = {
    "land": ("resettlement", "public_land", "land_auction", "sanction"), "environment": ("trees", "waste"),
    "health": ("health_insurance",), "traffic": ("traffic_inspection", "urban_order"),
    "police": ("traffic_inspection",),
    "construction": ("sanction",), "finance": ("procurement", "credit"), "policy": ("relief",),
}  # fmt: skip


def propose_field(letter: Letter, lexicon: Lexicon) -> Axis[str]:
    """The code of the field (of `law/lexicons/fields.toml`), or «other»."""
    points: dict[str, float] = defaultdict(float)
    best: dict[str, Hit] = {}
    for hit in letter.hits:
        if not hit.key.startswith(_PREFIX) or not _in_story(letter, hit):
            continue
        code = hit.key.removeprefix(_PREFIX)
        weight = hit.weight * (_HEAD if _in_head(letter, hit) else 1.0)
        points[code] += weight
        if code not in best or weight > best[code].weight:
            best[code] = hit._replace(weight=weight)
    for broad, narrow in _NARROWER.items():
        for code in narrow:
            if points.get(code, 0) >= 3 and points[code] >= points.get(broad, 0) * 0.4:
                points[code] += points.pop(broad, 0) * 0.8
    if not points or max(points.values()) < 2:
        return Axis(OTHER, "low", (because("field.none"),))
    ranked = sorted(points, key=lambda code: -points[code])
    first = ranked[0]
    words = letter.found(best[first])
    reason = because("field.words", words.start, words.end, words=words.value, field=lexicon.names[_PREFIX + first])
    return Axis(first, sure(points[first], points[ranked[1]] if len(ranked) > 1 else 0.0), (reason,))


def _in_story(letter: Letter, hit: Hit) -> bool:
    """Not in the covering letter, nor among addressees or in an address, which name bodies and places."""
    inside = any(span.start <= hit.start < span.end for span in letter.parts.addressees)
    place = letter.page.span(hit.start, hit.end).start
    address = letter.facts.address
    at_home = address is not None and address.start <= place < address.end
    return hit.start >= letter.parts.letter.start and not inside and not at_home


def _in_head(letter: Letter, hit: Hit) -> bool:
    parts = letter.parts
    if any(s and s.start <= hit.start < s.end for s in (parts.title, parts.subject)):
        return True
    sentence = letter.page.sentence(hit.start)
    return any(
        sentence.start <= said.start < sentence.end
        for kind in ("khieu_nai", "to_cao", "kien_nghi", "phan_anh")
        for said in letter.of(f"says.{kind}")
        if said.start >= parts.body.start
    )


def family(code: str) -> str:
    """Fields that belong together have one family: land and resettlement, refuse and trees."""
    return next((broad for broad, narrow in _NARROWER.items() if code in narrow), code)


def field_name(code: str, lexicon: Lexicon) -> tuple[str, str]:
    """The name of a field in Vietnamese and English."""
    return lexicon.names.get(_PREFIX + code, ("lĩnh vực khác", "other field"))


def report_field(kind: Kind, code: str, letter: Letter) -> str:
    """The column of the report forms: by subject; a denunciation by who is denounced and for what."""
    if kind == "to_cao":
        if code == "judicial":
            return "judicial"
        taken = [h for h in letter.of("denounce.wrong") if h.weight >= 3]
        if len(taken) >= 2:
            return "corruption"
        return "administrative" if letter.of("official") or taken else OTHER
    if code in _LAND:
        return "land"
    if code in _POLICY:
        return "regime_policy"
    return "judicial" if code == "judicial" and kind == "khieu_nai" else OTHER
