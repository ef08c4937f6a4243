"""Why a number is no figure, by the words around it."""

from __future__ import annotations

from liemchinh.kernel.figures import match, remarks, roles
from liemchinh.kernel.figures.match import Candidate, Match
from liemchinh.kernel.figures.run import Run, line_of
from liemchinh.kernel.figures.sentence import Sentence
from liemchinh.kernel.figures.shapes import AFTER, AFTER_BARE, SLOGAN


def reason_to_skip(run: Run, sentence: Sentence, number: Candidate) -> str:
    """Why the number is no figure whatever it counts; "" when it may be one."""
    token = sentence.tokens[number.index]
    line, offset = line_of(run, sentence, number.index)
    left, right = line[:offset], line[offset + token.end - token.start :]
    last = next((t.end for t in reversed(sentence.tokens[: number.index]) if t.kind == "n"), sentence.tokens[0].start)
    since = left[last - sentence.tokens[0].start :].replace("\n", " ")
    if token.numeral is not None and token.numeral.kind == "foreign":
        return "foreign_currency"
    if _is_difference(run, sentence, number, since, right):
        return "comparison_delta"
    return _retracted(run, sentence, number, since, line, right) or _of_something_else(
        sentence, number, since, left, right
    )


def _is_difference(run: Run, sentence: Sentence, number: Candidate, since: str, right: str) -> bool:
    signed = sentence.tokens[number.index].signed
    if roles.is_difference(since, right, signed=signed, bare_text=sentence.bare):
        return True
    return _goes_on_from_difference(run, sentence, number)


def _retracted(run: Run, sentence: Sentence, number: Candidate, since: str, line: str, right: str) -> str:
    """Whether the text takes the number back, does not stand by it, or gives it for one year of many."""
    token = sentence.tokens[number.index]
    if remarks.is_wrong(since, right, bare_text=sentence.bare):
        if token.numeral is not None:
            run.wrong.append((token.numeral.value, sentence.tokens[0].start))
        return "corrected_or_wrong_value"
    if sentence.unsettled is None:
        sentence.unsettled = remarks.is_unsettled(line, bare_text=sentence.bare)
    if sentence.unsettled:
        return "unverified_estimate"
    left = line[: len(line) - len(right)]
    yearly = run.setting.spans_years and remarks.is_yearly(since, bare_text=sentence.bare)
    return "yearly_breakdown" if yearly and (number.is_bare or "riêng năm" in left[-60:]) else ""


def _of_something_else(sentence: Sentence, number: Candidate, since: str, left: str, right: str) -> str:
    """Whether the number is a rate, a limit, a slogan's, or somebody else's."""
    if remarks.is_each(since, right, bare_text=sentence.bare):
        return "per_unit_rate"
    if remarks.is_of_others(left, bare_text=sentence.bare):
        return "other_party"
    word = sentence.words[number.after] if number.after < len(sentence.words) else ""
    bare_slogan = word in SLOGAN and number.after == number.index + 1 and not number.noun
    if bare_slogan and (left[-1:] in ('"', "'") or word in _SLOGAN_ALONE):
        return "slogan"
    planned = roles.qualifier(since, right, bare_text=sentence.bare, planned=False)
    return "vague" if planned[0] == "up_to" else ""


_SLOGAN_ALONE = frozenset(("xây", "chống", "không"))


def _goes_on_from_difference(run: Run, sentence: Sentence, number: Candidate) -> bool:
    """ "tăng 5 vụ, 19 bị can": the second number of a list of differences."""
    index = number.index - 1
    seen = 0
    while index >= 0 and sentence.tokens[index].kind != "n":
        seen += 1
        index -= 1
    if index < 0 or seen > 5 or not run.skipped:
        return False
    between = sentence.words[index + 1 : number.index]
    if ")" in between:
        return False
    start, _ = run.folded.place(sentence.tokens[index].start, sentence.tokens[index].end)
    was = any(s.start == start and s.reason == "comparison_delta" for s in run.skipped[-6:])
    return (
        was
        and bool(between)
        and between[-1] in (",", "và")
        and "cùng" not in between
        and not any(w in ("đạt", "còn", "là", "có") for w in between)
    )


def why_none(run: Run, number: Candidate, chosen: Match | None) -> str:
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
    line, offset = line_of(run, sentence, number.index)
    return "subtotal" if remarks.is_part(line[:offset], bare_text=sentence.bare) else "no_indicator"
