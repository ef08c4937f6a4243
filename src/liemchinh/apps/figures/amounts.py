"""A figure as a person types it: 31.211; 1 275; 82,5%; 1,36 tỷ; 0,8 ha. No database."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.vietnamese import fold

_SCALES: Final = {"nghin": 10**3, "ngan": 10**3, "trieu": 10**6, "ty": 10**9, "ti": 10**9}
_NUMBER: Final = re.compile(
    r"(?P<whole>\d{1,3}(?:[.\s\u00a0]\d{3})+|\d+)(?:(?P<mark>[.,])(?P<part>\d+))?\s*(?P<words>[^\d]*)$"
)


def amount(text: str, unit: str) -> Decimal:
    """The value in the indicator's unit (đồng, m², per cent, a count). Refusal: what is wrong, how to write it."""
    found = _NUMBER.match(text.strip())
    if text.strip().startswith(("-", "−")):
        raise Refusal(_("Số liệu không thể âm."))
    if found is None:
        raise Refusal(_("«%(text)s» không phải một con số. Ghi ví dụ 31.211 hoặc 82,5.") % {"text": text})
    if found["mark"] == "." and len(found["part"]) == 3:
        raise Refusal(_("«%(text)s»: viết đủ dấu chấm hàng nghìn, hoặc không dấu nào.") % {"text": text})
    whole = re.sub(r"\D", "", found["whole"])
    value = Decimal(f"{whole}.{found['part']}" if found["part"] else whole)
    return value * _scale(found["words"], unit, text)


def _scale(words: str, unit: str, text: str) -> int:
    scale = 1
    for word in re.findall(r"[\w²%]+", fold(words)):
        if word in _SCALES:
            scale *= _SCALES[word]
        elif word == "ha" and unit == "m2":
            scale *= 10**4
        elif word not in _own_words(unit):
            raise Refusal(_("«%(text)s»: không rõ «%(word)s». Ghi số theo %(unit)s.") % {
                "text": text, "word": word, "unit": _unit_word(unit)})  # fmt: skip
    return scale


def _own_words(unit: str) -> set[str]:
    special = {"VND": {"dong", "vnd", "d"}, "m2": {"m2", "m²", "m"}, "percent": {"%"}}
    return special.get(unit, set(fold(unit).split()))


def _unit_word(unit: str) -> str:
    return {"VND": _("đồng"), "m2": "m²", "percent": "%"}.get(unit, unit)


def typed(value: Decimal) -> str:
    """The value as one would type it: 31.211; 82,5. It reads back unchanged."""
    text = f"{value:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))
