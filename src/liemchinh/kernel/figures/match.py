"""Which indicator a number belongs to: what it counts, and how near the words stand that tell indicators apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from liemchinh.kernel.figures.fold import word_set
from liemchinh.kernel.figures.lexicon import Book, Frame
from liemchinh.kernel.figures.sentence import FUNCTION_WORDS, Sentence

#: A number is taken for a figure from this much evidence on.
ENOUGH: Final = 3.4
_REACH: Final = 34
_WINDOW_ENDS: Final = frozenset(("#", ",", ";", ":", "(", ")", ".", '"'))
_WINDOW_MAY_END: Final = _WINDOW_ENDS | {"và"}
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
    """A number in a sentence, at tokens[index]; `noun` maps the frames whose noun follows it to (end, kind).

    `noun_end` is the token after the longest noun that follows, else after the number.
    """

    sentence: Sentence
    index: int
    noun: Mapping[int, tuple[int, str]]
    after: int
    is_bare: bool
    segment: int
    noun_end: int
    _windows: dict[int, int] = field(default_factory=dict)
    _shared: dict[int, tuple[int, tuple[int, int]]] = field(default_factory=dict)

    @property
    def noun_text(self) -> str:
        """The first word of the noun, "" without one."""
        return self.sentence.words[self.after] if self.noun else ""

    def window(self, end: int) -> int:
        """Where the words about the noun that ends before `end` end."""
        known = self._windows.get(end)
        if known is None:
            known = self._windows[end] = window_end(self.sentence, end)
        return known

    def shared_window(self, end: int) -> tuple[int, tuple[int, int]]:
        """Where they end with a coordinated number, and those beyond brackets."""
        known = self._shared.get(end)
        if known is None:
            shared = window_end(self.sentence, end, shared=True)
            known = self._shared[end] = shared, _beyond_brackets(self.sentence, shared)
        return known


def candidate(sentence: Sentence, index: int) -> Candidate:
    """The number with the noun that follows it, over a footnote mark."""
    words, tokens = sentence.words, sentence.tokens
    at, count = index + 1, len(words)
    while at < count and tokens[at].kind == "n" and tokens[at].skip == "footnote":
        at += 1
    if at < count and words[at] == "đ" and words[at : at + 3] == ["đ", ",", "c"]:  # 407 đ/c đảng viên
        at += 3
    noun, noun_end = sentence.counted_at(at)
    numeral = tokens[index].numeral
    is_bare = numeral is not None and numeral.kind == "count" and not noun and _nothing_counted(sentence, at)
    return Candidate(
        sentence, index, noun, at, is_bare, _segment_start(sentence, index), noun_end if noun else index + 1
    )


def _nothing_counted(sentence: Sentence, at: int) -> bool:
    return at >= len(sentence.words) or sentence.tokens[at].kind != "w" or sentence.words[at] in FUNCTION_WORDS


class _Points(NamedTuple):
    """What speaks for a frame: `labels` say so where no noun does, words[begin:stop] is the nearest cue."""

    score: float
    end: int
    label: str
    begin: int
    stop: int
    reasons: tuple[str, ...]


def best(book: Book, number: Candidate, earlier: list[Earlier]) -> Match | None:
    """The strongest reading of the number, None when nothing speaks for any."""
    following = book.followers_of({known.owner for known in earlier[-3:]})
    chosen, points = -1, None
    frames, noun = _frames(book, number), number.noun
    if not number.is_bare:  # most of those that count people have nothing but the noun to speak for them
        spoken = number.sentence.spoken()
        frames = [f for f in frames if f in spoken or f in following or (f in noun and noun[f][1] == "named")]
    for frame in frames:
        scored = _score(book, frame, number, earlier, frame in following)
        if scored and (points is None or scored.score > points.score):
            chosen, points = frame, scored
    return _match(book, number, chosen, points) if points else None


def _match(book: Book, number: Candidate, frame: int, points: _Points) -> Match:
    words = number.sentence.words
    why = [f"đếm «{' '.join(words[number.after : points.end])}»"] if frame in number.noun else []
    why += [points.label] if points.label else []
    why += [f"gần «{' '.join(words[points.begin : points.stop])}»"] if points.begin >= 0 else []
    named = frame in number.noun and number.noun[frame][1] == "named"
    cued = named or points.begin >= 0 or _TOLD in points.reasons
    return Match(
        book.owners[frame], points.score, points.end, (*why, *points.reasons), frame, cued, named, points.begin
    )


_TOLD: Final = "kể cùng số trước"


def _frames(book: Book, number: Candidate) -> Iterable[int]:
    numeral = number.sentence.tokens[number.index].numeral
    if numeral is None or numeral.kind == "foreign":
        return ()
    if numeral.kind != "count":
        return book.measured[numeral.kind]
    if number.noun:
        return number.noun
    if not number.is_bare:
        return ()
    cued = number.sentence.cues.items()
    return [
        frame for frame, cues in cued if book.kinds[frame] == "count" and any(end <= number.index for _, end, _ in cues)
    ]


def _score(book: Book, frame: int, number: Candidate, earlier: list[Earlier], follows: bool) -> _Points | None:
    declared, sentence = book.frames[frame], number.sentence
    if frame in sentence.barred or (declared.needs and not follows and frame not in sentence.needed):
        return None
    end, noun, label = _noun_score(frame, number, earlier)
    numeral = sentence.tokens[number.index].numeral
    part = numeral is not None and numeral.whole is not None
    if frame in sentence.unless and _ruled_out(number, frame, end if part else number.window(end)):
        return None
    cue, begin, stop, reasons = _cue_score(declared, frame, number, end, earlier if follows else [])
    if (number.is_bare and cue < 2.35) or noun + cue <= 0:
        return None
    owner = book.owners[frame]
    if part and owner in book.are_wholes:
        cue -= 1.5  # "118/118 người thuộc diện phải kê khai": the words describe the whole, the number is the part
    if earlier and earlier[-1].owner == owner and earlier[-1].at >= 0 and _slashed(sentence, number.index):
        cue -= 2.0  # "866 lượt/964 lượt người": two indicators
    return _Points(noun + cue, end, label, begin, stop, reasons)


def _slashed(sentence: Sentence, index: int) -> bool:
    return index > 0 and sentence.tokens[index - 1].word == "/"


def _noun_score(frame: int, number: Candidate, earlier: list[Earlier]) -> tuple[int, float, str]:
    """(the token after the noun, what it says for the frame, why where no noun follows)."""
    sentence = number.sentence
    if frame in number.noun:
        stop, kind = number.noun[frame]
        length = min(stop - number.after, 5)
        longest = min(number.noun_end - number.after, 5)
        points = (4.3 if kind == "named" else 2.0) + 0.2 * (length - 1) - 0.35 * (longest - length)
        return _over_coordination(sentence, frame, stop), points, ""
    if not number.is_bare:
        return number.index + 1, 2.0, ""
    labels = _labels(frame, number)
    if labels & {"named", "counts"}:
        return number.index + 1, 2.9 if "named" in labels else 1.7, "số sau nhãn"
    if earlier and frame in earlier[-1].nouns:
        return number.index + 1, 1.5, "cùng danh từ với số trước"
    return number.index + 1, 1.0, ""


def _labels(frame: int, number: Candidate) -> set[str]:
    """How the nouns of the label before a bare number stand for the frame."""
    sentence, head = number.sentence, number.segment
    if not sentence.nouns:
        return set()
    while head < number.index and sentence.words[head] in _BEFORE_HEAD:
        head += 1
    return {
        "counts" if kind == "named" and start > head else kind
        for start in range(number.segment, number.index)
        for end, phrase in sentence.nouns.get(start, ())
        for owner, kind in phrase.nouns
        if owner == frame and end <= number.index
    }


def _over_coordination(sentence: Sentence, frame: int, end: int) -> int:
    """Where "cán bộ, công chức, viên chức" ends, when the same frame counts each of them."""
    while end + 1 < len(sentence.words) and sentence.words[end] in (",", "và"):
        again = sentence.words[end + 1] in sentence.words[max(end - 4, 0) : end]  # "19 hồ sơ, hồ sơ quá hạn 5 hồ sơ"
        found = [] if again else [stop for stop, phrase in sentence.nouns.get(end + 1, ()) if frame in phrase.counted]
        if not found or (stop := max(found)) >= len(sentence.words) + 1:
            break
        if stop < len(sentence.words) and sentence.words[stop] == "#":
            break
        end = stop
    return end


def window_end(sentence: Sentence, end: int, *, shared: bool = False) -> int:
    """Up to where the words after a counted noun speak of it."""
    words, glued, stop = sentence.words, sentence.glued, end
    last = min(end + 14, len(words))
    while stop < last:
        word = words[stop]
        if (word not in _WINDOW_MAY_END or stop in glued) and not shared:
            stop += 1
        elif shared and _coordinates(sentence, stop, end):
            stop += 2
        elif stop not in glued and (word in _WINDOW_ENDS or (word == "và" and words[stop + 1 : stop + 2] != ["#"])):
            break
        else:
            stop += 1
    return stop


def _coordinates(sentence: Sentence, stop: int, end: int) -> bool:
    """Whether what follows is said of both: "9 tập thể, 21 cá nhân được tặng bằng khen", "12 tập thể và 53 cá nhân"."""
    words = sentence.words
    if words[stop] == "#":
        return words[stop - 1] == "và" and stop - end <= 2
    return (
        stop == end
        and sentence.tokens[stop].word == ","
        and words[stop + 1 : stop + 2] == ["#"]
        and words[stop + 2 : stop + 3] != words[end - 1 : end]
    )


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
    words, counted, glued = sentence.words, sentence.counted, sentence.glued
    for place in range(start - 1, -1, -1):
        word = words[place]
        if place in counted or (word in _SEGMENT_ENDS and place not in glued):
            return place + 1
        if word == "và" and place not in glued and place - 1 in sentence.claimed:
            return place + 1  # it leads from what an earlier number counts to something else
    return 0


def _ruled_out(number: Candidate, frame: int, window: int) -> bool:
    index, start = number.index, number.segment
    return any(
        (stop > start and begin < index) or (begin >= index and stop <= window)
        for begin, stop in number.sentence.unless[frame]
    )


def _cue_score(
    declared: Frame, frame: int, number: Candidate, end: int, told: list[Earlier]
) -> tuple[float, int, int, tuple[str, ...]]:
    """(points, where the nearest cue stands in the words, what else speaks for the frame)."""
    sentence = number.sentence
    top, second, begin, stop = 0.0, 0.0, -1, -1
    for first, last, kind in sentence.cues.get(frame, ()):
        if kind == "unless":
            continue
        points = _cue_points(number, first, last, kind, end)
        if points > top:
            second, top, begin, stop = max(second, top), points, first, last
        elif points > second:
            second = points
    reasons: tuple[str, ...] = ()
    follows = _follow_points(declared, number, told) if told and not number.is_bare else 0.0
    if follows > top:
        top, second, reasons = follows, top, (_TOLD,)
    topic = sentence.topic.get(frame, 0.0)
    if topic > top:
        top, second, reasons = topic, top, (*reasons, "theo đề mục hoặc câu trước")
    near = _need_points(sentence, frame, number.index) if declared.needs and sentence.needs else 0.0
    return top + (0.25 if second > 1.5 else 0.0) + near, begin, stop, reasons


def _need_points(sentence: Sentence, frame: int, index: int) -> float:
    """What the nearest phrase before the number that the frame needs says for it."""
    for stop, met in reversed(sentence.needs):
        if stop <= index and frame in met:
            return max(0.5 - 0.03 * (index - stop), 0.0)
    return 0.0


def _cue_points(number: Candidate, begin: int, stop: int, kind: str, end: int) -> float:
    """How much the phrase words[begin:stop] says for its frame: by its length, its distance and what lies between."""
    length = 0.22 * min(stop - begin - 1, 3)
    if stop <= number.index:
        return _points_before(number, begin, stop, kind, length)
    if kind != "after" or begin < end:
        return 0.0
    window, beyond = number.shared_window(end)
    if beyond[0] <= begin and stop <= beyond[1]:
        return 2.4 + length - 0.1 * (begin - beyond[0])
    return max(2.8 + length - 0.1 * (begin - end), 0.3) if stop <= window else 0.0


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
