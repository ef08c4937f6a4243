"""Several matters in one letter, instance, competence, signers, language and secrecy marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from liemchinh.kernel.classify.because import Axis, Because, because
from liemchinh.kernel.classify.fields import family
from liemchinh.kernel.classify.kinds import KINDS, NAMES, Kind, Scores
from liemchinh.kernel.classify.letter import Letter
from liemchinh.kernel.classify.page import Span

Competence = Literal["administrative", "judicial", "party", "private"]
Instance = Literal["first", "second", "again"]


@dataclass(frozen=True, slots=True)
class Matter:
    """One of several matters in a letter; it begins at `start` and ends at `end` of the text as received."""

    kind: Kind
    field: str
    start: int
    end: int
    because: Because


_POINT: Final = re.compile(
    r"(?:^|(?<=[.;:\n]))[ \t\n]*(?:(?:noi dung|van de|viec)\s*(?:thu\s*)?(?:nhat|hai|ba|tu|nam|\d)\b|"
    r"thu (?:nhat|hai|ba|tu|nam)\b|(?:mot|hai|ba) la\b|"
    r"(?:[1-9]|[a-e]|i{1,3}|iv|v)\s*[.)/](?=\s*\D)|ngoai ra\b|dong thoi\b|nhan day\b|nhan tien\b|"
    r"ben canh do\b|mat khac\b|cung trong don nay\b|ve viec khac\b)"
)


def propose_matters(letter: Letter, scores: Scores, main: Kind, field: str) -> tuple[Matter, ...]:
    """Where the letter can be split: two kinds that the writer both pursues, or numbered points of two fields."""
    found = [*_two_kinds(letter, scores, field)] or [*_two_fields(letter, main)]
    return tuple(found) if len(found) > 1 else ()


def _two_kinds(letter: Letter, scores: Scores, field: str) -> Iterator[Matter]:
    """Two acts of the writer, each borne out by the content: «khiếu nại quyết định … đồng thời tố cáo ông …»."""
    acts = {k: scores.acts[k] for k in KINDS if k in scores.acts and scores.held[k] >= 3}
    if len(acts) < 2 or not {"khieu_nai", "to_cao"} & set(acts):
        return
    ordered = sorted(acts.items(), key=lambda pair: pair[1].start)
    starts = [letter.page.sentence(hit.start).start for _kind, hit in ordered]
    if len(set(starts)) < len(starts):
        starts = [hit.start for _kind, hit in ordered]
    ends = [*starts[1:], letter.parts.letter.end]
    for (kind, hit), start, end in zip(ordered, starts, ends, strict=True):
        place = letter.page.span(start, end)
        yield Matter(
            kind, field, *place, because("matters.kind", *letter.page.span(hit.start, hit.end), kind=NAMES[kind])
        )


def _two_fields(letter: Letter, main: Kind) -> Iterator[Matter]:
    """Points of the letter whose words are of different fields."""
    points = [m.start() for m in _POINT.finditer(letter.page.low, letter.parts.body.start, letter.parts.letter.end)]
    if not points:
        return
    pieces = [Span(a, b) for a, b in zip(points, [*points[1:], letter.parts.letter.end], strict=True)]
    told = [(piece, code) for piece in pieces if (code := _field_within(letter, piece))]
    if len({family(code) for _piece, code in told}) < 2 or len(told) < 2:
        return
    for piece, code in told:
        place = letter.page.span(*piece)
        yield Matter(main, code, *place, because("matters.field", place.start, min(place.start + 60, place.end)))


def _field_within(letter: Letter, piece: Span) -> str:
    """The field of one point, where its words say it plainly."""
    points: dict[str, float] = {}
    for hit in letter.hits:
        if hit.key.startswith("field.") and piece.start <= hit.start < piece.end:
            points[hit.key[6:]] = points.get(hit.key[6:], 0.0) + hit.weight
    best = max(points, key=lambda c: points[c], default="")
    return best if best and points[best] >= 6 else ""


# --- Instance ---


def propose_instance(letter: Letter, kind: Kind) -> Axis[Instance]:
    """First or second complaint; a denunciation again after a conclusion."""
    key = {"khieu_nai": "second_instance", "to_cao": "denounced_again"}.get(kind)
    hits = letter.of(key) if key else []
    if hits:
        words = letter.found(hits[0])
        value: Instance = "second" if kind == "khieu_nai" else "again"
        return Axis(value, "medium", (because(f"instance.{value}", words.start, words.end, words=words.value),))
    return Axis("first", "medium", (because("instance.first"),))


# --- Competence ---


def propose_competence(letter: Letter, kind: Kind) -> Axis[Competence]:
    """Whose matter it is by its content: the administration's, a court's, the Party's, or that of private people."""
    court = letter.of("judicial")
    office = len(letter.of("complaint.decision")) + len(letter.of("official"))
    if len(court) >= 3 and len(court) >= office:
        words = letter.found(court[0])
        return Axis("judicial", "medium", (because("competence.judicial", words.start, words.end, words=words.value),))
    private = letter.of("private")
    if len(private) >= 2 and office < 2:
        words = letter.found(private[0])
        return Axis("private", "medium", (because("competence.private", words.start, words.end, words=words.value),))
    party = letter.of("party")
    if kind == "to_cao" and len(party) >= 2:
        words = letter.found(party[0])
        return Axis("party", "low", (because("competence.party", words.start, words.end, words=words.value),))
    to = letter.facts.addressees[:1]
    place = (to[0].start, to[0].end) if to else (0, 0)
    return Axis("administrative", "medium", (because("competence.administrative", *place),))


# --- Signers, language, secrecy ---


def propose_signers(letter: Letter, group_from: int) -> Axis[int]:
    """How many signed; from `group_from` people on they send representatives (LTCD Điều 29)."""
    facts = letter.facts
    if facts.signed:
        key = "signers.group" if facts.signers >= group_from else "signers.several"
        return Axis(facts.signers, "high", (because(key, facts.signed.start, facts.signed.end, n=facts.signers),))
    if facts.signers > 1:
        last = facts.senders[-1].name
        key = "signers.group" if facts.signers >= group_from else "signers.several"
        return Axis(facts.signers, "medium", (because(key, last.start, last.end, n=facts.signers),))
    spoken = letter.of("collective")
    if spoken:
        words = letter.found(spoken[0])
        return Axis(1, "low", (because("signers.speaks_for", words.start, words.end, words=words.value),))
    return Axis(1, "high", (because("signers.one"),))


def propose_language(letter: Letter) -> Axis[str]:
    """«vi» with its marks, «vi-bare» without, «other» for a language that needs a translation (TT 05/2021 Điều 6)."""
    if letter.page.accented:
        return Axis("vi", "high", (because("language.vi"),))
    if len(letter.of("foreign")) >= 6:
        return Axis("other", "medium", (because("language.other"),))
    return Axis("vi-bare", "medium", (because("language.bare"),))


_STAMP: Final = re.compile(
    r"^\s*(?:tuyet mat|toi mat|mat)\s*$|\b(?:do mat|dong dau|dau)\s*:?\s*(?:tuyet mat|toi mat|mat)\b", re.MULTILINE
)


def propose_secret(letter: Letter) -> Axis[bool]:
    """Whether the page bears a mark of State secrecy: such a paper stays outside, only its number is kept."""
    for match in _STAMP.finditer(letter.page.low):
        written = letter.page.text[slice(*letter.page.span(*match.span()))]
        if written.isascii() != letter.page.accented or "Ậ" in written.upper():
            return Axis(
                True,
                "medium",
                (because("secret.mark", *letter.page.span(*match.span()), words=" ".join(written.split())),),
            )
    return Axis(False, "high", ())
