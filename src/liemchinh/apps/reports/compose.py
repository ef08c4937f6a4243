"""Composes a review: facts in, document out. Pure: no Django, no clock.

The software writes facts; praise, blame and causes are for people, who are asked for them (✍).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from liemchinh.apps.reports.annexes import annexes
from liemchinh.apps.reports.facts import ReviewFacts
from liemchinh.apps.reports.heads import head, recipients, signature
from liemchinh.apps.reports.outline import (
    BY_CHOICE,
    CHOSEN,
    LEADS,
    LETTERS,
    OFFERS,
    OUTLINES,
    PROMPTS,
    ROMAN,
    Part,
    Section,
)
from liemchinh.apps.reports.writing import NOTHING_TO_ADD, Absent, Writer
from liemchinh.kernel import vietnamese
from liemchinh.kernel.phrasebook import Phrasebook
from liemchinh.kernel.sentences import Question, Segment, Segments, Text, fill, names, parse, plain
from liemchinh.kernel.states import State
from liemchinh.spine.office.document import Block, Document, Heading, Paragraph, Prompt

#: More than so many "no figure yet" lines in one section become one block.
SINGLE_LINES = 3


def compose(facts: ReviewFacts, book: Phrasebook) -> Document:
    """The review as it would print now. Open questions stay in it; `Document.open_prompts` lists them."""
    writer = Writer(facts, book)
    sections = OUTLINES[facts.variant]
    blocks: list[Block] = list(_opening(writer))
    for number, section in enumerate(sections):
        blocks += _section(writer, section, ROMAN[number])
    blocks += _ahead(writer, ROMAN[len(sections)])
    blocks += _proposals(writer, ROMAN[len(sections) + 1])
    blocks.append(_words("rpt.close", writer.say("rpt.close", facts.variant)))
    return Document(
        variant=facts.variant,
        head=head(writer),
        blocks=tuple(blocks),
        signature=signature(facts),
        recipients=recipients(writer),
        recipients_title=book.text("rpt.recipients"),
        annexes=annexes(writer),
        footer=writer.say("rpt.footer.seal", tree_head_short=facts.tree_head) if facts.tree_head else "",
        draft_mark="" if facts.frozen_at else book.text("rpt.draft"),
        dated=facts.office.signed_on or facts.period.end,
    )


def offers(facts: ReviewFacts, book: Phrasebook) -> list[tuple[str, str]]:
    """(key, line) of the tasks ahead that the facts suggest; a field still unknown stands as «name» in the line."""
    writer = Writer(facts, book)
    return [(key, _offer(writer, key)) for key in OFFERS if _offered(writer, key)]


def _opening(writer: Writer) -> Iterator[Block]:
    facts = writer.facts
    key = f"rpt.open.{facts.variant}"
    if facts.variant == "state" and not facts.fields.get("asking_document"):
        key = "rpt.open.state.unasked"
    yield _words(key, writer.say(key))
    notes = []
    if facts.coverage.units:
        missing = facts.coverage.units - facts.coverage.reporting
        part = "rpt.open.part" if missing else "rpt.open.full"
        notes.append(writer.say(part, n=facts.coverage.reporting, N=facts.coverage.units, m=missing))
    if facts.basis.first:
        notes.append(writer.say("cmp.first"))
    elif facts.basis.words:
        notes.append(writer.say("rpt.open.base", base=facts.basis.words))
    if facts.merged_2025:
        notes.append(writer.say("rpt.open.succession", "unsplit" if facts.unsplit else "vi"))
    if notes:
        yield _words("rpt.open.notes", " ".join(notes))


@dataclass
class _PartDraft:
    """A part while it is written: its blocks, with the place of each missing figure."""

    heading: str
    blocks: list[Block | Absent] = field(default_factory=list)

    @property
    def absents(self) -> list[Absent]:
        return [b for b in self.blocks if isinstance(b, Absent)]

    @property
    def says_something(self) -> bool:
        return any(not isinstance(b, Absent) for b in self.blocks)


def _section(writer: Writer, section: Section, roman: str) -> Iterator[Block]:
    parts = [_part(writer, part) for part in section.parts]
    together = sum(len(p.absents) for p in parts) > SINGLE_LINES
    yield _heading(writer, 1, roman, section.heading)
    number = 0
    for part in parts:
        if part.says_something or (part.absents and not together):
            number += 1
            yield Heading(2, f"{number}.", part.heading)
            yield from (_none_line(writer, b) if isinstance(b, Absent) else b for b in _kept(part, together))
    if together:
        yield _words("gen.none.block", writer.say("gen.none.block", list=_topics(parts)))
    yield from (_words(key, writer.say(key)) for key in section.closing)


def _kept(part: _PartDraft, together: bool) -> Iterable[Block | Absent]:
    return [b for b in part.blocks if not (together and isinstance(b, Absent))]


def _none_line(writer: Writer, absent: Absent) -> Paragraph:
    return _words("gen.none", writer.say("gen.none", label_lower=absent.label))


def _topics(parts: list[_PartDraft]) -> str:
    """What has no figures: whole parts by their heading, single figures by their label."""
    topics: list[str] = []
    for part in parts:
        if part.absents and not part.says_something:
            topics.append(part.heading[:1].lower() + part.heading[1:])
        else:
            topics += [a.label for a in part.absents]
    return "; ".join(topics)


def _part(writer: Writer, part: Part) -> _PartDraft:
    draft = _PartDraft(writer.book.text(f"rpt.h.{part.heading}", writer.facts.variant))
    letters = iter(LETTERS)
    letter = next(letters)
    for line in part.lines:
        if line[0] in PROMPTS:
            draft.blocks += _written(writer, line[0])
            continue
        said = [(key, writer.sentence(key, letter)) for key in line if _wanted(writer, key)]
        sentences = [(key, s) for key, s in said if s and not isinstance(s, Absent)]
        if sentences:
            draft.blocks.append(Paragraph(sentences[0][0], _joined([s for _, s in sentences])))
        draft.blocks += [s for _, s in said if isinstance(s, Absent)]
        if any(_lettered(writer, key) and plain(s).startswith(f"{letter})") for key, s in sentences):
            letter = next(letters)
    return draft


def _lettered(writer: Writer, key: str) -> bool:
    return any("letter" in names(text) for text in writer.book.variants(key).values())


def _wanted(writer: Writer, key: str) -> bool:
    """Names of those commended stand in the text up to ten, above that in the annex."""
    few = 0 < len(writer.facts.commended) <= 10
    if key == "rpt.commend.list" and few:
        writer.fields["commended"] = vietnamese.join_list([n.replace(";", ",") for n in writer.facts.commended])
    if key in BY_CHOICE:
        return writer.facts.texts.get(key) == CHOSEN
    return {"rpt.commend.list": few, "rpt.commend.annex": len(writer.facts.commended) > 10}.get(key, True)


def to_choose(facts: ReviewFacts, book: Phrasebook) -> list[tuple[str, str]]:
    """(key, sentence) of what the facts allow to say but a person decides whether to."""
    writer = Writer(facts, book)
    said = [(key, writer.sentence(key)) for key in BY_CHOICE]
    return [(key, plain(s)) for key, s in said if s and not isinstance(s, Absent)]


def _joined(sentences: list[Segments]) -> Segments:
    joined: list[Segment] = []
    for sentence in sentences:
        if joined:
            joined.append(Text(" "))
        joined.extend(sentence)
    return tuple(joined)


def _written(writer: Writer, key: str) -> list[Block]:
    """What a person wrote under a prompt, with its lead-in; the prompt itself while nothing is there."""
    written = writer.facts.texts.get(key, "").strip()
    if not written:
        return [Prompt(key, _question(writer, key), _beside(writer, key))]
    if written in NOTHING_TO_ADD:
        return []
    lead = [_words(LEADS[key], writer.say(LEADS[key]))] if key in LEADS else []
    return [*lead, *(_words(key, line.strip()) for line in written.splitlines() if line.strip())]


def _question(writer: Writer, key: str) -> str:
    return next(n.text for n in parse(writer.book.text(key)) if isinstance(n, Question))


def _beside(writer: Writer, key: str) -> tuple[Segments, ...]:
    """The facts laid beside a prompt: never a verdict."""
    facts = writer.facts
    if key == "rpt.urging":
        found = [writer.sentence(k) for k in ("rpt.direct.urged", "rpt.party.inspect")]
        return tuple(s for s in found if s and not isinstance(s, Absent))
    if key == "rpt.merits":
        best = writer.sentence("rpt.outreach.best")  # the average of the years stands in II.1 alone
        return (best,) if best and not isinstance(best, Absent) else ()
    if key == "rpt.faults":
        return tuple(
            (Text(f"{unit.name}: {'; '.join(unit.what) or writer.book.text('rpt.not_reported')}."),)
            for unit in facts.coverage.missing
        )
    if key == "rpt.causes":
        return tuple((Text(f"{d.indicator.label}: {d.reason}."),) for d in facts.differences if d.reason)
    return ()


def _ahead(writer: Writer, roman: str) -> Iterator[Block]:
    yield _heading(writer, 1, roman, "ahead")
    for number, line in enumerate(writer.facts.chosen, start=1):
        yield _words("rpt.ahead", f"{number}. {line}")
    if not writer.facts.chosen:
        lines = tuple((Text(line),) for _, line in offers(writer.facts, writer.book))
        yield Prompt("rpt.ahead", _question(writer, "rpt.ahead"), lines)


def _offered(writer: Writer, key: str) -> bool:
    facts, sessions = writer.facts, writer.figures.get("outreach_sessions")
    pending = writer.figures.get("petitions_pending")
    fell = sessions and sessions.prev and sessions.value is not None and (sessions.prev.value or 0) > sessions.value
    return {
        "rpt.offer.overdue": bool(facts.fields.get("n_overdue")),
        "rpt.offer.pending": bool(pending and pending.state is State.VALUE),
        "rpt.offer.recommendations": bool(facts.fields.get("n_recommendations_open")),
        "rpt.offer.rotation": bool(facts.fields.get("n_due")),
        "rpt.offer.reporting": bool(facts.coverage.missing),
        "rpt.offer.outreach": bool(fell),
    }.get(key, True)


def _offer(writer: Writer, key: str) -> str:
    pending = writer.figures.get("petitions_pending")
    numbers = {
        "rpt.offer.overdue": writer.fields.get("n_overdue"),
        "rpt.offer.pending": int(pending.value) if pending and pending.value else None,
        "rpt.offer.recommendations": writer.fields.get("n_recommendations_open"),
        "rpt.offer.rotation": writer.fields.get("n_due"),
    }
    text = re.sub(r"\[\[.*?\]\]", "", writer.book.text(key))
    known = {**writer.fields, "n": numbers.get(key)}

    def value(match: re.Match[str]) -> str:
        found = known.get(match[1])
        blank = f"«{writer.book.text(f'rpt.offer.blank.{match[1]}')}»"
        return blank if found is None else fill(match[0], **{match[1]: found})

    return re.sub(r"«(\w+)(?::\w+)?»", value, text)


def _proposals(writer: Writer, roman: str) -> Iterator[Block]:
    yield _heading(writer, 1, roman, "proposals")
    blocks = _written(writer, "rpt.proposals")
    yield from blocks or [_words("rpt.proposals.none", writer.say("rpt.proposals.none"))]


def _heading(writer: Writer, level: int, roman: str, name: str) -> Heading:
    mark = f"{roman}-" if writer.facts.variant == "party" else f"{roman}."
    return Heading(level, mark, writer.book.text(f"rpt.h.{name}", writer.facts.variant))


def _words(key: str, text: str) -> Paragraph:
    return Paragraph(key, (Text(text),))
