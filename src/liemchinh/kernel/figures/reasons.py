"""Why a number is no figure, by the words around it."""

from __future__ import annotations

from liemchinh.kernel.figures import match, remarks, roles
from liemchinh.kernel.figures.match import Candidate, Match
from liemchinh.kernel.figures.run import Run
from liemchinh.kernel.figures.sentence import Sentence
from liemchinh.kernel.figures.shapes import AFTER, AFTER_BARE, SLOGAN
from liemchinh.kernel.figures.signs import Spot


def reason_to_skip(run: Run, sentence: Sentence, number: Candidate, spot: Spot) -> str:
    """Why the number is no figure whatever it counts; "" when it may be one."""
    token = sentence.tokens[number.index]
    if token.numeral is not None and token.numeral.kind == "foreign":
        return "foreign_currency"
    if roles.is_difference(spot, signed=token.signed) or _goes_on_from_difference(run, sentence, number):
        return "comparison_delta"
    return _retracted(run, sentence, number, spot) or _of_something_else(sentence, number, spot)


def _retracted(run: Run, sentence: Sentence, number: Candidate, spot: Spot) -> str:
    """Whether the text takes the number back, does not stand by it, or gives it for one year of many."""
    token = sentence.tokens[number.index]
    if remarks.is_wrong(spot):
        if token.numeral is not None:
            run.wrong.append((token.numeral.value, sentence.tokens[0].start))
        return "corrected_or_wrong_value"
    if sentence.unsettled is None:
        sentence.unsettled = remarks.is_unsettled(spot)
    if sentence.unsettled:
        return "unverified_estimate"
    if not run.setting.spans_years or not remarks.is_yearly(spot, spot.since):
        return ""
    here = spot.line[: len(spot.line) - len(spot.right)]
    return "yearly_breakdown" if number.is_bare or "riêng năm" in here[-60:] else ""


def _of_something_else(sentence: Sentence, number: Candidate, spot: Spot) -> str:
    """Whether the number is a rate, a limit, a slogan's, or somebody else's."""
    if remarks.is_each(spot):
        return "per_unit_rate"
    if remarks.is_of_others(spot):
        return "other_party"
    word = sentence.words[number.after] if number.after < len(sentence.words) else ""
    bare_slogan = word in SLOGAN and number.after == number.index + 1 and not number.noun
    if bare_slogan and (spot.left[-1:] in ('"', "'") or word in _SLOGAN_ALONE):
        return "slogan"
    return "vague" if roles.qualifier(spot, spot.since, planned=False)[0] == "up_to" else ""


_SLOGAN_ALONE = frozenset(("xây", "chống", "không"))


def _goes_on_from_difference(run: Run, sentence: Sentence, number: Candidate) -> bool:
    """ "tăng 5 vụ, 19 bị can": the second number of a list of differences."""
    if not run.differs_near():
        return False
    index = number.index - 1
    seen = 0
    while index >= 0 and seen <= 5 and sentence.tokens[index].kind != "n":
        seen += 1
        index -= 1
    if index < 0 or seen > 5:
        return False
    between = sentence.words[index + 1 : number.index]
    if ")" in between:
        return False
    start, _ = run.folded.place(sentence.tokens[index].start, sentence.tokens[index].end)
    was = any(begin == start and reason == "comparison_delta" for begin, _, reason in run.skipped[-6:])
    return (
        was
        and bool(between)
        and between[-1] in (",", "và")
        and "cùng" not in between
        and not any(w in ("đạt", "còn", "là", "có") for w in between)
    )


def why_none(number: Candidate, spot: Spot, chosen: Match | None) -> str:
    """Why nothing was found that the number counts: what won instead, or what its noun is."""
    sentence = number.sentence
    if chosen and chosen.owner.startswith("!") and chosen.score >= match.ENOUGH:
        return chosen.owner[1:]
    numeral = sentence.tokens[number.index].numeral
    if numeral and numeral.kind == "percent":
        return "percent"
    if number.after < len(sentence.words):
        word = sentence.words[number.after]
        reason = (AFTER_BARE if sentence.bare else AFTER).get(word)
        if reason:
            return reason
    return "subtotal" if remarks.is_part(spot) else "no_indicator"
