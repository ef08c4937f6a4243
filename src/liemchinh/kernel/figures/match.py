"""Which indicator a number belongs to: what it counts, and how near the words stand that tell indicators apart."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from liemchinh.kernel.figures.fold import word_set
from liemchinh.kernel.figures.lexicon import Book, Frame
from liemchinh.kernel.figures.sentence import FUNCTION_WORDS, Sentence

#: A number is taken for a figure from this much evidence on.
ENOUGH: Final = 3.4
_REACH: Final = 34
_WINDOW_ENDS: Final = frozenset(("#", ",", ";", ":", "(", ")", ".", '"'))
_SEGMENT_ENDS: Final = frozenset((",", ";", ":", ".", "#", "(", ")", "?"))
#: Words that may stand in a label before the thing it counts: "Trong đó: tổng số đơn tố cáo".
_BEFORE_HEAD: Final = word_set("số tổng lượng các những trong đó có : , so tong cac - + về")
#: What may stand between a label and its number: "Đơn tố cáo: TH 05" (thực hiện), "KH 10" (kế hoạch).
_BETWEEN_LABEL_AND_NUMBER: Final = frozenset((":", "(", "th", "kh", "ck"))
_LINKS: Final = word_set("cho với thu hút gồm là có voi")


class Match(NamedTuple):
    """The best reading of a number: `owner` is an indicator id or "!reason", `end` the token after the counted noun."""

    owner: str
    score: float
    end: int
    why: tuple[str, ...]
    frame: int
    cued: bool = False
    named: bool = False
    cue_at: int = -1


class Earlier(NamedTuple):
    """A number read before in the sentence (or just above): what it was taken for and the frames its noun fits."""

    at: int
    owner: str
    nouns: frozenset[int]
    inherited: bool = False
    text: str = ""


@dataclass(slots=True)
class Candidate:
    """A number in a sentence, at tokens[index]; `noun` maps the frames whose noun follows it to (end, kind)."""

    sentence: Sentence
    index: int
    noun: dict[int, tuple[int, str]]
    after: int
    is_bare: bool
    segment: int
    longest: int
    windows: dict[int, tuple[int, int, tuple[int, int]]] = field(default_factory=dict)

    @property
    def noun_text(self) -> str:
        """The first word of the noun, "" without one."""
        return self.sentence.words[self.after] if self.noun else ""

    @property
    def noun_end(self) -> int:
        """The token after the longest noun that follows, else after the number."""
        return max((end for end, _ in self.noun.values()), default=self.index + 1)

    def window(self, end: int) -> tuple[int, int, tuple[int, int]]:
        """Where the words about the noun end, with a coordinated number and without; then those beyond brackets."""
        known = self.windows.get(end)
        if known is None:
            shared = window_end(self.sentence, end, shared=True)
            known = self.windows[end] = (
                shared,
                window_end(self.sentence, end),
                _beyond_brackets(self.sentence, shared),
            )
        return known


def candidate(sentence: Sentence, index: int) -> Candidate:
    """The number with the noun that follows it, over a footnote mark."""
    words, tokens = sentence.words, sentence.tokens
    at = index + 1
    while at < len(words) and tokens[at].kind == "n" and tokens[at].skip == "footnote":
        at += 1
    if words[at : at + 3] == ["đ", ",", "c"]:  # 407 đ/c đảng viên
        at += 3
    noun = sentence.counted_at(at) if at < len(words) else {}
    numeral = tokens[index].numeral
    is_bare = numeral is not None and numeral.kind == "count" and not noun and _nothing_counted(sentence, at)
    longest = max((stop for stop, _ in noun.values()), default=at) - at
    return Candidate(sentence, index, noun, at, is_bare, _segment_start(sentence, index), min(longest, 5))


def _nothing_counted(sentence: Sentence, at: int) -> bool:
    return at >= len(sentence.words) or sentence.tokens[at].kind != "w" or sentence.words[at] in FUNCTION_WORDS


def best(book: Book, number: Candidate, earlier: list[Earlier]) -> Match | None:
    """The strongest reading of the number, None when nothing speaks for any."""
    chosen: Match | None = None
    told = {known.owner for known in earlier[-3:]}
    for frame in _frames(book, number):
        if not _worth_a_look(book, frame, number, told):
            continue
        match = _score(book, frame, number, earlier, told)
        if match and (chosen is None or match.score > chosen.score):
            chosen = match
    return chosen


def _worth_a_look(book: Book, frame: int, number: Candidate, told: Set[str]) -> bool:
    """Whether anything but a shared noun speaks for the frame: most of those that count people have nothing else."""
    sentence = number.sentence
    if frame in sentence.cues or frame in sentence.topic or frame in sentence.about or number.is_bare:
        return True
    known = number.noun.get(frame)
    return (known is not None and known[1] == "named") or _told_with(book.frames[frame], told)


def _frames(book: Book, number: Candidate) -> list[int]:
    numeral = number.sentence.tokens[number.index].numeral
    if numeral is None or numeral.kind == "foreign":
        return []
    if numeral.kind != "count":
        return [*book.measured[numeral.kind]]
    if number.noun:
        return list(number.noun)
    if not number.is_bare:
        return []
    measured = {frame for frames in book.measured.values() for frame in frames}
    cued = number.sentence.cues.items()
    return [frame for frame, cues in cued if frame not in measured and any(end <= number.index for _, end, _ in cues)]


def _score(book: Book, frame: int, number: Candidate, earlier: list[Earlier], told: Set[str]) -> Match | None:
    declared, sentence = book.frames[frame], number.sentence
    if frame in sentence.barred:
        return None
    if declared.needs and frame not in sentence.needed and not _told_with(declared, told):
        return None
    end, noun, why = _noun_score(frame, number, earlier)
    numeral = sentence.tokens[number.index].numeral
    part = numeral is not None and numeral.whole is not None
    if frame in sentence.cues and _ruled_out(number, frame, end if part else number.window(end)[1]):
        return None
    cue, cue_why, cue_at = _cue_score(declared, frame, number, end, earlier)
    if number.is_bare and cue < 2.35:
        return None
    if noun + cue <= 0:
        return None
    if part and book.owners[frame] in {whole for whole, _ in book.wholes.values()}:
        cue -= 1.5  # "118/118 người thuộc diện phải kê khai": the words describe the whole, the number is the part
    if _just_told(sentence, number.index, book.owners[frame], earlier):
        cue -= 2.0  # "866 lượt/964 lượt người": two indicators
    cued = any(reason.startswith(("gần", "kể")) for reason in cue_why)
    named = frame in number.noun and number.noun[frame][1] == "named"
    return Match(book.owners[frame], noun + cue, end, (*why, *cue_why), frame, cued or named, named, cue_at)


def _slashed(sentence: Sentence, index: int) -> bool:
    return index > 0 and sentence.tokens[index - 1].word == "/"


def _just_told(sentence: Sentence, index: int, owner: str, earlier: list[Earlier]) -> bool:
    return bool(earlier) and _slashed(sentence, index) and earlier[-1].at >= 0 and earlier[-1].owner == owner


def _told_with(frame: Frame, told: Set[str]) -> bool:
    """Whether one of the indicators just told is one that the frame follows; most frames follow none."""
    return bool(frame.follows) and not told.isdisjoint(frame.follows)


def _noun_score(frame: int, number: Candidate, earlier: list[Earlier]) -> tuple[int, float, tuple[str, ...]]:
    sentence = number.sentence
    if frame in number.noun:
        end, kind = number.noun[frame]
        end = _over_coordination(sentence, frame, end)
        words = " ".join(sentence.words[number.after : end])
        length = min(number.noun[frame][0] - number.after, 5)
        points = (4.3 if kind == "named" else 2.0) + 0.2 * (length - 1) - 0.35 * (number.longest - length)
        return end, points, (f"đếm «{words}»",)
    if not number.is_bare:
        return number.index + 1, 2.0, ()
    label = number.segment
    head = label
    while head < number.index and sentence.words[head] in _BEFORE_HEAD:
        head += 1
    labels = {
        "counts" if kind == "named" and start > head else kind
        for start in range(label, number.index)
        for end, senses in sentence.nouns.get(start, ())
        for owner, kind in senses
        if owner == frame and end <= number.index
    }
    if labels & {"named", "counts"}:
        return number.index + 1, 2.9 if "named" in labels else 1.7, ("số sau nhãn",)
    if earlier and frame in earlier[-1].nouns:
        return number.index + 1, 1.5, ("cùng danh từ với số trước",)
    return number.index + 1, 1.0, ()


def _over_coordination(sentence: Sentence, frame: int, end: int) -> int:
    """Where "cán bộ, công chức, viên chức" ends, when the same frame counts each of them."""
    while end + 1 < len(sentence.words) and sentence.words[end] in (",", "và"):
        again = sentence.words[end + 1] in sentence.words[max(end - 4, 0) : end]  # "19 hồ sơ, hồ sơ quá hạn 5 hồ sơ"
        found = (
            []
            if again
            else [
                stop for stop, senses in sentence.nouns.get(end + 1, ()) if any(other == frame for other, _ in senses)
            ]
        )
        if not found or (stop := max(found)) >= len(sentence.words) + 1:
            break
        if stop < len(sentence.words) and sentence.words[stop] == "#":
            break
        end = stop
    return end


def window_end(sentence: Sentence, end: int, *, shared: bool = False) -> int:
    """Up to where the words after a counted noun speak of it."""
    stop = end
    words = sentence.words
    while stop < len(words) and stop < end + 14:
        if (
            shared
            and stop == end
            and sentence.tokens[stop].word == ","
            and words[stop + 1 : stop + 2] == ["#"]
            and words[stop + 2 : stop + 3] != words[end - 1 : end]
        ):
            stop += 1  # "9 tập thể, 21 cá nhân được tặng bằng khen": said of both
        elif shared and words[stop] == "#" and words[stop - 1] == "và" and stop - end <= 2:
            stop += 1  # "12 tập thể và 53 cá nhân bị kiến nghị kiểm điểm": said of both
        elif (
            words[stop] in _WINDOW_ENDS or (words[stop] == "và" and words[stop + 1 : stop + 2] != ["#"])
        ) and stop not in sentence.glued:
            break
        stop += 1
    return stop


def _beyond_brackets(sentence: Sentence, window: int) -> tuple[int, int]:
    """What follows the brackets after a counted noun: "221 đơn (196 khiếu nại, 25 tố cáo) thuộc thẩm quyền"."""
    words = sentence.words
    if window >= len(words) or words[window] != "(" or ")" not in words[window : window + 24]:
        return (len(words), len(words))
    start = words.index(")", window) + 1
    return start, window_end(sentence, start)


def _segment_start(sentence: Sentence, index: int) -> int:
    start = index
    while start and sentence.words[start - 1] in _BETWEEN_LABEL_AND_NUMBER:
        start -= 1
    while (
        start
        and start - 1 not in sentence.counted
        and not _new_matter(sentence, start - 1)
        and (sentence.words[start - 1] not in _SEGMENT_ENDS or start - 1 in sentence.glued)
    ):
        start -= 1
    return start


def _new_matter(sentence: Sentence, index: int) -> bool:
    """Whether "và" at `index` leads from what an earlier number counts to something else."""
    return sentence.words[index] == "và" and index not in sentence.glued and index - 1 in sentence.claimed


def _ruled_out(number: Candidate, frame: int, window: int) -> bool:
    sentence, index, start = number.sentence, number.index, number.segment
    return any(
        kind == "unless" and ((stop > start and begin < index) or (begin >= index and stop <= window))
        for begin, stop, kind in sentence.cues.get(frame, ())
    )


def _cue_score(
    declared: Frame, frame: int, number: Candidate, end: int, earlier: list[Earlier]
) -> tuple[float, tuple[str, ...], int]:
    sentence, index = number.sentence, number.index
    top, why, where = 0.0, "", -1
    second = 0.0
    near = _need_points(sentence, frame, index) if declared.needs and sentence.needs else 0.0
    for begin, stop, kind in sentence.cues.get(frame, ()):
        if kind == "unless":
            continue
        points = _cue_points(number, begin, stop, kind, end)
        if points > top:
            second, top, why, where = max(second, top), points, " ".join(sentence.words[begin:stop]), begin
        elif points > second:
            second = points
    told = 0.0 if number.is_bare else _follow_points(declared, number, earlier)
    reasons = [f"gần «{why}»"] if why else []
    if told > top:
        top, second = told, top
        reasons.append("kể cùng số trước")
    topic = sentence.topic.get(frame, 0.0)
    if topic > top:
        top, second = topic, top
        reasons.append("theo đề mục hoặc câu trước")
    return top + (0.25 if second > 1.5 else 0.0) + near, tuple(reasons), where


def _need_points(sentence: Sentence, frame: int, index: int) -> float:
    """What the nearest phrase before the number that the frame needs says for it."""
    for stop, met in reversed(sentence.needs):
        if stop <= index and frame in met:
            return max(0.5 - 0.03 * (index - stop), 0.0)
    return 0.0


def _cue_points(number: Candidate, begin: int, stop: int, kind: str, end: int) -> float:
    """How much the phrase words[begin:stop] says for its frame: by its length, its distance and what lies between."""
    window, _, beyond = number.window(end)
    length = 0.22 * min(stop - begin - 1, 3)
    if stop <= number.index:
        return _points_before(number, begin, stop, kind, length)
    if kind == "after" and beyond[0] <= begin and stop <= beyond[1]:
        return 2.4 + length - 0.1 * (begin - beyond[0])
    if kind == "after" and begin >= end and stop <= window:
        return max(2.8 + length - 0.1 * (begin - end), 0.3)
    return 0.0


def _points_before(number: Candidate, begin: int, stop: int, kind: str, length: float) -> float:
    sentence, index, labelled = number.sentence, number.index, begin >= number.segment
    if (kind == "after" and not labelled) or (kind == "named" and not (number.is_bare and labelled)):
        return 0.0
    between = sentence.words[stop:index]
    if len(between) > _REACH or (number.is_bare and len(between) > (9 if labelled else 4)):
        return 0.0
    if begin in sentence.claimed and begin in sentence.rivals:
        return 0.0  # the words tell what the number before counts, of the same kind
    commas = 0
    if "," in between:
        commas = sum(1 for n in range(stop, index) if sentence.words[n] == "," and n not in sentence.glued)
    points = (2.3 if kind == "after" else 2.6) + length + (0.0 if between else 0.25)
    points -= (0.055 if stop - begin > 1 else 0.085) * len(between) + 0.2 * commas
    points -= 0.4 * between.count("#") + 0.8 * between.count(";")
    if begin in sentence.claimed and not _LEADS_ON.isdisjoint(between):
        points -= 1.3  # the words are about the number before
    return max(points, 0.3)


_LEADS_ON: Final = frozenset((",", "và", ";"))


def _follow_points(declared: Frame, number: Candidate, earlier: list[Earlier]) -> float:
    for distance, known in enumerate(reversed(earlier[-3:])):
        if known.owner in declared.follows:
            if known.at < 0:
                return 1.2
            between = number.sentence.words[known.at + 1 : number.index]
            linked = not distance and (
                _slashed(number.sentence, number.index)
                or (not {",", ";"}.intersection(between) and bool(_LINKS.intersection(between[-3:])))
            )
            return 2.35 + 0.8 * linked - 0.35 * distance - 0.04 * max(len(between) - 2, 0)
    return 0.0
