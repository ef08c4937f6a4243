"""Reading the figures of a text: offline, by rules, with the reason for every number taken or left."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from liemchinh.kernel.figures import negatives, outline, remarks, settle, signs, tables
from liemchinh.kernel.figures import sentence as sentences
from liemchinh.kernel.figures.fold import Folded, bare, fold, with_vietnamese_numbers
from liemchinh.kernel.figures.lexicon import HasLexicon
from liemchinh.kernel.figures.match import Earlier
from liemchinh.kernel.figures.number import read_number
from liemchinh.kernel.figures.outline import Block
from liemchinh.kernel.figures.reading import Figure, Found, Reading, Skipped
from liemchinh.kernel.figures.run import Run, book_of
from liemchinh.kernel.figures.sentence import Sentence
from liemchinh.kernel.figures.setting import setting_of
from liemchinh.kernel.figures.tokens import Stretch, Token, is_bare, is_scan, tokens

_HAS_NUMBER: Final = re.compile(
    r"\d|(?<!\w)(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|nửa|mot|bon|muoi|chin)(?!\w)"
)


def read(text: str, indicators: Mapping[str, HasLexicon]) -> Reading:
    """The figures of `text` and the numbers left out; `text[start:end] == quote` for each, whatever the text."""
    folded = with_vietnamese_numbers(fold(text))
    blocks = list(outline.blocks(folded))
    run = Run(folded, book_of(indicators), setting_of(folded, blocks))
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
    return _quoted(
        text, folded, figures, [*run.skipped, *((*folded.place(f.start, f.end), reason) for f, reason in dropped)]
    )


def _read_block(run: Run, block: Block) -> None:
    text = run.folded.plain[block.start : block.end]
    if not _HAS_NUMBER.search(text) and not negatives.MAYBE.search(text):
        return
    stretch = Stretch(run.folded, block.start, block.end, (run.scan or is_bare(text)))
    topic, needed = _topic(run, block)
    above: list[Earlier] = run.above if block.kind == "item" else []
    needed = needed | run.before
    every = tokens(stretch)
    if block.kind == "heading" or block.number < 2:
        _heading_topic(run, block.start, block.end, every)
    parts = list(sentences.split(every, run.folded))
    needful = len(parts) if block.number < 5 or text.rstrip().endswith("?") else _last_telling(parts) + 1
    for number, held in enumerate(parts[:needful]):
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
    run.above = [Earlier(-2, *known[1:]) for known in above] if block.kind == "item" else []
    run.before = needed if text.rstrip().endswith("?") else set()
    if block.number < 2 or (block.number < 5 and block.kind == "heading"):
        run.title |= needed
        run.about |= _heading_topic(run, block.start, block.end)[0].keys()


def _last_telling(parts: list[list[Token]]) -> int:
    """The last sentence that may tell a figure: what stands after it is context for nothing."""
    telling = (
        n for n in range(len(parts) - 1, -1, -1) if any(t.kind == "n" or t.word in negatives.DENIALS for t in parts[n])
    )
    return next(telling, -1)


def _taken_back(run: Run, following: list[Token]) -> str:
    """Why a sentence's numbers do not hold when the next one begins "Đúng là …" or says that they are not settled."""
    text = run.folded.plain[following[0].start : following[-1].end]
    if remarks.READ_INSTEAD_FIRST.match(text):
        return "corrected_or_wrong_value"
    return "unverified_estimate" if remarks.NOT_SETTLED_ABOVE.search(text) else ""


def _skip_all(run: Run, held: list[Token], reason: str, following: int) -> None:
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


def _topic(run: Run, block: Block) -> tuple[dict[int, float], set[int]]:
    """What the headings above a block are about: frame -> points, and the frames whose needs they meet."""
    starts = tuple([heading.start for heading in block.headings])
    own = starts[-1:] == (block.start,)
    if not own and starts in run.above_blocks:
        return run.above_blocks[starts]
    topic: dict[int, float] = {}
    needed: set[int] = set()
    for depth, heading in enumerate(reversed(block.headings)):
        if heading.start == block.start:
            continue
        known = _heading_topic(run, heading.start, heading.end)
        titled = 0.7 if heading.start in run.titles else 0.0  # a title stands over everything and says little of each
        for frame, points in known[0].items():
            topic[frame] = max(topic.get(frame, 0.0), points - 0.2 * depth - titled)
        needed |= known[1]
    if not own:
        run.above_blocks[starts] = topic, needed
    return topic, needed


def _heading_topic(
    run: Run, start: int, end: int, held: list[Token] | None = None
) -> tuple[dict[int, float], set[int]]:
    """What a heading is about, by its tokens (`held` where they are known): read once, asked by each block below."""
    known = run.topics.get((start, end))
    if known is None:
        bare_text = run.scan or is_bare(run.folded.plain[start:end])
        held = tokens(Stretch(run.folded, start, end, bare_text)) if held is None else held
        one = sentences.read(held, run.book, bare_text=bare_text)
        known = run.topics[start, end] = dict.fromkeys(one.topics, 1.45), one.needed
    return known


def _read_row(run: Run, block: Block, table: tables.Table) -> None:
    text = run.folded.plain[block.start : block.end]
    stretch = Stretch(run.folded, block.start, block.end, (run.scan or is_bare(text)))
    row_signs = signs.of_text(bare(text) if stretch.bare else text)
    topic, needed = _topic(run, block)
    for start, end in table.head_spans:
        needed = needed | _heading_topic(run, start, end)[1]
    for cell in table.cells(stretch, run.setting):
        sentence = sentences.read(cell.tokens, run.book, bare_text=stretch.bare)
        sentence.row_signs = row_signs
        sentence.topic, sentence.needed, sentence.about = topic, sentence.needed | needed | run.title, run.about
        if cell.reason:
            number = cell.tokens[cell.at]
            run.skip(number.start, number.end, cell.reason)
            continue
        known = read_number(run, sentence, cell.at, block, run.above, cell.role)
        run.above = [*run.above[-2:], known._replace(at=-2)] if known and known.owner else run.above


def _read_sentence(run: Run, sentence: Sentence, block: Block, above: list[Earlier]) -> list[Earlier]:
    earlier = [known if known.at < 0 else Earlier(-1, *known[1:]) for known in above]
    for index in sentence.numbers:
        token = sentence.tokens[index]
        if token.kind != "n":  # the mark itself: "#"
            continue
        if token.skip:
            run.skip(token.start, token.end, token.skip)
            continue
        known = read_number(run, sentence, index, block, earlier, None)
        if known:
            earlier.append(known)
    start = len(run.found)
    negatives.read(sentence, run.book, run.setting, block, run.found)
    earlier.extend(Earlier(len(sentence.tokens), f.indicator, frozenset()) for f in run.found[start:])
    here = [known for known in earlier if known.at >= 0]
    if any(known.owner and known.owner[0] != "!" for known in here):
        return here
    return _remembered([*here, *(k for k in earlier if k.at < 0)])


def _remembered(known: list[Earlier]) -> list[Earlier]:
    """Those that later numbers look back at: the last three, before them only indicators; thousands may go by."""
    return [*(one for one in known[:-3] if one.owner and one.owner[0] != "!"), *known[-3:]]


def _quoted(text: str, folded: Folded, found: list[Found], skipped: list[tuple[int, int, str]]) -> Reading:
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
    left = [Skipped(text[start:end], start, end, reason) for start, end, reason in skipped]
    return Reading(
        tuple(sorted(figures, key=lambda f: (f.start, f.end))), tuple(sorted(left, key=lambda s: (s.start, s.end)))
    )
