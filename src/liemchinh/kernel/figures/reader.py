"""Reading the figures of a text: offline, by rules, with the reason for every number taken or left."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from typing import Final

from liemchinh.kernel.figures import match, negatives, outline, roles, settle, tables
from liemchinh.kernel.figures import sentence as sentences
from liemchinh.kernel.figures.distractors import COMPOUNDS, NAMES, TRAPS
from liemchinh.kernel.figures.fold import Folded, bare, fold, with_vietnamese_numbers
from liemchinh.kernel.figures.lexicon import Book, HasLexicon, compile_book
from liemchinh.kernel.figures.match import Candidate, Earlier, Match
from liemchinh.kernel.figures.outline import Block
from liemchinh.kernel.figures.reading import Figure, Found, Reading, Skipped
from liemchinh.kernel.figures.roles import Setting
from liemchinh.kernel.figures.sentence import Sentence
from liemchinh.kernel.figures.shapes import AFTER, AFTER_BARE, SLOGAN
from liemchinh.kernel.figures.tokens import Stretch, Token, is_bare, is_scan, tokens

_HAS_NUMBER: Final = re.compile(r"\d|(?<!\w)(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|mot|bon|muoi|chin)(?!\w)")
_TOPIC: Final = frozenset(("before", "after", "named", "counts"))
_PLAN: Final = re.compile(r"\s*(?:KẾ HOẠCH|CHƯƠNG TRÌNH)(?!\w)|\s*(?:Kế hoạch|Chương trình công tác)\s+[a-zđ]")
_RANGE_IN_TITLE: Final = re.compile(r"(?:19|20)\d\d ?- ?((?:19|20)\d\d)(?!\d)")
_SPANS: Final = re.compile(
    r"tổng kết|sơ kết|giai đoạn|nhiệm kỳ|(?:\d+|hai|ba|bốn|năm|mười) năm (?:thực hiện|triển khai|qua)"
)
_YEAR_IN_TITLE: Final = re.compile(r"(?:năm |\dt/|tháng \d{1,2}[/.-]|quý [ivx]+[/.-])((?:19|20)\d\d)(?!\d)")
_AHEAD: Final = re.compile(r"mục tiêu|chỉ tiêu|phấn đấu|dự kiến|kế hoạch|sẽ|con số tương ứng|muc tieu|phan dau|du kien")


@lru_cache(maxsize=8)
def _book(key: int, indicators: tuple[tuple[str, HasLexicon], ...]) -> Book:
    return compile_book(dict(indicators), TRAPS, NAMES, COMPOUNDS)


def book_of(indicators: Mapping[str, HasLexicon]) -> Book:
    """The compiled lexicons of `indicators`; compiled once for the same declarations."""
    key = hash(tuple((name, id(indicator.lexicon)) for name, indicator in indicators.items()))
    return _book(key, tuple(_Hashable(name, indicator) for name, indicator in indicators.items()))  # type: ignore[misc]


class _Hashable(tuple[str, HasLexicon]):
    """A pair that is equal by name: the lexicons themselves need no hash."""

    def __new__(cls, name: str, indicator: HasLexicon) -> _Hashable:
        return super().__new__(cls, (name, indicator))

    def __hash__(self) -> int:
        return hash(self[0])


@dataclass(slots=True)
class _Run:
    """One reading under way."""

    folded: Folded
    book: Book
    setting: Setting
    found: list[Found] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    topics: dict[int, tuple[dict[int, float], set[int]]] = field(default_factory=dict)
    title: set[int] = field(default_factory=set)
    wrong: list[tuple[Decimal, int]] = field(default_factory=list)
    titles: frozenset[int] = frozenset()
    about: set[int] = field(default_factory=set)
    before: set[int] = field(default_factory=set)
    above: list[Earlier] = field(default_factory=list)
    scan: bool = False

    def skip(self, start: int, end: int, reason: str) -> None:
        begin, stop = self.folded.place(start, end)
        self.skipped.append(Skipped("", begin, stop, reason))


def read(text: str, indicators: Mapping[str, HasLexicon]) -> Reading:
    """The figures of `text` and the numbers left out; `text[start:end] == quote` for each, whatever the text."""
    folded = with_vietnamese_numbers(fold(text))
    blocks = list(outline.blocks(folded))
    run = _Run(folded, book_of(indicators), _setting(folded, blocks))
    run.scan = is_scan(folded.plain)
    run.titles = frozenset(block.start for block in blocks[:6] if not block.headings or block.number < 3)
    table = tables.Table()
    for block in blocks:
        if block.kind == "row":
            _read_row(run, block, table)
            continue
        table = table.after(folded, block)
        _read_block(run, block)
    figures, dropped = settle.settle(run.found, run.book, run.wrong)
    return _quoted(text, folded, figures, [*run.skipped, *(_dropped(folded, f, reason) for f, reason in dropped)])


def _setting(folded: Folded, blocks: list[Block]) -> Setting:
    head = blocks[:8]
    plan = any(_PLAN.match(folded.cased, b.start, b.end) for b in head if b.kind == "heading")
    title = "\n".join(folded.plain[b.start : b.end] for b in blocks[:7] if b.kind == "heading")
    opening = "\n".join(
        folded.plain[b.start : min(b.end, b.start + 260)] for b in blocks[:7] if b.kind == "heading" or b.number < 3
    )
    years = [int(year) for year in (*_YEAR_IN_TITLE.findall(title), *_RANGE_IN_TITLE.findall(title))]
    for shown in (blocks[:5], blocks[:60]) if not years else ():
        if years:
            break
        years = [
            year
            for block in shown
            if block.role != "target"
            for at, year in roles.years(
                folded.plain[block.start : block.end], is_bare(folded.plain[block.start : block.end])
            )
            if not _AHEAD.search(
                folded.plain, max(block.start, block.start + at - 60), min(block.end, block.start + at + 60)
            )
        ]
    return Setting(plan, "", max(years) if years else None, bool(_SPANS.search(opening)), roles.quarter_of(title))


def _read_block(run: _Run, block: Block) -> None:
    text = run.folded.plain[block.start : block.end]
    if not _HAS_NUMBER.search(text) and not negatives.MAYBE.search(text):
        return
    stretch = Stretch(run.folded, block.start, block.end, (run.scan or is_bare(text)))
    topic, needed = _topic(run, block)
    above: list[Earlier] = run.above if block.kind == "item" else []
    needed = needed | run.before
    parts = list(sentences.split(tokens(stretch), run.folded))
    for number, held in enumerate(parts):
        taken_back = _taken_back(run, parts[number + 1]) if number + 1 < len(parts) else ""
        if taken_back:
            _skip_all(run, held, taken_back, parts[number + 1][0].start)
            continue
        sentence = sentences.read(held, run.book, bare_text=stretch.bare)
        own = set(sentence.needed)
        sentence.topic, sentence.needed, sentence.about = topic, sentence.needed | needed | run.title, run.about
        above = _read_sentence(run, sentence, block, above)
        topic = _fade(topic, sentence)
        needed = needed | own
    run.above = [replace(known, at=-2) for known in above] if block.kind == "item" else []
    run.before = needed if text.rstrip().endswith("?") else set()
    if block.number < 2 or (block.number < 5 and block.kind == "heading"):
        run.title |= needed
        run.about |= _heading_topic(run, block.start, block.end)[0].keys()


def _taken_back(run: _Run, following: list[Token]) -> str:
    """Why a sentence's numbers do not hold when the next one begins "Đúng là …" or says that they are not settled."""
    text = run.folded.plain[following[0].start : following[-1].end]
    if remarks.READ_INSTEAD_FIRST.match(text):
        return "corrected_or_wrong_value"
    return "unverified_estimate" if remarks.NOT_SETTLED_ABOVE.search(text) else ""


def _skip_all(run: _Run, held: list[Token], reason: str, following: int) -> None:
    for token in held:
        if token.kind == "n":
            run.skip(token.start, token.end, token.skip or reason)
            if token.numeral and not token.skip and reason == "corrected_or_wrong_value":
                run.wrong.append((token.numeral.value, following))


def _fade(topic: dict[int, float], sentence: Sentence) -> dict[int, float]:
    """What a sentence leaves as topic for the next one of its paragraph."""
    faded = {frame: points * 0.8 for frame, points in topic.items() if points > 1.3}
    for frame in sentence.topics:
        faded[frame] = max(faded.get(frame, 0.0), 1.15)
    return faded


def _topic(run: _Run, block: Block) -> tuple[dict[int, float], set[int]]:
    """What the headings above a block are about: frame -> points, and the frames whose needs they meet."""
    topic: dict[int, float] = {}
    needed: set[int] = set()
    for depth, heading in enumerate(reversed(block.headings)):
        if heading.start == block.start:
            continue
        known = run.topics.get(heading.start)
        if known is None:
            known = run.topics[heading.start] = _heading_topic(run, heading.start, heading.end)
        titled = 0.7 if heading.start in run.titles else 0.0  # a title stands over everything and says little of each
        for frame, points in known[0].items():
            topic[frame] = max(topic.get(frame, 0.0), points - 0.2 * depth - titled)
        needed |= known[1]
    return topic, needed


def _heading_topic(run: _Run, start: int, end: int) -> tuple[dict[int, float], set[int]]:
    stretch = Stretch(run.folded, start, end, run.scan or is_bare(run.folded.plain[start:end]))
    read_one = sentences.read(tokens(stretch), run.book, bare_text=stretch.bare)
    return dict.fromkeys(read_one.topics, 1.45), read_one.needed


def _read_row(run: _Run, block: Block, table: tables.Table) -> None:
    text = run.folded.plain[block.start : block.end]
    stretch = Stretch(run.folded, block.start, block.end, (run.scan or is_bare(text)))
    topic, needed = _topic(run, block)
    for start, end in table.head_spans:
        needed = needed | _heading_topic(run, start, end)[1]
    for cell in table.cells(stretch, run.setting):
        sentence = sentences.read(cell.tokens, run.book, bare_text=stretch.bare)
        sentence.topic, sentence.needed, sentence.about = topic, sentence.needed | needed | run.title, run.about
        if cell.reason:
            number = cell.tokens[cell.at]
            run.skip(number.start, number.end, cell.reason)
            continue
        known = _read_number(run, sentence, cell.at, block, run.above, cell.role)
        run.above = [*run.above[-2:], replace(known, at=-2)] if known and known.owner else run.above


def _read_sentence(run: _Run, sentence: Sentence, block: Block, above: list[Earlier]) -> list[Earlier]:
    earlier = [known if known.at < 0 else replace(known, at=-1) for known in above]
    for index, token in enumerate(sentence.tokens):
        if token.kind != "n":
            continue
        if token.skip:
            run.skip(token.start, token.end, token.skip)
            continue
        known = _read_number(run, sentence, index, block, earlier, None)
        if known:
            earlier.append(known)
    start = len(run.found)
    negatives.read(sentence, run.book, run.setting, block, run.found)
    earlier.extend(Earlier(len(sentence.tokens), f.indicator, frozenset()) for f in run.found[start:])
    here = [known for known in earlier if known.at >= 0]
    return (
        here
        if any(known.owner and known.owner[0] != "!" for known in here)
        else [*here, *(k for k in earlier if k.at < 0)]
    )


def _read_number(
    run: _Run, sentence: Sentence, index: int, block: Block, earlier: list[Earlier], cell_role: roles.Role | None
) -> Earlier | None:
    token = sentence.tokens[index]
    _scale_by_label(run, sentence, index)
    number = match.candidate(sentence, index)
    sentence.rivals = _claimed_alike(sentence, number, earlier)
    reason = _reason_to_skip(run, sentence, number)
    difference = reason == "comparison_delta"
    chosen = None if reason else match.best(run.book, number, earlier)
    chosen = _inherited(run, sentence, number, earlier, chosen)
    nouns = frozenset(number.noun)
    sentence.counted.update(range(number.after, _noun_end(number)))
    sentence.claimed.update(range(number.after, match.window_end(sentence, _noun_end(number))))
    if token.spelled and (number.is_bare or not number.noun and token.numeral and token.numeral.kind == "count"):
        return None
    if difference:
        run.skip(token.start, token.end, reason)
        return Earlier(index, "!comparison_delta", nouns, text=_noun_text(number))
    chosen = _by_title(run, sentence, chosen)
    one = token.spelled and token.numeral is not None and token.numeral.value == 1  # "một" is as often an article
    enough = match.ENOUGH + (1.2 if one and not (chosen and chosen.named) else 0.0)
    if reason or chosen is None or chosen.score < enough or chosen.owner.startswith("!"):
        run.skip(token.start, token.end, reason or _why_none(number, chosen))
        return (
            None
            if reason
            else Earlier(
                index, chosen.owner if chosen and chosen.score >= enough else "", nouns, text=_noun_text(number)
            )
        )
    goes_on = sentence.words[:2] in (["trong", "số"], ["trong", "đó"], ["cụ", "thể"], ["trong", "do"])
    again = any(known.owner == chosen.owner for known in earlier if known.at >= 0 or goes_on)
    _take(run, sentence, number, chosen, block, cell_role, again=again)
    return Earlier(index, chosen.owner, nouns | {chosen.frame}, inherited=chosen.frame < 0, text=_noun_text(number))


_UNIT_IN_LABEL: Final = re.compile(
    r"\((?:đvt: ?|đơn vị(?: tính)?: ?)?((?:triệu|tỷ|nghìn|ngàn)? ?đồng|%|ha|m2|trieu dong|ty dong)\) ?:?[^()]{0,50}$"
)


def _scale_by_label(run: _Run, sentence: Sentence, index: int) -> None:
    """A bare number in the unit that its label gives in brackets: "Số tiền đã thu (triệu đồng): 125,5"."""
    token = sentence.tokens[index]
    if token.numeral is None or token.numeral.kind != "count" or ")" not in sentence.words[:index]:
        return
    line, offset = _line(run, sentence, index)
    found = _UNIT_IN_LABEL.search(line[max(offset - 90, 0) : offset])
    if found and token.numeral:
        token.numeral = tables.scaled(token.numeral, run.folded.plain[token.start : token.end], found[1].split())


def _by_title(run: _Run, sentence: Sentence, chosen: Match | None) -> Match | None:
    """What a text is about decides between things that nothing else tells apart: "19 buổi" in a plan of outreach."""
    if chosen is None or chosen.score >= match.ENOUGH or chosen.frame not in run.about or chosen.owner.startswith("!"):
        return chosen
    if chosen.score < 2.0:
        return chosen
    return replace(chosen, score=match.ENOUGH, why=(*chosen.why, "theo tên văn bản"))


def _inherited(
    run: _Run, sentence: Sentence, number: Candidate, earlier: list[Earlier], chosen: Match | None
) -> Match | None:
    """A number of the period compared with ("cùng kỳ 11") is of the indicator just told, if its noun agrees."""
    line, offset = _line(run, sentence, number.index)
    opened = max((n for n in range(number.index) if sentence.words[n] == "("), default=-1)
    bracketed = (
        opened >= 0 and ")" not in sentence.words[opened : number.index] and not (chosen and chosen.cue_at > opened)
    )
    own = chosen is not None and chosen.score >= match.ENOUGH and chosen.cued and not chosen.owner.startswith("!")
    if not earlier or (own and not bracketed) or (own and chosen and chosen.named):
        return chosen
    role, told = roles.role(run.setting, line, offset, bare_text=sentence.bare)
    if not told or (role == "current" and not roles.rising(line, offset)):
        return chosen
    alike = [known for known in earlier if _alike(run, sentence, number, known)]
    if not alike:
        return chosen
    above = [known for known in alike if known.at < 0]
    here = [known for known in earlier if known.at >= 0 and known.inherited]
    if above and len(above) == len(alike) - len([k for k in alike if k.inherited]):
        known = above[
            min(len([k for k in here if k in alike]), len(above) - 1)
        ]  # "con số tương ứng là 52 đơn và 41 đơn"
    else:
        noun = _noun_text(number)
        known = next((k for k in reversed(alike) if k.text == noun and noun), alike[-1])
    return Match(
        known.owner, match.ENOUGH + 0.1, _noun_end(number), ("cùng chỉ tiêu với số trước, kỳ khác",), -1, cued=True
    )


def _alike(run: _Run, sentence: Sentence, number: Candidate, known: Earlier) -> bool:
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
    if last is None or not last.text or last.text != _noun_text(number):
        return set()
    return set(range(last.at, number.index)) & sentence.claimed


def _noun_text(number: Candidate) -> str:
    return " ".join(number.sentence.words[number.after : number.after + 1]) if number.noun else ""


def _noun_end(number: Candidate) -> int:
    return max((end for end, _ in number.noun.values()), default=number.index + 1)


def _same_kind(unit: str, kind: str) -> bool:
    return {"VND": "money", "m2": "area", "percent": "percent"}.get(unit, "count") == kind


def _line(run: _Run, sentence: Sentence, index: int) -> tuple[str, int]:
    """The sentence as text and where its number begins; a table cell has a line of its own words."""
    tokens_ = sentence.tokens
    first, here = tokens_[0], tokens_[index]
    if here.start >= first.start and tokens_[-1].end >= here.start:
        if sentence.line is None:
            line = run.folded.plain[first.start : tokens_[-1].end]
            sentence.line = bare(line) if sentence.bare else line
        return sentence.line, here.start - first.start
    return " ".join(t.word for t in tokens_), 0


def _reason_to_skip(run: _Run, sentence: Sentence, number: Candidate) -> str:
    """Why the number is no figure whatever it counts; "" when it may be one."""
    token = sentence.tokens[number.index]
    numeral = token.numeral
    assert numeral is not None
    if numeral.kind == "foreign":
        return "foreign_currency"
    line, offset = _line(run, sentence, number.index)
    left, right = line[:offset], line[offset + token.end - token.start :]
    back = (
        left[
            max((t.end for t in sentence.tokens[: number.index] if t.kind == "n"), default=0)
            - sentence.tokens[0].start :
        ]
        if any(t.kind == "n" for t in sentence.tokens[: number.index])
        else left
    )
    flat = back.replace("\n", " ")
    if roles.is_difference(flat, right, signed=token.signed, bare_text=sentence.bare) or _goes_on_from_difference(
        run, sentence, number
    ):
        return "comparison_delta"
    if remarks.is_wrong(flat, right, bare_text=sentence.bare):
        run.wrong.append((numeral.value, sentence.tokens[0].start))
        return "corrected_or_wrong_value"
    if sentence.unsettled is None:
        sentence.unsettled = remarks.is_unsettled(line, bare_text=sentence.bare)
    if sentence.unsettled:
        return "unverified_estimate"
    if (
        run.setting.spans_years
        and remarks.is_yearly(left, bare_text=sentence.bare)
        and (number.is_bare or "riêng năm" in left[-40:])
    ):
        return "yearly_breakdown"
    if remarks.is_each(flat, right, bare_text=sentence.bare):
        return "per_unit_rate"
    if remarks.is_of_others(left, bare_text=sentence.bare):
        return "other_party"
    if (
        sentence.words[number.after : number.after + 1]
        and sentence.words[number.after] in SLOGAN
        and number.after == number.index + 1
        and not number.noun
    ):
        if line[offset - 1 : offset] in ('"', "'") or sentence.words[number.after] in ("xây", "chống", "không"):
            return "slogan"
    if roles.qualifier(flat, right, bare_text=sentence.bare, planned=False)[0] == "up_to":
        return "vague"
    return ""


def _goes_on_from_difference(run: _Run, sentence: Sentence, number: Candidate) -> bool:
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


def _why_none(number: Candidate, chosen: Match | None) -> str:
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
    return "no_indicator"


def _take(
    run: _Run,
    sentence: Sentence,
    number: Candidate,
    chosen: Match,
    block: Block,
    cell_role: roles.Role | None,
    *,
    again: bool,
) -> None:
    token = sentence.tokens[number.index]
    numeral = token.numeral
    assert numeral is not None
    line, offset = _line(run, sentence, number.index)
    setting = replace(run.setting, section=block.role) if block.role else run.setting
    role, told = roles.role(setting, line, offset, bare_text=sentence.bare)
    role = cell_role or role
    right = line[offset + token.end - token.start :]
    qualifier, begin = roles.qualifier(line[:offset], right, bare_text=sentence.bare, planned=role == "target")
    start = token.start - (offset - begin) if cell_role is None else token.start
    stop = sentence.tokens[chosen.end - 1].end if number.after < chosen.end <= len(sentence.tokens) else token.end
    left = line[:offset]
    run.found.append(
        Found(
            indicator=chosen.owner,
            value=numeral.value,
            whole=numeral.whole,
            qualifier="exact" if qualifier == "up_to" else qualifier,
            role=role,
            start=min(start, token.start),
            end=max(stop, token.end),
            score=chosen.score,
            why=chosen.why,
            block=block.number,
            sentence=sentence.tokens[0].start,
            part=again and remarks.is_part(left, bare_text=sentence.bare),
            cumulative=remarks.is_cumulative(left, bare_text=sentence.bare),
            recounted=remarks.is_recounted(left, bare_text=sentence.bare),
            yearly=run.setting.spans_years and remarks.is_yearly(left, bare_text=sentence.bare),
            quote=run.folded.plain[token.start : stop],
            left=left,
            right=right,
            heading=block.kind == "heading",
            told=told,
        )
    )


def _dropped(folded: Folded, found: Found, reason: str) -> Skipped:
    start, end = folded.place(found.start, found.end)
    return Skipped("", start, end, reason)


def _quoted(text: str, folded: Folded, found: list[Found], skipped: list[Skipped]) -> Reading:
    figures = []
    for one in found:
        start, end = folded.place(one.start, one.end)
        figures.append(
            Figure(
                one.indicator,
                one.value,
                one.unit,
                one.qualifier,
                one.role,
                text[start:end],
                start,
                end,
                "; ".join(one.why),
            )
        )
    left = [Skipped(text[s.start : s.end], s.start, s.end, s.reason) for s in skipped]
    return Reading(
        tuple(sorted(figures, key=lambda f: (f.start, f.end))), tuple(sorted(left, key=lambda s: (s.start, s.end)))
    )
