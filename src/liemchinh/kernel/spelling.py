"""What a written Vietnamese syllable may look like: letters, tones, onsets, rimes, and where the tone mark stands.

Used to tell a right decoding from a wrong one, to sort, and to compare two spellings of one word (uỷ, ủy).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Dictionary order of tones: level, huyền, hỏi, ngã, sắc, nặng (TCVN; the same as in CLDR).
TONE_MARKS: Final = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
VOWELS: Final = "aăâeêioôơuưy"
LETTERS: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"  # f, j, w, z occur in loan words and names


def _compose(letter: str, tone: int) -> str:
    return unicodedata.normalize("NFC", letter + TONE_MARKS[tone])


# Composed lower-case letter -> (letter without its tone, number of the tone)
TONED: Final[dict[str, tuple[str, int]]] = {
    _compose(vowel, tone): (vowel, tone) for vowel in VOWELS for tone in range(len(TONE_MARKS))
}


def word_set(text: str) -> frozenset[str]:
    """The words of a table that is easier to read as running text."""
    return frozenset(text.split())


_ONSETS: Final = word_set("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q r s t th tr v x") | {""}
_FRONT: Final = frozenset("ieêy")
_NEEDS_FRONT: Final = frozenset(("k", "gh", "ngh"))
_REFUSES_FRONT: Final = frozenset(("c", "g", "ng"))
_RIMES: Final = word_set(
    """a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich im in inh ip it iu
    iêc iêm iên iêng iêp iêt iêu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen
    oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut
    uân uâng uât uây uê uêch uênh uôc uôi uôm uôn uông uôt uơ uy uya uych uyên uyêt uynh uyp uyt uyu
    ư ưa ưc ưi ưm ưn ưng ưt ươc ươi ươm ươn ương ươp ươt ươu ưu y yêm yên yêng yêt yêu""",
)
_AFTER_QU: Final = word_set(
    """a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt ân âng ât ây âc âu e en eng eo et ê êch ên ênh êt
    i it ôc ơ y yêt yên yt ych ynh yp yên""",
)
_STOPPED: Final = ("c", "ch", "p", "t")
_STOPPED_TONES: Final = frozenset((4, 5))  # a syllable that ends in a stop carries sắc or nặng, written always


def without_tone(word: str) -> tuple[str, int | None]:
    """The lower-case word without its tone mark, and the tone; None where two tone marks are written."""
    tone = 0
    letters = []
    for char in word:
        letter, mark = TONED.get(char, (char, 0))
        if mark and tone:
            return word, None
        tone = tone or mark
        letters.append(letter)
    return "".join(letters), tone


def is_syllable(word: str) -> bool:
    """Whether the word, composed (NFC), can be one written Vietnamese syllable; case does not matter."""
    plain, tone = without_tone(word.lower())
    if tone is None:
        return False
    onset, rime = _split(plain)
    if onset not in _ONSETS or not _rime_fits(onset, rime):
        return False
    return not rime.endswith(_STOPPED) or tone in _STOPPED_TONES


def _split(plain: str) -> tuple[str, str]:
    """Onset and rime; the i of «gi» belongs to the onset where a vowel follows it."""
    if plain.startswith("gi") and len(plain) > 2 and plain[2] in VOWELS:
        return "gi", plain[2:]
    at = next((i for i, char in enumerate(plain) if char in VOWELS), len(plain))
    return plain[:at], plain[at:]


def _rime_fits(onset: str, rime: str) -> bool:
    if onset == "q":
        return rime[:1] == "u" and rime[1:] in _AFTER_QU
    if onset == "gi":
        return rime in _RIMES or f"i{rime}" in _RIMES
    front = rime[:1] in _FRONT and not (onset == "g" and rime[0] == "i")  # gì, gìn: written without a second i
    if (onset in _NEEDS_FRONT and rime[:1] not in _FRONT) or (onset in _REFUSES_FRONT and front):
        return False
    return rime in _RIMES


_OPEN_GLIDE: Final = re.compile(r"(?<![qQ])([oO])([àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ])(?!\w)|(?<![qQ])([uU])([ỳýỷỹỵỲÝỶỸỴ])(?!\w)")
_QU_TONED: Final = re.compile(r"([qQ])([ùúủũụÙÚỦŨỤ])([yY])(?!\w)")


def normalise_tones(text: str) -> str:
    """The State's spelling of tone marks: uỷ → ủy, hoá → hóa, khoẻ → khỏe, qúy → quý; the text comes out in NFC."""
    text = unicodedata.normalize("NFC", text)
    if text.isascii():
        return text
    text = _OPEN_GLIDE.sub(lambda m: _move(m[1] or m[3], m[2] or m[4]), text)
    return _QU_TONED.sub(lambda m: m[1] + _move(m[3], m[2])[::-1], text)


def _move(to: str, toned: str) -> str:
    """The pair «to» + «toned» with the tone moved from the second letter to the first."""
    letter, tone = TONED[toned.lower()]
    bare = letter.upper() if toned.isupper() else letter
    return _compose(to, tone) + bare
