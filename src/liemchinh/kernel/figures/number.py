"""Reading one number: what it counts, whose period it speaks of, and whether it is a figure."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from liemchinh.kernel.figures import match, remarks, roles, signs, tables
from liemchinh.kernel.figures.match import Candidate, Earlier, Match
from liemchinh.kernel.figures.outline import Block
from liemchinh.kernel.figures.reading import Found
from liemchinh.kernel.figures.reasons import reason_to_skip, why_none
from liemchinh.kernel.figures.run import Run, spot_of
from liemchinh.kernel.figures.sentence import Sentence
from liemchinh.kernel.figures.signs import Spot
from liemchinh.kernel.figures.tokens import Token


def read_number(
    run: Run, sentence: Sentence, index: int, block: Block, earlier: list[Earlier], cell_role: roles.Role | None
) -> Earlier | None:
    """Take the number for a figure or skip it with a reason; what is known of it then, for the numbers after it."""
    token = sentence.tokens[index]
    spot = spot_of(run, sentence, index)
    _scale_by_label(run, token, spot)
    number = match.candidate(sentence, index)
    if token.spelled and (number.is_bare or (not number.noun and token.numeral and token.numeral.kind == "count")):
        return None  # "một" and "năm" are numbers only before what is counted
    sentence.rivals = _claimed_alike(sentence, number, earlier)
    reason = reason_to_skip(run, sentence, number, spot)
    chosen = None if reason else match.best(run.book, number, earlier)
    chosen = _by_title(run, _inherited(run, sentence, number, spot, earlier, chosen))
    sentence.counted.update(range(number.after, number.noun_end))
    sentence.claimed.update(range(number.after, number.window(number.noun_end)))
    known = Earlier(index, "", frozenset(number.noun), text=number.noun_text)
    if reason or chosen is None or not _enough(number, chosen) or chosen.owner.startswith("!"):
        run.skip(token.start, token.end, reason or why_none(number, spot, chosen))
        if reason:
            return known._replace(owner=f"!{reason}") if reason == "comparison_delta" else None
        return known._replace(owner=chosen.owner) if chosen and _enough(number, chosen) else known
    role = cell_role or roles.role(run.setting_in(block.role), spot)[0]
    found = _taken(run, number, spot, chosen, role, at_number=cell_role is not None)
    found.block, found.heading = block.number, block.kind == "heading"
    found.part = _told_before(sentence, chosen, earlier) and remarks.is_part(spot)
    run.found.append(found)
    return Earlier(index, chosen.owner, known.nouns | {chosen.frame}, chosen.frame < 0, known.text)


def _enough(number: Candidate, chosen: Match) -> bool:
    """Whether the evidence will do; "một" needs more, being an article as often as a number."""
    token = number.sentence.tokens[number.index]
    article = token.spelled and token.numeral is not None and token.numeral.value == 1 and not chosen.named
    return chosen.score >= match.ENOUGH + (1.2 if article else 0.0)


def _told_before(sentence: Sentence, chosen: Match, earlier: list[Earlier]) -> bool:
    """Whether the sentence, or the one that it breaks down ("Trong đó, …"), has told this indicator already."""
    goes_on = sentence.words[:2] in (["trong", "số"], ["trong", "đó"], ["cụ", "thể"], ["trong", "do"])
    return any(known.owner == chosen.owner for known in earlier if known.at >= 0 or goes_on)


_UNIT_IN_LABEL: Final = re.compile(
    r"\((?:đvt: ?|đơn vị(?: tính)?: ?)?((?:triệu|tỷ|nghìn|ngàn)? ?đồng|%|ha|m2|trieu dong|ty dong)\) ?:?[^()]{0,50}$"
)


def _scale_by_label(run: Run, token: Token, spot: Spot) -> None:
    """A bare number in the unit that its label gives in brackets: "Số tiền đã thu (triệu đồng): 125,5"."""
    if not spot.before & signs.CLOSED or token.numeral is None or token.numeral.kind != "count":
        return
    found = _UNIT_IN_LABEL.search(spot.left[-90:])
    if found:
        token.numeral = tables.scaled(token.numeral, run.folded.plain[token.start : token.end], found[1].split())


def _by_title(run: Run, chosen: Match | None) -> Match | None:
    """What a text is about decides between things that nothing else tells apart: "19 buổi" in a plan of outreach."""
    if chosen is None or chosen.score >= match.ENOUGH or chosen.frame not in run.about or chosen.owner.startswith("!"):
        return chosen
    if chosen.score < 2.0:
        return chosen
    return chosen._replace(score=match.ENOUGH, why=(*chosen.why, "theo tên văn bản"))


def _inherited(
    run: Run, sentence: Sentence, number: Candidate, spot: Spot, earlier: list[Earlier], chosen: Match | None
) -> Match | None:
    """A number of the period compared with ("cùng kỳ 11") is of the indicator just told, if its noun agrees."""
    own = chosen is not None and chosen.score >= match.ENOUGH and chosen.cued and not chosen.owner.startswith("!")
    if not earlier or (own and chosen and (chosen.named or not _in_brackets(sentence, number, chosen))):
        return chosen
    role, told = roles.role(run.setting, spot)
    if not told or (role == "current" and not roles.rising(spot)):
        return chosen
    alike = [known for known in earlier if _alike(run, sentence, number, known)]
    if not alike:
        return chosen
    owner = _counterpart(number, alike).owner
    why = ("cùng chỉ tiêu với số trước, kỳ khác",)
    return Match(owner, match.ENOUGH + 0.1, number.noun_end, why, -1, cued=True)


def _in_brackets(sentence: Sentence, number: Candidate, chosen: Match) -> bool:
    """Whether the number stands in brackets and what tells its indicator stands before them."""
    for place in range(number.index - 1, -1, -1) if "(" in sentence.words else ():
        if sentence.words[place] in "()":
            return sentence.words[place] == "(" and chosen.cue_at <= place
    return False


def _counterpart(number: Candidate, alike: list[Earlier]) -> Earlier:
    """The earlier number that this one is compared with: in turn ("tương ứng là 52 đơn và 41 đơn"), or by its noun."""
    above = [known for known in alike if known.at < 0]
    matched = [known for known in alike if known.at >= 0 and known.inherited]
    if above and len(above) == len(alike) - len(matched):
        return above[min(len(matched), len(above) - 1)]
    noun = number.noun_text
    return next((known for known in reversed(alike) if noun and known.text == noun), alike[-1])


def _alike(run: Run, sentence: Sentence, number: Candidate, known: Earlier) -> bool:
    """Whether the number may be of the indicator of an earlier one: the same measure, and a noun that fits both."""
    numeral = sentence.tokens[number.index].numeral
    if numeral is None or known.at < -1 or not known.owner or known.owner.startswith("!"):
        return False
    if not _same_kind(run.book.units.get(known.owner, ""), numeral.kind):
        return False
    if number.is_bare or numeral.kind != "count":
        return True
    return any(run.book.owners[frame] == known.owner for frame in number.noun)


def _claimed_alike(sentence: Sentence, number: Candidate, earlier: list[Earlier]) -> set[int]:
    """The words said of the number just before, when both count the same: they tell nothing of this one."""
    last = earlier[-1] if earlier and earlier[-1].at >= 0 else None
    if last is None or not last.text or last.text != number.noun_text:
        return set()
    return set(range(last.at, number.index)) & sentence.claimed


def _same_kind(unit: str, kind: str) -> bool:
    return {"VND": "money", "m2": "area", "percent": "percent"}.get(unit, "count") == kind


def _taken(run: Run, number: Candidate, spot: Spot, chosen: Match, role: roles.Role, *, at_number: bool) -> Found:
    tokens = number.sentence.tokens
    token = tokens[number.index]
    qualifier, begin = roles.qualifier(spot, spot.left, planned=role == "target")
    stop = tokens[chosen.end - 1].end if number.after < chosen.end <= len(tokens) else token.end
    return Found(
        indicator=chosen.owner,
        value=token.numeral.value if token.numeral else Decimal(0),
        whole=token.numeral.whole if token.numeral else None,
        qualifier="exact" if qualifier == "up_to" else qualifier,
        role=role,
        start=token.start if at_number else min(token.start - (spot.offset - begin), token.start),
        end=max(stop, token.end),
        score=chosen.score,
        why=chosen.why,
        block=0,
        sentence=tokens[0].start,
        cumulative=remarks.is_cumulative(spot),
        recounted=remarks.is_recounted(spot),
        yearly=run.setting.spans_years and remarks.is_yearly(spot, spot.left),
        quote=run.folded.plain[token.start : stop],
        left=spot.left,
        right=spot.right,
    )
